"""A handover as earlier versions opened it, with the key of every item in its entry, is proved as before."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from services.contract.messages import Log
from services.contract.records import Severity
from services.contract.shifts import HandoverOpened, Newest, OpenHandover, TakeWatch
from services.reporting import handover
from tests.backend.room import opened
from tests.city.making import arjuna
from tests.harness.backend import patria

CITY = Path(__file__).parents[1] / "packs" / "arjuna"


def verified(data: Path, number: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        patria("handover", "verify", str(number), "--data-dir", str(data), "--city", str(CITY)),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(("without", "code"), [(0, 0), (1, 2)])
def test_with_the_keys_in_its_entry(tmp_path: Path, without: int, code: int) -> None:
    """`without`: so many keys less than the document has items."""

    async def scenario() -> None:
        async with opened(tmp_path) as room:
            for severity in (Severity.CRITICAL, Severity.LOW):
                await room.file("Banjir bandang", severity=severity)
            for command in (TakeWatch(), OpenHandover()):
                assert not (await room.act(command, user="sri")).code
            desk = room.backend.desk(Log.LIVE)
            found = desk.board.shifts.handovers[1]
            keys = handover.open_items(handover.generate(desk.board, arjuna(), found.opened_at))
            carried = replace(found, id=2, items=0, newest=Newest(), open_items=keys[without:])
            await desk.recorded([HandoverOpened(handover=carried)], "sri")

    asyncio.run(scenario())
    proof = verified(tmp_path, 2)
    assert proof.returncode == code, proof
    assert ("Butir dalam dokumen tidak cocok" in proof.stdout) is bool(without)


def test_a_count_that_is_not_the_documents_is_told(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with opened(tmp_path) as room:
            await room.file("Banjir bandang", severity=Severity.CRITICAL)
            for command in (TakeWatch(), OpenHandover()):
                assert not (await room.act(command, user="sri")).code
            desk = room.backend.desk(Log.LIVE)
            wrong = replace(desk.board.shifts.handovers[1], id=2, items=7)
            await desk.recorded([HandoverOpened(handover=wrong)], "sri")

    asyncio.run(scenario())
    assert verified(tmp_path, 1).returncode == 0
    proof = verified(tmp_path, 2)
    assert (proof.returncode, "Butir dalam dokumen tidak cocok" in proof.stdout) == (2, True), proof
