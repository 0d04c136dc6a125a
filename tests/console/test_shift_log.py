"""The shift log's page over a real board: lines and notes in order, one question a burst, honest searches."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.adapters.shift_log import ShiftLogAdapter
from console.log_pages import AGAIN_MS, Arrived
from services.contract.codec import seal
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.contract.shiftlog import LogGroup, LogLine, LogPage, WatchSpan
from services.contract.shifts import Note, NoteWritten, WriteNote
from services.feed.link import LinkState
from services.projection.apply import Changes, apply
from tests.backend.room import do
from tests.console.making import EPOCHS, NAMES, Room
from widgets.handover.model import InstructionLine, LogEntry, NoteLine, SystemLine, WatchLine

NOW = 1_800_000_000_000
MINUTE = 60_000


class Page(QObject):
    """The adapter with a backend that answers when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.room = Room()
        self.room.connect()
        self.situation = self.room.situation
        self.situation.clock = (NOW, time.monotonic())
        self.situation.link = LinkState.LIVE
        self.asked: list[tuple[dict[str, str], Arrived]] = []
        self.entries: tuple[LogEntry, ...] = ()
        self.foot = self.status = ""
        self.doubtful = False
        self.adapter = ShiftLogAdapter(self.situation, NAMES, self, self._fetch, self)

    def _fetch(self, path: str, then: Arrived) -> None:
        wanted = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        self.asked.append((wanted, then))

    def answer(self, page: LogPage | Exception) -> None:
        """The last question."""
        then = self.asked[-1][1]
        if isinstance(page, Exception):
            then(b"", page)
        else:
            then(msgspec.json.encode(page), None)

    # --- LogFace ---

    def set_entries(self, entries: tuple[LogEntry, ...], foot: str) -> None:
        self.entries, self.foot = entries, foot

    def set_status(self, words: str, doubtful: bool) -> None:
        self.status, self.doubtful = words, doubtful

    def set_group(self, words: str) -> None: ...

    def set_beside(self, instructions: tuple[InstructionLine, ...], seats: tuple[str, ...]) -> None: ...

    def set_summary(self, words: str) -> None: ...

    # --- what happens ---

    def note(self, number: int, at: int, text: str) -> None:
        board = self.situation.boards[Log.LIVE]
        body = NoteWritten(note=Note(id=number, at=at, by="ani", text=text))
        envelope, _ = seal(EPOCHS[Log.LIVE], board.seq + 1, at, body, "ani", "")
        self.adapter.changed(apply(board, [envelope]))

    def shown(self) -> list[str]:
        return [entry.words for entry in self.entries]


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return Page()


def line(seq: int, at: int, words: str, **fields: object) -> LogLine:
    values = {"last_seq": seq, "last_at": at, "group": LogGroup.INCIDENT, "who": "sri"} | fields
    return LogLine(seq=seq, at=at, words=words, **values)  # type: ignore[arg-type]


WATCHES = (
    WatchSpan(id=1, shift="Regu Pagi", supervisor="siti", since=NOW - 60 * MINUTE, until=NOW - 30 * MINUTE),
    WatchSpan(id=2, shift="Regu Sore", supervisor="budi", since=NOW - 30 * MINUTE),
)
FIRST = LogPage(
    lines=(line(9, NOW - 10 * MINUTE, "baru"), line(5, NOW - 40 * MINUTE, "lama")), watches=WATCHES, seq=9
)


def test_nothing_is_asked_before_somebody_looks(page: Page) -> None:
    page.note(1, NOW, "catatan")
    assert not page.asked
    page.adapter.opened(True)
    assert len(page.asked) == 1


