"""One shift hands over to the next at two windows, by keyboard: two signatures, one owner at any time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.second_factor import keeper
from services.contract.events import Body
from services.contract.shifts import HandoverAccepted, HandoverSigned, HandoverState, Side, WatchTaken
from services.feed.link import Endpoint
from services.store import second_factor
from tests.harness import BackendProcess, CuttableProxy, VirtualDisplay
from tests.harness.waiting import wait_until
from tests.scenarios.city import log_of
from tests.scenarios.handover_seat import Seat, WindowProcess
from tests.scenarios.shift_room import shift_room, worsen
from tests.scenarios.storm_room import PASSWORD, add_user, signed_in

pytestmark = [pytest.mark.scenario, pytest.mark.gui]
Key = Qt.Key


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[BackendProcess]:
    """A server with two supervisors and one critical incident among three."""
    with shift_room(tmp_path, ("sri", "budi"), 3, lambda actor: worsen(actor, 1)) as server:
        yield server


def owners(backend: BackendProcess) -> list[str]:
    """Who got responsibility, in the order of the log: each begins where the one before ends."""
    bodies: list[Body | None] = [body for _, body in log_of(backend)]
    return [body.watch.supervisor for body in bodies if isinstance(body, WatchTaken | HandoverAccepted)]


def is_with(seat: Seat, name: str) -> bool:
    """Whether somebody is responsible, as this console knows it."""
    return seat.watch is not None and seat.watch.supervisor == name


def hand_over_until_signed_by_receiver(sri: Seat, budi: Seat) -> None:
    """Opened, asked, answered, restated, and signed by the one who takes over."""
    sri.connected().press(Key.Key_A)
    sri.until(lambda: sri.watch is not None and sri.watch.supervisor == "sri", "sri is responsible")
    sri.press(Key.Key_B)
    budi.connected().until(lambda: budi.book.open_handover is not None, "budi sees it")
    for seat in (sri, budi):
        seat.until(partial(getattr, seat.desk.adapter, "proven"), "the picture is proven by its hash")
    assert sri.handover.unstable == ("incident:1",)

    budi.press(Key.Key_S)
    assert not budi.window.prompt.asking, "nothing can be signed before it was restated"
    budi.press(Key.Key_T)
    budi.say("Sudah ada yang berangkat?")
    sri.until(lambda: sri.handover.questions, "sri sees the question")
    sri.press(Key.Key_J)
    sri.say("Belum, DLH dihubungi 21.40")
    budi.until(lambda: all(question.answered_at for question in budi.handover.questions), "answered")
    budi.press(Key.Key_U)
    budi.say("pohon tumbang menutup jalan")
    budi.until(lambda: "incident:1" in budi.handover.restated, "restated")
    assert budi.watch is not None
    assert budi.watch.supervisor == "sri"

    budi.press(Key.Key_S)
    budi.agree()
    sri.until(lambda: [each.side for each in sri.handover.signatures] == [Side.INCOMING], "budi signed")
    assert sri.watch is not None
    assert sri.watch.supervisor == "sri", "one signature passes nothing on"


def test_both_supervisors_sign_and_at_any_time_one_is_responsible(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    sri_token, budi_token = signed_in(backend, "sri"), signed_in(backend, "budi")
    sri_folder = tmp_path / "sri"
    with (
        CuttableProxy(backend.address) as line,
        Seat(qtbot, tmp_path / "budi", lambda: Endpoint(backend.url, budi_token)) as budi,
    ):
        with Seat(qtbot, sri_folder, lambda: Endpoint(line.url, sri_token)) as sri:
            hand_over_until_signed_by_receiver(sri, budi)
            line.cut()
            sri.until(lambda: sri.session.situation.socket.code, "the cut is noticed")
            sri.press(Key.Key_S)
            sri.agree()
            sri.until(sri.session.commander.waiting, "the signature waits on the disk")
        assert owners(backend) == ["sri"]
        line.restore()
        with Seat(qtbot, sri_folder, lambda: Endpoint(line.url, sri_token)) as sri:
            sri.connected()
            for seat in (sri, budi):
                seat.until(partial(is_with, seat, "budi"), "passed on")
            sri.until(lambda: not sri.session.commander.waiting(), "nothing waits any more")
            assert sri.unsettled() == []
            assert sri.handover.state is HandoverState.ACCEPTED
            assert sri.book.left_at["sri"] == sri.handover.ended_at
    assert owners(backend) == ["sri", "budi"]
    signed = [body.signature for _, body in log_of(backend) if isinstance(body, HandoverSigned)]
    assert {(each.side, each.by) for each in signed} == {(Side.INCOMING, "budi"), (Side.OUTGOING, "sri")}
    assert len(signed) == 2
    assert len({each.digest for each in signed}) == 1


def test_the_second_supervisor_signs_on_the_screen_of_the_first(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    sri_token, budi_token = signed_in(backend, "sri"), signed_in(backend, "budi")
    with (
        Seat(qtbot, tmp_path / "budi", lambda: Endpoint(backend.url, budi_token)) as budi,
        Seat(qtbot, tmp_path / "sri", lambda: Endpoint(backend.url, sri_token)) as sri,
    ):
        hand_over_until_signed_by_receiver(sri, budi)
        second = budi.window.second
        budi.press(Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
        assert second.isVisible()
        assert second.name.text() == "sri"
        QTest.keyClicks(second.password, "bukan ini")
        QTest.keyClick(second.password, Key.Key_Return)
        assert second.password.text() == "", "a password is not kept on the screen"
        budi.until(lambda: "salah" in second._said.text(), "the wrong password is said")
        assert owners(backend) == ["sri"]
        QTest.keyClicks(second.password, PASSWORD)
        QTest.keyClick(second.password, Key.Key_Return)
        budi.until(lambda: budi.watch is not None and budi.watch.supervisor == "budi", "passed on")
        budi.until(second.isHidden, "the answer closes the question")
    assert owners(backend) == ["sri", "budi"]


def next_code(secret: bytes, used: int) -> str:
    """What the telephone shows now, or in a moment where that one was used up."""
    return second_factor.code_at(secret, max(int(time.time()) // second_factor.STEP_S, used + 1))


def test_the_second_supervisor_signs_there_with_password_and_code(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    sri_token, budi_token = signed_in(backend, "sri"), signed_in(backend, "budi")
    secret, now = second_factor.new_secret(), int(time.time()) // second_factor.STEP_S
    with (
        Seat(qtbot, tmp_path / "budi", lambda: Endpoint(backend.url, budi_token)) as budi,
        Seat(qtbot, tmp_path / "sri", lambda: Endpoint(backend.url, sri_token)) as sri,
    ):
        hand_over_until_signed_by_receiver(sri, budi)
        keeper(backend.data_dir, "", "sri")(secret, second_factor.code_at(secret, now))
        second = budi.window.second
        budi.press(Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
        body = {"user": "sri", "password": PASSWORD}
        budi.until(
            lambda: httpx.post(f"{backend.url}/api/login", json=body).status_code == 401, "it has heard"
        )
        QTest.keyClicks(second.password, PASSWORD)
        QTest.keyClick(second.password, Key.Key_Return)
        budi.until(second.code.isVisible, "a code is asked for")
        assert owners(backend) == ["sri"]
        QTest.keyClicks(second.code, next_code(secret, now))
        QTest.keyClick(second.code, Key.Key_Return)
        budi.until(lambda: budi.watch is not None and budi.watch.supervisor == "budi", "passed on")
        budi.until(second.isHidden, "the answer closes the question")
    assert owners(backend) == ["sri", "budi"]


def test_a_supervisor_with_a_second_factor_signs_with_its_code(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    secret, now = second_factor.new_secret(), int(time.time()) // second_factor.STEP_S
    keeper(backend.data_dir, "", "sri")(secret, second_factor.code_at(secret, now - 1))
    body = {"user": "sri", "password": PASSWORD}
    login = f"{backend.url}/api/login"
    wait_until(lambda: httpx.post(login, json=body).status_code == 401, "the server has heard of it")
    entered = httpx.post(login, json=body | {"code": second_factor.code_at(secret, now)})
    sri_token, budi_token = entered.json()["token"], signed_in(backend, "budi")
    with (
        Seat(qtbot, tmp_path / "budi", lambda: Endpoint(backend.url, budi_token)) as budi,
        Seat(qtbot, tmp_path / "sri", lambda: Endpoint(backend.url, sri_token)) as sri,
    ):
        hand_over_until_signed_by_receiver(sri, budi)
        second = sri.window.second
        sri.press(Key.Key_S)
        assert second.isVisible()
        assert second.password.isHidden()
        QTest.keyClicks(second.code, "tebak")
        QTest.keyClick(second.code, Key.Key_Return)
        sri.until(lambda: "salah" in second._said.text(), "the wrong code is said")
        assert owners(backend) == ["sri"]
        QTest.keyClicks(second.code, next_code(secret, now))
        QTest.keyClick(second.code, Key.Key_Return)
        sri.until(lambda: sri.watch is not None and sri.watch.supervisor == "budi", "passed on")
        sri.until(second.isHidden, "the answer closes the question")
    assert owners(backend) == ["sri", "budi"]


def test_a_console_killed_between_the_signatures_goes_on_at_the_real_keyboard(
    qtbot: QtBot, tmp_path: Path, qapp: object
) -> None:
    server = BackendProcess(tmp_path / "server")
    add_user(server, "budi", "supervisor")
    with server, VirtualDisplay((1366, 768)) as screen:
        token = signed_in(server, "budi")
        with Seat(qtbot, tmp_path / "budi", lambda: Endpoint(server.url, token)) as budi:
            budi.connected()
            outgoing = WindowProcess(screen, server.data_dir)
            try:
                taking = partial(outgoing.press, "a")
                budi.while_pressing(taking, lambda: budi.watch is not None, "somebody is responsible")
                outgoing.press("b")
                budi.until(lambda: budi.book.open_handover is not None and budi.desk.adapter.proven, "opened")
                budi.press(Key.Key_S)
                budi.agree()
                budi.until(lambda: budi.handover.signatures, "budi signed")
            finally:
                outgoing.kill()
            assert budi.watch is not None
            assert budi.watch.supervisor == "lokal"
            outgoing = WindowProcess(screen, server.data_dir)
            try:
                signing = partial(outgoing.press, "s", "Return")
                budi.while_pressing(signing, lambda: is_with(budi, "budi"), "signed after the kill")
            finally:
                outgoing.kill()
    assert owners(server) == ["lokal", "budi"]
    signed = [body.signature.by for _, body in log_of(server) if isinstance(body, HandoverSigned)]
    assert signed == ["budi", "lokal"]
