"""The skeleton: a draft as Argdown, with attacks to look at, candidates as comments, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from clashmap.argdown.write import escape
from clashmap.argdown.yamltext import front_matter, quoted
from clashmap.draft.cues import Counted
from clashmap.draft.draft import Candidate, Draft
from clashmap.draft.outline import Part
from clashmap.draft.weigh import total

_DEEPEST = 4
"""Replies to replies that are indented further and further, before one begins at the margin again."""
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})
"""Quotation marks within quotation marks."""


def write(draft: Draft, *, fields: Mapping[str, Any] | None = None, why: bool = False) -> str:
    """The *draft* as Argdown: a claim in it is a sentence in quotation marks, with its place, for a person to rewrite.

    *fields* are what is known of the article, by the names of CSL. With *why*, comments say what counted. Without any
    candidates there are only its headings, which are no map yet.
    """
    found = dict(fields or {})
    title = found.pop("title", "") or _title(draft)
    author = found.pop("author", "") or draft.outline.byline
    known = {"type": found.pop("type", "article"), "title": title, **({"author": author} if author else {}), **found}
    settings = front_matter({"title": title, "sources": {draft.text.id: known}})
    lines = [f"===\n{settings}===\n", *_guide(draft), ""]
    pages = _Sections(draft, why=why)
    for index, part in enumerate(draft.outline.parts):
        lines += pages.section(index, part)
    return "\n".join(lines).rstrip("\n") + "\n"


def comment(text: str) -> str:
    """*text* as a line of comment."""
    return f"// {text}".rstrip()


def _title(draft: Draft) -> str:
    number = draft.outline.title
    return draft.text.paragraphs[number - 1] if number is not None else draft.text.id


def _guide(draft: Draft) -> Iterator[str]:
    """What this is, and what to do with it."""
    id = draft.text.id
    yield comment(
        f"A DRAFT, not a map: nobody has read the article ({escape(draft.text.name)}) for it. Sentences stand"
    )
    yield comment("here because of the words in them, or of where they stand. ¶9.1 is sentence 1 of paragraph 9;")
    yield comment("“read ¶8-10” behind one says which paragraphs belong together.")
    for number, step in enumerate(_steps(draft, id), 1):
        yield comment("")
        first, *rest = step
        yield comment(f"{number}. {first}")
        yield from map(comment, rest)
    if draft.names:
        yield ""
        named = "; ".join(f"{escape(name)} (¶{', '.join(map(str, numbers))})" for name, numbers in draft.names)
        yield comment(f"Whose words the article reports: {named}.")
    if not draft.is_known:
        yield ""
        yield comment(
            "The article seems not to be in English, and the words that tell a claim are known for English only:"
        )
        yield comment("here only the place of a sentence counted, and no attacks are suggested.")


def _steps(draft: Draft, id: str) -> Iterator[tuple[str, ...]]:
    """What to do, in lines; those that become Argdown are not indented."""
    yield (
        f"Keep the text of the article as sources/{id}.txt beside this file. Then “clashmap check” holds",
        "   every quotation against it. Fill in what is known of the source above: author, issued, URL.",
    )
    yield (
        "Write what is debated, in your own words, in place of the dots; delete the two strokes and the blank:",
        "[Resolution]: … {role: resolution}",
    )
    if draft.attacks:
        yield (
            "Sentences tagged #suggested look as if they spoke against the one that they are indented under,",
            "   or that stands behind ->. Read both. Keep the attack, move it, or delete it; then delete the tag.",
        )
    if draft.thesis is not None:
        place = _place(draft.candidates[draft.thesis])
        yield (f"What the author wants to show may stand at {place}. Is it what the rest is for or against?",)
    yield (
        "Others stand in comments. To take one, delete the two strokes and the blank before both its lines, and",
        "   move it under what it bears on, without an empty line between: “  + [¶9.1]: …” supports that,",
        "   “  - [¶9.1]: …” attacks it.",
    )
    yield (
        "Give each claim a title in place of ¶9.1, and your own words in place of the author’s. The quote in",
        "   braces stays as it is: it is the evidence. Delete what you do not need, and this comment.",
    )


class _Sections:
    """The candidates of a draft under its headings, each once."""

    def __init__(self, draft: Draft, *, why: bool) -> None:
        self.draft, self.why = draft, why
        self.attack = {attack.source: attack for attack in draft.attacks}
        self.replies: dict[int, list[int]] = {}
        for attack in draft.attacks:
            self.replies.setdefault(attack.target, []).append(attack.source)
        self.live = {*self.attack, *self.replies, *_main(draft)}
        self.by_part = {
            part: [index for index, _ in group]
            for part, group in groupby(enumerate(draft.candidates), lambda one: one[1].weighed.sentence.part)
        }
        self.depth: dict[int, int] = {}
        for index in range(len(draft.candidates)):
            self.depth[index] = self._depth(index)

    def _depth(self, index: int) -> int:
        """How far a candidate is indented: a reply in the same section stands under what it is against."""
        attack = self.attack.get(index)
        if attack is None or attack.target > index or self._part(attack.target) != self._part(index):
            return 0
        deeper = self.depth[attack.target] + 1
        return deeper if deeper <= _DEEPEST else 0

    def _part(self, index: int) -> int:
        return self.draft.candidates[index].weighed.sentence.part

    def section(self, index: int, part: Part) -> Iterator[str]:
        """The lines of the section with this *index*."""
        if part.heading is not None:
            yield f"# {escape(self.draft.text.paragraphs[part.heading - 1], before='# ')}"
            yield ""
        if part.paragraphs and part.heading is not None:
            yield comment(f"¶{part.heading}-{part.paragraphs[-1]}")
            yield ""
        for candidate in self.by_part.get(index, ()):
            if self.depth[candidate]:
                continue
            if candidate in self.live:
                tree = [*self._tree(candidate)]
                if self.why:
                    yield from (line for one in tree for line in self._reasons(one))
                for one in tree:
                    yield from self._live(one)
            else:
                if self.why:
                    yield from self._reasons(candidate)
                yield from map(comment, _claim(self.draft, candidate, ""))
            yield ""

    def _tree(self, root: int) -> Iterator[int]:
        """A candidate and all that is indented under it, in the order of writing."""
        open_ = [root]
        while open_:
            index = open_.pop()
            yield index
            open_ += (one for one in reversed(self.replies.get(index, ())) if self.depth[one] > self.depth[index])

    def _live(self, index: int) -> Iterator[str]:
        depth = self.depth[index]
        indent = "  " * depth
        head, rest = _claim(self.draft, index, "#suggested" if index in self.attack else "")
        yield f"{indent}{'- ' if depth else ''}{head}"
        yield f"{indent}  {rest}"
        if index in self.attack and not depth:
            yield f"{indent}  -> [{_place(self.draft.candidates[self.attack[index].target])}]"

    def _reasons(self, index: int) -> Iterator[str]:
        """Which cues counted for and against a candidate, and why it is against what it is."""
        one = self.draft.candidates[index]
        yield comment(f"{_place(one)} as a claim {_sum(one.weighed.claim)}")
        if attack := self.attack.get(index):
            against = (*one.weighed.objection, *one.weighed.reply)
            yield comment(f"  as {'an objection' if one.weighed.is_objection else 'a reply'} {_sum(against)}")
            yield comment(f"  against {_place(self.draft.candidates[attack.target])} {_sum(attack.why)}")


def _claim(draft: Draft, index: int, tag: str) -> tuple[str, str]:
    """The two lines of a candidate: its words, and where they stand."""
    one = draft.candidates[index]
    tags = " ".join(filter(None, (tag, "#model" if one.by_model else "")))
    here = one.weighed.sentence.locator
    cite = f"{{cite: {quoted(f'{draft.text.id} {here}')}, quote: {quoted(one.text)}}}"
    around = "" if one.passage.first[0] == one.passage.last[0] else f" {comment(f'read ¶{one.passage}')}"
    return f"[{_place(one)}]: {_words(one)}{f' {tags}' if tags else ''}", f"  {cite}{around}"


def _main(draft: Draft) -> list[int]:
    """What is no comment though nothing is set against it: the thesis, or else the likeliest claim of a map without."""
    if draft.thesis is not None:
        return [draft.thesis]
    if draft.attacks or not draft.candidates:
        return []
    scores = [one.weighed.score for one in draft.candidates]
    return [scores.index(max(scores))]


def _place(one: Candidate) -> str:
    return f"¶{one.weighed.sentence.locator}"


def _words(one: Candidate) -> str:
    return escape(f"“{one.text.translate(_INNER)}”", behind=" ")


def _sum(found: Iterable[Counted]) -> str:
    found = tuple(found)
    named = "; ".join(escape(str(one)) for one in found) or "nothing counted"
    return f"{total(found):.4g}: {named}"
