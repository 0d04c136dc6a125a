"""Deciding on the leader window: proof with thumbnails that are asked for within the budget, pauses."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from console.asking import Asker
from console.leader_closing import LeaderClosing
from console.sparing_pictures import HEADERS, LEAST, SparingPictures
from console.windows.leader import LeaderWindow
from services.contract.closing import DecidePause, PauseAsked, PauseDecided, ProofVerified, VerifyProof
from services.contract.commands import Command
from services.contract.events import Body
from services.contract.records import Role
from services.feed.link import Endpoint
from services.projection.apply import Changes
from tests.backend.pictures import jpeg, scene
from tests.console.making import NAMES, Room
from tests.console.test_closing import PAUSE, PHOTO, SEEN, happened, proof
from widgets.closing.thumb import PhotoThumb
from widgets.leader.model import Budget
from widgets.theme import Theme

KEY = Qt.Key
ALLOWED = 20 * 1024
DOUBTFUL = proof(findings=(SEEN,))


class Door(BaseHTTPRequestHandler):
    """Answers with a thumbnail, and remembers for what."""

    asked: list[str]
    data: bytes

    def do_GET(self) -> None:
        self.asked.append(self.path.removeprefix("/api/photos/")[:1] + self.path[-9:])
        self.send_response(200)
        self.send_header("content-length", str(len(self.data)))
        self.end_headers()
        self.wfile.write(self.data)

    def log_message(self, *_: object) -> None:
        pass


class Desk:
    """A leader's window over a board, with a line whose cost the test sets."""

    def __init__(self, qtbot: QtBot, folder: Path, port: int) -> None:
        self.room = Room(Role.LEADER)
        self.room.connect(Role.LEADER)
        happened(self.room)
        self.used, self.paid = 0, [0]
        self.given: list[Command] = []
        asker = Asker(lambda: Endpoint(f"http://127.0.0.1:{port}", "rahasia"))
        self.asker, beside = asker, asker.beside()
        self.deliver = beside.deliver
        self.pictures = SparingPictures(
            beside, folder, lambda: Budget(True, self.used, ALLOWED), self.paid.append
        )
        theme = Theme.load("dark")
        self.window = LeaderWindow(theme, NAMES.words)
        qtbot.addWidget(self.window)
        self.closing = LeaderClosing(
            self.window, self.room.situation, NAMES, theme, self.pictures, self.given.append
        )
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def happen(self, *bodies: Body, actor: str = "budi") -> None:
        happened(self.room, *bodies, actor=actor)
        self.closing.changed(Changes(casework=True))
        self.closing._show()
        self.closing.ticked(3000)

    @property
    def words(self) -> str:
        return " ".join(label.text() for label in self.window.findChildren(QLabel) if label.isVisible())

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def thumb(self) -> PhotoThumb:
        return next(t for t in self.closing.proofs.findChildren(PhotoThumb) if t.isVisible())

    def here(self, sha256: str) -> bool:
        self.deliver()
        return self.pictures.picture(sha256, "thumbnail") is not None


@pytest.fixture
def door() -> Iterator[ThreadingHTTPServer]:
    Door.asked, Door.data = [], jpeg(scene(1, (320, 240)), quality=60)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, door: ThreadingHTTPServer) -> Iterator[Desk]:
    desk = Desk(qtbot, tmp_path / "photos", door.server_port)
    yield desk
    desk.asker.stop()


def test_what_waits_is_counted_and_opened_by_a_key(desk: Desk, qtbot: QtBot) -> None:
    desk.press(KEY.Key_V)
    assert not desk.closing.page.isVisible()
    desk.happen(DOUBTFUL, PauseAsked(incident_id=2, pause=PAUSE))
    assert desk.window.decide.isVisible()
    assert desk.window.decide.text().startswith("2 ")
    desk.press(KEY.Key_V)
    assert desk.closing.page.isVisible()
    qtbot.waitUntil(lambda: "menunggu pemeriksaan pihak luar" in desk.words)
    desk.happen(ProofVerified(incident_id=1, proof_id=1, accepted=True), actor="wati")
    assert desk.window.decide.text().startswith("1 ")
    desk.happen(PauseDecided(incident_id=2, approved=True), actor="wati")
    assert not desk.window.decide.isVisible()


