"""Options of the test run."""

from __future__ import annotations

import pytest

from clashmap.graph import ArgumentMap
from clashmap.library import load
from paths import DEBATE


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expected results with what the code makes now")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected results are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def article() -> ArgumentMap:
    """The map of the article."""
    return load(DEBATE)
