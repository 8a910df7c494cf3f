"""The SVG in a real browser, with fonts other than the ones it was measured for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from chromium import PATIENCE, chromium, needs_chromium
from clashmap.draw.render import render
from clashmap.draw.text import measure
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from paths import ROOT

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
LIBERATION = next(iter(sorted(Path("/usr/share/fonts/truetype").glob("liberation*"), reverse=True)), None)
SCRIPTS = ROOT / "tests" / "scripts.argdown"
pytestmark = needs_chromium
needs_dejavu = pytest.mark.skipif(not DEJAVU.is_dir(), reason="the DejaVu fonts are not installed")

MEASURE = """() => {
  const over = [];
  const cards = [...document.querySelectorAll('g[tabindex="0"]')];
  const words = 'text:not([text-anchor="middle"]:not([direction]))';
  const lines = cards.flatMap((card) => [...card.querySelectorAll(words)]);
  for (const card of cards) {
    const box = card.querySelector('rect').getBBox();
    for (const text of card.querySelectorAll(words)) {
      const line = text.getBBox();
      const wide = line.x < box.x || line.x + line.width > box.x + box.width;
      const baseline = Number(text.getAttribute('y'));
      const high = baseline - Number(text.getAttribute('font-size')) < box.y - 1 || baseline > box.y + box.height;
      if (wide || high) over.push(text.textContent);
    }
  }
  const natural = (line) => {
    const probe = line.cloneNode(true);
    probe.removeAttribute('textLength');
    line.parentNode.append(probe);
    const length = probe.getComputedTextLength();
    probe.remove();
    return length / Number(line.getAttribute('font-size'));
  };
  const bold = (line) => line.hasAttribute('font-weight');
  return {over, lines: lines.map((line) => [line.textContent, bold(line), natural(line)])};
}"""


def measured(svg: str, folder: Path, *, fonts: Sequence[Path] = ()) -> dict[str, Any]:
    """The lines that leave their cards; and each line with its width in these fonts, as a share of what is measured."""
    with chromium(folder, fonts=fonts) as browser:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.set_content(f"<!doctype html><meta charset=utf-8><body>{svg}")
        result: dict[str, Any] = page.evaluate(MEASURE)
    result["stretch"] = [
        (text, wide / measure(text.strip("\u2067\u2069"), 1.0, bold=bold)) for text, bold, wide in result["lines"]
    ]
    return result


@pytest.mark.parametrize("page", ["a4", "a1"])
def test_no_text_leaves_its_card(article: ArgumentMap, tmp_path: Path, page: str) -> None:
    result = measured(render(article, page=page).svg(), tmp_path)
    assert result["over"] == []
    assert len(result["stretch"]) > 400


@needs_dejavu
def test_no_text_leaves_its_card_with_wider_fonts_only(article: ArgumentMap, tmp_path: Path) -> None:
    result = measured(render(article, page="a1").svg(), tmp_path, fonts=[DEJAVU])
    assert sum(share for _, share in result["stretch"]) > len(result["stretch"]) * 1.05, "the wider font was not used"
    assert result["over"] == []


@needs_dejavu
@pytest.mark.parametrize("liberation", [False, True])
def test_text_of_every_script_stays_in_its_card(tmp_path: Path, liberation: bool) -> None:
    if liberation and LIBERATION is None:
        pytest.skip("the Liberation fonts are not installed")
    fonts = [DEJAVU, LIBERATION] if liberation and LIBERATION else [DEJAVU]
    result = measured(render(loads(SCRIPTS.read_text(encoding="utf-8"))).svg(), tmp_path, fonts=fonts)
    assert result["over"] == []
    assert len(result["stretch"]) > 40


@needs_dejavu
@pytest.mark.skipif(LIBERATION is None, reason="the Liberation fonts are not installed")
def test_text_is_measured_as_it_comes_out(tmp_path: Path) -> None:
    """Hebrew is in Liberation Sans, Arabic in DejaVu Sans: neither leaves its room, nor much of it empty."""
    fonts = [DEJAVU, *([LIBERATION] if LIBERATION else [])]
    result = measured(render(loads(SCRIPTS.read_text(encoding="utf-8"))).svg(), tmp_path, fonts=fonts)
    hebrew = [share for text, share in result["stretch"] if any("\u05d0" <= c <= "\u05ea" for c in text)]
    arabic = [share for text, share in result["stretch"] if any("\u0620" <= c <= "\u064a" for c in text)]
    assert len(hebrew) >= 4
    assert len(arabic) >= 3
    assert all(0.85 < share < 1.0 for share in hebrew)
    assert all(0.85 < share < 1.0 for share in arabic)
