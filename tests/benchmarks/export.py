"""How long a debate takes to become JSON, whole process: clashmap beside Argdown's own command line, in one run.

    python tests/benchmarks/export.py [--reference "node …/@argdown/cli/dist/cli.js"] [--runs 7]

The debates are generated: claims like `[Claim 7]: text #tag {data}` with 1.2 relations each, a heading over every 25.
The two programs take turns; figures are medians of whole processes. The reference is `argdown` on PATH, or whatever
--reference names; where there is none, clashmap is measured alone. Linear cost gives 10 in the last line.
"""

from __future__ import annotations

import argparse
import random
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (100, 1_000, 5_000)
LARGE = 50_000
OURS = [sys.executable, "-m", "clashmap", "export", "--to", "argdown-json"]


def debate(claims: int) -> str:
    """A debate of so many claims; the same one each time."""
    chance = random.Random(1)
    lines = ["===", "title: Generated", "===", ""]
    for number in range(1, claims + 1):
        if number % 25 == 1:
            lines += [f"# Section {number // 25 + 1}", ""]
        side = "aff" if number % 2 else "neg"
        says = f"This is what claim number {number} of the debate says, in a sentence of ordinary length."
        lines.append(f"[Claim {number}]: {says} #topic {{side: {side}, role: link}}")
        for _ in range(1 if chance.random() < 0.8 else 2):
            lines.append(f"  {chance.choice(['+', '-', '+>', '->'])} [Claim {chance.randint(1, claims)}]")
        lines.append("")
    return "\n".join(lines)


def seconds(command: list[str], path: Path) -> float:
    """How long one whole process takes that reads *path* and prints to nowhere."""
    start = time.perf_counter()
    subprocess.run([*command, str(path)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def medians(path: Path, commands: list[list[str]], runs: int) -> list[float]:
    """The median time of each of *commands*, which take turns; a first round is not counted."""
    rounds = [[seconds(command, path) for command in commands] for _ in range(runs + 1)]
    return [statistics.median(taken) for taken in zip(*rounds[1:], strict=True)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", help="the command that runs Argdown's own tool")
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    found = shutil.which("argdown")
    reference = shlex.split(given.reference) if given.reference else [found] if found else []
    commands = [OURS]
    if reference:
        commands.append([*reference, "json", "--stdout"])
    else:
        print("argdown is not installed (npm install -g @argdown/cli), so clashmap is measured alone.\n")
    print("claims    clashmap" + ("   argdown   argdown / clashmap" if reference else ""))
    with tempfile.TemporaryDirectory() as folder:
        files = {claims: Path(folder, f"{claims}.argdown") for claims in (*SIZES, LARGE)}
        ours = {}
        for claims, file in files.items():
            file.write_text(debate(claims), encoding="utf-8")
            is_large = claims == LARGE
            ours[claims], *theirs = medians(file, commands[:1] if is_large else commands, 3 if is_large else given.runs)
            compared = "".join(f"{taken:8.3f} s   {taken / ours[claims]:.2f}" for taken in theirs)
            print(f"{claims:>6,}{ours[claims]:10.3f} s{compared}", flush=True)
    print(f"\n{LARGE:,} claims take {ours[LARGE] / ours[SIZES[-1]]:.1f} times as long as {SIZES[-1]:,}.")


if __name__ == "__main__":
    main()
