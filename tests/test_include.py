"""Includes: what is put together, where its places are, and what is refused."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from clashmap import include
from clashmap.argdown.directives import directives
from clashmap.cli import cli
from clashmap.diagnostics import Severity
from clashmap.formats.argdown_json import dumps
from clashmap.include import DEEPEST, MOST, expand_all
from clashmap.library import load, loads, read
from clashmap.library.folder import Texts
from clashmap.source import Place, Source, Span


def expand(files: dict[str, str], *roots: str) -> tuple[list[Source], list[str]]:
    sources = {name: Source(name, text) for name, text in files.items()}
    given = {name: sources[name] for name in roots or sources}
    expanded, found = expand_all(given, Texts(sources))
    return expanded, [f"{diagnostic.place} {diagnostic.code}" for diagnostic in found]


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def codes(path: Path) -> list[str]:
    return [f"{found.place or found.path} {found.code}".removeprefix(f"{path}/") for found in load(path).diagnostics]


def test_an_include_gives_way_to_the_text_of_its_file() -> None:
    files = {"a": "1\n@include(sub/b) 2\n", "sub/b": "3 @include(c)\n4", "sub/c": "5\n\n"}
    (source,), found = expand(files, "a")
    assert source.text == "1\n3 5\n\n\n4 2\n"
    assert found == []


def test_each_file_is_read_once_in_all_files_of_the_debate() -> None:
    files = {"a": "@include(c)\n", "b": "x\n@include(c)\ny\n@include(c)", "c": "text"}
    (a, b), found = expand(files)
    assert a.text == "text\n"
    assert b.text == "x\n<!--    -->\ny\n<!--    -->"
    assert found == []


def test_files_in_a_circle_are_read_once_and_told() -> None:
    expanded, found = expand({"a": "1@include(b)", "b": "2@include(c)", "c": "3@include(b)"})
    assert [source.text for source in expanded] == ["123<!--    -->"]
    assert found == ["c:1:2 R022"]
    expanded, found = expand({"a": "1@include(b)", "b": "2@include(a)"})
    assert [source.text for source in expanded] == ["12<!--    -->"]
    assert found == ["b:1:2 R022"]
    assert expand({"a": "1@include(a)"})[1] == ["a:1:2 R022"]


def test_a_comment_includes_nothing() -> None:
    text = "/* @include(a) */ @include(b) // @include(c)\n<!-- @include(d) --> @include(e)\n"
    assert [written for _, written in directives(text)] == ["b", "e"]


def test_nothing_is_included_without_end() -> None:
    chain = {str(number): f"{number}@include({number + 1})" for number in range(200)}
    (source,), found = expand(chain, "0")
    assert source.text.startswith("".join(map(str, range(DEEPEST + 1))))
    assert found == [f"{DEEPEST}:1:3 R020"]
    (source,), found = expand({"a": "@include(b)" * 5_000}, "a")
    assert len(found) == MOST + 1
    assert len(source.text) == 55_000


def test_the_text_of_all_included_files_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(include, "LARGEST", 10)
    files = {"a": "@include(b)@include(c)", "b": "b" * 8, "c": "c" * 8}
    assert expand(files, "a")[1] == ["a:1:12 R020"]


NAMES = st.sampled_from(["a", "b", "c", "d/e", "d/../a", "../a", "missing", "e"])
TEXTS = st.lists(st.one_of(st.text("x \né[/*<>-", max_size=5), NAMES.map("@include({})".format)), max_size=6).map(
    "".join
)


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d/e"]), TEXTS, min_size=1))
def test_every_character_stands_in_the_file_that_it_is_from(files: dict[str, str]) -> None:
    expanded, _ = expand(files)
    read = set()
    for source in expanded:
        for part in source.parts or ():
            assert part.source.text == files[part.source.path]
            assert not part.source.parts
        for offset, char in enumerate(source.text):
            origin = Place(source, Span(offset, offset + 1)).origin
            blanked = source.text[offset] in "<!-> "
            assert origin.text == char or (
                blanked and origin.source.text[origin.span.start] in "@include()abcd/.missng"
            )
            read.add((origin.source.path, origin.span.start))
    directives_at = {
        (name, offset) for name, text in files.items() for span, _ in directives(text) for offset in range(*span)
    }
    assert read | directives_at == {(name, offset) for name, text in files.items() for offset in range(len(text))} | (
        directives_at
    )


def test_a_place_over_an_include_ends_in_its_own_file() -> None:
    (source,), _ = expand({"a": "one @include(b) two", "b": "much more"}, "a")
    assert source.text == "one much more two"
    whole = Place(source, Span(0, len(source.text))).origin
    assert (whole.source.path, whole.text) == ("a", "one @include(b) two")
    tail = Place(source, Span(9, len(source.text))).origin
    assert (tail.source.path, tail.text) == ("b", "more")
    assert str(Place(source, Span(14, 17))) == "a:1:17"


# --- on a disk ----------------------------------------------------------------------------------------------------


def test_findings_name_the_included_file_and_the_line_in_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "debate/a.argdown": "[A]: One.\n\n@include(parts/b.argdown)\n\n[C]: J.A. said so.\n",
            "debate/parts/b.argdown": "[B]: Two.\n  - [A]\n\n[E] x y\n\n[A]: Three.\n",
        },
    )
    assert codes(tmp_path / "debate") == [
        "a.argdown:5:7 T001",
        "parts/b.argdown:4:1 S006",
        "parts/b.argdown:6:1 R002",
    ]
    folder = tmp_path / "debate"
    (two,) = (found for found in load(folder).diagnostics if found.code == "R002")
    assert [str(related.place) for related in two.related] == [f"{folder}/a.argdown:1:1"]
    shown = CliRunner().invoke(cli, ["check", str(folder)]).stdout
    assert "4 | [E] x y" in shown
    assert "5 | [C]: J.A. said so.\n  |       ^^^" in shown


def test_a_fix_changes_the_included_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.argdown": "[A]: a\n\n@include(b.argdown)\n", "b.argdown": "[B]: J.A. said so.\n"})
    (found,) = load(tmp_path).diagnostics
    assert found.fix is not None
    (edit,) = found.fix.edits
    source, span = edit.place.source, edit.place.span
    assert source.path == f"{tmp_path.as_posix()}/b.argdown"
    assert source.text[: span.start] + edit.text + source.text[span.end :] == "[B]: J\\.A. said so.\n"


def test_a_file_that_another_includes_is_not_read_twice(tmp_path: Path) -> None:
    write(tmp_path, {"a.argdown": "  + [X]: a part\n", "b.argdown": "[B]: b\n@include(a.argdown)\n"})
    map = load(tmp_path)
    assert map.diagnostics == ()
    assert [document.source.path for document in map.documents] == [f"{tmp_path.as_posix()}/b.argdown"]
    assert list(map.claims) == ["[B]", "[X]"]
    for whole, paths in ((True, ["b.argdown"]), (False, ["a.argdown", "b.argdown"])):
        reading = read(tmp_path, include=whole)
        assert [Path(document.source.path).name for document in reading.documents] == paths
    reading = read(tmp_path / "a.argdown", include=True)
    assert [found.code for found in reading.diagnostics] == ["S011"]


@pytest.mark.parametrize(
    ("written", "code", "help"),
    [
        ("c.argdown", "R020", "Type @include(b.argdown) or @include(link.argdown)."),
        ("sub/c.argdown", "R020", "Type @include(sub/d.argdown)."),
        ("zzzzzzzz", "R020", "Check the spelling"),
        ("sub", "R020", "Include files one by one."),
        (".", "R020", "Include files one by one."),
        ("pipe", "R020", "Include files one by one."),
        ("picture", "R020", "plain text"),
        ("x" * 5_000, "R020", "Check the spelling"),
        ("loop", "R020", ""),
        ("../secret.argdown", "R021", "Move the file into the folder"),
        ("sub/../../secret.argdown", "R021", "Move the file"),
        ("link.argdown", "R021", "Move the file"),
        ("sub/link/secret.argdown", "R021", "Move the file"),
        ("/etc/passwd", "R021", "Move the file"),
        ("../missing.argdown", "R021", "Move the file"),
        ("a.argdown", "R022", "Delete this @include."),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_what_cannot_be_included(written: str, code: str, help: str, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "secret.argdown": "[Secret]: s\n",
            "debate/a.argdown": f"[A]: a\n\n@include({written})\n\n[Z]: z\n",
            "debate/b.argdown": "[B]: b\n",
            "debate/sub/d.argdown": "[D]: d\n",
        },
    )
    debate = tmp_path / "debate"
    (debate / "picture").write_bytes(b"\x89PNG\0\0")
    (debate / "link.argdown").symlink_to(tmp_path / "secret.argdown")
    (debate / "sub" / "link").symlink_to(tmp_path)
    (debate / "loop").symlink_to(debate / "loop")
    os.mkfifo(debate / "pipe")
    map = load(debate / "a.argdown")
    (found,) = map.diagnostics
    assert (found.code, str(found.place)) == (code, f"{debate.as_posix()}/a.argdown:3:1")
    assert help in found.help
    assert found.severity is (Severity.WARNING if code == "R022" else Severity.ERROR)
    assert list(map.claims) == ["[A]", "[Z]"]


def test_a_link_inside_the_folder_and_an_absolute_path_into_it_may_be_followed(tmp_path: Path) -> None:
    debate = tmp_path / "debate"
    write(tmp_path, {"debate/b.txt": "[B]: b\n", "debate/c.txt": "[C]: c\n"})
    write(tmp_path, {"debate/a.argdown": f"@include(link)\n\n@include({debate}/c.txt)\n\n@include(b.txt)\n"})
    (debate / "link").symlink_to(debate / "b.txt")
    map = load(debate)
    assert map.diagnostics == ()
    assert list(map.claims) == ["[B]", "[C]"]


def test_an_included_file_in_an_old_encoding_is_found_in_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.argdown": "[A]: a\n\n@include(b.argdown)\n"})
    (tmp_path / "b.argdown").write_bytes(b"\xef\xbb\xbf[B]: caf\xe9\r\n")
    assert codes(tmp_path) == ["b.argdown:1:9 T010"]


def test_text_that_is_in_no_file_includes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"b.argdown": "[B]: b\n"})
    map = loads("[A]: a\n\n@include(b.argdown)\n")
    assert [found.code for found in map.diagnostics] == ["R020"]
    assert list(map.claims) == ["[A]"]
    done = CliRunner().invoke(cli, ["check", "-"], input="@include(b.argdown)\n")
    assert done.exit_code == 1
    assert "cannot be included in text that is not in a file" in done.stdout


def test_the_json_counts_the_lines_of_the_whole_text(tmp_path: Path) -> None:
    write(tmp_path, {"a.argdown": "[A]: a\n\n@include(b.argdown)\n[C]: c\n", "b.argdown": "[B]: b\n  + [A]\n\n"})
    made = json.loads(dumps(load(tmp_path / "a.argdown")))
    assert made["statements"]["C"]["members"][0]["startLine"] == 7
