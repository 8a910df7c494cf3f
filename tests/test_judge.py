"""``clashmap judge``: what it says to people and to programs, about maps of all sorts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clashmap.cli import cli
from clashmap.cli.help import guide
from clashmap.cli.judge import MODELS, STANDARDS
from clashmap.cli.judge.data import dumps
from clashmap.cli.judge.findings import Asked, find
from clashmap.cli.judge.reason import branches
from clashmap.cli.judge.text import lines
from clashmap.cli.judge.words import LIMITS, RULES, SHORT
from clashmap.cli.look import READINGS
from clashmap.cli.paragraph import paragraph
from clashmap.cli.terminal import columns
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.verdicts import framework
from clashmap.verdicts.bearing import ATTACKS
from clashmap.verdicts.changes import Flips
from clashmap.verdicts.judge import Verdict
from clashmap.verdicts.strength import models
from conftest import Run
from paths import DEBATE
from test_rooms import imported_by

ZONE = """\
===
title: Zone
sides: {aff: Affirmative, neg: Negative}
sources: {paper: {type: article, title: Paper}}
===

[Zone]: There should be a zone. {side: aff, role: resolution}
  + [Safety]: It makes the city safe. {side: aff, cite: "paper 3"}
    - <Drones>: Drones stay below it. {side: neg}
      - <Guns>: Guns reach them. {side: aff}
  - <War>: It means war. {side: neg}

<War>

(1) [Jets]: Jets would clash. {side: neg}
(2) [Clash]: A clash is a war. {side: neg, cite: "paper 7"}
----
(3) [Danger]: The danger is too great. {side: neg}

<War>
  _ <Hotline>: There is a hotline for that. {side: aff}
"""
CIRCLE = """\
[Safe]: We are safe.
  - [Risk]: There is a risk.
    >< [Calm]: All is calm.
  - [Noise]: It is loud.
    - [Quiet]: It is quiet.
      >< [Noise]
"""
WEAK = "[Loud]: l\n" + "".join(f"  - [B{n}]: b\n    - [C]: c {{strength: 0.1}}\n" for n in range(5))
"""It stands, for all that attacks it falls, but to little."""
MODES: dict[str, list[str]] = {
    "summary": [],
    "why": ["--why", "The US should guarantee air support"],
    "flip": ["--flip", "The US should guarantee air support"],
    "unanswered": ["--unanswered", "--all"],
    "next": ["--next"],
    "supposed": ["--suppose", "-A vague offer may be empty", "--suppose", "+[Red lines keep being erased]"],
    "strength": ["--strength", "df-quad", "--standard", "clear-and-convincing"],
    "attacks": ["--reading", "attacks"],
    "all at once": ["--why", "Deniable help beats a no-fly zone", "--next", "--unanswered", "--strength", "euler"],
}


@pytest.fixture
def zone(tmp_path: Path) -> Path:
    path = tmp_path / "zone.argdown"
    path.write_text(ZONE, encoding="utf-8")
    return path


def invoke(*arguments: str | Path, env: dict[str, str] | None = None, input: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["judge", *map(str, arguments)], prog_name="clashmap", env=env, input=input)


def told(text: str, *, width: int = 100, path: str = "map.argdown", **asked: Any) -> str:
    return "\n".join(lines(find(loads(text, path=path), Asked(**asked), path=path), width=width))


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def body(text: str) -> str:
    """Without the last paragraph, which is the same every time."""
    return plain(text).rpartition("\n\n")[0]


def test_the_resolution_and_the_top_claims_come_first_and_then_what_decides() -> None:
    assert (
        body(told(ZONE))
        == """\
Zone

stands     [Zone] (the resolution)
           a reason for it stands, and the attack on it falls

What decides the resolution
- the reason [Safety] stands: the attack on it falls (map.argdown:8, ¶3)
  - the attack <Drones> falls: <Guns> stands and attacks it (map.argdown:9)
    - the attack <Guns> stands: nothing attacks it (map.argdown:10)
- the attack [Danger] falls: the only reason for it falls (map.argdown:18)
  - the reason <War> falls: <Hotline> stands and undercuts it (map.argdown:11)
    - the undercut <Hotline> stands: nothing attacks it (map.argdown:21)

Of 5 claims and 4 arguments, 6 stand and 3 fall.
2 attacks have no answer (Affirmative 2); see --unanswered.

