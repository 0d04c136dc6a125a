"""`patria user …` and `patria apikey …`."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from typing import Annotated

from cyclopts import App, Parameter

from console.commands.options import Database, ServerData
from console.settings import default_data_dir
from services.contract.records import Role

Roles = Annotated[
    list[Role], Parameter(name="--role", help="Peran; boleh diulang.", negative="", consume_multiple=False)
]
AgencyCode = Annotated[str, Parameter(help="Kode OPD, untuk peran agency.")]
Stdin = Annotated[bool, Parameter(help="Baca kata sandi dari masukan, satu baris.", negative="")]

user = App(name="user", help="Pengguna: tambah, ubah peran, kunci.", help_format="plaintext")
apikey = App(name="apikey", help="Kunci API untuk pintu Open311.", help_format="plaintext")


def _password(from_stdin: bool) -> str:
    from console.accounts import new_password

    return new_password(getpass.getpass, from_stdin, sys.stdin.readline)


@user.command(name="list")
def list_users(*, data_dir: ServerData = None, database: Database = "") -> int:
    """Daftar pengguna dan perannya."""
    from console.accounts import list_users as load

    for found in load(data_dir or default_data_dir(), database):
        note = " · terkunci" if found.locked else "" if found.password else " · tanpa kata sandi"
        note += " · faktor kedua" if found.second_factor else ""
        agency = f" ({found.agency})" if found.agency else ""
        sys.stdout.write(f"{found.name:<20} {' '.join(found.roles)}{agency}{note}\n")
    return 0


@user.command
def add(
    name: Annotated[str, Parameter(help="Nama pengguna: huruf kecil dan angka.")],
    *,
    role: Roles,
    agency: AgencyCode = "",
    password_stdin: Stdin = False,
    data_dir: ServerData = None,
    database: Database = "",
) -> int:
    """Tambah pengguna; kata sandinya ditanyakan, tidak pernah ditulis di baris perintah.

    Contoh:
        patria user add siti --role operator
        patria user add budi --role supervisor --role operator
        patria user add dlh-1 --role agency --agency dlh
    """
    from console.accounts import add_user

    add_user(data_dir or default_data_dir(), database, name, _password(password_stdin), role, agency)
    sys.stdout.write(f"Pengguna {name} dibuat: {' '.join(role)}.\n")
    return 0


@user.command
def roles(
    name: str,
    *,
    role: Roles,
    agency: AgencyCode = "",
    data_dir: ServerData = None,
    database: Database = "",
) -> int:
    """Ganti peran seorang pengguna; sesinya berakhir.

    Contoh:
        patria user roles siti --role operator --role supervisor
    """
    from console.accounts import set_roles

    set_roles(data_dir or default_data_dir(), database, name, role, agency)
    sys.stdout.write(f"Peran {name}: {' '.join(role)}.\n")
    return 0


@user.command
def password(
    name: str, *, password_stdin: Stdin = False, data_dir: ServerData = None, database: Database = ""
) -> int:
    """Ganti kata sandi seorang pengguna; sesinya berakhir."""
    from console.accounts import set_password

    set_password(data_dir or default_data_dir(), database, name, _password(password_stdin))
    sys.stdout.write(f"Kata sandi {name} diganti.\n")
    return 0


@user.command
def totp(
    name: str,
    *,
    remove: Annotated[bool, Parameter(help="Kembali ke kata sandi saja.", negative="")] = False,
    server: Annotated[str, Parameter(help="Pasang sendiri di server ini, dengan kata sandi.")] = "",
    authority: Annotated[str, Parameter(help="Berkas PEM sertifikat tambahan untuk server itu.")] = "",
    password_stdin: Stdin = False,
    data_dir: ServerData = None,
    database: Database = "",
) -> int:
    """Pasang faktor kedua: kode enam angka dari ponsel (TOTP), di samping kata sandi.

    Kode QR ditampilkan di terminal. Baru berlaku sesudah satu kode yang benar, lalu sepuluh kode cadangan
    ditampilkan satu kali. Sesi pengguna itu berakhir.

    Contoh:
        patria user totp budi
        patria user totp budi --remove
        patria user totp budi --server https://patria.contoh.go.id
    """
    from console import second_factor

    folder, there = data_dir or default_data_dir(), None
    if server:
        from console.remote import RemoteBackend

        secret = sys.stdin.readline().rstrip("\n") if password_stdin else getpass.getpass("Kata sandi: ")
        there = second_factor.Remote(RemoteBackend(server, folder, authority).door(), name, secret, input)
    if not remove:
        keep = there.keep if there is not None else second_factor.keeper(folder, database, name)
        second_factor.enrol(name, input, _tell, keep)
        return 0
    if there is not None:
        there.remove()
    else:
        second_factor.remove(folder, database, name)
    _tell(f"{name} masuk dengan kata sandi saja.\n")
    return 0


def _tell(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


@user.command
def lock(name: str, *, data_dir: ServerData = None, database: Database = "") -> int:
    """Kunci seorang pengguna; sesinya berakhir dalam dua detik."""
    from console.accounts import set_locked

    set_locked(data_dir or default_data_dir(), database, name, True)
    sys.stdout.write(f"{name} dikunci.\n")
    return 0


@user.command
def unlock(name: str, *, data_dir: ServerData = None, database: Database = "") -> int:
    """Buka kunci seorang pengguna."""
    from console.accounts import set_locked

    set_locked(data_dir or default_data_dir(), database, name, False)
    sys.stdout.write(f"{name} dapat masuk lagi.\n")
    return 0


@apikey.command(name="add")
def add_key(
    name: Annotated[str, Parameter(help="Untuk siapa, misalnya nama aplikasi.")],
    *,
    rate: Annotated[int, Parameter(help="Paling banyak sekian laporan per detik; 0 tanpa batas.")] = 20,
    data_dir: ServerData = None,
    database: Database = "",
) -> int:
    """Buat kunci API; ditampilkan satu kali ini saja.

    Contoh:
        patria apikey add aplikasi-warga --rate 20
    """
    from console.accounts import add_api_key

    sys.stdout.write(f"{add_api_key(data_dir or default_data_dir(), database, name, rate)}\n")
    sys.stderr.write("Simpan sekarang; Patria hanya menyimpan sidiknya.\n")
    return 0


@apikey.command(name="list")
def list_keys(*, data_dir: ServerData = None, database: Database = "") -> int:
    """Daftar kunci API."""
    from console.accounts import list_api_keys

    for key in list_api_keys(data_dir or default_data_dir(), database):
        made = datetime.fromtimestamp(key.created_at / 1000, UTC).astimezone().strftime("%Y-%m-%d")
        state = "dicabut" if key.revoked_at else f"{key.rate}/detik" if key.rate else "tanpa batas"
        sys.stdout.write(f"{key.name:<24} {made}  {state}\n")
    return 0


@apikey.command
def revoke(name: str, *, data_dir: ServerData = None, database: Database = "") -> int:
    """Cabut kunci API.

    Contoh:
        patria apikey revoke aplikasi-warga
    """
    from console.accounts import revoke_api_key

    revoke_api_key(data_dir or default_data_dir(), database, name)
    sys.stdout.write(f"Kunci {name} dicabut.\n")
    return 0


def add_to(app: App) -> None:
    app.command(user)
    app.command(apikey)
