"""Addresses of channels: what is taken, what is refused in words, what a program of the desk opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.contacts import CHANNEL_KINDS
from services.rules.addresses import address_problem, link_of


@pytest.mark.parametrize(
    ("kind", "address", "link"),
    [
        ("phone", "0342 555-0110", "tel:+623425550110"),
        ("phone", "112", "tel:112"),
        ("phone", "sip:piket@pbx.kota.go.id", "sip:piket@pbx.kota.go.id"),
        ("whatsapp", "0812-5555-0110", "https://wa.me/6281255550110"),
        ("sms", "+62 812 5555 0110", "sms:+6281255550110"),
        ("telegram", "@piket_dlh", "https://t.me/piket_dlh"),
        ("telegram", "-1001234567", ""),
        ("email", "piket@dlh.kota.go.id", "mailto:piket@dlh.kota.go.id"),
        ("radio", "Kanal 3 (154,275 MHz)", ""),
        ("webhook", "https://dlh.kota.go.id/masuk?x=1", ""),
        ("mqtt", "kota/dlh/piket", ""),
    ],
)
def test_what_is_right_can_be_opened(kind: str, address: str, link: str) -> None:
    assert address_problem(kind, address) == ""
    assert link_of(kind, address) == link


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("phone", "belum tahu"),
        ("phone", "0342-801171 (Budi)"),
        ("whatsapp", "112"),
        ("sms", "0812?body=x"),
        ("telegram", "piket"),
        ("email", "piket@dlh"),
        ("email", "a@b.id?bcc=lain@x.id, c@d.id"),
        ("webhook", "javascript:alert(1)"),
        ("webhook", "file:///etc/passwd"),
        ("mqtt", "kota/#"),
        ("radio", "  "),
        ("radio", "a\nb"),
    ],
)
def test_what_is_wrong_is_said_and_never_opened(kind: str, address: str) -> None:
    assert address_problem(kind, address).endswith(".")
    assert link_of(kind, address) == ""


@given(st.sampled_from(CHANNEL_KINDS), st.text(max_size=60))
def test_no_address_opens_anything_but_its_own_kind_of_link(kind: str, address: str) -> None:
    link = link_of(kind, address)
    begins = ("tel:", "sip:", "sips:", "sms:", "https://wa.me/", "https://t.me/", "mailto:")
    assert link == "" or (link.lower().startswith(begins) and " " not in link)
