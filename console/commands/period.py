"""`patria period`: a period for planning, as tables, maps and a report to print."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from console.commands.options import City, Database, ServerData
from console.settings import default_data_dir
from services.contract.messages import Log

_EVERY_S = 0.2
"""How often the line about the progress is written anew."""


def period(
    when: Annotated[str, Parameter(help="Rentang: 2026-10, 2026, bulan-lalu, minggu-lalu, kemarin …")] = "",
    *,
    since: Annotated[str, Parameter(name="--from", help="Hari pertama, misalnya 2026-10-01.")] = "",
    until: Annotated[str, Parameter(name="--to", help="Hari sesudah hari terakhir.")] = "",
    category: Annotated[str, Parameter(help="Hanya jenis atau kelompok ini (nama atau kode).")] = "",
    area: Annotated[str, Parameter(help="Hanya kelurahan atau kecamatan ini.")] = "",
    agency: Annotated[str, Parameter(help="Hanya kejadian yang ditangani atau dibantu OPD ini.")] = "",
    radius: Annotated[int, Parameter(help="Titik berulang: jarak dalam meter. 0: menurut jenisnya.")] = 0,
    window: Annotated[int, Parameter(help="Titik berulang: jendela dalam hari.")] = 90,
    out: Annotated[Path, Parameter(help="Folder untuk berkas-berkasnya; dibuat bila belum ada.")],
    log: Annotated[Log, Parameter(name="--log", help="Log: live atau drill.")] = Log.LIVE,
    data_dir: ServerData = None,
    database: Database = "",
    city: City = None,
) -> int:
    """Laporan sebuah rentang waktu untuk perencanaan: di mana, apa, OPD mana, dan apa yang berulang.

    Menulis laporan.pdf, tabel-tabel CSV, peta GeoJSON, laporan.json, dan SHA256SUMS. Bawaan: bulan lalu.

    Contoh:
        patria period bulan-lalu --out laporan
        patria period --from 2026-10-01 --to 2026-11-01 --out oktober
        patria period 2026 --category banjir --radius 75 --window 365 --out banjir-2026
    """
    from zoneinfo import ZoneInfo

    from console.commands.city import shipped
    from console.period_folder import write
    from console.period_paper import printed
    from console.periods import source_of
    from services.reporting.period import count
    from services.reporting.period_ask import asked
    from services.reporting.period_files import files
    from services.reporting.period_words import chosen, local_day

    told = _Told()
    folder = data_dir or default_data_dir()
    source = source_of(folder, database, city or shipped(), log, told)
    now = time.time_ns() // 1_000_000
    today = local_day(now, ZoneInfo(source.pack.city.timezone))
    days = chosen(today, whole=when, since=since, until=until)
    question = asked(
        source.pack, days, now, category=category, area=area, agency=agency, radius_m=radius,
        window_days=window,
    )  # fmt: skip
    counted = count(source, question, told)
    names = write(out, files(source, counted, told), lambda figures: printed(figures, source.pack))
    told.done()
    sys.stdout.write(f"{counted.period.sentence}\n{out}: {', '.join(names)}\n")
    return 0


class _Told:
    """One line about the progress, where somebody looks at it."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._at = 0.0
        self._what = ""

    def __call__(self, what: str, done: int, of: int) -> None:
        now = time.monotonic()
        if what != self._what and not self._seen:
            sys.stderr.write(f"{what} …\n")
        elif self._seen and (what != self._what or now - self._at >= _EVERY_S):
            self._at = now
            sys.stderr.write(f"\r\x1b[K{what} {100 * done // of if of else 100} %")
            sys.stderr.flush()
        self._what = what

    def done(self) -> None:
        if self._seen:
            sys.stderr.write("\r\x1b[K")


def add_to(app: App) -> None:
    app.command(period)
