"""The package's own data: themes, and the style and script of the page. What a user wrote is never read here."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def asset(name: str) -> str:
    """The text of a data file of this package, by its path in it, such as ``themes/dark.toml``.

    Raises FileNotFoundError when there is none.
    """
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
