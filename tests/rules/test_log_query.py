"""Searching the shift log: each way of writing something finds its part, and nothing typed can break it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.log_query import Query, parse

ZONE = ZoneInfo("Asia/Jakarta")
NOW = int(datetime(2026, 11, 22, 0, 30, tzinfo=ZONE).timestamp() * 1000)
DAY = 86_400_000


def query(text: str) -> Query:
    numbers = {"BLT-261122-0001": 7, "#1": 7}
    return parse(text, {"damkar": "dk", "satpol-pp": "pp"}, lambda word: numbers.get(word, 0), NOW, ZONE)


def at(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=ZONE).timestamp() * 1000)


def test_every_part_is_understood() -> None:
    found = query("Genset #Logistik @tono dari:Siti regu:pagi DAMKAR blt-261122-0001 kemarin")
    assert found == Query(
        words=("genset", "#logistik", "@tono"),
        user="siti",
        shift="pagi",
        agency="dk",
        incident_id=7,
        start=at(2026, 11, 21),
        end=at(2026, 11, 22),
    )


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("hari-ini", (2026, 11, 22)),
        ("kemarin", (2026, 11, 21)),
        ("21/11", (2026, 11, 21)),
        ("23/11", (2025, 11, 23)),
        ("1/2/2024", (2024, 2, 1)),
        ("2026-01-31", (2026, 1, 31)),
    ],
)
def test_days(word: str, day: tuple[int, int, int]) -> None:
    found = query(word)
    assert (found.start, found.end, found.words) == (at(*day), at(*day) + DAY, ())


@pytest.mark.parametrize(
    "word", ["31/02", "99/99", "29/2/2025", "2026-13-01", "dari:", "regu:", "#1x", "BLT-1-1"]
)
def test_what_is_no_part_is_a_word(word: str) -> None:
    assert query(word).words == (word.casefold(),)


def test_a_second_agency_or_incident_is_looked_for_as_a_word() -> None:
    assert query("damkar satpol-pp") == Query(agency="dk", words=("satpol-pp",))
    assert query("#1 BLT-261122-0001") == Query(incident_id=7, words=("blt-261122-0001",))


@given(st.text(max_size=80))
def test_anything_may_be_typed(text: str) -> None:
    assert query(text).empty == (not text.split())
