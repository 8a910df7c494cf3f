"""PDF: sheets as pages of their real size, the text in them as text, by typst, which is an extra."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from clashmap.draw import fonts, svg
from clashmap.draw.fonts import Made
from clashmap.draw.geometry import Rect
from clashmap.draw.names import language
from clashmap.draw.pdf.placed import links, within
from clashmap.draw.pdf.tiles import MARGIN, Tile, marks, tiled
from clashmap.draw.pdf.window import is_blank, seen
from clashmap.draw.sheet import Sheet
from clashmap.draw.theme import Paper

_PX = 0.75
"""Points for a px."""
# All that a debate says comes in as data: typst never reads it as its own language. Places are counted from the left,
# also where the language is read from the right.
_TEMPLATE = """\
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, description: data.description, date: none)
#set text(lang: data.lang, ..if data.region != none { (region: data.region) })
#set page(margin: 0pt)
#set place(top + left)
#for sheet in data.pages {
  page(width: sheet.width * 1pt, height: sheet.height * 1pt, {
    place(hide(heading(sheet.title, outlined: false, bookmarked: true)))
    for layer in sheet.layers {
      place(dx: layer.at * 1pt, dy: layer.at * 1pt, box(
        clip: true, width: layer.width * 1pt, height: layer.height * 1pt,
        place(dx: layer.left * -1pt, dy: layer.top * -1pt, image(
          bytes(layer.svg), format: "svg", alt: layer.words,
          width: layer.whole-width * 1pt, height: layer.whole-height * 1pt,
        )),
      ))
      for goal in layer.links {
        let spot = box(width: goal.width * 1pt, height: goal.height * 1pt)
        place(dx: goal.x * 1pt, dy: goal.y * 1pt, link(goal.href, spot))
      }
    }
  })
}
"""
_PROBE = """\
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
_LANG = re.compile(r"(?P<lang>[A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?P<region>[A-Za-z]{2}))?\b.*")
"""A language, perhaps a script, perhaps a country: https://www.rfc-editor.org/info/bcp47."""


class PDFError(Exception):
    """No PDF can be made; the message says why and what to type."""


def pdf(sheets: Sequence[Sheet], *, tile: Paper | None = None) -> Made:
    """The *sheets* as a PDF, a page each, or cut over several pages of the paper *tile*, without those that are blank.

    Its text can be selected and searched, its fonts are embedded, it is tagged, and the same sheets make the same bytes
    where the same fonts are installed. Its warnings say which letters no font here has. Raises PDFError when typst is
    not installed.
    """
    drawn = [
        (sheet, page, _layers(sheet, page))
        for sheet in sheets
        for page in tiled(sheet.page, tile or sheet.page, is_blank=partial(is_blank, sheet))
    ]
    texts, lacking = fonts.fitted([layer.svg for *_, layers in drawn for layer in layers], _drawn)
    ready = iter(texts)
    spoken = _LANG.fullmatch(language(sheets[0].drawing.view.lang) or "en")
    data = {
        "title": _title(sheets[0]),
        "description": sheets[0].description,
        "lang": spoken["lang"].lower() if spoken else "en",
        "region": spoken["region"].upper() if spoken and spoken["region"] else None,
        "pages": [
            {
                "title": _title(sheet) + (f": {page.label}" if page.label else ""),
                "width": page.paper.width * _PX,
                "height": page.paper.height * _PX,
                "layers": [layer.data(next(ready)) for layer in layers],
            }
            for sheet, page, layers in drawn
        ],
    }
    return Made(_compiled(_TEMPLATE, {"data": json.dumps(data)}, format="pdf"), fonts.advice(lacking), len(drawn))


@dataclass(frozen=True, slots=True)
class _Layer:
    """A picture on a page: of a *whole* so large only *window* is shown, *margin* px from the upper left corner."""

    svg: str
    words: str
    """What it is for those who cannot see it."""
    whole: Paper
    window: Rect
    margin: float

    def data(self, text: str) -> dict[str, Any]:
        """The layer for the template, in points, with *text* in place of its SVG."""
        return {
            "svg": text,
            "words": self.words,
            "at": self.margin * _PX,
            "left": self.window.x * _PX,
            "top": self.window.y * _PX,
            "width": self.window.width * _PX,
            "height": self.window.height * _PX,
            "whole-width": self.whole.width * _PX,
            "whole-height": self.whole.height * _PX,
            "links": [self._link(href, rect) for href, rect in links(self.svg, self.window)],
        }

    def _link(self, href: str, rect: Rect) -> dict[str, Any]:
        x, y = rect.x - self.window.x + self.margin, rect.y - self.window.y + self.margin
        return {"href": href, "x": x * _PX, "y": y * _PX, "width": rect.width * _PX, "height": rect.height * _PX}


def _layers(sheet: Sheet, tile: Tile) -> list[_Layer]:
    """The picture of a page, and what is printed round it."""
    if not tile.label:
        return [_Layer(svg.dumps(sheet), sheet.description, sheet.page, tile.window, 0.0)]
    paper = tile.paper
    part = _Layer(
        within(svg.dumps(seen(sheet, tile.window)), tile.window), sheet.description, sheet.page, tile.window, MARGIN
    )
    font = sheet.drawing.theme.font
    todo = f"Where to cut and to glue {tile.label}."
    return [part, _Layer(marks(tile, font), todo, paper, Rect(0.0, 0.0, paper.width, paper.height), 0.0)]


def _drawn(probe: str) -> bytes:
    return _compiled(_PROBE, {"svg": probe}, format="png", ppi=96)


def _compiled(text: str, inputs: dict[str, str], **options: Any) -> bytes:
    try:
        import typst
    except ImportError as error:
        from clashmap.evidence.extra import install

        raise PDFError(f"a PDF needs typst, which is not installed; type: {install('clashmap[pdf]')}") from error
    try:
        made = typst.compile(text.encode(), sys_inputs=inputs, **options)
    except typst.TypstError as error:
        raise PDFError(f"typst could not make the PDF: {error}") from error
    return bytes(made)


def _title(sheet: Sheet) -> str:
    return sheet.drawing.view.title or "Argument map"
