"""The map on a real page: what is drawn, what is asked for, who moves the view."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QSurface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.map.conftest import PATIENCE_MS, Map, colours_in, delta, invented_city
from widgets.map import MapDelta, MapFlag
from widgets.map.page import build_page, page_file
from widgets.theme import Theme

HOSTILE = '<img src=x onerror="document.title=`pwned`"><b>tebal</b>'


@pytest.mark.qt_log_ignore("Content Security Policy", extend=True)
def test_the_page_asks_nothing_of_the_network_and_its_policy_lets_it_not(city_map: Map) -> None:
    city_map.until("patria.incidents !== undefined")
    assert city_map.view.blocked_requests == 0  # everything the page asks for passes this gate
    addresses = city_map.ask("[...document.querySelectorAll('[src],[href]')].map(e => e.src || e.href)")
    assert addresses
    assert [address for address in addresses if not address.startswith("patria://map/")] == []
    city_map.ask("void fetch('https://example.org/').catch(e => { window.refused = String(e) })")
    city_map.until("Boolean(window.refused)")
    city_map.ask("[window.open('http://127.0.0.1:9/'), location.href = 'http://127.0.0.1:9/']")
    assert city_map.ask("location.href") == "patria://map/"


def test_a_page_without_a_policy_does_not_get_out_either(qtbot: QtBot, tmp_path: Path) -> None:
    from widgets.map.web import MapWeb

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        page = tmp_path / "page.html"
        page.write_text(
            f"<img src={address}/a><iframe src={address}/b></iframe><script src={address}/c></script>"
        )
        window = QWidget()
        web = MapWeb(page, "#000000", window)
        web.load()
        qtbot.waitUntil(lambda: web.gate.blocked >= 2, timeout=PATIENCE_MS)
        with pytest.raises(BlockingIOError):
            server.accept()
        shiboken6.delete(window)


def test_five_thousand_incidents_are_in_the_picture(city_map: Map, qtbot: QtBot) -> None:
    rng = np.random.default_rng(1)
    count = 5_000
    city_map.ask("patria.incidents.clustering = false")
    city_map.view.apply(
        MapDelta(
            np.arange(1, count + 1),
            rng.uniform(-8.02, -7.98, count),
            rng.uniform(111.98, 112.02, count),
            np.full(count, 3, np.uint8),
            np.full(count, MapFlag.OPEN, np.uint8),
        )
    )
    city_map.until_drawn(count)
    blue = Theme.load("dark").severity[3]
    painted = city_map.ask(
        f"""(() => {{ const I = patria.incidents, f = I.frame,
        d = I.ctx.getImageData(0, 0, f.width, f.height).data;
        let n = 0; const [r, g, b] = [1, 3, 5].map(i => parseInt('{blue}'.slice(i, i + 2), 16));
        for (let i = 0; i < d.length; i += 4) if (d[i] === r && d[i + 1] === g && d[i + 2] === b) n++;
        return n; }})()"""
    )
    assert painted > count * 4
    qtbot.waitUntil(lambda: colours_in(city_map).get(blue, 0) > count * 4, timeout=PATIENCE_MS)


def test_the_worst_is_drawn_on_top(city_map: Map) -> None:
    city_map.view.apply(delta((1, -8.0, 112.0, 0), (2, -8.0, 112.0, 3), (3, -8.0, 112.0, 2)))
    city_map.until_drawn(3)
    at = city_map.pixel_of(-8.0, 112.0)
    corner = city_map.ask(
        "(c => [c.x, c.y])(patria.map.layerPointToContainerPoint(patria.incidents._corner))"
    )
    pixel = city_map.ask(
        "Array.from(patria.incidents.ctx"
        f".getImageData({at.x() - corner[0]}, {at.y() - corner[1]}, 1, 1).data)"
    )
    assert "#{:02X}{:02X}{:02X}".format(*map(int, pixel[:3])) == Theme.load("dark").severity[0]


def test_a_click_names_the_incident_under_it_and_the_tooltip_is_only_text(
    city_map: Map, qtbot: QtBot
) -> None:
    city_map.view.set_tooltips(lambda incident: f"{incident} {HOSTILE}")
    city_map.view.apply(delta((41, -7.99, 112.005, 1), (9_007_199_254_740_993, -8.01, 111.99, 0)))
    city_map.until_drawn(2)
    with qtbot.waitSignal(city_map.view.incident_activated, timeout=PATIENCE_MS) as told:
        city_map.click(city_map.pixel_of(-8.01, 111.99))
    assert told.args == [9_007_199_254_740_993]
    QTest.mouseMove(city_map.surface, QPoint(30, 30))
    city_map.ask("1")
    QTest.mouseMove(city_map.surface, city_map.pixel_of(-7.99, 112.005))
    city_map.until("patria.chrome.tip.style.display", "block")
    assert city_map.ask("patria.chrome.tip.textContent") == f"41 {HOSTILE}"
    assert city_map.ask("patria.chrome.tip.children.length") == 0
    assert city_map.ask("document.title") != "pwned"


def test_hostile_names_and_notes_are_only_text(city_map: Map) -> None:
    shapes, areas = invented_city()
    areas[0] = type(areas[0])(
        code=areas[0].code, name=HOSTILE[:40], district="d0", lat=areas[0].lat, lon=areas[0].lon
    )
    city_map.view.set_areas(shapes, areas, official=True)
    city_map.view.set_note(HOSTILE)
    city_map.until("patria.chrome.caption.textContent.includes('Batas resmi')")
    assert HOSTILE in city_map.ask("patria.chrome.caption.textContent")
    assert city_map.ask("document.querySelectorAll('.ui img, .ui b').length") == 0


def test_a_gesture_locks_and_the_way_back_is_exact(city_map: Map, qtbot: QtBot) -> None:
    city_map.view.apply(delta((5, -7.99, 112.01, 1)))
    city_map.until_drawn(1)
    city_map.view.show_place(-8.0323456789, 112.03987654321)
    city_map.until("patria.map.getZoom() >= 13")
    before = city_map.centre
    with qtbot.waitSignal(city_map.view.lock_changed, timeout=PATIENCE_MS) as told:
        city_map.drag(QPoint(400, 300), QPoint(280, 240))
    assert told.args == [True]
    assert city_map.view.locked
    assert city_map.ask("getComputedStyle(patria.chrome.hint).display") == "flex"
    moved = city_map.centre
    assert moved != before
    city_map.view.show_city()
    city_map.view.show_incident(5)
    city_map.view.select(5)
    assert city_map.centre == moved
    QTest.keyClick(city_map.surface, Qt.Key.Key_Plus)
    city_map.until(f"patria.map.getZoom() > {moved[2]!r}")
    with qtbot.waitSignal(city_map.view.lock_changed, timeout=PATIENCE_MS):
        city_map.view.return_to_earlier()
    assert city_map.centre == before
    assert not city_map.view.locked
    with qtbot.waitSignal(city_map.view.lock_changed, timeout=PATIENCE_MS):
        city_map.drag(QPoint(400, 300), QPoint(373, 311))  # Leaflet itself pans by whole pixels
    with qtbot.waitSignal(city_map.view.lock_changed, timeout=PATIENCE_MS):
        city_map.view.return_to_earlier()
    assert city_map.centre == before


def test_what_is_in_view_is_shown_without_letting_the_city_go(city_map: Map) -> None:
    """Nothing has moved, so the city is still fitted when the window changes its size."""
    city_map.view.apply(delta((5, -7.99, 112.01, 1)))
    city_map.until_drawn(1)
    before = city_map.centre
    city_map.view.show_incident(5)
    assert city_map.centre == before
    height = city_map.ask("patria.map.getSize().y")
    city_map.view.resize(city_map.view.width(), city_map.view.height() // 2)
    city_map.until(f"patria.map.getSize().y < {height!r}")
    city_map.until("patria.lock.fitted")
    city_map.until("patria.map.getBounds().contains([[-8.02, 111.98], [-7.98, 112.02]])")


def test_keys_move_and_lock_and_a_users_wish_moves_a_locked_view(city_map: Map, qtbot: QtBot) -> None:
    city_map.view.setFocus()
    city_map.ask("patria.map.getContainer().focus()")
    before = city_map.centre
    with qtbot.waitSignal(city_map.view.lock_changed, timeout=PATIENCE_MS):
        QTest.keyClick(city_map.surface, Qt.Key.Key_Right)
    city_map.until(f"patria.map.getCenter().lng > {before[1]!r}")
    city_map.view.show_place(-8.015, 111.985, by_user=True)
    city_map.until("Math.abs(patria.map.getCenter().lat + 8.015) < 1e-9")
    with qtbot.waitSignal(city_map.view.lock_changed, timeout=PATIENCE_MS):
        QTest.keyClick(city_map.surface, Qt.Key.Key_H)
    assert city_map.centre == before


def test_the_map_shows_its_focus_and_a_place_can_be_picked_by_keys(city_map: Map, qtbot: QtBot) -> None:
    ring = "getComputedStyle(document.querySelector('.focus')).display"
    city_map.view.activateWindow()
    city_map.view.setFocus(Qt.FocusReason.TabFocusReason)
    city_map.until(ring, "block")
    names = city_map.ask("[...patria.chrome.buttons.children].map(b => b.getAttribute('aria-label'))")
    assert len(set(names)) == 3
    assert all(names)
    city_map.view.set_pick_mode(True)
    city_map.until("getComputedStyle(document.querySelector('.aim')).display", "block")
    with qtbot.waitSignal(city_map.view.place_picked, timeout=PATIENCE_MS) as told:
        QTest.keyClick(city_map.surface, Qt.Key.Key_Return)
    assert told.args == list(city_map.centre[:2])


def test_in_pick_mode_a_click_is_a_place(city_map: Map, qtbot: QtBot) -> None:
    city_map.view.apply(delta((5, -7.99, 112.01, 1)))
    city_map.until_drawn(1)
    city_map.view.set_pick_mode(True)
    with qtbot.waitSignal(city_map.view.place_picked, timeout=PATIENCE_MS) as told:
        city_map.click(city_map.pixel_of(-7.99, 112.01))
    lat, lon = told.args
    assert (lat, lon) == pytest.approx((-7.99, 112.01), abs=2e-4)


def test_the_walls_map_takes_no_gesture(city_map: Map) -> None:
    city_map.view.set_interactive(False)
    city_map.until("patria.map.getContainer().classList.contains('still')")
    before = city_map.centre
    city_map.drag(QPoint(400, 300), QPoint(250, 200))
    city_map.click(QPoint(400, 300))
    assert city_map.centre == before
    assert not city_map.view.locked


def test_a_dead_render_process_is_told_and_the_map_comes_back_whole(city_map: Map, qtbot: QtBot) -> None:
    view = city_map.view
    view.apply(delta((1, -8.0, 112.0, 0), (2, -7.99, 112.0, 3)))
    view.set_note("Hujan lebat")
    city_map.until_drawn(2)
    assert view._web is not None
    with qtbot.waitSignals([view.failed, view.ready], timeout=PATIENCE_MS):
        os.kill(view._web.page.renderProcessPid(), signal.SIGKILL)
    city_map.until_drawn(2)
    city_map.until("patria.chrome.caption.textContent.includes('Hujan lebat')")
    assert city_map.view._cover.isHidden()


def test_a_page_that_cannot_be_read_is_told_and_tried_again(
    make_map: Callable[..., Map], qtbot: QtBot, tmp_path: Path
) -> None:
    file = page_file(tmp_path)
    file.write_text(build_page(), encoding="utf-8")
    city = make_map(cache=tmp_path)
    city.view.show()
    city.view.start()
    page = file.read_bytes()
    file.unlink()  # between the look for it and the first request
    with qtbot.waitSignal(city.view.failed, timeout=PATIENCE_MS) as told:
        assert not city.view.is_ready
    assert "dimuat ulang" in told.args[0]
    assert city.view._cover.isVisible()
    with qtbot.waitSignal(city.view.ready, timeout=PATIENCE_MS):
        file.write_bytes(page)
    assert city.view._cover.isHidden()


def test_a_theme_switch_recolours_everything(city_map: Map, qtbot: QtBot) -> None:
    light = Theme.load("light")
    city_map.view.apply(delta((1, -8.0, 112.0, 0)))
    city_map.until_drawn(1)
    city_map.view.set_theme(light)
    city_map.until("patria.incidents.colours.severity[0]", light.severity[0])
    qtbot.waitUntil(lambda: light.severity[0] in colours_in(city_map), timeout=PATIENCE_MS)
    assert Theme.load("dark").map_sea not in colours_in(city_map)


def test_changes_before_the_start_and_changes_of_one_frame_arrive_together(
    make_map: Callable[..., Map],
) -> None:
    city = make_map()
    shapes, areas = invented_city()
    city.view.set_areas(shapes, areas, official=False)
    city.view.apply(delta((1, -8.0, 112.0, 0), (2, -7.99, 112.0, 3)))
    city.start()
    city.until_drawn(2)
    for incident in range(3, 40):
        city.view.apply(delta((incident, -8.0, 112.0 + incident / 10_000, 3)))
    city.until("patria.incidents.used", 39)
    city.view.apply(delta((7, -8.0, 112.0, 1), reset=True))
    city.until_drawn(1)


def test_incidents_at_one_place_are_fanned_out_and_each_can_be_clicked(city_map: Map, qtbot: QtBot) -> None:
    city_map.view.apply(delta(*((incident, -8.0, 112.0, incident % 4) for incident in range(1, 9))))
    city_map.until_drawn(8)
    places = city_map.ask(
        """(() => { const I = patria.incidents, c = patria.map.layerPointToContainerPoint(I._corner);
        return Array.from(I.order.subarray(0, 8), i => [I.px[i] + c.x, I.py[i] + c.y]); })()"""
    )
    assert len({tuple(place) for place in places}) == 8
    seen = set()
    for x, y in places:
        with qtbot.waitSignal(city_map.view.incident_activated, timeout=PATIENCE_MS) as told:
            city_map.click(QPoint(x, y))
        seen.add(told.args[0])
    assert seen == set(range(1, 9))


def test_marks_from_elsewhere_are_explained_only_while_there_are_some(city_map: Map) -> None:
    city_map.view.apply(delta((1, -8.0, 112.0, 1)))
    city_map.view.apply(delta((2, -8.01, 112.0, 1), flags=MapFlag.OPEN | MapFlag.OUTSIDE))
    city_map.until("patria.chrome.legend.textContent.includes('Di luar kota')")
    assert "latihan" not in city_map.ask("patria.chrome.legend.textContent")
    city_map.view.apply(delta((1, -8.0, 112.0, 1), reset=True))
    city_map.until("patria.chrome.legend.textContent.includes('Di luar kota')", False)


def test_dense_incidents_become_clusters_that_open_by_click(city_map: Map) -> None:
    rng = np.random.default_rng(2)
    count = 3_000
    city_map.view.apply(
        MapDelta(
            np.arange(1, count + 1),
            rng.normal(-8.0, 0.003, count),
            rng.normal(112.0, 0.003, count),
            rng.integers(0, 4, count).astype(np.uint8),
            np.full(count, MapFlag.OPEN, np.uint8),
        )
    )
    city_map.until("patria.incidents.drawn.kind", "clusters")
    assert city_map.ask("patria.incidents.groups.reduce((n, g) => n + g.count, 0)") == count
    zoom = city_map.centre[2]
    x, y = city_map.ask(
        """(() => { const I = patria.incidents, g = I.groups.reduce((a, b) => a.count > b.count ? a : b),
        c = patria.map.layerPointToContainerPoint(I._corner); return [g.x + c.x, g.y + c.y]; })()"""
    )
    city_map.click(QPoint(round(x), round(y)))
    city_map.until(f"patria.map.getZoom() > {zoom!r}")


def test_the_window_with_the_map_needs_no_graphics_card(city_map: Map) -> None:
    window = city_map.view.window().windowHandle()
    assert window.surfaceType() is QSurface.SurfaceType.RasterSurface


def test_a_key_that_brings_the_keyboard_brings_it_to_the_map(city_map: Map, qtbot: QtBot) -> None:
    ring = "getComputedStyle(document.querySelector('.focus')).display"
    city_map.view.activateWindow()
    city_map.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    city_map.until(ring, "block")
    before = city_map.centre
    with qtbot.waitSignal(city_map.view.lock_changed, timeout=PATIENCE_MS):
        QTest.keyClick(city_map.surface, Qt.Key.Key_Right)
    city_map.until(f"patria.map.getCenter().lng > {before[1]!r}")
    with qtbot.waitSignal(city_map.view.left, timeout=PATIENCE_MS):
        QTest.keyClick(city_map.surface, Qt.Key.Key_Escape)
    city_map.click(QPoint(200, 150))
    city_map.until(ring, "none")


def test_without_streets_the_city_stays_in_sight(city_map: Map) -> None:
    city_map.view.apply(delta((5, -7.99, 112.01, 1)))
    city_map.until_drawn(1)
    before = city_map.centre
    city_map.view.show_incident(5)
    assert city_map.centre == before
    city_map.view.show_place(-8.3, 112.5)  # far outside: as near as there is something around it
    city_map.until("patria.map.getCenter().lat < -8.29 && patria.map.getZoom() < 15")
    city_map.view.show_incident(5)
    assert city_map.centre == before


def test_a_place_that_is_no_incident_yet_has_its_mark(city_map: Map) -> None:
    marks = "document.querySelectorAll('.spot').length"
    city_map.view.set_spot((-8.0, 112.0))
    city_map.until(marks, 1)
    city_map.view.set_spot((-8.01, 112.0))
    city_map.until(marks, 1)
    city_map.view.set_spot(None)
    city_map.until(marks, 0)
