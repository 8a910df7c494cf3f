"""``clashmap render``: a debate as pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from clashmap.cli.debate import KEEP_GOING, PATH, DebateCommand, leave, name_of, open_sound, refuse
from clashmap.cli.look import LOOKS, Look, look_options
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
    agreed,
    pdf,
    png,
    refuse_unused,
    show,
    written,
)
from clashmap.cli.picture import describe, draw, warnings
from clashmap.cli.scope import PARTS, scope_of, scope_options

if TYPE_CHECKING:
    from clashmap.draw.sheet import Sheet
    from clashmap.draw.view import View
    from clashmap.graph import ArgumentMap


class _RenderCommand(DebateCommand):
    """A command with so many options that its help has headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under headings: what is drawn, how, where to."""
        headed = {"What is drawn": (*PARTS, "view", "all_views", "split"), "How": LOOKS}
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
@click.option("--report", is_flag=True, help="Print the figures of the drawing: size of text, crossings, links.")
@OPEN
@WATCH
@KEEP_GOING
def command(**given: Any) -> None:
    """Draw the argument map of PATH, sized for a page."""
    order = _ordered(given)
    opened = given["open"]

    def once() -> ArgumentMap:
        map = open_sound(order.path, keep_going=order.keep_going)
        for target in _targets(map, order):
            _write(map, target, order)
        return map

    if given["watch"]:
        from clashmap.cli.watch import watch

        watch(once, order.path, others=order.look.files, first=lambda: show(order.files) if opened else None)
        return
    map = once()
    if opened:
        show(order.files)
    leave(map.diagnostics)


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for: of which debate, which part, how it looks, and where it goes."""

    path: str
    part: Mapping[str, Any]
    """What ``scope_of`` takes."""
    view: str | None
    all_views: bool
    split: bool
    look: Look
    files: tuple[Output, ...]
    scale: float | None
    width: int | None
    tile: str | None
    report: bool
    keep_going: bool


def _ordered(given: Mapping[str, Any]) -> _Order:
    """What the options ask for. Refuses what cannot go together."""
    path, view, part = given["path"], given["view"], {name: given[name] for name in PARTS}
    if sum(map(bool, (view, given["all_views"], given["split"]))) > 1:
        refuse("--view, --all-views and --split each say which maps are drawn; use one of them at a time")
    stem = name_of(path, part=view or part["section"] or part["focus"])
    files = agreed(given["output"], given["to"], path=path, stem=stem)
    refuse_unused(files, pictures=(*LOOKS, "report"))
    for option in ("all_views", "split"):
        if given[option] and any(file.name == "-" for file in files):
            refuse(f"--{option.replace('_', '-')} makes several files, and standard output is one: add -o map.svg")
    rest = ("all_views", "split", "scale", "width", "tile", "report", "keep_going")
    look = Look(**{name: given[name] for name in LOOKS})
    return _Order(path=path, part=part, view=view, look=look, files=files, **{name: given[name] for name in rest})


class _Target(NamedTuple):
    """A view, how it is drawn, and the files that it goes to."""

    view: View
    look: Look
    files: tuple[Output, ...]


def _targets(map: ArgumentMap, order: _Order) -> Iterator[_Target]:
    """Every map that is asked for. Refuses names that there are not, and views that mean nothing."""
    try:
        if order.split:
            yield from _parts(map, order)
        elif order.all_views:
            yield from _views(map, order)
        else:
            yield _named(map, order, order.view, order.files)
    except (LookupError, ValueError) as error:
        refuse(str(error.args[0]))


def _named(map: ArgumentMap, order: _Order, view: str | None, files: tuple[Output, ...]) -> _Target:
    """What the options ask for, and the view of the front matter where they leave something open."""
    from clashmap.draw.named import named_view
    from clashmap.draw.view import select

    named = named_view(map, view) if view else None
    scope = scope_of(**order.part, base=named.scope if named else None)
    return _Target(select(map, scope), order.look.over(named), files)