What to type next
  clashmap judge map.argdown --why "Zone"
  clashmap judge map.argdown --flip "Zone"
  clashmap judge map.argdown --suppose "-Safety"
  clashmap judge map.argdown --next
  clashmap help verdicts"""
    )


def test_a_reason_tells_once_what_it_needs_twice() -> None:
    text = "[A]: a\n  + <B>: b\n    - <C>: c\n      - [D]: d\n  - <E>: e\n    - [D]\n"
    assert (
        body(told(text, why="a"))
        == """\
Argument map

Why [A] stands
- [A] stands: a reason for it stands, and the attack on it falls (map.argdown:1)
  - the reason <B> stands: the attack on it falls (map.argdown:2)
    - the attack <C> falls: [D] stands and attacks it (map.argdown:3)
      - the attack [D] stands: nothing attacks it (map.argdown:4)
  - the attack <E> falls: [D] stands and attacks it (map.argdown:5)
    - the attack [D] stands: see above"""
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[A]: a\n", "stands: nothing attacks it"),
        ("[A]: a {status: conceded}\n  - <B>: b\n", "stands: the other side concedes it"),
        ("[A]: a {status: kicked}\n", "falls: its own side kicks it"),
        ("[A]: a\n  + <B>: b\n    - <C>: c\n", "falls: the only reason for it falls"),
        ("[A]: a\n  + <B>: b\n    - <C>: c\n  + <D>: d\n    - <C>\n", "falls: both reasons for it fall"),
        ("[A]: a\n  - <B>: b\n    - <C>: c\n  - <D>: d\n    - <C>\n", "stands: both attacks on it fall"),
        ("[A]: a\n  >< [B]: b\n    - <C>: c\n", "stands: what contradicts it falls"),
        ("[B]: b\n  - <C>: c\n\n<A>\n\n(1) [B]\n(2) [D]: d\n----\n(3) [E]: e\n", "falls: its premise [B] falls"),
        ("<A>\n\n(1) [B]: b\n(2) [D]: d\n----\n(3) [E]: e\n", "stands: both premises stand, and nothing attacks it"),
        ("[A]: a\n  >< [B]: b\n", "is contested: [B] contradicts it and is contested"),
        ("[D]: d\n  - <C>: c\n\n<A>\n\n(1) [B]: b\n----\n(2) [D]\n----\n(3) [E]: e\n", "falls: its premise [D] falls"),
        ("<B>\n\n(1) [C]: c\n----\n(2) [D]: d\n----\n(3) [A]: a\n  <_ <F>: f\n", "falls: the only reason for it falls"),
    ],
)
def test_reasons_are_told_as_debaters_would(text: str, reason: str) -> None:
    first = body(told(text, why="A")).split("\n- ")[1]
    assert first.startswith(f"{first[:3]} {reason}"), first


def test_a_contested_claim_shows_the_circle_and_the_ways_out_of_it() -> None:
    said = body(told(CIRCLE, why="Safe"))
    assert said.startswith("""\
Argument map

Why [Safe] is contested
- [Safe] is contested: [Risk] attacks it and is contested (map.argdown:1)
  - the attack [Risk] is contested: [Calm] contradicts it and is contested (map.argdown:2)
    - the contradiction [Calm] is contested: [Risk] contradicts it and is contested (map.argdown:3)
      - the contradiction [Risk] is contested: see above

The circle it hangs in
- [Risk] contradicts [Calm]

