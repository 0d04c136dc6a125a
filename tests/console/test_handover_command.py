"""`patria handover`: list, show, export and verify over a database a real backend wrote."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from console import handovers
from console.periods import source_of
from services.city.loader import AREAS_FILE, load_pack, load_pack_here, overlay_dir
from services.contract.messages import Log
from services.contract.records import Severity
from services.contract.shifts import OpenHandover, TakeWatch
from services.reporting import handover
from tests.backend.playing import accepted, book
from tests.backend.room import opened
from tests.city.making import arjuna, boundaries
from tests.harness.backend import patria

CITY = Path(__file__).parents[1] / "packs" / "arjuna"


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        patria("handover", *words, "--data-dir", str(data), "--city", str(CITY)),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def handed_over(folder: Path) -> str:
    """A handover in the database of `folder`; its hash."""

    async def scenario() -> str:
        async with opened(folder) as room:
            await room.file("Banjir bandang", severity=Severity.CRITICAL, place="Jl [bold]")
            accepted(await room.act(TakeWatch(), user="sri"))
            accepted(await room.act(OpenHandover(), user="sri"))
            return book(room).handovers[1].digest

    return asyncio.run(scenario())


def test_a_handover_is_shown_exported_and_proved(tmp_path: Path) -> None:
    digest = handed_over(tmp_path)
    assert digest in run(tmp_path, "list").stdout
    shown = run(tmp_path, "show", "1")
    assert (shown.returncode, digest in shown.stdout, "[bold]" in shown.stdout) == (0, True, True), shown
    assert "Alarm per operator" in shown.stdout
    files = {kind: tmp_path / f"satu.{kind}" for kind in ("pdf", "json", "csv", "document")}
    for kind, file in files.items():
        done = run(tmp_path, "export", "1", "--format", kind, "--output", str(file))
        assert done.returncode == 0, done
    assert hashlib.sha256(files["document"].read_bytes()).hexdigest() == digest
    assert files["document"].read_bytes() in files["json"].read_bytes()
    whole = json.loads(files["json"].read_text("utf-8"))
    assert {"curve", "load", "steps"} < whole["figures"]["now"].keys()
    assert {"before", "earlier"} < whole["figures"].keys()
    assert "incident:1" in files["csv"].read_text("utf-8")
    first = files["pdf"].read_bytes()
    assert first.startswith(b"%PDF-")
    run(tmp_path, "export", "1", "--output", str(files["pdf"]))
    assert files["pdf"].read_bytes() == first, "printed twice, the same file"
    whole = run(tmp_path, "verify", "1")
    assert (whole.returncode, whole.stdout.startswith("Utuh")) == (0, True), whole
    assert run(tmp_path, "verify", "9").returncode == 2


def test_the_command_line_knows_the_boundaries_that_were_imported_here(tmp_path: Path) -> None:
    overlay = overlay_dir(CITY, tmp_path)
    overlay.mkdir(parents=True)
    (overlay / AREAS_FILE).write_bytes(boundaries(arjuna()))
    handed_over(tmp_path)
    here = load_pack_here(CITY, tmp_path).digest
    assert here != load_pack(CITY).digest
    with handovers.opened(tmp_path, "", CITY, Log.LIVE) as archive:
        assert archive.pack.digest == here
    assert source_of(tmp_path, "", CITY, Log.LIVE, lambda *_: None).pack.digest == here


def test_what_was_changed_in_the_database_is_told(tmp_path: Path) -> None:
    handed_over(tmp_path)
    with sqlite3.connect(tmp_path / "patria.sqlite3") as database:
        database.execute("UPDATE documents SET body = CAST(body || ' ' AS BLOB)")
    changed = run(tmp_path, "verify", "1")
    assert changed.returncode == 2
    assert "tidak cocok lagi dengan sidik" in changed.stdout
    with sqlite3.connect(tmp_path / "patria.sqlite3") as database:
        guards = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in guards:
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE events SET at = at + 1 WHERE seq = 1")
    assert "baris 1 diubah" in run(tmp_path, "verify", "1").stdout


def test_what_older_rules_made_is_told_apart_from_what_was_forged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules of format 1 are gone; what they made is proven by its bytes."""
    made = handover.generate
    monkeypatch.setattr(handover, "generate", lambda *given: replace(made(*given), format=1))
    handed_over(tmp_path)
    monkeypatch.undo()
    old = run(tmp_path, "verify", "1")
    assert old.returncode == 0, old
    assert "Dibuat dengan aturan format 1" in old.stdout
    assert "Utuh" in old.stdout
    assert run(tmp_path, "show", "1").returncode == 0
    with sqlite3.connect(tmp_path / "patria.sqlite3") as database:
        database.execute("""UPDATE documents SET body = CAST(replace(body, '[bold]', '[kecil]') AS BLOB)""")
    forged = run(tmp_path, "verify", "1")
    assert (forged.returncode, "tidak cocok lagi dengan sidik" in forged.stdout) == (2, True), forged
    with sqlite3.connect(tmp_path / "patria.sqlite3") as database:
        database.execute("DELETE FROM documents")
    lost = run(tmp_path, "verify", "1")
    assert (lost.returncode, "tidak dapat dibuktikan" in lost.stdout) == (2, True), lost
