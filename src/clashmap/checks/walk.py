"""Walking the trees of the files: every claim and argument as written, and every piece of data."""

from __future__ import annotations

from collections.abc import Iterator

from clashmap.argdown.tree import (
    Block,
    Data,
    Document,
    Heading,
    ItemList,
    Member,
    NumberedStatement,
    Reconstruction,
    RelationLine,
)

Written = tuple[Member, RelationLine | None]
"""A member, and the relation that it stands behind; None for one that stands by itself."""


def members(block: Block) -> Iterator[Written]:
    """Every claim and argument in *block*, in reading order."""
    stack: list[Written] = []
    match block:
        case Heading():
            return
        case ItemList():
            stack = [(item.member, None) for item in reversed(block.items)]
        case Reconstruction():
            for line in reversed(block.lines):
                if isinstance(line, NumberedStatement):
                    stack.append((line.statement, None))
                else:
                    stack.extend((relation.member, relation) for relation in reversed(line.relations))
        case _:
            stack = [(block, None)]
    while stack:
        member, relation = stack.pop()
        yield member, relation
        stack.extend((below.member, below) for below in reversed(member.relations))


def data(document: Document) -> Iterator[Data]:
    """The front matter, and all data in braces, in reading order."""
    if document.front_matter:
        yield document.front_matter
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.content.data:
                yield block.content.data
            continue
        if isinstance(block, Reconstruction):
            yield from (line.data for line in block.lines if not isinstance(line, NumberedStatement) and line.data)
        yield from (member.content.data for member, _ in members(block) if member.content.data)
