"""Verdicts on bad, odd and large input: something is always said, everywhere the same, and never a fault of ours."""

from __future__ import annotations

import json
import re
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.cli import cli
from clashmap.library import loads
from conftest import Run
from documents import document
from judged import Rules
from paths import ROOT

INPUTS = ROOT.parent / "shared" / "conformance" / "argdown" / "inputs"
MODES: list[list[str]] = [
    ["--unanswered", "--next", "--all"],
    ["--strength", "quadratic-energy", "--standard", "preponderance"],
    ["--strength", "h-categoriser", "--next"],
    ["--reading", "attacks", "--strength", "df-quad"],
    ["--strength", "euler", "--all", "--budget", "0"],
]
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
AHEAD = re.compile(r"(?i)\b(?:win|winner|won|lose|loser)\b")
VALUES = [
    *("5", "-1", "true", "null", "[conceded]", "{a: b}", "[]", "{}", "[0.7]", "Conceded", "2020-01-01", "'conceded '"),
    *(".nan", ".inf", "-.inf", "1e400", "-0.0", '"0.7"', "0x1", "1" + "0" * 400, "0." + "9" * 400, "&a [*a]", '""'),
]


def invoke(*arguments: str, input: str | None = None) -> Result:
    """What a command says, which is never that there is a fault of ours."""
    result = CliRunner().invoke(cli, arguments, prog_name="clashmap", input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), (arguments, result.exception)
    assert result.exit_code in (0, 1, 2), arguments
    assert "internal error" not in result.output, (arguments, result.output)
    return result


def data(*arguments: str, input: str | None = None) -> Any:
    """The object that ``judge`` writes, which is strict JSON."""
    result = invoke("judge", *arguments, "--format", "json", input=input)
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.stdout, parse_constant=pytest.fail)


def verdicts(found: Any) -> dict[str, str]:
    return {id: point["verdict"] for id, point in found["points"].items()}


@pytest.mark.skipif(not INPUTS.exists(), reason="the conformance inputs are not here")
@pytest.mark.parametrize("part", range(5))
def test_whatever_is_wrong_with_a_text_it_is_judged(part: int) -> None:
    files = sorted(path for path in INPUTS.rglob("*") if path.is_file())
    for path, mode in zip(files[part::5], cycle(MODES[part:] + MODES[:part])):
        found = data(str(path), *mode)
        ids = list(found["points"])
        asked = ["--why", ids[-1], "--flip", ids[0], "--suppose", f"+{ids[len(ids) // 2]}"] if ids else []
        told = invoke("judge", str(path), *mode, *asked)
        assert told.exit_code in (0, 1), (path, told.stderr)
        assert not STEERING.search(told.stdout), path
        assert "Limits: " in told.stdout


@pytest.mark.parametrize("key", ["status", "strength", "side", "role", "cite"])
def test_data_of_any_type_is_no_fault_and_changes_no_verdict(key: str) -> None:
    plain = "[A]: a\n  - [B]: b\n    >< [C]: c\n"
    expected = verdicts(data("-", input=plain))
    for value, mode in zip(VALUES, cycle(MODES)):
        text = plain.replace(": a\n", f": a {{{key}: {value}}}\n").replace(": b\n", f": b {{{key}: {value}}}\n")
        assert verdicts(data("-", *mode, input=text)) == expected
        invoke("judge", "-", *MODES[1], "--why", "A", input=text)
        invoke("check", "-", input=text)
        invoke("show", "-", "--verdicts", input=text)


@pytest.mark.parametrize("sides", ["", "5", "[]", "[aff, neg]", "{aff: 5, neg: [x]}", "{1: one, true: two, null: x}"])
def test_a_burden_of_any_type_is_no_fault(sides: str) -> None:
    settings = (
        "{standard: 5, presumption: [neg]}",
        "{standard: {a: b}}",
        "{1: 2}",
        "{presumption: zzz}",
        "Preponderance",
    )
    for value in (*VALUES, *settings):
        text = f"===\nsides: {sides}\nburden: {value}\n===\n\n[A]: a {{side: aff}}\n  - [B]: b {{side: neg}}\n"
        for mode in ([], *MODES[:2]):
            assert verdicts(data("-", *mode, input=text)) == {"[A]": "falls", "[B]": "stands"}
            assert invoke("judge", "-", *mode, input=text).exit_code in (0, 1)
        invoke("check", "-", input=text)


