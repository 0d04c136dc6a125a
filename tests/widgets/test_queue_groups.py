"""Lines that stand for many: how they read, and which keys open and fold them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.invented import NOW, WORDS, Evening, evening
from widgets.queue.view import QueueView
from widgets.theme import Theme

SAID = "12 laporan genangan, Sananwetan · dikelompokkan, 30 mnt"


@pytest.fixture
def view(qtbot: QtBot) -> QueueView:
    rows = evening().rows
    rows[3] = replace(rows[3], group=SAID, group_facts="Tinggi 12")
    rows[4] = replace(rows[4], fold="← kelompokkan lagi 9 kejadian", mark="langkah dilewati")
    view = QueueView(Theme.load("dark"), WORDS)
    qtbot.addWidget(view)
    view.set_now(NOW)
    view.set_source(Evening(rows))
    view.resize(690, 500)
    view.show()
    return view


def test_arrows_open_and_fold(view: QueueView) -> None:
    asked: list[tuple[int, bool]] = []
    view.group_requested.connect(lambda incident, opened: asked.append((incident, opened)))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert not asked
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert asked == [(view.selected, True), (view.selected, False)]


def test_a_double_click_opens_the_group_and_elsewhere_the_detail(view: QueueView, qtbot: QtBot) -> None:
    box = view.global_row_rect(3).translated(-view.viewport().mapToGlobal(view.rect().topLeft()))
    with qtbot.waitSignal(view.group_requested):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    other = box.translated(0, box.height()).center()
    with qtbot.waitSignal(view.open_requested):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=other)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=other)


def test_what_a_line_stands_for_is_spoken(view: QueueView) -> None:
    said = view.spoken_row(3)
    assert said.startswith(f"{SAID}, Tinggi 12, panah kanan membuka")
    assert "baris 4 dari" in said
    assert "langkah dilewati" in view.spoken_row(4)
    assert "← kelompokkan lagi 9 kejadian" in view.spoken_row(4)


def test_a_line_for_many_looks_different(view: QueueView) -> None:
    before = view.viewport().grab().toImage()
    source = view._source  # the list it was given above
    assert isinstance(source, Evening)
    source.rows[3] = replace(source.rows[3], group="")
    view.refresh()
    assert view.viewport().grab().toImage() != before
