"""Colouring: nodes, sections and tags get the colours that the front matter asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clashmap.formats.argdown_json.records import Model, NodeRecord, SectionRecord
from clashmap.formats.argdown_json.schemes import SCHEMES

_HEX = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_GROUPS = ("#DADADA", "#BABABA", "#AAAAAA")
_BLACK = "#000000"
_NOTHING = object()


def colour(model: Model) -> None:
    """Set the colours of all records in *model*."""
    named = SCHEMES.get(str(model.setting("color", "colorScheme")), SCHEMES["default"])
    listed = model.listed("color", "colorScheme")
    colours: Sequence[str] = named if listed is None else listed
    groups = _groups(model)
    by_tag, by_group_tag = _colour_tags(model, colours, groups)
    for node in model.statements.values():
        node.font_color = model.setting("color", "statementFontColor", default=_BLACK)
        node.color = _node_colour(node, "statementColors", colours, by_tag, model)
    for node in model.arguments.values():
        node.font_color = model.setting("color", "argumentFontColor", default=_BLACK)
        node.color = _node_colour(node, "argumentColors", colours, by_tag, model)
    for section in model.walk_sections():
        section.font_color = model.setting("color", "groupFontColor", default=_BLACK)
        section.color = _section_colour(section, groups, by_group_tag, model)


def _groups(model: Model) -> Sequence[str]:
    listed = model.listed("color", "groupColorScheme")
    return _GROUPS if listed is None else listed


def _pick(colours: Sequence[str], wanted: Any) -> str | None:
    """The colour that *wanted* names: itself, a place in *colours*, or a table with one of these."""
    if isinstance(wanted, dict):
        inner = wanted.get("color")
        if isinstance(inner, str):
            return inner
        wanted = inner
    if isinstance(wanted, str) and _HEX.fullmatch(wanted):
        return wanted
    if isinstance(wanted, int | float) and not isinstance(wanted, bool) and 0 <= wanted < len(colours):
        return colours[int(wanted)] if wanted == int(wanted) else None
    return None


def _colour_tags(model: Model, colours: Sequence[str], groups: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The colours of tags for nodes and for groups: those asked for, else in the order of occurrence."""
    nodes: dict[str, str] = {}
    sections: dict[str, str] = {}
    on_nodes = model.setting("color", "colorizeByTag", default=True)
    if not (on_nodes or model.setting("color", "colorizeGroupsByTag")):
        return nodes, sections
    for number, (tag, data) in enumerate(model.tags.items(), start=1):
        wanted = model.setting("color", "tagColors", tag)
        if isinstance(wanted, dict) and isinstance(wanted.get("priority"), int):
            data["priority"] = wanted["priority"]
        asked = number if wanted is None else wanted
        node_colour, group_colour = _pick(colours, asked), _pick(groups, asked)
        if node_colour is not None:
            nodes[tag] = data["color"] = node_colour
        if group_colour is not None:
            sections[tag] = group_colour
    return nodes, sections


def _first_tag(tags: Iterable[str], model: Model) -> str:
    """The tag with the highest priority, the first of them."""
    return max(tags, key=lambda tag: model.tags[tag].get("priority") or 0 if tag in model.tags else 0)


def _asked(data: Mapping[str, Any] | None, key: str, title: str, model: Model) -> Any:
    """The colour that the element's own *data*, or the front matter's table *key*, names for it; null is one, too."""
    if data and "color" in data and not model.setting("color", "ignoreColorData"):
        return data["color"]
    table = model.setting("color", key)
    return table.get(title, _NOTHING) if isinstance(table, Mapping) else _NOTHING


def _node_colour(
    node: NodeRecord, key: str, colours: Sequence[str], by_tag: dict[str, str], model: Model
) -> str | None:
    asked = _asked(node.data, key, node.title, model)
    if asked is not _NOTHING:
        return _pick(colours, asked)
    if node.tags and model.setting("color", "colorizeByTag", default=True):
        return _pick(colours, by_tag.get(_first_tag(node.tags, model)))
    return colours[0] if colours else None


def _section_colour(section: SectionRecord, groups: Sequence[str], by_tag: dict[str, str], model: Model) -> str | None:
    asked = _asked(section.data, "groupColors", section.title or "", model)
    if asked is not _NOTHING:
        return _pick(groups, asked)
    if section.tags and model.setting("color", "colorizeGroupsByTag"):
        return _pick(groups, by_tag.get(_first_tag(section.tags, model)))
    return groups[min(len(groups), section.level) - 1] if section.level and groups else None


def group_colour(section: SectionRecord, level: int, model: Model) -> str | None:
    """The colour of the drawn group of *section*, which counts its *level* among the drawn groups."""
    own = (section.data or {}).get("color") and not model.setting("color", "ignoreColorData")
    asked = model.setting("color", "groupColors", section.title or "")
    if own or asked or (section.tags and model.setting("color", "colorizeGroupsByTag")):
        return section.color
    groups = _groups(model)
    return groups[min(len(groups), level) - 1] if groups else None
