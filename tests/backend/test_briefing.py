"""Who held a briefing, when and for how long is a fact of the log, and the same for every reader."""

from __future__ import annotations

from pathlib import Path

from services.contract.briefing import Chapter
from services.contract.codec import decode_envelope, encode
from services.contract.messages import Log, OutcomeStatus
from services.contract.records import Role, Severity
from services.contract.scenes import Act, Briefing, CardKind, ControlBriefing, StartBriefing
from services.contract.shifts import OpenHandover, TakeWatch, WriteNote
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.wordless import wordless_board, wordless_entry
from services.reporting import briefing_plan
from tests.backend.playing import accepted, play
from tests.backend.room import Room


def shown(room: Room) -> Briefing:
    found = room.backend.desk(Log.LIVE).board.shifts.briefing
    assert found is not None
    return found


def control(act: Act, card: int = 0) -> ControlBriefing:
    return ControlBriefing(briefing_id=1, act=act, card=card)


def test_a_briefing_is_held_and_everybody_reads_the_same(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Banjir bandang", severity=Severity.CRITICAL)
        await room.file("Lampu padam", severity=Severity.LOW)
        accepted(await room.act(StartBriefing(), user="sri"))
        first = shown(room)
        assert (first.by, first.handover_id, first.paused) == ("sri", 0, False)
        assert (first.cards[0].kind, first.cards[0].key) == (CardKind.ITEM, "incident:1")
        assert (await room.act(StartBriefing(), user="budi")).code == "briefing_on"
        accepted(await room.act(control(Act.PAUSE), user="budi"))
        assert (shown(room).paused, shown(room).moved_by) == (True, "budi")
        accepted(await room.act(control(Act.GO, 1), Role.WALL, user="dinding"))
        accepted(await room.act(control(Act.GO, 1), user="budi"))
        start = briefing_plan.start_of(first.cards, 1)
        assert (shown(room).position_ms, shown(room).paused) == (start, True), "twice to one card is one step"
        accepted(await room.act(control(Act.RESUME), Role.LEADER, user="walikota"))
        accepted(await room.act(control(Act.END), user="sri"))
        assert shown(room).ended_by == "sri"
        assert (await room.act(control(Act.PAUSE), user="sri")).code == "briefing_over"
        accepted(await room.act(StartBriefing(), user="sri"))
        assert shown(room).id == 2
        desk = room.backend.desk(Log.LIVE)
        again = Board(desk.log.epoch)
        apply(again, await room.entries())
        assert again.shifts.briefing == shown(room)

    play(tmp_path, scenario)


def test_a_handover_is_briefed_with_what_must_be_restated(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Banjir bandang", severity=Severity.CRITICAL)
        accepted(await room.act(TakeWatch()))
        accepted(await room.act(OpenHandover()))
        await room.file("Kebakaran", severity=Severity.CRITICAL)
        accepted(await room.act(StartBriefing()))
        cards = shown(room).cards
        assert [card.key for card in cards if card.chapter is Chapter.UNSTABLE] == [
            "incident:1",
            "incident:2",
        ], "what came since the opening is shown, too"
        assert shown(room).handover_id == 1

    play(tmp_path, scenario)


def test_who_may(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        for role in (Role.OPERATOR, Role.AGENCY, Role.ADMINISTRATOR, Role.AUDITOR):
            assert (await room.act(StartBriefing(), role)).status is OutcomeStatus.REJECTED
        accepted(await room.act(StartBriefing(), Role.WALL, user="dinding"))
        assert shown(room).by == "dinding"

    play(tmp_path, scenario)


def test_a_wall_is_told_of_the_briefing_and_of_nothing_else_of_the_shift(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Banjir bandang", severity=Severity.CRITICAL, place="Rumah Pak Slamet")
        accepted(await room.act(TakeWatch()))
        accepted(await room.act(WriteNote(text="Pak Slamet menelepon lagi")))
        accepted(await room.act(StartBriefing()))
        accepted(await room.act(control(Act.PAUSE)))
        desk = room.backend.desk(Log.LIVE)
        board = Board(desk.log.epoch)
        for entry in await room.entries():
            told = wordless_entry(encode(entry))
            assert b"Slamet" not in told
            apply(board, [decode_envelope(told)])
        assert board.shifts.briefing == wordless_board(desk.board).shifts.briefing == shown(room)
        assert board.shifts.briefing.paused
        assert (board.shifts.watch, board.shifts.notes) == (None, {})

    play(tmp_path, scenario)
