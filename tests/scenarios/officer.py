"""An officer of an OPD as a process of its own: works off orders handed over by lines on stdin.

`python -m tests.scenarios.officer NAME IN_BROWSER`: each line is JSON with `order`, `url` and `what`; the
first IN_BROWSER orders are done in a real Chromium at phone size, the others over HTTP without scripts. An
order that is done is answered by its number on a line.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, Error, Page

from tests.field.phone import press, says
from tests.field.pictures import photo, saved
from tests.harness.browser import chromium, telephone
from tests.harness.waiting import wait_until
from tests.scenarios.fieldwork import PATIENCE_S, Officer, written


class OfficerProcess:
    """Starts such a process and hands orders to it."""

    def __init__(self, name: str, log: Path, in_browser: int = 0) -> None:
        self.handed: set[int] = set()
        self._log = log
        command = [sys.executable, "-m", "tests.scenarios.officer", name, str(in_browser)]
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT, text=True
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def hand_over(self, order_id: int, url: str, what: str) -> None:
        """Give them the link of an order."""
        assert self._process.stdin is not None
        self.handed.add(order_id)
        self._process.stdin.write(json.dumps({"order": order_id, "url": url, "what": what}) + "\n")
        self._process.stdin.flush()

    def check(self) -> None:
        """AssertionError with what it said, where it has ended before its time."""
        assert self._process.poll() is None, self._log.read_text(errors="replace")

    def goes_home(self) -> None:
        """Nothing more will come: wait for its end, which has to be a good one."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait(PATIENCE_S) == 0, self._log.read_text(errors="replace")


def _said_again(what: str) -> str:
    """The order in words of one's own."""
    return what[0].lower() + what[1:].rstrip(".")


def _over_http(officer: Officer, job: dict[str, Any]) -> None:
    url, number = job["url"], job["order"]
    assert written(officer.sees(url)) == job["what"]
    officer.act(url, "terima")
    officer.read_back(url, _said_again(job["what"]))
    officer.act(url, "berangkat", taps=2 if number % 3 == 0 else 1)
    officer.act(url, "tiba")
    officer.done(url, seed=number)


def _in_browser(browser: Browser, folder: Path, name: str, job: dict[str, Any]) -> None:
    picture = saved(folder, f"{job['order']}.jpg", photo(640, 480, seed=job["order"]))
    with telephone(browser) as (_context, page):
        page.set_default_timeout(PATIENCE_S * 1000)
        wait_until(lambda: _opens(page, job["url"]), "the page opens", PATIENCE_S)
        assert page.locator("blockquote").inner_text() == f"“{job['what']}”"
        _done(page, "terima", "Diterima.")
        form = page.locator("form[data-act=baca]")
        form.locator("[name=what]").fill(_said_again(job["what"]))
        for field in ("same_where", "same_by"):
            form.locator(f"[name={field}]").check()
        form.locator("[name=person]").fill(name)
        _done(page, "baca", "Baca ulang terkirim.")
        _done(page, "berangkat", "Tercatat: berangkat.")
        _done(page, "tiba", "Tercatat: tiba di lokasi.")
        page.locator("input[type=file][multiple]").set_input_files(picture)
        _done(page, "selesai", "Laporan selesai terkirim.")


def _done(page: Page, act: str, words: str) -> None:
    """Press, and wait until the page has said so and renewed itself: a hand is not faster than that."""
    press(page, act)
    says(page, words)
    page.locator(f"form[data-act={act}]").wait_for(state="detached")


def _opens(page: Page, url: str) -> bool:
    try:
        reply = page.goto(url)
    except Error:
        return False
    return reply is not None and reply.ok


def _jobs() -> Iterator[dict[str, Any]]:
    for line in sys.stdin:
        yield json.loads(line)


def main() -> None:
    name, in_browser = sys.argv[1], int(sys.argv[2])
    jobs = _jobs()
    with tempfile.TemporaryDirectory() as folder, Officer(name) as officer:
        if in_browser:
            with chromium() as browser:
                for _, job in zip(range(in_browser), jobs, strict=False):
                    _in_browser(browser, Path(folder), name, job)
                    print(job["order"], flush=True)
        for job in jobs:
            _over_http(officer, job)
            print(job["order"], flush=True)


if __name__ == "__main__":
    main()
