"""Where things are, from the project's root; and what to say where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DEBATE = ROOT / "arguments" / "air-support-guarantee"
CARDS = 118
"""How many claims with a title and arguments the map of the article has."""
ARTICLE = ROOT.parent / "shared" / "sources" / "air-support.txt"

needs_article = pytest.mark.skipif(not ARTICLE.exists(), reason="the article's text is not shipped and not here")
