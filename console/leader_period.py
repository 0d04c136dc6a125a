"""`L` in the leader's window: for which period, then its report as files."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from console.windows.leader import LeaderWindow
from widgets.prompt import Prompt

translate = QCoreApplication.translate


class LeaderPeriod(QObject):
    """`export`: makes the report of a period as people say it; empty for last month."""

    def __init__(self, window: LeaderWindow, export: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._export = window, export
        window.period_requested.connect(self._ask)

    def _ask(self) -> None:
        self._window.prompt.ask(
            Prompt(
                title=translate("Leader", "Laporan berkala: masa yang mana?"),
                accept=translate("Leader", "Buat laporan"),
                done=lambda answer: self._export(answer.text),
                text_hint=translate("Leader", "2026-10, bulan-ini, minggu-lalu; kosong: bulan lalu"),
                note=translate(
                    "Leader",
                    "Ditulis ke folder Dokumen. Diambil utuh, juga pada Mode Jakarta: di luar jatahnya.",
                ),
            )
        )
