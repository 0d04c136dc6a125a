"""Type a few letters, choose with the arrows, take with Enter: for agencies, categories and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from widgets.chips import paint_severity
from widgets.itemlook import EntryDelegate, entry
from widgets.labels import column
from widgets.theme import Theme

translate = QCoreApplication.translate

SHOWN: Final = 6
"""Rows of the list at once."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be picked. `words` are searched besides the name."""

    code: str
    name: str
    detail: str = ""
    words: str = ""
    rank: int | None = None


def matching(items: Sequence[Item], typed: str, limit: int = 40) -> list[Item]:
    """Items in which every typed word begins a word; a match at the name's beginning comes first."""
    needles = typed.casefold().split()
    found: list[tuple[int, int, Item]] = []
    for place, item in enumerate(items):
        hay = f" {item.code} {item.name} {item.detail} {item.words} ".casefold().replace("-", " ")
        if all(f" {needle}" in hay for needle in needles):
            leads = not item.name.casefold().startswith(typed.casefold().strip())
            found.append((leads, place, item))
    found.sort(key=lambda entry: entry[:2])
    return [item for _, _, item in found[:limit]]


class Field(QLineEdit):
    """A line whose arrow keys drive a list below it."""

    moved = Signal(int)
    taken = Signal()
    escaped = Signal()
    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Picker(QWidget):
    """A field and the list of what fits. The list is open only while the field has the keyboard."""

    picked = Signal(object)
    """The `Item` that was taken."""
    typed = Signal(str)
    """Somebody typed; not emitted by `set_text`."""
    submitted = Signal()
    """Enter with nothing in the list to take."""
    escaped = Signal()

    def __init__(self, theme: Theme, name: str, hint: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent if isinstance(parent, QWidget) else None)
        self._theme = theme
        self._search: Callable[[str], Sequence[Item]] = lambda _typed: ()
        self._found: Sequence[Item] = ()
        self.says_nothing_fits = True
        """False where text that is in no list may be meant as it is."""
        self.field = Field()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(name)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(translate("Picker", "Pilihan untuk {0}").format(name))
        self.list.hide()
        self.setLayout(column(self.field, self.list, spacing=2))
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._typed)
        self.field.moved.connect(self._move)
        self.field.taken.connect(self._take)
        self.field.escaped.connect(self._escape)
        self.field.left.connect(self.list.hide)
        self._look = EntryDelegate(theme, self.list)
        self.list.setItemDelegate(self._look)
        self.list.itemPressed.connect(self._pressed)

    def set_items(self, items: Sequence[Item]) -> None:
        """Pick from a fixed list."""
        kept = tuple(items)
        self._search = lambda typed: matching(kept, typed)

    def set_search(self, search: Callable[[str], Sequence[Item]]) -> None:
        """Pick from what a function finds for the typed text."""
        self._search = search

    def set_text(self, words: str) -> None:
        self.field.setText(words)
        self.list.hide()

    def text(self) -> str:
        return self.field.text().strip()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._look.use(theme)

    def open(self) -> None:
        """Show what fits the text as it is."""
        self._found = self._search(self.field.text())
        self.list.clear()
        for item in self._found:
            self.list.addItem(entry(item.name, item.detail, item.rank))
        typed = self.text()
        if not self._found and typed and self.says_nothing_fits:
            self.list.addItem(
                entry("", translate("Picker", "tidak ada yang cocok dengan “{0}”").format(typed))
            )
        rows = self.list.count()
        self.list.setVisible(rows > 0)
        if rows:
            height = max(self.list.sizeHintForRow(0), self._theme.px(26))
            self.list.setFixedHeight(height * min(SHOWN, rows) + self._theme.px(12))
            self.list.setCurrentRow(0 if self._found else -1)

    def _typed(self, words: str) -> None:
        self.open()
        self.typed.emit(words)

    def _move(self, step: int) -> None:
        if not self.list.isVisible():
            self.open()
            return
        last = self.list.count() - 1
        self.list.setCurrentRow(min(last, max(0, self.list.currentRow() + step)))

    def _take(self) -> None:
        row = self.list.currentRow()
        if self.list.isVisible() and 0 <= row < len(self._found):
            self._give(self._found[row])
        else:
            self.submitted.emit()

    def _pressed(self, entry: QListWidgetItem) -> None:
        if self._found:
            self._give(self._found[self.list.row(entry)])

    def _give(self, item: Item) -> None:
        self.set_text(item.name)
        self.picked.emit(item)

    def _escape(self) -> None:
        if self.list.isVisible():
            self.list.hide()
        else:
            self.escaped.emit()


def shape_icon(rank: int, theme: Theme) -> QIcon:
    """The severity's shape as an icon for lists and buttons."""
    size = theme.px(16)
    picture = QPixmap(size, size)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    paint_severity(painter, rank, picture.rect().toRectF().center(), size * 0.7, theme.severity[rank])
    painter.end()
    return QIcon(picture)
