"""The table of alarms: how many in which ten minutes, and how many people were seated then."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

WINDOW_MS: Final = 10 * 60_000
KEEP_WINDOWS: Final = 6 * 7 * 144
"""Windows with alarms: six weeks of them."""
KEEP_MANNED: Final = 4_000


class Alarm(StrEnum):
    """Why somebody had to act."""

    INCIDENT = "incident"
    RAISED = "raised"
    DEADLINE = "deadline"
    ORDER = "order"
    ANSWER = "answer"
    CHANNEL = "channel"
    PROMISE = "promise"
    """Never counted here: the promises themselves say it."""


class Alarmbook(Struct, omit_defaults=True, kw_only=True):
    """Do not change it except through `alarming.take`."""

    raised: dict[int, dict[str, int]] = {}
    """Window (`at // WINDOW_MS`) → alarm → how many."""
    manned: list[tuple[int, int]] = []
    """From when how many were seated and not on a break, oldest first."""


def count(book: Alarmbook, at: int, alarm: Alarm) -> None:
    """One more alarm in its window; the oldest window goes when there are too many."""
    number = at // WINDOW_MS
    window = book.raised.get(number)
    if window is None:
        window = book.raised[number] = {}
        if len(book.raised) > KEEP_WINDOWS:
            del book.raised[min(book.raised)]
    window[alarm.value] = window.get(alarm.value, 0) + 1


def seated(book: Alarmbook, at: int, people: int) -> None:
    """From now on so many are on duty."""
    if not book.manned or book.manned[-1][1] != people:
        book.manned.append((at, people))
        if len(book.manned) > KEEP_MANNED:
            del book.manned[0]
