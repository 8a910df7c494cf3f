"""From a map to a drawing: what is drawn, that nothing lies on anything else, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clashmap.draw.geometry import Rect
from clashmap.draw.render import render
from clashmap.draw.theme import PAPERS
from clashmap.draw.view import select
from clashmap.draw.view.scope import Scope
from clashmap.graph import ArgumentMap
from clashmap.library import loads
from clashmap.model import RelationKind
from geometry import offences, outside

WORDS = "deniable patrols cost NATO little and keep Moscow guessing what an answer would be".split()  # noqa: SIM905


@st.composite
def debates(draw: st.DrawFn) -> str:
    """A debate of some groups, with links inside and between them, cycles and contradictions among them."""
    count = draw(st.integers(1, 22))
    groups = draw(st.integers(0, 4))
    lines = ["===", "title: Made up", "sides: {aff: Affirmative, neg: Negative}", "===", ""]
    for number in range(count):
        if groups and number % max(count // groups, 1) == 0:
            lines += [f"# Group {number}", ""]
        words = " ".join(WORDS[: draw(st.integers(0, len(WORDS)))])
        title = f"[Claim {number}]" if draw(st.booleans()) else f"<Reason {number}>"
        side = draw(st.sampled_from(("", " {side: aff}", ' {side: neg, role: link, cite: "s 1-2"}')))
        lines += [f"{title}: {words or 'x'}.{side}", ""]
        for _ in range(draw(st.integers(0, 2))):
            other = draw(st.integers(0, count - 1))
            if other != number:
                lines += [title, f"  {draw(st.sampled_from(('+>', '->', '><', '_>')))} [Claim {other}]", ""]
    return "\n".join(lines)


def _swung() -> str:
    pairs = "2>3 2>1 3>0 4>12 6>3 6>4 9>4 10>6 10>17 12>2 12>17 13>17 14>0 20>1"
    claims = {4, 6, 12, 17}
    titles = [f"[Claim {number}]" if number in claims else f"<Reason {number}>" for number in range(21)]
    lines = ["===\ntitle: Made up\nsides: {aff: Affirmative}\n===\n"]
    for number, title in enumerate(titles):
        text = {0: "deniable patrols cost NATO little and.", 20: "x. {side: aff}"}.get(number, "x.")
        lines.append(f"{title}: {text}\n")
    for pair in pairs.split():
        source, target = map(int, pair.split(">"))
        lines.append(f"{titles[source]}\n  +> [Claim {target}]\n")
    return "\n".join(lines)


def test_no_line_swings_out_over_the_cards_beside_its_piece() -> None:
    assert offences(render(loads(_swung()), page="a4").drawing) == []


@pytest.mark.parametrize("engine", ["auto", "graphviz", "tidy"])
@given(text=debates())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_cards_are_apart_and_lines_pass_clear_of_them(engine: str, text: str) -> None:
    map = loads(text)
    sheet = render(map, page="a3", engine=engine)
    assert offences(sheet.drawing) == []
    page = Rect(0, 0, sheet.page.width, sheet.page.height)
    assert outside(sheet.drawing, page.grown(-sheet.page.margin * 0.5)) == []
    assert list(sheet.drawing.cards) == list(select(map).nodes)


def links(text: str) -> set[tuple[str, str, str]]:
    return {(link.kind.value, link.source, link.target) for link in select(loads(text)).links}


def test_what_meets_an_unnamed_premise_is_drawn_at_its_argument() -> None:
    text = """
<A>: an argument

(1) unnamed premise
  <- <B>: an objection
(2) [P]: named premise
----
(3) unnamed conclusion
  +> [T]: the thesis
