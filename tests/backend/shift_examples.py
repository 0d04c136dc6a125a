"""Watches, notes, instructions and handovers: a lawful example of each command, after `_furnish`."""

from __future__ import annotations

from msgspec.structs import replace

from services.contract.catalogue import AnyCommand
from services.contract.messages import Log
from services.contract.scenes import Act, ControlBriefing, StartBriefing
from services.contract.shifts import (
    AnswerHandover,
    AskHandover,
    ChangeSeat,
    ConfirmInstruction,
    EndInstruction,
    GiveInstruction,
    OpenHandover,
    RefuseHandover,
    RemarkHandover,
    RestateItem,
    SeatState,
    Side,
    SignHandover,
    TakeWatch,
    WriteNote,
)
from services.projection.board import Board
from tests.backend.room import Room

NO_DIGEST = "0" * 64
ITEM = "incident:1"
"""Open in every room of these tests."""
INCOMING = (AskHandover, RestateItem, RefuseHandover, SignHandover)
"""What the incoming supervisor does: the watch is somebody else's then."""

EXAMPLES: dict[type, list[AnyCommand]] = {
    TakeWatch: [TakeWatch()],
    WriteNote: [
        WriteNote(text="Genset Puskesmas dipinjam", tags=("logistik",), incidents=(1,)),
        WriteNote(text="Kembali besok", reply_to=1),
    ],
    ChangeSeat: [ChangeSeat(place="Meja 2", state=SeatState.SEATED), ChangeSeat(state=SeatState.LEFT)],
    GiveInstruction: [GiveInstruction(text="Catat tiap panggilan PLN", until=1)],
    ConfirmInstruction: [ConfirmInstruction(instruction_id=1)],
    EndInstruction: [EndInstruction(instruction_id=1, reason="selesai")],
    OpenHandover: [OpenHandover(), OpenHandover()],
    AskHandover: [AskHandover(handover_id=1, item=ITEM, text="Sudah ditutup jalannya?")],
    AnswerHandover: [AnswerHandover(handover_id=1, item=ITEM, text="Sudah, oleh Dishub")],
    RestateItem: [RestateItem(handover_id=1, item=ITEM, words="Banjir di jalan raya, klaim dan periksa")],
    SignHandover: [
        SignHandover(handover_id=1, side=Side.INCOMING, digest=NO_DIGEST),
    ],
    RefuseHandover: [RefuseHandover(handover_id=1, reason="angka tidak cocok")],
    RemarkHandover: [RemarkHandover(handover_id=1, text="Genset sudah kembali")],
    StartBriefing: [StartBriefing()],
    ControlBriefing: [
        ControlBriefing(briefing_id=1, act=Act.PAUSE),
        ControlBriefing(briefing_id=1, act=Act.RESUME),
        ControlBriefing(briefing_id=1, act=Act.GO, card=1),
        ControlBriefing(briefing_id=1, act=Act.END),
    ],
}


async def furnish(room: Room, kind: type) -> None:
    """A watch and an open handover, as far as the command needs them."""
    if kind in (TakeWatch, OpenHandover):
        if kind is OpenHandover:
            await room.act(TakeWatch())
        return
    outgoing = "budi" if kind in INCOMING else "sri"
    await room.act(TakeWatch(), user=outgoing)
    await room.act(
        GiveInstruction(text="Catat tiap panggilan PLN", until=room.backend.now() + 3_600_000), user="budi"
    )
    await room.act(OpenHandover(), user=outgoing)
    if kind is AnswerHandover:
        await room.act(AskHandover(handover_id=1, item=ITEM, text="Sudah?"), user="budi")
    if kind is ControlBriefing:
        await room.act(StartBriefing())
    if kind is SignHandover:
        for item in room.backend.desk(Log.LIVE).board.shifts.handovers[1].unstable:
            await room.act(RestateItem(handover_id=1, item=item, words="sudah saya baca"))


def ready(command: AnyCommand, board: Board, now: int) -> AnyCommand:
    """The command with what only the running backend knows."""
    if isinstance(command, SignHandover):
        return replace(command, digest=board.shifts.handovers[command.handover_id].digest)
    if isinstance(command, GiveInstruction):
        return replace(command, until=now + 3_600_000)
    return command
