"""``clashmap cite``: sources, the lock, verification, coverage, finding and bibliographies, as a club uses them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import clashmap
from clashmap.cli import cli
from clashmap.evidence.lock import FILE
from clashmap.graph import ArgumentMap
from clashmap.library import SaveError, load
from paths import ARTICLE, DEBATE, ROOT, needs_article

TEXT = """\
Planes on a budget

Planes keep a club busy. They are cheap to keep, and children love them.

Nobody has ever regretted the wonderful view from above the river on a quiet morning in spring.

They are loud. At night, however, nobody flies.

The last word belongs to those who fly.
"""
DEBATE_TEXT = """\
===
title: Planes
sides: {aff: Affirmative, neg: Negative}
sources:
  haun-25: {author: {family: Haun, given: Pat}, title: Planes on a budget, issued: 2025}
  rand-24: {author: RAND, title: Nights, issued: 2024}
  spare-20: {author: {family: Spare, given: Ann}, title: Never read, issued: 2020}
===

[Buy planes]: The club should. #analytic {side: aff}
  + <Cheap>: They cost little. {side: aff, cite: "haun-25 2.2", quote: "They are cheap to keep"}
  - <Loud>: They are not quiet. {side: neg, cite: "haun-25 4"}
    - <Nights>: Nights are quiet. {side: aff, cite: ["haun-25 4.2, 5", "rand-24 7"]}
  - <Feeling>: Nobody says so. {side: neg}
