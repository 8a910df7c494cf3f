"""Merging data key by key, lists item by item, as the reference does."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

_ABSENT = object()


def merge(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """*earlier* with what *later* says put over it; neither is changed."""
    merged = dict(earlier)
    for key, value in later.items():
        merged[key] = _over(merged.get(key, _ABSENT), value)
    return merged


def _over(earlier: Any, later: Any) -> Any:
    if later is _ABSENT:
        return earlier
    if isinstance(later, dict) and isinstance(earlier, list):
        return earlier  # names put on a list are not printed
    if isinstance(later, dict):
        return merge(earlier if isinstance(earlier, dict) else {}, later)
    if isinstance(later, list) and isinstance(earlier, list):
        return [_over(old, new) for old, new in zip_longest(earlier, later, fillvalue=_ABSENT)]
    return later
