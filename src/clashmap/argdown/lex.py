"""Text to tokens, in one pass from left to right."""

from __future__ import annotations

import re
from collections.abc import Callable

from clashmap.argdown.indentation import Shown
from clashmap.argdown.lexed import Lexed
from clashmap.argdown.patterns import (
    AFTER_BLANK,
    AFTER_LINE,
    ARGUMENT,
    BLANKS,
    CLAIM,
    DATA_START,
    EMPHASIS_ENDS,
    EMPHASIS_START,
    ESCAPE,
    HEADING,
    INFERENCE_END,
    INFERENCE_RUN,
    LINE_SIGNS,
    LINE_START,
    MARKS,
    NEWLINE,
    PLAIN,
    SHORTCODE,
    SIGN,
    TAG,
    TEXT_RUN,
    WHITE,
    DataEnds,
    LineEnds,
    Needle,
    front_matter_end,
)
from clashmap.argdown.shortcodes import SHORTCODES
from clashmap.argdown.structure import NUMBER, RULE_SIGNS, Structure
from clashmap.argdown.tokens import Kind, Token
from clashmap.source import Span

_STARTS = {
    "inference": Kind.INFERENCE_START,
    "relation": Kind.RELATION,
    "number": Kind.NUMBER,
    "ordered": Kind.ORDERED_ITEM,
    "unordered": Kind.UNORDERED_ITEM,
}
_FRONT_MATTER = re.compile(rf"===+[ \t]*{NEWLINE}(?:[ \t]*+[\w\"'-][^\r\n=:]*+:[^\r\n=]*+{NEWLINE})+===+")
"""Front matter in a place where there can be none: names and values on lines of their own."""
_BREAKS = frozenset({Kind.NEWLINE, Kind.BLANK})
_LINE_SIGNS = LINE_SIGNS | RULE_SIGNS


def tokenize(text: str) -> Lexed:
    """Read the tokens of *text*."""
    lexer = _Lexer(text)
    return Lexed(
        lexer.run(),
        lexer.comments,
        lexer.addresses,
        lexer.unclosed,
        lexer.shown.mixed,
        lexer.open_data,
        lexer.structure.gaps,
        lexer.equals,
    )


