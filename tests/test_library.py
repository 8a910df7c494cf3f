"""The library: which files a debate has, how they are read, and how results are written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

import clashmap
from clashmap.encoding import decode
from clashmap.library import LoadError, MissingError, SaveError, find_files, load, loads, read, save, write_new


def names(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in find_files(folder)]


def write(folder: Path, *paths: str) -> None:
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"[{path}]: Text.\n", encoding="utf-8")


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    write(tmp_path, "b.argdown", "a/z.argdown", "a/b/c.ad", "a-b.ARGDOWN", "10.argdn", "2.argdown")
    assert names(tmp_path) == ["10.argdn", "2.argdown", "a/b/c.ad", "a/z.argdown", "a-b.ARGDOWN", "b.argdown"]


def test_hidden_files_and_other_files_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.argdown", ".b.argdown", ".git/c.argdown", "notes.txt", "argdown")
    assert names(tmp_path) == ["a.argdown"]


def test_a_single_file_may_have_any_name(tmp_path: Path) -> None:
    write(tmp_path, "notes.txt")
    assert list(load(tmp_path / "notes.txt").claims) == ["[notes.txt]"]


def test_messages_name_paths_as_they_were_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "debate/sub/a.argdown")
    monkeypatch.chdir(tmp_path)
    assert [document.source.path for document in load("debate/").documents] == ["debate/sub/a.argdown"]
    assert [document.source.path for document in load("./debate").documents] == ["debate/sub/a.argdown"]


def test_a_title_in_two_files_is_one_claim(tmp_path: Path) -> None:
    (tmp_path / "a.argdown").write_text("[War]: War follows.\n", encoding="utf-8")
    (tmp_path / "b.argdown").write_text("[War]\n  - [Peace]: It does not.\n", encoding="utf-8")
    map = load(tmp_path)
    assert sorted(map.claims) == ["[Peace]", "[War]"]
    assert map.diagnostics == ()


def test_findings_of_all_stages_come_together_by_file_and_place(tmp_path: Path) -> None:
    (tmp_path / "a.argdown").write_bytes(b"[A]: caf\xe9.\n  + [Unknown]\n")
    (tmp_path / "b.argdown").write_text("# Heading\n[B]: Text.\n", encoding="utf-8")
    (tmp_path / "c.argdown").write_bytes(b"\x00\x01\x02\x00\x00\x07")
    found = [(Path(d.place.source.path if d.place else d.path).name, d.code) for d in load(tmp_path).diagnostics]
    assert found == [("a.argdown", "T010"), ("a.argdown", "R009"), ("b.argdown", "S010"), ("c.argdown", "T012")]


def test_a_missing_path_offers_near_names(tmp_path: Path) -> None:
    write(tmp_path, "debate.argdown")
    with pytest.raises(FileNotFoundError, match=r"debat\.argdown; did you mean .*debate\.argdown\?"):
        load(tmp_path / "debat.argdown")
    with pytest.raises(MissingError, match=r"the folder .*nowhere is not there either"):
        load(tmp_path / "nowhere" / "a.argdown")


def test_a_folder_without_maps_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"\.argdown, \.argdn or \.ad"):
        load(tmp_path)


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.argdown")
    (tmp_path / "a.argdown").chmod(0)
    with pytest.raises(LoadError, match=r"a\.argdown cannot be read"):
        load(tmp_path)


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.argdown", "inner/b.argdown")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("inner"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(LoadError, match=r"the folder .*/inner cannot be read \(Permission denied\)"):
        load(tmp_path)


def test_a_file_that_is_there_by_two_names_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.argdown")
    (tmp_path / "b.argdown").symlink_to(tmp_path / "a.argdown")
    assert [document.source.path for document in read(tmp_path).documents] == [f"{tmp_path.as_posix()}/a.argdown"]


def test_files_are_read_as_they_are_for_those_who_write_them_back(tmp_path: Path) -> None:
    (tmp_path / "a.argdown").write_text("@include(b.argdown)\n", encoding="utf-8")
    (tmp_path / "b.argdown").write_text("[B]\n", encoding="utf-8")
    reading = read(tmp_path)
    assert [document.source.text for document in reading.documents] == ["@include(b.argdown)\n", "[B]\n"]
    assert reading.diagnostics == ()


def test_a_text_is_read_like_a_file() -> None:
    map = loads("\ufeff[A]: Text.\n  + [B]\n", path="speech")
    assert [str(found.place) for found in map.diagnostics] == ["speech:2:5"]


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        (b"caf\xc3\xa9", "café", []),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café", []),
        ("café".encode("utf-16"), "café", ["T011"]),
        ("café, and so on".encode("utf-16-le"), "café, and so on", ["T011"]),
        ("café, and so on".encode("utf-16-be"), "café, and so on", ["T011"]),
        ("café".encode("utf-32"), "café", ["T011"]),
        (b"caf\xe9 cr\xe8me", "caf\ufffd cr\ufffdme", ["T010"]),
        (b"", "", []),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, ["T012"]),
        (b"\0" * 100, None, ["T012"]),
        (b"\xff\xfea\0b", "a\ufffd", ["T010"]),
    ],
)
def test_bytes_become_text(data: bytes, text: str | None, codes: list[str]) -> None:
    source, found = decode(data, "a.argdown")
    assert (source.text if source else None) == text
    assert [diagnostic.code for diagnostic in found] == codes


def test_a_bad_byte_is_found_in_its_line_and_counted() -> None:
    _, (found,) = decode(b"[A]: one\r\n[B]: caf\xe9 cr\xe8me \xff\r\n", "a.argdown")
    assert str(found.place) == "a.argdown:2:9"
    assert "0xE9" in found.message
    assert "2 more" in found.message
    assert "“é”" in found.help


def test_saving_replaces_a_file_whole_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    save(target, "one")
    target.chmod(0o640)
    save(target, "two é")
    assert target.read_bytes() == "two é".encode()
    assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]


def test_saving_never_overwrites_an_input(tmp_path: Path) -> None:
    write(tmp_path, "a.argdown")
    (tmp_path / "alias.svg").symlink_to(tmp_path / "a.argdown")
    for name in ("a.argdown", "alias.svg"):
        with pytest.raises(SaveError, match="never overwritten"):
            save(tmp_path / name, "<svg/>", inputs=[tmp_path / "a.argdown"])
    assert (tmp_path / "a.argdown").read_text(encoding="utf-8") == "[a.argdown]: Text.\n"


def test_what_cannot_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "kept.svg").write_text("kept", encoding="utf-8")
    (tmp_path / "kept.svg").chmod(0o444)
    for path, message in (
        (tmp_path, "is a folder"),
        (tmp_path / "nowhere" / "map.svg", "is not there; make it first"),
        (tmp_path / "kept.svg", "write-protected"),
        (tmp_path / f"{'x' * 300}.svg", "cannot be written"),
    ):
        with pytest.raises(SaveError, match=message):
            save(path, "<svg/>")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("kept.svg", "kept")]


def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "map.svg"
    save(target, "old")

    def fail(self: Path, other: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(clashmap.SaveError, match="Permission denied"):
        save(target, "new")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("map.svg", "old")]


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="needs a device to write to")
def test_a_device_is_written_to_and_not_replaced() -> None:
    save("/dev/null", "text")
    assert Path("/dev/null").is_char_device()


def test_a_new_folder_is_written_whole(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("debate", "empty"):
        write_new(tmp_path / name, {"a.argdown": "[A]: ä\n", "b.txt": "b"})
        texts = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        assert texts == {"a.argdown": "[A]: ä\n".encode(), "b.txt": b"b"}


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "debate/a.argdown")
    for path, message in (
        (tmp_path / "debate", "already there, and there is something in it"),
        (tmp_path / "debate" / "a.argdown", "already there, and it is a file"),
        (tmp_path / "nowhere" / "debate", "cannot be written"),
        (tmp_path / "a\0b", "cannot be written"),
    ):
        with pytest.raises(SaveError, match=message):
            write_new(path, {"a.argdown": "other"})
    assert [path.name for path in tmp_path.rglob("*")] == ["debate", "a.argdown"]
    assert (tmp_path / "debate" / "a.argdown").read_text(encoding="utf-8") == "[debate/a.argdown]: Text.\n"


def test_of_a_folder_that_cannot_be_written_whole_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("debate", "empty"):
        with pytest.raises(SaveError, match="cannot be written"):
            write_new(tmp_path / name, {"a.argdown": "a", "x" * 300: "b"})
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


@pytest.mark.parametrize("name", ["cards/legs.md", "cards/mine/legs.md", "sources/tills.txt", "sources.lock"])
def test_what_stands_beside_a_debate_is_none_and_the_debate_is_named(name: str, tmp_path: Path) -> None:
    file = tmp_path / "cars" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("---\nsource: tills\n---\n\nLegs\n", encoding="utf-8")
    with pytest.raises(LoadError, match=r"is no debate; type the debate itself, such as .*cars"):
        find_files(file)
    if file.parent.name != "cars":
        with pytest.raises(MissingError, match=r"is no debate; type the debate itself, such as .*cars$"):
            find_files(file.parent)
    (written := file.with_suffix(".argdown")).write_text("[A]: a", encoding="utf-8")
    assert find_files(written) == find_files(file.parent) == (written,)
