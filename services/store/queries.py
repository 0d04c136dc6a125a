"""What the backend reads from its database: logs, tails, timelines, reports, outcomes, checkpoints.

Plain functions of a connection; the caller decides on which thread they run.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from services.contract.closing import Proof, ProofFiled
from services.contract.codec import decode_body, decode_envelope
from services.contract.events import Envelope
from services.contract.records import Disposition, Report
from services.store import schema
from services.store.schema import caller_reports, events, logs, meta, outcomes, reporters, reports, snapshots
from services.store.verify import genesis

_report = msgspec.json.Decoder(Report)


class LogInfo(Struct, frozen=True):
    """One log and where it stands on disk."""

    id: int
    name: str
    epoch: str
    active: bool
    started_at: int
    seq: int
    head: bytes


def secret(connection: sa.Connection) -> bytes:
    """The server's own secret (32 bytes), made at first use. Reporters are keyed with it."""
    row = connection.execute(sa.select(meta.c.value).where(meta.c.key == "secret")).scalar()
    if row is None:
        row = secrets.token_bytes(32)
        connection.execute(meta.insert().values(key="secret", value=row))
    return bytes(row)


def current_log(connection: sa.Connection, name: str) -> LogInfo | None:
    """The newest log of a name, or None when it never began."""
    row = connection.execute(
        sa.select(logs).where(logs.c.name == name).order_by(logs.c.id.desc()).limit(1)
    ).first()
    if row is None:
        return None
    newest = connection.execute(
        sa.select(events.c.seq, events.c.hash)
        .where(events.c.log == row.id)
        .order_by(events.c.seq.desc())
        .limit(1)
    ).first()
    seq, head = (newest.seq, bytes(newest.hash)) if newest else (0, genesis(row.epoch))
    return LogInfo(row.id, row.name, row.epoch, bool(row.active), row.started_at, seq, head)


def new_log(connection: sa.Connection, name: str, epoch: str, at: int, *, active: bool) -> LogInfo:
    """Begin a log of its own epoch; older ones of the name stay, inactive."""
    number = (connection.execute(sa.select(sa.func.max(logs.c.id))).scalar() or 0) + 1
    connection.execute(logs.update().where(logs.c.name == name).values(active=0))
    connection.execute(
        logs.insert().values(id=number, name=name, epoch=epoch, active=int(active), started_at=at)
    )
    return LogInfo(number, name, epoch, active, at, 0, genesis(epoch))


def bodies_after(connection: sa.Connection, log: int, after: int, upto: int) -> Iterator[bytes]:
    """Encoded entries with `after` < seq <= `upto`, in order."""
    query = (
        sa.select(events.c.body)
        .where(events.c.log == log, events.c.seq > after, events.c.seq <= upto)
        .order_by(events.c.seq)
    )
    for row in connection.execute(query, execution_options={"yield_per": 5000}):
        yield bytes(row[0])


def bodies_of(connection: sa.Connection, log: int, kinds: Sequence[str], upto: int) -> Iterator[bytes]:
    """Encoded entries of some kinds, in order, up to a sequence number."""
    query = (
        sa.select(events.c.body)
        .where(events.c.log == log, events.c.seq <= upto, events.c.kind.in_(kinds))
        .order_by(events.c.seq)
    )
    for row in connection.execute(query, execution_options={"yield_per": 5000}):
        yield bytes(row[0])


def timeline(
    connection: sa.Connection, log: int, incident_id: int, upto: int, limit: int
) -> tuple[Envelope, ...]:
    """The newest `limit` entries about one incident, oldest first, up to a sequence number."""
    query = (
        sa.select(events.c.body)
        .where(events.c.log == log, events.c.incident_id == incident_id, events.c.seq <= upto)
        .order_by(events.c.seq.desc())
        .limit(limit)
    )
    return tuple(decode_envelope(bytes(row[0])) for row in reversed(connection.execute(query).all()))


def to_report(row: sa.Row[tuple[object, ...]]) -> Report:
    """A row of `reports` as the record: what came in, with where it stands now."""
    return msgspec.structs.replace(
        _report.decode(row.body), incident_id=row.incident_id, disposition=Disposition(row.disposition)
    )


def reports_of(connection: sa.Connection, log: int, incident_id: int, limit: int) -> tuple[Report, ...]:
    """The newest `limit` reports an incident holds now, oldest first."""
    query = (
        sa.select(reports)
        .where(reports.c.log == log, reports.c.incident_id == incident_id)
        .order_by(reports.c.id.desc())
        .limit(limit)
    )
    return tuple(to_report(row) for row in reversed(connection.execute(query).all()))


def report(connection: sa.Connection, log: int, report_id: int) -> Report | None:
    """One report, or None."""
    query = sa.select(reports).where(reports.c.log == log, reports.c.id == report_id)
    row = connection.execute(query).first()
    return None if row is None else to_report(row)


