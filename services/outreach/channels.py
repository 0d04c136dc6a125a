"""Which provider serves which kind of channel: Apprise URL templates, in a file of mode 0600 or the keyring.

The file is `channels.toml` in the data folder. It holds secrets, so it is refused while anybody else may read
it, and nothing of it is ever logged or put into an event. Where a provider says `keyring = true` its template
stands in the keyring of the operating system instead.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from services.contract.contacts import CHANNEL_KINDS, ChannelKind
from services.contract.errors import KnownError
from services.contract.records import Line
from services.outreach import addressing, vault

FILE_NAME: Final = "channels.toml"
BY_HAND: Final = frozenset({"phone", "radio"})
"""Kinds no provider carries: people do."""
SENT: Final = tuple(kind for kind in CHANNEL_KINDS if kind not in BY_HAND)
_MAX_BYTES: Final = 256 * 1024
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Provider(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One template. `keyring`: it is kept there, `url` is empty.

    That a provider takes a message says nothing about its arriving, so only a person sets `verified_on`.
    """

    url: Annotated[str, Meta(max_length=2000)] = ""
    keyring: bool = False
    verified_on: Annotated[str, Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    """ISO date on which somebody confirmed that a message arrived; empty: never."""

    def __repr__(self) -> str:
        """Never the template: it holds a password or a token."""
        return f"Provider(keyring={self.keyring}, verified_on={self.verified_on!r})"


class Pace(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """How sending is repeated and limited."""

    first_retry_s: Annotated[float, Meta(gt=0, le=3600)] = 10.0
    longest_retry_s: Annotated[float, Meta(gt=0, le=86_400)] = 600.0
    attempts: Annotated[int, Meta(ge=1, le=20)] = 5
    timeout_s: Annotated[float, Meta(gt=0, le=300)] = 20.0
    per_second: Annotated[float, Meta(gt=0, le=1000)] = 5.0
    """Messages a kind of channel takes on average."""


class WeeklyTest(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """The scheduled test of reachability; off unless a day is named. The hour is the city's."""

    weekday: Annotated[str, Meta(pattern="^(" + "|".join(("", *_WEEKDAYS)) + ")$")] = ""
    hour: Annotated[int, Meta(ge=0, le=23)] = 10

    @property
    def day_number(self) -> int:
        """0 for Monday; -1: off."""
        return _WEEKDAYS.index(self.weekday) if self.weekday else -1


class Channels(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Everything `channels.toml` says."""

    provider: dict[ChannelKind, Provider] = {}
    drill: dict[ChannelKind, Line] = {}
    """Where messages of a drill go instead of to the contact; a kind that is missing sends nothing."""
    test: WeeklyTest = WeeklyTest()
    pace: Pace = Pace()

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds that can be sent."""
        return frozenset(self.provider)

    @property
    def unverified(self) -> tuple[str, ...]:
        """Those of which nobody has seen a message arrive yet."""
        return tuple(sorted(kind for kind, provider in self.provider.items() if not provider.verified_on))


_NOTHING: Final = Channels()


class ChannelFile:
    """The settings in one data folder; read again whenever the file has changed."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / FILE_NAME
        self._owner = str(data_dir.resolve())
        self._read: tuple[int, int, int] | None = None
        self._channels = _NOTHING

    def load(self) -> Channels:
        """What is configured; nothing without a file. Raises `KnownError` in words, never with a secret."""
        try:
            found = self.path.lstat()
        except FileNotFoundError:
            self._read = None
            return _NOTHING
        except OSError as error:
            raise KnownError("channels_file", f"{self.path} tidak dapat dibaca: {error.strerror}.") from None
        _check_private(self.path, found)
        key = (found.st_ino, found.st_mtime_ns, found.st_size)
        if key != self._read:
            self._channels = _decode(self.path)
            self._read = key
        return self._channels

    def template(self, kind: str) -> str:
        """The template of a kind, from wherever it is kept; empty: none. Raises `KnownError`."""
        provider = self.load().provider.get(kind)
        if provider is None:
            return ""
        return vault.get(self._owner, kind) if provider.keyring else provider.url

    def set(self, kind: str, template: str, *, keyring: bool = False, country: str = "62") -> None:
        """Keep a checked template. Raises `KnownError`."""
        check_template(kind, template, country)
        channels = self.load()
        if keyring:
            vault.put(self._owner, kind, template)
        provider = Provider(keyring=True) if keyring else Provider(url=template)
        self._save(replace(channels, provider={**channels.provider, kind: provider}))

    def confirm(self, kind: str, on: date) -> None:
        """Somebody saw a message arrive; holds until the template changes. Raises `KnownError`."""
        channels = self.load()
        provider = channels.provider.get(kind)
        if provider is None:
            raise KnownError("channel_unknown", f"Tidak ada penyedia untuk {kind}.")
        confirmed = replace(provider, verified_on=on.isoformat())
        self._save(replace(channels, provider={**channels.provider, kind: confirmed}))

    def unset(self, kind: str) -> None:
        """Forget a kind's provider. Raises `KnownError` where there is none."""
        channels = self.load()
        if kind not in channels.provider:
            raise KnownError("channel_unknown", f"Tidak ada penyedia untuk {kind}.")
        if channels.provider[kind].keyring:
            vault.forget(self._owner, kind)
        left = {name: provider for name, provider in channels.provider.items() if name != kind}
        self._save(replace(channels, provider=left))

    def set_drill(self, kind: str, address: str) -> None:
        """Where drill messages of a kind go; empty: nowhere."""
        channels = self.load()
        left = {name: known for name, known in channels.drill.items() if name != kind}
        self._save(replace(channels, drill={**left, kind: address} if address else left))

    def set_test(self, weekday: str, hour: int) -> None:
        """When reachability is tested by itself; an empty weekday: never. Raises `KnownError`."""
        try:
            test = msgspec.convert({"weekday": weekday, "hour": hour}, WeeklyTest)
        except msgspec.ValidationError:
            days = ", ".join(_WEEKDAYS)
            raise KnownError("schedule", f"Hari harus salah satu dari {days}; jam 0 sampai 23.") from None
        self._save(replace(self.load(), test=test))

    def _save(self, channels: Channels) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = self.path.with_name(f"{FILE_NAME}.{os.getpid()}")
        flags = os.O_CREAT | os.O_WRONLY | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with contextlib.suppress(FileNotFoundError):
            partial.unlink()
        try:
            descriptor = os.open(partial, flags, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(_to_toml(channels))
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self.path)
        except OSError as error:
            raise KnownError("channels_file", f"{self.path} tidak dapat ditulis: {error.strerror}.") from None


def check_template(kind: str, template: str, country: str = "62") -> None:
    """Raises `KnownError` in words where a template cannot serve a kind."""
    if kind in BY_HAND:
        raise KnownError(
            "channel_by_hand", f"{kind} dihubungi dengan tangan oleh petugas; tidak ada penyedia untuk itu."
        )
    if kind not in SENT:
        raise KnownError("channel_unknown", f"Jenis saluran {kind} tidak dikenal; pilih: {', '.join(SENT)}.")
    if not template or len(template) > 2000 or not template.isprintable():
        raise KnownError("template_invalid", "Templatnya kosong, terlalu panjang, atau memuat huruf kendali.")
    addressing.check(kind, template, country)


def mask(template: str) -> str:
    """A template as it may be shown: the service's name and nothing that opens it."""
    scheme, found, _rest = template.partition("://")
    return f"{scheme}://•••" if found else "•••"


def _check_private(path: Path, found: os.stat_result) -> None:
    if os.name != "posix":
        return
    if not stat.S_ISREG(found.st_mode):
        raise KnownError("channels_mode", f"{path} bukan berkas biasa; pindahkan isinya ke berkas biasa.")
    if found.st_uid != os.geteuid():
        raise KnownError("channels_mode", f"{path} milik pengguna lain; pakai chown agar milik server ini.")
    mode = stat.S_IMODE(found.st_mode)
    if mode & 0o077:
        raise KnownError(
            "channels_mode",
            f"{path} memuat rahasia tetapi dapat dibaca pengguna lain (mode {mode:04o}). "
            f"Jalankan: chmod 600 {path}",
        )


def _decode(path: Path) -> Channels:
    try:
        data = path.read_bytes()
        if len(data) > _MAX_BYTES:
            raise KnownError("channels_file", f"{path} terlalu besar.")
        found = msgspec.convert(tomllib.loads(data.decode()), Channels)
    except OSError as error:
        raise KnownError("channels_file", f"{path} tidak dapat dibaca: {error.strerror}.") from None
    except tomllib.TOMLDecodeError as error:
        # The parser's sentence names the line and never quotes it.
        place = re.search(r"\(at .*\)$", str(error))
        words = place.group().strip("()") if place else "tidak diketahui"
        raise KnownError("channels_file", f"{path} bukan TOML yang benar ({words}).") from None
    except (msgspec.ValidationError, UnicodeDecodeError) as error:
        words = str(error) if isinstance(error, msgspec.ValidationError) else "bukan UTF-8"
        raise KnownError("channels_file", f"{path} tidak dapat dipakai: {words}") from None
    for kind, provider in found.provider.items():
        if not provider.keyring:
            check_template(kind, provider.url)
    return found


def _to_toml(channels: Channels) -> str:
    """TOML of the known shape: a JSON string is a basic string of TOML."""
    lines = ["# Memuat rahasia: mode 0600. Ubah dengan `patria outreach`, atau sunting dengan hati-hati."]
    tables = msgspec.to_builtins(channels)
    for kind, provider in tables.pop("provider", {}).items():
        lines += ["", f"[provider.{kind}]", *_pairs(provider)]
    for name, table in tables.items():
        if table:
            lines += ["", f"[{name}]", *_pairs(table)]
    return "\n".join(lines) + "\n"


def _pairs(table: dict[str, object]) -> list[str]:
    return [f"{key} = {msgspec.json.encode(value).decode()}" for key, value in table.items()]
