"""The backend's figures as lines of the panel: asked for on a worker, names from the city pack."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject

from console.asking import Asker
from console.names import Names
from console.server_words import said
from console.situation import Situation
from services.contract.errors import KnownError
from services.feed.link import Endpoint
from widgets.figures.model import FigureLine, FiguresData

translate = QCoreApplication.translate

DAY_MS: Final = 86_400_000
MAX_ANSWER: Final = 1_000_000


class FiguresFace(Protocol):
    def set_data(self, data: FiguresData) -> None: ...

    def set_trouble(self, sentence: str) -> None: ...


class FiguresAsker(QObject):
    """Asks for the figures of the last days and shows the answer."""

    def __init__(self, situation: Situation, names: Names, asker: Asker, face: FiguresFace) -> None:
        super().__init__()
        self._situation, self._names, self._asker, self._face = situation, names, asker, face
        self._days = 0

    def ask(self, days: int) -> None:
        """The figures of the last `days`; only the newest question is answered on the screen."""
        self._days = days
        start = self._situation.now() - days * DAY_MS
        path = f"/api/figures?log={self._situation.log.value}&start={start}"

        def job(endpoint: Callable[[], Endpoint]) -> Any:
            from console.https import fetch

            return json.loads(fetch(endpoint(), path, MAX_ANSWER))

        self._asker.run(job, lambda found, error: self._answered(days, found, error))

    def _answered(self, days: int, found: Any, error: Exception | None) -> None:
        if days != self._days:
            return
        try:
            if error is not None:
                raise error
            self._face.set_data(figures_of(found, self._names))
        except KnownError as trouble:
            words = translate("Figures", "Angka yang lebih baru belum dapat diambil: {0}")
            self._face.set_trouble(words.format(said(trouble.message)))
        except (KeyError, TypeError, ValueError):
            self._face.set_trouble(translate("Figures", "Jawaban server tidak dikenal."))


def figures_of(told: dict[str, Any], names: Names) -> FiguresData:
    """The answer of `/api/figures` with names. Raises KeyError, TypeError or ValueError for anything else."""
    nobody = translate("Figures", "tanpa OPD")
    none = translate("Figures", "tanpa kategori")
    return FiguresData(
        start=int(told["start"]),
        end=int(told["end"]),
        total=_line("", told["total"]),
        agencies=tuple(
            _line(names.agency(code) if code else nobody, line) for code, line in told["agencies"].items()
        ),
        categories=tuple(
            _line(names.category(code) if code else none, line) for code, line in told["categories"].items()
        ),
        unmeasured=int(told["total"]["unmeasured"]),
    )


def _line(name: str, told: dict[str, Any]) -> FigureLine:
    share = told["share"]
    return FigureLine(
        name=name,
        closed=int(told["closed"]),
        on_time=int(told["on_time"]),
        overdue_open=int(told["overdue_open"]),
        share=None if share is None else float(share),
        paused_share=float(told["paused_share"]),
    )
