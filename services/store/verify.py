"""`patria verify`: does the log still say what was written? Names the first row that does not."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from msgspec import Struct

from services.contract.codec import decode_body, decode_envelope
from services.contract.errors import MalformedMessage
from services.store import schema
from services.store.anchor import Anchor


class Finding(Struct, frozen=True):
    """One thing that is wrong with a log."""

    log: str
    epoch: str
    seq: int
    problem: str
    """In Indonesian, names the row."""


def genesis(epoch: str) -> bytes:
    """What the first entry of a log is chained to."""
    return hashlib.sha256(b"patria log " + epoch.encode()).digest()


def verify(engine: sa.Engine, anchor: Anchor | None = None) -> list[Finding]:
    """Check every log: sequence, hash chain, columns against bodies, and the heads noted outside."""
    findings: list[Finding] = []
    noted: dict[str, dict[int, str]] = {}
    for head in anchor.heads() if anchor is not None else ():
        noted.setdefault(head.log, {})[head.seq] = head.hash
    with engine.connect() as connection:
        known = connection.execute(sa.select(schema.logs).order_by(schema.logs.c.id)).all()
        for log in known:
            findings += _verify_log(connection, log.id, log.name, log.epoch, noted.pop(log.epoch, {}))
    for epoch, heads in noted.items():
        problem = f"seluruh log hilang: {max(heads)} baris pernah tercatat di luar basis data"
        findings.append(Finding("", epoch, max(heads), problem))
    return findings


def _verify_log(
    connection: sa.Connection, log: int, name: str, epoch: str, noted: dict[int, str]
) -> list[Finding]:
    findings: list[Finding] = []
    events = schema.events
    query = sa.select(events).where(events.c.log == log).order_by(events.c.seq)
    rows = connection.execute(query, execution_options={"yield_per": 2000})
    last, head = 0, genesis(epoch)
    for row in rows:
        problem = ""
        expected = hashlib.sha256(head + row.body).digest()
        if row.seq != last + 1:
            problem = _missing(last + 1, row.seq - 1)
        elif row.hash != expected:
            problem = f"baris {row.seq} diubah atau ditukar: rantai sidik tidak cocok"
        elif (wrong := _contradiction(row, epoch)) != "":
            problem = f"baris {row.seq} diubah: kolom {wrong} tidak sesuai isinya"
        elif noted.get(row.seq, row.hash.hex()) != row.hash.hex():
            problem = f"baris {row.seq} diganti: sidiknya berbeda dari yang tercatat di luar basis data"
        if problem:
            findings.append(Finding(name, epoch, row.seq, problem))
        # The chain is taken up from what the row says, so that one break is told once.
        last, head = row.seq, row.hash
    if noted and max(noted) > last:
        findings.append(Finding(name, epoch, last + 1, _missing(last + 1, max(noted)) + " di ujung log"))
    return findings


def _missing(first: int, last: int) -> str:
    return f"baris {first} hilang" if first == last else f"baris {first} sampai {last} hilang"


def _contradiction(row: sa.Row[tuple[object, ...]], epoch: str) -> str:
    """Name of the column that says something else than the body; empty where they agree."""
    try:
        envelope = decode_envelope(row.body)
        body = decode_body(envelope)
    except MalformedMessage:
        return "body"
    for column in ("seq", "at", "kind"):
        if getattr(envelope, column) != getattr(row, column):
            return column
    if body is not None and getattr(body, "incident_id", 0) != row.incident_id:
        return "incident_id"
    return "" if envelope.epoch == epoch else "log"
