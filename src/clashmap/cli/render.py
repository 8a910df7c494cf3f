"""``clashmap render``: a debate as pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from clashmap.cli.debate import KEEP_GOING, PATH, SOURCES, DebateCommand, Refusal, leave, open_sound, refuse
from clashmap.cli.embedding import EMBED, Embedding
from clashmap.cli.look import JUDGED, LOOKS, look_options, refuse_reading
from clashmap.cli.outputs import (
    OPEN,
    OUTPUT,
    SCALE,
    TILE,
    TO,
    WATCH,
    WIDTH,
    Output,
    Result,
    pdf,
    png,
    refuse_twice,
    show,
    written,
)
from clashmap.cli.picture import describe, draw, warnings
from clashmap.cli.scope import PARTS, scope_options
from clashmap.cli.targets import Order, Target, ordered, targets

if TYPE_CHECKING:
    from clashmap.draw.sheet import Sheet
    from clashmap.draw.view import View
    from clashmap.graph import ArgumentMap


class _RenderCommand(DebateCommand):
    """A command with so many options that its help has headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under headings: what is drawn, how, where to."""
        headed = {"What is drawn": (*PARTS, "view", "all_views", "split"), "How": (*LOOKS, *JUDGED)}
        heading = {name: title for title, names in headed.items() for name in names}
        rows: dict[str, list[tuple[str, str]]] = {title: [] for title in (*headed, "Where to, and the rest")}
        for option in self.get_params(ctx):
            if record := option.get_help_record(ctx):
                rows[heading.get(option.name or "", "Where to, and the rest")].append(record)
        for title, found in rows.items():
            with formatter.section(title):
                formatter.write_dl(found)


@click.command(
    "render",
    cls=_RenderCommand,
    epilog="""\b
Examples:
  clashmap render arguments/air-support-guarantee -o map.svg --page a2
  clashmap render debate.argdown -o map.html -o map.pdf -o map.png
  clashmap render debate.argdown --section "No-fly zone" --page a4
  clashmap render debate.argdown --focus "Jets are few" --depth 2 --open
  clashmap render debate.argdown -o map.pdf --page a4 --sheets auto
  clashmap render debate.argdown -o judged.svg --verdicts
  clashmap render debate.argdown -o club.html --embed-sources
  clashmap render - < debate.argdown > debate.svg""",
)
@PATH
@OUTPUT
@TO
@scope_options
@look_options
@SCALE
@WIDTH
@TILE
@EMBED
@SOURCES
@click.option("--report", is_flag=True, help="Print the figures of the drawing: size of text, crossings, links.")
@OPEN
@WATCH
@KEEP_GOING
def command(**given: Any) -> None:
    """Draw the argument map of PATH, sized for a page."""
    refuse_reading(verdicts=given["verdicts"] or given["view"] is not None or given["all_views"])
    order = ordered(given)
    embedding = Embedding.asked(order.path, order.files, wanted=given["embed_sources"], folder=given["sources"])

    def once() -> tuple[ArgumentMap, tuple[Output, ...]]:
        map = open_sound(order.path, keep_going=order.keep_going, texts=embedding.wanted, sources=embedding.folder)
        embedding.refuse_without_texts(map)
        return map, _pictures(map, order, embedding)

    def opened(drawn: tuple[ArgumentMap, tuple[Output, ...]]) -> None:
        if given["open"]:
            show(drawn[1])

    if given["watch"]:
        from clashmap.cli.watch import watch

        watch(once, order.path, others=order.themes.keys, folders=embedding.folders, first=opened)
        return
    drawn = once()
    opened(drawn)
    leave(drawn[0].diagnostics)


def _pictures(map: ArgumentMap, order: Order, embedding: Embedding) -> tuple[Output, ...]:
    """Draw all that is asked for of *map*, and write it when all of it could be drawn; the files, in order."""
    drawn = []
    for target in targets(map, order):
        sheets = () if all(file.format == "dot" for file in target.files) else _sheets(map, target)
        drawn.append((target.look, sheets, [*_results(map, target, sheets, order, embedding)]))
    refuse_twice(output for _, _, results in drawn for output, _ in results)
    files: list[Output] = []
    for look, sheets, results in drawn:
        files += written(results, path=order.path)
        if sheets:
            warnings(sheets, look, tile=order.tile if any(file.format == "pdf" for file, _ in results) else None)
        if sheets and order.report:
            from clashmap.cli.report import lines

            to_stderr = any(file.name == "-" for file, _ in results)
            for line in lines(sheets):
                click.echo(line, err=to_stderr)
    embedding.say()
    return tuple(files)


def _sheets(map: ArgumentMap, target: Target) -> tuple[Sheet, ...]:
    """The sheets of one map; what cannot be drawn is refused with the name that the front matter gives it."""
    try:
        return draw(map, target.view, target.look)
    except Refusal as error:
        refuse(f"in the view “{target.name}”: {error.message}" if target.name else error.message)


def _results(
    map: ArgumentMap, target: Target, sheets: tuple[Sheet, ...], order: Order, embedding: Embedding
) -> Iterator[tuple[Output, Result]]:
    """What goes into which file: all sheets into one PDF, and each into a picture of its own; each is made once."""
    made: dict[tuple[str, int], Result] = {}
    for file in target.files:
        is_one = len(sheets) < 2 or file.format in ("pdf", "dot")
        if not is_one and file.name == "-":
            refuse(f"{len(sheets)} sheets do not go to standard output; add -o map.svg, or --to pdf")
        for number in (0,) if is_one else range(1, len(sheets) + 1):
            key, some = (file.format, number), sheets[number - 1 : number] if number else sheets
            if key not in made:
                made[key] = _result(file.format, map, target.view, some, order, embed=embedding.wanted)
            named = target.named(file, number) if number else file
            embedding.note(named, map, some)
            yield named, made[key]


def _result(
    format: str, map: ArgumentMap, view: View, sheets: tuple[Sheet, ...], order: Order, *, embed: bool
) -> Result:
    """The *sheets* of *view* in a *format*; of all but a PDF the first."""
    if format == "dot":
        return _dot(view)
    said = describe(sheets)
    if format == "pdf":
        return pdf(sheets, said, tile=order.tile)
    if format == "png":
        return png(sheets[0], said, scale=order.scale, width=order.width)
    return _svg(sheets[0], said) if format == "svg" else _html(map, sheets[0], said, embed=embed)


def _svg(sheet: Sheet, said: str) -> Result:
    return Result(sheet.svg().encode("utf-8", "replace"), said)


def _html(map: ArgumentMap, sheet: Sheet, said: str, *, embed: bool) -> Result:
    return Result(sheet.html(map, embed_sources=embed).encode("utf-8", "replace"), said)


def _dot(view: View) -> Result:
    from clashmap.formats import dot

    return Result(dot.drawn(view).encode("utf-8", "replace"), "DOT text for Graphviz and the tools that read it")
