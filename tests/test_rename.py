"""A claim is called something else in every place that names it, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from clashmap.cli.texts import texts_of
from clashmap.graph import ArgumentMap
from clashmap.library import load, load_texts
from clashmap.resolve.rename import is_renamed, rename
from conftest import Run
from paths import DEBATE

TEXT = """===
views:
  ours: {focus: "Planes"}
===

[Buy  planes]: We should, says @[Planes]. #x {side: aff}
  + <Planes>: Not @<Planes>, [Buy  planes] or “Planes”.
  - [Planes]: They are many. // [Planes] of old

<Planes>

(1) [Planes]
(2) Others buy.
-- Rule {uses: [1]} --
(3) [Buy  planes]
"""


@pytest.fixture
def debate(tmp_path: Path) -> Path:
    path = tmp_path / "debate.argdown"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_every_place_follows_and_words_that_only_look_like_one_do_not(debate: Path, run: Run) -> None:
    done = run("rename", debate.name, "[Planes]", "Jets: many")
    assert done.returncode == 0
    assert "[Planes] is [Jets: many] now, in 3 places of 1 file" in done.stderr
    assert debate.read_text(encoding="utf-8") == (
        TEXT.replace("@[Planes]", "@[Jets: many]")
        .replace("(1) [Planes]", "(1) [Jets: many]")
        .replace("- [Planes]:", "- [Jets: many]:")
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Planes", "Jets", "say which: [Planes] or <Planes>"),
        ("Plane", "Jets", "did you mean"),
        ("[Planes]", "Buy  planes", "there is [Buy  planes] already, at debate.argdown:6:1"),
        ("[Planes]", "[Planes]", "that is what [Planes] is called"),
        ("[Planes]", "x]y", "cannot be a title"),
        ("[Planes]", " ", "cannot be a title"),
        ("[Planes]", "a\nb", "cannot be a title"),
        ("Others buy.", "Jets", "has no title"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(debate: Path, run: Run, old: str, new: str, said: str) -> None:
    done = run("rename", debate.name, old, new)
    assert done.returncode == 2
    assert said in done.stderr
    assert debate.read_text(encoding="utf-8") == TEXT


def test_a_title_that_was_changed_by_hand_takes_its_references_along(run: Run) -> None:
    text = "[Buses are free]: They should be.\n\n[Nobody pays]: They will not.\n  -> [¶8.1]\n"
    done = run("rename", "-", "¶8.1", "Buses are free", input=text.encode())
    assert done.returncode == 0
    assert done.stdout == text.replace("¶8.1", "Buses are free")


def test_a_change_is_shown_and_not_made(debate: Path, run: Run) -> None:
    done = run("rename", debate.name, "buy  planes", "Buy jets", "--diff")
    assert done.returncode == 0
    assert "+[Buy jets]: We should" in done.stdout
    assert debate.read_text(encoding="utf-8") == TEXT


def test_a_file_that_is_not_utf_8_is_left_alone(tmp_path: Path, run: Run) -> None:
    (tmp_path / "d.argdown").write_bytes("[A]: caf\u00e9\n".encode("latin-1"))
    done = run("rename", "d.argdown", "A", "B")
    assert done.returncode == 2
    assert "not UTF-8" in done.stderr


def there_and_back(map: ArgumentMap, texts: dict[str, str]) -> int:
    """How many nodes of *map* were renamed, read as the same map, and renamed back to the same *texts*."""
    titled = [node for node in map.nodes if node.title is not None]
    for node in titled:
        new = f"{node.id[0]}Another title{node.id[-1]}"
        changed = {**texts, **rename(map, node.id, "Another title")}
        again = load_texts(changed)
        assert is_renamed(map, again, node.id, new), node.id
        assert not is_renamed(map, again, node.id, node.id)
        assert {**changed, **rename(again, new, node.title or "")} == texts
    return len(titled)


def test_everything_in_a_part_of_the_article_can_be_called_something_else_and_back() -> None:
    map = load(DEBATE / "07-deniability.argdown")
    assert there_and_back(map, texts_of(map)) > 10


def test_a_view_that_no_longer_finds_it_is_told(run: Run) -> None:
    text = "===\nviews: {ours: {focus: Planes}}\n===\n\n[Planes]: Many.\n  + [B]: b\n"
    assert "error" not in (done := run("rename", "-", "Planes", "Jets", input=text.encode())).stderr
    assert "[D009]" in done.stderr


def test_included_files_are_renamed_where_they_stand(tmp_path: Path, run: Run) -> None:
    (tmp_path / "main.argdown").write_text("[A]: x\n\n@include(more.argdown)\n\n[C]: z\n  - [B]\n", encoding="utf-8")
    (tmp_path / "more.argdown").write_text("[B]: y\n  + [A]\n", encoding="utf-8")
    assert run("rename", "main.argdown", "B", "Bees").returncode == 0
    assert (tmp_path / "main.argdown").read_text(encoding="utf-8").endswith("  - [Bees]\n")
    assert (tmp_path / "more.argdown").read_text(encoding="utf-8") == "[Bees]: y\n  + [A]\n"


def test_line_breaks_of_windows_stay(tmp_path: Path, run: Run) -> None:
    (tmp_path / "d.argdown").write_bytes(b"[A]: x\r\n  + <C>: @[A]\r\n")
    assert run("rename", "d.argdown", "A", "B").returncode == 0
    assert (tmp_path / "d.argdown").read_bytes() == b"[B]: x\r\n  + <C>: @[B]\r\n"
