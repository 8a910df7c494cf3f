"""Data in braces and front matter: YAML 1.2 with its core scalars, where ``NO`` is a word and a date is a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from clashmap.argdown.cursor import Cursor
from clashmap.argdown.faults import DATA
from clashmap.argdown.patterns import NEWLINE
from clashmap.argdown.tree import Data
from clashmap.argdown.yamlfaults import DataError, TooLargeError, explain, explain_nameless
from clashmap.source import Span

_MOST_NODES = 100_000
_DEEPEST = 60
_SHORT = 500
_BLOCK_START = re.compile(rf"\{{[ \t]*{NEWLINE}")
_WORDS = re.compile(r"\{ *([A-Za-z_]+ *: +[A-Za-z][A-Za-z_-]*(?: *, *[A-Za-z_]+ *: +[A-Za-z][A-Za-z_-]*)*) *\}")
"""The most common data by far: names with one word each, for which YAML itself is not needed."""
_CONSTANTS = frozenset({"null", "true", "false"})

_TAG = "tag:yaml.org,2002:"
_FLOAT = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
_SCALARS = (
    ("null", r"~|null|Null|NULL|", ("~", "n", "N", "")),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", _FLOAT, "-+0123456789."),
    ("merge", "<<", "<"),
)


def _resolvers() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """What a bare scalar is, by its first character."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name, pattern, first in _SCALARS:
        for char in first:
            found.setdefault(char, []).append((_TAG + name, re.compile(rf"(?:{pattern})\Z")))
    return found


def _key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise DataError("a name must be a single word or text", node.start_mark, "Type a name without brackets.")
    return "null" if node.tag == _TAG + "null" else str(node.value)


def _refuse_twins(node: yaml.MappingNode) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        name = _key(key)
        if name in seen and key.tag != _TAG + "merge":
            help = "Delete one of them, or put both values into one list: [one, two]."
            raise DataError(f"“{name}” is there twice", key.start_mark, help)
        seen.add(name)


def _construct_mapping(loader: Any, node: yaml.MappingNode) -> Iterator[dict[str, Any]]:
    """A mapping with its keys as written; given before it is filled, so that it may be repeated within itself."""
    values: dict[str, Any] = {}
    yield values
    _refuse_twins(node)
    loader.flatten_mapping(node)
    values.update((_key(key), loader.construct_object(value)) for key, value in node.value)


def _construct_int(loader: Any, node: yaml.ScalarNode) -> int:
    written = str(loader.construct_scalar(node))
    return int(written, 0) if written[:2] in ("0x", "0o") else int(written)


def _construct_float(loader: Any, node: yaml.ScalarNode) -> float:
    written = str(loader.construct_scalar(node)).lower()
    return float(written.replace(".inf", "inf").replace(".nan", "nan"))


_CONSTRUCTORS = {
    **yaml.SafeLoader.yaml_constructors,
    _TAG + "map": _construct_mapping,
    _TAG + "int": _construct_int,
    _TAG + "float": _construct_float,
}


class _CoreLoader(yaml.SafeLoader):
    """Knows the scalars of YAML 1.2, keeps keys as text, and refuses a key that is there twice."""

    yaml_implicit_resolvers = _resolvers()
    yaml_constructors = _CONSTRUCTORS


class _FastLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same in C where there is one. It refuses ``{a:[1]}``, which the other reads."""

    yaml_implicit_resolvers = _resolvers()
    yaml_constructors = _CONSTRUCTORS


def read_data(cursor: Cursor, span: Span) -> Data:
    """The data in the braces at *span*. When a line break follows the brace, it is YAML in block style."""
    text = cursor.source.text
    written = text[span.start : span.end]
    if words := _WORDS.fullmatch(written):
        halves = (pair.split(":") for pair in words.group(1).split(","))
        pairs = [(name.strip(), word.strip()) for name, word in halves]
        values = dict(pairs)
        if len(values) == len(pairs) and not any(word.lower() in _CONSTANTS for pair in pairs for word in pair):
            return Data(span, values)
    if block := _BLOCK_START.match(written):
        return Data(span, _load(cursor, Span(span.start + block.end(), span.end - 1), span))
    return Data(span, _load(cursor, span, span))


def read_front_matter(cursor: Cursor, span: Span) -> Data:
    """The data between the equals signs at *span*."""
    written = cursor.source.text[span.start : span.end]
    start = len(written) - len(written.lstrip("="))
    end = max(start, len(written.rstrip("=")))
    return Data(span, _load(cursor, Span(span.start + start, span.start + end), span))


def _load(cursor: Cursor, inner: Span, outer: Span) -> dict[str, Any]:
    """The YAML at *inner*; empty when it cannot be read, which is reported."""
    text = cursor.source.text[inner.start : inner.end]
    in_braces = cursor.source.text[outer.start] == "{"
    try:
        try:
            values = _construct(text, _FastLoader)
        except yaml.YAMLError:
            values = _construct(text, _CoreLoader)
    # A tag such as !!int makes PyYAML convert whatever is there, and it raises what the conversion raises.
    except (
        yaml.YAMLError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        rest = "".join(cursor.source.text[outer.end : outer.end + _SHORT].splitlines()[:1])
        fault = explain(error, text, rest, in_braces=in_braces)
    else:
        if values is None:
            return {}
        if isinstance(values, dict):
            return values
        fault = explain_nameless(values, text, in_braces=in_braces)
    start = min(inner.start + fault.offset, max(inner.start, inner.end - 1))
    cursor.report(DATA, fault.message, Span(start, min(start + 1, outer.end)), fault.help)
    return {}


def _construct(text: str, loader: Any) -> Any:
    if len(text) > _SHORT or "&" in text:
        _refuse_bombs(text, loader)
    return yaml.load(text, Loader=loader)


def _refuse_bombs(text: str, loader: Any) -> None:
    """Raise TooLargeError for *text* nested too deep, or when its repeated parts (``*name``) would fill the memory."""
    sizes: dict[str, int] = {}
    total, open_parts = 0, list[tuple[str | None, int]]()
    for event in yaml.parse(text, Loader=loader):
        match event:
            case yaml.AliasEvent():
                if event.anchor not in sizes:
                    raise TooLargeError(f"“*{event.anchor}” repeats something that is not complete")
                total += sizes[event.anchor]
            case yaml.CollectionStartEvent():
                open_parts.append((event.anchor, total))
                total += 1
            case yaml.CollectionEndEvent():
                anchor, before = open_parts.pop()
                if anchor is not None:
                    sizes[anchor] = total - before
            case yaml.ScalarEvent():
                total += 1
                if event.anchor is not None:
                    sizes[event.anchor] = 1
        if total > _MOST_NODES or len(open_parts) > _DEEPEST:
            raise TooLargeError("this data is nested too deep or too large")