"""


@pytest.fixture
def club(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a debate with the text of one of its sources, seen from the folder above."""
    folder = tmp_path / "club"
    (folder / "sources").mkdir(parents=True)
    (folder / "debate.argdown").write_text(DEBATE_TEXT, encoding="utf-8")
    (folder / "sources/haun-25.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def cite(*arguments: str, path: str = "club", input: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["cite", path, *arguments], input=input, prog_name="clashmap")


def data(*arguments: str, path: str = "club") -> dict[str, Any]:
    done = cite(*arguments, "--format", "json", path=path)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


LOCK = "clashmap cite club --lock"


def said_wrong(*arguments: str) -> str:
    """The error that was told, without the line breaks."""
    return " ".join(cite(*arguments).stderr.split())


def said(done: Result) -> str:
    """What was printed, without the line breaks."""
    return " ".join(done.stdout.split())


def test_the_overview_tells_what_is_here_and_what_to_type(club: Path) -> None:
    shown = said(cite())
    assert "Haun 25 (haun-25): Pat Haun, 2025, “Planes on a budget”" in shown
    assert "text: club/sources/haun-25.txt, 5 paragraphs 4 citations: 4 not locked yet" in shown
    assert "text: not here, so nothing is verifiable; put rand-24.txt into club/sources 1 citation" in shown
    assert "nobody cites it" in shown.partition("spare-20")[2]
    assert shown.endswith(
        'clashmap cite club --lock clashmap cite club --find "words of the source" '
        "clashmap cite club --coverage -o reading.html clashmap help evidence"
    )
    haun, rand, spare = data()["sources"]
    assert (haun["text"], haun["paragraphs"], haun["citations"], haun["locked"]) == (
        "club/sources/haun-25.txt",
        5,
        4,
        None,
    )
    assert (rand["text"], rand["standing"]["no text"], spare["citations"]) == (None, 1, 0)
    assert cite("--lock").exit_code == 0
    assert "4 citations: 4 as locked" in said(cite())
    assert data()["sources"][0]["locked"] == 4


def test_the_lock_is_written_once_and_holds_no_words(club: Path) -> None:
    done = cite("--lock")
    assert done.exit_code == 0
    assert f"Locked 4 passages in club/{FILE}: 4 new." in said(done)
    written = (club / FILE).read_text(encoding="utf-8")
    assert [word for word in re.findall(r"[A-Za-z]{5,}", TEXT) if word.casefold() in written.casefold()] == []
    assert data("--lock")["passages"] == 4
    again = cite("--lock")
    assert f"club/{FILE} has 4 passages; it stays as it is. Not locked, since their texts are not here" in said(again)
    assert "rand-24 ¶7 (club/debate.argdown:13:" in said(again)
    verified = cite("--verify")
    assert verified.exit_code == 0
    assert "5 citations: 4 as locked and 1 not verifiable here." in said(verified)
    assert "1 quotation: 1 word for word." in said(verified)
    assert "for lack of the text: rand-24.txt; looked for in club/sources" in said(verified)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_has_moved_is_found_shown_and_followed(club: Path) -> None:
    cite("--lock")
    source = club / "sources/haun-25.txt"
    change(source, "Planes keep", "A new beginning was added here.\n\nPlanes keep")
    before = (club / "debate.argdown").read_text(encoding="utf-8")
    locked = (club / FILE).read_bytes()
    done = cite("--verify")
    assert done.exit_code == 1
    lines = [line for line in done.stdout.splitlines() if line.startswith("club/")]
    line = before.splitlines().index(next(one for one in before.splitlines() if "haun-25 2.2" in one)) + 1
    column = before.splitlines()[line - 1].index("2.2") + 1
    assert lines[0] == f"club/debate.argdown:{line}:{column}: <Cheap>: haun-25 ¶2.2 has moved to ¶3.2"
    assert len(lines) == 4
    assert "clashmap cite club --verify --fix" in done.stdout
    assert {one["found"] for one in data("--verify")["citations"]} == {"3.2", "5", "5.2", "6", None}

    refused = cite("--lock")
    assert refused.exit_code == 2
    assert "4 passages stand elsewhere in the text now" in refused.stderr
    assert refused.stderr.rstrip().endswith("clashmap cite club --verify")

    shown = cite("--verify", "--diff")
    assert shown.exit_code == 1
    assert '+  - <Loud>: They are not quiet. {side: neg, cite: "haun-25 5"}' in shown.stdout
    assert (club / "debate.argdown").read_text(encoding="utf-8") == before
    assert (club / FILE).read_bytes() == locked

    fixed = cite("--verify", "--fix")
    assert fixed.exit_code == 0, fixed.output
    after = before.replace("25 2.2", "25 3.2").replace('25 4"', '25 5"').replace("25 4.2, 5", "25 5.2, 6")
    assert (club / "debate.argdown").read_text(encoding="utf-8") == after
    assert cite("--verify").exit_code == 0
    assert "4 as locked" in said(cite("--verify"))
    assert "nothing has moved" in cite("--verify", "--fix").stderr


def test_what_has_changed_stays_told_until_it_is_locked_anew(club: Path) -> None:
    cite("--lock")
    source = club / "sources/haun-25.txt"
    change(source, "The last word belongs to those who fly.", "The last word belongs to the people who fly.")
    done = cite("--verify")
    assert done.exit_code == 1
    assert re.search(r"<Nights>: haun-25 ¶5 has changed; it is \d\d% as it was", said(done))
    assert cite("--verify", "--fix").exit_code == 1  # nobody has read it again
    assert cite("--verify").exit_code == 1
    anew = cite("--lock")
    assert anew.exit_code == 0
    assert "1 changed" in said(anew)
    assert "no longer what it was; read these again haun-25 ¶5" in said(anew)
    assert cite("--verify").exit_code == 0


def test_what_is_gone_or_past_the_end_is_told(club: Path) -> None:
    cite("--lock")
    change(club / "sources/haun-25.txt", "The last word belongs to those who fly.\n", "")
    change(club / "debate.argdown", "haun-25 2.2", "haun-25 99")
    done = cite("--verify")
    assert done.exit_code == 1
    assert "<Cheap>: haun-25 ¶99 is past the end of the text, which has 4 paragraphs" in said(done)
    assert "<Nights>: haun-25 ¶5 is gone; nothing in the text is like it" in said(done)
    counts = data("--verify")["counts"]
    assert (counts["same"], counts["gone"], counts["no place"], counts["no text"]) == (2, 1, 1, 1)


def test_a_sentence_that_was_meant_as_a_paragraph_is_explained(club: Path) -> None:
    change(club / "debate.argdown", "haun-25 2.2", "haun-25 2.2-4")
    done = cite("--verify")
    assert done.exit_code == 1
    assert "haun-25 ¶2.2-4 names sentence 4 of ¶2, which has 2; to go on to paragraph 4, name its" in said(done)
    change(club / "debate.argdown", "haun-25 2.2-4", "haun-25 2.2-4.1")
    assert cite("--verify").exit_code == 0


def test_a_lock_that_cannot_be_read_is_never_written_over(club: Path) -> None:
    (club / FILE).write_text("version = 99\n", encoding="utf-8")
    for options in (["--lock"], ["--verify", "--fix"]):
        done = cite(*options)
        assert done.exit_code in (1, 2)
        assert (club / FILE).read_text(encoding="utf-8") == "version = 99\n"
    assert "is there and cannot be read" in cite("--lock").stderr


def test_what_is_gone_is_not_locked_as_something_else(club: Path) -> None:
    cite("--lock")
    change(club / "sources/haun-25.txt", "The last word belongs to those who fly.", "Boats sail along on every river.")
    done = cite("--lock")
    assert "Gone from the text, and kept as they were; mend these citations haun-25 ¶5" in said(done)
    assert cite("--verify").exit_code == 1


def test_all_others_move_where_one_is_gone(club: Path) -> None:
    change(club / "debate.argdown", 'haun-25 2.2", quote: "They are cheap to keep"', 'haun-25 3"')
    cite("--lock")
    source = club / "sources/haun-25.txt"
    text = source.read_text(encoding="utf-8")
    nobody, loud = text.split("\n\n")[2:4]
    source.write_text("New.\n\n" + text.replace(loud, "Zeppelins."), encoding="utf-8")
    before = (club / "debate.argdown").read_text(encoding="utf-8")
    shown = cite("--verify", "--diff").stdout
    assert cite("--verify", "--fix").exit_code == 1
    after = (club / "debate.argdown").read_text(encoding="utf-8")
    assert after == before.replace("haun-25 3", "haun-25 4").replace("4.2, 5", "4.2, 6")
    added = [line[1:] for line in shown.splitlines() if line.startswith("+ ")]
    assert added == [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    told = said(cite("--verify"))
    assert "<Loud>: haun-25 ¶4 is gone; nothing in the text is like it; now there is: “Nobody has ever" in told
    assert "<Cheap>: haun-25" not in told
    assert "2 as locked, 2 gone and 1 not verifiable here" in told
    assert "has 3 passages; it stays as it is" in said(cite("--lock"))  # what is gone is kept beside what came there
    assert "2 as locked, 2 gone" in said(cite("--verify"))
    source.write_text(f"{text}\n{nobody}\n", encoding="utf-8")
    assert "<Loud>: haun-25 ¶4" not in said(cite("--verify"))


def test_a_card_follows_its_passage(club: Path) -> None:
    (club / "cards").mkdir()
    body = "---\n\nThey are loud. At night, however, nobody flies.\n"
    for name, front in (("whole", "source: haun-25\nlocator: '4' # here"), ("part", "cite: haun-25  4.1-2")):
        (club / f"cards/{name}.md").write_bytes(f"---\n{front}\n{body}".replace("\n", "\r\n").encode())
    assert "Locked 5 passages" in said(cite("--lock"))
    assert data()["sources"][0]["citations"] == 6
    files = {path: path.read_bytes() for path in (club / "cards").iterdir()}
    change(club / "sources/haun-25.txt", "Planes keep", "New.\n\nPlanes keep")
    told = said(cite("--verify"))
    assert "club/cards/whole.md:3:11: the card whole: haun-25 ¶4 has moved to ¶5" in told
    assert "2 cards: 2 elsewhere than cited." in told
    assert told.count("the card") == 2
    assert "+locator: '5' # here" in cite("--verify", "--diff").stdout
    assert cite("--verify", "--fix").exit_code == 0
    whole, part = club / "cards/whole.md", club / "cards/part.md"
    assert whole.read_bytes() == files[whole].replace(b"'4'", b"'5'")
    assert part.read_bytes() == files[part].replace(b"4.1-2", b"5.1-2")
    assert "6 as locked" in said(cite("--verify"))
    change(whole, "'5'", "'3-4'")
    assert "club/cards/whole.md:3:11: the card whole stands in haun-25 ¶5, not in ¶3-4" in said(cite("--verify"))


def test_a_locator_is_not_mended_while_the_lock_would_take_it_for_another(club: Path) -> None:
    change(club / "debate.argdown", '"haun-25 4"', '"haun-25 4.1", quote: "At night, however, nobody flies"')
    cite("--lock")
    written = (club / "debate.argdown").read_text(encoding="utf-8")
    change(club / "sources/haun-25.txt", "Planes keep", "New.\n\nPlanes keep")

    def checked(*options: str) -> str:
        done = CliRunner().invoke(cli, ["check", "club", "--select", "E004", *options], prog_name="clashmap")
        return " ".join(done.output.split())

    # What moved with its passage is told as that; the other is wrong anyway.
    assert "the quotation stands in 5.2, not in 4.1" in checked("--fix")
    assert "first type clashmap cite PATH --verify --fix. Cite the place where it stands: write 5.2 in" in checked()
    assert checked().count("[E004]") == 1
    assert (club / "debate.argdown").read_text(encoding="utf-8") == written
    assert cite("--verify", "--fix").exit_code == 1
    told = said(cite("--verify"))
    assert "<Loud>: “At night, however, nobody flies” stands in haun-25 ¶5.2, not where it is cited" in told
    assert "1 word for word and 1 elsewhere than cited" in told
    assert "--lock" not in told
    assert told.endswith("clashmap check club")
    assert "mended club/debate.argdown: 1 × E004" in checked("--fix")
    assert cite("--verify").exit_code == 0
    assert "5.2" in (club / "debate.argdown").read_text(encoding="utf-8")


def test_what_to_do_is_said_at_every_end(club: Path) -> None:
    def end() -> str:
        return said(cite("--verify")).partition(" word for word. ")[2]

    keep = "fits the texts that are here. To notice when they change, keep fingerprints of it:"
    assert end().endswith(f"{keep} What to type next clashmap cite club --lock")
    change(club / "debate.argdown", ', "rand-24 7"', "")
    cite("--lock")
    assert end() == "All is well. What to type next clashmap cite club --coverage"
    source = club / "sources/haun-25.txt"
    text = source.read_text(encoding="utf-8")
    change(source, "The last word belongs to those", "The final word belongs to those")
    assert end().endswith("Only if it still says what is claimed, keep it as it is now: What to type next " + LOCK)
    moved = text.replace("The last word belongs to those who fly.", "New.\n\nThe last word is for all those who fly.")
    source.write_text(moved, encoding="utf-8")
    assert "haun-25 ¶5 has changed; ¶6 is most like it" in said(cite("--verify"))
    assert "“The last word is for all those who fly.”" in said(cite("--verify"))
    assert "cite it instead of the old one. Then verify again. What to type next" in end()
    refused = said_wrong("--lock")
    assert "would be locked as something else: haun-25 ¶5 (club/debate.argdown:13:68), at ¶6; cite the new" in refused
    change(club / "debate.argdown", "4.2, 5", "4.2, 6")
    assert end().endswith(f"keep fingerprints of it: What to type next {LOCK}")
    cite("--lock")
    assert end().startswith("All is well.")
    source.write_text("Nothing.\n", encoding="utf-8")
    assert LOCK not in said(cite("--verify"))
    assert 'What to type next clashmap cite club --find "words of the passage" clashmap check club' in said(
        cite("--verify")
    )
    source.unlink()
    assert said(cite("--verify")).endswith("What to type next clashmap cite club --sources FOLDER --verify")
    (club / "debate.argdown").write_text("[Alone]: a\n", encoding="utf-8")
    assert said(cite("--verify")).endswith("clashmap help evidence")


def test_what_is_typed_next_has_the_same_folder_of_texts(club: Path) -> None:
    (club / "sources").rename(club.parent / "my texts")
    (club / "debate.argdown").write_text(DEBATE_TEXT.replace("cheap to keep", "dear to keep"), encoding="utf-8")
    (club / "cards").mkdir()
    (club / "cards/x.md").write_text("---\nsource: haun-25\n---\n\nThey are loud.\n", encoding="utf-8")
    done = cite("--verify", "--sources", "my texts")
    assert "clashmap check club --sources 'my texts'\n" in done.stdout
    assert "see all by: clashmap check club --sources 'my texts'\n" in done.stderr
    checked = CliRunner().invoke(cli, ["check", "club", "--sources", "my texts"], prog_name="clashmap").stdout
    assert checked.endswith("1 warning, 1 hint in 2 files: 1 claim, 4 arguments, 4 relations, 1 card\n")


def test_a_misquotation_fails(club: Path) -> None:
    cite("--lock")
    change(club / "debate.argdown", "They are cheap to keep", "They are dear to keep")
    done = cite("--verify")
    assert done.exit_code == 1
    shown = r"club/debate.argdown:11:\d\d: <Cheap>: “They are dear to keep” does not stand so in its source"
    assert re.search(shown, said(done))
    assert "1 quotation: 1 not word for word." in said(done)
    assert "clashmap check club" in done.stdout


def test_a_fix_that_fails_half_way_leaves_all_as_it_was(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (club / "more.argdown").write_text('[More]: And more. {cite: "haun-25 3"}\n', encoding="utf-8")
    cite("--lock")
    change(club / "sources/haun-25.txt", "Planes keep", "A new beginning was added here.\n\nPlanes keep")
    files = {path: path.read_bytes() for path in club.rglob("*") if path.is_file()}

    def full(*_: object) -> None:
        raise SaveError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("clashmap.library.lock.write_lock", full)
        done = cite("--verify", "--fix")
    assert done.exit_code == 2
    assert "the disk is full" in done.stderr
    assert {path: path.read_bytes() for path in club.rglob("*") if path.is_file()} == files
    assert cite("--verify", "--fix").exit_code == 0
    assert "haun-25 4" in (club / "more.argdown").read_text(encoding="utf-8")


def test_words_are_found_and_their_citation_can_be_pasted(club: Path) -> None:
    done = cite("--find", "cheap to keep")
    assert done.exit_code == 0
    (pasted,) = re.findall(r'^  cite: "(.*)"$', done.stdout, re.MULTILINE)
    assert pasted == "haun-25 2.2"
    assert "“They are cheap to keep, and children love them.”" in said(done)
    (found,) = data("--find", "they are")["found"][:1]
    assert (found["cite"], found["likeness"]) == ("haun-25 2.2", 1)
    near = cite("--find", "cheap to keeep and children")
    assert "stands nowhere just so; most like it" in said(near)
    assert 'cite: "haun-25 2.2"' in near.stdout
    assert re.search(r"\d\d% alike", near.stdout)
    none = cite("--find", "zyxw vuts")
    assert (none.exit_code, "nothing like it does" in said(none)) == (0, True)


def test_coverage_tells_who_cites_what(club: Path) -> None:
    shown = said(cite("--coverage"))
    assert "3 of 5 paragraphs cited, by 3 points" in shown
    assert "2 Planes keep a club busy. They are cheap to keep, and … <Cheap>" in shown
    assert "4 They are loud. At night, however, nobody flies. <Loud>; <Nights>" in shown
    assert "1 Planes on a budget nobody" in shown
    assert "1 paragraph cited, by 1 point; its text is not here 7 <Nights>" in shown
    assert "1 point cites nothing - <Feeling> (debate.argdown:14)" in shown
    assert "1 point of the club’s own (#analytic) cites nothing - [Buy planes] (debate.argdown:10)" in shown
    found = data("--coverage")
    haun, rand = found["sources"]
    assert haun["cited"] == [
        {"paragraph": 2, "by": ["<Cheap>"]},
        {"paragraph": 4, "by": ["<Loud>", "<Nights>"]},
        {"paragraph": 5, "by": ["<Nights>"]},
    ]
    assert (haun["uncited"], rand["paragraphs"], rand["uncited"]) == ([1, 3], None, None)
    assert (found["citeNothing"], found["analytics"]) == (["<Feeling>"], ["[Buy planes]"])
    (club / "sources/haun-25.txt").unlink()
    without = said(cite("--coverage"))
    assert "Planes keep" not in without
    assert "4 <Loud>; <Nights>" in without


def test_a_locator_far_away_costs_no_time(club: Path) -> None:
    change(club / "debate.argdown", "rand-24 7", "rand-24 7-999999999")
    change(club / "debate.argdown", "haun-25 2.2", "haun-25 2-999999999")
    assert cite("--coverage").exit_code == 0
    assert len(data("--coverage")["sources"][0]["cited"]) <= 5


def test_a_source_that_only_a_card_cites_is_in_the_bibliography(tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "doe.md").write_text(
        "---\nauthor: Jane Doe\ntitle: Air\nissued: 2025\n---\n# Air\n\nWords.\n", encoding="utf-8"
    )
    (tmp_path / "d.argdown").write_text("[A]: a {card: doe}\n", encoding="utf-8")
    assert cite("--bibliography", path=str(tmp_path)).stdout == "Doe 25: Jane Doe, 2025, “Air”\n"


def test_the_bibliography_lists_what_is_cited(club: Path) -> None:
    done = cite("--bibliography")
    assert done.stdout.splitlines()[0] == "Haun 25: Pat Haun, 2025, “Planes on a budget”"
    assert "spare" not in done.stdout
    assert "1 declared and not cited; add --all" in done.stderr
    assert "Spare 20" in cite("--bibliography", "--all").stdout
    assert [one["id"] for one in data("--bibliography")["sources"]] == ["haun-25", "rand-24"]
    pytest.importorskip("citeproc")
    styled = cite("--bibliography", "--style", "harvard")
    assert styled.stdout.startswith("Haun, P. (2025) ")
    wrong = cite("--bibliography", "--style", "nobodys")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "there is no style nobodys" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["--lock", "--verify"], "--lock and --verify are two answers"),
        (["--coverage", "--find", "x"], "--coverage and --find are two answers"),
        (["--fix"], "--fix belongs to --verify"),
        (["--lock", "--diff"], "--diff belongs to --verify"),
        (["--verify", "--fix", "--diff"], "leave one of them out"),
        (["--style", "apa"], "--style belongs to --bibliography"),
        (["--verify", "-o", "x.html"], "-o is for the page that --coverage makes"),
        (["--coverage", "-o", "x.pdf"], "choose a name that ends in .html"),
        (["--coverage", "-o", "x.html", "--format", "json"], "--format json is for what is printed"),
        (["--coverage", "-o", "club/sources/haun-25.html"], "would be among the texts of sources"),
        (["--coverage", "-o", "club"], "choose a name that ends in .html"),
        (["--find", " "], "--find needs words"),
        (["--sources", "nowhere"], "the folder nowhere is not there; give --sources"),
    ],
)
def test_what_cannot_be_meant_is_refused(club: Path, arguments: list[str], phrase: str) -> None:
    files = sorted(club.parent.rglob("*"))
    done = cite(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert phrase in done.stderr
    assert sorted(club.parent.rglob("*")) == files


def test_without_texts_it_says_where_they_belong(club: Path) -> None:
    shutil.rmtree(club / "sources")
    for option in (["--lock"], ["--find", "x"], ["--coverage", "-o", "reading.html"]):
        done = cite(*option)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "none is in club/sources; put haun-25.txt there" in done.stderr
        assert "clashmap cite club --sources FOLDER" in done.stderr
    verified = cite("--verify")
    assert verified.exit_code == 0
    assert "5 citations: 5 not verifiable here." in said(verified)
    assert not (club / FILE).exists()


def test_standard_input_can_be_looked_at_and_not_written_beside(club: Path) -> None:
    for option in (["--lock"], ["--verify", "--fix"]):
        done = cite(*option, path="-", input=DEBATE_TEXT)
        assert done.exit_code == 2
        assert "save the debate as a file" in done.stderr
    for options in ([], ["--coverage"], ["--bibliography"], ["--verify"]):
        assert cite(*options, path="-", input=DEBATE_TEXT).exit_code == 0
    empty = cite(path="-", input="[Alone]: a\n")
    assert "No source is declared here yet" in empty.stdout


def test_cards_are_told_with_what_is_read(club: Path) -> None:
    (club / "cards").mkdir()
    card = "---\nsource: haun-25\nlocator: 4\n---\n# Planes are loud\n\n<u>==They are loud.==</u> At night, {}.\n"
    (club / "cards/noise.md").write_text(card.format("however, nobody flies"), encoding="utf-8")
    (club / "cards/false.md").write_text(card.format("everybody flies"), encoding="utf-8")
    change(club / "debate.argdown", '"haun-25 4"', '"haun-25 4", card: noise')
    cite("--lock")
    shown = said(cite())
    assert "Haun 25 (noise): Planes are loud 3 of 8 words read, word for word in its source, used by <Loud>" in shown
    assert "(false): Planes are loud 3 of 7 words read, not word for word in its source, no claim uses it" in shown
    false, noise = data()["cards"]
    assert (noise["read"], noise["words"], noise["usedBy"], noise["verified"]) == (3, 8, ["<Loud>"], True)
    assert false["verified"] is False
    change(club / "debate.argdown", "Nobody says so. {side: neg}", "Somebody says so. {side: neg, card: noise}")
    found = data("--coverage")
    assert found["sources"][0]["cited"][1] == {"paragraph": 4, "by": ["<Loud>", "<Nights>", "<Feeling>"]}
    assert found["citeNothing"] == []
    assert cite("--coverage", "-o", "reading.html").exit_code == 0
    row = Path("reading.html").read_text(encoding="utf-8").partition('id="source-haun-25.4"')[2].partition("</div>")[0]
    assert row.count("<li id=") == 3
    verified = cite("--verify")
    assert verified.exit_code == 1
    assert "the card false is not word for word in its source" in said(verified)
    (club / "cards/false.md").unlink()
    assert "1 card: 1 word for word." in said(cite("--verify"))


def test_of_a_text_that_is_one_long_line_a_line_or_two_is_shown(club: Path) -> None:
    long = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(20_000))
    (club / "sources/rand-24.txt").write_text(f"{long}\n", encoding="utf-8")
    change(club / "debate.argdown", "rand-24 7", "rand-24 1")
    change(club / "debate.argdown", "They are cheap to keep", "They are cheap " * 1_000)
    assert len(cite("--coverage").stdout) < 2_000
    (line,) = (line for line in cite("--coverage").stdout.splitlines() if long[:20] in line)
    assert line.strip() == f"1  {long[:27]} …"
    found = cite("--find", long[5_000:5_010])
    assert long[4_990:5_020] in "".join(found.stdout.split())
    assert len(found.stdout) < 2_000
    assert data("--find", long[5_000:5_010])["found"][0]["passage"] == long
    assert "They are cheap They are cheap" in said(cite("--verify"))
    assert len(cite("--verify").stdout) < 2_000
    assert len(data("--verify")["quotations"][0]["words"]) > 10_000


