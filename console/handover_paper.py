"""Puts a handover on paper: figures in words, marks on the map, and Qt without a screen."""

from __future__ import annotations

import os
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QHashSeed
from PySide6.QtGui import QGuiApplication

from services.contract.briefing import Document
from services.contract.city import CityPack
from services.contract.period import Spread
from services.contract.shifts import Handover
from services.projection.board import Board
from services.reporting.shift_figures import Compared, ShiftFigures
from widgets.format import NONE, Format
from widgets.paper.content import HandoverPaper, Mark, Outline, Table
from widgets.paper.handover import handover_pdf

_STEPS: Final = {
    "first_action": "Sampai tindakan pertama",
    "dispatch": "Sampai penugasan",
    "acknowledge": "Sampai penugasan diakui",
    "scene": "Sampai di lokasi",
    "close": "Sampai ditutup",
}
_DISPOSITIONS: Final = {
    "unreviewed": "belum diperiksa",
    "valid": "benar",
    "prank": "iseng",
    "ghost": "kosong",
    "duplicate": "duplikat",
    "information": "informasi",
    "outside": "di luar kota",
}


def printed(
    handover: Handover, document: Document, figures: Compared, board: Board, pack: CityPack, *, drill: bool
) -> bytes:
    """The PDF. `board`: as of the entry the document was made from."""
    words = Format(ZoneInfo(pack.city.timezone), pack.city.clock_label)
    paper = HandoverPaper(
        document=document,
        handover=handover,
        outline=Outline(pack.shapes, _marks(document, board)),
        tables=(_figures(figures, words),),
        drill=drill,
    )
    if QGuiApplication.instance() is None:
        # Nothing is shown, so no screen is needed either.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        # The order of the fonts in the file follows Qt's hashes.
        QHashSeed.setDeterministicGlobalSeed()
        application = QGuiApplication([])
        try:
            return handover_pdf(paper, words)
        finally:
            del application
    return handover_pdf(paper, words)


def _marks(document: Document, board: Board) -> tuple[Mark, ...]:
    found = []
    items = [item for part in document.parts for item in part.items]
    for number, item in enumerate(items, 1):
        kind, _, incident_id = item.key.partition(":")
        row = board.row_of(int(incident_id)) if kind == "incident" else -1
        if row >= 0 and board.lat[row] == board.lat[row]:
            found.append(Mark(number, item.rank, float(board.lat[row]), float(board.lon[row])))
    return tuple(found)


def _figures(figures: Compared, words: Format) -> Table:
    def row(caption: str, now: str, before: str) -> tuple[str, str, str]:
        return caption, now, before

    now, before = figures.now, figures.before
    rows = [
        row("Kejadian masuk", str(now.arrivals), str(before.arrivals)),
        row("Laporan di dalamnya", str(now.reports), str(before.reports)),
        row("Panggilan dijawab", str(now.answered), str(before.answered)),
        row("Ternyata", _dispositions(now), _dispositions(before)),
    ]
    rows += [
        row(caption, _spread(now.steps[step], words), _spread(before.steps[step], words))
        for step, caption in _STEPS.items()
    ]
    rows.append(row("Waktu untuk panggilan iseng dan kosong", _lost(now), _lost(before)))
    return Table(
        title="Angka regu ini",
        note="Lama: median · persentil ke-90 (banyaknya). Pekan lalu: jam yang sama, tujuh hari sebelumnya.",
        columns=("", "Regu ini", "Pekan lalu"),
        rows=rows,
        shares=(4, 3, 3),
    )


def _dispositions(figures: ShiftFigures) -> str:
    told = (f"{count} {_DISPOSITIONS.get(code, code)}" for code, count in figures.dispositions.items())
    return ", ".join(told) or NONE


def _spread(spread: Spread, words: Format) -> str:
    if not spread.count:
        return NONE
    return f"{words.age(spread.median)} · {words.age(spread.p90)} ({spread.count})"


def _lost(figures: ShiftFigures) -> str:
    return f"{figures.lost_ms // 60_000} mnt ({figures.lost_calls})"
