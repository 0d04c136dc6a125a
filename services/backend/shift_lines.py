"""The lines of the shift log follow the event log: in quiet seconds, and whenever somebody reads.

Reading and wording happen on a reader's thread, storing on the writer's between two commits. A burst of
reports is not slowed by them: they wait until it is over, or until somebody asks.

Where the lines are far behind, as those of a log that is older than their table, they are made from the end
of the log: its newest page is there at once, and the rest follows backwards, a piece at a time, in quiet
seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Protocol, TypeVar

import msgspec
import sqlalchemy as sa

from services.backend.desk import Desk
from services.contract.city import CityPack
from services.contract.shifts import Watch
from services.reporting.log_rows import Made, Standing, make
from services.reporting.log_words import Speaker
from services.store import shift_log
from services.store.log import LogWriter
from services.store.shift_log import Progress

T = TypeVar("T")
PIECE: Final = 1_000
"""Entries worded and stored at once."""
PER_SECOND: Final = 5_000
"""Entries of a quiet second."""
PER_READ: Final = 20_000
"""Entries somebody who reads waits for at most."""
FAR: Final = PER_READ
"""So many entries behind, the newest come first."""


class Read(Protocol):
    """Runs a query on a reader's thread."""

    def __call__(self, query: Callable[[sa.Connection], T]) -> Awaitable[T]: ...


class ShiftLines:
    """One per backend; belongs to its loop."""

    def __init__(self, read: Read, writer: LogWriter, pack: CityPack) -> None:
        self._read, self._writer = read, writer
        self.speaker = Speaker(pack)
        self._progress: dict[int, Progress] = {}
        self._one_at_a_time = asyncio.Lock()

    async def advance(self, desk: Desk, most: int) -> int:
        """Make the lines of at most so many new entries; how many are left. Raises `NotWritable`."""
        async with self._one_at_a_time:
            log, upto = desk.log.id, desk.committed
            made = await self._known(log)
            if upto - made.standing.seq > FAR and not made.bottom:
                made = await self._from_the_end(log, made, upto)
            goal = min(upto, made.standing.seq + most)
            while made.standing.seq < goal:
                before = made.standing.seq
                made = await self._piece(log, made, min(before + PIECE, goal))
                if made.standing.seq == before:
                    break  # nothing of it is on disk
            return upto - made.standing.seq

    async def go_back(self, desk: Desk, most: int) -> None:
        """Make the lines of about so many entries before the oldest line, where they are missing. Raises
        `NotWritable`."""
        log, left = desk.log.id, most
        while left > 0:
            async with self._one_at_a_time:  # between two pieces whoever reads comes first
                made = await self._known(log)
                if not made.bottom:
                    return
                left -= made.bottom - (await self._older_piece(log, made)).bottom

    async def _known(self, log: int) -> Progress:
        if log not in self._progress:
            self._progress[log] = await self._read(lambda connection: shift_log.progress(connection, log))
        return self._progress[log]

    async def _piece(self, log: int, before: Progress, upto: int) -> Progress:
        speaker, after = self.speaker, before.standing.seq

        def read(connection: sa.Connection) -> tuple[Standing, Made]:
            following = msgspec.json.decode(msgspec.json.encode(before.standing), type=Standing)
            made = make(following, shift_log.entries(connection, log, after, upto), speaker)
            return following, made

        following, made = await self._read(read)
        now = msgspec.structs.replace(before, standing=following)
        await self._writer.call(lambda connection: shift_log.keep(connection, log, after, made, now))
        self._progress[log] = now
        return now

    # --- backwards ---

    async def _from_the_end(self, log: int, before: Progress, upto: int) -> Progress:
        """The newest piece; nothing changes where none of it is on disk."""
        floor = before.standing.seq

        def read(connection: sa.Connection) -> tuple[list[tuple[int, Watch]], int, Progress, Made] | None:
            watches = shift_log.taken_over(connection, log, upto)

            def whose(entry: int) -> int:
                return max((watch.id for seq, watch in watches if seq <= entry), default=0)

            if not shift_log.entries(connection, log, upto - 1, upto):
                return None
            after, reach, standing, made = self._worded(connection, log, upto, whose)
            return watches, after, _progress(standing, after, reach, floor), made

        found = await self._read(read)
        if found is None:
            return before
        watches, after, now, made = found

        def store(connection: sa.Connection) -> None:
            shift_log.know_watches(connection, log, watches)
            shift_log.keep_older(connection, log, (after, upto), made, now)

        await self._writer.call(store)
        self._progress[log] = now
        return now

    async def _older_piece(self, log: int, before: Progress) -> Progress:
        """What lies before the oldest line that is made."""

        def read(connection: sa.Connection) -> tuple[Progress, int, Made]:
            def whose(entry: int) -> int:
                return shift_log.watch_at(connection, log, entry)

            bottom, reach, _, made = self._worded(connection, log, before.bottom, whose)
            return _progress(before.standing, bottom, reach, before.floor), bottom, made

        now, after, made = await self._read(read)
        await self._writer.call(
            lambda connection: shift_log.keep_older(connection, log, (after, before.bottom), made, now)
        )
        self._progress[log] = now
        return now

    def _worded(
        self, connection: sa.Connection, log: int, upto: int, whose: Callable[[int], int]
    ) -> tuple[int, int, Standing, Made]:
        """A piece that ends with entry `upto`: the entry before it, its time, what goes on, its lines."""
        bottom = shift_log.quiet(connection, log, upto - PIECE) if upto > PIECE else 0
        standing = Standing(seq=bottom, watch_id=whose(bottom))
        entries = shift_log.entries(connection, log, bottom, upto)
        made = make(standing, entries, self.speaker)
        return bottom, entries[0][0].at, standing, made


def _progress(standing: Standing, bottom: int, reach: int, floor: int) -> Progress:
    """Where nothing is missing any more, `bottom` is 0."""
    if bottom <= floor:
        return Progress(standing=standing)
    return Progress(standing=standing, bottom=bottom, reach=reach, floor=floor)
