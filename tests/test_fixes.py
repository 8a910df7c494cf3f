"""Safe fixes: each mends what it says and nothing else, and mending comes to an end."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap import library
from clashmap.diagnostics import RULES, Diagnostic, Edit, Fix, Rule, Severity
from clashmap.mend import apply
from clashmap.source import Place, Source, Span
from paths import ROOT

CONFORMANCE = ROOT.parent / "shared" / "conformance" / "argdown"
ROUNDS = 10


def findings(text: str) -> tuple[Diagnostic, ...]:
    return library.loads(text).diagnostics


def errors(found: tuple[Diagnostic, ...]) -> int:
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in found)


def mended(text: str, *, uncovers: bool = False) -> str:
    """*text* with all its safe fixes, round by round; none may bring an error in, unless it *uncovers* one."""
    found = findings(text)
    for _ in range(ROUNDS):
        fixes = [diagnostic.fix for diagnostic in found if diagnostic.fix]
        if not fixes:
            return text
        text = apply(text, fixes)
        before, found = found, findings(text)
        assert uncovers or errors(found) <= errors(before), text
    raise AssertionError(f"there is still something to mend after {ROUNDS} rounds: {text}")


IN_PART = {"E001", "S003", "S014", "T003"}
"""Rules whose fix is certain for some of what they find, and not for their bad example."""
FIXABLE = [rule for rule in RULES.values() if rule.mend and rule.bad and rule.code not in IN_PART]


@pytest.mark.parametrize("rule", FIXABLE, ids=lambda rule: rule.code)
def test_the_bad_example_of_a_rule_with_a_fix_is_mended(rule: Rule) -> None:
    assert {found.code for found in findings(mended(rule.bad))} <= {"R009"}


MENDED = {
    # front matter and data
    "===\ntitle: x\n===\n[A]: a\n": "===\ntitle: x\n===\n\n[A]: a\n",
    "===\ntitle: x\n=== [A]: a\n": "===\ntitle: x\n===\n\n[A]: a\n",
    "===\ntitle:Our debate\n===\n\n[A]: a\n": "===\ntitle: Our debate\n===\n\n[A]: a\n",
    "===\ntitle: Us: a debate\n===\n\n[A]: a\n": '===\ntitle: "Us: a debate"\n===\n\n[A]: a\n',
    "===\ntitle: *x or y\n===\n\n[A]: a\n": '===\ntitle: "*x or y"\n===\n\n[A]: a\n',
    "===\nsides:\n\taff: Yes\n\tneg: No\n===\n\n[A]: a\n": "===\nsides:\n  aff: Yes\n  neg: No\n===\n\n[A]: a\n",
    '[A]: a {note: "x" side: aff}\n': '[A]: a {note: "x", side: aff}\n',
    "[A]: a {note: x,, side: aff}\n": "[A]: a {note: x, side: aff}\n",
    '[A]: a {note: "\\p"}\n': '[A]: a {note: "\\\\p"}\n',
    "[A]: a {note: @x y, side: aff}\n": '[A]: a {note: "@x y", side: aff}\n',
    "[A]: a {note: we are #1}\n": '[A]: a {note: "we are #1"}\n',
    "[A]: a {side: aff, role: link\n\n[B]: b\n": "[A]: a {side: aff, role: link}\n\n[B]: b\n",
    "[A]: x {side: aff}.\n": "[A]: x. {side: aff}\n",
    "[A]: x {side: aff} #tag and more\n  - b\n": "[A]: x #tag and more {side: aff}\n  - b\n",
    "[A]: {side: aff} Banned.\n": "[A]: Banned. {side: aff}\n",
    # signs
    "[A] : a\n": "[A]: a\n",
    "[A] We should.\n": "[A]: We should.\n",
    "[A]: J.A. Smith of A.A.E.\n": "[A]: J\\.A. Smith of A\\.A\\.E.\n",
    "[A]: (https://x.org/a_b?c=*d). So {side: aff}\n": "[A]: (https\\:/\\/x.org/a\\_b?c=\\*d). So {side: aff}\n",
    "[A]: a\n\n// b": "[A]: a\n\n// b\n",
    "[C: text\n": "[C]: text\n",
    "[C: text {by: [a, b]}\n": "[C]: text {by: [a, b]}\n",
    "[C: as @[D] says\n\nD]: text\n": "[C]: as @[D] says\n\n[D]: text\n",
    "[A]: a\n  +<D: text\n": "[A]: a\n  +<D>: text\n",
    "[A]: a [sic] and <10% of GDP> b\n": "[A]: a \\[sic\\] and \\<10% of GDP> b\n",
    "[A]: snake_case_name and *b* 5*3 ___ x\n": "[A]: snake\\_case\\_name and *b* 5\\*3 \\_\\__ x\n",
    "[A]: 2*3*4, a*b, **bold**, x.\n": "[A]: 2\\*3\\*4, a\\*b, **bold**, x.\n",
    "[A]: a*b, **bold** and c.\n": "[A]: a\\*b, **bold** and c.\n",
    "[A]: 5*3 hours, or 4*, and ir*relevant*\n": "[A]: 5\\*3 hours, or 4\\*, and ir*relevant*\n",
    "(1) a\n----\n(2) [B].\n": "(1) a\n----\n(2) [B]\n",
    "[A]: a\\\nb\n": "[A]: a\\\\\nb\n",
    "[A]: #1 and #2\n": "[A]: \\#1 and \\#2\n",
    # lines
    "# H\n[A]: a\n[B]: b\n": "# H\n\n[A]: a\n\n[B]: b\n",
    "# H\r\n[A]: a\r\n": "# H\r\n\r\n[A]: a\r\n",
    "[A]: a\n\n  + b\n\n\n  - c\n": "[A]: a\n  + b\n  - c\n",
    "[A]: a\n+ b\n  - c\n+ d\n": "[A]: a\n  + b\n    - c\n  + d\n",
    "(1) a\n---\n(2) b\n": "(1) a\n----\n(2) b\n",
    "(1) a\n-- Rule\n(2) b\n": "(1) a\n-- Rule --\n(2) b\n",
    "(1) a\n———\n(2) b\n": "(1) a\n----\n(2) b\n",
    "(1) a\n_ _ _\n(2) b\n": "(1) a\n----\n(2) b\n",
    "(1) a\n\n(2) b\n\n-- Rule --\n\n(3) c\n": "(1) a\n(2) b\n-- Rule --\n(3) c\n",
    "(1) a\n\n----\n\n(2) b\n": "(1) a\n----\n(2) b\n",
    "[A]: a\n  – [B]: b\n": "[A]: a\n  - [B]: b\n",
    "[T]: x {side: aff}\n  – <E>: text. {side: neg}\n": "[T]: x {side: aff}\n  - <E>: text. {side: neg}\n",
    "[A]: a\n  -\u200b [B]: b\n": "[A]: a\n  - [B]: b\n",
    "# H\n// of a\n/* too */\n[A]: a\n": "# H\n\n// of a\n/* too */\n[A]: a\n",
    "---\ntitle: x\n---\n\n[A]: a\n": "===\ntitle: x\n===\n\n[A]: a\n",
    "---\r\ntitle: x\r\n---\r\n\r\n[A]: a\r\n": "===\r\ntitle: x\r\n===\r\n\r\n[A]: a\r\n",
    "[A]: a\n\u00a0\u00a0-\u00a0<B>: b\n": "[A]: a\n  - <B>: b\n",
}


@pytest.mark.parametrize("text", MENDED, ids=repr)
def test_what_is_certain_is_mended(text: str) -> None:
    assert mended(text) == MENDED[text]


LEFT = (
    "[They] argue that it helps.\n",
    "[A]: we think [War] is near\n",
    "[A]: a\n  [B]: b\n",
    "[A]: a\n    + b\n\n  + c\n",
    "# H\n\n  + a\n",
    "[A]: *Note this\n",
    "[A]: a {side: aff role: link}\n",
    "[A]: a\n  • b\n",
    "[A: a\nb] c\n",
    "[A]: Phones, a great help\n  – so they say –\n  should go. {side: aff}\n",
    "[A]: cost,\n  – [B] and\n  more\n",
    "[A]: The mark fell by\n  -5 points.\n",
    "[A]: The mark fell by\n-5 points.\n",
    "[A]: an idea\n  -based\n",
    "#MeToo changed the debate\n",
    "#Phones changed the debate.\n",
    "#analytic\n",
    "#Pro\n\n[A]: a #Pro\n",
    "[A]: *irr*elevant\n",
    "[A]: P.v.d. Berg\n",
    "[A]: the set {a, b} is small\n",
    "[A]: x {side: aff} more\n  and *more*\n",
    "<F>\n\n(1) P one.\n2) W two.\n----\n(3) C\n\n[A]: a\n  + <F>\n",
    "[A]: see https://x.org/a [B]\n",
    "// [A]: a",
    "[A]: a {note: see below for more\n",
    "(1) a\n(2) b\n",
)


@pytest.mark.parametrize("text", LEFT, ids=repr)
def test_what_may_be_meant_in_two_ways_is_left(text: str) -> None:
    found = findings(text)
    assert found
    assert not any(diagnostic.fix for diagnostic in found)


@pytest.mark.parametrize("path", sorted(CONFORMANCE.glob("inputs/*.argdown")), ids=lambda path: path.stem)
def test_mending_real_files(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    result = mended(text)
    assert (result == text) is not any(found.fix for found in findings(text))
    before, behind = (Counter(found.code for found in findings(now)) for now in (text, result))
    accepted = json.loads((CONFORMANCE / "expected" / f"{path.stem}.json").read_text(encoding="utf-8"))["accepted"]
    # What was hidden behind a mistake may come to light; what could be read before is not touched.
    assert not accepted or not behind - before


def test_real_files_are_there() -> None:
    if not CONFORMANCE.is_dir():
        pytest.skip(f"no reference cases at {CONFORMANCE}")


# --- any number of slips in any debate --------------------------------------------------------------------------------

Slip = tuple[str, str]
"""What was typed, and what was meant."""


def same(*texts: str) -> list[Slip]:
    return [(text, text) for text in texts]


def joined(parts: Iterable[Slip], between: str = "") -> Slip:
    typed, meant = zip(*parts, strict=True)
    return between.join(typed), between.join(meant)


WORDS = st.sampled_from(
    [
        *same("war follows,", "it costs too much.", "*at once*", "#pro", "@[T1]", "(see below)", "e.g. this", "50%"),
        ("J.A. Smith", "J\\.A. Smith"),
        ("snake_case", "snake\\_case"),
        ("5*3", "5\\*3"),
        ("[sic]", "\\[sic\\]"),
        ("<10% of GDP>", "\\<10% of GDP>"),
        ("we are #1", "we are \\#1"),
    ]
)
DATA = st.sampled_from(
    [
        *same("", "", " {side: aff}", " {cite: [a, b]}"),
        (" {side:aff}", " {side: aff}"),
        (" {rol: link}", " {role: link}"),
        (" {page: 45.10}", ' {page: "45.10"}'),
        (" {note: we are #1}", ' {note: "we are #1"}'),
        (" {note: @x y, side: aff}", ' {note: "@x y", side: aff}'),
    ]
)
TITLES = st.sampled_from(
    [*same("[T{}]: ", "<T{}>: "), ("[T{}: ", "[T{}]: "), ("<T{}: ", "<T{}>: "), ("[T{}] : ", "[T{}]: ")]
)
SIGNS = st.sampled_from(
    [
        *same("  + ", "  - ", "  >< "),
        ("  – [S]: ", "  - [S]: "),
        ("  -", "  - "),
        ("  -\u00a0[S]: ", "  - [S]: "),
        ("\n  + ", "  + "),
    ]
)
FIRST = st.just(("So", "So"))
TEXTS = st.tuples(FIRST, st.lists(WORDS, max_size=4).map(lambda words: joined([("", ""), *words], " ")), DATA).map(
    joined
)
MEMBERS = st.tuples(TITLES, TEXTS).map(joined)
RELATIONS = st.tuples(SIGNS, TEXTS).map(joined)
BLOCKS = st.one_of(
    st.tuples(MEMBERS, st.lists(RELATIONS, max_size=3)).map(lambda block: joined([block[0], *block[1]], "\n")),
    st.sampled_from(
        [
            ("#Costs", "# Costs"),
            ("(1) Jets meet.\n---\n(2) War.", "(1) Jets meet.\n----\n(2) War."),
            ("(1) Jets meet.\n-- Rule\n(2) War.", "(1) Jets meet.\n-- Rule --\n(2) War."),
            ("(1) Jets meet.\n\n----\n\n(2) War.", "(1) Jets meet.\n----\n(2) War."),
            ("# Costs\n[X]: Too much.", "# Costs\n\n[X]: Too much."),
        ]
    ),
)


@settings(max_examples=200)
@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_every_slip_in_a_debate_is_mended_to_what_was_meant(blocks: list[Slip]) -> None:
    typed, meant = joined(
        [tuple(text.replace("{}", str(n)) for text in block) for n, block in enumerate(blocks)], "\n\n"
    )
    # A title that is not closed may hide what is wrong in the text that it has swallowed.
    assert mended(typed, uncovers=True) == meant


@given(st.text("abc\n", max_size=30), st.lists(st.lists(st.integers(0, 30), max_size=3), max_size=5))
def test_fixes_are_put_in_whole_or_not_at_all(text: str, wanted: list[list[int]]) -> None:
    source = Source("x", text)
    fixes = []
    for number, starts in enumerate(wanted):
        ends = sorted({min(start, len(text)) for start in starts})
        edits = tuple(Edit(Place(source, Span(at, at)), f"<{number}>") for at in ends)
        fixes.append(Fix("", edits))
    result = apply(text, fixes)
    assert re.sub(r"<\d>", "", result) == text
    for number, fix in enumerate(fixes):
        assert result.count(f"<{number}>") in (0, len(fix.edits))
    assert ("<" in result) is any(fix.edits for fix in fixes)
    assert not re.search(r"><", result)
