"""The time that a question may take."""

from __future__ import annotations

from time import monotonic


class BudgetError(Exception):
    """The time is over and the answer is not known."""


class Budget:
    """A time that began when it was made."""

    __slots__ = ("_end",)

    def __init__(self, seconds: float | None = None) -> None:
        """*seconds* on the wall's clock; without end for None."""
        self._end = None if seconds is None else monotonic() + seconds

    def check(self) -> None:
        """Raise BudgetError once the time is over."""
        if self._end is not None and monotonic() > self._end:
            raise BudgetError