Consistent ways out of it
""")
    assert sorted(said.splitlines()[-2:]) == [
        "- [Calm] stands; [Risk] falls; then [Safe] is contested",
        "- [Risk] stands; [Calm] falls; then [Safe] falls",
    ]


def test_a_circle_of_three_has_no_way_out_but_to_leave_it_open() -> None:
    said = body(told("[A]: a\n  - [B]: b\n    - [C]: c\n      - [A]\n", why="A"))
    assert "\n- [B] attacks [A]\n- [C] attacks [B]\n- [A] attacks [C]\n" in said
    assert said.endswith("\nNo consistent way out of it\nNone of these can be held against all that attacks it.")


def test_the_ways_out_heed_what_is_supposed_and_what_else_is_contested() -> None:
    said = body(told(CIRCLE + "\n[Never]: No.\n  -> [Risk]\n", why="Calm", suppose=(("-", "Never"),)))
    assert sorted(said.splitlines()[-2:]) == ["- [Calm] stands; [Risk] falls", "- [Risk] stands; [Calm] falls"]
    text = "[R]: r\n  - [A]: a\n    >< [B]: b\n\n[D]: d\n  >< [E]: e\n  -> [A]\n  -> [B]\n"
    found = find(loads(text), Asked(why="R"), path="-").ways
    assert found is not None
    stands, falls = Verdict.STANDS, Verdict.FALLS
    assert {(way.held["[A]"], way.held["[B]"], way.then) for way in found.ways} == {
        (stands, falls, falls),
        (falls, stands, stands),
        (falls, falls, stands),
    }


def test_a_claim_without_a_title_is_known_by_the_beginning_of_its_text() -> None:
    text = "[A]: a\n\n<B>\n\n(1) " + "Long words " * 20 + "\n----\n(2) [A]\n"
    assert f"the premise “{('Long words ' * 20)[:60].strip()}…” stands: nothing attacks it" in " ".join(
        plain(told(text, why="A")).split()
    )


def test_of_a_large_circle_little_is_told_unless_all_is_asked_for() -> None:
    text = "\n".join(f"[C{n}]: c\n  - [C{(n + 1) % 20}]\n" for n in range(20))
    said = " ".join(body(told(text, why="C0")).split())
    assert "… and 10 more; add --all to see them" in said
    assert "[C12] and 3 more stand; [C1], [C3]" in said
    assert "[C14], [C16] and [C18] stand; [C1]" in " ".join(body(told(text, why="C0", whole=True)).split())


def test_without_time_the_ways_out_are_unknown() -> None:
    said = body(told(CIRCLE, why="Safe", budget=0.0))
    assert "Consistent ways out of it: unknown\nThe time was too short to find one" in said


def test_what_would_change_a_verdict_is_told_singly_or_together() -> None:
    assert body(told(ZONE, flip="Zone")).splitlines()[2:] == [
        "What would change that [Zone] stands",
        "- if [Safety] fell, it would fall (map.argdown:8, ¶3)",
        "- if <Guns> fell, it would fall (map.argdown:10)",
        "- if <Hotline> fell, it would fall (map.argdown:21)",
    ]
    pair = "[A]: a\n  + <B>: b\n  + <C>: c\n"
    assert body(told(pair, flip="A")).endswith("\n- if <B> and <C> fell, it would fall")
    assert '\nNext: clashmap judge map.argdown --suppose "-B" --suppose "-C"\n' in told(pair, flip="A")
    alone = "[A]: a\n  + <B>: b\n"
    assert body(told(alone, flip="B")).endswith("\nNothing on the map would, by falling.")


@pytest.mark.parametrize(
    ("flips", "end"),
    [
        (
            Flips((((("<Guns>", "<Hotline>"), Verdict.FALLS)),), is_all=False),
            "fell, it would fall\nThere are more of this size.",
        ),
        (Flips((), searched=1), "no single point would; whether more together would is unknown: the search ended."),
        (
            Flips((), searched=3),
            "no 3 points or fewer would; whether more together would is unknown: the search ended.",
        ),
    ],
)
def test_what_was_not_searched_is_said_to_be_unknown(flips: Flips, end: str) -> None:
    found = replace(find(loads(ZONE), Asked(flip="Zone"), path="-"), flips=flips)
    assert body("\n".join(lines(found, width=100))).endswith(end)


def test_a_supposition_says_what_it_changes() -> None:
    said = body(told(ZONE, suppose=(("-", "guns"), ("+", "<War>"))))
    assert said.startswith("""\
Zone

Supposed
- <Guns> falls; it stood before
- <War> stands; it fell before

What that changes
- [Zone] falls; it stood before
- [Safety] falls; it stood before
- <Drones> stands; it fell before
- [Danger] stands; it fell before

