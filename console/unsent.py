"""Orders that have not left this machine, in words: said as long as it is so, not for some seconds."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from widgets.format import Format
from widgets.tickets import Ticket, TicketState

translate = QCoreApplication.translate


def unsent_orders(tickets: Iterable[Ticket]) -> list[Ticket]:
    """Those that tell somebody to do something and have no answer yet."""
    return [
        ticket
        for ticket in tickets
        if ticket.order and ticket.state in (TicketState.QUEUED, TicketState.SENT)
    ]


def unsent_sentence(ticket: Ticket, words: Format) -> str:
    """What is known of it, and until when it waits by itself."""
    if ticket.state is TicketState.SENT:
        return translate("Orders", "{0}: belum ada kepastian sampai di server.").format(ticket.what)
    said = translate("Orders", "BELUM TERKIRIM: {0}. Sesudah {1} tidak dikirim lagi tanpa ditanyakan.")
    return said.replace("{0}", ticket.what).replace("{1}", words.minute(ticket.expires_at))
