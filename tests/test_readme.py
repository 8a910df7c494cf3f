"""The README: what it says is what happens."""

from __future__ import annotations

import re
import subprocess
import sys

from click import unstyle

from clashmap.cli.terminal import full
from clashmap.draw import theme as themes
from clashmap.draw.theme import THEMES
from clashmap.draw.view.named import named_view, view_names
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def python(*arguments: str) -> str:
    """What Python prints when it is run with these arguments in the project's folder."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True).stdout.decode()


def test_the_five_lines_of_python_run(article: ArgumentMap) -> None:
    (code,) = blocks("python")
    assert len([line for line in code.splitlines() if line.strip()]) == 5
    said = python("-c", code)
    assert f"{len(article.nodes)} claims and arguments" in said
    assert "characters of SVG" in said


def test_the_example_is_a_debate_without_faults() -> None:
    (text,) = blocks("argdown")
    map = loads(text, path="canteen.argdown")
    assert map.diagnostics == ()
    assert len(map.claims) + len(map.arguments) == 5


def test_the_pictures_shown_are_there() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(shown) == 3
    assert README.index(shown[0]) < README.index("```")
    assert all((ROOT / path).is_file() for path in shown)


def test_the_commands_set_themselves_up_and_are_the_ones_that_ci_runs() -> None:
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    setting_up = [line for line in commands if "pip install" in line]
    assert len(setting_up) == 2
    assert all(line.startswith("python3 -m venv .venv && ") for line in setting_up)
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script


def test_every_option_named_exists() -> None:
    for block in blocks("sh"):
        for command, rest in re.findall(r"clashmap (\w+) (.*)", block):
            help = python("-m", "clashmap", command, "--help")
            assert all(option in help for option in re.findall(r" (--?[a-z]+)", rest))


def test_the_finding_shown_is_what_is_said() -> None:
    (shown,) = [block for block in blocks("text") if "error[" in block]
    line = next(line for line in shown.splitlines() if line.startswith("2 | ")).removeprefix("2 | ")
    (found,) = loads(
        f"[School should start at nine]: Lessons begin at nine.\n{line}\n", path="debate.argdown"
    ).diagnostics
    assert unstyle(full(found)) == shown.rstrip("\n")


def test_the_views_and_the_theme_mean_something() -> None:
    (yaml,) = blocks("yaml")
    text = f"===\n{yaml}===\n\n# No-fly zone\n\n[Jets are few]: x #cost #risk {{side: aff, speech: 1AC}}\n"
    map = loads(text)
    assert map.diagnostics == ()
    views = {name: named_view(map, name) for name in view_names(map)}
    assert views["clash"].theme in THEMES
    assert views["ours"].scope.focus == "Jets are few"
    (toml,) = blocks("toml")
    assert themes.loads(toml).colour_by == "role"


def test_every_option_that_it_names_is_there() -> None:
    (table,) = re.findall(r"## For the screen.*?\n(\|.*?)\n\n", README, re.DOTALL)
    said = python("-m", "clashmap", "render", "--help")
    named = re.findall(r"--[a-z][a-z-]*", table)
    assert len(named) > 12
    assert [option for option in named if option not in said] == []
