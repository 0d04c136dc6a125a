"""Everything about the console that can be set: name, type, default and help, declared once.

Order: TOML file < environment (`PATRIA_*`) < command line. Two readers share this declaration: cyclopts
(`console.commands`: help, completion, messages) and `quick` below, which handles the plain case without
importing a parser, because a start has half a second (decision 0050).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

APPLICATION: Final = "patria"
ENVIRONMENT: Final = "PATRIA_"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleSettings:
    """Settings of one console window. Empty strings mean: decide by yourself."""

    role: Literal["", "wall", "dispatch"] = ""
    server: str = ""
    data_dir: str = ""
    city: str = ""
    lang: Literal["", "id", "en"] = ""
    theme: Literal["", "dark", "light"] = ""
    fullscreen: bool = False
    geometry: Annotated[str, Meta(pattern=r"^([1-9]\d{2,4}x[1-9]\d{2,4})?$")] = ""
    screenshot: str = ""
    screenshot_after: Annotated[float, Meta(ge=0, le=600)] = 0.0
    distance_m: Annotated[float, Meta(ge=0, le=50)] = 0.0
    diagonal_in: Annotated[float, Meta(ge=0, le=400)] = 0.0
    authority: str = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def data_path(self) -> Path:
        """Folder of the user's data."""
        return Path(self.data_dir).expanduser().absolute() if self.data_dir else default_data_dir()


HELP: Final = {
    "role": "Peran layar: 'wall' untuk dinding video, 'dispatch' untuk meja operator. "
    "Tanpa ini konsol bertanya.",
    "server": "Alamat server Patria, misalnya https://patria.contoh.go.id. Tanpa ini konsol menjalankan "
    "servernya sendiri di komputer ini.",
    "data_dir": "Folder data pengguna (basis data, salinan lokal, catatan).",
    "city": "Folder paket kota. Bawaan: Kota Blitar.",
    "lang": "Bahasa layar: id atau en.",
    "theme": "Tema: dark untuk ruang redup, light untuk ruang terang.",
    "fullscreen": "Buka satu layar penuh.",
    "geometry": "Ukuran jendela LEBARxTINGGI, misalnya 1920x1080.",
    "screenshot": "Simpan gambar jendela ke berkas PNG ini lalu keluar.",
    "screenshot_after": "Tunggu sekian detik sebelum gambar diambil.",
    "distance_m": "Jarak pandang terjauh ke dinding, meter (menentukan ukuran huruf).",
    "diagonal_in": "Diagonal panel dinding, inci.",
    "authority": "Berkas PEM sertifikat tambahan yang dipercaya untuk server.",
    "log_level": "Banyaknya catatan: debug, info, warning, error.",
}
"""What `--help` says about each setting."""


def default_data_dir() -> Path:
    """The user's data folder by the rules of the platform."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False)


def config_file(environment: Mapping[str, str]) -> Path:
    """The settings file: `PATRIA_CONFIG`, or `patria.toml` in the user's configuration folder."""
    named = environment.get(ENVIRONMENT + "CONFIG")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False) / "patria.toml"


def quick(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> ConsoleSettings | None:
    """Settings of `patria [console] …`, or None wherever the full parser has something to say: another
    command, a request for help, anything unknown or wrong."""
    words = list(arguments)
    if words and words[0] == "console":
        words = words[1:]
    given = _options(words)
    if given is None:
        return None
    values: dict[str, Any] = {}
    try:
        path = config_file(environment)
        if path.is_file():
            values |= _section(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None
    for name in HELP:
        from_environment = environment.get(f"{ENVIRONMENT}CONSOLE_{name.upper()}")
        if from_environment is not None:
            values[name] = from_environment
    if not set(values) <= set(HELP):
        return None
    try:
        return msgspec.convert(values | given, ConsoleSettings, strict=False)
    except msgspec.ValidationError:
        return None


def _section(document: dict[str, Any]) -> dict[str, Any]:
    section = document.get("console", {})
    if not isinstance(section, dict):
        raise ValueError("[console] is no table")
    return {key.replace("-", "_"): value for key, value in section.items()}


def _options(words: list[str]) -> dict[str, Any] | None:
    """`--name value`, `--name=value` and the one flag; None for anything else."""
    found: dict[str, Any] = {}
    queue = iter(words)
    for word in queue:
        if not word.startswith("--"):
            return None
        name, equals, value = word[2:].partition("=")
        field = name.replace("-", "_")
        if field not in HELP or field in found:
            return None
        if field == "fullscreen":
            if equals:
                return None
            found[field] = True
            continue
        if not equals:
            following = next(queue, None)
            if following is None or following.startswith("-"):
                return None
            value = following
        found[field] = value
    return found
