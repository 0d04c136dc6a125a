"""`patria contacts import|export`: the agencies' contacts as files, through the same door as the console."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from console.commands.options import ServerAddress, UserData
from console.settings import default_data_dir
from services.contract.errors import KnownError

if TYPE_CHECKING:
    from services.contract.contacts import Contact

contacts = App(name="contacts", help="Kontak OPD: masukkan dan keluarkan.", help_format="plaintext")


@contacts.command(name="import")
def take(
    file: Annotated[Path, Parameter(help="Berkas CSV atau vCard (.vcf).")],
    *,
    rejects: Annotated[Path | None, Parameter(help="Berkas untuk baris yang ditolak.")] = None,
    city: Annotated[Path | None, Parameter(help="Folder paket kota.")] = None,
    server: ServerAddress = "",
    data_dir: UserData = None,
) -> int:
    """Masukkan kontak OPD dari CSV atau vCard; yang ditolak disebut baris dan alasannya.

    Kontak dengan kode yang sama diganti; nomor yang tidak berubah tetap terverifikasi. Aman diulang.

    Contoh:
        patria contacts import kontak.csv --rejects ditolak.csv
        patria contacts import telepon.vcf
    """
    from console.commands.city import shipped
    from services.city.loader import load_pack_here
    from services.intake.contact_files import Refused, read_contacts, render_refused

    folder = data_dir or default_data_dir()
    pack = load_pack_here(city or shipped(), folder)
    read = read_contacts(_bytes(file), (agency.code for agency in pack.agencies))
    saved, same, refused = asyncio.run(_save(read.contacts, server, folder))
    told = [*read.refused, *(Refused(0, reason, name) for name, reason in refused)]
    for one in told:
        place = f"Baris {one.row}" if one.row else one.content
        sys.stdout.write(f"{place}: {one.reason}\n")
    if rejects is not None and told:
        rejects.write_bytes(render_refused(told))
        sys.stdout.write(f"Yang ditolak ada di {rejects}.\n")
    sys.stdout.write(f"{saved} kontak disimpan, {same} tidak berubah, {len(told)} baris ditolak.\n")
    return 0 if not told else 2


@contacts.command(name="export")
def give(
    file: Annotated[Path, Parameter(help="Berkas yang ditulis: .csv atau .vcf.")],
    *,
    server: ServerAddress = "",
    data_dir: UserData = None,
) -> int:
    """Keluarkan semua kontak OPD ke CSV atau vCard (menurut akhiran berkas).

    Contoh:
        patria contacts export kontak.csv
        patria contacts export kontak.vcf
    """
    from console.talking import endpoint_of, talking
    from services.intake.contact_files import render

    async def fetch() -> list[Contact]:
        async with talking(endpoint_of(server, data_dir or default_data_dir()), "patria contacts") as talk:
            return list((await talk.board()).casework.contacts.values())

    found = sorted(asyncio.run(fetch()), key=lambda one: (one.agency, one.rank, one.name))
    try:
        file.write_bytes(render(found, file.name))
    except OSError as error:
        raise KnownError("cannot_write", f"Berkas {file} tidak dapat ditulis: {error.strerror}.") from None
    sys.stdout.write(f"{len(found)} kontak ditulis ke {file}.\n")
    return 0


async def _save(
    wanted: Sequence[Contact], server: str, folder: Path
) -> tuple[int, int, list[tuple[str, str]]]:
    """How many were saved, how many were so already, and (name, reason) of those the server refused."""
    from console.talking import endpoint_of, talking
    from services.contract.contacts import SaveContact
    from services.contract.messages import OutcomeStatus

    saved = same = 0
    refused: list[tuple[str, str]] = []
    async with talking(endpoint_of(server, folder), "patria contacts") as talk:
        for contact in wanted:
            outcome = await talk.act(SaveContact(contact=contact))
            if outcome.status is OutcomeStatus.ACCEPTED:
                saved += 1
            elif outcome.code == "nothing_changed":
                same += 1
            else:
                refused.append((contact.name, outcome.message or outcome.code))
    return saved, same, refused


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise KnownError("cannot_read", f"Berkas {file} tidak terbaca: {error.strerror}.") from None


def add_to(app: App) -> None:
    app.command(contacts)
