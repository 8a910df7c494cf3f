"""How long a page takes in Chromium to open and paint, and to fold and paint again.

    python tests/benchmarks/page.py [--sizes 100 1000 5000]

Maps are made up here, with the built-in tidy tree. Figures are milliseconds, each the best of three.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import clashmap
from clashmap.draw.html import dumps

WORDS = ("the", "air", "over", "cities", "costs", "more", "than", "partners", "say", "deterrence", "matters", "while")
PAINTED = """() => new Promise(done => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now());
  channel.port2.postMessage(0);
}))"""
FOLD = "async () => { const begun = performance.now(); %s; return await (" + PAINTED + ")() - begun; }"


def made_up(size: int) -> str:
    """A debate of so many claims in groups of 25, each bearing on an earlier one of its group."""
    chance = random.Random(size)
    lines = ["===\ntitle: Made up\nsides: {aff: Affirmative, neg: Negative}\n===\n"]
    for number in range(size):
        first = number // 25 * 25
        if number == first:
            lines.append(f"# Group {number // 25}\n")
        text = " ".join(chance.choices(WORDS, k=chance.randint(6, 18)))
        lines.append(f"[Claim {number}]: {text}. {{side: {chance.choice(['aff', 'neg'])}}}")
        if number > first:
            lines.append(f"  {chance.choice(['->', '+>'])} [Claim {chance.randrange(first, number)}]")
        lines.append("")
    return "\n".join(lines)


def measured(browser: Any, address: str) -> tuple[float, float, float]:
    """Milliseconds to open and paint, to fold the largest branch, and to fold all groups."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("html.ready", state="attached")
    page.evaluate(PAINTED)
    opened = (time.perf_counter() - begun) * 1000
    branch = page.evaluate(FOLD % "toggleFold([...cards].sort((a, b) => b.below - a.below)[0].id)")
    groups = page.evaluate(FOLD % "fold(foldable)")
    page.close()
    return opened, branch, groups


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 1000, 5000])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size in given.sizes:
            map = clashmap.loads(made_up(size))
            path = Path(folder) / f"{size}.html"
            path.write_text(dumps(map, clashmap.render(map, engine="tidy")), encoding="utf-8")
            best = [min(taken) for taken in zip(*(measured(browser, path.as_uri()) for _ in range(3)), strict=True)]
            names = ("open and paint", "fold a branch", "fold all groups")
            figures = "   ".join(f"{name} {taken:.0f}" for name, taken in zip(names, best, strict=True))
            print(f"{size:>6} claims   {figures}   {path.stat().st_size / 1e6:.1f} MB")
        browser.close()


if __name__ == "__main__":
    main()
