"""Debian's Chromium for tests: driven by Playwright, with no other fonts than those asked for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 300_000
"""How many milliseconds a browser may take for one thing on a machine that has much else to do."""
needs_chromium = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")]


@contextmanager
def chromium(folder: Path, *, fonts: Sequence[Path] = ()) -> Iterator[Browser]:
    """A browser whose home is *folder*, and which has only the fonts of these folders if any are given."""
    playwright = pytest.importorskip("playwright.sync_api")
    environment = {**os.environ, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    if fonts:
        config = folder / "fonts.conf"
        folders = "".join(f"<dir>{font}</dir>" for font in fonts)
        config.write_text(
            f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{folders}'
            f"<cachedir>{folder / 'fonts'}</cachedir></fontconfig>"
        )
        environment["FONTCONFIG_FILE"] = str(config)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], env=environment, timeout=PATIENCE
        )
        yield browser
        browser.close()
