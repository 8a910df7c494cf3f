"""The whole text as tokens: comments and blanks, which say nothing, among those that do."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.argdown.lex import tokenize
from clashmap.argdown.tokens import Kind, Token
from clashmap.source import Source, Span


def lossless(source: Source) -> list[Token]:
    """The tokens of *source* with COMMENT and SPACE between them: the text of all, joined, is that of *source*.

    SPACE is indentation and all other white space that is no token, and an apostrophe that counts as indentation.
    """
    lexed = tokenize(source.text)
    tokens: list[Token] = []
    comments = iter([*lexed.comments, Span(len(source.text), len(source.text))])
    comment, done = next(comments), 0
    for token in lexed.tokens:
        while comment.start < token.start:
            tokens += _space(done, comment.start)
            tokens.append(Token(Kind.COMMENT, *comment))
            comment, done = next(comments), comment.end
        tokens += _space(done, token.start)
        tokens.append(token)
        done = token.end
    return tokens


def _space(start: int, end: int) -> Iterator[Token]:
    if start < end:
        yield Token(Kind.SPACE, start, end)
