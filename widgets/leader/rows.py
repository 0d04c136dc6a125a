"""Rows of the leader window: painted buttons one below the other, walked through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.chips import paint_severity, severity_word
from widgets.format import Format
from widgets.leader.model import OrderLine, WorstLine
from widgets.theme import Theme

LINE_GAP = 3
_Line = TypeVar("_Line", WorstLine, OrderLine)


class LeaderRow(QAbstractButton):
    """One row; a hairline above it, a ring around it while it has the keyboard."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._now = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_now(self, now: int) -> None:
        """Ages count on."""
        self._now = now
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), QColor(theme.panel))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.line))
        self._paint(painter, QRectF(self.rect()).adjusted(theme.px(14), 0, -theme.px(14), 0))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint(self, painter: QPainter, box: QRectF) -> None:
        """What stands in the row; `box` is the row without its margins."""

    def _write(self, painter: QPainter, font: QFont, ink: str, box: QRectF, words: str) -> float:
        """One line of text, cut with an ellipsis; returns its width."""
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, box.width()))
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)


class WorstRow(LeaderRow):
    """Shape, title, place, how long."""

    line = WorstLine(0, 3, "", "", 0)

    def set_line(self, line: WorstLine) -> None:
        self.line = line
        self.setAccessibleName(f"{severity_word(line.rank)}. {line.title}. {line.place}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(33))

    def _paint(self, painter: QPainter, box: QRectF) -> None:
        theme, line = self._theme, self.line
        size = theme.px(12)
        centre = QPointF(box.left() + size / 2, box.center().y())
        paint_severity(painter, line.rank, centre, size, theme.severity[line.rank])
        age = self._words.age(self._now - line.opened_at)
        font = theme.font("body", 500)
        wide = QFontMetricsF(font).horizontalAdvance(age)
        painter.setFont(font)
        painter.setPen(QColor(theme.text_strong))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, age)
        room = box.adjusted(size + theme.px(14), 0, -wide - theme.px(12), 0)
        used = self._write(painter, theme.font("body", 600), theme.text_strong, room, line.title)
        rest = room.adjusted(used + theme.px(8), 0, 0, 0)
        if rest.width() > theme.px(40):
            self._write(painter, theme.font("body"), theme.text_dim, rest, line.place)


class OrderRow(LeaderRow):
    """The words, where it hangs, and its ladder as bars."""

    line = OrderLine(0, "", "", 0, 1)

    def set_line(self, line: OrderLine) -> None:
        self.line = line
        self.setAccessibleName(f"{line.words}. {line.state}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(72))

    def _paint(self, painter: QPainter, box: QRectF) -> None:
        theme, line = self._theme, self.line
        height = theme.px(22)
        first = QRectF(box.left(), theme.px(9), box.width(), height)
        strong = theme.text_dim if line.over else theme.text_strong
        self._write(painter, theme.font("body", 500), strong, first, f"“{line.words}”")
        second = first.translated(0, height)
        ink = theme.system if line.wrong else theme.text_dim
        self._write(painter, theme.font("small", 600 if line.wrong else 400), ink, second, line.state)
        gap = theme.px(LINE_GAP)
        width = (box.width() - gap * (line.rungs - 1)) / line.rungs
        top = second.bottom() + theme.px(5)
        for rung in range(line.rungs):
            reached = rung < line.reached
            ink = (theme.text_dim if line.over else theme.text) if reached else theme.line_strong
            if line.wrong and rung == line.reached:
                ink = theme.system
            bar = QRectF(box.left() + rung * (width + gap), top, width, theme.px(4))
            painter.fillRect(bar, QColor(ink))


class Rows(QWidget, Generic[_Line]):
    """As many rows as there are lines; rows are kept, so that the keyboard stays where it is."""

    chosen = Signal(int)
    """Number of the row."""

    def __init__(self, theme: Theme, words: Format, kind: type[WorstRow] | type[OrderRow]) -> None:
        super().__init__()
        self._theme, self._words, self._kind = theme, words, kind
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.rows: list[WorstRow | OrderRow] = []

    def set_theme(self, theme: Theme) -> None:
        """For rows that come later; those that exist are told themselves."""
        self._theme = theme

    def set_lines(self, lines: Sequence[_Line], now: int) -> None:
        while len(self.rows) < len(lines):
            row = self._kind(self._theme, self._words)
            number = len(self.rows)
            row.clicked.connect(partial(self._clicked, number))
            self._box.addWidget(row)
            self.rows.append(row)
        for row, line in zip(self.rows, lines, strict=False):
            row.set_line(line)  # type: ignore[arg-type]  # rows are of the kind of their lines
            row.set_now(now)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(lines))

    def set_now(self, now: int) -> None:
        for row in self.rows:
            row.set_now(now)

    def _clicked(self, number: int, _checked: bool = False) -> None:
        self.chosen.emit(number)

    def focus_first(self) -> None:
        if self.rows and self.rows[0].isVisible():
            self.rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        shown = [row for row in self.rows if row.isVisible()]
        at = next((number for number, row in enumerate(shown) if row.hasFocus()), None)
        if step is None or at is None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at is not None:
                shown[at].click()
                return
            super().keyPressEvent(event)
        elif 0 <= at + step < len(shown):
            shown[at + step].setFocus(Qt.FocusReason.ShortcutFocusReason)
