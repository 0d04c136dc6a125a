"""Pause, proof and promise by keyboard: what is asked for, what is shown, what is sent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from services.contract.closing import (
    AskPause,
    DecidePause,
    MakePromise,
    ResumeClock,
    SettlePromise,
    TellReporter,
    VerifyProof,
)
from tests.widgets.invented import NOW, WORDS
from widgets.closing.model import (
    ClosingChoices,
    ClosingData,
    Copy,
    FindingLine,
    PauseState,
    PromiseLine,
    ProofCard,
    ProofState,
)
from widgets.closing.parts import ClosingParts
from widgets.closing.thumb import PhotoThumb
from widgets.figures.model import FigureLine, FiguresData
from widgets.figures.panel import FiguresOverlay
from widgets.keys import KeyMap
from widgets.labels import column
from widgets.prompt import PromptPanel
from widgets.theme import Theme

KEY = Qt.Key
MINUTE = 60_000
EVERYTHING = frozenset(
    {
        *("clock.ask_pause", "clock.decide_pause", "clock.resume", "proof.verify"),
        *("promise.make", "promise.settle", "reporter.tell"),
    }
)
PAUSE = PauseState("Cuaca", "hujan deras", "budi", NOW - 30 * MINUTE, running=False)
PROMISE = PromiseLine(4, "ditelepon petang ini", NOW - 5 * MINUTE, "sri")
CARD = ProofCard(
    proof_id=9,
    state=ProofState.WAITING,
    at=NOW - MINUTE,
    who="Darto · DPUPR",
    place="1,1 km dari titik",
    photos=("a" * 64, "b" * 64),
    findings=(
        FindingLine("Jarak ke tempat kejadian 1,1 km.", suspicious=True),
        FindingLine("Hampir sama.", True, 1, "c" * 64, 5, "Bukti kejadian KB-5: Lampu"),
    ),
    verifiable=True,
)
DATA = ClosingData(incident_id=201, asked=True, clock=True)


class Album:
    """Pictures of one colour each; `missing` has none, and says so."""

    def __init__(self) -> None:
        self.missing: set[str] = set()
        self.asked: list[tuple[str, str]] = []

    def picture(self, sha256: str, copy: Copy) -> QImage | None:
        self.asked.append((sha256[0], copy))
        if sha256 in self.missing:
            return None
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(QColor("#cc0000" if sha256[0] == "c" else "#00aa00"))
        return image

    def why(self, sha256: str, copy: Copy) -> str:
        del copy
        return "Foto itu tidak ada." if sha256 in self.missing else ""

    def instead(self, sha256: str) -> str:
        return self.why(sha256, "thumbnail")


class Desk(QWidget):
    """The closing parts under their question, and what they asked for."""

    def __init__(self) -> None:
        super().__init__()
        theme = Theme.load("dark")
        self.album = Album()
        self.prompt = PromptPanel(theme)
        self.parts = ClosingParts(theme, WORDS, KeyMap(), self.prompt, self.album, self)
        shown = (self.prompt, self.parts.top, self.parts.proofs, self.parts.promises)
        self.setLayout(column(*shown, 0))
        self.commands: list[object] = []
        self.notices: list[str] = []
        self.parts.command_requested.connect(self.commands.append)
        self.parts.notice_requested.connect(self.notices.append)
        kinds = (("weather", "Cuaca"), ("other", "Lain"))
        self.parts.set_choices(ClosingChoices(kinds, ("Tidak dapat ditemukan: rekayasa.",)))
        self.parts.set_permitted(EVERYTHING)
        self.parts.set_now(NOW)
        self.parts.set_data(DATA)

    def words(self) -> str:
        QApplication.processEvents()
        return "\n".join(label.text() for label in self.findChildren(QLabel) if label.isVisible())

    def line(self, place: int = 0) -> QLineEdit:
        return [line for line in self.prompt.findChildren(QLineEdit) if line.isVisible()][place]

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.resize(760, 900)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    return desk


def test_a_pause_is_asked_for_with_a_kind_and_a_reason(desk: Desk) -> None:
    desk.parts.acts.pause()
    desk.press(KEY.Key_1)
    desk.prompt.accept()
    assert desk.commands == []  # without a reason there is none
    desk.line().setText("hujan deras")
    desk.prompt.accept()
    assert desk.commands == [AskPause(incident_id=201, kind="weather", reason="hujan deras")]


def test_without_a_deadline_there_is_nothing_to_pause(desk: Desk) -> None:
    desk.parts.set_data(replace(DATA, clock=False))
    desk.parts.acts.pause()
    assert not desk.prompt.asking
    assert "tenggat" in desk.notices[0]


def test_somebody_else_decides_and_refusing_needs_words(desk: Desk) -> None:
    desk.parts.set_data(replace(DATA, pause=PAUSE))
    assert "Jeda diminta 30 mnt lalu · Cuaca" in desk.words()
    desk.parts.clock.button.setFocus()
    desk.press(KEY.Key_Return, KEY.Key_2)
    desk.prompt.accept()
    assert desk.commands == []
    desk.line().setText("sudah cerah")
    desk.prompt.accept()
    assert desk.commands == [DecidePause(incident_id=201, approved=False, reason="sudah cerah")]
    desk.parts.acts.pause()
    desk.press(KEY.Key_1)
    desk.prompt.accept()
    assert desk.commands[1:] == [DecidePause(incident_id=201, approved=True)]


def test_the_own_request_waits_for_somebody_else(desk: Desk) -> None:
    desk.parts.set_data(replace(DATA, pause=replace(PAUSE, own=True)))
    assert not desk.parts.clock.button.isVisible()
    desk.parts.acts.pause()
    assert not desk.prompt.asking
    assert "orang lain" in desk.notices[0]


def test_a_clock_that_stands_still_says_since_when_and_goes_on(desk: Desk) -> None:
    running = replace(PAUSE, running=True, approver="wati")
    desk.parts.set_data(replace(DATA, pause=running, clock=False))
    assert "Jam dijeda 30 mnt" in desk.words()
    assert "disetujui wati" in desk.words()
    desk.parts.acts.pause()
    desk.prompt.accept()
    assert desk.commands == [ResumeClock(incident_id=201)]


def test_what_a_clock_stood_still_before_stays_in_sight(desk: Desk) -> None:
    assert not desk.parts.clock.isVisible()
    desk.parts.set_data(replace(DATA, paused="2 j 10"))
    assert "Jam pernah dijeda 2 j 10" in desk.words()
    assert not desk.parts.clock.button.isVisible()


def test_where_proof_is_asked_for_it_is_said(desk: Desk) -> None:
    assert "Baru selesai dengan bukti" in desk.words()
    desk.parts.go_to_proof()
    assert desk.notices == ["Belum ada bukti untuk kejadian ini."]
    desk.parts.set_data(replace(DATA, asked=False))
    assert not desk.parts.proofs.isVisible()


def test_proof_is_decided_by_keyboard(desk: Desk) -> None:
    desk.parts.set_data(replace(DATA, proofs=(CARD,)))
    said = desk.words()
    assert "▲ Jarak ke tempat kejadian" in said
    assert "▲ Foto 2: Hampir sama." in said
    desk.parts.go_to_proof()
    desk.press(KEY.Key_Return)
    desk.prompt.accept()
    assert desk.commands == [VerifyProof(incident_id=201, proof_id=9, accepted=True)]
    desk.parts.go_to_proof()
    desk.press(KEY.Key_Tab, KEY.Key_Space)
    desk.prompt.accept()
    assert len(desk.commands) == 1  # rejecting needs words
    desk.line().setText("fotonya tempat lain")
    desk.prompt.accept()
    rejected = VerifyProof(incident_id=201, proof_id=9, accepted=False, verdict="fotonya tempat lain")
    assert desk.commands[1:] == [rejected]


def test_who_may_not_decide_sees_no_buttons(desk: Desk) -> None:
    desk.parts.set_permitted(EVERYTHING - {"proof.verify"})
    desk.parts.set_data(replace(DATA, proofs=(CARD,)))
    desk.parts.go_to_proof()
    assert isinstance(QApplication.focusWidget(), PhotoThumb)
    desk.parts.acts.verify(9, True)
    assert desk.notices == ["Peran Anda tidak boleh melakukan ini."]


def test_the_reused_photograph_stands_beside_the_new_one(desk: Desk) -> None:
    desk.parts.set_data(replace(DATA, proofs=(replace(CARD, verifiable=False),)))
    desk.parts.go_to_proof()
    desk.press(KEY.Key_Return)
    compare = desk.parts.compare
    assert compare.isVisible()
    assert "Bukti kejadian KB-5" not in desk.words()  # the first photograph is nobody's copy
    QTest.keyClick(compare, KEY.Key_Right)
    assert "Bukti kejadian KB-5: Lampu" in desk.words()
    picture = compare.grab().toImage()
    # the earlier one is red, the new one green
    assert picture.pixelColor(picture.width() * 3 // 4, picture.height() // 2).red() > 150
    assert picture.pixelColor(picture.width() // 4, picture.height() // 2).green() > 120
    QTest.keyClick(compare, KEY.Key_Escape)
    assert not compare.isVisible()
    assert isinstance(QApplication.focusWidget(), PhotoThumb)


def test_a_photograph_that_cannot_be_had_is_no_hole(desk: Desk) -> None:
    desk.album.missing = {"a" * 64}
    desk.parts.set_data(replace(DATA, proofs=(CARD,)))
    thumb = desk.findChildren(PhotoThumb)[0]
    assert not thumb.grab().isNull()
    assert ("a", "thumbnail") in desk.album.asked


def test_what_the_checks_cannot_find_is_one_press_away(desk: Desk) -> None:
    desk.parts.set_data(replace(DATA, proofs=(CARD,)))
    assert "rekayasa" not in desk.words()
    button = next(
        b
        for b in desk.parts.proofs.findChildren(QWidget)
        if getattr(b, "text", str)() == "Apa yang dapat dan tidak dapat ditemukan"
    )
    button.click()  # type: ignore[attr-defined]  # found by its text
    assert "Tidak dapat ditemukan: rekayasa." in desk.words()


def test_the_keyboard_stays_with_the_proof_when_it_changes(desk: Desk) -> None:
    desk.parts.set_data(replace(DATA, proofs=(CARD,)))
    desk.parts.go_to_proof()
    desk.parts.set_data(replace(DATA, proofs=(replace(CARD, note="sudah"),)))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert desk.parts.proofs.isAncestorOf(focus)


def test_a_refused_closing_lists_what_is_missing_until_something_changes(desk: Desk) -> None:
    desk.parts.show_refusal("Belum dapat diselesaikan.\nBukti belum ada.\nJam masih dijeda.")
    said = desk.words()
    assert "□  Bukti belum ada." in said
    assert "□  Jam masih dijeda." in said
    desk.parts.set_data(replace(DATA, proofs=(CARD,)))
    assert "Bukti belum ada." not in desk.words()


def test_a_promise_needs_words_and_a_time(desk: Desk) -> None:
    desk.parts.acts.promise()
    desk.press(KEY.Key_2)
    desk.line(0).setText("dikabari besok pagi")
    desk.prompt.accept()
    assert desk.commands == []
    desk.line(1).setText("120")
    desk.prompt.accept()
    due = NOW + 120 * MINUTE
    assert desk.commands == [MakePromise(incident_id=201, text="dikabari besok pagi", due_at=due)]


def test_the_reporter_is_told_and_a_promise_settled(desk: Desk) -> None:
    later = PromiseLine(5, "rambu dipasang", NOW + 90 * MINUTE, "sri")
    desk.parts.set_data(replace(DATA, promises=(later, PROMISE)))
    said = desk.words()
    assert said.index("ditelepon petang ini") < said.index("rambu dipasang")
    assert "terlewat 5 mnt" in said
    assert "1 j 30 lagi" in said
    desk.parts.acts.promise()
    assert "Janji: “ditelepon petang ini”" in desk.words()
    desk.line(0).setText("Petugas di lokasi.")
    desk.prompt.accept()
    desk.parts.acts.promise()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as between two keys of a person
    desk.press(KEY.Key_4)
    desk.line(0).setText("nomor tidak aktif")
    desk.prompt.accept()
    assert desk.commands == [
        TellReporter(incident_id=201, text="Petugas di lokasi."),
        SettlePromise(incident_id=201, promise_id=4, kept=False, note="nomor tidak aktif"),
    ]


def test_the_figures_show_the_worst_first_and_say_what_they_count(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    overlay = FiguresOverlay(Theme.load("light"), WORDS, window)
    asked: list[int] = []
    overlay.panel.days_requested.connect(asked.append)
    window.resize(1200, 800)
    window.show()
    overlay.open()
    worst = FigureLine("BPBD", 3, 1, 2, 0.2, 0.25)
    total = FigureLine("", 10, 8, 2, 8 / 12, 0.1)
    overlay.panel.set_data(
        FiguresData(NOW - 30 * 86_400_000, NOW, total, (worst,), (FigureLine("Banjir", 1, 1, 0, 1.0),), 2)
    )

    def words() -> list[str]:
        QApplication.processEvents()
        return [label.text() for label in overlay.findChildren(QLabel) if label.isVisible()]

    assert {"67 %", "BPBD", "20 %", "25 %"} <= set(words())
    assert any("10 ditutup, 8 tepat waktu, 2 terbuka lewat tenggat · jeda 10 %" in line for line in words())
    assert any("2 ditutup tanpa tenggat" in line for line in words())
    assert any("÷ (ditutup + terbuka yang lewat tenggat)" in line for line in words())
    QTest.keyClick(overlay.panel, KEY.Key_Escape)
    assert not overlay.isVisible()


def test_older_figures_stay_when_no_newer_ones_come(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    overlay = FiguresOverlay(Theme.load("dark"), WORDS, window)
    window.resize(1200, 800)
    window.show()
    overlay.open()
    overlay.panel.set_data(FiguresData(NOW - 1, NOW, FigureLine("", 1, 1, 0, 1.0)))
    overlay.panel.set_trouble("Server tidak menjawab.")
    QApplication.processEvents()
    words = [label.text() for label in overlay.findChildren(QLabel) if label.isVisible()]
    assert "100 %" in words
    assert "Server tidak menjawab." in words
