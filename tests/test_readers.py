"""Readers: one article as text, Markdown, web page, document and PDF; and what each kind has of its own."""

from __future__ import annotations

import html
import http.server
import io
import json
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clashmap.evidence.readers import SUFFIXES, Read, read, setting
from clashmap.evidence.readers.lines import Line
from clashmap.evidence.readers.pages import inner
from clashmap.library import LoadError, MissingError
from clashmap.library.article import read_article
from clashmap.library.fetch import fetch, post_json
from clashmap.library.sources import read_texts
from clashmap.model import Place, Reference
from clashmap.source import Source, Span

typst = pytest.importorskip("typst", reason="typst is not installed")
for library in ("mammoth", "pypdf", "trafilatura"):
    pytest.importorskip(library, reason=f"{library} is not installed")

ARTICLE = [
    ("h1", "Should the town ban leaf blowers?"),
    (
        "p",
        "Every October the argument comes back with the leaves. Neighbours who agree on nothing else agree that the "
        "machines are loud, and disagree extraordinarily about what should be done with them in this well-kept town.",
    ),
    (
        "p",
        "“Nothing that I own is louder,” says Rosa Lindqvist, who sweeps the paths of the cemetery — “and that "
        "includes the chainsaw.” She measured it: 101 decibels at the ear, 74 at the fence.",
    ),
    ("h2", "What the noise does"),
    (
        "p",
        "Schools complain first. At Maple Street, teachers close the windows from nine to eleven, because no pupil in "
        "the back rows can follow a lesson otherwise; the headmistress calls it “an hour a day that we do not have”.",
    ),
    ("li", "Babies wake up, and so do those who work at night."),
    (
        "li",
        "Birds, whose autumn songs are what many walkers come for, cannot be heard, and leave the park for a "
        "well-kept garden elsewhere.",
    ),
    ("li", "Gardeners themselves lose their hearing, slowly and without complaint."),
    ("h2", "What a ban would cost"),
    (
        "p",
        "Battery machines cost 1.8 times as much, and their batteries last for a third of a working day. Small firms, "
        "with two or three employees, would feel that; Mr. O’Neill’s firm would need six of them.",
    ),
    (
        "p",
        "Still, the county’s internationally renowned botanical garden changed over two years ago, and its director "
        "reckons that it saved 40% of its fuel and maintenance. Whether that is representative is another question.",
    ),
    (
        "p",
        "A rake, of course, makes no noise at all. It is slower by half, says the same director, and nobody has ever "
        "been sued over one.",
    ),
]
"""A title, ten paragraphs of text and lists under two headings; quotes, dashes, hyphens and figures."""
PARAGRAPHS = tuple(text for _, text in ARTICLE)
HEADINGS = frozenset(number for number, (tag, _) in enumerate(ARTICLE, 1) if tag.startswith("h"))


def as_markdown() -> bytes:
    marks = {"h1": "# ", "h2": "## ", "p": "", "li": "- "}
    broken = ["\n".join(_wrapped(marks[tag] + text) if tag == "p" else [marks[tag] + text]) for tag, text in ARTICLE]
    return "\n\n".join(broken).replace("extraordinarily", "*extraordinarily*").encode()


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 60, break_on_hyphens=False)


