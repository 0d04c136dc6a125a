"""The board as the wall's figures. Nobody's name, nobody's words."""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.calm import Calm
from console.adapters.order_actions import active
from console.names import Names
from console.situation import Situation
from services.contract.messages import Log
from services.contract.records import STATUSES
from services.feed.link import LinkState
from services.projection.apply import Changes
from services.projection.board import ARRIVAL_BIN_MS, Board
from services.projection.view import BoardView
from widgets.wall.model import (
    AGE_LIMITS_MIN,
    BINS,
    AgencyLoad,
    Arrivals,
    Counts,
    Freshness,
    Head,
    Link,
    Loads,
    Worst,
    WorstIncident,
)

translate = QCoreApplication.translate

WORST_SHOWN: Final = 16
MINUTE_MS: Final = 60_000
LINKS: Final = {
    LinkState.NEVER: Link.STARTING,
    LinkState.LIVE: Link.LIVE,
    LinkState.STALE: Link.LOST,
    LinkState.DISCONNECTED: Link.LOST,
}


class WallFace(Protocol):
    """The part of the wall this feeds."""

    def set_head(self, facts: Head, fresh: Freshness) -> None: ...
    def set_counts(self, facts: Counts, fresh: Freshness) -> None: ...
    def set_worst(self, facts: Worst, fresh: Freshness) -> None: ...
    def set_loads(self, facts: Loads, fresh: Freshness) -> None: ...
    def set_arrivals(self, facts: Arrivals, fresh: Freshness) -> None: ...
    def beat_map(self, fresh: Freshness) -> None: ...
    def set_link(self, link: Link) -> None: ...
    def set_drill(self, on: bool) -> None: ...


class WallAdapter(QObject):
    """Feeds the wall a few times a second while things change, and once a second always."""

    def __init__(self, situation: Situation, names: Names, face: WallFace) -> None:
        super().__init__()
        self._situation = situation
        self.names = names
        self._face = face
        self._view = BoardView(situation.board)
        self._calm = Calm(200, self._show, self)

    def changed(self, changes: Changes) -> None:
        if changes.reset:
            self._view.set_board(self._situation.board)
        self._view.refresh(changes, self._situation.now())
        self._calm.touch()

    def ticked(self, now: int) -> None:
        self._calm.run()

    def link_changed(self) -> None:
        """Say at once that the link is lost or back."""
        self._face.set_link(LINKS[self._situation.link])

    def _show(self) -> None:
        board, now = self._situation.board, self._situation.now()
        at = self._situation.data_at()
        fresh = Freshness(age_ms=max(0, now - at) if at else 0, data_at=at)
        face, city = self._face, self.names.pack.city
        is_open = board.open_mask()
        worst_open = is_open & (board.severity == 0) & (board.owner == 0)
        face.set_drill(self._situation.log is Log.DRILL)
        face.set_link(LINKS[self._situation.link])
        face.set_head(
            Head(
                city=city.name,
                open_count=int(is_open.sum()),
                unclaimed_critical=int(worst_open.sum()),
                scene=self._lent(board, now),
            ),
            fresh,
        )
        face.set_counts(counts(board, now), fresh)
        face.set_worst(self._worst(board, now), fresh)
        face.set_loads(loads(board, now, self.names), fresh)
        face.set_arrivals(arrivals(board, now), fresh)
        face.beat_map(fresh)

    def _lent(self, board: Board, now: int) -> str:
        """Whose authority who holds now, and until when; a chain by its ends, which is what fits."""
        held = active(board.casework.delegations, now)
        if not held:
            return ""
        # The head breaks the line where the dot stands.
        words = translate("Wall", "Wewenang {0} · {1} s.d. {2}")
        until = self.names.words.minute(min(given.until for given in held))
        return words.replace("{0}", held[0].giver).replace("{1}", held[-1].receiver).replace("{2}", until)

    def _worst(self, board: Board, now: int) -> Worst:
        self._view.refresh(None, now)
        rows = self._view.order[:WORST_SHOWN]
        return Worst(tuple(self._line(board, int(row)) for row in rows), len(self._view.order))

    def _line(self, board: Board, row: int) -> WorstIncident:
        category = board.categories.values[board.category[row]]
        return WorstIncident(
            incident_id=int(board.ids[row]),
            severity=int(board.severity[row]),
            title=self.names.category(category) or self.names.title(board.title[row]),
            area=self.names.place(board.areas.values[board.area[row]], int(board.outside_m[row])),
            agencies=tuple(self.names.agency(code) for code in board.agency_sets.values[board.agencies[row]]),
            opened_at=int(board.opened_at[row]),
            status=STATUSES[board.status[row]],
            claimed=bool(board.owner[row]),
            reports=int(board.report_count[row]),
        )


def counts(board: Board, now: int) -> Counts:
    """Open incidents by severity and by age."""
    is_open = board.open_mask()
    ranks = np.bincount(board.severity[is_open], minlength=4)
    minutes = (now - board.opened_at[is_open]) / MINUTE_MS
    bands = np.bincount(np.searchsorted(AGE_LIMITS_MIN, minutes, "right"), minlength=4)
    return Counts(
        by_severity=(int(ranks[0]), int(ranks[1]), int(ranks[2]), int(ranks[3])),
        by_age=(int(bands[0]), int(bands[1]), int(bands[2]), int(bands[3])),
    )


def loads(board: Board, now: int, names: Names) -> Loads:
    """Open incidents per agency, busiest first; lead and support count alike."""
    is_open = board.open_mask()
    sets = board.agency_sets.values
    late = is_open & (board.due_at > 0) & (board.due_at < now)
    per_set = np.bincount(board.agencies[is_open], minlength=len(sets))
    late_per_set = np.bincount(board.agencies[late], minlength=len(sets))
    totals: dict[str, list[int]] = {}
    for number, codes in enumerate(sets):
        if per_set[number]:
            for code in codes:
                total = totals.setdefault(code, [0, 0])
                total[0] += int(per_set[number])
                total[1] += int(late_per_set[number])
    rows = [AgencyLoad(names.agency(code), count, overdue) for code, (count, overdue) in totals.items()]
    rows.sort(key=lambda load: (-load.open_count, load.name))
    return Loads(tuple(rows), int(per_set[0]) if len(per_set) else 0)


def arrivals(board: Board, now: int) -> Arrivals:
    """Reports of the last two hours in bins of five minutes."""
    last = now // ARRIVAL_BIN_MS
    first = last - BINS + 1
    return Arrivals(
        counts=tuple(board.arrivals.get(number, 0) for number in range(first, last + 1)),
        start_at=first * ARRIVAL_BIN_MS,
    )
