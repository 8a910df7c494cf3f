"""Laying out: the blocks of a file, each claim with what bears on it below it, each relation once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from clashmap.argdown.limits import NO_TITLE
from clashmap.argdown.tree import (
    ArgumentNode,
    Block,
    Content,
    Inference,
    Mark,
    Member,
    NumberedStatement,
    Reconstruction,
    RelationLine,
    Statement,
    Title,
)
from clashmap.formats.argdown.headings import headings
from clashmap.formats.argdown.plan import UNDIRECTED, Plan, section_order
from clashmap.formats.argdown.structure import inferences
from clashmap.formats.argdown.wording import NO_TEXT, NOWHERE, Wording, content
from clashmap.model import Relation, RelationKind

_DEEPEST = 12
"""Relations below relations, at most, before a new paragraph is begun."""
_MARKS = {
    RelationKind.SUPPORT: Mark.SUPPORT,
    RelationKind.ENTAILMENT: Mark.SUPPORT,
    RelationKind.PREMISE: Mark.SUPPORT,
    RelationKind.CONCLUSION: Mark.SUPPORT,
    RelationKind.ATTACK: Mark.ATTACK,
    RelationKind.CONTRARY: Mark.ATTACK,
    RelationKind.UNDERCUT: Mark.UNDERCUT,
    RelationKind.CONTRADICTION: Mark.CONTRADICTION,
}


def lay_out(plan: Plan, words: dict[str, Wording]) -> list[Block]:
    """The blocks of the whole file, section by section."""
    layout = _Layout(plan, words)
    layout.section(None)
    path: list[tuple[int, str]] = []
    for section in section_order(plan.map):
        layout.blocks += headings(section, path, plan.map.sections)
        layout.section(section.id)
    return layout.blocks


class _Layout:
    """What has been written so far, and what can come next such that nodes are first named in their order."""

    def __init__(self, plan: Plan, words: dict[str, Wording]) -> None:
        self.plan = plan
        self.map = plan.map
        self.words = words
        self.blocks: list[Block] = []
        self.defined: set[str] = set()
        self.mentioned: set[str] = set()
        self.here: str | None = None
        self.visited: set[str] = set()
        """What has been named in this section."""
        self.written: set[int] = set()
        """Relations, by identity."""
        self.open: list[str] = []
        """The nodes below which relations are being written, from the top down."""
        self.is_late = False
        """Whether what is left is written, even if that names a node before its turn."""
        self.built: set[str] = set()
        """Arguments whose structure has been written."""
        self.taken = {self.words[id].title for id in self.map.arguments}
        self.numbers = count(1)
        """For titles that no argument has."""
        self.by_section: dict[str | None, tuple[list[str], list[str]]] = {}
        for id in self.words:
            for section in plan.occurs[id]:
                self.by_section.setdefault(section, ([], []))[id in self.map.arguments].append(id)
        ordered = sorted(self.words, key=lambda id: plan.order[plan.occurs[id][0]])
        self.queues = tuple([id for id in ordered if (id in self.map.arguments) is kind] for kind in (False, True))
        self.heads = [0, 0]
        self.ranks = {id: number for queue in self.queues for number, id in enumerate(queue)}

    def section(self, section: str | None) -> None:
        """Write everything that goes under one heading."""
        self.here = section
        self.visited = set()
        claims, arguments = self.by_section.get(section, ((), ()))
        for is_foreign in (False, True):
            queues = [[id for id in ids if self.is_foreign(id) is is_foreign] for ids in (claims, arguments)]
            self.paragraphs(*(iter(queue) for queue in queues))
        for argument in arguments:
            self.structure(argument)
        self.leftovers()

    def is_foreign(self, id: str) -> bool:
        """Whether *id* is only named in this section, after it was in another, or stands in a structure to come."""
        if id in self.mentioned and self.plan.home[id] == self.here:
            owner = self.plan.owner.get(id)
            return owner is not None and self.plan.home[owner] == self.here
        return id in self.mentioned

    def paragraphs(self, claims: Iterator[str], arguments: Iterator[str]) -> None:
        """Write paragraphs until all *claims* and *arguments* are named."""
        claim, argument = next(claims, None), next(arguments, None)
        while claim is not None or argument is not None:
            if claim is not None and claim in self.visited:
                claim = next(claims, None)
            elif argument is not None and argument in self.visited:
                argument = next(arguments, None)
            else:
                self.paragraph(self.pick(claim or argument or ""))

    def pick(self, id: str) -> str:
        """What a paragraph begins with so that *id*, which comes next, is written in it."""
        owner = self.plan.owner.get(id)
        if owner is not None and self.plan.home[owner] == self.here and owner not in self.built:
            if owner in self.visited:
                return owner
            is_due = (owner in self.mentioned or self.is_next(owner)) and self.is_in_order(owner)
            if self.words[id].title is None or is_due:
                id = owner
        seen = {id}
        while above := self.above(id, seen):
            seen.add(above)
            id = above
        return id

    def is_in_order(self, owner: str) -> bool:
        """Whether the structure of *owner* names its claims in their order."""
        ranks = [self.ranks[row.claim] for row in self.plan.rows[owner] if row.claim not in self.mentioned]
        return ranks == sorted(ranks)

    def above(self, id: str, seen: set[str]) -> str | None:
        """What *id* bears on, has not been written here, and can be now."""
        for relation in self.plan.relations_in(self.here, id):
            target = relation.target
            is_above = relation.source == id and relation.kind not in UNDIRECTED and target not in seen
            is_open = target not in self.visited and self.plan.home[target] == self.here
            is_titled = self.words[target].title is not None
            if is_above and is_open and is_titled and (target in self.mentioned or self.is_next(target)):
                return target
        return None

    def paragraph(self, id: str) -> None:
        """Write a node with what bears on it, and its structure."""
        if id in self.plan.rows and self.words[id].title is None:
            self.visited.add(id)
            self.mentioned.add(id)
        elif id not in self.visited:
            is_structure = id in self.plan.rows and self.plan.home[id] == self.here and id not in self.built
            self.blocks.append(self.member(id, 0, with_relations=not is_structure))
        self.structure(id)

    # --- members ------------------------------------------------------------------------------------------------------

    def member(self, id: str, depth: int, *, with_relations: bool = True) -> Member:
        """The node *id* as it is written now: defined once and then only named."""
        words = self.words[id]
        is_first, was_named = id not in self.visited, id in self.mentioned
        self.visited.add(id)
        self.mentioned.add(id)
        said, is_reference = Content(NOWHERE, ()), True
        if self.plan.home[id] == self.here and id not in self.defined:
            self.defined.add(id)
            is_moved = was_named and id not in self.plan.rows and words.data.get("isInGroup") is not True
            if is_moved and not words.text:
                # Without a definition it would belong where it was first named.
                words = words.with_text(NO_TEXT, self.map.node(id).text)
            said = content(words.text, words.tags, words.data)
            is_reference = not words.text and words.title is not None
        below = tuple(self.relations(id, depth)) if is_first and with_relations else ()
        if id in self.map.arguments:
            return ArgumentNode(NOWHERE, words.heading or Title(NOWHERE, NO_TITLE), is_reference, said, below)
        return Statement(NOWHERE, words.heading, is_reference and words.title is not None, said, below)

    def relations(self, id: str, depth: int) -> Iterator[RelationLine]:
        """What can be written below *id* now."""
        self.open.append(id)
        for relation in self.plan.relations_in(self.here, id):
            if _id_of(relation) not in self.written and self.can_stand_below(relation, id, depth):
                yield self.line(relation, id, depth)
        self.open.pop()

    def line(self, relation: Relation, id: str, depth: int) -> RelationLine:
        """*relation* as it stands below *id*."""
        self.written.add(_id_of(relation))
        other = relation.target if relation.source == id else relation.source
        mark = _MARKS[relation.kind]
        if mark is Mark.CONTRADICTION and other in self.map.arguments:
            mark = Mark.ATTACK
        outgoing = relation.source == id and relation.target != id and mark is not Mark.CONTRADICTION
        if relation.kind is RelationKind.UNDERCUT and relation.target in self.map.claims:
            outgoing = relation.source == id
        return RelationLine(NOWHERE, mark, outgoing, NOWHERE, self.member(other, depth + 1))

    def can_stand_below(self, relation: Relation, id: str, depth: int) -> bool:
        """Whether *relation* can be written below *id* without naming a node before its turn."""
        other = relation.target if relation.source == id else relation.source
        if not self.may_stand_below(relation, id):
            return False
        if other in self.open[:-1] and self.words[id].title is not None and self.may_stand_below(relation, other):
            return False
        if self.words[other].title is None and (other in self.visited or other in self.plan.owner):
            return False
        if other in self.mentioned or self.words[id].title is None or self.is_late:
            return True
        return depth < _DEEPEST and self.is_next(other)

    def may_stand_below(self, relation: Relation, id: str) -> bool:
        """Whether Argdown has a sign for *relation* below *id*."""
        source, target = relation.source, relation.target
        if relation.kind is RelationKind.UNDERCUT:
            if target in self.map.claims:
                # Below a claim, Argdown's own tools take an undercut for one of the last inference above it.
                return source == id
            return target not in self.plan.rows or self.is_of_last_step(relation)
        if relation.kind is RelationKind.CONTRADICTION:
            other = target if source == id else source
            return other in self.map.claims or source == id
        return True

    def is_of_last_step(self, relation: Relation) -> bool:
        """Whether an undercut of the whole argument says the same."""
        steps = self.map.arguments[relation.target].steps
        is_last = relation.step is None or relation.step >= len(steps) - 1
        return is_last and self.words[relation.target].title is not None

    def is_next(self, id: str) -> bool:
        """Whether *id* is the first node of its kind that has not been named."""
        kind = id in self.map.arguments
        queue = self.queues[kind]
        while self.heads[kind] < len(queue) and queue[self.heads[kind]] in self.mentioned:
            self.heads[kind] += 1
        return queue[self.heads[kind] : self.heads[kind] + 1] == [id] and self.plan.occurs[id][0] == self.here

    # --- structures ---------------------------------------------------------------------------------------------------

    def structure(self, id: str) -> None:
        """Write the structure of an argument, right behind its title, and then what bears on it since."""
        if id not in self.plan.rows or id in self.built or self.plan.home[id] != self.here:
            return
        self.built.add(id)
        words = self.words[id]
        last = self.blocks[-1] if self.blocks else None
        if words.title is not None:
            if not (isinstance(last, ArgumentNode) and last.title.text == words.title):
                self.blocks.append(self.member(id, 0))
        elif isinstance(last, ArgumentNode):
            # Behind another argument it would be taken for the structure of that one.
            node = self.map.arguments[id]
            said = content("", (), {"exact": {"title": None, "text": node.text}})
            self.blocks.append(ArgumentNode(NOWHERE, Title(NOWHERE, self.free_title()), True, said))
        self.blocks.append(self.rows(id))
        self.more(id)

    def free_title(self) -> str:
        """A title that no argument has."""
        titles = (f"{NO_TITLE} ({number})" for number in self.numbers)
        return next(title for title in titles if title not in self.taken)

    def rows(self, id: str) -> Reconstruction:
        """The numbered statements of an argument and the inferences between them."""
        rows = self.plan.rows[id]
        steps = self.map.arguments[id].steps
        is_defined_here = [self.plan.home[row.claim] == self.here and row.claim not in self.defined for row in rows]
        seen: set[str] = set()
        data = {}
        for number, row in enumerate(rows):
            if is_defined_here[number] and row.claim not in seen:
                data[number] = self.words[row.claim].data
            seen.add(row.claim)
        made = inferences(steps, rows, data)
        found: list[NumberedStatement | Inference] = []
        for number, row in enumerate(rows, start=1):
            if row.step is not None:
                undercuts = tuple(self.undercuts(id, row.step))
                inference = made[row.step]
                found.append(Inference(NOWHERE, inference.rules, inference.data, undercuts))
            statement = self.member(row.claim, 0)
            assert isinstance(statement, Statement)
            found.append(NumberedStatement(NOWHERE, number, statement))
        return Reconstruction(NOWHERE, tuple(found))

    def undercuts(self, id: str, step: int) -> Iterator[RelationLine]:
        """The undercuts that can only be written below the inference itself, or else would come too late."""
        for relation in self.plan.relations_in(self.here, id):
            if relation.kind is not RelationKind.UNDERCUT or relation.target != id or self.step_of(relation) != step:
                continue
            is_needed = not self.is_of_last_step(relation) or self.is_before(relation.source, id)
            if is_needed and _id_of(relation) not in self.written:
                self.written.add(_id_of(relation))
                yield RelationLine(NOWHERE, Mark.UNDERCUT, False, NOWHERE, self.member(relation.source, 1))

    def is_before(self, source: str, id: str) -> bool:
        """Whether the claim *source* comes before the last conclusion of the argument *id*."""
        conclusion = self.map.arguments[id].steps[-1].conclusion
        return source in self.map.claims and conclusion not in self.mentioned and self.is_next(source)

    def step_of(self, relation: Relation) -> int:
        """The index of the step that an undercut strikes."""
        last = len(self.map.arguments[relation.target].steps) - 1
        return last if relation.step is None else min(relation.step, last)

    # --- what is left -------------------------------------------------------------------------------------------------

    def more(self, id: str) -> None:
        """Write what bears on *id*, which has been written, and can be written now."""
        if self.words[id].title is None:
            return
        below = tuple(self.relations(id, 0))
        if below:
            self.blocks.append(replace(self.member(id, 0), relations=below))

    def leftovers(self) -> None:
        """Write the relations that could not stand below the end which was written last."""
        self.is_late = True
        for id, relations in self.plan.relations.get(self.here, {}).items():
            if any(_id_of(relation) not in self.written for relation in relations):
                self.more(id)
        self.is_late = False


def _id_of(relation: Relation) -> int:
    """What tells one relation from another that says the same."""
    return id(relation)
