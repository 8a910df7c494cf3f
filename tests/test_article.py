"""The map of the article: that it is whole, cited, in its own words, and drawn as the README shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from clashmap.draw.render import render, render_sheets
from clashmap.draw.view.scope import Scope
from clashmap.draw.view.split import split
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, RelationKind
from clashmap.verdicts.judge import Verdict, judge
from geometry import offences
from paths import ARTICLE, DEBATE, ROOT, needs_article

HEADINGS = {7, 17, 28, 39, 53, 70, 82, 91, 94, 97, 100}
"""Paragraphs of the article that are headings; 1 and 2 are its title."""
BODY = set(range(3, 110)) - HEADINGS
CLASH = "Deniability against the no-fly zone"
RUN = 8
"""So many words of the article in a row would be copied."""


def nodes(map: ArgumentMap) -> list[Claim | Argument]:
    return [*(claim for claim in map.claims.values() if claim.title), *map.arguments.values()]


def paragraphs() -> list[str]:
    return [line for line in ARTICLE.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_nothing_is_wrong_with_it(article: ArgumentMap) -> None:
    assert [f"{finding.code} {finding.place}" for finding in article.diagnostics] == []


def test_it_is_a_debate_of_some_size(article: ArgumentMap) -> None:
    kinds = Counter(relation.kind for relation in article.relations)
    assert len(nodes(article)) >= 70
    assert kinds[RelationKind.ATTACK] + kinds[RelationKind.UNDERCUT] + kinds[RelationKind.CONTRADICTION] >= 30
    assert sum(bool(argument.steps) for argument in article.arguments.values()) >= 5
    sides = Counter(node.side for node in nodes(article))
    assert min(sides["aff"], sides["neg"]) >= 40


def test_no_text_is_too_long_for_a_card(article: ArgumentMap) -> None:
    assert [node.id for node in nodes(article) if len(node.text) > 200] == []


def test_the_resolution_and_six_options_are_there(article: ArgumentMap) -> None:
    roles = Counter(node.role for node in nodes(article))
    assert (roles["resolution"], roles["option"]) == (1, 6)
    resolution = next(node.id for node in nodes(article) if node.role == "resolution")
    supporting = {relation.source for relation in article.relations if relation.target == resolution}
    assert {node.id for node in nodes(article) if node.role == "option"} <= supporting


def test_every_point_is_either_the_articles_and_cited_or_our_own(article: ArgumentMap) -> None:
    for node in nodes(article):
        assert ("article" in node.tags) != ("analytic" in node.tags), node.id
        assert bool(node.citations) == ("article" in node.tags), node.id


def test_nearly_all_of_the_article_is_cited(article: ArgumentMap) -> None:
    cited = {number for node in nodes(article) for citation in node.citations for number in citation.paragraphs}
    assert cited <= BODY
    assert len(cited) / len(BODY) >= 0.85


@needs_article
def test_the_citations_count_as_the_text_does() -> None:
    text = paragraphs()
    assert len(text) == max(BODY)
    assert all(len(text[number - 1].split()) <= 9 for number in HEADINGS)
    assert "no-fly zone" in text[46]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.casefold()))


def runs(text: str) -> Iterable[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[index : index + RUN]) for index in range(len(found) - RUN + 1))


@needs_article
def test_no_file_of_the_project_repeats_the_article() -> None:
    known = set(runs(ARTICLE.read_text(encoding="utf-8")))
    assert len(known) > 3000
    suffixes = {".argdown", ".md", ".py", ".toml", ".svg", ".json", ".txt"}
    hidden = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "build"}
    copied = []
    for path in sorted(ROOT.rglob("*")):
        if path.suffix in suffixes and not hidden & set(path.relative_to(ROOT).parts):
            text = path.read_text(encoding="utf-8", errors="replace")
            copied += [f"{path.name}: {' '.join(run)}" for run in runs(text) if run in known]
    assert copied == []


def test_no_prose_is_hidden_in_the_drawing(article: ArgumentMap) -> None:
    assert offences(render(article, page="a1").drawing) == []


def test_the_clash_fits_one_sheet_with_every_link_an_arrow(article: ArgumentMap) -> None:
    sheet = render(article, scope=Scope(section=CLASH), page="a4")
    assert 12 <= len(sheet.drawing.cards) <= 20
    assert sheet.drawing.chips == frozenset()
    assert len(sheet.drawing.routes) == len(sheet.drawing.view.links) >= 14
    assert offences(sheet.drawing) == []
    assert sheet.smallest_text >= 7.0


@pytest.mark.parametrize(
    ("name", "section", "page"),
    [("map.svg", None, "auto"), ("deniability.svg", CLASH, "a4"), ("verdicts.svg", CLASH, "a4")],
)
def test_the_pictures_beside_the_text_are_up_to_date(
    article: ArgumentMap, name: str, section: str | None, page: str, accept: bool
) -> None:
    judgement = judge(article) if name == "verdicts.svg" else None
    made = render(article, scope=Scope(section=section), page=page, judgement=judgement).svg()
    if accept:
        (DEBATE / name).write_text(made, encoding="utf-8", newline="\n")
    assert (DEBATE / name).read_text(encoding="utf-8") == made, "type: python -m pytest tests/test_article.py --accept"


def test_the_central_clash_is_judged_as_a_coach_would(article: ArgumentMap) -> None:
    judgement = judge(article)
    assert judgement.verdict("[The zone risks a wider war]") is Verdict.STANDS
    assert judgement.verdict("[Patrol the sky over Ukraine]") is Verdict.FALLS
    assert judgement.verdict("[Deniable help beats a no-fly zone]") is Verdict.CONTESTED
    certain = judge(article, granted=["[A tripwire needs certainty]"])
    vague = judge(article, granted=["[Ambiguity keeps Russia guessing]"])
    assert certain.verdict("[Deniable help beats a no-fly zone]") is Verdict.FALLS
    assert vague.verdict("[Deniable help beats a no-fly zone]") is Verdict.STANDS


def test_the_map_splits_into_an_index_and_its_groups(article: ArgumentMap) -> None:
    (name, index), *parts = split(article, stem="map", suffix=".svg")
    assert name == "map.svg"
    assert len(parts) == len(index.nodes) == 12
    for view in (index, *(view for _, view in parts)):
        sheet = render_sheets(article, view, sheets=1)[0]
        assert offences(sheet.drawing) == []
        assert sheet.smallest_text >= 8.0
