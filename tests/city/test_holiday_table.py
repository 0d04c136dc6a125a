"""Closed days: national holidays, cuti bersama and the city's own."""

from __future__ import annotations

from datetime import date

import msgspec

from services.city.holiday_table import calendar_for, closed_days
from tests.city.making import arjuna, blitar


def test_national_holidays_and_cuti_bersama_are_closed() -> None:
    assert date(2026, 8, 17) in closed_days(blitar(), 2026)  # Hari Kemerdekaan
    assert date(2025, 4, 4) in closed_days(blitar(), 2025)  # cuti bersama Idulfitri
    assert date(2026, 11, 23) not in closed_days(blitar(), 2026)


def test_a_city_adds_its_own_days() -> None:
    assert date(2026, 11, 23) in closed_days(arjuna(), 2026)


def test_a_country_without_a_table_keeps_only_the_city_s_own_days() -> None:
    pack = arjuna()
    nowhere = msgspec.structs.replace(pack, city=msgspec.structs.replace(pack.city, country="XX"))
    assert closed_days(nowhere, 2026) == {date(2026, 11, 23)}


def test_the_calendar_speaks_the_city_s_clock() -> None:
    calendar = calendar_for(blitar())
    assert str(calendar.zone) == "Asia/Jakarta"
    assert not calendar.is_working_day(date(2026, 8, 17))
    assert calendar.is_working_day(date(2026, 8, 18))
    assert not calendar.is_working_day(date(2025, 12, 26))  # cuti bersama, another year
