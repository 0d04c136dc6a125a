"""Commands without an outcome yet, on disk: what survives a cut link and a killed console."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import sqlite

from services.contract.codec import decode_client
from services.contract.errors import MalformedMessage
from services.contract.messages import Do
from services.store.replica_schema import outbox
from services.store.waiting import Entry, Waiting


def keep(connection: Connection, entry: Entry) -> None:
    """Store a new command."""
    connection.execute(
        insert(outbox).values(
            id=entry.do.id,
            state=entry.state,
            message=entry.message,
            data=entry.data,
        )
    )


def adopt(connection: Connection, entries: Iterable[Entry]) -> None:
    """Store commands of another outbox; those that are here already stay as they are."""
    for entry in entries:
        values = {"id": entry.do.id, "state": entry.state, "message": entry.message, "data": entry.data}
        connection.execute(sqlite.insert(outbox).values(values).on_conflict_do_nothing())


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
            entries.append(Entry(do=do, data=row.data, state=state, message=row.message))
    return entries
