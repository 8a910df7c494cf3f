"""How long it takes to judge a debate, with reasons, as a whole process.

    python tests/benchmarks/judge.py [--runs 7] [--claims 100 1000 10000]

The debates are made up: every claim bears on one of the few before it, two in three support and one attacks, one in
twelve contradicts, and one in five is an argument. Figures are medians of wall and processor time, in turns.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODES = ((), ("--why", "Claim 0"), ("--flip", "Claim 0"), ("--next",), ("--format", "json"), ("--strength", "df-quad"))


def debate(claims: int) -> str:
    """The text of a debate of so many claims and arguments; the same one each time."""
    chance = random.Random(claims)
    title = [
        f"<Claim {number}>" if chance.random() < 0.2 and number else f"[Claim {number}]" for number in range(claims)
    ]
    lines = [f"{title[0]}: What it is about. {{role: resolution}}", ""]
    for number in range(1, claims):
        above = chance.randrange(max(0, number // 3 - 5), number)
        both = title[above][0] == title[number][0] == "["
        sign = "><" if both and chance.random() < 1 / 12 else chance.choice("++-")
        lines += [title[above], f"  {sign} {title[number]}: What is said in point {number} of it.", ""]
    return "\n".join(lines)


def timed(file: Path, mode: tuple[str, ...]) -> tuple[float, float]:
    """Wall and processor time of one process, in seconds."""
    start, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, "-m", "clashmap", "judge", str(file), *mode], check=True, capture_output=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, used


def main() -> None:
    """Print a line for each size and mode."""
    parser = argparse.ArgumentParser(description="How long it takes to judge a debate.")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--claims", type=int, nargs="+", default=[100, 1_000, 10_000])
    asked = parser.parse_args()
    print(f"{'claims':>7} {'mode':<20} {'wall':>8} {'CPU':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for claims in asked.claims:
            file = Path(folder, f"{claims}.argdown")
            file.write_text(debate(claims), encoding="utf-8")
            times = {mode: [timed(file, mode)] for mode in MODES}
            for _ in range(asked.runs - 1):
                for mode in MODES:
                    times[mode].append(timed(file, mode))
            for mode in MODES:
                wall, used = (statistics.median(column) for column in zip(*times[mode], strict=True))
                print(f"{claims:>7,} {' '.join(mode) or '(summary)':<20} {wall:>6.2f} s {used:>6.2f} s")


if __name__ == "__main__":
    main()
