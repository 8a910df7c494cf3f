"""Tags: all the text of a web page in its blocks, at any depth of tags and in linear time."""

from __future__ import annotations

import html
import re

from clashmap.evidence.readers.blocks import BREAK, Blocks

_START = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})[^<>]*>")
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q"}
_INLINE |= {"s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img"}
_UNREAD = {"script", "style", "template", "noscript", "svg", "math", "select", "button", "textarea", "iframe", "object"}
_AROUND = frozenset(("nav", "footer", "aside", "title"))
_HEADING = re.compile("h[1-6]")


def all_text(page: str, around: frozenset[str] = _AROUND) -> Blocks:
    """Collect the text of *page* without scripts and what stands *around* an article, if that ends anywhere."""
    blocks, at = Blocks(), 0
    left_out: list[str] = []
    while start := _START.search(page, at):
        tag = start.start()
        if not left_out:
            blocks.add(html.unescape(page[at:tag]))
        if page.startswith(("<!--", "<!", "<?"), tag):
            end = page.find("-->" if page.startswith("<!--", tag) else ">", tag)
            at = len(page) if end < 0 else end + 1
            continue
        match = _TAG.match(page, tag)
        if not match:
            if not left_out:
                blocks.add("<")
            at = tag + 1
            continue
        at, closes, name = match.end(), bool(match[1]), match[2].lower()
        if name in _UNREAD and not (closes or left_out or match[0].endswith("/>")):
            at = _after(page, name, at)
        elif name in around:
            blocks.end()
            if not closes:
                left_out.append(name)
            elif left_out and left_out[-1] == name:
                left_out.pop()
        elif name == "br":
            blocks.add(BREAK)
        elif name not in _INLINE:
            blocks.end(heading=closes and bool(_HEADING.fullmatch(name)))
    if left_out:
        return all_text(page, frozenset())
    blocks.add(html.unescape(page[at:]))
    blocks.end()
    return blocks


def _after(page: str, name: str, at: int) -> int:
    """Where the element *name* that begins before *at* ends."""
    end = re.compile(f"</{name}", re.IGNORECASE).search(page, at)
    return end.start() if end else len(page)
