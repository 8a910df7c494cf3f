"""A syntax tree and its diagnostics as a few readable lines, for the case documents."""

from __future__ import annotations

import json
from collections.abc import Iterator

from clashmap.argdown.tree import (
    ArgumentNode,
    Block,
    Content,
    Data,
    Document,
    Emphasis,
    Heading,
    Inference,
    Inline,
    ItemList,
    Link,
    Member,
    Mention,
    NumberedStatement,
    Reconstruction,
    RelationLine,
    Tag,
)


def dump(document: Document) -> str:
    lines = []
    if document.front_matter:
        lines.append("front matter" + _data(document.front_matter))
    for block in document.blocks:
        lines += _block(block)
    for found in document.diagnostics:
        where = found.place.position if found.place else None
        lines.append(
            f"{where.line}:{where.column} {found.severity} {found.code}: {found.message}" if where else found.message
        )
        lines.append(f"    help: {found.help}")
    return "\n".join(lines)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"heading {block.level} {_content(block.content)}"
        case Reconstruction():
            yield "reconstruction"
            for line in block.lines:
                yield from _indent(_line(line))
        case ItemList():
            yield "numbered list" if block.ordered else "list"
            for item in block.items:
                yield from _indent(_member(item.member))
        case _:
            yield from _member(block)


def _line(line: NumberedStatement | Inference) -> Iterator[str]:
    if isinstance(line, NumberedStatement):
        first, *rest = _member(line.statement)
        yield f"({line.number}) {first}"
        yield from rest
    else:
        yield " ".join(["inference", ", ".join(line.rules)]).rstrip() + (_data(line.data) if line.data else "")
        for relation in line.relations:
            yield from _indent(_relation(relation))


def _member(member: Member) -> Iterator[str]:
    what = "argument" if isinstance(member, ArgumentNode) else "claim"
    title = f" {member.title.text!r}" if member.title else ""
    yield f"{what}{title}{' again' if member.is_reference else ''} {_content(member.content)}".rstrip()
    for relation in member.relations:
        yield from _indent(_relation(relation))


def _relation(relation: RelationLine) -> Iterator[str]:
    first, *rest = _member(relation.member)
    yield f"{relation.mark}{' out' if relation.outgoing else ''} {first}"
    yield from rest


def _content(content: Content) -> str:
    return " ".join(_part(part) for part in content.parts) + (_data(content.data) if content.data else "")


def _part(part: Inline) -> str:
    match part:
        case Emphasis():
            return f"{'bold' if part.strong else 'italic'}({' '.join(_part(inner) for inner in part.parts)})"
        case Link():
            return f"link({part.text!r}, {part.url!r})"
        case Tag():
            return f"#{part.name!r}"
        case Mention():
            return f"@{'argument' if part.is_argument else 'claim'} {part.title!r}"
    return json.dumps(part.text, ensure_ascii=False)


def _data(data: Data) -> str:
    return " " + json.dumps(dict(data.values), ensure_ascii=False)


def _indent(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
