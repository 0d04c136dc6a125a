"""One console's session on the feed: hello, resume, commands, presence, details."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from services.backend.callers import elsewhere
from services.backend.drafts import Session
from services.backend.limits import Rate
from services.backend.reconciling import SIGN
from services.backend.thin_wire import BYTES_A_MINUTE, GATHER_S, MOST_ENTRIES, ThinWire
from services.backend.wire import MAX_QUEUED, Connection, binary, event_frames
from services.contract.codec import decode_client, encode, events_frame
from services.contract.errors import KnownError, MalformedMessage
from services.contract.messages import (
    AskDetail,
    Detail,
    Do,
    Fault,
    Hello,
    Log,
    Message,
    Resume,
    Unknown,
    Viewer,
    Viewing,
    Welcome,
)
from services.contract.records import Role
from services.projection.thin import thin_entry
from services.projection.wordless import wordless_entry
from services.rules.permissions import READ_REPORT_TEXT, allowed, tags_for
from services.store import queries
from services.store.accounts import User

if TYPE_CHECKING:
    from services.backend.backend import Backend
    from services.backend.desk import Desk

IN_THE_ROOM: Final = frozenset({Role.OPERATOR, Role.SUPERVISOR})
"""Whose first look at an incident is one of its times."""
ROLE_REFUSED: Final = 4003
MISBEHAVED: Final = 4029
_INTERNAL: Final = 1011
_MAX_MALFORMED: Final = 100
_MAX_TAIL: Final = 20_000
"""Further behind than this a console gets a snapshot."""
_MAX_PENDING: Final = 32
"""Commands of one console that may wait for their commit."""
_MAX_DETAIL: Final = 500
STUCK_S: Final = 20.0
"""A console that has taken nothing for so long is cut off; TCP alone would keep it for many minutes."""
PER_SECOND: Final = 50.0
BURST: Final = 200.0
_log = logging.getLogger(__name__)


class ConsoleLink:
    """The backend's end of one console. `ended` becomes the close code."""

    def __init__(self, backend: Backend, connection: Connection, user: User, token: bytes) -> None:
        self._backend = backend
        self._connection = connection
        self._account = user
        self.user = user.name
        self.token = token
        self.role: Role | None = None
        self.log: Log | None = None
        self.live = False
        self.wordless = True
        self.viewer = Viewer(user=user.name, role=Role.WALL, incident_ids=())
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._sent = 0
        self._wanted = Resume()
        self._catching_up: asyncio.Task[None] | None = None
        self._commands: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(_MAX_PENDING)
        self._rate = Rate(PER_SECOND, BURST, asyncio.get_running_loop().time)
        self._malformed = 0
        self._thin: ThinWire | None = None
        self._gathering: asyncio.TimerHandle | None = None
        self._alive_at = asyncio.get_running_loop().time()

    # --- what the hub asks of it ---

    def push(self, frame: bytes, payload: bytes, *, heartbeat: bool = False) -> None:
        """Send what may be missed: a console that is too slow gets the next one, one that is dead is cut."""
        now = asyncio.get_running_loop().time()
        if self._connection.queued <= MAX_QUEUED and not self._connection.closing:
            if self._thin is None:
                self._connection.write(frame)
            else:
                self._thin.push(payload, heartbeat=heartbeat)
            self._alive_at = now
        elif now - self._alive_at > STUCK_S:
            self._connection.abort()

    def push_events(self, frame: bytes, upto: int) -> None:
        """Send entries that follow what it has, or notice that it is too slow for them."""
        if not self.live:
            return
        if self._thin is not None:
            self._gather()
        elif self._connection.queued <= MAX_QUEUED:
            self._connection.write(frame)
            self._sent = upto
        else:
            self._backend.metrics.resyncs.inc()
            epoch = self._backend.desk(self._wanted.log).log.epoch
            self._wanted = Resume(log=self._wanted.log, epoch=epoch, after=self._sent)
            self._catch_up()

    def _gather(self) -> None:
        """A thin link gets entries together, a moment later."""
        if self._gathering is None:
            self._gathering = asyncio.get_running_loop().call_later(GATHER_S, self._send_gathered)

    def _send_gathered(self) -> None:
        assert self._thin is not None
        self._gathering = None
        if not self.live:
            return
        if not self._thin.has_room:
            self._gather()
            return
        desk = self._backend.desk(self._wanted.log)
        behind = self._backend.hub.published(desk.name) - self._sent
        epoch = desk.log.epoch if behind <= MOST_ENTRIES else ""
        self._wanted = Resume(log=self._wanted.log, epoch=epoch, after=self._sent)
        self._catch_up()

    def restart(self) -> None:
        """Begin again with the picture as it is."""
        self._wanted = Resume(log=self._wanted.log)
        self._catch_up()

    def end(self, code: int) -> None:
        """Close the session."""
        if not self.ended.done():
            self.ended.set_result(code)

    def end_unless_greeted(self) -> None:
        """Close a session in which nobody said hello in time."""
        if self.role is None:
            self.end(MISBEHAVED)

    def close(self) -> None:
        """Stop everything that was going on for it."""
        self.live = False
        if self.role is not None:
            self._backend.hub.leave(self)
        if self._gathering is not None:
            self._gathering.cancel()
        for task in (self._catching_up, *self._commands):
            if task is not None:
                task.cancel()

    def say(self, message: Message) -> None:
        """Send one message to this console only."""
        if self._connection.queued <= 2 * MAX_QUEUED:
            self._write(encode(message))
        else:
            # It neither reads what it asked for nor stops asking.
            self.end(MISBEHAVED)

    def _write(self, payload: bytes) -> None:
        if self._thin is None:
            self._connection.write(binary(payload))
        else:
            self._thin.write(payload)

    # --- what the console sends ---

    async def receive(self, data: bytes) -> None:
        """Take one message; malformed ones are answered and counted."""
        if not self._rate.allows(""):
            # Its next message is not read before: the connection itself slows the sender.
            await asyncio.sleep(1 / PER_SECOND)
        try:
            message = decode_client(data)
            if isinstance(message, Unknown):
                raise MalformedMessage("unknown_type", f"Jenis pesan “{message.type[:40]}” tidak dikenal.")
            await self._take(message)
        except MalformedMessage as error:
            self._backend.metrics.malformed.inc()
            self._malformed += 1
            self.say(Fault(code=error.code, message=error.message[:300]))
            if self._malformed >= _MAX_MALFORMED:
                self.end(MISBEHAVED)
        except KnownError as error:
            self.say(Fault(code=error.code, message=error.message[:300]))

    async def _take(self, message: Message) -> None:
        if isinstance(message, Hello):
            self._greet(message)
        elif self.role is None:
            raise KnownError("hello_first", "Pesan pertama harus hello.")
        elif isinstance(message, Resume):
            self._wanted = message
            self._catch_up()
        elif isinstance(message, Do):
            await self._room.acquire()
            self._start(self._answer(message))
        elif isinstance(message, Viewing):
            self.viewer = Viewer(user=self.user, role=self.role, incident_ids=message.incident_ids)
            self._backend.hub.presence_changed()
            if self.role in IN_THE_ROOM:
                self._backend.desk(self.log or Log.LIVE).see(message.incident_ids, self.user)
        elif isinstance(message, AskDetail):
            await self._room.acquire()
            self._start(self._detail(message.incident_id))

    def _greet(self, hello: Hello) -> None:
        if self.role is not None:
            raise KnownError("hello_twice", "Sesi ini sudah dibuka; sambung ulang untuk peran lain.")
        if hello.role not in self._account.roles:
            self.say(Fault(code="role_refused", message="Akun Anda tidak mempunyai peran itu."))
            self.end(ROLE_REFUSED)
            return
        self.role = hello.role
        self.wordless = not allowed(hello.role, READ_REPORT_TEXT)
        # What has no words is short already.
        thin = hello.thin and not self.wordless
        self.viewer = Viewer(user=self.user, role=hello.role, incident_ids=())
        beat = self._backend.heartbeat()
        self.say(
            Welcome(
                at=beat.at,
                user=self.user,
                role=hello.role,
                permissions=tags_for(hello.role),
                pack_digest=self._backend.rules.pack.digest,
                budget=BYTES_A_MINUTE if thin else 0,
                seal=self._backend.seal_key.public if allowed(hello.role, SIGN) else "",
                second_factor=self._account.second_factor,
                live=beat.live,
                drill=beat.drill,
            )
        )
        if thin:
            self._thin = ThinWire(self._connection, asyncio.get_running_loop().time)
        self._backend.hub.join(self)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._commands.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._commands.discard(task)
        self._room.release()
        if not task.cancelled() and task.exception() is not None:
            _log.error("a console's message failed by a defect", exc_info=task.exception())
            self.say(
                Fault(code="internal", message="Terjadi kesalahan di server; perintah belum dijalankan.")
            )

    async def _answer(self, do: Do) -> None:
        assert self.role is not None
        session = Session(user=self.user, role=self.role, agency=self._account.agency)
        outcome = await self._backend.handle(do, session)
        # The event goes before the outcome that names it.
        self._backend.hub.flush()
        self.say(outcome)

    async def _detail(self, incident_id: int) -> None:
        assert self.role is not None
        if not allowed(self.role, READ_REPORT_TEXT):
            self.say(Fault(code="forbidden", message="Peran ini tidak menampilkan isi laporan."))
            return
        desk = self._backend.desk(self.log or Log.LIVE)
        log, seq, callers = desk.log.id, desk.committed, desk.callers

        def read(connection: sa.Connection) -> Detail:
            reports = queries.reports_of(connection, log, incident_id, _MAX_DETAIL)
            events = queries.timeline(connection, log, incident_id, seq, _MAX_DETAIL)
            known, others = elsewhere(connection, callers, incident_id, reports, self._backend.now())
            return Detail(
                incident_id=incident_id,
                seq=seq,
                reports=reports,
                events=events,
                same_callers=others,
                callers=known,
            )

        self.say(await self._backend.read(read))

    # --- catching up ---

    def _catch_up(self) -> None:
        """Bring this console to where the live ones are; replaces a catching-up that is going on."""
        self.live = False
        self.log = self._wanted.log
        if self._catching_up is not None:
            self._catching_up.cancel()
        self._catching_up = asyncio.create_task(self._catch_up_task(self._wanted))
        self._catching_up.add_done_callback(self._caught_up)

    def _caught_up(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            _log.error("a console could not catch up", exc_info=task.exception())
            self.end(_INTERNAL)

    async def _catch_up_task(self, wanted: Resume) -> None:
        backend = self._backend
        desk = backend.desk(wanted.log)
        await self._connection.drained()
        at = wanted.after if wanted.epoch == desk.log.epoch else -1
        if at < 0 or at > desk.committed or desk.committed - at > _MAX_TAIL:
            at = await self._send_picture(desk)
        backend.hub.flush()
        while at < backend.hub.published(wanted.log):
            at = await self._send_tail(desk, at)
            backend.hub.flush()
        # Nothing was awaited since the comparison: what follows comes with the next push.
        self._sent = at
        self.live = True
        backend.hub.presence_changed()

    async def _send_picture(self, desk: Desk) -> int:
        if self._thin is not None:
            seq, data = await self._backend.hub.thin_picture(desk)
            self._thin.write(data)
        else:
            seq, frame = await self._backend.hub.picture(desk, wordless=self.wordless)
            self._connection.write(frame)
        await self._connection.drained()
        return seq

    async def _send_tail(self, desk: Desk, after: int) -> int:
        """Send what follows `after`, a piece at a time; returns up to where."""
        upto = min(self._backend.hub.published(desk.name), after + 4096)
        if desk.history.holds(after):
            encoded = desk.history.encoded(after, upto)
        else:
            log = desk.log.id
            encoded = await self._backend.read(
                lambda connection: list(queries.bodies_after(connection, log, after, upto))
            )
        if self._thin is not None:
            self._thin.write(events_frame([thin_entry(entry) for entry in encoded]))
            return upto
        if self.wordless:
            encoded = [wordless_entry(entry) for entry in encoded]
        for frame, _count in event_frames(encoded):
            self._connection.write(frame)
            await self._connection.drained()
        return upto
