"""The style of the reading view: its colours from the themes for light and dark screens."""

from __future__ import annotations

from clashmap.assets import asset
from clashmap.draw.html.spare import spared_style
from clashmap.draw.theme import LIGHT, Theme, theme
from clashmap.model import RelationKind

_NAMED = ("paper", "text", "body", "quiet", "box", "edge", "tray", "tray_edge", "disc")
_KINDS = (RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT, RelationKind.CONTRADICTION)


def style(sides: int) -> str:
    """The whole stylesheet of a page with the points of so many *sides*."""
    dark = _colours(theme("dark"), sides)
    return "\n".join(
        (
            f":root{{font-family:{LIGHT.font};color-scheme:light dark}}",
            _colours(LIGHT, sides),
            f"@media screen and (prefers-color-scheme:dark){{{dark}}}",
            spared_style(asset("reading/reading.css")),
        )
    )


def _colours(theme: Theme, sides: int) -> str:
    """The colours of *theme* as variables: --kind for each kind of relation, --side for each side."""
    named = "".join(f"--{name.replace('_', '-')}:{getattr(theme, name)};" for name in _NAMED)
    kinds = "".join(f".{kind.value}{{--kind:{theme.links[kind].colour}}}" for kind in _KINDS)
    stripes = "".join(f".side{number}{{--side:{theme.stripe(number)[0]}}}" for number in range(sides))
    return f":root{{{named}}}{kinds}{stripes}"
