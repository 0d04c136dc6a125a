"""The handover window over a real board: preview, proof by hash, keys to commands, the shift log."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from console.adapters.frozen import Arrived
from console.desk_handover import HandoverDesk
from console.freezing import Freezing
from console.handover_actions import HandoverActions
from console.handover_log import LogActions
from console.memory import Memory
from services.contract.codec import seal
from services.contract.commands import Command
from services.contract.events import Body
from services.contract.messages import Log
from services.contract.records import Severity
from services.contract.shifts import (
    AskHandover,
    Handover,
    HandoverAsked,
    HandoverOpened,
    HandoverSigned,
    Instruction,
    InstructionGiven,
    ItemRestated,
    Note,
    NoteWritten,
    OpenHandover,
    RefuseHandover,
    RemarkHandover,
    RestateItem,
    Restatement,
    Side,
    Signature,
    SignHandover,
    TakeWatch,
    Watch,
    WatchTaken,
    WriteNote,
)
from services.feed.link import LinkState
from services.projection.apply import Changes, apply
from services.reporting import handover as generated
from services.store.frozen_files import read_pictures
from tests.console.making import EPOCHS, NAMES, Room, opened
from widgets.handover.model import ItemLine, NoteLine
from widgets.longtext import LongText
from widgets.theme import Theme

NOW = 1_800_000_000_000
Key = Qt.Key


class Sitting:
    """Somebody (`siti`) at the window; events go straight onto the board."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.room = Room()
        self.room.connect()
        self.situation = self.room.situation
        self.situation.clock = (NOW, time.monotonic())
        self.situation.link = LinkState.LIVE
        self.desk = HandoverDesk(self.situation, NAMES, Theme.load("dark"))
        self.window = self.desk.window
        qtbot.addWidget(self.window)
        self.given: list[Command] = []
        self.fetched: list[Arrived] = []
        self.desk.adapter.frozen._fetch = lambda _, then: self.fetched.append(then)
        self.memory = Memory(folder)
        self.memory.worker.start()
        frozen = self.desk.adapter.frozen
        self.freezing = Freezing(self.situation, NAMES.pack, frozen, self.memory, self.desk)
        self.actions = HandoverActions(
            self.window,
            self.situation,
            self.desk.adapter,
            self.given.append,
            lambda *_: None,
            self.freezing,
        )
        self.notes = LogActions(self.window, self.situation, self.desk.log, self.given.append)
        self.window.pressed.connect(
            lambda key: self.notes.press(key) if self.window.on_log else self.actions.press(key)
        )
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def happen(self, *bodies: Body, actor: str = "siti") -> None:
        board = self.situation.board
        for body in bodies:
            apply(board, [seal(EPOCHS[Log.LIVE], board.seq + 1, NOW, body, actor, "")[0]])
        self.tell()

    def tell(self) -> None:
        self.desk.adapter.changed(Changes(casework=True))
        self.desk.adapter.show()
        self.desk.log.show()

    def critical(self, count: int = 1) -> None:
        board = self.situation.board
        for _ in range(count):
            apply(board, [opened(board.seq + 1, severity=Severity.CRITICAL)])
        self.tell()

    def responsible(self, who: str) -> None:
        number = self.situation.board.shifts.last_watch_id + 1
        self.happen(WatchTaken(watch=Watch(id=number, shift="pagi", supervisor=who, since=NOW)), actor=who)

    def opening(self, outgoing: str) -> HandoverOpened:
        """As the backend would open it now."""
        document = generated.generate(self.situation.board, NAMES.pack, NOW)
        return HandoverOpened(
            handover=Handover(
                id=1,
                watch_id=1,
                outgoing=outgoing,
                opened_at=NOW,
                seq=document.seq,
                digest=generated.digest(document),
                unstable=generated.unstable(document),
                items=len(generated.open_items(document)),
            )
        )

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window, key, modifier)

    def say(self, words: str) -> None:
        assert self.window.prompt.asking, self.said
        fields = [*self.window.prompt.findChildren(QLineEdit), *self.window.prompt.findChildren(LongText)]
        line = next(field for field in fields if field.isVisibleTo(self.window))
        QTest.keyClicks(line, words)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def frozen(self) -> OpenHandover:
        """The command that opens what was frozen a moment ago."""

        def given() -> None:
            self.memory.worker.deliver()
            assert self.given, "frozen"
            assert isinstance(self.given[-1], OpenHandover)
            assert self.given[-1].digest

        self.qtbot.waitUntil(given)
        found = self.given[-1]
        assert isinstance(found, OpenHandover)
        return found

    @property
    def said(self) -> list[str]:
        return self.window.toasts.sentences()

    @property
    def lines(self) -> dict[str, ItemLine]:
        parts = self.window.document._parts
        return {line.key: line for part in parts for line in part.items}

    @property
    def source(self) -> str:
        return self.window.top._source.text()


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    found = Sitting(qtbot, tmp_path)
    yield found
    found.memory.worker.stop()
    shiboken6.delete(found.desk)  # its timers end before the window does


