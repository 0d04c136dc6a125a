"""What a note names, found in the text."""

from hypothesis import given
from hypothesis import strategies as st

from services.rules.mentions import MOST, MOST_TAGS, mentions

AGENCIES = {"dlh": "dlh", "damkar": "pemadam"}
INCIDENTS = {"KB-261121-0187": 7, "#12": 9}


def found(text: str) -> tuple[tuple[object, ...], ...]:
    return tuple(mentions(text, AGENCIES, lambda written: INCIDENTS.get(written, 0)))


def test_each_kind_is_recognised_once() -> None:
    text = "Genset @DLH kosong #genset #Genset, lihat kb-261121-0187 dan #12; @budi. @damkar ke #12"
    assert found(text) == (("genset",), ("dlh", "pemadam"), ("budi",), (7, 9))


def test_an_address_a_longer_number_and_an_unknown_one_are_none() -> None:
    assert found("surat ke a@dlh.go.id, XKB-261121-01871-2, #99, KB-261121-0001") == ((), (), (), ())


@given(st.text(alphabet="#@abK-1 0.", max_size=400))
def test_any_text_gives_bounded_mentions(text: str) -> None:
    tags, agencies, persons, incidents = found(text)
    assert len(tags) <= MOST_TAGS
    assert max(len(agencies), len(persons), len(incidents)) <= MOST
    assert all(0 < len(str(each)) <= 64 for each in (*tags, *persons))
