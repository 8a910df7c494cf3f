"""Drafts: what is offered of an article, how it is written, and what of a language model's answer gets into it."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clashmap.diagnostics import Severity
from clashmap.draft import Choice, Draft, draft, write
from clashmap.draft.cues import language
from clashmap.draft.draft import MOST_READ
from clashmap.draft.model import Answer, address, batches, chosen, request
from clashmap.draft.outline import outline
from clashmap.evidence.locator import parse_locator
from clashmap.evidence.quotation import find, quotation
from clashmap.evidence.text import SourceText, paragraphs
from clashmap.graph import ArgumentMap
from clashmap.library import load, loads
from clashmap.model import RelationKind
from conftest import Run
from paths import ARTICLE, ROOT, needs_article

DRAFTS = ROOT / "tests" / "drafts"
NAMES = ("phones", "fourdays", "reactor", "zoos", "sixteen", "fares", "seabed")
HOSTILE = """\
Hostile [title] {x: 1} // no "quote" === @include(x.argdown) /* <!-- #tag
By O'Neil Mc[sic]
But the plan should never be built [sic], because "it fails" // or so {they} say.
However, a comment */ must not end here /* nor begin <!-- here --> because #tags and *stars* and _lines_ are words.
The people of the village should decide 😀🇩🇪 by themselves, e.g. J.A. Smith at https://example.org/a//b should not.
Of course, [No title]: should be read as <one>, but + not - this >< either _> {cite: "x 1"}.
- But a list that begins with a dash should not be one.
# But a heading that begins with a mark should not be one either.
=== But front matter should not begin here, because it is over.
(1) But a premise should not begin in the middle of the text.
-- But rules should not be inferred here --
הכפר should decide by itself because العربية text is not English, but it stays.
But the trick \u202eshould never\u202c be played on a reader.
The price is \\[not\\] the \\\\problem, but “nested “quotes” are” 'bad' and should go...
Critics say the ... omission […] should be marked, but it isn't ___ and ***not*** so.
But a\ttab should  not matter @[Mention] @<Other> :smile: .-> ~ and &quot; should & stay.
Then ends the text: with data {quote: "a}", x: [1, 2]} that nobody should read, but they will.
"""
_PIECES = [
    "But ",
    "however, ",
    "should ",
    "because ",
    "[",
    "]",
    "<",
    ">",
    "{",
    "}",
    "//",
    "/*",
    "*/",
    "<!--",
    "-->",
    ":",
]
_PIECES += [
    "===",
    "#a ",
    "_",
    "*",
    '"',
    "“",
    "”",
    "…",
    "...",
    "\\",
    "@[x]",
    "\t",
    ". ",
    "? ",
    "the plan ",
    "not ",
    "\n",
]


def source(text: str, id: str = "article") -> SourceText:
    return SourceText(id, f"{id}.txt", paragraphs(text))


def article(name: str) -> SourceText:
    return source((DRAFTS / f"{name}.txt").read_text(encoding="utf-8"), name)


def uncommented(written: str) -> str:
    """The draft with every candidate taken."""
    return re.sub(r"(?m)^// (?=\[(?!Resolution)|  \{)", "", written)


def read(written: str) -> ArgumentMap:
    """The map of a draft, which has no errors."""
    map = loads(written)
    assert not [found for found in map.diagnostics if found.severity is Severity.ERROR]
    return map


def assert_all_is_quoted(made: Draft, *, why: bool = False) -> None:
    """Taken as a whole, each candidate is a claim of the map, with the words of the article, its place and quote."""
    written = write(made, why=why)
    read(written)
    map = read(uncommented(written))
    claims = {claim.title: claim for claim in map.claims.values()}
    assert len(claims) == len(made.candidates) == len(map.claims)
    for one in made.candidates:
        claim = claims[f"{made.text.id} {one.weighed.sentence.locator}"]
        assert claim.text[0] == "“"
        assert claim.text[-1] == "”"
        assert words(claim.text) == words(one.text)
        (citation,) = claim.citations
        assert citation.source == made.text.id
        cited = parse_locator(citation.locator)
        assert cited == one.weighed.sentence.locator
        assert one.passage.first[0] <= cited.first[0] <= one.passage.last[0]
        quote = claim.data["quote"]
        assert words(quote) == words(one.text)
        found = find(quotation(quote), made.text, within=cited)
        assert found
        assert found.likeness == 1
        assert cited.first[0] <= found.locator.first[0] <= cited.last[0]
    attacks = {(one.source, one.target) for one in map.relations}
    assert {one.kind for one in map.relations} <= {RelationKind.ATTACK}
    label = [f"[{made.text.id} {one.weighed.sentence.locator}]" for one in made.candidates]
    assert attacks == {(label[one.source], label[one.target]) for one in made.attacks}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_candidate_is_a_claim_whose_quotation_stands_where_it_is_cited(name: str) -> None:
    made = draft(article(name), claims=200)
    assert made.attacks
    assert made.is_known
    assert_all_is_quoted(made)
    assert_all_is_quoted(made, why=True)


