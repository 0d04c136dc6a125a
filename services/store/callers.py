"""Which reports came from the same reporter: an index that follows behind.

A reporter's key is a hash, so each one lands on another page: kept with the reports, it made a commit of a
burst write as many pages as it held reports. What is not indexed yet is known in memory, and indexed in one
piece at the next start (docs/decisions/0150).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from services.store.schema import caller_reports, meta, reports

PIECE: Final = 1000
"""Reports indexed in one transaction: a few milliseconds."""
MOST: Final = 100_000
"""Reports that may wait; with more, indexing goes on in a burst as well."""
_LOG, _ID, _REPORTER = (reports.c.keys().index(name) for name in ("log", "id", "reporter"))


class Callers:
    """The index of one log. Lives on the loop; `recent` may be asked from anywhere."""

    def __init__(self, log: int) -> None:
        self.log = log
        self._waiting: deque[tuple[int, str]] = deque()
        self._recent: dict[str, tuple[int, ...]] = {}

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """These rows of `reports` are on disk now, in order; those of other logs are passed over."""
        for row in rows:
            reporter = row[_REPORTER]
            if reporter and row[_LOG] == self.log:
                self._waiting.append((row[_ID], reporter))
                self._recent[reporter] = (*self._recent.get(reporter, ()), row[_ID])

    def recent(self, reporter: str) -> Sequence[int]:
        """Reports of a reporter that are not indexed yet."""
        return self._recent.get(reporter, ())

    @property
    def waiting(self) -> int:
        """Reports that are not indexed yet."""
        return len(self._waiting)

    def piece(self) -> list[tuple[int, str]]:
        """The oldest that wait."""
        return [self._waiting[place] for place in range(min(PIECE, len(self._waiting)))]

    def indexed(self, piece: Sequence[tuple[int, str]]) -> None:
        """This piece is on disk."""
        for report_id, reporter in piece:
            self._waiting.popleft()
            left = tuple(number for number in self._recent[reporter] if number != report_id)
            if left:
                self._recent[reporter] = left
            else:
                del self._recent[reporter]

    def write(self, connection: sa.Connection, piece: Sequence[tuple[int, str]]) -> None:
        """Index a piece of reports that are on disk."""
        rows = sorted((reporter, report_id) for report_id, reporter in piece)
        connection.execute(
            caller_reports.insert(),
            [{"log": self.log, "reporter": reporter, "report_id": number} for reporter, number in rows],
        )
        self._mark(connection, piece[-1][0])

    def catch_up(self, engine: sa.Engine) -> None:
        """At the start: index what was on disk and not indexed when the backend ended."""
        with engine.begin() as connection:
            upto = connection.execute(sa.select(sa.func.max(reports.c.id)).where(reports.c.log == self.log))
            last, after = upto.scalar() or 0, self._marked(connection)
            if last <= after:
                return
            missing = (
                sa.select(reports.c.log, reports.c.reporter, reports.c.id)
                .where(reports.c.log == self.log, reports.c.id > after, reports.c.reporter != "")
                .order_by(reports.c.reporter)
            )
            connection.execute(caller_reports.insert().from_select(["log", "reporter", "report_id"], missing))
            self._mark(connection, last)

    def _marked(self, connection: sa.Connection) -> int:
        found = connection.execute(sa.select(meta.c.value).where(meta.c.key == self._key)).scalar()
        return int(found) if found is not None else 0

    def _mark(self, connection: sa.Connection, upto: int) -> None:
        value = str(upto).encode()
        done = connection.execute(sa.update(meta).where(meta.c.key == self._key).values(value=value))
        if not done.rowcount:
            connection.execute(meta.insert().values(key=self._key, value=value))

    @property
    def _key(self) -> str:
        return f"callers:{self.log}"
