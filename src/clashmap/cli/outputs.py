"""Outputs: which files a drawing goes to, in which formats, how they are written, and how one is shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from math import isfinite
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

import click

from clashmap.cli.debate import check_output, count, refuse, write

if TYPE_CHECKING:
    from clashmap.draw.sheet import Sheet

SUFFIXES = {".svg": "svg", ".html": "html", ".pdf": "pdf", ".png": "png", ".dot": "dot", ".gv": "dot"}
"""The format of a file by how its name ends."""
FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))
PICTURES = ("svg", "html", "pdf", "png")
"""The formats of what is laid out."""
_BINARY = ("pdf", "png")
_PAPERS = ("a4", "a3", "a2", "letter")
"""What people have in a printer."""


class Output(NamedTuple):
    """A file to write, or ``-`` for standard output, and its format."""

    name: str
    format: str


class Result(NamedTuple):
    """What goes into an output, a few words on it, and warnings."""

    data: bytes
    said: str
    warnings: tuple[str, ...] = ()


def _finite(context: click.Context, option: click.Parameter, value: float | None) -> float | None:
    """The number that was typed, if it is one."""
    if value is not None and not isfinite(value):
        raise click.BadParameter(f"{value} is no number to draw by; type one such as 2", context, option)
    return value


OUTPUT = click.option(
    "-o",
    "--output",
    multiple=True,
    type=click.Path(),
    help="File to write: .svg, .html, .pdf, .png or .dot; - for standard output. May be given several times.  "
    "[default: PATH’s name.svg]",
)
TO = click.option("--to", type=click.Choice(FORMATS), help="Format, where no file name says it.")
SCALE = click.option(
    "--scale",
    metavar="NUMBER",
    type=click.FloatRange(min=0, min_open=True),
    callback=_finite,
    help="Pixels of a .png for one of the page.  [default: 2]",
)
WIDTH = click.option(
    "--width", metavar="PIXELS", type=click.IntRange(min=1), help="Width of a .png in pixels, in place of --scale."
)
TILE = click.option(
    "--tile",
    type=click.Choice(_PAPERS, case_sensitive=False),
    help="Cut a .pdf over sheets of this paper, to glue a poster from an ordinary printer.",
)
OPEN = click.option("--open", is_flag=True, help="Show the result, the first if there are several.")
WATCH = click.option("--watch", is_flag=True, help="Draw again whenever a file of PATH is saved.")


def agreed(outputs: Sequence[str], to: str | None, *, path: str, stem: str) -> tuple[Output, ...]:
    """The files to write for the debate at *path*, each with the format that its suffix or ``--to`` says.

    Without any it is one named *stem*, or standard output for a debate that comes from standard input. Refuses names
    that cannot be meant, formats that contradict each other, a file that is named twice, and what this machine lacks.
    """
    names = outputs or ("-" if path == "-" else f"{stem}.{to or 'svg'}",)
    agreed = tuple(Output(name, _format(name, to, path, alone="-" not in names)) for name in names)
    seen = set[str]()
    for name, format in agreed:
        whole = name if name == "-" else os.path.realpath(name)
        if whole in seen:
            refuse(f"{_spoken(name)} is named twice; leave one -o out")
        seen.add(whole)
        if name == "-" and format in _BINARY and sys.stdout.isatty():
            refuse(f"a {format.upper()} is no text for a terminal; add -o {stem}.{format}")
    if any(output.format == "pdf" for output in agreed) and find_spec("typst") is None:
        from clashmap.evidence.extra import install

        refuse(f"a PDF needs typst, which is not installed; type: {install('clashmap[pdf]')}")
    return agreed


def _format(name: str, to: str | None, path: str, *, alone: bool) -> str:
    """The format of the output *name*; *alone*, there is no other that ``--to`` could be meant for."""
    if not name.strip():
        refuse("-o needs the name of a file, such as map.svg, or - for standard output")
    if name == "-":
        return to or "svg"
    check_output(name, path=path)
    suffix = PurePath(name).suffix.lower()
    format = SUFFIXES.get(suffix, to)
    if format is None:
        what = f"“{suffix}” files" if suffix else "a file without a suffix"
        refuse(f"{name}: clashmap writes .svg, .html, .pdf, .png or .dot, not {what}; choose one of these")
    if alone and to not in (None, format):
        refuse(f"{name} and --to {to} do not agree; leave out --to, or choose a name that ends in .{to}")
    return format


def refuse_unused(outputs: Iterable[Output], *, pictures: Iterable[str] = ("page", "engine")) -> None:
    """Refuse options of the command line that none of the *outputs* uses; *pictures* are those that a picture has.

    What is set in the environment may wait for the next time.
    """
    outputs = tuple(outputs)
    formats = {output.format for output in outputs}
    context = click.get_current_context()

    def typed(name: str) -> bool:
        return context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE

    for name in filter(typed, pictures):
        if formats.isdisjoint(PICTURES):
            refuse(f"--{name} is for pictures, and DOT text is none: leave it out, or write an .svg")
    for name, format in (("scale", "png"), ("width", "png"), ("tile", "pdf")):
        if typed(name) and format not in formats:
            refuse(f"--{name} is for .{format} files, and none is written: leave it out, or add -o map.{format}")
    if typed("scale") and typed("width"):
        refuse("--scale and --width both say how large a .png is; leave one of them out")
    for name, does in (("open", "--open shows"), ("watch", "--watch redraws")):
        if typed(name) and all(output.name == "-" for output in outputs):
            refuse(f"{does} a file: add -o map.svg")


def png(sheet: Sheet, said: str, *, scale: float | None = None, width: int | None = None) -> Result:
    """The sheet, on which something is *said*, as a PNG; refuses absurd sizes."""
    from clashmap.draw.raster import RasterError
    from clashmap.draw.raster import png as draw

    try:
        made = draw(sheet.svg(), scale=None if width else scale, width=width)
    except RasterError as error:
        refuse(str(error))
    return Result(made.data, said, made.warnings)


def pdf(sheets: Sequence[Sheet], said: str, *, tile: str | None = None) -> Result:
    """The sheets, on which something is *said*, as a PDF, cut over the paper named *tile* if there is one."""
    from clashmap.draw.pdf import PDFError
    from clashmap.draw.pdf import pdf as draw
    from clashmap.draw.theme import PAPERS

    try:
        made = draw(sheets, tile=PAPERS[tile.lower()] if tile else None)
    except PDFError as error:
        refuse(str(error))
    cut = f", cut over {count(made.pages, 'page')} of {tile.capitalize()}" if tile and made.pages > len(sheets) else ""
    return Result(made.data, said + cut, made.warnings)


def refuse_twice(outputs: Iterable[Output]) -> None:
    """Refuse *outputs* two of which would be the same file, as names are made of titles and of numbers of sheets."""
    seen = set[str]()
    for name, _ in outputs:
        whole = name if name == "-" else os.path.realpath(name)
        if whole in seen:
            refuse(f"two maps would both be written to {name}; call the -o, or a heading or view, something else")
        seen.add(whole)


def written(results: Sequence[tuple[Output, Result]], *, path: str) -> tuple[Output, ...]:
    """Write these *results*, each to its output, and give back the outputs.

    Says on standard error what was written where. Never writes over the debate at *path*.
    """
    for warning in dict.fromkeys(warning for _, result in results for warning in result.warnings):
        warn(warning)
    for (name, _), result in results:
        write(result.data, name, path=path)
        if name != "-":
            click.echo(f"wrote {name}: {result.said}", err=True)
    return tuple(output for output, _ in results)


def warn(message: str) -> None:
    """Print a warning on standard error."""
    from clashmap.cli.terminal import clean

    click.echo(f"{click.style('warning', fg='yellow', bold=True)}: {clean(message)}", err=True)


def show(outputs: Iterable[Output]) -> None:
    """Open the first file among *outputs* in the browser; where there is nobody to look at it, say where it is."""
    import webbrowser

    file = next((Path(output.name).resolve() for output in outputs if output.name != "-"), None)
    if file is None:
        return
    if os.environ.get("CI") or not _has_display() or not webbrowser.open(file.as_uri()):
        click.echo(f"nothing here can show it: open {file} in a browser", err=True)


def _has_display() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _spoken(name: str) -> str:
    return "standard output" if name == "-" else name