falls      [Zone] (the resolution); it stood before
""")
    assert '\n  clashmap judge map.argdown --suppose "-Guns" --suppose "+War" --why "Zone"\n' in said
    assert "Nothing else changes." in told(ZONE, suppose=(("+", "Zone"),))
    assert "- [Zone] stands; so it is anyway" in told(ZONE, suppose=(("+", "Zone"),))


def test_suppositions_are_typed_with_a_sign_or_set_in_the_environment_line_by_line(zone: Path) -> None:
    typed = invoke(zone, "--suppose", "-<Guns>", "--suppose", "+War")
    assert typed.exit_code == 0
    assert "\nfalls      [Zone]" in typed.stdout
    assert invoke(zone, "--suppose", "−Guns", "--suppose", "+<war>").stdout == typed.stdout
    assert invoke(zone, env={"CLASHMAP_JUDGE_SUPPOSE": "-Guns\n +War\n"}).stdout == typed.stdout
    for wrong, message in (
        (["--suppose", "Guns"], "lacks a sign or a title"),
        (["--suppose", "-"], "lacks a sign or a title"),
        (["--suppose", "-Guns", "--suppose", "+Guns"], "<Guns> cannot both stand and fall"),
    ):
        result = invoke(zone, *wrong)
        assert (result.exit_code, message in result.stderr) == (2, True)


def test_what_is_one_claim_cannot_be_supposed_both_to_stand_and_to_fall() -> None:
    equal = "===\nmodel: {mode: strict}\n===\n\n[A]: a\n  +> [B]: b\n\n[B]\n  +> [A]\n"
    with pytest.raises(ValueError, match="cannot both stand and fall"):
        told(equal, suppose=(("+", "A"), ("-", "B")))


def test_unanswered_attacks_are_listed_by_side() -> None:
    text = ZONE + "\n[Zone]\n  - [Cost]: It costs. {side: neg}\n  - [Doubt]: It is doubtful.\n"
    assert body(told(text, unanswered=True)).splitlines()[2:] == [
        "Affirmative: 2 attacks that nothing answers",
        "- <Guns> attacks <Drones> (map.argdown:10)",
        "- <Hotline> undercuts <War> (map.argdown:21)",
        "",
        "Negative: 1 attack that nothing answers",
        "- [Cost] attacks [Zone] (map.argdown:24)",
        "",
        "No side: 1 attack that nothing answers",
        "- [Doubt] attacks [Zone] (map.argdown:25)",
    ]
    assert "4 attacks have no answer (Affirmative 2, Negative 1, no side 1);" in told(text)
    assert "\n1 attack that nothing answers\n" in body(told("[A]: a\n  - <B>: b\n", unanswered=True))
    assert body(told("[A]: a\n", unanswered=True)).endswith("No attack stands without an answer")


CONCEDED = "[R]: r\n  - <A>: a {status: conceded}\n    - <B>: b\n"


def test_what_is_conceded_is_told_as_such_by_unanswered_flip_and_next() -> None:
    would = "if it fell, the top claim would stand (map.argdown:2)"
    said = " ".join(body(told(CONCEDED, unanswered=True)).split())
    assert said.endswith(f"- <A> (conceded, so that no answer counts) attacks [R]; {would}")
    assert "1 attack has no answer and is conceded; see" in told(CONCEDED)
    only = "Only taking back what is conceded would:\n- "
    assert body(told(CONCEDED, flip="R")).endswith(f"{only}if <A> (conceded) fell, it would stand (map.argdown:2)")
    assert body(told(CONCEDED, next=True)).endswith(f"{only}<A> is conceded: {would}")


def test_what_is_supposed_is_not_to_be_supposed_again() -> None:
    text = "[R]: r\n  - [A]: a\n    - <B>: b\n"
    for suppose in (("+", "A"), ("-", "A"), ("+", "R")):
        said = plain(told(text, suppose=(suppose,)))
        commands = [line for line in said.splitlines() if line.startswith("  clashmap judge")]
        assert commands
        assert all(line.count("--suppose") == 1 for line in commands)
    onward = plain(told(CONCEDED, suppose=(("-", "A"),), next=True)).splitlines()
    assert [line for line in onward if line.startswith("Next: ")] == []


def test_two_that_contradict_each_other_may_be_granted_and_that_is_said() -> None:
    said = plain(told("[A]: a\n  >< [B]: b\n  - <C>: c\n", suppose=(("+", "A"), ("+", "B"))))
    assert said.count("Mind that ") == 1
    assert "Mind that [A] contradicts [B], and both are supposed to stand." in said


def test_of_each_resolution_it_is_told_what_decides_it() -> None:
    said = plain(told("[A]: a #resolution\n  - <B>: b\n\n[C]: c #resolution\n  - <D>: d\n    - <E>: e\n"))
    assert "What decides [A]\n- the attack <B>" in said
    assert "What decides [C]\n- the attack <D>" in said


def test_a_burden_says_its_numbers_and_the_verdict_beside_each_point() -> None:
    text = "[M]: m\n  + <Good>: g {strength: 0.9}\n  - <Bad>: b {strength: 0.2}\n    - <Why>: w\n"
    said = " ".join(plain(told(text, standard="beyond-reasonable-doubt")).split())
    assert "above 0.5 and more than 0.5 above any against it, each of which is below 0.2 (strength" in said
    assert "(0.90; it stands); <Bad> is the strongest against it (0.16; it falls)." in said
    assert "A burden weighs strengths and a verdict does not, so they may differ." in said


def test_of_very_many_tops_only_the_first_are_told_with_a_reason() -> None:
    text = "".join(f"[T{n}]: t\n  - <A{n}>: a\n\n" for n in range(210))
    said = plain(told(text, whole=True))
    assert (said.count("\nfalls "), said.count("stands and attacks it")) == (210, 200)
    assert "Reasons are told of the first 200" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zone.argdown", "--next", "Ban phones"], "no name belongs behind --next"),
        (["zone.argdown", "--why", "Guns", "reach"], 'put quotes round a name with blanks: --why "No-fly zone"'),
        (["zone.argdown", "zone.argdown"], "type one PATH; all files of one debate go into a folder"),
        (["zone.argdown", "--budget", "nan"], "'nan' is not a number of seconds"),
        (["graph.tgf"], "this is an attack graph; type clashmap solve -p SE-GR -f graph.tgf"),
        (["graph.txt"], "this is an attack graph; type clashmap solve -p SE-GR -f graph.txt"),
    ],
)
def test_what_is_typed_wrongly_is_met_with_what_to_type(
    zone: Path, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(zone.parent)
    Path("graph.tgf").write_text("a\n#\na a\n", encoding="utf-8")
    Path("graph.txt").write_text("p af 1\n1 1\n", encoding="utf-8")
    done = invoke(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.split())


def test_unanswered_attacks_that_decide_come_first_with_what_they_change() -> None:
    text = "[Idle]: i\n  - [Lazy]: l\n\n[Zone]: z {role: resolution}\n  + <Why>: w\n    - [Doubt]: d\n"
    assert body(told(text, unanswered=True)).splitlines()[3:] == [
        "- [Doubt] attacks <Why>; if it fell, <Why> would stand and the resolution would stand",
        "  (map.argdown:6)",
        "- [Lazy] attacks [Idle] (map.argdown:2)",
    ]


def test_one_move_seen_from_both_sides_is_told_once() -> None:
    said = plain(told("[Zone]\n  - [War]\n    - <Bluff>\n      - [Seen]\n", next=True))
    moves = [line for line in said.splitlines() if line.startswith("- ")]
    assert moves == ["- [Seen] stands unanswered: if it fell, <Bluff> would stand and the top claim would stand"]


def test_points_that_change_something_only_together_say_so() -> None:
    said = plain(told("[A]: a\n  - <B>: b\n  - <C>: c\n", next=True))
    assert "No point alone would; these would together with others (--flip tells with which):" in said
    assert "- <B> stands unanswered (map.argdown:2)" in said
    assert "Next: clashmap judge map.argdown --flip" in said


def test_a_circle_is_told_by_what_its_verdicts_hang_on() -> None:
    text = "[A]: a\n  + [B]: b\n  - [B]\n  -> [B]\n"
    circle = "The circle it hangs in\n- [B] attacks [A]\n- [A] attacks [B]\n"
    assert circle in plain(told(text, why="A", reading="attacks"))


def test_what_could_still_change_the_resolution_comes_with_what_it_would_change() -> None:
    said = plain(told(CIRCLE, next=True))
    assert "\nWhat could still change that [Safe] is contested\n" in said
    assert "- [Noise] is contested: if it stood, the top claim would fall (map.argdown:4)" in said
    assert "No point that is contested, or that nothing answers, would." in told("[A]: a\n", next=True)


def test_a_strength_stands_beside_a_verdict_and_changes_none() -> None:
    with_bars = plain(told(ZONE, strength="quadratic-energy"))
    assert with_bars.splitlines()[2] == "stands     █████░░░░░ 0.49 [Zone] (the resolution)"
    assert "\nStrength by the quadratic energy model (Potyka 2018)\n" in with_bars
    assert "\n- the reason [Safety] stands ████░░░░░░ 0.43: the attack on it falls (map.argdown:8, ¶3)\n" in with_bars
    without = re.sub(r" [█░]{10} \d\.\d\d", "", with_bars)
    assert without.partition("\nStrength")[0] == plain(told(ZONE)).partition("\nReading")[0]
    said = " ".join(plain(told(WEAK, strength="df-quad")).split())
    assert "- [Loud] stands at 0.0" in said
    assert "falls, which is enough for the verdict, but it still weighs against it" in said


def test_a_burden_of_proof_is_shown_when_it_is_declared_or_asked_for() -> None:
    declared = ZONE.replace("===\n\n", "burden: {standard: beyond-reasonable-doubt, presumption: neg}\n===\n\n", 1)
    said = plain(told(declared))
    assert "\nBurden of proof on [Zone]\nThe standard is beyond reasonable doubt" in said
    assert "So it is not met: the presumption is with Negative." in said
    assert "█" not in said
    assert "Burden" not in told(ZONE)
    assert "The standard is preponderance" in told(ZONE, standard="preponderance")


def test_titles_are_found_as_they_are_typed_and_others_get_the_nearest_three(zone: Path) -> None:
    said = {invoke(zone, "--why", title).stdout for title in ("Safety", "[Safety]", "sAFETY", "[safety]")}
    assert len(said) == 1
    assert "Why [Safety] stands" in said.pop()
    for option in ("--why", "--flip"):
        wrong = invoke(zone, option, "Safty")
        assert (wrong.exit_code, wrong.stdout) == (2, "")
        assert wrong.stderr == "error: there is no claim or argument “Safty”; did you mean “Safety”?\n"
    assert "did you mean “Drones” or “Zone”" in invoke(zone, "--suppose", "-Drone").stderr


@pytest.mark.parametrize("mode", MODES)
def test_every_result_says_how_it_is_read_and_what_it_cannot_say_and_puts_nobody_ahead(
    mode: str, article: ArgumentMap
) -> None:
    text, data = (invoke(DEBATE, *MODES[mode], "--format", format) for format in ("text", "json"))
    assert text.exit_code == data.exit_code == 0, text.output
    reading = "attacks" if mode == "attacks" else "warrant"
    end = " ".join(text.stdout.rpartition("\n\n")[2].split())
    full = f"Reading {reading}: {RULES[reading]}. Limits: {LIMITS}."
    is_narrow = mode in ("why", "flip", "unanswered", "next", "all at once")
    short = rf"Next: clashmap judge [^\n]+ Reading {reading}\. Limits: {re.escape(SHORT)}; see clashmap help verdicts\."
    assert re.fullmatch(short, end) if is_narrow else end == full
    found = json.loads(data.stdout)
    assert (found["reading"], found["rule"], found["limits"]) == (reading, RULES[reading], LIMITS)
    for stream in (text, data):
        said = " ".join(stream.output.split())
        for words in sorted({part for node in article.nodes for part in (node.text, node.label)}, key=len)[::-1]:
            said = said.replace(words, "")
        assert not re.search(r"(?i)\b(?:win(?:s|ners?|ning)?|won|los(?:es?|ers?|ing|t))\b", said)
        assert not re.search(
            r"(?i)\b(?:grounded|undecided|preferred|extension|semantics|labelling)\b|\b(?-i:IN|OUT)\b", said
        )


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("mode", MODES)
def test_lines_keep_to_the_width_but_for_what_is_to_be_typed(
    mode: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clashmap.cli.judge.text.page_width", lambda: width)
    printed = invoke(DEBATE, *MODES[mode]).stdout.splitlines()
    assert [line for line in printed if columns(line) > width and not line.startswith(("  clash", "Next: clash"))] == []
    assert all(line == line.rstrip() for line in printed)


def keys(value: Any, ids: frozenset[str]) -> Iterator[str]:
    """All keys but those that are ids."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ids:
                yield key
            yield from keys(inner, ids)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, ids)


