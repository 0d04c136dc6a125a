"""A backend under test can be killed, frozen and started again where it was."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.harness import BackendProcess
from tests.harness.child import alive


def answers(backend: BackendProcess) -> bool:
    """Whether it says that it is well, within a second."""
    try:
        with urllib.request.urlopen(f"{backend.url}/health", timeout=1) as reply:
            return bool(reply.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def test_killed_and_started_again_on_the_same_port(tmp_path: Path) -> None:
    with BackendProcess(tmp_path / "data") as backend:
        first, url = backend.pid, backend.url
        assert answers(backend)
        assert len(backend.token) >= 32
        assert backend.token_file.stat().st_mode & 0o777 == 0o600
        backend.kill()
        assert not alive(first)
        assert not answers(backend)
        backend.restart()
        assert (backend.url, backend.pid == first) == (url, False)
        assert answers(backend)
    assert not backend.running


def test_frozen_it_says_nothing_and_thawed_it_goes_on(tmp_path: Path) -> None:
    with BackendProcess(tmp_path / "data", embedded=False) as backend:
        backend.freeze()
        assert backend.running
        assert not answers(backend)
        backend.thaw()
        assert answers(backend)


def test_one_that_does_not_start_shows_its_log(tmp_path: Path) -> None:
    backend = BackendProcess(tmp_path / "data", arguments=["--no-such-option"])
    with pytest.raises(AssertionError, match="no-such-option"):
        backend.start()
    backend.stop()