def as_html() -> bytes:
    """The article as news sites serve it, with much around it."""
    body = "".join(f"<{tag}>{html.escape(text)}</{tag}>\n" for tag, text in ARTICLE)
    body = body.replace("<li>", "<ul><li>", 1).replace("</li>\n<h2>", "</li></ul>\n<h2>")
    body = body.replace("extraordinarily", '<a href="https://example.org/x"><em>extraordinarily</em></a>')
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Blowers | The Maple Courier</title>
<meta property="og:title" content="Should the town ban leaf blowers?"><meta property="og:site_name"
content="The Maple Courier"><meta name="author" content="Ines Okafor"><meta property="article:published_time"
content="2025-10-03T08:00:00Z"><link rel="canonical" href="https://courier.example/blowers">
<script>document.write("<p>Injected</p>")</script><style>p {{ color: red }}</style></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/town">Town</a></li></ul></nav></header>
<main><article>{body}</article></main>
<aside><h3>Most read</h3><ul><li><a href="/1">Bridge closed again</a></li></ul></aside>
<section id="comments" class="comments"><p>troll99: you are all wrong about this, as ever.</p></section>
<footer><p>© 2025 The Maple Courier. All rights reserved.</p></footer></body></html>""".encode()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document(body: str, **parts: str | bytes) -> bytes:
    """A DOCX with *body*, and other *parts* of it, such as its ``footnotes``."""
    file = io.BytesIO()
    linked = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts if name != "core"
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="{name}"/></w:style>'
        for n, name in enumerate(["Title", "heading 1", "heading 2"])
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="d" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
            f"{linked}</Relationships>",
        )
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, part in parts.items():
            archive.writestr("docProps/core.xml" if name == "core" else f"word/{name}.xml", part)
    return file.getvalue()


def as_docx() -> bytes:
    styles = {"h1": '<w:pPr><w:pStyle w:val="H1"/></w:pPr>', "h2": '<w:pPr><w:pStyle w:val="H2"/></w:pPr>'}
    styles["li"] = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    runs = [
        "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in (text[:20], text[20:]))
        for _, text in ARTICLE
    ]
    return document(
        "".join(f"<w:p>{styles.get(tag, '')}{run}</w:p>" for (tag, _), run in zip(ARTICLE, runs, strict=True))
    )


def as_pdf(setting: str) -> bytes:
    marks = {"h1": "= ", "h2": "== ", "p": "", "li": "- "}
    text = "\n\n".join(marks[tag] + words.replace("—", "---") for tag, words in ARTICLE)
    head = '#set page(paper: "a6", header: [The Maple Courier], footer: context [Page #counter(page).display()])\n'
    return bytes(typst.compile(f'{head}#set text(lang: "en", size: 9pt)\n{setting}\n{text}\n'.encode()))


KINDS: dict[str, Callable[[], tuple[bytes, str]]] = {
    "txt": lambda: ("\r\n\r\n".join(PARAGRAPHS).encode("utf-8-sig"), "a.txt"),
    "md": lambda: (as_markdown(), "a.md"),
    "html": lambda: (as_html(), "a.html"),
    "docx": lambda: (as_docx(), "a.docx"),
    "pdf": lambda: (as_pdf("#set par(justify: false)"), "a.pdf"),
    "pdf, hyphens": lambda: (as_pdf("#set par(justify: true)\n#set text(hyphenate: true)"), "a.pdf"),
    "pdf, columns": lambda: (
        as_pdf("#set page(columns: 2, width: 150mm, height: 110mm)\n#set text(hyphenate: true)"),
        "a.pdf",
    ),
    "pdf, indents": lambda: (
        as_pdf("#set par(first-line-indent: 1.2em, spacing: 0.65em, justify: true)\n#set text(hyphenate: true)"),
        "a.pdf",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_article_has_the_same_paragraphs_in_every_kind_of_file(kind: str) -> None:
    done = read(*KINDS[kind]())
    assert done.paragraphs == PARAGRAPHS
    assert done.headings == (frozenset() if kind == "txt" else HEADINGS)
    assert done.found == ()


def test_a_page_says_where_it_is_from() -> None:
    assert dict(read(as_html(), "a.html").fields) == {
        "title": "Should the town ban leaf blowers?",
        "author": "Ines Okafor",
        "issued": "2025-10-03",
        "container-title": "The Maple Courier",
        "URL": "https://courier.example/blowers",
    }


def texts(data: bytes | str, name: str) -> list[str]:
    done = read(data if isinstance(data, bytes) else data.encode(), name)
    assert done.found == ()
    return list(done.paragraphs)


@pytest.mark.parametrize(
    ("written", "paragraphs"),
    [
        ("Title\n=====\nOne\nline.\n\nTwo\n---\n", ["Title", "One line.", "Two"]),
        ("# A #\nB\n***\nC\n", ["A", "B", "C"]),
        ("* one\n  goes on\n* two\n\n  - inner\n1. first\n2) second\n",
         ["one goes on", "two", "inner", "first", "second"]),
        ("It ended in\n1945. Then came\npeace.\n", ["It ended in 1945. Then came peace."]),
        ("> “Quoted\n> words.”\n>\n> > deeper\n", ["“Quoted words.”", "deeper"]),
        ("| Town | Year |\n|:--|--:|\n| Maple | 2021 |\n", ["Town Year", "Maple 2021"]),
        ("```\n# no heading\n\n* no item\n```\nAfter.\n", ["# no heading", "* no item", "After."]),
        ("A **bold** _word_, snake_case, 2 * 3 * 4, `a_b_`, ~~gone~~.\n",
         ["A bold word, snake_case, 2 * 3 * 4, a_b_, gone."]),
        ("See [the *paper*](http://x.org/a_(b)), <https://y.org>,[^1] ![pic](p.png)end.\n\n"
         "[^1]: A note.\n[z]: http://z.org\n",
         ["See the paper, https://y.org, end.", "A note."]),
        (r"\*not emphasis\* &amp; 1\. &mdash; \_x\_", ["*not emphasis* & 1. — _x_"]),
        ("<div>In <b>tags</b></div>\n\n<!-- gone -->\n", ["In tags"]),
    ],
)  # fmt: skip
def test_markdown_is_read_as_it_is_seen(written: str, paragraphs: list[str]) -> None:
    assert texts(written, "a.md") == paragraphs


def test_front_matter_is_fields_and_no_paragraphs() -> None:
    front = '---\ntitle: "Why: a study"\nauthor: Ines Okafor\ndate: 2025-10-03\ntags: [a]\nsource: http://x.org\n---\n'
    done = read(f"{front}Text.".encode(), "a.md")
    assert done.paragraphs == ("Text.",)
    assert done.fields == {
        "title": "Why: a study", "author": "Ines Okafor", "issued": "2025-10-03", "URL": "http://x.org",
    }  # fmt: skip
    assert read(b"---\n\nA rule.\n\n---\n\nAnother.", "a.md").paragraphs == ("A rule.", "Another.")


def test_a_page_without_an_article_is_read_whole() -> None:
    assert texts("<html><body><div>One <b>line</b></div><div>Two</div><p>5 &lt; 6</p></body></html>", "a.htm") == [
        "One line",
        "Two",
        "5 < 6",
    ]


def test_a_page_that_is_xml_is_still_the_article() -> None:
    page = b'<?xml version="1.0" encoding="utf-8"?>\n' + as_html().replace(b'<html lang="en">', b"<html>")
    done = read(page, "a.xhtml")
    assert (done.paragraphs, done.found) == (PARAGRAPHS, ())


@pytest.mark.parametrize(
    "pattern", ["<p>{}</p>", "<div>{}</div>", "{}<br>\n<br>", "<section><span>{}</span></section>"]
)
def test_paragraphs_of_a_page_are_found_however_it_marks_them(pattern: str) -> None:
    said = [text for tag, text in ARTICLE if tag == "p"]
    body = "".join(pattern.format(html.escape(text)) for text in said)
    page = f"<html><body><nav><a href='/'>Home</a></nav><div class='article'>{body}</div></body></html>"
    assert texts(page, "a.html") == said


def test_what_is_left_open_on_a_page_swallows_nothing() -> None:
    page = "<html><body><nav>Home<div>One</div><svg/><form><p>Two</p></form></body></html>"
    assert texts(page, "a.html") == ["Home", "One", "Two"]


def test_quotes_and_rows_of_a_page_are_paragraphs() -> None:
    inside = "<blockquote><p>We cannot hear the teacher.</p><p>Nor can I.</p></blockquote>"
    inside += "<table><tr><th>Town</th><th>Year</th></tr><tr><td>Maple</td><td>2021</td></tr></table>"
    page = as_html().decode().replace("<h2>What a ban", inside + "<h2>What a ban")
    found = texts(page, "a.html")
    at = found.index("We cannot hear the teacher.")
    assert found[at : at + 4] == ["We cannot hear the teacher.", "Nor can I.", "Town Year", "Maple 2021"]
    assert [text for text in found if text in PARAGRAPHS] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("One.\n<script>alert(1)</script>\nTwo.", ["One.", "Two."]),
        ("<style>\np { margin: 0 }\n\nb {}\n</STYLE>\n\nOne.", ["One."]),
        ("One.\n\n<!-- a note\n\nto myself -->\n\nTwo.", ["One.", "Two."]),
        ("```\n<script>x</script>\n```", ["<script>x</script>"]),
        ("<scripture> says", ["says"]),
        ("| Town | Year |\n|---|---|\n| Maple | 2021 |", ["Town Year", "Maple 2021"]),
        (f"| {'A column of text. ' * 9}| Short |", [("A column of text. " * 9).strip(), "Short"]),
    ],
)
def test_what_nobody_sees_is_no_text_and_a_row_is_one_paragraph(written: str, read: list[str]) -> None:
    assert texts(written, "a.md") == read


def test_a_page_in_the_encoding_that_it_names_is_read_in_it() -> None:
    page = '<html><head><meta charset="{}"></head><body><article><p>“Žlutý” {}</p></article></body></html>'
    text = "kůň stojí u plotu, a nikdo neví proč. " * 10
    assert texts(page.format("windows-1250", text).encode("cp1250"), "a.html")[0].startswith("“Žlutý” kůň")


def test_a_document_is_read_as_it_stands_with_its_changes() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>In a '
        "box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="H0"/></w:pPr><w:r><w:t>The title</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>One</w:t><w:br/><w:t>line</w:t><w:tab/><w:t>here</w:t></w:r>"
        '<w:ins w:id="1" w:author="x"><w:r><w:t xml:space="preserve"> put in</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>taken out</w:delText></w:r></w:del>'
        '<w:r><w:footnoteReference w:id="7"/></w:r></w:p><w:p/>'
        f"<w:tbl><w:tr>{cell.format('Town')}{cell.format('Year')}</w:tr></w:tbl>"
        f"<w:p><w:r><w:t>Around</w:t></w:r>{box}</w:p>"
    )
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="7"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>'
    core = (
        '<p:coreProperties xmlns:p="http://x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>On noise</dc:title>'
        "<dc:creator>Ines Okafor</dc:creator></p:coreProperties>"
    )
    done = read(document(body, footnotes=f"{notes}</w:footnotes>", core=core), "a.docx")
    assert done.found == ()
    assert done.paragraphs == ("The title", "One line here put in", "Town Year", "Around", "In a box", "A note.")
    assert done.headings == {1}
    assert done.fields == {"title": "On noise", "author": "Ines Okafor"}


def test_a_hyphen_at_the_end_of_a_line_stays_where_the_text_has_it_elsewhere() -> None:
    text = (
        "A long-term plan is long-term. "
        + "It is a plan for the long-term good, and for the extraordinarily long-term. " * 6
    )
    pdf = typst.compile(f'#set page(width: 6cm, height: 20cm)\n#set text(lang: "en", hyphenate: true)\n{text}'.encode())
    assert texts(bytes(pdf), "a.pdf") == [text.strip()]


def test_a_compound_with_self_keeps_its_hyphen_where_words_are_divided() -> None:
    rows = (
        "The plan of the school would teach self-",
        "control to those who seem self-",
        "ish, as they say of com-",
        "puters.",
    )
    lines = [Line(row, 1, 50.0, 700.0 - 12 * at, 10.0, False) for at, row in enumerate(rows)]
    told = "The plan of the school would teach self-control to those who seem selfish, as they say of computers."
    assert list(setting.paragraphs(lines)) == [(told, False)]


def test_a_running_head_is_left_out_also_where_the_text_comes_close_to_it() -> None:
    def page(name: str, gap: float) -> list[Line]:
        rows = ["On noise", *(f"The {name} page says {what}." for what in ("little", "so", "more", "enough", "it all"))]
        heights = [700.0, *(700.0 - gap - 12 * at for at in range(5))]
        return [Line(row, ord(name[0]), 50.0, y, 10.0, False) for row, y in zip(rows, heights, strict=True)]

    kept = inner([line for name, gap in (("a", 30), ("b", 30), ("c", 12), ("d", 30)) for line in page(name, gap)])
    assert len(kept) == 20
    assert all(line.text != "On noise" for line in kept)


def test_a_pdf_says_its_title() -> None:
    pdf = typst.compile(b'#set document(title: "On noise", author: "Ines Okafor")\nText here.')
    assert read(bytes(pdf), "a.pdf").fields == {"title": "On noise", "author": "Ines Okafor"}


def test_a_pdf_tells_which_pages_are_pictures_and_not_which_are_blank() -> None:
    picture = "#for _ in range(60) { line(length: 3cm) }"
    pages = ["The first page has words.", picture, "Three.", "#rect()", "Five."]
    done = read(bytes(typst.compile("\n#pagebreak()\n".join(pages).encode())), "a.pdf")
    assert done.paragraphs == ("The first page has words.", "Three.", "Five.")
    (found,) = done.found
    assert (found.code, found.message, found.path) == ("E023", "there is no text on page 2 of this PDF", "a.pdf")


def reference(id: str) -> Reference:
    return Reference(id, {}, Place(Source("debate.argdown", ""), Span(0, 0)))


def shelved(folder: Path, *ids: str) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The paragraphs of the texts of *ids* in *folder*, and the codes of what is wrong."""
    read, found, _ = read_texts(folder, {id: reference(id) for id in ids})
    for diagnostic in found:
        assert diagnostic.help.endswith(".")
        assert not diagnostic.message.endswith(".")
    return {id: text.paragraphs for id, text in read.items()}, [diagnostic.code for diagnostic in found]


