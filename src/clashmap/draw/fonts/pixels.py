"""Pixels: what is in a PNG, as rows of bytes; enough to compare small pictures that a renderer made."""

from __future__ import annotations

import struct
import zlib

_START = 8
"""Bytes before the first chunk."""
_CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}
"""Bytes of a pixel by the colour type, at eight bits a channel."""


def rows(png: bytes) -> tuple[int, list[bytes]]:
    """How many bytes a pixel has, and the rows of *png*, which has eight bits a channel and is not interlaced.

    The filters that are undone are those of https://www.w3.org/TR/png-3/#9Filters. Raises ValueError for other PNGs.
    """
    at, packed, step, width = _START, b"", 0, 0
    while at < len(png):
        (length,), name = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        data = png[at + 8 : at + 8 + length]
        if name == b"IHDR":
            width, _, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data)
            if depth != 8 or interlaced or colour not in _CHANNELS:
                raise ValueError("only plain PNGs with eight bits a channel are compared")
            step = _CHANNELS[colour]
        elif name == b"IDAT":
            packed += data
        at += 12 + length
    raw = zlib.decompress(packed)
    size = width * step
    made: list[bytes] = []
    above = bytes(size)
    for start in range(0, len(raw), size + 1):
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + size], above, step)
        made.append(above)
    return step, made


def _unfiltered(kind: int, data: bytes, above: bytes, step: int) -> bytes:
    """One row, given the row *above* it as it was before filtering."""
    if kind == 0:
        return data
    if kind == 2:
        return bytes((byte + up) & 255 for byte, up in zip(data, above, strict=True))
    row = bytearray(step) + data  # *step* bytes of nothing stand before the row
    for index, up in enumerate(above):
        left = row[index]
        corner = above[index - step] if index >= step else 0
        guess = left if kind == 1 else (left + up) // 2 if kind == 3 else _paeth(left, up, corner)
        row[index + step] = (row[index + step] + guess) & 255
    return bytes(row[step:])


def _paeth(left: int, up: int, corner: int) -> int:
    """Whichever of the three neighbours is nearest to what they promise together."""
    promised = left + up - corner
    return min((left, up, corner), key=lambda near: abs(promised - near))
