"""Responsibility for the room: it is always with exactly one person, and passes at one instant."""

from __future__ import annotations

from pathlib import Path

from services.contract.messages import Log
from services.contract.records import Severity
from services.contract.shifts import (
    AnswerHandover,
    AskHandover,
    GiveInstruction,
    HandoverState,
    OpenHandover,
    RefuseHandover,
    RemarkHandover,
    RestateItem,
    Side,
    SignHandover,
    TakeWatch,
    WriteNote,
)
from services.reporting import handover
from tests.backend.playing import accepted, book, play
from tests.backend.room import Room
from tests.city.making import arjuna


async def _opened(room: Room) -> str:
    """A critical incident, sri responsible, a handover open; its hash."""
    await room.file("Banjir bandang", severity=Severity.CRITICAL, place="Jalan Merdeka")
    accepted(await room.act(TakeWatch(), user="sri"))
    accepted(await room.act(OpenHandover(), user="sri"))
    return book(room).handovers[1].digest


def test_responsibility_is_taken_once_and_from_somebody_only_with_a_reason(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        accepted(await room.act(TakeWatch(), user="sri"))
        assert (await room.act(TakeWatch(), user="sri")).code == "nothing_changed"
        refused = await room.act(TakeWatch(), user="budi")
        assert refused.code == "reason_missing"
        assert "sri" in refused.message
        accepted(await room.act(TakeWatch(reason="sri sakit mendadak"), user="budi"))
        watch = book(room).watch
        assert watch is not None
        assert (watch.supervisor, watch.id, watch.reason) == ("budi", 2, "sri sakit mendadak")
        assert book(room).left_at["sri"] == watch.since

    play(tmp_path, scenario)


def test_nothing_is_accepted_before_every_unstable_item_was_restated(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        digest = await _opened(room)
        found = book(room).handovers[1]
        assert found.unstable == ("incident:1",)
        sign = SignHandover(handover_id=1, side=Side.INCOMING, digest=digest)
        assert (await room.act(sign, user="budi")).code == "not_restated"
        assert (await room.act(sign, user="sri")).code == "not_yours"
        accepted(
            await room.act(AskHandover(handover_id=1, item="incident:1", text="Ada korban?"), user="budi")
        )
        words = "Banjir bandang di Jalan Merdeka"
        accepted(await room.act(RestateItem(handover_id=1, item="incident:1", words=words), user="budi"))
        assert (await room.act(sign, user="budi")).code == "not_answered"
        accepted(await room.act(AnswerHandover(handover_id=1, item="incident:1", text="Tidak"), user="sri"))
        accepted(await room.act(sign, user="budi"))
        watch = book(room).watch
        assert watch is not None
        assert watch.supervisor == "sri", "one signature passes nothing on"
        other = SignHandover(handover_id=1, side=Side.OUTGOING, digest=digest)
        accepted(await room.act(other, user="sri"))
        watch = book(room).watch
        assert watch is not None
        assert (watch.supervisor, watch.handover_id) == ("budi", 1)
        ended = book(room).handovers[1]
        assert (ended.state, ended.ended_at, ended.incoming) == (HandoverState.ACCEPTED, watch.since, "budi")
        assert (found.items, found.open_items) == (2, ()), "the event counts them, the document lists them"
        board = room.backend.desk(Log.LIVE).board
        again = handover.generate(board, arjuna(), room.backend.now())
        crossed = {item.key: item.crossed for part in again.parts for item in part.items}
        assert crossed == {"incident:1": 1, "unseen:1": 1}

    play(tmp_path, scenario)


def test_a_restatement_says_what_it_leaves_out(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _opened(room)
        accepted(await room.act(RestateItem(handover_id=1, item="incident:1", words="ada air"), user="budi"))
        said = book(room).handovers[1].restated["incident:1"]
        assert "merdeka" in said.differences

    play(tmp_path, scenario)


def test_only_this_document_can_be_signed(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _opened(room)
        wrong = SignHandover(handover_id=1, side=Side.OUTGOING, digest="0" * 64)
        assert (await room.act(wrong, user="sri")).code == "digest_differs"

    play(tmp_path, scenario)


def test_what_was_signed_can_be_generated_again_from_the_log(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        from services.backend.checkpoints import load_board

        digest = await _opened(room)
        await room.file("Laporan sesudahnya")
        desk = room.backend.desk(Log.LIVE)
        found = book(room).handovers[1]
        info = desk.log
        board = await room.backend.read(
            lambda connection: load_board(connection, info.id, info.epoch, found.seq)
        )
        again = handover.generate(board, room.backend.rules.pack, found.opened_at)
        assert handover.digest(again) == digest

    play(tmp_path, scenario)


def test_a_refusal_leaves_responsibility_where_it_is(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _opened(room)
        accepted(await room.act(RefuseHandover(handover_id=1, reason="angka tidak cocok"), user="budi"))
        watch = book(room).watch
        assert watch is not None
        assert watch.supervisor == "sri"
        assert book(room).handovers[1].state is HandoverState.REFUSED
        late = AskHandover(handover_id=1, item="incident:1", text="?")
        assert (await room.act(late, user="budi")).code == "handover_over"
        accepted(await room.act(RemarkHandover(handover_id=1, text="dibahas lagi besok"), user="budi"))
        accepted(await room.act(OpenHandover(), user="sri"))
        assert book(room).open_handover is not None

    play(tmp_path, scenario)


def test_an_absence_voids_what_was_going_on(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _opened(room)
        accepted(await room.act(TakeWatch(reason="sri pulang sakit"), user="budi"))
        assert book(room).handovers[1].state is HandoverState.VOID
        assert (await room.act(OpenHandover(), user="sri")).code == "not_yours"

    play(tmp_path, scenario)


def test_notes_are_corrected_by_notes(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        accepted(await room.act(WriteNote(text="Genset di Sukorejo"), user="sri"))
        accepted(await room.act(WriteNote(text="Genset di Sananwetan", corrects=1), user="sri"))
        assert [note.text for note in book(room).notes.values()] == [
            "Genset di Sukorejo",
            "Genset di Sananwetan",
        ]
        assert (await room.act(WriteNote(text="x", corrects=9), user="sri")).code == "note_unknown"
        assert (await room.act(WriteNote(text="x", incidents=(99,)), user="sri")).code == "incident_unknown"
        past = GiveInstruction(text="lampau", until=1)
        assert (await room.act(past, user="sri")).code == "due_past"

    play(tmp_path, scenario)
