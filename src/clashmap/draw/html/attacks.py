"""The attack graph of a judged map as the page's script needs it, to judge anew what a reader supposes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clashmap.verdicts.judge import Judgement


def attacks(judgement: Judgement, ids: Iterable[str]) -> dict[str, Any]:
    """The graph of *judgement*, with what it supposes, for cards with these *ids*, as plain data.

    ``targets`` are those whom each argument of the graph attacks, ``nodes`` the argument that each card is (-1: none),
    and ``steps``, by argument, the others to fix with it. Nothing is named: only the cards are known to the page.
    """
    framework, ids = judgement.framework, tuple(ids)
    graph = framework.graph.suppose(
        granted=[part for id in judgement.granted for part in framework.parts[id]],
        beaten=[part for id in judgement.beaten for part in framework.parts[id]],
    )
    steps = {framework.index[id]: framework.parts[id][1:] for id in ids if id in framework.parts}
    return {
        "targets": graph.targets,
        "nodes": [framework.index.get(id, -1) for id in ids],
        "steps": {node: others for node, others in steps.items() if others},
    }
