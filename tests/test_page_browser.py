"""The HTML page in a real browser: opened from a file, without a network, by mouse, finger and keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from axe import accessible
from chromium import PATIENCE, chromium, needs_chromium
from clashmap.draw.html import dumps
from clashmap.draw.render import render, render_sheets
from clashmap.draw.view.split import split
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from paths import CARDS
from test_html import ATTEMPTS, hostile

pytestmark = needs_chromium
ZONE = "#claim-enforcing-the-zone-means-war"
TALL = {"width": 390, "height": 844}
WIDE = {"width": 1366, "height": 768}
BOXES = """() => [...document.querySelectorAll(
  '.sheet g[id^=claim-]:not(.gone), .sheet g[id^=argument-]:not(.gone)'
)].map(card => {
  const box = card.querySelector('rect').getBoundingClientRect();
  return {id: card.id, x: box.x, y: box.y, w: box.width, h: box.height};
})"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="module")
def file(article: ArgumentMap, tmp_path_factory: pytest.TempPathFactory) -> str:
    return saved(article, tmp_path_factory.mktemp("page"))


def saved(map: ArgumentMap, folder: Path) -> str:
    path = folder / "map.html"
    path.write_text(dumps(map, render(map)), encoding="utf-8")
    return path.as_uri()


class Opened:
    """A page, and what went wrong or was asked for while it was open."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", "offline": True, **options})
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address)
        if options.get("java_script_enabled", True):
            self.page.wait_for_selector("html.ready", state="attached")

    def __enter__(self) -> Any:
        return self.page

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert self.faults == []
        assert all(url.startswith("file:") for url in self.asked)


def boxes(page: Any) -> dict[str, dict[str, float]]:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return {box["id"]: box for box in page.evaluate(BOXES)}


def overlaps(found: dict[str, dict[str, float]]) -> list[tuple[str, str]]:
    all = sorted(found.values(), key=lambda box: box["x"])
    return [
        (str(a["id"]), str(b["id"]))
        for index, a in enumerate(all)
        for b in all[index + 1 :]
        if b["x"] < a["x"] + a["w"] - 0.1 and a["y"] < b["y"] + b["h"] - 0.1 and b["y"] < a["y"] + a["h"] - 0.1
    ]


def zoom(page: Any) -> float:
    return float(page.evaluate("view.k"))


def middle(page: Any) -> list[float]:
    found: list[float] = page.evaluate("[view.x, view.y]")
    return found


def active(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def test_it_opens_from_a_file_and_asks_for_nothing_else(browser: Any, file: str) -> None:
    opened = Opened(browser, file)
    with opened as page:
        assert len(boxes(page)) == CARDS
        assert page.locator(ZONE).is_visible()
    assert opened.asked == [file]


def test_the_mouse_moves_and_zooms_it(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        before, scale = boxes(page), zoom(page)
        page.mouse.move(600, 400)
        page.mouse.down()
        page.mouse.move(680, 430, steps=4)
        page.mouse.up()
        after = boxes(page)
        id = ZONE[1:]
        assert after[id]["x"] - before[id]["x"] == pytest.approx(80, abs=8)
        assert after[id]["y"] - before[id]["y"] == pytest.approx(30, abs=8)
        assert page.locator(".evidence").is_hidden()
        page.mouse.wheel(0, -400)
        boxes(page)
        assert zoom(page) > scale * 1.5
        page.get_by_role("button", name="Show the whole map").click()
        assert all(0 < box["x"] < WIDE["width"] - box["w"] for box in boxes(page).values())
        assert "#at=" in page.url or page.wait_for_url("**#at=*") is None


@pytest.mark.parametrize("window", [TALL, WIDE, {"width": 1920, "height": 1080}], ids=str)
def test_it_opens_at_a_size_that_can_be_read(browser: Any, file: str, window: dict[str, int]) -> None:
    """The resolution lies in the window, and its words are as large as those of a footnote at least."""
    with Opened(browser, file, viewport=window) as page:
        box = boxes(page)["claim-the-us-should-guarantee-air-support"]
        assert box["x"] >= 0
        assert box["x"] + box["w"] <= window["width"]
        card = page.locator("#claim-the-us-should-guarantee-air-support text")
        words = card.filter(has_text="The United States").bounding_box()
        assert words["height"] >= 9


def test_two_fingers_stretch_it(browser: Any, file: str) -> None:
    with Opened(browser, file, viewport=TALL, has_touch=True) as page:
        scale = zoom(page)
        session = page.context.new_cdp_session(page)
        for name, apart in (("touchStart", 40), ("touchMove", 70), ("touchMove", 120)):
            points = [{"x": 195 - apart / 2, "y": 500, "id": 1}, {"x": 195 + apart / 2, "y": 500, "id": 2}]
            session.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": points})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        boxes(page)
        assert zoom(page) > scale * 1.8


def test_what_is_folded_makes_room_and_opens_to_the_picture_as_it_was(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        first = boxes(page)
        page.get_by_role("button", name="Fold all").click()
        heads = boxes(page)
        assert len(heads) == 13
        assert overlaps(heads) == []
        assert all(0 < box["x"] < WIDE["width"] - box["w"] for box in heads.values())
        page.get_by_role("button", name="Open all").click()
        assert boxes(page) == first


@pytest.mark.parametrize("folded", ["claim-patrol-the-sky-over-ukraine", "group-a-missile-umbrella-from-nato-soil"])
def test_nothing_overlaps_when_a_part_is_folded(browser: Any, file: str, folded: str) -> None:
    with Opened(browser, f"{file}#fold={folded}") as page:
        shown = boxes(page)
        assert 60 < len(shown) < CARDS
        assert overlaps(shown) == []
        badges = page.locator(".pill").filter(has_text=re.compile(r"^\+\d+$"))
        assert badges.count() == 1
        page.get_by_role("button", name="Zoom in").click()
        badges.first.dispatch_event("pointerdown", {"button": 0, "pointerId": 7, "bubbles": True})
        badges.first.dispatch_event("pointerup", {"button": 0, "pointerId": 7, "bubbles": True})
        assert len(boxes(page)) == CARDS


GROUPED = """===
sides: {aff: Ban, neg: Keep}
sources: {lse: {title: Ill Communication}}
===
# Should phones go?