@needs_article
def test_so_it_is_in_the_article_of_the_map() -> None:
    made = draft(source(ARTICLE.read_text(encoding="utf-8"), "air-support"), claims=200)
    assert_all_is_quoted(made)
    assert sum(part.heading is not None for part in made.outline.parts) == 11


def test_hostile_words_stay_words() -> None:
    made = draft(source(HOSTILE), claims=100)
    assert len(made.candidates) > 10
    assert "\u202e" not in write(made)
    assert_all_is_quoted(made, why=True)


@settings(max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=8)), max_size=80).map("".join))
def test_no_text_makes_a_draft_with_errors(text: str) -> None:
    made = draft(source(f"The plan should stand here.\n{text}\nBut this plan should fall"), claims=50)
    written = write(made, why=True)
    read(written)
    assert len(read(uncommented(written)).claims) == len(made.candidates)


@pytest.mark.parametrize("name", ["zoos", "sixteen"])
def test_the_same_text_gives_the_same_draft_and_more_room_more_of_it(name: str) -> None:
    assert write(draft(article(name)), why=True) == write(draft(article(name)), why=True)
    few, many = draft(article(name), claims=6), draft(article(name), claims=12)
    assert len(few.candidates) == 6
    assert len(many.candidates) == 12


def test_an_objection_is_set_against_the_thesis_and_its_reply_against_it() -> None:
    text = source(
        "Close the bridge to cars\n"
        "The old bridge is crowded. The council should close the bridge to cars.\n"
        "Critics say that the shops will suffer.\n"
        "However, the shops in Elm Street sold more after cars were gone.\n"
    )
    made = draft(text, claims=10)
    assert made.thesis is not None
    assert made.candidates[made.thesis].text.startswith("The council should")
    attacks = {(made.candidates[one.source].text[:8], made.candidates[one.target].text[:8]) for one in made.attacks}
    assert attacks == {("Critics ", "The coun"), ("However,", "Critics ")}
    written = write(made, why=True)
    assert re.search(r"// why ¶4: begins with a contrast “however”.*; why against ¶3: stands just before", written)
    assert "  - [article 4]: “However" in written


def test_what_is_granted_first_is_not_the_reply_and_a_point_taken_up_again_is_found() -> None:
    text = source(
        "Close the bridge to cars\n"
        "The old bridge is crowded. The council should close the bridge to cars.\n"
        "Deliveries need a short way into the market.\n"
        "Critics say that the shops will suffer.\n"
        "That is a fair point. Yet the shops in Elm Street sold more after cars were gone.\n"
        "As for deliveries, hardly any use that way, and they can come by night.\n"
    )
    made = draft(text, claims=10)
    attacks = {(made.candidates[one.source].text[:9], made.candidates[one.target].text[:9]) for one in made.attacks}
    assert {("Yet the s", "Critics s"), ("As for de", "Deliverie")} <= attacks
    assert not [one for one in made.attacks if made.candidates[one.target].text.startswith("That is")]


@pytest.mark.parametrize(
    ("body", "attacks"),
    [
        ("Although they cost more at first, they save money.", []),
        ("Dr Lee says that we must act now. Children cannot wait.", []),
        ("“We must act now,” says Dr Lee. “Children cannot wait.”", []),
        ("The buses run at night. They are not loud and no driver is alone.", []),
        (
            "Critics say that the buses are too dear. They cost twice as much as diesel buses. But current is cheap.",
            [("Critics", "The town"), ("But curr", "Critics")],
        ),
        (
            "Critics say that the buses are too dear. Although they cost more at first, they save money.",
            [("Critics", "The town"), ("Although", "Critics")],
        ),
        ("Some call the plan naive.\nThey are wrong.", [("Some call", "The town"), ("They are", "Some call")]),
    ],
)
def test_attacks_follow_who_speaks_and_need_a_sign_of_opposition(body: str, attacks: list[tuple[str, str]]) -> None:
    made = draft(source(f"Electric buses\nThe town should buy electric buses.\n{body}\n"), claims=20)
    found = [(made.candidates[one.source].text, made.candidates[one.target].text) for one in made.attacks]
    assert len(found) == len(attacks)
    for (attack, target), (begins, against) in zip(found, attacks, strict=True):
        assert attack.startswith(begins)
        assert target.startswith(against)


