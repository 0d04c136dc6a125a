"""A handover held while the line is down: on disk through a kill, recorded once, conflicts shown."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.folders import server_folder
from console.remote import RemoteBackend
from services.contract.codec import decode_client
from services.contract.events import Body
from services.contract.messages import Do
from services.contract.shifts import (
    HandoverAccepted,
    HandoverOpened,
    HandoverSigned,
    HandoverState,
    Side,
    WatchTaken,
)
from services.feed.link import Endpoint, LinkState
from services.projection.snapshot import encode_snapshot
from services.store import second_factor
from tests.harness import BackendProcess, CuttableProxy, VirtualDisplay
from tests.scenarios.actor import Actor
from tests.scenarios.city import log_of
from tests.scenarios.handover_seat import Seat, WindowProcess
from tests.scenarios.shift_room import shift_room, worsen
from tests.scenarios.storm_room import PASSWORD, signed_in, told
from widgets.tickets import TicketState

pytestmark = [pytest.mark.scenario, pytest.mark.gui]
Key = Qt.Key
Offered = Callable[[], Endpoint]
REPLICA = "replica.sqlite3"


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[BackendProcess]:
    """A server with three supervisors and one critical incident among three."""
    with shift_room(tmp_path, ("sri", "budi", "ani"), 3, lambda actor: worsen(actor, 1)) as server:
        yield server


def bodies(backend: BackendProcess) -> list[Body | None]:
    return [body for _, body in log_of(backend)]


def owners(backend: BackendProcess) -> list[str]:
    """Who got responsibility, in the order of the log: each begins where the one before ends."""
    found = bodies(backend)
    return [body.watch.supervisor for body in found if isinstance(body, WatchTaken | HandoverAccepted)]


def is_with(seat: Seat, name: str) -> bool:
    return seat.watch is not None and seat.watch.supervisor == name


def responsible(sri: Seat) -> None:
    sri.connected().press(Key.Key_A)
    sri.until(partial(is_with, sri, "sri"), "sri is responsible")


def cut(line: CuttableProxy, sri: Seat) -> None:
    line.cut()
    sri.until(lambda: sri.session.situation.link is LinkState.DISCONNECTED, "the cut is noticed")


def frozen_and_restated(sri: Seat) -> None:
    """sri opens on her screen, budi restates there."""
    sri.press(Key.Key_B)
    sri.until(lambda: sri.going_on is not None, "frozen on the screen")
    assert sri.desk.adapter.proven
    assert "belum tercatat" in sri.window.top._source.text()
    restated(sri)


def restated(sri: Seat) -> None:
    sri.press(Key.Key_U)
    sri.say("budi")
    sri.say("pohon tumbang menutup jalan")
    sri.until(lambda: sri.going_on is not None and "incident:1" in sri.going_on.restated, "restated")


def signed_by_her(sri: Seat) -> None:
    sri.press(Key.Key_S)
    sri.agree()
    sri.until(lambda: sides(sri) >= {Side.OUTGOING}, "sri signed on her screen")


def signed_by_him(sri: Seat) -> None:
    """The second signature: name proposed, password twice."""
    sri.press(Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    second = sri.window.second
    assert second.isVisible(), sri.window.toasts.sentences()
    assert second.name.text() == "budi"
    for field in (second.password, second.again):
        QTest.keyClicks(field, PASSWORD)
        QTest.keyClick(field, Key.Key_Return)
    sri.until(lambda: sides(sri) == {Side.OUTGOING, Side.INCOMING}, "both signed on this screen")


def sides(seat: Seat) -> set[Side]:
    found = seat.going_on
    return {each.side for each in found.signatures} if found is not None else set()


def settled(seat: Seat) -> bool:
    return not seat.session.commander.waiting()


def waits_for_the_line(sri: Seat) -> None:
    assert is_with(sri, "sri"), "nothing is pretended"
    said = sri.desk.adapter.missing()
    assert any("menunggu jalur; tanggung jawab masih pada sri" in sentence for sentence in said), said


def accepted_once(backend: BackendProcess, *seats: Seat) -> None:
    """One handover, both signatures on one document, budi responsible, every board the same."""
    for seat in seats:
        seat.until(partial(is_with, seat, "budi"), "passed on")
        seat.until(partial(settled, seat), "nothing waits any more")
        assert seat.unsettled() == []
        assert seat.handover.state is HandoverState.ACCEPTED
    pictures = [seat.session.situation.board for seat in seats]
    seats[0].until(lambda: len({board.seq for board in pictures}) == 1, "as far as each other")
    assert len({encode_snapshot(board, 1) for board in pictures}) == 1
    assert owners(backend) == ["sri", "budi"]
    opened = seats[0].book.handovers.values()
    *replaced, found = [each for each in opened if each.state is not HandoverState.VOID]
    assert not replaced
    assert not any(each.signatures or each.restated for each in opened if each is not found)
    signed = [body.signature for body in bodies(backend) if isinstance(body, HandoverSigned)]
    assert {(each.side, each.by) for each in signed} == {(Side.OUTGOING, "sri"), (Side.INCOMING, "budi")}
    assert len(signed) == 2
    assert {each.digest for each in signed} == {found.digest}
    assert all(0 < each.signed_at < each.at for each in signed)


def test_a_handover_cut_off_in_the_middle_is_recorded_when_the_line_is_back(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    sri_token, budi_token = signed_in(backend, "sri"), signed_in(backend, "budi")
    with (
        CuttableProxy(backend.address) as line,
        Seat(qtbot, tmp_path / "budi", lambda: Endpoint(backend.url, budi_token)) as budi,
        Seat(qtbot, tmp_path / "sri", lambda: Endpoint(line.url, sri_token)) as sri,
    ):
        responsible(sri)
        cut(line, sri)
        frozen_and_restated(sri)
        signed_by_her(sri)
        signed_by_him(sri)
        waits_for_the_line(sri)
        with Actor(tmp_path / "filing", lambda: Endpoint(backend.url, sri_token)) as actor:
            actor.until(lambda: actor.board.count == 3, "as before")
            worsen(actor, 2)
        assert owners(backend) == ["sri"]
        line.restore()
        accepted_once(backend, sri, budi)
        for seat in (sri, budi):
            remark = seat.handover.remarks[0].text
            assert "Tidak stabil sejak itu" in remark, "what came meanwhile is before both"
    assert told(backend, "handover", "verify", "1"), "what was signed is what the log gives"


def until_somebody_is(actor: Actor, console: WindowProcess) -> None:
    """Responsible, at the real keyboard. Pressed again only where the key was lost: a second is refused."""
    actor.until(lambda: len(actor.session.situation.presence.viewers) > 1, "the window has a line")
    for _ in range(3):
        console.press("a")
        with suppress(AssertionError):
            actor.until(lambda: actor.board.shifts.watch is not None, "somebody is responsible", 10)
            return
    raise AssertionError("nobody became responsible")


def until_written(qtbot: QtBot, console: WindowProcess, folder: Path, kind: str, *keys: str) -> None:
    """A key and what is typed after it, until such a command is in the outbox."""
    for _ in range(10):
        console.press(keys[0])
        for words in keys[1:]:
            qtbot.wait(500)
            console.type(words)
        qtbot.wait(1000)
        if kind in on_disk(folder):
            return
        console.press("Escape")
    raise AssertionError(f"{kind}: {on_disk(folder)}")


def on_disk(folder: Path) -> list[str]:
    """Commands about what was frozen here, in the outbox of a console, read from its file."""
    with closing(sqlite3.connect(f"file:{folder / REPLICA}?mode=ro", uri=True)) as connection:
        found = [decode_client(bytes(row[0])) for row in connection.execute("select data from outbox")]
    bodies = [do.body for do in found if isinstance(do, Do)]
    return [type(body).__name__ for body in bodies if getattr(body, "digest", "")]


def test_a_console_killed_between_the_signatures_without_a_line_loses_none(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    token, desk = signed_in(backend, "sri"), tmp_path / "desk"
    with (
        CuttableProxy(backend.address) as line,
        VirtualDisplay((1366, 768)) as screen,
        Actor(tmp_path / "filing", lambda: Endpoint(backend.url, token)) as actor,
    ):
        RemoteBackend(line.url, desk).keep_token(token)
        folder = server_folder(desk, line.url) / "handover"
        console = WindowProcess(screen, desk, "--server", line.url)
        try:
            until_somebody_is(actor, console)
            assert list((desk / "cache").glob("qt_id-*.qm")), "Qt's own dialogs speak Indonesian here"
            line.cut()
            until_written(qtbot, console, folder, "OpenHandover", "b")
            until_written(qtbot, console, folder, "RestateItem", "u", "budi", "pohon tumbang menutup jalan")
            until_written(qtbot, console, folder, "SignHandover", "s", "")
        finally:
            console.kill()
        with Seat(qtbot, desk, lambda: Endpoint(line.url, token), server=line.url) as sri:
            sri.until(lambda: sri.going_on is not None and sri.desk.adapter.proven, "there again, proven")
            assert sides(sri) == {Side.OUTGOING}
            assert sri.session.situation.link is not LinkState.LIVE
            signed_by_him(sri)
            waits_for_the_line(sri)
            line.restore()
            accepted_once(backend, sri)


def test_a_handover_opened_with_a_line_is_signed_after_a_restart_without_one(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    token = signed_in(backend, "sri")
    with CuttableProxy(backend.address) as line:
        offered: Offered = lambda: Endpoint(line.url, token)  # noqa: E731 - one line used twice
        with Seat(qtbot, tmp_path / "sri", offered) as sri:
            responsible(sri)
            sri.press(Key.Key_B)
            sri.until(lambda: sri.book.open_handover is not None and sri.desk.adapter.proven, "opened")
            cut(line, sri)
        with Seat(qtbot, tmp_path / "sri", offered) as sri:
            sri.until(lambda: sri.going_on is not None and sri.desk.adapter.proven, "proven without a line")
            assert sri.handover.id == 1
            restated(sri)
            signed_by_her(sri)
            signed_by_him(sri)
            waits_for_the_line(sri)
            line.restore()
            accepted_once(backend, sri)


def test_a_handover_frozen_here_is_refused_where_somebody_else_took_over(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    sri_token, ani_token = signed_in(backend, "sri"), signed_in(backend, "ani")
    with (
        CuttableProxy(backend.address) as line,
        Seat(qtbot, tmp_path / "ani", lambda: Endpoint(backend.url, ani_token)) as ani,
        Seat(qtbot, tmp_path / "sri", lambda: Endpoint(line.url, sri_token)) as sri,
    ):
        responsible(sri)
        cut(line, sri)
        frozen_and_restated(sri)
        signed_by_her(sri)
        signed_by_him(sri)
        ani.connected().press(Key.Key_A)
        ani.say("sri tidak terjangkau")
        ani.until(partial(is_with, ani, "ani"), "ani took over")
        line.restore()
        sri.until(partial(is_with, sri, "ani"), "sri sees it")
        refused = [TicketState.REJECTED] * 4
        sri.until(lambda: [state for _, state, _ in sri.unsettled()] == refused, "all of it is refused")
        whys = " ".join(why for _, _, why in sri.unsettled())
        assert "berpindah ke ani" in whys
        typed = [ticket.typed for ticket in sri.session.commander.tickets()]
        assert "pohon tumbang menutup jalan" in typed, "the words are theirs"
        assert owners(backend) == ["sri", "ani"]
    assert not [body for body in bodies(backend) if isinstance(body, HandoverOpened)]


def test_the_code_of_a_signature_is_asked_for_also_after_a_restart_without_a_line(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    for_entering, for_signing, *_ = enrolled(backend, "ani")
    token = signed_in(backend, "ani", for_entering)
    with CuttableProxy(backend.address) as line:
        offered: Offered = lambda: Endpoint(line.url, token)  # noqa: E731 - one line used twice
        with Seat(qtbot, tmp_path / "ani", offered) as ani:
            ani.connected().press(Key.Key_A)
            ani.until(partial(is_with, ani, "ani"), "ani is responsible")
            ani.press(Key.Key_B)
            ani.until(lambda: ani.book.open_handover is not None and ani.desk.adapter.proven, "opened")
            cut(line, ani)
        with Seat(qtbot, tmp_path / "ani", offered) as ani:
            ani.until(lambda: ani.going_on is not None and ani.desk.adapter.proven, "proven without a line")
            ani.press(Key.Key_S)
            second = ani.window.second
            assert second.code.isVisible(), ani.window.toasts.sentences()
            for field in (second.password, second.again):
                QTest.keyClicks(field, PASSWORD)
            QTest.keyClicks(second.code, for_signing)
            QTest.keyClick(second.code, Key.Key_Return)
            ani.until(lambda: sides(ani) == {Side.OUTGOING}, "sealed, and waits")
            line.restore()
            ani.until(partial(settled, ani), "the server took it")
            assert ani.unsettled() == []
    signed = [body.signature for body in bodies(backend) if isinstance(body, HandoverSigned)]
    assert [(each.side, each.by) for each in signed] == [(Side.OUTGOING, "ani")]


def enrolled(backend: BackendProcess, name: str) -> list[str]:
    """Recovery codes of somebody who sets a second factor now."""
    secret = second_factor.new_secret()
    code = second_factor.code_at(secret, int(time.time()) // second_factor.STEP_S)
    who = {"user": name, "password": PASSWORD, "secret": second_factor.written(secret), "proof": code}
    reply = httpx.post(f"{backend.url}/api/second-factor", json=who, trust_env=False, timeout=20)
    assert reply.status_code == 201, reply.text
    return [str(each) for each in reply.json()["recovery"]]
