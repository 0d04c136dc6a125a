"""Form bodies: what any sender may throw at the door."""

from __future__ import annotations

from urllib.parse import parse_qs, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.errors import Rejected
from services.intake import forms

sane = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(forms.clean)


@given(st.lists(st.tuples(sane.filter(lambda s: 0 < len(s) < 12), sane.filter(str.strip)), max_size=20))
def test_what_was_encoded_is_what_is_read(pairs: list[tuple[str, str]]) -> None:
    wanted: dict[str, list[str]] = {}
    for name, value in pairs:
        wanted.setdefault(name, []).append(value)
    assert forms.parse(urlencode(pairs).encode()) == wanted


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_leave_only_storable_text(body: bytes) -> None:
    try:
        fields = forms.parse(body)
    except Rejected:
        return
    for name, values in fields.items():
        for text in (name, *values):
            assert text == forms.clean(text)
            text.encode()


@given(st.text(alphabet="abc=&%+;é🙂0", max_size=60))
def test_agrees_with_the_standard_library_on_what_both_take(text: str) -> None:
    body = quote_plus(text, safe="=&%+;").encode()
    library = {
        name: kept
        for name, values in parse_qs(body.decode(), encoding="utf-8", errors="replace").items()
        if (kept := [value for value in values if value.strip()])
    }
    mine = forms.parse(body)
    if not any("\ufffd" in value for values in library.values() for value in (*values, "")):
        assert {k: v for k, v in mine.items() if k} == {k: v for k, v in library.items() if k}


def test_an_empty_value_counts_as_not_sent() -> None:
    assert forms.parse(b"lat=&long=+++&phone") == {}


def test_windows_text_is_kept_legible() -> None:
    assert forms.parse(b"description=Caf%E9%20%96%20rusak")["description"] == ["Café – rusak"]


def test_nul_and_other_controls_are_replaced_and_line_breaks_stay() -> None:
    assert forms.parse(b"d=a%00b%1Bc%0Ad%0De%09f")["d"] == ["a\ufffdb\ufffdc\nd\re\tf"]


def test_too_large_bodies_and_too_many_fields_are_refused_in_words() -> None:
    with pytest.raises(Rejected, match="melebihi 128 KiB"):
        forms.parse(b"d=" + b"x" * forms.MAX_BODY)
    with pytest.raises(Rejected, match="lebih dari 200 bidang"):
        forms.parse(b"a=1&" * forms.MAX_FIELDS)


def test_a_field_sent_twice_counts_once_unless_it_differs() -> None:
    fields = forms.parse(b"lat=-8.1&lat=-8.1&long=1&long=2")
    assert forms.single(fields, "lat", 20) == "-8.1"
    with pytest.raises(Rejected, match="long dikirim lebih dari sekali dengan isi berbeda"):
        forms.single(fields, "long", 20)


def test_a_text_beyond_its_limit_is_refused_with_both_numbers() -> None:
    fields = forms.parse(urlencode({"description": "ꦧ" * 4001}).encode())
    with pytest.raises(Rejected, match=r"description memuat 4\.001 karakter; paling banyak 4\.000"):
        forms.single(fields, "description", 4000)
    assert len(forms.single(forms.parse(urlencode({"d": "ꦧ" * 4000}).encode()), "d", 4000)) == 4000


def test_lists_may_be_repeated_or_comma_separated() -> None:
    fields = forms.parse(b"status=open,closed&status=open&status=+,")
    assert forms.listed(fields, "status") == ("open", "closed")
