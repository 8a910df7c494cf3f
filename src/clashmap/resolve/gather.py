"""Gathering: every claim, argument, link and heading of the files in reading order, joined by title."""

from __future__ import annotations

from collections.abc import Sequence

from clashmap.argdown.tree import (
    ArgumentNode,
    Content,
    Document,
    Heading,
    Inference,
    ItemList,
    Mark,
    Member,
    NumberedStatement,
    Reconstruction,
    RelationLine,
    Statement,
)
from clashmap.model import Mention, RelationKind, Section
from clashmap.resolve.drafts import End, Gathered, Link, Tied, Writing
from clashmap.resolve.exact import rename, take
from clashmap.resolve.steps import Row, read_steps
from clashmap.resolve.text import mentions, plain, tags
from clashmap.source import Place, Source, Span


def gather(documents: Sequence[Document]) -> Gathered:
    """Everything that *documents* say, in their order."""
    gathered = Gathered()
    for document in documents:
        reader = _Reader(gathered, document.source)
        previous: ArgumentNode | None = None
        for block in document.blocks:
            match block:
                case Heading():
                    reader.heading(block)
                case Reconstruction():
                    reader.reconstruction(block, previous)
                case ItemList():
                    for item in block.items:
                        reader.tree(item.member)
                case _:
                    reader.tree(block)
            previous = block if isinstance(block, ArgumentNode) else None
    if gathered.exact_titles:
        rename(gathered)
    return gathered


def head(member: Member) -> Span:
    """The span of a member's title, text and data, without the relations below it."""
    start = member.title.span.start if member.title else member.content.span.start
    end = member.title.span.end if member.title else member.content.span.end
    content = member.content
    if content.parts:
        end = max(end, content.span.end)
    if content.data:
        end = max(end, content.data.span.end)
    return Span(start, end)


class _Reader:
    """Reads one file into what is gathered; the section it stands in changes from heading to heading."""

    def __init__(self, gathered: Gathered, source: Source) -> None:
        self.gathered = gathered
        self.source = source
        self.path: list[tuple[int, str]] = []

    @property
    def section(self) -> str | None:
        return self.path[-1][1] if self.path else None

    def heading(self, heading: Heading) -> None:
        """Enter the section that *heading* opens; one that is known already by its path is the same section."""
        while self.path and self.path[-1][0] >= heading.level:
            self.path.pop()
        parent = self.section
        data, exact = take(heading.content.data)
        title = plain(heading.content) if exact.get("title") is None else exact["title"]
        id = self.gathered.section_id(parent, title)
        self.path.append((heading.level, id))
        known = self.gathered.sections.get(id)
        self.mentions(heading.content)
        marks = tuple(dict.fromkeys(exact["tags"])) if "tags" in exact else tags(heading.content)
        if known is None:
            place = Place(self.source, heading.content.span)
            values = data.values if data else {}
            self.gathered.sections[id] = Section(id, title, heading.level, place, parent, marks, values)
        elif marks or data:
            self.gathered.sections[id] = Section(
                id,
                known.title,
                known.level,
                known.place,
                known.parent,
                tuple(dict.fromkeys((*known.tags, *marks))),
                {**known.data, **(data.values if data else {})},
            )

    def write(self, member: Member) -> str:
        """Record one writing of a claim or argument; its id."""
        is_argument = isinstance(member, ArgumentNode)
        content, is_reference = member.content, member.is_reference
        text = "" if is_reference else plain(content)
        marks = tags(content)
        data, exact = take(content.data)
        if exact:
            text = exact.get("text", text)
            is_reference = is_reference and "text" not in exact
            marks = tuple(dict.fromkeys(exact.get("tags", marks)))
        if member.title is None:
            id = self.gathered.untitled(f'"{text}"')
        else:
            id = f"<{member.title.text}>" if is_argument else f"[{member.title.text}]"
        draft = self.gathered.draft(id, member.title.text if member.title else None, is_argument=is_argument)
        if member.title is not None and "title" in exact:
            self.gathered.exact_titles[id] = exact["title"]
        self.mentions(content)
        place = Place(self.source, head(member))
        draft.writings.append(Writing(place, text, marks, data, self.section, is_reference=is_reference))
        return id

    def mentions(self, content: Content) -> None:
        """Record what *content* names in passing."""
        for mention in mentions(content):
            target = f"<{mention.title}>" if mention.is_argument else f"[{mention.title}]"
            self.gathered.mentions.append(Mention(target, Place(self.source, mention.span)))

    def tree(self, root: Member, *, step: End | None = None) -> str:
        """Record *root* and everything that is written under it; *step* is the inference that concludes to it."""
        root_id = self.write(root)
        self.links(End(root_id), root.relations, step=step)
        return root_id

    def links(self, end: End, lines: Sequence[RelationLine], *, step: End | None = None) -> None:
        """Record the relations written under *end*, depth first; an undercut of a conclusion means its *step*."""
        stack = [(end, step, line) for line in reversed(lines)]
        while stack:
            parent, undercut, line = stack.pop()
            member = End(self.write(line.member))
            if undercut and line.mark is Mark.UNDERCUT and not line.outgoing:
                parent = undercut
            ends = (parent, member) if line.outgoing or line.mark is Mark.CONTRADICTION else (member, parent)
            place = Place(self.source, Span(line.mark_span.start, head(line.member).end))
            self.gathered.order.append(Link(line.mark, *ends, place))
            stack.extend((member, None, below) for below in reversed(line.member.relations))

    def reconstruction(self, block: Reconstruction, owner: ArgumentNode | None) -> None:
        """Record a premise–conclusion structure and tie it to *owner*, or to an argument without title."""
        main = _main_conclusion(block)
        if main is None:
            return
        if owner is not None:
            id = f"<{owner.title.text}>"
            draft = self.gathered.draft(id, owner.title.text, is_argument=True)
        else:
            label = plain(main.content) if main.title is None else main.title.text
            shown = f'"{label}"' if main.title is None else f"[{label}]"
            id = self.gathered.untitled(f"<> {shown}")
            draft = self.gathered.draft(id, None, is_argument=True)
            draft.writings.append(
                Writing(Place(self.source, block.span), label, (), None, self.section, is_reference=False)
            )
        draft.steps_section = self.section
        rows: list[Row] = []
        inference: Inference | None = None
        step = End(id, len(draft.steps))
        for line in block.lines:
            if isinstance(line, Inference):
                inference = line
                self.links(step, line.relations)
                continue
            place = Place(self.source, head(line.statement))
            claim = self.tree(line.statement, step=step if inference else None)
            kind = RelationKind.CONCLUSION if inference else RelationKind.PREMISE
            self.gathered.order.append(Tied(kind, claim, id, place))
            rows.append(Row(line.number, claim, inference, line.statement.content.data))
            if inference:
                step = End(id, (step.step or 0) + 1)
                inference = None
        steps, found = read_steps(rows, self.source)
        draft.steps.extend(steps)
        self.gathered.diagnostics.extend(found)


def _main_conclusion(block: Reconstruction) -> Statement | None:
    """The statement that a structure ends in; None when it has no statement at all."""
    return next((line.statement for line in reversed(block.lines) if isinstance(line, NumberedStatement)), None)
