"""`patria doctor`: what this machine has and lacks, in sentences with a way out."""

from __future__ import annotations

import ctypes.util
import ipaddress
import os
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from services.contract.errors import KnownError

if TYPE_CHECKING:
    from services.outreach.channels import ChannelFile
    from services.store.accounts import User

FINE, DOUBTFUL, WRONG = range(3)
LEAST_FREE_MB: Final = 500
PORT: Final = 8112
QT_LIBRARIES: Final = ("EGL", "GL", "xkbcommon", "xcb-cursor", "nss3", "dbus-1", "fontconfig")
TOLERATED_SKEW_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `level`: FINE, DOUBTFUL or WRONG."""

    level: int
    subject: str
    words: str

    def __str__(self) -> str:
        return f"{('baik  ', 'ragu  ', 'SALAH ')[self.level]} {self.subject:<12} {self.words}"


def examine(data_dir: Path, server: str = "", database: str = "") -> Iterator[Finding]:
    """Everything, one after the other. A check that fails itself is a finding too."""
    checks: list[tuple[str, Callable[[], Finding]]] = [
        ("python", python),
        ("pustaka", qt_libraries),
        ("layar", display),
        ("huruf", fonts),
        ("folder", lambda: folder(data_dir)),
        ("cakram", lambda: disk(data_dir)),
        ("basis data", lambda: database_state(data_dir, database)),
        ("paket kota", lambda: pack(data_dir)),
        ("faktor dua", lambda: second_factors(data_dir, database)),
        ("foto", lambda: photos(data_dir)),
        ("saluran", lambda: channels(data_dir)),
        ("tautan", lambda: field_links(data_dir)),
        ("perintah", lambda: commands(data_dir)),
        ("server", lambda: backend(data_dir, server)),
        ("jam", lambda: clock(data_dir, server)),
        ("bunyi", loudspeaker),
        ("suara", voice),
    ]
    for subject, check in checks:
        try:
            yield check()
        except KnownError as error:
            yield Finding(WRONG, subject, error.message)
        except Exception as error:
            yield Finding(WRONG, subject, f"Pemeriksaan gagal: {type(error).__name__}: {error}")


def python() -> Finding:
    found = ".".join(str(part) for part in sys.version_info[:3])
    return Finding(FINE, "python", f"Python {found}")


def qt_libraries() -> Finding:
    missing = [name for name in QT_LIBRARIES if ctypes.util.find_library(name) is None]
    if missing:
        names = ", ".join(f"lib{name}" for name in missing)
        return Finding(WRONG, "pustaka", f"Tidak ditemukan: {names}. Jalankan tools/system-packages run.")
    from PySide6.QtCore import qVersion

    return Finding(FINE, "pustaka", f"Qt {qVersion()} dan pustaka sistemnya lengkap")


def display() -> Finding:
    where = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if where:
        return Finding(FINE, "layar", f"Layar {where}")
    return Finding(
        DOUBTFUL, "layar", "Tidak ada layar. Server tetap bisa jalan; untuk gambar pakai make run-virtual."
    )


def fonts() -> Finding:
    listing = shutil.which("fc-list")
    if listing is None:
        return Finding(DOUBTFUL, "huruf", "Tidak dapat diperiksa: fc-list tidak ada (paket fontconfig).")
    import subprocess

    found = subprocess.run(  # noqa: S603 - a fixed program that only lists fonts
        [listing, ":", "family"], capture_output=True, text=True, timeout=20, check=False
    ).stdout
    missing = [family for family in ("Inter", "Noto Sans") if family not in found]
    if missing:
        return Finding(
            DOUBTFUL,
            "huruf",
            f"Huruf {', '.join(missing)} tidak ada. Pasang fonts-inter dan fonts-noto-core.",
        )
    return Finding(FINE, "huruf", "Inter dan Noto Sans ada")


def loudspeaker() -> Finding:
    from console import hearing

    heard, words = hearing.loudspeaker()
    return Finding(FINE if heard else DOUBTFUL, "bunyi", words)


def voice() -> Finding:
    from console import hearing

    heard, words = hearing.voice()
    return Finding(FINE if heard else DOUBTFUL, "suara", words)


def folder(data_dir: Path) -> Finding:
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _writable("folder", data_dir, data_dir)


def photos(data_dir: Path) -> Finding:
    """The proofs of the field: the folder, and those in it that every photo passes."""
    kept = data_dir / "photos"
    if not kept.exists():
        return Finding(FINE, "foto", "Foldernya dibuat saat server pertama kali jalan")
    return _writable("foto", kept, *sorted(path for path in kept.iterdir() if path.is_dir()))


def _writable(subject: str, told: Path, *folders: Path) -> Finding:
    """`told` is what the words name."""
    for place in (told, *folders):
        try:
            with tempfile.NamedTemporaryFile(dir=place) as probe:
                probe.write(b"patria")
                os.fsync(probe.fileno())
        except OSError as error:
            why = error.strerror or type(error).__name__
            return Finding(
                WRONG, subject, f"{place} tidak dapat ditulisi ({why}). Serahkan ke pengguna server."
            )
    if told.stat().st_mode & 0o077:
        return Finding(DOUBTFUL, subject, f"{told} dapat dibaca pengguna lain. Jalankan: chmod 700 {told}")
    return Finding(FINE, subject, f"{told} dapat ditulisi")


def disk(data_dir: Path) -> Finding:
    free = shutil.disk_usage(data_dir).free // 1_000_000
    if free < LEAST_FREE_MB:
        return Finding(WRONG, "cakram", f"Tinggal {free} MB. Kosongkan sedikitnya {LEAST_FREE_MB} MB.")
    return Finding(FINE, "cakram", f"{free // 1000} GB kosong")


def database_state(data_dir: Path, database: str) -> Finding:
    from sqlalchemy.exc import SQLAlchemyError

    from services.store.engine import database_url, open_engine

    url = database_url(database, data_dir)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return Finding(FINE, "basis data", "Belum ada; dibuat saat server pertama kali jalan")
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            events = connection.exec_driver_sql("SELECT count(*) FROM events").scalar()
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error))
        return Finding(WRONG, "basis data", f"Tidak dapat dibaca: {reason}")
    finally:
        engine.dispose()
    return Finding(FINE, "basis data", f"{url.get_backend_name()}, {events} kejadian tercatat")


def pack(data_dir: Path) -> Finding:
    import resources
    from services.city.commands import check_city

    result = check_city(resources.path("cities") / "blitar", data_dir)
    return Finding(WRONG if result.errors else FINE, "paket kota", result.summary)


def second_factors(data_dir: Path, database: str) -> Finding:
    """Who must have a second factor and has none, and whether its key is there and private."""
    from console.embedded import read_runtime
    from services.store.second_factor import KEY_NAME

    subject, runtime, key = "faktor dua", read_runtime(data_dir), data_dir / KEY_NAME
    users = [user for user in _users(data_dir, database) if user.password and not user.locked]
    having = [user.name for user in users if user.second_factor]
    if having and not key.exists():
        return Finding(
            WRONG, subject, f"{key} tidak ada: kode ponsel tak dapat diperiksa. Pulihkan berkasnya."
        )
    if key.exists() and key.stat().st_mode & 0o077:
        return Finding(WRONG, subject, f"{key} dapat dibaca pengguna lain. Jalankan: chmod 600 {key}")
    required = set(runtime.second_factor_for) if runtime is not None else set()
    lacking = [user.name for user in users if not user.second_factor and required & set(user.roles)]
    if lacking:
        words = f"Wajib tetapi belum dipasang: {', '.join(lacking)}. Pasang: patria user totp {lacking[0]}"
        return Finding(DOUBTFUL, subject, words)
    said = f"Wajib bagi {', '.join(sorted(required))}" if required else "Tidak diwajibkan"
    if runtime is None:
        said = "Server belum jalan, jadi belum diketahui siapa yang wajib"
    return Finding(FINE, subject, f"{said}; dipakai {len(having)} dari {len(users)} pengguna")


def _users(data_dir: Path, database: str) -> list[User]:
    """Accounts, without making or changing a table."""
    import sqlalchemy as sa

    from services.store.accounts import load_users
    from services.store.engine import database_url, open_engine

    url = database_url(database, data_dir)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return []
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            known = sa.inspect(connection).has_table("second_factors")
            return load_users(connection) if known else []
    finally:
        engine.dispose()


def channels(data_dir: Path) -> Finding:
    """Which kinds of channel a provider carries. Raises `KnownError`: others may read the file, or broken."""
    from services.outreach.channels import SENT, ChannelFile

    file = ChannelFile(data_dir)
    carried = sorted(file.load().kinds)
    if not carried:
        return Finding(
            FINE,
            "saluran",
            "Tanpa penyedia: semua dihubungi dengan tangan. Pasang: patria outreach set email",
        )
    for kind in carried:
        file.template(kind)
    words = f"{file.path.name} mode 0600 memuat {', '.join(carried)}"
    by_hand = [kind for kind in SENT if kind not in carried]
    words = f"{words}; dengan tangan: {', '.join(by_hand)}" if by_hand else words
    unproven = file.load().unverified
    if unproven:
        kind = unproven[0]
        way_out = f"Coba: patria outreach try {kind} ALAMAT; bila sampai: patria outreach confirm {kind}"
        return Finding(DOUBTFUL, "saluran", f"{words}. Belum diverifikasi: {', '.join(unproven)}. {way_out}")
    return Finding(FINE, "saluran", words)


def field_links(data_dir: Path) -> Finding:
    """Whether a phone can open what the backend of this folder sends to the field."""
    from console.embedded import read_runtime
    from services.outreach.channels import ChannelFile

    sending = bool(_carried(ChannelFile(data_dir)))
    runtime = read_runtime(data_dir)
    way_out = "Jalankan patria serve --public-url https://…"
    if runtime is None:
        words = "Server belum jalan di sini, jadi alamat tautannya belum diketahui"
        return (
            Finding(DOUBTFUL, "tautan", f"{words}. {way_out}") if sending else Finding(FINE, "tautan", words)
        )
    url = runtime.public_url or runtime.url
    if _stays_here(url):
        words = f"Tautan petugas menunjuk {url}, yang hanya terbuka di komputer ini"
        return Finding(WRONG if sending else FINE, "tautan", f"{words}. {way_out}")
    if not url.startswith("https://"):
        words = f"Tautan petugas memakai {url}; tanpa https ponsel tidak memberi lokasi"
        return Finding(DOUBTFUL, "tautan", f"{words}. {way_out}")
    return Finding(FINE, "tautan", f"Petugas membuka {url}")


def _carried(file: ChannelFile) -> frozenset[str]:
    """Kinds that are sent; none where the file is at fault, which is told on its own line."""
    try:
        return file.load().kinds
    except KnownError:
        return frozenset()


def commands(data_dir: Path) -> Finding:
    """Whether commands wait in the outbox of a console that does not run."""
    from console.orphans import left_behind

    waiting = left_behind(data_dir)
    if not waiting:
        return Finding(FINE, "perintah", "Tidak ada yang menunggu di konsol yang sudah ditutup")
    where = ", ".join(f"{name} ({count})" for name, count in waiting.items())
    words = f"{sum(waiting.values())} perintah menunggu di konsol yang sudah ditutup: {where}"
    return Finding(DOUBTFUL, "perintah", f"{words}. Buka konsol dengan peran itu agar terkirim.")


def _stays_here(url: str) -> bool:
    """True for an address that means another machine, or none, on a phone."""
    host = urlsplit(url).hostname or ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host in ("", "localhost")
    return address.is_loopback or address.is_unspecified


def backend(data_dir: Path, server: str) -> Finding:
    url = _url(data_dir, server)
    if not url:
        with socket.socket() as probe:
            taken = probe.connect_ex(("127.0.0.1", PORT)) == 0
        if taken:
            return Finding(
                DOUBTFUL, "server", f"Port {PORT} dipakai program lain; Patria akan memilih port lain."
            )
        return Finding(FINE, "server", f"Belum jalan; port {PORT} bebas")
    import httpx

    try:
        reply = httpx.get(f"{url}/health", timeout=5, trust_env=bool(server))
    except httpx.HTTPError as error:
        return Finding(WRONG, "server", f"{url} tidak menjawab ({type(error).__name__}).")
    if reply.status_code != 200:
        return Finding(WRONG, "server", f"{url} menjawab {reply.status_code}: {reply.text[:120]}")
    return Finding(FINE, "server", f"{url} menjawab")


def clock(data_dir: Path, server: str) -> Finding:
    url = _url(data_dir, server)
    here = time.strftime("%Y-%m-%d %H:%M %Z")
    if not url:
        return Finding(FINE, "jam", f"{here}; tidak ada server untuk dibandingkan")
    import httpx

    try:
        told = httpx.get(f"{url}/health", timeout=5, trust_env=bool(server)).headers.get("date")
    except httpx.HTTPError:
        told = None
    if not told:
        return Finding(DOUBTFUL, "jam", f"{here}; server tidak menyebut jamnya")
    skew = time.time() - parsedate_to_datetime(told).timestamp()
    if abs(skew) > TOLERATED_SKEW_S:
        return Finding(
            DOUBTFUL, "jam", f"Berbeda {skew:+.0f} detik dari server. Nyalakan NTP: timedatectl set-ntp true"
        )
    return Finding(FINE, "jam", f"{here}; cocok dengan server")


def _url(data_dir: Path, server: str) -> str:
    if server:
        return server.rstrip("/")
    from console.embedded import read_runtime

    runtime = read_runtime(data_dir)
    return runtime.url.rstrip("/") if runtime else ""