def test_all_is_well_only_where_all_of_it_was_checked(club: Path) -> None:
    cite("--lock")
    some = "What could be checked is well; 1 citation could not be checked"
    assert f"{some}. What to type next clashmap cite club --sources FOLDER --verify" in said(cite("--verify"))

    (club / "sources/rand-24.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    unread = said(cite("--verify"))
    assert "Not verifiable here: rand-24.txt:" in unread
    assert f"{some}; there is 1 error to mend. What to type next clashmap check club" in unread
    assert "FOLDER" not in unread
    (club / "sources/rand-24.txt").unlink()

    change(club / "debate.argdown", "rand-24 7", "nope 7")
    undeclared = said(cite("--verify"))
    assert "nope.txt" not in undeclared
    assert "FOLDER" not in undeclared
    assert re.search("Not verifiable here: [^:]*“nope”", undeclared)
    assert "Cited, and declared nowhere - nope" in said(cite())

    change(club / "debate.argdown", ', "nope 7"', "")
    assert "All is well." in cite("--verify").stdout
    (club / "cards").mkdir()
    (club / "cards/own.md").write_text("---\nsource: haun-25\n---\n# My words\n", encoding="utf-8")
    empty = said(cite("--verify"))
    assert "1 card: 1 quotes nothing." in empty
    assert "well; 1 card could not be checked. What to type next clashmap check club" in empty
    (club / "cards/own.md").unlink()

    lock = (club / FILE).read_text(encoding="utf-8")
    (club / FILE).write_text(f"<<<<<<< HEAD\n{lock}=======\n{lock}>>>>>>> other\n", encoding="utf-8")
    broken = said(cite("--verify"))
    assert broken.endswith("nobody knows whether the texts have changed. What to type next clashmap check club")
    assert "--lock" not in broken
    assert "All " not in broken
    assert "--lock" not in said(cite())


def test_what_is_not_locked_is_named(club: Path) -> None:
    cite("--lock")
    (club / "sources/haun-25.txt").rename(club / "sources/rand-24.txt")
    change(club / "debate.argdown", "haun-25 2.2", "haun-25 3")
    change(club / "debate.argdown", "rand-24 7", "rand-24 9.9")
    told = said(cite("--lock"))
    assert "already" not in told
    assert "Not locked, since no such place is in the text rand-24 ¶9.9 (club/debate.argdown:13:" in told
    assert "Not locked, since their texts are not here haun-25 ¶3 (club/debate.argdown:11:" in told
    found = data("--lock")
    assert (found["unplaced"], found["absent"]) == (1, [{"source": "haun-25", "locator": "3"}])


def test_no_place_is_advised_that_is_not_there(club: Path) -> None:
    for wrong in ("2.3-4", "2.5-9"):
        written = (club / "debate.argdown").read_text(encoding="utf-8")
        change(club / "debate.argdown", "haun-25 2.2", f"haun-25 {wrong}")
        assert "to go on to" not in said(cite("--verify"))
        (club / "debate.argdown").write_text(written, encoding="utf-8")


def test_what_was_done_to_the_words_is_counted(club: Path) -> None:
    change(club / "debate.argdown", "They are cheap to keep", "They [the planes] are … to keep")
    (club / "cards").mkdir()
    card = "---\nsource: haun-25\nlocator: 4\n---\n\nThey [planes] are loud. At night […] nobody flies.\n"
    (club / "cards/x.md").write_text(card, encoding="utf-8")
    told = said(cite("--verify"))
    assert "1 quotation: 1 word for word; 2 words put in, 1 omission." in told
    assert "1 card: 1 word for word; 1 word put in, 1 omission." in told
    assert "read, word for word in its source, 1 word put in, 1 omission, no claim uses it" in said(cite())
    assert data("--verify")["quotations"][0]["edits"] == "2 words put in, 1 omission"


@pytest.mark.parametrize(
    ("typed", "meant"), [("lock", " --lock"), ("find", ' --find "words"'), ("cards", ""), ("sources", "")]
)
def test_an_answer_of_cite_that_is_typed_as_a_command_is_found(typed: str, meant: str) -> None:
    done = CliRunner().invoke(cli, [typed, "club"])
    assert done.exit_code == 2
    assert done.stderr.endswith(f"there is no command “{typed}”; type clashmap cite PATH{meant}\n")


def test_nothing_steers_the_terminal(club: Path) -> None:
    evil = "\x1b[2J\u202e\x07"
    change(club / "sources/haun-25.txt", "They are cheap", f"They {evil} are cheap")
    change(club / "debate.argdown", "<Cheap>", f"<Cheap{evil}>")
    change(club / "debate.argdown", "Planes on a budget", "Planes \u202e on a budget")
    cite("--lock")
    change(club / "sources/haun-25.txt", "Planes keep", "New.\n\nPlanes keep")
    for options in ([], ["--verify"], ["--coverage"], ["--find", "are cheap"], ["--bibliography"], ["--lock"]):
        done = cite(*options)
        assert done.output
        assert not [sign for sign in "\x1b\u202e\x07" if sign in done.output], options


@needs_article
def test_the_article_covers_what_its_map_cites(article: ArgumentMap) -> None:
    found = data("--coverage", "--sources", str(ARTICLE.parent), path=str(DEBATE))["sources"][0]
    lines = [line for line in ARTICLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert found["paragraphs"] == len(lines)
    by: dict[int, set[str]] = {}
    for node in article.nodes:
        for number in (number for citation in node.citations for number in citation.paragraphs):
            by.setdefault(number, set()).add(node.id)
    assert {one["paragraph"]: set(one["by"]) for one in found["cited"]} == by
    assert found["uncited"] == [number for number in range(1, len(lines) + 1) if number not in by]


def test_the_guide_shows_what_is_printed(accept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(clashmap.__file__).parent / "help/evidence.md"
    text = path.read_text(encoding="utf-8")
    for name, held in re.findall(r"^```\n// (\S+)\n((?:.*\n)*?)```$", text, re.MULTILINE):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(held, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("clashmap.cli.cite.page.page_width", lambda: 98)
    assert [found.code for found in load("planes", texts=True).diagnostics] == []
    assert cite("--lock", path="planes").exit_code == 0

    def rerun(found: re.Match[str]) -> str:
        done = CliRunner().invoke(cli, shlex.split(found.group(1)), prog_name="clashmap")
        assert done.exit_code == 0, done.output
        return f"```\n$ clashmap {found.group(1)}\n{done.stdout.strip()}\n```"

    made, number = re.subn(r"^```\n\$ clashmap (.*)\n((?:.*\n)*?)```$", rerun, text, flags=re.MULTILINE)
    assert number == text.count("\n$ ") == 2
    if accept:
        path.write_text(made, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == made, "type: python -m pytest tests/test_cite.py --accept"
    assert len(made.splitlines()) < 110
    assert ROOT not in Path.cwd().parents
