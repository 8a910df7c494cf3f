"""The rules of changed text: what is valid Argdown, and reads otherwise than its writer will have meant."""

from __future__ import annotations

from collections.abc import Callable

from clashmap.argdown.mends import data, signs
from clashmap.diagnostics import Fix, Rule, Severity, rule
from clashmap.source import Place


def _change(
    code: str,
    name: str,
    summary: str,
    *,
    why: str,
    bad: str,
    good: str,
    severity: Severity = Severity.WARNING,
    mend: Callable[[Place], Fix | None] | None = None,
) -> Rule:
    return rule(code, name, severity, summary, why=why, bad=bad, good=good, mend=mend)


SHORTCODE = _change(
    "T001",
    "shortcode-in-word",
    "a shortcode such as .A. stands within initials and became a sign",
    why="The initials in “J.A. Smith” read as a logical sign, and the name comes out as “J∀ Smith”.",
    bad="[Thesis]: J.A. Smith says so.",
    good="[Thesis]: J\\.A. Smith says so.",
    mend=signs.escape_shortcode,
)
ADDRESS = _change(
    "T002",
    "address-cut-off",
    "the // of a web address begins a comment, and the rest of the line is lost",
    why="Everything from // to the end of the line is a comment, which no drawing shows.",
    bad="[Thesis]: See https://example.org for more.\n",
    good="[Thesis]: See [this page](https://example.org) for more.\n",
    mend=signs.escape_address,
)
COMMENT = _change(
    "T003",
    "comment-unclosed",
    "a comment does not end, and is therefore text",
    why="/* needs */, <!-- needs -->, and // needs a line break behind it, even on the last line of a file.",
    bad="[Thesis]: We should do it. /* really?",
    good="[Thesis]: We should do it. /* really? */",
    mend=signs.end_comment,
)
TITLE = _change(
    "T004",
    "title-unclosed",
    "a title has only one of its two brackets, and is therefore prose",
    why="Nothing can refer to a claim or an argument whose title is not recognised as one.",
    bad="[Thesis: We should do it.",
    good="[Thesis]: We should do it.",
    severity=Severity.ERROR,
    mend=signs.close_title,
)
MIXED = _change(
    "T005",
    "indentation-mixed",
    "tabs and spaces are mixed, and a relation reads as if it belonged to another claim than it seems to",
    why="Argdown counts a tab as one character, and an editor shows it as four or eight.",
    bad="[Zone]: There should be one.\n\t- [War]: It means war.\n  - [Cost]: It costs too much.",
    good="[Zone]: There should be one.\n  - [War]: It means war.\n  - [Cost]: It costs too much.",
)
FRONT_MATTER_UNCLOSED = _change(
    "T006",
    "front-matter-unclosed",
    "a file begins with ===, and the front matter is not closed by a second ===",
    why="The title, the sides and the sources in it are then text of a claim, and are lost.",
    bad="===\ntitle: Our debate\n\n[Thesis]: We should do it.",
    good="===\ntitle: Our debate\n===\n\n[Thesis]: We should do it.",
)
DATA_UNCLOSED = _change(
    "T007",
    "data-unclosed",
    "a brace begins data that does not end, and is therefore text",
    why="A side, a role or a source in it does not count, and is printed in the drawing instead.",
    bad="[Thesis]: We should do it. {side: aff",
    good="[Thesis]: We should do it. {side: aff}",
    mend=data.close_data,
)
NUMBER_TAG = _change(
    "T008",
    "number-as-tag",
    "a # with a number behind it is read as a tag",
    why="Tags are left out of the text of a card: “We are #1 in the world” is drawn as “We are in the world”.",
    bad="[Rank]: We are #1 in the world.",
    good="[Rank]: We are \\#1 in the world.",
    mend=signs.escape_number,
)
HEADING_TAG = _change(
    "T009",
    "heading-as-tag",
    "a paragraph that looks like a heading is read as a tag",
    why="A heading has a blank behind its #. Without one it opens no section, and its first word is only a tag.",
    bad="#Costs\n\n[Cost]: It costs too much.",
    good="# Costs\n\n[Cost]: It costs too much.",
    mend=signs.part_heading,
)
DASH = _change(
    "T013",
    "dash-as-relation",
    "an indented line begins with a dash, a dot or an arrow that is no sign of a relation, and is therefore text",
    why="Word processors turn a hyphen into a dash, which only looks like the sign of an attack: what follows becomes "
    "part of the claim above.",
    bad="[Thesis]: We should do it.\n  – It costs too much.",
    good="[Thesis]: We should do it.\n  - It costs too much.",
)
LINK = _change(
    "T022",
    "link-unclosed",
    "the address of a link goes over the end of its line",
    why="Everything up to the next closing bracket, however far below, is the address: the claims in between are lost.",
    bad="[Thesis]: See [this page](https://example.org for more.\n\n[Cost]: It costs (far) too much.\n",
    good="[Thesis]: See [this page](https://example.org) for more.\n\n[Cost]: It costs (far) too much.\n",
    severity=Severity.ERROR,
)
