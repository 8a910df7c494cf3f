"""Beside a debate: cards that are their own sources, files in the wrong place, and what no result is written over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clashmap import library
from clashmap.cli import cli
from clashmap.library.keeping import kept_from

DEBATE = """\
===
sources:
  tills: {title: Tills, author: Ann Lee}
===

[Jets]: Jets are few. {cite: "tills 1", card: doe}

[Tills]: Tills are slow. {card: legs}
"""
CARD = "---\nauthor: Jane Doe\ntitle: Legs\nlocator: 2\n---\n\nJets were few.\n"


@pytest.fixture
def club(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A debate in the working directory with a card that names no source, and texts, its bibliography beside it."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "debate.argdown": DEBATE,
        "cards/doe.md": CARD,
        "cards/legs.md": "---\nsource: doe\npage: 4\n---\n\nPilots were fewer.\n",
        "sources/doe.txt": "Legs\n\nJets were few.\n\nPilots were fewer.\n",
        "sources/h.html": "<p>Words",
        "sources.lock": "version = 2\n",
        "lib.json": json.dumps([{"id": "roe", "title": "Eggs", "type": "book"}]),
        "map.json": '{"map": 1}',
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="clashmap")


def test_a_card_that_names_no_source_is_its_own(club: Path) -> None:
    map = library.load(".", texts=True)
    doe, legs = map.shelf.cards["doe"], map.shelf.cards["legs"]
    assert (doe.source, legs.source) == ("doe", "doe")
    (cited,) = doe.citations
    assert (cited.source, cited.first, cited.spot and cited.spot.position.line) == ("doe", (2, 0), 4)
    assert legs.fields == {"author": "Jane Doe", "title": "Legs", "page": 4}
    assert map.references["doe"].place == doe.place
    assert "doe" in map.shelf.texts
    (club / "sources" / "doe.txt").write_text("Legs\n\nJets are many.\n\nPilots were fewer.\n", encoding="utf-8")
    assert "the card doe is not word for word in its source" in run("cite", ".", "--verify").stdout
    (club / "sources" / "doe.txt").unlink()
    assert "doe.txt" in run("cite", ".", "--verify").stdout


def test_a_card_that_is_called_as_a_source_is_cut_from_it(club: Path) -> None:
    (club / "a.bib").write_text("@book{doe, title={Legs}, author={Doe, Jane}, year=2020}", encoding="utf-8")
    map = library.load(".")
    assert map.shelf.cards["doe"].fields["issued"] == {"date-parts": [[2020]]}
    assert map.references["doe"].place.source.path == "a.bib"
    assert not [one for one in map.diagnostics if one.code == "E031"]
    (club / "a.bib").write_text("@book{doe, title={Arms}, author={Doe, Jane}, year=2020}", encoding="utf-8")
    (found,) = (one for one in library.load(".").diagnostics if one.code == "E031")
    assert found.place
    assert (found.place.source.path, found.related[0].place.source.path) == ("cards/doe.md", "a.bib")


def test_a_card_without_a_cite_is_no_source(club: Path) -> None:
    (club / "cards" / "doe.md").write_text("---\nlocator: 2\n---\n\nJets were few.\n", encoding="utf-8")
    map = library.load(".")
    assert (map.shelf.cards["doe"].source, "doe" in map.references) == ("", False)
    assert {"E054", "E042"} <= {one.code for one in map.diagnostics}


def test_what_is_cited_and_not_declared_is_said_to_be_that(club: Path) -> None:
    (club / "cards" / "legs.md").write_text("---\nsource: deo\nlocator: 2\n---\n\nPilots were fewer.\n")
    (club / "more.argdown").write_text('[Eggs]: a {cite: "nope 2"}\n')
    for name in ("nope", "deo"):
        (club / "sources" / f"{name}.txt").write_text("a\n\nb\n")
    unread = library.load(".", texts=True).shelf.unread
    assert {id: why.partition(";")[0] for id, why in unread.items()} == {
        "deo": "there is no source “deo”",
        "nope": "there is no source “nope”",
    }


@pytest.mark.parametrize(
    ("name", "code", "help", "told"),
    [
        ("tills.txt", "E037", "Move it into the folder sources.", "there is tills.txt beside the debate; move it into"),
        ("tills.PDF", "E037", "Move it into the folder sources.", "there is tills.PDF beside the debate; move it into"),
        (
            "tills.doc",
            "E037",
            "Open it and save it as sources/tills.docx",
            "there is tills.doc beside the debate; open",
        ),
        ("sources/tills.doc", "E037", "Open it and save it as tills.docx", "there is tills.doc; open it and save"),
        ("sources/x.odt", "E038", "A text is called as its source.", ""),
        ("legs.md", "E064", "Move it into the folder cards.", "there is legs.md beside the debate; move it into"),
        ("cards/legs.docx", "E064", "Save its text as legs.md", "there is legs.docx among the cards; save its text"),
        ("cards/poll.txt", "E064", "Save its text as poll.md", ""),
        ("cards/README.txt", "", "", ""),
        ("tills.md.bak", "", "", ""),
    ],
)
def test_a_file_in_the_wrong_place_is_told_with_the_right_one(
    club: Path, name: str, code: str, help: str, told: str
) -> None:
    (club / "cards" / "legs.md").unlink()
    (club / "sources" / "h.html").unlink()
    (club / name).write_bytes(b"Words.")
    map = library.load(".", texts=True)
    found = [one for one in map.diagnostics if one.path]
    assert [(one.code, one.path) for one in found] == ([(code, name if code != "E038" else "sources")] if code else [])
    assert all(one.help.startswith(help) for one in found)
    assert [why[: len(told)] for why in (*map.shelf.unread.values(), *map.shelf.astray.values())] == (
        [told] if told else []
    )


@pytest.mark.parametrize(
    "command",
    [
        "render . -o sources/h.html",
        "render debate.argdown -o sources/new.svg",
        "render . -o cards/doe.html",
        "render . -o lib.svg -o lib.bib --to svg",
        "render . --sources sources --embed-sources -o sources/h.html",
        "render . --sources ../x --embed-sources -o ../x/h.html",
        "render . --sources ../x --embed-sources -o ../x/new.html",
        "render . --sources ../x --embed-sources -o h.html -o ../x/p.svg",
        "export . --to argdown-json -o lib.json",
        "export . --to argdown-json -o new.csl.json",
        "export . --to argdown-json -o cards/doe.md",
        "export . --to argdown-json -o sources.lock",
        "export . --to dot -o out/link.json",
        "cite . --coverage -o sources/h.html",
        "cite . --coverage --sources ../x -o ../x/h.html",
    ],
)
def test_what_stands_beside_a_debate_is_never_written_over(club: Path, command: str) -> None:
    other = club.parent / "x"
    other.mkdir(exist_ok=True)
    (other / "h.html").write_text("<p>Words</p>", encoding="utf-8")
    (other / "doe.txt").write_text("Legs", encoding="utf-8")
    (other / "p.svg").write_text("<svg/>", encoding="utf-8")
    (club / "out").mkdir()
    (club / "out" / "link.json").symlink_to(club / "lib.json")
    before = {path: path.read_bytes() for path in club.parent.rglob("*") if path.is_file()}
    done = run(*command.split())
    assert done.exit_code == 2, done.output
    assert "would be among" in done.stderr or "read as a list of sources" in done.stderr or "the lock" in done.stderr
    assert {path: path.read_bytes() for path in club.parent.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "command",
    [
        "export . --to argdown-json -o map.json",
        "export . --to argdown-json -o new.json",
        "render . -o out.html",
        "cite . --coverage -o reading.html",
    ],
)
def test_any_other_result_may_be_written_again(club: Path, command: str) -> None:
    assert [run(*command.split()).exit_code for _ in range(2)] == [0, 0]


def test_who_keeps_texts_and_maps_in_one_folder_may_draw_again_what_is_no_text(club: Path) -> None:
    (club / "map.svg").write_text("<svg/>", encoding="utf-8")
    assert [bool(kept_from(name, club, ".")) for name in ("map.svg", "map.html")] == [False, True]
