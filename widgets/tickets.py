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
    order: bool = False
    """It tells somebody to do something: as long as it has not left, that is said loudly."""
    expires_at: int = 0
    """After this it is not sent any more but asked about; milliseconds."""
    typed: str = ""
    """What somebody wrote in it: theirs to read and to copy, also where it was refused."""


def ticket_word(state: TicketState) -> str:
    """`antre`, `terkirim`, `tercatat`, `ditolak`, `kedaluwarsa`."""
    return {
        TicketState.QUEUED: translate("Ticket", "antre"),
        TicketState.SENT: translate("Ticket", "terkirim"),
        TicketState.CONFIRMED: translate("Ticket", "tercatat"),
        TicketState.REJECTED: translate("Ticket", "ditolak"),
        TicketState.EXPIRED: translate("Ticket", "kedaluwarsa"),
    }[state]


def ticket_sentence(ticket: Ticket) -> str:
    """`Tugaskan DLH: ditolak. Kejadian sudah selesai.` Of an answer in several lines the first."""
    unsent = ticket.order and ticket.state is TicketState.QUEUED
    word = translate("Ticket", "BELUM TERKIRIM") if unsent else ticket_word(ticket.state)
    sentence = f"{ticket.what}: {word}"
    why = ticket.why.partition("\n")[0]
    return f"{sentence}. {why}" if why else sentence
