"""``clashmap help``: the pages of the user's guide, read from the package and told in the width of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

import click

from clashmap.cli.debate import refuse

_SUFFIX = ".md"
_INDENT = "  "
"""In front of the lines of an example."""
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITEM = re.compile(r"(?:[-*]|\d+\.) ")


@click.command("help", epilog="\b\nExamples:\n  clashmap help\n  clashmap help verdicts")
@click.argument("page", required=False)
@click.pass_context
def command(context: click.Context, page: str | None) -> None:
    """Show a PAGE of the guide, or list its pages.

    The name of a command will do, too: then its options are shown.
    """
    from clashmap.cli import COMMANDS, cli
    from clashmap.cli.paragraph import page_width

    pages = guide()
    if page is None:
        for line in _listed(pages):
            click.echo(line)
        return
    wanted = page.casefold().removesuffix(_SUFFIX)
    if wanted in pages:
        for line in shown(pages[wanted], width=page_width()):
            click.echo(line)
    elif (other := cli.get_command(context, wanted)) is not None:
        click.echo(other.get_help(click.Context(other, info_name=wanted, parent=context.parent)))
    else:
        from clashmap.checks.nearest import Names

        near = " or ".join(Names([*pages, *COMMANDS]).nearest(wanted))
        refuse(f"there is no page “{page}”; {f'did you mean {near}?' if near else 'see all by: clashmap help'}")


def guide() -> dict[str, str]:
    """The text of each page by its name, in the order of their names."""
    files = [file for file in resources.files("clashmap").joinpath("help").iterdir() if file.name.endswith(_SUFFIX)]
    return {
        file.name.removesuffix(_SUFFIX): file.read_text(encoding="utf-8")
        for file in sorted(files, key=lambda file: file.name)
    }


def _listed(pages: dict[str, str]) -> Iterator[str]:
    """The names of the pages, each with its heading."""
    yield click.style("Pages of the guide", bold=True)
    widest = max(map(len, pages))
    for name, text in pages.items():
        yield f"  clashmap help {name:{widest}}  {text.splitlines()[0].removeprefix('# ')}"
    yield ""
    yield "On a command: clashmap COMMAND --help. On a finding: clashmap explain CODE."


def shown(text: str, *, width: int) -> Iterator[str]:
    """The lines of a page in Markdown: headings in bold, paragraphs and items wrapped, examples as they are."""
    from clashmap.cli.paragraph import paragraph

    open_: list[str] = []
    is_example = False

    def told() -> Iterator[str]:
        if open_:
            start = found.group() if (found := _ITEM.match(open_[0])) else ""
            open_[0] = open_[0].removeprefix(start)
            words = _BOLD.sub(lambda found: click.style(found.group(1), bold=True), " ".join(open_))
            yield paragraph(words, width=width, start=start)
            open_.clear()

    for line in text.splitlines():
        is_fence = line.startswith("```")
        if is_fence or is_example or not line.strip() or line.startswith("#") or _ITEM.match(line):
            yield from told()
        if is_fence:
            is_example = not is_example
        elif is_example:
            yield f"{_INDENT}{click.style(line, bold=True) if line.startswith('$ ') else line}".rstrip()
        elif line.startswith("#"):
            yield click.style(line.lstrip("#").strip(), bold=True)
        elif line.strip():
            open_.append(line.strip())
        else:
            yield ""
    yield from told()
