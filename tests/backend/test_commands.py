"""Every command: who may, what it leads to, and that the events say all that changed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from services.contract.catalogue import COMMAND_TYPES, AnyCommand
from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeCategory,
    ChangeSeverity,
    ChangeStatus,
    ClaimIncident,
    DisposeIncident,
    EndDrill,
    ReleaseIncident,
    RelocateIncident,
    RevealReporter,
    StartDrill,
    SubmitReport,
)
from services.contract.messages import Log, OutcomeStatus
from services.contract.records import Disposition, Role, Severity, Status
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.rules.permissions import allowed
from tests.backend import (
    closing_examples,
    contact_examples,
    order_examples,
    outreach_examples,
    shift_examples,
    step_examples,
)
from tests.backend.playing import accepted, play
from tests.backend.room import Room, contents
from tests.city.making import arjuna

CATEGORIES = [category.code for category in arjuna().categories if category.parent]
AGENCIES = [agency.code for agency in arjuna().agencies]
AREA = arjuna().areas[0]

EVERY: dict[type, list[AnyCommand]] = {
    SubmitReport: [
        SubmitReport(text="Pohon tumbang", lat=AREA.lat, lon=AREA.lon, caller_phone="0812 3456 7890"),
        SubmitReport(text="x", severity=Severity.CRITICAL, severity_reason="ada korban"),
        SubmitReport(text="Sama", incident_id=1, disposition=Disposition.DUPLICATE),
        SubmitReport(text="Halo", disposition=Disposition.PRANK, caller_phone="081234567890"),
        SubmitReport(text="Di sini", area=AREA.code, category=CATEGORIES[0]),
    ],
    DisposeIncident: [
        DisposeIncident(incident_id=1, disposition=Disposition.VALID),
        DisposeIncident(incident_id=2, disposition=Disposition.DUPLICATE, target_id=1),
        DisposeIncident(incident_id=1, disposition=Disposition.PRANK),
    ],
    ClaimIncident: [ClaimIncident(incident_id=1)],
    ReleaseIncident: [ReleaseIncident(incident_id=3)],
    ChangeSeverity: [ChangeSeverity(incident_id=1, severity=Severity.CRITICAL, reason="air naik cepat")],
    ChangeCategory: [ChangeCategory(incident_id=3, category=code) for code in CATEGORIES[:1]],
    RelocateIncident: [
        RelocateIncident(incident_id=1, lat=AREA.lat, lon=AREA.lon, place="Jalan Merdeka"),
        RelocateIncident(incident_id=1, area=AREA.code),
        RelocateIncident(incident_id=1, lat=-60.0, lon=10.0),
    ],
    AssignAgencies: [AssignAgencies(incident_id=1, agencies=tuple(AGENCIES[:2]), task="Evakuasi")],
    ChangeStatus: [
        ChangeStatus(incident_id=1, status=Status.ON_SCENE),
        ChangeStatus(incident_id=1, status=Status.RESOLVED, note="Sudah surut", public=True),
    ],
    AddNote: [AddNote(incident_id=1, text="Ketua RT sudah dihubungi")],
    RevealReporter: [RevealReporter(report_id=1, reason="perlu ditanya lagi")],
    StartDrill: [StartDrill(reason="latihan bulanan")],
    EndDrill: [EndDrill()],
    **order_examples.EXAMPLES,
    **contact_examples.EXAMPLES,
    **closing_examples.EXAMPLES,
    **step_examples.EXAMPLES,
    **outreach_examples.EXAMPLES,
    **shift_examples.EXAMPLES,
}


def test_every_command_is_tried_below() -> None:
    assert set(EVERY) == set(COMMAND_TYPES)


async def _furnish(room: Room) -> None:
    """Three incidents: 1 with a known reporter, 2 with a playbook, and 3 claimed by sri and without a
    category."""
    await room.file("Banjir di jalan raya", phone="+62 812-0000-1111", lat=AREA.lat, lon=AREA.lon)
    await room.file("Rob juga")
    await room.file("zzz")
    await room.act(ClaimIncident(incident_id=3))


@pytest.mark.parametrize("kind", COMMAND_TYPES, ids=lambda kind: kind.__name__)
def test_events_say_all_that_a_command_changes(tmp_path: Path, kind: type) -> None:
    async def scenario(room: Room) -> None:
        await _furnish(room)
        if kind is EndDrill:
            accepted(await room.act(StartDrill(), log=Log.DRILL))
        if kind in order_examples.EXAMPLES:
            await order_examples.furnish(room)
        if kind in closing_examples.EXAMPLES:
            await closing_examples.furnish(room)
        if kind in outreach_examples.EXAMPLES:
            await outreach_examples.furnish(room)
        if kind in shift_examples.EXAMPLES:
            await shift_examples.furnish(room, kind)
        role = order_examples.ROLES.get(kind, Role.SUPERVISOR)
        log = Log.DRILL if kind in (StartDrill, EndDrill) else Log.LIVE
        for example in EVERY[kind]:
            before, _at = decode_snapshot(encode_snapshot(room.backend.desk(log).board, 0))
            command = shift_examples.ready(example, room.backend.desk(log).board, room.backend.now())
            outcome = accepted(await room.act(command, role, log=log))
            desk = room.backend.desk(log)
            if before.epoch != desk.log.epoch:
                before = Board(desk.log.epoch)
            written = await room.entries(log, before.seq)
            assert written
            assert outcome.seq == written[-1].seq == desk.committed
            assert {entry.actor for entry in written} == {"sri"}
            apply(before, written)
            assert contents(before) == contents(desk.board)

    play(tmp_path, scenario)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_what_the_table_says_and_nothing_else(tmp_path: Path, role: Role) -> None:
    async def scenario(room: Room) -> None:
        await _furnish(room)
        for kind, commands in EVERY.items():
            log = Log.DRILL if kind in (StartDrill, EndDrill) else Log.LIVE
            command = next(command for command in commands if type(command) is kind)
            outcome = await room.act(command, role, "ani", "", log=log)
            tag = str(kind.__struct_config__.tag)  # type: ignore[attr-defined]
            if role is Role.AGENCY:  # of no agency: nothing is theirs
                assert outcome.status is OutcomeStatus.REJECTED, (tag, outcome)
                continue
            refused = outcome.code == "forbidden"
            assert refused is not allowed(role, tag), (tag, outcome)

    play(tmp_path, scenario)


def test_an_agency_acts_on_what_it_was_given(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _furnish(room)
        accepted(await room.act(AssignAgencies(incident_id=1, agencies=(AGENCIES[0],))))
        arrive = ChangeStatus(incident_id=1, status=Status.ON_SCENE)
        other = await room.act(arrive, Role.AGENCY, "petugas", AGENCIES[1])
        assert other.code == "not_your_agency"
        accepted(await room.act(arrive, Role.AGENCY, "petugas", AGENCIES[0]))
        close = ChangeStatus(incident_id=1, status=Status.CLOSED)
        assert (await room.act(close, Role.AGENCY, "petugas", AGENCIES[0])).code == "forbidden"

    play(tmp_path, scenario)


def test_taking_a_fresh_claim_needs_a_reason_and_a_stale_one_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(room: Room) -> None:
        await _furnish(room)
        refused = await room.act(ClaimIncident(incident_id=3), user="budi")
        assert refused.code == "claim_needs_reason"
        assert "sri" in refused.message
        accepted(await room.act(ClaimIncident(incident_id=3, reason="sri istirahat"), user="budi"))
        desk = room.backend.desk(Log.LIVE)
        later = room.backend.now() + arjuna().policy.claim_stale_minutes * 60_000 + 1
        object.__setattr__(desk.tools, "now", lambda: later)
        command = await room.backend.handle(_late(ClaimIncident(incident_id=3), later), _session("ani"))
        accepted(command)

    play(tmp_path, scenario)


def _session(user: str):  # type: ignore[no-untyped-def]
    from services.backend.drafts import Session

    return Session(user=user, role=Role.SUPERVISOR)


def _late(body: AnyCommand, now: int):  # type: ignore[no-untyped-def]
    from tests.backend.room import do

    return msgspec.structs.replace(do(body), expires_at=now + 60_000)


def test_two_people_at_once_are_told_what_changed(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _furnish(room)
        board = room.backend.desk(Log.LIVE).board
        seen = int(board.version[board.row_of(1)])
        raised = ChangeSeverity(incident_id=1, severity=Severity.CRITICAL, reason="air naik")
        accepted(await room.act(raised, user="ani", expect=seen))
        outcome = await room.act(
            ChangeStatus(incident_id=1, status=Status.ON_SCENE), user="budi", expect=seen
        )
        assert outcome.code == "version_conflict"
        assert "Kritis" in outcome.message
        assert "ani" in outcome.message

    play(tmp_path, scenario)


def test_a_note_in_between_is_no_conflict(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _furnish(room)
        board = room.backend.desk(Log.LIVE).board
        seen = int(board.version[board.row_of(1)])
        accepted(await room.act(AddNote(incident_id=1, text="catatan"), user="ani"))
        accepted(await room.act(ClaimIncident(incident_id=1), user="budi", expect=seen))

    play(tmp_path, scenario)


def test_a_retry_gets_the_same_answer_also_after_a_restart(tmp_path: Path, database: str) -> None:
    number = "11111111-2222-3333-4444-555555555555"
    note = AddNote(incident_id=1, text="satu kali")

    async def first(room: Room) -> None:
        await _furnish(room)
        outcome = accepted(await room.act(note, id=number))
        seq = room.backend.desk(Log.LIVE).board.seq
        assert await room.act(note, id=number) == outcome
        assert room.backend.desk(Log.LIVE).board.seq == seq
        refused = await room.act(ClaimIncident(incident_id=99), id=number.replace("1", "7"))
        assert refused.code == "incident_unknown"

    async def second(room: Room) -> None:
        seq = room.backend.desk(Log.LIVE).board.seq
        again = accepted(await room.act(note, id=number))
        assert again.seq == seq
        other = await room.act(AddNote(incident_id=1, text="lain"), id=number)
        assert other.code == "id_reused"
        refused = await room.act(ClaimIncident(incident_id=99), id=number.replace("1", "7"))
        assert refused.code == "incident_unknown"
        assert room.backend.desk(Log.LIVE).board.seq == seq

    play(tmp_path, first, database)
    play(tmp_path, second, database)


def test_a_command_that_waited_too_long_never_fires(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _furnish(room)
        from tests.backend.room import do

        stale = msgspec.structs.replace(do(ClaimIncident(incident_id=1)), expires_at=1)
        outcome = await room.backend.handle(stale, _session("sri"))
        assert (outcome.status, outcome.code) == (OutcomeStatus.EXPIRED, "expired")

    play(tmp_path, scenario)


def test_an_identity_is_shown_once_to_whoever_asked_and_never_written_down(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _furnish(room)
        number = "11111111-2222-3333-4444-555555555555"
        reveal = RevealReporter(report_id=1, reason="perlu ditanya lagi")
        outcome = accepted(await room.act(reveal, id=number))
        assert msgspec.json.decode(outcome.result)["phone"] == "+62 812-0000-1111"
        for entry in await room.entries():
            assert not any(part in bytes(entry.body) for part in (b"00001111", b"0000-1111"))
        anonymous = await room.act(RevealReporter(report_id=2, reason="perlu ditanya"))
        assert anonymous.code == "reporter_unknown"

    play(tmp_path, scenario)


def test_a_drill_has_a_log_of_its_own(tmp_path: Path, database: str) -> None:
    async def scenario(room: Room) -> None:
        refused = await room.act(SubmitReport(text="x"), log=Log.DRILL)
        assert refused.code == "drill_inactive"
        accepted(await room.act(StartDrill()))
        assert (await room.act(StartDrill())).code == "drill_active"
        accepted(await room.act(SubmitReport(text="Latihan banjir"), log=Log.DRILL))
        first = room.backend.desk(Log.DRILL).log.epoch
        accepted(await room.act(EndDrill()))
        assert (await room.act(SubmitReport(text="x"), log=Log.DRILL)).code == "drill_inactive"
        assert room.backend.desk(Log.DRILL).board.count == 1
        accepted(await room.act(StartDrill()))
        assert room.backend.desk(Log.DRILL).log.epoch != first
        assert room.backend.desk(Log.DRILL).board.count == 0
        assert room.backend.desk(Log.LIVE).board.count == 0

    play(tmp_path, scenario, database)
