"""The shift log between two windows and one server: lines by themselves, search, pictures, a cut line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from services.contract.commands import ClaimIncident
from services.contract.shifts import NoteWritten
from services.feed.link import Endpoint, LinkState
from tests.harness import BackendProcess, CuttableProxy
from tests.scenarios.actor import Actor
from tests.scenarios.city import log_of
from tests.scenarios.handover_seat import Seat
from tests.scenarios.shift_room import shift_room
from tests.scenarios.storm_room import signed_in
from widgets.handover.model import NoteLine, SystemLine, WatchLine

pytestmark = [pytest.mark.scenario, pytest.mark.gui]
Key = Qt.Key


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[BackendProcess]:
    """A server with two supervisors and nine incidents, one of them claimed."""
    with shift_room(tmp_path, ("sri", "budi"), 9, claim_the_second) as server:
        yield server


def claim_the_second(actor: Actor) -> None:
    actor.submit(ClaimIncident(incident_id=2))
    actor.until(lambda: int(actor.board.owner[actor.board.row_of(2)]) > 0, "one is claimed")


def lines(seat: Seat) -> list[str]:
    """What the system wrote on the page, newest first."""
    found = [row.line for row in seat.window.log.rows]
    return [line.words for line in found if isinstance(line, SystemLine)]


def notes(seat: Seat) -> list[NoteLine]:
    found = [row.line for row in seat.window.log.rows]
    return [line for line in found if isinstance(line, NoteLine)]


def search(seat: Seat, words: str) -> None:
    seat.press(Key.Key_Slash)
    seat.window.log.filter.clear()
    QTest.keyClicks(seat.window.log.filter, words)


def test_what_happens_stands_in_the_shift_log_by_itself_and_is_found_again(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    sri_token, budi_token = signed_in(backend, "sri"), signed_in(backend, "budi")
    with (
        Seat(qtbot, tmp_path / "sri", lambda: Endpoint(backend.url, sri_token)) as sri,
        Seat(qtbot, tmp_path / "budi", lambda: Endpoint(backend.url, budi_token)) as budi,
    ):
        sri.connected().press(Key.Key_L)
        sri.until(lambda: "Diklaim sri" in lines(sri), "what happened before is there")
        sri.until(lambda: any(words.startswith("4 laporan lagi masuk") for words in lines(sri)), "one line")
        budi.connected().press(Key.Key_A)
        sri.until(
            lambda: any(words.startswith("budi mengambil tanggung jawab") for words in lines(sri)),
            "what happens now comes by itself",
        )
        headings = [each.line for each in sri.window.log._everything if isinstance(each.line, WatchLine)]
        assert "budi" in headings[0].words
        search(sri, "diklaim dari:sri")
        sri.until(lambda: lines(sri) == ["Diklaim sri"], "found over all watches")
        assert "1 ditemukan di seluruh log" in sri.window.log.status.text()
        search(sri, "tidakpernahada")
        sri.until(lambda: "0 ditemukan" in sri.window.log.status.text(), "nothing, and it says so")


def test_a_picture_waits_with_its_note_for_the_line_and_is_the_same_at_the_other_window(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    sri_token, budi_token = signed_in(backend, "sri"), signed_in(backend, "budi")
    with (
        CuttableProxy(backend.address) as proxy,
        Seat(qtbot, tmp_path / "sri", lambda: Endpoint(proxy.url, sri_token)) as sri,
        Seat(qtbot, tmp_path / "budi", lambda: Endpoint(backend.url, budi_token)) as budi,
    ):
        for seat in (sri, budi):
            seat.connected().press(Key.Key_L)
        sri.until(lambda: lines(sri), "the page is filled")
        proxy.cut()
        sri.until(lambda: sri.session.situation.link is LinkState.DISCONNECTED, "the line is gone")
        sri.until(lambda: "Tanpa sambungan" in sri.window.log.status.text(), "and the page says so")
        assert "Diklaim sri" in lines(sri), "what it held stays"
        sri.press(Key.Key_F8)
        prompt = sri.pictures.prompt
        sri.until(lambda: prompt.asking, "asked for a line")
        QTest.keyClicks(prompt._text, "Layar saat sambungan putus #jaringan")
        QTest.keyClick(prompt._text, Key.Key_Return)
        waiting = tmp_path / "sri"
        sri.until(lambda: list(waiting.rglob("menunggu/*")), "the picture is on disk")
        sri.until(lambda: sri.session.commander.waiting() == 1, "and so is its note")
        sri.until(lambda: notes(sri) and notes(sri)[0].head.startswith("belum terkirim"), "shown as waiting")
        assert not notes(budi)
        proxy.restore()
        budi.until(lambda: [note.words for note in notes(budi)], "the note came to the other window")
        note = notes(budi)[0]
        assert "#jaringan" in note.head
        budi.until(lambda: budi.pictures.store.picture(note.picture) is not None, "and so did the picture")
        sri.until(lambda: not list(waiting.rglob("menunggu/*")), "nothing waits any more")
        budi.window.log.rows[0].setFocus()
        budi.press(Key.Key_O)
        assert budi.window.log.large.isVisible()
        budi.press(Key.Key_Escape)
        assert budi.window.log.large.isHidden()
        assert budi.window.on_log
        written = [body.note for _, body in log_of(backend) if isinstance(body, NoteWritten)]
        assert [each.picture for each in written] == [note.picture]
