"""PNGs, made with the fonts of this machine and with none."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import resvg_py

import clashmap
from clashmap.draw.fonts.pixels import rows
from clashmap.draw.raster import MOST_PIXELS, SCALE, RasterError, png
from clashmap.draw.theme import PAPERS
from clashmap.graph import ArgumentMap


def svg(text: str, *, width: float = 200, height: float = 50) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="Arial, sans-serif"><rect width="{width}" height="{height}" fill="#FFFFFF"/>{text}</svg>'
    )


def size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def ink(data: bytes) -> tuple[int, int]:
    """The first and the last column of pixels that are not white, counted from the left."""
    step, lines = rows(data)
    white = b"\xff" * step
    inked = {x // step for line in lines for x in range(0, len(line), step) if line[x : x + step] != white}
    return min(inked), max(inked)


def has_fonts() -> bool:
    try:
        return bool(png(svg('<text x="20" y="30">A</text>')))
    except RasterError:
        return False


needs_fonts = pytest.mark.skipif(not has_fonts(), reason="there is no font on this machine")


@pytest.fixture(scope="session")
def drawn(article: ArgumentMap) -> str:
    return clashmap.render(article, page="16:9", engine="tidy").svg()


@needs_fonts
@pytest.mark.parametrize(
    ("options", "expected"),
    [({}, (3840, 2160)), ({"scale": 0.5}, (960, 540)), ({"width": 1280}, (1280, 720))],
)
def test_a_png_is_as_large_as_asked_for(drawn: str, options: dict[str, int], expected: tuple[int, int]) -> None:
    made = png(drawn, **options)  # type: ignore[arg-type]
    assert size(made.data) == expected
    assert not [warning for warning in made.warnings if "Latin" in warning]
    assert png(drawn, **options).data == made.data  # type: ignore[arg-type]


@needs_fonts
def test_the_same_text_makes_the_same_pixels_in_every_process_and_folder(tmp_path: Path) -> None:
    code = (
        "import sys, clashmap\n"
        "from clashmap.draw.raster import png\n"
        "map = clashmap.loads('# One\\n\\n[A]: First ⇒ 空 Ж.\\n  - [B]: Other.\\n  + [C]: 域 third.\\n')\n"
        "made = png(clashmap.render(map, page='a4', engine='tidy').svg())\n"
        "sys.stdout.buffer.write(made.data + repr(made.warnings).encode())\n"
    )
    results = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        env = os.environ | {"PYTHONPATH": str(Path(clashmap.__file__).parents[1]), "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], env=env, cwd=folder, capture_output=True, check=True)
        results.add(done.stdout)
    assert len(results) == 1
    assert results.pop().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"width": 200_000},
            "a PNG of 200,000 × 50,000 pixels is too large to make and to open; type --width 15491",
        ),
        ({"scale": 1e4}, "type --scale 77.4 or less"),
        ({"scale": float("inf")}, "too large"),
        ({"scale": float("nan")}, "too large"),
        ({"scale": 1e-3}, "shows nothing; type --scale 2"),
        ({"width": 1}, "shows nothing; type --width 1920"),
    ],
)
def test_an_absurd_size_is_refused_with_one_that_works(options: dict[str, int], said: str) -> None:
    with pytest.raises(RasterError, match=said.replace("(", r"\(")):
        png(svg("", width=200, height=50), **options)  # type: ignore[arg-type]


def test_the_largest_paper_is_not_refused_at_the_usual_scale() -> None:
    assert max(paper.width * paper.height for paper in PAPERS.values()) * SCALE**2 <= MOST_PIXELS


@needs_fonts
def test_a_line_of_text_stays_as_wide_as_it_was_measured() -> None:
    """Whatever font there is: the renderer sets it to its ``textLength``."""
    text = '<text x="20" y="30" font-size="20" textLength="{}" lengthAdjust="spacingAndGlyphs">Hamburgefonts</text>'
    for width in (110, 150):
        first, last = ink(png(svg(text.format(width)), scale=1).data)
        assert 18 <= first <= 24
        assert 20 + width - 5 <= last <= 20 + width + 2


def test_without_any_font_it_is_refused_and_not_drawn_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resvg_py, "svg_to_bytes", partial(resvg_py.svg_to_bytes, skip_system_fonts=True))
    with pytest.raises(RasterError, match=r"no font is installed .* install Liberation Sans or DejaVu Sans"):
        png(svg('<text x="20" y="30" font-size="20">War</text>'))
    assert png(svg('<rect width="9" height="9"/>')).warnings == (), "a picture without words needs no font"


@needs_fonts
def test_a_letter_that_no_font_has_is_named_and_the_others_are_shown() -> None:
    private = "\U0010e3a7"
    made, plain = (
        png(svg(f'<text x="20" y="30" font-size="20">A{letter}B</text>'), scale=1) for letter in (private, "□")
    )
    assert len(made.warnings) == 1
    assert f"no font here has {private}, and boxes" in made.warnings[0]
    assert made.data == plain.data
    assert plain.warnings == ()
