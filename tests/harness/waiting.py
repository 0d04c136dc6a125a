"""Waiting for a condition instead of for a while."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def wait_until(condition: Callable[[], T], what: str, within: float = 20.0) -> T:
    """Return the first true value of the condition; AssertionError naming `what` after `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"after {within:g} s still not: {what}")
        time.sleep(0.02)
