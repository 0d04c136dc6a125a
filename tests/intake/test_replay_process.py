"""A replay against a backend in a process of its own that is killed in the middle: everything once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from services.intake.replay import MAX, ReplayOptions, Result, replay
from services.intake.replay_send import Server
from tests.harness import BackendProcess

ROWS = 400
MAPPING = """\
name: uji_putus
title: Contoh untuk menguji putusnya peladen
shape: { format: csv, fields: [nomor, waktu, isi] }
time: { field: waktu, formats: [iso], zone: Asia/Jakarta }
ref: [nomor]
text: { parts: [{ field: isi }] }
place: { parts: [], default: Jl. Contoh }
category: { default: lainnya }
"""


class Halfway:
    """Says when some reports have been filed."""

    def __init__(self, filed: int) -> None:
        self._filed = filed
        self.reached = threading.Event()

    def begin(self, total: int) -> None:
        assert total == ROWS

    def advance(self, result: Result) -> None:
        if result.filed >= self._filed:
            self.reached.set()

    def waiting(self, reason: str) -> None:
        pass


@pytest.mark.scenario
def test_a_backend_killed_in_the_middle(tmp_path: Path) -> None:
    file, mapping = tmp_path / "laporan.csv", tmp_path / "uji.yaml"
    lines = "".join(f"{n},2026-01-02T03:04:05,laporan nomor {n}\n" for n in range(1, ROWS + 1))
    file.write_text("nomor,waktu,isi\n" + lines, encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    with BackendProcess(tmp_path / "data") as backend:
        options = ReplayOptions(
            server=lambda: Server(backend.url, backend.token),
            state_dir=tmp_path / "state",
            speed=MAX,
            mapping=mapping,
            give_up_s=60,
        )
        halfway = Halfway(ROWS // 3)
        with ThreadPoolExecutor(1) as beside:
            replaying = beside.submit(replay, [file], options, halfway)
            assert halfway.reached.wait(60)
            backend.kill()
            backend.start()
            result = replaying.result(60)
        assert result.filed > ROWS // 3
        assert (result.filed + result.repeated, result.rejected) == (ROWS, 0)
        found: list[str] = []
        with httpx.Client(base_url=f"{backend.url}/open311/v2/", trust_env=False) as http:
            for page in (1, 2, 3):
                answer = http.get("requests.json", params={"page": page, "page_size": 200})
                found += [request["description"] for request in answer.json()]
    assert sorted(found) == sorted(f"laporan nomor {n}" for n in range(1, ROWS + 1))
