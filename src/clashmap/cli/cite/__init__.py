"""``clashmap cite``: what a debate cites, held against the texts of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from clashmap.cli.debate import PATH, SOURCES, DebateCommand, check_output, leave, open_sound, refuse, write

if TYPE_CHECKING:
    from clashmap.cli.cite.page import Page

_NAMED = 5
"""Sources that are named in one line, at most."""
_MODES = ("lock", "verify", "coverage", "find", "bibliography")


@click.command(
    "cite",
    cls=DebateCommand,
    epilog="""\b
Examples:
  clashmap cite arguments/air-support-guarantee
  clashmap cite debate --find "red lines"
  clashmap cite debate --lock
  clashmap cite debate --verify
  clashmap cite debate --coverage -o reading.html
How to cite, quote and cut cards, and where texts belong: clashmap help evidence""",
)
@PATH
@click.option("--lock", is_flag=True, help="Keep fingerprints of all passages that are cited, in sources.lock.")
@click.option("--verify", is_flag=True, help="Say which citations, quotations and cards no longer fit the texts.")
@click.option("--fix", is_flag=True, help="With --verify: follow what has moved, in the files and in the lock.")
@click.option("--diff", is_flag=True, help="With --verify: only show what --fix would change.")
@click.option("--coverage", is_flag=True, help="Who cites which paragraph, what nobody cites, and who cites nothing.")
@click.option("--find", "words", metavar="WORDS", help="Where WORDS stand in the texts, as citations to paste.")
@click.option("--bibliography", is_flag=True, help="The sources that are cited, in full.")
@click.option(
    "--style", metavar="NAME", help="With --bibliography: in this style, such as harvard, or as a .csl file says."
)
@click.option("--all", "whole", is_flag=True, help="Cut no list short, and leave no source out of it.")
@SOURCES
@click.option(
    "--format", type=click.Choice(("text", "json")), default="text", show_default=True, help="To read, or as data."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE.html",
    type=click.Path(),
    help="With --coverage: the texts beside who cites them, as a page to read; - for standard output.",
)
def command(
    path: str,
    lock: bool,
    verify: bool,
    fix: bool,
    diff: bool,
    coverage: bool,
    words: str | None,
    bibliography: bool,
    style: str | None,
    whole: bool,
    sources: str | None,
    format: str,
    output: str | None,
) -> None:
    """Hold what PATH cites against the texts of its sources.

    Without an option: which sources there are, which of their texts are here, and what is locked. A text belongs into
    the folder “sources” beside the debate, named after its source, such as sources/haun-25.txt; it can be .txt, .md,
    .html, .docx or .pdf.
    """
    from clashmap.cli.cite.page import Page

    chosen = [
        name
        for name, is_on in zip(_MODES, (lock, verify, coverage, words is not None, bibliography), strict=True)
        if is_on
    ]
    _refuse_together(chosen, fix=fix, diff=diff, style=style, format=format, output=output)
    if words is not None and not words.strip():
        refuse('--find needs words to look for, such as --find "red lines"')
    if output is not None:
        check_output(output, path=path)
    map = open_sound(path, keep_going=True, texts=True, sources=sources)
    page = Page(map, path, sources, whole=whole)
    writes = "--lock" if lock else "--fix" if fix else "--diff" if diff else ""
    if writes and path == "-":
        refuse(f"{writes} is about files, and standard input is in none; save the debate as a file, and name that")
    if reads := writes or ("--find" if words else "-o" if output else ""):
        page.needs_texts(reads)
    if _answer(
        page, chosen[0] if chosen else "", words=words, style=style, format=format, output=output, fix=fix, diff=diff
    ):
        click.get_current_context().exit(1)
    leave(map.diagnostics)


def _answer(
    page: Page,
    asked: str,
    *,
    words: str | None,
    style: str | None,
    format: str,
    output: str | None,
    fix: bool,
    diff: bool,
) -> bool:
    """Give the answer that is *asked* for; whether it tells of something to mend."""
    match asked:
        case "lock":
            from clashmap.cli.cite import locking

            _say(page, format, locking, locking.lock(page))
        case "verify" if fix or diff:
            from clashmap.cli.cite import relocating

            return relocating.relocate(page, shown_only=diff)
        case "verify":
            from clashmap.cli.cite import findings, verifying

            found = findings.verified(page)
            _say(page, format, verifying, found)
            return found.is_failed
        case "coverage" if output is not None:
            _write_reading(page, output)
        case "coverage":
            from clashmap.cli.cite import covering

            _say(page.with_cards(), format, covering)
        case "find":
            from clashmap.cli.cite import finding

            _say(page, format, finding, words)
        case "bibliography":
            from clashmap.cli.cite import listing

            _say(page, format, listing, style)
            if told := listing.left_out(page):
                click.echo(told, err=True)
        case _:
            from clashmap.cli.cite import overview

            _say(page, format, overview)
    return False


def _say(page: Page, format: str, told: Any, *asked: object) -> None:
    """Print what the module *told* says of *page*, in words or as data."""
    if format == "json":
        from clashmap.cli.reports import dumps

        record = {"title": page.map.title, **told.record(page, *asked)}
        click.echo(dumps(record, indent=2))
        return
    for line in told.lines(page, *asked):
        click.echo(line)


def _write_reading(page: Page, output: str) -> None:
    from clashmap.cli.outputs import warn
    from clashmap.draw.reading import dumps
    from clashmap.evidence.text import COPYRIGHT

    write(dumps(page.with_cards().map), output, path=page.path)
    ids = list(page.map.shelf.texts)
    more = f" and {len(ids) - _NAMED:,} more" if len(ids) > _NAMED else ""
    held = ", ".join(page.short(id) for id in ids[:_NAMED]) + more
    name = "the page" if output == "-" else output
    warn(f"{name} holds the whole text of {held}; {COPYRIGHT}")
    if output != "-":
        click.echo(f"wrote {output}; open it in a browser", err=True)


def _refuse_together(
    chosen: list[str], *, fix: bool, diff: bool, style: str | None, format: str, output: str | None
) -> None:
    """Refuse options that say different things."""
    if len(chosen) > 1:
        refuse(f"--{chosen[0]} and --{chosen[1]} are two answers; ask for them one after the other")
    if fix and diff:
        refuse("--diff only shows what --fix would change; leave one of them out")
    if (fix or diff) and chosen != ["verify"]:
        refuse(f"--{'fix' if fix else 'diff'} belongs to --verify; add that")
    if style is not None and chosen != ["bibliography"]:
        refuse("--style belongs to --bibliography; add that")
    if output is not None and chosen != ["coverage"]:
        refuse("-o is for the page that --coverage makes; add that, or send what is printed into a file with >")
    if format == "json" and (fix or diff or output is not None):
        refuse("--format json is for what is printed; leave it out here")
    if output is not None and output != "-" and not output.casefold().endswith((".html", ".htm")):
        refuse(f"{output}: the page to read is HTML; choose a name that ends in .html")
