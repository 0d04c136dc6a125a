"""Contacts as CSV and vCard: what goes out comes back; what cannot be taken is told with row and reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.contract.contacts import Contact, ContactChannel
from services.contract.errors import KnownError
from services.intake.contact_files import COLUMNS, read_contacts, render_csv, render_vcards

AGENCIES = ("bpbd", "dlh")
HEAD = ",".join(COLUMNS)
ADDRESSES = {
    "phone": ["0342 555 0110", "+62 342 555 0111", "112", "sip:piket@pbx.id"],
    "whatsapp": ["0812-5555-0110"],
    "telegram": ["@piket_dlh", "-1001234567"],
    "email": ["piket@dlh.kota.go.id"],
    "radio": ["Kanal 3; cadangan 7", "=Kanal, \"tujuh\""],
    "sms": ["081255550110"],
    "webhook": ["https://dlh.kota.go.id/masuk?a=1,2;b=3"],
    "mqtt": ["kota/dlh/piket"],
}  # fmt: skip
_words = st.text(
    st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029\u00a0\x85"), max_size=40
).map(str.strip)
_channels = st.sampled_from([(kind, one) for kind, all_ in ADDRESSES.items() for one in all_]).flatmap(
    lambda pair: st.builds(ContactChannel, kind=st.just(pair[0]), address=st.just(pair[1]), note=_words)
)
_contacts = st.builds(
    Contact,
    id=st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,20}\Z"),
    agency=st.sampled_from(AGENCIES),
    name=_words.filter(bool),
    position=_words,
    rank=st.integers(-5, 99),
    note=_words,
    channels=st.lists(_channels, max_size=5, unique_by=lambda one: (one.kind, one.address)).map(tuple),
)
_books = st.lists(_contacts, max_size=5, unique_by=lambda one: one.id)


@given(_books)
def test_a_spreadsheet_brings_everything_back(book: list[Contact]) -> None:
    read = read_contacts(render_csv(book), AGENCIES)
    assert read.refused == ()
    assert list(read.contacts) == book


@given(_books.filter(bool))
def test_cards_bring_everything_back(book: list[Contact]) -> None:
    read = read_contacts(render_vcards(book), AGENCIES)
    assert read.refused == ()
    assert list(read.contacts) == book


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"{HEAD}\n{text}".encode()))
def test_whatever_comes_in_is_taken_or_told(data: bytes) -> None:
    try:
        read = read_contacts(data, AGENCIES)
    except KnownError:
        return
    assert all(one.reason.endswith(".") and one.row > 0 for one in read.refused)
    assert all(contact.agency in AGENCIES for contact in read.contacts)


def test_when_somebody_answered_is_written_and_never_read() -> None:
    channel = ContactChannel(kind="phone", address="0342 555 0110", verified_at=1_795_300_000_000)
    data = render_csv([Contact(id="a", agency="dlh", name="Regu 2", channels=(channel,))])
    assert "2026-11-21" in data.decode()
    (contact,) = read_contacts(data, AGENCIES).contacts
    assert contact.channels == (replace(channel, verified_at=0),)


def test_a_spreadsheet_never_calculates_with_a_cell() -> None:
    contact = Contact(id="a", agency="dlh", name="=HYPERLINK(1)", note="+1", position="@x")
    for cell in render_csv([contact]).decode().splitlines()[1].split(","):
        assert not cell.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,xyz,Regu,,,,phone,112,,", "OPD “xyz” tidak ada dalam paket kota."),
        ("a,dlh,,,,,phone,112,,", "Nama kosong atau lebih panjang dari 120 huruf."),
        ("a,dlh,Regu,,satu,,phone,112,,", "Urutan “satu” bukan bilangan."),
        ("a,dlh,Regu,,,,faks,112,,", "Jenis saluran “faks” tidak dikenal"),
        ("a,dlh,Regu,,,,phone,tanya Budi,,", "Nomor telepon “tanya Budi”"),
        ("a b,dlh,Regu,,,,phone,112,,", "Kode “a b” hanya boleh"),
        ("a,dlh,Regu,,,,phone,112,,,lebih", "Baris ini mempunyai 11 kolom"),
        ("a,dlh,Regu,,,,phone,,,", "Alamat saluran masih kosong"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told(row: str, reason: str) -> None:
    good = "b,bpbd,Pusdalops,,,,phone,112,,"
    read = read_contacts(f"{HEAD}\n{row}\n{good}\n".encode(), AGENCIES)
    assert [contact.id for contact in read.contacts] == ["b"]
    (refused,) = read.refused
    assert refused.row == 2
    assert refused.reason.startswith(reason)
    assert refused.content == row


def test_half_a_contact_is_not_taken() -> None:
    rows = "a,dlh,Regu,,,,phone,112,,\na,dlh,Regu,,,,whatsapp,112,,\na,dlh,Lain,,,,sms,112,,"
    read = read_contacts(f"{HEAD}\n{rows}".encode(), AGENCIES)
    assert read.contacts == ()
    assert [one.row for one in read.refused] == [2, 3, 4]
    assert read.refused[0].reason == "Baris lain dari kontak ini tidak dapat diterima."
    assert read.refused[2].reason.startswith("Kolom nama berbeda dari baris 2")


def test_what_an_office_has_already() -> None:
    """Semicolons, another order of columns, Indonesian words for the kinds, no codes, an old encoding."""
    sheet = "opd;nama;jenis;alamat\r\ndlh;Regu é;telepon;0342 555 0110\r\ndlh;Regu é;WA;0812 5555 0110\r\n"
    (contact,) = read_contacts(sheet.encode("cp1252"), AGENCIES).contacts
    assert (contact.id, contact.name) == ("dlh-regu", "Regu é")
    assert [channel.kind for channel in contact.channels] == ["phone", "whatsapp"]
    phone = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Regu 2\nN:2;Regu\nORG:dlh;Bidang 1\nTEL;TYPE=CELL:0812 5555 0110\n"
        "EMAIL:a@dlh.id\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\nBEGIN:VCARD\nrusak\nEND:VCARD\n"
    )
    read = read_contacts(phone.encode(), AGENCIES)
    assert [channel.kind for channel in read.contacts[0].channels] == ["phone", "email"]
    assert [(one.row, one.reason[:22]) for one in read.refused] == [(2, "Kartu tidak terbaca: P")]


def test_something_else_is_no_list_of_contacts() -> None:
    with pytest.raises(KnownError, match="bukan daftar kontak"):
        read_contacts(b"tanggal,jumlah\n1,2\n", AGENCIES)
