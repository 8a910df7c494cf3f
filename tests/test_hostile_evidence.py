"""Hostile evidence: texts, cards, locks, links and servers that are out to hang, to escape or to lose what is there."""

from __future__ import annotations

import socket
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clashmap.cli import cli
from clashmap.draw.reading.marking import marked
from clashmap.evidence.lock import LockError, loads
from clashmap.evidence.quotation.index import Index
from clashmap.library import LoadError, load
from clashmap.library.fetch import fetch
from clashmap.source import Span

DEBATE = """\
===
sources:
  s: {title: T, author: A, issued: 2025}
===

# H

[A]: Planes are few. {cite: "s 1.1", quote: "Planes are few"}
  + [B]: Talks fail. {cite: "s 2"}
"""
TEXT = "Planes are few. They are old.\nTalks fail often, and nobody who was there denies that they do.\n"
ARTICLE = "Planes are few in the north. However, critics would say that talks may fail. We must build more.\n" * 4


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments, prog_name="clashmap")
    assert result.exit_code in (0, 1, 2), result.output
    assert "internal error" not in result.output, result.output
    return result


@pytest.fixture
def debate(tmp_path: Path) -> Path:
    folder = tmp_path / "debate"
    (folder / "sources").mkdir(parents=True)
    (folder / "debate.argdown").write_text(DEBATE, encoding="utf-8")
    (folder / "sources" / "s.txt").write_text(TEXT, encoding="utf-8")
    return folder


@contextmanager
def server(answer: bytes, drip: bytes = b"") -> Iterator[str]:
    """The address of a server that sends *answer*, and then *drip* now and then without end."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        over = threading.Event()

        def serve(connection: socket.socket) -> None:
            with closing(connection):
                try:
                    connection.recv(65_536)
                    connection.sendall(answer)
                    while drip and not over.wait(0.05):
                        connection.sendall(drip)
                except OSError:
                    pass

        def accept() -> None:
            while not over.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/page"
        finally:
            over.set()


@pytest.mark.parametrize(
    "text",
    [
        "version = 0x" + "f" * 10_000,
        "version = 1\n[sources.s]\nparagraphs = 0x" + "f" * 10_000,
        "version = 1\n" + "a." * 20_000 + "b = 1",
        "version = [" + "[" * 5_000 + "]" * 5_000 + "]",
        "version = nan",
    ],
    ids=["huge version", "huge count", "deep key", "deep list", "no number"],
)
def test_a_lock_with_values_that_no_lock_has_is_refused_in_words(text: str) -> None:
    with pytest.raises(LockError):
        loads(text)


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.0 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"],
    ids=["header", "chunk"],
)
def test_a_server_that_never_ends_a_line_is_given_up(head: bytes) -> None:
    with server(head, drip=b"0") as url, pytest.raises(LoadError, match="does not answer within"):
        fetch(url, timeout=0.6)


def test_an_address_that_no_host_can_have_is_refused_in_words() -> None:
    with pytest.raises(LoadError, match="no address"):
        fetch("http://é..x/")


def test_what_a_model_server_says_cannot_steer_the_terminal(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    with server(b"HTTP/1.0 500 \x1b[31mred\x07\r\n\r\n") as url:
        result = run("draft", str(article), "-o", str(tmp_path / "d.argdown"), "--model", "m", "--endpoint", url)
    assert "500" in result.output
    assert not {"\x1b", "\x07"} & set(result.output)
    assert (tmp_path / "d.argdown").is_file()


def test_what_a_source_says_cannot_steer_a_log_of_github(debate: Path) -> None:
    (debate / "sources" / "s.txt").write_text("Planes \x1b[31m\u202eare often few.\nTalks fail.\n", encoding="utf-8")
    result = run("check", str(debate), "--format", "github")
    assert "E00" in result.output
    assert not {"\x1b", "\u202e"} & set(result.output)


@pytest.mark.parametrize("format", ["json", "json-lines", "sarif"])
def test_what_a_source_says_is_escaped_in_json(debate: Path, format: str) -> None:
    (debate / "sources" / "s.txt").write_text("Planes \x9b\u202eare often few.\nTalks fail.\n", encoding="utf-8")
    result = run("check", str(debate), "--format", format)
    assert not {"\x9b", "\u202e"} & set(result.output)
    assert "\\u202e" in result.output


def test_cards_behind_a_link_out_of_the_debate_are_not_looked_at(debate: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside" / "deep"
    outside.mkdir(parents=True)
    (outside / "secret.md").write_text("secret words\n", encoding="utf-8")
    try:
        (debate / "cards").symlink_to(tmp_path / "outside")
    except OSError:
        pytest.skip("there are no links here")
    map = load(debate, texts=True)
    assert not map.shelf.cards
    told = [found for found in map.diagnostics if "link" in found.message]
    assert [Path(found.path or "").name for found in told] == ["cards"]  # and no name of what is there


def test_a_draft_is_not_left_half_made_when_its_text_cannot_be_kept(tmp_path: Path) -> None:
    article, output = tmp_path / "article.txt", tmp_path / "map.argdown"
    article.write_text(ARTICLE, encoding="utf-8")
    sources = tmp_path / "sources"
    sources.write_text("a file", encoding="utf-8")
    assert run("draft", str(article), "-o", str(output), "--keep").exit_code == 2
    assert not output.exists()
    sources.unlink()
    try:
        sources.symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("there are no links here")
    assert run("draft", str(article), "-o", str(output), "--keep").exit_code == 2
    assert not output.exists()
    assert not (tmp_path / "nowhere").exists()


def test_a_draft_never_goes_over_a_file_that_was_begun_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, output = tmp_path / "article.txt", tmp_path / "map.argdown"
    article.write_text(ARTICLE, encoding="utf-8")

    def slow(*_: object, **__: object) -> object:
        output.write_text("my work", encoding="utf-8")
        return {}

    monkeypatch.setattr("clashmap.library.fetch.post_json", slow)
    result = run("draft", str(article), "-o", str(output), "--model", "m", "--endpoint", "http://localhost:1")
    assert result.exit_code == 2
    assert output.read_text(encoding="utf-8") == "my work"


def test_a_mark_holds_what_spans_cover_wherever_they_overlap() -> None:
    spans = (Span(0, 2), Span(1, 6), Span(8, 9))
    assert marked("abcdefghijk", quoted=spans, marks={}) == (
        "<mark>a</mark><mark>b</mark><mark>cdef</mark>gh<mark>i</mark>jk"
    )


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []
        self.policies: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = [name for name, _ in attrs if "evil" in name or name.startswith("on")]
        led = [value for name, value in attrs if name in ("href", "src") and (value or "").startswith("javascript")]
        if "evil" in tag or named or led:
            self.strange.append(tag)
        if ("http-equiv", "Content-Security-Policy") in attrs:
            self.policies.append(dict(attrs)["content"])


def test_evidence_is_text_in_every_page(tmp_path: Path) -> None:
    evil = """'><evil evil=1 onclick=evil()></script><script>evil()</script><!--</style>"""
    folder = tmp_path / "debate"
    for name in ("sources", "cards"):
        (folder / name).mkdir(parents=True)
    (folder / "debate.argdown").write_text(
        f'===\nsources:\n  s: {{title: "{evil}", author: "{evil}", URL: "javascript:{evil}"}}\n===\n\n'
        f'# H\n\n[A]: Planes. {{cite: "s 1", quote: "Planes {evil}", card: c}}\n  + [B]: Talks. {{cite: "s 2"}}\n',
        encoding="utf-8",
    )
    (folder / "sources" / "s.txt").write_text(f"Planes {evil} fly.\nTalks {evil}\n", encoding="utf-8")
    (folder / "cards" / "c.md").write_text(
        f'---\nsource: s\ntag: "{evil}"\n---\n<u>Planes =={evil}==</u> fly.\n', encoding="utf-8"
    )
    run("cite", str(folder), "--coverage", "-o", str(tmp_path / "reading.html"))
    run("render", str(folder), "-o", str(tmp_path / "map.html"), "--embed-sources", "--keep-going")
    for name in ("reading.html", "map.html"):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert "evil" in page
        elements = _Elements()
        elements.feed(page)
        assert not elements.strange
        assert len(elements.policies) == 1
        assert "unsafe" not in (elements.policies[0] or "unsafe")
        assert "default-src 'none'" in (elements.policies[0] or "")


