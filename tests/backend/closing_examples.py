"""Paused clocks, proof, promises and telling: a lawful example of each command, after both `furnish`."""

from __future__ import annotations

from services.contract.catalogue import AnyCommand
from services.contract.closing import (
    AskPause,
    DecidePause,
    FileProof,
    MakePromise,
    ResumeClock,
    SettlePromise,
    TellReporter,
    VerifyProof,
)
from services.contract.messages import OutcomeStatus
from tests.backend.room import Room, moment
from tests.city.making import arjuna

HOUR = 3_600_000
AREA = arjuna().areas[0]

EXAMPLES: dict[type, list[AnyCommand]] = {
    AskPause: [AskPause(incident_id=6, kind="weather", reason="hujan deras")],
    DecidePause: [
        DecidePause(incident_id=4, approved=False, reason="cuaca sudah cerah"),
    ],
    ResumeClock: [ResumeClock(incident_id=5, reason="hujan berhenti")],
    FileProof: [
        FileProof(incident_id=1, note="air sudah surut", officer="Yanto", lat=AREA.lat, lon=AREA.lon),
        FileProof(incident_id=1, note="diperiksa lagi"),
    ],
    VerifyProof: [VerifyProof(incident_id=6, proof_id=1, accepted=True)],
    MakePromise: [MakePromise(incident_id=1, text="ditelepon lagi petang ini", due_at=moment() + HOUR)],
    SettlePromise: [SettlePromise(incident_id=6, promise_id=1, kept=False, note="warga tidak di rumah")],
    TellReporter: [TellReporter(incident_id=1, text="Petugas sudah di lokasi.")],
}


async def furnish(room: Room) -> None:
    """Incident 4 with a pause asked for, 5 with a paused clock, 6 with a proof and a promise: budi's."""
    for number in range(4, 7):
        filed = await room.file(f"Rob tinggi {number}", category="rob")
        assert filed.incident_id == number
    ask = AskPause(incident_id=4, kind="weather", reason="ombak tinggi")
    for command, user in (
        (ask, "budi"),
        (AskPause(incident_id=5, kind="weather", reason="ombak tinggi"), "budi"),
        (DecidePause(incident_id=5, approved=True), "wati"),
        (FileProof(incident_id=6, note="air sudah surut", officer="Yanto"), "budi"),
        (MakePromise(incident_id=6, text="dikabari besok", due_at=moment() + HOUR), "budi"),
    ):
        outcome = await room.act(command, user=user)
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
