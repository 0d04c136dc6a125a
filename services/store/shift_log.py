"""The lines of the shift log: kept behind the event log, read by page.

They follow from the entries alone, so nothing is lost with them: a version of their own has them made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from services.contract.codec import decode_body, decode_envelope
from services.contract.errors import MalformedMessage
from services.contract.events import Body, Envelope
from services.contract.shiftlog import LogGroup, WatchSpan
from services.contract.shifts import Note, NoteWritten
from services.reporting.log_rows import Made, Row, Standing
from services.store import queries
from services.store.schema import events, log_lines, log_watches, meta

VERSION: Final = 1
"""Of the sentences: with another one all lines are made anew."""
WINDOW: Final = 250_000
"""Lines one search looks through at most."""


class _Kept(Struct, frozen=True):
    version: int
    standing: Standing


class Wanted(Struct, frozen=True, kw_only=True):
    """Which lines. Empty and 0: all."""

    before: int = 0
    start: int = 0
    end: int = 0
    watch_id: int = 0
    shifts: tuple[str, ...] = ()
    groups: tuple[LogGroup, ...] = ()
    words: tuple[str, ...] = ()
    """In lower case; each has to be found."""
    user: str = ""


class Found(Struct, frozen=True, kw_only=True):
    """Newest first."""

    rows: tuple[Row, ...]
    before: int
    """Where what is older goes on; 0: there is nothing older."""
    looked_to: int
    """Time the search got to where it stopped early; 0: it did not."""


def _key(log: int) -> str:
    return f"shiftlog:{log}"


def standing(connection: sa.Connection, log: int) -> Standing:
    """How far the lines of a log are made."""
    found = connection.execute(sa.select(meta.c.value).where(meta.c.key == _key(log))).scalar()
    try:
        kept = msgspec.json.decode(found or b"", type=_Kept)
    except msgspec.MsgspecError:
        return Standing()
    return kept.standing if kept.version == VERSION else Standing()


def entries(connection: sa.Connection, log: int, after: int, upto: int) -> list[tuple[Envelope, Body | None]]:
    """The log's own entries with `after` < seq <= `upto`; None for what this version cannot read."""
    found: list[tuple[Envelope, Body | None]] = []
    for data in queries.bodies_after(connection, log, after, upto):
        envelope = decode_envelope(data)
        try:
            found.append((envelope, decode_body(envelope)))
        except MalformedMessage:
            found.append((envelope, None))
    return found


def keep(connection: sa.Connection, log: int, after: int, made: Made, now: Standing) -> None:
    """Store what follows entry `after`. `after` 0: everything that was there is made anew."""
    if not after:
        connection.execute(log_lines.delete().where(log_lines.c.log == log))
        connection.execute(log_watches.delete().where(log_watches.c.log == log))
    replaced = [seq for seq in made.rows if seq <= after]
    if replaced:
        connection.execute(log_lines.delete().where(log_lines.c.log == log, log_lines.c.seq.in_(replaced)))
    if made.rows:
        connection.execute(log_lines.insert(), [_values(log, row) for row in made.rows.values()])
    for seq, watch in made.watches:
        ended = log_watches.update().where(log_watches.c.log == log, log_watches.c.until == 0)
        connection.execute(ended.values(until=watch.since))
        values = (log, watch.id, seq, watch.shift, watch.supervisor, watch.since, 0)
        connection.execute(log_watches.insert().values(values))
    connection.execute(meta.delete().where(meta.c.key == _key(log)))
    value = msgspec.json.encode(_Kept(VERSION, now))
    connection.execute(meta.insert().values(key=_key(log), value=value))


def _values(log: int, row: Row) -> dict[str, object]:
    values = msgspec.structs.asdict(row)
    values["grp"] = values.pop("group").value
    return {"log": log, **values}


