"""Rows of the shift log, painted: a note with its picture, a line of the system, the heading of a watch."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.handover.marked import flow
from widgets.handover.model import LogEntry, NoteLine, PanelPictures, SystemLine, WatchLine
from widgets.theme import Theme

THUMB: Final = (240, 135)
"""Largest width and height of a picture in its row, at scale 1."""
TIME: Final = 62
"""Width of the time of day beside a line of the system."""
KEYS: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_Home: -100,
    Qt.Key.Key_End: 100,
}
"""The area that scrolls would take these for itself."""


class LogRow(QWidget):
    """Any of them. It gets the keyboard unless it is a heading."""

    moved = Signal(int)
    """One row (1), one page (10) or everything (100), up where it is negative."""
    opened = Signal()

    def __init__(self, theme: Theme, line: LogEntry) -> None:
        super().__init__()
        self._theme, self.line = theme, line
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._flow(None, width))

    def sizeHint(self) -> QSize:
        least = self._theme.px(300)
        # of the width it has: at another one the list would be taller than what is in it
        return QSize(least, self.heightForWidth(max(self.width(), least)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = KEYS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_O):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.line))
        self._flow(painter, self.width())
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _flow(self, painter: QPainter | None, width: int) -> float:
        """Paint, or only measure: the height."""
        raise NotImplementedError


class NoteRow(LogRow):
    """Head, what it is about, the words, by what it was corrected, its picture."""

    line: NoteLine

    def __init__(self, theme: Theme, line: NoteLine, pictures: PanelPictures | None = None) -> None:
        super().__init__(theme, line)
        self._pictures = pictures
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(". ".join(part for _, _, part in self._parts() if part))

    def set_pictures(self, pictures: PanelPictures) -> None:
        self._pictures = pictures
        self.picture_came()

    def picture_came(self) -> None:
        """What is known about its picture changed."""
        self.updateGeometry()
        self.update()

    def _parts(self) -> tuple[tuple[QFont, str, str], ...]:
        theme, line = self._theme, self.line
        words = theme.font("body")
        words.setStrikeOut(bool(line.struck))
        return (
            (theme.font("small"), theme.text_dim, line.head),
            (theme.font("small"), theme.text_dim, line.about),
            (words, theme.text_dim if line.struck else theme.text_strong, line.words),
            (theme.font("small", 600), theme.system, line.struck),
        )

    def _flow(self, painter: QPainter | None, width: int) -> float:
        theme = self._theme
        top, left = float(theme.px(9)), theme.px(14)
        for font, ink, words in self._parts():
            if words:
                at = QPointF(left, top)
                top += flow(painter, at, width - 2 * left, words, (font, ink), theme, self.line.marks)
                top += theme.px(3)
        if self.line.picture and self._pictures is not None:
            top += self._picture(painter, self._pictures, left, top)
        return top + theme.px(6)

    def _picture(self, painter: QPainter | None, pictures: PanelPictures, left: int, top: float) -> float:
        """The picture small, and what has to be said about it; its height."""
        theme, sha256 = self._theme, self.line.picture
        found, high = pictures.picture(sha256), 0.0
        if found is not None:
            target = self._target(found, left, round(top) + theme.px(3))
            if painter is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(target, found)
                painter.setPen(QPen(QColor(theme.line_strong), 1))
                painter.drawRect(target)
            high = target.height() + theme.px(8)
        said = pictures.note(sha256) or (pictures.why(sha256) if found is None else "")
        if said:
            look = (theme.font("small", 600), theme.system)
            high += flow(painter, QPointF(left, top + high), self.width() - 2 * left, said, look, theme)
        return high

    def _target(self, found: QImage, left: int, top: int) -> QRect:
        theme = self._theme
        size = found.size().scaled(theme.px(THUMB[0]), theme.px(THUMB[1]), Qt.AspectRatioMode.KeepAspectRatio)
        return QRect(left, top, size.width(), size.height())


class SystemRow(LogRow):
    """Time, what happened, then who and about which incident."""

    line: SystemLine

    def __init__(self, theme: Theme, line: SystemLine) -> None:
        super().__init__(theme, line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(
            ". ".join(part for part in (line.time, line.words, line.who, line.ref) if part)
        )

    def _flow(self, painter: QPainter | None, width: int) -> float:
        theme, line = self._theme, self.line
        top, left = float(theme.px(5)), theme.px(14)
        small = theme.font("small")
        time = max(theme.px(TIME), self.fontMetrics().horizontalAdvance(line.time) + theme.px(8))
        flow(painter, QPointF(left, top + theme.px(1)), time, line.time, (small, theme.text_dim), theme)
        beside = " · ".join(part for part in (line.ref, line.who) if part and part not in line.words)
        words = f"{line.words} · {beside}" if beside else line.words
        room = width - 2 * left - time
        high = flow(
            painter,
            QPointF(left + time, top),
            room,
            words,
            (theme.font("small"), theme.text),
            theme,
            line.marks,
        )
        return top + high + theme.px(5)


class WatchRow(LogRow):
    """Whose watch begins below (they are read from the newest to the oldest)."""

    line: WatchLine

    def __init__(self, theme: Theme, line: WatchLine) -> None:
        super().__init__(theme, line)
        self.setAccessibleName(line.words)

    def _flow(self, painter: QPainter | None, width: int) -> float:
        theme = self._theme
        top, left = float(theme.px(9)), theme.px(14)
        if painter is not None:
            painter.fillRect(self.rect(), QColor(theme.rail))
        look = (theme.font("small", 650), theme.text_strong)
        return (
            top
            + flow(painter, QPointF(left, top), width - 2 * left, self.line.words, look, theme)
            + theme.px(7)
        )


def row_of(theme: Theme, line: LogEntry, pictures: PanelPictures | None) -> LogRow:
    """The row that shows this entry."""
    if isinstance(line, NoteLine):
        return NoteRow(theme, line, pictures)
    return SystemRow(theme, line) if isinstance(line, SystemLine) else WatchRow(theme, line)
