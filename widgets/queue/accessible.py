"""What a screen reader finds in the painted list: the rows on the screen as list items, each a sentence.

Qt asks for these objects only while an assistive technology runs.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from widgets.queue.view import QueueView

_lists: dict[int, QueueAccessible] = {}
_installed: list[bool] = []


class QueueAccessible(QAccessibleWidget):
    """The list. Its children are the visible rows: a million rows are not a million objects."""

    def __init__(self, view: QueueView) -> None:
        super().__init__(view, QAccessible.Role.List)
        self.view = view
        self._items: dict[int, RowAccessible] = {}

    def childCount(self) -> int:
        first, last = self.view.visible_rows()
        return max(0, last - first + 1)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None: there is none
        if not 0 <= index < self.childCount():
            return None
        if index not in self._items:
            self._items[index] = RowAccessible(self, index)
        return self._items[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.place if isinstance(child, RowAccessible) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        row = self.view.visible_row_at(self.view.viewport().mapFromGlobal(QPoint(x, y)).y())
        return self.child(row - self.view.visible_rows()[0]) if row >= 0 else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        row = self.view.selected_row()
        return self.child(row - self.view.visible_rows()[0]) if row >= 0 else None


class RowAccessible(QAccessibleInterface):
    """The row in one place of the screen, whatever incident is there now."""

    def __init__(self, parent: QueueAccessible, place: int) -> None:
        super().__init__()
        self._list, self.place = parent, place

    @property
    def row(self) -> int:
        return self._list.view.visible_rows()[0] + self.place

    def isValid(self) -> bool:
        return self.place < self._list.childCount()

    def object(self) -> QObject | None:  # type: ignore[override]  # a row is painted, there is no object
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._list.window()

    def parent(self) -> QAccessibleInterface:
        return self._list

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        del index
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        del x, y
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        del child
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        return self._list.view.spoken_row(self.row) if kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, words: str) -> None:
        """Rows are not edited in the list."""

    def rect(self) -> QRect:
        return self._list.view.global_row_rect(self.row)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = True
        state.focusable = True
        state.selected = state.focused = self.row == self._list.view.selected_row()
        return state


def _make(key: str, thing: QObject) -> QAccessibleInterface | None:
    del key
    if not isinstance(thing, QueueView):
        return None
    number = id(thing)
    made = _lists[number] = QueueAccessible(thing)
    thing.destroyed.connect(lambda: _lists.pop(number, None))
    return made


def install() -> None:
    """Tell Qt how lists are read out. Once for a process; more often does nothing."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_make)
