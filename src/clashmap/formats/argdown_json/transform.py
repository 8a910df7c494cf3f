"""Transforming: relations of reconstructed arguments move to conclusions and inferences; strict mode renames them."""

from __future__ import annotations

from clashmap.formats.argdown_json.records import PREMISE, InferenceRecord, Model, NodeRecord, RelationRecord

_OPPOSING = frozenset({"contradictory", "contrary"})


def transform(model: Model) -> None:
    """Bring the relations of *model* into the form that the reference exports."""
    if model.setting("model", "transformArgumentRelations", default=True):
        model.relations = [relation for relation in model.relations if _move(relation, model)]
    if model.setting("model", "mode") == "strict":
        model.relations = [relation for relation in model.relations if _make_strict(relation)]
    model.relations = [relation for relation in model.relations if not _is_redundant(relation)]


def _remove(relations: list[RelationRecord], relation: RelationRecord) -> None:
    """Remove *relation*; like JavaScript's ``splice(-1, 1)``, the last one when it is not there."""
    index = next((i for i, known in enumerate(relations) if known is relation), -1)
    if relations:
        del relations[index]


def _move(relation: RelationRecord, model: Model) -> bool:
    """Move the ends of *relation* that are reconstructed arguments; False when there is one like it already."""
    keep = True
    source, target = relation.source, relation.target
    if isinstance(source, NodeRecord) and source.is_argument and source.structure:
        _remove(source.relations, relation)
        relation.source = concluded = model.statements[source.structure[-1].title]
        if any(known.target is relation.target and known.type == relation.type for known in concluded.relations):
            _remove(relation.target.relations, relation)
            keep = False
        else:
            concluded.relations.append(relation)
    reconstructed = isinstance(target, NodeRecord) and target.is_argument and bool(target.structure)
    if reconstructed and relation.type == "undercut":
        assert isinstance(target, NodeRecord)
        inference = target.structure[-1].inference
        if inference is not None:
            relation.target = inference
            _remove(inference.relations, relation)
            if any(known.source is relation.source and known.type == relation.type for known in inference.relations):
                _remove(relation.source.relations, relation)
                keep = False
            else:
                inference.relations.append(relation)
    return keep


def _is_statement(end: NodeRecord | InferenceRecord) -> bool:
    return isinstance(end, NodeRecord) and not end.is_argument


def _make_strict(relation: RelationRecord) -> bool:
    """Read a relation between statements as a logical one; False when it says the same as an earlier one."""
    source, target = relation.source, relation.target
    if not (_is_statement(source) and _is_statement(target)):
        return True
    if relation.type == "support":
        relation.type = "entails"
    elif relation.type == "attack":
        pairs = ((source, target), (target, source))
        if any(known.type == "contrary" and (known.source, known.target) in pairs for known in source.relations):
            _remove(source.relations, relation)
            _remove(target.relations, relation)
            return False
        relation.type = "contrary"
    return True


def _is_redundant(relation: RelationRecord) -> bool:
    """Whether a statement attacks an argument one of whose premises it attacks as well; it is then taken out."""
    source, target = relation.source, relation.target
    if relation.type != "attack" or not _is_statement(source):
        return False
    if not (isinstance(target, NodeRecord) and target.is_argument):
        return False
    premises = {member.title for member in target.structure if member.role == PREMISE}
    for known in source.relations:
        other = known.other(source)
        opposed = known.type in _OPPOSING or (known.type == "attack" and known.source is source)
        if opposed and isinstance(other, NodeRecord) and not other.is_argument and other.title in premises:
            _remove(source.relations, relation)
            _remove(target.relations, relation)
            return True
    return False
