"""Choosing findings by their codes: what ``--select`` and ``--ignore`` mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import click

from clashmap.cli.debate import refuse

if TYPE_CHECKING:
    from clashmap.diagnostics import Rule

SELECT = click.option(
    "--select", multiple=True, metavar="CODES", help="Only these findings, such as T001 or T,R00 (all that begin so)."
)
IGNORE = click.option("--ignore", multiple=True, metavar="CODES", help="All findings but these.")

Chosen = Callable[["Rule"], bool]


def choose(select: Sequence[str], ignore: Sequence[str]) -> Chosen:
    """Which rules are meant: all that *select* names, or all when it is empty, without those that *ignore* names."""
    if not select and not ignore:
        return lambda rule: True
    from clashmap.rules import ALL

    selected = {rule.code for rule in ALL} if not select else _codes(select, "--select")
    ignored = _codes(ignore, "--ignore")
    return lambda rule: rule.code in selected and rule.code not in ignored


def _codes(given: Sequence[str], option: str) -> set[str]:
    """The codes of all rules that the comma lists *given* name by a code, the beginning of one, or a name."""
    from clashmap.rules import ALL

    named: set[str] = set()
    for part in (part.strip() for listed in given for part in listed.split(",")):
        wanted = part.casefold()
        if not wanted:
            continue
        found = {rule.code for rule in ALL if rule.code.casefold().startswith(wanted) or rule.name == wanted}
        if not found:
            refuse(f"{option} {part}: {unknown(part)}")
        named |= found
    if given and not named:
        refuse(f"{option} needs codes, such as T001; see all by: clashmap explain")
    return named


def unknown(name: str) -> str:
    """What to say of a *name* that is no rule's code or name."""
    from clashmap.checks.nearest import Names
    from clashmap.rules import ALL

    near = Names(rule.name for rule in ALL).nearest(name) or _nearest_codes(name.upper())
    meant = f"did you mean {' or '.join(near)}?" if near else "see all by: clashmap explain"
    return f"there is no rule “{name}”; {meant}"


def _nearest_codes(name: str) -> list[str]:
    """Up to three codes like *name* in its group; they are so short that one slip leaves little of them."""
    from clashmap.rules import ALL

    rated = [(SequenceMatcher(None, rule.code, name).ratio(), rule.code) for rule in ALL if rule.code[0] == name[:1]]
    return [code for ratio, code in sorted(rated, key=lambda pair: (-pair[0], pair[1])) if ratio > 0.3][:3]
