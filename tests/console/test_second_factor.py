"""`patria user totp` as somebody types it: by the administrator, and by oneself at a running server."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from console.doctor import DOUBTFUL, FINE, WRONG, Finding, second_factors
from console.second_factor import qr
from services.store import second_factor
from tests.harness import BackendProcess
from tests.harness.backend import patria
from tests.harness.waiting import wait_until

pytestmark = pytest.mark.scenario
PASSWORD = "kata sandi panjang"


def run(*words: str, folder: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    command = patria("user", *words, "--data-dir", str(folder))
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False, timeout=60)


def add(folder: Path, name: str, role: str) -> None:
    done = run("add", name, "--role", role, "--password-stdin", folder=folder, text=f"{PASSWORD}\n")
    assert done.returncode == 0, done.stderr


def now() -> int:
    return int(time.time()) // second_factor.STEP_S


class Typing:
    """Somebody with a telephone in front of the terminal."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.said = ""
        self.secret = b""

    def until(self, words: str) -> None:
        assert self._process.stdout is not None
        while words not in self.said:
            got = self._process.stdout.read(1)
            assert got, self.said + (self._process.stderr.read() if self._process.stderr else "")
            self.said += got

    def scan(self) -> None:
        """Take the secret that is shown into the telephone."""
        self.until("Kode yang tampil di ponsel: ")
        line = self.said.partition("ketik rahasianya:\n")[2].partition("\n")[0]
        self.secret = second_factor.read(line)

    def type(self, words: str) -> None:
        assert self._process.stdin is not None
        self.said = ""
        self._process.stdin.write(f"{words}\n")
        self._process.stdin.flush()

    def rest(self) -> tuple[str, str, int]:
        out, err = self._process.communicate(timeout=30)
        return self.said + out, err, self._process.returncode


@contextmanager
def typing(*words: str, folder: Path) -> Iterator[Typing]:
    command = patria("user", "totp", *words, "--data-dir", str(folder))
    pipes = subprocess.PIPE
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdin=pipes, stdout=pipes, stderr=pipes, text=True, env=environment
    ) as process:
        yield Typing(process)


def about(folder: Path, *, database: str = "") -> Finding:
    return second_factors(folder, database)


def test_the_administrator_sets_it_and_takes_it_away(tmp_path: Path) -> None:
    add(tmp_path, "budi", "supervisor")
    with typing("budi", folder=tmp_path) as hand:
        hand.scan()
        assert "█" in hand.said
        hand.type("tebak")
        hand.until("Kode yang tampil di ponsel: ")
        assert "belum cocok" in hand.said
        assert "faktor kedua" not in run("list", folder=tmp_path).stdout, "nothing counts before a right code"
        hand.type(second_factor.code_at(hand.secret, now()))
        said, err, code = hand.rest()
    assert (err, code) == ("", 0)
    codes = [line.strip() for line in said.splitlines() if line.startswith("  ")]
    assert len(codes) == second_factor.RECOVERY_CODES
    assert "faktor kedua" in run("list", folder=tmp_path).stdout
    assert about(tmp_path).level == FINE
    (tmp_path / second_factor.KEY_NAME).chmod(0o640)
    assert (about(tmp_path).level, "chmod 600" in about(tmp_path).words) == (WRONG, True)
    (tmp_path / second_factor.KEY_NAME).unlink()
    assert about(tmp_path).level == WRONG
    assert run("totp", "budi", "--remove", folder=tmp_path).returncode == 0
    assert run("totp", "budi", "--remove", folder=tmp_path).returncode == 2
    assert about(tmp_path).level == FINE


def test_nobody_and_nobody_there_change_nothing(tmp_path: Path) -> None:
    add(tmp_path, "budi", "supervisor")
    stranger = run("totp", "orang-lain", folder=tmp_path)
    assert (stranger.returncode, "tidak ada" in stranger.stderr) == (2, True)
    silent = run("totp", "budi", folder=tmp_path)
    assert (silent.returncode, "Tidak ada yang mengetik kode" in silent.stderr) == (2, True)
    assert "faktor kedua" not in run("list", folder=tmp_path).stdout


def test_by_oneself_at_a_server_that_requires_it(tmp_path: Path) -> None:
    add(tmp_path, "budi", "supervisor")
    add(tmp_path, "rina", "leader")
    must = ("--require-second-factor", "supervisor, leader")
    with BackendProcess(tmp_path, embedded=False, arguments=must) as backend:
        told = about(tmp_path)
        assert told.level == DOUBTFUL
        assert "budi, rina" in told.words
        body = {"user": "budi", "password": PASSWORD}
        refused = httpx.post(f"{backend.url}/api/login", json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_missing")
        with typing("budi", "--server", backend.url, "--password-stdin", folder=tmp_path / "here") as hand:
            hand.type(PASSWORD)
            hand.scan()
            proof = now()
            hand.type(second_factor.code_at(hand.secret, proof))
            assert hand.rest()[2] == 0
        codes = {"code": second_factor.code_at(hand.secret, proof + 1)}
        taken = httpx.post(f"{backend.url}/api/login", json=body | codes)
        assert taken.status_code == 200, taken.text
        assert "rina" in about(tmp_path).words
        assert "budi" not in about(tmp_path).words
        # The administrator takes it away in the tables: the session ends without a restart.
        assert run("totp", "budi", "--remove", folder=tmp_path).returncode == 0
        headers = {"Authorization": f"Bearer {taken.json()['token']}"}
        wait_until(
            lambda: httpx.get(f"{backend.url}/api/me", headers=headers).status_code == 401,
            "the session has ended",
        )


def test_a_role_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    command = patria("serve", "--data-dir", str(tmp_path), "--require-second-factor", "pengawas")
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "pengawas tidak dikenal" in done.stderr


def test_the_code_on_the_screen_is_quiet_around_and_square() -> None:
    lines = qr(second_factor.address(b"1" * 20, "budi")).splitlines()
    widths = {len(line.replace("\x1b[0m", "")) for line in lines if line.strip()}
    assert len(lines) > 15
    assert len(widths) == 1
