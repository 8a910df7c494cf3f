"""HTML: a sheet as one page that needs nothing else. Its picture and its outline are there without scripts too.

The page may run its own script and use its own style, known by their hashes, and nothing else: what a writer put
into a map is text wherever it stands.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from clashmap.assets import asset
from clashmap.draw.html import data
from clashmap.draw.html.controls import BAR, CLAIM, ZOOM, filters
from clashmap.draw.html.evidence import Evidence
from clashmap.draw.html.outline import outline
from clashmap.draw.html.spare import spared_script
from clashmap.draw.html.style import style
from clashmap.draw.names import language
from clashmap.draw.sheet import Key, Sheet
from clashmap.draw.svg.anchor import is_safe
from clashmap.draw.svg.legend import key_group
from clashmap.draw.svg.pen import escaped, number, quoted
from clashmap.graph import ArgumentMap

_SCRIPTS = ("map", "layout", "picture", "panel", "state", "verdicts", "page")
"""Parts of the script, in the order in which they build on each other."""
_NOTE = '<p class="source note" lang="en" data-supposing=" Here with what you suppose.">{}</p>\n'
"""What verdicts are, and what is added to that while a reader supposes something."""


def dumps(map: ArgumentMap, sheet: Sheet, *, embed_sources: bool = False) -> str:
    """*sheet*, a drawing of *map*, as an HTML document that needs no other file, ending in a line break.

    Where it shows verdicts, a reader can beat and grant claims and see what changes. With *embed_sources* it holds the
    passages that are cited of the sources whose texts were read with the map, and says so.
    """
    evidence = Evidence(map, sheet.drawing.view, embed=embed_sources)
    return "\n".join((*_document(map, sheet, evidence), "</html>", ""))


def _document(map: ArgumentMap, sheet: Sheet, evidence: Evidence) -> Iterator[str]:
    view = sheet.drawing.view
    lang = language(view.lang) or "en"
    title = escaped(view.title or "Argument map")
    picture = sheet.svg()
    rules = style(sheet, picture)
    early = asset("page/early.js")
    parts = [name for name in _SCRIPTS if view.verdicts.judgement or name != "verdicts"]
    script = spared_script("\n".join(asset(f"page/{name}.js") for name in parts))
    scripts = f"script-src {_hash(early)} {_hash(script)}"
    policy = f"default-src 'none'; {scripts}; style-src {_hash(rules)}; base-uri 'none'; form-action 'none'"
    yield f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>{rules}</style>\n<script>{early}</script>\n</head>\n<body>"
    yield f'<header>\n<h1 dir="auto">{title}</h1>'
    if is_safe(view.hrefs.get("", "")):
        yield f'<a class="back" href={quoted(view.hrefs[""])} lang="en">↑ The whole map</a>'
    yield f'{BAR}\n</header>\n<main>\n<div class="view">\n<div class="sheet">\n{picture}</div>\n{ZOOM}\n</div>'
    yield filters(view)
    yield '<section id="outline" class="panel" aria-label="Outline">\n<h2 lang="en">Outline</h2>'
    yield from outline(map, view, evidence)
    note = _NOTE.format(escaped(view.verdicts.note)) if view.verdicts.note else ""
    yield from note.splitlines()
    yield from evidence.foot()
    yield f'</section>\n{CLAIM}\n</main>\n<div id="legend" hidden lang="en">\n<ul>'
    for key in sheet.legend:
        yield from _key(sheet, key)
    yield f'</ul>\n{note}{evidence.note()}</div>\n<p class="said" role="status" lang="en"></p>'
    yield f'<script type="application/json" id="data">{data.dumps(map, sheet, evidence)}</script>'
    yield f"<script>{script}</script>\n</body>"


def _key(sheet: Sheet, key: Key) -> Iterator[str]:
    """An entry of the legend as a small picture of its own, for the page whose picture moves."""
    width, height = key.line.x + key.line.width - key.x + 4, key.size * 2.0
    unit = 11.5 / key.size
    size = f'width="{number(width * unit)}" height="{number(height * unit)}"'
    box = f"{number(key.x - 2)} {number(key.y - key.size)} {number(width)} {number(height)}"
    yield f'<li><svg role="img" aria-label={quoted(key.line.text)} {size} viewBox="{box}">'
    yield from key_group(key, sheet.drawing.theme)
    yield "</svg></li>"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