"""
    assert links(text) == {("attack", "<B>", "<A>"), ("support", "[P]", "<A>"), ("support", "<A>", "[T]")}


def test_what_an_unnamed_premise_does_is_done_by_its_argument() -> None:
    text = "[Plan]: we do it\n\n<A>: a\n\n(1) unnamed\n  -> [Plan]\n----\n(2) [C]: c\n"
    assert ("attack", "<A>", "[Plan]") in links(text)


def test_what_a_claim_does_to_itself_is_named_in_its_card() -> None:
    sheet = render(loads("[A]: a\n  - [A]\n  + [B]: b\n"))
    assert offences(sheet.drawing) == []
    assert [placed.line.text for placed in sheet.drawing.cards["[A]"][0].chips] == ["→ itself"]
    assert "Attacks itself." in sheet.svg()


def test_points_of_equal_weight_share_no_head() -> None:
    text = "# G\n\n[A]: a\n  + [B]: b\n\n[D]: d\n  + [E]: e\n\n# H\n\n[R]: r {role: resolution}\n"
    assert select(loads(text)).heads == ()


def test_sides_that_the_front_matter_does_not_list_are_listed_as_they_come() -> None:
    view = select(loads("[A]: a {side: neg}\n\n[B]: b {side: aff}\n"))
    assert dict(view.sides) == {"neg": "Neg", "aff": "Aff"}


def test_two_sections_of_one_name_are_told_apart() -> None:
    map = loads("# A\n\n## C\n\n[a]: a\n\n# B\n\n## C\n\n[b]: b\n")
    with pytest.raises(LookupError, match="there are 2 sections"):
        select(map, Scope(section="C"))
    assert set(select(map, Scope(section="B / C")).nodes) == {"[b]"}


@pytest.mark.parametrize(("option", "value"), [("page", "a9"), ("engine", "neato")])
def test_an_unknown_page_or_engine_is_answered_with_the_known_ones(option: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"there is no {option} “{value}”; say auto"):
        render(loads("[A]: a"), **{option: value})  # type: ignore[arg-type]


def test_a_thicket_is_drawn_in_full_with_what_cannot_be_led_named() -> None:
    names = range(30)
    text = "\n".join(
        f"[C{a}]: claim {a}\n" + "".join(f"  - [C{b}]\n" for b in names if (a * b) % 3 == 1) for a in names
    )
    sheet = render(loads(text), page="a2")
    assert offences(sheet.drawing) == []
    assert any(card.more for card, _ in sheet.drawing.cards.values())


def test_texts_too_wide_for_a_card_or_a_legend_are_shortened() -> None:
    wide = "an uncommonly long name for a side of a debate " * 3
    text = f"===\ntitle: {wide * 3}\nsides: {{{wide}: {wide}}}\n===\n\n[A]: a {{side: {wide}}}\n  - [B]: b\n"
    sheet = render(loads(text), page="a4")
    assert offences(sheet.drawing) == []
    lines = [*sheet.heading, *sheet.footer, *(key.line for key in sheet.legend)]
    assert all(line.x + line.width <= sheet.page.width for line in lines)


@pytest.mark.parametrize(
    ("issued", "shown"),
    [("2025", "2025"), ("{date-parts: [[2025, 3]]}", "2025-03"), ("{raw: spring}", "spring"), ("{odd: 1}", "")],
)
def test_dates_are_read_as_csl_writes_them(issued: str, shown: str) -> None:
    text = f"===\nsources: {{s: {{title: T, issued: {issued}}}}}\n===\n\n[A]: a {{cite: s 1}}\n"
    (footer,) = render(loads(text)).footer
    assert footer.text.startswith(f"Source: T, {shown}." if shown else "Source: T.")


def test_with_several_sources_every_citation_names_its_own() -> None:
    text = "===\nsources: {s: {title: S}, t: {title: T}}\n===\n\n[A]: a {cite: s 1}\n"
    card, _ = render(loads(text)).drawing.cards["[A]"]
    assert "s ¶1" in [line.text for line in card.lines]


def test_the_head_of_a_group_is_what_most_of_it_bears_on() -> None:
    text = "# G\n\n[A]: a\n  + [B]: b\n    - [C]: c\n\n[D]: d\n  + [E]: e\n\n# H\n\n[R]: r {role: resolution}\n"
    assert select(loads(text)).heads == ("[A]",)


def test_the_resolution_is_the_claim_that_says_so() -> None:
    map = loads("[A]: a\n  + [B]: b\n  + [C]: c\n\n[R]: r {role: resolution}\n  + [D]: d\n")
    assert select(map).resolution == "[R]"


def test_without_a_word_the_resolution_is_what_is_answered_most() -> None:
    assert select(loads("[A]: a\n  + [B]: b\n\n[R]: r\n  + [D]: d\n  - [E]: e\n")).resolution == "[R]"


def test_a_section_shows_what_it_mentions_with_all_relations_among_it() -> None:
    map = loads("# One\n\n[A]: a\n  - [B]: b\n  + [X]: x\n\n# Two\n\n[C]: c\n\n[A]\n\n[B]\n  -> [C]\n")
    view = select(map, Scope(section="two"))
    assert set(view.nodes) == {"[A]", "[B]", "[C]"}
    assert {(link.source, link.target) for link in view.links} == {("[B]", "[A]"), ("[B]", "[C]")}


def test_a_section_within_a_section_is_part_of_it() -> None:
    assert set(select(loads("# One\n\n## Two\n\n[A]: a\n\n# Three\n\n[B]: b\n"), Scope(section="One")).nodes) == {"[A]"}


def test_an_unknown_section_is_answered_with_the_nearest() -> None:
    with pytest.raises(LookupError, match="did you mean “Deniability”"):
        select(loads("# Deniability\n\n[A]: a\n\n# Costs\n\n[B]: b\n"), Scope(section="Denyability"))


def test_one_heading_over_everything_is_a_subtitle() -> None:
    view = select(loads("===\ntitle: T\n===\n\n# Question\n\n[A]: a\n  + [B]: b\n"))
    assert (view.title, view.subtitle, view.root.groups) == ("T", "Question", ())


def test_a_heading_over_everything_is_not_a_group() -> None:
    view = select(loads("# Title\n\n## One\n\n[A]: a\n\n## Two\n\n[B]: b\n"))
    assert [group.title for group in view.root.groups] == ["One", "Two"]


@pytest.mark.parametrize("page", PAPERS)
def test_every_page_is_filled_without_being_left(page: str, article: ArgumentMap) -> None:
    sheet = render(article, page=page, scope=Scope(section="A missile umbrella from NATO soil"))
    assert {sheet.page.width, sheet.page.height} == {PAPERS[page].width, PAPERS[page].height}
    assert outside(sheet.drawing, Rect(0, 0, sheet.page.width, sheet.page.height)) == []


def test_auto_takes_the_smallest_page_on_which_the_text_is_legible(article: ArgumentMap) -> None:
    sheet = render(article)
    assert sheet.smallest_text >= 6.0
    smaller = {"a1": "a2", "a2": "a3", "a3": "a4", "a0": "a1"}[sheet.page.name]
    assert render(article, page=smaller).smallest_text < 6.0


@pytest.mark.parametrize(
    "text", ["", "[A]: a", "[A]", "<A>: only an argument", "# Only a heading", "[A]: a\n  >< [B]: b"]
)
def test_the_smallest_maps_are_drawn_too(text: str) -> None:
    sheet = render(loads(text))
    assert offences(sheet.drawing) == []
    assert sheet.svg().endswith("</svg>\n")


@pytest.mark.parametrize("shape", ["chain", "star", "circle", "loose", "forest"])
def test_large_maps_are_drawn_whole(shape: str) -> None:
    count = 260
    lines = [f"[C{n}]: claim number {n} of many\n" for n in range(count)]
    for n in range(count):
        above = {"chain": n - 1, "star": 0, "circle": (n + 1) % count, "loose": n, "forest": n - n % 13}[shape]
        if above not in (n, -1):
            lines.append(f"[C{n}]\n  {'->' if n % 2 else '+>'} [C{above}]\n")
    sheet = render(loads("\n".join(lines)), page="a1")
    assert len(sheet.drawing.cards) == count
    assert offences(sheet.drawing) == []


def test_a_slow_engine_is_replaced_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    from clashmap.draw.engines import EngineError, embedded

    monkeypatch.setattr(embedded, "FUEL", 1000)
    tangled = loads("[A]: a\n  + [B]: b\n    + [C]: c\n  - [C]\n")
    sheet = render(tangled)
    assert len(sheet.warnings) == 1
    assert "took too long" in sheet.warnings[0]
    assert "tidy tree" in sheet.warnings[0]
    assert offences(sheet.drawing) == []
    with pytest.raises(EngineError, match="took too long"):
        render(tangled, engine="graphviz")


def test_a_link_is_a_line_or_a_chip_at_both_ends(article: ArgumentMap) -> None:
    drawing = render(article, page="a2").drawing
    assert drawing.chips
    lines = {route.link for route in drawing.routes}
    assert lines | drawing.chips == set(drawing.view.links)
    assert not lines & drawing.chips


def test_links_of_every_kind_are_told_apart_without_colour(article: ArgumentMap) -> None:
    strokes = render(article, page="a2").drawing.theme.links
    assert set(strokes) == {
        RelationKind.SUPPORT,
        RelationKind.ATTACK,
        RelationKind.UNDERCUT,
        RelationKind.CONTRADICTION,
    }
    assert len({stroke.sign for stroke in strokes.values()}) == len(strokes)
    assert len({strokes[kind].dash for kind in (RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT)}) == 3