def test_notes_and_lines_stand_in_order_of_time_under_their_watch(page: Page) -> None:
    page.note(1, NOW - 20 * MINUTE, "di antaranya")
    page.adapter.opened(True)
    page.answer(FIRST)
    kinds = [type(entry) for entry in page.entries]
    assert kinds == [WatchLine, SystemLine, NoteLine, WatchLine, SystemLine]
    assert page.shown()[1:3] == ["baru", "di antaranya"]
    assert page.shown()[0].startswith("Regu Sore · budi · ")
    assert page.shown()[0].endswith("sekarang")
    assert page.shown()[3].startswith("Regu Pagi · siti · ")
    assert page.foot == "Awal log"


def test_a_burst_costs_one_question(page: Page, qtbot: QtBot) -> None:
    page.adapter.opened(True)
    page.answer(FIRST)
    for number in range(200):
        page.note(number + 1, NOW, f"catatan {number}")
    assert len(page.asked) == 1
    qtbot.waitUntil(lambda: len(page.asked) == 2, timeout=AGAIN_MS + 2_000)
    page.answer(LogPage(lines=(line(12, NOW, "terbaru"), *FIRST.lines), watches=WATCHES, seq=12))
    assert "terbaru" in page.shown()


def test_a_hole_between_what_is_held_and_what_is_new_is_not_left(page: Page) -> None:
    page.adapter.opened(True)
    page.answer(FIRST)
    page.adapter.opened(True)
    page.answer(LogPage(lines=(line(99, NOW, "jauh sesudahnya"),), watches=WATCHES, seq=99, before=99))
    lines = [entry.words for entry in page.entries if isinstance(entry, SystemLine)]
    assert lines == ["jauh sesudahnya"]
    page.adapter.older()
    assert page.asked[-1][0]["before"] == "99"


def test_a_search_goes_to_the_backend_with_its_parts_and_marks_its_finds(page: Page, qtbot: QtBot) -> None:
    page.adapter.opened(True)
    page.answer(FIRST)
    page.adapter.filter("Genset dari:sri regu:pagi kemarin @dlh")
    assert page.foot == "Mencari…"
    qtbot.waitUntil(lambda: len(page.asked) == 2)
    wanted = page.asked[-1][0]
    assert (wanted["words"], wanted["user"], wanted["shift"], wanted["agency"]) == (
        "genset",
        "sri",
        "pagi",
        "dlh",
    )
    assert int(wanted["end"]) - int(wanted["start"]) == 24 * 60 * MINUTE
    note = Note(id=3, at=NOW - 50 * MINUTE, by="sri", text="Genset ada")
    hit = line(4, note.at, "", group=LogGroup.NOTE, note=note)
    page.answer(LogPage(lines=(hit,), watches=WATCHES, seq=9, before=4, looked_to=NOW - 55 * MINUTE))
    found = [entry for entry in page.entries if isinstance(entry, NoteLine)]
    assert [(entry.words, entry.marks) for entry in found] == [("Genset ada", ("genset",))]
    assert page.status.startswith("1 ditemukan sejauh ini")
    assert page.foot.startswith("Dicari sampai ")
    page.adapter.older()
    assert page.asked[-1][0]["before"] == "4"


def test_an_answer_to_an_earlier_question_is_not_shown(page: Page, qtbot: QtBot) -> None:
    page.adapter.opened(True)
    early = page.asked[-1][1]
    page.adapter.filter("banjir")
    qtbot.waitUntil(lambda: len(page.asked) == 2)
    early(msgspec.json.encode(FIRST), None)
    assert page.entries == ()
    page.answer(LogPage(seq=9))
    assert page.status.startswith("0 ditemukan di seluruh log · per ")
    assert page.foot == "Tidak ada yang cocok."


