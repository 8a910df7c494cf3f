"""Archives: what is packed in a document, unpacked within limits."""

from __future__ import annotations

import io
import zipfile
import zlib

from clashmap.evidence.readers.limits import BYTES, RATIO, SMALL

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError, RuntimeError)
"""What the standard library raises for an archive that is none, damaged, locked or packed in an unknown way."""
_MOST = 50_000


class ArchiveError(Exception):
    """A file is no archive, or a damaged one."""


class BombError(ArchiveError):
    """What is packed in a file is too large."""


def unpacked(data: bytes, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """The members of the archive *data* whose names end in one of *suffixes*.

    What the archive says of their sizes is held against the limits before anything is unpacked, and no member is
    unpacked beyond what it says. An archive in it is a member like any other. Raises ArchiveError, and BombError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > _MOST or sum(member.file_size for member in listed) > _most(len(data)):
                raise BombError
            if any(member.file_size > _most(member.compress_size) for member in listed):
                raise BombError
            wanted = (member for member in listed if member.filename.casefold().endswith(suffixes))
            return {member.filename: archive.read(member) for member in wanted}
    except _DAMAGED as error:
        raise ArchiveError(str(error)) from error


def packed(members: dict[str, bytes]) -> io.BytesIO:
    """An archive of *members* that are not compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in members.items():
            archive.writestr(zipfile.ZipInfo(name), body)
    file.seek(0)
    return file


def _most(size: int) -> int:
    """The bytes that *size* bytes may unpack to."""
    return min(BYTES, max(SMALL, RATIO * size))
