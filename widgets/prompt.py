"""A question inside the panel it belongs to: choices, a list to pick from, a line to write. Never a window.

`PromptPanel.ask(Prompt(...))` shows it and takes the keyboard; Enter answers, Escape lets go, and the
keyboard returns to where it was. The answer goes to `Prompt.done`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from shiboken6 import isValid

from widgets.labels import clear, column, row, set_tone, text
from widgets.longtext import LongText
from widgets.picker import Item, Picker, shape_icon
from widgets.press import PressButton
from widgets.theme import Theme

translate = QCoreApplication.translate

ROOM_SAID: Final = 300
"""Said from so many characters before the end."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered."""

    choice: str = ""
    """Value of the chosen button."""
    picked: tuple[str, ...] = ()
    """Codes from the list, in the order they were taken."""
    text: str = ""
    extra: str = ""
    more: str = ""
    """What stands in the third line."""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question. Parts that are empty are not shown."""

    title: str
    accept: str
    done: Callable[[Answer], None]
    note: str = ""
    """What one should know before answering, below the title."""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, caption); chosen with the number keys."""
    chosen: str = ""
    columns: int = 0
    """So many choices beside each other; 0: all of them."""
    ranks: bool = False
    """The choices are the four severities, worst first."""
    items: tuple[Item, ...] = ()
    search: Callable[[str], Sequence[Item]] | None = None
    """Finds the items for what was typed, in place of a fixed list."""
    items_hint: str = ""
    many: bool = False
    """Several of the list may be taken."""
    picked: tuple[str, ...] = ()
    free: bool = False
    """Text that is in no list may be taken as it is."""
    text_hint: str = ""
    text_most: int = 0
    """More than one line, with at most so many characters; 0: one line."""
    text_min: int = 0
    """Shortest text that counts; 0: may stay empty."""
    extra_hint: str = ""
    more_hint: str = ""
    more: str = ""
    """What the third line begins with."""
    tick: str = ""
    picture: QPixmap | None = None
    """What the answer is about, shown small beside the text."""
    check: Callable[[Answer], str] | None = None
    """A sentence that says what is still missing, or empty."""


