"""The lines of the shift log follow the event log: in quiet seconds, and whenever somebody reads.

Reading and wording happen on a reader's thread, storing on the writer's between two commits. A burst of
reports is not slowed by them: they wait until it is over, or until somebody asks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Protocol, TypeVar

import msgspec
import sqlalchemy as sa

from services.backend.desk import Desk
from services.contract.city import CityPack
from services.reporting.log_rows import Made, Standing, make
from services.reporting.log_words import Speaker
from services.store import shift_log
from services.store.log import LogWriter

T = TypeVar("T")
PIECE: Final = 1_000
"""Entries worded and stored at once."""
PER_SECOND: Final = 5_000
"""Entries of a quiet second."""
PER_READ: Final = 20_000
"""Entries somebody who reads waits for at most."""


class Read(Protocol):
    """Runs a query on a reader's thread."""

    def __call__(self, query: Callable[[sa.Connection], T]) -> Awaitable[T]: ...


class ShiftLines:
    """One per backend; belongs to its loop."""

    def __init__(self, read: Read, writer: LogWriter, pack: CityPack) -> None:
        self._read, self._writer = read, writer
        self.speaker = Speaker(pack)
        self._standing: dict[int, Standing] = {}
        self._one_at_a_time = asyncio.Lock()

    async def advance(self, desk: Desk, most: int) -> int:
        """Make the lines of at most so many entries; how many are left. Raises `NotWritable`."""
        async with self._one_at_a_time:
            log, upto = desk.log.id, desk.committed
            standing = self._standing.get(log)
            if standing is None:
                standing = await self._read(lambda connection: shift_log.standing(connection, log))
            goal = min(upto, standing.seq + most)
            while standing.seq < goal:
                before = standing.seq
                standing = await self._piece(log, standing, min(before + PIECE, goal))
                if standing.seq == before:
                    break  # nothing of it is on disk
            self._standing[log] = standing
            return upto - standing.seq

    async def _piece(self, log: int, standing: Standing, upto: int) -> Standing:
        speaker = self.speaker

        def read(connection: sa.Connection) -> tuple[Standing, Made]:
            following = msgspec.json.decode(msgspec.json.encode(standing), type=Standing)
            made = make(following, shift_log.entries(connection, log, standing.seq, upto), speaker)
            return following, made

        following, made = await self._read(read)
        after = standing.seq
        await self._writer.call(lambda connection: shift_log.keep(connection, log, after, made, following))
        self._standing[log] = following
        return following
