"""The timeline: what happened, newest first. Painted: a long one must not hold up the next selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QStaticText, QTextOption
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.detail.model import TimelineRow
from widgets.format import Format
from widgets.labels import caption, column, flat_button
from widgets.theme import Theme

translate = QCoreApplication.translate

NEWEST: Final = 40
"""Rows shown before somebody asks for all."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row, laid out for a width."""

    top: float
    height: float
    when: QStaticText
    who: QStaticText
    what: QStaticText


class TimelineLines(QWidget):
    """Time, who and what in three columns; texts wrap, nothing is cut."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._rows: tuple[TimelineRow, ...] = ()
        self._now = 0
        self._laid: tuple[int, list[_Line]] = (-1, [])
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_rows(self, newest_first: tuple[TimelineRow, ...], now: int) -> None:
        self._rows, self._now = newest_first, now
        self._laid = (-1, [])
        spoken = (f"{self._words.moment(row.at, now)} {row.who}: {row.text}" for row in newest_first)
        self.setAccessibleName(translate("Detail", "Linimasa"))
        self.setAccessibleDescription(". ".join(spoken))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return round(lines[-1].top + lines[-1].height) if lines else 0

    def sizeHint(self) -> QSize:
        width = max(self.width(), self._theme.px(300))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        when, who = self._columns()
        for line in self._lines(self.width()):
            if line.top > event.rect().bottom() or line.top + line.height < event.rect().top():
                continue
            for left, words, font, ink in (
                (0, line.when, theme.font("small"), theme.text_dim),
                (when, line.who, theme.font("small", 600), theme.text_strong),
                (who, line.what, theme.font("small"), theme.text),
            ):
                painter.setFont(font)
                painter.setPen(QColor(ink))
                painter.drawStaticText(QPointF(left, line.top), words)

    def _columns(self) -> tuple[int, int]:
        """Left edges of who and what."""
        dated = any(len(self._words.moment(row.at, self._now)) > 8 for row in self._rows)
        when = self._theme.px(92 if dated else 66)
        return when, when + self._theme.px(116)

    def _lines(self, width: int) -> list[_Line]:
        if self._laid[0] == width:
            return self._laid[1]
        theme = self._theme
        plain, strong = theme.font("small"), theme.font("small", 600)
        when, who = self._columns()
        lines: list[_Line] = []
        top = 0.0
        for row in self._rows:
            parts = (
                _laid(self._words.moment(row.at, self._now), plain, when),
                _laid(row.who, strong, who - when - theme.px(12)),
                _laid(row.text, plain, max(theme.px(60), width - who)),
            )
            height = max(part.size().height() for part in parts)
            lines.append(_Line(top, height, *parts))
            top += height + theme.px(7)
        self._laid = (width, lines)
        return lines


class Timeline(QWidget):
    """The lines with their caption, and a button for the older ones."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._rows: tuple[TimelineRow, ...] = ()
        self._now = 0
        self.lines = TimelineLines(theme, words)
        self._more = flat_button(theme, "")
        self._more.clicked.connect(lambda: self._show(len(self._rows)))
        box: QVBoxLayout = column(
            caption(theme, translate("Detail", "Linimasa")), self.lines, self._more, spacing=theme.px(8)
        )
        box.setAlignment(self._more, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(box)
        self.hide()

    def show_rows(self, rows: tuple[TimelineRow, ...], now: int) -> None:
        """`rows` oldest first."""
        if rows != self._rows:
            self._rows, self._now = rows, now
            self._show(NEWEST)

    def _show(self, count: int) -> None:
        self.setVisible(bool(self._rows))
        self.lines.set_rows(tuple(reversed(self._rows[-count:])), self._now)
        self._more.setVisible(len(self._rows) > count)
        self._more.setText(translate("Detail", "Tampilkan semua, %n baris", "", len(self._rows)))


def _laid(words: str, font: QFont, width: float) -> QStaticText:
    """Plain text wrapped to a width, also inside a word that is longer than a line."""
    static = QStaticText(words)
    static.setTextFormat(Qt.TextFormat.PlainText)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    static.setTextOption(option)
    static.setTextWidth(width)
    static.prepare(font=font)
    return static
