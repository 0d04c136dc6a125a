"""The document: chapters walked through with the keyboard, painted where they are in view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.invented import WORDS
from widgets.handover.document import DocumentView
from widgets.handover.itempaint import ItemPainter
from widgets.handover.model import ItemLine, ItemLines, PartLine
from widgets.theme import Theme

NOW = 1_800_000_000_000
DARK = Theme.load("dark")
Key = Qt.Key


def parts(unstable: int = 2, orders: int = 0, stable: int = 3) -> list[PartLine]:
    def items(code: str, count: int, **fields: object) -> tuple[ItemLine, ...]:
        return tuple(
            ItemLine(f"{code}:{n}", f"{code} {n}", "Gedog", **fields)  # type: ignore[arg-type]
            for n in range(count)
        )

    return [
        PartLine(
            "unstable", "Tidak stabil", items("u", unstable, rank=0, restate=True), tall=True, restate=True
        ),
        PartLine("orders", "Perintah", items("o", orders)),
        PartLine("stable", "Stabil", items("s", stable, rank=3)),
    ]


@pytest.fixture
def view(qtbot: QtBot) -> DocumentView:
    view = DocumentView(DARK, WORDS)
    qtbot.addWidget(view)
    view.resize(836, 500)
    view.show()
    view.set_parts(parts(), NOW, restating=False)
    return view


def test_arrows_pass_over_captions_and_empty_chapters(view: DocumentView) -> None:
    seen = [view.current]
    for _ in range(5):
        QTest.keyClick(view, Key.Key_Down)
        seen.append(view.current)
    assert seen == ["u:0", "u:1", "s:0", "s:1", "s:2", "s:2"]
    QTest.keyClick(view, Key.Key_Left)
    assert view.current == "u:0"
    QTest.keyClick(view, Key.Key_Right)
    assert view.current == "s:0"
    QTest.keyClick(view, Key.Key_End)
    assert view.current == "s:2"
    QTest.keyClick(view, Key.Key_Home)
    assert view.current == "u:0"


def test_enter_opens_the_current_item_and_its_sentence_is_spoken(qtbot: QtBot, view: DocumentView) -> None:
    QTest.keyClick(view, Key.Key_Down)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Key.Key_Return)
    assert opened.args == ["u:1"]
    assert view.accessibleName().startswith("Kritis. u 1. Gedog")


def test_what_somebody_chose_stays_where_it_is_when_more_arrives(view: DocumentView) -> None:
    QTest.keyClick(view, Key.Key_End)
    view.set_parts(parts(unstable=30, orders=4), NOW, restating=False)
    assert view.current == "s:2"
    before = view.top(view._current) - view.verticalScrollBar().value()
    view.set_parts(parts(unstable=40, orders=4), NOW, restating=False)
    after = view.top(view._current) - view.verticalScrollBar().value()
    assert abs(after - before) <= 1


def test_before_anybody_chose_the_worst_is_the_current_one(view: DocumentView) -> None:
    newer = parts()
    first = ItemLine("u:new", "lebih buruk", rank=0)
    newer[0] = PartLine("unstable", "Tidak stabil", (first, *newer[0].items), tall=True)
    view.set_parts(newer, NOW, restating=False)
    assert view.current == "u:new"


def test_where_nothing_is_open_it_says_so(view: DocumentView) -> None:
    blank = view.grab().toImage()
    blank.fill(QColor(DARK.panel))
    view.set_parts(parts(0, 0, 0), NOW, restating=False)
    assert view.current == ""
    assert "malam yang tenang" in view.accessibleName()
    assert view.grab().toImage() != blank
    view.set_parts([], NOW, restating=False)
    assert view.grab().toImage() == blank


def test_ten_thousand_items_paint_only_what_is_in_view(
    view: DocumentView, monkeypatch: pytest.MonkeyPatch
) -> None:
    from widgets.handover import document

    painted: list[str] = []

    class Counting(ItemPainter):
        def compact(self, item: ItemLine, box: object) -> None:
            painted.append(item.key)

    monkeypatch.setattr(document, "ItemPainter", Counting)
    view.set_parts(parts(stable=10_000), NOW, restating=False)
    QTest.keyClick(view, Key.Key_End)
    view.grab()
    assert view.current == "s:9999"
    assert 0 < len(set(painted)) < 40


def test_the_receivers_box_is_there_only_while_one_is_open(view: DocumentView) -> None:
    def system_ink() -> bool:
        image = view.viewport().grab().toImage()
        wanted = QColor(DARK.system).rgb()
        return any(image.pixel(x, y) == wanted for x in range(400, image.width(), 2) for y in range(220))

    assert not system_ink()
    view.set_parts(parts(), NOW, restating=True)
    assert system_ink()


def test_a_late_item_is_said_in_the_systems_colour(view: DocumentView) -> None:
    late = ItemLine("s:late", "Lampu", due_at=NOW - 60_000)
    view.set_parts([PartLine("stable", "Stabil", (late,))], NOW, restating=False)
    image = view.viewport().grab().toImage()
    wanted = QColor(DARK.system).rgb()
    assert any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(40, 70))


def test_of_ten_thousand_items_those_in_view_are_put_into_words(view: DocumentView) -> None:
    made: list[int] = []

    def line(number: int) -> ItemLine:
        made.append(number)
        return ItemLine(f"k:{number}", f"butir {number}", rank=1)

    lines = ItemLines([f"k:{number}" for number in range(10_000)], line)
    view.set_parts([PartLine("watch", "Dipantau", lines, tall=True)], NOW, restating=False)
    view.repaint()
    assert set(made) <= set(range(12))
    assert len(made) == len(set(made)), "each once"
    view.show_item("k:7000")
    assert view.current == "k:7000"
    QTest.keyClick(view, Key.Key_End)
    view.repaint()
    assert view.current == "k:9999"
    assert len(made) < 50
    assert lines[2:4] == [line(2), line(3)]
    assert (lines.place("k:3"), lines.place("x")) == (3, -1)
    with pytest.raises(IndexError):
        lines[10_000]
