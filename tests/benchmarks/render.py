"""How long a picture takes, whole process: clashmap beside Argdown's own command line, in one run.

    python tests/benchmarks/render.py [PATH …] [--reference "node …/@argdown/cli/dist/cli.js"] [--runs 5]

Drawn are the PATHs (a folder is handed to Argdown as one file), by default the article, and generated debates: groups
of 25 claims of 6 to 18 words, each bearing on one before it, some on one of another group. The two programs take turns;
figures are medians of whole processes. The reference is `argdown` on PATH, or whatever --reference names; where it
takes longer than --limit seconds it did not finish. Cold is the first run with nothing compiled yet, neither Python's
modules nor the engine; all others are warm. Linear cost gives 10 in the last line.
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

DEBATE = Path(__file__).resolve().parents[2] / "arguments" / "air-support-guarantee"
SIZES = (100, 1_000, 5_000, 10_000)
COMPARED = 5_000
"""Claims up to which the reference is run."""
GROUP = 25
SENTENCE = (
    "the guarantee of air support would let partners fly patrols over western cities while nobody has to say who shot "
    "first and why it matters to deterrence cost risk of escalation"
)
OURS = [sys.executable, "-m", "clashmap", "render"]


def debate(claims: int) -> str:
    """A debate of so many claims; the same one each time."""
    chance, words = random.Random(1), SENTENCE.split()
    lines = ["===", "title: Generated", "sides: {aff: Affirmative, neg: Negative}", "===", ""]
    for number in range(claims):
        first = number // GROUP * GROUP
        if number == first:
            lines += [f"# Group {number // GROUP}", ""]
        text = " ".join(chance.choice(words) for _ in range(chance.randint(6, 18)))
        lines.append(f"[Claim {number}]: {text.capitalize()}. {{side: {chance.choice(('aff', 'neg'))}}}")
        if number > first:
            lines.append(f"  {chance.choice(('+>', '->'))} [Claim {chance.randrange(max(first, number - 6), number)}]")
        if number and chance.random() < 0.08:
            lines.append(f"  {chance.choice(('+>', '->'))} [Claim {chance.randrange(number)}]")
        lines.append("")
    return "\n".join(lines)


def seconds(command: Sequence[str], limit: float, **environment: str) -> float | None:
    """How long one whole process takes; None if it takes longer than *limit*."""
    start = time.perf_counter()
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=limit, env={**os.environ, **environment})
    except subprocess.TimeoutExpired:
        return None
    return time.perf_counter() - start


def medians(commands: Sequence[Sequence[str]], runs: int, limit: float) -> list[float | None]:
    """The median time of each of *commands*, which take turns; one that has not finished once is not run again."""
    taken: list[list[float]] = [[] for _ in commands]
    late: set[int] = set()
    for _ in range(runs):
        for number, command in enumerate(commands):
            if number not in late:
                time_taken = seconds(command, limit)
                if time_taken is None:
                    late.add(number)
                else:
                    taken[number].append(time_taken)
    return [None if number in late else statistics.median(times) for number, times in enumerate(taken)]


def as_one_file(path: Path, folder: Path) -> Path:
    """A debate that is a folder as one file for Argdown."""
    if path.is_file():
        return path
    whole = folder / f"{path.name}.argdown"
    files = sorted(path.rglob("*.argdown"))
    whole.write_text("\n".join(file.read_text(encoding="utf-8") for file in files), encoding="utf-8")
    return whole


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[DEBATE], metavar="PATH")
    parser.add_argument("--reference", help="the command that runs Argdown's own tool")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for one run of the reference")
    given = parser.parse_args()
    found = shutil.which("argdown")
    reference = shlex.split(given.reference) if given.reference else [found] if found else []
    if not reference:
        print("argdown is not installed (npm install -g @argdown/cli), so clashmap is measured alone.\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        picture = ["-o", str(folder / "map.svg")]
        inputs = [(path.name, path, True) for path in given.paths]
        for claims in SIZES:
            path = folder / f"{claims}.argdown"
            path.write_text(debate(claims), encoding="utf-8")
            inputs.append((f"{claims:,} claims", path, claims <= COMPARED))
        elsewhere = {variable: str(folder / "cold") for variable in ("XDG_CACHE_HOME", "HOME", "PYTHONPYCACHEPREFIX")}
        cold = seconds([*OURS, str(given.paths[0]), *picture], given.limit, **elsewhere)
        print(f"cold, {given.paths[0].name}: {cold:.2f} s\n")
        print(f"{'':<24}  clashmap" + ("   argdown   argdown / clashmap" if reference else ""))
        ours: dict[str, float] = {}
        for label, path, is_compared in inputs:
            commands = [[*OURS, str(path), *picture]]
            seconds(commands[0], given.limit)
            if reference and is_compared:
                commands.append([*reference, "map", "-f", "svg", str(as_one_file(path, folder)), str(folder)])
            mine, *theirs = medians(commands, given.runs, given.limit)
            assert mine is not None
            ours[label] = mine
            compared = "".join(
                f"{taken:8.2f} s   {taken / mine:.2f}" if taken else "  did not finish" for taken in theirs
            )
            print(f"{label:<24}{mine:8.2f} s{compared}", flush=True)
    print(f"\n10,000 claims take {ours['10,000 claims'] / ours['1,000 claims']:.1f} times as long as 1,000.")


if __name__ == "__main__":
    main()
