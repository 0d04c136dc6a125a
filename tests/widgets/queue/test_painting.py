"""Painting: a million rows at the price of a screen, and only what looks different."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent
from pytestqt.qtbot import QtBot

from tests.widgets.invented import NOW, WORDS, evening
from tests.widgets.queue.endless import Endless
from widgets.queue.model import Column
from widgets.queue.paint import RowLook, RowPainter, columns, fitting_names
from widgets.queue.view import QueueView
from widgets.theme import Theme

THEME = Theme.load("dark")
KEY = Qt.Key


def test_a_new_row_fades_in_and_ends_as_it_should(view: QueueView, qtbot: QtBot) -> None:
    source = evening()
    source.rows.insert(0, replace(source.rows[0], incident_id=9001))
    view.set_source(source)
    critical = QColor(THEME.severity[0])

    def marked() -> bool:
        image: QImage = view.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        return image.pixelColor(round(19 * ratio), round(25 * ratio)) == critical

    assert marked()
    view.refresh(opened=[9001])
    assert not marked()
    qtbot.waitUntil(marked, timeout=3000)
    assert view.visible_row_at(10) == 0


def test_a_million_rows_cost_a_screen(view: QueueView) -> None:
    source = Endless(1_000_000)
    view.set_source(source)
    source.asked = 0
    view.refresh(opened=[5])
    view.viewport().grab()
    assert source.asked <= 2 * (500 / 50) + 3  # once to compare, once to paint
    view.select(1_000_000)
    assert view.row_rect(1_000_000).bottom() < view.viewport().height()
    view.verticalScrollBar().setValue(25_000_000)
    assert view.visible_row_at(0) == 500_000


class PaintedRows(QObject):
    """Rows that were painted since the last look."""

    def __init__(self, view: QueueView) -> None:
        super().__init__(view)
        self.rows: set[int] = set()
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            for box in event.region():  # type: ignore[attr-defined]  # the stubs do not know that it iterates
                self.rows |= {self._view.visible_row_at(y) for y in range(box.top(), box.bottom() + 1)}
        return False


def test_only_what_looks_different_is_painted(view: QueueView, qtbot: QtBot) -> None:
    source = evening()
    view.set_source(source)
    qtbot.waitUntil(lambda: shows(view))
    painted = PaintedRows(view)
    source.rows[3] = replace(source.rows[3], owner="sari")
    source.rows[40] = replace(source.rows[40], owner="sari")
    view.refresh()
    qtbot.waitUntil(lambda: bool(painted.rows))
    assert painted.rows == {3}
    view.refresh(opened=[source.rows[41].incident_id])
    source.rows[5] = replace(source.rows[5], owner="budi")
    view.refresh()
    qtbot.waitUntil(lambda: 5 in painted.rows)
    assert painted.rows == {3, 5}


def shows(view: QueueView) -> bool:
    """True when the screen shows what a whole paint gives."""
    on_screen = view.screen().grabWindow(view.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return on_screen == view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("chance", [random.Random(seed) for seed in range(4)])
def test_the_screen_is_what_a_whole_paint_gives(view: QueueView, qtbot: QtBot, chance: random.Random) -> None:
    source = evening()
    view.set_source(source)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)

    def place() -> int:
        return chance.randrange(len(source.rows))

    steps: list[Callable[[], object]] = [
        lambda: source.rows.insert(place(), replace(source.rows[0], incident_id=chance.randrange(10**6))),
        lambda: source.rows.append(source.rows.pop(place())),
        lambda: source.rows.__delitem__(slice(chance.choice([1, 4, 9]), None)),
        lambda: source.rows.extend(evening().rows),
        lambda: source.rows.__setitem__(0, replace(source.rows[0], owner=chance.choice(["", "sari"]))),
        lambda: view.select(source.rows[place()].incident_id, reveal=chance.random() < 0.5),
        lambda: view.verticalScrollBar().setValue(chance.randrange(600)),
        lambda: view.setFocus() if chance.random() < 0.5 else view.clearFocus(),
        source.rows.clear,
    ]
    for _ in range(25):
        if not source.rows:
            source.rows.extend(evening().rows)
        chance.choice(steps)()
        view.refresh()
        qtbot.waitUntil(lambda: shows(view), timeout=3000)


def test_the_focus_goes_round_the_list_when_its_row_is_gone(view: QueueView, qtbot: QtBot) -> None:
    source = evening()
    view.set_source(source)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.select(source.rows[5].incident_id)
    qtbot.waitUntil(lambda: shows(view))
    del source.rows[5]
    view.refresh()
    qtbot.waitUntil(lambda: shows(view), timeout=3000)


@pytest.mark.parametrize("width", [320, 500, 560, 600, 660, 690, 1200])
def test_columns_never_overlap(width: int) -> None:
    cells = list(columns(width, 1.0).values())
    for (left, size), (following, _) in pairwise(cells):
        assert left + size == pytest.approx(following)
    assert cells[-1][0] + cells[-1][1] <= width


def test_agencies_are_named_whole_and_the_rest_counted() -> None:
    metrics = QFontMetricsF(Theme.load("dark").font("small"))
    names = "BPBD · DLH · Damkar · Dishub · PLN"
    assert fitting_names(names, metrics, 10_000) == names
    two = metrics.horizontalAdvance("BPBD · DLH +3")
    assert fitting_names(names, metrics, two) == "BPBD · DLH +3"
    assert fitting_names(names, metrics, two - 1) == "BPBD +4"
    assert fitting_names("Polres Blitar Kota", metrics, 20) == "Polres Blitar Kota"


def test_on_a_small_screen_what_happened_has_the_room(qtbot: QtBot) -> None:
    """Three fallen trees are told apart by their first words, which reach over the agency's column."""
    painter, width = RowPainter(THEME, WORDS), 590
    left, size = columns(width, 1.0)[Column.AGENCY]
    row = replace(evening().rows[0], title="Pohon tumbang", agencies="")
    over = []
    for summary in ("", "menimpa kabel listrik di depan masjid"):
        picture = QImage(width, painter.height, QImage.Format.Format_RGB32)
        picture.fill(QColor(THEME.rail))
        with QPainter(picture) as drawing:
            look = RowLook(width, painter.height)
            painter.paint(drawing, 0, replace(row, summary=summary), NOW, look)
        over.append(picture.copy(round(left), 0, round(size) - 12, painter.height // 2))
    assert over[0] != over[1]


@pytest.mark.parametrize("width", [320, 560, 690])
def test_every_width_paints(view: QueueView, width: int) -> None:
    view.resize(width, 300)
    view.select(203)
    assert not view.viewport().grab().isNull()


# --- header ---
