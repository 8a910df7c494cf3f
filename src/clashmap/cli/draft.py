"""``clashmap draft``: from the text of an article to the skeleton of a map."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from clashmap.cli.debate import DebateCommand, Refusal, count, print_full, refuse, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clashmap.draft import Choice, Draft
    from clashmap.evidence.readers import Read
    from clashmap.evidence.text import SourceText

_LONGEST_ID = 40
_SUFFIX = ".argdown"


class _Written(NamedTuple):
    """A file that is to be written, and what goes into it."""

    name: str
    text: str


@click.command(
    "draft",
    cls=DebateCommand,
    epilog="""\b
Examples:
  clashmap draft article.txt
  clashmap draft article.docx -o debate/draft.argdown --keep
  clashmap draft https://example.org/article --keep
  clashmap draft article.txt -o - --why
  clashmap draft article.txt --model llama3 --endpoint http://localhost:11434/v1""",
)
@click.argument("article")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="File to write, .argdown, in a folder that is made; - for standard output.  [default: ARTICLE’s name.argdown]",
)
@click.option(
    "--claims", metavar="N", type=click.IntRange(min=1), help="How many sentences to offer.  [default: 4 of 10]"
)
@click.option("--why", is_flag=True, help="Say above each sentence, in a comment, what counted most.")
@click.option("--keep", is_flag=True, help="Write the text of the article to “sources” beside the draft, too.")
@click.option("--model", metavar="NAME", help="Ask this language model, too, on the server that you name.")
@click.option("--endpoint", metavar="URL", help="The address of a server that you run; paragraphs are sent to it.")
def command(
    article: str,
    output: str | None,
    claims: int | None,
    why: bool,
    keep: bool,
    model: str | None,
    endpoint: str | None,
) -> None:
    """Begin a map of ARTICLE: its headings, and the sentences that are most likely claims and objections.

    ARTICLE is a file (.txt, .md, .html, .docx or .pdf), an address that begins with http, or - for standard input.
    What is written is for you to finish; it is never written over a file that is there. See: clashmap help article
    """
    from clashmap.cli.terminal import quoted
    from clashmap.draft import draft
    from clashmap.draft import write as skeleton
    from clashmap.evidence.text import SourceText

    if (model is None) != (endpoint is None):
        missing = "--endpoint and the address of a server that you run" if endpoint is None else "--model and its name"
        refuse(f"a language model is asked with both options: add {missing}")
    _check_name(output)
    if endpoint is not None:
        _check_endpoint(endpoint)
    read, shown = _read(article)
    text = SourceText(_id(article, shown, read), shown, read.paragraphs, read.headings)
    name = output or ("-" if article == "-" else f"{text.id}{_SUFFIX}")
    files = [_Written(name, "")]
    if keep:
        files += _kept(text, name, article)
    _refuse_taken(files)
    choices = _ask(text, model, endpoint) if model is not None and endpoint is not None else ()
    made = draft(text, claims=claims, choices=choices)
    if not made.candidates:
        click.echo(f"there is no sentence in {shown} that could be a claim; nothing was written", err=True)
        sys.exit(1)
    fields = dict(read.fields) | ({"type": "webpage", "URL": article} if _is_address(article) else {})
    is_kept = keep or any((Path(name).parent / "sources").glob(f"{text.id}.*"))
    files[0] = _Written(
        name,
        skeleton(made, fields=fields, why=why, file="" if name == "-" else quoted(name), is_kept=is_kept),
    )
    _refuse_taken(files)  # again: a model may have taken minutes, and somebody may have begun meanwhile
    _save(files)
    _tell(made, files, is_kept=is_kept)


def _is_address(article: str) -> bool:
    return re.match(r"https?://", article, re.IGNORECASE) is not None


def _read(article: str) -> tuple[Read, str]:
    """What is in the *article*, and what it is called; ends the command when there is nothing to read."""
    from clashmap.evidence.readers import read
    from clashmap.library import LoadError
    from clashmap.library.article import read_article
    from clashmap.library.fetch import fetch

    try:
        if _is_address(article):
            data, name = fetch(article)
            done = read(data, name)
        else:
            name = "standard input" if article == "-" else Path(article).as_posix()
            done = read_article(article)
    except LoadError as error:
        raise Refusal(str(error)) from error
    print_full(done.found, err=True)
    if not done.paragraphs:
        sys.exit(1)
    return done, name


def _id(article: str, shown: str, read: Read) -> str:
    """What the article is called as a source: by its file, or by its title."""
    stem = str(read.fields.get("title") or read.paragraphs[0]) if article == "-" else Path(shown).stem
    plain = re.sub(r"[\W_]+", "-", stem.casefold().replace("’", "").replace("'", "")).strip("-")
    if len(plain) > _LONGEST_ID:
        plain = plain[:_LONGEST_ID].rpartition("-")[0] or plain[:_LONGEST_ID]
    return plain if plain and not plain.isdigit() else f"article-{plain}".strip("-")


def _check_endpoint(endpoint: str) -> None:
    """Refuse what is no address of a server, before anything is read."""
    from clashmap.library import LoadError
    from clashmap.library.fetch import checked

    try:
        checked(endpoint.strip())
    except LoadError as error:
        refuse(f"--endpoint: {error}")


