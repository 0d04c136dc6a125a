"""The command line: what `patria …` understands. Everything behind a command is imported when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

from cyclopts import App, CycloptsError
from cyclopts.config import Env, Toml

from console.settings import ENVIRONMENT, config_file

HELP = """Patria: pusat komando kota. Laporan warga menjadi pekerjaan OPD.

Contoh:

    patria                                       buka konsol; servernya jalan sendiri di komputer ini
    patria --role wall --distance-m 4            dinding video, dibaca dari jarak 4 m
    patria --server https://patria.contoh.go.id  konsol untuk server kota
    patria serve                                 server saja, tanpa layar
    patria replay laporan.geojson --speed 60 --drill --move-to-city
    patria doctor                                periksa komputer ini dan katakan apa yang kurang

Setiap perintah punya bantuannya sendiri: patria replay --help

Pengaturan: berkas patria.toml (bagian [console] dan [serve]), lalu lingkungan (PATRIA_CONSOLE_ROLE=wall),
lalu baris perintah; yang belakangan menang."""


def build() -> App:
    """The whole command line."""
    import console.commands.accounts as accounts
    import console.commands.checks as checks
    import console.commands.city as city
    import console.commands.contacts as contacts
    import console.commands.handover as handover
    import console.commands.outreach as outreach
    import console.commands.period as period
    import console.commands.replay as replay
    import console.commands.screens as screens
    import console.commands.server as server

    app = App(
        name="patria",
        help=HELP,
        help_format="plaintext",
        version=_version,
        config=[Env(ENVIRONMENT), Toml(config_file(os.environ), use_commands_as_keys=True)],
    )
    app["--help"].help = "Tampilkan bantuan ini."
    app["--version"].help = "Tampilkan versi."
    for part in (screens, server, replay, accounts, contacts, outreach, handover, period, city, checks):
        part.add_to(app)
    return app


def dispatch(words: Sequence[str]) -> int:
    """Run a command. Raises `KnownError`."""
    arguments = list(words)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("--help", "-h", "--version")):
        arguments.insert(0, "console")
    app = build()
    try:
        result: Any = app(
            arguments,
            exit_on_error=False,
            print_error=False,
            result_action="return_value",
        )
    except CycloptsError as error:
        sys.stderr.write(f"{_in_words(error)}\nBantuan: patria {_command(arguments)}--help\n")
        return 2
    return int(result) if isinstance(result, int) else 0


def _command(arguments: Sequence[str]) -> str:
    words = []
    for word in arguments:
        if word.startswith("-"):
            break
        words.append(word)
    return " ".join(words[:2]) + " " if words else ""


def _in_words(error: CycloptsError) -> str:
    """The parser's complaint, introduced in Indonesian; what it names is left as typed."""
    from cyclopts import CoercionError, MissingArgumentError, UnknownOptionError
    from cyclopts.exceptions import UnknownCommandError

    text = str(error).strip()
    match error:
        case UnknownOptionError():
            return f"Pilihan tidak dikenal. {text}"
        case UnknownCommandError():
            return f"Perintah tidak dikenal. {text}"
        case MissingArgumentError():
            return f"Ada yang belum disebut. {text}"
        case CoercionError():
            return f"Nilai tidak dapat dipakai. {text}"
        case _:
            return f"Perintah tidak dimengerti. {text}"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"patria {version('patria')}"
    except PackageNotFoundError:
        return "patria (dari checkout)"
