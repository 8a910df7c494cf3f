"""Rules about links: what a debater would not say of one claim and another."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from clashmap.diagnostics import Diagnostic, Related, Severity, rule
from clashmap.graph import ArgumentMap
from clashmap.model import Claim, Relation, RelationKind

SELF = rule(
    "L001",
    "self-relation",
    Severity.WARNING,
    "a claim or argument supports or attacks itself",
    why="A claim is no reason for itself, and one that attacks itself can never stand.",
    bad="[War]: War follows.\n  + [War]\n",
    good="[War]: War follows.\n  + [Jets meet]: Jets meet.\n",
)
CIRCLE = rule(
    "L002",
    "circular-support",
    Severity.WARNING,
    "claims support each other in a circle",
    why="A circle of reasons rests on nothing outside itself: who doubts one of its claims has been given no reason.",
    bad="[War]: War follows.\n  + [Escalation]: It escalates.\n    + [War]\n",
    good="[War]: War follows.\n  + [Escalation]: It escalates.\n    + [Jets meet]: Jets meet.\n",
)
BOTH = rule(
    "L003",
    "support-and-attack",
    Severity.WARNING,
    "one claim both supports and attacks another",
    why="A speech that is for and against the same thing answers itself; usually one of the two signs is a slip.",
    bad="[War]: War follows.\n  + [Jets meet]: Jets meet.\n  - [Jets meet]\n",
    good="[War]: War follows.\n  + [Jets meet]: Jets meet.\n  - [Deterrence]: Nobody shoots first.\n",
)

NO_CONCLUSION = rule(
    "L004",
    "argument-without-conclusion",
    Severity.HINT,
    "an argument supports, attacks and undercuts nothing, and has no conclusion",
    why="An argument is a step to something. One that leads nowhere cannot move a judge, however good it is.",
    bad="[War]: War follows.\n\n<Jets meet>: Their pilots will shoot.\n",
    good="[War]: War follows.\n  + <Jets meet>: Their pilots will shoot.\n",
)
CLAIM_UNDERCUT = rule(
    "L005",
    "undercut-of-claim",
    Severity.WARNING,
    "an undercut strikes a claim, where there is no step",
    why="An undercut lets the reason be true and says that nothing follows from it; only an argument is such a step. "
    "An undercut of a claim is judged as an attack: while it stands, the claim itself falls, wherever it counts.",
    bad="[War]: War follows.\n  + [Jets meet]: Jets meet.\n    _ <Jets part again>: They turn away.\n",
    good="[War]: War follows.\n  + <Jets meet>: Jets meet.\n    _ <Jets part again>: They turn away.\n",
)

_FOR = frozenset({RelationKind.SUPPORT, RelationKind.ENTAILMENT})
_REASONS = _FOR | {RelationKind.PREMISE, RelationKind.CONCLUSION}
_STEPS = _FOR | {RelationKind.ATTACK, RelationKind.PREMISE}
"""What a claim does by a step."""
_UNDERCUT_SIGN = re.compile(r"<?_>?")


def self_relation(map: ArgumentMap) -> Iterator[Diagnostic]:
    """L001: a relation from a node to itself."""
    for relation in map.relations:
        if relation.source == relation.target and not relation.kind.is_structural:
            yield Diagnostic(
                SELF,
                f"{relation.source} {relation.kind.verb} itself",
                relation.places[0],
                help="Name the claim that is meant here, or delete this line.",
            )


def argument_without_conclusion(map: ArgumentMap) -> Iterator[Diagnostic]:
    """L004: an argument that is written out and leads to nothing; in a map without claims the one on top may."""
    has_claims = any(claim.title is not None for claim in map.claims.values())
    for argument in map.arguments.values():
        if not has_claims and map.incoming[argument.id]:
            continue
        if argument.title is not None and argument.definition and not argument.steps and not map.outgoing[argument.id]:
            yield Diagnostic(
                NO_CONCLUSION,
                f"{argument.id} concludes to nothing",
                argument.definition,
                help=f"Write + {argument.id} or - {argument.id} below the claim that it is for or against.",
            )


def support_and_attack(map: ArgumentMap) -> Iterator[Diagnostic]:
    """L003: two relations with the same ends, one for and one against, at the second of them."""
    first: dict[tuple[str, str], Relation] = {}
    for relation in map.relations:
        if relation.source == relation.target or relation.kind.is_structural:
            continue
        earlier = first.setdefault((relation.source, relation.target), relation)
        if (earlier.kind in _FOR) != (relation.kind in _FOR):
            yield Diagnostic(
                BOTH,
                f"{relation.source} both {earlier.kind.verb} and {relation.kind.verb} {relation.target}",
                relation.places[0],
                help="Delete the line whose sign is wrong, or write what is for and what is against as two claims.",
                related=(Related(earlier.places[0], f"here it {earlier.kind.verb} it"),),
            )


def undercut_of_claim(map: ArgumentMap) -> Iterator[Diagnostic]:
    """L005: an undercut that strikes a claim; of one that strikes itself another rule says so."""
    for relation in map.relations:
        if (
            relation.kind is RelationKind.UNDERCUT
            and relation.target in map.claims
            and relation.source != relation.target
        ):
            yield Diagnostic(
                CLAIM_UNDERCUT,
                f"{relation.source} undercuts the claim {relation.target}, and is judged as an attack on it",
                relation.places[0],
                help=_strike(relation.places[0].text, map.claims[relation.target], map),
            )


def _strike(written: str, claim: Claim, map: ArgumentMap) -> str:
    """What to type for the line *written*, an undercut of *claim*: where there is a step, or how it is an attack."""
    sign = match[0] if (match := _UNDERCUT_SIGN.match(written)) else "_"
    attack = f"type {sign.replace('_', '-')} for {sign}"
    steps = [relation for relation in map.outgoing[claim.id] if relation.kind in _STEPS]
    needing = next((step.target for step in steps if step.kind is RelationKind.PREMISE), None)
    if needing:
        return f"If the step of {needing} fails, write this below {needing}; if {claim.id} is itself wrong, {attack}."
    if steps:
        title = f"<{claim.title or 'Title'}>"
        return (
            f"If the step from {claim.id} to {steps[0].target} fails, write it as an argument, {title}; "
            f"if it is itself wrong, {attack}."
        )
    return f"If {claim.id} is itself wrong, {attack}; if an argument for it is beside the point, write this below it."


def circular_support(map: ArgumentMap) -> Iterator[Diagnostic]:
    """L002: a circle of reasons; of claims that are tangled in several circles, one shortest circle is shown."""
    reasons: dict[str, list[Relation]] = {}
    for relation in map.relations:
        if relation.kind in _REASONS and relation.source != relation.target:
            reasons.setdefault(relation.source, []).append(relation)
    for component in _tangles(map, reasons):
        circle = _shortest_circle(component, reasons)
        steps = [relation.source for relation in circle]
        yield Diagnostic(
            CIRCLE,
            f"the support goes in a circle: {' → '.join((*steps, steps[0]))}",
            circle[0].places[0],
            help="Take out one of these links, or support one of the claims by something outside the circle.",
            related=tuple(Related(relation.places[0], f"then to {relation.target}") for relation in circle[1:]),
        )


def _tangles(map: ArgumentMap, reasons: Mapping[str, list[Relation]]) -> Iterator[list[str]]:
    """The groups of nodes that reach each other by *reasons*, nodes and groups in the order of the map."""
    left = _on_circles(reasons)
    if not left:
        return
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_edges_from((id, relation.target) for id in left for relation in reasons[id] if relation.target in left)
    group: dict[str, int] = {}
    for number, component in enumerate(networkx.strongly_connected_components(graph)):
        if len(component) > 1:
            group.update(dict.fromkeys(component, number))
    members: dict[int, list[str]] = {}
    for id in (*map.claims, *map.arguments):
        if id in group:
            members.setdefault(group[id], []).append(id)
    yield from members.values()


def _on_circles(reasons: Mapping[str, list[Relation]]) -> dict[str, int]:
    """What is left of *reasons* when all that supports nothing is taken away, again and again.

    That is every circle, and what leads into one. Most maps have none, and need no library to see it.
    """
    left = {id: len(found) for id, found in reasons.items()}
    into: dict[str, list[str]] = {}
    for id, found in reasons.items():
        for relation in found:
            into.setdefault(relation.target, []).append(id)
    done = [target for target in into if target not in left]
    while done:
        for id in into.get(done.pop(), ()):
            left[id] -= 1
            if not left[id]:
                del left[id]
                done.append(id)
    return left


def _shortest_circle(component: Iterable[str], reasons: Mapping[str, list[Relation]]) -> list[Relation]:
    """A shortest way from the first node of *component* back to it."""
    nodes = list(component)
    inside = frozenset(nodes)
    start = nodes[0]
    came: dict[str, Relation] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for relation in reasons.get(node, ()):
            target = relation.target
            if target not in inside or (target in came and target != start):
                continue
            came.setdefault(target, relation)
            if target == start:
                return _back(start, came)
            queue.append(target)
    raise AssertionError("a strongly connected component has a circle through each of its nodes")


def _back(start: str, came: Mapping[str, Relation]) -> list[Relation]:
    """The relations that lead from *start* round to it, first to last."""
    circle = [came[start]]
    while circle[-1].source != start:
        circle.append(came[circle[-1].source])
    return circle[::-1]
