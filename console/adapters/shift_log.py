"""The shift log on its page: notes with what they name, instructions in force, who sits where."""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.calm import Calm
from console.names import Names
from console.situation import Situation
from services.contract.shifts import Note, SeatState, WriteNote
from services.projection.apply import Changes
from services.rules.mentions import mentions
from widgets.handover.log import MOST
from widgets.handover.model import InstructionLine, NoteLine

translate = QCoreApplication.translate

QUOTE: Final = 60
DAY_MS: Final = 86_400_000


class LogFace(Protocol):
    """What of the page this feeds."""

    def set_notes(self, notes: tuple[NoteLine, ...], older: int) -> None: ...
    def set_beside(self, instructions: tuple[InstructionLine, ...], seats: tuple[str, ...]) -> None: ...
    def set_summary(self, words: str) -> None: ...


class ShiftLogAdapter(QObject):
    """Shows what the shift wrote down; the filter is applied to the words as they are shown."""

    def __init__(
        self, situation: Situation, names: Names, face: LogFace, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._situation, self._names, self._face = situation, names, face
        self._calm = Calm(300, self.show, self)
        self._wanted = ""

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        del changes
        self._calm.touch()

    def ticked(self, now: int) -> None:
        """Times are written as times of day."""

    # --- what the window asks ---

    def filter(self, words: str) -> None:
        """Show only what contains all of these words."""
        self._wanted = words.casefold()
        self.show()

    def written(self, text: str, reply_to: int = 0, corrects: int = 0) -> WriteNote:
        """A note with everything its text names."""
        agencies = {agency.short.casefold(): agency.code for agency in self._names.pack.agencies}
        agencies |= {agency.code.casefold(): agency.code for agency in self._names.pack.agencies}
        found = mentions(text, agencies, self._incident)
        return WriteNote(
            text=text,
            tags=found.tags,
            incidents=found.incidents,
            agencies=found.agencies,
            persons=found.persons,
            reply_to=reply_to,
            corrects=corrects,
        )

    def unconfirmed(self) -> tuple[int, ...]:
        """Instructions in force that whoever sits here has not confirmed for this watch."""
        return tuple(each.instruction_id for each in self._instructions() if not each.confirmed)

    def instructions(self) -> tuple[InstructionLine, ...]:
        """Those in force."""
        return self._instructions()

    def show(self) -> None:
        """Put everything on the page anew."""
        lines = [self._line(note) for note in reversed(self._situation.board.shifts.notes.values())]
        wanted = self._wanted.split()
        fitting = [line for line in lines if all(word in _spoken(line) for word in wanted)]
        self._face.set_notes(tuple(fitting[:MOST]), max(0, len(fitting) - MOST))
        self._face.set_beside(self._instructions(), self._seats())
        self._face.set_summary(self._summary())

    # --- inner ---

    def _incident(self, written: str) -> int:
        """Number of an incident as people write it; `#187` is one of today."""
        board, now = self._situation.board, self._situation.now()
        digits = written.rpartition("#")[2] if "#" in written else written.rpartition("-")[2]
        rows = np.flatnonzero(board.day_no == int(digits))
        for row in rows:
            opened_at = int(board.opened_at[row])
            number = self._names.incident_ref(opened_at, int(digits))
            today = self._names.incident_ref(now, int(digits))
            if number == (today if "#" in written else written):
                return int(board.ids[row])
        return 0

    def _line(self, note: Note) -> NoteLine:
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
        fixes = [each for each in book.notes.values() if each.corrects == note.id]
        struck = ""
        if fixes:
            struck = translate("Handover", "dibetulkan {0} oleh {1}")
            struck = struck.replace("{0}", words.minute(fixes[-1].at)).replace("{1}", fixes[-1].by)
        head = " · ".join((words.moment(note.at, now), note.by, *named))
        return NoteLine(note.id, head, note.text, about, struck)

    def _ref(self, incident_id: int) -> str:
        board = self._situation.board
        row = board.row_of(incident_id)
        if row < 0:
            return f"#{incident_id}"
        return self._names.incident_ref(int(board.opened_at[row]), int(board.day_no[row]))

    def _instructions(self) -> tuple[InstructionLine, ...]:
        book, now, words = self._situation.board.shifts, self._situation.now(), self._names.words
        watch = book.watch.id if book.watch is not None else 0
        found = []
        for given in book.instructions.values():
            if given.ended_at or given.until <= now:
                continue
            at = given.confirmed.get(f"{watch}:{self._situation.user}", 0)
            note = translate("Handover", "dari {0} · sampai {1}")
            note = note.replace("{0}", given.by).replace("{1}", words.moment(given.until, now))
            if at:
                note += " · " + translate("Handover", "Anda konfirmasi {0}").format(words.minute(at))
            else:
                note += " · " + translate("Handover", "belum Anda konfirmasi (I)")
            found.append(InstructionLine(given.id, given.text, note, bool(at)))
        return tuple(found)

    def _seats(self) -> tuple[str, ...]:
        now, words = self._situation.now(), self._names.words
        found = []
        for seat in self._situation.board.shifts.seats.values():
            parts = [seat.user, seat.place]
            if seat.state is SeatState.BREAK:
                parts.append(translate("Handover", "istirahat"))
            if seat.substitute_for:
                parts.append(translate("Handover", "menggantikan {0}").format(seat.substitute_for))
            parts.append(words.moment(seat.at, now))
            found.append(" · ".join(part for part in parts if part))
        return tuple(found)

    def _summary(self) -> str:
        """What the log itself knows of this watch."""
        board = self._situation.board
        watch = board.shifts.watch
        since = watch.since if watch is not None else self._situation.now() - DAY_MS
        arrived = int(np.count_nonzero(board.opened_at >= since))
        orders = sum(state.order.issued_at >= since for state in board.casework.orders.values())
        notes = sum(note.at >= since for note in board.shifts.notes.values())
        words = (
            translate("Handover", "regu ini: {0} kejadian masuk · {1} penugasan dan perintah · {2} catatan")
            if watch is not None
            else translate(
                "Handover", "24 jam: {0} kejadian masuk · {1} penugasan dan perintah · {2} catatan"
            )
        )
        for number, value in enumerate((arrived, orders, notes)):
            words = words.replace(f"{{{number}}}", self._names.words.number(value))
        return words


def _spoken(line: NoteLine) -> str:
    return f"{line.head} {line.words} {line.about} {line.struck}".casefold()
