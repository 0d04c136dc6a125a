"""Contacts and roster of one agency, edited in the place of the detail; the queue stays usable."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from services.contract.commands import Command
from widgets.chips import KeyButton
from widgets.contacts.model import AgencyBook
from widgets.contacts.people import PeoplePage
from widgets.contacts.roster import RosterPage
from widgets.format import Format
from widgets.labels import column, row, scrolled, text
from widgets.press import PressButton
from widgets.theme import Theme

translate = QCoreApplication.translate


class ContactEditor(QWidget):
    """`show_book(book)` fills it, also again and again while somebody types: what they typed stays."""

    command_requested = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, words: Format, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._book = AgencyBook("", "", "")
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("ContactEditor", "Kontak dan piket OPD"))
        self._title = text(theme, size="head", weight=650, tone="strong")
        self._title.setMinimumWidth(1)
        self.people = PeoplePage(theme)
        self.roster = RosterPage(theme, words)
        self._pages = QStackedWidget()
        for page in (self.people, self.roster):
            page.command_requested.connect(self._send)
            self._pages.addWidget(page)
        self.tabs = [
            self._tab(0, translate("ContactEditor", "Kontak")),
            self._tab(1, translate("ContactEditor", "Jadwal piket")),
        ]
        self.leave = KeyButton(theme, translate("ContactEditor", "Tutup"), "Esc")
        self.leave.clicked.connect(self.closed)
        self.setFocusProxy(self.people.list)
        box = column(self._pages, 0)
        box.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(12))
        scroll = scrolled(box)
        head = row(self._title, 0, *self.tabs, self.leave, spacing=theme.px(8))
        head.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        self.setLayout(column(head, scroll, spacing=0))

    def set_checker(self, check: Callable[[str, str], str]) -> None:
        """`check(kind, address)` says what is wrong with an address, or nothing."""
        self.people.set_checker(check)

    def set_now(self, now: int) -> None:
        self.roster.set_now(now)

    @property
    def agency(self) -> str:
        """Whose contacts are shown."""
        return self._book.code

    def show_book(self, book: AgencyBook) -> None:
        """Contacts and roster as they are now; another agency starts anew."""
        other = book.code != self._book.code
        self._book = book
        self._title.setText(f"{book.short} · {book.name}")
        self.people.show_book(book, other)
        self.roster.show_book(book, other)

    def begin(self) -> None:
        """Take the keyboard."""
        self.tabs[0].setChecked(True)
        self._pages.setCurrentWidget(self.people)
        self.people.begin()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _tab(self, place: int, words: str) -> QPushButton:
        button = PressButton(words)
        button.setProperty("kind", "tab")
        button.setFont(self._theme.font("small", 500))
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.toggled.connect(lambda on: self._pages.setCurrentIndex(place) if on else None)
        return button

    def _send(self, command: Command) -> None:
        self.command_requested.emit(command)
