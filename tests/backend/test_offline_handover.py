"""What was held without a line and arrives later: taken once, as it was signed, or refused in words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from services.contract.briefing import Document
from services.contract.catalogue import AnyCommand
from services.contract.commands import DisposeIncident
from services.contract.messages import Log, Outcome, OutcomeStatus
from services.contract.records import Disposition, Role, Severity
from services.contract.shifts import (
    AnswerHandover,
    AskHandover,
    HandoverState,
    OpenHandover,
    RestateItem,
    Side,
    SignHandover,
    TakeWatch,
)
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.reporting import handover as generated
from services.store import documents, second_factor
from services.store.sealing import KEY_NAME, Signed, seal
from tests.backend.playing import PASSWORD, accepted, book, enrol
from tests.backend.room import Room, do, opened

ITEM = "incident:1"
WORDS = "Banjir bandang di Jalan Merdeka"


@dataclass
class Cut:
    """A console of sri's that lost its line: a board of its own, and what it froze from it."""

    room: Room
    board: Board
    document: Document
    at: int

    @property
    def digest(self) -> str:
        return generated.digest(self.document)

    def opening(self, **other: Any) -> OpenHandover:
        fields: dict[str, Any] = {"seq": self.document.seq, "digest": self.digest, "at": self.at, "by": "sri"}
        return OpenHandover(**(fields | other))

    def about(self, by: str = "budi") -> dict[str, Any]:
        return {"digest": self.digest, "by": by, "said_at": self.at + 1}

    def restating(self, words: str = WORDS) -> RestateItem:
        return RestateItem(item=ITEM, words=words, **self.about())

    def signing(self) -> SignHandover:
        return SignHandover(side=Side.OUTGOING, **self.about("sri"))

    def sealed(
        self, password: str = PASSWORD, words: str = WORDS, code: str = "", **other: Any
    ) -> SignHandover:
        signed = Signed(
            log="live",
            digest=self.digest,
            side="incoming",
            by="budi",
            said_at=self.at + 1,
            restated=((ITEM, words),),
        )
        box = seal(self.room.backend.seal_key.public, password, code, signed)
        return SignHandover(**({"side": Side.INCOMING, "sealed": box} | self.about() | other))

    async def arrive(self, *commands: AnyCommand, user: str = "sri") -> list[Outcome]:
        """As the outbox sends them: all at once, in their order, and once more."""
        from services.backend.drafts import Session

        dos = [do(command) for command in commands]
        session = Session(user=user, role=Role.SUPERVISOR)
        handle = self.room.backend.handle
        first = await asyncio.gather(*(handle(each, session) for each in dos))
        again = await asyncio.gather(*(handle(each, session) for each in dos))
        assert [each.status for each in first] == [each.status for each in again]
        return list(first)


def play(folder: Path, scenario: Callable[[Cut], Awaitable[None]]) -> None:
    """A critical incident, sri responsible, her console cut off."""

    async def run() -> None:
        async with opened(folder) as room:
            await room.file("Banjir bandang", severity=Severity.CRITICAL, place="Jalan Merdeka")
            enrol(room, "budi", Role.SUPERVISOR)
            room.backend.access.load()
            accepted(await room.act(TakeWatch(), user="sri"))
            board, _ = decode_snapshot(encode_snapshot(room.backend.desk(Log.LIVE).board, 1))
            at = room.backend.now()
            await scenario(Cut(room, board, generated.generate(board, room.backend.rules.pack, at), at))

    asyncio.run(run())


def refused(outcome: Outcome) -> tuple[str, str]:
    assert outcome.status is OutcomeStatus.REJECTED, outcome
    return outcome.code, outcome.message


