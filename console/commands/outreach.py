"""`patria outreach …`: which provider carries which channel, and messages by hand.

A template holds a password or a token, so it is asked for or read from the input, never written on the
command line, and never shown again.
"""

from __future__ import annotations

import asyncio
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from console.commands.options import ServerAddress, ServerData
from console.settings import default_data_dir
from services.contract.errors import KnownError

if TYPE_CHECKING:
    from services.contract.catalogue import AnyCommand

Kind = Annotated[str, Parameter(help="Jenis saluran: email, sms, whatsapp, telegram, webhook, mqtt.")]

outreach = App(
    name="outreach",
    help="Pesan keluar: penyedia tiap saluran, uji, dan kirim ulang.",
    help_format="plaintext",
)


@outreach.command(name="set")
def set_provider(
    kind: Kind,
    *,
    stdin: Annotated[bool, Parameter(help="Baca templat dari masukan, satu baris.", negative="")] = False,
    keyring: Annotated[
        bool, Parameter(help="Simpan dalam gantungan kunci sistem operasi, bukan berkas.", negative="")
    ] = False,
    data_dir: ServerData = None,
) -> int:
    """Pasang penyedia sebuah saluran: URL Apprise dengan tempat alamatnya.

    Templat memuat kata sandi, jadi ditanyakan dan tidak tampil. Tempat alamat: {address}, {phone} (angka
    dengan kode negara), {path} (topik MQTT), {url} (alamat web milik penerima sendiri).

    Contoh templat:
        mailtos://pengguna:sandi@surel.contoh.go.id:465/?to={address}&from=posko@contoh.go.id
        tgram://TOKEN/{address}
        jsons://{url}?+Authorization=Bearer%20KUNCI
        mqtt://pengguna:sandi@pialang.contoh.go.id/{path}

    Contoh:
        patria outreach set email
        patria outreach set telegram --stdin < templat.txt
    """
    from services.outreach.channels import ChannelFile

    template = sys.stdin.readline() if stdin else getpass.getpass(f"Templat {kind} (tidak tampil): ")
    ChannelFile(data_dir or default_data_dir()).set(kind, template.strip(), keyring=keyring)
    where = "gantungan kunci" if keyring else "channels.toml, mode 0600"
    sys.stdout.write(
        f"Penyedia {kind} disimpan ({where}), belum diverifikasi. Coba: patria outreach try {kind} ALAMAT\n"
    )
    return 0


@outreach.command
def confirm(kind: Kind, *, data_dir: ServerData = None) -> int:
    """Catat bahwa pesan percobaan sungguh sampai; berlaku sampai templatnya diganti.

    Contoh:
        patria outreach try telegram 123456789
        patria outreach confirm telegram
    """
    from datetime import datetime

    from services.outreach.channels import ChannelFile

    ChannelFile(data_dir or default_data_dir()).confirm(kind, datetime.now().astimezone().date())
    sys.stdout.write(f"Penyedia {kind} diverifikasi hari ini.\n")
    return 0


@outreach.command(name="unset")
def unset_provider(kind: Kind, *, data_dir: ServerData = None) -> int:
    """Lepas penyedia sebuah saluran."""
    from services.outreach.channels import ChannelFile

    ChannelFile(data_dir or default_data_dir()).unset(kind)
    sys.stdout.write(f"Penyedia {kind} dilepas; sejak sekarang dihubungi dengan tangan.\n")
    return 0


@outreach.command(name="list")
def list_providers(*, data_dir: ServerData = None) -> int:
    """Tampilkan penyedia tiap saluran; kata sandi dan kuncinya tidak tampil."""
    from services.outreach.channels import SENT, ChannelFile, mask

    channels = ChannelFile(data_dir or default_data_dir()).load()
    for kind in SENT:
        provider = channels.provider.get(kind)
        if provider is None:
            shown = "tidak ada: dihubungi dengan tangan"
        else:
            kept = "dalam gantungan kunci" if provider.keyring else mask(provider.url)
            proven = f"diverifikasi {provider.verified_on}" if provider.verified_on else "belum diverifikasi"
            shown = f"{kept}  {proven}"
        drill = f"  latihan: {channels.drill[kind]}" if kind in channels.drill else ""
        sys.stdout.write(f"{kind:<9} {shown}{drill}\n")
    test = channels.test
    when = f"{test.weekday} pukul {test.hour:02d}" if test.weekday else "tidak terjadwal"
    sys.stdout.write(f"uji       {when}\n")
    return 0