def test_the_keys_of_the_data_are_those_that_the_guide_names(zone: Path) -> None:
    zone.write_text(f"{ZONE}\n{CIRCLE}\n{WEAK}", encoding="utf-8")
    weighing = ("--strength", "df-quad", "--standard", "preponderance")
    asked = ("--why", "Safe", "--flip", "Zone", "--suppose", "-Hotline", "--next", *weighing)
    found = json.loads(invoke(zone, *asked, "--format", "json").stdout)
    assert not [key for key, value in found.items() if value is None]
    judge, _, _ = guide()["data"].partition("## `clashmap cite`")
    named = set(re.findall(r"`([a-zA-Z]+)`", judge))
    used = set(keys(found, frozenset(found["points"])))
    values = {"claim", "argument", "resolution", "asserted", "answered", "conceded", "granted", "attacked", "unbacked"}
    values |= {"denied", "kicked", "beaten", "open", "null"}
    assert used <= named
    assert named - used <= values


def test_the_data_points_to_the_text(zone: Path) -> None:
    found = json.loads(invoke(zone, "--format", "json").stdout)
    text = ZONE.splitlines()
    for id, point in found["points"].items():
        assert text[point["line"] - 1][point["column"] - 1 :].startswith(id)
        assert point["path"] == str(zone)
    assert found["points"]["[Safety]"]["citations"] == [{"source": "paper", "locator": "3"}]
    assert found["counts"] == {"stands": 6, "falls": 3, "contested": 0}
    assert found["resolutions"] == ["[Zone]"]
    assert found["why"]["[Zone]"]["reasons"][0]["words"] == "a reason for it stands, and the attack on it falls"
    assert [point["verdict"] for point in found["points"].values()].count("falls") == 3


