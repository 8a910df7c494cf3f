"""Watching a debate: what counts as a change, and a whole process that redraws while files are saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import clashmap
from clashmap.cli.debate import Refusal
from clashmap.cli.watch import watch
from clashmap.library.watching import Look, Stamp, Watched, next_change


def looks(*times: int) -> list[Look]:
    return [{"debate.argdown": Stamp(time, 1, 1)} for time in times]


@pytest.mark.parametrize(
    ("seen", "waits"),
    [
        ([1, 1, 1, 2, 2], 4),  # saved once
        ([2, 2], 1),  # saved while it was drawn
        ([1, 2, 3, 4, 4, 5], 4),  # still being written
        ([2, 1, 1], 2),  # undone before it was drawn
    ],
)
def test_a_change_is_over_when_two_looks_agree(seen: list[int], waits: int) -> None:
    (before,), queue, waited = looks(1), iter(looks(*seen)), []
    after = next_change(lambda: next(queue), before, lambda: waited.append(1))
    assert len(waited) == waits
    assert after == looks(*seen)[waits]


def test_every_way_of_saving_is_a_change(tmp_path: Path) -> None:
    debate, more = tmp_path / "debate.argdown", tmp_path / "more.txt"
    debate.write_text("@include(more.txt)\n@include(../secret.txt)\n", encoding="utf-8")
    watched = Watched(debate)
    seen = [watched.look()]
    assert seen[0] == {str(debate): seen[0][str(debate)], str(more): None}

    def changed() -> bool:
        seen.append(watched.look())
        return seen[-1] != seen[-2]

    assert not changed()
    more.write_text("[A]: First.\n", encoding="utf-8")
    assert changed(), "an included file that was not there"
    stamp = more.stat()
    (tmp_path / "new").write_text("[A]: Other.\n", encoding="utf-8")
    os.utime(tmp_path / "new", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    (tmp_path / "new").replace(more)
    assert changed(), "a new file in place of the old one, of the same size and time"
    debate.write_text("[B]: Nothing else.\n", encoding="utf-8")
    assert changed()
    assert list(seen[-1]) == [str(debate)], "what is no longer included"
    debate.unlink()
    assert changed()


def test_what_stands_beside_a_debate_is_watched(tmp_path: Path) -> None:
    for name in ("d.argdown", "refs.bib", "notes.txt", "map.svg", "cards/new/a.md", "texts/haun.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    for path in (tmp_path, tmp_path / "d.argdown"):
        seen = {Path(name).name for name in Watched(path).look()}
        assert seen == {"d.argdown", "refs.bib", "a.md"}
        assert {Path(name).name for name in Watched(path, folders=[tmp_path / "texts"]).look()} == {*seen, "haun.txt"}


def test_files_of_a_folder_come_and_go(tmp_path: Path) -> None:
    (tmp_path / "a.argdown").write_text("[A]: First.\n", encoding="utf-8")
    theme = tmp_path / "club.toml"
    watched = Watched(tmp_path, others=[theme])
    names = []
    for change in (lambda: None, (tmp_path / "b.argdown").touch, theme.touch, (tmp_path / "a.argdown").unlink):
        change()
        names.append({Path(name).name: stamp is not None for name, stamp in watched.look().items()})
    assert names == [
        {"a.argdown": True, "club.toml": False},
        {"a.argdown": True, "b.argdown": True, "club.toml": False},
        {"a.argdown": True, "b.argdown": True, "club.toml": True},
        {"b.argdown": True, "club.toml": True},
    ]


def test_what_is_drawn_again_may_fail_and_ctrl_c_ends_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    debate = tmp_path / "debate.argdown"
    debate.write_text("[A]: First.\n", encoding="utf-8")
    drawn: list[str] = []
    waits = iter(range(1, 12))

    def draw() -> None:
        drawn.append(debate.read_text(encoding="utf-8"))
        if len(drawn) == 2:
            raise Refusal("too much for a sheet")
        if len(drawn) == 3:
            sys.exit(1)

    def wait() -> None:
        if (number := next(waits, 12)) == 12:
            raise KeyboardInterrupt
        if number % 3 == 0:
            debate.write_text(f"[A]: Number {'x' * number}.\n", encoding="utf-8")

    shown: list[object] = []
    watch(draw, str(debate), first=shown.append, wait=wait)
    assert len(drawn) == len(set(drawn)) == 4
    assert shown == [None]
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition("; ")[0] for line in lines if "kept" in line] == ["what was drawn before is kept"] * 2
    assert "error: too much for a sheet" in lines
    assert lines[-1] == "stopped watching"


def test_what_the_first_drawing_refuses_ends_it_and_errors_in_the_text_do_not(tmp_path: Path) -> None:
    debate, theme, shown = tmp_path / "debate.argdown", tmp_path / "club.toml", list[int]()
    debate.write_text("[A]: First.\n", encoding="utf-8")
    named: list[str] = []
    turns, waits = iter((1, 2, 3)), iter((debate, None, theme, None))

    def draw() -> int:
        if (turn := next(turns)) == 1:
            sys.exit(1)
        named[:] = [str(theme)]  # the text names it from now on
        return turn

    def wait() -> None:
        try:
            if file := next(waits):
                file.write_text(f"// {file.name} is saved\n", encoding="utf-8")
        except StopIteration:
            raise KeyboardInterrupt from None

    watch(draw, str(debate), others=lambda: named, first=shown.append, wait=wait)
    assert shown == [2]
    assert next(turns, None) is None, "the theme was saved, too"

    def refuse() -> None:
        raise Refusal("there is no such file")

    with pytest.raises(Refusal, match="no such file"):
        watch(refuse, str(tmp_path / "nowhere"), first=shown.append)


def test_standard_input_cannot_be_watched() -> None:
    with pytest.raises(click.ClickException, match="--watch needs a file or a folder"):
        watch(lambda: None, "-")


PROGRAM = """
import signal
import clashmap
from clashmap.cli.debate import open_sound
from clashmap.cli.watch import watch
from clashmap.library import save

