"""Hostile sources: files that are broken, locked, packed to burst or out to reach others are refused in plain words."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clashmap
from clashmap.evidence.extra import install
from clashmap.evidence.readers import SUFFIXES, read
from clashmap.evidence.readers.limits import BYTES, PARAGRAPHS
from clashmap.library import LoadError, load
from clashmap.library.article import read_article
from clashmap.library.sources import read_texts
from test_readers import document, reference, shelved

for library in ("mammoth", "pypdf", "trafilatura"):
    pytest.importorskip(library, reason=f"{library} is not installed")


def pdf(*objects: bytes | str, trailer: str = "") -> bytes:
    """A PDF of *objects*, numbered from 1; the first is its catalog."""
    file, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body if isinstance(body, bytes) else body.encode())
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    file += b"trailer\n<< /Size %d /Root 1 0 R %s>>\n" % (len(objects) + 1, trailer.encode())
    return bytes(file + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, entries: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries.encode(), content)


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> "
    "/XObject << /X 6 0 R >> >> >>"
)
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WORDS = b"BT /F 12 Tf 50 700 Td (Some words of text.) Tj ET"


def one_page(content: bytes, *others: bytes | str) -> bytes:
    """A PDF of one page that draws *content*; the first of the *others* is its object ``/X``."""
    return pdf(CATALOG, PAGES, PAGE, content, FONT, *others)


def squeezed(body: bytes) -> bytes:
    return zlib.compress(body, 9)


def lying(members: dict[str, bytes], size: int) -> bytes:
    """An archive that says of every member that it has *size* bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    data, at = bytearray(file.getvalue()), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", size)
        at += 4
    return bytes(data)


def forms(depth: int, times: int) -> list[bytes]:
    """Forms that each draw the next one many *times*."""
    made = []
    for number in range(6, 6 + depth):
        uses = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {number + 1} 0 R >> >>"
        made.append(stream(b"/X Do " * times, uses))
    return [*made, stream(WORDS, "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 5 0 R >> >>")]


TAGS = ["<p>a", "<ul><li>a", "<table><tr><td>a", "<b>a ", "<a href=x>a", "<", '<a b="', "<!--", "<![CDATA[", "&amp"]
TAGS += ["<br>", "<script>a</scrip", "<!doctype html>", "<title>a", "<meta charset", "\x0c&#0;&#xD800;", "<h1>a</h1>"]
MARKS = ["*", "*a ", "* a *", "_a", "`", "`a ", "[", "[a](", "![", "> ", "- ", "# ", "|  ", "|-", "\\", "- - ", "```\n"]
MARKS += ["[^a]: ", "=\n", " ", "<!--", "&amp"]
"""What is repeated many times, to see whether reading it takes the square of its length."""


