"""The border desk: what lies at or beyond the line is handed over, and stays ours until it is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from services.contract.commands import AssignAgencies, ChangeStatus, DisposeIncident
from services.contract.messages import Log
from services.contract.orders import GiveReceipt, ReceiptKind
from services.contract.records import Disposition, Status
from services.projection.handover import handed_over
from tests.backend.playing import accepted, play
from tests.backend.room import Room
from tests.city.making import geography_of

OUTSIDE = DisposeIncident(incident_id=1, disposition=Disposition.OUTSIDE, reason="di luar kota")
WEST = {"barat"}


def beyond(side: str) -> dict[str, Any]:
    """A point 800 m outside on a side."""
    geography = geography_of("arjuna")
    left, bottom, right, top = geography.outline.bounds
    x = left - 800 if side == "west" else right + 800
    lat, lon = geography.plane.latlon(x, (bottom + top) / 2)
    return {"lat": lat, "lon": lon}


def test_it_is_not_dropped_before_the_neighbour_has_taken_it(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Lampu mati", **beyond("west"))
        refused = await room.act(OUTSIDE)
        assert refused.code == "neighbour_unasked"
        assert "Kab. Barat" in refused.message
        accepted(await room.act(AssignAgencies(incident_id=1, agencies=("barat",), task="Mohon ditangani")))
        casework = room.backend.desk(Log.LIVE).board.casework
        handed = handed_over(casework, 1, WEST)
        assert handed is not None
        assert not handed.taken_at
        for command in (OUTSIDE, ChangeStatus(incident_id=1, status=Status.RESOLVED, note="selesai")):
            refused = await room.act(command)
            assert "belum diterima" in refused.message
        assert room.backend.desk(Log.LIVE).board.is_open(0)
        accepted(
            await room.act(
                GiveReceipt(
                    order_id=handed.order_id,
                    incident_id=1,
                    kind=ReceiptKind.ACCEPTED,
                    via="phone",
                    person="Petugas Pusdalops",
                    words="siap, kami ambil",
                )
            )
        )
        handed = handed_over(casework, 1, WEST)
        assert handed is not None
        assert handed.taken_at
        accepted(await room.act(OUTSIDE))

    play(tmp_path, scenario)


def test_where_nobody_takes_over_it_is_ours_to_settle(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Lampu mati", **beyond("east"))
        accepted(await room.act(OUTSIDE))
        await room.file("Lampu mati")
        accepted(await room.act(DisposeIncident(incident_id=2, disposition=Disposition.OUTSIDE)))

    play(tmp_path, scenario)
