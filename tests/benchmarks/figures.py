"""How well maps can be read on one sheet of A3: clashmap beside Argdown's own command line, on the same files.

    python tests/benchmarks/figures.py [FILE ...] [--argdown "npx argdown"] [--most 60]

Without files, the recorded inputs of ``../shared/conformance`` that both accept are measured, largest first. Text is
the smallest in points when the whole map fills the sheet: theirs from the font sizes in their SVG, ours from the sheet.
Crossings of theirs are counted on samples of their paths. Times are those of a whole process for theirs, and of reading
and drawing in a warm process for ours. How much of the sheet the bare lines of text, and the cards alone, would cover
at twice the size of theirs, without gaps, groups, links and heading, says whether twice their size can be had at all.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import statistics
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clashmap.draw.geometry import Point
from clashmap.draw.layout.contest import READABLE
from clashmap.draw.lines.curve import crossings, samples
from clashmap.draw.render import render
from clashmap.draw.report import Report, report
from clashmap.draw.sheet import Sheet
from clashmap.draw.theme import MM, POINT
from clashmap.library import load

RECORDED = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "argdown"
A3 = (420 * MM, 297 * MM)
"""px"""


@dataclass(frozen=True)
class Theirs:
    """What their SVG shows: boxes, smallest text in points on A3 and crossings."""

    boxes: int
    text: float
    crossings: int


def theirs(svg: str) -> Theirs | None:
    """The figures of their SVG; None when nothing is drawn."""
    root = ET.fromstring(svg)
    size = re.findall(r"[\d.]+", root.get("viewBox", ""))
    width, height = float(size[2]), float(size[3])
    sizes = [float(found) for text in root.iter() if (found := text.get("font-size")) and text.tag.endswith("text")]
    if not sizes:
        return None
    # Graphviz rounds the scale that it shrank the picture by; the room that this leaves says it exactly.
    pad, top = map(float, re.findall(r"translate\(([\d.]+) ([\d.]+)\)", svg)[0])
    scale = max(min(a / width, b / height) for a, b in (A3, A3[::-1])) * height / (top + pad)
    edges = [group for group in root.iter() if group.get("class") == "edge"]
    curves = [curve for edge in edges for path in edge.iter() if path.tag.endswith("path") for curve in drawn(path)]
    boxes = sum(group.get("class") == "node" for group in root.iter())
    return Theirs(boxes, min(sizes) * scale / POINT, crossings([samples(curve) for curve in curves]))


def drawn(path: ET.Element) -> Iterator[tuple[Point, ...]]:
    """The chain of Béziers that Graphviz writes for an edge: M, then C with all its points."""
    numbers = [float(found) for found in re.findall(r"-?[\d.]+", path.get("d", ""))]
    points = tuple(Point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    if len(points) >= 4 and len(points) % 3 == 1:
        yield points


def measured(file: Path, command: list[str]) -> tuple[Theirs | None, float]:
    """The figures of their picture of *file*, and the seconds it took."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        subprocess.run([*command, "map", "-f", "svg", str(file), folder], check=False, capture_output=True, timeout=300)
        took = time.perf_counter() - start
        made = sorted(Path(folder).glob("*.svg"))
        return (theirs(made[0].read_text(encoding="utf-8")) if made else None), took


def covered(sheet: Sheet, points: float) -> tuple[float, float]:
    """What share of the sheet the lines of text, and the cards, cover when its smallest text is of so many points."""
    drawing = sheet.drawing
    scale = drawing.scale * points / sheet.smallest_text
    cards = [card for card, _ in drawing.cards.values()]
    lines = (line for card in cards for line in (*card.lines, *(chip.line for chip in card.chips)))
    text = sum(line.width * line.size * drawing.theme.leading for line in lines)
    boxes = sum(card.width * card.height for card in cards)
    share = scale**2 / (A3[0] * A3[1])
    return text * share, boxes * share


def ours(file: Path) -> tuple[Sheet, Report, float]:
    """Our picture of *file*, its figures, and the seconds it took."""
    start = time.perf_counter()
    sheet = render(load(file), page="a3")
    sheet.svg()
    return sheet, report(sheet), time.perf_counter() - start


def recorded(most: int) -> list[Path]:
    """The largest recorded inputs that the reference accepts."""
    accepted = []
    for file in (RECORDED / "inputs").glob("*.argdown"):
        expected = RECORDED / "expected" / f"{file.stem}.json"
        if expected.exists() and json.loads(expected.read_text(encoding="utf-8")).get("accepted"):
            accepted.append(file)
    return sorted(accepted, key=lambda file: (-file.stat().st_size, file.name))[:most]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--argdown", default="npx argdown", help="the command that runs Argdown's own tool")
    parser.add_argument("--most", type=int, default=60, help="how many recorded inputs to measure")
    given = parser.parse_args()
    print(
        f"{'file':<33}{'cards':>12}  {'text in points':>20}  {'crossings':>10}  {'lines chips':>11}  {'seconds':>12}"
        f"  at 2x, % of sheet"
    )
    print(
        f"{'':<33}{'ours theirs':>12}  {'ours theirs ratio':>20}  {'ours theirs':>10}  {'':>11}  {'ours theirs':>12}"
        f"  text alone  cards"
    )
    ratios: list[float] = []
    small = 0
    lines = chips = 0
    for file in given.files or recorded(given.most):
        found, slow = measured(file, shlex.split(given.argdown))
        if found is None:
            continue
        sheet, here, quick = ours(file)
        text, cards = covered(sheet, 2 * found.text)
        ratio = here.text / found.text
        ratios.append(ratio)
        small += ratio < 2 and here.text < READABLE
        lines, chips = lines + here.lines, chips + here.chips
        print(
            f"{file.name[:32]:<33}{here.cards:>5}{found.boxes:>7}  {here.text:>6.1f}{found.text:>7.1f}{ratio:>7.2f}"
            f"  {here.crossings:>4}{found.crossings:>6}  {here.lines:>5}{here.chips:>6}  {quick:>5.2f}{slow:>7.2f}"
            f"  {text:>10.0%}{cards:>7.0%}",
            flush=True,
        )
    if ratios:
        print(f"{len(ratios)} files: ratio of text at least {min(ratios):.2f}, median {statistics.median(ratios):.2f}, "
              f"below 2 on {sum(ratio < 2 for ratio in ratios)}, {small} of them under {READABLE:.0f} points; "
              f"{lines} links as lines, {chips} as chips")  # fmt: skip


if __name__ == "__main__":
    main()
