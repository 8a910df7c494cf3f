"""Syntax trees and maps made by hand, and what two of them must share to be the same."""

from __future__ import annotations

import dataclasses
from typing import Any

from hypothesis import strategies as st

from clashmap.argdown.tree import (
    ArgumentNode,
    Content,
    Data,
    Document,
    Emphasis,
    Heading,
    Inference,
    Inline,
    Item,
    ItemList,
    Link,
    Mark,
    Mention,
    NumberedStatement,
    Reconstruction,
    RelationLine,
    Statement,
    Tag,
    Text,
    Title,
)
from clashmap.formats.argdown import front_matter
from clashmap.formats.argdown.plan import section_order
from clashmap.formats.argdown.wording import full_data
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, Relation, RelationKind, Section, Step
from clashmap.resolve.values import as_text
from clashmap.source import Place, Source, Span

HERE = Span(0, 0)
PLACE = Place(Source("", ""), HERE)

# --- trees ------------------------------------------------------------------------------------------------------------


def bare(node: Any) -> Any:
    """*node* without spans; of a tag or a mention the name, and the blank behind it as text."""
    if isinstance(node, Content):
        return (_run(node.parts), bare(node.data))
    if isinstance(node, Data):
        return repr(node.values)
    if isinstance(node, tuple):
        return [bare(part) for part in node]
    if dataclasses.is_dataclass(node):
        left_out = {"span", "mark_span", "source", "diagnostics", "comments"}
        names = [field.name for field in dataclasses.fields(node) if field.name not in left_out]
        return [type(node).__name__, *(bare(getattr(node, name)) for name in names)]
    return node


def _run(parts: tuple[Inline, ...]) -> list[Any]:
    found: list[Any] = []
    for part in parts:
        match part:
            case Text():
                found.append(part.text)
            case Emphasis():
                found.append(("emphasis", part.strong, _run(part.parts)))
            case Link():
                found.append(("link", part.text, part.url))
            case Tag():
                found += [("tag", part.name), " " if part.text.endswith((" ", "\t")) else ""]
            case Mention():
                found += [("mention", part.title, part.is_argument), " " if part.text.endswith((" ", "\t")) else ""]
    joined: list[Any] = []
    for part in found:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return joined


SIGNS = st.text("\\.:AvE*_[]<>{}()#@/=-,+ax1 \t\u00a0'\"~^?!–é😀\u2028", min_size=1, max_size=12)
LINE = st.one_of(
    st.sampled_from(
        ["War follows.", "J.A. Smith", "a & b", "- no", "(1) x", "# h", "1. x", "===", "--", "@include(x)"]
    ),
    SIGNS,
    st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), min_size=1, max_size=12),
)
TITLE = st.text(
    st.characters(exclude_characters="\r\n\u2028\u2029[]<>-+_!@", exclude_categories=["Cs"]), min_size=1, max_size=9
)
ATOMS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**20, 10**30),
    st.floats(),
    LINE,
    st.text(max_size=20),
    st.sampled_from(["no", "Null", "1e3", "0x1", "1_0", "2020-01-01", "<<", "=", "~", "} x", "]: a", "poll 4", "===="]),
)
KEYS = st.one_of(st.sampled_from(["side", "cite", "role", "no", "<<", "null", "exact"]), st.text(max_size=8))
VALUES = st.recursive(
    ATOMS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)), max_leaves=5
)
TABLE = st.dictionaries(KEYS, VALUES, max_size=3)


def data(values: dict[str, Any] | None) -> Data | None:
    return None if values is None else Data(HERE, values)


TAG = st.builds(
    lambda name, blank: Tag(HERE, name, f"#({name}){blank}"),
    st.text(st.characters(exclude_characters=")\r\n", exclude_categories=["Cs"]), min_size=1, max_size=6).filter(
        lambda name: "]:" not in name and ">:" not in name
    ),
    st.sampled_from(["", " "]),
)
MENTION = st.builds(
    lambda title, is_argument, blank: Mention(HERE, title, is_argument, blank),
    TITLE,
    st.booleans(),
    st.sampled_from(["", " "]),
)
LINK = st.builds(lambda text, url: Link(HERE, text, url), TITLE, TITLE.map(lambda url: url.replace(")", "/")))
TEXT = LINE.map(lambda text: Text(HERE, text))


