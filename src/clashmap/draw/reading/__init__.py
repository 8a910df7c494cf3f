"""The reading view: the text of each source beside the points that cite it, as one page that needs nothing else.

There is no script in it, and its style is known by its hash: what a source or a writer says is text wherever it stands.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256

from clashmap.draw.names import language
from clashmap.draw.reading.points import Points
from clashmap.draw.reading.section import Section
from clashmap.draw.reading.style import style
from clashmap.draw.svg.pen import escaped
from clashmap.evidence.coverage import ANALYTIC, citeless
from clashmap.evidence.csl import short
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim

_SHOWN = (
    '<fieldset class="shown" lang="en"><legend>Show</legend>'
    '<label><input type="radio" name="shown" checked autocomplete="off"> all paragraphs</label>'
    '<label><input type="radio" name="shown" id="only-cited" autocomplete="off"> those that are cited</label>'
    '<label><input type="radio" name="shown" id="only-uncited" autocomplete="off"> those that nobody cites</label>'
    "</fieldset>"
)
"""Which paragraphs are shown, as the style has it; headings always are, and what an address names."""


def dumps(map: ArgumentMap) -> str:
    """The points of *map* beside the texts on its shelf, as an HTML document, ending in a line break.

    It holds these texts whole.
    """
    return "\n".join((*_document(map), "</body>", "</html>", ""))


def _document(map: ArgumentMap) -> Iterator[str]:
    points = Points(map)
    sections = [Section(map, text, points) for text in map.shelf.texts.values()]
    title, rules = escaped(map.title or "Argument map"), style(len(points.sides))
    digest = b64encode(sha256(rules.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    lang = language(map.front_matter.get("lang")) or "en"
    yield f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}: reading view</title>\n<style>{rules}</style>\n</head>\n<body>"
    yield f'<header>\n<h1 dir="auto">{title}</h1>'
    what = "The source" if len(sections) == 1 else "Each source"
    yield f'<p lang="en">{what}, and beside each of its paragraphs who cites it.</p>'
    # Whoever prints it or sends it on has to know what is in it.
    whole = "this text" if len(sections) == 1 else "these texts"
    yield f'<p class="notice" lang="en"><strong>This page holds the whole of {whole}</strong>, whose copyright is with '
    yield "the author or publisher. Pass it on only as they or the law allow.</p>"
    yield from _contents(sections, points)
    yield from _missing(map)
    yield _SHOWN
    yield "</header>\n<main>"
    told: set[str] = set()
    for section in sections:
        yield from section.written(told)
    yield from _elsewhere(map, points)
    yield from _citeless(map, points)
    yield "</main>"


def _contents(sections: list[Section], points: Points) -> Iterator[str]:
    """The legend, and where several sources are, a list of them."""
    if len(sections) > 1:
        yield '<nav aria-label="Sources" lang="en"><ul>'
        for section in sections:
            yield f'<li><a href="#{section.id}"><bdi>{escaped(section.name)}</bdi></a></li>'
        yield "</ul></nav>"
    yield '<ul class="legend" aria-label="Legend" lang="en">'
    yield '<li><span class="key cited"></span>cited</li><li><span class="key">&#8203;</span>nobody cites it</li>'
    if any(section.has_sentences for section in sections):
        yield "<li><sup>2</sup>the second sentence</li>"
    if any(section.has_quotes for section in sections):
        yield "<li><mark>quoted word for word</mark></li>"
    for number, name in enumerate(points.sides.values()):
        yield f'<li class="side{number}"><span class="key side"></span><bdi>{escaped(name)}</bdi></li>'
    yield "</ul>"


def _missing(map: ArgumentMap) -> Iterator[str]:
    """A line on the sources that are cited, and are not on the page."""
    cited = dict.fromkeys(citation.source for node in map.nodes for citation in node.citations)
    missing = [id for id in cited if id not in map.shelf.texts and id in map.references]
    if missing:
        names = "; ".join(f"<bdi>{escaped(short(map.references[id].fields))}</bdi> ({escaped(id)})" for id in missing)
        whose = "the text is" if len(missing) == 1 else "the texts are"
        yield f'<p class="missing" lang="en">Also cited, but {whose} not here: {names}.</p>'


def _elsewhere(map: ArgumentMap, points: Points) -> Iterator[str]:
    """Who cites sources whose text is not on the page, and nothing else."""
    found = [node for node in map.nodes if node.citations and not points.is_beside(node)]
    yield from _listed("Cites only sources whose text is not here", found, points)


def _citeless(map: ArgumentMap, points: Points) -> Iterator[str]:
    """Who cites nothing: what ought to, and apart from it what the club says of its own."""
    owing, own = citeless(map.nodes)
    yield from _listed("Cites nothing", owing, points)
    yield from _listed(f"Cites nothing, as the club’s own (#{ANALYTIC})", own, points)


def _listed(heading: str, found: Sequence[Claim | Argument], points: Points) -> Iterator[str]:
    if not found:
        return
    yield f'<section class="rest">\n<h2 lang="en">{heading} <small>{len(found):,}</small></h2>\n<ul class="points">'
    yield from (points.told(node) for node in found)
    yield "</ul>\n</section>"
