"""What a restatement leaves out of the item it restates."""

from hypothesis import given
from hypothesis import strategies as st

from services.contract.briefing import Item
from services.rules.restating import MOST, missing

ITEM = Item(key="incident:1", title="Banjir 40 cm", place="Kel. Gedog", next="BPBD: belum di lokasi")


def test_the_name_of_a_place_counts_and_not_its_sort() -> None:
    assert missing(ITEM, "banjir 40 cm di Gedog, BPBD belum di lokasi") == ()
    assert missing(ITEM, "banjir 40 cm, BPBD belum di lokasi") == ("gedog",)


def test_a_category_of_two_things_needs_only_the_one() -> None:
    item = Item(key="incident:1", title="Kabel listrik putus atau menjuntai")
    assert missing(item, "kabel listrik menjuntai, putus") == ()


def test_a_number_is_named_exactly() -> None:
    assert missing(ITEM, "banjir 14 cm di Gedog, BPBD belum di lokasi") == ("40 cm",)


@given(st.text(max_size=200))
def test_any_words_leave_out_a_bounded_number(words: str) -> None:
    assert len(missing(ITEM, words)) <= MOST
