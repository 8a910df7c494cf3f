"""Options of the test run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings

import clashmap
from clashmap.graph import ArgumentMap
from clashmap.library import load
from paths import DEBATE

# A slow machine is no fault, and what is tried on a landing is the same each time; at a desk it is new each time.
settings.register_profile("desk", deadline=None)
settings.register_profile("landing", deadline=None, derandomize=True)
settings.load_profile("landing" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expected results with what the code makes now")
    parser.addoption("--thorough", action="store_true", help="ask slow tests for all they could ask, for many minutes")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """How many processes ``-n auto`` starts: each imports all tests, and a machine may lend fewer cores than it has."""
    return min(4, os.cpu_count() or 1)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected results are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether slow tests are to leave out nothing."""
    return bool(request.config.getoption("--thorough"))


@pytest.fixture(scope="session")
def article() -> ArgumentMap:
    """The map of the article."""
    return load(DEBATE)


class Run(Protocol):
    """Runs the command line in a process of its own, in an empty folder."""

    def __call__(
        self, *arguments: str, input: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """``run("check", "debate.argdown")``: exit code, stdout and stderr of a whole process."""

    def run(*arguments: str, input: bytes = b"", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        around = {key: value for key, value in os.environ.items() if not key.startswith("CLASHMAP")}
        around["PYTHONPATH"] = str(Path(clashmap.__file__).parents[1])
        command = [sys.executable, "-m", "clashmap", *arguments]
        done = subprocess.run(
            command, input=input, capture_output=True, cwd=tmp_path, env=around | (env or {}), check=False, timeout=600
        )
        out, err = (stream.decode("utf-8").replace("\r\n", "\n") for stream in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(command, done.returncode, out, err)

    return run
