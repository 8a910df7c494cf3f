"""Sentences: where each sentence of a paragraph starts and ends."""

from __future__ import annotations

from clashmap.source import Span


def sentences(paragraph: str) -> tuple[Span, ...]:
    """The spans of the sentences of *paragraph*, in order, without the white space between them."""
    from sentencex import get_sentence_boundaries

    spans = []
    for found in get_sentence_boundaries("en", paragraph):
        start, end = found["start_index"], found["end_index"]
        part = paragraph[start:end]
        if stripped := part.strip():
            start += part.index(stripped)
            spans.append(Span(start, start + len(stripped)))
    return tuple(spans)
