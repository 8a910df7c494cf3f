"""What is wrong with data that is not YAML, in words for somebody who has never heard of YAML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import yaml

_BRACES_HELP = 'Write {name: value, other: "a value with , or : in it"}, with a blank behind each colon.'
_LINES_HELP = 'Write each name: value on a line of its own, and "…" around a value that has a colon in it.'
_QUOTES_HELP = 'Put the text in quotes: "…".'
_ALIKE_HELP = "Indent it exactly as far as the lines that it belongs with."
_COLON_HELP = "Type a colon and a blank between the name and its value, as in title: Our debate."

_NAME = re.compile(r"(?:- +)*[^\s:\"'{\[-][^:\n]*:(?=[ \t\r\n])")
"""A name with its colon, at the start of a line."""
_NO_BLANK = re.compile(r"([^\s:\"'{\[-][^:\s]*):(?=[^\s:/])")
"""A name whose colon has no blank behind it, which makes it no name."""
_MARK = re.compile(r"!\S*")
_BRACKET = re.compile(r"[\[\]{}]")
_COMMENT = re.compile(r"[ \t]#(?=[^\r\n]*[\]}])")
_ENTRY = re.compile(r"[,\[{]")
_BARE_NAME = re.compile(r"(?:^|[,{\r\n])[ \t]*[^\s:\"',{}]+:[ \t]*\Z")
_CURLY = re.compile(r"[”“„»](?=[ \t]*(?:[,}\]\r\n]|\Z))")
_SEMICOLON = re.compile(r";(?=[ \t]*[\w-]+[ \t]*\Z)")
_OWN_WORDS = re.compile(r"[^:]*:[ \t]+([^,;{}\[\]\"'\\#\r\n]+)(?=[,}])")
_BARE_SIGN = re.compile(r"[:,][ \t]+(?P<sign>[#@`%])")
_QUOTES = frozenset("\"'")
_SHORT = 50
_LONG = 1000


class Fault(NamedTuple):
    """What is wrong, what to type, and the offset in the data where it is."""

    message: str
    help: str
    offset: int


class DataError(yaml.constructor.ConstructorError):
    """Valid YAML that data cannot be, with the *help* to it."""

    def __init__(self, problem: str, mark: yaml.Mark, help: str) -> None:
        super().__init__(None, None, problem, mark)
        self.help = help


class TooLargeError(ValueError):
    """Data that would fill the memory or the stack."""


def explain(error: Exception, text: str, rest: str, *, in_braces: bool) -> Fault:
    """Why *text* could not be read, which raised *error*. *rest* is the rest of its last line."""
    scene = _Scene(text, rest, in_braces)
    if isinstance(error, yaml.MarkedYAMLError) and (mark := error.problem_mark or error.context_mark):
        scene.at = mark.index
        scene.opened = error.context_mark.index if error.context_mark else mark.index
        if isinstance(error, DataError):
            return Fault(str(error.problem), error.help, scene.at)
        said = f"{error.context or ''}; {error.problem or ''}"
        for pattern, read in _CAUSES:
            if pattern.search(said):
                return read(scene)
        return scene.fallback()
    return _explain_unmarked(error, scene)


def explain_nameless(values: object, text: str, *, in_braces: bool) -> Fault:
    """What is wrong with *text*, which says *values* without any names."""
    scene = _Scene(text, "", in_braces)
    first = len(text) - len(text.lstrip())
    if isinstance(values, str):
        return scene.no_colon(_line_start(text, first))
    return Fault("this data has a value without a name", scene.general_help, first)


def _explain_unmarked(error: Exception, scene: _Scene) -> Fault:
    text = scene.text
    if isinstance(error, TooLargeError | RecursionError):
        message = str(error) if isinstance(error, TooLargeError) else "this data is nested too deep"
        return Fault(message, "Write less of it, with fewer brackets within one another.", 0)
    if isinstance(error, yaml.reader.ReaderError | UnicodeEncodeError):
        offset = error.position if isinstance(error, yaml.reader.ReaderError) else error.start
        return Fault("a character that nobody can see stands here", "Delete it and type the text anew.", offset)
    # A mark such as !!int makes PyYAML convert whatever is there, and it raises what the conversion raises.
    if mark := _MARK.search(text):
        return _unfit(mark)
    return scene.fallback()


def _unfit(mark: re.Match[str]) -> Fault:
    written = mark.group()
    return Fault(f"“{written}” does not fit what follows it", f"Delete {written}.", mark.start())


@dataclass(slots=True)
class _Scene:
    """The data, the offset *at* which reading it failed, and where the part began that was being read."""

    text: str
    rest: str
    in_braces: bool
    at: int = 0
    opened: int = 0

    def fallback(self) -> Fault:
        """Nothing better is known than that a value may begin with a sign that it cannot begin with."""
        if sign := _BARE_SIGN.search(self.text, 0, self.at):
            self.at = sign.start("sign")
            return self.first_sign()
        return Fault("this is not YAML", self.general_help, self.at)

    @property
    def general_help(self) -> str:
        """How data is written."""
        return _BRACES_HELP if self.in_braces else _LINES_HELP

    @property
    def line_start(self) -> int:
        """The offset of the line."""
        return _line_start(self.text, self.at)

    @property
    def first(self) -> int:
        """The offset of the first word on the line."""
        return _first(self.text, self.line_start)

    @property
    def sign(self) -> str:
        """The character that could not be read."""
        return self.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """The last character before it that is no blank; empty when there is none on its line."""
        return self.text[self.line_start : self.at].strip()[-1:]

    def tab(self) -> Fault:
        """A tab where YAML has only blanks."""
        if not self.before:
            return Fault("this line is indented with a tab", "Type two spaces in place of each tab.", self.at)
        return Fault("there is a tab between the words", "Type a blank in place of the tab.", self.at)

    def first_sign(self) -> Fault:
        """A bare value that begins with a sign."""
        return Fault(f"text without quotes cannot begin with “{self.sign}”", _QUOTES_HELP, self.at)

    def open_sign(self) -> Fault:
        """The same, where the fault is found behind it."""
        self.at = self.opened
        return self.first_sign()

    def quote(self) -> Fault:
        """An opening quote without its end."""
        quote = self.text[self.opened : self.opened + 1]
        if self.in_braces and quote in self.rest:
            help = "Leave the } out, or type \\x7d for it within double quotes."
            return Fault("this } ends the data, although it is within quotes", help, len(self.text) - 1)
        if quote == '"' and (curly := _CURLY.search(self.text, self.opened)):
            return Fault(
                "this quote is never closed", f'Type " for {curly.group()}, which does not end it.', self.opened
            )
        help = f"Type {quote} where the text ends." + (" For an apostrophe, use double quotes." if quote == "'" else "")
        return Fault("this quote is never closed", help, self.opened)

    def colon(self) -> Fault:
        """A colon where none can be: a second one on its line, or the first fault shows only here."""
        line = self.text[self.line_start : self.at]
        if name := _NAME.match(line.strip() + " "):
            rest = self.text[self.first + name.end() :].splitlines()[:1]
            value = rest[0].strip() if rest else ""
            is_plain = value and len(value) <= _SHORT and not set(value) & set("\"'\\#[]{}")
            return self.second_colon(f'Put the text in quotes: "{value}".' if is_plain else _QUOTES_HELP)
        above = _above(self.text, self.line_start)
        if above < 0 or not _NAME.match(self.text, _first(self.text, above)):
            return self.no_colon(above if above >= 0 else self.line_start)
        return Fault("this line is indented more than the one above it", _ALIKE_HELP, self.first)

    def second_colon(self, help: str) -> Fault:
        """A colon within bare text."""
        return Fault("there is a colon in text without quotes", help, self.at)

    def no_colon(self, line: int) -> Fault:
        """A line without a name."""
        first = _first(self.text, line)
        if match := _NO_BLANK.match(self.text, first):
            return Fault("there is no blank behind this colon", f"Type {match.group(1)}: and a blank.", match.end() - 1)
        return Fault("there is no name with a colon on this line", _COLON_HELP, first)

    def key(self) -> Fault:
        """A name without its colon."""
        return self.no_colon(_line_start(self.text, self.opened))

    def bracket(self) -> Fault:
        """Neither a comma nor the closing bracket behind an entry."""
        opening = self.text[self.opened : self.opened + 1]
        closing = "]" if opening == "[" else "}"
        rest = self.text[self.at :]
        if self.sign in ("]", "}") or rest.count(closing) <= rest.count(opening):
            return self.never_closed(self.opened)
        if self.sign == ":":
            entry = _ENTRY.split(self.text[max(self.line_start, self.opened) : self.at])[-1]
            if semicolon := _SEMICOLON.search(entry):
                at = self.at - len(entry) + semicolon.start()
                return Fault("there is a semicolon between two entries", "Type a comma in its place.", at)
            if ":" in entry:
                value = _OWN_WORDS.match(self.text, self.at - len(entry))
                if value and len(value[1]) <= _SHORT:
                    more = "If a new name begins here, type a comma before it."
                    return self.second_colon(f'Put the text in quotes: "{value[1].rstrip()}". {more}')
                return self.second_colon(f"{_QUOTES_HELP} If a new name begins here, type a comma before it.")
        if self.before in _QUOTES:
            return self.behind()
        return Fault("there is no comma before this", "Type a comma between two entries.", self.at)

    def never_closed(self, offset: int) -> Fault:
        """An opening bracket at *offset* without its end, which may be hidden behind a number sign."""
        opening = self.text[offset]
        comment = _COMMENT.search(self.text, offset)
        if comment and not self.sign and self.text.count('"', offset, comment.start()) % 2 == 0:
            help = "Put text that has # in it in quotes."
            return Fault("the # hides the rest of this line", help, comment.end() - 1)
        closing = "]" if opening == "[" else "}"
        return Fault(f"this “{opening}” is never closed", f"Type {closing} where it ends.", offset)

    def behind(self) -> Fault:
        """Text behind the end of a value, or a line that belongs to nothing."""
        before = self.before
        if before in _QUOTES:
            return self.behind_quote(before)
        if before and before in "]}":
            return Fault(f"there is text behind “{before}”", 'Delete it, or put all of it in quotes: "…".', self.at)
        if before:
            return self.fallback()
        above = _above(self.text, self.line_start)
        if above >= 0 and self.text.startswith(("%", "..."), above):
            self.at = above
            return self.second_document()
        return Fault("the indentation of this line fits no line above it", _ALIKE_HELP, self.at)

    def behind_quote(self, quote: str) -> Fault:
        """Text behind a quote that closes another; when a name is before it, it was meant to open one."""
        last = self.text.rfind(quote, 0, self.at)
        first = self.text.rfind(quote, 0, last)
        if first >= 0 and _BARE_NAME.search(self.text[max(first, last - _LONG) + 1 : last]):
            return Fault("this quote is never closed", f"Type {quote} where the text ends.", first)
        help = 'Put the whole text in double quotes, and type \\" for a quote within it.'
        if self.in_braces:
            help = f"{help} Before a new name, type a comma."
        return Fault("there is text behind the closing quote", help, self.at)

    def mixture(self) -> Fault:
        """Names and list items at the same level."""
        help = "Type a name and a colon above the list, such as items:, and indent the list below it."
        return Fault("names and list items are mixed here", help, self.at)

    def item(self) -> Fault:
        """A list that begins behind a name."""
        help = "Put each - on a line of its own below the name, or write [one, two]."
        return Fault("a list cannot begin on this line", help, self.at)

    def second_document(self) -> Fault:
        """A line with three hyphens, or another mark that ends the data."""
        sign = self.text[self.at : self.at + 3]
        return Fault(f"a line with “{sign if sign[:1] in '-.' else '%'}” ends the data", "Delete the line.", self.at)

    def alias(self) -> Fault:
        """``*name`` without a ``&name``."""
        written = re.match(r"\S[^\s,\]}]*", self.text[self.at :])
        name = written.group() if written else "*"
        help = f'If it is text, put it in quotes: "{name}".'
        return Fault(f"“{name}” repeats a part that is not there", help, self.at)

    def anchor(self) -> Fault:
        """``&name`` twice."""
        return Fault("this name behind & is there twice", "Choose another name, or put the text in quotes.", self.at)

    def mark(self) -> Fault:
        """``!word``, which means nothing."""
        found = _MARK.search(self.text, min(self.opened, self.at))
        written, offset = (found.group(), found.start()) if found else ("!", self.at)
        return Fault(f"“{written}” has no meaning here", "Put text that begins with ! in quotes.", offset)

    def kind(self) -> Fault:
        """A value of another kind than the mark before it says."""
        if mark := _MARK.match(self.text, self.at):
            return _unfit(mark)
        return Fault("this value does not fit the name or the mark before it", _QUOTES_HELP, self.at)

    def content(self) -> Fault:
        """A sign where a name or a value must be."""
        if self.before and self.before in ",[{" and self.sign == ",":
            return Fault("there is a comma too many", "Delete it.", self.at)
        if self.sign == ":":
            return Fault("there is no name before this colon", "Type a name, a colon and a blank.", self.at)
        if self.sign.strip():
            return self.first_sign()
        opened: list[int] = []
        for bracket in _BRACKET.finditer(self.text):
            if bracket.group() in "[{":
                opened.append(bracket.start())
            elif opened:
                opened.pop()
        return self.never_closed(opened[-1]) if opened else self.fallback()

    def escape(self) -> Fault:
        """A backslash in double quotes."""
        offset = max(self.text.rfind("\\", 0, self.at + 1), 0)
        written = self.text[offset : offset + 2]
        return Fault(f"“{written}” has no meaning in double quotes", "Type \\\\ for a backslash.", offset)

    def block_text(self) -> Fault:
        """Text on the same line as ``|`` or ``>``."""
        self.at = self.opened
        help = "Put the text in quotes, or on the lines below and indented."
        return Fault(f"there is text behind “{self.sign}” on the same line", help, self.at)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _first(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in " \t":
        offset += 1
    return offset


def _above(text: str, line: int) -> int:
    """The offset of the last line with something on it above that at *line*, or -1."""
    end = len(text[:line].rstrip())
    return _line_start(text, end) if end else -1


_CAUSES: tuple[tuple[re.Pattern[str], Callable[[_Scene], Fault]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"found character '\\t'", _Scene.tab),
        (r"found character", _Scene.first_sign),
        (r"quoted scalar; found unexpected", _Scene.quote),
        (r"quoted scalar;", _Scene.escape),
        (r"mapping values are not allowed", _Scene.colon),
        (r"could not find expected ':'", _Scene.key),
        (r"expected ',' or", _Scene.bracket),
        (r"collection; expected <block end>, but found '\?'", _Scene.mixture),
        (r"mapping; expected <block end>, but found '-'", _Scene.mixture),
        (r"expected <block end>|expected '<document start>'", _Scene.behind),
        (r"another document", _Scene.second_document),
        (r"sequence entries are not allowed", _Scene.item),
        (r"undefined alias", _Scene.alias),
        (r"(?:alias|anchor); expected", _Scene.open_sign),
        (r"duplicate anchor", _Scene.anchor),
        (r"constructor for the tag|(?:parsing|scanning) a tag|tag handle", _Scene.mark),
        (r"but found (?:scalar|sequence|mapping)|base64", _Scene.kind),
        (r"expected the node content", _Scene.content),
        (r"block scalar; expected", _Scene.block_text),
    )
)