def inputs() -> Iterator[tuple[str, bytes, set[str]]]:
    """A file's name, what is in it, and the codes of which one at least must be said; empty where it is read."""
    encrypted = "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (%s) /U (%s) >> /ID [(a) (a)] "
    xml = (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>Words</w:t></w:r></w:p>'
    )
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {next} "{f"&{name};" * 10}">' for name, next in zip("abcdefghi", "bcdefghij", strict=True)
    )
    outside = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/hostname">'
    for label, start in (("laughs", laughs), ("outside", outside)):
        body = f"{start}]><w:document xmlns:w='http://x'><w:body><w:p><w:t>&j;</w:t></w:p></w:body></w:document>"
        yield f"{label}.docx", document("", comments=body), {"E020"}
        yield f"{label}-16.docx", document("", footnotes=body.encode("utf-16")), {"E020"}
    yield "bomb.docx", document(xml + " " * 60_000_000), {"E024"}
    yield "lying.docx", lying({"[Content_Types].xml": b" ", "word/document.xml": b" " * 60_000_000}, 1000), {"E020"}
    yield "media.docx", document(xml, media=bytes(60_000_000)), {"E024"}
    yield "tags.docx", document("<w:p/>" * 1_600_000 + "".join(map(str, range(200_000)))), {"E024"}
    yield "deep.docx", document("<w:tbl><w:tr><w:tc>" * 20_000 + xml + "</w:tc></w:tr></w:tbl>" * 20_000), {"E020"}
    inner = document(xml)
    for _ in range(5):
        inner = document(xml, inner=inner)
    yield "nested.docx", inner, set()
    yield "cut.docx", document(xml)[:-40], {"E020"}
    yield "flipped.docx", document(xml).replace(b"document.xml", b"documant.xml", 1), {"E020"}
    yield "other.docx", lying({"a.xml": b"<a/>"}, 4), {"E020"}
    yield "locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), {"E020"}
    yield "text.docx", b"Only words.", {"E020"}
    yield (
        "linked.docx",
        document(
            '<w:p><w:r><w:t>Words</w:t><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
            'wordprocessingDrawing"/></w:drawing></w:r></w:p>'
        ),
        set(),
    )

    yield "fine.pdf", one_page(stream(WORDS)), set()
    yield (
        "locked.pdf",
        pdf(CATALOG, PAGES, PAGE, stream(WORDS), FONT, trailer=encrypted % ("o" * 32, "u" * 32)),
        {"E020"},
    )
    image = "/Type /XObject /Subtype /Image /Width 9 /Height 11 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    yield "scan.pdf", one_page(stream(b"q 600 0 0 800 0 0 cm /X Do Q"), stream(b"\0" * 99, image)), {"E022"}
    bomb = squeezed(squeezed(bytes(100_000_000)))
    yield "bomb.pdf", one_page(stream(bomb, "/Filter [/FlateDecode /FlateDecode]")), {"E020", "E022"}
    yield "many.pdf", one_page(stream(squeezed(b"(words) Tj " * 600_000), "/Filter /FlateDecode")), {"E020", "E024"}
    yield "forms.pdf", one_page(stream(b"/X Do"), *forms(12, 50)), {""}
    itself = stream(b"/X Do", "/Subtype /Form /Resources << /XObject << /X 6 0 R >> >>")
    yield "itself.pdf", one_page(stream(b"/X Do"), itself), {"E020", "E022"}
    yield "kids.pdf", pdf(CATALOG, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"), {"E020", "E022"}
    yield "none.pdf", pdf(CATALOG, "<< /Type /Pages /Kids [] /Count 0 >>"), {"E020"}
    yield "count.pdf", one_page(stream(WORDS)).replace(b"/Count 1 ", b"/Count 99999999 "), set()
    yield "self.pdf", pdf("1 0 R"), {"E020"}
    yield "length.pdf", one_page(stream(WORDS)).replace(b"/Length 49", b"/Length 4 0 R"), {"E020"}
    yield "cut.pdf", one_page(stream(WORDS))[:200], {"E020", "E022"}
    yield "arrays.pdf", one_page(stream(b"[" * 100_000)), {"E020", "E022"}
    yield "dictionaries.pdf", pdf("<<" * 100_000), {"E020"}
    yield "text.pdf", b"Only words.", {"E020"}
    pages = PAGES.replace("3 0 R", "3 0 R " * 4000).replace("/Count 1", "/Count 4000")
    yield "pages.pdf", pdf(CATALOG, pages, PAGE, stream(WORDS), FONT), {"E024"}

    yield (
        "deep.html",
        b"<html><body>" + b"<div>" * 100_000 + b"<p>Deep words.</p>" + b"</div>" * 100_000 + b"Last.",
        {"E023"},
    )
    for number, part in enumerate(TAGS):
        yield f"{number}.html", f"<html><body><p>Words.</p>{part * 6_000}".encode(), {""}
        yield f"{number}-tags.md", f"{part * 6_000}".encode(), {""}
    yield "entities.html", laughs.encode() + b"]><html><body><p>&j;&j;</p></body></html>", {""}
    for number, part in enumerate(MARKS):
        yield f"{number}.md", f"{part * 30_000}x".encode(), {""}
        yield f"{number}-lines.md", f"a\n{part}".encode() * 8_000, {""}


LIMITED = """
import json, resource, sys
sys.path.insert(0, {tests!r})
resource.setrlimit(resource.RLIMIT_AS, (1_600_000_000, 1_600_000_000))
from clashmap.evidence.readers import read
from test_hostile_sources import inputs
for name, data, wanted in inputs():
    done = read(data, name)
    del data
    found = [[each.code, each.message, each.help, each.path] for each in done.found]
    print(json.dumps([name, len(done.paragraphs), found, sorted(wanted)]), flush=True)
print(json.dumps("end"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of memory to set")
def test_hostile_files_are_refused_within_a_bounded_memory_and_in_plain_words() -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(clashmap.__file__).parents[1])}
    command = [sys.executable, "-X", "faulthandler", "-c", LIMITED.format(tests=str(Path(__file__).parent))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=env, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stderr == ""
    *lines, end = map(json.loads, done.stdout.splitlines())
    assert end == "end"
    assert len(lines) > 80
    for name, paragraphs, found, wanted in lines:
        codes = {code for code, *_ in found}
        if wanted == [""]:  # only that it ends
            continue
        assert codes & set(wanted) if wanted else not codes, (name, found)
        assert bool(paragraphs) == (codes <= {"E021", "E023", "E026"}), name
        for _, message, help, path in found:
            assert path == name
            assert message[0].islower() or message.startswith("RTF")
            assert not message.endswith(".")
            assert help.endswith(".")
            assert "Error" not in message


def test_what_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "poll.txt").open("wb") as file:
        file.truncate(BYTES + 1)  # a hole, which takes no room
    assert shelved(tmp_path, "poll") == ({}, ["E028"])
    with pytest.raises(LoadError, match="is larger than 100 MB"):
        read_article(tmp_path / "poll.txt")


def test_scripts_are_not_run_and_not_read() -> None:
    page = b"""<html><body onload="x()"><article><p>Words that are read, and there are quite a few of them here.</p>
    <script>document.body.innerHTML = "<p>Injected</p>"</script><style>p::after {content: "Styled"}</style>
    <noscript><p>Unscripted</p></noscript><iframe src="file:///etc/passwd">Framed</iframe><template><p>Templated</p>
    </template><p>And some more of them.</p></article></body></html>"""
    text = " ".join(read(page, "a.html").paragraphs)
    assert "Words that are read" in text
    assert "some more" in text
    assert not [word for word in ("Injected", "Styled", "Framed", "Templated", "root:") if word in text]


def test_a_file_is_read_as_what_it_is_and_its_name_reported(tmp_path: Path) -> None:
    for data, kind in (
        (one_page(stream(WORDS)), ".pdf"),
        (document("<w:p><w:r><w:t>Some words of text.</w:t></w:r></w:p>"), ".docx"),
    ):
        done = read(data, "poll.txt")
        assert done.paragraphs == ("Some words of text.",)
        (found,) = done.found
        assert found.code == "E026"
        assert found.help == f"Rename the file, so that its name ends in {kind}."
    for data, code in (
        (b"{\\rtf1 Words}", "E020"),
        (b"\x89PNG\r\n\x1a\n", "E022"),
        (b"\x7fELF\0\0\0", "E020"),
        (b"", "E029"),
    ):
        done = read(data, "poll.txt")
        assert (done.paragraphs, [found.code for found in done.found]) == ((), [code])


def test_text_that_is_not_utf8_is_read_with_a_guess() -> None:
    done = read("“Ça va”, dit-il — café.".encode("cp1252"), "a.txt")
    assert done.paragraphs == ("“Ça va”, dit-il — café.",)
    assert [found.code for found in done.found] == ["E021"]
    mixed = read("Zürich, “naïve”".encode() + b" and caf\xe9 \x81", "a.txt")
    assert mixed.paragraphs == ("Zürich, “naïve” and café �",)
    wide = read("“Ça va”".encode("utf-16"), "a.txt")
    assert (wide.paragraphs, [found.code for found in wide.found]) == (("“Ça va”",), ["E021"])


@given(
    st.binary(max_size=400),
    st.sampled_from([*SUFFIXES, ""]),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>"]),
)
def test_reading_is_total(data: bytes, suffix: str, start: bytes) -> None:
    done = read(start + data, f"a{suffix}")
    assert done.paragraphs or done.found
    assert all(text and text == text.strip() and "\n" not in text for text in done.paragraphs)
    assert done.headings <= set(range(1, len(done.paragraphs) + 1))


@given(st.data())
def test_a_damaged_file_is_no_accident(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([one_page(stream(WORDS)), document("<w:p><w:r><w:t>Words</w:t></w:r></w:p>")]))
    at = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(at, min(len(whole), at + 40)))
    done = read(
        whole[:at] + data.draw(st.binary(max_size=20)) + whole[end:], "a.pdf" if whole[:1] == b"%" else "a.docx"
    )
    assert done.paragraphs or done.found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sources beside a file that is none of its business."""
    (tmp_path / "secret.txt").write_text("Secret.", encoding="utf-8")
    (tmp_path / "sources" / "deeper").mkdir(parents=True)
    (tmp_path / "sources" / "deeper" / "poll.txt").write_text("Deeper.", encoding="utf-8")
    (tmp_path / "sources" / "fine.txt").write_text("Fine.", encoding="utf-8")
    return tmp_path / "sources"


def test_no_id_leads_out_of_the_folder(folder: Path) -> None:
    ids = [
        "../secret",
        "..\\secret",
        str(folder.parent / "secret"),
        "deeper/../../secret",
        "C:secret",
        "a\0b",
        "x" * 5000,
        "~/x",
    ]
    texts, found, unread = read_texts(folder, {id: reference(id) for id in [*ids, "fine"]})
    assert {id: text.paragraphs for id, text in texts.items()} == {"fine": ("Fine.",)}
    assert not found
    assert [id for id in ids if id not in unread] == ["C:secret", "x" * 5000]
    assert all("can have no text of its own; give it an id of letters" in why for why in unread.values())
    cites = "".join(f"[{n}]: a {{cite: {json.dumps(f'{id} 1')}}}\n\n" for n, id in enumerate(ids[:4]))
    listed = {id: {"title": "x"} for id in [*ids[:4], "../uncited"]}
    (folder.parent / "d.argdown").write_text(f"===\nsources: {json.dumps(listed)}\n===\n\n{cites}", encoding="utf-8")
    told = [one.message for one in load(folder.parent / "d.argdown").diagnostics if one.code == "E063"]
    assert sorted(told) == sorted(f"a source “{id}” can have no text of its own" for id in ids[:4])


@pytest.mark.skipif(sys.platform == "win32", reason="there such files cannot be made")
def test_a_name_that_windows_keeps_for_itself_is_read_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("con.txt", "NUL.txt", "aux.page.md"):
        (folder / name).write_text("Words.", encoding="utf-8")
    ids = ("con", "NUL", "aux.page")
    assert shelved(folder, *ids) == (dict.fromkeys(ids, ("Words.",)), [])
    monkeypatch.setattr("clashmap.library.sources._IS_WINDOWS", True)
    assert shelved(folder, *ids, "fine") == ({"fine": ("Fine.",)}, ["E028"] * 3)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_link_leads_out_of_the_folder(folder: Path) -> None:
    (folder / "out.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "round.txt").symlink_to(folder / "round.txt")
    (folder / "in.txt").symlink_to(folder / "deeper" / "poll.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    ids = ("out", "gone", "round", "in", "device", "folder", "pipe")
    assert shelved(folder, *ids) == ({"in": ("Deeper.",)}, ["E028"] * 6)
    (folder.parent / "debate").mkdir()
    (folder.parent / "debate" / "sources").symlink_to(folder)
    assert shelved(folder.parent / "debate" / "sources", "fine") == ({}, ["E028"])
    texts, found, _ = read_texts(folder.parent / "debate" / "sources", {"fine": reference("fine")}, given=True)
    assert (list(texts), found) == (["fine"], [])
    (folder.parent / "none").write_text("No folder.", encoding="utf-8")
    assert shelved(folder.parent / "none", "fine") == ({}, ["E028"])
    with pytest.raises(LoadError, match="is not a file"):
        read_article(folder / "pipe.txt")


def test_without_its_library_a_file_is_not_read_and_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    for library, data, name in (
        ("pypdf", one_page(stream(WORDS)), "a.pdf"),
        ("mammoth", document("<w:p/>"), "a.docx"),
        ("trafilatura", b"<p>Words</p>", "a.html"),
    ):
        monkeypatch.setitem(sys.modules, library, None)
        (found,) = read(data, name).found
        assert (found.code, found.help) == ("E025", f"Type: {install()}")
    assert read(b"Words", "a.md").paragraphs == ("Words",)


def test_a_text_of_more_paragraphs_or_letters_than_any_book_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(read(b"a\n\n" * PARAGRAPHS, "a.txt").paragraphs) == PARAGRAPHS
    for name in ("a.txt", "a.md"):
        done = read(b"a\n\n" * (PARAGRAPHS + 1), name)
        assert (done.paragraphs, [found.code for found in done.found]) == ((), ["E024"])
    monkeypatch.setattr("clashmap.evidence.readers.limits.CHARACTERS", 9)
    assert read(b"1234\n56789", "a.txt").paragraphs
    assert [found.code for found in read(b"1234\n567890", "a.txt").found] == ["E024"]


def test_a_pdf_that_is_slow_to_read_is_given_up_at_the_page_that_is_named() -> None:
    def read_page(content: bytes) -> tuple[int, str]:
        done = read(one_page(stream(squeezed(content), "/Filter /FlateDecode")), "slow.pdf")
        assert {one.code for one in done.found} <= {"E024"}
        return sum(map(len, done.paragraphs)), " ".join(one.message for one in done.found)

    given_up = "this PDF holds too much to be read; it was given up at page {}"
    start = b"BT /F 12 Tf 50 700 Td "
    piece = b"(words words words words words) "
    # Each piece that is written copies all that the page has written before it.
    assert read_page(start + (piece + b"Tj ") * 80_000 + b"ET") == (0, given_up.format(1))
    assert read_page(start + b"[" + piece * 80_000 + b"] TJ ET") == (0, given_up.format(1))
    assert read_page(start + b"(" + b"words " * 10_000 + b") Tj ET") == (59_999, "")


def test_pages_that_fail_are_counted_and_not_tried_without_end() -> None:
    kids = PAGES.replace("3 0 R", "3 0 R " * 60).replace("/Count 1", "/Count 60")
    done = read(pdf(CATALOG, kids, PAGE, stream(b"[" * 1_000), FONT), "broken.pdf")
    assert [one.message for one in done.found] == ["this PDF holds too much to be read; it was given up at page 51"]
