"""Tops: the claims that a debate is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from clashmap.model import Claim
from clashmap.verdicts.bearing import MUTUAL
from clashmap.verdicts.changes.order import reading_order
from clashmap.verdicts.components import components
from clashmap.verdicts.judge import Judgement

_RESOLUTION = "resolution"
"""The role (or tag) by which a writer names a claim that the whole debate is about."""
_WEIGHED = 60
"""So many tops, those with the most direct relations, are weighed by all that bears on them; the others follow."""


def tops(judgement: Judgement) -> tuple[str, ...]:
    """The resolutions first, then the other claims and arguments that bear on nothing else, the weightiest first.

    A contradiction is no bearing, as it has no direction; but what contradicts a claim that bears on something is no
    top either, where there are others. Of claims that bear on each other in a circle, and on nothing outside it, the
    one with the most relations to it stands for all. What nothing relates to is a top only where there is no other. The
    weight of a top is how many claims and arguments bear on it, through however many others.
    """
    map = judgement.map
    place = reading_order(map)
    resolutions = [claim.id for claim in map.claims.values() if is_resolution(claim)]
    links = [found for found in map.relations if found.kind not in MUTUAL and found.source != found.target]
    bearing: dict[str, list[str]] = {node.id: [] for node in map.nodes}
    for link in links:
        bearing[link.target].append(link.source)
    related = {end for found in map.relations if found.source != found.target for end in (found.source, found.target)}
    candidates = related.intersection(_ends(bearing, [(link.source, link.target) for link in links]))
    answering = {link.source for link in links}
    rivals = [(found.source, found.target) for found in map.relations if found.kind in MUTUAL]
    rivals += [(target, source) for source, target in rivals]
    sided = {one for one, other in rivals if other in answering}
    if resolutions or candidates - sided:
        candidates -= sided
    ends = sorted(candidates.difference(resolutions), key=lambda id: (-len(bearing[id]), place(id)))
    weight = {id: len(_leading_to([id], bearing)) for id in ends[:_WEIGHED]}
    ends.sort(key=lambda id: (-weight.get(id, 0), -len(bearing[id]), place(id)))
    found = (*sorted(resolutions, key=place), *ends)
    return found or tuple(sorted(bearing, key=place))


def is_resolution(claim: Claim) -> bool:
    """Whether the writer names it as what the debate is about."""
    return claim.role == _RESOLUTION or _RESOLUTION in claim.tags


def _ends(bearing: Mapping[str, Sequence[str]], links: Sequence[tuple[str, str]]) -> list[str]:
    """What bears on nothing; of each circle that nothing leads out of, what most bears on directly."""
    answering = {source for source, _ in links}
    ends = [id for id in bearing if id not in answering]
    leading = _leading_to(ends, bearing)
    round = [(source, target) for source, target in links if source not in leading]
    if round:  # which leads nowhere
        onward: dict[str, list[str]] = {}
        for source, target in round:
            onward.setdefault(source, []).append(target)
        order = {id: number for number, id in enumerate(bearing)}
        for circle in map(set, components(onward, onward.__getitem__)):
            if all(target in circle for id in circle for target in onward[id]):
                ends.append(min(circle, key=lambda id: (-len(bearing[id]), order[id])))
    return ends


def _leading_to(ends: Iterable[str], bearing: Mapping[str, Sequence[str]]) -> set[str]:
    """The *ends* and all that bears on them, directly or through others."""
    queue = list(ends)
    seen = set(queue)
    for id in queue:  # which grows on the way
        fresh = [source for source in dict.fromkeys(bearing[id]) if source not in seen]
        seen.update(fresh)
        queue.extend(fresh)
    return seen