@pytest.mark.parametrize(
    "title",
    ["-A", "+A", "−A", "--why", "+", "A\x1b[31mred", "A\u202eB", 'A "quoted"', "it's", "A <b>", "$HOME `id` !x", "\\"],
)
def test_a_title_of_any_letters_can_be_asked_about_as_it_is_written(title: str) -> None:
    text = f"[{title}]: a\n  - [B]: b\n"
    for id in (title, f"[{title}]"):
        asked = data("-", "--why", id, "--flip", id, "--suppose", f"+{id}", input=text)
        assert (asked["flip"]["id"], asked["supposed"]["granted"]) == (f"[{title}]", [f"[{title}]"])
        assert verdicts(asked) == {f"[{title}]": "stands", "[B]": "stands"}
        assert not STEERING.search(invoke("judge", "-", "--suppose", f"-{id}", "--unanswered", input=text).stdout)


def debate(random: Random) -> str:
    """A text of up to six claims and three arguments with all that bears on verdicts."""
    claims = [f"[C{number}]" for number in range(random.randint(2, 6))]
    arguments = [f"<a{number}>" for number in range(random.randint(0, 3))]
    parts = ["===\nmodel: {mode: strict}\n==="] if random.random() < 0.3 else []
    parts += [f"{claim}: says {claim[1:-1]}{random.choice(['', '', '', ' {status: conceded}', ' {status: kicked}'])}"
              for claim in claims]  # fmt: skip
    for argument in arguments:
        premises = random.sample(claims, random.randint(1, 2))
        listed = "\n".join(f"({number}) {premise}" for number, premise in enumerate(premises, 1))
        structure = f"{argument}\n\n{listed}\n----\n({len(premises) + 1}) {random.choice(claims)}"
        parts.append(random.choice([structure, f"{argument}: argues"]))
    for _ in range(random.randint(1, 10)):
        source, target = random.choice([*claims, *arguments]), random.choice([*claims, *arguments])
        signs = ["+>", "->", "->", "><", *(["_>"] if target in arguments else [])]
        parts.append(f"{source}\n  {random.choice(signs)} {target}")
    return "\n\n".join(parts) + "\n"


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.sampled_from(["warrant", "attacks"]))
def test_all_that_tells_verdicts_tells_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, reading: str
) -> None:
    text = debate(Random(seed))
    file, picture = (str(tmp_path_factory.mktemp("same") / name) for name in ("map.argdown", "map.svg"))
    Path(file).write_text(text, encoding="utf-8")
    map = loads(text)
    expected = {id: verdict.value for id, verdict in Rules(map, reading=reading).verdicts().items()}
    assert verdicts(data(file, "--reading", reading)) == expected
    told = invoke("judge", file, "--reading", reading, "--all").stdout
    found = re.findall(r"^(stands|falls|contested) +([\[<]\w+[]>])", told, re.MULTILINE)
    assert found
    assert [pair for pair in found if expected[pair[1]] != pair[0]] == []
    shown = invoke("show", file, "--verdicts", "--reading", reading).stdout
    outlined = re.findall(r"([\[<]\w+[]>]) \((?:\w+, )*(stands|falls|contested)\b", shown)
    assert dict(outlined) == expected
    invoke("render", file, "--verdicts", "--reading", reading, "--keep-going", "-o", picture)
    cards = re.findall(
        r'aria-label="(Claim|Argument), [^".]*?(stands|falls|contested)[^".]*: (\w+)\.[^"]*" data-verdict="(\w+)"',
        Path(picture).read_text(encoding="utf-8"),
    )
    assert cards
    for kind, said, label, marked in cards:
        id = f"[{label}]" if kind == "Claim" else f"<{label}>"
        assert said == marked == expected[id]
    assert not AHEAD.search(told + shown)


