"""Charts on paper: the same marks as on the screen, without a colour, the same file each time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from console.shift_data import shift_data
from services.reporting.shift_figures import compared
from tests.reporting.weeks import HOUR, five_weeks
from tests.widgets.paper.test_handover_pdf import AT, WORDS
from widgets.figures.plot import Chart
from widgets.figures.shift_charts import charts
from widgets.paper.plots import chart_blocks
from widgets.paper.sheet import FOOT, HEIGHT, Sheet


def drawn_charts(incidents: int) -> tuple[Chart, ...]:
    found = compared(five_weeks(AT, incidents=incidents), AT - 7 * HOUR, AT)
    return charts(shift_data(found.now, found.earlier), WORDS)


def pdf_of(found: tuple[Chart, ...]) -> bytes:
    sheet = Sheet("Angka", "kaki")
    return sheet.finish(list(chart_blocks(sheet, "Angka regu", "sejak tadi", found)))


def page(pdf: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    picture = document.render(0, QSize(620, 877)).convertToFormat(QImage.Format.Format_RGB32)
    document.close()
    return picture


@pytest.mark.parametrize("incidents", [20, 700])
def test_they_are_printed_in_grey_and_twice_the_same(qtbot: QtBot, incidents: int) -> None:
    found = drawn_charts(incidents)
    pdf = pdf_of(found)
    assert pdf_of(found) == pdf
    picture = page(pdf)
    spots = (picture.pixelColor(x, y) for x in range(0, 620, 2) for y in range(0, 877, 2))
    inks = {(spot.red(), spot.green(), spot.blue()) for spot in spots}
    assert all(max(ink) - min(ink) <= 2 for ink in inks), "no colour is needed"
    assert (105, 105, 105) in inks, "the bars are there"


def test_without_anything_to_draw_the_words_stay(qtbot: QtBot) -> None:
    empty = tuple(Chart(c.code, c.caption, c.headline, c.note, c.reading) for c in drawn_charts(20))
    sheet = Sheet("Angka", "kaki")
    blocks = list(chart_blocks(sheet, "Angka regu", "sejak tadi", empty))
    full = list(chart_blocks(sheet, "Angka regu", "sejak tadi", drawn_charts(20)))
    assert len(blocks) == len(full)
    assert sum(block.height for block in blocks) < sum(block.height for block in full) <= HEIGHT - FOOT
