"""Splitting: a map as an index, in which every group is one box, and a map for each group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from clashmap.draw.names import distinct, slug
from clashmap.draw.view import Away, Group, Link, Node, View, heads, lead, members, select
from clashmap.draw.view.fold import box_of
from clashmap.draw.view.hrefs import file_href
from clashmap.draw.view.scope import EVERYTHING, Scope
from clashmap.graph import ArgumentMap


def split(map: ArgumentMap, scope: Scope = EVERYTHING, *, stem: str, suffix: str) -> tuple[tuple[str, View], ...]:
    """The index of what *scope* asks for of *map*, and a view for each of its outermost groups, with their file names.

    The index comes first and is called *stem* and *suffix* (``debate.svg``); the name of a group's file has the title
    of the group in it. Each box of the index leads to the file of its group, and ``hrefs[""]`` of a group's view leads
    back. Links that leave a group are named in their cards, with the group at the other end.

    Raises LookupError as ``select`` does, and where there are no groups to split the map by.
    """
    if scope.section is not None or scope.focus is not None:
        asked = "is under one heading" if scope.focus is None else "bears on one claim"
        raise LookupError(f"what {asked} is drawn without groups, so that there is nothing to split it by")
    view = select(map, scope)
    groups = view.root.groups
    if not groups:
        raise LookupError("there are no groups to split this map by; only a map under several headings has them")
    index = select(map, replace(scope, collapse=(*scope.collapse, *(group.id for group in groups))))
    names = file_names({group.id: group.title for group in groups}, stem=stem, suffix=suffix)
    there = {box_of(id): file_href(name) for id, name in names.items()}
    first = f"{stem}{suffix}"
    is_filtered = bool(scope.sides or scope.tags or scope.only_clash)
    about = " · ".join(text for text in (view.title, view.subtitle if is_filtered else "") if text)
    parts = (replace(part, subtitle=about, hrefs={**part.hrefs, "": file_href(first)}) for part in _parts(view))
    return (first, replace(index, hrefs={**index.hrefs, **there})), *zip(names.values(), parts, strict=True)


def file_names(titles: Mapping[str, str], *, stem: str, suffix: str) -> dict[str, str]:
    """A file name for each of *titles*, by the same ids: ``debate-no-fly-zone.svg``.

    Of titles that come out alike all but the first get a mark, made of the id, so that it does not change with what is
    written elsewhere.
    """
    names = distinct({id: slug(title) for id, title in titles.items()})
    return {id: f"{stem}-{name}{suffix}" for id, name in names.items()}


def _parts(view: View) -> Iterator[View]:
    """The view of each outermost group of *view*."""
    groups = view.root.groups
    home = {id: number for number, group in enumerate(groups) for id in members(group)}
    inside: list[list[Link]] = [[] for _ in groups]
    away: list[list[Away]] = [[] for _ in groups]
    for link in view.links:
        source, target = home.get(link.source), home.get(link.target)
        if source is not None and source == target:
            inside[source].append(link)
            continue
        for here, node, there, other in (
            (source, link.source, target, link.target),
            (target, link.target, source, link.source),
        ):
            if here is not None:
                where = f" · {groups[there].title}" if there is not None else ""
                words = f"{view.nodes[other].label}{where}"
                away[here].append(Away(link.kind, node, node == link.source, words, (other,)))
    nodes: list[dict[str, Node]] = [{} for _ in groups]
    for id in view.nodes:
        if id in home:
            nodes[home[id]][id] = view.nodes[id]
    for number, group in enumerate(groups):
        own, links = nodes[number], tuple(inside[number])
        root = Group("", "", group.nodes, group.groups)
        top = lead(tuple(own), links)
        yield replace(
            view,
            title=group.title,
            nodes=own,
            links=links,
            root=root,
            resolution=top,
            heads=tuple(heads(root, links, top)),
            away=tuple(away[number]),
            hrefs={id: address for id, address in view.hrefs.items() if id in own},
        )
