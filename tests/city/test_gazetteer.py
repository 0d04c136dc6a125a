"""Places are found as people type them, and never claimed more exactly than they are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.city.gazetteer import Gazetteer, PlaceMatch
from services.contract.records import Placement
from tests.city.making import arjuna, blitar

BLITAR = Gazetteer(blitar())
ARJUNA = Gazetteer(arjuna())


def best(text: str) -> PlaceMatch:
    return BLITAR.search_places(text)[0]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kel. Sukorejo", "Kelurahan Sukorejo, Kecamatan Sukorejo"),
        ("kec sananwetan", "Kecamatan Sananwetan"),
        ("kecamatan Kepanjenkidul", "Kecamatan Kepanjenkidul"),
        ("kepanjen lor", "Kelurahan Kepanjenlor, Kecamatan Kepanjenkidul"),
        ("bendogrit", "Kelurahan Bendogerit, Kecamatan Sananwetan"),
        ("Karang tengah", "Kelurahan Karangtengah, Kecamatan Sananwetan"),
        ("tanjungsri rt 02 rw 05", "Kelurahan Tanjungsari, Kecamatan Sukorejo"),
        ("jln verteran", "Jalan Veteran"),
        ("Jl. Sudanco Supriyadi no 12", "Jalan Sudanco Supriyadi"),
        ("jl a yani", "Jalan Ahmad Yani"),
        ("alun2", "Alun-alun Kota Blitar"),
        ("makam bk", "Makam Bung Karno, Kelurahan Bendogerit"),
        ("depan istana gebang", "Istana Gebang, Kelurahan Sananwetan"),
        ("kota blitar", "Kota Blitar (seluruhnya)"),
        ("send", None),
        ("sento", None),
        ("sent", "Kelurahan Sentul, Kecamatan Kepanjenkidul"),
        ("kab blitar", None),
        ("", None),
        ("!!!", None),
        ("rt 01 rw 02", None),
    ],
)
def test_found_as_typed(text: str, label: str | None) -> None:
    found = BLITAR.search_places(text)
    assert (found[0].label if found else None) == label


@pytest.mark.parametrize("name", ["sukorejo", "sananwetan", "kepanjenkidul", "blitar"])
def test_shared_names_are_offered_together_as_ambiguous(name: str) -> None:
    first, second, *rest = BLITAR.search_places(name)
    assert first.ambiguous
    assert second.ambiguous
    assert {first.kind, second.kind} in ({"area", "district"}, {"area", "city"})
    assert not any(match.ambiguous for match in rest)


@pytest.mark.parametrize("text", ["kel sukorejo", "kec sukorejo", "kelurahan blitar"])
def test_the_word_before_settles_it(text: str) -> None:
    assert not best(text).ambiguous


def test_positions_are_what_they_are() -> None:
    area = best("sentul")
    assert (area.placement, area.approximate) == (Placement.AREA, True)
    assert "perkiraan" in area.note
    street = best("jalan merdeka")
    assert (street.placement, street.lat, street.lon, street.area) == (Placement.UNKNOWN, None, None, "")
    landmark = best("istana gebang")
    assert (landmark.placement, landmark.approximate) == (Placement.AREA, True)
    measured = ARJUNA.search_places("pasar apung")[0]
    assert (measured.placement, measured.approximate, measured.lat) == (Placement.LANDMARK, False, -3.3105)


def test_a_street_with_its_kelurahan_is_placed_there() -> None:
    found = BLITAR.search_places("pohon tumbang di jl merdeka kel kepanjenlor dekat rumah pak lurah")
    street = next(match for match in found if match.kind == "street")
    assert street.label == "Jalan Merdeka, Kelurahan Kepanjenlor"
    assert (street.placement, street.area) == (Placement.AREA, "35.72.01.1007")
    assert street.approximate


def test_another_city_has_its_own_words() -> None:
    assert ARJUNA.search_places("anggrek raya")[0].label == "Desa Anggrek Raya, Distrik Hilir"
    assert not ARJUNA.search_places("sananwetan")
    assert ARJUNA.search_places("distrik hulu")[0].label == "Distrik Hulu"
    assert ARJUNA.search_places("desa hulu")[0].label == "Desa Hulu, Distrik Hulu"
    assert ARJUNA.search_places("hulu")[0].ambiguous


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    for match in BLITAR.search_places(text):
        assert 0 < match.score <= 1
        assert (match.lat is None) == (match.lon is None)
        assert (match.lat is None) == (match.placement is Placement.UNKNOWN)


@given(
    st.sampled_from([a.name for a in blitar().areas]),
    st.booleans(),
    st.sampled_from(["", "kel ", "Kelurahan "]),
)
def test_every_kelurahan_is_found_by_its_name(name: str, upper: bool, before: str) -> None:
    text = before + (name.upper() if upper else name.lower())
    found = BLITAR.search_places(text)
    assert any(
        m.kind == "area" and m.score == found[0].score and m.label.startswith(f"Kelurahan {name},")
        for m in found
    )
