"""How long the grounded extension of a million attacks takes: clashmap beside a yardstick in C++, in one run.

    python tests/benchmarks/grounded.py [--runs 5] [--compiler g++]

Graphs are random pairs of arguments, each once, in random order or sorted by attacker. The yardstick is
``grounded.cpp``, compiled with -O2, which reads in three ways; most published solvers read as ``lines`` does. Figures
are medians of the processor time, user and system, of whole processes that take turns; a first round is not counted.
“label” is the labelling alone in this process, the first of a graph, with what it has to count and put together.
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

from clashmap.formats.attackgraphs import loads
from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.grounded import IN, label

ATTACKS = 1_000_000
SIZES = (10_000, 100_000, 1_000_000)
WAYS = ("buffer", "stream", "lines")
OURS = [sys.executable, "-m", "clashmap", "solve", "-p", "SE-GR", "-f"]


def pairs(size: int) -> list[tuple[int, int]]:
    """The attacks among so many arguments, by numbers from 1; the same ones each time."""
    chance = random.Random(size)
    drawn: dict[tuple[int, int], None] = {}
    while len(drawn) < ATTACKS:
        drawn[chance.randint(1, size), chance.randint(1, size)] = None
    return list(drawn)


def processor(command: list[str]) -> tuple[float, bytes]:
    """Seconds of processor time that *command* takes, and what it prints."""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
    if status:
        sys.exit(f"{' '.join(command)} ended with {status}")
    return used.ru_utime + used.ru_stime, said


def labelling(graph: AttackGraph) -> float:
    """Seconds of processor time that the labelling takes."""
    start = time.process_time()
    label(graph)
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--compiler", default="g++")
    given = parser.parse_args()
    print(f"{'arguments':>9} order    accepted  clashmap" + "".join(f"{f'C++ {way}':>18}" for way in WAYS) + "   label")
    with tempfile.TemporaryDirectory() as folder:
        yardstick, file = str(Path(folder, "grounded")), Path(folder, "graph.i23")
        source = str(Path(__file__).with_suffix(".cpp"))
        subprocess.run([given.compiler, "-O2", "-o", yardstick, source], check=True)
        commands = [[*OURS, str(file)], *([yardstick, way, str(file)] for way in WAYS)]
        for size in SIZES:
            drawn = pairs(size)
            for order, attacks in (("random", drawn), ("sorted", sorted(drawn))):
                text = f"p af {size}\n" + "".join(f"{attacker} {target}\n" for attacker, target in attacks)
                file.write_text(text, encoding="ascii")
                rounds = [[processor(command) for command in commands] for _ in range(given.runs + 1)]
                if len({said for taken in rounds for _, said in taken}) > 1:
                    sys.exit("the answers differ")
                ours, *theirs = (statistics.median(one for one, _ in taken) for taken in zip(*rounds[1:], strict=True))
                graph = loads(text, "i23").graph
                alone = min(labelling(AttackGraph(list(map(list, graph.targets)))) for _ in range(3))
                ratios = "".join(f"{f'{taken:.3f} s ({ours / taken:.1f}×)':>18}" for taken in theirs)
                accepted = label(graph).count(IN)
                print(f"{size:9,} {order} {accepted:10,} {ours:7.3f} s{ratios} {alone:5.2f} s", flush=True)


if __name__ == "__main__":
    main()
