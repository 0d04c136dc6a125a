"""One incident in full: the board's row at once, reports and timeline as they arrive or as they were kept."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.similar import Lookalikes
from console.adapters.timeline import Read, read, rungs, timeline
from console.names import Names
from console.server_words import said
from console.situation import Situation
from console.words import placement_words
from services.contract.codec import encode
from services.contract.events import AgenciesAssigned
from services.contract.messages import AskDetail, CallerStanding, Detail, Log
from services.contract.records import Incident, Report
from services.feed.link import LinkState
from services.projection.apply import Changes
from widgets.detail.model import Advice, Completeness, DetailData, ReportRow
from widgets.words import status_word

translate = QCoreApplication.translate

NUISANCE_SHARE: Final = 0.5
"""From this share of faded prank and ghost calls on a caller's history is said with emphasis."""
ASK_AGAIN_S: Final = 2.0
KEEP: Final = 400
PREFETCH: Final = 200
"""So many of the worst open incidents stay readable when the link is cut."""
PREFETCH_AT_ONCE: Final = 4


class DetailFace(Protocol):
    """The part of the dispatch window this feeds."""

    def set_detail(self, data: DetailData | None) -> None: ...


class Kept(Protocol):
    """Details on disk."""

    def keep_detail(self, which: Log, epoch: str, detail: Detail, at: int) -> None: ...

    def find_detail(
        self, which: Log, epoch: str, incident_id: int, then: Callable[[Detail | None], None]
    ) -> None: ...


