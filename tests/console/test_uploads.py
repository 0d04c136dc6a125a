"""Files that wait for the server: tried again while that may help, set aside where it never will."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.asking import Asker
from console.uploads import Uploads
from services.contract.errors import KnownError
from services.feed.link import Endpoint, LinkState
from tests.console.making import Room

SHA256 = "a" * 64


class Proofs(Uploads):
    PATH = "/api/photos"
    told: list[str]

    def _turned_down(self, sha256: str, sentence: str) -> None:
        self.told = [sentence]


@pytest.fixture
def proofs(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], Proofs]:
    """A folder with one file, once the server has answered so often; each answer is a code, or nothing."""
    monkeypatch.setattr("console.uploads.AGAIN_S", 0.0)

    def after(answers: list[str]) -> Proofs:
        def send(_endpoint: Endpoint, _path: str, _data: bytes) -> None:
            code = answers.pop(0)
            if code:
                raise KnownError(code, "Kata server.")

        monkeypatch.setattr("console.https.send", send)
        (tmp_path / SHA256).write_bytes(b"foto")
        room = Room()
        room.connect()
        room.situation.link = LinkState.LIVE
        asker = Asker(lambda: Endpoint("http://127.0.0.1:9", "kunci"))
        made = Proofs(room.situation, asker, tmp_path)

        def answered() -> None:
            made.ticked(0)
            asker.deliver()
            assert not answers
            assert not made._busy

        qtbot.waitUntil(answered)
        asker.stop()
        return made

    return after


@pytest.mark.parametrize("trouble", ["photo_disk", "http_503", "unavailable"])
def test_what_may_pass_is_tried_again(
    proofs: Callable[[list[str]], Proofs], tmp_path: Path, trouble: str
) -> None:
    assert proofs([trouble, ""])._waiting == set()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("refusal", ["photo_unreadable", "picture_format"])
def test_what_is_never_taken_stays_beside_and_is_told(
    proofs: Callable[[list[str]], Proofs], tmp_path: Path, refusal: str
) -> None:
    refused = proofs([refusal])
    assert refused.told == ["Kata server."]
    assert [file.name for file in tmp_path.iterdir()] == [f"{SHA256}.ditolak"]
    refused.look()
    assert refused._waiting == set(), "nor is it taken up again"
