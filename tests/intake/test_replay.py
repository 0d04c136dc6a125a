"""Replaying files into a real backend over a real port: once, whatever happens on the way."""

from __future__ import annotations

import asyncio
import csv
import math
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from services.contract.commands import StartDrill
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.intake.replay import MAX, ReplayOptions, Result, replay
from services.intake.replay_send import Server
from services.intake.replay_state import Journal
from tests.intake.conftest import Room, served, until
from tests.intake.making import FIXTURES

Run = Callable[..., None]
FLOOD = FIXTURES / "petabencana_bentuk.geojson"


class Watcher:
    """Counts what a progress bar would show, and may act on it."""

    def __init__(self, act: Callable[[Result], None] = lambda result: None) -> None:
        self.total = 0
        self.reasons: list[str] = []
        self._act = act

    def begin(self, total: int) -> None:
        self.total = total

    def advance(self, result: Result) -> None:
        self._act(result)

    def waiting(self, reason: str) -> None:
        self.reasons.append(reason)


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """The shipped mapping with the categories of the invented city."""
    import resources

    text = resources.path("mappings/petabencana.yaml").read_text(encoding="utf-8")
    file = tmp_path / "uji.yaml"
    file.write_text(text.replace("default: banjir", "default: lampu-mati"), encoding="utf-8")
    return file


def options(room: Room, root: str, folder: Path, mapping: Path) -> ReplayOptions:
    url = root.removesuffix("/open311/v2")
    return ReplayOptions(
        server=lambda: Server(url, room.key),
        state_dir=folder / "state",
        speed=MAX,
        mapping=mapping,
        give_up_s=20,
    )


async def run(files: list[Path], chosen: ReplayOptions, watcher: Watcher | None = None) -> Result:
    """A replay beside the backend's loop, as the command line runs it in a process of its own."""
    return await asyncio.get_running_loop().run_in_executor(None, replay, files, chosen, watcher)


def test_every_row_is_filed_or_told(in_the_room: Run, tmp_path: Path, mapping: Path) -> None:
    async def scenario(room: Room) -> None:
        async with served(room) as root:
            watcher = Watcher()
            result = await run([FLOOD], options(room, root, tmp_path, mapping), watcher)
        assert (result.total, result.filed, result.rejected, watcher.total) == (6, 4, 2, 6)
        assert result.sentences()[0] == "4 dari 6 laporan tercatat."
        assert result.rejects_file is not None
        with result.rejects_file.open(encoding="utf-8", newline="") as stream:
            header, *rejected = csv.reader(stream)
        assert header == ["berkas", "baris", "alasan"]
        assert [(name, row) for name, row, _ in sorted(rejected)] == [(FLOOD.name, "5"), (FLOOD.name, "6")]
        found = (await room.http.get("requests.json?page_size=10")).json()
        assert len(found) == 4
        assert {request["status"] for request in found} == {"open"}

    in_the_room(scenario)


def test_running_it_again_doubles_nothing(in_the_room: Run, tmp_path: Path, mapping: Path) -> None:
    async def scenario(room: Room) -> None:
        async with served(room) as root:
            chosen = options(room, root, tmp_path, mapping)
            await run([FLOOD], chosen)
            by_state = await run([FLOOD], chosen)
            by_server = await run([FLOOD], replace(chosen, again=True))
            elsewhere = await run([FLOOD], replace(chosen, state_dir=tmp_path / "lain"))
        assert (by_state.skipped, by_state.filed) == (6, 0)
        assert (by_server.repeated, by_server.filed, by_server.rejected) == (4, 0, 2)
        assert (elsewhere.repeated, elsewhere.filed) == (4, 0)
        assert "tidak digandakan" in " ".join(by_server.sentences())
        assert len((await room.http.get("requests.json")).json()) == 4

    in_the_room(scenario)


