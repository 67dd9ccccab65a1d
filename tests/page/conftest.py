"""The browser of the page's tests: the system's Chromium, if there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

FLAGS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync
    --disable-background-networking --disable-component-update
"""
PATIENCE = 30_000  # milliseconds: a busy machine is slow, not wrong
HOW_TO_GET_IT = "Browser tests skipped: no Chromium found (Debian: apt-get install chromium)."


def chromium() -> str | None:
    """The browser's path: CHROMIUM in the environment, else what is installed."""
    return (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Chromium, or a skip; with REQUIRE_BROWSER set, a failure."""
    found = chromium()
    if found is None:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(HOW_TO_GET_IT)
    return found


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """A browser for the tests of one file."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS.split())
        yield opened
        opened.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once, in one line, why browser tests were skipped."""
    if any(HOW_TO_GET_IT in str(one.longrepr) for one in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(HOW_TO_GET_IT)
