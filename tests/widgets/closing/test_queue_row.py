"""What the queue's row says about clocks and promises: warned, broken, standing still, promised."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.widgets.invented import NOW, WORDS
from widgets.queue.model import Column, QueueRow
from widgets.queue.paint import RowLook, RowPainter, columns, promise_words, spoken
from widgets.theme import Theme

MINUTE = 60_000
WIDTH = 700
THEME = Theme.load("dark")
ROW = QueueRow(
    incident_id=1,
    rank=3,
    title="Sampah",
    report_count=1,
    ref="KB-1",
    area="Kauman",
    agencies="DLH",
    assigned=True,
    status="ditugaskan",
    owner="sri",
    opened_at=NOW - 100 * MINUTE,
    due_at=NOW + 10 * MINUTE,
)


def painted(row: QueueRow) -> QImage:
    painter = RowPainter(THEME, WORDS)
    image = QImage(WIDTH, painter.height, QImage.Format.Format_RGB32)
    image.fill(QColor(THEME.ground))
    with QPainter(image) as on:
        painter.paint(on, 0, row, NOW, RowLook(WIDTH, painter.height))
    return image


def inks(image: QImage, place: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(place.left(), place.right())
        for y in range(place.top(), place.bottom())
    }


def deadline(image: QImage) -> set[str]:
    left, width = columns(WIDTH, THEME.scale)[Column.DEADLINE]
    return inks(image, QRect(int(left), 0, int(width), image.height() - 2))


def test_a_deadline_has_the_colour_of_its_state(qtbot: QtBot) -> None:
    warned = replace(ROW, warn_at=NOW - MINUTE)
    broken = replace(warned, due_at=NOW - MINUTE)
    still = replace(ROW, due_at=0, paused=True)
    colours = (THEME.severity[0], THEME.severity[1], THEME.system)
    for row, ink in ((ROW, ""), (warned, colours[1]), (broken, colours[0]), (still, colours[2])):
        found = deadline(painted(row))
        assert [colour for colour in colours if colour.upper() in found] == ([ink] if ink else [])


def test_a_promise_stands_before_the_number_and_the_number_stays(qtbot: QtBot) -> None:
    left, width = columns(WIDTH, THEME.scale)[Column.TITLE]
    second = QRect(int(left), 26, int(width), 20)
    plain, promised = painted(ROW), painted(replace(ROW, promise_due=NOW - 5 * MINUTE))

    def written(image: QImage) -> int:
        """How many columns of the second line have ink in them."""
        columns_ = range(second.left(), second.right())
        return sum(len(inks(image, QRect(x, second.top(), 2, second.height()))) > 1 for x in columns_)

    assert 0 < written(plain) < written(promised)


def test_a_promise_is_said_from_a_quarter_of_an_hour_before(qtbot: QtBot) -> None:
    assert promise_words(ROW, NOW, WORDS) == ""
    assert promise_words(replace(ROW, promise_due=NOW + 16 * MINUTE), NOW, WORDS) == ""
    assert promise_words(replace(ROW, promise_due=NOW + 14 * MINUTE), NOW, WORDS) == "janji 14 mnt lagi"
    assert promise_words(replace(ROW, promise_due=NOW - 90 * MINUTE), NOW, WORDS) == "janji terlewat 1 j 30"


def test_who_listens_hears_it_too(qtbot: QtBot) -> None:
    said = spoken(replace(ROW, paused=True, promise_due=NOW - MINUTE), 0, 1, NOW, WORDS)
    assert "janji terlewat 1 mnt" in said
    assert "jam dijeda" in said
