"""What is to be drawn: the nodes, links and groups of a map, or of one section of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from clashmap.draw.scope import EVERYTHING, Scope
from clashmap.draw.selection import Selection, makes_group
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, RelationKind, Section

_DRAWN_AS = {
    RelationKind.ENTAILMENT: RelationKind.SUPPORT,
    RelationKind.PREMISE: RelationKind.SUPPORT,
    RelationKind.CONCLUSION: RelationKind.SUPPORT,
    RelationKind.CONTRARY: RelationKind.ATTACK,
}
_RESOLUTION = "resolution"
"""The role (or tag) by which a writer names the claim that the whole debate is about."""
_DEEPEST = 6
"""Headings nested deeper than this make no groups of their own."""
_TOPS = 60
"""So many claims that answer nothing are looked at to find the one that leads a group."""
OPTION = "option"
"""The role by which a writer names a way to meet the resolution."""


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow to draw: *kind* is one of support, attack, undercut and contradiction."""

    kind: RelationKind
    source: str
    target: str

    @property
    def is_loop(self) -> bool:
        """Whether a claim does it to itself."""
        return self.source == self.target


@dataclass(frozen=True, slots=True)
class Away:
    """A link of *node* to what is not in the view, in *words* that say what and where: ``Costs · sheet 2``."""

    kind: RelationKind
    node: str
    outgoing: bool
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """A heading's nodes (ids, in reading order) and the groups inside it. The outermost has the title
    of the heading that holds everything, if there is one, and no frame.
    """

    id: str
    title: str
    nodes: tuple[str, ...]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What is to be drawn. *resolution* is the claim at the top, if the map has one; *heads* lead their groups."""

    title: str
    subtitle: str
    nodes: Mapping[str, Claim | Argument]
    links: tuple[Link, ...]
    root: Group
    resolution: str | None
    heads: tuple[str, ...]
    sides: Mapping[str, str]
    sources: int
    """How many sources the map declares: with several, every citation names its own."""
    lang: str = ""
    """The language that the front matter declares, such as ``de``; empty where it declares none."""
    away: tuple[Away, ...] = ()
    """Links that lead out of the view, to be named in their cards."""


def select(map: ArgumentMap, scope: Scope = EVERYTHING) -> View:
    """The view of what *scope* asks for of the *map*.

    A claim that a section only refers to is drawn there too, with every relation among the claims drawn. Raises
    LookupError when there is no such section; the message offers the nearest ones.
    """
    chosen = None if scope.section is None else _find(map, scope.section)
    selection = Selection.of(map)
    links = _links(map, selection)
    shown = _in_order(map, selection.shown((link.source, link.target) for link in links))
    nodes = {node.id: node for node in shown if chosen is None or _occurs(map, node, chosen)}
    links = tuple(link for link in links if link.source in nodes and link.target in nodes)
    if chosen is None:
        root = _groups(map, nodes)
        resolution = _resolution(nodes, links)
    else:
        root = Group("", "", tuple(nodes))
        resolution = lead(tuple(nodes), links)
    return View(
        title=map.title if chosen is None else chosen.title,
        subtitle=(map.subtitle or root.title) if chosen is None else map.title,
        nodes=nodes,
        links=links,
        root=root,
        resolution=resolution,
        heads=tuple(_heads(root, links, resolution)),
        sides=map.sides or {node.side: node.side.capitalize() for node in nodes.values() if node.side},
        sources=len(map.references),
        lang=lang if isinstance(lang := map.front_matter.get("lang"), str) else "",
    )


def _find(map: ArgumentMap, name: str) -> Section:
    wanted = name.casefold()
    found = [section for section in map.sections.values() if section.id.casefold() == wanted]
    found = found or [section for section in map.sections.values() if section.title.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        paths = ", ".join(f"“{section.id}”" for section in found)
        raise LookupError(f"there are {len(found)} sections “{name}”; say which: {paths}")
    titles = [section.title for section in map.sections.values()]
    near = get_close_matches(name, titles, n=3, cutoff=0.3) or titles[:3]
    offer = f"; did you mean {' or '.join(f'“{title}”' for title in near)}?" if near else "; the map has no headings"
    raise LookupError(f"there is no section “{name}”{offer}")


def _occurs(map: ArgumentMap, node: Claim | Argument, section: Section) -> bool:
    """Whether *node* is written in *section* or in a section inside it."""
    for inner in node.sections:
        id: str | None = inner
        while id is not None:
            if id == section.id:
                return True
            id = map.sections[id].parent
    return False


def _links(map: ArgumentMap, selection: Selection) -> tuple[Link, ...]:
    """The arrows between drawn nodes.

    The unnamed lines of a premise–conclusion structure are not drawn, so that what meets them is drawn at their
    argument: an attack on such a premise goes to the argument, and the argument does what its conclusion does.
    """
    uses: dict[str, list[str]] = {}
    concludes: dict[str, list[str]] = {}
    for relation in map.relations:
        if relation.kind is RelationKind.PREMISE:
            uses.setdefault(relation.source, []).append(relation.target)
        elif relation.kind is RelationKind.CONCLUSION:
            concludes.setdefault(relation.target, []).append(relation.source)

    def hidden(id: str) -> bool:
        is_line = id in map.claims and map.claims[id].title is None and (id in uses or id in concludes)
        return is_line and not selection.is_forced(map.claims[id])

    links: dict[Link, None] = {}
    for relation in map.relations:
        if relation.kind.is_structural and (hidden(relation.source) or hidden(relation.target)):
            continue
        sources, targets = [relation.source], [relation.target]
        if hidden(relation.source):
            sources = concludes.get(relation.source) or uses.get(relation.source, [])
        if hidden(relation.target):
            targets = uses.get(relation.target) or concludes.get(relation.target, [])
        for source in sources:
            for target in targets:
                if source != target or relation.source == relation.target:
                    links[Link(_DRAWN_AS.get(relation.kind, relation.kind), source, target)] = None
    return tuple(links)


def _in_order(map: ArgumentMap, nodes: Iterable[Claim | Argument]) -> list[Claim | Argument]:
    """*nodes* in reading order."""
    order = {document.source.path: index for index, document in enumerate(map.documents)}

    def written(node: Claim | Argument) -> tuple[int, int]:
        place = node.definition or (node.places[0] if node.places else None)
        return (order.get(place.source.path, 0), place.span.start) if place else (len(order), 0)

    return sorted(nodes, key=written)


def _groups(map: ArgumentMap, nodes: Mapping[str, Claim | Argument]) -> Group:
    """The groups that hold something, nested as the headings are; a heading that holds everything makes no group."""
    groups_of_their_own = makes_group(map)
    depth: dict[str | None, int] = {None: 0}
    holder: dict[str | None, str | None] = {None: None}
    for section in map.sections.values():
        depth[section.id] = depth[section.parent] + 1
        is_group = groups_of_their_own[section.id] and depth[section.id] <= _DEEPEST
        holder[section.id] = section.id if is_group else holder[section.parent]
    members: dict[str | None, list[str]] = {}
    for node in nodes.values():
        members.setdefault(holder[node.section], []).append(node.id)
    inner: dict[str | None, list[Group]] = {}
    for section in reversed(list(map.sections.values())):
        groups = tuple(reversed(inner.get(section.id, ())))
        if section.id in members or groups:
            group = Group(section.id, section.title, tuple(members.get(section.id, ())), groups)
            inner.setdefault(holder[section.parent], []).append(group)
    root = Group("", "", tuple(members.get(None, ())), tuple(reversed(inner.get(None, ()))))
    while not root.nodes and len(root.groups) == 1:
        root = Group("", root.groups[0].title, root.groups[0].nodes, root.groups[0].groups)
    return root


def _resolution(nodes: Mapping[str, Claim | Argument], links: Iterable[Link]) -> str | None:
    """The claim with the role or tag ``resolution``; else what answers nothing and is answered most."""
    for node in nodes.values():
        if isinstance(node, Claim) and (node.role == _RESOLUTION or _RESOLUTION in node.tags):
            return node.id
    return lead(tuple(nodes), links)


def lead(ids: Sequence[str], links: Iterable[Link]) -> str | None:
    """Of *ids*, the one that points at no other of them and that most of them bear on, directly or through others."""
    reach = _reach(ids, links)
    return next((id for id in ids if id in reach and reach[id] == max(reach.values())), None)


def _reach(ids: Sequence[str], links: Iterable[Link]) -> Counter[str]:
    """How many of *ids* bear on each of those that point at no other."""
    own = set(ids)
    inner = [
        link
        for link in links
        if link.source in own and link.target in own and link.kind is not RelationKind.CONTRADICTION
    ]
    answering = {link.source for link in inner}
    below: dict[str, list[str]] = {}
    for link in inner:
        below.setdefault(link.target, []).append(link.source)
    reach: Counter[str] = Counter()
    tops = sorted((id for id in ids if id not in answering and id in below), key=lambda id: -len(below[id]))
    for top in tops[:_TOPS]:
        seen, queue = {top}, [top]
        while queue:
            for id in below.get(queue.pop(), ()):
                if id not in seen:
                    seen.add(id)
                    queue.append(id)
        reach[top] = len(seen)
    return reach


def _heads(root: Group, links: Iterable[Link], resolution: str | None) -> Iterable[str]:
    """The head of each group: what most of it bears on. Where several points weigh the same, none is its head."""
    groups = [root]
    for group in groups:  # grows while it is walked
        groups.extend(group.groups)
    for group, inside in zip(groups, within(groups, links), strict=True):
        if group.id:
            best = _reach([id for id in group.nodes if id != resolution], inside).most_common(2)
            if len(best) == 1 or (best and best[0][1] > best[1][1]):
                yield best[0][0]


def within(groups: Sequence[Group], links: Iterable[Link]) -> list[list[Link]]:
    """For each of *groups* the links between its own nodes."""
    owner = {id: number for number, group in enumerate(groups) for id in group.nodes}
    inside: list[list[Link]] = [[] for _ in groups]
    for link in links:
        number = owner.get(link.source, -1)
        if number >= 0 and number == owner.get(link.target):
            inside[number].append(link)
    return inside
