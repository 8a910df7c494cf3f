"""The syntax tree: what the writer wrote, with a span on every node and nothing resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from clashmap.diagnostics import Diagnostic
from clashmap.source import Source, Span


@dataclass(frozen=True, slots=True)
class Data:
    """``{key: value}`` or front matter: the YAML mapping and the span it stands in, delimiters included."""

    span: Span
    values: Mapping[str, Any]


# --- inline -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain text; *text* has escapes, line joints and shortcodes resolved."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """``*italic*`` / ``_italic_`` (strong is False) or ``**bold**`` / ``__bold__``."""

    span: Span
    strong: bool
    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """``[text](url)``."""

    span: Span
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Tag:
    """``#tag`` or ``#(tag with spaces)``; *text* is as written."""

    span: Span
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """``@[Claim]`` or ``@<Argument>`` inside running text."""

    span: Span
    title: str
    is_argument: bool
    text: str


Inline: TypeAlias = Text | Emphasis | Link | Tag | Mention


@dataclass(frozen=True, slots=True)
class Content:
    """Running text of a statement, argument or heading: its inline parts, and the data behind it."""

    span: Span
    parts: tuple[Inline, ...]
    data: Data | None = None


# --- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Title:
    """A ``[Title]`` or ``<Title>`` as written; *span* includes the brackets."""

    span: Span
    text: str


class Mark(StrEnum):
    """What a relation's sign means, before it is known what it joins."""

    SUPPORT = "+"
    ATTACK = "-"
    UNDERCUT = "_"
    CONTRADICTION = "><"


@dataclass(frozen=True, slots=True)
class RelationLine:
    """An indented relation under its parent. *outgoing* is true for ``+> -> _>``: from the parent to *member*.

    *mark_span* is the sign alone.
    """

    span: Span
    mark: Mark
    outgoing: bool
    mark_span: Span
    member: Member


@dataclass(frozen=True, slots=True)
class Statement:
    """``[Title]: text``, ``[Title]`` or bare text; *is_reference* is true for a title without a colon behind it."""

    span: Span
    title: Title | None
    is_reference: bool
    content: Content
    relations: tuple[RelationLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ArgumentNode:
    """``<Title>: text`` or ``<Title>``."""

    span: Span
    title: Title
    is_reference: bool
    content: Content
    relations: tuple[RelationLine, ...] = ()


Member: TypeAlias = Statement | ArgumentNode


@dataclass(frozen=True, slots=True)
class NumberedStatement:
    """``(1) statement`` in a premise–conclusion structure."""

    span: Span
    number: int
    statement: Statement


@dataclass(frozen=True, slots=True)
class Inference:
    """``-----`` or ``-- rule, rule {data} --`` between premises and conclusion."""

    span: Span
    rules: tuple[str, ...]
    data: Data | None
    relations: tuple[RelationLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconstruction:
    """A premise–conclusion structure; it belongs to the argument written just before it, if there is one."""

    span: Span
    lines: tuple[NumberedStatement | Inference, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """``# Heading #tag {data}``; *level* is the number of hash signs."""

    span: Span
    level: int
    content: Content


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: a statement or argument."""

    span: Span
    member: Member


@dataclass(frozen=True, slots=True)
class ItemList:
    """An ordered (``1.``) or unordered (``*``) list."""

    span: Span
    ordered: bool
    items: tuple[Item, ...]


Block: TypeAlias = Heading | Statement | ArgumentNode | Reconstruction | ItemList


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file. The tree is usable whatever *diagnostics* say: what could not be read is left out of it."""

    source: Source
    front_matter: Data | None
    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    comments: tuple[Span, ...] = ()
    """The comments in the text, signs included; the tree has no other trace of them."""
