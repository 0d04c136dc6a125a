"""Columns of the map: latest value per incident, nothing told twice, nothing forgotten."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.map.delta import MapDelta, MapFlag
from widgets.map.points import ABSENT, HEADER, Points, mercator


class Page:
    """What the page makes of the messages, in plain Python."""

    def __init__(self) -> None:
        self.marks: dict[int, tuple[float, float, int]] = {}

    def take(self, message: bytes) -> None:
        reset, rows, used, _ = HEADER.unpack_from(message)
        if reset:
            self.marks.clear()
        x = np.frombuffer(message, "<f8", rows, 16)
        y = np.frombuffer(message, "<f8", rows, 16 + 8 * rows)
        slots = np.frombuffer(message, "<u4", rows, 16 + 16 * rows)
        codes = np.frombuffer(message, np.uint8, rows, 16 + 20 * rows)
        assert len(message) == 16 + 21 * rows
        assert (slots < used).all()
        for at, slot in enumerate(slots.tolist()):
            if codes[at] == ABSENT:
                self.marks.pop(slot, None)
            else:
                self.marks[slot] = (float(x[at]), float(y[at]), int(codes[at]))


def rows(
    *values: tuple[int, float, float, int, int], removed: tuple[int, ...] = (), reset: bool = False
) -> MapDelta:
    columns = list(zip(*values, strict=True)) if values else [()] * 5
    ids, lat, lon, severity, flags = columns
    return MapDelta(
        np.array(ids, np.int64),
        np.array(lat, np.float64),
        np.array(lon, np.float64),
        np.array(severity, np.uint8),
        np.array(flags, np.uint8),
        np.array(removed, np.int64),
        reset,
    )


def test_mercator_matches_the_definition_at_known_places() -> None:
    x, y = mercator(np.array([0.0, 85.05112877980659, -85.05112877980659]), np.array([0.0, 180.0, -180.0]))
    np.testing.assert_allclose(x, [0.5, 1.0, 0.0])
    np.testing.assert_allclose(y, [0.5, 0.0, 1.0], atol=1e-9)


def test_the_last_of_repeated_rows_counts() -> None:
    points = Points()
    points.apply(rows((7, -8.0, 112.0, 3, MapFlag.OPEN), (7, -8.1, 112.1, 0, MapFlag.OPEN)))
    assert points.position(7) == (-8.1, 112.1)
    page = Page()
    page.take(points.take())
    assert [code & 3 for _, _, code in page.marks.values()] == [0]


def test_a_place_that_gets_lost_takes_the_mark_off_the_map() -> None:
    points = Points()
    points.apply(rows((7, -8.0, 112.0, 3, MapFlag.OPEN)))
    points.apply(rows((7, float("nan"), 112.0, 3, MapFlag.OPEN)))
    page = Page()
    page.take(points.take())
    assert page.marks == {}
    assert points.position(7) is None


def test_nothing_is_pending_after_telling_and_everything_after_a_new_page() -> None:
    points = Points()
    points.apply(rows((7, -8.0, 112.0, 3, MapFlag.OPEN)))
    first = points.take()
    assert not points.pending
    points.tell_all_again()
    assert points.pending
    assert points.take() == first


INCIDENTS = st.integers(1, 40) | st.integers(2**32 + 1, 2**32 + 3)
ROW = st.tuples(
    INCIDENTS,
    st.floats(-60, 60),
    st.floats(-179, 179) | st.just(float("nan")),
    st.integers(0, 3),
    st.integers(0, 15),
)
STEP = st.tuples(st.lists(ROW, max_size=12), st.lists(INCIDENTS, max_size=4), st.booleans(), st.booleans())


@given(st.lists(STEP, max_size=12))
def test_the_page_always_ends_with_what_the_console_knows(
    steps: list[tuple[list[tuple[int, float, float, int, int]], list[int], bool, bool]],
) -> None:
    points, page, known = Points(), Page(), dict[int, tuple[float, float, int]]()
    for values, removed, reset, told in steps:
        points.apply(rows(*values, removed=tuple(removed), reset=reset and bool(values)))
        if reset and values:
            known.clear()
        for incident in removed:
            known.pop(incident, None)
        for incident, lat, lon, severity, flags in values:
            if np.isnan(lon):
                known.pop(incident, None)
            else:
                known[incident] = (lat, lon, severity | flags << 2)
        if told:
            page.take(points.take())
    page.take(points.take())
    assert not points.pending
    shown = {points.incident_at(slot): mark for slot, mark in page.marks.items()}
    assert set(shown) == set(known)
    for incident, (lat, lon, code) in known.items():
        x, y = mercator(np.array([lat]), np.array([lon]))
        assert shown[incident][:2] == pytest.approx((x[0], y[0]), abs=1e-9)
        assert shown[incident][2] == code


@pytest.mark.parametrize("slot", [-1, 1, 10_000])
def test_a_slot_the_console_never_gave_means_nothing(slot: int) -> None:
    points = Points()
    points.apply(rows((7, -8.0, 112.0, 3, MapFlag.OPEN)))
    assert points.incident_at(slot) is None


def test_importing_the_map_loads_neither_webengine_nor_folium(repository: Path) -> None:
    script = "import sys, widgets.map; print([n for n in sys.modules if any(h in n for h in %r)])"
    heavy = ("WebEngine", "QtNetwork", "QtSql", "folium", "pmtiles")
    done = subprocess.run(
        [sys.executable, "-c", script % (heavy,)], cwd=repository, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
