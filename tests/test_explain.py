"""``clashmap explain``: every rule has a page, on which its own examples are read."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from importlib import import_module
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

import clashmap
from clashmap.cli import cli
from clashmap.cli.texts import files_in, read_example
from clashmap.diagnostics import RULES, Rule
from clashmap.library import load_texts
from clashmap.rules import ALL, GROUPS

WITHOUT_COMMENTS = ("R011", "E012", "E030", "E031", "E036", "E040", "E041")
ALLOWABLE = [rule for rule in ALL if rule.bad and rule.code[0] != "S" and rule.code not in WITHOUT_COMMENTS]
"""Rules whose findings a comment allows: no errors of syntax, and none in files that have no comments."""


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments], prog_name="clashmap")


def test_one_module_knows_every_rule() -> None:
    code = "import clashmap.rules; print(*(rule.code for rule in clashmap.rules.ALL))"
    alone = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8").stdout
    for module in pkgutil.walk_packages(clashmap.__path__, "clashmap."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    assert sorted(alone.split()) == sorted(RULES)
    assert len({rule.name for rule in ALL}) == len(ALL) == len(RULES)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_a_page_says_what_why_and_shows_what_is_said_to_the_bad_example(rule: Rule) -> None:
    result = invoke(rule.code.lower())
    assert result.exit_code == 0
    page = result.stdout
    assert page.startswith(f"{rule.severity}[{rule.code}] {rule.name}\n")
    words = " ".join(page.split())
    assert rule.summary in words
    assert f"Why: {rule.why}" in words
    for heading, example in (("Not so:", rule.bad), ("But so:", rule.good)):
        assert (heading in page) == bool(example)
        assert " ".join(example.split()) in words
    assert (f"    {rule.severity}[{rule.code}]: " in page) == bool(rule.bad)
    found = next((one for one in read_example(rule.bad).diagnostics if one.rule is rule), None) if rule.bad else None
    is_mended = rule.mend is not None or (found is not None and found.fix is not None)
    assert ("check PATH --fix mends this" in page) == is_mended
    assert is_mended or rule.code != "E004"
    assert ("To let one stand, type on a line above it" in page) == (rule in ALLOWABLE)


@pytest.mark.parametrize("rule", ALLOWABLE, ids=lambda rule: rule.code)
def test_what_a_page_says_to_type_lets_the_bad_example_stand(rule: Rule) -> None:
    found = next(one for one in read_example(rule.bad).diagnostics if one.rule is rule)
    assert found.place is not None
    files = files_in(rule.bad)
    lines = files[found.place.source.path].splitlines(keepends=True)
    comment = invoke(rule.code).stdout.rstrip("\n").rpartition("at its end: ")[2]
    line = found.place.origin.position.line - 1
    if lines[line].startswith("@"):  # what includes a file is a comment itself
        lines[line] = f"{lines[line].rstrip()} {comment}\n"
    else:
        lines.insert(line, f"{comment}\n")
    files[found.place.source.path] = "".join(lines)
    text = "\n".join(f"// {name}\n{content}" for name, content in files.items())
    assert not {rule.code, "R011"} & {one.code for one in read_example(text).diagnostics}


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_to_the_good_example_nothing_is_said(rule: Rule) -> None:
    assert rule.good or rule.code in ("T010", "T011", "T012") or rule.code[0] == "E", "only files can be so"
    if rule.good:
        found = read_example(rule.good).diagnostics
        assert [other.code for other in found] == []


def test_a_name_will_do_and_several_pages_come_in_the_order_asked_for() -> None:
    page = invoke("Shortcode-in-Word").stdout
    assert page == invoke("T001").stdout
    assert invoke("T001", "s006").stdout == f"{page}\n{invoke('S006').stdout}"


def test_a_letter_is_all_of_its_group_and_brackets_may_stay() -> None:
    group = [rule.code for rule in ALL if rule.code[0] == "E"]
    assert invoke("e").stdout == invoke(*group).stdout
    assert invoke("[T001]").stdout == invoke("T001").stdout


def test_all_rules_are_listed_group_by_group() -> None:
    said = invoke().stdout
    codes = [line.split()[0] for line in said.splitlines() if line.startswith("  ") and line[2] != " "]
    assert codes == [rule.code for rule in ALL]
    assert [code[0] for code in dict.fromkeys(codes)] == sorted((code[0] for code in codes), key=[*GROUPS].index)
    assert all(f"{letter}: {group}\n" in said for letter, group in GROUPS.items())
    assert "  T001  warning  shortcode-in-word: a shortcode" in said


def test_rules_are_data_too() -> None:
    rules = json.loads(invoke("--format", "json").stdout)
    assert [rule["code"] for rule in rules] == [rule.code for rule in ALL]
    (one,) = json.loads(invoke("T001", "--format", "json").stdout)
    assert one in rules
    assert one["bad"] == "[Thesis]: J.A. Smith says so."
    assert {"name", "severity", "summary", "why", "good", "fixable"} < set(one)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("T01", "there is no rule “T01”; did you mean T0"),
        ("short-code-in-word", "did you mean shortcode-in-word"),
        ("zzz", "see all by: clashmap explain"),
        ("", "see all by: clashmap explain"),
    ],
)
def test_an_unknown_rule_is_refused_with_what_is_near(typed: str, said: str) -> None:
    result = invoke("S006", typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_files_of_an_example_are_told_apart_by_their_names() -> None:
    assert files_in("[A]: a\n") == {"example.argdown": "[A]: a\n"}
    several = dedent("""\
        // a.argdown
        [A]: a

        // inner/b.argdown
        // no file
        [B]: b
    """)
    assert files_in(several) == {"a.argdown": "[A]: a\n\n", "inner/b.argdown": "// no file\n[B]: b\n"}


def test_texts_include_each_other_as_files_do() -> None:
    texts = {"../d/a.argdown": "[A]: a\n\n@include(in/b.md)\n", "../d/in/b.md": "[B]: b\n\n@include(../../c.argdown)\n"}
    map = load_texts(texts)
    assert list(map.claims) == ["[A]", "[B]"]
    (found,) = map.diagnostics
    assert (found.code, str(found.place)) == ("R021", "../d/in/b.md:3:1")
