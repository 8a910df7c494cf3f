"""The HTML page of a judged map in a real browser: what is beaten or granted changes the verdicts as in Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from axe import accessible
from chromium import chromium, needs_chromium
from clashmap.draw.html import dumps
from clashmap.draw.html.attacks import attacks
from clashmap.draw.names import element_ids
from clashmap.draw.render import render
from clashmap.draw.view import select
from clashmap.draw.view.scope import Scope
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.verdicts.judge import Judgement, judge, rejudge
from test_html import ATTEMPTS, Page, hostile
from test_page_browser import TALL, Opened, active, boxes
from test_verdicts import debate

pytestmark = needs_chromium
PHONES = """===
title: Phones
sides: {aff: Ban, neg: Keep}
===

[Ban phones]: All day. {side: aff, role: resolution}
  + <They distract>: At every lesson. {side: aff}
    - <Only some>: Most pupils put them away. {side: neg}
  - <Parents call>: In need. {side: neg}
    - <The office calls>: It does. {side: aff}
"""
SHOWN = """() => {
  const outlined = new Map();
  for (const entry of document.querySelectorAll('#outline p:has(.verdict)')) {
    outlined.set(entry.firstChild.getAttribute('href').slice(1), entry.querySelector('.verdict').textContent);
  }
  return Object.fromEntries(cards.filter(card => card.node.dataset.verdict).map(({ id, node, index }) => {
    const mark = node.querySelector('[data-part=verdict]');
    const [, named] = node.getAttribute('aria-label').match(/, (stands|falls|contested)[^:]*: /);
    const way = mark.querySelector('path')?.getAttribute('d').match(/[AL]/)[0] ?? '';
    const looks = { A: 'contested', L: 'falls', '': 'stands' }[way];
    const words = [mark.textContent.trim(), outlined.get(id).split(' ')[0]];
    return [id, [node.dataset.verdict, ...words, named, looks, verdict(index)]];
  }));
}"""
"""The verdict on each card by its id: shade, word, the outline's, in its name, disc, and as it is computed."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="module")
def judged(article: ArgumentMap) -> Judgement:
    return judge(article)


