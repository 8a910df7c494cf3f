"""Seconds: how long a command may take, as an option."""

from __future__ import annotations

from math import isnan
from typing import Any

import click


class _Seconds(click.FloatRange):
    """A number from 0 on, or ``inf``; what is no number at all is refused, as no clock ever gets there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds: float = super().convert(value, param, ctx)
        if isnan(seconds):
            self.fail(f"{value!r} is not a number of seconds.", param, ctx)
        return seconds


SECONDS = _Seconds(min=0)
