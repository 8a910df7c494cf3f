"""The command line: what each command prints, where it prints it, and the exit code it leaves."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import get_args

import graphviz
import pytest
from click.testing import CliRunner, Result

import clashmap
from clashmap.cli import COMMANDS, cli, look
from clashmap.cli.outline import outline
from clashmap.cli.terminal import columns, concise, full, snippet
from clashmap.draw import render as drawing
from clashmap.draw.engines import embedded
from clashmap.draw.theme import PAPERS, THEMES, ColourBy
from clashmap.draw.view import select
from clashmap.formats import dot
from clashmap.library import loads
from clashmap.resolve import views
from clashmap.source import Place, Source, Span
from conftest import Run

GOOD = """\
===
title: The zone
sides: {aff: For, neg: Against}
sources:
  smith: {title: Air power, author: Smith}
===

# The clash

[Zone]: There should be a no-fly zone. {side: aff, role: thesis}
  + <It worked before>: It kept the peace. {side: aff, cite: "smith 3-4"}
    _ <Another sky>: That enemy had no jets. {side: neg}
  - [War follows]: It means war. {side: neg}

# The price

[Cost]: It costs too much. {side: neg}
  -> [Zone]
"""
WARNED = GOOD + "\n[War follows]\n  + [War follows]\n"
BAD = GOOD + "\n[Zone]\n  - [War folows]\n"


def invoke(*arguments: str, input: str | None = None, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=input, env=env, prog_name="clashmap")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("good", GOOD), ("warned", WARNED), ("bad", BAD)):
        (tmp_path / f"{name}.argdown").write_text(text, encoding="utf-8")
    return tmp_path


# --- the group --------------------------------------------------------------------------------------------------------


def test_help_lists_every_command_and_teaches_by_an_example() -> None:
    said = invoke("--help").output
    assert all(re.search(rf"^  {name} ", said, re.MULTILINE) for name in COMMANDS)
    assert "clashmap render debate.argdown" in said


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_an_example_that_begins_with_its_name(name: str) -> None:
    said = invoke(name, "--help")
    assert said.exit_code == 0
    assert re.search(rf"Examples?:\n +clashmap {name}", said.output)


def test_the_version_is_said() -> None:
    assert re.fullmatch(r"clashmap \S+\n", invoke("--version").output)


def test_an_unknown_command_and_option_are_misuse() -> None:
    assert invoke("rendr", "good.argdown").exit_code == 2
    assert invoke("render", "good.argdown", "--pages", "a4").exit_code == 2
    assert invoke("render", "good.argdown", "--page", "b5").exit_code == 2
    assert invoke("render").exit_code == 2


def test_choices_are_those_of_the_library() -> None:
    assert set(look.PAGES) == {"auto", *PAPERS}
    assert drawing.ENGINES == look.ENGINES
    assert get_args(drawing.Orientation) == look.ORIENTATIONS
    assert get_args(drawing.Wanted) == look.DIRECTIONS
    assert get_args(drawing.Layout) == look.LAYOUTS
    assert get_args(ColourBy) == look.COLOURS
    assert THEMES == look.THEMES
    held = {"page": look.PAGES, "orientation": look.ORIENTATIONS, "direction": look.DIRECTIONS, "layout": look.LAYOUTS}
    assert {**held, "theme": look.THEMES, "reading": look.READINGS} == views.CHOICES


def test_an_internal_error_is_no_traceback_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the gears\nstopped")

    monkeypatch.setattr(drawing, "render_sheets", fail)
    result = invoke("render", "good.argdown")
    assert result.exit_code == 2
    assert "internal error: RuntimeError: the gears\n" in result.stderr
    assert "report" in result.stderr
    assert isinstance(invoke("--debug", "render", "good.argdown").exception, RuntimeError)
    assert isinstance(invoke("render", "good.argdown", env={"CLASHMAP_DEBUG": "1"}).exception, RuntimeError)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("render --section A --section B", "--section is given 2 times, and one counts"),
        ("render --page a3 --page a4", "--page is given 2 times"),
        ("show --focus A --focus A", "--focus is given 2 times"),
        ("render --sheets 99999", "“99999” is no number of sheets; type auto, or a number such as 4, up to 999"),
        ("render --theme drak", "did you mean “dark”? (a theme of your own is a file whose name ends in .toml)\n"),
        ("render --view=", "there is no view “”"),
        ('render --split --section "The clash"', "what is under one heading is drawn without groups, so that there is"),
        ("render --split --focus Zone", "what bears on one claim is drawn without groups"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(typed: str, said: str, folder: Path) -> None:
    command, *options = shlex.split(typed)
    result = invoke(command, "good.argdown", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(folder.glob("*.svg"))


# --- render -----------------------------------------------------------------------------------------------------------


def test_render_writes_an_svg_named_like_the_debate_and_says_what_is_in_it(folder: Path) -> None:
    result = invoke("render", "good.argdown", "--engine", "tidy")
    assert (result.exit_code, result.stdout) == (0, "")
    said = (
        r"wrote good\.svg: 5 cards on A4( upright)?, smallest text \d+\.\d pt, "
        r"4 links drawn(, \d named instead of drawn)?\n"
    )
    assert re.fullmatch(said, result.stderr)
    assert ET.parse(folder / "good.svg").getroot().tag.endswith("svg")


def test_render_of_a_folder_and_of_a_section_is_named_after_them(folder: Path) -> None:
    (folder / "debate").mkdir()
    (folder / "good.argdown").rename(folder / "debate" / "good.argdown")
    assert invoke("render", "debate", "--engine", "tidy").exit_code == 0
    assert invoke("render", "debate", "--engine", "tidy", "--section", "The clash").exit_code == 0
    assert sorted(path.name for path in folder.glob("*.svg")) == ["debate-the-clash.svg", "debate.svg"]


def test_render_goes_through_pipes(run: Run) -> None:
    done = run("render", "-", "--engine", "tidy", input=GOOD.encode())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("<svg ")
    assert done.stdout.endswith("</svg>\n")
    again = run("render", "good.argdown", "-o", "-", "--engine", "tidy", env={"PYTHONHASHSEED": "7"})
    assert again.stdout == done.stdout


def test_the_suffix_decides_what_is_written(folder: Path) -> None:
    assert invoke("render", "good.argdown", "-o", "out.SVG", "--engine", "tidy").exit_code == 0
    assert invoke("render", "good.argdown", "-o", "out.dot").exit_code == 0
    assert invoke("render", "good.argdown", "-o", "out.gv").exit_code == 0
    assert (folder / "out.SVG").read_text(encoding="utf-8").startswith("<svg ")
    assert (folder / "out.dot").read_text(encoding="utf-8").startswith("digraph {")
    assert (folder / "out.gv").read_bytes() == (folder / "out.dot").read_bytes()
    assert invoke("render", "good.argdown", "-o", "-", "--to", "dot").stdout.startswith("digraph {")


@pytest.mark.parametrize("name", ["out.jpg", "out.docx", "out"])
def test_other_suffixes_are_refused_before_anything_is_read(name: str, folder: Path) -> None:
    result = invoke("render", "nowhere.argdown", "-o", name)
    assert result.exit_code == 2
    assert ".svg, .html, .pdf, .png or .dot" in result.stderr
    assert not (folder / name).exists()


def test_options_are_environment_variables_too(folder: Path) -> None:
    env = {"CLASHMAP_RENDER_OUTPUT": "env.svg", "CLASHMAP_RENDER_ENGINE": "tidy", "CLASHMAP_RENDER_PAGE": "a3"}
    assert "on A3" in invoke("render", "good.argdown", env=env).stderr
    assert (folder / "env.svg").exists()


def test_errors_stop_a_rendering_unless_told_otherwise(folder: Path) -> None:
    (folder / "bad.svg").write_text("kept", encoding="utf-8")
    result = invoke("render", "bad.argdown", "--engine", "tidy")
    assert result.exit_code == 1
    assert "error[R001]: nothing is written under [War folows]\n  --> bad.argdown:21:5" in result.stderr
    assert "--keep-going" in result.stderr
    assert (folder / "bad.svg").read_text(encoding="utf-8") == "kept"
    result = invoke("render", "bad.argdown", "--engine", "tidy", "--keep-going")
    assert result.exit_code == 1
    assert (folder / "bad.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_warnings_are_only_counted(folder: Path) -> None:
    result = invoke("render", "warned.argdown", "--engine", "tidy")
    assert result.exit_code == 0
    assert result.stderr.startswith("1 warning in warned.argdown; see all by: clashmap check warned.argdown\nwrote ")


def test_an_unknown_section_offers_those_there_are() -> None:
    for command in ("render", "show"):
        result = invoke(command, "good.argdown", "--section", "The cash")
        assert result.exit_code == 2
        assert "“The clash”" in result.stderr


def test_a_format_and_a_name_that_contradict_each_other_are_refused(folder: Path) -> None:
    for name, format in (("out.svg", "dot"), ("out.dot", "svg")):
        result = invoke("render", "good.argdown", "-o", name, "--to", format)
        assert result.exit_code == 2
        assert f"{name} and --to {format} do not agree" in result.stderr
        assert not (folder / name).exists()
    assert invoke("render", "good.argdown", "-o", "out.dot", "--to", "dot").exit_code == 0


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("", "-o needs the name of a file"),
        ("sub", "sub is a folder; add a file name, such as sub/map.svg"),
        ("sub/map.argdown", "would be read as a part of a debate"),
    ],
)
def test_a_name_that_cannot_be_meant_is_refused(output: str, said: str, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "good.argdown").rename(folder / "sub" / "good.argdown")
    for command in (("render", "sub", "--to", "svg"), ("export", "sub", "--to", "argdown-json")):
        result = invoke(*command, "-o", output)
        assert result.exit_code == 2
        assert said in result.stderr
    assert [file.name for file in folder.joinpath("sub").iterdir()] == ["good.argdown"]


@pytest.mark.parametrize("option", [("--page", "a3"), ("--engine", "tidy")])
def test_options_of_pictures_are_refused_for_dot(option: tuple[str, str]) -> None:
    result = invoke("render", "good.argdown", "-o", "out.dot", *option)
    assert result.exit_code == 2
    assert f"{option[0]} is for pictures" in result.stderr
    assert invoke("render", "good.argdown", "-o", "out.dot", env={"CLASHMAP_RENDER_PAGE": "a3"}).exit_code == 0


@pytest.mark.parametrize("command", ["render", "show"])
def test_a_name_with_blanks_needs_quotes(command: str) -> None:
    result = invoke(command, "good.argdown", "--section", "The", "clash", "now")
    assert result.exit_code == 2
    assert "Got unexpected extra arguments (clash now); put quotes round a name with blanks" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "too small to read; --sheets auto, or draw one part with --section NAME"),
        (("--page", "a3"), "too small to read; try --page auto, or --sheets auto, or draw one part with --section"),
        (("--page", "a3", "--sheets", "2"), "too small to read; try --page auto, or draw one part with --section"),
    ],
)
def test_small_text_is_warned_of_with_what_can_be_typed(
    arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clashmap.cli.picture.TOO_SMALL", 1_000.0)
    result = invoke("render", "good.argdown", "--engine", "tidy", *arguments)
    assert result.exit_code == 0
    assert said in result.stderr


def test_how_to_see_all_findings_is_said_when_some_are_not_shown(folder: Path) -> None:
    (folder / "my debate.argdown").write_text("".join(f"[A{n}] text\n\n" for n in range(21)), "utf-8")
    result = invoke("render", "my debate.argdown")
    assert result.exit_code == 1
    assert re.search(r"the first 20 are above; see all by: clashmap check ['\"]my debate.argdown['\"]\n", result.stderr)
    assert "see all" not in invoke("render", "bad.argdown").stderr


# --- DOT --------------------------------------------------------------------------------------------------------------


def test_dot_keeps_groups_and_tells_links_apart() -> None:
    text = dot.dumps(loads(GOOD))
    assert text.count("subgraph cluster_") == 2
    assert len(re.findall(r"^\s*n\d+ \[label=", text, re.MULTILINE)) == 5
    assert [len(re.findall(f"style={style}]", text)) for style in ("solid", "dashed", "dotted")] == [1, 2, 1]


@pytest.mark.parametrize(
    "text",
    [
        r"\N \G \l",
        "<b>bold</b>",
        'say "no"',
        "back\\",
        '\\"',
        "AT&amp;T &lt; &#65;",
        "node",
        "{a|b}",
        "\x1b[31m",
        "a\nb",
    ],
)
def test_a_dot_label_says_nothing_but_its_text(text: str) -> None:
    graph = graphviz.Digraph()
    graph.node("n0", dot.label(text))
    (line,) = [line for line in embedded.run(graph.source).splitlines() if line.startswith("node ")]
    found = re.match(r'node n0 (?:\S+ ){4}("(?:[^"\\]|\\.)*"|\S+)', line)
    assert found is not None
    shown = found.group(1)[1:-1] if found.group(1).startswith('"') else found.group(1)
    assert re.sub(r'\\(["\\])', r"\1", shown) == text.replace("\n", "\\n").replace("\x1b", " ")


# --- export -----------------------------------------------------------------------------------------------------------


def test_export_writes_json_to_standard_output_or_a_file(folder: Path) -> None:
    data = json.loads(invoke("export", "good.argdown", "--to", "argdown-json").stdout)
    assert "Zone" in data["statements"]
    assert "map" not in data
    result = invoke("export", "good.argdown", "--to", "argdown-json", "--with-map", "-o", "good.json")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "wrote good.json\n")
    assert "map" in json.loads((folder / "good.json").read_text(encoding="utf-8"))


def test_export_stops_at_errors_and_misuse() -> None:
    broken = invoke("export", "-", "--to", "argdown-json", input="[C] text\n")
    assert (broken.exit_code, broken.stdout) == (1, "")
    assert invoke("export", "good.argdown", "--to", "dot", "--with-map").exit_code == 2
    assert invoke("export", "good.argdown").exit_code == 2


def test_export_writes_dot() -> None:
    assert invoke("export", "good.argdown", "--to", "dot").stdout.startswith("digraph {")


# --- show -------------------------------------------------------------------------------------------------------------


def test_show_tells_each_node_once_under_what_it_bears_on() -> None:
    assert invoke("show", "good.argdown").stdout == (
        "The zone\n"
        "3 claims, 2 arguments, 1 support, 2 attacks, 1 undercut\n"
        "\n"
        "# The clash\n"
        "\n"
        "- [Zone] (For, thesis): There should be a no-fly zone.\n"
        "  - supports this: <It worked before> (For): It kept the peace. (¶3-4)\n"
        "    - undercuts this: <Another sky> (Against): That enemy had no jets.\n"
        "  - attacks this: [War follows] (Against): It means war.\n"
        "  - attacks this: [Cost] (see “The price”)\n"
        "\n"
        "# The price\n"
        "\n"
        "- [Cost] (Against): It costs too much.\n"
        "  - attacks [Zone] (see “The clash”)\n"
    )


def lines(text: str) -> list[str]:
    map = loads(text)
    return list(outline(map, select(map)))


def test_show_spells_out_the_steps_of_an_argument() -> None:
    said = lines("<Step>\n\n(1) [One]: First.\n(2) Second.\n-- modus ponens --\n(3) [Three]: Third.\n")
    assert said[-5:] == [
        "- [Three]: Third.",
        "  - supports this: <Step>",
        "    - premise: [One]: First.",
        "    - premise: Second.",
        "    - therefore (by modus ponens): [Three]",
    ]


def test_show_goes_once_round_a_circle_and_says_a_contradiction_once() -> None:
    said = lines("[A]: One.\n  + [B]: Two.\n    + [A]\n  >< [C]: Three.\n")
    assert said[-4:] == [
        "- [A]: One.",
        "  - supports this: [B]: Two.",
        "    - supports this: [A] (told above)",
        "  - contradicts this: [C]: Three.",
    ]


def test_show_goes_as_deep_as_the_map() -> None:
    text = "".join(f"[C{number}]: Text.\n  + [C{number + 1}]\n\n" for number in range(3_000))
    assert len(lines(text)) > 3_000


def test_show_tells_all_and_leaves_1_when_there_are_errors() -> None:
    result = invoke("show", "bad.argdown")
    assert result.exit_code == 1
    assert "- [Zone] (For, thesis)" in result.stdout


# --- check ------------------------------------------------------------------------------------------------------------


def test_check_says_when_there_is_nothing_to_mend() -> None:
    result = invoke("check", "good.argdown")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "no findings in 1 file: 3 claims, 2 arguments, 4 relations\n"


def test_check_shows_the_line_with_a_caret_and_help() -> None:
    result = invoke("check", "bad.argdown")
    assert result.exit_code == 1
    first, _, _, line, caret, *rest = result.stdout.splitlines()
    assert first == "error[R001]: nothing is written under [War folows]"
    assert line == "21 |   - [War folows]"
    assert caret == "   |     ^^^^^^^^^^^^"
    assert any("[War follows]" in line and "help" in line for line in rest)
    assert result.stdout.endswith("1 error in 1 file: 4 claims, 2 arguments, 5 relations\n")


def test_check_counts_warnings_as_findings() -> None:
    result = invoke("check", "warned.argdown")
    assert result.exit_code == 1
    assert "1 warning in 1 file" in result.stdout


def test_check_in_one_line_each_and_as_data() -> None:
    result = invoke("check", "bad.argdown", "--format", "concise")
    assert result.exit_code == 1
    assert re.fullmatch(
        r"bad\.argdown:21:5: error\[R001\]: nothing is written under \[War folows\] \(.*\)\n", result.stdout
    )
    (record,) = json.loads(invoke("check", "bad.argdown", "--format", "json").stdout)
    assert (record["code"], record["severity"], record["path"]) == ("R001", "error", "bad.argdown")
    assert (record["line"], record["column"], record["endLine"], record["endColumn"]) == (21, 5, 21, 17)
    assert json.loads(invoke("check", "good.argdown", "--format", "json").stdout) == []


def test_check_prints_no_more_in_full_than_anybody_reads(folder: Path) -> None:
    (folder / "many.argdown").write_text("".join(f"[A{n}] text\n\n" for n in range(310)), "utf-8")
    result = invoke("check", "many.argdown")
    assert result.stdout.count("error[S006]") == 300
    assert "\n… and 10 more; see them all with --format concise\n" in result.stdout
    assert invoke("check", "many.argdown", "--format", "concise").stdout.count("error[S006]") == 310


def test_check_imports_no_more_than_it_needs(folder: Path) -> None:
    (folder / "circle.argdown").write_text("[A]: a {x: 1}\n  + [B]: b\n    + [A]\n", encoding="utf-8")
    code = (
        "import sys\n"
        "start = set(sys.modules)\n"
        "from clashmap.cli import cli\n"
        "try:\n    cli(['check', 'circle.argdown'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({name.split('.')[1] for name in sys.modules if name.startswith('clashmap.')}))\n"
        "print(sorted({name.partition('.')[0] for name in set(sys.modules) - start} - sys.stdlib_module_names))\n"
    )
    env = os.environ | {"PYTHONPATH": str(Path(clashmap.__file__).parents[1])}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", env=env)
    rooms, packages = map(ast.literal_eval, said.stdout.splitlines()[-2:])
    assert not {"draw", "formats", "rules"} & set(rooms)
    packages = {name for name in packages if not name.startswith("_")}
    assert packages <= {"clashmap", "click", "colorama", "networkx", "yaml", "cython_runtime"}


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def coloured(**env: str) -> bool:
        result = CliRunner().invoke(cli, ["check", "bad.argdown"], color=True, env=env)
        return "\x1b[" in result.output

    assert "\x1b[" not in invoke("check", "bad.argdown").output
    assert coloured(NO_COLOR="")
    assert not coloured(NO_COLOR="1")


# --- snippets ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("plain [x] text", "[x]"),
        ("\t\t- [x]", "[x]"),
        ("a\tb [x]", "[x]"),
        ("日本語 [空] end", "[空]"),
        ("e\u0301te\u0301 [x\u0301]", "[x\u0301]"),
        ("👍 [x]", "[x]"),
        ("[x]", "[x]"),
    ],
)
def test_the_caret_stands_under_what_is_meant(line: str, marked: str) -> None:
    start = line.index(marked)
    text, caret = snippet(Place(Source("a", line), Span(start, start + len(marked))), width=80)
    assert columns(text[: text.index(marked)]) == len(caret) - len(caret.lstrip())
    assert columns(marked) == caret.count("^")


@pytest.mark.parametrize("start", [0, 30, 150, 290, 297])
def test_a_long_line_is_cut_round_the_caret(start: int) -> None:
    line = "".join(chr(97 + number % 26) for number in range(300))
    text, caret = snippet(Place(Source("a", line), Span(start, start + 3)), width=60)
    assert columns(text) <= 60
    assert len(caret) <= 60
    assert text[caret.index("^") :][:3] == line[start : start + 3]


def test_of_a_line_without_end_only_what_is_shown_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    def count(text: str) -> int:
        nonlocal looked_at
        looked_at += len(text)
        return len(text)

    monkeypatch.setattr("clashmap.cli.terminal.columns", count)
    source = Source("a", "x" * 100_000)
    for start in (0, 50_000, 99_999):
        text, caret = snippet(Place(source, Span(start, start + 1)), width=60)
        assert len(text) <= 60
        assert (text[0] == "…", text[-1] == "…") == (start > 0, start < 99_999)
        assert caret.index("^") < len(text)
    assert looked_at < 3_000


def test_a_place_at_the_end_of_a_line_has_one_caret() -> None:
    source = Source("a", "one\r\ntwo")
    assert snippet(Place(source, Span(3, 3)), width=80) == ("one", "   ^")
    assert snippet(Place(source, Span(3, 5)), width=80) == ("one", "   ^")
    assert snippet(Place(source, Span(1, 8)), width=80) == ("one", " ^^")


def test_a_text_cannot_steer_the_terminal() -> None:
    map = loads("[A]: One.\n  + [\x1b]0;title\x07\u202eevil]\n", path="\x1b.argdown")
    for found in map.diagnostics:
        for said in (full(found).replace("\x1b[", "").replace("m", ""), concise(found)):
            assert "\x1b]" not in said
            assert "\x07" not in said
            assert "\u202e" not in said


def test_a_related_place_cannot_steer_the_terminal() -> None:
    map = loads("[A]: One.\n\n[A]: Two.\n", path="\x1b]0;.argdown")
    assert "\x1b]" not in "".join(full(found) for found in map.diagnostics)


# --- doctor -----------------------------------------------------------------------------------------------------------


def test_doctor_says_what_works_and_no_names(run: Run) -> None:
    done = run("doctor", env={"PATH": ""})
    assert done.returncode == 0
    assert "embedded Graphviz  works" in done.stdout
    assert "dot on PATH        not there" in done.stdout
    assert "can draw" in done.stdout
    assert str(Path.home()) not in done.stdout


def test_doctor_says_what_does_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "FUEL", 1_000)
    result = invoke("doctor")
    assert result.exit_code == 0
    assert "embedded Graphviz  does not work" in result.stdout
    assert "tidy tree works" in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script")
@pytest.mark.parametrize(
    ("script", "seconds", "said"),
    [("exec sleep 600", 0.5, "does not work: `dot` took longer than 0.5 seconds"), ("cat", 300, "works")],
)
def test_doctor_does_not_wait_for_a_dot_that_hangs(
    script: str, seconds: float, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "dot").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("clashmap.cli.doctor._SECONDS", seconds)
    assert f"dot on PATH        {said}\n" in invoke("doctor").stdout


def test_show_takes_one_heading_over_everything_for_a_subtitle(folder: Path) -> None:
    (folder / "one.argdown").write_text("===\ntitle: T\n===\n\n# Question\n\n[A]: a\n  + [B]: b\n", encoding="utf-8")
    lines = invoke("show", "one.argdown").stdout.splitlines()
    assert lines[:4] == ["T", "Question", "2 claims, 1 support", ""]
    assert lines[4].startswith("- [A]")


def test_a_command_that_is_nearly_one_is_told_so() -> None:
    result = invoke("jugde", "good.argdown")
    assert result.exit_code == 2
    assert "there is no command “jugde”; did you mean judge?" in result.stderr