@pytest.fixture(scope="module")
def file(judged: Judgement, tmp_path_factory: pytest.TempPathFactory) -> str:
    return saved(judged, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def phones(tmp_path_factory: pytest.TempPathFactory) -> str:
    return saved(judge(loads(PHONES)), tmp_path_factory.mktemp("phones"))


def page(judgement: Judgement, **options: Any) -> str:
    map = judgement.map
    return dumps(map, render(map, judgement=judgement, engine="tidy", **options))


def saved(judgement: Judgement, folder: Path, **options: Any) -> str:
    path = folder / "map.html"
    path.write_text(page(judgement, **options), encoding="utf-8")
    return path.as_uri()


def drawn(map: ArgumentMap) -> dict[str, str]:
    """The names of the cards of *map*, by id."""
    return element_ids(select(map))


def expected(judgement: Judgement) -> dict[str, list[str]]:
    """What SHOWN finds where all is right."""
    return {name: [judgement.verdict(id).value] * 6 for id, name in drawn(judgement.map).items()}


def settled(browsed: Any) -> None:
    browsed.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def status(browsed: Any) -> str:
    return str(browsed.get_by_role("status").inner_text())


def supposed(random: Random, judgement: Judgement, ids: Iterable[str]) -> tuple[list[str], list[str]]:
    """Some of *ids* to grant and some to beat, at random; claims that are one are not both."""
    ids = list(ids)
    chosen = random.sample(ids, k=min(random.randint(1, 4), len(ids)))
    index = judgement.framework.index
    granted = chosen[::2]
    return granted, [id for id in chosen[1::2] if index[id] not in {index[other] for other in granted}]


def test_the_script_labels_as_python_does(browser: Any, phones: str) -> None:
    """Hundreds of attack graphs with circles, structures, undercuts and contradictions, helpers included."""
    random = Random(5)
    cases: list[Any] = []
    wanted: list[list[int]] = []
    while len(cases) < 600:
        map = loads(debate(random))
        judgement = judge(map, reading=random.choice(("warrant", "warrant", "attacks")))
        framework, ids = judgement.framework, [node.id for node in map.nodes]
        graph = attacks(judgement, ids)
        for granted, beaten in (([], []), supposed(random, judgement, ids)):
            labels = {framework.index[id]: 1 for id in granted} | {framework.index[id]: 2 for id in beaten}
            cases.append([graph, list(labels.items())])
            wanted.append(list(rejudge(framework, granted=granted, beaten=beaten).labels))
    with Opened(browser, phones) as browsed:
        assert browsed.evaluate("all => all.map(([graph, held]) => [...labelled(held, graph)])", cases) == wanted
    assert {0, 1, 2} == {label for labels in wanted for label in labels}


def test_a_long_chain_is_labelled(browser: Any, phones: str) -> None:
    with Opened(browser, phones) as browsed:
        ends = browsed.evaluate("""() => {
          const chain = { targets: Array.from({ length: 100000 }, (_, at) => at ? [at - 1] : []), steps: {} };
          return [...labelled([], chain).slice(0, 3), ...labelled([[50000, 2]], chain).slice(0, 2)];
        }""")
    assert ends == [2, 1, 2, 2, 1]


def test_the_article_is_judged_by_click_as_by_python(browser: Any, file: str, judged: Judgement) -> None:
    ids, random = drawn(judged.map), Random(3)
    with Opened(browser, file) as browsed:
        assert browsed.evaluate(SHOWN) == expected(judged)
        held: dict[str, str] = {}
        for _ in range(12):
            id = random.choice(list(ids))
            held[id] = random.choice(("Suppose it stands", "Suppose it falls", "As written"))
            browsed.evaluate("id => pick(indexOf.get(id))", ids[id])
            choice = browsed.get_by_role("group", name="Verdict").get_by_role("button", name=held[id])
            choice.click()
            assert choice.get_attribute("aria-pressed") == "true"
            settled(browsed)
            granted, beaten = ([id for id in held if held[id] == f"Suppose it {word}"] for word in ("stands", "falls"))
            assert browsed.evaluate(SHOWN) == expected(rejudge(judged.framework, granted=granted, beaten=beaten))


def test_maps_at_random_are_judged_by_key_as_by_python(browser: Any, tmp_path: Path) -> None:
    random = Random(11)
    with Opened(browser, saved(judge(loads(PHONES)), tmp_path)) as browsed:
        for _ in range(24):
            judgement = judge(loads(debate(random)))
            ids = drawn(judgement.map)
            browsed.goto(saved(judgement, tmp_path))
            settled(browsed)
            assert browsed.evaluate(SHOWN) == expected(judgement)
            granted, beaten = supposed(random, judgement, ids)
            for id in (*granted, *beaten):
                browsed.locator(f"[id='{ids[id]}']").focus()
                browsed.keyboard.press("s" if id in granted else "f")
            settled(browsed)
            assert browsed.evaluate(SHOWN) == expected(rejudge(judgement.framework, granted=granted, beaten=beaten))


def test_a_part_of_a_map_is_judged_with_the_whole(browser: Any, tmp_path: Path) -> None:
    """What is not drawn counts all the same."""
    address = saved(judge(loads(PHONES)), tmp_path, scope=Scope(focus="Ban phones", depth=1))
    with Opened(browser, address) as browsed:
        shown = browsed.evaluate("cards.map(card => [card.title, card.node.dataset.verdict])")
        assert dict(shown) == {"Ban phones": "falls", "They distract": "falls", "Parents call": "falls"}
        browsed.evaluate("choose(cards.findIndex(card => card.title === 'They distract'), 1)")
        assert browsed.evaluate("verdict(map.resolution)") == "stands"


def test_what_the_sheet_supposes_is_as_written(browser: Any, tmp_path: Path) -> None:
    map = loads(PHONES)
    with Opened(browser, saved(judge(map, beaten=["<Only some>"]), tmp_path)) as browsed:
        assert browsed.evaluate("[verdict(map.resolution), summary.hidden]") == ["stands", True]


def test_a_reader_beats_a_claim_and_takes_it_back(browser: Any, phones: str) -> None:
    with Opened(browser, phones) as browsed:
        settled(browsed)
        whole = "[...cards.map(card => card.node), outlinePanel].map(part => part.innerHTML + part.ariaLabel)"
        before = browsed.evaluate(whole)
        summary = browsed.locator(".summary")
        assert summary.is_hidden()
        browsed.locator("#argument-only-some rect").first.click(force=True)
        panel = browsed.get_by_role("complementary")
        assert panel.locator("h2 + .verdict").inner_text() == "stands"
        assert panel.locator(".links .verdict").inner_text() == "falls"
        panel.get_by_role("button", name="Suppose it falls").click()
        assert status(browsed) == (
            "“Only some” is supposed to fall; 2 verdicts change: “Ban phones” stands, “They distract” stands."
            " At the top, “Ban phones”: stands (as written: falls)."
        )
        assert panel.locator("h2 + .verdict").inner_text() == "falls (supposed)"
        assert panel.locator(".links .verdict").inner_text() == "stands (as written: falls)"
        assert "2 verdicts changed" in summary.inner_text()
        assert "1 supposition" in summary.inner_text()
        assert "At the top, “Ban phones”: stands (as written: falls)." in summary.inner_text()
        assert browsed.locator("#argument-only-some.supposed").count() == 1
        assert browsed.locator(".sheet g.changed").count() == 2
        label = browsed.locator("#claim-ban-phones").get_attribute("aria-label")
        assert label.startswith("Claim, Ban, resolution, stands (as written: falls): Ban phones.")
        summary.locator("summary").click()
        summary.get_by_role("button", name="They distract").click()
        assert active(browsed) == "argument-they-distract"
        summary.get_by_role("button", name="Start over").click()
        assert status(browsed).startswith("All is as written; 3 verdicts change: ")
        assert summary.is_hidden()
        browsed.keyboard.press("Escape")
        settled(browsed)
        assert browsed.evaluate(whole) == before


def test_it_is_done_by_keyboard_alone(browser: Any, phones: str) -> None:
    with Opened(browser, phones) as browsed:
        browsed.locator(".sheet").focus()
        assert "S supposes that a claim stands" in browsed.locator(".sheet").get_attribute("aria-label")
        browsed.keyboard.press("Tab")
        browsed.keyboard.press("s")
        assert (
            status(browsed)
            == "“Ban phones” is supposed to stand; no verdicts change. At the top, “Ban phones”: stands (supposed)."
        )
        browsed.keyboard.press("W")
        assert active(browsed) == "claim-ban-phones"
        browsed.keyboard.press("Control+f")
        browsed.keyboard.press("Enter")
        for _ in range(10):
            if browsed.evaluate("document.activeElement.textContent") == "Suppose it falls":
                break
            browsed.keyboard.press("Tab")
        browsed.keyboard.press("Enter")
        assert browsed.evaluate("document.activeElement.textContent") == "Suppose it falls"
        assert browsed.evaluate("document.activeElement.ariaPressed") == "true"
        assert "supposed to fall" in status(browsed)
        browsed.keyboard.press("w")
        assert browsed.locator(".summary").is_hidden()
        browsed.keyboard.press("/")
        browsed.keyboard.type("fs")
        assert browsed.locator(".summary").is_hidden()


def test_the_address_holds_what_is_supposed(browser: Any, phones: str) -> None:
    with Opened(browser, phones) as browsed:
        for id, key in (("claim-ban-phones", "s"), ("argument-only-some", "f"), ("argument-parents-call", "s")):
            browsed.locator(f"#{id}").focus()
            browsed.keyboard.press(key)
        fragment = "stands=claim-ban-phones,argument-parents-call&falls=argument-only-some"
        assert browsed.url.endswith(fragment)
        address, shown = browsed.url, browsed.evaluate(SHOWN)
        browsed.go_back()
        assert browsed.url.endswith("stands=claim-ban-phones&falls=argument-only-some")
        assert browsed.evaluate("verdict(indexOf.get('argument-parents-call'))") == "falls"
        browsed.go_back()
        browsed.go_back()
        assert browsed.locator(".summary").is_hidden()
    with Opened(browser, address) as browsed:
        assert browsed.evaluate(SHOWN) == shown
        assert "3 suppositions" in browsed.locator(".summary").inner_text()
        for odd in ("#stands=nobody,%,claim-ban-phones%", "#falls=", "#stands", "#falls=group-x&stands=__proto__"):
            browsed.evaluate("fragment => { location.hash = fragment; }", odd)
            settled(browsed)
            assert browsed.locator(".summary").is_hidden(), odd


def test_what_decides_as_written_is_calm_while_something_is_supposed(browser: Any, phones: str) -> None:
    looks = """() => {
      const lines = [...scenery.querySelectorAll('g > path:first-of-type')];
      return [
        getComputedStyle(document.querySelector('.world [data-part=ring]')).stroke,
        new Set(lines.map(line => getComputedStyle(line).strokeWidth)).size,
        document.querySelectorAll('[aria-label*=decisive]').length,
      ];
    }"""
    with Opened(browser, phones) as browsed:
        written = browsed.evaluate(looks)
        assert written[0] != "none"
        assert written[1:] >= [2, 2]
        browsed.evaluate("choose(0, 1)")
        settled(browsed)
        assert browsed.evaluate(looks) == ["none", 1, 0]
        browsed.evaluate("choose(0, 0)")
        settled(browsed)
        assert browsed.evaluate(looks) == written


def test_what_the_writer_has_settled_is_told(browser: Any, tmp_path: Path) -> None:
    map = loads("[Bus]: b\n  - [Loud]: l {status: conceded}\n    - [Quiet]: q {status: kicked}\n")
    with Opened(browser, saved(judge(map), tmp_path)) as browsed:
        browsed.evaluate("pick(indexOf.get('claim-loud'))")
        assert browsed.locator(".evidence .about").inner_text() == "claim · conceded"
        outline = browsed.locator("#outline").text_content()
        assert "Loud claim, conceded, stands" in outline
        assert "Quiet claim, kicked, falls" in outline
        browsed.evaluate("choose(indexOf.get('claim-quiet'), 1)")
        label = browsed.locator("#claim-quiet").get_attribute("aria-label")
        assert label.startswith("Claim, kicked, stands (supposed): Quiet.")
    assert "conceded" not in dumps(map, render(map, engine="tidy"))


def test_what_is_supposed_covers_nothing_at_the_top(browser: Any, phones: str) -> None:
    with Opened(browser, phones) as browsed:
        settled(browsed)
        stage, top = browsed.locator(".sheet"), browsed.locator("#claim-ban-phones")
        (before, _), note = (part.bounding_box() for part in (stage, top)), browsed.locator("#legend .note")
        written = note.evaluate("node => getComputedStyle(node, '::after').content")
        browsed.evaluate("choose(1, 2)")
        details = browsed.locator(".summary summary")
        details.click()
        browsed.keyboard.press("Shift+Tab")
        browsed.keyboard.press("Tab")
        settled(browsed)
        after, shown = (part.bounding_box() for part in (stage, top))
        assert after["y"] == before["y"]
        assert after["height"] < before["height"]
        assert after["y"] <= shown["y"] < shown["y"] + shown["height"] <= after["y"] + after["height"]
        assert browsed.locator(".summary").bounding_box()["y"] >= after["y"] + after["height"]
        # the ring round what has the keyboard is no wider than its words
        assert details.evaluate("node => node.matches(':focus-visible')")
        assert details.bounding_box()["width"] < after["width"] / 2
        assert written == "none"
        assert note.evaluate("node => getComputedStyle(node, '::after').content") == '" Here with what you suppose."'


def test_what_is_supposed_is_printed_above_the_picture(browser: Any, phones: str) -> None:
    with Opened(browser, phones) as browsed:
        key = browsed.locator(".sheet > svg > g [data-part=decides]")
        browsed.evaluate("dispatchEvent(new Event('beforeprint'))")
        browsed.emulate_media(media="print")
        assert key.is_visible()
        assert browsed.locator(".summary").is_hidden()
        browsed.evaluate("choose(0, 1)")
        told, drawn = (browsed.locator(part).bounding_box() for part in (".summary", ".sheet > svg"))
        assert told["y"] + told["height"] <= drawn["y"]
        assert key.is_hidden()


def test_folding_focus_and_search_go_on(browser: Any, file: str, judged: Judgement) -> None:
    with Opened(browser, file) as browsed:
        browsed.evaluate("choose(20, 2)")
        shown = browsed.evaluate(SHOWN)
        browsed.get_by_role("button", name="Fold all").click()
        assert browsed.evaluate(SHOWN) == shown
        assert 1 < len(boxes(browsed)) < len(shown)
        browsed.locator("#search").fill("war")
        browsed.keyboard.press("Enter")
        assert browsed.evaluate(SHOWN) == shown
        settled(browsed)
        looks = browsed.evaluate("cards.map(card => [card.look, verdict(card.index)])")
        assert all(look == "gone" or word in look.split() for look, word in looks)
        assert any("dim" in look.split() for look, _ in looks)
        assert "falls=" in browsed.url
        assert "find=war" in browsed.url
        browsed.get_by_role("button", name="Start over").click()
        assert browsed.evaluate(SHOWN) == expected(judged)
        assert browsed.locator("#search").input_value() == "war"


def test_a_map_of_hundreds_is_judged_out_of_sight(browser: Any, tmp_path: Path) -> None:
    text = "".join(f"[C{at}]\n" + (f"  -> [C{at - 1}]\n" if at % 25 else "") + "\n" for at in range(500))
    with Opened(browser, saved(judge(loads(text)), tmp_path)) as browsed:
        browsed.keyboard.press("0")
        browsed.evaluate("choose(indexOf.get('claim-c24'), 2)")
        settled(browsed)
        assert browsed.locator(".boxes .changed").count() >= 1
        assert "24 verdicts changed" in browsed.locator(".summary").inner_text()
        browsed.evaluate("pick(indexOf.get('claim-c0'))")
        settled(browsed)
        assert browsed.locator("#claim-c0").get_attribute("data-verdict") == "falls"
        assert browsed.locator("#claim-c0 [data-part=verdict]").text_content().strip() == "falls"


def test_without_scripts_the_outline_tells_the_verdicts(browser: Any, phones: str) -> None:
    with Opened(browser, phones, java_script_enabled=False) as browsed:
        outline = browsed.get_by_role("region", name="Outline")
        assert "Ban phones Ban, resolution, claim, falls" in outline.inner_text()
        assert "They decide no round." in outline.inner_text()
        assert browsed.locator("#argument-only-some [data-part=verdict] text").is_visible()
        assert browsed.locator("#argument-only-some [data-part=verdict]").text_content().strip() == "stands"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_grounds_are_those_of_the_theme(browser: Any, phones: str, scheme: str) -> None:
    """A verdict that only the script gives looks as one that was drawn."""
    look = """id => {
      const card = document.getElementById(id);
      const parts = ['[data-part=box]', '[data-part=verdict] circle', '[data-part=verdict] text'];
      return parts.map(part => getComputedStyle(card.querySelector(part)).fill);
    }"""
    with Opened(browser, phones, color_scheme=scheme) as browsed:
        fallen, standing = (browsed.evaluate(look, id) for id in ("argument-parents-call", "argument-only-some"))
        assert fallen != standing
        browsed.evaluate("choose(indexOf.get('argument-only-some'), 2)")
        browsed.evaluate("choose(indexOf.get('argument-parents-call'), 1)")
        browsed.evaluate("paint()")  # which comes with the next frame
        assert [browsed.evaluate(look, id) for id in ("argument-only-some", "argument-parents-call")] == [
            fallen,
            standing,
        ]


def test_a_telephone_has_room_for_it(browser: Any, file: str) -> None:
    with Opened(browser, file, viewport=TALL, has_touch=True, is_mobile=True) as browsed:
        browsed.evaluate("pick(20)")
        browsed.get_by_role("button", name="Suppose it falls").tap()
        for control in browsed.locator("button:visible, input:visible").all():
            assert control.bounding_box()["height"] >= 40
        assert browsed.evaluate("document.documentElement.scrollWidth") <= TALL["width"]
        assert browsed.locator(".sheet").bounding_box()["height"] > 200


@pytest.mark.parametrize("attempt", ATTEMPTS[:6])
def test_what_is_written_is_never_run(browser: Any, tmp_path: Path, attempt: str) -> None:
    with Opened(browser, saved(judge(loads(hostile(attempt))), tmp_path)) as browsed:
        browsed.evaluate("cards.forEach(card => choose(card.index, 2))")
        browsed.evaluate("pick(0)")
        assert browsed.evaluate("document.querySelectorAll('img, iframe, [onload], [onerror], [onfocus]').length") == 0
        assert browsed.evaluate("document.scripts.length") == 3


def test_a_page_without_verdicts_knows_nothing_of_them(article: ArgumentMap) -> None:
    text = dumps(article, render(article, engine="tidy"))
    assert "verdict" not in text.casefold().replace("verdicts of", "")
    assert "supposed" not in "".join(words for _, a, words in Page(text).raw if a.get("type") is None)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, file: str, scheme: str) -> None:
    steps = ("() => { pick(20); choose(20, 2); }", "() => { leave(); summary.firstChild.open = true; }")
    with Opened(browser, file, color_scheme=scheme) as browsed:
        accessible(browsed, steps=steps)