def test_the_reading_is_kept_in_what_is_typed_next() -> None:
    backed = "[A]: a\n  + <B>: b\n    - <C>: c\n"
    assert "falls      [A]" in plain(told(backed))
    said = plain(told(backed, reading="attacks"))
    assert "stands     [A]" in said
    assert '\n  clashmap judge map.argdown --reading attacks --why "A"\n' in said
    odd = plain(told('[Is "A" $1?]: a\n  - <B>: b\n', suppose=(("-", 'Is "A" $1?'),)))
    assert """\n  clashmap judge map.argdown --suppose '-Is "A" $1?' --next\n""" in odd


def test_long_lists_are_cut_and_say_so() -> None:
    text = "".join(f"[T{n}]: t\n  - <A{n}>: a\n\n" for n in range(40))
    assert plain(told(text)).count("\nfalls ") == 10
    assert "\n… and 30 more; add --all to see them\n" in told(text)
    assert plain(told(text, whole=True)).count("stands and attacks it") == 40
    assert "… and 30 more" in told(text, unanswered=True)
    assert "…" not in told(text, unanswered=True, whole=True)


def test_a_long_chain_is_told_to_its_end_and_says_how_deep_it_is() -> None:
    depth = 1500
    text = "\n".join(f"[C{n}]: c\n  - [C{n + 1}]\n" for n in range(depth))
    said = [line.strip() for line in plain(told(text, why="C0", width=60)).splitlines()]
    assert f"- ({depth}) the attack [C{depth}] stands:" in said
    assert '… and 1,489 more lines with --why "C0"' in plain(told(text))


