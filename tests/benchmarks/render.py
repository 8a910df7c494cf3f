"""How long a picture takes, whole process: clashmap beside Argdown's own command line, in one run.

    python tests/benchmarks/render.py [PATH] [--argdown "npx argdown"] [--runs 7]

PATH is a file or a folder; a folder is handed to Argdown as one file. Figures are medians of whole processes, and the
ratio of the two; the split (start, read, lay out, write) is measured inside one warm process. Cold is a run whose
compiled engine is not cached yet.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DEBATE = Path(__file__).resolve().parents[2] / "arguments" / "air-support-guarantee"


def seconds(command: list[str], runs: int, **environment: str) -> float:
    """Median time of *runs* whole processes."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def split(path: Path) -> dict[str, float]:
    """Seconds that each stage takes in this process, with the engine compiled and cached."""
    marks = [time.perf_counter()]
    import clashmap
    from clashmap.draw.layout import embedded

    embedded.run("digraph { a }")
    marks.append(time.perf_counter())
    map = clashmap.load(path)
    marks.append(time.perf_counter())
    sheet = clashmap.render(map)
    marks.append(time.perf_counter())
    sheet.svg()
    marks.append(time.perf_counter())
    names = ("start and engine", "read and check", "lay out", "write")
    return {name: after - before for name, before, after in zip(names, marks, marks[1:], strict=False)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, default=DEBATE)
    parser.add_argument("--argdown", help="the command that runs Argdown's own tool")
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours = [sys.executable, "-m", "clashmap", "render", str(given.path), "-o", str(Path(folder) / "map.svg")]
        cold = seconds(ours, 1, XDG_CACHE_HOME=str(Path(folder) / "cache"), HOME=folder)
        warm = seconds(ours, given.runs)
        print(f"clashmap render   cold {cold:.2f} s   warm {warm:.2f} s")
        for name, taken in split(given.path).items():
            print(f"  {name:<18}{taken:.3f} s")
        if given.argdown:
            whole = Path(folder) / "whole.argdown"
            files = [given.path] if given.path.is_file() else sorted(given.path.glob("*.argdown"))
            whole.write_text("\n".join(file.read_text(encoding="utf-8") for file in files), encoding="utf-8")
            theirs = seconds([*shlex.split(given.argdown), "map", "-f", "svg", str(whole), folder], given.runs)
            print(f"argdown map -f svg {theirs:.2f} s   ratio argdown / clashmap warm {theirs / warm:.2f}")


if __name__ == "__main__":
    main()
