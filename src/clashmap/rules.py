"""Rules: all of them, in reading order; importing this module imports every module that owns some."""

from __future__ import annotations

import clashmap.argdown.changes
import clashmap.argdown.faults
import clashmap.checks
import clashmap.encoding
import clashmap.evidence.bibliography.faults
import clashmap.evidence.cards.faults
import clashmap.evidence.faults
import clashmap.evidence.readers.faults
import clashmap.include
import clashmap.resolve  # noqa: F401  (each is imported for the rules that enter with it)
from clashmap.diagnostics import RULES, Rule

GROUPS = {
    "S": "syntax",
    "T": "text that is changed or lost",
    "R": "references",
    "E": "evidence",
    "L": "logic",
    "D": "debate",
}
"""What the letter of a code stands for, in the order in which a text is read and then thought about."""

ALL: tuple[Rule, ...] = tuple(RULES[code] for letter in GROUPS for code in sorted(RULES) if code[0] == letter)
"""Every rule, group by group."""