def test_texts_of_sources_are_found_by_their_id(tmp_path: Path) -> None:
    (tmp_path / "poll.TXT").write_text("One.\n\nTwo.\n", encoding="utf-8")
    (tmp_path / "page.html").write_bytes(as_html())
    (tmp_path / "müller:2025.md").write_text("# Head\n\nBody.\n", encoding="utf-8")
    (tmp_path / "cafe\u0301.txt").write_text("Two characters.", encoding="utf-8")
    (tmp_path / "v1.2.txt").write_text("Dotted.", encoding="utf-8")
    (tmp_path / "unasked.txt").write_text("Unasked.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n\n", encoding="utf-8")
    texts, found = shelved(
        tmp_path, "poll", "page", "müller:2025", "v1.2", "caf\u00e9", "nowhere", "empty", "", ".", "a\0b"
    )
    assert texts == {
        "poll": ("One.", "Two."), "page": PARAGRAPHS, "müller:2025": ("Head", "Body."), "v1.2": ("Dotted.",),
        "caf\u00e9": ("Two characters.",),
    }  # fmt: skip
    assert found == ["E029", "E038"]  # the last for unasked.txt
    assert read_texts(tmp_path, {"page": reference("page")})[0]["page"].headings == HEADINGS
    assert shelved(tmp_path / "nothing", "poll") == ({}, [])


