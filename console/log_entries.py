"""Notes and lines of the shift log as entries of its page: by time, under the watch they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.log_pages import MOST, LogPages
from console.names import Names
from console.situation import Situation
from services.contract.messages import Do
from services.contract.shiftlog import LogGroup, LogLine, WatchSpan
from services.contract.shifts import Note, WriteNote
from services.rules.log_query import Query
from widgets.handover.model import LogEntry, NoteLine, SystemLine, WatchLine

translate = QCoreApplication.translate

QUOTE: Final = 60
_Dated = tuple[int, int, LogEntry]
"""Time, number within that (of the entry, or of the note), what is shown."""


class LogEntries:
    """Makes the entries anew from what the board and the pages hold."""

    def __init__(self, situation: Situation, names: Names, pages: LogPages) -> None:
        self._situation, self._names, self._pages = situation, names, pages
        self._fixes: dict[int, Note] = {}
        """Corrected note → the last one that corrects it."""

    def everything(self) -> list[LogEntry]:
        """What is held of the log, back to the oldest line that was loaded."""
        pages, book = self._pages, self._situation.board.shifts
        lines = [line for line in pages.newest_first() if line.group is not LogGroup.NOTE]
        since = min((line.at for line in pages.lines.values()), default=0) if pages.older else 0
        notes = [note for note in book.notes.values() if note.at >= since][-MOST:]
        self._note_fixes()
        return self._under_watches([*map(self._system, lines), *map(self._note, notes)])

    def waiting(self, given: Iterable[Do]) -> list[LogEntry]:
        """Notes that are on this machine only, the last one first."""
        head = translate("Handover", "belum terkirim · {0} · {1}").replace("{1}", self._situation.user)
        return [
            NoteLine(
                0, head.replace("{0}", self._names.words.minute(do.at)), do.body.text, picture=do.body.picture
            )
            for do in reversed([*given])
            if isinstance(do.body, WriteNote)
        ]

    def found(self) -> list[LogEntry]:
        """What the backend found."""
        marks = self._pages.query.words
        self._note_fixes()
        return self._under_watches(
            self._note(line.note, marks) if line.note is not None else self._system(line, marks)
            for line in self._pages.newest_first()
        )

    def held(self, query: Query, group: str) -> list[LogEntry]:
        """What fits of what is held here, without asking anybody."""
        book, lines = self._situation.board.shifts, self._pages.newest_first()
        dated = [
            self._system(line, query.words)
            for line in lines
            if line.group is not LogGroup.NOTE and group in ("", line.group)
        ]
        if group in ("", LogGroup.NOTE):
            self._note_fixes()
            dated += [self._note(note, query.words) for note in book.notes.values()]
        return self._under_watches(each for each in dated if self._fits(each, query))

    # --- inner ---

    def _note_fixes(self) -> None:
        notes = self._situation.board.shifts.notes.values()
        self._fixes = {note.corrects: note for note in notes if note.corrects}

    def _fits(self, dated: _Dated, query: Query) -> bool:
        at, _, entry = dated
        if not (query.start <= at and (not query.end or at < query.end)):
            return False
        said = _spoken(entry)
        wanted = [word.removeprefix("@") if word.startswith("@") else word for word in query.words]
        if query.user:
            wanted.append(f"· {query.user}")
        if query.agency:
            wanted.append(self._names.agency(query.agency).casefold())
        if query.incident_id:
            wanted.append(self._ref(query.incident_id).casefold())
        span = self._pages.span_at(at)
        of_shift = not query.shift or (span is not None and query.shift in span.shift.casefold())
        return of_shift and all(word in said for word in wanted)

    def _under_watches(self, dated: Iterable[_Dated]) -> list[LogEntry]:
        entries: list[LogEntry] = []
        before: WatchSpan | None = None
        for at, _, entry in sorted(dated, key=lambda each: each[:2], reverse=True):
            span = self._pages.span_at(at)
            if span is not None and span != before:
                entries.append(WatchLine(self._heading(span)))
            elif span is None and before is not None:
                entries.append(WatchLine(translate("Handover", "Tanpa penanggung jawab")))
            before = span
            entries.append(entry)
        return entries

    def _heading(self, span: WatchSpan) -> str:
        """E.g. `Regu Pagi · siti · 07.00-15.02`, with the day where it is not today's."""
        words, now = self._names.words, self._situation.now()
        following = [each.since for each in self._pages.spans.values() if each.since > span.since]
        until = span.until or min(following, default=0)
        ended = words.minute(until) if until else translate("Handover", "sekarang")
        today = words.date(span.since) == words.date(now)
        day = "" if today else words.date(span.since)
        parts = (span.shift, span.supervisor, day, f"{words.minute(span.since)}–{ended}")
        return " · ".join(part for part in parts if part)

    def _system(self, line: LogLine, marks: tuple[str, ...] = ()) -> _Dated:
        words, now = self._names.words, self._situation.now()
        today = words.date(line.at) == words.date(now)
        time = words.minute(line.at) if today else words.moment(line.at, now)
        return line.at, line.seq, SystemLine(line.seq, time, line.words, line.who, line.ref, marks)

    def _note(self, note: Note, marks: tuple[str, ...] = ()) -> _Dated:
        book, now = self._situation.board.shifts, self._situation.now()
        words = self._names.words
        named = [f"#{tag}" for tag in note.tags]
        named += [self._names.agency(code) for code in note.agencies]
        named += [f"@{person}" for person in note.persons]
        named += [self._ref(number) for number in note.incidents]
        about = ""
        first = book.notes.get(note.corrects or note.reply_to)
        if first is not None:
            about = translate("Handover", "menjawab {0}, {1}: “{2}”")
            if note.corrects:
                about = translate("Handover", "membetulkan {0}, {1}: “{2}”")
            quote = first.text if len(first.text) <= QUOTE else first.text[: QUOTE - 1] + "…"
            for number, value in enumerate((first.by, words.minute(first.at), quote)):
                about = about.replace(f"{{{number}}}", value)
        fix, struck = self._fixes.get(note.id), ""
        if fix is not None:
            struck = translate("Handover", "dibetulkan {0} oleh {1}")
            struck = struck.replace("{0}", words.minute(fix.at)).replace("{1}", fix.by)
        head = " · ".join((words.moment(note.at, now), note.by, *named))
        return note.at, note.id, NoteLine(note.id, head, note.text, about, struck, marks, note.picture)

    def _ref(self, incident_id: int) -> str:
        board = self._situation.board
        row = board.row_of(incident_id)
        if row < 0:
            return f"#{incident_id}"
        return self._names.incident_ref(int(board.opened_at[row]), int(board.day_no[row]))


def _spoken(entry: LogEntry) -> str:
    if isinstance(entry, NoteLine):
        return f"{entry.head} {entry.words} {entry.about} {entry.struck}".casefold()
    if isinstance(entry, SystemLine):
        return f"{entry.words} · {entry.who} {entry.ref}".casefold()
    return entry.words.casefold()
