"""What the backend holds of the shift log, as far as this window asked for it: pages, searches, what is new.

The newest lines are asked for again when the board has moved on, at most every `AGAIN_MS`; a burst of any
size costs one question. Without a line what came before stays, and the words say so.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QTimer

from services.contract.errors import KnownError
from services.contract.messages import Log
from services.contract.shiftlog import LogGroup, LogLine, LogPage, WatchSpan
from services.rules.log_query import Query

translate = QCoreApplication.translate

Arrived = Callable[[bytes, Exception | None], None]
Fetch = Callable[[str, Arrived], None]
"""Path of a question, and what to do with its answer."""

PAGE: Final = 60
MOST: Final = 600
"""Lines held at once; who wants to see further says what for."""
AGAIN_MS: Final = 2_000
SEARCH_AGAIN_MS: Final = 10_000
TYPING_MS: Final = 250
_decode = msgspec.json.Decoder(LogPage).decode


class LogPages(QObject):
    """Lines by their entry. `changed` is called when there is something else to show."""

    def __init__(
        self,
        fetch: Fetch,
        changed: Callable[[], None],
        now: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch, self._changed, self._now = fetch, changed, now
        self.query, self.group, self.log = Query(), "", Log.LIVE
        self.spans: dict[int, WatchSpan] = {}
        self.problem = ""
        """Why the last question was not answered; empty where it was."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._ask_newest)
        self._asked = 0
        """Number of the question whose answer counts; an earlier one is of no use any more."""
        self._forget()

    def _forget(self) -> None:
        self.lines: dict[int, LogLine] = {}
        self.answered = False
        self.answered_at = 0
        """When the newest answer came."""
        self.behind = self.reach = self.looked_to = self._before = 0
        self._busy = self._again = False

    @property
    def searching(self) -> bool:
        """Whether something particular is looked for."""
        return not self.query.empty or bool(self.group)

    @property
    def older(self) -> bool:
        """Whether there is more than is held."""
        return self._before > 0

    @property
    def full(self) -> bool:
        return len(self.lines) >= MOST

    def newest_first(self) -> list[LogLine]:
        return [self.lines[seq] for seq in sorted(self.lines, reverse=True)]

    def span_at(self, at: int) -> WatchSpan | None:
        """The watch of a moment."""
        spans = sorted(self.spans.values(), key=lambda span: (span.since, span.id))
        place = bisect.bisect_right([span.since for span in spans], at) - 1
        found = spans[place] if place >= 0 else None
        return found if found is not None and (not found.until or at < found.until) else None

    # --- asking ---

    def look_for(self, query: Query, group: str, log: Log, after_ms: int = TYPING_MS) -> None:
        """Other lines from now on."""
        if (query, group, log) == (self.query, self.group, self.log):
            return
        if log is not self.log:
            self.spans = {}
        self.query, self.group, self.log = query, group, log
        self._asked += 1
        self._forget()
        self._timer.start(after_ms)

    def moved_on(self) -> None:
        """The log has grown: ask again soon, however often this is said."""
        if self._busy:
            self._again = True
        elif not self._timer.isActive():
            self._timer.start(SEARCH_AGAIN_MS if self.searching and self.answered else AGAIN_MS)

    def ask_now(self) -> None:
        """The page was opened, or the line is back."""
        self._timer.stop()
        self._ask_newest()

    def ask_older(self) -> None:
        """What comes before the oldest line."""
        if self._before and not self._busy and not self.full:
            self._ask(self._before)

    def _ask_newest(self) -> None:
        if self._busy:
            self._again = True
        else:
            self._ask(0)

    def _ask(self, before: int) -> None:
        self._asked += 1
        number, self._busy = self._asked, True
        self._fetch(
            f"/api/shiftlog?{urlencode(self._parameters(before))}",
            lambda data, error: self._take(number, before, data, error),
        )

    def _parameters(self, before: int) -> dict[str, str | int]:
        query = self.query
        wanted: dict[str, str | int] = {
            "log": self.log.value,
            "limit": PAGE,
            "before": before,
            "words": " ".join(query.words),
            "user": query.user,
            "shift": query.shift,
            "agency": query.agency,
            "incident": query.incident_id,
            "start": query.start,
            "end": query.end,
            "groups": self.group,
        }
        return {name: value for name, value in wanted.items() if value}

    def _take(self, number: int, before: int, data: bytes, error: Exception | None) -> None:
        if number != self._asked:
            return
        self._busy = False
        try:
            if error is not None:
                raise error
            self._merge(_decode(data), before)
            self.problem = ""
        except (KnownError, msgspec.MsgspecError, OSError) as failure:
            self.problem = failure.message if isinstance(failure, KnownError) else str(failure)
        if self._again:
            self._again = False
            self.moved_on()
        self._changed()

    def _merge(self, page: LogPage, before: int) -> None:
        """Newest again, or older ones. A hole between the two is not left: then the older ones go."""
        if not before and self.lines:
            oldest = page.lines[-1].seq if page.lines else 0
            newest = max(line.last_seq for line in self.lines.values())
            if page.before and oldest > newest:
                self.lines = {}
        if before or not self.lines:
            self._before, self.looked_to = page.before, page.looked_to
        self.lines |= {line.seq: line for line in page.lines}
        self.spans |= {span.id: span for span in page.watches}
        self.behind, self.answered, self.answered_at = page.behind, True, self._now()
        self.reach = page.reach
        if page.behind or page.reach:
            self.moved_on()  # more is made meanwhile


GROUPS: Final = ("", *(group.value for group in LogGroup))
"""In the order in which a key goes through them; empty: all."""


def group_word(group: str) -> str:
    """What a kind of entries is called on the screen."""
    return {
        "": translate("Handover", "semua"),
        LogGroup.INCIDENT: translate("Handover", "kejadian"),
        LogGroup.REPORTS: translate("Handover", "laporan"),
        LogGroup.ORDER: translate("Handover", "perintah"),
        LogGroup.CHANNEL: translate("Handover", "saluran"),
        LogGroup.WATCH: translate("Handover", "regu"),
        LogGroup.NOTE: translate("Handover", "catatan"),
        LogGroup.SYSTEM: translate("Handover", "sistem"),
    }[group]
