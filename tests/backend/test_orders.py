"""Orders in a real backend: who may say what, what follows, and what time does."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.backend.app import AppSettings
from services.backend.chores import OrderChores
from services.contract.catalogue import AnyCommand
from services.contract.closing import MarkMilestone, Milestone
from services.contract.commands import AssignAgencies, ChangeStatus, DisposeIncident
from services.contract.events import StatusChanged
from services.contract.messages import Log, Outcome, OutcomeStatus
from services.contract.orders import (
    EndDelegation,
    GiveDelegation,
    GiveReceipt,
    IssueOrder,
    OrderKind,
    OrderState,
    RatifyAct,
    ReadBack,
    ReceiptKind,
    Urgency,
)
from services.contract.records import Disposition, Role, Status
from services.rules import ladder
from tests.backend import playing
from tests.backend.playing import Scenario
from tests.backend.room import Room, console, moment, opened
from tests.city.making import arjuna

FIRST, SECOND, THIRD = [agency.code for agency in arjuna().agencies][:3]
AREA = arjuna().areas[0]
HOUR = 3_600_000
BY_PHONE = {"via": "phone", "person": "Bu Tini", "words": "siap, berangkat"}


def play(folder: Path, scenario: Scenario) -> None:
    """With one incident, which orders are about."""

    async def furnished(room: Room) -> None:
        await room.file("Rob di jalan raya", lat=AREA.lat, lon=AREA.lon, place="Jalan Melati")
        await scenario(room)

    playing.play(folder, furnished)


async def done(
    room: Room, body: AnyCommand, role: Role = Role.SUPERVISOR, user: str = "sri", **more: Any
) -> int:
    """Act, which must be accepted; the number of events it made."""
    desk = room.backend.desk(Log.LIVE)
    before = desk.board.seq
    outcome = await room.act(body, role, user, **more)
    assert outcome.status is OutcomeStatus.ACCEPTED, outcome
    return desk.board.seq - before


async def refused(
    room: Room, body: AnyCommand, role: Role = Role.SUPERVISOR, user: str = "sri", agency: str = ""
) -> str:
    """Act, which must be refused in a whole sentence; the code of the refusal."""
    outcome: Outcome = await room.act(body, role, user, agency)
    assert outcome.status is OutcomeStatus.REJECTED, outcome
    assert outcome.message.endswith((".", "?")), outcome.message
    return outcome.code


def state(room: Room, order_id: int) -> OrderState:
    return room.backend.desk(Log.LIVE).board.casework.orders[order_id]


def kinds(room: Room, order_id: int) -> list[str]:
    return [receipt.kind.value for receipt in state(room, order_id).receipts]


def field(order_id: int, kind: ReceiptKind, **more: Any) -> tuple[GiveReceipt, Role, str]:
    return GiveReceipt(order_id=order_id, kind=kind, via="field_page", **more), Role.AGENCY, f"field:{FIRST}"


def test_assigning_asks_each_agency_in_words(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST, SECOND)))
        lead, support = state(room, 1).order, state(room, 2).order
        assert (lead.agency, lead.lead, support.agency, support.lead) == (FIRST, True, SECOND, False)
        assert lead.kind is OrderKind.ASSIGNMENT
        assert lead.what.startswith("Tangani ")
        assert "Jalan Melati" in lead.where
        assert AREA.name in lead.where
        assert lead.by_words.startswith("sebelum ")
        assert lead.digest == ladder.digest(lead)
        assert (
            await refused(room, AssignAgencies(incident_id=1, agencies=(FIRST, SECOND))) == "nothing_changed"
        )

    play(tmp_path, scenario)


def test_assigning_again_touches_only_whom_it_concerns(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST, SECOND), task="Tutup jalan"))
        command, role, user = field(1, ReceiptKind.SEEN)
        await done(room, command, role, user, agency=FIRST)
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST, THIRD)))
        assert ladder.ended(state(room, 1)) is None
        assert ladder.ended(state(room, 2)) is ReceiptKind.WITHDRAWN
        assert state(room, 3).order.what.startswith("Tangani ")
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST, THIRD), task="Buka jalan"))
        assert ladder.ended(state(room, 1)) is ReceiptKind.SUPERSEDED
        assert state(room, 4).order.supersedes == 1
        assert state(room, 4).order.by_at == state(room, 1).order.by_at

    play(tmp_path, scenario)


def test_a_receipt_for_an_ended_order_is_refused_in_words(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST,)))
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST,), task="Buka pintu air"))
        outcome = await room.act(*field(1, ReceiptKind.ACCEPTED), FIRST)
        assert outcome.code == "order_ended"
        assert "#2" in outcome.message

    play(tmp_path, scenario)


def test_an_agency_sees_only_its_own(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST, SECOND)))
        command, role, user = field(2, ReceiptKind.ACCEPTED)
        assert await refused(room, command, role, user, FIRST) == "not_your_agency"
        unknown, role, user = field(99, ReceiptKind.ACCEPTED)
        assert await refused(room, unknown, role, user, FIRST) == "not_your_agency"
        own, role, user = field(1, ReceiptKind.CONFIRMED)
        assert await refused(room, own, role, user, FIRST) == "not_issuer"
        # An order of leadership about an incident that is somebody else's: theirs to answer and to prove.
        calm = MarkMilestone(incident_id=1, milestone=Milestone.UNDER_CONTROL)
        assert await refused(room, calm, Role.AGENCY, "petugas", THIRD) == "not_your_agency"
        await done(room, IssueOrder(incident_id=1, agency=THIRD, what="Siapkan tenda"), Role.LEADER, "wali")
        taken = GiveReceipt(order_id=3, incident_id=1, kind=ReceiptKind.ACCEPTED, via="field_page")
        await done(room, taken, Role.AGENCY, "petugas", agency=THIRD)
        await done(room, calm, Role.AGENCY, "petugas", agency=THIRD)

    play(tmp_path, scenario)


def test_a_difference_stays_until_the_issuer_decides(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        by_at = moment() + 3 * HOUR
        await done(
            room, AssignAgencies(incident_id=1, agencies=(FIRST,), task="Kirim dua pompa", due_at=by_at)
        )
        said = ReadBack(what="kirim 1 pompa", where=state(room, 1).order.where, by_at=by_at)
        command, role, user = field(1, ReceiptKind.READ_BACK, read_back=said)
        await done(room, command, role, user, agency=FIRST)
        assert state(room, 1).receipts[-1].differences == ("what",)
        assert ladder.open_differences(state(room, 1)) == ("what",)
        assert await done(room, command, role, user, agency=FIRST) == 0
        assert await refused(room, GiveReceipt(order_id=1, kind=ReceiptKind.DISPUTED)) == "words_missing"
        await done(
            room, GiveReceipt(order_id=1, kind=ReceiptKind.DISPUTED, words="dua, bukan satu"), user="ani"
        )
        late = GiveReceipt(order_id=1, kind=ReceiptKind.CONFIRMED)
        assert await refused(room, late, user="budi") == "already_decided"
        right = ReadBack(what="Kirim dua pompa", where=said.where, by_at=by_at)
        command, role, user = field(1, ReceiptKind.READ_BACK, read_back=right)
        await done(room, command, role, user, agency=FIRST)
        await done(room, late, user="budi")
        assert await done(room, late, user="ani") == 0
        assert ladder.lowest_unmet(state(room, 1)) is ReceiptKind.EN_ROUTE

    play(tmp_path, scenario)


def test_the_field_moves_the_incident_but_never_closes_it(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        board = room.backend.desk(Log.LIVE).board
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST,)))
        for kind, status in (
            (ReceiptKind.EN_ROUTE, Status.DISPATCHED),
            (ReceiptKind.ON_SCENE, Status.ON_SCENE),
            (ReceiptKind.DONE, Status.ON_SCENE),
        ):
            command, role, user = field(1, kind)
            await done(room, command, role, user, agency=FIRST)
            assert board.incident(0).status is status
        # A step that arrives late from a phone without a link is harmless.
        assert await done(room, *field(1, ReceiptKind.EN_ROUTE)[:3], agency=FIRST) == 0
        assert await refused(room, GiveReceipt(order_id=1, kind=ReceiptKind.RETURNED)) == "words_missing"
        await done(room, GiveReceipt(order_id=1, kind=ReceiptKind.RETURNED, words="masih ada air"))
        assert ladder.lowest_unmet(state(room, 1)) is not ReceiptKind.VERIFIED
        assert await refused(room, GiveReceipt(order_id=1, kind=ReceiptKind.VERIFIED)) == "not_done"
        await done(room, *field(1, ReceiptKind.DONE)[:3], agency=FIRST)
        await done(room, GiveReceipt(order_id=1, kind=ReceiptKind.VERIFIED))
        assert ladder.ended(state(room, 1)) is ReceiptKind.VERIFIED

    play(tmp_path, scenario)


def test_for_somebody_else_with_channel_person_and_words(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST,)))
        for missing in ("via", "person", "words"):
            said: Any = {**BY_PHONE, missing: ""}
            command = GiveReceipt(order_id=1, kind=ReceiptKind.EN_ROUTE, **said)
            assert await refused(room, command, Role.OPERATOR) == "on_behalf_incomplete"
        spoken: Any = BY_PHONE
        await done(room, GiveReceipt(order_id=1, kind=ReceiptKind.EN_ROUTE, **spoken), Role.OPERATOR, "op")
        given = state(room, 1).receipts[-1]
        assert (given.by, given.via, given.person, given.words) == ("op", *BY_PHONE.values())
        confirm = GiveReceipt(order_id=1, kind=ReceiptKind.CONFIRMED)
        assert await refused(room, confirm, Role.OPERATOR, "op") == "not_issuer"

    play(tmp_path, scenario)


def test_withdrawing_only_while_nobody_has_seen_it(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST, SECOND)))
        await done(room, GiveReceipt(order_id=2, kind=ReceiptKind.WITHDRAWN))
        assert room.backend.desk(Log.LIVE).board.incident(0).agencies == (FIRST,)
        await done(room, *field(1, ReceiptKind.SEEN)[:3], agency=FIRST)
        assert await refused(room, GiveReceipt(order_id=1, kind=ReceiptKind.WITHDRAWN)) == "already_seen"
        for system in (ReceiptKind.EXPIRED, ReceiptKind.ESCALATED, ReceiptKind.SUPERSEDED):
            assert await refused(room, GiveReceipt(order_id=1, kind=system)) == "receipt_of_system"

    play(tmp_path, scenario)


def test_passing_on_repeats_the_words_and_may_only_append(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        told = IssueOrder(what="Utamakan ambulans", where="Plosokerep", by_words="sebelum 22.00")
        await done(room, told, Role.LEADER, "wali")
        changed = IssueOrder(parent_id=1, agency=FIRST, what="Utamakan pemadam")
        assert await refused(room, changed) == "words_changed"
        await done(room, IssueOrder(parent_id=1, agency=FIRST, appended="lewat Jalan Melati"))
        first, hop = state(room, 1), state(room, 2).order
        assert (hop.what, hop.where, hop.by_words) == (first.order.what, "Plosokerep", "sebelum 22.00")
        assert hop.appended == "lewat Jalan Melati"
        assert hop.expires_at > hop.issued_at
        assert kinds(room, 1) == ["seen"]
        assert await refused(room, IssueOrder(parent_id=1, agency=FIRST)) == "nothing_changed"
        assert await refused(room, IssueOrder(parent_id=2, agency=SECOND)) == "not_yours"
        meter = ladder.hops(room.backend.desk(Log.LIVE).board.casework, 2)
        assert [(one.issuer, one.added) for one in meter][1][1] == ("lewat", "jalan", "melati")
        # A new order ends the old one and everything that passed it on.
        await done(room, IssueOrder(what="Buka semua jalan", supersedes=1), Role.LEADER, "wali")
        assert [ladder.ended(state(room, n)) for n in (1, 2)] == [ReceiptKind.SUPERSEDED] * 2

    play(tmp_path, scenario)


def test_a_contradiction_is_shown_before_it_is_sent(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        close = IssueOrder(incident_id=1, agency=FIRST, what="Tutup jembatan")
        await done(room, close, Role.LEADER, "wali")
        opposite = IssueOrder(incident_id=1, agency=SECOND, what="Buka jembatan untuk warga")
        assert await refused(room, opposite, Role.LEADER, "sekda") == "order_conflict"
        anyway = IssueOrder(
            incident_id=1, agency=SECOND, what="Buka jembatan untuk warga", despite_conflicts=True
        )
        await done(room, anyway, Role.LEADER, "sekda")
        issued = [entry for entry in await room.entries() if entry.kind == "order.issued"]
        assert b'"conflicts":[1]' in bytes(issued[-1].body)

    play(tmp_path, scenario)


def test_lent_authority_ends_and_leaves_a_list(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        order = IssueOrder(what="Siagakan regu cadangan")
        assert await refused(room, order) == "delegation_missing"
        until = moment() + HOUR
        await done(room, GiveDelegation(receiver="sekda", until=until, reason="rapat"), Role.LEADER, "wali")
        longer = GiveDelegation(receiver="sri", until=until + HOUR, reason="malam ini")
        assert await refused(room, longer, Role.LEADER, "sekda") == "delegation_too_long"
        await done(
            room, GiveDelegation(receiver="sri", until=until, reason="malam ini"), Role.LEADER, "sekda"
        )
        await done(room, order)
        assert state(room, 1).order.delegation_id == 2
        answer = GiveReceipt(order_id=1, kind=ReceiptKind.WITHDRAWN)
        assert await refused(room, answer, Role.LEADER, "camat") == "not_issuer"
        await done(room, EndDelegation(delegation_id=1), Role.LEADER, "wali")
        casework = room.backend.desk(Log.LIVE).board.casework
        assert all(given.ended_at for given in casework.delegations.values())
        assert casework.delegations[2].acts == (1,)
        assert await refused(room, order) == "delegation_missing"
        judge = RatifyAct(delegation_id=2, order_id=1, accepted=False)
        assert await refused(room, judge, Role.LEADER, "wali") == "not_yours"
        assert await refused(room, judge, Role.LEADER, "sekda") == "words_missing"
        await done(room, RatifyAct(delegation_id=2, order_id=1, accepted=True), Role.LEADER, "sekda")
        assert casework.delegations[2].ratified == {1: True}

    play(tmp_path, scenario)


def _at(room: Room, now: int, *, manned: bool = False) -> Sequence[Any]:
    """What a second brings at a moment, recorded."""
    desk = room.backend.desk(Log.LIVE)
    bodies = OrderChores(room.backend.rules).due(desk.board, now, room_is_manned=manned)
    desk.record(bodies, "")
    return bodies


def test_time_escalates_each_rung_once_and_voids_what_nobody_saw(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(room, IssueOrder(what="Siagakan regu", urgency=Urgency.IMMEDIATE), Role.LEADER, "wali")
        start = state(room, 1).order.issued_at
        assert not _at(room, start + 1000)
        assert [body.receipt.rung for body in _at(room, start + 120_000)] == [ReceiptKind.DELIVERED]
        assert not _at(room, start + 180_000)
        assert [body.receipt.kind for body in _at(room, start + 181_000, manned=True)] == [
            ReceiptKind.DELIVERED
        ]
        assert "Belum dilihat" in _at(room, start + 400_000)[0].receipt.words
        assert [body.receipt.kind for body in _at(room, start + HOUR)] == [ReceiptKind.EXPIRED]
        assert not _at(room, start + 2 * HOUR)
        outcome = await room.act(GiveReceipt(order_id=1, kind=ReceiptKind.READ_BACK))
        assert outcome.code == "order_ended"
        assert "gugur" in outcome.message

    play(tmp_path, scenario)


def test_a_closed_incident_ends_its_assignments(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST, SECOND)))
        await done(room, *field(1, ReceiptKind.DONE)[:3], agency=FIRST)
        desk = room.backend.desk(Log.LIVE)
        desk.record([StatusChanged(incident_id=1, status=Status.CLOSED)], "sri")
        _at(room, moment())
        assert ladder.ended(state(room, 1)) is ReceiptKind.VERIFIED
        assert ladder.ended(state(room, 2)) is ReceiptKind.SUPERSEDED

    play(tmp_path, scenario)


def test_a_merged_incident_keeps_its_orders_and_the_field_moves_the_other(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Rob di jalan sebelah", lat=AREA.lat, lon=AREA.lon)
        await done(room, AssignAgencies(incident_id=2, agencies=(FIRST,)))
        await done(room, DisposeIncident(incident_id=2, disposition=Disposition.DUPLICATE, target_id=1))
        assert not _at(room, moment())
        await done(room, *field(1, ReceiptKind.ON_SCENE)[:3], agency=FIRST)
        board = room.backend.desk(Log.LIVE).board
        assert [board.incident(row).status for row in (0, 1)] == [Status.ON_SCENE, Status.CLOSED]

    play(tmp_path, scenario)


def test_delegations_end_by_themselves(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        until = moment() + HOUR
        await done(room, GiveDelegation(receiver="sekda", until=until, reason="rapat"), Role.LEADER, "wali")
        await done(room, GiveDelegation(receiver="sri", until=until, reason="malam"), Role.LEADER, "sekda")
        assert len(_at(room, until)) == 2
        assert not _at(room, until + 1000)

    play(tmp_path, scenario)


def test_the_second_hand_of_a_real_backend_does_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with opened(tmp_path, settings=AppSettings()) as room, console(room, Role.WALL) as end:
            await done(room, IssueOrder(what="Siagakan regu"), Role.LEADER, "wali")
            desk = room.backend.desk(Log.LIVE)
            later = moment() + 20 * HOUR
            object.__setattr__(desk.tools, "now", lambda: later)
            await end.reach(2)
            assert kinds(room, 1) == ["expired"]

    asyncio.run(run())


def test_an_order_reaches_the_room_when_somebody_is_there(tmp_path: Path) -> None:
    async def run() -> None:
        async with opened(tmp_path, settings=AppSettings()) as room, console(room) as end:
            await done(room, IssueOrder(what="Siagakan regu"), Role.LEADER, "wali")
            await end.reach(2)
            assert [r.kind for r in end.board.casework.orders[1].receipts] == [ReceiptKind.DELIVERED]

    asyncio.run(run())


def test_receipts_do_not_stand_in_the_way_of_a_decision(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(room, AssignAgencies(incident_id=1, agencies=(FIRST,)))
        board = room.backend.desk(Log.LIVE).board
        seen = int(board.version[0])
        await done(room, *field(1, ReceiptKind.ACCEPTED)[:3], agency=FIRST)
        again = AssignAgencies(incident_id=1, agencies=(FIRST, SECOND))
        await done(room, again, expect=seen)
        outcome = await room.act(ChangeStatus(incident_id=1, status=Status.ON_SCENE), expect=seen)
        assert outcome.code == "version_conflict"

    play(tmp_path, scenario)