@pytest.mark.parametrize(
    "text",
    [
        "航空" * 10_000,
        "[(" * 10_000,
        "." * 20_000,
        "a" + "\u0301\u0316" * 100_000,
        "U.S. " * 4_000,
        "\ufb01" + "航" * 10_000,
    ],
    ids=["no blanks", "brackets", "dots", "marks on a letter", "abbreviations", "a ligature"],
)
def test_a_text_of_one_paragraph_is_held_piece_by_piece(debate: Path, text: str) -> None:
    (debate / "sources" / "s.txt").write_text(text + " Talks fail.", encoding="utf-8")
    tracemalloc.start()
    index = Index((text,))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 * len(text) + 5_000_000
    assert index.ended_by(1, len(text)) == len(index.line)
    run("cite", str(debate), "--find", "talks fail")
    run("check", str(debate))


@pytest.mark.parametrize("endpoint", ["file:///etc/passwd", "x", "", "http://", "http://u:p@localhost/v1"])
def test_a_server_without_an_address_is_refused_before_anything_is_read(tmp_path: Path, endpoint: str) -> None:
    result = run("draft", str(tmp_path / "no.txt"), "-o", "-", "--model", "m", "--endpoint", endpoint)
    assert result.exit_code == 2
    assert "--endpoint" in result.output
    assert "no.txt" not in result.output


def test_the_text_of_a_source_is_no_debate(debate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (["cite", "--verify"], ["check"], ["render", "-o", "-"]):
        result = run(command[0], str(debate / "sources" / "s.txt"), *command[1:])
        assert result.exit_code == 2
        assert "texts of sources" in result.output
    monkeypatch.chdir(debate / "sources")
    assert "such as .." in run("check", "s.txt").output
