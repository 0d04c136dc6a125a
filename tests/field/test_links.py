"""The signed link: what it says is what was put in, and nothing else opens."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.errors import KnownError
from services.outreach.links import EPOCH_CHARS, PREFIX, Links

EPOCH = "0123456789abcdef0123456789abcdef"
NOW = 1_763_740_000_000
LINKS = Links(b"s" * 32, "https://kota.example/")


def token_of(url: str) -> str:
    return urlsplit(url).path.removeprefix(PREFIX)


@given(
    st.integers(1, 2**40),
    st.from_regex(r"[a-z][a-z0-9_-]{0,30}", fullmatch=True),
    st.integers(NOW + 1000, NOW + 10**11),
)
def test_a_link_says_what_was_put_in(order_id: int, agency: str, expires_at: int) -> None:
    url = LINKS.make(EPOCH, order_id, agency, expires_at)
    ticket = LINKS.read(token_of(url), NOW)
    assert url.startswith("https://kota.example/t/")
    assert (ticket.epoch, ticket.order_id, ticket.agency) == (EPOCH[:EPOCH_CHARS], order_id, agency)
    assert 0 <= expires_at - ticket.expires_at < 1000


def test_a_link_is_short_enough_for_a_text_message() -> None:
    assert len(token_of(LINKS.make(EPOCH, 1234, "dinas-lingkungan", NOW + 1000))) < 120


def test_an_expired_link_is_refused() -> None:
    token = token_of(LINKS.make(EPOCH, 7, "dlh", NOW))
    assert LINKS.read(token, NOW - 1).order_id == 7
    with pytest.raises(KnownError, match="kedaluwarsa") as refused:
        LINKS.read(token, NOW)
    assert refused.value.code == "link_expired"


def test_another_servers_link_is_refused() -> None:
    with pytest.raises(KnownError) as refused:
        LINKS.read(token_of(Links(b"o" * 32, "https://kota.example").make(EPOCH, 7, "dlh", NOW + 9)), NOW)
    assert refused.value.code == "link_forged"


@given(st.data())
def test_no_changed_token_opens(data: st.DataObject) -> None:
    token = token_of(LINKS.make(EPOCH, 7, "dlh", NOW + 10_000))
    spot = data.draw(st.integers(0, len(token) - 2))  # the last character carries unused bits
    changed = token[:spot] + data.draw(st.sampled_from("AZaz09-_.").filter(lambda c: c != token[spot]))
    with pytest.raises(KnownError):
        LINKS.read(changed + token[spot + 1 :], NOW)


@given(st.text(max_size=400))
def test_no_text_is_a_defect(text: str) -> None:
    with pytest.raises(KnownError) as refused:
        LINKS.read(text, NOW)
    assert refused.value.code == "link_forged"
