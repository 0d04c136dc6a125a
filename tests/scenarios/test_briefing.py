"""A briefing from the handover window to a wall of its own process, and back by the wall's own keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from services.contract.commands import ChangeSeverity
from services.contract.records import Severity
from services.contract.scenes import Briefing, BriefingEnded, BriefingMoved, BriefingStarted
from services.feed.link import Endpoint
from services.reporting import briefing_plan
from tests.harness import BackendProcess, VirtualDisplay
from tests.scenarios.actor import Actor
from tests.scenarios.city import log_of, report, straight_to
from tests.scenarios.handover_seat import Seat, WindowProcess
from tests.scenarios.storm_room import add_user, signed_in

pytestmark = [pytest.mark.scenario, pytest.mark.gui]
Key = Qt.Key


class WallProcess(WindowProcess):
    """The wall as a process of its own."""

    ROLE = "wall"
    TITLE = "Patria · Dinding"


class LeaderProcess(WindowProcess):
    """Leadership's window, on the thin link."""

    ROLE = "leader"
    TITLE = "Patria · Pimpinan"


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[BackendProcess]:
    """Two critical incidents among three, and a supervisor."""
    server = BackendProcess(tmp_path / "server")
    add_user(server, "budi", "supervisor")
    with server:
        with Actor(tmp_path / "filing", lambda: straight_to(server)) as actor:
            for number in range(3):
                actor.submit(report(number))
            actor.until(lambda: actor.board.count == 3, "three incidents")
            for number in (1, 2):
                actor.submit(
                    ChangeSeverity(incident_id=number, severity=Severity.CRITICAL, reason="kabel terbawa")
                )
            actor.until(lambda: sum(actor.board.severity == 0) == 2, "two are critical")
        yield server


def briefing(seat: Seat) -> Briefing:
    found = seat.book.briefing
    assert found is not None
    return found


def card(seat: Seat) -> int:
    """The card on the walls, as this console knows it."""
    found = briefing(seat)
    return briefing_plan.card_at(found.cards, briefing_plan.position(found, seat.session.situation.now()))


def stands(seat: Seat, number: int) -> bool:
    return briefing(seat).paused and card(seat) == number


def test_a_briefing_is_started_at_the_window_and_stepped_at_a_wall_that_was_killed(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    token = signed_in(backend, "budi")
    with (
        VirtualDisplay((1366, 768)) as screen,
        Seat(qtbot, tmp_path / "budi", lambda: Endpoint(backend.url, token)) as budi,
    ):
        budi.connected().press(Key.Key_V)
        budi.until(lambda: budi.book.briefing is not None, "it is on")
        budi.press(Key.Key_Space)
        budi.until(lambda: stands(budi, 0), "paused")
        assert [each.key for each in briefing(budi).cards[:2]] == ["incident:1", "incident:2"]
        wall = WallProcess(screen, backend.data_dir)
        try:
            # A step leads somewhere at a wall only where the wall knows that a briefing is on.
            stepping = partial(wall.press, "Left")
            budi.while_pressing(stepping, lambda: briefing(budi).moved_by == "lokal", "the wall follows")
            wall.press("Right")
            budi.until(lambda: stands(budi, 1), "stepped at the wall")
        finally:
            wall.kill()
        wall = WallProcess(screen, backend.data_dir)
        try:
            stepping = partial(wall.press, "Left")
            budi.while_pressing(stepping, lambda: stands(budi, 0), "it joins where it stood")
            wall.press("space")
            budi.until(lambda: not briefing(budi).paused, "it goes on")
            budi.press(Key.Key_V)
            budi.until(lambda: briefing(budi).ended_by == "budi", "ended at the window")
            starting = partial(wall.press, "v")
            budi.while_pressing(starting, lambda: briefing(budi).id == 2, "started at the wall")
            ending = partial(wall.press, "Escape")
            budi.while_pressing(ending, lambda: bool(briefing(budi).ended_at), "and ended there")
        finally:
            wall.kill()
        assert budi.unsettled() == []
    held = [
        (type(body), envelope.actor)
        for envelope, body in log_of(backend)
        if isinstance(body, BriefingStarted | BriefingEnded)
    ]
    assert held == [
        (BriefingStarted, "budi"),
        (BriefingEnded, "budi"),
        (BriefingStarted, "lokal"),
        (BriefingEnded, "lokal"),
    ]
    movers = {envelope.actor for envelope, body in log_of(backend) if isinstance(body, BriefingMoved)}
    assert movers == {"budi", "lokal"}, "the wall's keys, under the account of the wall"


def test_leadership_joins_steps_and_ends_it_in_the_walls_picture_and_makes_a_report(
    qtbot: QtBot, tmp_path: Path, backend: BackendProcess
) -> None:
    token, documents = signed_in(backend, "budi"), tmp_path / "Dokumen"
    where = Path(os.environ["XDG_CONFIG_HOME"]) / "user-dirs.dirs"
    where.write_text(f'XDG_DOCUMENTS_DIR="{documents}"\n', encoding="utf-8")
    with (
        VirtualDisplay((1366, 768)) as screen,
        Seat(qtbot, tmp_path / "budi", lambda: Endpoint(backend.url, token)) as budi,
    ):
        budi.connected().press(Key.Key_V)
        budi.until(lambda: budi.book.briefing is not None, "it is on")
        budi.press(Key.Key_Space)
        budi.until(lambda: stands(budi, 0), "paused")
        leader = LeaderProcess(screen, backend.data_dir)
        try:
            # The thin picture came after the briefing began: a step leads somewhere where it tells of it.
            stepping = partial(leader.press, "d", "Right")
            budi.while_pressing(stepping, lambda: briefing(budi).moved_by == "lokal", "stepped")
            assert card(budi) > 0
            leader.press("v")
            budi.until(lambda: briefing(budi).ended_by == "lokal", "ended")
            leader.press("d", "l")
            leader.type("bulan-ini")
            budi.until(lambda: list(documents.glob("laporan-*/SHA256SUMS")), "a report in their documents")
        finally:
            leader.kill()
    (folder,) = documents.iterdir()
    assert (folder / "laporan.pdf").read_bytes().startswith(b"%PDF-")
