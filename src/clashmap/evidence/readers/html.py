"""HTML: the paragraphs of the article on a web page, without what stands around it, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clashmap.diagnostics import Diagnostic
from clashmap.evidence.extra import needed
from clashmap.evidence.faults import fault
from clashmap.evidence.readers import Read
from clashmap.evidence.readers.blocks import BREAK, Blocks
from clashmap.evidence.readers.faults import INCOMPLETE
from clashmap.evidence.readers.limits import MARKED
from clashmap.evidence.readers.plain import decoded
from clashmap.evidence.readers.quiet import quiet
from clashmap.evidence.readers.tags import all_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s{0,200}<\?xml[^<>]{0,200}>")
"""What lxml refuses in text that is decoded already."""
_BLOCKS = {"p", "head", "item", "quote", "cell", "table", "list", "code", "body", "div", "ab", "fw"}
_LEAST = 250
"""Characters of an article, at least; a page of which less is found is read whole, unless it has little else."""
_LOST = {"ERR_RESOURCE_LIMIT", "ERR_NO_MEMORY", "ERR_INTERNAL_ERROR"}
"""What libxml2 says when it leaves out text: of tags more than 256 deep in one another, of 10 MB without one."""
_DATE = {"extensive_search": False, "original_date": True}
"""The date that the page says it was published on; none that only stands somewhere in its text."""
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def read_html(data: bytes, name: str) -> Read:
    """Read a web page: the article as trafilatura finds it; all text of the page where it finds next to nothing.

    Scripts, styles, navigation and comments are left out; nothing is run, and no address is opened.
    Raises MissingLibraryError without trafilatura.
    """
    declared = match[1].decode("ascii", "ignore") if (match := _CHARSET.search(data[:4096])) else ""
    text, found = decoded(data, name, declared=declared)
    if not text.strip():
        return Read((), found=found)
    with needed("trafilatura"):
        import trafilatura
        from lxml import etree, html
    parser = html.HTMLParser(remove_comments=True)
    if text.count("<") > MARKED:
        return all_text(text).done({}, *found, _odd(name))
    try:
        with quiet("trafilatura", "htmldate", "courlan", "justext", "readability"):
            tree = html.document_fromstring(_DECLARATION.sub("", text).translate(_CONTROL), parser=parser)
            if any(error.type_name in _LOST for error in parser.error_log):
                return all_text(text).done({}, *found, _odd(name))
            etree.strip_elements(tree, "iframe", "object", "template", with_tail=False)
            article: Any = trafilatura.bare_extraction(
                tree, include_comments=False, with_metadata=True, date_extraction_params=_DATE
            )
            blocks = Blocks() if article is None or article.body is None else _blocks(article.body, etree)
            fields = _fields(article) if article is not None else {}
    except Exception:  # whatever a parser stumbles over, it is the page that is odd
        return all_text(text).done({}, *found)
    whole = all_text(text)
    return (whole if _is_poor(blocks, whole) else blocks).done(fields, *found)


def _odd(name: str) -> Diagnostic:
    message = "this page is built too oddly to tell the article from what stands around it"
    help = "Compare the paragraphs with the page, or copy the text of the article into a .txt file."
    return fault(INCOMPLETE, name, message, help)


def _is_poor(article: Blocks, whole: Blocks) -> bool:
    """Whether what was taken for the article is next to nothing of the *whole* page, or most of it in one lump."""
    length, all = _length(article), _length(whole)
    lumped = 3 * len(article.paragraphs) <= len(whole.paragraphs) and all < 1.5 * length
    return length < _LEAST < all or lumped


def _length(blocks: Blocks) -> int:
    return sum(map(len, blocks.paragraphs))


def _blocks(body: _Element, etree: Any) -> Blocks:
    """The blocks of what trafilatura found, its tags being those of TEI."""
    blocks = Blocks()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            if element.tag in _BLOCKS:
                blocks.end()
            if element.tag == "row":
                blocks.begin_row()
            if element.tag == "lb":
                blocks.add(BREAK)
            blocks.add(element.text)
        else:
            if element.tag in _BLOCKS:
                blocks.end(heading=element.tag == "head")
            if element.tag == "row":
                blocks.end_row()
            blocks.add(element.tail)
    blocks.end()
    return blocks


def _fields(article: Any) -> Mapping[str, Any]:
    """What the page says of the article, in the names of CSL."""
    said = {
        "title": article.title,
        "author": article.author,
        "issued": article.date,
        "container-title": article.sitename,
        "URL": article.url,
    }
    return {key: " ".join(value.split()) for key, value in said.items() if isinstance(value, str) and value.strip()}
