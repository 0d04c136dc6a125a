"""The roster: swaps and substitutes win, gaps are gaps, midnight is a moment like any other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.contract.contacts import Duty, DutyKind
from services.rules.duty import clash, on_duty, watch

HOUR = 3_600_000
MIDNIGHT = 1_795_219_200_000
"""Local midnight of 2026-11-21 in no particular zone: the rules know none."""


def duty(who: str, start: int, end: int, kind: DutyKind = DutyKind.REGULAR, agency: str = "dlh") -> Duty:
    """From `start` to `end` in hours after midnight."""
    return Duty(
        id=f"{who}-{kind}-{start}",
        agency=agency,
        contact_id=who,
        start=MIDNIGHT + start * HOUR,
        end=MIDNIGHT + end * HOUR,
        kind=kind,
    )


def at(hour: float) -> int:
    return MIDNIGHT + int(hour * HOUR)


NIGHT = [duty("ani", -2, 6), duty("budi", 6, 14)]


def test_a_night_shift_goes_on_after_midnight() -> None:
    for hour in (-2, -0.5, 0, 5.99):
        found = watch(NIGHT, "dlh", at(hour))
        assert found.now is NIGHT[0]
        assert (found.until, found.then, found.then_at) == (at(6), NIGHT[1], at(6))
    assert watch(NIGHT, "dlh", at(6)).now is NIGHT[1]


def test_a_gap_is_said_with_its_end() -> None:
    roster = [*NIGHT, duty("citra", 16, 22)]
    gap = watch(roster, "dlh", at(15))
    assert (gap.now, gap.until, gap.then, gap.then_at, gap.known) == (None, at(16), roster[2], at(16), True)
    before = watch(roster, "dlh", at(13))
    assert (before.until, before.then_at) == (at(14), at(16))
    over = watch(roster, "dlh", at(22))
    assert (over.now, over.until, over.then, over.known) == (None, 0, None, True)
    assert not watch(roster, "bpbd", at(13)).known


def test_a_substitute_wins_over_a_swap_and_a_swap_over_the_roster() -> None:
    swap, substitute = duty("dewi", 0, 4, DutyKind.SWAP), duty("eko", 1, 2, DutyKind.SUBSTITUTE)
    roster = [substitute, *NIGHT, swap]
    expected = {-1: "ani", 0: "dewi", 1: "eko", 2: "dewi", 4: "ani", 6: "budi"}
    for hour, who in expected.items():
        found = watch(roster, "dlh", at(hour))
        assert found.now is not None
        assert found.now.contact_id == who
    inside = watch(roster, "dlh", at(1.5))
    assert inside.replaced is NIGHT[0]
    assert (inside.until, inside.then) == (at(2), swap)


def test_only_the_same_kind_at_the_same_time_clashes() -> None:
    assert clash(NIGHT, duty("citra", 5, 7)) is NIGHT[0]
    assert clash(NIGHT, duty("citra", 14, 15)) is None
    assert clash(NIGHT, duty("citra", 5, 7, DutyKind.SWAP)) is None
    assert clash(NIGHT, duty("citra", 5, 7, agency="bpbd")) is None
    assert clash(NIGHT, NIGHT[0]) is None


def _hours(draw: st.DrawFn) -> Duty:
    start = draw(st.integers(0, 30))
    return duty(
        draw(st.sampled_from(["a", "b", "c"])),
        start,
        start + draw(st.integers(0, 12)),
        draw(st.sampled_from(DutyKind)),
        draw(st.sampled_from(["dlh", "dlh", "bpbd"])),
    )


rosters = st.lists(st.composite(_hours)(), max_size=8, unique_by=lambda one: one.id)


@given(rosters, st.randoms(use_true_random=False), st.integers(-1, 44))
def test_the_order_of_the_roster_does_not_matter(roster: list[Duty], chance: object, hour: int) -> None:
    shuffled = list(roster)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert watch(roster, "dlh", at(hour)) == watch(shuffled, "dlh", at(hour))


@given(rosters, st.integers(-1, 44))
def test_what_is_said_holds_until_it_is_said_to_change(roster: list[Duty], hour: int) -> None:
    """Against the plain answer, hour by hour."""
    found = watch(roster, "dlh", at(hour))
    answers = [on_duty(roster, "dlh", at(later)) for later in range(hour, 50)]
    assert answers[0] == found.now
    other = next((place for place, answer in enumerate(answers) if answer != found.now), None)
    assert found.until == (0 if other is None else at(hour + other))
    following = next((p for p, answer in enumerate(answers) if answer not in (None, found.now)), None)
    if found.now is None or following is None or found.now not in answers[:following]:
        assert found.then_at == (0 if following is None else at(hour + following))
    if found.now is not None:
        assert found.now.start <= at(hour) < found.now.end
        assert found.now.agency == "dlh"
        stronger = {DutyKind.REGULAR: (), DutyKind.SWAP: (DutyKind.REGULAR,)}.get(found.now.kind)
        if stronger is not None:
            running = [one for one in roster if one.agency == "dlh" and one.start <= at(hour) < one.end]
            assert all(one.kind in (*stronger, found.now.kind) for one in running)