def test_of_several_files_the_first_kind_counts(tmp_path: Path) -> None:
    for suffix in reversed(SUFFIXES):
        (tmp_path / f"poll{suffix}").write_text(f"<p>{suffix}</p>", encoding="utf-8")
    (found,) = read_texts(tmp_path, {"poll": reference("poll")})[1]
    assert shelved(tmp_path, "poll") == ({"poll": ("<p>.txt</p>",)}, ["E027"])
    assert "poll.txt is read as the text of “poll”, not poll.md" in found.message


def test_a_folder_that_was_typed_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    for name, what in (("gone", "is not there"), ("file", "is no folder")):
        with pytest.raises(MissingError, match=f"{name} {what}; give --sources"):
            read_texts(tmp_path / name, {}, given=True)


def test_an_article_is_read_or_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(as_html())
    assert read_article(tmp_path / "a.html").paragraphs == PARAGRAPHS
    with pytest.raises(MissingError, match=r"there is no file .*b\.html; check the spelling"):
        read_article(tmp_path / "b.html")
    with pytest.raises(LoadError, match="is a folder; give the file of one article"):
        read_article(tmp_path)


class _Server(http.server.BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        kinds = {"/page": "text/html; charset=utf-8", "/a.pdf": "application/pdf", "/file.txt": "application/x-thing"}
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x" * 100_000)
        elif self.path == "/broken":
            self.wfile.write(b"HTTP/9.9 what\r\n\r\n")
        elif self.path in kinds:
            self.send_response(200)
            self.send_header("Content-Type", kinds[self.path])
            self.end_headers()
            self.wfile.write(f"{self.path} {self.headers['User-Agent']} {self.headers['Cookie']}".encode())
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(307 if self.path.startswith("/to/") else 200)
        self.send_header("Location", "/echo")
        self.end_headers()
        self.wfile.write(b"{no" if self.path == "/broken" else json.dumps({"got": json.loads(sent)}).encode())


@pytest.fixture
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server) as serving:
        serving.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that leaves is no news
        threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_address[1]}"
        serving.shutdown()


