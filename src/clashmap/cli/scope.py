"""The options that say what of a map is drawn, and the scope that they ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from clashmap.cli.debate import refuse

if TYPE_CHECKING:
    from clashmap.draw.view.scope import Scope

_Command = TypeVar("_Command", bound=Callable[..., object])

_PART = (
    click.option("--section", metavar="NAME", help="Only what is under the heading NAME."),
    click.option("--focus", metavar="TITLE", help="Only the claim or argument TITLE and what bears on it."),
    click.option(
        "--depth",
        type=click.IntRange(min=0),
        metavar="N",
        help="With --focus: only what is up to N links away; cards name what is cut off.",
    ),
    click.option(
        "--side",
        multiple=True,
        metavar="SIDE",
        help="Only what SIDE says, and what nobody does; again for a second side.",
    ),
    click.option("--tag", multiple=True, metavar="TAG", help="Only what has the tag TAG; again for more tags."),
    click.option(
        "--only-clash", is_flag=True, help="Only what attacks, undercuts or contradicts something, or suffers that."
    ),
)
PARTS = ("section", "focus", "depth", "side", "tag", "only_clash", "collapse", "explode")
"""The names of the options that ``scope_of`` takes."""
_SHAPE = (
    click.option(
        "--collapse",
        multiple=True,
        metavar="NAME",
        help="Draw all that is under the heading NAME as one box; again for more headings.",
    ),
    click.option("--explode", is_flag=True, help="Show the premises and the step in the cards of arguments."),
)
_SEVERAL = (
    click.option("--view", metavar="NAME", help="What the view NAME in the front matter asks for."),
    click.option("--all-views", is_flag=True, help="A file for each view in the front matter."),
    click.option(
        "--split", is_flag=True, help="A file for each group, and an index of them in which each group is a box."
    ),
)


def part_options(command: _Command) -> _Command:
    """Add the options that choose claims: --section, --focus, --depth, --side, --tag and --only-clash."""
    return _with(_PART, command)


def scope_options(command: _Command) -> _Command:
    """Add all options that say what is drawn, also as several files, such as --collapse, --view and --split."""
    return _with((*_PART, *_SHAPE, *_SEVERAL), command)


def _with(options: tuple[Callable[[_Command], _Command], ...], command: _Command) -> _Command:
    for option in reversed(options):
        command = option(command)
    return command


def scope_of(
    *,
    section: str | None = None,
    focus: str | None = None,
    depth: int | None = None,
    side: tuple[str, ...] = (),
    tag: tuple[str, ...] = (),
    only_clash: bool = False,
    collapse: tuple[str, ...] = (),
    explode: bool = False,
    base: Scope | None = None,
) -> Scope:
    """The scope that the options ask for; what they leave open is as in *base*, the scope of a named view."""
    from clashmap.draw.view.scope import EVERYTHING, Scope

    given = base or EVERYTHING
    scope = Scope(
        section=given.section if section is None else section,
        focus=given.focus if focus is None else focus,
        depth=given.depth if depth is None else depth,
        sides=side or given.sides,
        tags=tag or given.tags,
        only_clash=only_clash or given.only_clash,
        collapse=collapse or given.collapse,
        explode=explode or given.explode,
    )
    if scope.depth is not None and scope.focus is None:
        refuse("--depth counts links from a claim; say which: --focus TITLE")
    return scope
