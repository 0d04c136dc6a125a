"""Short sentences at the window's edge. They take no keyboard and move away from whatever has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from widgets.labels import column, set_tone, text
from widgets.theme import Theme

SHOWN_MS: Final = 6_000
MOST: Final = 3


@dataclass(slots=True)
class _Entry:
    label: QLabel
    key: str


class Toasts(QWidget):
    """Lives over its window's content, at the bottom, clear of the focused widget; clicks go through it."""

    def __init__(self, theme: Theme, window: QWidget, *, above: int = 0) -> None:
        """`above`: height of what else stands at the bottom of the window besides its link bar."""
        super().__init__(window)
        self._theme, self._above = theme, above
        self._entries: list[_Entry] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = column(spacing=theme.px(6))
        self.setLayout(self._box)
        self.hide()
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._place)

    def show_sentence(self, sentence: str, *, system: bool = False, key: str = "") -> None:
        """Show a sentence for some seconds; one with the same `key` replaces the earlier one."""
        for entry in [entry for entry in self._entries if key and entry.key == key]:
            self._remove(entry)
        label = text(self._theme, sentence, size="small", weight=500, tone="strong", wrap=True)
        label.setProperty("surface", "raised")
        label.setContentsMargins(*(self._theme.px(10),) * 4)
        label.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        label.setStyleSheet(
            f"background: {self._theme.raised}; border: 1px solid {self._theme.control_edge};"
            f"border-radius: {self._theme.px(6)}px;"
        )
        if system:
            set_tone(label, "system")
        entry = _Entry(label, key)
        self._entries.append(entry)
        self._box.addWidget(label)
        for old in self._entries[:-MOST]:
            self._remove(old)
        QTimer.singleShot(SHOWN_MS, label, lambda: self._remove(entry))
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self.show()
        self.raise_()
        self._place()

    def sentences(self) -> list[str]:
        """What is shown now, oldest first."""
        return [entry.label.text() for entry in self._entries]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        return False

    def _remove(self, entry: _Entry) -> None:
        if entry in self._entries:
            self._entries.remove(entry)
            entry.label.hide()
            self._box.removeWidget(entry.label)
            entry.label.deleteLater()
            self.setVisible(bool(self._entries))
            self._place()

    def _place(self, *_: object) -> None:
        """Bottom right; bottom left or top where that would cover the focused widget."""
        window = self.parentWidget()
        if window is None or not self._entries:
            return
        theme = self._theme
        width = min(theme.px(380), window.width() - theme.px(40))
        heights = [entry.label.heightForWidth(width) for entry in self._entries]
        height = sum(heights) + self._box.spacing() * (len(heights) - 1)
        right, bottom = (
            window.width() - width - theme.px(16),
            window.height() - height - theme.px(44 + self._above),
        )
        left, top = theme.px(16), theme.px(60)
        corners = (QPoint(right, bottom), QPoint(left, bottom), QPoint(right, top), QPoint(left, top))
        focus = QApplication.focusWidget()
        avoid = QRect()
        if focus is not None and window.isAncestorOf(focus):
            avoid = QRect(focus.mapTo(window, QPoint(0, 0)), focus.size())

        def covered(corner: QPoint) -> int:
            over = QRect(corner.x(), corner.y(), width, height).intersected(avoid)
            return over.width() * over.height() if over.isValid() else 0

        best = min(corners, key=covered)
        self.setGeometry(best.x(), best.y(), width, height)
