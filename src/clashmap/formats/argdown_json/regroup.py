"""Regrouping: sections as the front matter's ``group: {regroup: …}`` lists them, in place of the headings."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from clashmap.formats.argdown_json.records import Model, SectionRecord


def regroup(model: Model) -> None:
    """Replace the sections of *model*, when the front matter asks for it."""
    wanted = model.setting("group", "regroup")
    if not isinstance(wanted, list) or not wanted:
        return
    model.sections = []
    for node in (*model.statements.values(), *model.arguments.values()):
        node.section = None
        node.is_regrouped = True
    # The reference numbers a child from its parent's number, so that two sections may share an id.
    work: deque[tuple[Mapping[str, Any], int, int, SectionRecord | None]] = deque(
        (table, 1, number, None) for number, table in enumerate(wanted) if isinstance(table, Mapping)
    )
    while work:
        table, level, number, parent = work.popleft()
        section = SectionRecord(
            f"s{number}", level, _title(table), parent, tags=_words(table, "tags"), is_closed=table.get("isClosed")
        )
        (parent.children if parent else model.sections).append(section)
        for key, nodes in (("statements", model.statements), ("arguments", model.arguments)):
            for title in _words(table, key) or ():
                if title in nodes:
                    nodes[title].section = section
        children = table.get("children")
        for place, child in enumerate(children if isinstance(children, list) else ()):
            if isinstance(child, Mapping):
                work.append((child, level + 1, number + 1 + place, section))


def _title(table: Mapping[str, Any]) -> str | None:
    title = table.get("title")
    return None if title is None else str(title)


def _words(table: Mapping[str, Any], key: str) -> list[str] | None:
    value = table.get(key)
    return [str(item) for item in value] if isinstance(value, list) else None
