"""Exact words: what the reserved data key ``exact`` says instead of what Argdown cannot hold (see argdown.limits).

``exact: {title: …, text: …, tags: […]}`` stands in the data of a claim, an argument or a heading, ``rules`` in that of
an inference. ``data`` takes the place of all other data. Anything else under that key is data like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from clashmap.argdown.tree import Data
from clashmap.model import nothing
from clashmap.resolve.drafts import Draft, End, Gathered, Link, Tied

KEY = "exact"
_KINDS: Mapping[str, Any] = {"title": str | None, "text": str, "tags": list, "rules": list, "data": Mapping}
"""What stands under each key; the title of what has none is None."""


def take(data: Data | None) -> tuple[Data | None, Mapping[str, Any]]:
    """*data* without its exact words, and these; they are empty when there are none."""
    if data is None or KEY not in data.values or not _is_exact(words := data.values[KEY]):
        return data, nothing()
    values = words.get("data", {key: value for key, value in data.values.items() if key != KEY})
    # A table without an entry is what the writer makes of no data at all.
    return (Data(data.span, values) if values else None), words


def _is_exact(words: Any) -> bool:
    return isinstance(words, Mapping) and bool(words) and all(_is_fit(key, value) for key, value in words.items())


def _is_fit(key: str, value: Any) -> bool:
    """Whether *value* can stand under *key*. A list has texts in it."""
    is_texts = not isinstance(value, list) or all(isinstance(item, str) for item in value)
    return key in _KINDS and isinstance(value, _KINDS[key]) and is_texts


def rename(gathered: Gathered) -> None:
    """Give every node that was written under another title its own, wherever it is named."""
    new = {id: _id(gathered.drafts[id], title, gathered) for id, title in gathered.exact_titles.items()}
    drafts, gathered.drafts = gathered.drafts, {}
    for id, draft in drafts.items():
        draft.id = new.get(id, id)
        draft.title = gathered.exact_titles.get(id, draft.title)
        draft.steps = [
            replace(
                step,
                premises=tuple(new.get(premise, premise) for premise in step.premises),
                conclusion=new.get(step.conclusion, step.conclusion),
            )
            for step in draft.steps
        ]
        known = gathered.drafts.setdefault(draft.id, draft)
        if known is not draft:
            known.writings += draft.writings
            known.steps += draft.steps
    gathered.order = [_renamed(item, new) for item in gathered.order]
    gathered.mentions = [
        replace(mention, target=new.get(mention.target, mention.target)) for mention in gathered.mentions
    ]


def _id(draft: Draft, title: str | None, gathered: Gathered) -> str:
    if title is not None:
        return f"<{title}>" if draft.is_argument else f"[{title}]"
    text = next((writing.text for writing in draft.writings if writing.text), "")
    return gathered.untitled(f'<> "{text}"' if draft.is_argument else f'"{text}"')


def _renamed(item: Link | Tied, new: Mapping[str, str]) -> Link | Tied:
    if isinstance(item, Tied):
        return replace(item, claim=new.get(item.claim, item.claim), argument=new.get(item.argument, item.argument))
    source, target = (End(new.get(end.id, end.id), end.step) for end in (item.source, item.target))
    return replace(item, source=source, target=target)
