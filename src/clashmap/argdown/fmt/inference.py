"""Inferences: ``----``, or ``-- Rule, Rule {data} --`` on one line."""

from __future__ import annotations

from collections.abc import Sequence

from clashmap.argdown.fmt.slices import trim, trim_lines
from clashmap.argdown.tokens import PROSE, Kind, Token


def write_inference(text: str, tokens: Sequence[Token]) -> str:
    """The inference that *tokens* are, hyphens included; one with comments or long data stays as it is written."""
    written = text[tokens[0].start : tokens[-1].end]
    data = next((text[token.start : token.end] for token in tokens if token.kind is Kind.DATA), "")
    if "\n" in data or any(token.kind is Kind.COMMENT for token in tokens):
        return trim_lines(written)
    rules: list[str] = [""]
    for token in tokens:
        if token.kind is Kind.COMMA:
            rules.append("")
        elif token.kind in PROSE:
            rules[-1] += text[token.start : token.end]
    names = ", ".join(trim(rule) for rule in rules)
    return " ".join(["--", *([names] if names else []), *([data] if data else []), "--"]) if names or data else "----"
