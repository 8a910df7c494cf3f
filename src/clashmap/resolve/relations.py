"""Relations: what each link means once it is known what it joins."""

from __future__ import annotations

from dataclasses import replace

from clashmap.argdown.tree import Mark
from clashmap.model import Relation, RelationKind
from clashmap.resolve.drafts import Gathered, Link
from clashmap.source import Place

_KINDS = {
    Mark.SUPPORT: RelationKind.SUPPORT,
    Mark.ATTACK: RelationKind.ATTACK,
    Mark.UNDERCUT: RelationKind.UNDERCUT,
    Mark.CONTRADICTION: RelationKind.CONTRADICTION,
}
_STRICT = {RelationKind.SUPPORT: RelationKind.ENTAILMENT, RelationKind.ATTACK: RelationKind.CONTRARY}
_SYMMETRIC = frozenset({RelationKind.CONTRADICTION, RelationKind.CONTRARY})
_OPPOSED = (RelationKind.ATTACK, RelationKind.CONTRARY, RelationKind.CONTRADICTION)

_Key = tuple[RelationKind, str, str, int | None]
_Made = dict[_Key, tuple[Relation, list[Place]]]
"""Relations by what makes them the same one, each with the places collected for it."""


def relate(gathered: Gathered, *, strict: bool) -> tuple[Relation, ...]:
    """Every relation once, in the order first written, with all places that state it.

    As Argdown has it, what a reconstructed argument supports or attacks its conclusion does, and an undercut of it
    strikes its last step. *strict* reads relations between claims as logical ones.
    """
    made: _Made = {}
    for item in gathered.order:
        if isinstance(item, Link):
            relation = _read(item, gathered, strict=strict)
        elif item.kind is RelationKind.PREMISE:
            relation = Relation(item.kind, item.claim, item.argument, (item.place,))
        else:
            relation = Relation(item.kind, item.argument, item.claim, (item.place,))
        _add(relation, made)
    _merge_support_by_premises(made)
    _merge_redundant_attacks(made, gathered)
    return tuple(replace(relation, places=tuple(places)) for relation, places in made.values())


def _key(relation: Relation) -> _Key:
    """What makes two relations the same one."""
    ends = relation.source, relation.target
    if relation.kind in _SYMMETRIC:
        ends = min(ends), max(ends)
    return (relation.kind, *ends, relation.step)


def _add(relation: Relation, made: _Made) -> None:
    made.setdefault(_key(relation), (relation, []))[1].extend(relation.places)


def _read(link: Link, gathered: Gathered, *, strict: bool) -> Relation:
    """The relation that *link* means."""
    kind, places = _KINDS[link.mark], (link.place,)
    source, target, step = link.source.id, link.target.id, link.target.step
    steps = gathered.drafts[source].steps
    if steps:
        if kind is RelationKind.SUPPORT and any(target == made.conclusion for made in steps):
            return Relation(RelationKind.CONCLUSION, source, target, places)
        source = steps[-1].conclusion
    if kind is RelationKind.UNDERCUT:
        last = len(gathered.drafts[target].steps) - 1
        # An inference without a conclusion is no step; what undercuts it can only mean the argument.
        step = (last if last >= 0 else None) if step is None or step > last else step
    between_claims = not (gathered.drafts[source].is_argument or gathered.drafts[target].is_argument)
    if strict and between_claims:
        kind = _STRICT.get(kind, kind)
    return Relation(kind, source, target, places, step)


def _merge_support_by_premises(made: _Made) -> None:
    """Merge a claim's support of an argument into its being a premise of it: that is how it supports."""
    for key, (relation, places) in list(made.items()):
        premise = (RelationKind.PREMISE, relation.source, relation.target, None)
        if relation.kind is RelationKind.SUPPORT and premise in made:
            del made[key]
            made[premise][1].extend(places)


def _merge_redundant_attacks(made: _Made, gathered: Gathered) -> None:
    """Merge a claim's attack on an argument into its attack on one of the premises: that is how it attacks."""
    premises: dict[str, list[str]] = {}
    for relation, _ in made.values():
        if relation.kind is RelationKind.PREMISE:
            premises.setdefault(relation.target, []).append(relation.source)
    for key, (relation, places) in list(made.items()):
        if relation.kind is not RelationKind.ATTACK or gathered.drafts[relation.source].is_argument:
            continue
        attacks = (Relation(kind, relation.source, p) for p in premises.get(relation.target, ()) for kind in _OPPOSED)
        same = next((made[other] for attack in attacks if (other := _key(attack)) in made), None)
        if same is not None:
            del made[key]
            same[1].extend(places)
