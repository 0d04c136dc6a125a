"""What a hand does on the page, and what is seen there."""

from __future__ import annotations

import contextlib
from pathlib import Path

from playwright.sync_api import Error, Page

from tests.harness.waiting import wait_until

PICTURES = Path(__file__).parents[2] / "artifacts" / "field"
"""Where screenshots go, to be looked at."""


def snap(page: Page, name: str) -> None:
    """A screenshot of the whole page, as an artefact."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def read_back(page: Page, *, what: str, by: str, where: str = "", person: str = "Budi Santoso") -> None:
    """Fill the read-back, not sent yet; an empty `where` chooses the words as written."""
    form = page.locator("form[data-act=baca]")
    form.locator("[name=what]").fill(what)
    if where:
        form.locator("[name=where]").fill(where)
    else:
        form.locator("[name=same_where]").check()
    form.locator("[name=by]").fill(by)
    form.locator("[name=person]").fill(person)


def press(page: Page, act: str) -> None:
    """Press the button of an act, opening what hides it; the page may be renewing itself meanwhile."""
    button = page.locator(f"form[data-act={act}] button")
    closed = page.locator(f"details:not([open]):has(form[data-act={act}]) > summary")

    def reachable() -> bool:
        if not button.is_visible() and closed.count():
            with contextlib.suppress(Error):
                closed.last.click(timeout=1000)
        return button.is_visible()

    wait_until(reachable, f"the button of {act}")
    button.click()


def says(page: Page, words: str) -> None:
    """Wait until the page says something and has come to rest; AssertionError with what it says instead."""
    try:
        page.get_by_text(words).first.wait_for()
        page.locator("main:not([aria-busy])").wait_for()
    except Error as error:
        said = page.locator("main").inner_text()
        raise AssertionError(f"the page does not say {words!r}, but:\n{said}") from error


def holds(page: Page, script: str, what: str, argument: str = "") -> None:
    """Wait until an expression is true on the page, whose policy lets nothing be evaluated there."""
    wait_until(lambda: page.evaluate(script, argument), what)
