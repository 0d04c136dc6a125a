"""Everything about the console that can be set: name, type, default and help, declared once.

Order: TOML file < environment (`PATRIA_*`) < command line. Two readers share this declaration: cyclopts
(`console.commands`: help, completion, messages) and `quick` below, which handles the plain case without
importing a parser, because a start has half a second (decision 0050).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

import resources

APPLICATION: Final = "patria"
ENVIRONMENT: Final = "PATRIA_"


def _setting(default: Any, words: str) -> Any:
    """A setting with its default and what `--help` says about it."""
    return field(default=default, metadata={"help": words})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleSettings:
    """Settings of one console window. Empty strings and zeros mean: decide by yourself."""

    role: Literal["", "wall", "dispatch", "leader", "handover"] = _setting(
        "",
        "Peran layar: wall untuk dinding video, dispatch untuk meja operator, leader untuk pimpinan, "
        "handover untuk serah terima regu. Tanpa ini konsol bertanya.",
    )
    server: str = _setting(
        "",
        "Alamat server Patria, misalnya https://patria.contoh.go.id. Tanpa ini konsol menjalankan servernya "
        "sendiri di komputer ini.",
    )
    data_dir: str = _setting("", "Folder data pengguna (basis data, salinan lokal, catatan).")
    city: str = _setting("", "Folder paket kota. Bawaan: Kota Blitar.")
    lang: Literal["", "id", "en"] = _setting("", "Bahasa layar: id atau en.")
    theme: Literal["", "dark", "light"] = _setting(
        "", "Tema: dark untuk ruang redup, light untuk ruang terang."
    )
    fullscreen: bool = _setting(False, "Buka satu layar penuh.")
    geometry: Annotated[str, Meta(pattern=r"^([1-9]\d{2,4}x[1-9]\d{2,4})?$")] = _setting(
        "", "Ukuran jendela LEBARxTINGGI, misalnya 1920x1080."
    )
    screenshot: str = _setting("", "Simpan gambar jendela ke berkas PNG ini lalu keluar.")
    screenshot_after: Annotated[float, Meta(ge=0, le=600)] = _setting(
        0.0, "Tunggu sekian detik sebelum gambar diambil."
    )
    distance_m: Annotated[float, Meta(ge=0, le=50)] = _setting(
        0.0, "Jarak pandang terjauh ke dinding, meter (menentukan ukuran huruf)."
    )
    diagonal_in: Annotated[float, Meta(ge=0, le=400)] = _setting(0.0, "Diagonal panel dinding, inci.")
    streets: Literal["", "off", "file", "osm"] = _setting(
        "",
        "Jalan pada peta: file dari paket kota (MBTiles/PMTiles), osm dari OpenStreetMap lewat jaringan, "
        "atau off. Tanpa ini: file kalau ada, dan jaringan tidak pernah.",
    )
    authority: str = _setting("", "Berkas PEM sertifikat tambahan yang dipercaya untuk server.")
    log_level: Literal["debug", "info", "warning", "error"] = _setting(
        "info", "Banyaknya catatan: debug, info, warning, error."
    )

    @property
    def data_path(self) -> Path:
        """Folder of the user's data."""
        return Path(self.data_dir).expanduser().absolute() if self.data_dir else default_data_dir()

    @property
    def city_path(self) -> Path:
        """Folder of the city pack."""
        return Path(self.city).expanduser() if self.city else resources.path("cities") / "blitar"


NAMES: Final = frozenset(setting.name for setting in fields(ConsoleSettings))


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
            import tomllib

            values |= _section(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None
    for name in sorted(NAMES):
        from_environment = environment.get(f"{ENVIRONMENT}CONSOLE_{name.upper()}")
        if from_environment is not None:
            values[name] = from_environment
    if not set(values) <= NAMES:
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
        key = name.replace("-", "_")
        if key not in NAMES or key in found:
            return None
        if key == "fullscreen":
            if equals:
                return None
            found[key] = True
            continue
        if not equals:
            following = next(queue, None)
            if following is None or following.startswith("-"):
                return None
            value = following
        found[key] = value
    return found
