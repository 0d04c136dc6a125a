"""The document as painted rows: chapters with their items, walked through with the arrow keys.

Only what is in view is painted, so ten thousand items cost what thirty cost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from widgets.chips import severity_word
from widgets.format import Format
from widgets.handover.itempaint import ItemPainter
from widgets.handover.model import ItemLine, PartLine
from widgets.theme import Theme

translate = QCoreApplication.translate

HEAD: Final = 38
TALL: Final = 86
COMPACT: Final = 30


class DocumentView(QAbstractScrollArea):
    """`set_parts` shows them; the current item keeps its place by its key."""

    opened = Signal(str)
    """Enter or a double click on an item."""
    moved = Signal(str)
    """Another item is the current one; empty: none."""

    def __init__(self, theme: Theme, words: Format, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._parts: tuple[PartLine, ...] = ()
        self._rows: list[PartLine | ItemLine] = []
        self._tall: list[bool] = []
        self._tops: list[int] = [0]
        self._current = -1
        self._chosen = False
        """Somebody moved to the current item: it stays, wherever it goes."""
        self._now = 0
        self._restating = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Handover", "Isi serah terima"))

    # --- what the console sets ---

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._measure()

    def set_now(self, now: int) -> None:
        """Ages count on. Server time in milliseconds."""
        self._now = now
        self.viewport().update()

    def set_parts(self, parts: Sequence[PartLine], now: int, *, restating: bool) -> None:
        """`restating`: the receiver's words have a box beside each unstable item."""
        self._now = now
        if tuple(parts) == self._parts and restating == self._restating:
            self.viewport().update()
            return
        key = self.current if self._chosen else ""
        offset = self._tops[max(0, self._current)] - self.verticalScrollBar().value()
        self._parts, self._restating = tuple(parts), restating
        self._rows, self._tall = [], []
        for part in (part for part in parts if part.items):
            self._rows += [part, *part.items]
            self._tall += [False, *([part.tall] * len(part.items))]
        self._measure()
        self._current = self._row_of(key)
        if self._chosen:  # what is being read stays where it is, whatever was added above it
            self.verticalScrollBar().setValue(self._tops[max(0, self._current)] - offset)
        self._tell()

    @property
    def current(self) -> str:
        """Key of the current item; empty: none."""
        line = self.line
        return line.key if line is not None else ""

    @property
    def line(self) -> ItemLine | None:
        """The current item."""
        row = self._rows[self._current] if 0 <= self._current < len(self._rows) else None
        return row if isinstance(row, ItemLine) else None

    def show_item(self, key: str) -> None:
        """Make an item the current one and bring it into view."""
        self._go(self._row_of(key))

    def show_part(self, code: str) -> None:
        """The first item of a chapter, with its caption in view."""
        for number, row in enumerate(self._rows):
            if isinstance(row, PartLine) and row.code == code:
                if row.items:
                    self._go(number + 1)
                self.verticalScrollBar().setValue(self._tops[number])
                return

    # --- inner ---

    def _row_of(self, key: str) -> int:
        """Row of an item, else the first item, else -1."""
        first = -1
        for number, row in enumerate(self._rows):
            if isinstance(row, ItemLine):
                if row.key == key:
                    return number
                first = number if first < 0 else first
        return first

    def _height(self, number: int) -> int:
        if isinstance(self._rows[number], PartLine):
            return self._theme.px(HEAD)
        return self._theme.px(TALL if self._tall[number] else COMPACT)

    def _measure(self) -> None:
        self._tops = [0, *accumulate(self._height(number) for number in range(len(self._rows)))]
        self._range()
        self.viewport().update()

    def _range(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._tops[-1] - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._theme.px(COMPACT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._range()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        self.viewport().update()

    def _at(self, y: float) -> int:
        """Row at a height of the viewport; -1: below the last."""
        number = bisect_right(self._tops, y + self.verticalScrollBar().value()) - 1
        return number if number < len(self._rows) else -1

    def _go(self, number: int) -> None:
        if not 0 <= number < len(self._rows):
            return
        self._current, self._chosen = number, True
        bar, top = self.verticalScrollBar(), self._tops[number]
        above = self._height(number - 1) if number and isinstance(self._rows[number - 1], PartLine) else 0
        if top - above < bar.value():
            bar.setValue(top - above)
        elif self._tops[number + 1] > bar.value() + self.viewport().height():
            bar.setValue(self._tops[number + 1] - self.viewport().height())
        self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        line = self.line
        if line is not None:
            rank = severity_word(line.rank) if 0 <= line.rank < 4 else ""
            parts = (rank, line.title, line.place, line.who, line.next, line.differences)
            self.setAccessibleName(". ".join(part for part in parts if part))
        self.moved.emit(line.key if line is not None else "")

    def _step(self, by: int) -> None:
        """To the next item in a direction."""
        number = self._current + by
        while 0 <= number < len(self._rows) and isinstance(self._rows[number], PartLine):
            number += by
        self._go(number)

    def _jump(self, by: int) -> None:
        """To the first item of another chapter."""
        heads = [n for n, row in enumerate(self._rows) if isinstance(row, PartLine) and row.items]
        at = bisect_right(heads, self._current) - 1 + by
        if 0 <= at < len(heads):
            self._go(heads[at] + 1)

    # --- keys and mouse ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_PageDown:
                self._jump(1)
            case Qt.Key.Key_Left | Qt.Key.Key_PageUp:
                self._jump(-1)
            case Qt.Key.Key_Home:
                self._go(self._row_of(""))
            case Qt.Key.Key_End:
                self._go(
                    max((n for n, row in enumerate(self._rows) if isinstance(row, ItemLine)), default=-1)
                )
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.current:
                    self.opened.emit(self.current)
            case _:
                event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().y())
        if number >= 0 and isinstance(self._rows[number], ItemLine):
            self._go(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        if self.current:
            self.opened.emit(self.current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.panel))
        offset, height = self.verticalScrollBar().value(), self.viewport().height()
        brush = ItemPainter(painter, theme, self._words, self._now, restating=self._restating)
        number = max(0, bisect_right(self._tops, offset) - 1)
        while number < len(self._rows) and self._tops[number] - offset < height:
            top = self._tops[number] - offset
            box = QRectF(0, top, self.viewport().width(), self._tops[number + 1] - self._tops[number])
            row = self._rows[number]
            if isinstance(row, PartLine):
                brush.head(row, box)
            else:
                if number == self._current:
                    painter.fillRect(box, QColor(theme.selected))
                (brush.tall if self._tall[number] else brush.compact)(row, box)
                if number == self._current and self.hasFocus():
                    painter.setPen(QPen(QColor(theme.focus), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRect(box.adjusted(1, 1, -1, -1))
            number += 1
