"""`patria verify` and `patria doctor`."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import App, Parameter

from console.commands.options import Database, UserData
from console.settings import default_data_dir


def verify(
    *,
    data_dir: UserData = None,
    database: Database = "",
) -> int:
    """Periksa apakah catatan kejadian masih persis seperti yang ditulis.

    Setiap baris berantai dengan baris sebelumnya; baris yang diubah, dihapus, dipindah, atau dipotong
    ketahuan dan disebut nomornya.

    Contoh:
        patria verify
        patria verify --database postgresql://patria@db/patria
    """
    from services.store.anchor import Anchor
    from services.store.engine import database_url, open_engine
    from services.store.verify import verify as check

    folder = data_dir or default_data_dir()
    engine = open_engine(database_url(database, folder))
    try:
        findings = check(engine, Anchor(folder / "anchor.jsonl"))
    finally:
        engine.dispose()
    for finding in findings:
        sys.stdout.write(f"{finding.log} {finding.seq}: {finding.problem}\n")
    if findings:
        sys.stdout.write(f"{len(findings)} hal tidak cocok. Catatan ini telah diubah di luar Patria.\n")
        return 2
    sys.stdout.write("Utuh: setiap baris cocok dengan rantainya.\n")
    return 0


def doctor(
    *,
    data_dir: UserData = None,
    server: Annotated[str, Parameter(help="Server yang ikut diperiksa.")] = "",
    database: Annotated[str, Parameter(help="Basis data yang ikut diperiksa.")] = "",
) -> int:
    """Periksa komputer ini dan katakan dalam kata-kata apa yang kurang.

    Contoh:
        patria doctor
        patria doctor --server https://patria.contoh.go.id
    """
    from console.doctor import examine

    worst = 0
    for finding in examine(data_dir or default_data_dir(), server, database):
        sys.stdout.write(f"{finding}\n")
        worst = max(worst, finding.level)
    return 2 if worst == 2 else 0


def add_to(app: App) -> None:
    app.command(verify)
    app.command(doctor)
