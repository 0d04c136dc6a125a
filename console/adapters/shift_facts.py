"""Figures of a watch beside the same hours a week earlier, in words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from services.contract.records import Disposition
from services.projection.board import Board
from services.reporting.shift_figures import WEEK_MS, ShiftFigures, figures, known
from widgets.format import NONE, Format
from widgets.handover.model import Fact

translate = QCoreApplication.translate

NUISANCE = (Disposition.PRANK.value, Disposition.GHOST.value)


def shift_facts(board: Board, words: Format, since: int, until: int) -> tuple[Fact, ...]:
    """What came in, how long each step took (90th percentile), what nuisance cost; times in milliseconds."""
    present = figures(board, since, until)
    before = figures(board, since - WEEK_MS, until - WEEK_MS, now=until)
    logged = bool(known(board, (before,)))

    def counted(caption: str, count: int, earlier: int) -> Fact:
        return Fact(caption, words.number(count), words.number(earlier))

    def step(caption: str, name: str) -> Fact:
        return Fact(caption, _length(present, name, words), _length(before, name, words))

    found: tuple[Fact, ...] = (
        counted(translate("Handover", "Kejadian masuk"), present.arrivals, before.arrivals),
        counted(translate("Handover", "Laporan"), present.reports, before.reports),
        counted(translate("Handover", "Iseng / kosong"), _nuisance(present), _nuisance(before)),
        step(translate("Handover", "Tindakan pertama (p90)"), "first_action"),
        step(translate("Handover", "Sampai ditugaskan (p90)"), "dispatch"),
        step(translate("Handover", "Tanda terima OPD (p90)"), "acknowledge"),
        step(translate("Handover", "Sampai di lokasi (p90)"), "scene"),
        step(translate("Handover", "Sampai ditutup (p90)"), "close"),
        Fact(
            translate("Handover", "Waktu untuk iseng"),
            words.age(present.lost_ms),
            words.age(before.lost_ms),
        ),
    )
    if not logged:  # a week before the log began is not a quiet one
        found = tuple(replace(each, note=NONE) for each in found)
    return tuple(each for each in found if (each.value, each.note) != (NONE, NONE))


def _nuisance(figures: ShiftFigures) -> int:
    return sum(figures.dispositions.get(value, 0) for value in NUISANCE)


def _length(figures: ShiftFigures, name: str, words: Format) -> str:
    found = figures.steps[name]
    return words.age(found.p90) if found.count else NONE
