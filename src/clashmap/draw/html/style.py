"""The style of the page: its colours from themes, those of the sheet turned for the dark, and the paper to print on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clashmap.assets import asset
from clashmap.draw.sheet import Sheet
from clashmap.draw.theme import LIGHT, Theme, theme

_NAMED = ("paper", "disc", "text", "body", "quiet", "box", "edge", "thesis", "tray", "tray_edge", "reference")
"""Colours of a theme; where several have one value in the light, the last says what that becomes in the dark."""


def style(sheet: Sheet) -> str:
    """The whole stylesheet. A sheet in the light theme turns dark where the reader's system is; any other stays."""
    used = sheet.drawing.theme
    parts = [f":root{{color-scheme:{'dark' if _is_dark(used.paper) else 'light'};{_variables(used)}}}"]
    parts += (f".{kind.value}{{--kind:var(--{kind.value})}}" for kind in used.links)
    parts += (f".side{index}{{--side:var(--side{index})}}" for index in range(len(used.palette)))
    parts.append(re.sub(r"^ +|/\*.*?\*/\n", "", asset("page/page.css"), flags=re.MULTILINE))
    if used == LIGHT:
        dark = theme("dark")
        rules = [f":root{{color-scheme:dark;{_variables(dark)}}}", *_turned(used, dark)]
        parts.append(f"@media screen and (prefers-color-scheme:dark){{{''.join(rules)}}}")
    upright = sheet.page.height > sheet.page.width
    parts.append(f"@page{{size:{'portrait' if upright else 'landscape'};margin:10mm}}")
    return "\n".join(parts)


def _variables(theme: Theme) -> str:
    """Declarations of the colours, and of the font."""
    names = [(name.replace("_", "-"), getattr(theme, name)) for name in _NAMED]
    names += [(kind.value, stroke.colour) for kind, stroke in theme.links.items()]
    names += [(f"side{index}", colour) for index, colour in enumerate(theme.palette)]
    return f"font-family:{theme.font};" + "".join(f"--{name}:{value};" for name, value in names)


def _turned(light: Theme, dark: Theme) -> Iterator[str]:
    """Rules that give what is painted in a colour of *light* the same colour of *dark*."""
    pairs = dict(zip(light.palette, dark.palette, strict=False))
    pairs.update((stroke.colour, dark.links[kind].colour) for kind, stroke in light.links.items())
    pairs.update((getattr(light, name), getattr(dark, name)) for name in _NAMED)
    for old, new in pairs.items():
        if old != new:
            yield f'svg [fill="{old}"]{{fill:{new}}}svg [stroke="{old}"]{{stroke:{new}}}'
    yield f".sheet svg>rect:first-of-type{{fill:{dark.paper}}}"


def _is_dark(colour: str) -> bool:
    return sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) < 3 * 128
