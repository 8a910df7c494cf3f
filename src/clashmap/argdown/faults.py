"""The rules of syntax: every way in which a text can fail to be Argdown, explained."""

from __future__ import annotations

from collections.abc import Callable

from clashmap.argdown.mends import data, emphasis, lines, signs
from clashmap.diagnostics import Fix, Rule, Severity, rule
from clashmap.source import Place


def _fault(
    code: str,
    name: str,
    summary: str,
    *,
    why: str,
    bad: str,
    good: str,
    mend: Callable[[Place], Fix | None] | None = None,
) -> Rule:
    return rule(code, name, Severity.ERROR, summary, why=why, bad=bad, good=good, mend=mend)


EMPTY = _fault(
    "S001",
    "nothing-written",
    "a file has no claim, argument or heading in it",
    why="There is nothing to read, and other Argdown tools refuse such a file.",
    bad="===\ntitle: Our debate\n===",
    good="===\ntitle: Our debate\n===\n\n[Thesis]: We should do it.",
)
FRONT_MATTER = _fault(
    "S002",
    "front-matter",
    "front matter (=== … ===) stands first in a file, with an empty line below it",
    why="Without the empty line, what follows would belong to it; in any other place it is not front matter at all.",
    bad="===\ntitle: Our debate\n===\n[Thesis]: We should do it.",
    good="===\ntitle: Our debate\n===\n\n[Thesis]: We should do it.",
    mend=lines.part_front_matter,
)
DATA = _fault(
    "S003",
    "data-unreadable",
    "data in braces and front matter must be YAML: names, a colon and a blank, then values",
    why="Data that cannot be read is lost: a side, a role or a source would silently be missing.",
    bad='[Thesis]: We should do it. {note: "a } b", side: aff}',
    good='[Thesis]: We should do it. {note: "a b", side: aff}',
    mend=data.mend_data,
)
DATA_PLACE = _fault(
    "S004",
    "data-misplaced",
    "data in braces comes last, once, behind the text that it belongs to",
    why="Text behind the data belongs to nothing, and of two pieces of data one would be lost.",
    bad="[Thesis]: We should {side: aff} do it.",
    good="[Thesis]: We should do it. {side: aff}",
    mend=data.move_data,
)
CONTENT = _fault(
    "S005",
    "text-missing",
    "a colon, a relation sign, a number or a heading needs text behind it",
    why="A claim that says nothing can be neither supported nor attacked.",
    bad="[Thesis]:",
    good="[Thesis]: We should do it.",
)
COLON = _fault(
    "S006",
    "colon-missing",
    "a title that is followed by text needs a colon",
    why="Without a colon, [Title] only points to a claim written elsewhere, and nothing but tags and data may follow.",
    bad="[Thesis] We should do it.",
    good="[Thesis]: We should do it.",
    mend=signs.add_colon,
)
BRACKETS = _fault(
    "S007",
    "brackets-in-text",
    "square or angle brackets in the middle of text read as a claim or an argument",
    why="Claims and arguments start a line or follow a relation sign; in running text they are mentioned with @.",
    bad="[Thesis]: He said [sic] that it works.",
    good="[Thesis]: He said \\[sic\\] that it works.",
    mend=signs.escape_brackets,
)
EMPHASIS = _fault(
    "S008",
    "emphasis-unclosed",
    "a * or _ that touches the word behind it begins emphasis, which must end in the same paragraph",
    why="A product such as 5*3 or a name such as snake_case is read as the start of italic text.",
    bad="[Thesis]: It costs 5*3 dollars.",
    good="[Thesis]: It costs 5\\*3 dollars.",
    mend=emphasis.escape_emphasis,
)
STRAY_BACKSLASH = _fault(
    "S009",
    "backslash-at-line-end",
    "a backslash at the end of a line has nothing to protect",
    why="A backslash makes the sign behind it plain text, and a line break is no sign.",
    bad="[Thesis]: We should do it.\\",
    good="[Thesis]: We should do it.\\\\",
    mend=signs.double_backslash,
)
PARAGRAPH = _fault(
    "S010",
    "empty-line-missing",
    "headings, claims, arguments, lists and reconstructions are kept apart by an empty line",
    why="Without it, the line would be part of the paragraph above.",
    bad="# Against\n[Cost]: It costs too much.",
    good="# Against\n\n[Cost]: It costs too much.",
    mend=lines.part_block,
)
ORPHAN = _fault(
    "S011",
    "relation-without-parent",
    "a relation stands directly below the claim, argument or relation that it belongs to",
    why="Behind an empty line or under a heading there is nothing that could be supported or attacked.",
    bad="[Thesis]: We should do it.\n\n  + [Reason]: It helps.",
    good="[Thesis]: We should do it.\n  + [Reason]: It helps.",
    mend=lines.join_relation,
)
INDENTATION = _fault(
    "S012",
    "indentation",
    "a relation is indented more than its parent, and exactly as far as the other relations of that parent",
    why="The indentation alone says which claim a relation belongs to.",
    bad="[Thesis]: We should do it.\n+ [Reason]: It helps.",
    good="[Thesis]: We should do it.\n  + [Reason]: It helps.",
    mend=lines.indent_relation,
)
CLAIM_ONLY = _fault(
    "S013",
    "claim-expected",
    "premises, conclusions and contradictions are claims, not arguments",
    why="Only a statement can be a premise, or contradict another; an argument is a step between statements.",
    bad="[Thesis]: We should do it.\n  >< <Reply>",
    good="[Thesis]: We should do it.\n  >< [Reply]: It makes things worse.",
)
RECONSTRUCTION = _fault(
    "S014",
    "reconstruction-incomplete",
    "numbered statements are premises, a line of hyphens, and a conclusion, with no empty line between them",
    why="Without the line of hyphens nobody can tell the premises from the conclusion.",
    bad="(1) It helps.\n(2) We should do it.",
    good="(1) It helps.\n----\n(2) We should do it.",
    mend=lines.join_structure,
)
INFERENCE = _fault(
    "S015",
    "inference",
    "an inference is a line of four or more hyphens, or names of rules between two pairs of hyphens",
    why="Without its closing hyphens the inference would swallow the conclusion.",
    bad="(1) It helps.\n-- Practical syllogism\n(2) We should do it.",
    good="(1) It helps.\n-- Practical syllogism --\n(2) We should do it.",
    mend=lines.mend_inference,
)
UNDERCUT_ONLY = _fault(
    "S016",
    "inference-relation",
    "below an inference only undercuts (<_) may stand",
    why="An inference is neither true nor false: it cannot be supported or attacked, but the step can be undercut.",
    bad="(1) It helps.\n----\n  - <Reply>\n(2) We should do it.",
    good="(1) It helps.\n----\n  <_ <Reply>: It did not help last time.\n(2) We should do it.",
)
LIST = _fault(
    "S017",
    "list",
    "all items of a list begin with the same kind of mark, and lists have no lists in them",
    why="A list only gathers claims; what supports or attacks them is written with relations.",
    bad="* [Cost]: It costs too much.\n    * [Time]: It takes too long.",
    good="* [Cost]: It costs too much.\n* [Time]: It takes too long.",
)
DEEP = _fault(
    "S018",
    "nested-too-deep",
    "relations, emphases or headings are nested deeper than anybody can follow",
    why="Nesting has a limit, so that every tool can read the map; what is deeper is read as if it stood at the limit.",
    bad="",
    good="[Last reply]: It is too late.\n  - [Next reply]: Start a new paragraph for it.",
)
SIGN = _fault(
    "S019",
    "relation-sign",
    "a relation begins with one of the signs + - _ or ><, with ordinary blanks round it",
    why="Word processors turn a hyphen into a dash and a blank into a no-break space, and neither is read as a sign: "
    "what follows becomes part of the claim above.",
    bad="[Thesis]: We should do it.\n  – [Cost]: It costs too much.",
    good="[Thesis]: We should do it.\n  - [Cost]: It costs too much.",
    mend=lines.make_sign,
)
