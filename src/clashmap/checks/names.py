"""Rules about names: every title is defined, once, and means one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clashmap.argdown.changes import TITLE as UNCLOSED
from clashmap.argdown.faults import BRACKETS, SIGN
from clashmap.argdown.tree import ArgumentNode, Statement
from clashmap.checks.nearest import Names, bare, did_you_mean, is_next, is_slip
from clashmap.diagnostics import Diagnostic, Related, Severity, rule
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim
from clashmap.source import Place, Span

UNKNOWN_TITLE = rule(
    "R001",
    "unknown-title",
    Severity.ERROR,
    "a title is used that is another title but for a slip",
    why="Nothing is written under such a title: the link points at a new, empty box and not at the claim that was "
    "meant.",
    bad="[No-fly zone means war]: Enforcing one puts NATO in combat with Russia.\n"
    "  - <Deterrence>: Nobody shoots first.\n\n<Escalation>: Jets meet.\n  +> [No fly zone means war]\n",
    good="[No-fly zone means war]: Enforcing one puts NATO in combat with Russia.\n"
    "  - <Deterrence>: Nobody shoots first.\n\n<Escalation>: Jets meet.\n  +> [No-fly zone means war]\n",
)
UNWRITTEN = rule(
    "R009",
    "title-without-text",
    Severity.WARNING,
    "a title is used but nothing is written under it yet",
    why="A sketch may name claims and arguments before anybody has put them into words. In a finished map each has its "
    "text: an empty card tells a reader nothing.",
    bad="[War]: War follows.\n  - <Deterrence>\n",
    good="[War]: War follows.\n  - <Deterrence>: Nobody shoots first.\n",
)
ALIKE = rule(
    "R010",
    "titles-alike",
    Severity.WARNING,
    "titles differ only in case, blanks or punctuation",
    why="“No-fly zone” and “No fly zone” are two claims, and nobody can tell which of them a speech is about; usually "
    "one was meant, and its supports and attacks are now shared out between two cards.",
    bad="[No-fly zone]: NATO shoots.\n  - [Cost]: It costs much.\n\n[No fly zone]: Jets meet.\n  + [War]: It is war.\n",
    good="[No-fly zone]: NATO shoots.\n  - [Cost]: It costs much.\n  + [War]: It is war.\n",
)
UNKNOWN_MENTION = rule(
    "R008",
    "unknown-mention",
    Severity.ERROR,
    "a text mentions a title that is written nowhere",
    why="`@[Title]` and `@<Title>` send the reader to another claim or argument; here there is none to go to.",
    bad="[War]: War follows.\n  + <Escalation>: Jets meet, see @[Wars].\n",
    good="[War]: War follows.\n  + <Escalation>: Jets meet, see @[War].\n",
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

_MEANT = re.compile(r"[^\w\[<\r\n]{0,9}(?:\[(?P<claim>[^\[\]:\r\n]+)|<(?P<argument>[^<>:\r\n]+))\]?>?:")
"""A title at which a misread line begins."""


def unwritten(map: ArgumentMap) -> Iterator[Diagnostic]:
    """R001 and R009: a title that is referred to and defined nowhere; once per title, at its first place.

    A title that heads a paragraph with relations below it says what they bear on, and is no empty reference. Nor is
    any in a sketch, where nothing has a text yet.
    """
    half = _half_titles(map)
    headed = _headed(map)
    claims = [node for node in map.claims.values() if node.title is not None and node.id not in half]
    arguments = [node for node in map.arguments.values() if node.title is not None and node.id not in half]
    is_sketch = not any(_is_written(node) for node in map.nodes if node.title is not None)
    for nodes in (claims, arguments):
        known, unknown = _parted(nodes)
        if not unknown or is_sketch:
            continue
        names = Names(node.id for node in known)
        for node in unknown:
            if _has_written_namesake(node, map):  # R003 says so
                continue
            nearest = names.nearest(node.id)
            slipped = any(is_slip(node.id, name) for name in nearest)
            if not slipped and node.id in headed:
                continue
            others = tuple(Related(place, "also used here") for place in node.places[1:])
            yield Diagnostic(
                UNKNOWN_TITLE if slipped else UNWRITTEN,
                f"nothing is written under {node.id}",
                node.places[0],
                help=did_you_mean(
                    [name for name in nearest if not is_next(node.id, name)],
                    otherwise=f"To define it, write {node.id}: and its text.",
                ),
                related=others,
            )


def _headed(map: ArgumentMap) -> frozenset[str]:
    """The titles that head a paragraph with relations below them."""
    heads = (block for document in map.documents for block in document.blocks)
    return frozenset(
        f"[{head.title.text}]" if isinstance(head, Statement) else f"<{head.title.text}>"
        for head in heads
        if isinstance(head, Statement | ArgumentNode) and head.title is not None and head.relations
    )


def _half_titles(map: ArgumentMap) -> frozenset[str]:
    """What ``[C: text`` or ``=> [C]: text`` was meant to define: that mistake is told, and no other need follow."""
    half = set[str]()
    for found in map.diagnostics:
        if found.rule in (UNCLOSED, BRACKETS, SIGN) and found.place:
            match = _MEANT.match(found.place.source.text, found.place.span.start)
            if match:
                half.add(f"[{match['claim']}]" if match["claim"] else f"<{match['argument']}>")
    return frozenset(half)


def _parted(nodes: Sequence[Claim | Argument]) -> tuple[list[Claim | Argument], list[Claim | Argument]]:
    """The nodes that are defined, and those that are not."""
    known: list[Claim | Argument] = []
    unknown: list[Claim | Argument] = []
    for node in nodes:
        (known if _is_written(node) else unknown).append(node)
    return known, unknown


def _is_written(node: Claim | Argument) -> bool:
    """Whether anything is written under a title: a text, or the steps of an argument."""
    return node.definition is not None or (isinstance(node, Argument) and bool(node.steps))


def unknown_mention(map: ArgumentMap) -> Iterator[Diagnostic]:
    """R008: ``@[Title]`` or ``@<Title>`` of something that is written nowhere."""
    names: Names | None = None
    half = _half_titles(map)
    for mention in map.mentions:
        id = mention.target
        if id in map.claims or id in map.arguments or id in half:
            continue
        names = names or Names(node.id for node in map.nodes if node.title)
        yield Diagnostic(
            UNKNOWN_MENTION,
            f"there is no {id}",
            _bare(mention.place),
            help=did_you_mean(names.nearest(id), otherwise=f"To define it, write {id}: and its text."),
        )


def _bare(place: Place) -> Place:
    """*place* without the blank behind it."""
    start = place.span.start
    return Place(place.source, Span(start, start + len(place.text.rstrip())))


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


def alike(map: ArgumentMap) -> Iterator[Diagnostic]:
    """R010: titles that are one but for case, blanks and punctuation; one finding for all of them, at the last.

    A title without text beside one with text is a slip, which R001 reports.
    """
    for nodes in (map.claims.values(), map.arguments.values()):
        groups: dict[str, list[Claim | Argument]] = {}
        for node in nodes:
            if node.title is not None and (key := bare(node.title)):
                groups.setdefault(key, []).append(node)
        for group in groups.values():
            known, unknown = _parted(group) if len(group) > 1 else ([], [])
            same = known or unknown
            if len(same) > 1:
                *first, last = same
                yield Diagnostic(
                    ALIKE,
                    f"{last.id} is {first[0].id} but for case, blanks or punctuation",
                    _shown(last),
                    help="If they are one, write its title the same everywhere; if not, give one another title.",
                    related=tuple(Related(_shown(node), f"here it is {node.id}") for node in first),
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
                help=_which(claim, argument),
                related=(Related(_shown(claim), "the claim"),),
            )


def _which(claim: Claim, argument: Argument) -> str:
    """Help for two of one name: when only one of them has a text, the other will have been meant to be it."""
    if _is_written(claim) is _is_written(argument):
        return "Give one of the two another title."
    has, other = (claim, argument) if _is_written(claim) else (argument, claim)
    return f"Only {has.id} has a text: if that is meant, write {has.id} for {other.id}; if not, give it another title."


def _has_written_namesake(node: Claim | Argument, map: ArgumentMap) -> bool:
    """Whether there is an argument with the name of this claim, or a claim with that of this argument, and a text."""
    twin = map.claims.get(f"[{node.title}]") if isinstance(node, Argument) else map.arguments.get(f"<{node.title}>")
    return twin is not None and _is_written(twin)


def _shown(node: Claim | Argument) -> Place:
    return node.definition or node.places[0]
