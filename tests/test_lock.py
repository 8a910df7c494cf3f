"""Locks: what is written is read again, and citations are followed through any text that was changed."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from types import MappingProxyType

import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clashmap.argdown import parse
from clashmap.checks.locks import not_locked, passage_changed, past_the_end
from clashmap.cli import cli
from clashmap.diagnostics import Severity
from clashmap.evidence.fingerprint import fingerprint, trace
from clashmap.evidence.locator import Locator, located, parse_locator
from clashmap.evidence.lock import FILE, Lock, LockedPassage, LockedSource, LockError, dumps, loads
from clashmap.evidence.relocate import CLEAR, fixes, relocked
from clashmap.evidence.text import SourceText, paragraphs
from clashmap.evidence.verify import Standing, Verified, locked, verify
from clashmap.graph import ArgumentMap
from clashmap.library import SaveError, load
from clashmap.library.lock import read_lock, write_lock
from clashmap.mend import apply
from clashmap.resolve import resolve
from clashmap.source import Source
from paths import ARTICLE, DEBATE, needs_article

FRONT = "===\nsources: {s: {title: Source}, other: {title: Other}}\n===\n\n"


def debate(*cites: str) -> str:
    claims = [f'[C{number}]: What it says. {{cite: "s {cite}"}}\n' for number, cite in enumerate(cites)]
    return FRONT + "\n".join(claims)


def mapped(text: str) -> ArgumentMap:
    return resolve([parse(Source("debate.argdown", text))])


def source(*lines: str) -> dict[str, SourceText]:
    return {"s": SourceText("s", "s.txt", lines)}


def standings(map: ArgumentMap, texts: dict[str, SourceText], lock: Lock | None) -> list[str]:
    found = verify(map.nodes, texts, lock)
    return [f"{one.standing} {one.found}" if one.found else str(one.standing) for one in found]


# --- the file ---------------------------------------------------------------------------------------------------------

locators = st.sampled_from(["1", "2", "10", "2.1", "2.1-2", "2-3", "2.2-3.1", "2-3.1"]).map(parse_locator)
passages = st.builds(lambda text: LockedPassage(fingerprint(text), trace(text)), st.text(max_size=20))
locked_sources = st.builds(
    LockedSource,
    st.integers(0, 10**9 - 1),
    st.text(max_size=5).map(fingerprint),
    st.dictionaries(locators, passages).map(MappingProxyType),
    st.dictionaries(st.tuples(locators, st.sampled_from("ab").map(fingerprint)), passages).map(MappingProxyType),
)
ids = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.dictionaries(ids, locked_sources, max_size=4).map(MappingProxyType).map(Lock))
def test_a_lock_is_read_as_it_is_written(lock: Lock) -> None:
    text = dumps(lock)
    assert loads(text) == lock
    turned = Lock(MappingProxyType(dict(reversed(lock.sources.items()))))
    assert dumps(turned) == text


def test_a_lock_is_ordered_and_holds_no_text() -> None:
    map = mapped(debate("10", "2.2", "2", "9-10"))
    texts = source(*(f"Secret number {number}. Another secret, here." for number in range(1, 12)))
    text = dumps(locked(map.nodes, texts, None))
    places = [line.split("passages.")[1].strip('"]') for line in text.splitlines() if "passages." in line]
    assert places == ["2", "2.2", "9-10", "10"]
    assert "ecret" not in text
    assert "clashmap cite PATH --verify" in text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "does not say of which version"),
        ("version = 1", "is of version 1, and"),
        ("version = 3", "is of version 3, and"),
        ("version = true", "is of version True"),
        ("version = 2\nsources = 3", "has no table for “sources”"),
        ("version = 2\nmore = 3", "has “more” in the lock"),
        ("version = 2\n[sources]\ns = []", "has no table for source “s”"),
        ("version = 2\n[sources.s]\nparagraphs = '2'", "how many paragraphs source “s” has"),
        ("version = 2\n[sources.s]\nparagraphs = -1", "how many paragraphs"),
        ("version = 2\n[sources.s]\nparagraphs = 2", "has no fingerprint of source “s”"),
        ("version = 2\n[sources.s]\nparagraphs = 2\nfingerprint = 'xyz'", "has no fingerprint"),
        ("version = 2\n[sources.s]\nparagraphs = 2\nnote = 1", "has “note” in source “s”"),
        ("{whole}\n[sources.s.passages.x]", "“x” of source “s” is not a paragraph"),
        ("{whole}\n[sources.s.passages.2]\nfingerprint = '{f}'", "has no trace of 2"),
        ("{whole}\n[sources.s.passages.2]\nfingerprint = '{f}'\ntrace = 'é'", "has no trace of 2"),
        ("{whole}\n[sources.s.passages.2]\nfingerprint = 5\ntrace = ''", "has no fingerprint of 2"),
        ("{whole}\n[sources.s.apart.0]", "“0” of source “s” counts from 0"),
        ("{whole}\n[sources.s.apart.2.me]\nfingerprint = '{f}'\ntrace = ''", "does not say who cites 2 of source “s”"),
        ("{whole}\n[sources.s.apart.2.{f}]\nfingerprint = '{f}'", "has no trace of 2"),
        ("{whole}\n[sources.s.passages]\n2 = {{}}\n'2 ' = {{}}", "has no trace of 2"),
        ("x = " + "[" * 10_000, "holds a value"),
        ("x = " + "9" * 5_000, "holds a value"),
        ("a." * 200_000 + "b = 1", "has a line that no lock has"),
        ("#" * 10_000_001, "is larger than any lock"),
    ],
)
def test_what_is_no_lock_is_refused_with_a_reason(text: str, why: str) -> None:
    whole = "version = 2\n[sources.s]\nparagraphs = 2\nfingerprint = '0123456789abcdef'"
    with pytest.raises(LockError) as raised:
        loads(text.format(whole=whole, f="0" * 16) if "{" in text else text)
    assert why in str(raised.value)
    assert len(str(raised.value)) < 200


def test_what_helps_says_what_to_type() -> None:
    with pytest.raises(LockError, match="two versions of itself") as raised:
        loads("version = 2\n\n<<<<<<< HEAD\n[sources.s]\n=======\n[sources.t]\n>>>>>>> main\n")
    assert (raised.value.line, raised.value.column) == (3, 1)
    assert "delete the lines <<<<<<<" in raised.value.help.lower()
    with pytest.raises(LockError) as raised:
        loads("version = 3")
    assert "a newer one" in raised.value.help
    with pytest.raises(LockError) as raised:
        loads("version = 1")
    assert "clashmap cite PATH --lock" in raised.value.help


def test_a_place_from_a_whole_paragraph_to_a_sentence_of_it_can_be_locked() -> None:
    map = mapped(debate("2-2.1"))
    lock = locked(map.nodes, source("The title", "One. Two. Three."), None)
    assert loads(dumps(lock)) == lock


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda data: data.decode("latin-1")))
def test_any_text_is_a_lock_or_refused(text: str) -> None:
    with pytest.raises(LockError):
        loads(text)


def test_a_broken_lock_is_one_finding_where_it_is_broken(tmp_path: Path) -> None:
    assert read_lock(tmp_path) == (None, [])
    text = "version = 2\r\n\r\n<<<<<<< ours\r\n[sources]\r\n"
    (tmp_path / FILE).write_bytes(text.encode())
    lock, (found,) = read_lock(tmp_path)
    assert lock is None
    assert (found.code, found.severity) == ("E012", Severity.ERROR)
    assert found.place is not None
    assert (found.place.position.line, found.place.position.column, found.place.text) == (3, 1, "<<<<<<< ours")
    (tmp_path / FILE).write_text("version = ", encoding="utf-8")
    _, (found,) = read_lock(tmp_path)
    assert found.message.startswith("sources.lock is not TOML (")
    for data in (b"\xff\xfeversion", b"\x00", b"\xff"):
        (tmp_path / FILE).write_bytes(data)
        lock, (found,) = read_lock(tmp_path)
        assert (lock, found.code, found.path) == (None, "E012", (tmp_path / FILE).as_posix())
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    assert [found.code for found in read_lock(tmp_path)[1]] == ["E028"]


def test_a_lock_is_written_and_read_in_its_folder_alone(tmp_path: Path) -> None:
    lock = locked(mapped(debate("1")).nodes, source("One."), None)
    inner = tmp_path / "debate"
    inner.mkdir()
    assert write_lock(inner, lock) == inner / FILE
    assert read_lock(inner) == (lock, [])
    outside = tmp_path / "outside.toml"
    outside.write_text("version = 2\n", encoding="utf-8")
    (inner / FILE).unlink()
    try:
        os.symlink(outside, inner / FILE)
    except OSError:
        pytest.skip("links cannot be made here")
    assert [found.code for found in read_lock(inner)[1]] == ["E028"]
    with pytest.raises(SaveError, match="leads out"):
        write_lock(inner, lock)
    assert outside.read_text(encoding="utf-8") == "version = 2\n"


# --- verifying --------------------------------------------------------------------------------------------------------

LINES = (
    "The club meets on Friday",
    "Jets are fast and loud over the town. Tanks are slow and heavy in the mud. Ships are neither of the two.",
    "Nobody has ever counted the balloons that the town lets rise in May.",
    "Yes.",
    "There were seven of them in the year of the flood, and none came back. Yes.",
)


def test_how_citations_stand() -> None:
    map = mapped(
        debate("2", "2.2", "3", "9", "2.7", "p. 3")
        + '\n[D]: d {cite: "other 3"}\n\n[E]: e {cite: s}\n\n[F]: f {cite: "none 3"}\n'
    )
    nowhere = ["no place", "no place", "no place", "no text", "no place", "no text"]
    assert standings(map, source(*LINES), None) == ["unlocked"] * 3 + nowhere
    lock = locked(map.nodes, source(*LINES), None)
    assert standings(map, source(*LINES), lock) == ["same"] * 3 + nowhere
    assert set(standings(map, {}, lock)) == {"no text"}
    spaced = [f"  {line.replace(' ', '  ')}\u200b" for line in LINES]
    assert standings(map, source(*spaced), lock) == ["same"] * 3 + nowhere


@pytest.mark.parametrize(
    ("cite", "lines", "standing"),
    [
        ("3", ("New one.", *LINES), "moved 4"),
        ("2.2", ("New one.", *LINES), "moved 3.2"),
        ("2-3", ("New one.", *LINES), "moved 3-4"),
        ("2.2-3.1", ("New one.", *LINES), "moved 3.2-4.1"),
        ("2.2", (LINES[0], "New one first. " + LINES[1]), "moved 2.3"),
        ("3", (LINES[0], LINES[1] + " " + LINES[2], *LINES[3:]), "moved 2.4"),
        ("2", (LINES[0], *LINES[1].replace(". ", ".\n").split("\n")), "moved 2-4"),
        ("2", (LINES[0], LINES[1].replace("heavy", "broad"), *LINES[2:]), "changed 2"),
        ("2.2", (LINES[0], LINES[1].replace("heavy", "broad")), "changed 2.2"),
        ("3", ("New.", *LINES[:2], LINES[2].replace("ever", "yet")), "changed 4"),
        ("3", (LINES[0], LINES[1], LINES[2].replace(".", "!")), "changed 3"),
        ("3", (LINES[0], LINES[1], "Something else is said here, about other things altogether."), "gone"),
        ("3", (LINES[0],), "gone"),
        ("3", (), "gone"),
    ],
)
def test_where_a_passage_went(cite: str, lines: tuple[str, ...], standing: str) -> None:
    map = mapped(debate(cite))
    lock = locked(map.nodes, source(*LINES), None)
    assert standings(map, source(*lines), lock) == [standing]


def test_a_passage_that_stands_twice_goes_where_those_around_it_go() -> None:
    lines = [f"Paragraph number {number} says something of its own." for number in range(20)]
    lines[5] = lines[15] = "Yes."
    map = mapped(debate("5", "6", "15", "16", "17"))
    lock = locked(map.nodes, source(*lines), None)
    moved = source(*[f"Inserted line {number} at the top." for number in range(9)], *lines)
    assert standings(map, moved, lock) == ["moved 14", "moved 15", "moved 24", "moved 25", "moved 26"]


def test_short_passages_are_not_taken_for_others() -> None:
    map = mapped(debate("4"))
    lock = locked(map.nodes, source(*LINES), None)
    assert standings(map, source("No.", "Never."), lock) == ["gone"]
    assert standings(map, source("No.", "Yes it is."), lock) == ["gone"]


def test_what_is_kept_and_what_is_dropped() -> None:
    text = debate("2", "3") + '\n[D]: d {cite: "other 3"}\n'
    other = {"other": SourceText("other", "other.txt", LINES)}
    lock = locked(mapped(text).nodes, source(*LINES) | other, None)
    fewer = locked(mapped(debate("3")).nodes, source(*LINES), lock)
    assert [str(place) for place in fewer.sources["s"].passages] == ["3"]
    assert fewer.sources["other"] == lock.sources["other"]
    assert locked(mapped(debate("9")).nodes, source(*LINES), None).sources["s"].passages == {}
    changed = source(*LINES[:2], "Altogether different words.")
    unsettled = [one for one in verify(mapped(text).nodes, changed, lock) if one.standing is Standing.GONE]
    assert len(unsettled) == 1
    again = locked(mapped(text).nodes, changed, lock, unsettled=unsettled)
    assert again.sources["s"].passages == lock.sources["s"].passages
    assert again.sources["s"].fingerprint != lock.sources["s"].fingerprint
    vouched = locked(mapped(text).nodes, changed, lock)
    assert set(standings(mapped(text), changed, vouched)) == {"same", "no text"}


def test_all_that_moved_is_put_right_at_once() -> None:
    text = FRONT + '[A]: a {cite: ["s 2, 3", "s 4"]}\n\n[B]: b {cite: s 3.1}\n\n[B] {cite: "s 5"}\n'
    before, after = source(*LINES), source("New one.", *LINES[:4], "Wholly other words now stand in here.")
    lock = locked(mapped(text).nodes, before, None)
    (fix,) = fixes(verify(mapped(text).nodes, after, lock))
    mended = apply(text, [fix])
    assert mended == text.replace('"s 2, 3", "s 4"', '"s 3, 4", "s 5"').replace("s 3.1", "s 4.1")
    assert fix.message == "let 4 citations follow the text"
    assert fixes(verify(mapped(text).nodes, before, lock)) == ()


def test_a_place_that_means_the_same_passage_is_not_rewritten() -> None:
    map = mapped(debate("2-3.1"))
    lock = locked(map.nodes, source(*LINES), None)
    revised = source(LINES[0], LINES[1].replace("heavy", "broad"), *LINES[2:])
    (found,) = verify(map.nodes, revised, lock)
    assert (found.standing, str(found.found)) == (Standing.CHANGED, "2-3.1")
    assert fixes([found]) == ()


def test_a_text_saved_with_other_quotation_marks_and_dashes_is_the_same() -> None:
    lines = ("“Jets”, they’re told, are\u00a0fast — and loud.", "So are well‑known tanks–perhaps…")
    map = mapped(debate("1", "2", "1-2"))
    lock = locked(map.nodes, source(*lines), None)
    saved = source('"Jets", they\'re told, are fast -- and loud.', "So are well-known tanks - perhaps...")
    assert standings(map, saved, lock) == ["same"] * 3


def followed(written: str, texts: dict[str, SourceText], lock: Lock) -> tuple[str, Lock]:
    """What is written, and the lock, once all that can follow its passage has."""
    found = verify(mapped(written).nodes, texts, lock)
    return apply(written, fixes(found)), relocked(found, texts, lock)


def test_passages_that_come_to_one_place_are_kept_apart() -> None:
    lines = [line.removesuffix(" Yes.") for line in LINES]
    written = debate("2", "3", "4", "5")
    lock = locked(mapped(written).nodes, source(*lines), None)
    # A paragraph on top, and the fourth one is gone, to whose place the third one comes.
    now = source("New.", *lines[:3], "Zeppelins over all of Europe.", lines[4])
    written, lock = followed(written, now, lock)
    assert [one.citation.locator for one in verify(mapped(written).nodes, now, lock)] == ["3", "4", "4", "6"]
    assert standings(mapped(written), now, lock) == ["same", "same", "gone", "same"]
    assert loads(dumps(lock)) == lock
    assert followed(written, now, lock) == (written, lock)
    # What is gone comes back elsewhere, and the others move on.
    back = source("More.", *now["s"].paragraphs, "Yes.")
    written, lock = followed(written, back, lock)
    assert [one.citation.locator for one in verify(mapped(written).nodes, back, lock)] == ["4", "5", "8", "7"]
    assert set(standings(mapped(written), back, lock)) == {"same"}
    assert lock == locked(mapped(written).nodes, back, None)


def test_a_point_does_not_come_to_cite_what_it_has_lost() -> None:
    written = FRONT + '[A]: a {cite: "s 3, 4"}\n\n[B]: b {cite: "s 2"}\n\n[C]: c {cite: "s 3"}\n'
    lock = locked(mapped(written).nodes, source(*LINES), None)
    now = source("New.", *LINES[:3], "Zeppelins over all of Europe.")
    after, lock = followed(written, now, lock)
    assert after == written.replace('"s 2"', '"s 3"').replace('c {cite: "s 3"', 'c {cite: "s 4"')
    assert standings(mapped(after), now, lock) == ["moved 4", "gone", "same", "same"]
    assert followed(after, now, lock) == (after, lock)


def test_what_was_put_right_by_hand_stays_so() -> None:
    quote = "Tanks are slow and heavy in the mud."
    written = (
        FRONT + f'[A]: a {{cite: "s 2.2", quote: "{quote}"}}\n\n[B]: b {{cite: "s 3"}}\n\n[C]: c {{cite: "s 2.2"}}\n'
    )
    lock = locked(mapped(written).nodes, source(*LINES), None)
    now = source(LINES[0], *LINES[2:], LINES[1])
    by_hand = written.replace('a {cite: "s 2.2"', 'a {cite: "s 5.2"').replace('c {cite: "s 2.2"', 'c {cite: "s 3"')
    assert standings(mapped(by_hand), now, lock) == ["unlocked", "moved 2", "moved 2"]
    lock = locked(mapped(debate("5")).nodes, source(*LINES), None)  # where now what is quoted stands
    assert standings(mapped(FRONT + f'[A]: a {{cite: "s 5", quote: "{quote}"}}'), now, lock) == ["unlocked"]
    assert standings(mapped(FRONT + '[A]: a {cite: "s 5", quote: "Yes."}'), now, lock) == ["moved 4"]
    both = FRONT + f'[A]: a {{cite: ["s 3", "s 2"], quote: "{quote}"}}\n'  # which comes to where the other was
    lock = locked(mapped(both).nodes, source(*LINES), None)
    assert standings(mapped(both), source("New.", *LINES), lock) == ["moved 4", "moved 3"]


# --- edit scripts -----------------------------------------------------------------------------------------------------

vocabulary = ["jets", "tanks", "Russia", "war", "no-fly", "zone", "will", "never", "the", "a", "fast", "slow", "cost"]
sentence = st.lists(st.sampled_from(vocabulary), min_size=1, max_size=9).map(lambda words: " ".join(words) + ".")
paragraph = st.lists(sentence.map(str.capitalize), min_size=1, max_size=4).map(" ".join)
edits = st.lists(st.tuples(st.sampled_from(["insert", "delete", "move"]), st.integers(0, 99), paragraph), max_size=6)


@given(st.lists(paragraph, min_size=1, max_size=12, unique=True), edits)
@settings(max_examples=150)
def test_what_is_untouched_and_stands_once_is_found(old: list[str], script: list[tuple[str, int, str]]) -> None:
    lines = list(old)
    for what, where, words in script:
        at = where % (len(lines) + 1)
        if what == "insert":
            lines.insert(at, words)
        elif lines:
            moved = lines.pop(at % len(lines))
            if what == "move":
                lines.insert(where * 7 % (len(lines) + 1), moved)
    before, after = SourceText("s", "s", tuple(old)), SourceText("s", "s", tuple(lines))
    places = [str(number) for number in range(1, len(old) + 1)]
    places += [f"{n}.{k}" for n, line in enumerate(old, 1) for k in range(1, len(before.sentences(n)) + 1)]
    map = mapped(debate(*places))
    lock = locked(map.nodes, {"s": before}, None)
    found = verify(map.nodes, {"s": after}, lock)
    units = Counter(after.passage(place) for place in all_places(after))
    for one in found:
        place = located(one.citation)
        assert place
        passage = before.passage(place)
        assert passage
        assert one.standing is not Standing.UNLOCKED
        if one.standing is Standing.MOVED:
            assert one.found
            assert after.passage(one.found) == passage
        if units[passage] and passage in lines:
            assert one.standing in (Standing.SAME, Standing.MOVED)
            if lines.count(passage) == 1 and not place.first[1]:
                assert (one.found or place) == Locator((lines.index(passage) + 1, 0), (lines.index(passage) + 1, 0))
        if one.standing is Standing.GONE:
            assert not units[passage]
    assert_following_is_a_fixed_point(debate(*places), found, after)


def all_places(text: SourceText) -> list[Locator]:
    points = [(n, k) for n in range(1, len(text.paragraphs) + 1) for k in range(len(text.sentences(n)) + 1)]
    return [Locator(point, point) for point in points]


def assert_following_is_a_fixed_point(written: str, found: tuple[Verified, ...], after: SourceText) -> None:
    """What is mended and locked anew stands, and asks for nothing more; what is not clear stays as it was."""
    mended = apply(written, fixes(found))
    map = mapped(mended)
    lock = locked(map.nodes, {"s": after}, None)
    again = verify(map.nodes, {"s": after}, lock)
    assert {one.standing for one in again} <= {Standing.SAME, Standing.NO_PLACE}
    assert fixes(again) == ()
    for one, then in zip(found, again, strict=True):
        if one.standing is Standing.MOVED or (one.standing is Standing.CHANGED and one.likeness >= CLEAR):
            assert located(then.citation) == one.found
        else:
            assert then.citation.locator == one.citation.locator


@needs_article
@given(st.data())
@settings(max_examples=15)
def test_the_citations_of_the_article_follow_it(data: st.DataObject) -> None:
    lines = list(paragraphs(ARTICLE.read_text(encoding="utf-8")))
    before = SourceText("air-support", "a", tuple(lines))
    map = load(DEBATE)
    lock = locked(map.nodes, {before.id: before}, None)
    here = verify(map.nodes, {before.id: before}, lock)
    assert {one.standing for one in here} <= {Standing.SAME, Standing.NO_PLACE}
    assert sum(one.standing is Standing.SAME for one in here) > 100
    cut, to = (data.draw(st.integers(0, 90)) for _ in range(2))
    size, new = data.draw(st.integers(0, 20)), data.draw(st.integers(0, 5))
    block = lines[cut : cut + size]
    rest = lines[:cut] + lines[cut + size :]
    after = SourceText(before.id, "a", (*(f"Put in as {n}th." for n in range(new)), *rest[:to], *block, *rest[to:]))
    assume(after.paragraphs != before.paragraphs)
    for one in verify(map.nodes, {before.id: after}, lock):
        place = located(one.citation)
        if one.standing is Standing.NO_PLACE:
            continue
        assert place
        spans_a_cut = place.first[0] != place.last[0]
        assert one.standing in (Standing.SAME, Standing.MOVED) or spans_a_cut
        if not spans_a_cut:
            assert after.passage(one.found or place) == before.passage(place)


# --- rules ------------------------------------------------------------------------------------------------------------


def test_rules_say_what_is_known(tmp_path: Path) -> None:
    written = debate("2", "2.2", "3", "5.1", "4")
    lock = locked(mapped(written).nodes, source(*LINES), None)
    (tmp_path / "debate.argdown").write_text(written, encoding="utf-8")
    write_lock(tmp_path, lock)
    folder = tmp_path / "sources"
    folder.mkdir()

    def messages(*lines: str) -> list[str]:
        (folder / "s.txt").write_text("\n\n".join(lines), encoding="utf-8")
        map = load(tmp_path, texts=True)
        return [d.message for rule in (past_the_end, passage_changed, not_locked) for d in rule(map)]

    assert messages(*LINES) == []
    assert messages(LINES[0], LINES[1].replace("loud over", "above"), *LINES[2:]) == [
        "the passage s 2 was changed since it was locked: 93 % of it is the same"
    ]
    assert messages(LINES[0], "New.", *LINES[1:3], LINES[4]) == [
        "the passage that was locked as s 2 stands at 3 now",
        "the passage that was locked as s 2.2 stands at 3.2 now",
        "the passage that was locked as s 3 stands at 4 now",
        "the passage that was locked as s 4 stands at 5.2 now",
    ]
    (tmp_path / "debate.argdown").write_text(debate("2", "2.1", "2.9", "2.4-5", "7", "1.1"), encoding="utf-8")
    assert messages(*LINES) == [
        "there is no 2.9 in “s”: it has 3 sentences in paragraph 2",
        "there is no 2.4-5 in “s”: it has 3 sentences in paragraph 2",
        "there is no 7 in “s”: it has 5 paragraphs",
        "s 2.1 and 1 more citation are not in sources.lock",
    ]
    (tmp_path / "debate.argdown").write_text(debate("2.2-3"), encoding="utf-8")
    (folder / "s.txt").write_text("One. Two.\nThree. Four.\nFive.\n", encoding="utf-8")
    (found,) = past_the_end(load(tmp_path, texts=True))
    assert (
        found.help == "2.2-3 means sentences 2 to 3 of paragraph 2. To go on to the end of paragraph 3, write 2.2-3.1."
    )
    (tmp_path / "debate.argdown").write_text(debate("7"), encoding="utf-8")
    (folder / "s.txt").unlink()
    map = load(tmp_path, texts=True)
    assert [found.message for found in past_the_end(map)] == ["there is no 7 in “s”: it has 5 paragraphs"]
    assert [*passage_changed(map), *not_locked(map)] == []


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ('[A]: a {quote: "Jets are fast", cite: "s 2"}', ["E003"]),
        ('[A]: a {card: x, cite: "s 2"}', ["E059"]),
        ('[A]: a {cite: "s 2"}', ["E010"]),
        ('[A]: a {quote: "Jets are fast", cite: "s 2, 3"}', ["E003", "E010"]),
    ],
)
def test_one_change_of_a_text_is_told_once(tmp_path: Path, claim: str, told: list[str]) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "cards").mkdir()
    (tmp_path / "d.argdown").write_text(f"===\nsources: {{s: {{title: S}}}}\n===\n\n{claim}\n", encoding="utf-8")
    text = tmp_path / "sources" / "s.txt"
    text.write_text("The title\nJets are fast and loud over the town.\nTanks are slow.\n", encoding="utf-8")
    if "card" in claim:
        (tmp_path / "cards" / "x.md").write_text("---\ncite: s 2\n---\nJets are fast\n", encoding="utf-8")
    assert CliRunner().invoke(cli, ["cite", str(tmp_path), "--lock"]).exit_code == 0
    text.write_text("The title\nJets are quick and loud over the town.\nTanks are slow.\n", encoding="utf-8")
    shown = CliRunner().invoke(cli, ["check", str(tmp_path)])
    assert sorted(set(re.findall("E003|E010|E059", shown.output))) == told
