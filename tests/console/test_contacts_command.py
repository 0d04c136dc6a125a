"""`patria contacts`: files in and out through a backend in a process of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path

from services.intake.contact_files import COLUMNS, read_contacts
from tests.harness import BackendProcess
from tests.harness.backend import patria

HEAD = ",".join(COLUMNS)
ROWS = (
    "dlh-1,dlh,Regu 2,Petugas piket,1,,phone,0342 555 0110,meja depan,",
    "dlh-1,dlh,Regu 2,Petugas piket,1,,whatsapp,0812 5555 0110,,",
    "x-1,tidakada,Regu 9,,,,phone,112,,",
    "bpbd-1,bpbd,Pusdalops,,,,radio,Kanal 3,,",
)


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        patria("contacts", *words, "--data-dir", str(data)),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_contacts_go_in_and_come_out_again(tmp_path: Path) -> None:
    sheet, refused, data = tmp_path / "kontak.csv", tmp_path / "ditolak.csv", tmp_path / "data"
    sheet.write_text("\n".join((HEAD, *ROWS)), encoding="utf-8")
    without = run(data, "export", str(tmp_path / "x.csv"))
    assert without.returncode == 2
    assert "Tidak ada server Patria" in without.stderr
    with BackendProcess(data):
        empty = run(data, "export", str(tmp_path / "kosong.csv"))
        assert empty.stdout.startswith("0 kontak"), empty
        first = run(data, "import", str(sheet), "--rejects", str(refused))
        assert first.returncode == 2
        assert "Baris 4: OPD “tidakada” tidak ada dalam paket kota." in first.stdout
        assert "2 kontak disimpan, 0 tidak berubah, 1 baris ditolak." in first.stdout
        assert "x-1,tidakada" in refused.read_text("utf-8")
        again = run(data, "import", str(sheet))
        assert "0 kontak disimpan, 2 tidak berubah, 1 baris ditolak." in again.stdout
        books = []
        for name in ("keluar.csv", "keluar.vcf"):
            out = run(data, "export", str(tmp_path / name))
            assert out.returncode == 0, out
            books.append(read_contacts((tmp_path / name).read_bytes(), ("dlh", "bpbd")))
    wanted = read_contacts("\n".join((HEAD, ROWS[3], *ROWS[:2])).encode(), ("dlh", "bpbd"))
    assert books == [wanted, wanted]