@pytest.mark.parametrize("text", ["", "===\ntitle: T\n===\n", "// nothing\n", "hello world\n"])
def test_nothing_is_said_of_an_empty_map_but_that(text: str) -> None:
    for asked in ({}, {"next": True}, {"unanswered": True}):
        assert "Nothing is claimed here yet, so there is nothing to judge." in told(text, **asked)


def test_what_would_steer_a_terminal_is_not_printed() -> None:
    text = "[A\x1b[31m]: a\n  - <B\u202e>: b\n\n\x1b]0;title\x07 text without a title\n"
    said = plain(told(text)) + plain(told(text, unanswered=True))
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", said)
    broken = plain(told("[A\u2028B]: a\n  - <C>: c\n"))
    assert "\u2028" not in broken
    supposed = {"CLASHMAP_JUDGE_SUPPOSE": "+A\u2028B\n"}
    data = json.loads(invoke("-", "--format", "json", env=supposed, input="[A\u2028B]: a\n").stdout)
    assert data["supposed"]["granted"] == ["[A\u2028B]"]


def test_exit_codes_tell_of_the_text_and_not_of_the_verdict(tmp_path: Path, run: Run) -> None:
    falls, broken = tmp_path / "falls.argdown", tmp_path / "broken.argdown"
    falls.write_text("[A]: a\n  - <B>: b\n", encoding="utf-8")
    broken.write_text("===\ntitle: T\n===\n[A]: a\n  - <B>: b\n", encoding="utf-8")
    done = run("judge", "falls.argdown", env={"CLASHMAP_JUDGE_ALL": "1"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "falls      [A]" in done.stdout
    assert "\x1b" not in done.stdout
    assert invoke(broken).exit_code == 1
    assert "falls      [A]" in invoke(broken).stdout
    assert invoke(tmp_path / "missing.argdown").exit_code == 2
    assert invoke(falls, "--reading", "other").exit_code == 2
    assert run("judge", "-", input=b"[A]: a\n").stdout.startswith("Argument map\n\nstands     [A]\n")
    assert invoke(falls, env={"CLASHMAP_JUDGE_FORMAT": "json"}).stdout.startswith("{")


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["+>", "->", "><"]), st.integers(0, 5)), max_size=9),
    st.sampled_from(READINGS),
)
def test_of_any_map_a_reason_is_told_once_and_a_way_out_can_be_held(
    links: list[tuple[int, str, int]], reading: str
) -> None:
    text = "".join(f"[C{n}]: c\n\n" for n in range(6)) + "".join(f"[C{a}]\n  {sign} [C{b}]\n\n" for a, sign, b in links)
    map = loads(text)
    for id in map.claims:
        found = find(map, Asked(why=id, flip=id, next=True, unanswered=True, reading=reading), path="-")
        assert found.why is not None
        told = list(branches(found.why))
        full = [branch.reason for branch in told if not branch.is_told]
        assert len({reason.id for reason in full}) == len(full) == len(found.why.reasons)
        assert len(told) == 1 + sum(len(reason.grounds) for reason in full)
        assert told[0].reason.verdict is found.judgement.verdict(id)
        assert json.loads(dumps(found))["points"][id]["verdict"] == found.judgement.verdict(id)
        assert "\n".join(lines(found, width=60)).count("see above") == len(told) - len(full)
        for way in found.ways.ways if found.ways else ():
            held = {one for one, verdict in way.held.items() if verdict is Verdict.STANDS}
            attacks = {(one.source, one.target) for one in map.relations if one.kind in ATTACKS}
            assert not [pair for pair in attacks if held.issuperset(pair)]


