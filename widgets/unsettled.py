"""Commands that wait for a human: expired ones are sent anew or dropped, refused ones are taken note of.

panel = UnsettledPanel(theme); panel.set_tickets(tickets)
panel.resend_requested / panel.discard_requested carry the command's id. Hidden while nothing waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from widgets.labels import breakable, clear, column, row, text
from widgets.press import PressButton
from widgets.theme import Theme
from widgets.tickets import Ticket, TicketState, ticket_sentence

translate = QCoreApplication.translate

MOST: Final = 3
"""Rows shown at once; the rest is counted."""
SHOWN: Final = 240
"""Letters of what somebody typed that are shown; all of them are copied."""


class UnsettledPanel(QWidget):
    """Stands above the link bar, never over the work."""

    resend_requested = Signal(str)
    discard_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tickets: tuple[Ticket, ...] = ()
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("Unsettled", "Perintah yang menunggu Anda"))
        self._rows = column(spacing=theme.px(4))
        self._rows.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        self.setLayout(self._rows)
        self.hide()

    def set_tickets(self, tickets: Sequence[Ticket]) -> None:
        """Every ticket of the console; only those that wait for a human are shown, oldest first."""
        waiting = tuple(t for t in tickets if t.state in (TicketState.EXPIRED, TicketState.REJECTED))
        if waiting == self._tickets:
            return
        self._tickets = waiting
        clear(self._rows)
        for ticket in waiting[:MOST]:
            self._rows.addLayout(self._row(ticket))
        if len(waiting) > MOST:
            words = translate("Unsettled", "dan {0} perintah lagi").format(len(waiting) - MOST)
            self._rows.addWidget(text(self._theme, words, size="small", tone="dim"))
        self.setVisible(bool(waiting))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _row(self, ticket: Ticket) -> QLayout:
        sentence = text(self._theme, ticket_sentence(ticket), size="small", tone="system", wrap=True)
        again = self._button(translate("Unsettled", "Kirim lagi"), ticket)
        again.clicked.connect(lambda: self.resend_requested.emit(ticket.command_id))
        expired = ticket.state is TicketState.EXPIRED
        words = translate("Unsettled", "Buang") if expired else translate("Unsettled", "Mengerti")
        drop = self._button(words, ticket)
        drop.clicked.connect(lambda: self.discard_requested.emit(ticket.command_id))
        said = column(sentence, spacing=0)
        buttons = [again, drop]
        if ticket.typed:
            cut = ticket.typed if len(ticket.typed) <= SHOWN else ticket.typed[: SHOWN - 1] + "…"
            typed = text(self._theme, breakable(cut), size="small", tone="strong", wrap=True)
            typed.setToolTip(ticket.typed)
            typed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.addWidget(typed)
            copy = self._button(translate("Unsettled", "Salin"), ticket)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(ticket.typed))
            buttons.insert(0, copy)
        line = row(said, *buttons, spacing=self._theme.px(8))
        line.setStretch(0, 1)
        return line

    def _button(self, words: str, ticket: Ticket) -> QPushButton:
        button = PressButton(words)
        button.setFont(self._theme.font("small", 600))
        button.setMinimumHeight(self._theme.px(26))
        button.setAccessibleName(f"{words}: {ticket.what}")
        return button
