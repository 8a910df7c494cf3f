"""Named views: scopes, pages and looks that a writer keeps in the front matter under ``views:``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clashmap.checks.find import offer
from clashmap.checks.nearest import Names
from clashmap.draw.view.scope import Scope
from clashmap.graph import ArgumentMap
from clashmap.resolve.values import as_text
from clashmap.resolve.views import CHOICES, choice, misused, texts, views_of


@dataclass(frozen=True, slots=True)
class NamedView:
    """A drawing that the front matter describes; None for what it leaves to those who draw it."""

    name: str
    scope: Scope
    page: str | None = None
    orientation: str | None = None
    direction: str | None = None
    layout: str | None = None
    theme: str | None = None
    verdicts: bool = False
    reading: str | None = None


def view_names(map: ArgumentMap) -> tuple[str, ...]:
    """The names of the views that the front matter of *map* describes, in its order."""
    return tuple(views_of(map.front_matter))


def named_view(map: ArgumentMap, name: str) -> NamedView:
    """The view called *name*, its capitals as they may be.

    Raises LookupError when there is none, and ValueError when something in it means nothing.
    """
    table = views_of(map.front_matter)
    found = name if name in table else next((key for key in table if key.casefold() == name.casefold()), None)
    if found is None:
        none = "; keep one at the top of the file, such as views: {clash: {only-clash: true}}"
        raise LookupError(f"there is no view “{name}”{offer(name, table) or none}")
    settings = table[found]
    if not isinstance(settings, Mapping):
        raise ValueError(f"the view “{found}” is no table; write, for instance, {found}: {{only-clash: true}}")
    for slip in misused(settings):
        near = " or ".join(Names(slip.choices).nearest(slip.written or slip.key))
        if slip.written:
            meant = f"; did you mean {near}?" if near else ""
            raise ValueError(
                f"`{slip.key}` of the view “{found}” is “{slip.written}”, and must be {slip.expected}{meant}"
            )
        if slip.expected:
            raise ValueError(f"`{slip.key}` of the view “{found}” must be {slip.expected}")
        meant = f"did you mean {near}?" if near else f"it can be {', '.join(slip.choices)}"
        raise ValueError(f"`{slip.key}` of the view “{found}” is not known; {meant}")
    if settings.get("depth") is not None and settings.get("focus") is None:
        raise ValueError(f"`depth` of the view “{found}” needs a `focus`, the claim to count from")
    text = {key: as_text(settings.get(key)) for key in ("section", "focus")}
    look = {key: choice(key, written) for key in CHOICES if (written := as_text(settings.get(key))) is not None}
    return NamedView(
        name=found,
        scope=Scope(
            section=text["section"],
            focus=text["focus"],
            depth=settings.get("depth"),
            sides=texts(settings.get("side")),
            tags=texts(settings.get("tag")),
            only_clash=settings.get("only-clash") is True,
            collapse=texts(settings.get("collapse")),
            explode=settings.get("explode") is True,
        ),
        verdicts=settings.get("verdicts") is True,
        **look,
    )
