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
WORK = 6_000_000
"""What it takes to read all pages of a PDF, counted in operations; a page of a book takes about 2,000.

It is told from what is in the file, so that the same files are refused everywhere, whatever the computer.
"""
BROKEN = 50
"""Pages of a PDF that cannot be read, at most: none says how much it costs to fail."""
SECONDS = 60.0
"""Processor time for the pages of a PDF: the last stop, for what is drawn with fonts and forms that never end.

The limits on pages and work come first. A PDF that meets this one is refused whole: where it is read at all, its
paragraphs are the same on every machine.
"""
