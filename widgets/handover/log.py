"""The shift log, the newest on top; beside it standing instructions and who sits where."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from widgets.handover.logrows import KEYS, LogRow, NoteRow, row_of
from widgets.handover.model import InstructionLine, LogEntry, NoteLine, PanelPictures, SystemLine, WatchLine
from widgets.handover.picture import LargePicture
from widgets.labels import caption, clear, column, hairline, row, scrolled, set_tone, text
from widgets.theme import Theme

translate = QCoreApplication.translate

PAGE: Final = 10


class LogPage(QWidget):
    """Setters and signals only."""

    filtered = Signal(str)
    """Show what contains this."""
    older_requested = Signal()
    group_requested = Signal()
    """Show the next kind of entries only."""
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: tuple[LogEntry, ...] | None = None
        self._foot = ""
        self._beside: tuple[tuple[InstructionLine, ...], tuple[str, ...]] | None = None
        self._pictures: PanelPictures | None = None
        self._everything: list[LogRow] = []
        self.rows: list[LogRow] = []
        """Those that can have the keyboard."""
        self.summary = text(theme, tone="dim")
        self.group = text(theme, tone="dim")
        self.status = text(theme, size="small", tone="dim", wrap=True)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(translate("Handover", "Cari di semua regu (/)"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.filter.setMinimumWidth(theme.px(300))
        self.filter.setMaxLength(200)
        self.filter.textChanged.connect(self.filtered)
        self.filter.returnPressed.connect(self.focus_first)
        self._arrange()
        self.large = LargePicture(theme, self)
        self.large.closed.connect(self._back_from_picture)
        self._opened_from: LogRow | None = None

    def _arrange(self) -> None:
        theme = self._theme
        name = caption(theme, translate("Handover", "Log regu"))
        head = row(name, self.summary, 0, self.group, self.filter, spacing=14)
        box = column(head, self.status, spacing=theme.px(4))
        box.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        top = QWidget()
        top.setProperty("surface", "rail")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setLayout(box)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._foot_label = text(theme, tone="dim", wrap=True)
        self._foot_label.setContentsMargins(*(theme.px(14),) * 4)
        self._side = column(spacing=theme.px(6))
        self._side.setContentsMargins(*(theme.px(14),) * 4)
        side = self._scrolled(self._side)
        side.setFixedWidth(theme.px(300))
        side.setProperty("surface", "rail")
        middle = row(column(top, self._scrolled(self._list), spacing=0), side, spacing=1)
        middle.setStretch(0, 1)
        self.setLayout(middle)
        self._list.addWidget(self._foot_label)
        self._list.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def set_pictures(self, pictures: PanelPictures) -> None:
        """Where pictures of panels come from."""
        self._pictures = pictures
        for each in self._everything:
            if isinstance(each, NoteRow):
                each.set_pictures(pictures)

    def pictures_changed(self) -> None:
        """One came, or it is known why it does not."""
        for each in self._everything:
            if isinstance(each, NoteRow) and each.line.picture:
                each.picture_came()

    def set_status(self, words: str, *, doubtful: bool = False) -> None:
        """How complete this is; `doubtful`: something is missing."""
        self.status.setText(words)
        self.status.setVisible(bool(words))
        set_tone(self.status, "system" if doubtful else "dim")

    def set_entries(self, entries: Sequence[LogEntry], foot: str) -> None:
        """The newest first; `foot`: what comes after the last one."""
        if self._foot != foot:
            self._foot = foot
            self._foot_label.setText(foot)
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        focused = next((each for each in self.rows if each.hasFocus()), None)
        kept: dict[LogEntry, list[LogRow]] = {}
        for each in self._everything:
            kept.setdefault(each.line, []).append(each)
        self._everything = []
        for number, line in enumerate(entries):
            same = kept.get(line)
            each = same.pop() if same else self._new(line)
            if self._list.indexOf(each) != number:
                self._list.removeWidget(each)
                self._list.insertWidget(number, each)
            self._everything.append(each)
        for gone in itertools.chain.from_iterable(kept.values()):
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.rows = [each for each in self._everything if not isinstance(each.line, WatchLine)]
        if focused is not None and focused not in self.rows:
            self._refocus(focused)

    def _new(self, line: LogEntry) -> LogRow:
        made = row_of(self._theme, line, self._pictures)
        made.moved.connect(self._move)
        made.opened.connect(self._open)
        made.setParent(self._area.widget())
        made.show()  # now and not with the next event: it may get the keyboard back
        return made

    def _refocus(self, gone: LogRow) -> None:
        """A note that only looks different now keeps the keyboard."""
        number = _number(gone.line)
        same = [each for each in self.rows if _number(each.line) == number]
        if same:
            same[0].setFocus()
        else:
            self.focus_first()

    def set_beside(self, instructions: Sequence[InstructionLine], seats: Sequence[str]) -> None:
        shown = (tuple(instructions), tuple(seats))
        if shown == self._beside:
            return
        self._beside = shown
        clear(self._side)
        theme = self._theme
        self._side.addWidget(caption(theme, translate("Handover", "Instruksi tetap")))
        if not instructions:
            none = translate("Handover", "Tidak ada yang berlaku. P memberi instruksi.")
            self._side.addWidget(text(theme, none, tone="dim", wrap=True))
        for line in instructions:
            self._side.addWidget(hairline())
            self._side.addWidget(text(theme, line.words, tone="strong", wrap=True))
            tone = "dim" if line.confirmed else "system"
            self._side.addWidget(text(theme, line.note, size="small", tone=tone, wrap=True))
        self._side.addSpacing(theme.px(14))
        self._side.addWidget(caption(theme, translate("Handover", "Siapa duduk di mana")))
        if not seats:
            none = translate("Handover", "Belum ada yang mencatat tempat. D mencatat tempat Anda.")
            self._side.addWidget(text(theme, none, tone="dim", wrap=True))
        for words in seats:
            self._side.addWidget(text(theme, words, wrap=True))
        self._side.addStretch(1)

    @property
    def current(self) -> int:
        """Number of the note that has the keyboard; 0: none."""
        lines = (each.line for each in self.rows if each.hasFocus())
        return next((line.note_id for line in lines if isinstance(line, NoteLine)), 0)

    def focus_first(self) -> None:
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._area.verticalScrollBar().setValue(0)
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focus_first()
        elif event.key() in KEYS:
            self._move(KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.large.setGeometry(self.rect())

    def _move(self, by: int) -> None:
        """A row, a page, or all the way; at the end what is older is asked for."""
        bar = self._area.verticalScrollBar()
        at = next((number for number, each in enumerate(self.rows) if each.hasFocus()), -1)
        if abs(by) == 1:
            to = max(0, at + by)
        elif abs(by) == PAGE:
            place = bar.value() + (bar.pageStep() if by > 0 else -bar.pageStep())
            to = self._row_at(place if by > 0 else max(0, place))
        else:
            to = len(self.rows) - 1 if by > 0 else 0
        if by > 0 and to >= len(self.rows) - 1:
            self.older_requested.emit()
        if self.rows:
            each = self.rows[min(to, len(self.rows) - 1)]
            each.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._area.ensureWidgetVisible(each)

    def _row_at(self, place: int) -> int:
        """The first row that begins at or below a height of the list."""
        below = (number for number, each in enumerate(self.rows) if each.y() >= place)
        return next(below, len(self.rows) - 1)

    def _open(self) -> None:
        """The picture of the note that has the keyboard."""
        each = next((each for each in self.rows if each.hasFocus()), None)
        if each is None or not isinstance(each.line, NoteLine) or self._pictures is None:
            return
        picture = self._pictures.picture(each.line.picture) if each.line.picture else None
        if picture is not None:
            self._opened_from = each
            self.large.show_picture(picture, each.line.head)

    def step_back(self) -> bool:
        """Out of the picture, then out of the search; False where there is nothing to leave but the page."""
        if self.large.dismiss():
            return True
        if not self.filter.text():
            return False
        self.filter.clear()
        self.focus_first()
        return True

    def _back_from_picture(self) -> None:
        if self._opened_from in self.rows and self._opened_from is not None:
            self._opened_from.setFocus()
        else:
            self.focus_first()

    def _scrolled(self, box: QVBoxLayout) -> QScrollArea:
        area = scrolled(box)
        if box is self._list:
            inner = box.parentWidget()
            assert inner is not None
            inner.setProperty("surface", "panel")
            inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self._area = area
        return area


def _number(line: LogEntry) -> tuple[int, int]:
    """What stays the same of an entry when it is shown differently."""
    note = line.note_id if isinstance(line, NoteLine) else 0
    return note, line.seq if isinstance(line, SystemLine) else 0
