"""Rules about names: every title is defined, once, and means one thing."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.checks.nearest import Names, did_you_mean
from clashmap.diagnostics import Diagnostic, Related, Severity, rule
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim
from clashmap.source import Place

UNKNOWN_TITLE = rule(
    "R001",
    "unknown-title",
    Severity.ERROR,
    "a title is used but nothing is written under it",
    why="A title that no text belongs to is nearly always a slip of the keyboard: the link points at a new, empty box "
    "and not at the claim that was meant.",
    bad="[No-fly zone means war]: Enforcing one puts NATO in combat with Russia.\n"
    "  - <Deterrence>: Nobody shoots first.\n\n<Escalation>: Jets meet.\n  +> [No fly zone means war]\n",
    good="[No-fly zone means war]: Enforcing one puts NATO in combat with Russia.\n"
    "  - <Deterrence>: Nobody shoots first.\n\n<Escalation>: Jets meet.\n  +> [No-fly zone means war]\n",
)
UNKNOWN_MENTION = rule(
    "R008",
    "unknown-mention",
    Severity.ERROR,
    "a text mentions a title that is written nowhere",
    why="`@[Title]` and `@<Title>` send the reader to another claim or argument; here there is none to go to.",
    bad="[War]: War follows.\n\n<Escalation>: Jets meet, see @[Wars].\n",
    good="[War]: War follows.\n\n<Escalation>: Jets meet, see @[War].\n",
)
DISAGREEING = rule(
    "R002",
    "disagreeing-definitions",
    Severity.ERROR,
    "one title is given two different texts",
    why="All statements with one title are one claim. With two texts nobody can tell which one is meant; "
    "the drawing shows the last.",
    bad="[War]: NATO would fight Russia.\n\n[War]: Kyiv would fall.\n",
    good="[War]: NATO would fight Russia.\n\n[Defeat]: Kyiv would fall.\n\n[War]\n  + [Defeat]\n",
)
SHARED_NAME = rule(
    "R003",
    "claim-and-argument-share-name",
    Severity.WARNING,
    "a claim and an argument have the same name",
    why="`[Escalation]` and `<Escalation>` are two different things. In a round nobody hears the brackets.",
    bad="[Escalation]: War spreads.\n  + <Escalation>: Jets meet.\n",
    good="[Escalation]: War spreads.\n  + <Air combat>: Jets meet.\n",
)


def unknown_title(map: ArgumentMap) -> Iterator[Diagnostic]:
    """R001: a title that is referred to and defined nowhere; once per title, at its first place."""
    claims = [node for node in map.claims.values() if node.title is not None]
    arguments = [node for node in map.arguments.values() if node.title is not None]
    for nodes in (claims, arguments):
        known, unknown = _parted(nodes)
        if not unknown:
            continue
        names = Names(node.id for node in known)
        for node in unknown:
            others = tuple(Related(place, "also used here") for place in node.places[1:])
            yield Diagnostic(
                UNKNOWN_TITLE,
                f"nothing is written under {node.id}",
                node.places[0],
                help=did_you_mean(names.nearest(node.id), otherwise=f"To define it, write {node.id}: and its text."),
                related=others,
            )


def _parted(nodes: list[Claim] | list[Argument]) -> tuple[list[Claim | Argument], list[Claim | Argument]]:
    """The nodes that are defined, and those that are not."""
    known: list[Claim | Argument] = []
    unknown: list[Claim | Argument] = []
    for node in nodes:
        is_known = node.definition is not None or (isinstance(node, Argument) and node.steps)
        (known if is_known else unknown).append(node)
    return known, unknown


def unknown_mention(map: ArgumentMap) -> Iterator[Diagnostic]:
    """R008: ``@[Title]`` or ``@<Title>`` of something that is written nowhere."""
    names: Names | None = None
    for mention in map.mentions:
        id = mention.target
        if id in map.claims or id in map.arguments:
            continue
        names = names or Names(node.id for node in map.nodes if node.title)
        yield Diagnostic(
            UNKNOWN_MENTION,
            f"there is no {id}",
            mention.place,
            help=did_you_mean(names.nearest(id), otherwise=f"To define it, write {id}: and its text."),
        )


def disagreeing_definitions(map: ArgumentMap) -> Iterator[Diagnostic]:
    """R002: a second text under a title, at that second text."""
    for node in map.nodes:
        if node.title is None:
            continue
        for definition in node.definitions[1:]:
            first = node.definitions[0]
            if definition.text != first.text:
                yield Diagnostic(
                    DISAGREEING,
                    f"{node.id} already has another text",
                    definition.place,
                    help=f"Keep one text and refer to it by {node.id} without a colon, or choose another title.",
                    related=(Related(first.place, "first written here"),),
                )


def shared_name(map: ArgumentMap) -> Iterator[Diagnostic]:
    """R003: one name for a claim and an argument, at the argument."""
    for argument in map.arguments.values():
        claim = map.claims.get(f"[{argument.title}]") if argument.title is not None else None
        if claim is not None:
            yield Diagnostic(
                SHARED_NAME,
                f"“{argument.title}” is both a claim and an argument",
                _shown(argument),
                help="Give one of the two another title.",
                related=(Related(_shown(claim), "the claim"),),
            )


def _shown(node: Claim | Argument) -> Place:
    return node.definition or node.places[0]
