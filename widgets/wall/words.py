"""Words of the wall: severities, statuses, titles, what a tile says about its data."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from services.contract.records import Status
from widgets.format import Format
from widgets.wall.freshness import Grade, Pulse
from widgets.wall.layout import AGES, ARRIVALS, COUNTS, LOADS, MAP, WORST
from widgets.wall.model import Link

translate: Final = QCoreApplication.translate


def severity_word(rank: int) -> str:
    return (
        translate("Wall", "Kritis"),
        translate("Wall", "Tinggi"),
        translate("Wall", "Sedang"),
        translate("Wall", "Rendah"),
    )[rank]


def status_word(status: Status) -> str:
    return {
        Status.OPEN: translate("Wall", "belum ditugaskan"),
        Status.DISPATCHED: translate("Wall", "ditugaskan"),
        Status.ON_SCENE: translate("Wall", "di lokasi"),
        Status.RESOLVED: translate("Wall", "selesai"),
        Status.CLOSED: translate("Wall", "ditutup"),
    }[status]


def age_band(index: int) -> str:
    """Names of the bands of `AGE_LIMITS_MIN`."""
    return (
        translate("Wall", "< 15 mnt"),
        translate("Wall", "15–60 mnt"),
        translate("Wall", "1–4 jam"),
        translate("Wall", "> 4 jam"),
    )[index]


def tile_title(name: str) -> str:
    return {
        MAP: translate("Wall", "Peta kejadian"),
        COUNTS: translate("Wall", "Terbuka"),
        WORST: translate("Wall", "Terburuk"),
        LOADS: translate("Wall", "Beban OPD"),
        AGES: translate("Wall", "Umur"),
        ARRIVALS: translate("Wall", "Laporan masuk"),
    }[name]


def pulse_words(pulse: Pulse, link: Link, now: int, monotonic_ms: int, words: Format) -> str:
    """What a tile says about its data: `2 dtk`, `basi 4 dtk`, `terputus, data 02.13.40`."""
    grade = pulse.grade(monotonic_ms)
    if grade is Grade.NONE:
        return translate("Wall", "menunggu data")
    if grade is Grade.FRESH:
        return translate("Wall", "{seconds} dtk").format(seconds=pulse.age_s(monotonic_ms))
    if grade is Grade.STALE:
        return translate("Wall", "basi {seconds} dtk").format(seconds=pulse.age_s(monotonic_ms))
    at = words.moment(pulse.data_at, now)
    if link is Link.LIVE:
        return translate("Wall", "beku, data {at}").format(at=at)
    return translate("Wall", "terputus, data {at}").format(at=at)
