"""Suppositions: ``-TITLE`` for a point that is supposed to fall, ``+TITLE`` for one that is supposed to stand."""

from __future__ import annotations

from typing import Any

import click

_MINUS = "-−–"
"""What a keyboard, or a text that was copied, has for a minus."""


class Lines(click.Option):
    """An option for titles, which in the environment stand on a line each: blanks are part of them."""

    def value_from_envvar(self, ctx: click.Context) -> Any:
        """The lines, if there are any."""
        written = self.resolve_envvar_value(ctx)
        return None if written is None else [line.strip() for line in written.split("\n") if line.strip()]


def signed(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Pairs of the sign, ``+`` or ``-``, and the title of what was typed."""
    pairs = []
    for value in values:
        sign, title = value[:1], value[1:].strip()
        if not title or sign not in f"+{_MINUS}":
            help = 'type "-TITLE" as if it fell, or "+TITLE" as if it stood'
            raise click.BadParameter(f"“{value}” lacks a sign or a title; {help}", context, option)
        pairs.append(("-" if sign in _MINUS else "+", title))
    return tuple(pairs)
