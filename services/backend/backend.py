"""The backend without its network: database, desks, accounts and fan-out, opened and closed together."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import msgspec
import sqlalchemy as sa

from services.backend import checkpoints, reconciling
from services.backend.access import Access
from services.backend.chores import OrderChores
from services.backend.desk import Desk, Expired, Tools, refusal
from services.backend.drafts import Session
from services.backend.hub import Hub
from services.backend.metrics import Metrics
from services.backend.outreach_doors import Outreach
from services.backend.rulebook import Rulebook
from services.backend.shift_lines import PER_SECOND, ShiftLines
from services.contract.city import CityPack
from services.contract.commands import EndDrill, RevealReporter, StartDrill
from services.contract.errors import KnownError, Rejected
from services.contract.events import AccountChanged, DrillEnded, DrillStarted
from services.contract.messages import Do, Heartbeat, Log, Outcome, OutcomeStatus
from services.contract.records import Role
from services.contract.shifts import SignHandover
from services.outreach.links import Links
from services.projection.board import Board
from services.projection.snapshot import encode_snapshot
from services.rules.permissions import allowed
from services.store import accounts, queries
from services.store.anchor import Anchor
from services.store.callers import MOST
from services.store.engine import BUSY_MS, DatabaseLock, database_url, migrate, open_engine
from services.store.log import Batch, LogWriter
from services.store.photos import PhotoStore
from services.store.schema import logs
from services.store.sealing import SealKey
from services.store.second_factor import KeyFile

T = TypeVar("T")
_log = logging.getLogger(__name__)
ANCHOR_NAME: Final = "anchor.jsonl"
CHECKPOINT_EVENTS: Final = 10_000
"""After so many events a checkpoint is written at the next quiet second."""
CHECKPOINT_EVENTS_MAX: Final = 200_000
"""After so many it is written although it is not quiet."""
WAL_PAGES: Final = 16_384
"""A write-ahead log longer than this (64 MiB) begins anew."""


def wall_clock() -> int:
    """Server time in milliseconds UTC."""
    return time.time_ns() // 1_000_000


class Backend:
    """`start` and `stop` belong together; everything else runs on the loop of `start`."""

    def __init__(
        self,
        pack: CityPack,
        data_dir: Path,
        database: str = "",
        public_url: str = "http://127.0.0.1",
        second_factor_for: frozenset[Role] = frozenset(),
    ) -> None:
        """`public_url`: what phones in the field call this server; it stands in their links.
        `second_factor_for`: roles that do not get in with a password alone."""
        self.rules = Rulebook(pack)
        self.public_url = public_url
        self.second_factor_for = second_factor_for
        self._data_dir = data_dir
        self._database = database
        self._readers = ThreadPoolExecutor(2, "reader")
        self._open = ExitStack()
        self._checkpointed: dict[int, int] = {}
        self._drill_change = asyncio.Lock()
        self.seal_key = SealKey(data_dir)
        self._chores = {name: OrderChores(self.rules) for name in Log}
        self._ticker: asyncio.Task[None] | None = None
        self.metrics = Metrics()
        self.engine: sa.Engine
        self.writer: LogWriter
        self.access: Access
        self.links: Links
        self.photos: PhotoStore
        self.lines: ShiftLines
        self.panels: PhotoStore
        """Pictures of panels, which notes of the shift log show."""
        self.hub = Hub(self)
        self.outreach = Outreach(self, data_dir)
        """Sends nothing before its own `start`."""

    async def start(self) -> None:
        """Open everything. Raises `KnownError`."""
        try:
            self._start()
        except sa.exc.SQLAlchemyError as error:
            self._open.close()
            raise KnownError("database", f"Basis data tidak dapat dibuka: {_reason(error)}") from error
        except BaseException:
            self._open.close()
            raise
        self._ticker = asyncio.create_task(self._tick(), name="backend-tick")

    def _start(self) -> None:
        self._data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.engine = open_engine(database_url(self._database, self._data_dir))
        self._open.callback(self.engine.dispose)
        lock = self._open.enter_context(DatabaseLock(self.engine))
        migrate(self.engine)
        anchor = Anchor(self._data_dir / ANCHOR_NAME)
        self.writer = LogWriter(self.engine, asyncio.get_running_loop(), anchor, lock.descriptors)
        self.writer.on_committed = self._committed
        self.writer.on_failed = self._failed
        self.photos = PhotoStore(self._data_dir / "photos", self.rules.zone)
        self.panels = PhotoStore(self._data_dir / "panels", self.rules.zone)
        for store in (self.photos, self.panels):
            store.forget_unfinished()
        self.lines = ShiftLines(self.read, self.writer, self.rules.pack)
        self._desks = self._open_desks()
        self.links = Links(self._desks[Log.LIVE].tools.secret, self.public_url)
        keys, required = KeyFile(self._data_dir), self.second_factor_for
        self.access = Access(self.engine, self.writer, wall_clock, self._announce, keys, required)
        self.access.on_ended = self.hub.end_sessions
        self.access.load()
        self._reconciler = reconciling.Reconciler(self.access, self.seal_key, self.read)
        for log in Log:
            self.hub.reset(log)
        self.writer.start()

    def _open_desks(self) -> dict[Log, Desk]:
        with self.engine.begin() as connection:
            secret = queries.secret(connection)
            tools = Tools(self.writer, self.rules, self.engine, secret, wall_clock, self.photos.get)
            opened = {}
            for name in Log:
                info = queries.current_log(connection, name.value)
                if info is None:
                    live = name is Log.LIVE
                    info = queries.new_log(connection, name.value, _epoch(), wall_clock(), active=live)
                opened[name] = (info, checkpoints.load_board(connection, info.id, info.epoch, info.seq))
                self._checkpointed[info.id] = queries.newest_snapshot_seq(connection, info.id)
        return {name: Desk(name, info, board, tools) for name, (info, board) in opened.items()}

    async def stop(self) -> None:
        """Write what is pending, keep a checkpoint of each board, and close."""
        await self.outreach.stop()
        if self._ticker is not None:
            self._ticker.cancel()
        if self.writer.writable:
            for desk in self._desks.values():
                try:
                    await self.checkpoint(desk)
                except (KnownError, sa.exc.SQLAlchemyError) as error:
                    _log.warning("no checkpoint at the end: %s", error)
        self.access.close()
        self.writer.stop()
        # What the writer has just committed is still to be answered.
        await asyncio.sleep(0)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._open.close()

    def desk(self, log: Log) -> Desk:
        """The desk of a log."""
        return self._desks[log]

    async def read(self, query: Callable[[sa.Connection], T]) -> T:
        """Run a query on a reader's thread."""

        def run() -> T:
            with self.engine.connect() as connection:
                return query(connection)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    def now(self) -> int:
        """Server time in milliseconds UTC."""
        return wall_clock()

    def heartbeat(self) -> Heartbeat:
        """How both logs stand now."""
        live, drill = self._desks[Log.LIVE].state, self._desks[Log.DRILL].state
        return Heartbeat(at=wall_clock(), live=live, drill=drill, writable=self.writer.writable)

    # --- commands that concern more than one log's incidents ---

    async def handle(self, do: Do, session: Session) -> Outcome:
        """Decide any command; returns when its outcome is on disk."""
        self.metrics.commands.inc()
        command = do.body
        if isinstance(command, StartDrill | EndDrill):
            async with self._drill_change:
                return await self._change_drill(do, command, session)
        # Only what is opened and proven on this way is somebody else's: any other `sealed` is just words.
        mine = isinstance(command, SignHandover) and not (command.sealed and reconciling.given_offline(do))
        if mine and self.access.has_factor(session.user):
            words = "Kode diperlukan: tanda tangani lagi dengan enam angka dari ponsel Anda."
            return refusal(do.id, Rejected("second_factor_needed", words))
        if reconciling.needs_looking_up(do):
            return await self._reconciler.decided(self._desks[do.log], do, session)
        outcome = await self._desks[do.log].handle(do, session)
        if isinstance(do.body, RevealReporter) and outcome.status is OutcomeStatus.ACCEPTED:
            return await self._with_identity(outcome, do.body.report_id, self._desks[do.log].log.id)
        return outcome

    async def _with_identity(self, outcome: Outcome, report_id: int, log: int) -> Outcome:
        identity = await self.read(lambda connection: queries.identity(connection, log, report_id))
        return Outcome(
            id=outcome.id, status=outcome.status, seq=outcome.seq, result=msgspec.Raw(identity or b"null")
        )

    async def _change_drill(self, do: Do, command: StartDrill | EndDrill, session: Session) -> Outcome:
        desk = self._desks[Log.DRILL]
        known = desk.known(do, session)
        if known is not None:
            return known[0]
        try:
            if not allowed(session.role, str(command.__struct_config__.tag)):
                raise Rejected("forbidden", "Peran Anda tidak boleh memulai atau mengakhiri latihan.")
            if do.expires_at <= wall_clock():
                raise Expired
            if isinstance(command, StartDrill):
                await self._start_drill(desk)
                return await desk.conclude(do, session, DrillStarted(reason=command.reason))
            desk.require_open_log()
            closing = logs.update().where(logs.c.id == desk.log.id).values(active=0)
            outcome = await desk.conclude(do, session, DrillEnded(reason=command.reason), closing)
            desk.active = False
        except KnownError as error:
            return refusal(do.id, error)
        return outcome

    async def _start_drill(self, desk: Desk) -> None:
        if desk.active:
            raise Rejected("drill_active", "Latihan sedang berjalan; akhiri dahulu sebelum memulai lagi.")
        epoch = _epoch()
        info = await self.writer.call(
            lambda connection: queries.new_log(connection, Log.DRILL.value, epoch, wall_clock(), active=True)
        )
        desk.open(info, Board(epoch))
        self._checkpointed[info.id] = 0
        self.hub.reset(Log.DRILL)

    # --- after a commit ---

    def _committed(self, batch: Batch, seconds: float) -> None:
        self.metrics.committed(len(batch.events), len(batch.reports), seconds)
        for desk in self._desks.values():
            seqs = [row.seq for row in batch.events if row.log == desk.log.id]
            if seqs:
                desk.committed = seqs[-1]
                desk.callers.add(batch.reports)
                self.hub.publish(desk)
        self.outreach.committed(batch.events)

    def _failed(self) -> None:
        _log.critical("the log cannot be written; restart the backend after repairing the disk")
        self.hub.beat()

    def _announce(self, change: AccountChanged, actor: str) -> None:
        try:
            self._desks[Log.LIVE].record([change], actor)
        except KnownError as error:
            _log.error("an account's change is not in the log: %s", error)

    # --- once a second ---

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            try:
                self.hub.beat()
                if self.writer.writable:
                    self._log_account_changes()
                    self._do_chores()
                    for desk in self._desks.values():
                        if not self.hub.busy:
                            await self.lines.advance(desk, PER_SECOND)
                            await self.lines.go_back(desk, PER_SECOND)
                        await self._index_callers(desk)
                    await self._checkpoint_if_due()
                    await self._clear_wal()
            except Exception:
                _log.exception("the backend's tick failed")

    async def _index_callers(self, desk: Desk) -> None:
        callers = desk.callers
        while callers.waiting and (callers.waiting > MOST or not self.hub.busy):
            piece = callers.piece()
            await desk.tools.writer.call(partial(callers.write, piece=piece))
            callers.indexed(piece)

    def _do_chores(self) -> None:
        for name, desk in self._desks.items():
            if desk.active:
                manned = self.hub.present(name, Role.SUPERVISOR)
                bodies = self._chores[name].due(desk.board, desk.tools.now(), room_is_manned=manned)
                if bodies:
                    desk.record(bodies, "")

    def _log_account_changes(self) -> None:
        changes = self.access.reload()
        if not changes:
            return
        desk = self._desks[Log.LIVE]
        marking = accounts.mark_logged(change.id for change in changes)
        for actor in dict.fromkeys(change.actor for change in changes):
            bodies = [
                AccountChanged(account=change.account, change=change.change, detail=change.detail)
                for change in changes
                if change.actor == actor
            ]
            desk.record(bodies, actor, "", marking)

    async def _checkpoint_if_due(self) -> None:
        for desk in self._desks.values():
            behind = desk.committed - self._checkpointed[desk.log.id]
            quiet = desk.committed == desk.board.seq and not self.hub.busy
            if behind >= CHECKPOINT_EVENTS_MAX or (behind >= CHECKPOINT_EVENTS and quiet):
                await self.checkpoint(desk)

    async def checkpoint(self, desk: Desk) -> None:
        """Keep the board as it is, so that the next start need not read the whole log."""
        log, seq, at = desk.log.id, desk.board.seq, wall_clock()
        if seq <= self._checkpointed[log]:
            return
        body = encode_snapshot(desk.board, at)
        # The writer works in order: what the board already shows is committed before this.
        await self.writer.gather().done
        await self.writer.call(lambda connection: queries.keep_snapshot(connection, log, seq, at, body))
        self._checkpointed[log] = seq

    async def _clear_wal(self) -> None:
        """Copy the write-ahead log into the database beside the commits; let it begin anew when it is long.

        While commits follow each other the copy never quite catches up, and the file would grow for as long
        as the burst lasts. What is left after the copy is little, so that doing it between two commits is
        short.
        """
        if self.engine.dialect.name != "sqlite":
            return
        if await self.read(_copied_pages) > WAL_PAGES:
            await self.read(_copied_pages)
            await self.writer.call(_restart_wal)


def _copied_pages(connection: sa.Connection) -> int:
    """Pages in the write-ahead log, after copying them."""
    _busy, pages, _copied = connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
    return int(pages)


def _restart_wal(connection: sa.Connection) -> None:
    # A reader that is in the way is not waited for: the next second tries again.
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    connection.exec_driver_sql("PRAGMA wal_checkpoint(RESTART)")
    connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")


def _epoch() -> str:
    return uuid.uuid4().hex


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().split("\n", 1)[0]
