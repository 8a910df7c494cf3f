"""The style of the page: its colours from themes, those of the sheet turned for the dark, and the paper to print on."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.assets import asset
from clashmap.draw.html.spare import spared_style
from clashmap.draw.sheet import Sheet
from clashmap.draw.svg.pen import number
from clashmap.draw.theme import LIGHT, Theme, theme
from clashmap.draw.view import View
from clashmap.model import RelationKind
from clashmap.verdicts.judge import Verdict

_NAMED = ("paper", "disc", "text", "body", "quiet", "box", "edge", "thesis", "tray", "tray_edge", "reference")
"""Colours of a theme; where several have one value in the light, the last says what that becomes in the dark."""


def style(sheet: Sheet, picture: str) -> str:
    """The whole stylesheet for a page with *picture*, the SVG of *sheet*.

    A sheet in the light theme turns dark where the reader's system is; any other stays.
    """
    used, view = sheet.drawing.theme, sheet.drawing.view
    parts = [f":root{{font-family:{used.font}}}", _colours(used, view), spared_style(asset("page/page.css"))]
    if view.verdicts.judgement:
        weight = number(used.links[RelationKind.SUPPORT].width * sheet.drawing.scale)
        parts.append(f"svg{{--weight:{weight}}}{spared_style(asset('page/verdicts.css'))}")
    if used == LIGHT:
        dark = theme("dark")
        rules = [_colours(dark, view), *_turned(used, dark, picture)]
        parts.append(f"@media screen and (prefers-color-scheme:dark){{{''.join(rules)}}}")
    upright = sheet.page.height > sheet.page.width
    parts.append(f"@page{{size:{'portrait' if upright else 'landscape'};margin:10mm}}")
    return "\n".join(parts)


def _colours(theme: Theme, view: View) -> str:
    """The colours of *theme* as variables: --kind for each kind of link, --side for each side, --ground by verdict."""
    names = "".join(f"--{name.replace('_', '-')}:{getattr(theme, name)};" for name in _NAMED)
    rules = [f":root{{color-scheme:{'dark' if _is_dark(theme.paper) else 'light'};{names}}}"]
    rules += [f".{kind.value}{{--kind:{stroke.colour}}}" for kind, stroke in theme.links.items()]
    rules.append(f".premise{{--kind:{theme.links[RelationKind.SUPPORT].colour}}}")
    rules += [f".side{index}{{--side:{colour}}}" for index, colour in enumerate(theme.palette[: len(view.sides)])]
    for verdict in Verdict if view.verdicts.judgement else ():
        rules.append(f'.{verdict},[data-verdict="{verdict}"]{{--ground:{theme.ground(verdict)}}}')
    return "".join(rules)


def _turned(light: Theme, dark: Theme, picture: str) -> Iterator[str]:
    """Rules that give what is painted in a colour of *light* in *picture* the same colour of *dark*."""
    pairs = dict(zip(light.palette, dark.palette, strict=False))
    pairs.update((stroke.colour, dark.links[kind].colour) for kind, stroke in light.links.items())
    pairs.update((light.ground(verdict), dark.ground(verdict)) for verdict in Verdict)
    pairs.update((getattr(light, name), getattr(dark, name)) for name in _NAMED)
    for old, new in pairs.items():
        for name in ("fill", "stroke"):
            if old != new and f'{name}="{old}"' in picture:
                yield f'svg [{name}="{old}"]{{{name}:{new}}}'
    yield f".sheet svg>rect:first-of-type{{fill:{dark.paper}}}"


def _is_dark(colour: str) -> bool:
    return sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) < 3 * 128
