"""When many reports become one line: the city's own figures, told with their line where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.city.loader import check_pack, load_pack
from services.contract.city import Policy
from services.rules.surge import limits_of
from tests.city.making import ARJUNA, arjuna, blitar, copy_of

STALE = "  claim_stale_minutes: 5\n"


def written(tmp_path: Path, *lines: str) -> Path:
    """The invented city with these lines in its policy."""
    return copy_of(ARJUNA, tmp_path, city=(STALE, STALE + "".join(f"  {line}\n" for line in lines)))


def test_half_an_hour_and_five_where_the_city_says_nothing() -> None:
    assert limits_of(Policy()) == limits_of(arjuna().policy) == limits_of(blitar().policy) == (1_800_000, 5)


def test_what_a_city_writes_counts(tmp_path: Path) -> None:
    pack = load_pack(written(tmp_path, "surge_window_min: 45", "surge_least: 12"))
    assert limits_of(pack.policy) == (45 * 60_000, 12)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("surge_least: 1", "surge_least: nilainya harus >= 2"),
        ("surge_least: 5000", "surge_least: nilainya harus <= 1000"),
        ("surge_window_min: 0", "surge_window_min: nilainya harus >= 1"),
        ("surge_window_min: 2000", "surge_window_min: nilainya harus <= 1440"),
        ("surge_least: banyak", "surge_least: di sini harus ada bilangan bulat"),
        ("surge_most: 9", "'surge_most' tidak dikenal"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, line: str, part: str) -> None:
    folder = written(tmp_path, line)
    at = (folder / "city.yaml").read_text().splitlines().index(f"  {line}") + 1
    assert [(p.file, p.line) for p in check_pack(folder) if part in p.message] == [("city.yaml", at)]
