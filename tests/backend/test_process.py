"""A real `patria serve` that is killed, whose disk fails, that ends in order: nothing told is lost."""

from __future__ import annotations

import itertools
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.store.anchor import Anchor
from services.store.engine import DATABASE_NAME, database_url, open_engine
from services.store.verify import verify
from tests.city.making import ARJUNA, arjuna
from tests.harness.disk import FaultyDisk
from tests.harness.waiting import wait_until

pytestmark = pytest.mark.scenario
SERVE = """
import sys
from pathlib import Path
from services.backend.serve import ServeSettings, serve
from services.contract.errors import KnownError
try:
    serve(ServeSettings(city_dir=Path(sys.argv[1]), data_dir=Path(sys.argv[2]), port=0,
                        database=sys.argv[3], embedded=sys.argv[4] == "embedded", host=sys.argv[5]))
except KnownError as error:
    sys.exit(f"{error.code}: {error.message}")
"""
CATEGORY = next(category.code for category in arjuna().categories if category.parent and category.public)


class Process:
    """The backend and what it said."""

    def __init__(
        self, folder: Path, database: str = "", mode: str = "embedded", host: str = "127.0.0.1", **env: str
    ):
        command = [sys.executable, "-c", SERVE, str(ARJUNA), str(folder), database, mode, host]
        self.folder = folder
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": ".", **env},
        )

    def ready(self) -> None:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.said()
        self.runtime: dict[str, Any] = json.loads(line)

    def said(self) -> str:
        return self.process.communicate(timeout=30)[1].decode()

    @property
    def url(self) -> str:
        return str(self.runtime["url"])

    def token(self) -> str:
        return Path(self.runtime["token_file"]).read_text()

    def end(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.process.communicate(timeout=30)
        return self.process.returncode


@contextmanager
def serving(folder: Path, database: str = "", **env: str) -> Iterator[Process]:
    process = Process(folder, database, **env)
    try:
        process.ready()
        yield process
    finally:
        process.end(signal.SIGKILL)


class Senders:
    """Threads that file reports, each with a reference of its own, and remember what was acknowledged."""

    def __init__(self, url: str, token: str, count: int = 6) -> None:
        self.acknowledged: dict[str, str] = {}
        self.refused = 0
        self._url, self._token = url, token
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._send, args=(number,)) for number in range(count)]
        for thread in self._threads:
            thread.start()

    def _send(self, sender: int) -> None:
        with httpx.Client(base_url=self._url, timeout=20) as client:
            for number in itertools.count():
                if self._stop.is_set():
                    return
                ref = f"{sender}-{number}"
                try:
                    answer = post(client, self._token, ref)
                except httpx.HTTPError:
                    return
                if answer.status_code != 200:
                    self.refused += 1
                    return
                self.acknowledged[ref] = answer.json()[0]["service_request_id"]

    def finish(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)


def post(client: httpx.Client, token: str, ref: str) -> httpx.Response:
    form = {
        "api_key": token,
        "service_code": CATEGORY,
        "lat": str(arjuna().city.lat),
        "long": str(arjuna().city.lon),
        "description": f"laporan {ref}",
        "source_ref": ref,
    }
    return client.post("/open311/v2/requests.json", data=form)


def filed(folder: Path) -> list[str]:
    """Source references in the log on disk."""
    connection = sqlite3.connect(folder / DATABASE_NAME)
    rows = connection.execute(
        "SELECT body FROM events WHERE kind = 'report.received' ORDER BY seq"
    ).fetchall()
    connection.close()
    return [json.loads(row[0])["body"]["report"]["source_ref"] for row in rows]


def findings(folder: Path) -> list[object]:
    engine = open_engine(database_url("", folder))
    try:
        return list(verify(engine, Anchor(folder / "anchor.jsonl")))
    finally:
        engine.dispose()


def test_killed_in_a_burst_every_acknowledged_report_is_there_exactly_once(tmp_path: Path) -> None:
    acknowledged: dict[str, str] = {}
    for _ in range(3):
        with serving(tmp_path) as process:
            senders = Senders(process.url, process.token())
            wait_until(lambda senders=senders: len(senders.acknowledged) >= 40, "a burst is going on")  # type: ignore[misc]
            process.end(signal.SIGKILL)
            senders.finish()
        for ref, ticket in senders.acknowledged.items():
            assert acknowledged.setdefault(ref, ticket) == ticket, "another ticket for the same reference"
        stored = filed(tmp_path)
        assert len(stored) == len(set(stored))
        assert set(acknowledged) <= set(stored)
    # A sender that did not hear the answer asks again and gets the first ticket.
    with serving(tmp_path) as process, httpx.Client(base_url=process.url) as client:
        for ref, ticket in list(acknowledged.items())[:20]:
            assert post(client, process.token(), ref).json()[0]["service_request_id"] == ticket
    assert sorted(filed(tmp_path)) == sorted(set(stored))
    assert findings(tmp_path) == []


