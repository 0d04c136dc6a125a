"""A wall and a desk at a real backend: the same figures, and no word of a citizen on the wall or its disk."""

from __future__ import annotations

from pathlib import Path

import pytest
import zstandard
from msgspec.structs import replace

from services.contract.commands import AddNote
from services.contract.messages import Log
from services.store.snapshot_file import snapshot_path
from tests.projection.test_wordless import figures
from tests.scenarios.actor import Actor
from tests.scenarios.city import backend_in, report, straight_to

pytestmark = pytest.mark.scenario
PLANTED = "kolam lele Pak Sastro meluber"


def _say(desk: Actor, number: int) -> None:
    desk.submit(replace(report(number), text=f"{PLANTED} {number}", place=PLANTED, caller_name="Sastro"))
    desk.until(lambda: desk.board.count == number, f"report {number} is there")
    desk.submit(AddNote(incident_id=number, text=PLANTED))
    desk.until(lambda: desk.session.commander.waiting() == 0, "the note too")


def _kept(console: Actor) -> bytes:
    """What a console that was closed has on its disk, unpacked."""
    picture = snapshot_path(console.session.memory.folder, Log.LIVE).read_bytes()
    return zstandard.ZstdDecompressor().decompress(picture)


def test_a_wall_keeps_nobody_s_words_before_and_after_it_was_away(qapp: object, tmp_path: Path) -> None:
    with backend_in(tmp_path) as backend:
        there = straight_to(backend)
        with Actor(tmp_path / "desk", lambda: there) as desk:
            _say(desk, 1)
            for round_number in (0, 1):
                with Actor(tmp_path / "wall", lambda: there, "wall") as wall:
                    _say(desk, 2 + 2 * round_number)
                    wall.until(lambda: wall.board.seq == desk.board.seq, "the wall is as far")
                    assert figures(wall.board) == figures(desk.board)
                _say(desk, 3 + 2 * round_number)  # while it is away
    assert b"Sastro" not in _kept(wall)
    assert b"Sastro" in _kept(desk)