def incoming(sitting: Sitting, count: int = 1) -> Handover:
    """ani hands over, siti sits here."""
    sitting.critical(count)
    sitting.responsible("ani")
    sitting.happen(sitting.opening("ani"), actor="ani")
    found = sitting.desk.adapter.handover
    assert found is not None
    return found


# --- what is shown ---


def test_before_it_is_opened_it_is_the_room_as_it_stands(sitting: Sitting) -> None:
    sitting.critical(2)
    assert sitting.source == "belum dibuka · keadaan sekarang"
    assert list(sitting.lines)[:2] == ["incident:1", "incident:2"]
    assert not sitting.desk.adapter.proven


def test_one_that_is_not_accepted_is_reminded_of(sitting: Sitting) -> None:
    incoming(sitting)
    assert "belum diterima" not in sitting.window.strip._progress.text()
    sitting.situation.clock = (NOW + 65 * 60_000, time.monotonic())
    sitting.desk.adapter.show()
    since = NAMES.words.minute(NOW)
    assert sitting.window.strip._progress.text().endswith(f"belum diterima sejak {since}")
    said = f"Belum diterima sejak {since}; ani tetap bertanggung jawab."
    assert sitting.desk.adapter.missing()[0] == said
    tomorrow = NOW + 24 * 3_600_000
    sitting.situation.clock = (tomorrow, time.monotonic())
    assert NAMES.words.moment(NOW, tomorrow) in sitting.desk.adapter.missing()[0]


def test_the_picture_of_the_moment_it_was_opened_stays(sitting: Sitting) -> None:
    found = incoming(sitting)
    assert sitting.desk.adapter.proven
    assert found.digest[:8] in sitting.source
    sitting.critical()
    assert "incident:4" not in sitting.lines, "what came later is not part of it"
    assert not sitting.fetched


def test_what_was_not_seen_in_time_is_fetched_and_proven_by_its_hash(sitting: Sitting) -> None:
    sitting.critical()
    sitting.responsible("ani")
    opening = sitting.opening("ani")
    document = generated.generate(sitting.situation.board, NAMES.pack, NOW)
    board = sitting.situation.board
    apply(board, [seal(EPOCHS[Log.LIVE], board.seq + 1, NOW, opening, "ani", "")[0]])
    sitting.critical()
    adapter = sitting.desk.adapter
    assert not adapter.proven
    assert len(sitting.fetched) == 1
    sitting.fetched[0](b"", ConnectionError("no"))
    assert "belum dapat diperiksa" in sitting.source
    adapter.ticked(NOW + 10_000)
    sitting.fetched[1](generated.encode(document) + b" ", None)
    assert "TIDAK cocok" in sitting.source
    assert not adapter.proven
    said = Restatement(words="pohon tumbang", by="siti", at=NOW)
    sitting.happen(ItemRestated(handover_id=1, item="incident:1", restatement=said))
    sitting.press(Key.Key_S)
    assert not sitting.window.prompt.asking, "what is not proven is not signed"
    adapter.ticked(NOW + 20_000)
    sitting.fetched[2](generated.encode(document), None)
    assert adapter.proven
    assert opening.handover.digest[:8] in sitting.source
    assert "incident:4" not in sitting.lines


def test_what_is_new_since_the_reader_left_is_marked(sitting: Sitting) -> None:
    sitting.critical()
    sitting.responsible("siti")
    sitting.responsible("ani")
    instruction = Instruction(id=1, text="Lewat Jalan Melati", by="ani", at=NOW + 1, until=NOW + 10**9)
    sitting.happen(InstructionGiven(instruction=instruction), actor="ani")
    assert not sitting.lines["incident:1"].fresh
    assert sitting.lines["instruction:1"].fresh
    assert "1 butir baru" in sitting.window.chapters._since.text()


