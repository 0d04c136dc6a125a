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
from services.contract.events import Body, Envelope, ReportReceived
from services.contract.shiftlog import LogGroup, WatchSpan
from services.contract.shifts import HandoverAccepted, Note, NoteWritten, Watch, WatchTaken
from services.reporting.log_rows import BURST_MS, Made, Row, Standing
from services.store import queries
from services.store.schema import events, log_lines, log_watches, meta

VERSION: Final = 1
"""Of the sentences: with another one all lines are made anew."""
LOOK_BACK: Final = 4_000
"""Entries within which five minutes between two reports are looked for: a longer run of them is cut."""
WINDOW: Final = 250_000
"""Lines one search looks through at most."""


class Progress(Struct, omit_defaults=True, kw_only=True):
    """Which lines of a log are made: those after entry `bottom`, up to where `standing` is."""

    standing: Standing = msgspec.field(default_factory=Standing)
    bottom: int = 0
    """0: everything from the beginning on."""
    reach: int = 0
    """Time of the entry after `bottom`; 0 with it."""
    floor: int = 0
    """What is not made yet ends here: the lines up to this entry were made before."""


class _Kept(Progress, kw_only=True):
    version: int


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
    reach: int = 0
    """Time from which on lines are made, where those before it are missing here; 0: nothing is missing."""


def _key(log: int) -> str:
    return f"shiftlog:{log}"


def progress(connection: sa.Connection, log: int) -> Progress:
    """How far the lines of a log are made."""
    found = connection.execute(sa.select(meta.c.value).where(meta.c.key == _key(log))).scalar()
    try:
        kept = msgspec.json.decode(found or b"", type=_Kept)
    except msgspec.MsgspecError:
        return Progress()
    return kept if kept.version == VERSION else Progress()


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


def keep(connection: sa.Connection, log: int, after: int, made: Made, now: Progress) -> None:
    """Store what follows entry `after`."""
    if not after:
        connection.execute(log_watches.delete().where(log_watches.c.log == log))
    replaced = [seq for seq in made.rows if seq <= after]
    if replaced:
        connection.execute(log_lines.delete().where(log_lines.c.log == log, log_lines.c.seq.in_(replaced)))
    _add(connection, log, after, now.standing.seq, made)
    for seq, watch in made.watches:
        ended = log_watches.update().where(log_watches.c.log == log, log_watches.c.until == 0)
        connection.execute(ended.values(until=watch.since))
        values = (log, watch.id, seq, watch.shift, watch.supervisor, watch.since, 0)
        connection.execute(log_watches.insert().values(values))
    _note(connection, log, now)


def know_watches(connection: sa.Connection, log: int, watches: Sequence[tuple[int, Watch]]) -> None:
    """All watches of a log at once, before lines are made from its end backwards."""
    connection.execute(log_watches.delete().where(log_watches.c.log == log))
    ends = [*(watch.since for _, watch in watches[1:]), 0]  # one too many where there was none
    values = [
        {
            "log": log, "id": watch.id, "seq": seq, "shift": watch.shift, "supervisor": watch.supervisor,
            "since": watch.since, "until": until,
        }
        for (seq, watch), until in zip(watches, ends, strict=False)
    ]  # fmt: skip
    if values:
        connection.execute(log_watches.insert(), values)


def keep_older(connection: sa.Connection, log: int, span: tuple[int, int], made: Made, now: Progress) -> None:
    """Store the lines of a span of entries (the first one not among them), in place of any that are there."""
    _add(connection, log, *span, made)
    _note(connection, log, now)


def _add(connection: sa.Connection, log: int, after: int, upto: int, made: Made) -> None:
    lines = log_lines.c
    there = (lines.log == log, lines.seq > after, lines.seq <= upto)
    connection.execute(log_lines.delete().where(*there))
    if made.rows:
        connection.execute(log_lines.insert(), [_values(log, row) for row in made.rows.values()])