def draw():
    map = open_sound("debate", keep_going=False)
    save("map.svg", clashmap.render(map, page="a4", engine="tidy").svg())

# a shell that starts its tests in the background has them pass over the key that ends a program
signal.signal(signal.SIGINT, signal.default_int_handler)
watch(draw, "debate")
"""


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """A process that watches a folder."""
    (tmp_path / "debate").mkdir()
    (tmp_path / "debate" / "main.argdown").write_text("[A]: First words.\n", encoding="utf-8")
    env = os.environ | {"PYTHONPATH": str(Path(clashmap.__file__).parents[1]), "PYTHONIOENCODING": "utf-8"}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=tmp_path, env=env, stderr=log)
        yield tmp_path, process
        process.kill()
        process.wait()


def test_a_process_redraws_however_a_file_is_saved(watching: tuple[Path, subprocess.Popen[bytes]]) -> None:
    folder, process = watching
    debate, picture, log = folder / "debate" / "main.argdown", folder / "map.svg", folder / "log"

    def shows(words: str, file: Path = picture) -> None:
        end = time.monotonic() + 300  # only a fault takes so long
        while not (file.exists() and words in file.read_text(encoding="utf-8")):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < end, f"{words!r} did not come: {log.read_text(encoding='utf-8')}"
            time.sleep(0.05)

    shows("First words.")
    debate.write_text("[A]: In place.\n", encoding="utf-8")
    shows("In place.")
    (folder / "debate" / "other.tmp").write_text("[A]: Replaced.\n", encoding="utf-8")
    (folder / "debate" / "other.tmp").replace(debate)
    shows("Replaced.")
    (folder / "debate" / "two.argdown").write_text("[A]\n  - [B]: Another file.\n", encoding="utf-8")
    shows("Another file.")
    before = picture.read_bytes()
    debate.write_text("[A]: Broken.\n  – [C]: With a dash.\n", encoding="utf-8")
    shows("main.argdown:2:3", log)
    shows("what was drawn before is kept", log)
    assert picture.read_bytes() == before
    debate.write_text("[A]: Mended.\n", encoding="utf-8")
    shows("Mended.")
    if os.name == "posix":
        process.send_signal(signal.SIGINT)
        assert process.wait(300) == 0
        text = log.read_text(encoding="utf-8")
        assert text.endswith("stopped watching\n")
        assert "Traceback" not in text
