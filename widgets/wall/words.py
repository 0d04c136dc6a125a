"""Words of the wall: severities, statuses, titles, what a tile says about its data."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from services.contract.records import Status
from widgets.format import Format
from widgets.wall.freshness import Grade, Pulse
from widgets.wall.layout import AGES, ARRIVALS, BRIEFING, COUNTS, LOADS, MAP, WORST
from widgets.wall.model import Link

translate: Final = QCoreApplication.translate


def status_word(status: Status) -> str:
    return {
        Status.OPEN: translate("Wall", "belum ditugaskan"),
        Status.DISPATCHED: translate("Status", "ditugaskan"),
        Status.ON_SCENE: translate("Status", "di lokasi"),
        Status.RESOLVED: translate("Status", "tertangani"),
        Status.CLOSED: translate("Status", "selesai"),
    }[status]


def age_band(index: int) -> str:
    """Names of the bands of `AGE_LIMITS_MIN`."""
    return (
        translate("Wall", "< 15 mnt"),
        translate("Wall", "15–60 mnt"),
        translate("Wall", "1–4 jam"),
        translate("Wall", "> 4 jam"),
    )[index]


UNKNOWN: Final = "–"
"""A figure nobody knows yet."""


def waiting() -> str:
    """Instead of facts while there never were any."""
    return translate("Wall", "Menunggu data dari server.")


def tile_title(name: str) -> str:
    return {
        MAP: translate("Wall", "Peta kejadian"),
        COUNTS: translate("Wall", "Terbuka"),
        WORST: translate("Wall", "Terburuk"),
        LOADS: translate("Wall", "Beban OPD"),
        AGES: translate("Wall", "Umur"),
        ARRIVALS: translate("Wall", "Laporan masuk"),
        BRIEFING: translate("Wall", "Pengarahan"),
    }[name]


def pulse_words(pulse: Pulse, link: Link, now: int, monotonic_ms: int, words: Format) -> tuple[str, ...]:
    """What a tile says about its data, the longest wording first: `2 dtk`, `terputus, data 02.13`."""
    grade = pulse.grade(monotonic_ms)
    if grade is Grade.NONE:
        return translate("Wall", "menunggu data"), translate("Wall", "menunggu")
    if grade is Grade.FRESH:
        return (translate("Wall", "{seconds} dtk").format(seconds=pulse.age_s(monotonic_ms)),)
    if grade is Grade.STALE:
        return (translate("Wall", "basi {seconds} dtk").format(seconds=pulse.age_s(monotonic_ms)),)
    at = point(pulse.data_at, now, words)
    short = translate("Wall", "data {at}").format(at=at)
    if link is Link.LIVE:
        return translate("Wall", "beku, data {at}").format(at=at), short, at
    return translate("Wall", "terputus, data {at}").format(at=at), short, at


def point(at: int, now: int, words: Format) -> str:
    """A moment to the minute, with its day when that is not today."""
    return words.minute(at) if words.date(at) == words.date(now) else words.moment(at, now)