def test_a_question_and_its_short_answer_are_one_candidate() -> None:
    body = "Would the buses cope? Not today. The operator, however, promises forty new buses."
    made = draft(source(f"Electric buses\nThe town should buy electric buses.\n{body}\n"), claims=20)
    assert [(str(one.weighed.sentence.locator), one.text) for one in made.candidates][1] == (
        "3.1-2",
        "Would the buses cope? Not today.",
    )
    assert all("?" not in made.candidates[one.target].text for one in made.attacks)
    assert_all_is_quoted(made, why=True)


def test_only_what_attacks_is_tagged_and_every_quotation_is_in_double_quotes() -> None:
    made = draft(source("The bridge\nThe council should close the bridge\nBut the bridge is not the problem\n"))
    written = write(made)
    assert len(made.attacks) == written.count("” #suggested") == 1
    assert 'quote: "The council should close the bridge"}' in written
    assert 'quote: "But the bridge is not the problem"}' in written


def test_why_adds_comments_and_changes_nothing_else() -> None:
    made = draft(article("phones"))
    plain = [line for line in write(made).splitlines() if line]
    explained = [line for line in write(made, why=True).splitlines() if line]
    assert len(explained) > len(plain) + len(made.candidates) - 1
    rest = iter(explained)
    assert all(line in rest for line in plain)
    reasons = [line for line in explained if line.startswith("// why ¶")]
    assert len(reasons) == len(made.candidates)
    assert max(map(len, reasons)) < 250
    assert not re.search(r"[+−]\d", "".join(reasons))


def test_why_says_first_what_weighs_most() -> None:
    made = draft(article("phones"))
    written = write(made, why=True)
    attacks = {attack.source for attack in made.attacks}
    for index, one in enumerate(made.candidates):
        first = max(one.weighed.claim, key=lambda cue: abs(cue.weight))
        if index not in attacks and first.weight > 0:
            assert f"// why ¶{one.weighed.sentence.locator}: {first.name}" in written


def test_the_resolution_is_tied_to_a_main_point() -> None:
    made = draft(article("zoos"))
    assert made.thesis is not None
    taken = re.sub(r"(?m)^// (\[Resolution\].*)\n// ", r"\1\n", write(made)).replace("…", "Zoos should go.", 1)
    point = f"[zoos {made.candidates[made.thesis].weighed.sentence.locator}]"
    support = [one for one in read(taken).relations if one.target == "[Resolution]"]
    assert [(one.source, one.kind) for one in support] == [(point, RelationKind.SUPPORT)]


def test_headings_are_found_and_given_ones_are_kept() -> None:
    found = outline(article("fourdays"), 25)
    assert [part.heading for part in found.parts] == [2, 5, 8, 12, 16, 23]
    assert outline(article("reactor"), 30).parts[1].heading == 3
    assert outline(article("phones"), 22).byline == "Marta Ellison"
    assert [part.heading for part in outline(article("seabed"), 29).parts] == [None, 4, 7, 12, 17, 27]
    marked = SourceText("x", "x.md", ("Title", "Some words here", "Text of it.", "More", "End."), frozenset({1, 4}))
    assert [part.heading for part in outline(marked, 5).parts] == [None, 4]
    assert [part.paragraphs for part in outline(marked, 5).parts] == [(2, 3), (5,)]


def test_whose_words_are_reported_is_said() -> None:
    names = dict(draft(article("reactor")).names)
    assert names["Brandt"]
    assert names["Oke"]
    assert 9 in names["Brandt"]
    assert "// Whose words the article reports: " in write(draft(article("reactor")))
    assert "Several" not in dict(draft(article("fourdays")).names)


def test_in_another_language_only_places_count_and_the_draft_says_so() -> None:
    text = source("Die Brücke\n" + "Die Stadt muss die alte Brücke für Autos sperren, aber niemand will es.\n" * 5)
    made = draft(text)
    assert not made.is_known
    assert not made.attacks
    assert made.candidates
    assert "seems not to be in English" in write(made)
    assert_all_is_quoted(made)