def test_a_stop_is_taken_up_where_it_was(in_the_room: Run, tmp_path: Path, mapping: Path) -> None:
    async def scenario(room: Room) -> None:
        async with served(room) as root:
            chosen = replace(options(room, root, tmp_path, mapping), limit=2)
            first = await run([FLOOD], chosen)
            second = await run([FLOOD], replace(chosen, limit=0, first_row=2, last_row=4))
        assert (first.total, first.filed) == (2, 2)
        assert (second.total, second.skipped, second.filed) == (3, 1, 2)

    in_the_room(scenario)


def test_a_drill_is_started_moved_and_kept_apart(in_the_room: Run, tmp_path: Path, mapping: Path) -> None:
    async def scenario(room: Room) -> None:
        loop = asyncio.get_running_loop()
        seen: list[tuple[float, float]] = []

        async def start() -> None:
            command = room.do(StartDrill(reason="uji"), Log.DRILL)
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(command, loop))

        def move(points: object) -> Callable[[float, float], tuple[float, float]]:
            seen.extend(points)  # type: ignore[arg-type]
            return lambda lat, lon: (-8.1, 112.17)

        async with served(room) as root:
            chosen = replace(options(room, root, tmp_path, mapping), drill=True)
            with pytest.raises(KnownError, match="Tidak ada latihan"):
                await run([FLOOD], chosen)
            result = await run([FLOOD], replace(chosen, start_drill=start, move=move))
        assert result.filed == 4
        assert len(seen) == 5, "every row with a position on earth counts, dated or not"
        assert (await room.http.get("requests.json")).json() == []
        desk = room.backend.desk(Log.DRILL)
        assert desk.board.count == 4
        assert {(desk.board.incident(row).lat, desk.board.incident(row).placement) for row in range(4)} == {
            (-8.1, "moved")
        }

    in_the_room(scenario)


def test_a_backend_that_goes_and_comes_back(in_the_room: Run, tmp_path: Path, mapping: Path) -> None:
    """The server disappears after the second report and returns on another port."""

    async def scenario(room: Room) -> None:
        loop = asyncio.get_running_loop()
        enough, gone, where = asyncio.Event(), threading.Event(), [""]

        def wait_until_gone(result: Result) -> None:
            if result.filed == 2 and not enough.is_set():
                loop.call_soon_threadsafe(enough.set)
                assert gone.wait(20)

        watcher = Watcher(wait_until_gone)
        chosen = replace(
            options(room, "", tmp_path, mapping), connections=1, server=lambda: Server(where[0], room.key)
        )
        async with served(room) as root:
            where[0] = root.removesuffix("/open311/v2")
            replaying = asyncio.create_task(run([FLOOD], chosen, watcher))
            await enough.wait()
        gone.set()
        await until(lambda: bool(watcher.reasons))
        async with served(room) as root:
            where[0] = root.removesuffix("/open311/v2")
            result = await replaying
        assert (result.filed + result.repeated, result.rejected) == (4, 2)
        assert watcher.reasons[0] == "menunggu peladen kembali"
        assert watcher.reasons[-1] == ""
        assert len((await room.http.get("requests.json")).json()) == 4

    in_the_room(scenario)


def test_a_server_that_stays_away_ends_it_with_a_sentence(tmp_path: Path, mapping: Path) -> None:
    chosen = ReplayOptions(
        server=lambda: Server("http://127.0.0.1:9", "k"), state_dir=tmp_path, mapping=mapping, give_up_s=0.3
    )
    with pytest.raises(KnownError, match=r"tidak menjawab.*Jalankan perintah yang sama lagi"):
        replay([FLOOD], chosen)


def test_a_wrong_key_ends_it_at_once(in_the_room: Run, tmp_path: Path, mapping: Path) -> None:
    async def scenario(room: Room) -> None:
        async with served(room) as root:
            chosen = options(room, root, tmp_path, mapping)
            room.key = "salah"
            with pytest.raises(KnownError, match="menolak kunci API"):
                await run([FLOOD], chosen)

    in_the_room(scenario)