@outreach.command
def drill(
    kind: Kind,
    address: Annotated[str, Parameter(help="Alamat latihan; kosong: latihan tidak mengirim.")] = "",
    *,
    data_dir: ServerData = None,
) -> int:
    """Ke mana pesan latihan dikirim, sebagai ganti petugasnya. Tanpa ini latihan tidak mengirim apa pun.

    Contoh:
        patria outreach drill email latihan@contoh.go.id
    """
    from services.outreach.channels import SENT, ChannelFile
    from services.rules.addresses import address_problem

    if kind not in SENT:
        raise KnownError("channel_unknown", f"Jenis saluran {kind} tidak dikirim; pilih: {', '.join(SENT)}.")
    problem = address_problem(kind, address) if address else ""
    if problem:
        raise KnownError("address_invalid", problem)
    ChannelFile(data_dir or default_data_dir()).set_drill(kind, address)
    told = f"dikirim ke {address}" if address else "tidak dikirim"
    sys.stdout.write(f"Pesan {kind} dalam latihan {told}.\n")
    return 0


@outreach.command
def schedule(
    weekday: Annotated[str, Parameter(help="mon, tue, wed, thu, fri, sat, sun; kosong: tidak.")] = "",
    *,
    hour: Annotated[int, Parameter(help="Jam setempat, 0 sampai 23.")] = 10,
    data_dir: ServerData = None,
) -> int:
    """Jadwalkan uji saluran mingguan; OPD yang sedang punya tugas dilewati.

    Contoh:
        patria outreach schedule tue --hour 10
        patria outreach schedule
    """
    from services.outreach.channels import ChannelFile

    ChannelFile(data_dir or default_data_dir()).set_test(weekday, hour)
    sys.stdout.write(
        f"Uji mingguan: {weekday} pukul {hour:02d}.\n" if weekday else "Uji mingguan dimatikan.\n"
    )
    return 0


@outreach.command(name="try")
def try_provider(
    kind: Kind,
    address: Annotated[str, Parameter(help="Alamat penerima pesan percobaan.")],
    *,
    data_dir: ServerData = None,
) -> int:
    """Kirim satu pesan percobaan sekarang juga, langsung lewat penyedianya; tidak dicatat.

    Contoh:
        patria outreach try email saya@contoh.go.id
    """
    from services.outreach.addressing import fill
    from services.outreach.channels import ChannelFile
    from services.outreach.sending import Parcel, hand_over

    template = ChannelFile(data_dir or default_data_dir()).template(kind)
    if not template:
        raise KnownError("channel_unknown", f"Belum ada penyedia untuk {kind}: patria outreach set {kind}")
    text = "Pesan percobaan dari Patria. Tidak ada kejadian; tidak perlu bertindak."
    url = fill(kind, template, address, "percobaan")
    sent = hand_over(Parcel(kind=kind, url=url, title="[UJI] Pesan percobaan", text=text))
    if not sent.ok:
        raise KnownError("not_sent", f"Tidak terkirim. Kata penyedia: {sent.words}")
    sys.stdout.write(
        f"Diterima penyedia. Periksa sendiri apakah sampai; bila ya: patria outreach confirm {kind}\n"
    )
    return 0


@outreach.command(name="test")
def probe(
    agency: Annotated[str, Parameter(help="Kode OPD.")],
    *,
    server: ServerAddress = "",
    data_dir: ServerData = None,
) -> int:
    """Uji semua saluran sebuah OPD lewat server: pesannya bertanda uji dan hasilnya tercatat.

    Contoh:
        patria outreach test damkar
    """
    from services.contract.contacts import TestReach

    _act(TestReach(agency=agency), server, data_dir)
    sys.stdout.write("Pesan uji masuk antrean; hasilnya tampil pada panel kontak.\n")
    return 0


@outreach.command
def send(
    order: Annotated[int, Parameter(help="Nomor penugasan atau perintah.")],
    *,
    contact: Annotated[str, Parameter(help="Kode kontak; bawaan: petugas piket.")] = "",
    kind: Annotated[str, Parameter(help="Satu jenis saluran saja.")] = "",
    server: ServerAddress = "",
    data_dir: ServerData = None,
) -> int:
    """Kirim ulang pesan sebuah penugasan sekarang.

    Contoh:
        patria outreach send 12
        patria outreach send 12 --contact dlh-kepala --kind email
    """
    from services.contract.contacts import SendMessage

    _act(SendMessage(order_id=order, contact_id=contact, kind=kind), server, data_dir)
    sys.stdout.write("Pesan masuk antrean; hasilnya tampil pada penugasannya.\n")
    return 0


def _act(command: AnyCommand, server: str, data_dir: Path | None) -> None:
    """Send a command as a console does. Raises `KnownError` with what the server says against it."""
    from console.talking import endpoint_of, talking
    from services.contract.messages import OutcomeStatus

    async def run() -> None:
        async with talking(endpoint_of(server, data_dir or default_data_dir()), "patria outreach") as talk:
            outcome = await talk.act(command)
        if outcome.status is not OutcomeStatus.ACCEPTED:
            raise KnownError(outcome.code, outcome.message)

    asyncio.run(run())


def add_to(app: App) -> None:
    app.command(outreach)
