"""The HTML page in a real browser: opened from a file, without a network, by mouse, finger and keyboard."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clashmap.draw.html import dumps
from clashmap.draw.render import render
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from paths import ROOT
from test_html import ATTEMPTS, hostile

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")]

ZONE = "#claim-enforcing-the-zone-means-war"
TALL = {"width": 390, "height": 844}
WIDE = {"width": 1366, "height": 768}
BOXES = """() => [...document.querySelectorAll('.sheet g[id^=claim-], .sheet g[id^=argument-]')].map(card => {
  const box = card.querySelector('rect').getBoundingClientRect();
  return {id: card.id, x: box.x, y: box.y, w: box.width, h: box.height};
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


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
        self.page.set_default_timeout(5000)
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
    width = float(page.get_attribute(".sheet > svg", "viewBox").split()[2])
    return float(page.evaluate("document.querySelector('.sheet').clientWidth")) / width


def active(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def test_it_opens_from_a_file_and_asks_for_nothing_else(browser: Any, file: str) -> None:
    opened = Opened(browser, file)
    with opened as page:
        assert len(boxes(page)) == 115
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
        boxes(page)
        assert zoom(page) == pytest.approx(scale, rel=0.01)


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
        page.get_by_role("button", name="Fold all groups").click()
        heads = boxes(page)
        assert len(heads) == 12
        assert overlaps(heads) == []
        assert heads["claim-patrol-the-sky-over-ukraine"]["w"] > first["claim-patrol-the-sky-over-ukraine"]["w"] * 1.2
        page.get_by_role("button", name="Open all that is folded").click()
        assert boxes(page) == first


@pytest.mark.parametrize("folded", ["claim-patrol-the-sky-over-ukraine", "group-a-missile-umbrella-from-nato-soil"])
def test_nothing_overlaps_when_a_part_is_folded(browser: Any, file: str, folded: str) -> None:
    with Opened(browser, f"{file}#fold={folded}") as page:
        shown = boxes(page)
        assert 60 < len(shown) < 115
        assert overlaps(shown) == []
        badges = page.locator(".pill").filter(has_text=re.compile(r"^\+\d+$"))
        assert badges.count() == 1
        page.get_by_role("button", name="Zoom in").click()
        badges.first.dispatch_event("pointerdown", {"button": 0, "pointerId": 7, "bubbles": True})
        badges.first.dispatch_event("pointerup", {"button": 0, "pointerId": 7, "bubbles": True})
        assert len(boxes(page)) == 115


def test_a_click_shows_the_evidence_and_links_lead_on(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        page.locator(f"{ZONE} rect").first.click(force=True)
        panel = page.get_by_role("complementary")
        for words in ("Enforcing the zone means war", "Once NATO jets", "Negative", "link", "#article", "paragraph 45"):
            assert words in panel.inner_text()
        assert page.locator(".sheet g.dim").count() == 112
        assert page.locator(".led .line, .led g").count() == 2
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
        assert page.locator(ZONE).count() == 0
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
        page.get_by_role("button", name="Fold all groups").click()
        page.locator("#claim-patrol-the-sky-over-ukraine rect").first.click(force=True)
        page.keyboard.press("+")
        page.wait_for_timeout(800)  # the address follows once the picture has come to rest
        kept, address = boxes(page), page.url
        assert "claim-patrol-the-sky-over-ukraine&fold=groups&at=" in address
    with Opened(browser, address) as page:
        again = boxes(page)
        assert again.keys() == kept.keys()
        assert all(again[id][side] == pytest.approx(kept[id][side], abs=6) for id in kept for side in "xywh")
        assert page.get_by_role("complementary").is_visible()


def test_the_back_button_takes_back(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        page.locator(f"{ZONE} rect").first.click(force=True)
        page.get_by_role("button", name="Fold all groups").click()
        assert len(boxes(page)) < 115
        page.go_back()
        assert len(boxes(page)) == 115
        assert page.get_by_role("complementary").is_visible()


@pytest.mark.parametrize(
    "fragment",
    [
        "#nowhere",
        "#fold=nothing,%",
        "#at=1,2",
        "#at=NaN,1,1",
        "#at=0,0,-1",
        "#%E0%A4%A",
        "#side=x&side",
        "#=&&&=",
        "#<img>",
    ],
)
def test_an_address_that_says_nothing_is_passed_over(browser: Any, file: str, fragment: str) -> None:
    with Opened(browser, file + fragment) as page:
        found = boxes(page)
        assert len(found) == 115
        assert all(-1 < box["x"] < WIDE["width"] for box in found.values())


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
        walked = [active(page)]
        for _ in range(114):
            page.keyboard.press("ArrowRight")
            walked.append(active(page))
        assert len(set(walked)) == 115
        page.keyboard.press("Home")
        page.keyboard.press(" ")
        assert page.locator(":focus").get_attribute("aria-label").endswith("folded under it.")
        page.keyboard.press(" ")
        page.keyboard.press("Enter")
        assert page.get_by_role("complementary").is_visible()
        before = page.get_attribute(".sheet > svg", "viewBox")
        page.keyboard.press("Shift+ArrowRight")
        boxes(page)
        assert page.get_attribute(".sheet > svg", "viewBox") != before
        page.keyboard.press("Escape")
        assert page.get_by_role("complementary").is_hidden()


def test_a_screen_reader_hears_what_changed(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        page.get_by_role("button", name="Fold all groups").click()
        assert page.get_by_role("status").inner_text() == "103 claims folded, 12 shown."
        page.locator("#search").fill("war")
        assert re.fullmatch(r"\d+ found\.", page.get_by_role("status").inner_text())


def test_every_claim_is_a_named_node_and_the_outline_is_there(browser: Any, file: str) -> None:
    with Opened(browser, file) as page:
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        names = [str(node.get("name", {}).get("value")) for node in tree if not node["ignored"]]
        claims = [name for name in names if re.match(r"(Claim|Argument)[,:]", name)]
        assert len(claims) == 115
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
        assert page.get_by_role("region", name="Outline").get_by_role("listitem").count() >= 115
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
        assert float(width) > float(height)
        page.emulate_media(media="print")
        assert page.locator(".bar").is_hidden()
        assert page.locator(".evidence").is_hidden()
        assert page.locator("#outline").is_visible()


def test_nothing_glides_where_motion_is_unwanted(browser: Any, file: str) -> None:
    for motion, frames in (("reduce", 1), ("no-preference", 4)):
        with Opened(browser, file, reduced_motion=motion) as page:
            seen = page.evaluate(
                """() => new Promise(done => {
                  const seen = new Set();
                  const svg = document.querySelector('.sheet > svg');
                  new MutationObserver(() => seen.add(svg.getAttribute('viewBox'))).observe(svg, {attributes: true});
                  document.querySelector('.zoom button').click();
                  setTimeout(() => done(seen.size), 600);
                })"""
            )
            assert seen == 1 if frames == 1 else seen >= frames


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, file: str, scheme: str) -> None:
    places = [
        os.environ.get("AXE_CORE"),
        ROOT / "node_modules/axe-core/axe.min.js",
        "/usr/lib/node_modules/axe-core/axe.min.js",
    ]
    axe = next((Path(place) for place in places if place and Path(place).is_file()), None)
    if axe is None:
        pytest.skip("axe-core is not here: npm install axe-core, and set AXE_CORE to its axe.min.js")
    steps = [
        "() => {}",
        "() => pick(20)",
        "() => open(filterPanel)",
        "() => open(outlinePanel)",
        "() => fold(foldable)",
    ]
    for step in steps:
        with Opened(browser, file, color_scheme=scheme) as page:
            page.evaluate(step)
            page.evaluate(axe.read_text(encoding="utf-8"))
            found = page.evaluate("() => axe.run(document).then(result => result.violations)")
            serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
            assert [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in serious] == []


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=ascii)
def test_what_is_written_is_never_run(browser: Any, tmp_path: Path, attempt: str) -> None:
    address = saved(loads(hostile(attempt)), tmp_path)
    with Opened(browser, address) as page:
        page.locator(".sheet g[aria-label^=Claim] rect").first.click(force=True)
        page.get_by_role("button", name="Outline").click()
        page.get_by_role("button", name="Filter").click()
        page.keyboard.press("Escape")
        assert page.evaluate("document.querySelectorAll('img, iframe, [onload], [onerror], [onfocus]').length") == 0
        assert page.evaluate("document.scripts.length") == 3


def test_fingers_can_hit_every_control_on_a_telephone(browser: Any, file: str) -> None:
    with Opened(browser, file, viewport=TALL, has_touch=True, is_mobile=True) as page:
        assert len(boxes(page)) == 12
        page.locator("#claim-patrol-the-sky-over-ukraine rect").first.tap(force=True)
        assert page.get_by_role("complementary").is_visible()
        for control in page.locator("button:visible, input:visible").all():
            assert control.bounding_box()["height"] >= 40
        assert page.evaluate("document.documentElement.scrollWidth") <= TALL["width"]