def test_the_pace_is_that_of_the_reports(in_the_room: Run, tmp_path: Path, mapping: Path) -> None:
    """Sent in the order of their own times, whatever the order of the file."""

    async def scenario(room: Room) -> None:
        async with served(room) as root:
            chosen = replace(options(room, root, tmp_path, mapping), speed=1e6, connections=1)
            result = await run([FLOOD], chosen)
        assert result.filed == 4
        texts = [found["description"] for found in (await room.http.get("requests.json")).json()]
        assert texts[::-1] == [
            "#contoh saluran mampet",
            "Genangan di bawah jembatan",
            "Genangan di bawah jembatan",
            "Contoh: air masuk rumah. kedalaman 77 cm",
        ]

    in_the_room(scenario)


def test_ctrl_c_ends_it_in_order(in_the_room: Run, tmp_path: Path, mapping: Path) -> None:
    """At real time the second report is two hours away: the interrupt finds the replay waiting for it."""
    state: dict[str, object] = {}
    served_at, done = threading.Event(), threading.Event()

    async def scenario(room: Room) -> None:
        async with served(room) as root:
            state["options"] = replace(options(room, root, tmp_path, mapping), speed=1.0)
            served_at.set()
            await asyncio.get_running_loop().run_in_executor(None, done.wait, 60)

    thread = threading.Thread(target=in_the_room, args=(scenario,))
    thread.start()
    assert served_at.wait(20)
    chosen = state["options"]
    assert isinstance(chosen, ReplayOptions)

    class Impatient(Watcher):
        def waiting(self, reason: str) -> None:
            super().waiting(reason)
            if reason.startswith("laporan berikutnya pukul"):
                os.kill(os.getpid(), signal.SIGINT)

    try:
        result = replay([FLOOD], chosen, Impatient())
        rest = replay([FLOOD], replace(chosen, speed=MAX))
    finally:
        done.set()
        thread.join(30)
    assert result.interrupted
    assert result.filed == 1
    assert "Dihentikan" in result.sentences()[-1]
    assert (rest.filed, rest.repeated, rest.interrupted) == (3, 0, False)
    assert rest.skipped == result.filed + result.rejected


@pytest.mark.parametrize("speed", [0.0, -1.0, math.nan])
def test_a_senseless_speed_is_told(tmp_path: Path, speed: float) -> None:
    chosen = ReplayOptions(server=lambda: Server("", ""), state_dir=tmp_path, speed=speed)
    with pytest.raises(KnownError, match="Kecepatan"):
        replay([FLOOD], chosen)


def test_a_file_nobody_knows_is_told(tmp_path: Path) -> None:
    file = tmp_path / "asing.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    chosen = ReplayOptions(server=lambda: Server("", ""), state_dir=tmp_path)
    with pytest.raises(KnownError, match=r"asing\.csv tidak dikenali.*petabencana"):
        replay([file], chosen)
    with pytest.raises(KnownError, match="Sebutkan"):
        replay([], chosen)


def test_a_mapping_for_another_file_is_told(tmp_path: Path, mapping: Path) -> None:
    chosen = ReplayOptions(server=lambda: Server("", ""), state_dir=tmp_path, mapping=mapping)
    with pytest.raises(KnownError, match=r"tidak sesuai pemetaan uji\.yaml: kolom created_at"):
        replay([FIXTURES / "crm_bentuk.csv"], chosen)


def test_the_journal_survives_any_order_and_any_rubbish(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "k", "a.csv")
    for row in (3, 1, 5, 2):
        journal.settle(row)
    journal.save()
    again = Journal(tmp_path, "k", "a.csv")
    assert [row for row in range(1, 8) if again.settled(row)] == [1, 2, 3, 5]
    again.file.write_bytes(b"\x00rubbish")
    assert not Journal(tmp_path, "k", "a.csv").settled(1)