class _Lexer:
    """The state of one pass: where it is, which indents and emphases are open, and whether in an inference."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.comments: list[Span] = []
        self.addresses: list[Span] = []
        self.unclosed: list[Span] = []
        self.open_data: list[Span] = []
        self.equals: list[Span] = []
        self.indents = [0]
        self.shown = Shown()
        self.has_tabs = "\t" in text
        self.emphases: list[str] = []
        self.in_inference = False
        self.structure = Structure()
        self.line_ends = LineEnds(text)
        self.data_ends = DataEnds(text)
        self.needles = {string: Needle(text, string) for string in ("]", "]:", ">", ">:", ")", "*/", "-->")}
        self.last = Kind.BLANK
        self.by_sign: dict[str, Callable[[int], int]] = {
            "\\": self.escape,
            ".": self.shortcode,
            ":": self.shortcode,
            "{": self.data,
            "=": self.front_matter,
            "/": self.comment,
            "<": self.angle,
            "[": self.bracket,
            "#": self.tag,
            "@": self.mention,
            "*": self.emphasis,
            "_": self.emphasis,
        }

    def run(self) -> list[Token]:
        """All tokens."""
        text, size, offset = self.text, len(self.text), 0
        while offset < size:
            if self.in_inference:
                offset = self.inference_step(offset)
                continue
            char = text[offset]
            if char in _LINE_SIGNS and self.last in _BREAKS:
                following = self.line_start(offset)
                if following > offset:
                    offset = following
                    continue
            if char not in MARKS and (run := TEXT_RUN.match(text, offset)):
                offset = self.add(Kind.TEXT, offset, run.end(), run.group())
                continue
            offset = self.step(offset)
        if self.last is Kind.BLANK and self.tokens:
            self.tokens.pop()
        self.close_indents(size)
        self.add(Kind.END, size, size)
        return self.tokens

    def add(self, kind: Kind, start: int, end: int, value: str = "") -> int:
        """Note a token and return the offset behind it."""
        self.tokens.append(Token(kind, start, end, value))
        self.last = kind
        return end

    def step(self, offset: int) -> int:
        """Read what is neither prose nor the mark at the start of a line."""
        char = self.text[offset]
        if char in " \t\r\n":
            return self.white(offset)
        following = -1
        if reader := self.by_sign.get(char):
            following = reader(offset)
        return following if following > offset else self.plain(offset)

    def plain(self, offset: int) -> int:
        """Prose, after everything else has been tried."""
        match = PLAIN.match(self.text, offset) or SIGN.match(self.text, offset)
        if match is None:
            return self.add(Kind.STRAY_BACKSLASH, offset, offset + 1, self.text[offset])
        return self.add(Kind.TEXT, offset, match.end(), match.group())

    # --- lines and indentation ----------------------------------------------------------------------------------------

    def white(self, offset: int) -> int:
        """Blanks and line breaks. Blanks that no line break follows say nothing here."""
        match = WHITE.match(self.text, offset)
        if match is None or match.lastindex is None:
            return match.end() if match else offset
        if match.lastindex == 1 or (self.last is Kind.BLANK and self.tokens):
            return self.add(Kind.NEWLINE, offset, match.end(1))
        if match.end() < len(self.text):
            self.close_indents(offset)
        self.emphases.clear()
        self.structure.blank()
        return self.add(Kind.BLANK, offset, match.end())

    def line_start(self, offset: int) -> int:
        """A mark that has its meaning at the start of a line only; *offset* itself if there is none."""
        if match := HEADING.match(self.text, offset):
            self.close_indents(offset)
            return self.add(Kind.HEADING, offset, match.end(), match.group(1))
        if self.last is Kind.BLANK and (torn := self.structure.torn(self.text, offset)):
            self.join_structure(torn)
        if self.last is Kind.NEWLINE and (rule := self.structure.rule(self.text, offset)):
            self.close_indents(rule.start)
            self.emphases.clear()
            self.structure.add(Kind.INFERENCE_START)
            return self.add(Kind.INFERENCE_START, *rule)
        match = LINE_START.match(self.text, offset)
        if match is None:
            return offset
        name = match.lastgroup or ""
        if name == "inference" and self.last is Kind.BLANK and self.tokens:
            # Behind an empty line there is no inference, and "--" is an attack by something that begins with a hyphen.
            match = LINE_START.match(self.text, offset, match.end() - 1) or match
            name = match.lastgroup or name
        kind, start = _STARTS[name], match.start(name)
        width = match.end("indent") - offset
        if kind is Kind.INFERENCE_START or kind is Kind.NUMBER:
            self.close_indents(start)
            self.structure.add(kind)
        else:
            extra = 0 if kind is Kind.RELATION else 1
            self.indent(width + extra, start)
            if self.has_tabs:
                self.shown.line(match["indent"], extra, len(self.indents) - 1, offset)
        self.emphases.clear()
        self.in_inference = kind is Kind.INFERENCE_START
        return self.add(kind, start, match.end(), match.group(name))

    def join_structure(self, mark: Span) -> None:
        """Read the empty line above *mark*, which tears a structure apart, as a line break."""
        blank, depth = self.tokens.pop(), 0
        while self.tokens[-1].kind is Kind.DEDENT:
            self.tokens.pop()
            depth += 1
        end = self.add(Kind.NEWLINE, blank.start, blank.end)
        self.tokens += [Token(Kind.DEDENT, end, end)] * depth
        self.structure.join(mark)

    def indent(self, width: int, offset: int) -> None:
        """Note how the indentation changes."""
        if width > self.indents[-1]:
            self.indents.append(width)
            self.add(Kind.INDENT, offset, offset)
        while len(self.indents) > 1 and width < self.indents[-1]:
            self.indents.pop()
            self.add(Kind.DEDENT, offset, offset)

    def close_indents(self, offset: int) -> None:
        """Close every open indentation."""
        self.shown.start()
        while len(self.indents) > 1:
            self.indents.pop()
            self.add(Kind.DEDENT, offset, offset)

    # --- marks within a line; each returns the offset behind what it read, or -1 --------------------------------------

    def escape(self, offset: int) -> int:
        """A backslash with the sign that it protects, and the blanks behind it."""
        if match := ESCAPE.match(self.text, offset):
            return self.add(Kind.ESCAPED, offset, match.end(), match.group()[1:])
        return -1

    def shortcode(self, offset: int) -> int:
        """``.A.``, or any other word between dots or colons, which then says itself."""
        match = SHORTCODE.match(self.text, offset)
        if match is None:
            return -1
        written = match.group()
        sign = SHORTCODES.get(written.rstrip(BLANKS))
        if sign is None:
            return self.add(Kind.TEXT, offset, match.end(), written)
        return self.add(Kind.SHORTCODE, offset, match.end(), sign + (" " if written.endswith(" ") else ""))

    def data(self, offset: int) -> int:
        """``{key: value}``."""
        end = self.data_ends.after(offset)
        if end > 0:
            return self.add(Kind.DATA, offset, end)
        if DATA_START.match(self.text, offset):
            self.open_data.append(Span(offset, offset + 1))
        return -1

    def front_matter(self, offset: int) -> int:
        """``=== … ===``; below other text only where it is sure to be meant so, or it would go on to any ``===``."""
        end = front_matter_end(self.text, offset)
        is_first = len(self.tokens) < 3 and all(token.kind in _BREAKS for token in self.tokens)
        if end > 0 and not is_first and not _FRONT_MATTER.fullmatch(self.text, offset, end):
            run = len(self.text[offset:end]) - len(self.text[offset:end].lstrip("="))
            self.equals.append(Span(offset, offset + run))
            return self.add(Kind.TEXT, offset, offset + run, "=" * run)
        return self.add(Kind.FRONT_MATTER, offset, end) if end > 0 else -1

    def comment(self, offset: int) -> int:
        """A comment of any form, which leaves no token. On lines of its own it takes their line breaks with it."""
        end = self.comment_end(offset)
        if end < 0:
            return end
        self.comments.append(Span(offset, end))
        if self.in_inference:
            return end
        if self.last is Kind.BLANK and self.tokens:
            match = AFTER_BLANK.match(self.text, end)
        elif self.last is Kind.NEWLINE:
            match = AFTER_LINE.match(self.text, end)
        else:
            return end
        return match.end() if match else end

    def comment_end(self, offset: int) -> int:
        """The offset behind the comment itself, or -1."""
        text = self.text
        for opening, closing in (("/*", "*/"), ("<!--", "-->")):
            if text.startswith(opening, offset):
                end = self.needles[closing].after(offset + len(opening))
                if end < len(text):
                    return end + len(closing)
                self.unclosed.append(Span(offset, offset + len(opening)))
                return -1
        if not text.startswith("//", offset):
            return -1
        end = self.line_ends.after(offset)
        if end < len(text):
            if text[offset - 1 : offset] == ":":
                self.addresses.append(Span(offset, end))
            return end
        if self.last in (Kind.NEWLINE, Kind.BLANK):
            self.unclosed.append(Span(offset, offset + 2))
        return -1

    def bracket(self, offset: int) -> int:
        """``[text](url)``, ``[Title]:`` or ``[Title]``."""
        text, needles = self.text, self.needles
        if (match := CLAIM.match(text, offset)) and (match[2] or text[offset + 1] != "-"):
            kind = Kind.CLAIM_DEFINITION if match[2] else Kind.CLAIM_REFERENCE
            return self.add_title(kind, offset, match.end(1), match.end())
        close = needles["]"].after(offset + 1)
        if close > offset + 1 and text.startswith("](", close):
            end = needles[")"].after(close + 2)
            if close + 2 < end < len(text):
                end += 2 if text[end + 1 : end + 2] in (" ", "\t") else 1
                return self.add(Kind.LINK, offset, end, text[offset + 1 : close])
        return self.title(offset, "]", Kind.CLAIM_DEFINITION, Kind.CLAIM_REFERENCE)

    def angle(self, offset: int) -> int:
        """A comment, ``<Title>:`` or ``<Title>``."""
        if (match := ARGUMENT.match(self.text, offset)) and (match[2] or self.text[offset + 1] != "-"):
            kind = Kind.ARGUMENT_DEFINITION if match[2] else Kind.ARGUMENT_REFERENCE
            return self.add_title(kind, offset, match.end(1), match.end())
        end = self.comment(offset)
        return end if end > 0 else self.title(offset, ">", Kind.ARGUMENT_DEFINITION, Kind.ARGUMENT_REFERENCE)

    def title(self, offset: int, close: str, definition: Kind, reference: Kind) -> int:
        """A title in brackets; the first ``]:`` on the line closes it, and only when there is none the first ``]``."""
        text = self.text
        at = self.needles[close + ":"].after(offset + 2)
        if at < self.line_ends.after(offset + 1):
            return self.add_title(definition, offset, at, at + 2)
        at = self.needles[close].after(offset + 2)
        if at < self.line_ends.after(offset + 2) and text[offset + 1] != "-":
            return self.add_title(reference, offset, at, at + 1)
        return -1

    def add_title(self, kind: Kind, start: int, close: int, end: int) -> int:
        """Note a title. At the start of a line below other text it is out of place, and no indentation reaches it."""
        if self.last is Kind.NEWLINE:
            self.close_indents(start)
        return self.add(kind, start, end, self.text[start + 1 : close])

    def mention(self, offset: int) -> int:
        """``@[Claim]`` or ``@<Argument>``."""
        text = self.text
        opening = text[offset + 1 : offset + 2]
        if opening == "[":
            close, kind = "]", Kind.CLAIM_MENTION
        elif opening == "<":
            close, kind = ">", Kind.ARGUMENT_MENTION
        else:
            return -1
        at = self.needles[close].after(offset + 3)
        if at >= self.line_ends.after(offset + 2):
            return -1
        end = at + (2 if text[at + 1 : at + 2] in (" ", "\t") else 1)
        return self.add(kind, offset, end, text[offset + 2 : at])

    def tag(self, offset: int) -> int:
        """``#tag`` or ``#(tag with blanks)``."""
        if self.text.startswith("(", offset + 1) and self.needles[")"].after(offset) == len(self.text):
            return -1
        if match := TAG.match(self.text, offset):
            return self.add(Kind.TAG, offset, match.end(), match.group(1) or match.group(2))
        return -1

    def emphasis(self, offset: int) -> int:
        """The start or the end of ``*italic*`` or ``**bold**``."""
        if self.emphases and (match := EMPHASIS_ENDS[self.emphases[-1]].match(self.text, offset)):
            return self.add(Kind.EMPHASIS_END, offset, match.end(), self.emphases.pop())
        if match := EMPHASIS_START.match(self.text, offset):
            self.emphases.append(match.group(1))
            return self.add(Kind.EMPHASIS_START, offset, match.end(), match.group(1))
        return -1

    # --- between the hyphens of an inference --------------------------------------------------------------------------

    def inference_step(self, offset: int) -> int:
        """Read one token of an inference, or leave it where it has clearly been left open."""
        text = self.text
        if run := INFERENCE_RUN.match(text, offset):
            return self.add(Kind.TEXT, offset, run.end(), run.group())
        char = text[offset]
        if char in " \t\r\n":
            following = self.white(offset)
            # No inference has an empty line in it, nor anything but its end on the line below its rules.
            is_below = self.last is Kind.NEWLINE and self.tokens[-2].kind is not Kind.INFERENCE_START
            self.in_inference = self.last is not Kind.BLANK and not (is_below and NUMBER.match(text, following))
            return following
        if match := INFERENCE_END.match(text, offset):
            self.in_inference = False
            return self.add(Kind.INFERENCE_END, offset, match.end())
        if char == ",":
            return self.add(Kind.COMMA, offset, offset + 1)
        following = -1
        if char in "\\.:{/":
            following = self.by_sign[char](offset)
        elif char == "<":
            following = self.comment(offset)
        return following if following > offset else self.plain(offset)