def test_a_restatement_stands_beside_its_item_with_what_it_leaves_out(sitting: Sitting) -> None:
    found = incoming(sitting, 2)
    said = Restatement(words="pohon roboh", by="siti", at=NOW, differences=("tumbang",))
    sitting.happen(ItemRestated(handover_id=found.id, item="incident:1", restatement=said))
    line = sitting.lines["incident:1"]
    assert (line.restated, line.differences) == ("pohon roboh", "tidak disebut: tumbang")
    assert sitting.window.strip._progress.text() == "1 dari 2 butir ditegaskan ulang"
    assert "1 butir tidak stabil belum ditegaskan ulang (U)." in sitting.desk.adapter.missing()
    assert not sitting.window.strip.button.isEnabled()


def test_the_figures_of_the_watch_stand_beside_last_weeks(sitting: Sitting) -> None:
    sitting.critical(2)
    watch = Watch(id=1, shift="pagi", supervisor="ani", since=1)
    sitting.happen(WatchTaken(watch=watch), actor="ani")
    shown = sitting.window.side._shown
    assert shown is not None
    facts = {fact.caption: (fact.value, fact.note) for fact in shown[0]}
    assert facts["Kejadian terbuka"] == ("2", "")
    assert facts["Kejadian masuk"] == ("2", "—"), "a week before the log began is not a quiet one"
    assert "Sampai ditugaskan (p90)" not in facts, "what nobody reached is no figure"


def test_what_belongs_to_nobody_here_is_no_invitation(sitting: Sitting) -> None:
    """Taking over from somebody is there for when it has to be; why it was done is said, however long."""
    button = sitting.window.strip.button
    assert (button.text(), button.property("kind")) == ("Ambil tanggung jawab", "primary")
    watch = Watch(id=2, shift="pagi", supervisor="budi", since=NOW, reason="ani dijemput ambulans, " * 12)
    sitting.happen(WatchTaken(watch=watch), actor="budi")
    assert (button.text(), button.property("kind")) == ("Ambil tanggung jawab", "")
    assert "budi mengambil tanggung jawab" in sitting.window.strip._outgoing.text()
    assert sitting.window.minimumSizeHint().width() <= 1366


def test_after_ones_own_signature_the_other_may_sign_here(sitting: Sitting) -> None:
    sitting.responsible("siti")
    sitting.critical()
    found = sitting.opening("siti").handover
    signature = Signature(side=Side.OUTGOING, by="siti", at=NOW, digest=found.digest)
    sitting.happen(HandoverOpened(handover=found), HandoverSigned(handover_id=found.id, signature=signature))
    strip, button = sitting.window.strip, sitting.window.strip.button
    assert (button.text(), button.property("kind")) == ("Pihak lain, di layar ini", "")
    assert (button.isEnabled(), strip._progress.property("tone")) == (False, "system")
    told = Restatement(words="Pohon, saya ke sana.", by="budi", at=NOW)
    item = ItemRestated(handover_id=found.id, item=found.unstable[0], restatement=told)
    sitting.happen(item, actor="budi")
    assert (button.isEnabled(), strip._progress.property("tone")) == (True, "strong")
    button.click()
    assert sitting.window.second.isVisible()


# --- keys ---


def test_responsibility_is_taken_and_a_handover_opened_by_keys(sitting: Sitting) -> None:
    sitting.press(Key.Key_B)
    assert "A mengambilnya" in sitting.said[-1]
    sitting.press(Key.Key_A)
    assert sitting.given == [TakeWatch()]
    sitting.responsible("siti")
    sitting.press(Key.Key_B)
    assert sitting.given[-1] == OpenHandover()
    sitting.situation.link = LinkState.DISCONNECTED
    sitting.press(Key.Key_B)
    command = sitting.frozen()
    document = sitting.desk.adapter.frozen.known(command.digest)
    assert document is not None
    assert (command.seq, command.at, command.by) == (document.seq, document.at, "siti")
    assert command.digest == generated.digest(document)
    kept = read_pictures(sitting.memory.folder / "handover")
    assert kept == {command.digest: generated.encode(document)}, "on the disk before it is asked for"


def test_from_somebody_else_it_is_taken_only_with_a_reason(sitting: Sitting) -> None:
    sitting.responsible("ani")
    sitting.press(Key.Key_B)
    assert "dibuka oleh ani" in sitting.said[-1]
    sitting.press(Key.Key_A)
    sitting.window.prompt.accept()
    assert sitting.given == []
    sitting.say("ani sakit")
    assert sitting.given == [TakeWatch(reason="ani sakit")]


