"""Entries of the event log as lines of the shift log: short Indonesian sentences. Pure.

Never in a line: who reported something, anybody's address or telephone number, what a refused sender wrote.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from services.contract.city import CityPack
from services.contract.closing import MilestoneReached
from services.contract.contacts import PositionReported
from services.contract.events import Body, ReportReceived
from services.contract.records import Disposition
from services.contract.shiftlog import LogGroup
from services.contract.shifts import NoteWritten

LONGEST: Final = 240
"""Characters of somebody's own words in a line; notes of the log itself stand in full."""
LEFT_OUT: Final[frozenset[type[Body]]] = frozenset({MilestoneReached, PositionReported})
"""Times that other entries say in words, and where units are every few seconds."""
FIELD: Final = "field:"


class Said(Struct, frozen=True, kw_only=True):
    """One entry in words, with what it can be found by."""

    group: LogGroup
    words: str
    incident_id: int = 0
    incidents: tuple[int, ...] = ()
    agencies: tuple[str, ...] = ()
    """Codes."""
    persons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Speaker:
    """Codes of one city pack in the words of the room."""

    def __init__(self, pack: CityPack) -> None:
        self.zone = ZoneInfo(pack.city.timezone)
        self._agencies = {agency.code: agency.short for agency in pack.agencies}
        self._categories = {category.code: category.name for category in pack.categories}
        self._areas = {area.code: area.name for area in pack.areas}
        self._shifts = {shift.code: shift.name for shift in pack.shifts}

    def agency(self, code: str) -> str:
        return self._agencies.get(code, code)

    def agencies(self, codes: tuple[str, ...]) -> str:
        return ", ".join(self.agency(code) for code in codes)

    def category(self, code: str) -> str:
        return self._categories.get(code, code)

    def shift(self, code: str) -> str:
        return self._shifts.get(code, code)

    def place(self, place: str, area: str) -> str:
        """Place and area, each said once."""
        name = self._areas.get(area, area)
        if name and name.casefold() in place.casefold():
            return place
        return ", ".join(part for part in (place, name) if part)

    def who(self, actor: str) -> str:
        """A user as they are called here; an agency's field page by its agency; empty: the system."""
        if actor.startswith(FIELD):
            return f"{self.agency(actor.removeprefix(FIELD))} (lapangan)"
        return actor

    def moment(self, at: int) -> str:
        """Day and time of day, e.g. `22/11 19:02`."""
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone).strftime("%d/%m %H:%M")

    def clock(self, at: int) -> str:
        """Time of day, e.g. `19:02`."""
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone).strftime("%H:%M")


def cut(words: str) -> str:
    """Somebody's words on one line, shortened."""
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"


def quoted(words: str) -> str:
    """`: “…”`, or nothing where nothing was said."""
    return f": “{cut(words)}”" if words.strip() else ""


def because(reason: str) -> str:
    """` · alasan: …`, or nothing."""
    return f" · alasan: {cut(reason)}" if reason.strip() else ""


def title_of(body: ReportReceived, speaker: Speaker) -> str:
    """What a report is about, for a line or for a burst of them. Never the citizen's words."""
    report = body.report
    if body.incident is not None and body.incident.title:
        return body.incident.title
    suggested = report.suggestion.category if report.suggestion is not None else ""
    return speaker.category(report.category or suggested) or "laporan"


def report_line(body: ReportReceived, speaker: Speaker) -> Said:
    """One report by itself."""
    report, incident = body.report, body.incident
    title = title_of(body, speaker)
    where = speaker.place(report.place, report.area)
    about = " · ".join(part for part in (title, where) if part)
    if incident is not None:
        words = f"Kejadian baru: {about}"
    elif report.incident_id:
        words = f"Laporan tambahan: {about}"
    elif report.disposition in (Disposition.PRANK, Disposition.GHOST):
        words = "Panggilan dicatat tanpa kejadian: iseng atau kosong"
    else:
        words = f"Laporan dicatat tanpa kejadian: {about}"
    return Said(group=LogGroup.REPORTS, words=words, incident_id=report.incident_id)


def say(body: Body, speaker: Speaker) -> Said | None:
    """The line of one entry; None where it has none of its own."""
    from services.reporting.log_sentences import SENTENCES

    if isinstance(body, ReportReceived):
        return report_line(body, speaker)
    sentence: Callable[[Any, Speaker], Said | None] | None = SENTENCES.get(type(body))
    return sentence(body, speaker) if sentence is not None else None


def folded(said: Said, actor: str, speaker: Speaker) -> str:
    """What a search looks through: the words in lower case, then marks with a blank on either side."""
    marks = [f"#{tag}" for tag in said.tags]
    marks += [f"@{person}" for person in said.persons]
    marks += [f"@{speaker.agency(code)} @{code}" for code in said.agencies]
    marks += [f"kej:{number}" for number in dict.fromkeys((said.incident_id, *said.incidents)) if number]
    names = speaker.agencies(said.agencies) if isinstance(said, NoteWritten) else ""
    return " ".join((said.words, speaker.who(actor), names, *marks, "")).casefold()
