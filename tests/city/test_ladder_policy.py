"""The timers of orders in the city pack: read, checked, and told with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.city.loader import check_pack, load_pack
from services.contract.orders import ReceiptKind, Urgency
from services.rules import ladder
from tests.city.making import ARJUNA, blitar, copy_of

STALE = "  claim_stale_minutes: 5\n"


def test_the_citys_own_timers_are_in_force() -> None:
    policy = blitar().policy
    timers = ladder.timers_of(policy)
    assert timers[Urgency.IMMEDIATE][ReceiptKind.ON_SCENE] == 15 * 60_000
    assert all(clock.source for clocks in policy.ladder.values() for clock in clocks)
    assert ladder.expiry_of(policy, Urgency.ROUTINE) == 1440 * 60_000


def written(tmp_path: Path, *lines: str) -> Path:
    """The invented city with these lines in its policy."""
    return copy_of(ARJUNA, tmp_path, city=(STALE, STALE + "".join(f"  {line}\n" for line in lines)))


def test_what_a_city_writes_replaces_the_default(tmp_path: Path) -> None:
    rung = "{ rung: seen, minutes: 9, source: SK 1/2026 }"
    policy = load_pack(written(tmp_path, "ladder:", f"  urgent: [{rung}]")).policy
    assert ladder.timers_of(policy)[Urgency.URGENT][ReceiptKind.SEEN] == 9 * 60_000


@pytest.mark.parametrize(
    ("rung", "part"),
    [
        ("{ rung: seen, minutes: 9, source: '' }", "source"),
        ("{ rung: seen, minutes: 9, source: a }, { rung: seen, minutes: 8, source: a }", "dua kali"),
        ("{ rung: terbang, minutes: 9, source: a }", "delivered|seen"),
        ("{ rung: seen, minutes: 0, source: a }", ">= 1"),
        ("{ rung: seen, source: a }", "minutes"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, rung: str, part: str) -> None:
    found = check_pack(written(tmp_path, "ladder:", f"  urgent: [{rung}]"))
    assert [problem for problem in found if problem.file == "city.yaml" and part in problem.message], found


def test_an_unknown_urgency_is_told(tmp_path: Path) -> None:
    found = check_pack(written(tmp_path, "ladder: { besok: [] }"))
    assert [problem for problem in found if problem.file == "city.yaml"], found
