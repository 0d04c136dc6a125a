"""A proof filed at the desk: with a line by real keys, without one by way of this machine's disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.asking import Asker
from console.desk_proof import DeskProof
from console.windows.dispatch import DispatchWindow
from services.contract.closing import ProofFiled
from services.contract.commands import AssignAgencies
from services.feed.link import Endpoint, LinkState
from tests.backend.pictures import jpeg, scene
from tests.console.making import NAMES
from tests.harness import BackendProcess, CuttableProxy, VirtualDisplay, wait_until
from tests.scenarios.actor import Actor
from tests.scenarios.city import log_of, report, straight_to, through
from tests.scenarios.keyboard import Keyboard
from widgets.theme import Theme
from widgets.tickets import TicketState

pytestmark = [pytest.mark.scenario, pytest.mark.gui]
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "tunggul.jpg"
    file.write_bytes(jpeg(scene(3), camera="Uji Kamera-1"))
    return file


def filed(backend: BackendProcess) -> list[ProofFiled]:
    return [body for _, body in log_of(backend) if isinstance(body, ProofFiled)]


def an_assigned_incident(actor: Actor) -> None:
    actor.submit(report(1))
    actor.until(lambda: actor.board.count == 1, "the incident is there")
    actor.submit(AssignAgencies(incident_id=1, agencies=("dlh",)))
    actor.until(lambda: 1 in actor.board.casework.orders, "it is assigned")


class Desk:
    """The dispatch window's proof over a whole console without the rest of the window."""

    def __init__(self, actor: Actor, asker: Asker, qtbot: QtBot) -> None:
        self.actor = actor
        self.window = DispatchWindow(Theme.load("dark"), NAMES.words)
        qtbot.addWidget(self.window)
        self.proof = DeskProof(self.window, actor.session, NAMES, asker)
        actor.session.bridge.add(self.proof.outbox)
        self.window.resize(1366, 768)
        self.window.show()

    def waiting(self) -> int:
        return len(list((self.actor.session.memory.folder / "bukti").glob("*")))


@contextmanager
def desk_at(folder: Path, qtbot: QtBot, endpoint: Endpoint, *, alone: bool = False) -> Iterator[Desk]:
    asker = Asker(lambda: endpoint)
    try:
        actor = Actor(folder, lambda: endpoint, alone=alone)
        desk = Desk(actor, asker, qtbot)
        with actor:
            yield desk
    finally:
        asker.stop()


def test_a_proof_filed_without_a_line_waits_on_disk_and_goes_out_after_a_restart(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess, photo: Path
) -> None:
    with CuttableProxy(backend.address) as proxy:
        there = through(proxy, backend)
        with desk_at(tmp_path, qtbot, there) as desk:
            actor, form = desk.actor, desk.proof.form
            an_assigned_incident(actor)
            proxy.cut()
            actor.until(lambda: actor.link is not LinkState.LIVE, "the cut is noticed", within=30)
            desk.window.incident_selected.emit(1)
            desk.proof.begin()
            QTest.keyClicks(form.path, str(photo))
            QTest.keyClick(form.path, KEY.Key_Return)
            actor.until(lambda: form._taken, "the photograph was read")
            QTest.keyClicks(form.note, "tunggul sudah diangkat")
            QTest.keyClick(form.note, KEY.Key_Return, CTRL)
            actor.until(lambda: not form.isVisibleTo(desk.window), "it is on disk")
            tickets = actor.session.commander.tickets
            actor.until(lambda: tickets()[-1].state is TicketState.QUEUED, "the command waits too")
            assert desk.waiting() == 1
        proxy.restore()
        with desk_at(tmp_path, qtbot, there) as desk:
            wait = desk.actor.until
            wait(lambda: filed(backend), "it was filed", within=40)
            wait(lambda: desk.waiting() == 0, "nothing waits any more")
            wait(lambda: desk.actor.board.casework.proofs.get(1), "and it came back")
    (proof,) = (body.proof for body in filed(backend))
    assert (proof.order_id, proof.note, proof.by) == (1, "tunggul sudah diangkat", "lokal")
    assert proof.photos[0].camera == "Uji Kamera-1"


def test_a_picture_copied_elsewhere_is_filed_as_proof(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess, photo: Path
) -> None:
    with desk_at(tmp_path, qtbot, straight_to(backend)) as desk:
        actor, form = desk.actor, desk.proof.form
        an_assigned_incident(actor)
        desk.window.incident_selected.emit(1)
        desk.proof.begin()
        QApplication.clipboard().setImage(QImage(str(photo)))
        QTest.keyClick(form.path, KEY.Key_V, CTRL)
        actor.until(lambda: form._taken, "the picture was read")
        QTest.keyClick(form.path, KEY.Key_Return, CTRL)
        actor.until(lambda: filed(backend), "it was filed")
    assert len(filed(backend)[0].proof.photos) == 1


def test_a_photograph_the_server_never_takes_is_refused_in_words_and_kept(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    smuggler = tmp_path / "ganda.jpg"
    smuggler.write_bytes(jpeg(scene(4)) + b"<?php echo 1;")
    with desk_at(tmp_path, qtbot, straight_to(backend)) as desk:
        actor, form = desk.actor, desk.proof.form
        an_assigned_incident(actor)
        said: list[str] = []
        desk.proof.outbox.refused.connect(said.append)
        desk.window.incident_selected.emit(1)
        desk.proof.begin()
        QTest.keyClicks(form.path, str(smuggler))
        QTest.keyClick(form.path, KEY.Key_Return)
        actor.until(lambda: form._taken, "it looks like a photograph from here")
        QTest.keyClick(form.path, KEY.Key_Return, CTRL)
        tickets = actor.session.commander.tickets
        actor.until(lambda: tickets()[-1].state is TicketState.REJECTED, "the proof is refused")
        assert "tersembunyi berkas lain" in said[0]
        assert "Foto belum sampai" in tickets()[-1].why
        kept = list((actor.session.memory.folder / "bukti").iterdir())
        assert [file.suffix for file in kept] == [".ditolak"]
    assert not filed(backend)


def test_a_proof_is_filed_with_real_keys_on_the_real_window(
    qapp: object, tmp_path: Path, backend: BackendProcess, photo: Path
) -> None:
    with (
        VirtualDisplay((1366, 768)) as screen,
        Actor(tmp_path / "other", lambda: straight_to(backend)) as actor,
    ):
        an_assigned_incident(actor)
        keyboard = Keyboard(screen, backend.data_dir)
        try:
            keyboard.focus()
            wait_until(lambda: "map_usable" in keyboard.said(), "everything is there")
            keyboard.press("q", "Down", "shift+v")
            keyboard.type(str(photo))
            keyboard.press("Return", "Return")
            keyboard.type("tunggul sudah diangkat")
            keyboard.press("ctrl+Return")
            actor.until(lambda: actor.board.casework.proofs.get(1), "the proof is in the log", within=30)
            assert keyboard.process.poll() is None
        finally:
            keyboard.close()
    (proof,) = (body.proof for body in filed(backend))
    assert (proof.order_id, proof.note, len(proof.photos)) == (1, "tunggul sudah diangkat", 1)
