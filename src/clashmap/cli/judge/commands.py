"""Commands: what can be typed next, with the quotes that a shell needs."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from functools import cached_property

from clashmap.cli.judge.findings import Findings
from clashmap.cli.terminal import clean, quoted

_NEEDS_MORE = re.compile(r'["$`\\!]')
"""What double quotes do not protect in a shell."""


class Commands:
    """Commands about the same debate, under the same reading and suppositions."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def judge(self, option: str = "", id: str | None = None, *, sign: str = "") -> str:
        """``clashmap judge`` with an *option*, and behind it the title of what has this *id*."""
        asked = self.findings.asked
        parts = ["clashmap judge", quoted(self.findings.path)]
        if asked.reading != "warrant":
            parts.append(f"--reading {asked.reading}")
        judgement = self.findings.judgement
        parts += [f"--suppose {self.title(one, sign='-')}" for one in judgement.beaten]
        parts += [f"--suppose {self.title(one, sign='+')}" for one in judgement.granted]
        parts += [option] if option else []
        parts += [self.title(id, sign=sign)] if id is not None else []
        return clean(" ".join(parts))

    def title(self, id: str, *, sign: str = "") -> str:
        """The title in quotes, without brackets wherever it is the only one."""
        label = self.findings.map.node(id).label
        typed = sign + (label if self._labels[label.casefold()] == 1 else id)
        return shlex.quote(typed) if _NEEDS_MORE.search(typed) else f'"{typed}"'

    @cached_property
    def _labels(self) -> Counter[str]:
        return Counter(node.label.casefold() for node in self.findings.map.nodes)