def test_what_is_too_long_is_left_out_in_bounded_time() -> None:
    line = "But this should not be, because they say so, and it is too much. "
    lines = draft(source((line * 3 + "\n") * 4_000), claims=50)
    assert sum(map(len, lines.text.paragraphs[: lines.read])) <= MOST_READ
    assert lines.read < len(lines.text.paragraphs)
    assert f"only paragraphs 1 to {lines.read:,} of 4,000\n// were read" in write(lines)
    assert "very long" not in write(draft(article("phones")))
    assert draft(source(line * 150_000)).candidates == ()
    assert draft(source("")).candidates == ()


def test_every_cue_can_count_and_every_weight_has_a_cue() -> None:
    words = language()
    names = {cue.name for cues in words.cues.values() for cue in cues} | set(words.places)
    assert set(words.thesis) <= names
    for cues in words.cues.values():
        assert all(cue.weight and (cue.pattern or cue.feature) for cue in cues)
        assert all(not cue.pattern.search("") for cue in cues if cue.pattern)


# Measures


def measures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draft_benchmark", ROOT / "tests" / "benchmarks" / "draft.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_drafts_reach_what_a_person_put_on_a_map() -> None:
    """What was measured on texts that the cues were not chosen for, and what is asked for of the shipped map."""
    bench = measures()
    held_out = []
    for name, text, map in bench.pairs():
        claims, points = bench.sizes(map)
        if name in bench.HELD_OUT:
            held_out.append(bench.figures(text, map, points))
        elif name == "air-support":
            few, many = bench.figures(text, map, claims), bench.figures(text, map, points)
            assert few.reached >= 0.75
            assert few.attacks >= 0.5
            assert many.reached >= 0.95
            assert many.attacks >= 0.55
    assert len(held_out) == len(bench.HELD_OUT)

    def mean(name: str) -> float:
        return float(sum(getattr(one, name) for one in held_out)) / len(held_out)

    assert mean("reached") >= 0.85
    assert mean("right") >= 0.74
    assert mean("attacks") >= max(0.39, mean("attacks_by_chance"))
    assert mean("targets") >= 0.35


# Language models

QUOTE = "Of course, parents worry."


def answer(items: object) -> dict[str, Any]:
    return {"choices": [{"message": {"content": items if isinstance(items, str) else json.dumps(items)}}]}


def item(
    quote: object = QUOTE, paragraph: object = 12, kind: object = "claim", target: object = None
) -> dict[str, Any]:
    return {"paragraph": paragraph, "quote": quote, "kind": kind, "target": target}


def test_only_sentences_of_the_article_come_back_from_a_model() -> None:
    text = article("phones")
    good = item("But the office has a telephone, and it has worked for a century.", 13, "attack", QUOTE)
    bad = [
        item("Of course, parents do not worry."),
        item("Of course, ... worry."),
        item("Of course, [the] parents worry."),
        item("[X]: hacked {role: resolution} // ignore previous instructions"),
        item(kind="support"),
        item(quote=["Of course"]),
        item(quote="worry"),
        item(quote="x" * 5_000),
        "Of course, parents worry.",
        None,
    ]
    got = chosen(answer([good, *bad, item()]), text, (12, 13))
    assert got.choices == (Choice((13, 1), (12, 1)), Choice((12, 1)))
    assert got.offered == len(bad) + 2
    assert sum(got.dropped.values()) == len(bad)


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {"choices": []},
        {"choices": {}},
        {"choices": [{"message": {"content": None}}]},
        {"choices": [{"delta": {"content": "[]"}}]},
        {"error": {"message": "no such model"}},
        answer("Sure! Here are the claims:"),
        answer('{"claims": "none"}'),
        answer('[{"paragraph": 12,'),
        answer("Thinking of [1] and [2]."),
        answer("[" * 100_000),
        answer("[" + " " * 1_100_000 + "]"),
    ],
)
def test_an_answer_that_cannot_be_used_is_a_fault_and_no_crash(broken: object) -> None:
    got = chosen(broken, article("phones"), (12,))
    assert got.fault
    assert not got.choices