def last_report(connection: sa.Connection, log: int) -> int:
    """The highest report number of a log."""
    return connection.execute(sa.select(sa.func.max(reports.c.id)).where(reports.c.log == log)).scalar() or 0


def last_report_of_day(connection: sa.Connection, log: int, day: int) -> int:
    """The highest number of a local day (yymmdd)."""
    query = sa.select(sa.func.max(reports.c.day_no)).where(reports.c.log == log, reports.c.day == day)
    return connection.execute(query).scalar() or 0


def past_calls(
    connection: sa.Connection, log: int, reporter: str, recent: Sequence[int] = (), limit: int = 500
) -> Sequence[tuple[int, str, int]]:
    """(received_at, disposition, incident) of the newest reports of one reporter hash. `recent`: reports of
    theirs that are not indexed yet."""
    table = caller_reports
    indexed = (
        sa.select(table.c.report_id)
        .where(table.c.log == log, table.c.reporter == reporter)
        .order_by(table.c.report_id.desc())
        .limit(limit)
    )
    numbers = {*connection.execute(indexed).scalars(), *recent}
    query = (
        sa.select(reports.c.received_at, reports.c.disposition, reports.c.incident_id)
        .where(reports.c.log == log, reports.c.id.in_(sorted(numbers, reverse=True)[:limit]))
        .order_by(reports.c.id.desc())
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def identity(connection: sa.Connection, log: int, report_id: int) -> bytes | None:
    """The stored identity behind a report, as JSON, or None for an anonymous one."""
    query = sa.select(reporters.c.identity).where(reporters.c.log == log, reporters.c.report_id == report_id)
    found = connection.execute(query).scalar()
    return None if found is None else bytes(found)


def outcome(connection: sa.Connection, log: int, key: str) -> tuple[bytes, bytes] | None:
    """(digest of the command, outcome) kept for an idempotency key, or None."""
    query = sa.select(outcomes.c.digest, outcomes.c.outcome).where(
        outcomes.c.log == log, outcomes.c.id == key
    )
    row = connection.execute(query).first()
    return None if row is None else (bytes(row[0]), bytes(row[1]))


def proofs(connection: sa.Connection, log: int, upto: int) -> Iterator[Proof]:
    """Every proof of a log, in the order in which they were filed."""
    query = (
        sa.select(events.c.body)
        # Said as in the index, so that the database sees that it answers the question.
        .where(events.c.log == log, sa.text(f"kind = '{ProofFiled.KIND}'"), events.c.seq <= upto)
        .order_by(events.c.seq)
    )
    for row in connection.execute(query):
        body = decode_body(decode_envelope(bytes(row[0])))
        if isinstance(body, ProofFiled):
            yield body.proof


def recent_outcomes(connection: sa.Connection, log: int, limit: int) -> Iterator[tuple[str, bytes, bytes]]:
    """(key, digest, outcome) of the newest `limit`, in no particular order."""
    query = (
        sa.select(outcomes.c.id, outcomes.c.digest, outcomes.c.outcome)
        .where(outcomes.c.log == log)
        .order_by(outcomes.c.at.desc())
        .limit(limit)
    )
    for row in connection.execute(query):
        yield row[0], bytes(row[1]), bytes(row[2])


def newest_snapshots(connection: sa.Connection, log: int, upto: int) -> Iterator[bytes]:
    """Checkpoints of a log, newest first, none beyond what the log itself holds."""
    query = (
        sa.select(snapshots.c.body)
        .where(snapshots.c.log == log, snapshots.c.seq <= upto)
        .order_by(snapshots.c.seq.desc())
    )
    for row in connection.execute(query):
        yield bytes(row[0])


def newest_snapshot_seq(connection: sa.Connection, log: int) -> int:
    """Up to where a log has a checkpoint; 0 without one."""
    return (
        connection.execute(sa.select(sa.func.max(snapshots.c.seq)).where(snapshots.c.log == log)).scalar()
        or 0
    )


def keep_snapshot(connection: sa.Connection, log: int, seq: int, at: int, body: bytes, keep: int = 2) -> None:
    """Store a checkpoint and forget all but the newest `keep`."""
    table = schema.snapshots
    connection.execute(table.delete().where(table.c.log == log, table.c.seq == seq))
    connection.execute(table.insert().values(log=log, seq=seq, at=at, body=body))
    older = (
        sa.select(table.c.seq).where(table.c.log == log).order_by(table.c.seq.desc()).offset(keep).limit(1)
    )
    limit = connection.execute(older).scalar()
    if limit is not None:
        connection.execute(table.delete().where(table.c.log == log, table.c.seq <= limit))
