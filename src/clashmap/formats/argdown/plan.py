"""Planning: what is written in which section, and which untitled nodes need a title to be referred to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from clashmap.argdown.limits import nearest_text
from clashmap.formats.argdown.structure import Line, is_spelled_out, lines
from clashmap.formats.argdown.wording import full_data
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, Relation, RelationKind, Section

UNDIRECTED = frozenset({RelationKind.CONTRADICTION, RelationKind.CONTRARY})
_INDEPENDENT = "arguments"
"""Stands for all structures: what is in one has its place."""


@dataclass(slots=True)
class Plan:
    """Where everything of a map goes; None is the part of the file above the first heading."""

    map: ArgumentMap
    rows: dict[str, list[Line]] = field(default_factory=dict)
    """The statements of every argument that is spelled out."""
    owner: dict[str, str] = field(default_factory=dict)
    """The argument in whose structure a claim stands; the first of several."""
    concluded: dict[str, str] = field(default_factory=dict)
    """The titled argument that a claim is the last conclusion of; the first of several."""
    order: dict[str | None, int] = field(default_factory=dict)
    """The sections, numbered as they stand in the file."""
    home: dict[str, str | None] = field(default_factory=dict)
    """The section in which a node is defined."""
    occurs: dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    """The sections in which a node is named, in the order of the file."""
    relations: dict[str | None, dict[str, list[Relation]]] = field(default_factory=dict)
    """The relations to be written in a section, by each of their ends."""
    named: frozenset[str] = frozenset()
    """The untitled nodes that need a title."""

    def relations_in(self, section: str | None, id: str) -> list[Relation]:
        """The relations of a node that are written in *section*."""
        return self.relations.get(section, {}).get(id, [])


def plan(map: ArgumentMap) -> Plan:
    """The plan for *map*."""
    made = Plan(map)
    tied: dict[str, list[Relation]] = {}
    for relation in map.relations:
        if relation.kind.is_structural:
            tied.setdefault(_argument(relation), []).append(relation)
    for argument in map.arguments.values():
        if is_spelled_out(argument):
            made.rows[argument.id] = lines(argument, tied.get(argument.id, ()))
            for row in made.rows[argument.id]:
                made.owner.setdefault(row.claim, argument.id)
            if argument.title is not None:
                made.concluded.setdefault(argument.steps[-1].conclusion, argument.id)
    _place_nodes(made)
    written = [
        relation for relation in map.relations if not (relation.kind.is_structural and _argument(relation) in made.rows)
    ]
    written = [_by_argument(relation, made) for relation in written]
    made.named = frozenset(_named(made, written))
    _place_relations(made, written)
    return made


def _by_argument(relation: Relation, plan: Plan) -> Relation:
    """*relation*, from the argument that concludes to its source where only that can be named beside its target."""
    owner = plan.concluded.get(relation.source)
    # What an argument is said to support may be its own conclusion, and then is no relation.
    if owner is None or any(step.conclusion == relation.target for step in plan.map.arguments[owner].steps):
        return relation
    beside = set(plan.occurs[relation.target])
    is_apart = beside.isdisjoint(plan.occurs[relation.source]) and not beside.isdisjoint(plan.occurs[owner])
    is_untitled = plan.map.node(relation.source).title is None
    is_between = _is_of_inner_step(relation, plan) or (
        relation.target in plan.owner and plan.map.node(relation.target).title is None
    )
    return replace(relation, source=owner) if is_apart or (is_untitled and is_between) else relation


def _is_of_inner_step(relation: Relation, plan: Plan) -> bool:
    """Whether *relation* can only be written below an inference."""
    argument = plan.map.arguments.get(relation.target)
    if argument is None or argument.id not in plan.rows or relation.kind is not RelationKind.UNDERCUT:
        return False
    return relation.step is not None and relation.step < len(argument.steps) - 1


def _argument(relation: Relation) -> str:
    return relation.target if relation.kind is RelationKind.PREMISE else relation.source


def section_order(map: ArgumentMap) -> list[Section]:
    """The sections of *map*, each behind the one around it, in their order."""
    inner: dict[str | None, list[Section]] = {}
    for section in map.sections.values():
        inner.setdefault(section.parent if section.parent in map.sections else None, []).append(section)
    found: list[Section] = []
    stack = list(reversed(inner.get(None, [])))
    while stack:
        found.append(stack.pop())
        stack.extend(reversed(inner.get(found[-1].id, [])))
    return found


def _place_nodes(plan: Plan) -> None:
    plan.order = {None: 0, **{section.id: n for n, section in enumerate(section_order(plan.map), start=1)}}
    for node in plan.map.nodes:
        home = node.section if node.section in plan.order else None
        named = {home, *(section for section in node.sections if section in plan.order)}
        plan.home[node.id] = home
        plan.occurs[node.id] = tuple(sorted(named, key=plan.order.__getitem__))


# --- untitled nodes ---------------------------------------------------------------------------------------------------


def _named(plan: Plan, written: list[Relation]) -> Iterator[str]:
    """The untitled nodes that cannot be written as such: at one place only, with all that bears on them around it."""
    untitled = {node.id for node in plan.map.nodes if node.title is None}
    used: dict[str, int] = {}
    for rows in plan.rows.values():
        for row in rows:
            used[row.claim] = used.get(row.claim, 0) + 1
    needed = set()
    for id, claim in plan.map.claims.items():
        if id in untitled and (not _can_stand_alone(claim, plan) or used.get(id, 0) > 1 or _is_abroad(id, plan)):
            needed.add(id)
    for relation in written:
        for id in (relation.source, relation.target):
            if id in untitled and not _can_be_nameless(relation, id, plan):
                needed.add(id)
    for argument in plan.map.arguments.values():
        if argument.id in untitled and not _is_said_by_its_conclusion(argument, plan):
            needed.add(argument.id)
    yield from needed
    yield from _closing_circles(written, untitled - needed, plan)


def _can_stand_alone(claim: Claim, plan: Plan) -> bool:
    return bool(nearest_text(claim.text)) and len(plan.occurs[claim.id]) == 1


def _is_abroad(id: str, plan: Plan) -> bool:
    """Whether a claim stands in a structure that is written in another section."""
    owner = plan.owner.get(id)
    return owner is not None and plan.home[owner] != plan.home[id]


def _can_be_nameless(relation: Relation, id: str, plan: Plan) -> bool:
    """Whether *relation* can be written without naming its end *id*."""
    if relation.kind is RelationKind.UNDERCUT and relation.target == id:
        return relation.step is not None and id in plan.rows
    if relation.kind is RelationKind.UNDERCUT and plan.owner.get(id) == relation.target:
        return False  # it would stand below the very step that it is a statement of
    if id in plan.map.arguments or (id in plan.owner and _is_of_inner_step(relation, plan)):
        return False
    other = relation.target if relation.source == id else relation.source
    return not (relation.kind in UNDIRECTED and other in plan.map.arguments)


def _is_said_by_its_conclusion(argument: Argument, plan: Plan) -> bool:
    """Whether nothing is known of an untitled *argument* but its structure, whose conclusion it is called by."""
    if argument.id not in plan.rows:
        return False
    last = plan.map.claims[argument.steps[-1].conclusion]
    label = last.text if last.title is None else last.title
    is_bare = argument.text == label and not argument.tags and not full_data(argument)
    return is_bare and nearest_text(label) == label and len(plan.occurs[argument.id]) == 1


def _closing_circles(written: list[Relation], untitled: set[str], plan: Plan) -> Iterator[str]:
    """One untitled claim of every circle of relations among them, which cannot all stand below one another."""
    above: dict[str, str] = {id: _INDEPENDENT for id in plan.owner if id in untitled}
    above[_INDEPENDENT] = _INDEPENDENT

    def top(id: str) -> str:
        while above.setdefault(id, id) != id:
            above[id] = above[above[id]]
            id = above[id]
        return id

    for relation in written:
        if relation.source in untitled and relation.target in untitled and relation.target in plan.map.claims:
            source, target = top(relation.source), top(relation.target)
            if source == target:
                yield relation.source
            else:
                above[source if target == _INDEPENDENT else target] = target if target == _INDEPENDENT else source


# --- relations --------------------------------------------------------------------------------------------------------


def _place_relations(plan: Plan, written: list[Relation]) -> None:
    """Put every relation into a section that names both ends, if it can be one that would not name one otherwise."""
    covered: set[tuple[str, str | None]] = set(plan.home.items())
    covered.update((row.claim, plan.home[id]) for id, rows in plan.rows.items() for row in rows)
    choices = {id(relation): _sections(relation, plan) for relation in written}
    chosen: dict[int, str | None] = {}
    for relation in sorted(written, key=lambda relation: len(choices[id(relation)]) > 1):
        ends = relation.source, relation.target
        sections = choices[id(relation)]
        open = (section for section in sections if any((end, section) not in covered for end in ends))
        section = chosen[id(relation)] = next(open, sections[0])
        covered.update((end, section) for end in ends)
    for relation in written:
        section = chosen[id(relation)]
        for end in dict.fromkeys((relation.source, relation.target)):
            plan.relations.setdefault(section, {}).setdefault(end, []).append(relation)


def _sections(relation: Relation, plan: Plan) -> list[str | None]:
    """Where *relation* can be written, best first."""
    source, target = relation.source, relation.target
    if _is_of_inner_step(relation, plan):
        return [plan.home[target]]
    for end in (source, target):
        if plan.map.node(end).title is None and end not in plan.named:
            return [plan.home[end]]
    both = [section for section in plan.occurs[source] if section in plan.occurs[target]]
    homes = [section for section in (plan.home[target], plan.home[source]) if section in both]
    if homes or both:
        return list(dict.fromkeys((*homes, *both)))
    # What is named above the first heading as well is not known to be.
    ends = [plan.map.node(end) for end in (source, target)]
    is_above = None in (plan.home[source], plan.home[target]) or all(end.sections and end.text for end in ends)
    # Where the second of them stands, the first has been named.
    return [None if is_above else max(plan.home[source], plan.home[target], key=plan.order.__getitem__)]