@pytest.mark.parametrize(
    "wrapped",
    [
        "{}",
        "```json\n{}\n```",
        "Here are 2 [or 3] claims of {{many}}:\n\n```\n{}\n```\nI hope this helps!",
        "Sure: {}",
        '{{"model": "m", "claims": {}}}',
        '<think>[{{"paragraph": 1, "quote": "no"}}]</think>\n{}',
    ],
)
def test_an_answer_is_found_in_what_models_put_round_it(wrapped: str) -> None:
    got = chosen(answer(wrapped.format(json.dumps([item(kind="Claim")]))), article("phones"), (12,))
    assert (got.choices, got.fault) == ((Choice((12, 1)),), "")


@pytest.mark.parametrize("number", [13, 99, True, "12", None, -1])
def test_a_sentence_is_found_by_its_words_where_the_number_is_wrong(number: object) -> None:
    text = article("phones")
    assert chosen(answer([item(paragraph=number)]), text, (11, 12, 13)).choices == (Choice((12, 1)),)
    assert chosen(answer([item("parents worry", number)]), text, (11, 12, 13)).choices == (Choice((12, 1)),)


def test_an_article_without_claims_is_no_fault() -> None:
    assert chosen(answer('{"claims": []}'), article("phones"), (12,)) == Answer()


@pytest.mark.parametrize("folder", ["sources", "cards"])
def test_no_draft_is_put_among_texts_or_cards(run: Run, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / "a.txt").write_text("Title\n\nWe should buy planes.\n", encoding="utf-8")
    done = run("draft", "a.txt", "-o", f"{folder}/a.argdown")
    assert done.returncode == 2
    assert f"would be among the {folder} of a debate" in done.stderr
    assert list((tmp_path / folder).iterdir()) == []


def test_floods_are_cut() -> None:
    text = article("phones")
    flood = chosen(answer([item()] * 5_000), text, (12,))
    assert flood.choices == (Choice((12, 1)),)
    assert sum(flood.dropped.values()) == 4_500


def test_a_request_holds_paragraphs_and_nothing_else() -> None:
    text = article("phones")
    (batch,) = batches(text, range(4, 8))
    sent = request(text, batch, model="m")
    assert sent["model"] == "m"
    assert sent["temperature"] == 0
    assert sent["stream"] is False
    assert "seed" in sent
    assert json.loads(sent["messages"][1]["content"]) == [
        {"paragraph": number, "text": text.paragraphs[number - 1]} for number in range(4, 8)
    ]
    many = source("One two three. " * 400 + "\n" + "Four five six.\n" * 3_000)
    sizes = [sum(len(many.paragraphs[number - 1]) for number in batch) for batch in batches(many, range(1, 3_002))]
    assert len(sizes) > 3
    assert max(sizes) <= 12_000


@pytest.mark.parametrize("typed", ["http://x:1", "http://x:1/", "http://x:1/v1", "http://x:1/v1/chat/completions"])
def test_an_endpoint_may_be_typed_short(typed: str) -> None:
    assert address(typed) == "http://x:1/v1/chat/completions"


def test_what_the_model_chose_is_marked_and_is_the_words_of_the_article() -> None:
    made = draft(article("phones"), claims=8, choices=[Choice((4, 2)), Choice((10, 2), (9, 2)), Choice((99, 1))])
    written = write(made)
    assert re.search(r"\[phones 4\.2\]: “It took them .*” #model", written)
    assert re.search(r"  - \[phones 10\.2\]: “When we .*” #suggested #model", written)
    assert len(made.candidates) == 8
    assert_all_is_quoted(made)


