"""Commands without an outcome yet, on disk: what survives a cut link and a killed console."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from services.contract.codec import decode_client
from services.contract.errors import MalformedMessage
from services.contract.messages import Do
from services.store.replica_schema import outbox


class Waiting(StrEnum):
    """Why an entry is still here."""

    OUTCOME = "outcome"
    """Queued or sent; its outcome is not known."""
    EXPIRED = "expired"
    """Waited too long: a human has to send it again or drop it."""
    REJECTED = "rejected"
    """Refused: a human has to take note."""


class Entry(Struct, frozen=True, kw_only=True):
    """One command as it was given. A retry sends the very same bytes."""

    do: Do
    data: bytes
    state: Waiting = Waiting.OUTCOME
    sent: bool = False
    """True once it went into a socket, so that the backend may know it."""
    message: str = ""


def keep(connection: Connection, entry: Entry) -> None:
    """Store a new command."""
    connection.execute(
        insert(outbox).values(
            id=entry.do.id,
            state=entry.state,
            message=entry.message,
            sent=int(entry.sent),
            data=entry.data,
        )
    )


def mark_sent(connection: Connection, command_id: str) -> None:
    """The command went into a socket."""
    connection.execute(update(outbox).where(outbox.c.id == command_id).values(sent=1))


def settle(connection: Connection, command_id: str) -> None:
    """The command is done with: confirmed, or dismissed by a human."""
    connection.execute(delete(outbox).where(outbox.c.id == command_id))


def ask_human(connection: Connection, command_id: str, state: Waiting, message: str) -> None:
    """The command waits for a human's decision."""
    connection.execute(update(outbox).where(outbox.c.id == command_id).values(state=state, message=message))


def load(connection: Connection) -> list[Entry]:
    """Everything that waits, in the order it was given. Rows nobody can read are left where they are."""
    entries = []
    for row in connection.execute(select(outbox).order_by(outbox.c.position)):
        try:
            do = decode_client(row.data)
            state = Waiting(row.state)
        except (MalformedMessage, ValueError):
            continue
        if isinstance(do, Do):
            entries.append(Entry(do=do, data=row.data, state=state, sent=bool(row.sent), message=row.message))
    return entries
