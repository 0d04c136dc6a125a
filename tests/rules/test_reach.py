"""Escalation follows what truly answered; nobody is ever dropped because of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.contract.contacts import Contact, ContactChannel, Reach, reach_key
from services.rules.reach import (
    ENOUGH,
    STALE_MS,
    Evidence,
    Verified,
    agency_answers,
    answers,
    channel_order,
    contact_order,
    evidence,
    of_contact,
    percentile,
    verified,
)

KINDS = ("phone", "whatsapp", "email", "sms", "telegram")
NOW = 1_800_000_000_000


def contact(name: str = "piket", rank: int = 0, kinds: tuple[str, ...] = KINDS) -> Contact:
    channels = tuple(ContactChannel(kind=kind, address=f"{kind}-{name}") for kind in kinds)
    return Contact(id=name, agency="dlh", name=name, rank=rank, channels=channels)


def key(of: Contact, kind: str) -> str:
    return reach_key(of.id, kind, f"{kind}-{of.name}")


reaches = st.builds(
    Reach,
    tries=st.integers(0, 9),
    answered=st.integers(0, 9),
    answered_at=st.integers(0, NOW),
    answer_ms=st.lists(st.integers(1, 10_000_000), max_size=20),
)


@given(st.lists(st.integers(1, 10**7)), st.floats(0, 1))
def test_a_percentile_is_a_value_that_was_seen(values: list[int], share: float) -> None:
    found = percentile(values, share)
    if not values:
        assert found == -1
        return
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)


@given(st.dictionaries(st.sampled_from(KINDS), reaches))
def test_evidence_reorders_channels_and_drops_none(known: dict[str, Reach]) -> None:
    one = contact()
    table = {key(one, kind): reach for kind, reach in known.items()}
    ordered = channel_order(one, table)
    assert sorted(channel.kind for channel in ordered) == sorted(KINDS)
    if all(evidence(reach) is Evidence.UNKNOWN for reach in known.values()):
        assert ordered == list(one.channels)
    groups = [evidence(table.get(key(one, channel.kind))) for channel in ordered]
    assert groups == sorted(groups, key=list(Evidence).index)


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=6),
    st.lists(reaches, min_size=6, max_size=6),
)
def test_rank_leads_unless_somebody_never_answers(ranks: list[int], known: list[Reach]) -> None:
    people = [contact(f"p{number}", rank, ("whatsapp",)) for number, rank in enumerate(ranks)]
    table = {key(one, "whatsapp"): reach for one, reach in zip(people, known, strict=False)}
    ordered = contact_order(people, table)
    assert {one.id for one in ordered} == {one.id for one in people}
    silent = [evidence(table[key(one, "whatsapp")]) is Evidence.SILENT for one in ordered]
    assert silent == sorted(silent)
    heard = [one.rank for one, mute in zip(ordered, silent, strict=True) if not mute]
    assert heard == sorted(heard)


def test_the_faster_of_two_that_answer_comes_first() -> None:
    one = contact()
    table = {
        key(one, "email"): Reach(tries=4, answered=4, answer_ms=[900_000] * 4),
        key(one, "sms"): Reach(tries=4, answered=3, answer_ms=[40_000] * 3),
        key(one, "phone"): Reach(tries=ENOUGH),
    }
    assert [channel.kind for channel in channel_order(one, table)] == [
        "sms",
        "email",
        "whatsapp",
        "telegram",
        "phone",
    ]


def test_an_agency_answers_as_its_contacts_do() -> None:
    one, other = contact("a"), contact("b")
    table = {
        key(one, "sms"): Reach(tries=2, answered=1, answered_at=NOW - 5, answer_ms=[10]),
        key(other, "email"): Reach(tries=3, answered=2, answered_at=NOW, answer_ms=[20, 90]),
    }
    whole = agency_answers([one, other], "dlh", table)
    assert (whole.tries, whole.answered, whole.last_at, whole.counted) == (5, 3, NOW, 3)
    assert (whole.median_ms, whole.p90_ms) == (20, 90)
    assert answers(of_contact(one, table)).median_ms == 10
    assert agency_answers([one, other], "bpbd", table).median_ms == -1


def test_a_verification_grows_old() -> None:
    channel = ContactChannel(kind="sms", address="0812", verified_at=NOW - STALE_MS)
    assert verified(channel, NOW) is Verified.FRESH
    assert verified(channel, NOW + 1) is Verified.OLD
    assert verified(ContactChannel(kind="sms", address="0812"), NOW) is Verified.NEVER
