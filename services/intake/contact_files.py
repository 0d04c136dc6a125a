"""Contacts as files people can read: CSV for a spreadsheet, vCard 3.0 for a telephone. Pure.

One row of the CSV is one channel; the rows of a contact share its code. A contact with a row that cannot be
taken is not taken at all, and every such row is told with its reason: half a contact misleads. When somebody
last answered is written for people to read and never read back (only reaching somebody verifies).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import vobject
from msgspec.structs import replace

from services.contract.contacts import CHANNEL_KINDS, Contact, ContactChannel
from services.contract.errors import KnownError
from services.rules.addresses import address_problem

MAX_BYTES: Final = 5_000_000
COLUMNS: Final = (
    "kode", "opd", "nama", "jabatan", "urutan", "catatan", "jenis", "alamat", "catatan_saluran",
    "terverifikasi",
)  # fmt: skip
_NEEDED: Final = ("opd", "nama")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""A spreadsheet would calculate with what begins so, or drop the apostrophe."""
_ID: Final = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
_LINE: Final = 300
_KIND_WORDS: Final = {
    "telepon": "phone", "telp": "phone", "hp": "phone", "wa": "whatsapp",
    "surel": "email", "sistem": "webhook",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refused:
    """A row (CSV, counted with the head as 1) or a card (vCard, counted from 1) that was not taken."""

    row: int
    reason: str
    content: str
    """As it stood in the file, for the person who puts it right."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds."""

    contacts: tuple[Contact, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: dict[str, str]
    content: str


def read_contacts(data: bytes, agencies: Iterable[str]) -> Read:
    """Contacts of a CSV or vCard file, told apart by their beginning. Raises `KnownError` for neither."""
    if len(data) > MAX_BYTES:
        raise KnownError("file_too_large", "Berkas kontak lebih dari 5 MB; bagi menjadi beberapa berkas.")
    text = _text(data)
    known = frozenset(agencies)
    if text.lstrip().upper().startswith("BEGIN:VCARD"):
        return _read_cards(text, known)
    return _read_rows(text, known)


def render_csv(contacts: Iterable[Contact]) -> bytes:
    """All contacts, one row a channel; with the mark a spreadsheet recognises UTF-8 by."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for contact in contacts:
        head = (contact.id, contact.agency, contact.name, contact.position, str(contact.rank), contact.note)
        for channel in contact.channels or (None,):
            tail = (channel.kind, channel.address, channel.note, _day(channel)) if channel else ("",) * 4
            writer.writerow([_guarded(cell) for cell in (*head, *tail)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def render_vcards(contacts: Iterable[Contact]) -> bytes:
    """All contacts as cards. A group (`ch1.`) keeps a channel's place, kind and note together."""
    return "".join(_card(contact).serialize(validate=False) for contact in contacts).encode()


def render(contacts: Iterable[Contact], name: str) -> bytes:
    """As the file's name wants it: `.vcf` cards, everything else CSV."""
    return render_vcards(contacts) if name.lower().endswith(".vcf") else render_csv(contacts)


def render_refused(refused: Iterable[Refused]) -> bytes:
    """What was not taken, with its reason, for a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("baris", "alasan", "isi"))
    for one in refused:
        writer.writerow((one.row, one.reason, _guarded(one.content)))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


# --- CSV ---


def _read_rows(text: str, agencies: frozenset[str]) -> Read:
    rows, refused = _rows(text)
    by_contact: dict[str, list[_Row]] = {}
    for row in rows:
        by_contact.setdefault(_code_of(row), []).append(row)
    contacts: list[Contact] = []
    for code, own in by_contact.items():
        problems = {row.number: _row_problem(row, own[0], agencies) for row in own}
        made = None
        if not any(problems.values()):
            made = _contact(code, own)
            problems = {own[-1].number: _contact_problem(made)}
        if made is not None and not any(problems.values()):
            contacts.append(made)
            continue
        also = "Baris lain dari kontak ini tidak dapat diterima."
        refused += [Refused(row.number, problems.get(row.number) or also, row.content) for row in own]
    return Read(tuple(contacts), tuple(sorted(refused, key=lambda one: one.row)))


def _rows(text: str) -> tuple[list[_Row], list[Refused]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        head = [cell.strip().lower() for cell in next(reader, [])]
    except csv.Error as error:
        raise _unreadable(str(error)) from None
    missing = [name for name in _NEEDED if name not in head]
    if missing:
        raise _unreadable(f"kolom {' dan '.join(missing)} tidak ada")
    rows: list[_Row] = []
    refused: list[Refused] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            number, content = reader.line_num, delimiter.join(cells)
            if len(cells) > len(head):
                reason = f"Baris ini mempunyai {len(cells)} kolom, kepalanya {len(head)}."
                refused.append(Refused(number, reason, content))
                continue
            named = {name: _plain(cell).strip() for name, cell in zip(head, cells, strict=False)}
            rows.append(_Row(number, named, content))
    except csv.Error as error:
        refused.append(Refused(reader.line_num, f"Sisa berkas tidak terbaca: {error}.", ""))
    return rows, refused


def _code_of(row: _Row) -> str:
    """The contact's code, or one made of agency, name and position for files that have none."""
    cells = row.cells
    return cells.get("kode", "") or _made_up(cells.get("opd", ""), cells.get("nama", ""))


def _row_problem(row: _Row, first: _Row, agencies: frozenset[str]) -> str:
    """A sentence, or nothing."""
    cells = row.cells
    for name in ("opd", "nama", "jabatan", "urutan", "catatan"):
        if cells.get(name, "") != first.cells.get(name, ""):
            return f"Kolom {name} berbeda dari baris {first.number} dengan kode yang sama."
    if not re.fullmatch(r"-?[0-9]{0,6}", cells.get("urutan", "")):
        return f"Urutan “{cells['urutan']}” bukan bilangan."
    if cells.get("opd", "") not in agencies:
        return f"OPD “{cells.get('opd', '')}” tidak ada dalam paket kota."
    kind = _kind(cells.get("jenis", ""))
    if not kind and not cells.get("alamat"):
        return ""
    if kind not in CHANNEL_KINDS:
        return f"Jenis saluran “{cells.get('jenis', '')}” tidak dikenal; pakai {', '.join(CHANNEL_KINDS)}."
    return address_problem(kind, cells.get("alamat", ""))


def _contact(code: str, rows: list[_Row]) -> Contact:
    cells = rows[0].cells
    return Contact(
        id=code,
        agency=cells.get("opd", ""),
        name=cells.get("nama", ""),
        position=cells.get("jabatan", ""),
        rank=int(cells.get("urutan") or 0),
        note=cells.get("catatan", ""),
        channels=tuple(
            ContactChannel(
                kind=_kind(row.cells["jenis"]),
                address=row.cells["alamat"],
                note=row.cells.get("catatan_saluran", ""),
            )
            for row in rows
            if row.cells.get("alamat")
        ),
    )


# --- vCard ---


def _read_cards(text: str, agencies: frozenset[str]) -> Read:
    contacts: list[Contact] = []
    refused: list[Refused] = []
    seen: set[str] = set()
    for number, raw in enumerate(_each_card(text), 1):
        try:
            contact = _of_card(vobject.readOne(raw))
            problem = _card_problem(contact, agencies)
        except Exception as error:  # vobject raises whatever its parser stumbles over
            contact, problem = None, f"Kartu tidak terbaca: {type(error).__name__}."
        if contact is not None and contact.id in seen:
            problem = problem or f"Kode {contact.id} sudah dipakai kartu lain dalam berkas ini."
        if contact is None or problem:
            refused.append(Refused(number, problem, raw))
        else:
            seen.add(contact.id)
            contacts.append(contact)
    return Read(tuple(contacts), tuple(refused))


def _each_card(text: str) -> Iterator[str]:
    """One card after the other, so that a broken one does not take the rest with it."""
    for part in re.split(r"(?im)^(?=BEGIN:VCARD)", text):
        if part.strip():
            yield part


def _card_problem(contact: Contact, agencies: frozenset[str]) -> str:
    if contact.agency not in agencies:
        return f"OPD “{contact.agency}” (ORG) tidak ada dalam paket kota."
    problems = (address_problem(channel.kind, channel.address) for channel in contact.channels)
    return next((problem for problem in problems if problem), "") or _contact_problem(contact)


def _of_card(card: Any) -> Contact:
    lines: dict[str, list[Any]] = card.contents
    agency = _first(lines, "org")
    name = _first(lines, "fn")
    notes = {line.group: str(line.value) for line in lines.get("x-ablabel", []) if line.group}
    placed: list[tuple[int, ContactChannel]] = []
    for place, line in enumerate(line for name_ in lines for line in lines[name_]):
        channel = _channel(line)
        if channel is not None:
            number = re.fullmatch(r"ch([0-9]+)", line.group or "", re.IGNORECASE)
            note = notes.get(line.group, "")
            order = int(number[1]) if number else 1000 + place
            placed.append((order, replace(channel, note=note)))
    rank = _first(lines, "x-patria-rank")
    return Contact(
        id=_first(lines, "uid") or _made_up(agency, name),
        agency=agency,
        name=name,
        position=_first(lines, "title"),
        rank=int(rank) if re.fullmatch(r"-?[0-9]{1,6}", rank) else 0,
        note=_first(lines, "note"),
        channels=tuple(channel for _, channel in sorted(placed, key=lambda pair: pair[0])),
    )


def _channel(line: Any) -> ContactChannel | None:
    name, value = str(line.name).lower(), str(line.value).strip()
    types = {str(kind).lower() for kind in line.params.get("TYPE", [])}
    if name == "tel":
        kind = "sms" if "x-sms" in types else "phone"
        return ContactChannel(kind=kind, address=value.removeprefix("tel:"))
    if name == "email":
        return ContactChannel(kind="email", address=value)
    if name == "impp":
        scheme, _, address = value.partition(":")
        return ContactChannel(kind=scheme, address=address) if scheme in CHANNEL_KINDS else None
    kind = name.removeprefix("x-patria-")
    return ContactChannel(kind=kind, address=value) if name != kind and kind in CHANNEL_KINDS else None


def _card(contact: Contact) -> Any:
    card = vobject.vCard()
    card.add("uid").value = contact.id
    card.add("fn").value = contact.name
    card.add("n").value = vobject.vcard.Name(family=contact.name)
    card.add("org").value = [contact.agency]
    for name, value in (
        ("title", contact.position),
        ("note", contact.note),
        ("x-patria-rank", str(contact.rank) if contact.rank else ""),
    ):
        if value:
            card.add(name).value = value
    for place, channel in enumerate(contact.channels, 1):
        group = f"ch{place}"
        _add_channel(card, channel, group)
        if channel.note:
            label = card.add("x-ablabel")
            label.group, label.value = group, channel.note
    return card


def _add_channel(card: Any, channel: ContactChannel, group: str) -> None:
    match channel.kind:
        case "phone" | "sms":
            line = card.add("tel")
            line.type_param = "VOICE" if channel.kind == "phone" else "X-SMS"
            line.value = channel.address
        case "email":
            line = card.add("email")
            line.value = channel.address
        case "whatsapp" | "telegram":
            line = card.add("impp")
            line.value = f"{channel.kind}:{channel.address}"
        case _:
            line = card.add(f"x-patria-{channel.kind}")
            line.value = channel.address
    line.group = group


# --- both ---


def _contact_problem(contact: Contact) -> str:
    if not contact.name.strip() or len(contact.name) > 120:
        return "Nama kosong atau lebih panjang dari 120 huruf."
    if not _ID.match(contact.id):
        return f"Kode “{contact.id}” hanya boleh berisi huruf, angka, titik, garis bawah dan tanda hubung."
    lines = (contact.position, contact.note, *(channel.note for channel in contact.channels))
    if any(len(line) > _LINE for line in lines):
        return f"Jabatan atau catatan lebih panjang dari {_LINE} huruf."
    if len(contact.channels) > 12:
        return f"{len(contact.channels)} saluran; paling banyak 12 untuk satu kontak."
    addresses = [(channel.kind, channel.address) for channel in contact.channels]
    if len(set(addresses)) < len(addresses):
        return "Satu alamat tertulis dua kali."
    return ""


def _made_up(agency: str, name: str) -> str:
    """A code that is the same for the same agency and name, so that a second import changes, not doubles."""
    return re.sub(r"[^a-z0-9]+", "-", f"{agency}-{name}".lower()).strip("-")[:64]


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _unreadable(why: str) -> KnownError:
    return KnownError(
        "not_contacts",
        f"Berkas ini bukan daftar kontak ({why}). Kolomnya: {', '.join(COLUMNS)}; atau kartu vCard.",
    )


def _kind(word: str) -> str:
    lowered = word.strip().lower()
    return _KIND_WORDS.get(lowered, lowered)


def _first(lines: dict[str, list[Any]], name: str) -> str:
    value = lines[name][0].value if lines.get(name) else ""
    return str(value[0] if isinstance(value, list) else value).strip()


def _day(channel: ContactChannel) -> str:
    at = channel.verified_at
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d") if at else ""


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell
