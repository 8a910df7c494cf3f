"""The language: Argdown text to a syntax tree, and back."""

from clashmap.argdown.parse import parse

__all__ = ["parse"]
