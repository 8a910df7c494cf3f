"""Premise–conclusion structures: numbered statements and the inferences between them."""

from __future__ import annotations

import re

from clashmap.argdown.blocks import Growing, read_relations, read_statement
from clashmap.argdown.cursor import Cursor
from clashmap.argdown.faults import CONTENT, INFERENCE, RECONSTRUCTION
from clashmap.argdown.tokens import PROSE, RUNNING, TITLES, Kind, Token
from clashmap.argdown.tree import Block, Data, Inference, NumberedStatement, Reconstruction
from clashmap.argdown.yamldata import read_data
from clashmap.source import Span

_HELP = "Write the premises, a line of hyphens (----) and the conclusion, with no empty line between them."
_DIGITS = 15
_DASHES = re.compile(r"[-–—―─=_*~](?:[ \t]*+[-–—―─=_*~])*(?=[ \t]*+(?:[\r\n]|\Z))")
"""A line of hyphens or of other signs, and nothing else."""


def read_reconstruction(cursor: Cursor) -> list[Block]:
    """The structure from the cursor on; the bare statements of one that is not complete."""
    first = cursor.token
    lines: list[NumberedStatement | Inference] = []
    while cursor.kind in (Kind.NUMBER, Kind.INFERENCE_START):
        if cursor.kind is Kind.NUMBER:
            if line := _read_numbered(cursor):
                lines.append(line)
            continue
        if lines and isinstance(lines[-1], Inference):
            cursor.report_token(RECONSTRUCTION, "one inference follows another", cursor.token, _HELP)
            _read_inference(cursor)
            continue
        opening = cursor.token
        lines.append(_read_inference(cursor))
        if cursor.comes(Kind.NUMBER):
            continue
        before = cursor.before
        if before and before.kind is Kind.NEWLINE and (cursor.kind in RUNNING or cursor.kind in TITLES):
            lines.append(_read_conclusion(cursor, lines))
        else:
            cursor.report_token(RECONSTRUCTION, "there is no conclusion below the inference", opening, _HELP)
    return _complete(cursor, first, lines)


def _complete(cursor: Cursor, first: Token, lines: list[NumberedStatement | Inference]) -> list[Block]:
    inferences = [index for index, line in enumerate(lines) if isinstance(line, Inference)]
    if not inferences:
        message = "there is no inference between the numbered statements"
        last_number = next((line.number for line in reversed(lines) if isinstance(line, NumberedStatement)), 0)
        help = f"Type a line of hyphens (----) above the conclusion: above ({last_number}), if that is it."
        cursor.report_token(RECONSTRUCTION, message, first, help if len(lines) > 1 else _HELP)
        return [line.statement for line in lines if isinstance(line, NumberedStatement)]
    last = inferences[-1]
    if last == 0:
        return [line.statement for line in lines if isinstance(line, NumberedStatement)]
    loose: list[Block] = []
    if last + 2 < len(lines):
        extra = lines[last + 2]
        message = "this statement follows the conclusion, with no inference below it"
        cursor.report(
            RECONSTRUCTION, message, extra.span, "Put it before the last line of hyphens, or add an inference."
        )
        loose = [line.statement for line in lines[last + 2 :] if isinstance(line, NumberedStatement)]
    kept = lines[: last + 2]
    if isinstance(kept[-1], Inference):
        return [line.statement for line in lines if isinstance(line, NumberedStatement)]
    return [Reconstruction(Span(kept[0].span.start, kept[-1].span.end), tuple(kept)), *loose]


def _read_numbered(cursor: Cursor) -> NumberedStatement | None:
    number = cursor.take()
    if cursor.kind not in RUNNING and cursor.kind not in TITLES and cursor.kind is not Kind.NEWLINE:
        message = f"there is no statement behind “{number.value}”"
        cursor.report_token(CONTENT, message, number, "Type a sentence or a [Claim] behind the number.")
        return None
    statement = read_statement(cursor)
    start = number.end - len(number.value)
    return NumberedStatement(
        Span(start, max(number.end, statement.span.end)), int(number.value[1:-1][:_DIGITS]), statement
    )


def _read_conclusion(cursor: Cursor, lines: list[NumberedStatement | Inference]) -> NumberedStatement:
    """A conclusion without its number, which is reported."""
    number = 1 + max((line.number for line in lines if isinstance(line, NumberedStatement)), default=0)
    token = cursor.token
    cursor.report_token(RECONSTRUCTION, "this conclusion has no number", token, f"Type ({number}) before it.")
    statement = read_statement(cursor)
    return NumberedStatement(statement.span, number, statement)


def _read_inference(cursor: Cursor) -> Inference:
    opening = cursor.take()
    end = opening.end
    cursor.skip(Kind.NEWLINE)
    rules, end = _read_rules(cursor, end)
    cursor.skip(Kind.NEWLINE)
    data: Data | None = None
    if cursor.kind is Kind.DATA:
        token = cursor.take()
        data = read_data(cursor, Span(token.start, token.end))
        end = token.end
        cursor.skip(Kind.NEWLINE)
    if cursor.kind is Kind.INFERENCE_END:
        end = cursor.take().end
        if cursor.kind not in (Kind.NEWLINE, Kind.BLANK, Kind.END):
            message = "something follows the inference on its line"
            cursor.report_token(INFERENCE, message, cursor.token, "Start a new line behind the hyphens.")
            _skip_line(cursor)
    else:
        message = "the inference does not end with two hyphens"
        help = "Type ---- for an inference without rules, or close the names of its rules with --."
        if dashes := _DASHES.match(cursor.source.text, opening.start):
            message = f"“{dashes.group()}” is not read as an inference"
            end, help = dashes.end(), "Type four hyphens in its place: ----."
        cursor.report(INFERENCE, message, Span(opening.start, end if dashes else opening.end), help)
        _skip_inference(cursor)
    cursor.skip(Kind.NEWLINE)
    grown = Growing(opening.start, end)
    read_relations(cursor, grown, undercuts_only=True)
    return Inference(Span(opening.start, grown.end), rules, data, tuple(grown.relations))


def _read_rules(cursor: Cursor, end: int) -> tuple[tuple[str, ...], int]:
    """The names of rules, and where the last of them ends."""
    rules: list[str] = []
    while cursor.kind in PROSE or cursor.kind is Kind.COMMA:
        says = ""
        while cursor.kind in PROSE:
            token = cursor.take()
            says, end = says + token.value, token.end
        rules.append(says.strip())
        if cursor.kind is not Kind.COMMA:
            break
        end = cursor.take().end
        if cursor.kind not in PROSE:
            rules.append("")
            break
    if not all(rules):
        message = "a comma in the inference has no name of a rule beside it"
        before = cursor.before or cursor.token
        cursor.report_token(INFERENCE, message, before, "Delete the comma, or name a rule.")
    return tuple(rule for rule in rules if rule), end


def _skip_line(cursor: Cursor) -> None:
    while cursor.kind in RUNNING or cursor.kind in TITLES or cursor.kind is Kind.DATA:
        cursor.take()


def _skip_inference(cursor: Cursor) -> None:
    """Skip what is left of an inference that goes wrong."""
    while cursor.kind in PROSE or cursor.kind in (Kind.COMMA, Kind.NEWLINE, Kind.DATA, Kind.STRAY_BACKSLASH):
        cursor.take()
    if cursor.kind is Kind.INFERENCE_END:
        cursor.take()
