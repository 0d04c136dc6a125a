"""What covers the content of a window until Escape puts it away."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from widgets.theme import Theme


class Overlay(QWidget):
    """Stands in the middle of its window, follows its size, and gives the keyboard back."""

    LARGEST: ClassVar[tuple[int, int]]
    """Width and height before scaling, where the window has that much room."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._before: QWidget | None = None
        self.setProperty("surface", "overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()
        window.installEventFilter(self)

    def put_away(self) -> None:
        """The keyboard returns to where it was."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._place()
        return False

    def _cover(self) -> None:
        """Show it over everything else; whoever calls takes the keyboard."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(self._room(window.rect()))

    def _room(self, window: QRect) -> QRect:
        """Where it stands in a window of that size."""
        px = self._theme.px
        wanted = QSize(*(px(length) for length in self.LARGEST))
        size = wanted.boundedTo(window.size() - QSize(px(40), px(40)))
        return QRect(
            (window.width() - size.width()) // 2,
            (window.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )
