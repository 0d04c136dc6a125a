"""The console's memory on disk: last board, tail of the log, details, outbox. Survives kill -9.

A board is a snapshot file plus the tail of events in SQLite; the tail is folded into the file when it grows.
Everything but `record` runs on the replica's worker thread.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from services.contract.codec import decode_server, encode, events_frame
from services.contract.errors import MalformedMessage
from services.contract.events import Envelope
from services.contract.messages import Detail, Log
from services.feed.session import Appended, Replaced, Result
from services.projection.apply import Gap
from services.store import outbox
from services.store.folding import Folding, fold, read_tail
from services.store.replica_schema import FILE, SCHEMA, details, metadata, tail
from services.store.snapshot_file import set_aside, snapshot_path, write_durably
from services.store.waiting import Entry

log = logging.getLogger(__name__)

FOLD_AFTER: Final = 20_000
"""Events in the tail after which it is folded into the snapshot file."""
UNFOLDED: Final = "Salinan lokal tidak dapat dirapikan"
KEEP_DETAILS: Final = 2_000
GATHER_S: Final = 0.5
"""After a batch was written the next one gathers this long: each is a sync of the disk that the backend
beside it waits for too. What a killed console had not written, the server sends again."""


class Replica:
    """One console's replica in `folder`. `open` first; then only from the worker thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        """Sentences for the diagnostics, newest last."""
        self._engine: Engine | None = None
        self._durable = False
        self._pending: deque[Appended | Replaced] = deque()
        self._in_tail: dict[Log, int] = {}
        self._folding: dict[Log, Folding] = {}
        self._lock = threading.Lock()
        self._scheduled = False
        self._wrote_at = -GATHER_S

    def open(self) -> None:
        """Open or create the database. What cannot be used is set aside; memory is the last resort."""
        path = self.folder / FILE
        for attempt in (1, 2):
            try:
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._engine = _opened(f"sqlite:///{path}")
                self._durable = True
                break
            except (SQLAlchemyError, OSError, _Foreign) as error:
                log.warning("replica: %s", error)
                if attempt == 1 and path.exists():
                    aside = set_aside(path)
                    for companion in ("-wal", "-shm"):
                        path.with_name(path.name + companion).unlink(missing_ok=True)
                    self.problems.append(
                        f"Basis data lokal tidak dapat dipakai ({_why(error)}), disisihkan ke {aside.name}. "
                        "Perintah yang menunggu di dalamnya tidak terkirim."
                    )
        if self._engine is None:
            self.problems.append(
                "Basis data lokal tidak dapat dibuka: perintah yang menunggu hilang bila konsol ditutup."
            )
            self._engine = _opened("sqlite://")
        with self._engine.connect() as connection:
            for which in Log:
                self._count(connection, which)

    def close(self) -> None:
        """Fold the tails and release the files."""
        self.flush()
        for which in Log:
            self._stop_folding(which)
            if self._in_tail.get(which, 0):
                self._fold_here(which)
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def transaction(self, work: Callable[[Connection], Any]) -> Any:
        """Run `work` in a transaction that is on disk when this returns."""
        assert self._engine is not None
        with self._engine.begin() as connection:
            return work(connection)

    def adopt(self, other: Path) -> list[Entry]:
        """Bring the commands of another console's folder here, and return them. The caller holds its lock."""
        path = other / FILE
        if not self._durable or not path.exists():
            return []
        try:
            theirs = _opened(f"sqlite:///{path}")
            try:
                with theirs.connect() as connection:
                    entries = outbox.load(connection)
                if entries:
                    self.transaction(lambda connection: outbox.adopt(connection, entries))
                    with theirs.begin() as connection:
                        for entry in entries:
                            outbox.settle(connection, entry.do.id)
            finally:
                theirs.dispose()
        except (SQLAlchemyError, _Foreign) as error:
            self._trouble(f"Perintah yang menunggu di {other} tidak dapat diambil alih", error)
            return []
        return entries

    # --- the board ---

    def record(self, result: Result, schedule: Callable[[Callable[[], None], float], None]) -> None:
        """Take note of what the feed delivered; any thread. Written in one transaction per batch, by what is
        handed to `schedule` with the seconds it has to wait."""
        if isinstance(result, Appended | Replaced):
            self._pending.append(result)
            with self._lock:
                if self._scheduled:
                    return
                self._scheduled = True
            schedule(self.flush, self._wrote_at + GATHER_S - time.monotonic())

    def flush(self) -> None:
        """Write what `record` gathered."""
        with self._lock:
            self._scheduled = False
        batch = []
        while self._pending:
            batch.append(self._pending.popleft())
        if not batch:
            return
        try:
            for start, piece in enumerate(batch):
                if isinstance(piece, Replaced) and not _superseded(piece, batch[start + 1 :]):
                    self._stop_folding(piece.log)
                    write_durably(snapshot_path(self.folder, piece.log), piece.data)
            self.transaction(lambda connection: self._write(connection, batch))
        except (SQLAlchemyError, OSError) as error:
            self._trouble("Salinan lokal tidak dapat ditulis", error)
            return
        self._wrote_at = time.monotonic()
        for which in {piece.log for piece in batch}:
            self._look_at_tail(which)

    def _write(self, connection: Connection, batch: list[Appended | Replaced]) -> None:
        for piece in batch:
            if isinstance(piece, Replaced):
                connection.execute(delete(tail).where(tail.c.log == piece.log))
                self._in_tail[piece.log] = 0
                continue
            first, last = piece.events[0], piece.events[-1]
            connection.execute(
                insert(tail)
                .values(
                    log=piece.log,
                    epoch=first.epoch,
                    first_seq=first.seq,
                    last_seq=last.seq,
                    frame=piece.data or events_frame([encode(envelope) for envelope in piece.events]),
                )
                .on_conflict_do_nothing()
            )
            self._in_tail[piece.log] = self._in_tail.get(piece.log, 0) + len(piece.events)

    def load_tail(self, which: Log, epoch: str, after: int) -> list[Envelope]:
        """Contiguous events of this epoch after `after`; whatever does not follow is left out."""
        try:
            found: list[Envelope] = self.transaction(
                lambda connection: read_tail(connection, which, epoch, after)
            )
        except (SQLAlchemyError, MalformedMessage) as error:
            self._trouble("Ekor log lokal tidak terbaca", error)
            return []
        return found

    # --- folding ---

    def _look_at_tail(self, which: Log) -> None:
        """Have a long tail folded, and delete what was."""
        folding = self._folding.get(which)
        if folding is None:
            if self._in_tail.get(which, 0) >= FOLD_AFTER and self._durable:
                try:
                    self._folding[which] = Folding(self.folder, which)
                except OSError as error:
                    self._not_folded(which, error)
        elif folding.over:
            del self._folding[which]
            self._forget(which, folding.reached())

    def _stop_folding(self, which: Log) -> None:
        folding = self._folding.pop(which, None)
        if folding is not None:
            folding.stop()

    def _fold_here(self, which: Log) -> None:
        """Nothing is painted any more: fold without a process."""
        try:
            reached = fold(self.folder, which, lambda epoch, after: self.load_tail(which, epoch, after))
        except (OSError, MalformedMessage, Gap) as error:
            self._trouble(UNFOLDED, error)
        else:
            self._forget(which, reached)

    def _forget(self, which: Log, upto: int) -> None:
        """Delete what the snapshot file has; -1: it could not be brought up to date."""
        if upto < 0:
            self._not_folded(which, Exception("proses perapian gagal"))
            return

        def delete_folded(connection: Connection) -> None:
            connection.execute(delete(tail).where(tail.c.log == which, tail.c.last_seq <= upto))
            self._count(connection, which)

        try:
            self.transaction(delete_folded)
        except SQLAlchemyError as error:
            self._trouble(UNFOLDED, error)

    def _not_folded(self, which: Log, error: Exception) -> None:
        """Not tried again with every batch: only after as many further events."""
        self._trouble(UNFOLDED, error)
        self._in_tail[which] = 0

    def _count(self, connection: Connection, which: Log) -> None:
        span = func.sum(tail.c.last_seq - tail.c.first_seq + 1)
        self._in_tail[which] = int(connection.execute(select(span).where(tail.c.log == which)).scalar() or 0)

    # --- details ---

    def keep_detail(self, which: Log, epoch: str, detail: Detail, at: int) -> None:
        """Remember an incident's reports and timeline; the oldest beyond `KEEP_DETAILS` are forgotten."""
        row = {
            "log": which,
            "incident_id": detail.incident_id,
            "epoch": epoch,
            "seq": detail.seq,
            "stored_at": at,
            "data": encode(detail),
        }

        def write(connection: Connection) -> None:
            connection.execute(
                insert(details)
                .values(row)
                .on_conflict_do_update(index_elements=["log", "incident_id"], set_=row)
            )
            oldest = (
                select(details.c.stored_at)
                .where(details.c.log == which)
                .order_by(details.c.stored_at.desc())
                .offset(KEEP_DETAILS)
                .limit(1)
                .scalar_subquery()
            )
            connection.execute(delete(details).where(details.c.log == which, details.c.stored_at <= oldest))

        try:
            self.transaction(write)
        except SQLAlchemyError as error:
            self._trouble("Rincian tidak dapat disimpan", error)

    def load_detail(self, which: Log, epoch: str, incident_id: int) -> Detail | None:
        """The remembered detail of an incident of this epoch, or None."""
        query = select(details.c.data).where(
            details.c.log == which, details.c.epoch == epoch, details.c.incident_id == incident_id
        )
        try:
            data = self.transaction(lambda connection: connection.execute(query).scalar())
            message = decode_server(data) if data is not None else None
        except (SQLAlchemyError, MalformedMessage) as error:
            self._trouble("Rincian tersimpan tidak terbaca", error)
            return None
        return message if isinstance(message, Detail) else None

    def _trouble(self, what: str, error: Exception) -> None:
        log.warning("%s: %s", what, error)
        sentence = f"{what}: {_why(error)}"
        if not self.problems or self.problems[-1] != sentence:
            self.problems.append(sentence)


class _Foreign(Exception):
    """A database of another layout."""


def _opened(url: str) -> Engine:
    engine = create_engine(url)
    event.listen(engine, "connect", _pragmas)
    try:
        with engine.begin() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar()
            tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
            if version != SCHEMA and (version or tables):
                raise _Foreign(f"susunan {version}, yang dikenal {SCHEMA}")
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    except BaseException:
        engine.dispose()
        raise
    return engine


def _pragmas(connection: Any, record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA busy_timeout = 3000")
    cursor.close()


def _superseded(piece: Replaced, later: list[Appended | Replaced]) -> bool:
    return any(isinstance(other, Replaced) and other.log is piece.log for other in later)


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, DatabaseError):
        return str(error.orig)
    return str(error)
