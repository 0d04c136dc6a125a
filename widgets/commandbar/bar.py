"""The field in the top bar: completion with help below it, history, problems in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget

from services.contract.commands import Command
from widgets.chips import cap_width, paint_cap
from widgets.commandbar.complete import Completion, complete
from widgets.commandbar.parse import CommandContext, Problem, parse
from widgets.itemlook import EntryDelegate, entry
from widgets.labels import column, text
from widgets.theme import Theme

translate = QCoreApplication.translate

HISTORY: Final = 50


class CommandBar(QLineEdit):
    """Enter carries out, Tab completes, Up and Down choose or go through the history, Escape leaves."""

    command_requested = Signal(object)
    """`services.contract.commands.Command`."""
    view_requested = Signal(object)
    """`widgets.intents.ViewIntent`."""
    history_changed = Signal(list)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._context: Callable[[], CommandContext] = CommandContext
        self._history: list[str] = []
        self._back = 0
        self._found: list[Completion] = []
        self._key = "/"
        self.setAccessibleName(translate("Command", "Bilah perintah"))
        self.setPlaceholderText(translate("Command", "/  perintah, cari kejadian, OPD, jalan…"))
        self.setFont(theme.font("small"))
        self.drop = QWidget()
        self.drop.setProperty("surface", "overlay")
        self.drop.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QListWidget()
        self.list.setProperty("role", "plain")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._look = EntryDelegate(theme, self.list)
        self.list.setItemDelegate(self._look)
        self.list.itemPressed.connect(lambda item: self._use(self._found[self.list.row(item)]))
        self._says: QLabel = text(theme, size="small", tone="system", wrap=True)
        box = column(self._says, self.list, spacing=theme.px(4))
        box.setContentsMargins(*(theme.px(6),) * 4)
        self.drop.setLayout(box)
        self.drop.hide()
        self.textEdited.connect(self._edited)

    def set_context(self, context: Callable[[], CommandContext]) -> None:
        """Asked at every key: what is selected, which agencies and categories there are."""
        self._context = context

    def set_history(self, lines: Sequence[str]) -> None:
        """Earlier lines, oldest first."""
        self._history = list(lines)[-HISTORY:]
        self._back = 0

    def set_key(self, key: str) -> None:
        self._key = key
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._look.use(theme)
        self.update()

    def begin(self, line: str = "") -> None:
        """Take the keyboard, with `line` already there."""
        self.setText(line)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edited()

    def say(self, sentence: str) -> None:
        """Show a sentence below the field; empty hides it."""
        self._says.setText(sentence)
        self._says.setVisible(bool(sentence))
        self._place()

    # --- Qt ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self._close()
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Tab is taken by Qt before keyPressEvent sees it
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            found = self._found[max(0, self.list.currentRow())] if self._found else None
            if event.key() == Qt.Key.Key_Tab and self.text() and found and found.line != self.text():
                self._use(found)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._edited()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._key and not self.text() and not self.hasFocus():
            width = cap_width(self._key, self._theme)
            left = self.width() - width - self._theme.px(6)
            painter = QPainter(self)
            paint_cap(painter, self._key, left, self.height() / 2, self._theme, self._theme.text)

    # --- inner ---

    def _edited(self) -> None:
        self._back = 0
        self._found = complete(self.text(), self._context())
        self.list.clear()
        for found in self._found:
            self.list.addItem(entry(found.line.strip(), found.help))
        self.list.setCurrentRow(-1)
        self.say("")

    def _move(self, step: int) -> None:
        chosen = self.list.currentRow()
        in_history = self._back > 0 or (not self.text() and step < 0)
        if in_history and chosen < 0:
            self._recall(step)
        elif self._found:
            self.list.setCurrentRow(min(len(self._found) - 1, max(-1, chosen + step)))

    def _recall(self, step: int) -> None:
        self._back = min(len(self._history), max(0, self._back - step))
        self.setText(self._history[-self._back] if self._back else "")

    def _use(self, found: Completion) -> None:
        self.setText(found.line)
        self._edited()

    def _run(self) -> None:
        chosen = self.list.currentRow()
        if self.drop.isVisible() and chosen >= 0:
            found = self._found[chosen]
            if not found.ready:
                self._use(found)
                return
            self.setText(found.line)
        line = self.text().strip()
        if not line:
            self._close()
            self.left.emit()
            return
        wish = parse(line, self._context())
        if isinstance(wish, Problem):
            self.say(wish.sentence)
            return
        self._remember(line)
        self.clear()
        self._close()
        self.left.emit()
        if isinstance(wish, Command):
            self.command_requested.emit(wish)
        else:
            self.view_requested.emit(wish)

    def _remember(self, line: str) -> None:
        if line in self._history:
            self._history.remove(line)
        self._history = [*self._history, line][-HISTORY:]
        self._back = 0
        self.history_changed.emit(list(self._history))

    def _place(self) -> None:
        """Hang the list below the field, above everything else in the window."""
        window = self.window()
        if self.drop.parent() is not window:
            self.drop.setParent(window)
        rows = self.list.count()
        row = max(self.list.sizeHintForRow(0), self._theme.px(28)) if rows else 0
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(row * rows + self._theme.px(4))
        corner = self.mapTo(window, QPoint(0, self.height() + self._theme.px(4)))
        width = max(self.width(), self._theme.px(460))
        self.drop.setGeometry(corner.x(), corner.y(), width, 0)
        self.drop.resize(width, self.drop.sizeHint().height())
        self.drop.setVisible(self.hasFocus() and (rows > 0 or bool(self._says.text())))
        self.drop.raise_()

    def _close(self) -> None:
        self.drop.hide()
