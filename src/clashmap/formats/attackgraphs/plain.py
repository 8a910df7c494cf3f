"""Plain ``.i23`` text, read at once: no comments, one blank between two numbers, one newline behind every attack.

Files of the competition look so, and have millions of attacks. What does not is left to the reader that takes its time.
"""

from __future__ import annotations

import json
import re

from clashmap.formats.attackgraphs.i23 import MOST
from clashmap.formats.attackgraphs.instance import Instance, numbered
from clashmap.verdicts.attackgraph import AttackGraph, Rows

_HEADER = re.compile(rb"p af ([0-9]{1,8})\n")
_COMMAS = bytes.maketrans(b" \n", b",,")


def read_plain(text: str | bytes) -> Instance | None:
    """The graph that *text* writes; None when it is not as plain as that."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    header = _HEADER.match(data)
    if header is None or (size := int(header[1])) > MOST:
        return None
    body = data[header.end() :].rstrip(b"\n")
    between = body.translate(None, b"0123456789")
    if body and between + b"\n" != b" \n" * (len(between) // 2 + 1):
        return None
    try:
        # Nothing else in the standard library reads numbers as quickly; it refuses leading zeros and empty places.
        ends = json.loads(b"[%b]" % body.translate(_COMMAS))
    except ValueError:
        return None
    if ends and not 1 <= min(ends) <= max(ends) <= size:
        return None
    return Instance(AttackGraph(Rows(size, ends[::2], ends[1::2], first=1)), numbered(size))
