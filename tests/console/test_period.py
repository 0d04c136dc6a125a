"""`patria period` over a database a real backend wrote, and `/laporan` at the desk: one set of files."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import subprocess
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console import desk_period
from console.asking import Asker
from console.desk_period import DeskPeriod
from console.names import Names
from console.period_paper import printed, printed_beside
from services.contract.commands import DisposeIncident
from services.contract.errors import KnownError
from services.contract.records import Disposition, Role
from services.feed.link import Endpoint
from tests.backend.playing import accepted
from tests.backend.room import opened
from tests.city.making import arjuna
from tests.console.making import Room
from tests.harness.backend import BackendProcess, patria

CITY = Path(__file__).parents[1] / "packs" / "arjuna"
DATA = {
    "kejadian.csv", "kejadian.geojson", "berulang.csv", "berulang.geojson", "per-wilayah.csv",
    "per-kategori.csv", "per-opd.csv", "per-keparahan.csv", "per-hasil.csv", "per-jam.csv", "laporan.json",
}  # fmt: skip
ALL = DATA | {"laporan.pdf", "SHA256SUMS"}


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        patria("period", *words, "--data-dir", str(data), "--city", str(CITY)),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A log of a real backend: three incidents and a prank."""

    async def scenario() -> None:
        async with opened(tmp_path / "data") as room:
            for words in ("Lampu mati, saya Siti", "Lampu padam"):
                place = "Jalan Pelita 12, rumah Bu Siti"
                await room.file(words, category="lampu", lat=-3.3105, lon=114.5905, place=place)
            await room.file("Rob", category="rob", area="CA1.1")
            await room.file("iseng", category="rob")
            accepted(await room.act(DisposeIncident(incident_id=4, disposition=Disposition.PRANK)))

    asyncio.run(scenario())
    return tmp_path / "data"


def read(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_period_becomes_files_that_prove_themselves(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "laporan"
    done = run(data, "tahun-ini", "--out", str(out))
    assert done.returncode == 0, done
    assert ": 3 kejadian, " in done.stdout
    assert str(out) in done.stdout
    first = read(out)
    assert set(first) == ALL
    for line in first["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(first[name]).hexdigest() == digest
    assert first["laporan.pdf"].startswith(b"%PDF-")
    rows = list(csv.reader(first["kejadian.csv"].decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 4
    for secret in (b"Siti", b"rumah"):
        assert not any(secret in each for each in first.values())
    narrowed = run(data, "tahun-ini", "--category", "lampu", "--radius", "30", "--out", str(tmp_path / "b"))
    assert ": 2 kejadian, " in narrowed.stdout


def test_the_same_figures_are_the_same_paper(data: Path, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "laporan"
    run(data, "tahun-ini", "--out", str(out))
    figures, paper = (out / "laporan.json").read_bytes(), (out / "laporan.pdf").read_bytes()
    assert printed_beside(figures, arjuna()) == paper
    assert b"2000-01-01" in paper, "no moment of printing"
    assert printed(figures, arjuna()).count(b"/Type /Page\n") == paper.count(b"/Type /Page\n")


def test_what_cannot_be_told_is_said_in_words(data: Path, tmp_path: Path) -> None:
    for words in (["besok"], ["2099"], ["--to", "2026-10"], ["2026", "--area", "Mars"], ["--radius", "1"]):
        refused = run(data, *words, "--out", str(tmp_path / "x"))
        assert (refused.returncode, refused.stdout) == (2, ""), refused
        assert refused.stderr.strip().endswith("."), refused.stderr
    blocked = tmp_path / "berkas"
    blocked.write_text("x")
    assert run(data, "tahun-ini", "--out", str(blocked)).returncode == 2
    (tmp_path / "kosong").mkdir()
    assert "belum ada basis data" in run(tmp_path / "kosong", "2025", "--out", str(tmp_path / "x")).stderr


def test_postgresql_gives_the_same_tables(tmp_path: Path, postgres_url: str) -> None:
    async def scenario() -> None:
        async with opened(tmp_path / "data", postgres_url) as room:
            await room.file("Lampu mati", category="lampu", lat=-3.3105, lon=114.5905)

    asyncio.run(scenario())
    out = tmp_path / "laporan"
    done = run(tmp_path / "data", "tahun-ini", "--database", postgres_url, "--out", str(out))
    assert (done.returncode, ": 1 kejadian, " in done.stdout) == (0, True), done
    assert set(read(out)) == ALL


class Desk:
    """Somebody at a console who asks for periods; what is said is kept."""

    def __init__(self, there: Endpoint, role: Role = Role.SUPERVISOR) -> None:
        self.room = Room(role)
        self.room.connect(role)
        self.room.beat(at=time.time_ns() // 1_000_000)
        self.said: list[str] = []
        self.asker = Asker(lambda: there)
        self.paid: list[int] = []
        self.period = DeskPeriod(
            self.room.situation, Names(arjuna()), self.asker, self.said.append, pay=self.paid.append
        )

    def until(self, qtbot: QtBot, words: str) -> str:
        def told() -> bool:
            self.asker.deliver()
            return any(words in sentence for sentence in self.said)

        qtbot.waitUntil(told, timeout=60_000)
        return self.said[-1]


def test_the_desk_saves_what_the_command_line_writes(
    data: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "Dokumen"
    monkeypatch.setattr(desk_period, "_documents", lambda: documents)
    with BackendProcess(data, arguments=["--city", str(CITY)]) as backend:
        desk = Desk(Endpoint(backend.url.replace("http", "ws") + "/feed", backend.token))
        desk.period.export("tahun-lalu")
        told = desk.until(qtbot, "Laporan ada di")
        desk.said.clear()
        desk.period.export("tahun-lalu")
        desk.period.export("tahun-lalu")
        assert desk.said[1:] == ["Laporan sebelumnya masih dibuat."]
        desk.until(qtbot, "Laporan ada di")
        assert len(desk.paid) == 2
        assert min(desk.paid) > 1_000, "what came over the line is counted"
        desk.asker.stop()
    (first, second) = sorted(documents.iterdir(), key=lambda folder: len(folder.name))
    assert str(first) in told
    assert read(first) == read(second), "the same log, the same question"
    by_hand = tmp_path / "laporan"
    assert run(data, "tahun-lalu", "--out", str(by_hand)).returncode == 0
    assert read(first) == read(by_hand)


def test_the_desk_says_who_may_and_what_is_wrong(qtbot: QtBot) -> None:
    del qtbot
    nowhere = Endpoint("ws://127.0.0.1:9/feed", "")
    desk = Desk(nowhere)
    desk.period.export("besok")
    assert "tidak dikenal" in desk.said[-1]
    operator = Desk(nowhere, Role.OPERATOR)
    operator.period.export("2025")
    assert operator.said == ["Laporan berkala dibuat oleh pengawas, pimpinan atau auditor."]


def test_an_unreadable_figure_is_no_paper() -> None:
    with pytest.raises(KnownError, match="Pencetakan gagal"):
        printed_beside(b"{}", arjuna())
