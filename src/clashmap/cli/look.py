"""The options that say how a map is laid out and drawn, and what they come to together with a named view's."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clashmap.cli.debate import refuse

if TYPE_CHECKING:
    from clashmap.draw.theme import ColourBy, Theme
    from clashmap.draw.view.named import NamedView

# The names that the drawing room knows are written out here, held equal by a test: help must not pay for importing it.
PAGES = ("auto", "a4", "a3", "a2", "a1", "a0", "letter", "16:9")
ORIENTATIONS = ("auto", "landscape", "portrait")
DIRECTIONS = ("auto", "up", "down", "left", "right")
LAYOUTS = ("auto", "speeches")
ENGINES = ("auto", "graphviz", "dot", "tidy")
THEMES = ("light", "dark", "print", "contrast")
COLOURS = ("side", "tag", "role", "group")
READINGS = ("warrant", "attacks")
LOOKS = ("page", "orientation", "direction", "layout", "sheets", "engine", "theme", "colour_by")
"""The names of the options that only a picture has."""
JUDGED = ("verdicts", "reading")
"""Those of the options that ask for verdicts."""

_MOST_SHEETS = 999

_Command = TypeVar("_Command", bound=Callable[..., object])


def _count(context: click.Context, option: click.Parameter, value: str) -> int | str:
    """The number of sheets that was typed, or ``auto``."""
    if value.lower() == "auto":
        return "auto"
    if not value.isdecimal() or not 1 <= int(value) <= _MOST_SHEETS:
        help = f"type auto, or a number such as 4, up to {_MOST_SHEETS}"
        raise click.BadParameter(f"“{value}” is no number of sheets; {help}", context, option)
    return int(value)


def _choice(option: str, choices: tuple[str, ...], help: str) -> Callable[[_Command], _Command]:
    """An option that is one of *choices*, in capitals or not, and ``auto`` when it is not given."""
    kind = click.Choice(choices, case_sensitive=False)
    return click.option(option, type=kind, default="auto", show_default=True, help=help)


_OPTIONS = (
    _choice(
        "--page",
        PAGES,
        "Paper to fit the map to; auto takes the smallest on which the text can be read.",
    ),
    _choice(
        "--orientation",
        ORIENTATIONS,
        "How the paper lies; auto turns it where that makes the text larger.",
    ),
    click.option(
        "--sheets",
        callback=_count,
        metavar="N",
        default="1",
        show_default=True,
        help="On how many sheets of that paper; auto takes as many as the text needs.",
    ),
    _choice(
        "--direction",
        DIRECTIONS,
        "Where a claim lies, seen from what bears on it.",
    ),
    _choice(
        "--layout",
        LAYOUTS,
        "speeches makes a flow: a column for each speech that the data `speech` names.",
    ),
    _choice(
        "--engine",
        ENGINES,
        "What places the boxes; auto hangs them in columns, and asks the embedded Graphviz where links tangle; "
        "tidy needs no Graphviz; graphviz (embedded) and dot (your own) do it all.",
    ),
    click.option(
        "--theme",
        metavar="NAME",
        default="light",
        show_default=True,
        help=f"{', '.join(THEMES)}, or a .toml file of your own.",
    ),
    click.option(
        "--colour-by", type=click.Choice(COLOURS), help="What the stripes on the cards stand for.  [default: side]"
    ),
)
_VERDICTS = (
    click.option(
        "--verdicts", is_flag=True, help="Mark each claim that stands, falls or is contested, and what decides the top."
    ),
    click.option(
        "--reading",
        type=click.Choice(READINGS, case_sensitive=False),
        default="warrant",
        show_default=True,
        help="With --verdicts: what counts, reasons and attacks, or attacks alone.",
    ),
)


def verdict_options(command: _Command) -> _Command:
    """Add the options that ask for verdicts: --verdicts and --reading."""
    for option in reversed(_VERDICTS):
        command = option(command)
    return command


def refuse_reading(*, verdicts: bool) -> None:
    """Refuse a reading that was typed where no *verdicts* are asked for."""
    source = click.get_current_context().get_parameter_source("reading")
    if source is click.core.ParameterSource.COMMANDLINE and not verdicts:
        refuse("--reading says how claims are judged: add --verdicts, or leave it out")


def look_options(command: _Command) -> _Command:
    """Add the options that say how a map is laid out and drawn."""
    for option in reversed((*_OPTIONS, *_VERDICTS)):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Look:
    """How a map is laid out and drawn: the values of the options."""

    page: str
    orientation: str
    sheets: int | str
    direction: str
    layout: str
    engine: str
    theme: str
    colour_by: ColourBy | None
    verdicts: bool
    reading: str

    def over(self, named: NamedView | None, path: str) -> Look:
        """The same, with what a named view of the debate at *path* asks for wherever nothing else was typed.

        A theme file that the view names is one beside the debate, else one that can be found from here.
        """
        if named is None:
            return self
        source = click.get_current_context().get_parameter_source
        keys = ("page", "orientation", "direction", "layout", "theme", *JUDGED)
        asked = {key: getattr(named, key) for key in keys}
        default = click.core.ParameterSource.DEFAULT
        look = replace(self, **{key: value for key, value in asked.items() if value and source(key) is default})
        if look.theme == self.theme or not look.files or path == "-":
            return look
        beside = os.path.join(path if os.path.isdir(path) else os.path.dirname(path), look.theme)
        return look if os.path.isfile(look.theme) and not os.path.isfile(beside) else replace(look, theme=beside)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it is read from: a theme of one's own."""
        return (self.theme,) if self._is_own else ()

    @property
    def _is_own(self) -> bool:
        return self.theme.casefold().endswith(".toml")

    @property
    def options(self) -> dict[str, Any]:
        """What ``render_sheets`` takes. Refuses a theme that cannot be read."""
        return {
            "page": self.page.lower(),
            "orientation": self.orientation,
            "sheets": self.sheets,
            "direction": self.direction,
            "layout": self.layout,
            "engine": self.engine,
            "theme": self._theme(),
        }

    def _theme(self) -> Theme:
        from clashmap.draw.theme import ThemeError, loads, theme
        from clashmap.library import LoadError, read_text

        try:
            made = loads(read_text(self.theme)) if self._is_own else theme(self.theme.lower())
        except LoadError as error:
            refuse(str(error))
        except ThemeError as error:
            hint = "" if self._is_own else " (a theme of your own is a file whose name ends in .toml)"
            refuse(f"{f'{self.theme}: ' if self._is_own else ''}{error}{hint}")
        return replace(made, colour_by=self.colour_by) if self.colour_by else made