def test_a_debate_solved_as_an_attack_graph_has_the_same_verdicts(tmp_path: Path) -> None:
    file = tmp_path / "map.argdown"
    solved = 0
    for seed in range(40):
        text = debate(Random(seed)).replace("mode: strict", "mode: loose")
        file.write_text(text, encoding="utf-8")
        answer = invoke("solve", "-p", "SE-GR", "-f", str(file))
        if answer.exit_code:
            assert (answer.exit_code, answer.stdout) == (1, "")
            continue
        solved += 1
        expected = {id: verdict.value for id, verdict in Rules(loads(text)).verdicts().items()}
        standing = sorted(id for id, verdict in expected.items() if verdict == "stands")
        assert sorted(re.findall(r"[\[<]\w+[]>]", answer.stdout)) == standing, seed
    assert solved > 12


def test_suppositions_on_documents_of_all_sorts_follow_the_rules() -> None:
    tried = 0
    for seed in range(30):
        random, text = Random(seed), document(seed)
        map = loads(text, path="<stdin>")
        ids = [id for id in Rules(map).first if "\n" not in id]
        if not ids:
            continue
        supposed = {id: random.choice("+-") for id in random.sample(ids, min(2, len(ids)))}
        options = [part for id, sign in supposed.items() for part in ("--suppose", sign + id)]
        result = invoke("judge", "-", *options, "--format", "json", input=text)
        if result.exit_code == 2:
            assert "say which" in result.stderr or "there is no claim" in result.stderr, (seed, result.stderr)
            continue
        granted, beaten = ([id for id, sign in supposed.items() if sign == wanted] for wanted in "+-")
        expected = Rules(map, granted=granted, beaten=beaten).verdicts()
        assert verdicts(json.loads(result.stdout)) == {id: one.value for id, one in expected.items()}, seed
        tried += 1
    assert tried > 10


def test_the_same_text_gives_the_same_bytes_whatever_the_hashes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "map.argdown").write_text(debate(Random(7)) + "\n[C0]\n  >< [C1]\n", encoding="utf-8")
    options = ("--why", "C0", "--flip", "C0", "--next", "--unanswered", "--strength", "df-quad", "--format", "json")
    said = {run("judge", "map.argdown", *options, env={"PYTHONHASHSEED": seed}).stdout for seed in ("0", "1", "2")}
    assert len(said) == 1
    assert json.loads(said.pop())["points"]


@pytest.mark.parametrize("sign", ["->", "+>", "><"])
def test_circles_fans_and_rows_of_thousands_are_judged(sign: str) -> None:
    size = 501
    ring = "".join(f"[C{n}]: c\n  {sign} [C{(n + 1) % size}]\n\n" for n in range(size))
    fan = "[R]: r\n" + "".join(f"  {'><' if sign == '><' else sign[0]} [A{n}]: a\n" for n in range(size))
    expected = {"->": ("contested", "falls"), "+>": ("contested", "stands"), "><": ("contested", "contested")}[sign]
    for text, top, verdict in zip((ring, fan), ("C0", "R"), expected, strict=True):
        found = data("-", "--flip", top, "--next", "--unanswered", input=text)
        assert found["points"][f"[{top}]"]["verdict"] == verdict
        told = invoke("judge", "-", "--why", top, "--budget", "0.1", input=text)
        assert told.exit_code == 0
        assert f"Why [{top}] {'is ' * (verdict == 'contested')}{verdict}" in told.stdout


@pytest.mark.parametrize("page", ["../../etc/passwd", "", ".md", "a\x1b[31m", "x" * 10_000, "/", "__init__"])
def test_there_is_no_such_page_of_the_guide(page: str) -> None:
    result = invoke("help", page)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no page" in result.stderr
    assert not STEERING.search(result.stderr)
