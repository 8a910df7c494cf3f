"""The skeleton: a draft as Argdown, with attacks to look at, candidates as comments, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from clashmap.argdown.write import escape
from clashmap.argdown.yamltext import front_matter, quoted
from clashmap.draft.cues import Counted
from clashmap.draft.draft import Candidate, Draft
from clashmap.draft.outline import Part

_DEEPEST = 4
"""Replies to replies that are indented further and further, before one begins at the margin again."""
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})
"""Quotation marks within quotation marks."""
_MOST_REASONS, _MOST_TIES = 3, 2
"""Cues that are told of a claim; those of an attack, and again of what ties it to the one that it is against."""


def write(
    draft: Draft,
    *,
    fields: Mapping[str, Any] | None = None,
    why: bool = False,
    file: str = "",
    is_kept: bool = False,
) -> str:
    """The *draft* as Argdown: a claim in it is a sentence in quotation marks, with its place, for a person to rewrite.

    *fields* are what is known of the article, by the names of CSL. With *why*, comments say what counted. *file* is
    what it will be called, as it is typed in a command, and *is_kept* says that the text of the article is beside it.
    Without any candidates there are only its headings, which are no map yet.
    """
    found = dict(fields or {})
    title = found.pop("title", "") or _title(draft)
    author = found.pop("author", "") or draft.outline.byline
    usual = "article-newspaper" if "container-title" in found else "article"
    known = {"type": found.pop("type", usual), "title": title, **({"author": author} if author else {}), **found}
    settings = front_matter({"title": title, "sources": {draft.text.id: known}})
    lines = [f"===\n{settings}===\n", *_guide(draft, file or f"{draft.text.id}.argdown", is_kept=is_kept), ""]
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


def _guide(draft: Draft, file: str, *, is_kept: bool) -> Iterator[str]:
    """What this is, and what to do with it."""
    yield comment(
        f"A DRAFT, not a map: nobody has read the article ({escape(draft.text.name)}) for it. Sentences stand"
    )
    yield comment(f"here because of the words in them, or of where they stand. [{draft.text.id} 9.1] is sentence 1 of")
    yield comment("paragraph 9; “read ¶8-10” behind one says which paragraphs belong together.")
    for number, step in enumerate(_steps(draft, file, is_kept=is_kept), 1):
        yield comment("")
        first, *rest = step
        yield comment(f"{number}. {first}")
        yield from map(comment, rest)
    if draft.read < len(draft.text.paragraphs):
        yield ""
        yield comment(
            f"The article is very long: only paragraphs 1 to {draft.read:,} of {len(draft.text.paragraphs):,}"
        )
        yield comment("were read. To draft the rest, copy it into a file of its own.")
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


def _steps(draft: Draft, file: str, *, is_kept: bool) -> Iterator[tuple[str, ...]]:
    """What to do, in lines; those that become Argdown are not indented."""
    id = draft.text.id
    if is_kept:
        yield (
            f"The text of the article is in sources, as {id}: “clashmap check” holds every quotation against it.",
            "   Fill in what is known of the source above: author, issued, URL.",
        )
    else:
        yield (
            f"Keep the text of the article as sources/{id}.txt beside this file. Then “clashmap check” holds",
            "   every quotation against it. Fill in what is known of the source above: author, issued, URL.",
        )
    point = _point(draft)
    if point is not None:
        yield (
            "Write what is debated, in your own words, in place of the dots, and put the main points under it: what",
            "   speaks for it behind +, what speaks against it behind -. Then delete the two strokes and the blank.",
            *(("   What stands there may be what the author wants to show.",) if point == draft.thesis else ()),
            "[Resolution]: … {role: resolution}",
            f"  + {_label(draft, point)}",
        )
    if draft.attacks:
        yield (
            "Sentences tagged #suggested look as if they spoke against the one that they are indented under,",
            "   or that stands behind ->. Read both. Keep the attack, move it, or delete it; then delete the tag.",
        )
    yield (
        "Others stand in comments. To take one, delete the two strokes and the blank before both its lines, and",
        f"   move it under what it bears on, without an empty line between: “  + [{id} 9.1]: …” supports that,",
        f"   “  - [{id} 9.1]: …” attacks it.",
    )
    if point is not None:
        yield (
            "Then give each claim a title of your own. What names it follows, but for comments, when you type",
            f'     clashmap rename {file} "{_label(draft, point)[1:-1]}" "Your title"',
            "   Put your own words in place of the author’s; the quote in braces stays as it is: it is the evidence.",
            "   Delete what you do not need, and this comment.",
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
                    yield from map(self._reason, tree)
                for one in tree:
                    yield from self._live(one)
            else:
                if self.why:
                    yield self._reason(candidate)
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
            yield f"{indent}  -> {_label(self.draft, self.attack[index].target)}"

    def _reason(self, index: int) -> str:
        """What counted most for and against a candidate, or, where it is an attack, for that and for its target."""
        one = self.draft.candidates[index].weighed
        attack = self.attack.get(index)
        if attack is None:
            return comment(f"why {_place(self.draft, index)}: {_most(one.claim, _MOST_REASONS)}")
        found = _most((*one.objection, *one.reply), _MOST_TIES)
        ties = _most((tie for tie in attack.why if tie.weight >= 0), _MOST_TIES)
        against = _place(self.draft, attack.target)
        return comment(f"why {_place(self.draft, index)}: {found}; why against {against}: {ties}")


def _claim(draft: Draft, index: int, tag: str) -> tuple[str, str]:
    """The two lines of a candidate: its words, and where they stand."""
    one = draft.candidates[index]
    tags = " ".join(filter(None, (tag, "#model" if one.by_model else "")))
    here = one.weighed.sentence.locator
    cite = f"{{cite: {quoted(f'{draft.text.id} {here}')}, quote: {quoted(one.text)}}}"
    around = "" if one.passage.first[0] == one.passage.last[0] else f" {comment(f'read ¶{one.passage}')}"
    return f"{_label(draft, index)}: {_words(one)}{f' {tags}' if tags else ''}", f"  {cite}{around}"


def _main(draft: Draft) -> list[int]:
    """What is no comment though nothing is set against it: the thesis, or else the likeliest claim of a map without."""
    if draft.thesis is not None:
        return [draft.thesis]
    return [] if draft.attacks else _likeliest(draft, range(len(draft.candidates)))


def _point(draft: Draft) -> int | None:
    """A main point, as far as a draft can tell: the thesis, or else the likeliest claim that is no comment."""
    main = _main(draft) or _likeliest(draft, [attack.target for attack in draft.attacks])
    return main[0] if main else None


def _likeliest(draft: Draft, indices: Sequence[int]) -> list[int]:
    """The one of *indices* that is most likely a claim, if there is any."""
    return [max(indices, key=lambda index: draft.candidates[index].weighed.score)] if indices else []


def _place(draft: Draft, index: int) -> str:
    return f"¶{draft.candidates[index].weighed.sentence.locator}"


def _label(draft: Draft, index: int) -> str:
    """What names a candidate: its citation is its title, so that drafts of several articles can stand together."""
    return f"[{draft.text.id} {draft.candidates[index].weighed.sentence.locator}]"


def _words(one: Candidate) -> str:
    return escape(f"“{one.text.translate(_INNER)}”", behind=" ")


def _most(found: Iterable[Counted], most: int) -> str:
    """The *most* weighty of what counted, in words: first what speaks for it, then what speaks against it."""
    weighty = sorted(found, key=lambda one: -abs(one.weight))[:most]
    speaks_for = ", ".join(_cue(one) for one in weighty if one.weight >= 0)
    against = ", ".join(_cue(one) for one in weighty if one.weight < 0)
    return f"{speaks_for or 'nothing much'}{f', but {against}' if against else ''}"


def _cue(one: Counted) -> str:
    return escape(f"{one.name} “{one.words}”" if one.words else one.name)