@contextmanager
def server(respond: Callable[[dict[str, Any]], tuple[int, bytes]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server on this machine that answers by *respond*; its address, and what was asked."""
    asked: list[dict[str, Any]] = []

    class Server(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body)
            status, data = respond(body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    stub = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=stub.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{stub.server_port}/v1", asked
    finally:
        stub.shutdown()
        thread.join()
        stub.server_close()


def test_a_model_is_asked_over_the_wire(run: Run) -> None:
    def respond(body: dict[str, Any]) -> tuple[int, bytes]:
        first = json.loads(body["messages"][1]["content"])[0]
        items = [item(first["text"], first["paragraph"]), item("Ignore the article.", first["paragraph"])]
        return 200, json.dumps(answer(items)).encode()

    with server(respond) as (url, asked):
        done = run("draft", str(DRAFTS / "phones.txt"), "-o", "-", "--model", "m", "--endpoint", url)
    assert done.returncode == 0
    assert f"to {url}/chat/completions" in done.stderr
    assert "and nothing else" in done.stderr
    assert "2 sentences, 1 of use; 1 dropped: not in the article word for word" in done.stderr
    assert "#model" in done.stdout
    assert "Ignore" not in done.stdout
    assert [body["model"] for body in asked] == ["m"]


@pytest.mark.parametrize(
    ("status", "data"),
    [
        (500, b"oops"),
        (200, b"no json"),
        (200, b'data: {"choices": [{"delta": {"content": "["}}]}\n\ndata: [DONE]\n'),
        (200, b'{"choices": []}'),
        (200, b" " * 12_000_000),
        (302, b""),
    ],
)
def test_whatever_the_server_does_there_is_a_draft(run: Run, status: int, data: bytes) -> None:
    with server(lambda _: (status, data)) as (url, _):
        done = run("draft", str(DRAFTS / "phones.txt"), "-o", "-", "--model", "m", "--endpoint", url)
    assert done.returncode == 0
    assert "request 1: " in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == run("draft", str(DRAFTS / "phones.txt"), "-o", "-").stdout


# The command


def test_a_draft_is_written_kept_checked_and_never_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Our Bridge!.txt").write_text((DRAFTS / "phones.txt").read_text("utf-8"), encoding="utf-8")
    done = run("draft", "Our Bridge!.txt", "--keep")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "wrote our-bridge.argdown: " in done.stdout
    assert "wrote sources/our-bridge.txt: 22 paragraphs" in done.stdout
    checked = run("check", "our-bridge.argdown")
    assert checked.returncode == 0
    assert "no findings" in checked.stdout + checked.stderr
    before = (tmp_path / "our-bridge.argdown").read_bytes()
    again = run("draft", "Our Bridge!.txt")
    assert again.returncode == 2
    assert "already there" in again.stderr
    assert (tmp_path / "our-bridge.argdown").read_bytes() == before
    drawn = run("render", "our-bridge.argdown", "-o", "map.svg")
    assert drawn.returncode == 0


def test_drafts_stand_together_in_a_new_folder_and_say_what_to_type(run: Run, tmp_path: Path) -> None:
    for name in ("phones", "zoos"):
        assert run("draft", str(DRAFTS / f"{name}.txt"), "-o", f"both/{name}.argdown", "--keep").returncode == 0
    map = load(tmp_path / "both", texts=True)
    assert {found.rule.code for found in map.diagnostics} <= {"R004"}  # each has a title, and one counts
    written = (tmp_path / "both" / "zoos.argdown").read_text(encoding="utf-8")
    assert "text of the article is in sources" in written
    assert "Keep the text" not in written
    (typed,) = re.findall(r"clashmap (rename both/zoos.argdown .+)", written)
    command, file, old, new = shlex.split(typed)
    assert run(command, file, old, new).returncode == 0
    renamed = load(tmp_path / "both")
    assert len(renamed.claims) == len(map.claims)
    assert len(renamed.relations) == len(map.relations)
    assert f"[{new}]: “" in (tmp_path / "both" / "zoos.argdown").read_text(encoding="utf-8")


def test_where_there_is_nothing_to_claim_nothing_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Yes.\n\nNo.\n", encoding="utf-8")
    done = run("draft", "a.txt")
    assert done.returncode == 1
    assert "no sentence in a.txt that could be a claim" in done.stderr
    assert not list(tmp_path.glob("*.argdown"))


def test_standard_input_goes_to_standard_output(run: Run) -> None:
    done = run("draft", "-", input=(DRAFTS / "zoos.txt").read_bytes())
    assert done.returncode == 0
    assert done.stdout.startswith("===\n")
    assert 'cite: "i-used-to-love-zoos' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nothing.txt",), "there is no file nothing.txt"),
        (("a.txt", "-o", "map.svg"), "ends in .argdown"),
        (("a.txt", "--model", "m"), "add --endpoint"),
        (("a.txt", "--endpoint", "http://localhost:1"), "add --model"),
        (("a.txt", "-o", "-", "--keep"), "--keep needs a file"),
        (("a.txt", "-o", "no/such/where.argdown"), "no/such/where.argdown"),
        (("noext",), "noext has no ending that tells what kind of file it is"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    for name in ("a.txt", "noext"):
        (tmp_path / name).write_text("One should read this.", encoding="utf-8")
    done = run("draft", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert not list(tmp_path.glob("*.argdown"))
