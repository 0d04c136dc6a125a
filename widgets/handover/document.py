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


def nothing_open() -> str:
    """What stands where no chapter has an item."""
    return translate(
        "Handover",
        "Tidak ada yang terbuka, dijanjikan, atau menunggu. Serah terima tetap dibuka (B) dan ditandatangani "
        "berdua: tanggung jawab berpindah juga pada malam yang tenang.",
    )


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
        self._shown: list[PartLine] = []
        """Chapters with items: a row for the caption, a row for each item."""
        self._heads: list[int] = [0]
        """Row of the caption of each; last: how many rows there are."""
        self._tops: list[int] = [0]
        """Where each begins, in pixels; last: the whole height."""
        self._current = -1
        self._told: ItemLine | None = None
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
        offset = self.top(max(0, self._current)) - self.verticalScrollBar().value()
        self._parts, self._restating = tuple(parts), restating
        self._shown = [part for part in parts if part.items]
        if not self._shown:
            self.setAccessibleName(nothing_open())
        self._measure()
        self._current = self._row_of(key)
        if self._chosen:  # what is being read stays where it is, whatever was added above it
            self.verticalScrollBar().setValue(self.top(max(0, self._current)) - offset)
        self._tell()

    @property
    def current(self) -> str:
        """Key of the current item; empty: none."""
        line = self.line
        return line.key if line is not None else ""

    @property
    def line(self) -> ItemLine | None:
        """The current item."""
        row = self._row(self._current) if 0 <= self._current < self._heads[-1] else None
        return row if isinstance(row, ItemLine) else None

    def show_item(self, key: str) -> None:
        """Make an item the current one and bring it into view."""
        self._go(self._row_of(key))

    def show_part(self, code: str) -> None:
        """The first item of a chapter, with its caption in view."""
        for part, head, top in zip(self._shown, self._heads, self._tops, strict=False):
            if part.code == code:
                self._go(head + 1)
                self.verticalScrollBar().setValue(top)
                return

    def top(self, number: int) -> int:
        """Where a row begins, in pixels from the top of the whole."""
        at = self._part_of(number)
        if at == len(self._shown):
            return self._tops[-1]
        inside = number - self._heads[at] - 1
        return self._tops[at] + (self._theme.px(HEAD) + inside * self._item_height(at) if inside >= 0 else 0)

    # --- inner ---

    def _row_of(self, key: str) -> int:
        """Row of an item, else the first item, else -1."""
        for part, head in zip(self._shown if key else (), self._heads, strict=False):
            place = part.place(key)
            if place >= 0:
                return head + 1 + place
        return 1 if self._shown else -1

    def _part_of(self, number: int) -> int:
        return bisect_right(self._heads, number) - 1

    def _row(self, number: int) -> PartLine | ItemLine:
        at = self._part_of(number)
        part, inside = self._shown[at], number - self._heads[at] - 1
        return part.items[inside] if inside >= 0 else part

    def _is_head(self, number: int) -> bool:
        return number == self._heads[self._part_of(number)]

    def _item_height(self, at: int) -> int:
        return self._theme.px(TALL if self._shown[at].tall else COMPACT)

    def _measure(self) -> None:
        head = self._theme.px(HEAD)
        counts = [len(part.items) for part in self._shown]
        heights = (head + count * self._item_height(at) for at, count in enumerate(counts))
        self._heads = [0, *accumulate(1 + count for count in counts)]
        self._tops = [0, *accumulate(heights)]
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
        y += self.verticalScrollBar().value()
        at = bisect_right(self._tops, y) - 1
        if at >= len(self._shown):
            return -1
        inside = int(y) - self._tops[at] - self._theme.px(HEAD)
        return self._heads[at] + (1 + inside // self._item_height(at) if inside >= 0 else 0)

    def _go(self, number: int) -> None:
        if not 0 <= number < self._heads[-1]:
            return
        self._current, self._chosen = number, True
        bar, top = self.verticalScrollBar(), self.top(number)
        above = self._theme.px(HEAD) if number and self._is_head(number - 1) else 0
        if top - above < bar.value():
            bar.setValue(top - above)
        elif self.top(number + 1) > bar.value() + self.viewport().height():
            bar.setValue(self.top(number + 1) - self.viewport().height())
        self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        line = self.line
        if line == self._told:
            return
        self._told = line
        if line is not None:
            rank = severity_word(line.rank) if 0 <= line.rank < 4 else ""
            parts = (rank, line.title, line.place, line.who, line.next, line.differences)
            self.setAccessibleName(". ".join(part for part in parts if part))
        self.moved.emit(line.key if line is not None else "")

    def _step(self, by: int) -> None:
        """To the next item in a direction."""
        number = self._current + by
        if 0 <= number < self._heads[-1] and self._is_head(number):
            number += by
        self._go(number)

    def _jump(self, by: int) -> None:
        """To the first item of another chapter."""
        at = self._part_of(self._current) + by
        if 0 <= at < len(self._shown):
            self._go(self._heads[at] + 1)

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
                self._go(self._heads[-1] - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.current:
                    self.opened.emit(self.current)
            case _:
                event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().y())
        if number >= 0 and not self._is_head(number):
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

    def _paint_nothing(self, painter: QPainter) -> None:
        """A quiet night is handed over too."""
        theme = self._theme
        room = self.viewport().rect().adjusted(theme.px(42), theme.px(HEAD), -theme.px(42), 0)
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(theme.text_dim))
        flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, nothing_open())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.panel))
        offset, height = self.verticalScrollBar().value(), self.viewport().height()
        if self._parts and not self._shown:
            self._paint_nothing(painter)
        brush = ItemPainter(painter, theme, self._words, self._now, restating=self._restating)
        number = self._at(0)
        while 0 <= number < self._heads[-1] and self.top(number) - offset < height:
            top = self.top(number) - offset
            box = QRectF(0, top, self.viewport().width(), self.top(number + 1) - self.top(number))
            row = self._row(number)
            if isinstance(row, PartLine):
                brush.head(row, box)
            else:
                if number == self._current:
                    painter.fillRect(box, QColor(theme.selected))
                tall = self._shown[self._part_of(number)].tall
                (brush.tall if tall else brush.compact)(row, box)
                if number == self._current and self.hasFocus():
                    painter.setPen(QPen(QColor(theme.focus), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRect(box.adjusted(1, 1, -1, -1))
            number += 1