def _views(map: ArgumentMap, order: _Order) -> Iterator[_Target]:
    """Every view that the front matter keeps."""
    from clashmap.draw.named import view_names
    from clashmap.draw.split import file_names

    names = view_names(map)
    if not names:
        refuse("the front matter keeps no views; write some, such as views: {clash: {only-clash: true}}")
    called = [file_names(dict(zip(names, names, strict=True)), stem=PurePath(file.name).stem, suffix=_suffix(file))
              for file in order.files]  # fmt: skip
    for name in names:
        files = (file._replace(name=_beside(file.name, by[name])) for file, by in zip(order.files, called, strict=True))
        yield _named(map, order, name, tuple(files))


def _parts(map: ArgumentMap, order: _Order) -> Iterator[_Target]:
    """The index and every group, for each kind of file: they lead to files of their own kind."""
    from clashmap.draw.split import split

    for file in order.files:
        for name, view in split(map, scope_of(**order.part), stem=PurePath(file.name).stem, suffix=_suffix(file)):
            yield _Target(view, order.look, (file._replace(name=_beside(file.name, name)),))


def _suffix(file: Output) -> str:
    return PurePath(file.name).suffix or f".{file.format}"


def _beside(name: str, other: str) -> str:
    """The file *other* in the folder of the file *name*."""
    return PurePath(name).with_name(other).as_posix()


def _write(map: ArgumentMap, target: _Target, order: _Order) -> None:
    """Draw one map, and write it to its files; what is laid out is laid out once."""
    if all(file.format == "dot" for file in target.files):
        written(target.files, {"dot": partial(_dot, target.view)}, path=order.path)
        return
    sheets = draw(map, target.view, target.look)
    for files, some in _shared(target.files, sheets):
        said = describe(some)
        make: dict[str, Callable[[], Result]] = {
            "svg": partial(_svg, some[0], said),
            "html": partial(_html, map, some[0], said),
            "png": partial(png, some[0], said, scale=order.scale, width=order.width),
            "pdf": partial(pdf, some, said, tile=order.tile),
            "dot": partial(_dot, target.view),
        }
        written(files, make, path=order.path)
    warnings(sheets, target.look)
    if order.report:
        from clashmap.cli.report import lines

        to_stderr = any(file.name == "-" for file in target.files)
        for line in lines(sheets):
            click.echo(line, err=to_stderr)


def _shared(
    files: tuple[Output, ...], sheets: tuple[Sheet, ...]
) -> Iterator[tuple[tuple[Output, ...], tuple[Sheet, ...]]]:
    """Which sheets go to which files: all to one PDF, and each to a picture of its own."""
    if len(sheets) == 1:
        yield files, sheets
        return
    whole = tuple(file for file in files if file.format in ("pdf", "dot"))
    pictures = [file for file in files if file not in whole]
    if any(file.name == "-" for file in pictures):
        refuse(f"{len(sheets)} sheets do not go to standard output; add -o map.svg, or --to pdf")
    if whole:
        yield whole, sheets
    for number, sheet in enumerate(sheets, start=1) if pictures else ():
        names = (_beside(file.name, f"{PurePath(file.name).stem}-{number}{_suffix(file)}") for file in pictures)
        yield tuple(file._replace(name=name) for file, name in zip(pictures, names, strict=True)), (sheet,)


def _svg(sheet: Sheet, said: str) -> Result:
    return Result(sheet.svg().encode("utf-8", "replace"), said)


def _html(map: ArgumentMap, sheet: Sheet, said: str) -> Result:
    from clashmap.draw import html

    return Result(html.dumps(map, sheet).encode("utf-8", "replace"), said)


def _dot(view: View) -> Result:
    from clashmap.formats import dot

    return Result(dot.drawn(view).encode("utf-8", "replace"), "DOT text for Graphviz and the tools that read it")
