"""Groups: which sections are drawn as a group."""

from __future__ import annotations

from clashmap.formats.argdown_json.records import Model, SectionRecord


def is_group(section: SectionRecord, model: Model) -> bool:
    """Whether a section is drawn as a group: as it says itself, else the deepest levels are."""
    if section.is_group is not None:
        return section.is_group
    depth = model.setting("group", "groupDepth", default=2)
    return (section.level or 0) >= model.max_level - (depth if isinstance(depth, int) else 2) + 1


def settle_groups(model: Model) -> None:
    """Say of every section whether it is a group."""
    for section in model.walk_sections():
        section.is_group = is_group(section, model)