def _check_name(output: str | None) -> None:
    """Refuse a name for the draft that no debate is read from."""
    from clashmap.library import SUFFIXES

    if output is None or output == "-":
        return
    if os.path.isdir(output):
        refuse(
            f"{Path(output).as_posix()} is a folder; add a file name, such as {Path(output).as_posix()}/draft.argdown"
        )
    if (among := Path(output).resolve().parent.name) in ("sources", "cards"):
        refuse(f"{Path(output).as_posix()} would be among the {among} of a debate; choose another folder")
    if not output.casefold().endswith(SUFFIXES):
        refuse(f"{Path(output).as_posix()} would not be read as a debate; choose a name that ends in {_SUFFIX}")


def _kept(text: SourceText, name: str, article: str) -> list[_Written]:
    """The file for the *text* of the article beside the draft; none when that is the article itself."""
    from clashmap.library import is_same

    if name == "-":
        refuse("--keep needs a file beside which to keep the text; add -o and its name")
    path = Path(name).parent / "sources" / f"{text.id}.txt"
    if os.path.lexists(path.parent) and not path.parent.is_dir():
        refuse(f"{path.parent.as_posix()} is no folder, so the text cannot be kept there; give it another name")
    return [] if is_same(path, article) else [_Written(path.as_posix(), "\n".join(text.paragraphs) + "\n")]


def _refuse_taken(files: Iterable[_Written]) -> None:
    for file in files:
        if file.name != "-" and os.path.lexists(file.name):
            refuse(f"{Path(file.name).as_posix()} is already there, and may hold your work; name another file by -o")


def _save(files: Iterable[_Written]) -> None:
    for file in files:
        folder = Path(file.name).parent
        if not os.path.lexists(folder) and folder.parent.is_dir():
            try:
                folder.mkdir()
            except OSError as error:
                refuse(f"the folder {folder.as_posix()} cannot be made ({error.strerror or error})")
        write(file.text, file.name, path="-")


def _ask(text: SourceText, model: str, endpoint: str) -> list[Choice]:
    """What the *model* chose, as far as it stands in the article; says on standard error what is sent, and what not."""
    from clashmap.cli.terminal import clean
    from clashmap.draft.draft import readable
    from clashmap.draft.model import address, batches, chosen, request
    from clashmap.library import LoadError
    from clashmap.library.fetch import PATIENCE, post_json

    url = address(endpoint)
    asked = batches(text, readable(text))
    size = sum(len(text.paragraphs[number - 1]) for batch in asked for number in batch)
    paragraphs = count(sum(map(len, asked)), "paragraph")
    requests = count(len(asked), "request")
    click.echo(f"sending {paragraphs} ({size:,} characters) in {requests} to {url}, and nothing else", err=True)
    click.echo(f"waiting for its answer, up to {PATIENCE / 60:.0f} minutes for each request", err=True)
    choices: list[Choice] = []
    offered = 0
    dropped: dict[str, int] = {}
    for number, batch in enumerate(asked, 1):
        try:
            answer = chosen(post_json(url, request(text, batch, model=model)), text, batch)
        except LoadError as error:
            told = clean(f"request {number}: {error}; the draft goes on without the model from here")
            click.echo(told, err=True)
            break
        if answer.fault:
            click.echo(f"request {number}: the answer is not used: {answer.fault}", err=True)
        offered += answer.offered
        choices += answer.choices
        for why, times in answer.dropped.items():
            dropped[why] = dropped.get(why, 0) + times
    if not offered:
        return []
    left = "".join(f"; {times:,} dropped: {why}" for why, times in sorted(dropped.items()))
    click.echo(f"the model chose {count(offered, 'sentence')}, {len(choices):,} of use{left}", err=True)
    return choices


def _tell(made: Draft, files: list[_Written], *, is_kept: bool) -> None:
    """Say what was written, and what to type next."""
    from clashmap.cli.terminal import quoted

    name = files[0].name
    is_piped = name == "-"
    if made.read < len(made.text.paragraphs):
        left = len(made.text.paragraphs) - made.read
        click.echo(f"the article is very long: its last {count(left, 'paragraph')} had to be left out", err=True)
    if not made.is_known:
        click.echo("the article seems not to be in English: only the places of sentences counted, not words", err=True)
    if is_piped:
        return
    attacks = count(len(made.attacks), "suggested attack")
    click.echo(f"wrote {Path(name).as_posix()}: {count(len(made.candidates), 'candidate')}, {attacks}")
    for file in files[1:]:
        click.echo(f"wrote {file.name}: {count(len(made.text.paragraphs), 'paragraph')}")
    if not is_kept:
        kept = Path(name).parent / "sources" / f"{made.text.id}.txt"
        click.echo(f"\nKeep the text of the article as {kept.as_posix()}, or type --keep next time,")
        click.echo("so that every quotation can be checked.")
    click.echo("\nOpen it in any editor: its first lines say what to do. To see what is there, and to check it, type:")
    click.echo(f"  clashmap render {quoted(name)}\n  clashmap check {quoted(name)}")
