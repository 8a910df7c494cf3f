"""Reading: documents become the reference's records, in the order in which it makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clashmap.argdown.tree import (
    ArgumentNode,
    Content,
    Document,
    Emphasis,
    Heading,
    Inference,
    ItemList,
    Link,
    Mark,
    Reconstruction,
    RelationLine,
)
from clashmap.argdown.tree import Member as Written
from clashmap.formats.argdown_json.merge import merge
from clashmap.formats.argdown_json.places import line_start, place, through_line_break
from clashmap.formats.argdown_json.records import (
    CONCLUSION,
    DESCRIPTION,
    IN_RELATION,
    INTERMEDIATE,
    JSON,
    PREMISE,
    TOP_LEVEL,
    End,
    InferenceRecord,
    Member,
    Model,
    NodeRecord,
    RelationRecord,
    SectionRecord,
)
from clashmap.formats.argdown_json.wording import Wording, class_name, trim, wording
from clashmap.source import Source

_TYPES = {
    Mark.SUPPORT: "support",
    Mark.ATTACK: "attack",
    Mark.UNDERCUT: "undercut",
    Mark.CONTRADICTION: "contradictory",
}


def read(documents: Sequence[Document], settings: Mapping[str, Any]) -> Model:
    """The records of *documents*, before the relations of reconstructed arguments are moved to their conclusions."""
    model = Model(settings=settings)
    reader = _Reader(model)
    for document in documents:
        reader.document(document)
    for node in (*model.statements.values(), *model.arguments.values()):
        if node.section is None and node.members:
            node.section = node.members[0].section
    return model


@dataclass(slots=True)
class _Open:
    """A member whose relations are being read. *parent* is what its own *line* relates it to."""

    written: Written
    member: Member
    lines: Iterator[RelationLine]
    parent: End | None
    line: RelationLine | None
    node: NodeRecord | None = None


class _Reader:
    """Walks the blocks of one file after another; what is current at a point is what the reference keeps there."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.keep_tags = not model.setting("model", "removeTagsFromText")
        self.source: Source
        self.section: SectionRecord | None = None
        self.inference: InferenceRecord | None = None
        self.untitled = 0
        self.sections = 0
        self.known: dict[tuple[int, int, str], RelationRecord] = {}
        self.aimed: set[tuple[int, str]] = set()

    def document(self, document: Document) -> None:
        """Read one file."""
        self.source = document.source
        self.section = None
        self.inference = None
        previous: NodeRecord | None = None
        last: JSON = {}
        for block in document.blocks:
            owner, previous = previous, None
            match block:
                case Heading():
                    last = self.heading(block)
                case Reconstruction():
                    last = self.reconstruction(block, owner)
                case ItemList():
                    last = self.items(block)
                case _:
                    member, node = self.tree(block, TOP_LEVEL)
                    last = member.place
                    previous = node if node.is_argument else None
        while self.section and last:
            self.section.place.update(endLine=last["endLine"], endColumn=last["endColumn"])
            self.section = self.section.parent

    def title(self) -> str:
        """The next title for something that has none."""
        self.untitled += 1
        return f"Untitled {self.untitled}"

    def node(self, title: str, *, is_argument: bool) -> NodeRecord:
        """The node with this title, made on first use."""
        table = self.model.arguments if is_argument else self.model.statements
        if title not in table:
            table[title] = NodeRecord(title, is_argument)
        return table[title]

    def heading(self, heading: Heading) -> JSON:
        """Open a section and close those that it ends; where the heading stands."""
        said = self.worded(heading.content)
        text = self.source.text
        data_end = heading.content.data.span.end if heading.content.data else heading.content.span.end
        where = place(self.source, heading.span.start, through_line_break(text, data_end))
        self.sections += 1
        data = heading.content.data.values if heading.content.data else None
        section = SectionRecord(f"s{self.sections}", heading.level, trim(said.text), tags=said.tags or None, data=data)
        section.place = {"startLine": where["startLine"], "startColumn": where["startColumn"]}
        section.ranges = said.ranges
        self._group_settings(section)
        self.model.max_level = max(self.model.max_level, heading.level)
        previous = self.section
        while previous and (previous.level or 0) >= heading.level:
            previous.place.update(endOffset=None, endLine=where["startLine"] - 1, endColumn=0)
            previous = previous.parent
        section.parent = previous
        (previous.children if previous else self.model.sections).append(section)
        self.section = section
        return where

    def _group_settings(self, section: SectionRecord) -> None:
        """What the heading's data and the front matter say on its group."""
        data = section.data or {}
        if "isGroup" in data and not self.model.setting("group", "ignoreIsGroup"):
            section.is_group = data["isGroup"]
        if "isClosed" in data and not self.model.setting("group", "ignoreIsClosed"):
            section.is_closed = data["isClosed"]
        table = self.model.setting("group", "sections")
        if isinstance(table, Mapping):
            wanted = table.get(section.title)
            if isinstance(wanted, Mapping):
                section.is_group, section.is_closed = wanted.get("isGroup"), wanted.get("isClosed")
            elif section.is_group is None:
                section.is_group = False

    def worded(self, content: Content) -> Wording:
        """The text of *content*; its tags enter the list of tags."""
        said = wording(content, keep_tags=self.keep_tags)
        for tag in said.tags:
            table = self.model.tags
            if tag not in table:
                table[tag] = {"tag": tag, "cssClass": class_name(f"tag-{tag}"), "occurrenceIndex": len(table)}
        return said

    def items(self, items: ItemList) -> JSON:
        """Read a list; where the last member ends."""
        last: JSON = {}
        for item in items.items:
            last = self.tree(item.member, None)[0].place
        return last

    def tree(self, root: Written, role: str | None) -> tuple[Member, NodeRecord]:
        """Read a member and all that is written under it; children are finished before their parents."""
        opened = [self._open(root, role, None, None)]
        while True:
            current = opened[-1]
            line = next(current.lines, None)
            if line is not None:
                opened.append(self._open(line.member, IN_RELATION, current.node, line))
                continue
            opened.pop()
            node = self._close(current)
            if not opened:
                return current.member, node
            opened[-1].member.place.update(
                endLine=current.member.place["endLine"], endColumn=current.member.place["endColumn"]
            )

    def _open(self, written: Written, role: str | None, parent: End | None, line: RelationLine | None) -> _Open:
        is_argument = isinstance(written, ArgumentNode)
        said = self.worded(written.content)
        data = written.content.data
        member = Member(
            written.title.text if written.title else "",
            DESCRIPTION if is_argument else role,
            is_reference=written.is_reference,
            is_top_level=(role == TOP_LEVEL) if is_argument else (True if role == TOP_LEVEL else None),
            text=said.text or ("" if is_argument else None),
            ranges=said.ranges,
            tags=said.tags,
            data=data.values if data else None,
            section=self.section,
        )
        text = self.source.text
        start, end = _extent(written, text)
        member.place = place(self.source, start, through_line_break(text, end))
        breaks = bool(written.relations) or (data is not None and "\n" in text[_title_end(written) : data.span.start])
        if breaks and (written.is_reference or (data and written.relations)) and not (member.text or "").endswith(" "):
            member.text = (member.text or "") + " "
        opened = _Open(written, member, iter(written.relations), parent, line)
        if written.relations:
            opened.node = self._name(member, is_argument=is_argument)
        return opened

    def _name(self, member: Member, *, is_argument: bool) -> NodeRecord:
        """The node that *member* belongs to; a member without title gets one now."""
        if not member.title:
            member.title = self.title()
        return self.node(member.title, is_argument=is_argument)

    def _close(self, opened: _Open) -> NodeRecord:
        """Enter a finished member into its node, and relate that to its parent."""
        member = opened.member
        node = self._name(member, is_argument=isinstance(opened.written, ArgumentNode))
        if member.tags:
            node.tags.update(dict.fromkeys(member.tags))
        if member.data is not None:
            node.data = merge(node.data or {}, member.data)
        node.members.append(member)
        wanted = member.data.get("isInGroup") if member.data else None
        if wanted is True or (wanted is None and not member.is_reference and node.section is None):
            node.section = member.section
        if member.role == TOP_LEVEL:
            node.uses["isUsedAsTopLevelStatement"] = True
        elif member.role == IN_RELATION:
            node.uses["isUsedAsRelationStatement"] = True
        if opened.parent is not None and opened.line is not None:
            self._relate(opened.line, opened.parent, node)
        return node

    def _relate(self, line: RelationLine, parent: End, child: NodeRecord) -> None:
        """Record a relation, once for every pair of ends."""
        kind = _TYPES[line.mark]
        incoming = line.mark is Mark.UNDERCUT and not line.outgoing
        if incoming and isinstance(parent, NodeRecord) and not parent.is_argument and self.inference:
            # The reference takes an undercut of any statement behind an inference for one of that inference.
            parent = self.inference
        ends: tuple[End, End] = (parent, child) if line.outgoing or kind == "contradictory" else (child, parent)
        relation = RelationRecord(kind, *ends)
        key = (id(ends[0]), id(ends[1]), kind)
        turned = (id(ends[1]), id(ends[0]), kind)
        if key in self.known or (kind == "contradictory" and turned in self.known):
            return
        # The reference looks only at the target, among the source's relations: at one that is both, others end too.
        if ends[0] is ends[1] and (id(ends[1]), kind) in self.aimed:
            return
        self.known[key] = relation
        self.aimed.add((id(ends[1]), kind))
        self.model.relations.append(relation)
        for end in ends:
            end.relations.append(relation)

    def reconstruction(self, block: Reconstruction, owner: NodeRecord | None) -> JSON:
        """Read a premise–conclusion structure; where it ends."""
        argument = owner or self.node(self.title(), is_argument=True)
        if self.section:
            argument.section = self.section
        argument.structure = []
        if owner:
            owner.members[-1].structure = argument.structure
        last: JSON = {}
        inference: InferenceRecord | None = None
        for line in block.lines:
            if isinstance(line, Inference):
                inference = self._inference(line)
                continue
            member, node = self.tree(line.statement, None)
            last = member.place
            self._place_in_structure(member, node, argument, inference)
            inference = None
        self._conclude(argument)
        start = place(self.source, line_start(self.source, block.span.start), block.span.end)
        argument.place = {**start, "endLine": last.get("endLine"), "endColumn": last.get("endColumn")}
        return argument.place

    def _inference(self, line: Inference) -> InferenceRecord:
        start = line_start(self.source, line.span.start)
        end = through_line_break(self.source.text, line.span.end)
        data = line.data.values if line.data else None
        made = self.inference = InferenceRecord(line.rules, data, place(self.source, start, end))
        for below in line.relations:
            member, node = self.tree(below.member, IN_RELATION)
            self._relate(below, made, node)
            made.place.update(endLine=member.place["endLine"], endColumn=member.place["endColumn"])
        return made

    def _place_in_structure(
        self, member: Member, node: NodeRecord, argument: NodeRecord, inference: InferenceRecord | None
    ) -> None:
        member.argument_title = argument.title
        if inference is None:
            member.role = PREMISE
            node.uses["isUsedAsPremise"] = True
        else:
            member.role = INTERMEDIATE
            node.uses["isUsedAsIntermediaryConclusion"] = True
            member.inference = inference
            inference.conclusion_index = len(argument.structure)
            inference.argument_title = argument.title
        argument.structure.append(member)

    def _conclude(self, argument: NodeRecord) -> None:
        """The last conclusion is the main one."""
        if not argument.structure or argument.structure[-1].role != INTERMEDIATE:
            return
        last = argument.structure[-1]
        last.role = CONCLUSION
        node = self.model.statements[last.title]
        node.uses["isUsedAsMainConclusion"] = True
        if not any(member.role == INTERMEDIATE for member in node.members):
            node.uses["isUsedAsIntermediaryConclusion"] = False


def _title_end(written: Written) -> int:
    return written.title.span.end if written.title else written.content.span.start


def _extent(written: Written, text: str) -> tuple[int, int]:
    """Where a member starts, and where its own text and data end in *text*."""
    start = written.title.span.start if written.title else written.content.span.start
    end = _title_end(written)
    if written.content.parts:
        end = max(end, written.content.span.end)
        if isinstance(written.content.parts[-1], Emphasis | Link) and text[end : end + 1] == "\t":
            end += 1  # the tab behind its mark, which says nothing
    elif written.title and not written.is_reference:
        end += 1  # the colon
    if written.content.data:
        end = max(end, written.content.data.span.end)
    return start, end
