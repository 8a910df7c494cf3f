"""Archives: what is packed in a document, unpacked within limits."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from clashmap.evidence.readers.limits import BYTES, RATIO, SMALL


class ArchiveError(Exception):
    """A file is no archive, or a damaged one."""


class BombError(ArchiveError):
    """What is packed in a file is too large."""


def unpacked(data: bytes, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """The members of the archive *data* whose names end in one of *suffixes*.

    What the archive says of their sizes is believed only when it is too much: each is unpacked to what is left of
    the limits, and no further. An archive in it is a member like any other. Raises ArchiveError, and BombError.
    """
    try:
        listed = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error, OSError) as error:
        raise ArchiveError(str(error)) from error
    if sum(member.file_size for member in listed) > BYTES or len(listed) > 50_000:
        raise BombError
    if any(member.file_size > max(SMALL, RATIO * member.compress_size) for member in listed):
        raise BombError
    members: dict[str, bytes] = {}
    left = min(BYTES, max(SMALL, RATIO * len(data)))
    for member in listed:
        if member.filename.casefold().endswith(suffixes):
            members[member.filename] = body = _inflated(data, member, left)
            left -= len(body)
    return members


def packed(members: dict[str, bytes]) -> io.BytesIO:
    """An archive of *members* that are not compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in members.items():
            archive.writestr(zipfile.ZipInfo(name), body)
    file.seek(0)
    return file


def _inflated(data: bytes, member: zipfile.ZipInfo, left: int) -> bytes:
    """Unpack one member to *left* bytes at most."""
    at = member.header_offset
    if member.flag_bits & 1:
        raise ArchiveError("locked")
    if data[at : at + 4] != b"PK\x03\x04" or len(data) < at + 30:
        raise ArchiveError("no member")
    names = struct.unpack("<HH", data[at + 26 : at + 30])
    body = data[at + 30 + sum(names) :][: member.compress_size]
    if member.compress_type == zipfile.ZIP_DEFLATED:
        try:
            body = zlib.decompressobj(-15).decompress(body, left + 1)
        except zlib.error as error:
            raise ArchiveError(str(error)) from error
    elif member.compress_type != zipfile.ZIP_STORED:
        raise ArchiveError("packed in an unknown way")
    if len(body) > min(left, max(SMALL, RATIO * member.compress_size)):
        raise BombError
    return body
