"""Bad input: a clear message that names the file and what to do, exit code 1 or 2, and nothing overwritten."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clashmap.cli import cli
from clashmap.draw.engines import command, embedded
from conftest import Run

GOOD = b"[Zone]: There should be one.\n  - [War]: It means war.\n"
KEPT = b"<svg>what was here before</svg>\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out.svg").write_bytes(KEPT)
    return tmp_path


def render(path: str, *more: str) -> Result:
    """Render over an existing output, if no other is named."""
    rest = [*([] if "-o" in more else ["-o", "out.svg"]), *([] if "--engine" in more else ["--engine", "tidy"])]
    return CliRunner().invoke(cli, ["render", path, *rest, *more], prog_name="clashmap")


def check(path: str) -> Result:
    return CliRunner().invoke(cli, ["check", path], prog_name="clashmap")


def refused(folder: Path, result: Result, code: int, *said: str) -> None:
    """Hold that *result* is a refusal with this exit code and these words, and that the old output is as it was."""
    assert result.exit_code == code, result.output
    for words in said:
        assert words in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert "internal error" not in result.stderr
    assert (folder / "out.svg").read_bytes() == KEPT
    assert not list(folder.glob("**/*.tmp"))


FINDINGS = {
    "an empty file": (b"", "error[S001]", "there is nothing in the file"),
    "only blanks": (b" \n\t\n\n", "error[S001]", "there is nothing in the file"),
    "a binary file": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "error[T012]", "plain-text file"),
    "Latin-1 text": ("[Zone]: Une zone a\u00e9rienne.\n".encode("latin-1"), "error[T010]", "Save the file as UTF-8"),
    "one title with two texts": (b"[Zone]: One.\n\n[Zone]: Two.\n", "error[R002]", "choose another title"),
    "front matter that is not YAML": (b"===\ntitle: [open\n===\n\n[Zone]: One.\n", "error[S003]", "help"),
    "front matter that is a list": (b"===\n- one\n===\n\n[Zone]: One.\n", "error[S003]", "help"),
    "tabs mixed with spaces": (b"[Zone]: One.\n  - [War]: Two.\n\t- [Cost]: Three.\n", "error[S012]", "help"),
    "a reference to nothing": (b"[Zone]: One.\n  - [Zonne]\n", "error[R001]", "Did you mean [Zone]?"),
    "a truncated UTF-16 file": ("[Zone]: One.\n".encode("utf-16") + b"\n", "error[T010]", "Save the file as UTF-8"),
}


@pytest.mark.parametrize(("data", "code", "help"), FINDINGS.values(), ids=FINDINGS)
def test_a_text_with_errors(data: bytes, code: str, help: str, folder: Path) -> None:
    (folder / "debate.argdown").write_bytes(data)
    refused(folder, render("debate.argdown"), 1, code, "debate.argdown", help)
    result = check("debate.argdown")
    assert result.exit_code == 1
    assert code in result.stdout
    assert "internal error" not in result.stderr


WARNINGS = {
    "UTF-16 text": ("[Zone]: One é.\n".encode("utf-16"), "warning[T011]"),
    "UTF-16 text without a mark": ("[Zone]: One of many.\n".encode("utf-16-le"), "warning[T011]"),
    "a cycle of supports": (b"[A]: One.\n  + [B]: Two.\n    + [C]: Three.\n      + [A]\n", "warning[L002]"),
    "a tab and blanks beside each other": (b"[Zone]: One.\n\t- [War]: Two.\n  - [Cost]: Three.\n", "warning[T005]"),
    "front matter without its end": (b"===\ntitle: Zone\n\n[Zone]: One.\n", "warning[T006]"),
    "a claim that attacks itself": (b"[A]: One.\n  - [A]\n", "warning[L001]"),
}


@pytest.mark.parametrize(("data", "code"), WARNINGS.values(), ids=WARNINGS)
def test_a_text_with_warnings_is_drawn(data: bytes, code: str, folder: Path) -> None:
    (folder / "debate.argdown").write_bytes(data)
    result = render("debate.argdown")
    assert result.exit_code == 0
    assert "1 warning in debate.argdown; see all by: clashmap check debate.argdown" in result.stderr
    assert (folder / "out.svg").read_bytes().startswith(b"<svg ")
    found = check("debate.argdown")
    assert found.exit_code == 1
    assert code in found.stdout
    assert "debate.argdown:" in found.stdout
    assert "help" in found.stdout


FINE = {
    "a byte order mark": b"\xef\xbb\xbf" + GOOD,
    "CRLF": GOOD.replace(b"\n", b"\r\n"),
    "old Mac line ends": GOOD.replace(b"\n", b"\r"),
    "no line break at the end": GOOD.rstrip(),
    "tabs": GOOD.replace(b"  -", b"\t-"),
    "front matter behind a mark and with CRLF": b"\xef\xbb\xbf===\r\ntitle: Zone\r\n===\r\n\r\n[Zone]: One.\r\n",
}


@pytest.mark.parametrize("data", FINE.values(), ids=FINE)
def test_what_editors_do_to_a_file_does_no_harm(data: bytes, folder: Path) -> None:
    (folder / "debate.argdown").write_bytes(data)
    result = check("debate.argdown")
    assert result.exit_code == 0, result.output
    result = render("debate.argdown")
    assert result.exit_code == 0
    assert (folder / "out.svg").read_bytes().startswith(b"<svg ")


def test_line_ends_and_a_mark_change_no_place_and_no_picture(folder: Path) -> None:
    pictures = set()
    for name, data in (("a", GOOD), ("b", FINE["a byte order mark"]), ("c", FINE["CRLF"])):
        (folder / "debate.argdown").write_bytes(data)
        assert render("debate.argdown").exit_code == 0, name
        pictures.add((folder / "out.svg").read_bytes())
    assert len(pictures) == 1


def test_a_folder_without_maps(folder: Path) -> None:
    (folder / "debate").mkdir()
    (folder / "debate" / "notes.txt").write_text("notes", encoding="utf-8")
    refused(folder, render("debate"), 2, "the folder debate", ".argdown, .argdn or .ad")


def test_a_missing_path(folder: Path) -> None:
    (folder / "debate.argdown").write_bytes(GOOD)
    refused(folder, render("debat.argdown"), 2, "no file or folder debat.argdown", "did you mean debate.argdown?")
    refused(folder, render("debate.argdown/x.argdown"), 2, "debate.argdown/x.argdown")
    refused(folder, render("zzz"), 2, "check the spelling")
    refused(folder, render("x" * 5_000), 2, "cannot be read")
    refused(folder, render(""), 2, "the name of the file or folder is empty")


def test_standard_input_with_errors(run: Run, tmp_path: Path) -> None:
    done = run("check", "-", input=b"[Zone]: One.\n  - [War]\n")
    assert done.returncode == 1
    assert "<stdin>:2:5" in done.stdout
    assert "Traceback" not in done.stderr
    done = run("render", "-", input=b"\0\0")
    assert (done.returncode, done.stdout) == (1, "")
    assert "<stdin>" in done.stderr


def test_one_bad_file_in_a_folder_is_named_and_the_rest_is_read(folder: Path) -> None:
    (folder / "debate").mkdir()
    (folder / "debate" / "a.argdown").write_bytes(GOOD)
    (folder / "debate" / "b.argdown").write_bytes(b"\0\1\2")
    (folder / "debate" / "c.argdown").write_bytes(b"[Cost]: caf\xe9.\n  - [Zonne]\n")
    result = render("debate")
    refused(folder, result, 1, "debate/b.argdown", "debate/c.argdown:1:12", "debate/c.argdown:2:5", "3 errors")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["claims", "paragraph", "junk"])
def test_megabytes_are_drawn_or_refused_politely(kind: str, folder: Path, thorough: bool) -> None:
    if kind == "claims":
        text = "[Claim {0}]: A reason that has some words in it.\n  - <Reply {0}>: Not so.\n\n"
        data = "".join(text.format(number) for number in range(20_000)).encode()
    else:
        lines = 350_000 if thorough else 110_000
        data = b"[Zone]: " + b"word after word " * 320_000 if kind == "paragraph" else b"[A]: x [B] y\n\n" * lines
    assert len(data) > 1_400_000
    (folder / "debate.argdown").write_bytes(data)
    if kind == "junk":
        refused(folder, render("debate.argdown"), 1, "in debate.argdown; the first 20 are above")
        return
    result = render("debate.argdown")
    assert result.exit_code == 0, result.output
    assert ("40,000 cards on a poster" if kind == "claims" else "1 card on a poster") in result.output


def test_an_output_that_cannot_be_written(folder: Path) -> None:
    (folder / "debate.argdown").write_bytes(GOOD)
    refused(folder, render("debate.argdown", "-o", "nowhere/out.svg"), 2, "nowhere/out.svg", "make it first")
    (folder / "folder.svg").mkdir()
    refused(folder, render("debate.argdown", "-o", "folder.svg"), 2, "folder.svg is a folder")
    refused(folder, render("debate.argdown", "-o", "debate.argdown/out.svg"), 2, "debate.argdown/out.svg")
    (folder / "out.svg").chmod(stat.S_IREAD)
    refused(folder, render("debate.argdown"), 2, "out.svg is write-protected")


def test_a_debate_is_never_overwritten(folder: Path) -> None:
    (folder / "debate.svg").write_bytes(GOOD)
    refused(folder, render("debate.svg", "-o", "debate.svg"), 2, "debate.svg", "never overwritten")
    assert (folder / "debate.svg").read_bytes() == GOOD
    (folder / "debate.argdown").write_bytes(GOOD)
    arguments = ["export", "debate.argdown", "--to", "argdown-json", "-o", "debate.argdown"]
    refused(folder, CliRunner().invoke(cli, arguments), 2, "never overwritten")
    assert (folder / "debate.argdown").read_bytes() == GOOD


def test_an_engine_that_is_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "debate.argdown").write_bytes(GOOD)
    monkeypatch.setenv("PATH", str(folder))
    refused(folder, render("debate.argdown", "--engine", "dot"), 2, "there is no `dot` on PATH", "install Graphviz")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script")
@pytest.mark.parametrize(
    ("script", "seconds", "said"),
    [
        ("exec sleep 600", 0.5, "took longer than"),
        ("echo no >&2; exit 1", 300, "`dot` failed (no)"),
        ("echo nonsense", 300, "cannot be read"),
    ],
)
def test_an_engine_that_hangs_or_fails(
    script: str, seconds: float, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "debate.argdown").write_bytes(GOOD)
    (folder / "dot").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(command, "SECONDS", seconds)
    refused(folder, render("debate.argdown", "--engine", "dot"), 2, said, "--engine tidy")


def test_an_embedded_engine_that_runs_out_of_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # One card with two outgoing links: what is no tree cannot be hung in columns without an engine.
    (folder / "debate.argdown").write_bytes(b"[A]: a\n  + [B]: b\n    + [C]: c\n  - [C]\n")
    monkeypatch.setattr(embedded, "FUEL", 1_000)
    refused(folder, render("debate.argdown", "--engine", "graphviz"), 2, "took too long", "--engine tidy")
    result = render("debate.argdown", "--engine", "auto")
    assert result.exit_code == 0
    assert "the built-in tidy tree was used instead" in result.stderr
    assert (folder / "out.svg").read_bytes().startswith(b"<svg ")


def test_a_closed_pipe_is_quiet(run: Run, tmp_path: Path) -> None:
    import subprocess
    import sys

    import clashmap

    (tmp_path / "debate.argdown").write_bytes(b"".join(b"[Claim %d]: Text.\n\n" % i for i in range(5_000)))
    command = [sys.executable, "-m", "clashmap", "show", "debate.argdown"]
    env = os.environ | {"PYTHONPATH": str(Path(clashmap.__file__).parents[1])}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
