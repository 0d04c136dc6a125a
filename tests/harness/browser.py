"""Debian's Chromium as a telephone: headless, at phone size, driven by Playwright."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM: Final = Path("/usr/bin/chromium")
WIDTH, HEIGHT = 390, 844
_FLAGS: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; AssertionError where it is not installed: the page is not tested without one."""
    assert CHROMIUM.exists(), "Chromium is missing (Debian package chromium): the field page cannot be tested"
    flags = [*_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*_FLAGS]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def telephone(browser: Browser, **options: Any) -> Iterator[tuple[BrowserContext, Page]]:
    """A telephone that nobody used before. `options` go to Playwright's `new_context`.

    Every request beyond `127.0.0.1` and every error of the page's scripts fails the test at the end.
    """
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        **options,
    )
    strays: list[str] = []
    context.on("request", lambda request: strays.append(request.url) if _outside(request.url) else None)
    page = context.new_page()
    page.on("pageerror", lambda error: strays.append(str(error)))
    page.set_default_timeout(15_000)
    try:
        yield context, page
    finally:
        context.close()
    assert not strays, f"the page asked elsewhere, or its scripts failed: {strays}"


def _outside(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))
