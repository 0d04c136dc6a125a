"""Into the drill when nothing real is open, out of it when something is."""

from __future__ import annotations

import pytest

from console.drills import DrillFollower
from console.roles import SCREEN_ROLES
from services.contract.messages import Log, LogState
from tests.console.making import EPOCHS, Room

DRILL = LogState(epoch=EPOCHS[Log.DRILL], seq=3, open=2, active=True)
OVER = LogState(epoch=EPOCHS[Log.DRILL], seq=4, active=False)


def live(seq: int = 0, is_open: int = 0) -> LogState:
    return LogState(epoch=EPOCHS[Log.LIVE], seq=seq, open=is_open)


class Screen:
    def __init__(self, role: str) -> None:
        self.room = Room()
        self.followed: list[Log] = []
        self.real: list[int] = []
        self.offers: list[bool] = []
        self.drills = DrillFollower(
            self.room.situation, self.room.bridge, SCREEN_ROLES[role], self.followed.append, self.room.parent
        )
        self.drills.real_reports_changed.connect(self.real.append)
        self.drills.offer_changed.connect(self.offers.append)

    @property
    def log(self) -> Log:
        return self.room.situation.log


@pytest.fixture(params=["wall", "dispatch"])
def screen(request: pytest.FixtureRequest, qapp: object) -> Screen:
    return Screen(request.param)


def test_it_follows_when_nothing_real_is_open(screen: Screen) -> None:
    screen.room.beat(live=live(), drill=DRILL)
    assert screen.log is Log.DRILL
    assert screen.followed == [Log.DRILL]


def test_it_offers_where_something_real_is_open(screen: Screen) -> None:
    screen.room.beat(live=live(5, is_open=1), drill=DRILL)
    assert screen.log is Log.LIVE
    assert screen.offers == [True]


def test_it_returns_when_the_drill_ends(screen: Screen) -> None:
    screen.room.beat(live=live(), drill=DRILL)
    screen.room.beat(live=live(), drill=OVER)
    assert screen.log is Log.LIVE


def test_a_real_report_takes_a_wall_back_and_is_told_at_a_desk(qapp: object) -> None:
    wall, desk = Screen("wall"), Screen("dispatch")
    for screen in (wall, desk):
        screen.room.beat(live=live(7), drill=DRILL)
        screen.room.beat(live=live(8, is_open=1), drill=DRILL)
    assert wall.log is Log.LIVE
    assert desk.log is Log.DRILL
    assert desk.real == [1]


def test_a_humans_choice_holds(qapp: object) -> None:
    desk = Screen("dispatch")
    desk.room.beat(live=live(), drill=DRILL)
    desk.drills.choose(Log.LIVE)
    desk.room.beat(live=live(), drill=DRILL)
    assert desk.log is Log.LIVE
    assert desk.offers == [True]
    desk.drills.choose(Log.DRILL)
    assert desk.offers == [True, False]
    assert desk.followed[-1] is Log.DRILL
