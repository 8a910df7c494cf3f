"""``clashmap render``: a debate as a picture."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from clashmap.cli.debate import (
    KEEP_GOING,
    PATH,
    DebateCommand,
    check_output,
    count,
    leave,
    name_of,
    open_sound,
    refuse,
    write,
)

if TYPE_CHECKING:
    from clashmap.draw.render import EngineName
    from clashmap.draw.sheet import Sheet
    from clashmap.draw.view import View
    from clashmap.graph import ArgumentMap

# The names that the drawing room knows are written out here, held equal by a test: help must not pay for importing it.
PAGES = ("auto", "a4", "a3", "a2", "a1", "a0", "letter", "16:9")
ENGINES = ("auto", "graphviz", "dot", "tidy")
MOST_CARDS = 1_500
"""More than these take minutes to lay out, and nobody could read them on the largest paper."""
MOST_LETTERS = 400_000
"""The same for the words in the cards."""
_TOO_SMALL = 5.0
"""Points below which a reader is warned: half the size of a book's text."""
_SUFFIXES = {".svg": "svg", ".dot": "dot", ".gv": "dot"}


@click.command(
    "render",
    cls=DebateCommand,
    epilog="""\b
Examples:
  clashmap render arguments/air-support-guarantee -o map.svg --page a2
  clashmap render debate.argdown --section "No-fly zone" --page a4
  clashmap render - < debate.argdown > debate.svg
  clashmap render debate.argdown -o debate.dot""",
)
@PATH
@click.option("-o", "--output", help="File to write, .svg or .dot; - for standard output.  [default: PATH’s name.svg]")
@click.option(
    "--page",
    type=click.Choice(PAGES, case_sensitive=False),
    default="auto",
    show_default=True,
    help="Paper to fit the map to; auto takes the smallest on which the text can be read.",
)
@click.option("--section", metavar="NAME", help="Draw only what is under the heading NAME.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    show_default=True,
    help="What places the boxes; auto hangs them in columns, and asks the embedded Graphviz where links tangle; "
    "tidy needs no Graphviz; graphviz (embedded) and dot (your own) do it all.",
)
@click.option("--to", "format", type=click.Choice(("svg", "dot")), help="Format, where no file name says it.")
@KEEP_GOING
def command(
    *,
    path: str,
    output: str | None,
    page: str,
    section: str | None,
    engine: EngineName,
    format: str | None,
    keep_going: bool,
) -> None:
    """Draw the argument map of PATH as SVG, sized for a page."""
    format = _agreed(format, output, path)
    if format == "dot":
        _refuse_for_dot(click.get_current_context())
    map = open_sound(path, keep_going=keep_going)
    output = output or ("-" if path == "-" else f"{name_of(path, section=section)}.{format}")
    text, said = _dot(map, section) if format == "dot" else _svg(map, page=page, section=section, engine=engine)
    write(text, output, path=path)
    if output != "-":
        click.echo(f"wrote {output}: {said}", err=True)
    leave(map.diagnostics)


def _agreed(format: str | None, output: str | None, path: str) -> str:
    """The format that ``--to`` asks for, or the suffix of the file to write; never two different ones."""
    if output is not None and not output.strip():
        refuse("-o needs the name of a file, such as map.svg, or - for standard output")
    if output is None or output == "-":
        return format or "svg"
    check_output(output, path=path)
    suffix = PurePath(output).suffix.lower()
    if format is None:
        return _format(output, suffix)
    if _SUFFIXES.get(suffix, format) != format:
        refuse(f"{output} and --to {format} do not agree; leave out --to, or choose a name that ends in .{format}")
    return format


def _refuse_for_dot(context: click.Context) -> None:
    """Refuse options that only a picture has."""
    for name in ("page", "engine"):
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            refuse(f"--{name} is for pictures, and DOT text is none: leave it out, or write an .svg")


def _format(output: str, suffix: str) -> str:
    if suffix not in _SUFFIXES:
        what = f"“{suffix}” files" if suffix else "a file without a suffix"
        refuse(
            f"{output}: clashmap writes .svg or .dot, not {what}; "
            "to get a PDF or a picture, open the .svg in a browser and print or save it there"
        )
    return _SUFFIXES[suffix]


def _svg(map: ArgumentMap, *, page: str, section: str | None, engine: EngineName) -> tuple[str, str]:
    """The picture, and a few words on it."""
    from clashmap.draw import svg
    from clashmap.draw.layout import EngineError
    from clashmap.draw.render import render
    from clashmap.draw.scope import Scope

    _check_size(_view(map, section), section)
    try:
        sheet = render(map, scope=Scope(section=section), page=page.lower(), engine=engine)
    except EngineError as error:
        others = "; `--engine tidy` needs nothing and always works" if engine != "tidy" else ""
        refuse(f"{error}{others}")
    warnings = list(sheet.warnings)
    if sheet.smallest_text < _TOO_SMALL:
        ways = [] if page.lower() == "auto" else ["try --page auto"]
        ways += ["draw a smaller part" if section else "draw one part with --section NAME"]
        warnings.append(f"text of {sheet.smallest_text:.1f} pt is too small to read; {', or '.join(ways)}")
    for warning in warnings:
        click.echo(f"{click.style('warning', fg='yellow', bold=True)}: {warning}", err=True)
    return svg.dumps(sheet), describe(sheet)


def _dot(map: ArgumentMap, section: str | None) -> tuple[str, str]:
    from clashmap.draw.scope import Scope
    from clashmap.formats import dot

    _view(map, section)
    return dot.dumps(map, Scope(section=section)), "DOT text for Graphviz and the tools that read it"


def _view(map: ArgumentMap, section: str | None) -> View:
    from clashmap.draw.scope import Scope
    from clashmap.draw.view import select

    try:
        return select(map, Scope(section=section))
    except LookupError as error:
        refuse(str(error.args[0]))


def _check_size(view: View, section: str | None) -> None:
    letters = sum(len(node.label) + len(node.text) for node in view.nodes.values())
    if len(view.nodes) <= MOST_CARDS and letters <= MOST_LETTERS:
        return
    what = f"{count(len(view.nodes), 'card')} with {count(letters, 'letter')} of text"
    part = "a smaller section" if section else "one section with --section NAME"
    refuse(
        f"{what} are too much for one sheet (at most {MOST_CARDS:,} cards and {MOST_LETTERS:,} letters); draw {part}, "
        "or write DOT for other tools with -o FILE.dot"
    )


def describe(sheet: Sheet) -> str:
    """What was drawn: cards, page, smallest text in points, links by how they are shown."""
    drawing = sheet.drawing
    page = sheet.page.name.upper() + (" upright" if sheet.page.height > sheet.page.width else "")
    parts = [
        f"{count(len(drawing.cards), 'card')} on {page}",
        f"smallest text {sheet.smallest_text:.1f} pt",
        f"{count(len(drawing.routes), 'link')} drawn",
    ]
    if drawing.chips:
        parts.append(f"{len(drawing.chips)} as references to another part")
    return ", ".join(parts)
