"""Relocating: the edits that let citations follow their passages through a text that was changed."""

from __future__ import annotations

from collections.abc import Iterable

from clashmap.diagnostics import Edit, Fix
from clashmap.evidence.verify import Standing, Verified

CLEAR = 0.8
"""What is at least so like the passage that was locked is clearly the same one, only revised."""


def fixes(verified: Iterable[Verified]) -> tuple[Fix, ...]:
    """A fix for each file, in the order of the files: every locator whose passage is elsewhere now, put right.

    They go in all at once, and a new lock with them: the new place of one passage may be the old one of another, so
    that what is mended by halves cites the wrong ones. Citations whose passage is gone, or only somewhat like another,
    are left to the writer; so are those whose locator is not written as it is read.
    """
    edits: dict[str, dict[tuple[int, int], Edit]] = {}
    for one in verified:
        if not is_clear(one) or one.found is None or one.citation.spot is None:
            continue
        spot = one.citation.spot.origin
        new = str(one.found)
        if new != spot.text:
            edits.setdefault(spot.source.path, {})[spot.span] = Edit(spot, new)
    made = []
    for path in sorted(edits):
        here = tuple(edits[path][span] for span in sorted(edits[path]))
        what = "the citation" if len(here) == 1 else f"{len(here)} citations"
        made.append(Fix(f"let {what} follow the text", here))
    return tuple(made)


def is_clear(one: Verified) -> bool:
    """Whether it is beyond doubt where the passage of *one* is."""
    return one.standing in (Standing.SAME, Standing.MOVED) or (
        one.standing is Standing.CHANGED and one.likeness >= CLEAR
    )
