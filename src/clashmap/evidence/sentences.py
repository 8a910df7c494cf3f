"""Sentences: where each sentence of a paragraph starts and ends.

The library sentencex says where, with its rules for English, which know the stops of other scripts, too. These are the
rules here, some its own and some put on top of it:

- A sentence ends at ``.``, ``!``, ``?``, ``…`` or a stop of another script, however many of them there are, with the
  quotation marks, brackets and marks of notes right behind it: ``He said “no.” Then he left.[1] Good.`` are three.
- Dots that end no sentence: of abbreviations and initials (``U.S. Army``, ``Mr.``, ``No. 5``, ``e.g.``,
  ``J. A. Smith``, ``5 a.m. Monday``, ``Jan. 5``, ``vol. 3``), within numbers and URLs. Such an abbreviation still ends
  one where an ordinary capitalised word follows that it cannot belong to: ``in the U.S. We live``. “may.” is never the
  month, and “no.” no abbreviation but before a figure.
- Before a small letter a stop ends a sentence only behind a word of seven letters or more, too long for an
  abbreviation. An ellipsis ends one before a capital letter, and goes on before a small one.
- What stands in quotation marks or brackets within a sentence belongs to it, however many sentences that may be:
  ``He said: “Go. Stay.”`` is one, and so is ``“Who is it?” Smith asked.`` What they enclose is told sentence by
  sentence only where nothing else is said in the same sentence: ``“Go. Stay.”`` and ``(It is so. Or not.)`` are two
  each. So a locator is as fine as it can be without tearing what somebody says from who says it.
- A quotation that is not closed, as in all but the last of its paragraphs, is like text without it.
- The number or letter of an item of a list, or of a heading, belongs to the sentence behind it: ``1. Planes.``
- A heading is one sentence, also with a question in it. One is known by the file, or is a short line that starts with
  no small letter, ends in no stop, and has no full stop behind a word in it.
- Line breaks are white space, but for an empty line, which ends a sentence.

Where two readings are possible (``It ended at 5 p.m. Monday came.``) one of them is taken, always the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from clashmap.evidence.enclosures import enclosures
from clashmap.source import Span

_SHORT = 100
"""Characters of a heading, at most."""
_PIECE = 2_000
"""Characters that the library is given at once, about: it takes the square of their number for some texts."""
_BEHIND = 60
_AHEAD = 80

_STOPS = ".!?…。！？｡؟۔।॥։።"
_CLOSERS = "”’\"'»」』)\\]）】"
_OPENERS = "“‘\"'«「『(\\[（【¿¡"

_CERTAIN = re.compile(r"(?<=[a-z]{4}[.!?])\s+(?=[A-Z])")
_MISSED = re.compile(
    rf"(?:[{_STOPS}][{_CLOSERS}]{{2,8}}|(?<![{_STOPS}])[{_CLOSERS}]{{1,8}}[{_STOPS}]{{1,8}}|(?:…|\.\.\.)[{_CLOSERS}]{{0,8}})"
    rf"\s+(?=[{_OPENERS}]{{0,4}}[^\W\d_a-z])"
)
"""Stops that the library takes for none, before what may be a capital letter."""
_SMALL = re.compile(r"(?<=[a-z]{7}\.)\s+(?=[a-z])")
_WORDS = re.compile(
    rf"\b(?:may\.[{_CLOSERS}]?\s+(?=[{_OPENERS}]{{0,4}}[A-Z0-9])"
    rf"|(?:[Mm]ay|no)\.[{_CLOSERS}]?\s+(?=[{_OPENERS}]{{0,4}}(?![IVXLC]{{2,}}\b|[VX]\b)[A-Z](?![0-9-])))"
)
"""Words that the library takes for abbreviations, where they can be none."""
_ATTACHED = re.compile(rf"[{_STOPS}{_CLOSERS}*_†‡]+(?:\[\d{{1,3}}\])*|(?:\[\d{{1,3}}\])+")

_ENUMERATOR = re.compile(rf"(?:\A|[:;{_STOPS}][{_CLOSERS}]?\s+)[(\[]?(?:\d{{1,3}}|[A-Za-z]|[ivxIVX]{{1,5}})[.)]\s*\Z")
_COUNTED = re.compile(
    r"\b(?:apps?|approx|arts?|bks?|c|ca|chaps?|chs?|cl|ed|eqs?|ex|figs?|ll?|nn?|nos?|Nos?|nr|Nr|pp?|paras?|pars?|pts?"
    r"|Pt|rev|secs?|sects?|tabs?|v|vers?|vols?|Apps?|Arts?|Ch|Eqs?|Figs?|Secs?|Tabs?|Vols?|Mon|Tues?|Wed|Thurs?|Fri)"
    r"\.\s*\Z"
)
_NAMED = re.compile(r"\b(?:cf|ed|eds|esp|incl|trans|viz)\.\s*\Z")
_CLOCK = re.compile(r"\b[ap]\.m\.\s*\Z", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec)\b|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d"
    r"|(?:[ECMP][SD]?T|GMT|UTC|CET|BST|Eastern|Central|Pacific)\b"
)
_SAID = re.compile(r"[?!…][”\"»’]+\s*\Z")
_SAYS = re.compile(
    r"(?!(?:He|She|It|They|We|I|You|This|That|These|Those|There)\b)(?:[A-Z][\w.’'-]{0,30}\s+){1,4}"
    r"(?:said|says|asked|asks|added|adds|wrote|writes|told|tells|replied|replies|cried|shouted|wondered|tweeted|posted)"
    r"(?=[.,;:]|\Z|\s+(?:after|as|at|before|during|her|him|his|in|last|me|on|reporters|them|this|to|us|when|while|[A-Z]))"
)
_UNENDED = re.compile(r"[\w,;:–—-][ \t]*\Z")
_BULLET = re.compile(r"[•‣◦▪●*·–—-]")
_DOTTED = re.compile(r"(?:\b[A-Za-z]\.|\.[A-Za-z])[A-Za-z]*\Z|[^a-z)]\.\Z")
_HALF = re.compile("[\ud800-\udfff]")
"""Halves of letters that are none: the library refuses them."""
_BLANK = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\W_]")
_CLOSED = re.compile(rf"[{_STOPS}][{_CLOSERS}]*\Z")
_UNFINISHED = re.compile(rf"[:;,][{_CLOSERS}]*\Z")
_WORDY = re.compile(rf"[^\W\d_]{{2}}[{_CLOSERS}]*[.。][{_CLOSERS}]*\s*\Z")


def sentences(paragraph: str, *, heading: bool = False) -> tuple[Span, ...]:
    """The spans of the sentences of *paragraph*, in order, without the white space between them.

    They never overlap, and nothing but white space is between them. A *heading* is one sentence.
    """
    cuts: Sequence[int] = ()
    if not heading:
        cuts = _cuts(paragraph)
        stops = (_WORDY.search(paragraph, max(0, at - _BEHIND), at) for at in cuts)
        if cuts and _is_heading(paragraph.strip()) and not any(stops):
            cuts = ()
    return tuple(_spans(paragraph, cuts))


def _is_heading(text: str) -> bool:
    if len(text) > _SHORT or "\n" in text or text[:1].islower():
        return False
    return not (_CLOSED.search(text) or _UNFINISHED.search(text))


def _cuts(text: str) -> list[int]:
    """Where sentences start but for the first one: in the text, then in what is wholly enclosed."""
    pairs = enclosures(text)
    cuts = _cuts_of(text, pairs)
    opened = [pair.start for pair in pairs]
    inner: list[int] = []
    for start, end in _spans(text, cuts):
        at = bisect_left(opened, start)
        if at < len(pairs) and pairs[at].start == start and text[pairs[at].end : end].strip(_STOPS + "\"'”’") == "":
            within = text[start + 1 : pairs[at].end - 1]
            inner += (start + 1 + cut for cut in _cuts_of(within, enclosures(within)))
    return sorted({*cuts, *inner})


def _cuts_of(part: str, pairs: Sequence[Span]) -> list[int]:
    """Where sentences start in *part*, but for the first one; what is enclosed by *pairs* stays whole."""
    opened = [pair.start for pair in pairs]

    def pair_over(at: int) -> Span | None:
        pair = pairs[bisect_right(opened, at) - 1] if pairs and opened[0] <= at else None
        return pair if pair and pair.start < at < pair.end else None

    found = {*_told(part, pair_over), *(m.end() for rule in (_MISSED, _SMALL, _WORDS) for m in rule.finditer(part))}
    alone = {pair.end: pair.start for pair in pairs if _is_closed_behind_stop(part, pair)}
    cuts: list[int] = []
    begin = len(part) - len(part.lstrip())
    for at in sorted({*found, *(_skip(part, end) for end in alone)}):
        before = len(part[max(0, at - _BEHIND) : at].rstrip()) + max(0, at - _BEHIND)
        if pair_over(at) or not begin < at < len(part):
            continue
        if at not in found and alone.get(before) != begin:
            continue
        if not _goes_on(part, at):
            cuts.append(at)
            begin = _skip(part, at)
    return cuts


def _is_closed_behind_stop(text: str, pair: Span) -> bool:
    """Whether a bracket closes behind a stop, and what follows may be another sentence."""
    at = _skip(text, pair.end)
    inside = text[max(pair.start, pair.end - 6) : pair.end]
    return bool(_CLOSED.search(inside)) and not text[at : at + 1].islower()


def _skip(text: str, at: int) -> int:
    """The first place from *at* on that is not blank."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _told(text: str, pair_over: Callable[[int], Span | None]) -> Iterator[int]:
    """Where sentences start by the library, with what is attached to the stop before them put behind it."""
    from sentencex import get_sentence_boundaries

    start = 0
    while start < len(text):
        end, is_certain = _piece(text, start, pair_over)
        piece = text[start:end] if _WORD.search(text, start, end) else ""  # marks alone take the square of their number
        for found in get_sentence_boundaries("en", _HALF.sub("\ufffd", piece)) if piece else ():
            at = start + found["start_index"]
            if at > start and not text[at - 1].isspace() and (attached := _ATTACHED.match(text, at)):
                at = attached.end()
            if at > start:
                yield at
        if is_certain:
            yield end
        start = end


