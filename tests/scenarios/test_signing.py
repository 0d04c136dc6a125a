"""Somebody signs in to a real server by typing, is refused, is let in, and is locked out again."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.first_data import FirstData
from console.keeping import Keeping
from console.remote import RemoteBackend
from console.roles import SCREEN_ROLES
from console.second_factor import keeper
from console.signing import Signing
from services.feed.link import LinkState
from services.store import second_factor
from tests.harness import BackendProcess
from tests.harness.backend import patria
from tests.harness.waiting import wait_until
from tests.scenarios.actor import Actor
from widgets.theme import Theme

pytestmark = pytest.mark.scenario
PASSWORD = "kopi tubruk di alun-alun 88"


def user(backend: BackendProcess, *words: str, password: str = "") -> None:
    where = ["--data-dir", str(backend.data_dir)]
    subprocess.run(patria("user", *words, *where), input=password, text=True, check=True, capture_output=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[BackendProcess]:
    """A server with one supervisor and one wall."""
    backend = BackendProcess(tmp_path / "server", embedded=False)
    for name, role in (("budi", "supervisor"), ("dinding", "wall")):
        user(backend, "add", name, "--role", role, "--password-stdin", password=PASSWORD + "\n")
    with backend:
        yield backend


class Room:
    """A console of one role with a plain window."""

    def __init__(self, qtbot: QtBot, folder: Path, server: BackendProcess, role: str = "dispatch") -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1200, 700)
        self.field = QLineEdit(self.window)
        self.window.show()
        self.field.setFocus()
        self.remote = RemoteBackend(server.url, folder)
        self.actor = Actor(folder, self.remote.endpoint, role, alone=True)
        self.keeping = Keeping(folder)
        self.signing = Signing(
            self.actor.session, self.remote, SCREEN_ROLES[role], self.window, Theme.load("dark"), self.keeping
        )

    def type(self, name: str, password: str) -> None:
        page = self.signing.page
        assert page is not None
        page.user.clear()
        QTest.keyClicks(page.user, name)
        QTest.keyClicks(page.password, password)
        QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)

    def shown(self) -> bool:
        return self.signing.page is not None

    def says(self, words: str) -> bool:
        return self.signing.page is not None and words in self.signing.page.problem.text()


def test_who_signs_in_is_refused_then_let_in_and_remembered(
    qtbot: QtBot, tmp_path: Path, server: BackendProcess
) -> None:
    room = Room(qtbot, tmp_path / "desk", server)
    with room.actor as actor:
        actor.until(room.shown, "the page is there")
        assert room.signing.page is not None
        assert room.signing.page.server.text() == server.url
        assert room.signing.page.server.isReadOnly()
        assert not room.signing.page.offline.isVisible()
        room.type("budi", "salah sekali")
        actor.until(lambda: room.says("salah"), "the refusal is told")
        room.type("budi", PASSWORD)
        actor.until(lambda: actor.link is LinkState.LIVE, "the link is live")
        actor.until(lambda: not room.shown(), "the page is gone")
        assert room.remote.token()
        assert room.keeping.what.server_user == {server.url: "budi"}
    room.signing.stop()
    again = Room(qtbot, tmp_path / "desk", server)
    with again.actor as actor:
        actor.connected()
        assert not again.shown()
    again.signing.stop()


def test_a_second_factor_is_asked_for_when_it_is_set(
    qtbot: QtBot, tmp_path: Path, server: BackendProcess
) -> None:
    secret, now = second_factor.new_secret(), int(time.time()) // second_factor.STEP_S
    keeper(server.data_dir, "", "budi")(secret, second_factor.code_at(secret, now))
    body = {"user": "budi", "password": PASSWORD}
    login = f"{server.url}/api/login"
    wait_until(lambda: httpx.post(login, json=body).status_code == 401, "the server has heard of it")
    room = Room(qtbot, tmp_path / "desk", server)
    with room.actor as actor:
        actor.until(room.shown, "the page is there")
        page = room.signing.page
        assert page is not None
        room.type("budi", PASSWORD)
        actor.until(lambda: room.says("Kode diperlukan"), "the server wants a code")
        assert room.window.focusWidget() is page.code
        QTest.keyClicks(page.code, "tebak")
        QTest.keyClick(page.code, Qt.Key.Key_Return)
        actor.until(lambda: room.says("salah"), "the refusal is told")
        QTest.keyClicks(page.password, PASSWORD)
        QTest.keyClicks(page.code, second_factor.code_at(secret, now + 1))
        QTest.keyClick(page.code, Qt.Key.Key_Return)
        actor.until(lambda: actor.link is LinkState.LIVE, "the link is live")
    room.signing.stop()


def test_a_session_ended_by_the_server_asks_again_and_offers_the_last_picture(
    qtbot: QtBot, tmp_path: Path, server: BackendProcess
) -> None:
    room = Room(qtbot, tmp_path / "desk", server)
    with room.actor as actor:
        actor.until(room.shown, "the page is there")
        room.type("budi", PASSWORD)
        actor.connected()
        user(server, "lock", "budi")
        actor.until(room.shown, "the page is back")
        assert room.signing.page is not None
        assert room.signing.page.problem.text()
        QTest.mouseClick(room.signing.page.offline, Qt.MouseButton.LeftButton)
        assert not room.shown()
    room.signing.stop()


def test_a_wall_with_a_picture_is_never_covered(qtbot: QtBot, tmp_path: Path, server: BackendProcess) -> None:
    room = Room(qtbot, tmp_path / "wall", server, "wall")
    with room.actor as actor:
        actor.until(room.shown, "without a picture it asks")
        room.type("dinding", PASSWORD)
        actor.connected()
        actor.until(lambda: not room.shown(), "the page is gone")
        user(server, "lock", "dinding")
        actor.until(lambda: actor.link is LinkState.DISCONNECTED, "it is disconnected")
        assert not room.shown()
    room.signing.stop()


def test_a_first_start_without_an_answer_says_why_and_goes_by_itself(
    qtbot: QtBot, tmp_path: Path, server: BackendProcess
) -> None:
    server.stop()
    room = Room(qtbot, tmp_path / "desk", server)
    room.remote.keep_token("not asked for yet")
    first = FirstData(room.actor.session, room.window, Theme.load("dark"))
    with room.actor as actor:
        actor.until(lambda: first.page is not None, "the page is there")
        page = first.page
        assert page is not None
        assert page.geometry() == room.window.rect()
        assert any(label.text() for label in page.findChildren(QLabel))
        server.start()
        QTest.mouseClick(page.retry, Qt.MouseButton.LeftButton)
        actor.until(lambda: first.page is None, "the page is gone")
        actor.until(room.shown, "the server answers: who is there?")
    room.signing.stop()