class PromptPanel(QWidget):
    """The place of the question; hidden while there is none."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._prompt: Prompt | None = None
        self._before: QWidget | None = None
        self._buttons: dict[str, QPushButton] = {}
        self._taken: list[str] = []
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        box = column(spacing=theme.px(8))
        box.setContentsMargins(*(theme.px(12),) * 4)
        self._box = box
        self.setLayout(box)
        self.hide()

    @property
    def asking(self) -> bool:
        return self._prompt is not None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def ask(self, prompt: Prompt) -> None:
        """Ask; an earlier question that is still open is let go."""
        focus = QApplication.focusWidget()
        if self._prompt is None or (focus is not None and not self.isAncestorOf(focus)):
            self._before = focus
        self._prompt, self._taken = prompt, list(prompt.picked)
        self._build(prompt)
        self.setAccessibleName(prompt.title)
        self.show()
        self._first().setFocus()

    def dismiss(self) -> None:
        """Let the question go; the keyboard returns to where it was."""
        if self._prompt is None:
            return
        self._prompt = None
        self.hide()
        # what had the keyboard may have been built anew since
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        self.closed.emit()

    def answer(self) -> Answer:
        return Answer(
            choice=next((value for value, button in self._buttons.items() if button.isChecked()), ""),
            picked=tuple(self._taken),
            text=self._text.text().strip(),
            extra=self._extra.text().strip(),
            more=self._more.text().strip(),
            ticked=self._tick.isChecked(),
        )

    def accept(self) -> None:
        """Answer, or say what is missing."""
        prompt = self._prompt
        if prompt is None:
            return
        if prompt.free and not self._taken and self._picker.text():
            self._taken = [self._picker.text()]
        answer = self.answer()
        missing = self._missing(prompt, answer)
        if missing:
            self._hint.setText(missing)
            set_tone(self._hint, "system")
            return
        self.dismiss()
        prompt.done(answer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wrapped note is never cut where there is little room."""
        super().resizeEvent(event)
        if self._prompt is not None and self._prompt.note:
            margins = self._box.contentsMargins()
            room = self.width() - margins.left() - margins.right()
            self._note.setMinimumHeight(self._note.heightForWidth(room))

    def event(self, event: QEvent) -> bool:
        # Escape belongs to the question, whatever else the window does with it.
        if event.type() is QEvent.Type.ShortcutOverride and is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Number keys choose while a choice button has the keyboard; Enter answers from anywhere."""
        if not isinstance(event, QKeyEvent) or self._prompt is None:
            return False
        number = event.key() - Qt.Key.Key_1
        numbered = 0 <= number < len(self._buttons) and watched in self._buttons.values()
        if event.type() == QEvent.Type.ShortcutOverride and numbered:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if numbered:
            button = list(self._buttons.values())[number]
            button.setChecked(True)
            button.setFocus()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched in self._buttons.values():
            self.focusNextChild()
            return True
        return False

    # --- inner ---

    def _build(self, prompt: Prompt) -> None:
        clear(self._box)
        theme = self._theme
        self._buttons = {}
        self._box.addWidget(text(theme, prompt.title, weight=600, tone="strong", wrap=True))
        self._note = text(theme, prompt.note, size="small", tone="dim", wrap=True)
        if prompt.note:
            self._box.addWidget(self._note)
        if prompt.choices:
            self._box.addLayout(self._choices(prompt))
        self._build_picker(prompt)
        beside = row()
        self._room = text(theme, size="small", tone="dim")
        self._text = self._text_field(prompt)
        self._more = self._line(prompt.more_hint, beside)
        self._more.setText(prompt.more)
        self._extra = self._line(prompt.extra_hint, beside)
        if beside.count():
            self._box.addLayout(beside)
        self._tick = QCheckBox(prompt.tick)
        if prompt.tick:
            self._box.addWidget(self._tick)
        hint = translate("Prompt", "Enter menjawab, Esc batal")
        if prompt.text_most:
            hint = translate("Prompt", "Enter menyimpan, Shift+Enter baris baru, Esc batal")
        self._hint = text(theme, hint, size="small", tone="dim")
        cancel = PressButton(translate("Prompt", "Batal"))
        cancel.clicked.connect(self.dismiss)
        accept = PressButton(prompt.accept)
        accept.setProperty("kind", "primary")
        accept.clicked.connect(self.accept)
        self._accept = accept
        for button in (cancel, accept):
            button.setFont(theme.font("small", 500))
        self._box.addLayout(row(self._hint, 0, self._room, cancel, accept))

    def _build_picker(self, prompt: Prompt) -> None:
        theme = self._theme
        self._picker = Picker(theme, prompt.items_hint, prompt.items_hint)
        self._chosen = text(theme, tone="strong", wrap=True)
        if prompt.items or prompt.free or prompt.search:
            if prompt.search is not None:
                self._picker.set_search(prompt.search)
            else:
                self._picker.set_items(prompt.items)
            self._picker.says_nothing_fits = not prompt.free
            self._picker.picked.connect(self._pick)
            self._picker.submitted.connect(self._after_pick)
            self._picker.escaped.connect(self.dismiss)
            self._box.addWidget(self._picker)
            self._box.addWidget(self._chosen)
            self._show_taken()

    def _choices(self, prompt: Prompt) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        across = prompt.columns or len(prompt.choices)
        for place in range(len(prompt.choices)):
            grid.addWidget(self._choice(prompt, place), place // across, place % across)
        grid.setColumnStretch(across, 1)
        return grid

    def _choice(self, prompt: Prompt, place: int) -> QPushButton:
        value, caption = prompt.choices[place]
        button = QPushButton(f"{place + 1}  {caption}")
        button.setProperty("kind", "tab")
        button.setFont(self._theme.font("small", 500))
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setChecked(value == prompt.chosen)
        if prompt.ranks:
            button.setIcon(shape_icon(place, self._theme))
        button.installEventFilter(self)
        self._buttons[value] = button
        return button

    def _text_field(self, prompt: Prompt) -> QLineEdit | LongText:
        """One line or several, with the picture it is about beside it."""
        beside = row(spacing=self._theme.px(10))
        if prompt.picture is not None:
            shown = QLabel()
            shown.setPixmap(prompt.picture)
            beside.addWidget(shown)
            self._box.addLayout(beside)
        box = beside if prompt.picture is not None else self._box
        if not prompt.text_most:
            return self._line(prompt.text_hint, box)
        field = LongText(prompt.text_most)
        field.setFont(self._theme.font("body"))
        field.setPlaceholderText(prompt.text_hint)
        field.setAccessibleName(prompt.text_hint)
        field.submitted.connect(self.accept)
        field.room_changed.connect(self._show_room)
        box.addWidget(field)
        return field

    def _show_room(self, left: int) -> None:
        """How much may still be written, said near the end."""
        words = translate("Prompt", "sisa {0} huruf").format(left) if left <= ROOM_SAID else ""
        self._room.setText(words)
        set_tone(self._room, "system" if left == 0 else "dim")

    def _line(self, hint: str, box: QBoxLayout) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setMaxLength(300)
        if hint:  # its Enter comes to the panel, once: a signal besides would answer the next question too
            box.addWidget(line)
        else:
            line.setParent(self)
            line.hide()
        return line

    def _first(self) -> QWidget:
        if self._buttons:
            chosen = [button for button in self._buttons.values() if button.isChecked()]
            return chosen[0] if chosen else next(iter(self._buttons.values()))
        prompt = self._prompt
        assert prompt is not None
        if self._picker.parent() is not None:
            return self._picker.field
        return self._text if prompt.text_hint else self._accept

    def _pick(self, item: Item) -> None:
        prompt = self._prompt
        assert prompt is not None
        if not prompt.many:
            self._taken = [item.code]
            self._after_pick()
        elif item.code in self._taken:
            self._taken.remove(item.code)
        else:
            self._taken.append(item.code)
        if prompt.many:
            self._picker.set_text("")
            self._show_taken()

    def _after_pick(self) -> None:
        """On to the next line, or the answer where there is none."""
        if self._text.isVisible():
            self._text.setFocus()
        else:
            self.accept()

    def _show_taken(self) -> None:
        prompt = self._prompt
        assert prompt is not None
        names = {item.code: item.name for item in prompt.items}
        self._chosen.setText(" · ".join(names.get(code, code) for code in self._taken))
        self._chosen.setVisible(bool(self._taken) and prompt.many)

    @staticmethod
    def _missing(prompt: Prompt, answer: Answer) -> str:
        if len(answer.text) < prompt.text_min:
            return translate("Prompt", "Tulis alasannya, minimal {0} huruf.").format(prompt.text_min)
        return prompt.check(answer) if prompt.check is not None else ""


def is_escape(event: QEvent) -> bool:
    """True for the key that lets go."""
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
