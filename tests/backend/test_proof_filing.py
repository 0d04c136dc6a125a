"""Proof: what it needs, what the checks find in real files, who looks at it, and what that leads to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from services.contract.closing import FileProof, Proof, VerifyProof
from services.contract.commands import AssignAgencies, ChangeStatus, DisposeIncident
from services.contract.orders import GiveReceipt, IssueOrder, ReceiptKind
from services.contract.records import Disposition, Role, Status
from services.rules import ladder
from services.store import queries
from tests.backend.pictures import jpeg, scene
from tests.backend.playing import accepted
from tests.backend.room import Room
from tests.backend.test_closing import HERE, HOUR, board, forward, late, scenario
from tests.backend.test_commands import AREA

OFFICER = {"officer": "Yanto", **HERE, "accuracy_m": 8.0}


async def broken_stairs(room: Room) -> None:
    """Incident 1, which is not finished without proof, assigned to karya."""
    await room.file("Anak tangga rusak", category="tangga", **HERE)
    accepted(await room.act(AssignAgencies(incident_id=1, agencies=("karya",))))


def taken(room: Room, number: int = 1, **exif: Any) -> str:
    """A photograph that the server took in; its hash."""
    given = {"taken_at": room.backend.now() // 1000 * 1000, "camera": "Uji Kamera-1", **exif}
    return room.backend.photos.put(jpeg(scene(number), **given)).sha256


def filing(photos: tuple[str, ...], **fields: Any) -> FileProof:
    """Proof as an officer at the place sends it."""
    return FileProof(**{"incident_id": 1, "photos": photos, **OFFICER, **fields})


def last_proof(room: Room, number: int = 1) -> Proof:
    return board(room).casework.proofs[number][-1]


def found(proof: Proof) -> set[str]:
    return {finding.code for finding in proof.findings if finding.suspicious}


def test_proof_needs_a_photograph_that_arrived(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await broken_stairs(room)
        file = filing(())
        assert (await room.act(file)).code == "photo_missing"
        ghost = filing(("0" * 64,), incident_id=1)
        assert (await room.act(ghost)).code == "photo_unknown"
        await room.file("zzz")
        assert (await room.act(FileProof(incident_id=2))).code == "proof_empty"
        accepted(await room.act(FileProof(incident_id=2, note="sudah beres")))

    scenario(tmp_path, story)


def test_an_honest_proof_carries_what_was_checked(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await broken_stairs(room)
        photo = taken(room)
        file = filing((photo, photo), incident_id=1)
        accepted(await room.act(file, Role.AGENCY, "field:karya", "karya"))
        proof = last_proof(room)
        assert (proof.agency, proof.by, len(proof.photos)) == ("karya", "field:karya", 1)
        assert not found(proof)
        assert 0 <= proof.distance_m < 1
        assert "20%" in proof.sample_words

    scenario(tmp_path, story)


@pytest.mark.parametrize(
    ("exif", "stated", "code"),
    [
        ({}, {"lat": AREA.lat + 0.02}, "far"),
        ({"place": (AREA.lat + 0.02, AREA.lon)}, {}, "gps_differs"),
        ({"taken_at": 1_700_000_000_000}, {}, "before_report"),
        ({"software": "Adobe Photoshop 25.1"}, {}, "edited"),
    ],
)
def test_contradictions_are_found_in_real_files(
    tmp_path: Path, exif: dict[str, Any], stated: dict[str, Any], code: str
) -> None:
    async def story(room: Room) -> None:
        await broken_stairs(room)
        file = filing((taken(room, **exif),), **stated)
        accepted(await room.act(file))
        assert found(last_proof(room)) == {code}
        assert last_proof(room).needs_verification

    scenario(tmp_path, story)


def test_a_photograph_is_used_once_also_after_a_restart(tmp_path: Path) -> None:
    async def first(room: Room) -> None:
        await broken_stairs(room)
        file = filing((taken(room),), incident_id=1)
        accepted(await room.act(file))

    async def second(room: Room) -> None:
        await room.file("Anak tangga patah", category="tangga", **HERE)
        file = filing((taken(room, taken_at=0),), incident_id=2)
        accepted(await room.act(file))
        finding = last_proof(room, 2).findings[0]
        assert (finding.code, finding.seen_incident) == ("alike", 1)
        assert finding.words.count("CAJ-")
        same = board(room).casework.proofs[1][0].photos[0].sha256
        accepted(await room.act(filing((same,), incident_id=2)))
        assert last_proof(room, 2).findings[0].code == "reused"

    scenario(tmp_path, first)
    scenario(tmp_path, second)


def test_a_photograph_is_used_once_within_the_hour(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await broken_stairs(room)
        photo = taken(room)
        accepted(await room.act(filing((photo,))))
        await room.file("Anak tangga patah", category="tangga", **HERE)
        accepted(await room.act(filing((photo,), incident_id=2)))
        assert "reused" in found(last_proof(room, 2))

    scenario(tmp_path, story)


def test_the_database_finds_proofs_by_their_index(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        def plan(connection):  # type: ignore[no-untyped-def]
            query = "SELECT body FROM events WHERE log = 1 AND kind = 'proof.filed' ORDER BY seq"
            assert list(queries.proofs(connection, 1, 10)) == []
            return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all())

        assert "events_proofs" in await room.backend.read(plan)

    scenario(tmp_path, story)


def test_proof_for_a_merged_incident_counts_where_it_went(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await broken_stairs(room)
        await room.file("Anak tangga patah", category="tangga", **HERE)
        duplicate = DisposeIncident(incident_id=1, disposition=Disposition.DUPLICATE, target_id=2)
        accepted(await room.act(duplicate))
        accepted(await room.act(filing((taken(room),), order_id=1), Role.AGENCY, "field:karya", "karya"))
        assert last_proof(room, 2).agency == "karya"
        assert 1 not in board(room).casework.proofs

    scenario(tmp_path, story)


def test_what_is_suspicious_is_looked_at_from_outside(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await broken_stairs(room)
        file = filing((taken(room),), officer="")
        accepted(await room.act(file, user="budi"))
        resolve = ChangeStatus(incident_id=1, status=Status.RESOLVED)
        accepted(await room.act(resolve))  # there is proof; whether it holds is asked before closing
        accepted(
            await room.act(
                GiveReceipt(order_id=1, kind=ReceiptKind.DONE, via="phone", person="Pak Darto", words="sudah")
            )
        )
        closed = ChangeStatus(incident_id=1, status=Status.CLOSED)
        refused = await room.act(closed)
        assert refused.code == "not_finished"
        assert "belum diperiksa oleh pihak di luar OPD" in refused.message
        verify = VerifyProof(incident_id=1, proof_id=1, accepted=True)
        assert (await room.act(verify, user="budi")).code == "same_person"
        assert (await room.act(verify, agency="karya")).code == "same_agency"
        reject = VerifyProof(incident_id=1, proof_id=1, accepted=False)
        assert (await room.act(reject)).code == "reason_missing"
        accepted(await room.act(verify, agency="siaga"))
        assert (await room.act(verify)).code == "nothing_changed"
        accepted(await room.act(closed))

    scenario(tmp_path, story)


def test_a_unit_is_not_outside_its_agency(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.file("Anak tangga rusak", category="tangga", **HERE)
        accepted(await room.act(AssignAgencies(incident_id=1, agencies=("regu",))))
        accepted(await room.act(filing((taken(room),), incident_id=1), user="budi"))
        verify = VerifyProof(incident_id=1, proof_id=1, accepted=True)
        assert (await room.act(verify, agency="siaga")).code == "same_agency"

    scenario(tmp_path, story)


def test_a_rejected_proof_returns_the_order_and_does_not_count(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await broken_stairs(room)
        photo = taken(room)
        done = GiveReceipt(order_id=1, kind=ReceiptKind.DONE, via="phone", person="Pak Darto", words="sudah")
        accepted(await room.act(done))
        accepted(await room.act(filing((photo,), incident_id=1, order_id=1), user="budi"))
        verdict = "fotonya jalan lain"
        accepted(await room.act(VerifyProof(incident_id=1, proof_id=1, accepted=False, verdict=verdict)))
        returned = board(room).casework.orders[1].receipts[-1]
        assert (returned.kind, returned.words) == (ReceiptKind.RETURNED, verdict)
        refused = await room.act(ChangeStatus(incident_id=1, status=Status.RESOLVED))
        assert "Bukti terakhir ditolak" in refused.message
        accepted(await room.act(filing((photo,), incident_id=1), user="budi"))
        assert "refused_before" in found(last_proof(room))
        assert "36%" in last_proof(room).sample_words  # 2 * (1 + 1) / (1 + 10)

    scenario(tmp_path, story)


@pytest.mark.parametrize("named", [0, 1])
def test_an_order_is_not_verified_before_its_proof_is_looked_at(tmp_path: Path, named: int) -> None:
    async def story(room: Room) -> None:
        await broken_stairs(room)
        done = GiveReceipt(order_id=1, kind=ReceiptKind.DONE, via="phone", person="Pak Darto", words="sudah")
        accepted(await room.act(done))
        doubtful = filing((taken(room),), officer="", order_id=named)
        accepted(await room.act(doubtful, user="budi"))
        assert last_proof(room).needs_verification
        verified = GiveReceipt(order_id=1, kind=ReceiptKind.VERIFIED)
        refused = await room.act(verified)
        assert refused.code == "proof_unexamined"
        assert last_proof(room).findings[0].words in refused.message
        accepted(await room.act(VerifyProof(incident_id=1, proof_id=1, accepted=True)))
        accepted(await room.act(verified))
        assert ladder.ended(board(room).casework.orders[1]) is ReceiptKind.VERIFIED

    scenario(tmp_path, story)


def done_by_phone(order_id: int) -> GiveReceipt:
    return GiveReceipt(
        order_id=order_id, kind=ReceiptKind.DONE, via="phone", person="Pak Darto", words="sudah"
    )


def test_nobody_verifies_an_order_whose_passing_on_is_doubtful(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await broken_stairs(room)
        asked = IssueOrder(incident_id=1, what="Perbaiki tangga")
        accepted(await room.act(asked, Role.LEADER, "wali"))
        accepted(await room.act(IssueOrder(parent_id=2, agency="karya")))
        accepted(await room.act(GiveReceipt(order_id=2, kind=ReceiptKind.DONE)))
        accepted(await room.act(done_by_phone(3)))
        accepted(await room.act(filing((taken(room),), officer="", order_id=3), user="budi"))
        verified = GiveReceipt(order_id=2, kind=ReceiptKind.VERIFIED)
        assert (await room.act(verified, Role.LEADER, "wali")).code == "proof_unexamined"
        # What was proved without a doubt holds nothing up.
        accepted(await room.act(done_by_phone(1)))
        accepted(await room.act(GiveReceipt(order_id=1, kind=ReceiptKind.VERIFIED)))

    scenario(tmp_path, story)


def test_a_proof_from_before_the_reopening_does_not_count(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await broken_stairs(room)
        accepted(await room.act(filing((taken(room),), incident_id=1)))
        accepted(await room.act(ChangeStatus(incident_id=1, status=Status.RESOLVED)))
        forward(room, HOUR)
        accepted(await late(room, ChangeStatus(incident_id=1, status=Status.OPEN, note="rusak lagi")))
        refused = await late(room, ChangeStatus(incident_id=1, status=Status.RESOLVED))
        assert "bukti perbaikan belum ada" in refused.message.casefold()

    scenario(tmp_path, story)