def test_the_incoming_one_asks_restates_refuses_and_remarks(sitting: Sitting) -> None:
    found = incoming(sitting)
    for key, words in ((Key.Key_T, "Ada korban?"), (Key.Key_U, "pohon tumbang"), (Key.Key_R, "angka beda"),
                       (Key.Key_C, "dibahas besok")):  # fmt: skip
        sitting.press(key)
        sitting.say(words)
    assert sitting.given == [
        AskHandover(handover_id=found.id, item="incident:1", text="Ada korban?"),
        RestateItem(handover_id=found.id, item="incident:1", words="pohon tumbang"),
        RefuseHandover(handover_id=found.id, reason="angka beda"),
        RemarkHandover(handover_id=found.id, item="incident:1", text="dibahas besok"),
    ]
    sitting.press(Key.Key_J)
    assert "menyerahkan" in sitting.said[-1]


def test_an_open_question_is_found_and_answered_from_anywhere(sitting: Sitting) -> None:
    sitting.critical(2)
    sitting.responsible("siti")
    sitting.happen(sitting.opening("siti"))
    asked = HandoverAsked(handover_id=1, item="incident:2", text="Ada korban?")
    sitting.happen(asked, actor="ani")
    assert sitting.lines["incident:2"].unanswered == 1
    assert sitting.window.document.current == "incident:1"
    sitting.press(Key.Key_J)
    assert sitting.window.document.current == "incident:2"
    sitting.say("Tidak ada")
    assert sitting.given[-1].text == "Tidak ada"  # type: ignore[attr-defined]


def test_who_signs_sees_the_hash_and_signs_exactly_that(sitting: Sitting) -> None:
    found = incoming(sitting)
    sitting.press(Key.Key_S)
    assert not sitting.window.prompt.asking
    assert "belum ditegaskan ulang" in sitting.said[-1]
    said = Restatement(words="pohon tumbang", by="siti", at=NOW)
    sitting.happen(ItemRestated(handover_id=found.id, item="incident:1", restatement=said))
    sitting.press(Key.Key_S)
    prompt = sitting.window.prompt._prompt
    assert prompt is not None
    assert found.digest in prompt.note
    focus = sitting.window.focusWidget()
    assert sitting.window.prompt.isAncestorOf(focus)
    QTest.keyClick(focus, Key.Key_Return)
    assert sitting.given == [SignHandover(handover_id=1, side=Side.INCOMING, digest=found.digest)]
    sitting.press(Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert sitting.window.second.isVisible()
    assert sitting.window.second.name.text() == "ani"
    sitting.press(Key.Key_Escape)
    assert sitting.window.second.isHidden()


# --- the shift log ---


def test_a_note_carries_what_its_text_names(sitting: Sitting) -> None:
    sitting.critical()
    number = NAMES.incident_ref(1, 1)
    sitting.press(Key.Key_L)
    sitting.press(Key.Key_N)
    sitting.say(f"Genset @DLH dan @budi untuk {number} #genset")
    assert sitting.given == [
        WriteNote(
            text=f"Genset @DLH dan @budi untuk {number} #genset",
            tags=("genset",),
            agencies=("dlh",),
            persons=("budi",),
            incidents=(1,),
        )
    ]


def test_notes_are_corrected_by_notes_and_filtered_by_words(sitting: Sitting) -> None:
    first = Note(id=1, at=NOW, by="siti", text="Genset di Sukorejo", tags=("genset",))
    second = Note(id=2, at=NOW, by="ani", text="Genset di Sananwetan", corrects=1)
    sitting.happen(NoteWritten(note=first), NoteWritten(note=second))
    sitting.situation.link = LinkState.DISCONNECTED
    sitting.desk.log.show()
    newer, older = (row.line for row in sitting.window.log.rows)
    assert isinstance(newer, NoteLine)
    assert isinstance(older, NoteLine)
    assert (newer.note_id, older.note_id) == (2, 1)
    assert older.struck.startswith("dibetulkan")
    assert "Genset di Sukorejo" in newer.about
    sitting.press(Key.Key_L)
    sitting.press(Key.Key_Slash)
    assert sitting.window.log.filter.hasFocus()
    QTest.keyClicks(sitting.window.log.filter, "#genset")
    (left,) = (row.line for row in sitting.window.log.rows)
    assert isinstance(left, NoteLine)
    assert left.note_id == 1
    assert sitting.given == [], "letters in the filter are no keys"


def test_escape_leads_back_from_the_log_to_the_document(sitting: Sitting, tmp_path: Path) -> None:
    sitting.press(Key.Key_L)
    assert sitting.window.on_log
    sitting.press(Key.Key_Escape)
    assert not sitting.window.on_log
    assert sitting.window.document.hasFocus()
