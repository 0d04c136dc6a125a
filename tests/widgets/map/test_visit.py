"""A scene goes from incident to incident; afterwards the view is exactly what it was."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from tests.widgets.map.conftest import PATIENCE_MS, Map
from widgets.map import MapDelta, MapFlag

PLACES = ((-8.011, 111.991), (-7.989, 112.013))


def with_two(city_map: Map) -> None:
    lat, lon = np.array(PLACES).T
    flags = np.full(2, MapFlag.OPEN, np.uint8)
    city_map.view.apply(MapDelta(np.arange(1, 3), lat, lon, np.array([0, 1], np.uint8), flags))
    city_map.until_drawn(2)


def is_at(place: tuple[float, float]) -> str:
    lat, lon = place
    return f"(c => Math.abs(c.lat - {lat}) + Math.abs(c.lng - {lon}) < 1e-6)(patria.map.getCenter())"


def until_frames_were_drawn(city_map: Map) -> None:
    """Several: a flight that still goes on moves the map in each of them."""
    city_map.ask(
        "(window.frames_drawn = 0, (function draw() {"
        " window.frames_drawn += 1; requestAnimationFrame(draw); })(), 0)"
    )
    city_map.until("window.frames_drawn > 10")


def test_to_two_places_and_exactly_back(city_map: Map) -> None:
    with_two(city_map)
    before = city_map.centre
    city_map.view.visit_incident(1)
    city_map.until(is_at(PLACES[0]))
    assert city_map.centre[2] >= 15
    city_map.view.visit_incident(2)
    city_map.until(is_at(PLACES[1]))
    city_map.view.leave()
    city_map.until("patria.lock.fitted")
    assert city_map.centre == before


def test_also_when_the_map_had_another_size_meanwhile_or_was_in_flight(city_map: Map) -> None:
    with_two(city_map)
    before, size = city_map.centre, city_map.view.size()
    city_map.view.visit_incident(1)
    city_map.view.resize(size.width(), size.height() - 150)
    city_map.until(f"patria.map.getSize().y === {size.height() - 150}")
    city_map.view.leave()
    city_map.view.resize(size)
    city_map.until(f"patria.map.getSize().y === {size.height()}")
    until_frames_were_drawn(city_map)
    assert city_map.centre == before


def test_a_view_that_a_gesture_holds_stays_and_an_unknown_incident_moves_nothing(
    city_map: Map, qtbot: QtBot
) -> None:
    with_two(city_map)
    before = city_map.centre
    city_map.view.visit_incident(77)
    assert city_map.centre == before
    with qtbot.waitSignal(city_map.view.lock_changed, timeout=PATIENCE_MS):
        city_map.drag(QPoint(400, 300), QPoint(373, 311))
    city_map.until("!patria.map.dragging.moving() && !patria.map._panAnim?._inProgress")
    held = city_map.centre
    city_map.view.visit_incident(1)
    city_map.view.leave()
    until_frames_were_drawn(city_map)
    assert city_map.centre == held
