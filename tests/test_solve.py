"""Solving: the competition's files and questions, what is answered, and what is said about files that are wrong."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from clashmap.cli import cli, solve
from clashmap.formats.attackgraphs import FORMATS, FormatError, Instance, dumps, format_of, i23, lines, loads
from clashmap.formats.attackgraphs.framed import framed
from clashmap.formats.attackgraphs.lines import Lines
from clashmap.library import loads as read_map
from clashmap.verdicts.attackgraph import AttackGraph, Rows
from clashmap.verdicts.framework import frame
from clashmap.verdicts.grounded import label
from clashmap.verdicts.positions import SEMANTICS
from conftest import Run

FLOATING = "p af 4\n1 2\n2 1\n1 3\n2 3\n3 4\n"
"""Two arguments that attack each other and a third; the third attacks the fourth (floating reinstatement)."""
ODD = "arg(a). arg(b). arg(c). arg(d). att(a,b). att(b,c). att(c,a). att(c,d)."
"""A circle of three, and what it attacks: no stable extension, and nothing but the empty one is complete."""
DEBATE = """\
[Zone]: There should be one.
  - <War>: It means war.
    - [Deterrence]: It deters war.
  + <Lives>: It saves lives.
"""


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    """Small graphs, with loops, and names of letters and digits."""
    size = draw(st.integers(0, 6))
    ends = st.integers(0, max(size - 1, 0))
    attacks = draw(st.lists(st.tuples(ends, ends), max_size=12)) if size else []
    words = st.text("abcXYZ012_", min_size=1, max_size=4)
    names = draw(st.lists(words, min_size=size, max_size=size, unique=True))
    return Instance(AttackGraph.of(size, attacks), tuple(names))


def links(graph: AttackGraph) -> list[tuple[int, int]]:
    return sorted((attacker, target) for attacker, targets in enumerate(graph.targets) for target in targets)


def invoke(*arguments: str, input: str = "") -> Result:
    return CliRunner().invoke(cli, ["solve", *arguments], input=input, prog_name="clashmap")


def ask(problem: str, text: str, *more: str, format: str = "i23") -> list[str]:
    """The lines that answer *problem* about the graph in *text*."""
    done = invoke("-p", problem, "-f", "-", "-fo", format, *more, input=text)
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()


@given(instances(), st.sampled_from(FORMATS))
def test_what_is_written_is_read_again(instance: Instance, format: str) -> None:
    again = loads(dumps(instance, format), format)
    assert links(again.graph) == links(instance.graph)
    assert len(again.graph) == len(instance.graph)
    if format != "i23":
        assert again.names == instance.names
    assert dumps(again, format) == dumps(loads(dumps(again, format).encode(), format), format)


@given(instances(), st.booleans())
def test_plain_files_are_read_at_once_as_with_care(instance: Instance, is_shuffled: bool) -> None:
    first, *rest = dumps(Instance(instance.graph, loads("p af 0", "i23").names), "i23").splitlines()
    text = "\n".join([first, *(reversed(rest) if is_shuffled else rest)]) + "\n"
    quick, careful = loads(text, "i23"), i23.read(Lines.of(text, "graph.i23"))
    assert isinstance(quick.graph.targets, Rows)
    assert not isinstance(careful.graph.targets, Rows)
    assert links(quick.graph) == links(careful.graph) == links(instance.graph)
    assert quick.names == careful.names
    assert quick.graph.attackers == careful.graph.attackers
    assert list(map(list, quick.graph.targets)) == [list(quick.graph.targets[one]) for one in range(len(quick.graph))]
    assert label(quick.graph) == label(careful.graph)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("i23", "# a graph\np af 3\n\n1 2\n# more\n  2\t3\r\n"),
        ("i23", "\ufeffp af 03\n01 2\n2 3"),
        ("apx", "arg(1).arg(2)\n arg ( 3 ) . % three\natt(1,2).\natt( 2 ,\n 3 )"),
        ("tgf", "1\n2 a label\n3\n#\n1 2 attacks\n\n2 3"),
    ],
)
def test_any_spacing_and_comments_are_read(format: str, text: str) -> None:
    instance = loads(text, format)
    assert instance.names == ("1", "2", "3")
    assert links(instance.graph) == [(0, 1), (1, 2)]
    assert links(loads(text.encode(), format).graph) == [(0, 1), (1, 2)]


@pytest.mark.parametrize(
    ("format", "text", "said"),
    [
        ("i23", "", "x: there is nothing in the file"),
        ("i23", "1 2\n", "x:1:1: “1 2” does not say how many arguments there are; write p af"),
        ("i23", "# none\n", "x:1:1: there are comments only; write p af"),
        ("i23", "p af 99999999999999999999\n", "x:1:6: there are more arguments than can be read; 2,000,000 are"),
        ("i23", "p af 3\n1 2\n2 4\n", "x:3:3: there is no argument 4; the first line says that there are 1 to 3"),
        ("i23", "p af 3\n1 0\n", "x:2:3: there is no argument 0"),
        ("i23", "p af 3\n1 " + "9" * 5000, "x:2:3: there is no argument 9999"),
        ("i23", "p af 3\n1 -2\n", "x:2:3: “-2” is not the number of an argument"),
        ("i23", "p af 3\n1 2 3\n", "x:2:1: an attack is written with two numbers, and here are 3 words"),
        ("i23", "p af 3\n1\n", "x:2:1: an attack is written with two numbers, and here is one word"),
        ("apx", "arg(a).\narg(a).", "x:2:5: there is an argument “a” already; leave this one out"),
        ("apx", "arg(alpha).\natt(alpha,alhpa).", "x:2:11: there is no argument “alhpa”; did you mean “alpha”? If not"),
        ("apx", "arg(a).\natt(b,b).", "x:2:5: there is no argument “b”; add arg(b).\nx:2:7: there is no argument “b”"),
        ("apx", "arg(a).\n  rg(a). arg(b).", "x:2:3: “rg(a).” is neither an argument nor an attack"),
        ("apx", "arg(a", "x:1:1: “arg(a” is neither"),
        ("tgf", "a\nb\n", "x:2:2: there is no line with # between arguments and attacks"),
        ("tgf", "a\na\n#\n", "x:2:1: there is an argument “a” already"),
        ("tgf", "a\n#\na b\na\n", "x:3:3: there is no argument “b”; add b on a line above #\nx:4:1: an attack is"),
        ("tgf", b"\x89PNG\r\n\0\0", "x: the file is not text; choose a plain-text file"),
        ("apx", b"arg(a). % \xff", "x:1:11: the byte 0xFF here is not UTF-8 text"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_type(format: str, text: str | bytes, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        loads(text, format, path="x")
    assert str(caught.value).startswith(said)
    if isinstance(text, str):
        with pytest.raises(FormatError, match="x:"):
            loads(text.encode(), format, path="x")


@given(st.text("arg(b),.t%#p f12\n\"'\0é", max_size=40), st.sampled_from(FORMATS))
def test_whatever_a_file_holds_is_read_or_told_of(text: str, format: str) -> None:
    for given_text in (text, text.encode(), text.encode("utf-16")):
        told = ""
        try:
            instance = loads(given_text, format, path="x")
        except FormatError as error:
            told = str(error)
        if told:
            assert all(line.startswith(("x:", "and ")) for line in told.splitlines())
        else:
            assert len(instance.names) == len(instance.graph)
            assert all(target in range(len(instance.graph)) for _, target in links(instance.graph))


def test_thousands_of_mistakes_are_told_in_a_page() -> None:
    with pytest.raises(FormatError) as caught:
        loads("p af 3\n" + "x y\n" * 100_000, "i23", path="x")
    assert len(str(caught.value).splitlines()) == 21


def test_a_format_is_known_by_its_name_or_by_what_is_in_it() -> None:
    assert [format_of(name) for name in ("A.I23", "b.af", "c.apx", "d.tgf", "e.txt")] == [
        "i23",
        "i23",
        "apx",
        "tgf",
        None,
    ]
    written = {format: dumps(loads(FLOATING, "i23"), format).encode() for format in FORMATS}
    assert {format: format_of("-", text) for format, text in written.items()} == {format: format for format in FORMATS}
    assert format_of("-", b"a b\n") is None


@pytest.mark.parametrize(
    ("problem", "answer"),
    [
        ("SE-GR", ["w"]),
        ("EE-CO", ["w", "w 1 4", "w 2 4"]),
        ("EE-PR", ["w 1 4", "w 2 4"]),
        ("EE-ST", ["w 1 4", "w 2 4"]),
        ("EE-SST", ["w 1 4", "w 2 4"]),
        ("EE-STG", ["w 1 4", "w 2 4"]),
        ("EE-ID", ["w"]),
        ("EE-GR", ["w"]),
        ("CE-CO", ["3"]),
        ("CE-PR", ["2"]),
        ("CE-ID", ["1"]),
        ("DC-GR 4", ["NO"]),
        ("DS-GR 4", ["NO", "w"]),
        ("DS-PR 4", ["YES"]),
        ("DS-CO 4", ["NO", "w"]),
        ("DC-PR 3", ["NO"]),
        ("DC-ID 4", ["NO"]),
        ("DC-ST 1", ["YES", "w 1 4"]),
        ("DS-ST 1", ["NO", "w 2 4"]),
        ("DC-SST 2", ["YES", "w 2 4"]),
        ("DS-STG 2", ["NO", "w 1 4"]),
    ],
)
def test_each_problem_on_a_small_graph(problem: str, answer: list[str]) -> None:
    name, *argument = problem.split()
    said = ask(name, FLOATING, *(["-a", *argument] if argument else []))
    assert (sorted(said) if name.startswith("EE") else said) == answer


def test_where_no_extension_is_stable() -> None:
    for problem, answer in {"SE-ST": ["NO"], "EE-ST": ["NO"], "CE-ST": ["0"], "SE-PR": ["w"], "EE-SST": ["w"]}.items():
        assert ask(problem, ODD, format="apx") == answer
    assert ask("DC-ST", ODD, "-a", "d", format="apx") == ["NO"]
    assert ask("DS-ST", ODD, "-a", "d", format="apx") == ["YES"]
    assert sorted(ask("EE-STG", ODD, format="apx")) == ["w a d", "w b d", "w c"]


@given(instances(), st.sampled_from(("CO", "PR", "SST")), st.data())
def test_certificates_hold_what_they_show(instance: Instance, semantics: str, data: st.DataObject) -> None:
    if not len(instance.graph):
        return
    text = dumps(instance, "apx")
    name = data.draw(st.sampled_from(instance.names))
    for task, wanted in (("DC", "YES"), ("DS", "NO")):
        verdict, *witness = ask(f"{task}-{semantics}", text, "-a", name, format="apx")
        assert len(witness) == (verdict == wanted)
        if witness:
            mark, *held = witness[0].split()
            assert mark == "w"
            assert (name in held) == (task == "DC")
            inside = {instance.number(one) for one in held}
            attacks = links(instance.graph)
            assert not any(pair in attacks for pair in combinations(inside, 2))
            assert all(any((one, a) in attacks for one in inside) for a, b in attacks if b in inside)


def test_the_extensions_of_a_graph_are_capped() -> None:
    pairs = "p af 12\n" + "".join(f"{one} {one + 1}\n{one + 1} {one}\n" for one in range(1, 12, 2))
    done = invoke("-p", "EE-PR", "-f", "-", "-fo", "i23", "--most", "10", input=pairs)
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 10)
    assert "these are the first 10; there may be others" in done.stderr
    one = invoke("-p", "EE-PR", "-f", "-", "-fo", "i23", "--most", "1", input=pairs)
    assert one.stderr.startswith("this is the first; there may be others")
    whole = invoke("-p", "EE-PR", "-f", "-", "-fo", "i23", input=pairs)
    assert len(set(whole.stdout.splitlines())) == 64
    assert whole.stderr == ""


@pytest.mark.parametrize("problem", ["SE-PR", "DC-PR", "CE-ST"])
def test_what_is_not_known_when_the_budget_ends_is_said_to_be_unknown(problem: str) -> None:
    argument = ["-a", "1"] if problem.startswith("D") else []
    done = invoke("-p", problem, "-f", "-", "-fo", "i23", "--budget", "0", *argument, input=FLOATING)
    assert (done.exit_code, done.stdout) == (1, "UNKNOWN\n")
    assert "the budget ended" in done.stderr


def test_files_are_told_apart_and_mistakes_end_the_command(tmp_path: Path) -> None:
    graph = tmp_path / "graph.tgf"
    graph.write_text("a\nb\n#\na b\n", encoding="utf-8")
    assert invoke("-p", "SE-GR", "-f", str(graph)).stdout == "w a\n"
    graph.write_text("a\nb\n#\na c\n", encoding="utf-8")
    done = invoke("-p", "SE-GR", "-f", str(graph))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: {graph.as_posix()}:4:3: there is no argument “c”")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-p", "DC-PR"], "DC asks about one argument; add -a and its name"),
        (["-p", "SE-PR", "-a", "1"], "-a belongs to DC and DS; leave it out for SE"),
        (["-p", "DC-PR", "-a", "5"], "there is no argument “5”"),
        (["-p", "DC-XX", "-a", "1"], "there is no problem “DC-XX”"),
        (["-p", "SE-PR", "-p", "SE-GR"], "is given 2 times"),
        (["-p", "SE-PR", "--budget", "-1"], "--budget"),
        (["-p", "SE-PR", "--budget", "nan"], "'nan' is not a number of seconds"),
        ([], "Missing option -p; add a problem, such as -p SE-PR; see all by: clashmap solve --problems"),
    ],
)
def test_what_is_typed_wrongly_is_said(arguments: list[str], said: str) -> None:
    done = invoke("-f", "-", *arguments, input=FLOATING)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_the_solver_says_what_it_knows() -> None:
    assert set(solve.SEMANTICS.values()) == set(SEMANTICS)
    listed = invoke("--problems").stdout.strip()
    assert listed.startswith("[DC-CO,")
    assert listed.endswith(",CE-ID]")
    assert listed.count(",") == 34
    assert invoke("--formats").stdout == f"[{','.join((*FORMATS, 'argdown'))}]\n"


def test_a_debate_is_solved_under_the_names_of_its_claims(tmp_path: Path) -> None:
    file = tmp_path / "debate.argdown"
    file.write_text(DEBATE, encoding="utf-8")
    assert invoke("-p", "SE-GR", "-f", str(file)).stdout == "w [Zone] [Deterrence] <Lives>\n"
    for name in ("War", "<War>"):
        assert invoke("-p", "DC-PR", "-f", str(file), "-a", name).stdout == "NO\n"
    assert "there is no argument “”" in invoke("-p", "DC-PR", "-f", str(file), "-a", "").stderr
    assert "is a folder" in invoke("-p", "SE-PR", "-f", str(tmp_path), "-fo", "i23").stderr
    done = invoke("-p", "DC-PR", "-f", str(file), "-a", "Zoone")
    assert done.exit_code == 2
    assert "there is no argument “Zoone”; did you mean “[Zone]”?" in done.stderr


def test_an_argument_is_offered_once_and_without_what_would_steer_a_terminal() -> None:
    named = "arg(\x1b[31mred).\narg(left\u202e).\n"
    done = invoke("-p", "SE-GR", "-f", "-", "-fo", "apx", input=named)
    assert (done.exit_code, done.stdout) == (0, "w �[31mred left�\n")
    near = invoke("-p", "DC-GR", "-f", "-", "-fo", "argdown", "-a", "Breaks are restin", input="[Breaks are resting]\n")
    assert near.stderr == "error: there is no argument “Breaks are restin”; did you mean “[Breaks are resting]”?\n"


@pytest.mark.parametrize("format", FORMATS)
def test_a_debate_can_be_given_to_other_solvers(format: str) -> None:
    instance = framed(frame(read_map(DEBATE)))
    assert instance.names == ("[Zone]", "[Deterrence]", "<War>", "<Lives>", "no reason for [Zone]")
    text = dumps(instance, format)
    again = loads(text, format)
    assert links(again.graph) == links(instance.graph)
    assert again.names == tuple("12345")
    assert "no reason for [Zone]" in text


def test_the_grounded_extension_needs_no_solver_and_no_graph_library(tmp_path: Path) -> None:
    (tmp_path / "graph.i23").write_text(FLOATING, encoding="utf-8")
    code = (
        "import sys\n"
        "sys.argv[1:] = ['solve', '-p', 'DC-GR', '-f', 'graph.i23', '-a', '1']\n"
        "from clashmap.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(sorted({'pysat', 'networkx', 'yaml', 'wasmtime', 'rich'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", cwd=tmp_path)
    assert done.stdout.splitlines() == ["NO", "[]"]
    light = code.replace("'-p', 'DC-GR', '-f', 'graph.i23', '-a', '1'", "'--help'")
    done = subprocess.run(
        [sys.executable, "-c", light], capture_output=True, check=True, encoding="utf-8", cwd=tmp_path
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_chain_of_a_hundred_thousand_arguments_is_solved() -> None:
    size = 100_000
    text = f"p af {size}\n" + "".join(f"{one} {one + 1}\n" for one in range(1, size))
    assert ask("DC-GR", text, "-a", str(size)) == ["NO"]
    assert ask("DS-PR", text, "-a", str(size - 1)) == ["YES"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_debate_is_written_for_other_solvers(run: Run, tmp_path: Path, format: str) -> None:
    (tmp_path / "debate.argdown").write_text(
        "[Zone]: z\n  - <War>: w\n    - [Denial]: d\n  + [Kyiv asks]: k\n", "utf-8"
    )
    assert run("export", "debate.argdown", "--to", format, "-o", f"debate.{format}").returncode == 0
    written = (tmp_path / f"debate.{format}").read_text("utf-8")
    assert all(name in written for name in ("[Zone]", "<War>", "[Denial]", "no reason for [Zone]"))
    answer = run("solve", "-p", "SE-GR", "-f", f"debate.{format}").stdout
    assert answer == "w 1 2 3\n"
    assert run("solve", "-p", "SE-GR", "-f", "debate.argdown").stdout == "w [Zone] [Denial] [Kyiv asks]\n"


@pytest.mark.parametrize(
    ("mark", "end", "attack"), [("arg({}).", "", "att({},{})."), ("{}", "#\n", "{} {}")], ids=["apx", "tgf"]
)
def test_like_names_are_looked_for_only_where_they_are_told(
    mark: str, end: str, attack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(lines, "get_close_matches", lambda name, *_, **__: looked.append(name) or [])
    text = "".join(mark.format(f"argument{number}") + "\n" for number in range(200)) + end
    text += "".join(attack.format(f"argumant{number}", "argument0") + "\n" for number in range(100))
    with pytest.raises(FormatError):
        loads(text, "tgf" if end else "apx")
    assert 0 < len(looked) <= 20


def test_many_broken_facts_on_one_line_are_told() -> None:
    with pytest.raises(FormatError, match="neither an argument nor an attack"):
        loads('arg("' * 200_000, "apx")