@pytest.mark.parametrize(
    ("path", "name"),
    [("/page", "page.html"), ("/a.pdf", "a.pdf"), ("/file.txt", "file.txt"), ("/to//page", "page.html")],
)
def test_a_page_is_fetched_with_a_name_that_says_its_kind(server: str, path: str, name: str) -> None:
    data, called = fetch(server + path)
    assert called == name
    assert data.decode().endswith(" None")
    assert "clashmap" in data.decode()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nothing", "the server says 404"),
        ("/endless", "sends more than 1 MB"),
        ("/to/file:///etc/passwd", "sends on in a circle, or to what is no page"),
        ("/to/ftp://127.0.0.1/x", "is no address of a page"),
        ("/to//to//to//to//to//to//to//page", "sends on in a circle"),
        ("/broken", "cannot be fetched"),
    ],
)
def test_what_cannot_be_fetched_is_said_in_a_phrase(server: str, path: str, message: str) -> None:
    with pytest.raises(LoadError, match=message):
        fetch(server + path, limit=1_000_000, timeout=10)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://x.org/a",
        "",
        "x.org",
        "http://",
        "http://a:b@x.org/",
        "http://x.org/a b",
        "http://x:99999/",
    ],
)
def test_only_addresses_of_pages_are_fetched(url: str) -> None:
    with pytest.raises(LoadError):
        fetch(url, timeout=1)