[Ban phones]: All day. {side: aff, role: resolution}

[Lockers]: With a key. {side: aff}
  + [Ban phones]

# Learning

<Phones distract>: At every lesson. {side: aff, cite: "lse 4"}
  +> [Ban phones]
  - <Windows too>: They do. {side: neg}

<Marks fall>: Not here. {side: neg}
  -> [Ban phones]

# Safety

<Parents call>: In need. {side: neg}
  -> [Ban phones]
  - <The office calls>: It does. {side: aff}
    +> <Marks fall>
"""
WORDS_ON_LINES = """() => {
  const words = [...document.querySelectorAll('.mark')].map(mark => mark.getBoundingClientRect());
  return [...document.querySelectorAll('.own > .line')].some(path => {
    const matrix = path.getScreenCTM();
    for (let at = 0; at < path.getTotalLength(); at += 2) {
      const {x, y} = path.getPointAtLength(at).matrixTransform(matrix);
      if (words.some(box => x > box.left && x < box.right && y > box.top && y < box.bottom)) return true;
    }
    return false;
  });
}"""


def test_links_with_the_resolution_stay_lines_where_groups_are_folded(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, saved(loads(GROUPED), tmp_path)) as page:
        page.get_by_role("button", name="Legend").click()
        for folded in (["group-learning"], ["group-safety"], ["group-learning", "group-safety"]):
            page.evaluate("ids => fold(ids)", folded)
            page.get_by_role("button", name="Zoom in").click()
            shown = boxes(page)
            assert {"claim-ban-phones", "claim-lockers"} <= shown.keys()
            assert overlaps(shown) == []
            led = page.evaluate("[...picture.made.ways.keys()].filter(at => links_[at].target === lone).length")
            assert led == 3, folded
            assert page.locator(".own > .head.attack").count() >= 1
            assert page.locator(".mark").filter(has_text="Ban phones").count() == 0
            assert page.evaluate(WORDS_ON_LINES) is False


def test_every_folded_claim_is_under_a_count_that_shows(browser: Any, tmp_path: Path) -> None:
    """Whatever is folded: under a card above it, or in a group whose tray is there."""
    with Opened(browser, saved(loads(GROUPED), tmp_path)) as page:
        lost = page.evaluate("""() => {
          const ids = [...foldable, ...cards.filter(card => card.below).map(card => card.id)];
          const lost = [];
          for (let chosen = 0; chosen < 2 ** ids.length; chosen += 1) {
            const folded = ids.filter((_, at) => chosen & (2 ** at));
            fold(folded);
            for (const { index } of cards.filter(card => picture.hidden[card.index])) {
              const over = foldsOver(index, state.folded);
              const seen = id => indexOf.get(id) >= 0 ? !picture.hidden[indexOf.get(id)]
                : picture.made.trays.some(tray => tray.group.id === id);
              if (!over.some(seen)) lost.push([folded, cards[index].id]);
            }
          }
          return [ids.length, lost];
        }""")
        assert lost[0] >= 4
        assert lost[1] == []


def test_no_link_is_drawn_twice_where_a_part_is_folded(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, f"{saved(loads(GROUPED), tmp_path)}#fold=group-safety&find=windows") as page:
        page.locator("#search").focus()
        page.keyboard.press("Enter")
        boxes(page)
        led = page.locator(".led .line.attack")
        assert led.count() == 1
        assert led.get_attribute("d") in page.locator(".own > .line.attack").first.get_attribute("d")


def test_a_hit_in_what_is_folded_rings_its_count(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, f"{saved(loads(GROUPED), tmp_path)}#fold=groups&find=windows") as page:
        boxes(page)
        assert page.locator(".pill.hit").get_attribute("data-fold") == "group-learning"
        assert page.locator(".count").inner_text() == "1 found, 1 folded"
        page.locator("#search").fill("nowhere")
        assert page.locator(".pill.hit").count() == 0


def test_filters_say_how_many_match(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, saved(loads(GROUPED), tmp_path)) as page:
        page.get_by_role("button", name="Filter").click()
        page.get_by_role("checkbox", name="Keep").check()
        assert page.locator(".count").inner_text() == "3 match"
        resolution = page.get_by_role("checkbox", name="resolution")
        assert resolution.locator("xpath=..").locator("small").inner_text() == "0"
        resolution.check()
        assert page.locator(".count").inner_text() == "nothing matches"
        sign = page.locator(".world > g[aria-hidden] > text[text-anchor]").first
        assert float(sign.evaluate("element => getComputedStyle(element).opacity")) < 0.5


def test_a_click_shows_the_evidence_and_links_lead_on(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        page.keyboard.press("0")
        boxes(page)
        page.locator(f"{ZONE} rect").first.click(force=True)
        panel = page.get_by_role("complementary")
        for words in ("Enforcing the zone means war", "Once NATO jets", "Negative", "link", "#article", "paragraph 45"):
            assert words in panel.inner_text()
        assert page.locator(".sheet g.dim").count() == CARDS - 3
        assert page.locator(".lit").count() == 2
        panel.get_by_role("button", name="A no-fly zone starts the war").click()
        assert panel.get_by_role("heading", level=2).inner_text() == "A no-fly zone starts the war"
        assert page.url.endswith("#argument-a-no-fly-zone-starts-the-war") or "&at=" in page.url
        page.keyboard.press("Escape")
        assert panel.is_hidden()
        assert page.locator(".sheet g.dim").count() == 0


def test_premises_and_conclusions_are_told(browser: Any, file: str) -> None:
    with Opened(browser, f"{file}#argument-fear-of-nato-is-what-deters") as page:
        told = page.get_by_role("complementary").inner_text()
        assert "Therefore (practical reasoning): The US should guarantee air support" in told
        assert "Moscow fears a clash with NATO" in told


def test_the_search_counts_hits_and_enter_goes_on(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        page.keyboard.press("/")
        assert active(page) == "search"
        page.keyboard.type("únion ")
        assert page.locator(".count").inner_text() == "0 found"
        page.keyboard.press("Control+a")
        page.keyboard.type("DRÔNES")
        number = int(page.locator(".count").inner_text().split()[0])
        assert number >= 1
        page.keyboard.press("Enter")
        first = page.get_by_role("heading", level=2).first.inner_text()
        assert page.locator(".count").inner_text() == f"1 of {number}"
        assert "drone" in page.get_by_role("complementary").inner_text().lower()
        for _ in range(number):
            page.keyboard.press("Enter")
        assert page.get_by_role("heading", level=2).first.inner_text() == first
        assert active(page) == "search"


def test_a_hit_in_what_is_folded_opens_it(browser: Any, file: str) -> None:
    with Opened(browser, f"{file}#fold=groups&find=enforcing") as page:
        assert page.locator(ZONE).is_hidden()
        page.locator("#search").focus()
        page.keyboard.press("Enter")
        boxes(page)
        assert page.locator(ZONE).is_visible()


def test_filters_leave_out_the_other_side(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        page.get_by_role("button", name="Filter").click()
        page.get_by_role("checkbox", name="Negative").check()
        boxes(page)
        dim = page.locator(".sheet g.dim").count()
        assert 40 < dim < 90
        assert page.locator(ZONE).get_attribute("class") == ""
        page.get_by_role("checkbox", name="#analytic").check()
        boxes(page)
        assert page.locator(".sheet g.dim").count() > dim
        assert "side=neg&tag=analytic" in page.url
        page.get_by_role("button", name="Show all").click()
        boxes(page)
        assert page.locator(".sheet g.dim").count() == 0


def test_the_address_keeps_the_view(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        page.get_by_role("button", name="Fold all").click()
        page.locator("#claim-patrol-the-sky-over-ukraine rect").first.click(force=True)
        page.keyboard.press("+")
        # the address follows once the picture has come to rest; a timer of the page's own is never ahead of that one
        page.evaluate("new Promise(done => setTimeout(done, 800))")
        kept, address = boxes(page), page.url
        assert "claim-patrol-the-sky-over-ukraine&fold=groups&at=" in address
    with Opened(browser, address) as page:
        again = boxes(page)
        assert again.keys() == kept.keys()
        assert all(again[id][side] == pytest.approx(kept[id][side], abs=6) for id in kept for side in "xywh")
        assert page.get_by_role("complementary").is_visible()


def test_the_back_button_takes_back(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        page.keyboard.press("0")
        boxes(page)
        page.locator(f"{ZONE} rect").first.click(force=True)
        page.get_by_role("button", name="Fold all").click()
        assert len(boxes(page)) < CARDS
        page.go_back()
        assert len(boxes(page)) == CARDS
        assert page.get_by_role("complementary").is_visible()


def test_an_address_that_says_nothing_is_passed_over(browser: Any, file: str) -> None:
    fragments = (
        "#fold=nothing,%",
        "#at=1,2",
        "#at=NaN,1,1",
        "#at=0,0,-1",
        "#%E0%A4%A",
        "#side=x&side",
        "#=&&&=",
        "#<img>",
    )
    with Opened(browser, f"{file}#nowhere") as page:
        first = boxes(page)
        assert len(first) == CARDS
        for fragment in fragments:
            page.evaluate("fragment => { location.hash = fragment; }", fragment)
            assert boxes(page) == first, fragment


def test_the_keyboard_alone_goes_everywhere(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        page.locator(".sheet").focus()
        page.keyboard.press("Tab")
        assert active(page) == "claim-the-us-should-guarantee-air-support"
        assert page.locator('.sheet g[tabindex="0"]').count() == 1
        assert page.locator(".rings .cursor").count() == 1
        page.keyboard.press("ArrowDown")
        below = active(page)
        assert below != "claim-the-us-should-guarantee-air-support"
        page.keyboard.press("ArrowUp")
        assert active(page) == "claim-the-us-should-guarantee-air-support"
        page.keyboard.press("End")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Home")
        walked = page.evaluate("""() => cards.map(() => {
          const at = document.activeElement;
          at.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));
          return at.id;
        })""")
        assert len(set(walked)) == CARDS
        page.keyboard.press("Home")
        page.keyboard.press(" ")
        assert page.locator(":focus").get_attribute("aria-label").endswith("folded under it.")
        page.keyboard.press(" ")
        page.keyboard.press("Enter")
        assert page.get_by_role("complementary").is_visible()
        before = middle(page)
        page.keyboard.press("Shift+ArrowRight")
        assert middle(page) != before
        page.keyboard.press("Escape")
        assert page.get_by_role("complementary").is_hidden()


def test_a_screen_reader_hears_what_changed(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        page.get_by_role("button", name="Fold all").click()
        assert page.get_by_role("status").inner_text() == f"{CARDS - 13} claims folded, 13 shown."
        page.locator("#search").fill("war")
        assert re.fullmatch(r"\d+ found\.", page.get_by_role("status").inner_text())


def test_every_claim_is_a_named_node_and_the_outline_is_there(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        names = [str(node.get("name", {}).get("value")) for node in tree if not node["ignored"]]
        claims = [name for name in names if re.match(r"(Claim|Argument)[,:]", name)]
        by_id = {node["nodeId"]: node for node in tree}
        zone = next(
            node for node in tree if "Enforcing the zone means war. Once" in str(node.get("name", {}).get("value"))
        )
        around = []
        while zone := by_id.get(zone.get("parentId")):
            around.append((zone.get("role", {}).get("value"), zone.get("name", {}).get("value")))
        assert ("group", "A no-fly zone over Ukraine") in around
        assert len(claims) == CARDS
        assert claims[0].startswith("Claim, Affirmative, resolution: The US should guarantee air support.")
        assert sum(name.startswith("Claim, Negative, link: Enforcing the zone means war.") for name in claims) == 1
        page.get_by_role("button", name="Outline").click()
        outline = page.get_by_role("region", name="Outline")
        outline.get_by_role("link", name="Enforcing the zone means war").first.click()
        assert active(page) == ZONE[1:]


def test_without_scripts_there_are_the_map_and_the_outline(browser: Any, file: str) -> None:
    with Opened(browser, file, java_script_enabled=False) as page:
        assert page.locator(f"{ZONE} text").first.is_visible()
        assert page.get_by_role("heading", name="Outline").is_visible()
        assert page.get_by_role("region", name="Outline").get_by_role("listitem").count() >= CARDS
        assert page.get_by_role("button").count() == 0


def test_it_is_dark_where_the_system_is(browser: Any, file: str) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        with Opened(browser, file, color_scheme=scheme) as page:
            colour = "element => getComputedStyle(element)"
            card = page.locator(f"{ZONE} rect").first.evaluate(f"{colour}.fill")
            words = page.locator(f"{ZONE} text").nth(1).evaluate(f"{colour}.fill")
            seen[scheme] = [card, words, page.locator("body").evaluate(f"{colour}.backgroundColor")]
    assert all(light != dark for light, dark in zip(seen["light"], seen["dark"], strict=True))


def test_it_prints_the_picture_on_a_page_and_the_outline_after_it(browser: Any, file: str, tmp_path: Path) -> None:
    with Opened(
        browser, f"{file}#{ZONE[1:]}&fold=group-four-lessons-from-history", reduced_motion="no-preference"
    ) as page:
        printed = page.pdf(prefer_css_page_size=True)
        assert 3 <= len(re.findall(rb"/Type /Page\b", printed)) <= 30
        width, height = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)[0]
        lies = "@page{size:landscape" in Path(file.removeprefix("file://")).read_text(encoding="utf-8")
        assert (float(width) > float(height)) is lies
        page.emulate_media(media="print")
        assert page.locator(".bar").is_hidden()
        assert page.locator(".evidence").is_hidden()
        assert page.locator("#outline").is_visible()


def test_nothing_glides_where_motion_is_unwanted(browser: Any, file: str) -> None:
    for motion, glides in (("reduce", False), ("no-preference", True)):
        with Opened(browser, file, reduced_motion=motion) as page:
            # counted as they begin: on a busy machine a glide of 0.2 s is over before one can look for it
            page.evaluate("window.glides = 0; document.addEventListener('transitionrun', () => glides++)")
            page.locator(".zoom button").first.click()
            moving = page.evaluate(
                "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(glides))))"
            )
            assert (moving > 0) is glides


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, file: str, scheme: str) -> None:
    # the dark page has the same elements: only its colours are new
    options = "{}" if scheme == "light" else "{runOnly: ['color-contrast']}"
    steps = (
        "() => pick(20)",
        "() => { leave(); open(filterPanel); }",
        "() => open(outlinePanel)",
        "() => fold(foldable)",
    )
    with Opened(browser, file, color_scheme=scheme) as page:
        accessible(page, steps=steps, options=options)


def test_what_is_written_is_never_run(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, saved(loads(hostile("plain")), tmp_path)) as page:
        for attempt in ATTEMPTS:
            page.goto(saved(loads(hostile(attempt)), tmp_path))
            page.locator(".sheet g[aria-label^=Claim] rect").first.click(force=True)
            page.get_by_role("button", name="Outline").click()
            page.get_by_role("button", name="Filter").click()
            page.keyboard.press("Escape")
            assert page.evaluate("document.querySelectorAll('img, iframe, [onload], [onerror], [onfocus]').length") == 0
            assert page.evaluate("document.scripts.length") == 3


@pytest.mark.parametrize("fault", ['"cards":[{', '"id":"claim-the-us-should', '"routes":'])
def test_where_the_script_fails_the_page_stays_as_it_is_without(
    browser: Any, file: str, tmp_path: Path, fault: str
) -> None:
    broken = tmp_path / "broken.html"
    whole = Path(file.removeprefix("file://")).read_text(encoding="utf-8")
    head, mark, data = whole.partition('<script type="application/json"')
    assert fault in data
    broken.write_text(head + mark + data.replace(fault, f"{fault[:2]}x{fault[2:]}", 1), encoding="utf-8")
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(broken.as_uri())
    page.wait_for_load_state()
    assert faults
    assert page.locator(f"{ZONE} text").first.is_visible()
    assert page.locator(ZONE).bounding_box()["width"] > 20
    assert page.get_by_role("heading", name="Outline").is_visible()
    assert page.locator("button:visible").count() == 0
    context.close()


def test_the_parts_of_a_map_lead_to_each_other(browser: Any, article: ArgumentMap, tmp_path: Path) -> None:
    for name, view in split(article, stem="map", suffix=".html"):
        (tmp_path / name).write_text(
            dumps(article, render_sheets(article, view, engine="tidy", sheets=1)[0]), encoding="utf-8"
        )
    with Opened(browser, (tmp_path / "map.html").as_uri()) as page:
        page.locator("#group-a-no-fly-zone-over-ukraine").first.locator("rect").first.click(force=True)
        panel = page.get_by_role("complementary")
        assert "folded group" in panel.inner_text()
        panel.get_by_role("link", name="Open the map of this group").click()
        page.wait_for_selector("html.ready", state="attached")
        assert page.get_by_role("heading", level=1).inner_text() == "A no-fly zone over Ukraine"
        page.locator(".sheet g[id=claim-patrol-the-sky-over-ukraine] rect").first.click(force=True)
        assert "The US should guarantee air support" in page.get_by_role("complementary").inner_text()
        page.get_by_role("link", name="The whole map").click()
        page.wait_for_selector("html.ready", state="attached")
        assert page.url.endswith("map.html")


def test_a_map_of_hundreds_is_told_by_its_outline(browser: Any, tmp_path: Path) -> None:
    text = "".join(
        f"# Group {group}\n\n"
        + "".join(
            f"[Claim {number}]: It is so.\n" + (f"  -> [Claim {number - 1}]\n" if number % 20 else "") + "\n"
            for number in range(group * 20, group * 20 + 20)
        )
        for group in range(25)
    )
    map = loads(text)
    path = tmp_path / "large.html"
    path.write_text(dumps(map, render(map, engine="tidy")), encoding="utf-8")
    with Opened(browser, path.as_uri()) as page:
        page.keyboard.press("0")
        assert boxes(page) == {}
        assert page.locator(".boxes path").count() == 1
        page.get_by_role("button", name="Outline").click()
        outline = page.get_by_role("region", name="Outline")
        assert outline.get_by_role("listitem").count() == 500
        outline.get_by_role("link", name="Claim 321").first.click()
        shown = boxes(page)
        assert active(page) == "claim-claim-321"
        assert 1 < len(shown) < 200
        page.keyboard.press("ArrowRight")
        assert active(page) == "claim-claim-322"
        page.get_by_role("button", name="Fold all").click()
        boxes(page)
        assert page.get_by_role("status").inner_text() == "474 claims folded, 26 shown."


def test_fingers_can_hit_every_control_on_a_telephone(browser: Any, file: str) -> None:
    with Opened(browser, file, viewport=TALL, has_touch=True, is_mobile=True) as page:
        assert len(boxes(page)) == 13
        page.locator("#claim-the-us-should-guarantee-air-support rect").first.tap(force=True)
        assert page.get_by_role("complementary").is_visible()
        for control in page.locator("button:visible, input:visible").all():
            assert control.bounding_box()["height"] >= 40
        assert page.evaluate("document.documentElement.scrollWidth") <= TALL["width"]
