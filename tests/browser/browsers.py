"""Headless Chromium, and the pages that are opened in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
"""No sandbox, which a container does not grant; nothing that the browser asks the network for on its own."""

REQUIRED = "COPYDESK_REQUIRE_SERVICES"
"""Where this is 1, a test that lacks its browser fails instead of being skipped."""


@contextmanager
def started_browser() -> Iterator[Browser]:
    """The browser, closed at the end; without one the test is skipped, or fails where it is required."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        reason = "Chromium is not installed (apt-get install chromium)"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()
