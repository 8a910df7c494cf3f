"""``clashmap help``: the guide is in the package, can be read in a terminal, and shows what is really printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import clashmap
from clashmap.cli import COMMANDS, cli
from clashmap.cli.help import guide, shown
from clashmap.cli.terminal import columns
from paths import ROOT

FOLDER = Path(clashmap.__file__).parent / "help"
EXAMPLE = re.compile(r"^```\n\$ clashmap (.*)\n((?:.*\n)*?)```$", re.MULTILINE)


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["help", *arguments], prog_name="clashmap")


def test_pages_are_listed_with_their_headings() -> None:
    listed = invoke().stdout
    assert guide()
    for name, text in guide().items():
        assert re.search(rf"\n  clashmap help {name} +{re.escape(text.splitlines()[0].removeprefix('# '))}\n", listed)


def test_a_page_is_shown_by_its_name_and_a_command_by_its_own_help() -> None:
    assert invoke("verdicts").stdout.startswith("Verdicts: which claims stand, and why\n\n`clashmap judge PATH` says")
    assert invoke("Verdicts.md").stdout == invoke("verdicts").stdout
    for name in COMMANDS:
        assert invoke(name).stdout == CliRunner().invoke(cli, [name, "--help"], prog_name="clashmap").stdout
    assert "clashmap help strength" in " ".join(invoke("verdicts").stdout.split())
    assert "clashmap help strength" in invoke("judge").stdout
    wrong = invoke("verdict")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "there is no page “verdict”; did you mean verdicts?" in wrong.stderr


@pytest.mark.parametrize("page", guide())
@pytest.mark.parametrize("width", [60, 100])
def test_a_page_keeps_its_words_and_the_width(page: str, width: int) -> None:
    text = guide()[page]
    lines = [line for printed in shown(text, width=width) for line in re.sub(r"\x1b\[\d+m", "", printed).split("\n")]
    prose = re.sub(r"```\n(?:.*\n)*?```", "", text)
    words = re.sub(r"\*\*|^#+ ", "", prose, flags=re.MULTILINE).split()
    examples = {
        f"  {line}".rstrip() for block in re.findall(r"```\n((?:.*\n)*?)```", text) for line in block.splitlines()
    }
    said = " ".join(line.strip() for line in lines if line not in examples)
    assert examples <= set(lines)
    assert [word for word in words if word not in said] == []
    assert "```" not in said
    assert [line for line in lines if columns(line) > width and (width == 100 or line not in examples)] == []


def test_the_walkthrough_is_short_and_prints_what_is_printed(accept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("clashmap.cli.judge.text.page_width", lambda: 98)  # and two that examples are indented by
    path = FOLDER / "verdicts.md"

    def rerun(found: re.Match[str]) -> str:
        done = CliRunner().invoke(cli, shlex.split(found.group(1)), prog_name="clashmap")
        assert done.exit_code == 0, done.output
        inner = "\n\n".join(done.stdout.split("\n\n")[1:-1])
        return f"```\n$ clashmap {found.group(1)}\n{inner}\n```"

    text = path.read_text(encoding="utf-8")
    made, number = EXAMPLE.subn(rerun, text)
    assert number == text.count("\n$ ") == 3
    if accept:
        path.write_text(made, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == made, "type: python -m pytest tests/test_help.py --accept"
    assert len(made.splitlines()) < 80
