"""Loading: YAML as Argdown's own tools read it, where ``NO`` is a word and 0o17 a number, as plain Python values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isinf
from typing import Any

import yaml

from clashmap.argdown.moment import MOMENT, Moment
from clashmap.argdown.yamlfaults import DataError, Fault, TooLargeError, explain, explain_nameless
from clashmap.argdown.yamltext import LONGEST_NUMBER

_MOST_NODES = 100_000
_DEEPEST = 60
_SHORT = 500

_TAG = "tag:yaml.org,2002:"
_FLOAT = r"(?:\.[0-9]+|[-+]?[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
_SCALARS = (
    ("null", r"~|null|Null|NULL|", ("~", "n", "N", "")),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(?:[0-9]+|0b[01]+|0o[0-7]+|0x[0-9a-fA-F]+)", "-+0123456789"),
    ("float", _FLOAT, "-+0123456789."),
    ("timestamp", MOMENT.pattern, "0123456789"),
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
    if len(written) > LONGEST_NUMBER:
        raise DataError("this number is too long", node.start_mark, 'Put it in quotes: "…".')
    return int(written, 0 if written.lstrip("-+")[1:2] in "box" else 10)


def _construct_float(loader: Any, node: yaml.ScalarNode) -> float | str:
    """A number; digits beyond all measure are a text."""
    written = str(loader.construct_scalar(node))
    value = float(written.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return written if isinf(value) and "n" not in written.lower() else value


def _construct_moment(loader: Any, node: yaml.ScalarNode) -> str:
    return Moment(loader.construct_scalar(node))


def _construct_word(loader: Any, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


_CONSTRUCTORS = {
    **yaml.SafeLoader.yaml_constructors,
    _TAG + "map": _construct_mapping,
    _TAG + "int": _construct_int,
    _TAG + "float": _construct_float,
    _TAG + "timestamp": _construct_moment,
    _TAG + "merge": _construct_word,
}


class _CoreLoader(yaml.SafeLoader):
    """Knows the scalars of YAML 1.2, keeps keys as text, and refuses a key that is there twice."""

    yaml_implicit_resolvers = _resolvers()
    yaml_constructors = _CONSTRUCTORS


class _FastLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same in C where there is one. It refuses ``{a:[1]}``, which the other reads."""

    yaml_implicit_resolvers = _resolvers()
    yaml_constructors = _CONSTRUCTORS


def load_table(text: str, rest: str, *, in_braces: bool) -> dict[str, Any] | Fault:
    """The table that *text* says, empty for nothing; or why it cannot be read. *rest* is the rest of its last line."""
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
        return explain(error, text, rest, in_braces=in_braces)
    if values is None:
        return {}
    return values if isinstance(values, dict) else explain_nameless(values, text, in_braces=in_braces)


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