def page(connection: sa.Connection, log: int, wanted: Wanted, limit: int) -> Found:
    """At most `limit` lines, after having looked through at most `WINDOW`."""
    lines = log_lines.c
    top, bottom = _bounds(connection, log, wanted)
    inside: tuple[sa.ColumnElement[bool], ...] = (lines.log == log, lines.seq < top, lines.seq >= bottom)
    filters = _filters(connection.dialect.name, log, wanted)
    stopped = None
    if filters:
        newest = sa.select(lines.seq, lines.at).where(*inside).order_by(lines.seq.desc())
        stopped = connection.execute(newest.offset(WINDOW).limit(1)).first()
    if stopped is not None:
        inside = (*inside, lines.seq > stopped.seq)
    query = sa.select(log_lines).where(*inside, *filters).order_by(lines.seq.desc()).limit(limit + 1)
    found = connection.execute(query).all()
    rows = tuple(_row(each) for each in found[:limit])
    if len(found) > limit:
        return Found(rows=rows, before=rows[-1].seq, looked_to=0)
    if stopped is not None:
        return Found(rows=rows, before=stopped.seq + 1, looked_to=stopped.at)
    return Found(rows=rows, before=0, looked_to=0)


def _bounds(connection: sa.Connection, log: int, wanted: Wanted) -> tuple[int, int]:
    """(first line that is too new, first line that is wanted): times and watches as places in the log."""
    lines, watches = log_lines.c, log_watches.c
    top, bottom = wanted.before or 2**62, 0
    for at, ending in ((wanted.end, True), (wanted.start, False)):
        if at:
            query = sa.select(lines.seq).where(lines.log == log, lines.at >= at)
            seq = connection.execute(query.order_by(lines.at, lines.seq).limit(1)).scalar()
            place = 2**62 if seq is None else seq
            top, bottom = (min(top, place), bottom) if ending else (top, max(bottom, place))
    if wanted.watch_id:
        began = sa.select(watches.seq).where(watches.log == log)
        here = connection.execute(began.where(watches.id == wanted.watch_id)).scalar()
        next_one = began.where(watches.id > wanted.watch_id).order_by(watches.id).limit(1)
        after = connection.execute(next_one).scalar()
        bottom = max(bottom, 2**62 if here is None else here)
        top = min(top, 2**62 if after is None else after)
    return top, bottom


def _filters(dialect: str, log: int, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    lines = log_lines.c
    place = sa.func.instr if dialect == "sqlite" else sa.func.strpos
    filters: list[sa.ColumnElement[bool]] = [place(lines.folded, word) > 0 for word in wanted.words]
    if wanted.groups:
        filters.append(lines.grp.in_([group.value for group in wanted.groups]))
    if wanted.user:
        filters.append(lines.actor == wanted.user)
    if wanted.shifts:
        of_shift = sa.select(log_watches.c.id).where(
            log_watches.c.log == log, log_watches.c.shift.in_(wanted.shifts)
        )
        filters.append(lines.watch_id.in_(of_shift))
    return filters


def _row(found: sa.Row[tuple[object, ...]]) -> Row:
    values = found._asdict()
    del values["log"]
    return Row(group=LogGroup(values.pop("grp")), **values)


def watches(connection: sa.Connection, log: int, ids: Iterable[int]) -> tuple[WatchSpan, ...]:
    """Those watches, oldest first; `shift` is still the city pack's code."""
    query = sa.select(log_watches).where(log_watches.c.log == log, log_watches.c.id.in_(sorted(set(ids))))
    return tuple(
        WatchSpan(id=row.id, shift=row.shift, supervisor=row.supervisor, since=row.since, until=row.until)
        for row in connection.execute(query.order_by(log_watches.c.id))
    )


def notes(connection: sa.Connection, log: int, seqs: Sequence[int]) -> dict[int, Note]:
    """The notes written by these entries."""
    query = sa.select(events.c.body).where(events.c.log == log, events.c.seq.in_(seqs))
    found: dict[int, Note] = {}
    for row in connection.execute(query):
        envelope = decode_envelope(bytes(row[0]))
        body = decode_body(envelope)
        if isinstance(body, NoteWritten):
            found[envelope.seq] = body.note
    return found
