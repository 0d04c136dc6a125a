"""`patria city …`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

import resources
from console.commands.options import City, UserData
from console.settings import default_data_dir
from services.contract.errors import KnownError

city = App(
    name="city",
    help="Paket kota: periksa, dan pasang batas wilayah resmi.",
    help_format="plaintext",
)


def shipped() -> Path:
    """The pack that comes with the program."""
    return resources.path("cities") / "blitar"


@city.command
def check(
    folder: City = None,
    *,
    data_dir: UserData = None,
) -> int:
    """Periksa sebuah paket kota; setiap masalah disebut dengan berkas dan barisnya.

    Contoh:
        patria city check
        patria city check kota-saya/
    """
    from services.city.commands import check_city

    result = check_city(folder or shipped(), data_dir)
    for problem in result.problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"{result.summary}\n")
    return 2 if result.errors else 0


@city.command(name="import-areas")
def import_areas(
    file: Annotated[Path, Parameter(help="GeoJSON batas wilayah, satu fitur setiap kelurahan.")],
    *,
    city: City = None,
    data_dir: UserData = None,
) -> int:
    """Pakai batas wilayah resmi sebagai ganti batas perkiraan.

    Contoh:
        patria city import-areas kelurahan.geojson
    """
    from services.city.commands import import_areas as take
    from services.city.problems import PackError

    try:
        result = take(file, city or shipped(), data_dir or default_data_dir())
    except PackError as error:
        lines = "\n".join(str(problem) for problem in error.problems)
        raise KnownError("areas", f"{lines}\nBatas wilayah tidak dipasang.") from None
    for note in result.notes:
        sys.stdout.write(f"{note}\n")
    sys.stdout.write(f"{result.summary}\n")
    return 0


def add_to(app: App) -> None:
    app.command(city)
