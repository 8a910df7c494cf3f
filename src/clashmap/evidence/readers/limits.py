"""Limits: how large a file of a source, and what is packed in it, may be."""

from __future__ import annotations

BYTES = 100_000_000
"""Bytes of a file, and of all that is packed in it."""
RATIO = 200
"""How many times its size what is packed in a file may be."""
SMALL = 1_000_000
"""Bytes up to which no ratio is looked at: what is blank packs well, and does no harm while it is small."""
TAGS = 1_500_000
"""Tags in the XML of a document: ten times those of a long book; each takes about a kilobyte of memory."""
HTML = 30_000_000
"""Bytes of a web page."""
MARKED = 300_000
"""Tags of a web page in which an article is looked for."""
PARAGRAPHS = 200_000
"""Paragraphs of a text: some thirty long books."""
CHARACTERS = 20_000_000
"""Characters of a text, in all its paragraphs."""
PAGES = 3_000
"""Pages of a PDF."""
STREAM = 20_000_000
"""Bytes that one stream of a PDF unpacks to."""
OPERATIONS = 3_000_000
"""Operations that draw the pages of a PDF, all together."""
SECONDS = 300.0
"""How long the pages of a PDF may take: the last stop, for one that is slow in a way that nobody has thought of.

The limits on pages, bytes and operations come first, and are the same everywhere. A PDF that meets this one is refused
whole: where it is read at all, its paragraphs are the same on every machine.
"""
