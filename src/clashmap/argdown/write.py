"""Writing: words and syntax trees as Argdown text."""

from clashmap.argdown.escape import escape
from clashmap.argdown.unparse import unparse

__all__ = ["escape", "unparse"]