def test_verdicts_and_reasons_import_nothing_heavy(tmp_path: Path) -> None:
    imported = imported_by("judge debate.argdown", tmp_path)
    assert "clashmap.verdicts" in imported
    assert imported.isdisjoint({"clashmap.draw", "networkx", "pysat", "wasmtime", "rich"})


def test_options_offer_what_the_verdicts_know() -> None:
    from clashmap.resolve import worth

    assert framework.READINGS == READINGS
    assert set(RULES) == set(READINGS)
    assert tuple(models.MODELS) == MODELS
    assert worth.STANDARDS == STANDARDS


@given(
    text=st.text(st.sampled_from("ab漢é \u0301"), max_size=80),
    width=st.integers(24, 60),
    start=st.sampled_from(["", "- ", "      - "]),
)
@example(text="漢" * 40, width=25, start="- ")
def test_a_paragraph_keeps_its_words_and_its_width(text: str, width: int, start: str) -> None:
    made = paragraph(text, width=width, start=start)
    first, *rest = made.split("\n")
    assert "".join((first[len(start) :], *rest)).replace(" ", "") == "".join(text.split())
    assert all(columns(line) <= max(width, len(start) + 20) for line in (first, *rest))
    assert all(line.startswith(" " * len(start)) and line[len(start)] != " " for line in rest)


def test_a_tie_meets_no_burden_however_the_strengths_were_worked_out() -> None:
    text = "[R]: r. {role: resolution}\n  + <P>: p.\n  - [C]: c.\n    + <H>: h.\n      - <I>: i.\n    >< [O]: o.\n"
    for model in MODELS[:3]:
        assert "So it is not met: the presumption is with the negative." in plain(
            told(text, strength=model, standard="preponderance")
        ).replace("\n", " ")


def test_a_burden_that_a_status_decides_speaks_of_no_strengths() -> None:
    said = plain(told("[R]: r {role: resolution}\n  + <P>: p\n", suppose=(("+", "R"),), standard="preponderance"))
    assert "It is granted, which decides that." in said
    assert "strongest for it (" not in said
    assert "nothing that has strength" not in said
