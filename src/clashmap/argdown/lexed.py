"""What the lexer makes of a text: its tokens, and places that may not have been meant as they are read."""

from __future__ import annotations

from typing import NamedTuple

from clashmap.argdown.tokens import Token
from clashmap.source import Span


class Lexed(NamedTuple):
    """The *tokens* of a text, and what it says in comments that may not have been meant so.

    The last token is END. INDENT and DEDENT are balanced within each block.
    """

    tokens: list[Token]
    comments: list[Span]
    """The comments, without the line breaks that they take with them."""
    addresses: list[Span]
    """Comments that begin within a web address."""
    unclosed: list[Span]
    """Signs of comments that do not end, and are therefore text."""
    mixed: list[Span]
    """Indentations of tabs and spaces that look otherwise than they are read."""
    open_data: list[Span]
    """Braces that begin data which does not end, and is therefore text."""
    gaps: list[Span]
    """The numbers and inferences of structures that have an empty line above them, within the structure."""
    equals: list[Span]
    """Equals signs that begin front matter where there can be none, and are read as text."""
