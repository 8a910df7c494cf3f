"""The SVG in a real browser, with fonts other than the ones it was measured for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from clashmap.draw.render import render
from clashmap.graph import ArgumentMap

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")]

MEASURE = """
const over = [];
for (const card of document.querySelectorAll('g[tabindex="0"]')) {
  const box = card.querySelector('rect').getBBox();
  for (const text of card.querySelectorAll('text:not([aria-hidden])')) {
    const line = text.getBBox();
    const wide = line.x < box.x || line.x + line.width > box.x + box.width;
    const high = line.y < box.y - 1 || line.y + line.height > box.y + box.height + 1;
    if (wide || high) over.push(text.textContent);
  }
}
const lines = document.querySelectorAll('g[tabindex="0"] text:not([aria-hidden])');
const probe = lines[0].cloneNode(true);
probe.removeAttribute('textLength');
lines[0].parentNode.appendChild(probe);
const result = document.createElement('pre');
const given = Number(lines[0].getAttribute('textLength'));
result.textContent = JSON.stringify({over, lines: lines.length, natural: probe.getComputedTextLength(), given});
document.body.append(result);
"""


def measured(svg: str, folder: Path, *, fonts: Path | None) -> dict[str, object]:
    """What Chromium says of the text on the page, with only the fonts of one folder if one is given."""
    page = folder / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{svg}<script>{MEASURE}</script>", encoding="utf-8")
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(folder / "cache")}
    if fonts:
        config = folder / "fonts.conf"
        config.write_text(
            f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>'
            f"<cachedir>{folder / 'fonts'}</cachedir></fontconfig>"
        )
        environment["FONTCONFIG_FILE"] = str(config)
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", *quiet]
    command += [f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=True)
    found = re.search(r"<pre>(.*?)</pre>", done.stdout, re.DOTALL)
    assert found, done.stderr
    result: dict[str, object] = json.loads(unescape(found[1]))
    return result


@pytest.mark.parametrize("page", ["a4", "a1"])
def test_no_text_leaves_its_card(article: ArgumentMap, tmp_path: Path, page: str) -> None:
    result = measured(render(article, page=page).svg(), tmp_path, fonts=None)
    assert result["over"] == []
    assert int(str(result["lines"])) > 400


@pytest.mark.skipif(not DEJAVU.is_dir(), reason="the DejaVu fonts are not installed")
def test_no_text_leaves_its_card_with_wider_fonts_only(article: ArgumentMap, tmp_path: Path) -> None:
    result = measured(render(article, page="a1").svg(), tmp_path, fonts=DEJAVU)
    assert float(str(result["natural"])) > float(str(result["given"])) * 1.05, "the wider font was not used"
    assert result["over"] == []
