"""The ticket beside the thing: what became of a command, in words. Never a pretended new state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class TicketState(StrEnum):
    """Where a command is."""

    QUEUED = "queued"
    SENT = "sent"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    EXPIRED = "expired"

    @property
    def settled(self) -> bool:
        """True once nothing more will happen to it."""
        return self in (TicketState.CONFIRMED, TicketState.REJECTED, TicketState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Ticket:
    """One command as people see it."""

    command_id: str
    """UUID of the command; the key under which a later state replaces this one."""
    incident_id: int
    """The incident it is about; 0 for none."""
    what: str
    """The wish in words, e.g. `Tugaskan DLH`."""
    state: TicketState
    why: str = ""
    """The backend's sentence where it was rejected or expired."""


def ticket_word(state: TicketState) -> str:
    """`antre`, `terkirim`, `dikonfirmasi`, `ditolak`, `kedaluwarsa`."""
    return {
        TicketState.QUEUED: translate("Ticket", "antre"),
        TicketState.SENT: translate("Ticket", "terkirim"),
        TicketState.CONFIRMED: translate("Ticket", "dikonfirmasi"),
        TicketState.REJECTED: translate("Ticket", "ditolak"),
        TicketState.EXPIRED: translate("Ticket", "kedaluwarsa"),
    }[state]


def ticket_sentence(ticket: Ticket) -> str:
    """`Tugaskan DLH: ditolak. Kejadian sudah selesai.` Of an answer in several lines the first."""
    sentence = f"{ticket.what}: {ticket_word(ticket.state)}"
    why = ticket.why.partition("\n")[0]
    return f"{sentence}. {why}" if why else sentence
