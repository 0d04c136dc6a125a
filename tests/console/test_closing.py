"""Closing on the console: what the log says in words, promises that remind, photographs that are fetched."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.adapters.closing import ClosingAdapter, PromiseClock
from console.adapters.figures import figures_of
from console.adapters.queue import QueueAdapter
from console.asking import Asker
from console.pictures import Pictures
from console.words import wish
from console.words_closing import sentence
from services.contract.closing import (
    AskPause,
    ClockResumed,
    DecidePause,
    FileProof,
    Finding,
    MakePromise,
    Pause,
    PauseAsked,
    PauseDecided,
    Photo,
    Promise,
    PromiseMade,
    PromiseSettled,
    Proof,
    ProofFiled,
    ProofVerified,
    ReporterTold,
    ResumeClock,
    SettlePromise,
    TellReporter,
    Told,
    VerifyProof,
)
from services.contract.codec import seal
from services.contract.commands import Command
from services.contract.events import Body, IncidentClaimed
from services.contract.messages import Log
from services.feed.link import Endpoint
from services.projection.apply import apply
from services.projection.facts import unsettled
from tests.backend.pictures import jpeg, scene
from tests.console.making import EPOCHS, NAMES, Room, opened
from widgets.closing.model import ClosingData, ProofState
from widgets.queue.model import QueueCounts, QueueFilter

MINUTE = 60_000
NOW = 10_000_000_000_000 // 6
PAUSE = Pause(kind="weather", reason="hujan", by="budi", asked_at=5, due_before=7)
PHOTO = Photo(sha256="a" * 64)
SEEN = Finding(code="alike", words="Hampir sama.", suspicious=True, photo=0, seen="b" * 64, seen_incident=2)


class Face:
    """Keeps the last that was shown."""

    def __init__(self) -> None:
        self.data: ClosingData | None = None

    def set_data(self, data: ClosingData | None) -> None:
        self.data = data

    def refresh(self, opened: object = ()) -> None:
        pass

    def set_counts(self, counts: QueueCounts) -> None:
        pass


@pytest.fixture
def room(qapp: object) -> Room:
    room = Room()
    room.connect()
    happened(room)
    return room


def happened(room: Room, *bodies: Body, actor: str = "budi", at: int = 2000) -> None:
    """Two incidents, then what is given, in the log on the screen."""
    board = room.situation.boards[Log.LIVE]
    entries = [opened(1), opened(2)] if not board.seq else []
    apply(board, entries)
    for body in bodies:
        apply(board, [seal(EPOCHS[Log.LIVE], board.seq + 1, at, body, actor, "")[0]])


def shown(room: Room) -> ClosingData:
    face = Face()
    adapter = ClosingAdapter(room.situation, NAMES, face)
    adapter.select(1)
    assert face.data is not None
    return face.data


def proof(**fields: Any) -> ProofFiled:
    given = {"id": 1, "incident_id": 1, "at": 1500, "agency": "bpbd", "by": "field:bpbd", "officer": "Heri"}
    return ProofFiled(proof=Proof(**{**given, "photos": (PHOTO,), **fields}))


def test_an_asked_and_a_running_pause(room: Room) -> None:
    happened(room, PauseAsked(incident_id=1, pause=PAUSE))
    asked = shown(room).pause
    assert asked is not None
    assert (asked.running, asked.own, asked.kind) == (False, False, "Cuaca tidak memungkinkan")
    happened(room, PauseDecided(incident_id=1, approved=True), actor="wati", at=3000)
    running = shown(room).pause
    assert running is not None
    assert (running.running, running.approver, running.at) == (True, "wati", 3000)
    happened(room, ClockResumed(incident_id=1, due_at=9), actor="wati", at=3000 + 5 * MINUTE)
    assert shown(room).pause is None
    assert shown(room).paused == "5 mnt"


def test_a_refused_pause_is_over(room: Room) -> None:
    happened(room, PauseAsked(incident_id=1, pause=PAUSE))
    happened(room, PauseDecided(incident_id=1, approved=False, reason="cerah"), actor="wati")
    assert shown(room).pause is None


def test_proof_says_where_a_photograph_was_used_before(room: Room) -> None:
    happened(room, proof(findings=(SEEN,), distance_m=12.0))
    (card,) = shown(room).proofs
    assert (card.state, card.verifiable, card.place) == (ProofState.WAITING, True, "12 m dari titik")
    assert card.findings[0].seen_words.endswith(": Pohon tumbang")
    assert card.findings[0].seen_words.startswith("Bukti kejadian KB-")
    happened(room, ProofVerified(incident_id=1, proof_id=1, accepted=False, verdict="kabur"), actor="wati")
    (card,) = shown(room).proofs
    assert (card.state, card.verifiable) == (ProofState.REJECTED, False)
    assert "wati" in card.verdict
    assert "“kabur”" in card.verdict


def test_the_own_proof_is_for_others_to_look_at(room: Room) -> None:
    happened(room, proof(by="siti"))
    (card,) = shown(room).proofs
    assert not card.verifiable
    assert "orang lain" in card.why_not


def promise(due_at: int, number: int = 1, incident_id: int = 1) -> PromiseMade:
    made = Promise(id=number, incident_id=incident_id, text="ditelepon", due_at=due_at, by="siti", made_at=1)
    return PromiseMade(promise=made)


def test_a_promise_reminds_its_owner_before_and_after_once_each(room: Room) -> None:
    happened(room, promise(NOW))
    said: list[str] = []
    clock = PromiseClock(room.situation, NAMES, said.append)
    clock.ticked(NOW - 20 * MINUTE)
    assert said == []
    clock.ticked(NOW - 10 * MINUTE)
    clock.ticked(NOW - 9 * MINUTE)
    assert len(said) == 1
    assert "tinggal 10 mnt" in said[0]
    clock.ticked(NOW + 2 * MINUTE)
    clock.ticked(NOW + 3 * MINUTE)
    assert len(said) == 2
    assert "terlewat 2 mnt" in said[1]


def test_a_promise_of_somebody_else_s_incident_is_theirs(room: Room) -> None:
    happened(room, promise(NOW), IncidentClaimed(incident_id=1, owner="budi"))
    said: list[str] = []
    PromiseClock(room.situation, NAMES, said.append).ticked(NOW)
    assert said == []


def test_the_queue_shows_only_what_is_promised(room: Room) -> None:
    happened(room, promise(NOW), promise(NOW, 2, 2))
    happened(room, PromiseSettled(incident_id=2, promise_id=2, kept=True))
    assert unsettled(room.situation.board) == {1: NOW}
    queue = QueueAdapter(room.situation, NAMES, Face())
    queue.set_filter(QueueFilter(promised=True))
    assert [queue.row(n).incident_id for n in range(queue.count())] == [1]
    assert queue.row(0).promise_due == NOW


def test_the_queue_warns_and_says_when_a_clock_stands_still(room: Room) -> None:
    board = room.situation.board
    board.set(0, "opened_at", NOW)
    board.set(0, "due_at", NOW + 100 * MINUTE)
    queue = QueueAdapter(room.situation, NAMES, Face())
    queue.set_filter(QueueFilter())
    assert queue.row(queue.row_of(1)).warn_at == NOW + 80 * MINUTE
    assert queue.row(queue.row_of(2)).warn_at == 0
    happened(room, PauseAsked(incident_id=1, pause=PAUSE), PauseDecided(incident_id=1, approved=True))
    row = queue.row(queue.row_of(1))
    assert (row.paused, row.due_at, row.warn_at) == (True, 0, 0)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (PauseAsked(incident_id=1, pause=PAUSE), "meminta jeda jam (Cuaca tidak memungkinkan)"),
        (PauseDecided(incident_id=1, approved=False, reason="cerah"), "menolak jeda"),
        (proof(findings=(SEEN,), sampled=True), "mengirim bukti (1 foto, BPBD) · 1 hal mencurigakan"),
        (ProofVerified(incident_id=1, proof_id=1, accepted=True), "menerima bukti"),
        (promise(NOW), "berjanji kepada pelapor, paling lambat"),
        (PromiseSettled(incident_id=1, promise_id=1, kept=False), "janji tidak ditepati"),
        (
            ReporterTold(told=Told(incident_id=1, channel="email", state="failed", words="penuh")),
            "kabar untuk pelapor gagal lewat surel",
        ),
    ],
)
def test_the_timeline_tells_it(body: Body, words: str) -> None:
    assert sentence(body, NAMES)[0].startswith(words)


@pytest.mark.parametrize(
    "command",
    [
        AskPause(incident_id=1, kind="weather", reason="hujan"),
        DecidePause(incident_id=1, approved=True),
        ResumeClock(incident_id=1),
        FileProof(incident_id=1),
        VerifyProof(incident_id=1, proof_id=1, accepted=True),
        MakePromise(incident_id=1, text="ditelepon", due_at=1),
        SettlePromise(incident_id=1, promise_id=1, kept=True),
        TellReporter(incident_id=1, text="sudah"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_every_wish_has_words(command: Command) -> None:
    assert "." not in wish(command, NAMES)


def test_figures_get_names(qapp: object) -> None:
    line = {"closed": 2, "on_time": 1, "overdue_open": 0, "unmeasured": 3, "share": 0.5, "paused_share": 0.1}
    told = {"start": 1, "end": 2, "total": line, "agencies": {"dlh": line}, "categories": {"": line}}
    data = figures_of(told, NAMES)
    assert (data.agencies[0].name, data.categories[0].name, data.unmeasured) == ("DLH", "tanpa kategori", 3)
    with pytest.raises(KeyError):
        figures_of({"code": "x"}, NAMES)


# --- photographs ---


class _Door(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(f"{self.path} {self.headers['authorization']}")
        known = self.path.startswith(f"/api/photos/{'a' * 64}/")
        data = jpeg(scene(1)) if known else b'{"code": "photo_unknown", "message": "Foto itu tidak ada."}'
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


def test_photographs_are_fetched_once_kept_on_disk_and_missed_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    _Door.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asker = Asker(lambda: Endpoint(f"http://127.0.0.1:{server.server_port}", "rahasia"))
    beside = asker.beside()
    pictures = Pictures(beside, tmp_path / "photos")

    def have(found: Pictures, sha256: str) -> bool:
        beside.deliver()
        return found.picture(sha256, "thumbnail") is not None or bool(found.why(sha256, "thumbnail"))

    try:
        assert pictures.picture("a" * 64, "thumbnail") is None
        qtbot.waitUntil(lambda: have(pictures, "a" * 64))
        assert pictures.picture("a" * 64, "thumbnail") is not None
        assert _Door.asked == [f"/api/photos/{'a' * 64}/thumbnail Bearer rahasia"]
        again = Pictures(beside, tmp_path / "photos")
        qtbot.waitUntil(lambda: have(again, "a" * 64))
        assert len(_Door.asked) == 1  # from the disk
        qtbot.waitUntil(lambda: have(pictures, "c" * 64))
        assert pictures.why("c" * 64, "thumbnail") == "Foto itu tidak ada."
    finally:
        server.shutdown()
        server.server_close()
        asker.stop()
