"""A map with foreign words in every place where a writer, or another program, can put some."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.model import Argument, Citation, Claim, Reference, Relation, Section, Step

_MAP = """===
title: PLANT0X
subTitle: PLANT1X
lang: PLANT2X
sides: {PLANT3X: PLANT4X, neg: PLANT5X}
sources:
  PLANT6X: {type: article, title: PLANT7X, author: [{family: PLANT8X}], container-title: PLANT9X, issued: PLANT10X}
  other: {title: PLANT11X, author: PLANT12X, URL: PLANT13X, issued: {raw: PLANT14X}}
tags: {PLANT15X: PLANT16X}
views: {PLANT17X: {section: PLANT18X}}
===

# PLANT18X

[PLANT19X]: PLANT20X #PLANT15X {side: PLANT3X, role: resolution, cite: "PLANT6X PLANT21X", url: PLANT22X}
  + [PLANT23X]: PLANT24X {side: neg, role: PLANT25X, cite: "other PLANT26X", speech: PLANT27X, url: "PLANT28X"}
  - <PLANT29X>: PLANT30X {side: PLANT31X, PLANT32X: PLANT33X, url: PLANT34X}
    <_ [PLANT35X]
  >< [PLANT36X]: PLANT37X

## PLANT38X

PLANT39X
  -> [PLANT23X]

<PLANT40X>

(1) [PLANT41X]: PLANT42X
(2) PLANT43X
-- PLANT44X {uses: [1, 2]} --
(3) [PLANT19X]

# PLANT45X

[PLANT46X]: PLANT47X
  + [PLANT19X]
"""
_PLACE = re.compile(r"PLANT(\d+)X")
PLACES = 48
_OURS = (ArgumentMap, Argument, Citation, Claim, Reference, Relation, Section, Step)
_TEMPLATE = replace(loads(_MAP), diagnostics=())


def planted(words: Sequence[str]) -> ArgumentMap:
    """A map of some ten claims in which place number n holds the n-th of *words*, with nothing escaped or refused."""

    def plant(value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Enum):
            return _PLACE.sub(lambda match: words[int(match[1])], value)
        if isinstance(value, Mapping):
            return {plant(key): plant(held) for key, held in value.items()}
        if isinstance(value, (tuple, list)):
            return type(value)(plant(held) for held in value)
        if is_dataclass(value) and isinstance(value, _OURS):
            return replace(value, **{field.name: plant(getattr(value, field.name)) for field in fields(value)})
        return value

    map = plant(_TEMPLATE)
    assert isinstance(map, ArgumentMap)
    return map
