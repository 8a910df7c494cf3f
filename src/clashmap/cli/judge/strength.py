"""Strength as text: bars beside the verdicts, where the two disagree, and burdens of proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clashmap.cli.judge.page import Page
from clashmap.cli.judge.words import IS
from clashmap.cli.terminal import clean
from clashmap.verdicts.judge import Verdict

if TYPE_CHECKING:
    from clashmap.verdicts.burden import Burden
    from clashmap.verdicts.strength.disagreement import Disagreement

_BAR = 10
"""Columns of the bar of what has strength 1."""
_STANDARDS = {
    "preponderance": "preponderance: the strongest point for it is stronger than any against it",
    "clear-and-convincing": "clear and convincing: the strongest point for it is above {STRONG:g}, and more than "
    "{MARGIN:g} above any against it",
    "beyond-reasonable-doubt": "beyond reasonable doubt: the strongest point for it is above {STRONG:g} and more than "
    "{WIDE_MARGIN:g} above any against it, each of which is below {DOUBT:g}",
}


def bar(page: Page, id: str) -> str:
    """The strength as a bar and a number, to stand behind a verdict, when it is asked for."""
    weighed = page.findings.weighed
    if weighed is None or not weighed.is_asked:
        return ""
    value = weighed.strengths.values[id]
    full = round(value * _BAR)
    return f" {'█' * full}{'░' * (_BAR - full)} {value:.2f}"


def weights(page: Page) -> Iterator[str]:
    """Where strengths disagree with verdicts, and whether the burden of proof is met."""
    weighed = page.findings.weighed
    if weighed is None:
        return
    from clashmap.verdicts.strength.models import MODELS

    model = MODELS[weighed.strengths.model]
    if weighed.is_asked:
        yield from page.heading(f"Strength by the {model.title} model ({model.source})")
        yield page.said("A strength from 0 to 1 is another question than the verdict, and changes none.")
        if not weighed.strengths.converged:
            yield page.said(f"It did not settle: some values are off by {weighed.strengths.residual:.2g}.")
        if weighed.disagreements:
            yield page.said("Where verdict and strength disagree:")
        yield from page.listed([_disagreement(page, one) for one in weighed.disagreements])
    if weighed.burden is not None:
        yield from _burden(page, weighed.burden, model.title)


def _disagreement(page: Page, one: Disagreement) -> str:
    attacker = page.name(one.attacker) if one.attacker else ""
    if one.verdict is Verdict.STANDS:
        reason = f"{attacker} falls, which is enough for the verdict, but it still weighs against it"
    elif attacker:
        reason = f"{attacker} stands and attacks it, which is enough for the verdict, but weighs less"
    else:
        reason = "it lacks what it needs, which is enough for the verdict, but weighs little"
    return page.said(f"{page.name(one.id)} {IS[one.verdict]} at {one.strength:.2f}: {reason}", start="- ")


def _burden(page: Page, burden: Burden, model: str) -> Iterator[str]:
    from clashmap.verdicts import burden as numbers

    verdict = page.findings.judgement.verdict
    yield from page.heading(f"Burden of proof on {page.name(burden.id)}")
    standard = _STANDARDS[burden.standard].format_map(vars(numbers))
    yield page.said(f"The standard is {standard} (strength by the {model} model).")
    told = "; ".join(
        f"{page.name(side.id)} is the strongest {word} it ({side.strength:.2f}; it {IS[verdict(side.id)]})"
        if side
        else f"nothing that has strength is {word} it"
        for side, word in ((burden.pro, "for"), (burden.con, "against"))
    )
    decided = f"It is {burden.status}, which decides that."
    yield page.said(decided if burden.status is not None else f"{told[0].upper()}{told[1:]}.")
    unnamed = {"neg": "the negative", "aff": "the affirmative"}.get(burden.presumption, burden.presumption)
    side = clean(page.findings.map.sides.get(burden.presumption, unnamed))
    so = "So the burden is met" if burden.is_met else f"So it is not met: the presumption is with {side}"
    yield page.said(f"{so}. A burden weighs strengths and a verdict does not, so they may differ.")