def _piece(text: str, start: int, pair_over: Callable[[int], Span | None]) -> tuple[int, bool]:
    """Where a piece of a long text from *start* on may end, and whether a sentence ends there, too."""
    if len(text) - start <= _PIECE * 3 // 2:
        return len(text), False
    for match in _CERTAIN.finditer(text, start + _PIECE, start + 2 * _PIECE):
        if not pair_over(match.end()):
            return match.end(), True
    blank = text.find(" ", start + _PIECE, start + 2 * _PIECE)
    return (blank + 1 if blank >= 0 else start + _PIECE), False


def _goes_on(text: str, at: int) -> bool:
    """Whether the sentence before *at* goes on there."""
    start = max(0, at - _BEHIND)
    behind, ahead = text[start:at], text[at : at + _AHEAD].lstrip()
    if _BLANK.search(text, start + len(behind.rstrip()), at):
        return False
    if start:  # what begins there is no beginning
        behind = "\x00" + behind
    bare = behind.rstrip()
    return bool(
        not ahead
        or (_UNENDED.search(behind) and not _BULLET.match(ahead))
        or _ENUMERATOR.search(behind)
        or (ahead[0].isdigit() and _COUNTED.search(behind))
        or _NAMED.search(behind)
        or (_CLOCK.search(behind) and _WHEN.match(ahead))
        or (_SAID.search(behind) and _SAYS.match(ahead))
        or (bare == behind and bare.endswith(".") and _DOTTED.search(bare) and _WORD.match(ahead))
    )


def _spans(text: str, cuts: Iterable[int]) -> Iterator[Span]:
    """The stretches of *text* between *cuts*, stripped; one without a letter or digit joins the one before it."""
    spans: list[Span] = []
    start = 0
    for end in (*cuts, len(text)):
        part = text[start:end]
        if stripped := part.strip():
            begin = start + part.index(stripped)
            if spans and not _WORD.search(stripped):
                begin = spans.pop().start
            spans.append(Span(begin, start + part.index(stripped) + len(stripped)))
        start = end
    return iter(spans)
