"""The shift log on its page: notes with what they name, instructions in force, who sits where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.calm import Calm
from console.log_entries import LogEntries
from console.log_pages import GROUPS, Fetch, LogPages, group_word
from console.names import Names
from console.note_writing import NoteWriter
from console.situation import Situation
from services.contract.messages import Do
from services.contract.shifts import SeatState, WriteNote
from services.feed.link import LinkState
from services.projection.apply import Changes
from services.rules.log_query import Query, parse
from widgets.handover.model import InstructionLine, LogEntry, WatchLine

translate = QCoreApplication.translate

MOST_SHOWN: Final = 600
"""Entries built at once."""
DAY_MS: Final = 86_400_000


class LogFace(Protocol):
    """What of the page this feeds."""

    def set_entries(self, entries: tuple[LogEntry, ...], foot: str) -> None: ...
    def set_status(self, words: str, doubtful: bool) -> None: ...
    def set_group(self, words: str) -> None: ...
    def set_beside(self, instructions: tuple[InstructionLine, ...], seats: tuple[str, ...]) -> None: ...
    def set_summary(self, words: str) -> None: ...


class ShiftLogAdapter(QObject):
    """Shows what happened and what the shift wrote down. What is searched for is looked for by the backend;
    without a line only in what is held here, which the page says."""

    def __init__(
        self, situation: Situation, names: Names, face: LogFace, fetch: Fetch, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._situation, self._names, self._face = situation, names, face
        self._writer = NoteWriter(situation, names)
        self._pages = LogPages(fetch, self.show, situation.now, self)
        self._entries = LogEntries(situation, names, self._pages)
        self._calm = Calm(300, self.show, self)
        self.waiting: Callable[[], Iterable[Do]] = tuple
        """What was given and is not in the log yet."""
        self._wanted, self._group = "", ""
        self._open = False
        """Whether somebody looks at the page: otherwise nothing is asked."""
        self._here = True
        """Whether only what is held here can be searched: there is no line."""

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        if changes.reset:
            self._look()
        if self._open:
            self._calm.touch()
            if not self._here:
                self._pages.moved_on()

    def ticked(self, now: int) -> None:
        """Times are written as times of day; a line that comes or goes changes where is searched."""
        del now
        if self._open and self._here is (self._situation.link is LinkState.LIVE):
            self._look()
            self.show()

    # --- what the window asks ---

    def opened(self, is_open: bool) -> None:
        """The page is looked at, or not any more."""
        self._open = is_open
        if is_open:
            self._look()
            self.show()

    def filter(self, words: str) -> None:
        """Look for this, over all watches."""
        self._wanted = words.strip()
        self._look()
        self.show()

    def next_group(self) -> None:
        """The next kind of entries only; after the last one all."""
        at = GROUPS.index(self._group)
        self._group = GROUPS[(at + 1) % len(GROUPS)]
        self._look()
        self.show()

    def older(self) -> None:
        """What came before the last line."""
        if not self._here:
            self._pages.ask_older()

    def _query(self) -> Query:
        writer, now = self._writer, self._situation.now()
        return parse(self._wanted, writer.agencies(), writer.incident, now, self._names.zone)

    def _look(self) -> None:
        self._here = self._situation.link is not LinkState.LIVE
        if not self._here:
            log = self._situation.log
            unlike = (self._query(), self._group, log) != (
                self._pages.query,
                self._pages.group,
                self._pages.log,
            )
            if unlike:
                self._pages.look_for(self._query(), self._group, log)
            elif self._open:
                self._pages.ask_now()

    def written(self, text: str, reply_to: int = 0, corrects: int = 0) -> WriteNote:
        """A note with everything its text names."""
        return self._writer.written(text, reply_to, corrects)

    def instructions(self) -> tuple[InstructionLine, ...]:
        """Those in force."""
        return self._instructions()

    def show(self) -> None:
        """Put everything on the page anew."""
        pages = self._pages
        if not pages.searching and not self._wanted:
            # with a line what was given is in the log a moment later
            given = self.waiting() if self._here else ()
            entries = [*self._entries.waiting(given), *self._entries.everything()]
        elif self._here or pages.problem:
            entries = self._entries.held(self._query(), self._group)
        else:
            entries = self._entries.found() if pages.answered else []
        self._face.set_entries(tuple(entries[:MOST_SHOWN]), self._foot(entries))
        self._face.set_status(*self._status(entries))
        self._face.set_group(translate("Handover", "jenis: {0} (V)").format(group_word(self._group)))
        self._face.set_beside(self._instructions(), self._seats())
        self._face.set_summary(self._summary())

    # --- inner ---

    def _foot(self, entries: list[LogEntry]) -> str:
        """What comes after the last entry."""
        pages, words = self._pages, self._names.words
        if not entries and pages.searching and not self._here and not pages.answered:
            return translate("Handover", "Mencari…")
        if len(entries) > MOST_SHOWN or pages.full:
            return translate(
                "Handover", "Lebih dari {0} baris: persempit dengan kata, tanggal, atau regu."
            ).format(words.number(MOST_SHOWN))
        if pages.looked_to and not self._here:
            at = words.moment(pages.looked_to, self._situation.now())
            return translate("Handover", "Dicari sampai {0} · PgDn mencari lebih jauh ke belakang").format(at)
        if pages.older and not self._here:
            return translate("Handover", "PgDn atau End memuat yang lebih lama")
        if not entries:
            if self._wanted or self._group:
                return translate("Handover", "Tidak ada yang cocok.")
            return translate("Handover", "Belum ada catatan. N menulis catatan baru.")
        whole = not self._here and not pages.searching and pages.answered
        return translate("Handover", "Awal log") if whole else ""

    def _status(self, entries: list[LogEntry]) -> tuple[str, bool]:
        """How complete this is, and whether something is missing."""
        pages, number = self._pages, self._names.words.number
        if self._here:
            words = translate(
                "Handover",
                "Tanpa sambungan: hanya catatan dan baris yang sudah ada di layar ini, juga saat mencari.",
            )
            return words, True
        if pages.problem:
            words = translate("Handover", "Log tidak terbaca ({0}): yang terlihat hanya yang ada di sini.")
            return words.format(pages.problem), True
        if pages.behind:
            words = translate("Handover", "{0} entri terbaru masih disusun menjadi baris.")
            return words.format(number(pages.behind)), True
        shown = sum(not isinstance(entry, WatchLine) for entry in entries)
        if pages.reach:
            words = translate("Handover", "Yang terbaru lengkap; baris sebelum {1} masih disusun.")
            if pages.searching:
                words = translate(
                    "Handover", "{0} ditemukan sejauh ini; baris sebelum {1} masih disusun, belum dicari."
                )
            at = self._names.words.moment(pages.reach, self._situation.now())
            return words.replace("{0}", number(shown)).replace("{1}", at), True
        if pages.searching and pages.answered:
            words = translate("Handover", "{0} ditemukan di seluruh log · per {1}")
            if pages.older:
                words = translate("Handover", "{0} ditemukan sejauh ini, yang terbaru lebih dahulu · per {1}")
            return words.format(number(shown), self._names.words.minute(pages.answered_at)), False
        return hint(), False

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


def hint() -> str:
    """How one searches."""
    return translate(
        "Handover",
        "/ mencari di semua regu: kata, #tag, @nama, OPD, nomor, dari:siti, regu:pagi, kemarin, 21/11",
    )
