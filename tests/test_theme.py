"""Themes: what can be read, what can be told apart by whom, and that a theme file brings nothing else into a drawing.

``pytest tests/test_theme.py -s`` prints every figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clashmap.draw.geometry import Point
from clashmap.draw.render import render
from clashmap.draw.svg.links import head
from clashmap.draw.svg.pen import Pen
from clashmap.draw.theme import LIGHT, THEMES, Theme, ThemeError, loads, theme
from clashmap.graph import ArgumentMap
from clashmap.library import loads as load_map
from clashmap.model import RelationKind

READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3: contrast of text that is not large."""
VISIBLE = 3.0
"""The same, 1.4.11: contrast of lines and shapes that have a meaning."""
DISTINCT = 10.0
"""CIEDE2000 units. 1 is a difference just seen side by side in large fields; thin lines that lie apart need several
times that, and at 10 two colours are no longer taken for shades of one."""
KINDS = (RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT)

Triple = tuple[float, float, float]
VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    # Machado, Oliveira and Fernandes 2009, severity 1.0; for linear RGB.
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def linear(colour: str) -> list[float]:
    """Linear sRGB from 0 to 1 of ``#RRGGBB``."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def times(matrix: tuple[Triple, Triple, Triple], colour: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix]


def contrast(first: str, second: str) -> float:
    """WCAG 2.x contrast of two colours, from 1 to 21."""
    dark, light = sorted(times(VISIONS["grey"], linear(colour))[0] for colour in (first, second))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: list[float]) -> Triple:
    """CIE L*a*b* of linear sRGB under D65."""
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    shares = [max(part, 0.0) / whole for part, whole in zip(times(to_xyz, rgb), white, strict=True)]
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(first: Triple, second: Triple) -> float:
    """The colour difference of CIE 142-2001, as Sharma, Wu and Dalal 2005 write it."""
    (l1, a1, b1), (l2, a2, b2) = first, second
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = degrees(atan2(b1, a1 * stretch)) % 360, degrees(atan2(b2, a2 * stretch)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn) / 2)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    middle = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = 1 - 0.17 * cos(radians(middle - 30)) + 0.24 * cos(radians(2 * middle))
    t += 0.32 * cos(radians(3 * middle + 6)) - 0.2 * cos(radians(4 * middle - 63))
    sl = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rt = -sin(radians(60 * exp(-(((middle - 275) / 25) ** 2)))) * 2 * sqrt(chroma**7 / (chroma**7 + 25**7))
    parts = (l2 - l1) / sl, (c2 - c1) / sc, hue / sh
    return sqrt(sum(part**2 for part in parts) + rt * parts[1] * parts[2])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_the_published_pairs(first: Triple, second: Triple, expected: float) -> None:
    assert ciede2000(first, second) == pytest.approx(expected, abs=5e-5)


def test_contrasts_are_those_of_the_guidelines_examples() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def texts(look: Theme) -> Iterator[tuple[str, str, str]]:
    """Every colour of text with every ground that it can stand on: what it is, the text's colour, the ground's."""
    for ground in ("box", "tray"):  # a folded group is a card with the ground of a tray
        for name in ("text", "body", "quiet"):
            yield f"{name} on {ground}", getattr(look, name), getattr(look, ground)
        for number, colour in enumerate(look.palette):
            yield f"stripe {number} on {ground}", colour, getattr(look, ground)
    for name in ("text", "quiet", "body"):  # heading, what stands under it and the footer, legend
        yield f"{name} on paper", getattr(look, name), look.paper
    for kind in KINDS:
        yield f"sign of {kind} on disc", look.links[kind].ink, look.links[kind].disc


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_ground(name: str, record_property: Callable[[str, object], None]) -> None:
    figures = {what: contrast(colour, ground) for what, colour, ground in texts(theme(name))}
    for what, figure in figures.items():
        record_property(what, round(figure, 2))
        print(f"{name}: {what}: {figure:.2f}")
    assert {what: figure for what, figure in figures.items() if figure < READABLE} == {}


@pytest.mark.parametrize("name", THEMES)
def test_lines_can_be_seen_on_every_ground(name: str, record_property: Callable[[str, object], None]) -> None:
    look = theme(name)
    for kind in KINDS:
        for ground in ("paper", "tray"):
            figure = contrast(look.links[kind].colour, getattr(look, ground))
            record_property(f"{kind} on {ground}", round(figure, 2))
            print(f"{name}: {kind} on {ground}: {figure:.2f}")
            assert figure >= VISIBLE, kind


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", THEMES)
def test_kinds_of_links_are_told_apart_by_colour(
    name: str, vision: str, record_property: Callable[[str, object], None]
) -> None:
    seen = {}
    for kind in KINDS:
        colour = times(VISIONS[vision], linear(theme(name).links[kind].colour))
        seen[kind] = lab([min(max(part, 0.0), 1.0) for part in colour])
    near = {}
    for first, second in combinations(KINDS, 2):
        figure = ciede2000(seen[first], seen[second])
        record_property(f"{first}-{second}", round(figure, 1))
        print(f"{name}: {vision}: {first} and {second}: {figure:.1f}")
        if figure < DISTINCT:
            near[first, second] = figure
    assert near == {}


@pytest.mark.parametrize("name", THEMES)
def test_kinds_of_links_are_told_apart_without_colour(name: str) -> None:
    strokes = theme(name).links
    assert len({strokes[kind].dash for kind in KINDS}) == len(KINDS)
    heads = {head(Pen(1, 0, 0), kind, strokes[kind], Point(0, 0), Point(0, 9)).split('"')[1] for kind in KINDS}
    assert len(heads) == len(KINDS)
    assert len({stroke.sign for stroke in strokes.values()}) == len(strokes) == 4
    assert strokes[RelationKind.CONTRADICTION].dash == strokes[RelationKind.ATTACK].dash


@pytest.mark.parametrize("name", THEMES)
def test_stripes_are_told_apart_without_colour(name: str) -> None:
    look = theme(name)
    assert len({look.stripe(number)[1] for number in range(5)}) == 5
    if len(look.palette) > 1:
        assert len({look.stripe(number) for number in range(24)}) == 24


def colours(look: Theme) -> set[str]:
    values = [getattr(look, field.name) for field in fields(look)]
    single = {value for value in values if isinstance(value, str) and value.startswith("#")}
    return single | set(look.palette) | {stroke.colour for stroke in look.links.values()}


@pytest.mark.parametrize("name", THEMES)
def test_a_drawing_has_the_colours_of_its_theme_and_no_others(name: str, article: ArgumentMap) -> None:
    svg = render(article, page="a1", theme=theme(name)).svg()
    found = set(re.findall(r'"(#[0-9A-Fa-f]{3,8})"', svg))
    assert found <= colours(theme(name))
    assert len(found) > 4


def test_what_a_copier_makes_of_the_theme_for_it_is_black_on_white() -> None:
    for colour in colours(theme("print")):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert red == green == blue, colour
        assert red < 128 or red == 255, f"{colour} would vanish"


def test_a_club_names_only_what_it_changes() -> None:
    own = loads('base = "dark"\n[colours]\npaper = "#0a0B0c"\n[links.attack]\ndash = [12, 4.5]\n')
    dark = theme("dark")
    changed = {field.name for field in fields(Theme) if getattr(own, field.name) != getattr(dark, field.name)}
    assert changed == {"paper", "links"}
    assert (own.paper, own.links[RelationKind.ATTACK].dash) == ("#0A0B0C", "12 4.5")
    assert own.links[RelationKind.ATTACK].colour == dark.links[RelationKind.ATTACK].colour
    assert loads("") == LIGHT == theme("light")


def test_a_theme_reaches_the_drawing() -> None:
    map = load_map("[A]: a {side: aff}\n  - [B]: b\n")
    own = loads('font = "Georgia, \'My Serif\'"\n[links.attack]\ncolour = "#123456"\nwidth = 4\n[sizes]\ntitle = 20\n')
    svg = render(map, page="a4", theme=own).svg()
    assert "font-family=\"Georgia, 'My Serif'\"" in svg
    assert 'stroke="#123456"' in svg
    assert svg != render(map, page="a4").svg()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[colors]\npaper = '#FFFFFF'", "there is no “colors” in a theme; did you mean “colours”?"),
        ("[colours]\npapier = '#FFFFFF'", "there is no “colours.papier” in a theme; did you mean “paper”?"),
        ("[colours]\nxyz = 1", "there is no “colours.xyz” in a theme; write one of paper, text"),
        ("[colours]\npaper = 'white'", "“colours.paper” is white; write it as #RRGGBB, such as #1F5A93"),
        ("[colours]\npaper = 7", "“colours.paper” is 7; write it as #RRGGBB"),
        ("colours = 'red'", "“colours” is red; write its keys below a line [colours]"),
        ("[sizes]\ntitle = 400", "“sizes.title” is 400; write a number from 6 to 40"),
        ("[sizes]\ntitle = nan", "“sizes.title” is nan; write a number"),
        ("[sizes]\ntitle = true", "“sizes.title” is True; write a number"),
        ("[links.attack]\ndash = [1, 2, 3]", "“links.attack.dash” is [1, 2, 3]; write lengths of line and gap"),
        ("[links.attack]\ndash = [0, 0]", "“links.attack.dash” is"),
        ("[links.attacks]\nwidth = 1", "there is no “links.attacks” in a theme; did you mean “attack”?"),
        ("font = 'Arial; } body'", "“font” is Arial; } body; write names of fonts such as Arial"),
        ("base = 'drak'", "“base” is drak; write one of light, dark, print, contrast"),
        ("colour_by = 'mood'", "“colour_by” is mood; write one of side, tag, role, group"),
        ("palette = []", "“palette” is []; write a list of 1 to 24 colours"),
        ("palette = ['#FFFFFF', 'x']", "“palette” is ['#FFFFFF', 'x']; write a list"),
        ("x = ", "this is not TOML: Invalid value"),
        ("x = " + "[" * 60_000, "this is not TOML"),
        ("#" * 70_000, "a theme has at most 65536 characters"),
        ('"a\\nb\\u001b[31m" = 1', "there is no “a·b·[31m” in a theme"),
    ],
)
def test_a_mistake_is_answered_with_what_to_write(text: str, message: str) -> None:
    with pytest.raises(ThemeError) as caught:
        loads(text)
    assert str(caught.value).startswith(message)


def test_all_mistakes_are_told_at_once_each_on_its_line() -> None:
    with pytest.raises(ThemeError) as caught:
        loads("font = 1\n[colours]\npaper = 'white'\nxyz = 1\n[sizes]\ntitle = 400\n[links]\nattack = 3\n")
    first, *lines = str(caught.value).splitlines()
    assert first == "5 mistakes:"
    assert [re.search("“(.*?)”", line)[1] for line in lines] == [  # type: ignore[index]
        "font", "colours.paper", "colours.xyz", "sizes.title", "links.attack",
    ]  # fmt: skip
    with pytest.raises(ThemeError) as caught:
        loads("".join(f"k{number} = 1\n" for number in range(1000)))
    assert str(caught.value).splitlines()[0] == "1000 mistakes:"
    assert len(str(caught.value).splitlines()) < 25


def test_a_colour_may_be_written_with_three_digits() -> None:
    assert loads("[colours]\nedge = '#a0F'").edge == "#AA00FF"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[colours]\ntext = '#888888'\ndisc = '#000000'",
            "“colours.text” #888888 can hardly be read on “colours.paper” #FFFFFF: their contrast is 3.5 and readers"
            " need 4.5; choose a darker text or a lighter paper",
        ),
        (
            "base = 'dark'\n[colours]\nquiet = '#777777'",
            "“colours.quiet” #777777 can hardly be read on “colours.paper” #15171B: their contrast is 4.0 and readers"
            " need 4.5; choose a lighter quiet or a darker paper",
        ),
        (
            "palette = ['#000000', '#999999']",
            "“palette 2” #999999 can hardly be read on “colours.box” #FFFFFF: their contrast is 2.8 and readers"
            " need 4.5; choose a darker colour 2 of the palette or a lighter box",
        ),
    ],
)
def test_text_that_could_not_be_read_is_refused(text: str, message: str) -> None:
    with pytest.raises(ThemeError) as caught:
        loads(text)
    assert message in (line.strip() for line in str(caught.value).splitlines())


PALE = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(text=PALE, ground=PALE, key=st.sampled_from(("paper", "box", "tray", "disc")))
def test_what_a_club_may_have_can_be_read(text: str, ground: str, key: str) -> None:
    own = f"[colours]\ntext = '{text}'\n{key} = '{ground}'\n"
    try:
        made = loads(own)
    except ThemeError as error:
        named = re.findall(r"“[a-z.]+ ?[0-9]*” (#\w+) can hardly be read on “[a-z.]+” (#\w+)", str(error))
        assert named
        assert all(contrast(*pair) < READABLE for pair in named)
    else:
        assert all(contrast(colour, behind) >= READABLE for _, colour, behind in texts(made))


def test_an_unknown_theme_is_answered_with_the_nearest() -> None:
    with pytest.raises(ThemeError, match="there is no theme “drk”; did you mean “dark”"):
        theme("drk")


HOSTILE = [
    '#FFFFFF"/><script>alert(1)</script>',
    "#FFFFFF\n",
    "url(https://example.org/x)",
    "red",
    "#FFFF",
    "#１２３４５６",
    "rgba(0,0,0,1)",
    "'; } * { background: url(//x) }",
    'Arial" onload="alert(1)',
    "a'b",
    "&#x3c;",
    "Arial, \\22",
]
KEYS = ["font", "colours.paper", "colours.text", "links.attack.colour", "links.attack.dash", "sizes.title", "palette"]
SAFE = re.compile(r"#[0-9A-F]{6}|[\w ,'-]*|side|[0-9. ]*")


def strings(look: Theme) -> Iterator[str]:
    for value in (getattr(look, field.name) for field in fields(look)):
        if isinstance(value, str):
            yield value
        if isinstance(value, tuple):
            yield from value
    for stroke in look.links.values():
        yield from (stroke.colour, stroke.dash, stroke.disc, stroke.ink)


@given(key=st.sampled_from(KEYS), value=st.sampled_from(HOSTILE) | st.text(max_size=20), many=st.booleans())
def test_nothing_of_a_hostile_file_gets_through(key: str, value: str, many: bool) -> None:
    quoted = '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08X}" for c in value) + '"'
    try:
        made = loads(f"{key} = {f'[{quoted}]' if many else quoted}")
    except ThemeError:
        return
    assert all(SAFE.fullmatch(text) for text in strings(made))


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("key", KEYS)
def test_known_attacks_are_refused(key: str, value: str) -> None:
    quoted = '"' + "".join(f"\\U{ord(c):08X}" for c in value) + '"'
    if (key, value) != ("font", "red"):
        with pytest.raises(ThemeError):
            loads(f"{key} = {quoted}")
