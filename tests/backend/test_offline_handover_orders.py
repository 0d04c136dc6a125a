"""Whatever happens at the other consoles while one has no line: one owner at each instant, no word twice."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from services.backend.drafts import Session
from services.contract.catalogue import AnyCommand
from services.contract.codec import decode_body
from services.contract.messages import Do, Log, Outcome, OutcomeStatus
from services.contract.records import Role, Severity
from services.contract.shifts import (
    AnswerHandover,
    AskHandover,
    HandoverAccepted,
    HandoverSigned,
    ItemRestated,
    OpenHandover,
    RestateItem,
    Side,
    SignHandover,
    TakeWatch,
    WatchTaken,
)
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.reporting import handover as generated
from tests.backend.playing import accepted, book, enrol
from tests.backend.room import Room, do, opened
from tests.backend.test_offline_handover import ITEM, WORDS, Cut

OFFLINE = 6
"""Commands that wait at the cut console, in their order."""
Act = Callable[[Room], Awaitable[object]]


async def _open(room: Room) -> object:
    watch = book(room).watch
    return await room.act(OpenHandover(), user=watch.supervisor if watch is not None else "sri")


async def _go_on(room: Room) -> object:
    """ani restates and signs what is open, and its owner signs too: a whole handover elsewhere."""
    found = book(room).open_handover
    if found is None:
        return None
    for item in found.unstable:
        await room.act(RestateItem(handover_id=found.id, item=item, words="saya ulangi"), user="ani")
    mine = SignHandover(handover_id=found.id, side=Side.INCOMING, digest=found.digest)
    theirs = SignHandover(handover_id=found.id, side=Side.OUTGOING, digest=found.digest)
    await room.act(mine, user="ani")
    return await room.act(theirs, user=found.outgoing)


ONLINE: dict[str, Act] = {
    "ani takes over": lambda room: room.act(TakeWatch(reason="tidak terjangkau"), user="ani"),
    "sri takes it back": lambda room: room.act(TakeWatch(reason="kembali"), user="sri"),
    "opened elsewhere": _open,
    "handed over elsewhere": _go_on,
    "one more incident": lambda room: room.file("Kebakaran", severity=Severity.CRITICAL, place="Pasar Legi"),
}
steps = st.lists(st.sampled_from(["the cut console", *ONLINE]), min_size=1, max_size=14)


def waiting(cut: Cut) -> list[Do]:
    """A whole handover without a line: opened, asked, answered, restated, signed twice."""
    commands: list[AnyCommand] = [
        cut.opening(),
        AskHandover(item=ITEM, text="Ada korban?", **cut.about()),
        AnswerHandover(item=ITEM, text="Tidak ada", **cut.about("sri")),
        cut.restating(),
        cut.signing(),
        cut.sealed(),
    ]
    assert len(commands) == OFFLINE
    return [do(command) for command in commands]


async def one_owner_at_each_instant(room: Room) -> None:
    """Read from the log alone: each watch begins where the one before ends, handed over or taken."""
    owner, number, signed = "", 0, dict[int, dict[Side, str]]()
    for envelope in await room.entries():
        body = decode_body(envelope)
        if isinstance(body, HandoverSigned):
            signed.setdefault(body.handover_id, {})[body.signature.side] = body.signature.by
        elif isinstance(body, WatchTaken | HandoverAccepted):
            watch = body.watch
            assert (watch.id, watch.since) == (number + 1, envelope.at)
            if isinstance(body, HandoverAccepted):
                assert signed[body.handover_id] == {Side.OUTGOING: owner, Side.INCOMING: watch.supervisor}
            owner, number = watch.supervisor, watch.id
    last = book(room).watch
    assert last is not None
    assert (last.supervisor, last.id) == (owner, number)


async def play(order: list[str], folder: Path) -> None:
    async with opened(folder) as room:
        await room.file("Banjir bandang", severity=Severity.CRITICAL, place="Jalan Merdeka")
        enrol(room, "budi", Role.SUPERVISOR)
        room.backend.access.load()
        accepted(await room.act(TakeWatch(), user="sri"))
        board, _ = decode_snapshot(encode_snapshot(room.backend.desk(Log.LIVE).board, 1))
        at = room.backend.now()
        dos = waiting(Cut(room, board, generated.generate(board, room.backend.rules.pack, at), at))
        session = Session(user="sri", role=Role.SUPERVISOR)
        outcomes: list[Outcome] = []
        for step in [*order, *["the cut console"] * OFFLINE]:
            if step != "the cut console":
                await ONLINE[step](room)
            elif len(outcomes) < OFFLINE:
                outcomes.append(await room.backend.handle(dos[len(outcomes)], session))
        await one_owner_at_each_instant(room)
        before = room.backend.desk(Log.LIVE).board.seq
        again = [await room.backend.handle(each, session) for each in dos]
        assert [each.status for each in again] == [each.status for each in outcomes]
        assert room.backend.desk(Log.LIVE).board.seq == before, "a retry changes nothing"
        for outcome in outcomes:
            assert outcome.status is OutcomeStatus.ACCEPTED or outcome.message, "refused in words"
        said = [body for e in await room.entries() if isinstance(body := decode_body(e), ItemRestated)]
        assert sum(each.restatement.words == WORDS for each in said) <= 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
@example(["the cut console"] * OFFLINE)
@example(["ani takes over"])
@example(["the cut console", "ani takes over", "sri takes it back"])
@example(["opened elsewhere", "handed over elsewhere", "sri takes it back"])
@example([*["the cut console"] * 5, "handed over elsewhere"])
def test_any_order_gives_one_owner_at_each_instant(order: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(order, Path(folder)))