class DetailAdapter(QObject):
    """Shows one incident; asks for what is missing; fetches the worst ones ahead while idle."""

    def __init__(
        self,
        situation: Situation,
        names: Names,
        face: DetailFace,
        kept: Kept,
        send: Callable[[bytes, str], None],
        viewers_of: Callable[[int], tuple[str, ...]],
        worst: Callable[[int], list[int]],
        is_stale: Callable[[int], bool],
        warn_at: Callable[[int], int] = lambda row: 0,
        is_paused: Callable[[int], bool] = lambda incident_id: False,
    ) -> None:
        super().__init__()
        self._situation = situation
        self.names = names
        self._face = face
        self._kept = kept
        self._send = send
        self._viewers_of = viewers_of
        self._worst = worst
        self._is_stale = is_stale
        self._warn_at, self._is_paused = warn_at, is_paused
        self._lookalikes = Lookalikes(situation, names)
        self._selected = 0
        self._details: OrderedDict[tuple[str, int], Detail] = OrderedDict()
        self._asked: dict[int, float] = {}
        self._looked_up: set[tuple[str, int]] = set()

    @property
    def selected(self) -> int:
        return self._selected

    def select(self, incident_id: int) -> None:
        """Show this incident; 0 shows none."""
        self._selected = incident_id
        if incident_id:
            self._look_up(incident_id)
            self._ask_if_behind(incident_id)
        self.show()

    def known(self, incident_id: int) -> Detail | None:
        """What is here of an incident's reports and timeline."""
        return self._detail(incident_id)

    def fetch(self, incident_id: int) -> None:
        """Have the reports of an incident brought here, from the disk and from the backend."""
        self._look_up(incident_id)
        self._ask_if_behind(incident_id)

    def on_detail(self, detail: Detail) -> None:
        """The backend answered."""
        epoch = detail.events[0].epoch if detail.events else self._situation.board.epoch
        self._take(epoch, detail)
        self._kept.keep_detail(self._situation.log, epoch, detail, self._situation.now())
        if detail.incident_id == self._selected:
            self.show()

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        if changes.reset:
            self._asked.clear()
            if self._situation.board.row_of(self._selected) < 0:
                self._selected = 0
        if not self._selected:
            if changes.reset:
                self.show()
            return
        if changes.reset or self._situation.board.row_of(self._selected) in changes.rows:
            self._ask_if_behind(self._selected)
            self.show()

    def ticked(self, now: int) -> None:
        if self._selected:
            self._ask_if_behind(self._selected)
        if self._situation.link is LinkState.LIVE:
            self._prefetch()

    def show(self) -> None:
        """Put the selected incident on the screen anew."""
        row = self._situation.board.row_of(self._selected) if self._selected else -1
        if row < 0:
            self._face.set_detail(None)
            return
        self._face.set_detail(self._data(row, self._situation.board.incident(row)))

    # --- what is known ---

    def _detail(self, incident_id: int) -> Detail | None:
        return self._details.get((self._situation.board.epoch, incident_id))

    def _take(self, epoch: str, detail: Detail) -> None:
        key = (epoch, detail.incident_id)
        older = self._details.get(key)
        if older is None or older.seq <= detail.seq:
            self._details[key] = detail
            self._details.move_to_end(key)
        while len(self._details) > KEEP:
            self._details.popitem(last=False)

    def _is_behind(self, incident_id: int) -> bool:
        board = self._situation.board
        detail = self._detail(incident_id)
        row = board.row_of(incident_id)
        return row >= 0 and (detail is None or detail.seq < int(board.version[row]))

    def _ask_if_behind(self, incident_id: int) -> None:
        clock = time.monotonic()
        if self._is_behind(incident_id) and clock - self._asked.get(incident_id, 0.0) > ASK_AGAIN_S:
            self._asked[incident_id] = clock
            self._send(encode(AskDetail(incident_id=incident_id)), "")

    def _look_up(self, incident_id: int) -> None:
        """Ask the disk, once per incident."""
        epoch = self._situation.board.epoch
        key = (epoch, incident_id)
        if key in self._details or key in self._looked_up:
            return
        self._looked_up.add(key)

        def found(detail: Detail | None) -> None:
            if detail is not None:
                self._take(epoch, detail)
                if incident_id == self._selected:
                    self.show()

        self._kept.find_detail(self._situation.log, epoch, incident_id, found)

    def _prefetch(self) -> None:
        asked = 0
        for incident_id in self._worst(PREFETCH):
            if asked == PREFETCH_AT_ONCE:
                return
            if self._is_behind(incident_id) and incident_id != self._selected:
                before = self._asked.get(incident_id, 0.0)
                if time.monotonic() - before > 30 * ASK_AGAIN_S:
                    self._ask_if_behind(incident_id)
                    asked += 1

    # --- in words ---

    def _data(self, row: int, incident: Incident) -> DetailData:
        names, situation = self.names, self._situation
        detail = self._detail(incident.id)
        events = read(detail.events) if detail else []
        category = names.categories.get(incident.category)
        suggested = names.suggested(incident.category)
        return DetailData(
            incident_id=incident.id,
            rank=incident.severity.rank,
            ref=names.ref_of(incident),
            title=self.names.title(incident.title),
            category=incident.category,
            category_name=names.category(incident.category),
            status=incident.status,
            status_word=status_word(incident.status),
            place=names.where(incident),
            opened_at=incident.opened_at,
            report_count=incident.report_count,
            viewers=self._viewers_of(incident.id),
            owner=incident.owner,
            mine=bool(incident.owner) and incident.owner == situation.user,
            owner_stale=bool(incident.owner) and self._is_stale(incident.owner_at),
            owner_at=incident.owner_at,
            agencies=incident.agencies,
            agency_names=names.agencies_line(incident.agencies or suggested),
            suggested_agencies=suggested,
            # where orders were given, their cards say it with everything that came of them
            task="" if incident.id in situation.board.casework.of_incident else _task(events),
            due_at=incident.due_at,
            warn_at=self._warn_at(row),
            paused=self._is_paused(incident.id),
            closed=not incident.status.is_open,
            position_note=self._position(incident),
            merged_into=incident.merged_into,
            rungs=rungs(events, incident.opened_at),
            reports=self._reports(detail) if detail else (),
            timeline=timeline(events, names),
            questions=category.questions if category else (),
            similar=self._lookalikes.of_incident(row, detail.same_callers if detail else ()),
            advice=_advice(detail),
            completeness=self._completeness(incident.id),
        )

    def _completeness(self, incident_id: int) -> Completeness:
        if not self._is_behind(incident_id):
            return Completeness.COMPLETE
        live = self._situation.link is LinkState.LIVE
        return Completeness.LOADING if live else Completeness.OFFLINE

    def _position(self, incident: Incident) -> str:
        words = [placement_words(incident.placement)]
        if incident.outside_m > 0:
            words.append(self.names.place("", incident.outside_m))
        return " · ".join(word for word in words if word)

    def _reports(self, detail: Detail) -> tuple[ReportRow, ...]:
        seen: dict[str, int] = {}
        callers = {known.reporter: known for known in detail.callers}
        rows = []
        for report in detail.reports:
            earlier = seen.get(report.reporter, 0) if report.reporter else 0
            rows.append(self._report(report, earlier, callers.get(report.reporter)))
            if report.reporter:
                seen[report.reporter] = seen.get(report.reporter, 0) + 1
        return tuple(rows)

    def _report(self, report: Report, earlier: int, caller: CallerStanding | None) -> ReportRow:
        return ReportRow(
            report_id=report.id,
            ref=self.names.report_ref(report),
            at=report.reported_at,
            channel=report.channel or report.source,
            text=report.text,
            known_reporter=bool(report.reporter),
            earlier_reports=earlier,
            caller=caller.summary if caller else "",
            nuisance=caller is not None and caller.nuisance >= NUISANCE_SHARE,
            place=report.place or self.names.place(report.area, report.outside_m),
            media=report.media,
        )


def _task(events: list[Read]) -> str:
    tasks = [body.task for _, body in events if isinstance(body, AgenciesAssigned) and body.task]
    return tasks[-1] if tasks else ""


def _advice(detail: Detail | None) -> tuple[Advice, ...]:
    """What the rules made of the first report, with their reasons."""
    if detail is None or not detail.reports:
        return ()
    suggestion = detail.reports[0].suggestion
    if suggestion is None:
        return ()
    found = []
    if suggestion.category_reason:
        found.append(Advice(translate("Advice", "Saran kategori"), said(suggestion.category_reason)))
    if suggestion.severity_reason:
        found.append(Advice(translate("Advice", "Saran keparahan"), said(suggestion.severity_reason)))
    return tuple(found)
