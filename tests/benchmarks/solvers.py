"""One question about one attack graph, put to one library: started by ``solve.py`` in the Python that has the library.

    python solvers.py LIBRARY PROBLEM FILE [ARGUMENT]

FILE is plain Aspartix, one fact a line. Prints JSON: the seconds that the library took from its own structures to the
answer, and the answer: true, false, a list of arguments, or null where there is no extension.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Ask = Callable[[], Any]
_SEMANTICS = {"GR": "grounded", "CO": "complete", "PR": "preferred", "ST": "stable"}
_ADMISSIBLE = """
{in(X)} :- arg(X).
:- in(X), in(Y), att(X,Y).
out(X) :- in(Y), att(Y,X).
:- in(X), att(Y,X), not out(Y).
"""
_ENCODINGS = {
    "GR": "out(X) :- in(Y), att(Y,X). in(X) :- arg(X), out(Y) : att(Y,X).",
    "CO": _ADMISSIBLE + ":- arg(X), not in(X), out(Y) : att(Y,X).",
    "PR": _ADMISSIBLE + "#heuristic in(X) : arg(X). [1,true]",
    "ST": "{in(X)} :- arg(X). :- in(X), in(Y), att(X,Y). out(X) :- in(Y), att(Y,X). :- arg(X), not in(X), not out(X).",
}


def clashmap(task: str, semantics: str, file: Path, argument: str) -> Ask:
    """As the command line does; the SAT solver that it imports when needed is here imported before the clock runs."""
    from clashmap.formats.attackgraphs import loads
    from clashmap.verdicts.grounded import extension
    from clashmap.verdicts.positions import accepted, extensions

    instance = loads(file.read_bytes(), "apx")
    graph, name = instance.graph, _SEMANTICS[semantics]
    if semantics == "GR":
        return lambda: [instance.names[number] for number in extension(graph)]
    import pysat.solvers  # noqa: F401

    if task == "SE":

        def some() -> list[str] | None:
            found = extensions(graph, semantics=name, most=1).sets
            return [instance.names[number] for number in found[0]] if found else None

        return some
    number = instance.number(argument)
    return lambda: accepted(graph, number, semantics=name, sceptically=task == "DS").holds


def pygarg(task: str, semantics: str, file: Path, argument: str) -> Ask:
    """As its own command line does."""
    from pygarg.dung import apx_parser, solver

    arguments, attacks = apx_parser.parse(str(file))
    if task == "SE":

        def some() -> list[str] | None:
            found = solver.compute_some_extension(arguments, attacks, semantics)
            return None if found == "NO" else found

        return some
    decide = solver.credulous_acceptability if task == "DC" else solver.skeptical_acceptability
    return lambda: decide(arguments, attacks, argument, semantics)[0]


def pyarg(task: str, semantics: str, file: Path, argument: str) -> Ask:
    """It lists all extensions, and what is asked is looked up among them."""
    from py_arg.abstract_argumentation_classes.abstract_argumentation_framework import AbstractArgumentationFramework
    from py_arg.abstract_argumentation_classes.argument import Argument
    from py_arg.abstract_argumentation_classes.defeat import Defeat
    from py_arg.algorithms.semantics.get_complete_extensions import get_complete_extensions
    from py_arg.algorithms.semantics.get_grounded_extension import get_grounded_extension
    from py_arg.algorithms.semantics.get_preferred_extensions import get_preferred_extensions
    from py_arg.algorithms.semantics.get_stable_extensions import get_stable_extensions

    names, attacks = _facts(file)
    made = {name: Argument(name) for name in names}
    defeats = [Defeat(made[attacker], made[target]) for attacker, target in attacks]
    framework = AbstractArgumentationFramework("", list(made.values()), defeats)
    every = {
        "GR": lambda one: [get_grounded_extension(one)],
        "CO": get_complete_extensions,
        "PR": get_preferred_extensions,
        "ST": get_stable_extensions,
    }[semantics]

    def answer() -> Any:
        sets = [{one.name for one in found} for found in every(framework)]
        if task == "SE":
            return sorted(sets[0]) if sets else None
        return any(argument in found for found in sets) if task == "DC" else all(argument in found for found in sets)

    return answer


def formal(task: str, semantics: str, file: Path, argument: str) -> Ask:
    """formal-argumentation: its SAT backend but for the grounded extension, which it has a function of its own for."""
    from argumentation.core.dung import ArgumentationFramework, grounded_extension
    from argumentation.solving.solver import solve_dung_acceptance, solve_dung_single_extension

    names, attacks = _facts(file)
    framework = ArgumentationFramework(frozenset(names), frozenset(attacks))
    name = _SEMANTICS[semantics]

    def answer() -> Any:
        if semantics == "GR":
            return sorted(grounded_extension(framework))
        if task == "SE":
            found = solve_dung_single_extension(framework, semantics=name, backend="sat").extension
            return None if found is None else sorted(found)
        kind = "credulous" if task == "DC" else "skeptical"
        return solve_dung_acceptance(framework, semantics=name, task=kind, query=argument, backend="sat").answer

    return answer


def clingo(task: str, semantics: str, file: Path, argument: str) -> Ask:
    """The usual encodings; preferred extensions as the first models under a heuristic that prefers larger ones."""
    import clingo as asp

    options = ["--heuristic=Domain", "--enum-mode=domRec", "0"] if semantics == "PR" else ["1"]
    query = f":- not in({argument})." if task == "DC" else ""
    program = file.read_text(encoding="utf-8") + _ENCODINGS[semantics] + query + "#show in/1."

    def answer() -> Any:
        control = asp.Control(options)
        control.add("base", [], program)
        control.ground([("base", [])])
        with control.solve(yield_=True) as models:
            for model in models:
                held = [str(symbol.arguments[0]) for symbol in model.symbols(shown=True)]
                if task == "SE":
                    return held
                if task == "DC":
                    return True
                if argument not in held:
                    return False
        return None if task == "SE" else task == "DS"

    return answer


def _facts(file: Path) -> tuple[list[str], list[tuple[str, str]]]:
    lines = file.read_text(encoding="utf-8").split()
    pairs = (line[4:-2].split(",") for line in lines if line.startswith("att"))
    return [line[4:-2] for line in lines if line.startswith("arg")], [(attacker, target) for attacker, target in pairs]


LIBRARIES = {library.__name__: library for library in (clashmap, pyarg, pygarg, formal, clingo)}


def main() -> None:
    """Ask and print."""
    library, problem, file, *rest = sys.argv[1:]
    ask = LIBRARIES[library](*problem.split("-"), Path(file), *(rest or [""]))
    start = time.perf_counter()
    answer = ask()
    print(json.dumps([time.perf_counter() - start, answer]))


if __name__ == "__main__":
    main()
