"""A wall with clocks of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.looks import wall_facts as facts
from widgets.charts import BarCurve
from widgets.theme import Theme
from widgets.wall import Freshness, Link, Viewing, WallView, Worst


@dataclass
class Clocks:
    """The backend's time and the steady clock, moved by the test."""

    now: int = facts.NOW
    steady: int = 1_000_000

    def pass_ms(self, milliseconds: int) -> None:
        self.now += milliseconds
        self.steady += milliseconds


MakeWall = Callable[..., WallView]


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def make_wall(qtbot: QtBot, clocks: Clocks) -> MakeWall:
    """Builds a wall of any size without needing a screen of that size; its clocks are the test's."""

    def make(
        width: int = 1920, height: int = 1080, viewing: Viewing | None = None, theme: str = "dark"
    ) -> WallView:
        wall = WallView(
            Theme.load(theme),
            facts.WORDS,
            viewing,
            now=lambda: clocks.now,
            monotonic_ms=lambda: clocks.steady,
        )
        qtbot.addWidget(wall)
        wall.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        wall.set_map(QWidget())
        wall.resize(QSize(width, height))
        wall.show()
        chart = wall.findChild(BarCurve)
        assert chart is not None
        qtbot.waitUntil(lambda: chart.ready)
        return wall

    return make


def feed(wall: WallView, fresh: Freshness = facts.FRESH, worst: Worst | None = None) -> None:
    """Everything once, as the console does every second."""
    wall.set_head(facts.head(), fresh)
    wall.set_counts(facts.counts(), fresh)
    wall.set_worst(worst or facts.worst(), fresh)
    wall.set_loads(facts.loads(), fresh)
    wall.set_arrivals(facts.arrivals(), fresh)
    wall.beat_map(fresh)
    wall.set_link(Link.LIVE)


@pytest.fixture
def indonesian() -> Iterator[None]:
    """The locale that the console sets before it shows anything."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian))
    yield
    QLocale.setDefault(before)
