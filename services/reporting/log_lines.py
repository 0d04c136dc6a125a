"""Entries of the event log as lines of the shift log: short Indonesian sentences. Pure.

Never in a line: who reported something, anybody's address or telephone number, what a refused sender wrote.
"""

from __future__ import annotations

from typing import Final

from services.contract.closing import MilestoneReached
from services.contract.contacts import PositionReported
from services.contract.events import Body, ReportReceived
from services.contract.records import Disposition
from services.contract.scenes import BriefingMoved
from services.contract.shiftlog import LogGroup
from services.reporting.log_sentences import SENTENCES
from services.reporting.log_words import Said, Speaker

LEFT_OUT: Final[frozenset[type[Body]]] = frozenset({MilestoneReached, PositionReported, BriefingMoved})
"""Times that other entries say in words, where units are every few seconds, steps of a briefing."""


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
    if isinstance(body, ReportReceived):
        return report_line(body, speaker)
    sentence = SENTENCES.get(type(body))
    return sentence(body, speaker) if sentence is not None else None


def folded(said: Said, actor: str, speaker: Speaker) -> str:
    """What a search looks through: the words in lower case, then marks with a blank on either side."""
    marks = [f"#{tag}" for tag in said.tags]
    marks += [f"@{person}" for person in said.persons]
    marks += [f"@{speaker.agency(code)} @{code}" for code in said.agencies]
    marks += [f"kej:{number}" for number in dict.fromkeys((said.incident_id, *said.incidents)) if number]
    names = speaker.agencies(said.agencies)
    return " ".join((said.words, speaker.who(actor), names, *marks, "")).casefold()
