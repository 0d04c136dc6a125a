"""A field for more than one line: Enter hands it in, Shift+Enter breaks the line; it grows with its text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

LINES: Final = (2, 7)
"""Fewest and most lines that are shown."""


class LongText(QPlainTextEdit):
    """Plain text of at most `most` characters; what would not fit is not taken."""

    submitted = Signal()
    room_changed = Signal(int)
    """How many characters are left."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._changed)
        self._grow()

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, words: str) -> None:
        self.setPlainText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _changed(self) -> None:
        words = self.toPlainText()
        if len(words) > self._most:
            at = min(self.textCursor().position(), self._most)
            self.blockSignals(True)
            self.setPlainText(words[: self._most])
            self.blockSignals(False)
            cursor = self.textCursor()
            cursor.setPosition(at, QTextCursor.MoveMode.MoveAnchor)
            self.setTextCursor(cursor)
        self._grow()
        self.room_changed.emit(self._most - min(len(words), self._most))

    def _grow(self) -> None:
        """Its document counts in lines as they are wrapped."""
        few, many = LINES
        lines = min(many, max(few, round(self.document().size().height())))
        margins = self.contentsMargins()
        beside = margins.top() + margins.bottom() + round(2 * self.document().documentMargin()) + 10
        height = lines * self.fontMetrics().lineSpacing() + beside
        if height != self.height():
            self.setFixedHeight(height)