def test_a_server_is_asked_in_json_and_only_itself(server: str) -> None:
    assert post_json(f"{server}/echo", {"a": "“é”"}) == {"got": {"a": "“é”"}}
    with pytest.raises(LoadError, match="no JSON"):
        post_json(f"{server}/broken", {})
    with pytest.raises(LoadError, match=r"sends on to|says 307"):
        post_json(f"{server}/to/x", {"secret": 1})


def test_a_server_that_is_silent_is_left(server: str) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(LoadError, match="does not answer within 1 second"):
            fetch(url, timeout=1)


def test_nothing_is_raised_for_any_name() -> None:
    for name in ("", ".", "a", "a.doc", "a.TXT", "a.odt", os.sep, "a.pdf.exe"):
        assert isinstance(read(b"words", name), Read)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bord.txt", "there is bord.txt; rename it to board.txt"),
        ("Board.TXT", "there is Board.TXT; rename it to board.txt"),
        ("board.txt.txt", "there is board.txt.txt; rename it to board.txt"),
        ("board", "there is board; rename it to board.txt"),
        ("board.doc", "there is board.doc; open it and save it as board.docx"),
        ("board.odt", "there is board.odt; open it and save it as board.docx"),
        ("board.rtf", "there is board.rtf; open it and save it as board.docx"),
    ],
)
def test_a_file_of_nearly_the_right_name_is_told_with_the_right_one(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).write_text("One.", encoding="utf-8")
    (tmp_path / "README.md").write_text("What is here.", encoding="utf-8")
    _, found, unread = read_texts(tmp_path, {"board": reference("board")})
    assert [(one.code, Path(one.path or "").name) for one in found] == [("E037", name)]
    assert unread["board"].startswith(told)


def test_files_that_are_like_no_source_are_a_hint_once_and_only_where_a_text_is_lacking(tmp_path: Path) -> None:
    for name in ("README.md", "zebra.txt", "kite.pdf", "smith-20.txt", "poll.txt", "photo.jpg"):
        (tmp_path / name).write_text("One.", encoding="utf-8")
    known = {id: reference(id) for id in ("poll", "smith-21")}
    _, found, unread = read_texts(tmp_path, known)
    assert [(one.code, one.message) for one in found] == [
        ("E038", "no source is called as kite.pdf, smith-20.txt, zebra.txt")
    ]
    assert not unread
    assert read_texts(tmp_path, known, given=True).found == []
    assert read_texts(tmp_path, {"poll": reference("poll")}).found == []


def test_a_text_that_is_there_and_cannot_be_read_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "blank.txt").write_bytes(b"")
    _, found, unread = read_texts(tmp_path, {id: reference(id) for id in ("scan", "blank", "none")})
    assert unread == {"scan": "scan.pdf: this is a picture, not text", "blank": "blank.txt: the file is empty"}
    assert {one.code for one in found} == {"E022", "E029"}