def test_without_a_line_it_searches_what_it_holds_and_says_so(page: Page) -> None:
    page.note(1, NOW, "Pohon di jalan")
    page.adapter.opened(True)
    page.answer(FIRST)
    page.situation.link = LinkState.DISCONNECTED
    page.adapter.ticked(NOW)
    assert page.status.startswith("Tanpa sambungan")
    assert page.doubtful
    assert {"baru", "lama", "Pohon di jalan"} <= set(page.shown())
    questions = len(page.asked)
    page.adapter.filter("pohon")
    assert [entry.words for entry in page.entries if not isinstance(entry, WatchLine)] == ["Pohon di jalan"]
    page.adapter.filter("regu:pagi")
    assert [entry.words for entry in page.entries if not isinstance(entry, WatchLine)] == ["lama"]
    page.adapter.filter("")
    assert len(page.asked) == questions
    page.situation.link = LinkState.LIVE
    page.adapter.ticked(NOW)
    assert len(page.asked) == questions + 1


def test_a_note_that_waits_for_a_line_is_shown_as_waiting(page: Page) -> None:
    given = do(WriteNote(text="Radio kanal 3", picture="a" * 64))
    page.adapter.waiting = lambda: [given]
    page.adapter.opened(True)
    page.answer(FIRST)
    assert "Radio kanal 3" not in page.shown()
    page.situation.link = LinkState.DISCONNECTED
    page.adapter.ticked(NOW)
    first = page.entries[0]
    assert isinstance(first, NoteLine)
    assert (first.words, first.note_id, first.picture) == ("Radio kanal 3", 0, "a" * 64)
    assert first.head.startswith("belum terkirim")


def test_what_the_backend_cannot_say_yet_is_said(page: Page) -> None:
    page.adapter.opened(True)
    page.answer(msgspec.structs.replace(FIRST, behind=4_200))
    assert page.status.startswith("4.200 entri terbaru")
    assert page.doubtful
    page.adapter.opened(True)
    page.answer(KnownError("forbidden", "Peran Anda tidak boleh melihat ini."))
    assert "Peran Anda tidak boleh" in page.status
    assert "baru" in page.shown(), "what was there stays"


def test_lines_that_are_still_being_made_are_told_with_how_far_back_they_reach(
    page: Page, qtbot: QtBot
) -> None:
    page.adapter.opened(True)
    reach = NOW - 45 * MINUTE
    page.answer(msgspec.structs.replace(FIRST, reach=reach, before=4))
    at = NAMES.words.moment(reach, NOW)
    assert page.status == f"Yang terbaru lengkap; baris sebelum {at} masih disusun."
    assert page.doubtful
    assert page.adapter._pages._timer.isActive(), "asked again without anything happening"
    page.adapter.filter("genset")
    qtbot.waitUntil(lambda: page.asked[-1][0].get("words") == "genset")
    page.answer(LogPage(seq=9, reach=reach, looked_to=reach, before=4))
    assert page.status == f"0 ditemukan sejauh ini; baris sebelum {at} masih disusun, belum dicari."
    assert page.foot.startswith(f"Dicari sampai {at}")
    page.adapter.older()
    assert page.asked[-1][0]["before"] == "4"
    page.answer(LogPage(lines=(line(2, NOW - 60 * MINUTE, "genset lama"),), watches=WATCHES, seq=9))
    assert page.status.startswith("1 ditemukan di seluruh log")
    assert not page.doubtful


def test_kinds_are_gone_through_by_a_key(page: Page, qtbot: QtBot) -> None:
    page.adapter.opened(True)
    seen = []
    for _ in LogGroup:
        page.adapter.next_group()
        count = len(page.asked)
        qtbot.waitUntil(_more_than(page, count))
        seen.append(page.asked[-1][0]["groups"])
        page.answer(LogPage())
    assert seen == [group.value for group in LogGroup]
    page.adapter.next_group()
    count = len(page.asked)
    qtbot.waitUntil(_more_than(page, count))
    assert "groups" not in page.asked[-1][0]


def _more_than(page: Page, count: int) -> Callable[[], bool]:
    return lambda: len(page.asked) > count


def test_a_fresh_board_asks_again(page: Page) -> None:
    page.adapter.opened(True)
    page.answer(FIRST)
    questions = len(page.asked)
    page.adapter.changed(Changes(reset=True))
    assert len(page.asked) == questions + 1
