"""A real map: WebEngine, folium's page and all, shown on the test display."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.contract.city import Area, Shape
from widgets.map import MapDelta, MapFlag, MapSource, MapView
from widgets.theme import Theme

PATIENCE_MS = 30_000


class Map:
    """A shown map with what a test wants of it."""

    def __init__(self, qtbot: QtBot, source: MapSource) -> None:
        self._qtbot = qtbot
        self.view = MapView(Theme.load("dark"), source)
        self.view.resize(800, 600)

    def start(self) -> Map:
        self.view.show()
        with self._qtbot.waitSignal(self.view.ready, timeout=PATIENCE_MS):
            self.view.start()
        return self

    def ask(self, script: str) -> Any:
        """What an expression of the page is worth."""
        assert self.view._web is not None
        answers: list[Any] = []
        # As text, because lists do not survive the way back.
        self.view._web.page.runJavaScript(f"JSON.stringify({{value: (() => ({script}))()}})", answers.append)
        self._qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
        return json.loads(answers[0] or "{}").get("value")

    def until(self, script: str, wanted: object = True) -> None:
        """Wait until an expression of the page has a value."""
        self._qtbot.waitUntil(lambda: self.ask(script) == wanted, timeout=PATIENCE_MS)

    def until_drawn(self, count: int) -> None:
        """Wait until so many incidents are in the page and the newest picture shows them."""
        self.until(f"patria.incidents.visible === {count} && !patria.incidents.stale")

    @property
    def surface(self) -> QWidget:
        """What takes the mouse and the keys."""
        assert self.view._web is not None
        surface = self.view._web.view.focusProxy()
        assert surface is not None
        return surface

    def pixel_of(self, lat: float, lon: float) -> QPoint:
        """Where a position is in the view."""
        x, y = self.ask(f"(p => [p.x, p.y])(patria.map.latLngToContainerPoint([{lat!r}, {lon!r}]))")
        return QPoint(round(x), round(y))

    def click(self, at: QPoint) -> None:
        QTest.mouseMove(self.surface, at)
        QTest.mouseClick(self.surface, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def drag(self, start: QPoint, end: QPoint) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(self.surface, left, none, start)
        for step in range(1, 6):
            QTest.mouseMove(self.surface, start + (end - start) * (step / 5))
            self.ask("1")  # the page has seen the move
        QTest.mouseRelease(self.surface, left, none, end)

    @property
    def centre(self) -> tuple[float, float, float]:
        """lat, lon and zoom, to the last bit."""
        lat, lon, zoom = self.ask("(c => [c.lat, c.lng, patria.map.getZoom()])(patria.map.getCenter())")
        return lat, lon, zoom


@pytest.fixture(scope="session")
def page_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """folium builds the page once for all tests, as it does for all starts of a console."""
    return tmp_path_factory.mktemp("map-cache")


@pytest.fixture
def make_map(qtbot: QtBot, page_cache: Path) -> Iterator[Callable[..., Map]]:
    """A map that is not started yet; keywords go to `MapSource`."""
    made: list[Map] = []

    def make(**keywords: Any) -> Map:
        made.append(Map(qtbot, MapSource(**{"cache": page_cache, **keywords})))
        return made[-1]

    yield make
    for one in made:  # at once: WebEngine complains when an application ends with a page about to be deleted
        shiboken6.delete(one.view)


@pytest.fixture
def city_map(make_map: Callable[..., Map]) -> Map:
    """A started map of an invented city of four square areas in two districts, fitted into the view."""
    city = make_map()
    shapes, areas = invented_city()
    city.view.set_areas(shapes, areas, official=False)
    city.start().until("patria.lock.fitted && patria.map.getZoom() > 10")
    return city


def invented_city() -> tuple[list[Shape], list[Area]]:
    """Four squares of 0.02 degrees around 8° S, 112° E."""
    shapes, areas = [], []
    for at, (name, south, west) in enumerate(
        [
            ("Barat Laut", -8.0, 111.98),
            ("Timur Laut", -8.0, 112.0),
            ("Barat Daya", -8.02, 111.98),
            ("Tenggara", -8.02, 112.0),
        ]
    ):
        north, east = south + 0.02, west + 0.02
        ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
        shapes.append(Shape(code=f"a{at}", polygons=((ring,),)))
        areas.append(Area(code=f"a{at}", name=name, district=f"d{at % 2}", lat=south + 0.01, lon=west + 0.01))
    return shapes, areas


def delta(*rows: tuple[int, float, float, int], flags: int = MapFlag.OPEN, reset: bool = False) -> MapDelta:
    """Rows of id, lat, lon, severity."""
    columns = list(zip(*rows, strict=True)) if rows else [(), (), (), ()]
    return MapDelta(
        np.array(columns[0], np.int64),
        np.array(columns[1], np.float64),
        np.array(columns[2], np.float64),
        np.array(columns[3], np.uint8),
        np.full(len(rows), flags, np.uint8),
        reset=reset,
    )


def colours_in(city: Map) -> dict[str, int]:
    """How many pixels of each colour the screen shows."""
    image = city.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    words = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()]
    values, counts = np.unique(words & 0xFFFFFF, return_counts=True)
    return {f"#{value:06X}": int(n) for value, n in zip(values.tolist(), counts.tolist(), strict=True)}
