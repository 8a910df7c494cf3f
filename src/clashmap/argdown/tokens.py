"""Tokens: the smallest pieces of Argdown text that carry meaning."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import NamedTuple


class Kind(IntEnum):
    """What a token is. The value has no meaning."""

    TEXT = auto()
    ESCAPED = auto()
    SHORTCODE = auto()
    NEWLINE = auto()
    BLANK = auto()
    """One or more empty lines: the end of a block."""
    INDENT = auto()
    DEDENT = auto()
    RELATION = auto()
    CLAIM_DEFINITION = auto()
    CLAIM_REFERENCE = auto()
    CLAIM_MENTION = auto()
    ARGUMENT_DEFINITION = auto()
    ARGUMENT_REFERENCE = auto()
    ARGUMENT_MENTION = auto()
    LINK = auto()
    TAG = auto()
    EMPHASIS_START = auto()
    EMPHASIS_END = auto()
    DATA = auto()
    FRONT_MATTER = auto()
    HEADING = auto()
    NUMBER = auto()
    ORDERED_ITEM = auto()
    UNORDERED_ITEM = auto()
    INFERENCE_START = auto()
    INFERENCE_END = auto()
    COMMA = auto()
    STRAY_BACKSLASH = auto()
    COMMENT = auto()
    """Of any form; only in the whole text."""
    SPACE = auto()
    """White space between tokens; only in the whole text."""
    END = auto()
    """The end of the text."""


class Token(NamedTuple):
    """A piece ``text[start:end]`` of the source.

    *value* is what the token says: plain text for TEXT, ESCAPED and SHORTCODE, the title for titles and mentions, the
    name for a tag, the sign for relations and emphasis, and empty for all others.
    """

    kind: Kind
    start: int
    end: int
    value: str = ""


TITLES = frozenset({Kind.CLAIM_DEFINITION, Kind.CLAIM_REFERENCE, Kind.ARGUMENT_DEFINITION, Kind.ARGUMENT_REFERENCE})
ARGUMENTS = frozenset({Kind.ARGUMENT_DEFINITION, Kind.ARGUMENT_REFERENCE})
MENTIONS = frozenset({Kind.CLAIM_MENTION, Kind.ARGUMENT_MENTION})
PROSE = frozenset({Kind.TEXT, Kind.ESCAPED, Kind.SHORTCODE})
RUNNING = PROSE | MENTIONS | {Kind.LINK, Kind.TAG, Kind.EMPHASIS_START, Kind.EMPHASIS_END, Kind.STRAY_BACKSLASH}
"""What running text is made of, apart from line breaks."""
ITEMS = frozenset({Kind.ORDERED_ITEM, Kind.UNORDERED_ITEM})
