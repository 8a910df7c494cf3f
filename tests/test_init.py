"""``clashmap init``: the first debate is sound, teaches the language, and is never written over anything."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clashmap.cli import cli
from clashmap.cli.init import first_debate
from clashmap.library import load
from clashmap.model import RelationKind
from paths import ROOT


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), prog_name="clashmap")


def test_what_it_prints_can_be_typed_and_draws_at_once(here: Path) -> None:
    result = invoke("init", "our debate")
    assert (result.exit_code, result.stderr) == (0, "")
    wrote = [line.removeprefix("wrote ") for line in result.stdout.splitlines() if line.startswith("wrote ")]
    maps = ("1-motion.argdown", "2-for.argdown", "3-against.argdown")
    beside = ("sources.lock", "cards/first-lesson.md", "sources/buses.txt", "sources/survey.txt")
    assert wrote == [f"our debate/{name}" for name in (*maps, *beside)]
    assert all((here / name).is_file() for name in wrote)
    typed = [line.strip() for line in result.stdout.splitlines() if line.startswith("  ")]
    quote = '"' if os.name == "nt" else "'"
    assert typed == [f"clashmap {name} {quote}our debate{quote}" for name in ("render", "check", "judge", "cite")]
    drawn = invoke("render", "our debate", "--engine", "tidy")
    assert drawn.exit_code == 0
    assert "13 cards on A4" in drawn.stderr
    assert ET.parse(here / "our debate.svg").getroot().tag.endswith("svg")
    assert invoke("check", "our debate").stdout.startswith("no findings in 4 files: ")


def maps() -> dict[str, str]:
    """The Argdown files of the debate."""
    return {name: text for name, text in first_debate().items() if name.endswith(".argdown")}


def test_its_evidence_holds() -> None:
    invoke("init", "debate")
    checked = invoke("check", "debate")
    assert (checked.exit_code, checked.stdout.partition(" in ")[0]) == (0, "no findings")
    cited = invoke("cite", "debate", "--verify")
    assert cited.exit_code == 0
    lock = Path("debate/sources.lock")
    written = lock.read_text(encoding="utf-8")
    lock.unlink()
    assert invoke("cite", "debate", "--lock").exit_code == 0
    assert lock.read_text(encoding="utf-8") == written
    survey = Path("debate/sources/survey.txt")
    survey.write_text(survey.read_text(encoding="utf-8").replace("eight hours", "nine hours"), encoding="utf-8")
    assert invoke("cite", "debate", "--verify").exit_code == 1
    assert "E003" in invoke("check", "debate").stdout


def test_one_file_of_it_does_not_lock_the_others_out() -> None:
    invoke("init", "debate")
    written = Path("debate/sources.lock").read_text(encoding="utf-8")
    for asked in (["--lock"], ["--verify", "--fix"]):
        refused = invoke("cite", "debate/1-motion.argdown", *asked)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert refused.stderr.endswith("give the folder in place of the file: debate\n")
    assert Path("debate/sources.lock").read_text(encoding="utf-8") == written


def test_it_shows_each_part_of_the_language() -> None:
    invoke("init", "debate")
    map = load("debate")
    kinds = {relation.kind for relation in map.relations}
    assert kinds >= {RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT, RelationKind.CONTRADICTION}
    assert [argument.id for argument in map.arguments.values() if argument.steps] == [
        "<A later start gives sleep back>"
    ]
    assert map.title
    assert list(map.sides) == ["aff", "neg"]
    assert len(map.sections) == 2
    assert {citation.source for node in map.nodes for citation in node.citations} == set(map.references)
    assert [mention.target for mention in map.mentions] == ["[We sleep too little]"]
    assert {node.role for node in map.nodes} >= {"resolution", "impact", None}
    assert {node.side for node in map.nodes} == {"aff", "neg"}
    text = "\n".join(maps().values())
    shown = (
        "===",
        "# For",
        "[Title]: text",
        "<Title>: text",
        "+>",
        "->",
        "><",
        "  _ ",
        "#analytic",
        "cite:",
        "quote:",
        "card:",
        "@[",
        "\\#",
    )
    assert all(sign in text for sign in shown)
    assert max(len(line) for line in text.splitlines() if not line.startswith("//")) <= 100


@pytest.mark.slow
def test_argdowns_own_tool_reads_it(here: Path) -> None:
    cli, node = os.environ.get("ARGDOWN_CLI") or shutil.which("argdown"), shutil.which("node")
    if not cli or not node:
        pytest.skip("needs node and the reference: set ARGDOWN_CLI to its cli.js, or put argdown on PATH")
    (here / "all.argdown").write_text("\n".join(maps().values()), encoding="utf-8")
    command = [node, cli, "json", "--stdout", "all.argdown"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "errors" not in done.stderr
    assert len(json.JSONDecoder().raw_decode(done.stdout)[0]["statements"]) == 6


def test_a_folder_with_something_in_it_is_left_alone(here: Path) -> None:
    (here / "debate").mkdir()
    (here / "debate" / "notes.txt").write_text("mine", encoding="utf-8")
    result = invoke("init", "debate")
    assert result.exit_code == 2
    assert result.stderr == "error: debate is already there, and there is something in it; choose another name\n"
    assert [(file.name, file.read_text("utf-8")) for file in (here / "debate").iterdir()] == [("notes.txt", "mine")]


def test_an_empty_folder_will_do(here: Path) -> None:
    (here / "debate").mkdir()
    os.chdir(here / "debate")
    typed = "".join(f"  clashmap {command} .\n" for command in ("render", "check", "judge", "cite"))
    assert invoke("init", ".").stdout.endswith(typed)
    assert invoke("init", ".").exit_code == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("file",), "file is already there, and it is a file; choose another name"),
        (("file/debate",), "file/debate cannot be written"),
        (("",), "the name of the folder is empty"),
        (("our", "debate"), "unexpected extra argument (debate); put quotes round a name with blanks"),
        ((), "Missing argument 'FOLDER'"),
    ],
)
def test_what_cannot_be_meant_is_refused(typed: tuple[str, ...], said: str, here: Path) -> None:
    (here / "file").write_text("kept", encoding="utf-8")
    result = invoke("init", *typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert [file.name for file in here.iterdir()] == ["file"]


@pytest.mark.slow
def test_a_wheel_has_the_debate_in_it(here: Path) -> None:
    pip = [sys.executable, "-m", "pip"]
    done = subprocess.run(
        [*pip, "wheel", "-q", "--no-deps", "-w", str(here), str(ROOT)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("a wheel cannot be built here")
    (wheel,) = here.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("clashmap/init/")}
    assert packed == {f"clashmap/init/{name}" for name in first_debate()}
