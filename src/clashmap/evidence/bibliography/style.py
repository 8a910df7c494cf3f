"""Styles: bibliographies as a named style of CSL prints them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from clashmap.evidence.csl import dates, full, short
from clashmap.evidence.csl.line import line
from clashmap.evidence.csl.names import OTHERS, names
from clashmap.evidence.csl.variables import DATES, NAMES
from clashmap.evidence.extra import needed

_MOST = 5_000
"""How many pieces of text a style may make for one entry; those in use make some hundreds."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?")
_TAGS = ("i", "b", "u", "sup", "sub", "small-caps")
_OPEN = {tag: chr(0xE100 + 2 * number) for number, tag in enumerate(_TAGS)}
_CLOSE = {tag: chr(0xE101 + 2 * number) for number, tag in enumerate(_TAGS)}
"""Signs of nobody’s that mark what is italic and so on, so that whatever a source or a style says is only text."""
_MARKS = f"[{chr(0xE100)}-{chr(0xE101 + 2 * len(_TAGS))}]"
_ENDED = re.compile(rf"([?!…])((?:{_MARKS}|”)*)[.,](?={_MARKS}*(?:\s|$))")
_QUOTED = re.compile(rf"(?<![?!.,])({_MARKS}*”{_MARKS}*)([.,])")
_NUMBER = re.compile(r"\A(?:\[[0-9]+\]|[0-9]+\.)(?=\S)")
"""What some styles set in a column of its own."""
_HTML = {
    **{sign: f"<{tag}>" for tag, sign in _OPEN.items()},
    **{sign: f"</{tag}>" for tag, sign in _CLOSE.items()},
    _OPEN["small-caps"]: '<span style="font-variant:small-caps">',
    _CLOSE["small-caps"]: "</span>",
}


class StyleError(ValueError):
    """A style cannot be used; the message says why, as a phrase."""


def bibliography(
    references: Iterable[Mapping[str, Any]], style: str, locale: str = "", *, as_html: bool = False
) -> tuple[str, ...]:
    """One line for each of *references*, which are fields of CSL, sorted as the style says.

    *style* is the text of a ``.csl`` file, *locale* the language to write in, such as ``en-GB``; if it is empty, that
    of the style. Lines are plain text, or HTML in which only tags for italics and the like are markup. What the style
    cannot print is cited in full. Raises StyleError for what is no style, or one without a bibliography, and
    MissingLibraryError without citeproc-py.
    """
    sources = list(references)
    with needed("citeproc-py"):
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        from clashmap.evidence.bibliography.engine import BoundlessError
    root = _style(style, locale)
    made = CitationStylesBibliography.__new__(CitationStylesBibliography)
    made.style, made.formatter, made.keys, made.items = root, _Marking, [], []
    root.formatter = _Marking
    made.source = CiteProcJSON([{**_item(fields), "id": str(number)} for number, fields in enumerate(sources)])
    for number in range(len(sources)):
        made.register(Citation([CitationItem(str(number))]))
    root.left = _MOST * (len(sources) + 1)
    has_numbers = root.bibliography.get("second-field-align") is not None
    quotes_behind = str(root.get_locale_option("punctuation-in-quote")).casefold() == "true"
    try:
        items = _sorted(root, made.items, sources)
        made.keys = [item.key for item in items]
        lines = [_line(root, item, sources[int(item.key)]) for item in items]
    except (BoundlessError, RecursionError) as error:
        raise StyleError("its macros call one another without measure") from error
    if has_numbers:
        lines = [_NUMBER.sub(r"\g<0> ", text) for text in lines]
    return tuple(_finished(text, quotes_behind, as_html) for text in lines)


def _sorted(root: Any, items: list[Any], sources: list[Mapping[str, Any]]) -> list[Any]:
    """The entries in the order of the style; by their short cites where that cannot be told."""
    from clashmap.evidence.bibliography.engine import BoundlessError

    try:
        return list(root.bibliography.sort(items))
    except (BoundlessError, RecursionError):
        raise
    except Exception:
        # Whatever the engine stumbles over, there is an order that every reader knows.
        return sorted(items, key=lambda item: short(sources[int(item.key)]).casefold())


