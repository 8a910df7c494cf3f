"""axe-core in a page: what judges its accessibility is a script of its own, which need not be here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from paths import ROOT


def accessible(page: Any, *, steps: tuple[str, ...], options: str = "{}") -> None:
    """Hold that axe-core finds nothing serious in *page* after each of the *steps*, which are JavaScript functions."""
    places = [
        os.environ.get("AXE_CORE"),
        ROOT / "node_modules/axe-core/axe.min.js",
        "/usr/lib/node_modules/axe-core/axe.min.js",
    ]
    axe = next((Path(place) for place in places if place and Path(place).is_file()), None)
    if axe is None:
        pytest.skip("axe-core is not here: npm install axe-core, and set AXE_CORE to its axe.min.js")
    page.evaluate(axe.read_text(encoding="utf-8"))
    for step in ("() => {}", *steps):
        page.evaluate(step)
        found = page.evaluate(f"() => axe.run(document, {options}).then(result => result.violations)")
        serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
        assert [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in serious] == []