def _note(connection: sa.Connection, log: int, now: Progress) -> None:
    connection.execute(meta.delete().where(meta.c.key == _key(log)))
    kept = _Kept(version=VERSION, standing=now.standing, bottom=now.bottom, reach=now.reach, floor=now.floor)
    connection.execute(meta.insert().values(key=_key(log), value=msgspec.json.encode(kept)))


def taken_over(connection: sa.Connection, log: int, upto: int) -> list[tuple[int, Watch]]:
    """Every watch of a log with the entry that began it."""
    found = []
    for data in queries.bodies_of(connection, log, (WatchTaken.KIND, HandoverAccepted.KIND), upto):
        envelope = decode_envelope(data)
        body = decode_body(envelope)
        if isinstance(body, WatchTaken | HandoverAccepted):
            found.append((envelope.seq, body.watch))
    return found


def watch_at(connection: sa.Connection, log: int, seq: int) -> int:
    """Whose watch it was at an entry; 0: nobody's."""
    watches = log_watches.c
    query = sa.select(watches.id).where(watches.log == log, watches.seq <= seq)
    return int(connection.execute(query.order_by(watches.seq.desc()).limit(1)).scalar() or 0)


def quiet(connection: sa.Connection, log: int, at_most: int) -> int:
    """The last entry, not after `at_most`, with which no run of reports goes on: what follows it is worded
    without knowing what came before."""
    entries = events.c
    reports = sa.select(entries.seq, entries.at).where(
        entries.log == log, entries.kind == ReportReceived.KIND
    )
    later = connection.execute(
        reports.where(entries.seq > at_most, entries.seq <= at_most + LOOK_BACK)
        .order_by(entries.seq)
        .limit(1)
    ).first()
    if later is None:
        return at_most
    seq, at = later.seq, later.at
    near = reports.where(entries.seq <= at_most, entries.seq > at_most - LOOK_BACK)
    earlier = near.order_by(entries.seq.desc())
    with connection.execute(earlier) as rows:
        for row in rows:
            if at - row.at > BURST_MS:
                break
            seq, at = row.seq, row.at
    return min(at_most, int(seq) - 1)


def _values(log: int, row: Row) -> dict[str, object]:
    values = msgspec.structs.asdict(row)
    values["grp"] = values.pop("group").value
    return {"log": log, **values}


def page(connection: sa.Connection, log: int, wanted: Wanted, limit: int) -> Found:
    """At most `limit` lines, after having looked through at most `WINDOW`."""
    lines, made = log_lines.c, progress(connection, log)
    top, bottom = _bounds(connection, log, wanted, made.bottom)
    reach = made.reach if made.bottom and _wants_older(connection, log, wanted, made) else 0
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
    before, looked_to = 0, 0
    if len(found) > limit:
        before = rows[-1].seq
    elif stopped is not None:
        before, looked_to = stopped.seq + 1, stopped.at
    elif reach:
        before, looked_to = min(top, made.bottom + 1), reach if filters else 0
    return Found(rows=rows, before=before, looked_to=looked_to, reach=reach)


def _wants_older(connection: sa.Connection, log: int, wanted: Wanted, made: Progress) -> bool:
    """Whether some of what is wanted may lie before the lines that are made."""
    if wanted.start and wanted.start >= made.reach:
        return False
    watches = log_watches.c
    began = sa.select(watches.seq).where(watches.log == log, watches.id == wanted.watch_id)
    seq = connection.execute(began).scalar() if wanted.watch_id else 0
    return seq is not None and seq <= made.bottom


def _bounds(connection: sa.Connection, log: int, wanted: Wanted, made_after: int) -> tuple[int, int]:
    """(first line that is too new, first line that is wanted): times and watches as places in the log."""
    lines, watches = log_lines.c, log_watches.c
    top, bottom = wanted.before or 2**62, made_after + 1
    for at, ending in ((wanted.end, True), (wanted.start, False)):
        if at:
            query = sa.select(lines.seq).where(lines.log == log, lines.at >= at, lines.seq > made_after)
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