def test_a_proof_is_accepted_by_keys_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.happen(DOUBTFUL)
    desk.press(KEY.Key_V)
    qtbot.waitUntil(desk.thumb().isVisible)
    desk.closing.proofs.focus_first()
    desk.press(KEY.Key_Return)
    assert desk.closing.prompt.asking
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "kepala dinas saya telepon")
    desk.press(KEY.Key_Return)
    assert desk.given == [
        VerifyProof(incident_id=1, proof_id=1, accepted=True, verdict="kepala dinas saya telepon")
    ]


def test_escape_lets_the_question_go_before_the_page(desk: Desk) -> None:
    desk.happen(DOUBTFUL)
    desk.press(KEY.Key_V)
    desk.closing.acts.verify(1, True)
    desk.press(KEY.Key_Escape)
    assert not desk.closing.prompt.asking
    assert desk.closing.page.isVisible()
    desk.press(KEY.Key_Escape)
    assert not desk.closing.page.isVisible()


def test_a_pause_is_decided(desk: Desk) -> None:
    desk.happen(PauseAsked(incident_id=2, pause=PAUSE))
    desk.press(KEY.Key_V)
    assert QApplication.focusWidget() is desk.closing.clock.button
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_1)
    desk.closing.prompt.accept()
    assert desk.given == [DecidePause(incident_id=2, approved=True)]


def test_the_own_request_is_for_others_to_decide(desk: Desk) -> None:
    desk.happen(proof(findings=(SEEN,), by="siti"))
    assert not desk.window.decide.isVisible()


def test_nothing_is_fetched_for_looking_and_a_thumbnail_for_pressing(desk: Desk, qtbot: QtBot) -> None:
    desk.happen(DOUBTFUL)
    desk.press(KEY.Key_V)
    qtbot.waitUntil(desk.thumb().isVisible)
    desk.window.grab()
    assert Door.asked == []
    assert desk.pictures.instead(PHOTO.sha256) == "Enter: ambil foto"
    desk.thumb().click()
    qtbot.waitUntil(lambda: desk.here("a" * 64))
    desk.closing.ticked(3000)
    qtbot.waitUntil(lambda: desk.here("b" * 64))  # and what it may be a copy of
    assert Door.asked == ["athumbnail", "bthumbnail"]
    assert sum(desk.paid) == 2 * (len(Door.data) + HEADERS)
    desk.thumb().click()
    assert desk.closing._compare.isVisible()
    desk.press(KEY.Key_Escape)
    assert not desk.closing._compare.isVisible()
    assert desk.closing.page.isVisible()
    assert len(Door.asked) == 2


def test_a_busy_minute_is_waited_for(desk: Desk, qtbot: QtBot) -> None:
    desk.used = ALLOWED - LEAST
    assert not desk.pictures.want("a" * 64)
    assert desk.pictures.instead("a" * 64) == "menunggu jatah menit ini"
    assert Door.asked == []
    desk.used = 0
    desk.pictures.look()
    qtbot.waitUntil(lambda: desk.here("a" * 64))


def test_one_that_is_too_large_for_what_is_left_is_not_read(desk: Desk, qtbot: QtBot) -> None:
    Door.data = bytes(12 * 1024)
    desk.used = ALLOWED // 2
    desk.pictures.want("a" * 64)

    def refused() -> bool:
        desk.deliver()
        return desk.pictures.instead("a" * 64) == "menunggu jatah menit ini"

    qtbot.waitUntil(refused)
    assert sum(desk.paid) == HEADERS
    desk.used = 0
    Door.data = jpeg(scene(2, (320, 240)))
    desk.pictures.look()
    qtbot.waitUntil(lambda: desk.here("a" * 64))


def test_one_that_never_fits_is_said(desk: Desk, qtbot: QtBot) -> None:
    Door.data = bytes(2 * ALLOWED)
    desk.pictures.want("a" * 64)

    def given_up() -> bool:
        desk.deliver()
        desk.pictures.look()
        return bool(desk.pictures.why("a" * 64, "thumbnail"))

    qtbot.waitUntil(given_up)
    assert len(Door.asked) == 2