def test_held_whole_without_a_line_it_passes_at_one_instant(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        room = cut.room
        await room.file("Kebakaran pasar", severity=Severity.CRITICAL, place="Pasar Legi")
        asking = AskHandover(item=ITEM, text="Ada korban?", **cut.about())
        answering = AnswerHandover(item=ITEM, text="Tidak ada", **cut.about("sri"))
        for outcome in await cut.arrive(
            cut.opening(), asking, answering, cut.restating(), cut.signing(), cut.sealed()
        ):
            accepted(outcome)
        found, watch = book(room).handovers[1], book(room).watch
        assert watch is not None
        assert (watch.supervisor, watch.since, watch.handover_id) == ("budi", found.ended_at, 1)
        assert found.state is HandoverState.ACCEPTED
        assert (found.seq, found.opened_at, found.digest) == (cut.document.seq, cut.at, cut.digest)
        assert found.recorded_at > cut.at
        assert {(each.side, each.by, each.signed_at) for each in found.signatures} == {
            (Side.OUTGOING, "sri", cut.at + 1),
            (Side.INCOMING, "budi", cut.at + 1),
        }
        said = found.restated[ITEM]
        assert (said.by, said.via, said.said_at) == ("budi", "sri", cut.at + 1)
        asked = found.questions[0]
        assert (asked.by, asked.via, asked.answered_by) == ("budi", "sri", "sri")
        remark = found.remarks[0].text
        assert "Tidak stabil sejak itu" in remark, "what came meanwhile is not hidden"
        assert "0002" in remark, "by its number"
        log = room.backend.desk(Log.LIVE).log.id
        kept = await room.backend.read(lambda connection: documents.kept(connection, log, cut.digest))
        assert kept is not None
        assert kept.body == generated.encode(cut.document)

    play(tmp_path, scenario)


def test_a_picture_that_is_not_the_logs_is_refused_with_all_that_hangs_on_it(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        cut.document = generated.generate(Board("elsewhere"), cut.room.backend.rules.pack, cut.at)
        outcomes = await cut.arrive(cut.opening(), cut.restating(), cut.signing(), cut.sealed())
        codes = [refused(each)[0] for each in outcomes]
        assert codes == ["frozen_differs", *["handover_unknown"] * 3]
        assert not book(cut.room).handovers
        for opening in (cut.opening(seq=10**9), cut.opening(seq=1), cut.opening(at=cut.at - 1)):
            assert refused((await cut.arrive(opening))[0])[0] == "frozen_differs"

    play(tmp_path, scenario)


@pytest.mark.parametrize("ahead", [120_000, -3_600_000])
def test_a_console_whose_clock_is_wrong_is_told_so(tmp_path: Path, ahead: int) -> None:
    async def scenario(cut: Cut) -> None:
        cut.at += ahead
        cut.document = generated.generate(cut.board, cut.room.backend.rules.pack, cut.at)
        assert refused((await cut.arrive(cut.opening()))[0])[0] == "clock_wrong"

    play(tmp_path, scenario)


def test_who_took_over_meanwhile_stays_responsible(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        accepted(await cut.room.act(TakeWatch(reason="sri tidak terjangkau"), user="ani"))
        outcomes = await cut.arrive(cut.opening(), cut.restating(), cut.signing(), cut.sealed())
        assert "ani" in refused(outcomes[0])[1]
        assert [each.status for each in outcomes] == [OutcomeStatus.REJECTED] * 4
        accepted(await cut.room.act(TakeWatch(reason="kembali"), user="sri"))
        code, words = refused((await cut.arrive(cut.opening()))[0])
        assert code == "watch_changed", words
        watch = book(cut.room).watch
        assert watch is not None
        assert watch.supervisor == "sri"

    play(tmp_path, scenario)


def test_what_was_opened_elsewhere_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        accepted(await cut.room.act(OpenHandover(), user="sri"))
        accepted(await cut.room.act(RestateItem(handover_id=1, item=ITEM, words=WORDS), user="budi"))
        code, words = refused((await cut.arrive(cut.opening()))[0])
        assert code == "handover_newer"
        assert "#1" in words
        assert book(cut.room).handovers[1].state is HandoverState.OPEN

    play(tmp_path, scenario)


def test_what_was_asked_for_as_the_line_went_is_replaced_while_nobody_spoke_of_it(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        for outcome in await cut.arrive(OpenHandover(), cut.opening(), cut.signing()):
            accepted(outcome)
        first, second = book(cut.room).handovers.values()
        assert (first.state, second.state) == (HandoverState.VOID, HandoverState.OPEN)
        assert second.digest == cut.digest

    play(tmp_path, scenario)


def test_it_arrives_under_the_name_it_was_given_in(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        assert refused((await cut.arrive(cut.opening(), user="budi"))[0])[0] == "not_yours"
        accepted((await cut.arrive(cut.opening()))[0])
        assert refused((await cut.arrive(cut.signing(), user="ani"))[0])[0] == "not_yours"
        assert refused((await cut.arrive(cut.restating(), user="ani"))[0])[0] == "not_yours"
        other = SignHandover(side=Side.INCOMING, **cut.about())
        assert refused((await cut.arrive(other))[0])[0] == "not_yours", "a name alone is no signature"

    play(tmp_path, scenario)


def test_a_sealed_signature_opens_for_nothing_but_what_was_signed(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        for outcome in await cut.arrive(cut.opening(), cut.restating()):
            accepted(outcome)

        async def fails(command: SignHandover) -> str:
            return refused((await cut.arrive(command))[0])[0]

        assert await fails(cut.sealed("tebakan lain")) == "wrong_credentials"
        assert await fails(cut.sealed(by="ani")) == "seal_broken"
        assert await fails(cut.sealed(said_at=cut.at + 2)) == "seal_broken"
        assert await fails(cut.sealed(words="bukan kata budi")) == "seal_broken"
        assert await fails(cut.sealed(side=Side.OUTGOING)) == "seal_broken"
        broken = cut.sealed()
        assert await fails(SignHandover(side=Side.INCOMING, sealed="AAAA", **cut.about())) == "seal_broken"
        accepted((await cut.arrive(broken))[0])
        assert await fails(broken) == "nothing_changed", "given once"
        key = cut.room.folder / KEY_NAME
        assert key.stat().st_mode & 0o777 == 0o600

    play(tmp_path, scenario)


def test_guessing_in_boxes_locks_as_guessing_at_the_login_does(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        await cut.arrive(cut.opening(), cut.restating())
        codes = [refused((await cut.arrive(cut.sealed(f"tebakan {n}")))[0])[0] for n in range(6)]
        assert codes[-1] == "too_many_attempts"
        assert refused((await cut.arrive(cut.sealed()))[0])[0] == "too_many_attempts"

    play(tmp_path, scenario)


def test_a_second_factor_is_asked_for_here_too_and_a_recovery_code_serves(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        await cut.arrive(cut.opening(), cut.restating())
        access, secret = cut.room.backend.access, second_factor.new_secret()
        proof = second_factor.code_at(secret, cut.room.backend.now() // 1000 // second_factor.STEP_S)
        codes = await access.set_factor(access._users["budi"], secret, proof)
        code, words = refused((await cut.arrive(cut.sealed()))[0])
        assert code == "second_factor_needed"
        assert "kode cadangan" in words
        accepted((await cut.arrive(cut.sealed(code=codes[0])))[0])

    play(tmp_path, scenario)


def test_what_ended_meanwhile_is_said_and_asks_nothing(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        closing = DisposeIncident(incident_id=1, disposition=Disposition.PRANK, reason="iseng")
        accepted(await cut.room.act(closing))
        for outcome in await cut.arrive(cut.opening(), cut.restating(), cut.signing(), cut.sealed()):
            accepted(outcome)
        assert "Tidak terbuka lagi" in book(cut.room).handovers[1].remarks[0].text

    play(tmp_path, scenario)


def test_words_said_on_anothers_screen_count_with_the_speakers_signature_only(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        for outcome in await cut.arrive(cut.opening(), cut.restating()):
            accepted(outcome)
        by_ani = SignHandover(side=Side.INCOMING, digest=cut.digest, handover_id=1)
        assert (await cut.room.act(by_ani, user="ani")).code == "not_restated"
        accepted(await cut.room.act(by_ani, user="budi"))

    play(tmp_path, scenario)


def test_a_right_that_was_withdrawn_meanwhile_is_said(tmp_path: Path) -> None:
    async def scenario(cut: Cut) -> None:
        await cut.arrive(cut.opening(), cut.restating())
        access = cut.room.backend.access
        access._users["budi"] = replace_roles(access._users["budi"])
        code, words = refused((await cut.arrive(cut.sealed()))[0])
        assert code == "forbidden"
        assert "budi" in words

    play(tmp_path, scenario)


def replace_roles(user: Any) -> Any:
    from msgspec.structs import replace as changed

    return changed(user, roles=(Role.OPERATOR,))
