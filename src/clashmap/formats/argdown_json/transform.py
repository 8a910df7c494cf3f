"""Transforming: relations of reconstructed arguments move to conclusions and inferences; strict mode renames them."""

from __future__ import annotations

from clashmap.formats.argdown_json.held import Held, between, from_source, to_target
from clashmap.formats.argdown_json.records import PREMISE, End, Model, NodeRecord, RelationRecord

_OPPOSING = frozenset({"contradictory", "contrary"})


def transform(model: Model) -> None:
    """Bring the relations of *model* into the form that the reference exports."""
    work = _Work(model)
    if model.setting("model", "transformArgumentRelations", default=True):
        model.relations = [relation for relation in model.relations if work.move(relation)]
    if model.setting("model", "mode") == "strict":
        model.relations = [relation for relation in model.relations if work.make_strict(relation)]
    model.relations = [relation for relation in model.relations if not work.is_redundant(relation)]
    work.settle()


def _is_statement(end: End) -> bool:
    return isinstance(end, NodeRecord) and not end.is_argument


class _Work:
    """The relations of every end while they are changed."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.ends: dict[int, tuple[End, Held]] = {}
        self.premises: dict[int, frozenset[str]] = {}
        self.opposed: dict[int, frozenset[str]] = {}

    def held(self, end: End) -> Held:
        """The relations of *end*."""
        if id(end) not in self.ends:
            self.ends[id(end)] = (end, Held(end.relations))
        return self.ends[id(end)][1]

    def settle(self) -> None:
        """Give every end its relations."""
        for end, held in self.ends.values():
            end.relations = list(held)

    def change(
        self, relation: RelationRecord, *, type: str = "", source: End | None = None, target: End | None = None
    ) -> None:
        """Change *relation*, which its ends hold by what it is."""
        ends = {id(end): self.held(end) for end in (relation.source, relation.target)}.values()
        for held in ends:
            held.count(relation, -held.times(relation))
        relation.type = type or relation.type
        relation.source = source or relation.source
        relation.target = target or relation.target
        for held in ends:
            held.count(relation, held.times(relation))

    def move(self, relation: RelationRecord) -> bool:
        """Move the ends of *relation* that are reconstructed arguments; False when there is one like it already."""
        keep = True
        source, target = relation.source, relation.target
        if isinstance(source, NodeRecord) and source.is_argument and source.structure:
            self.held(source).remove(relation)
            concluded = self.model.statements[source.structure[-1].title]
            self.change(relation, source=concluded)
            if self.held(concluded).has(to_target(relation.type, relation.target)):
                self.held(relation.target).remove(relation)
                keep = False
            else:
                self.held(concluded).append(relation)
        reconstructed = isinstance(target, NodeRecord) and target.is_argument and bool(target.structure)
        if reconstructed and relation.type == "undercut":
            assert isinstance(target, NodeRecord)
            inference = target.structure[-1].inference
            if inference is not None:
                self.change(relation, target=inference)
                self.held(inference).remove(relation)
                if self.held(inference).has(from_source(relation.type, relation.source)):
                    self.held(relation.source).remove(relation)
                    keep = False
                else:
                    self.held(inference).append(relation)
        return keep

    def make_strict(self, relation: RelationRecord) -> bool:
        """Read a relation between statements as a logical one; False when it says the same as an earlier one."""
        source, target = relation.source, relation.target
        if not (_is_statement(source) and _is_statement(target)):
            return True
        if relation.type == "support":
            self.change(relation, type="entails")
        elif relation.type == "attack":
            held = self.held(source)
            if held.has(between("contrary", source, target)) or held.has(between("contrary", target, source)):
                held.remove(relation)
                self.held(target).remove(relation)
                return False
            self.change(relation, type="contrary")
        return True

    def is_redundant(self, relation: RelationRecord) -> bool:
        """Whether a statement attacks an argument one of whose premises it attacks as well; it is then taken out."""
        source, target = relation.source, relation.target
        if relation.type != "attack" or not _is_statement(source):
            return False
        if not (isinstance(target, NodeRecord) and target.is_argument):
            return False
        if id(target) not in self.premises:
            self.premises[id(target)] = frozenset(m.title for m in target.structure if m.role == PREMISE)
        if id(source) not in self.opposed:
            self.opposed[id(source)] = self._opposed(source)
        if self.premises[id(target)].isdisjoint(self.opposed[id(source)]):
            return False
        # What is removed goes to an argument, so that the statements opposed stay the same.
        self.held(source).remove(relation)
        self.held(target).remove(relation)
        return True

    def _opposed(self, source: End) -> frozenset[str]:
        """The titles of the statements that *source* attacks or contradicts."""
        titles = set()
        for known in self.held(source):
            other = known.other(source)
            is_opposed = known.type in _OPPOSING or (known.type == "attack" and known.source is source)
            if is_opposed and isinstance(other, NodeRecord) and not other.is_argument:
                titles.add(other.title)
        return frozenset(titles)
