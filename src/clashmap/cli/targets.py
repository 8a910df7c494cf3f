"""Targets: every map that an order asks for, how each is drawn, and which files it goes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from clashmap.cli.debate import Refusal, name_of, refuse
from clashmap.cli.look import JUDGED, LOOKS, Look
from clashmap.cli.outputs import Output, agreed, refuse_unused
from clashmap.cli.scope import PARTS, scope_of

if TYPE_CHECKING:
    from clashmap.draw.view import View
    from clashmap.graph import ArgumentMap


@dataclass(frozen=True, slots=True)
class Order:
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
    themes: dict[str, None] = field(default_factory=dict)
    """The theme files that were looked for so far: a text may name others each time that it is read."""


def ordered(given: Mapping[str, Any]) -> Order:
    """What the options ask for. Refuses what cannot go together."""
    path, view, part = given["path"], given["view"], {name: given[name] for name in PARTS}
    if sum((view is not None, given["all_views"], given["split"])) > 1:
        refuse("--view, --all-views and --split each say which maps are drawn; use one of them at a time")
    stem = name_of(path, part=view or part["section"] or part["focus"])
    files = agreed(given["output"], given["to"], path=path, stem=stem)
    refuse_unused(files, pictures=(*LOOKS, "report"))
    for option in ("all_views", "split"):
        if given[option] and any(file.name == "-" for file in files):
            refuse(f"--{option.replace('_', '-')} makes several files, and standard output is one: add -o map.svg")
    rest = ("all_views", "split", "scale", "width", "tile", "report", "keep_going")
    look = Look(**{name: given[name] for name in (*LOOKS, *JUDGED)})
    themes = dict.fromkeys(look.files)
    return Order(
        path=path, part=part, view=view, look=look, files=files, themes=themes, **{name: given[name] for name in rest}
    )


class Target(NamedTuple):
    """A view, how it is drawn, and the files that it goes to."""

    view: View
    look: Look
    files: tuple[Output, ...]
    name: str = ""
    """What the front matter calls it, where it is a view of that."""
    is_linked: bool = False
    """Whether other files lead to its files, so that its first sheet has to be called as they are."""

    def named(self, file: Output, sheet: int) -> Output:
        """The file that a *sheet*, counted from 1, of several goes to in place of *file*."""
        if sheet == 1 and self.is_linked:
            return file
        return file._replace(name=_beside(file.name, f"{PurePath(file.name).stem}-{sheet}{_suffix(file)}"))


def targets(map: ArgumentMap, order: Order) -> tuple[Target, ...]:
    """Every map that is asked for. Refuses names that there are not, and views that mean nothing."""
    try:
        if order.split:
            found = tuple(_parts(map, order))
        elif order.all_views:
            found = tuple(_views(map, order))
        else:
            found = (_named(map, order, order.view, order.files),)
        return tuple(_judged(map, found))
    except (LookupError, ValueError) as error:
        refuse(str(error.args[0]))


def _judged(map: ArgumentMap, targets: Iterable[Target]) -> Iterator[Target]:
    """The same with the verdicts in their views, where they are asked for."""
    from clashmap.draw.view.judged import judged
    from clashmap.verdicts.judge import judge

    judged_by = cache(lambda reading: judge(map, reading=reading))
    for target in targets:
        look, view = target.look, target.view
        yield target._replace(view=judged(view, judged_by(look.reading))) if look.verdicts else target


def _named(map: ArgumentMap, order: Order, view: str | None, files: tuple[Output, ...]) -> Target:
    """What the options ask for, and the view of the front matter where they leave something open."""
    from clashmap.draw.view import select
    from clashmap.draw.view.named import named_view

    named = None if view is None else named_view(map, view)
    scope = scope_of(**order.part, base=named.scope if named else None)
    look = order.look.over(named, order.path)
    order.themes.update(dict.fromkeys(look.files))
    try:
        return Target(select(map, scope), look, files, name=named.name if named else "")
    except LookupError as error:
        raise LookupError(f"in the view “{named.name}”: {error.args[0]}" if named else error.args[0]) from error


def _views(map: ArgumentMap, order: Order) -> Iterator[Target]:
    """Every view that the front matter keeps. Refuses with the names of all that cannot be drawn."""
    from clashmap.draw.view.named import view_names
    from clashmap.draw.view.split import file_names

    names = view_names(map)
    if not names:
        refuse("the front matter keeps no views; write some, such as views: {clash: {only-clash: true}}")
    called = [file_names(dict(zip(names, names, strict=True)), stem=PurePath(file.name).stem, suffix=_suffix(file))
              for file in order.files]  # fmt: skip
    wrong = []
    for name in names:
        files = (file._replace(name=_beside(file.name, by[name])) for file, by in zip(order.files, called, strict=True))
        try:
            yield _named(map, order, name, tuple(files))
        except (LookupError, ValueError) as error:
            wrong.append(str(error.args[0]))
    for said in wrong[:-1]:
        Refusal(said).show()
    if wrong:
        refuse(wrong[-1])


def _parts(map: ArgumentMap, order: Order) -> Iterator[Target]:
    """The index and every group, for each kind of file: they lead to files of their own kind."""
    from clashmap.draw.view.split import split

    for file in order.files:
        for name, view in split(map, scope_of(**order.part), stem=PurePath(file.name).stem, suffix=_suffix(file)):
            files = (file._replace(name=_beside(file.name, name)),)
            yield Target(view, order.look, files, is_linked=True)


def _suffix(file: Output) -> str:
    return PurePath(file.name).suffix or f".{file.format}"


def _beside(name: str, other: str) -> str:
    """The file *other* in the folder of the file *name*."""
    return PurePath(name).with_name(other).as_posix()