def _apart(parts: list[Inline]) -> tuple[Inline, ...]:
    """*parts*, where no text follows another: those are one."""
    found: list[Inline] = []
    for part in parts:
        if not (found and isinstance(part, Text) and isinstance(found[-1], Text)):
            found.append(part)
    return tuple(found)


PARTS = st.recursive(
    st.one_of(TEXT, TEXT, TAG, MENTION, LINK),
    lambda inner: st.builds(
        lambda strong, parts: Emphasis(HERE, strong, _apart(parts)),
        st.booleans(),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
RUN = st.lists(PARTS, min_size=1, max_size=4).map(_apart)
CONTENT = st.builds(lambda parts, values: Content(HERE, parts, data(values)), RUN, st.none() | TABLE)
REFERRING = st.builds(
    lambda tags, values: Content(HERE, tuple(tags), data(values)), st.lists(TAG, max_size=2), st.none() | TABLE
)


def members(claims_only: bool, deep: int = 2) -> st.SearchStrategy[Any]:
    below = st.just(()) if deep == 0 else st.lists(relation_lines(deep - 1), max_size=2).map(tuple)
    title = TITLE.map(lambda text: Title(HERE, text))
    kinds = [
        st.builds(lambda content, lines: Statement(HERE, None, False, content, lines), CONTENT, below),
        st.builds(lambda t, content, lines: Statement(HERE, t, False, content, lines), title, CONTENT, below),
        st.builds(lambda t, content, lines: Statement(HERE, t, True, content, lines), title, REFERRING, below),
    ]
    if not claims_only:
        kinds += [
            st.builds(lambda t, content, lines: ArgumentNode(HERE, t, False, content, lines), title, CONTENT, below),
            st.builds(lambda t, content, lines: ArgumentNode(HERE, t, True, content, lines), title, REFERRING, below),
        ]
    return st.one_of(kinds)


def relation_lines(deep: int, *, undercuts_only: bool = False) -> st.SearchStrategy[RelationLine]:
    signs = [(mark, out) for mark in (Mark.SUPPORT, Mark.ATTACK, Mark.UNDERCUT) for out in (False, True)]
    signs = [(Mark.UNDERCUT, False)] if undercuts_only else signs
    directed = st.builds(
        lambda sign, member: RelationLine(HERE, *sign, HERE, member), st.sampled_from(signs), members(False, deep)
    )
    symmetric = members(True, deep).map(lambda member: RelationLine(HERE, Mark.CONTRADICTION, False, HERE, member))
    return directed if undercuts_only else st.one_of(directed, symmetric)


RULE = LINE.map(str.strip).filter(bool)
INFERENCE = st.builds(
    lambda rules, values, lines: Inference(HERE, tuple(rules), data(values), tuple(lines)),
    st.lists(RULE, max_size=2),
    st.none() | TABLE,
    st.lists(relation_lines(1, undercuts_only=True), max_size=1),
)


@st.composite
def reconstructions(draw: st.DrawFn) -> Reconstruction:
    lines: list[NumberedStatement | Inference] = [NumberedStatement(HERE, 1, draw(members(True, 1)))]
    for number in range(2, draw(st.integers(3, 4))):
        lines += [draw(INFERENCE), NumberedStatement(HERE, number, draw(members(True, 1)))]
    return Reconstruction(HERE, tuple(lines))


BLOCK = st.one_of(
    members(False),
    reconstructions(),
    st.builds(lambda level, content: Heading(HERE, level, content), st.integers(1, 4), CONTENT),
    st.builds(
        lambda ordered, inner: ItemList(HERE, ordered, tuple(Item(HERE, member) for member in inner)),
        st.booleans(),
        st.lists(members(False, 1), min_size=1, max_size=3),
    ),
)
DOCUMENT = st.builds(
    lambda top, blocks: Document(Source("", ""), data(top), tuple(blocks)),
    st.none() | TABLE,
    st.lists(BLOCK, min_size=1, max_size=4),
)

# --- maps -------------------------------------------------------------------------------------------------------------

UNDIRECTED = (RelationKind.CONTRADICTION, RelationKind.CONTRARY)


def said(map: ArgumentMap) -> dict[str, Any]:
    """What *map* says, without places, mentions, the order of relations, and the numbers of untitled nodes.

    Sections stand in the order of their tree: headings are written once. A node may come to occur in more of them:
    where what relates to it stands.
    """

    def name(id: str) -> Any:
        node = map.node(id)
        return (isinstance(node, Argument), node.title, node.text if node.title is None else "")

    def steps(node: Claim | Argument) -> list[Any]:
        made = node.steps if isinstance(node, Argument) else ()
        return [([*map_names(s.premises)], name(s.conclusion), s.rules, repr(dict(s.data))) for s in made]

    def map_names(ids: tuple[str, ...]) -> list[Any]:
        return [name(id) for id in ids]

    def ends(relation: Relation) -> Any:
        names = [name(relation.source), name(relation.target)]
        return tuple(sorted(names, key=repr) if relation.kind in UNDIRECTED else names)

    return {
        "nodes": sorted(
            ([name(n.id), n.text, n.tags, repr(full_data(n)), n.section, steps(n)] for n in map.nodes),
            key=repr,
        ),
        "occurrences": {(repr(name(n.id)), section) for n in map.nodes for section in n.sections},
        "relations": sorted([(r.kind.value, ends(r), r.step) for r in map.relations], key=repr),
        "sections": [(s.title, s.level, s.parent, s.tags, repr(dict(s.data))) for s in section_order(map)],
        "front matter": repr(dict(front_matter(map))),
        "sides and sources": (dict(map.sides), sorted(map.references)),
        "sides, roles, citations": sorted(
            ([name(n.id), n.side, n.role, [(c.source, c.locator) for c in n.citations]] for n in map.nodes), key=repr
        ),
    }


HOSTILE = st.one_of(
    LINE,
    TITLE,
    st.text(max_size=8),
    st.text("\x00\n\r\t \u2028\x85\ud800[]<>-+_!:)(}{#", max_size=6),
    st.sampled_from(
        ["", " ", "-5", "a]: b", "a](b) c)", "a>: b", "+1", "_x", "!-- a -->", "exact", "Untitled", "No title"]
    ),
)
RULES = st.lists(HOSTILE, max_size=2).map(tuple)
TAGS = st.lists(HOSTILE, max_size=2, unique=True).map(tuple)
OWN = {"title", "subTitle", "subtitle", "sides", "sources", "model", "cite", "uses", "from"}
"""Names with a meaning, which generated data does without."""
LOGICAL = {RelationKind.SUPPORT: RelationKind.ENTAILMENT, RelationKind.ATTACK: RelationKind.CONTRARY}


def plain_table(draw: st.DrawFn) -> dict[str, Any]:
    return {key: value for key, value in draw(TABLE).items() if key not in OWN}


class Making:
    """A map while it is made by hand, such that it says nothing which Argdown would take for something else."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.strict = draw(st.booleans())
        self.sections: dict[str, Section] = {}
        self.nodes: dict[str, dict[str, Any]] = {}
        self.named_in: dict[str, list[str | None]] = {}
        self.steps: dict[str, tuple[Step, ...]] = {}
        self.relations: dict[Any, Relation] = {}

    def add_sections(self) -> None:
        for title in self.draw(st.lists(HOSTILE, max_size=3, unique=True)):
            parent = self.draw(st.sampled_from([None, *self.sections.values()]))
            id = title if parent is None else f"{parent.id} / {title}"
            level, within = (parent.level + 1, parent.id) if parent else (1, None)
            if id not in self.sections:
                self.sections[id] = Section(id, title, level, PLACE, within, self.draw(TAGS), plain_table(self.draw))

    def add_node(self, *, is_argument: bool) -> None:
        title = self.draw(HOSTILE if is_argument else st.none() | HOSTILE)
        text = self.draw(HOSTILE)
        id = f'"{text}"' if title is None else f"<{title}>" if is_argument else f"[{title}]"
        if id not in self.nodes:
            values = plain_table(self.draw)
            shown = {key: as_text(values.get(key)) for key in ("side", "role")}
            home = self.draw(st.sampled_from([None, *self.sections]))
            tags = self.draw(TAGS)
            self.named_in[id] = [home]
            self.nodes[id] = {
                "id": id,
                "title": title,
                "text": text,
                "tags": tags,
                "data": values,
                "section": home,
                **shown,
            }
            if is_argument:
                self.steps[id] = ()

    @property
    def claims(self) -> list[str]:
        return [id for id in self.nodes if id not in self.steps]

    def relate(self, kind: RelationKind, source: str, target: str, step: int | None = None) -> None:
        ends = tuple(sorted((source, target))) if kind in UNDIRECTED else (source, target)
        self.relations.setdefault((kind, ends, step), Relation(kind, source, target, (), step))

    def add_steps(self, id: str) -> None:
        found: list[Step] = []
        for _ in range(self.draw(st.sampled_from([0, 0, 1, 2, 3]))):
            some = st.lists(st.sampled_from(self.claims), min_size=0 if found else 1, max_size=2, unique=True)
            premises = tuple(self.draw(some))
            for premise in premises:
                if premise not in [step.conclusion for step in found]:
                    self.relate(RelationKind.PREMISE, premise, id)
            step = Step(premises, self.draw(st.sampled_from(self.claims)), self.draw(RULES), PLACE, self.draw(TABLE))
            found.append(step)
            self.relate(RelationKind.CONCLUSION, id, step.conclusion)
            for claim in (*premises, step.conclusion):
                self.named_in[claim].append(self.nodes[id]["section"])
        self.steps[id] = tuple(found)

    def add_relation(self) -> None:
        kinds = [RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT, RelationKind.CONTRADICTION]
        kind, target = self.draw(st.sampled_from(kinds)), self.draw(st.sampled_from(list(self.nodes)))
        # A reconstructed argument relates to others by its conclusion, and a claim to it by its premises.
        source = self.draw(st.sampled_from([id for id in self.nodes if not self.steps.get(id)]))
        steps = self.steps.get(target, ())
        if kind is RelationKind.CONTRADICTION and target in self.steps:
            return
        if kind in LOGICAL and source not in self.steps and steps:
            return
        if self.strict and source not in self.steps and target not in self.steps:
            kind = LOGICAL.get(kind, kind)
        undercut = kind is RelationKind.UNDERCUT and bool(steps)
        self.relate(kind, source, target, self.draw(st.integers(0, len(steps) - 1)) if undercut else None)
        self.named_in[source].append(self.nodes[target]["section"])
        if self.nodes[source]["title"] is None:
            self.named_in[target].append(self.nodes[source]["section"])

    def made(self) -> ArgumentMap:
        order = [section.id for section in section_order(ArgumentMap(sections=self.sections))]
        for id, fields in self.nodes.items():
            fields["sections"] = tuple(section for section in order if section in self.named_in[id])
        settings = plain_table(self.draw)
        return ArgumentMap(
            claims={id: Claim(**self.nodes[id]) for id in self.claims},
            arguments={id: Argument(**self.nodes[id], steps=steps) for id, steps in self.steps.items()},
            relations=tuple(self.relations.values()),
            sections=self.sections,
            front_matter={**settings, "model": {"mode": "strict"}} if self.strict else settings,
        )


@st.composite
def maps(draw: st.DrawFn) -> ArgumentMap:
    making = Making(draw)
    making.add_sections()
    for is_argument in (False,) * draw(st.integers(1, 5)) + (True,) * draw(st.integers(0, 3)):
        making.add_node(is_argument=is_argument)
    for id in making.steps:
        making.add_steps(id)
    for _ in range(draw(st.integers(0, 7))):
        making.add_relation()
    return making.made()
