"""How long questions about attack graphs take: clashmap beside other libraries, in one run.

    python tests/benchmarks/solve.py [--peers PYTHON] [--limit 60] [--runs 3] [--sizes 100 1000] [--graphs ER BA WS]

PYTHON has the others: pip install python-argumentation pygarg "formal-argumentation[z3]" python-sat clingo. Graphs:
ER, Erdős–Rényi, 2n random pairs; BA, Barabási–Albert, each new argument tied to two others; WS, Watts–Strogatz, a ring
of four neighbours each, one tie in ten moved. A tie is an attack one way, by the toss of a coin, and both ways with
probability 0.35. Seeds are fixed. DS and DC ask about the first argument that the grounded labelling leaves undecided.

Every answer is found in a process of its own. Times are medians: of the solving alone, from the library's own
structures to the answer, and in brackets of the whole process, which starts Python, imports and reads as well. What
took more than 5 s is not repeated. “>60” is no answer in the limit, “fails” an error, and “–” what was not tried, for
the same library did not answer on the smaller graph. Answers are compared, extensions checked; “wrong” if they differ.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from clashmap.formats.attackgraphs import Instance, dumps
from clashmap.verdicts.attackgraph import AttackGraph
from clashmap.verdicts.grounded import UNDECIDED, label

PROBLEMS = ("SE-GR", "SE-PR", "DS-PR", "DC-CO", "SE-ST")
PEERS = ("pyarg", "pygarg", "formal", "clingo")
SHOWN = {"pyarg": "PyArg", "pygarg": "pygarg", "formal": "formal-arg.", "clingo": "clingo", "clashmap": "clashmap"}
BOTH_WAYS = 0.35
SLOW = 5.0
"""Seconds from which on once is enough."""
CHILD = str(Path(__file__).with_name("solvers.py"))


def ties(kind: str, size: int, chance: random.Random) -> list[tuple[int, int]]:
    """The ties of a random graph, each once."""
    if kind == "ER":
        drawn: dict[tuple[int, int], None] = {}
        while len(drawn) < 2 * size:
            one, other = sorted((chance.randrange(size), chance.randrange(size)))
            if one != other:
                drawn[one, other] = None
        return list(drawn)
    if kind == "BA":
        made, ends = [(0, 1), (0, 2), (1, 2)], [0, 0, 1, 1, 2, 2]
        for new in range(3, size):
            chosen: dict[int, None] = {}
            while len(chosen) < 2:
                chosen[chance.choice(ends)] = None
            made += ((old, new) for old in chosen)
            ends += (*chosen, new, new)
        return made
    ring = dict.fromkeys((one, (one + step) % size) for one in range(size) for step in (1, 2))
    for one, other in list(ring):
        if chance.random() < 0.1:
            moved = chance.randrange(size)
            if moved != one and (one, moved) not in ring and (moved, one) not in ring:
                del ring[one, other]
                ring[one, moved] = None
    return list(ring)


def graph(kind: str, size: int) -> AttackGraph:
    """A random graph; the same one each time."""
    chance = random.Random(f"{kind} {size}")
    attacks = []
    for one, other in ties(kind, size, chance):
        attacker, target = (one, other) if chance.random() < 0.5 else (other, one)
        attacks.append((attacker, target))
        if chance.random() < BOTH_WAYS:
            attacks.append((target, attacker))
    return AttackGraph.of(size, attacks)


def ask(python: str, library: str, problem: str, file: Path, argument: str, given: argparse.Namespace) -> Any:
    """Median seconds of solving and of the process, and the answer; or a word for why there is none."""
    taken = []
    while len(taken) < given.runs and (not taken or taken[-1][1] < SLOW):
        start = time.perf_counter()
        try:
            command = [python, CHILD, library, problem, str(file), *([argument] if problem[0] == "D" else [])]
            done = subprocess.run(command, capture_output=True, timeout=given.limit, check=False)
        except subprocess.TimeoutExpired:
            return f">{given.limit:.0f}"
        if done.returncode:
            return "fails"
        seconds, answer = json.loads(done.stdout)
        taken.append((seconds, time.perf_counter() - start))
    return *map(statistics.median, zip(*taken, strict=True)), sorted(answer) if isinstance(answer, list) else answer


def is_sound(problem: str, made: AttackGraph, answer: Any, ours: Any) -> bool:
    """Whether an *answer* is right, as far as that is quickly told: like *ours*, or an extension by what it holds."""
    if problem == "SE-GR" or not isinstance(answer, list):
        return answer == ours
    inside = {int(name[1:]) for name in answer}
    beaten = {target for one in inside for target in made.targets[one]}
    defended = all(attacker in beaten for one in inside for attacker in made.attackers[one])
    return not inside & beaten and defended and (problem != "SE-ST" or len(inside | beaten) == len(made))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", help="the Python in which the other libraries are installed")
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--graphs", nargs="+", default=["ER", "BA", "WS"])
    parser.add_argument("--problems", nargs="+", default=PROBLEMS)
    given = parser.parse_args()
    libraries = {"clashmap": sys.executable, **(dict.fromkeys(PEERS, given.peers) if given.peers else {})}
    print("problem graph      n" + "".join(f"{SHOWN[library]:>18}" for library in libraries) + "   best / clashmap")
    with tempfile.TemporaryDirectory() as folder:
        for problem in given.problems:
            for kind in given.graphs:
                lost: set[str] = set()
                for size in given.sizes:
                    made = graph(kind, size)
                    file = Path(folder, f"{kind}{size}.apx")
                    file.write_text(dumps(Instance(made, [f"a{one}" for one in range(size)]), "apx"), encoding="utf-8")
                    argument = f"a{max(label(made).find(UNDECIDED), 0)}"
                    answers: dict[str, Any] = {}
                    print(f"{problem:7} {kind:5} {size:6,}", end="", flush=True)
                    for library, python in libraries.items():
                        found = "–" if library in lost else ask(python, library, problem, file, argument, given)
                        if isinstance(found, str):
                            lost.add(library)
                            print(f"{found:>18}", end="", flush=True)
                            continue
                        *taken, answer = found
                        ours = answers.setdefault("clashmap", [*taken, answer])[-1]
                        answers[library] = found
                        wrong = "" if is_sound(problem, made, answer, ours) else " wrong"
                        print(f"{f'{taken[0]:.3f} ({taken[1]:.2f}){wrong}':>18}", end="", flush=True)
                    print(f"   {compared(answers)}", flush=True)


def compared(answers: dict[str, Any]) -> str:
    """How many times as long the best library in Python takes, for solving and, in brackets, for the process."""
    python = [answers[library] for library in PEERS if library in answers and library != "clingo"]
    if not python:
        return ""
    ratios = (min(found[part] for found in python) / answers["clashmap"][part] for part in (0, 1))
    return "{:.0f}× ({:.1f}×)".format(*ratios)


if __name__ == "__main__":
    main()