@pytest.mark.parametrize("fault", ["fill", "break_sync"])
def test_a_failing_disk_loses_nothing_acknowledged_and_says_so(tmp_path: Path, fault: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    disk = FaultyDisk(data, tmp_path)
    with serving(data, **disk.environment) as process:
        senders = Senders(process.url, process.token())
        wait_until(lambda: len(senders.acknowledged) >= 40, "a burst is going on")
        getattr(disk, fault)()
        wait_until(lambda: httpx.get(f"{process.url}/health").status_code == 503, "health says so")
        senders.finish()
        assert senders.refused
        health = httpx.get(f"{process.url}/health").json()
        assert (health["status"], health["writable"]) == ("not_writable", False)
        # It stays so although the disk would work again: memory is ahead of the disk.
        disk.heal()
        with httpx.Client(base_url=process.url) as client:
            assert post(client, process.token(), "later").status_code == 503
        reading = httpx.get(f"{process.url}/open311/v2/requests.json")
        assert reading.status_code == 200
        process.end(signal.SIGKILL)
        disk.cut_power()
    with serving(data) as process:
        stored = filed(data)
        assert set(senders.acknowledged) <= set(stored)
        assert len(stored) == len(set(stored))
        with httpx.Client(base_url=process.url) as client:
            assert post(client, process.token(), "after").status_code == 200
    assert findings(data) == []


def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    disk = FaultyDisk(data, tmp_path)
    with serving(data, **disk.environment) as process:
        senders = Senders(process.url, process.token())
        wait_until(lambda: len(senders.acknowledged) >= 40, "a burst is going on")
        process.end(signal.SIGKILL)
        senders.finish()
    disk.cut_power()
    with serving(data):
        assert set(senders.acknowledged) <= set(filed(data))
    assert findings(data) == []


def test_ending_in_order_keeps_a_checkpoint_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with serving(tmp_path) as process:
        assert oct((tmp_path / "runtime.json").stat().st_mode)[-3:] == "600"
        assert oct(Path(process.runtime["token_file"]).stat().st_mode)[-3:] == "600"
        with httpx.Client(base_url=process.url) as client:
            assert post(client, process.token(), "one").status_code == 200
        assert process.end() == 0
    assert not (tmp_path / "runtime.json").exists()
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    assert connection.execute("SELECT max(seq) FROM snapshots").fetchone() == (1,)
    connection.close()


def test_a_second_backend_on_the_same_data_is_refused_in_words(tmp_path: Path) -> None:
    with serving(tmp_path):
        second = Process(tmp_path)
        assert "sedang dipakai" in second.said()
        assert second.process.returncode == 1


def test_a_second_backend_on_the_same_postgresql_is_refused(tmp_path: Path, postgres_url: str) -> None:
    with serving(tmp_path / "one", postgres_url) as process:
        with httpx.Client(base_url=process.url) as client:
            assert post(client, process.token(), "one").status_code == 200
        assert "sedang dipakai" in Process(tmp_path / "two", postgres_url).said()


def test_beyond_this_machine_only_with_a_certificate(tmp_path: Path) -> None:
    process = Process(tmp_path, mode="server", host="0.0.0.0")
    assert "tls_required" in process.said()


def test_the_first_administrator_is_made_with_the_secret_of_the_first_start_and_once(tmp_path: Path) -> None:
    process = Process(tmp_path, mode="server")
    try:
        process.ready()
        assert process.process.stderr is not None
        line = process.process.stderr.readline().decode()
        secret = line.rsplit(" ", 1)[1].strip()
        setup = {"secret": secret, "user": "kepala", "password": "kata sandi panjang"}
        with httpx.Client(base_url=process.url) as client:
            assert client.post("/api/setup", json={**setup, "secret": "salah"}).status_code == 403
            assert client.post("/api/setup", json={**setup, "password": "pendek"}).status_code == 400
            assert client.post("/api/setup", json=setup).status_code == 201
            assert client.post("/api/setup", json={**setup, "user": "lain"}).status_code == 403
            signed_in = client.post("/api/login", json={"user": "kepala", "password": "kata sandi panjang"})
            assert signed_in.json()["roles"] == ["administrator"]
        assert secret not in (tmp_path / "logs" / "backend.jsonl").read_text()
    finally:
        process.end()


def test_a_backend_whose_starter_is_gone_ends_itself(tmp_path: Path) -> None:
    orphan = "from services.backend import serve; serve.ORPHAN_S = 1.0\n" + SERVE
    quoted = [sys.executable, "-c", orphan, str(ARJUNA), str(tmp_path), "", "embedded", "127.0.0.1"]
    script = "import subprocess, sys; subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL); input()"
    runtime = tmp_path / "runtime.json"
    environment = {**os.environ, "PYTHONPATH": "."}
    starter = [sys.executable, "-c", script, *quoted]
    with subprocess.Popen(starter, env=environment, stdin=subprocess.PIPE) as process:
        wait_until(runtime.exists, "it serves", 30)
        pid = json.loads(runtime.read_text())["pid"]
        process.communicate(b"\n", timeout=20)
    wait_until(lambda: not runtime.exists(), "it removed its runtime file", 30)
    wait_until(lambda: not Path(f"/proc/{pid}").exists() or _zombie(pid), "it ended", 30)


def _zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