def _style(text: str, locale: str) -> Any:
    """The style that *text* is, in the language asked for or its own."""
    from clashmap.evidence.bibliography.engine import parse_style

    own = re.search(r"<style\b[^>]*\bdefault-locale\s*=\s*[\"']([A-Za-z-]+)", text[:10_000])
    wanted = next((name for name in (locale, own[1] if own else "") if _LANGUAGE.fullmatch(name)), "en-US")
    try:
        root = parse_style(text, wanted)
        if root.find("{*}bibliography/{*}layout") is None:
            raise StyleError("it has no bibliography")
    except StyleError:
        raise
    except Exception as error:
        # Anything may be wrong with it, and most of it only the engine knows.
        raise StyleError(f"it cannot be read: {line(str(error))[:200] or type(error).__name__}") from error
    return root


class _Marking:
    """How the engine is told to write italics and the like."""

    preformat = staticmethod(str)
    Italic = Oblique = staticmethod(lambda text: _marked("i", text))
    Bold = staticmethod(lambda text: _marked("b", text))
    Light = staticmethod(str)
    Underline = staticmethod(lambda text: _marked("u", text))
    Superscript = staticmethod(lambda text: _marked("sup", text))
    Subscript = staticmethod(lambda text: _marked("sub", text))
    SmallCaps = staticmethod(lambda text: _marked("small-caps", text))


def _marked(tag: str, text: object) -> str:
    return f"{_OPEN[tag]}{text}{_CLOSE[tag]}"


def _line(root: Any, item: Any, fields: Mapping[str, Any]) -> str:
    """One entry with its marks."""
    from clashmap.evidence.bibliography.engine import BoundlessError

    try:
        found = root.bibliography.render([item])
        text = str(found[0]) if found else ""
    except (BoundlessError, RecursionError):
        raise
    except Exception:
        # A field that the style takes for something else costs its entry the style, not its place.
        text = ""
    said = line(fields.get("issued")) if dates.read(fields.get("issued")) is None else ""
    return _once(text, said) or full(fields)


def _once(text: str, said: str) -> str:
    """*text* with a date in words told only the first time; some styles ask for its year, and then for its day."""
    head, found, tail = text.partition(said) if said else (text, "", "")
    return head + found + re.sub(rf"[.,;]?\s*{re.escape(said)}", "", tail) if found else text


def _finished(text: str, quotes_behind: bool, as_html: bool) -> str:
    """An entry with its punctuation in order, and its marks as tags or gone."""
    if quotes_behind:
        text = _QUOTED.sub(r"\2\1", text)
    text = " ".join(_ENDED.sub(r"\1\2", text).replace("..", ".").split())
    if as_html:
        text = html.escape(text, quote=False)
    return re.sub(_MARKS, lambda mark: _HTML.get(mark[0], "") if as_html else "", text)


def _item(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of one source as the engine takes them: names and dates in parts, all else text."""
    from citeproc import VARIABLES

    found: dict[str, Any] = {"type": line(fields.get("type")).casefold() or "document"}
    for key, value in fields.items():
        name = str(key)
        if name in NAMES:
            people = [_name(name) for name in names(value) if name != OTHERS]
            found |= {name: people} if people and name.replace("-", "_") in VARIABLES else {}
        elif name in DATES:
            found |= {name: date} if (date := _date(value)) else {}
        elif name.replace("-", "_") in VARIABLES and (text := _own(line(value))):
            found[name] = text
    if "event" not in found and (event := _own(line(fields.get("event-title")))):
        found["event"] = event
    return found


def _own(text: str) -> str:
    """*text* without the signs that are marks here."""
    return re.sub(_MARKS, "", text)


def _name(name: Any) -> dict[str, str]:
    if name.literal or not name.family:
        return {"literal": _own(str(name))}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    return {key: _own(part) for key, part in parts.items() if part}


def _date(value: object) -> dict[str, Any]:
    found = dates.as_csl(value)
    said = _own(found.get("literal", ""))
    return found if "literal" not in found else {"literal": said} if said else {}
