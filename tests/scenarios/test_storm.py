"""78 fallen trees over 38 streets in ten minutes: three consoles, five OPD, and everything exactly once."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from services.contract.closing import ProofFiled
from services.contract.events import IncidentDisposed, ReportReceived
from services.contract.orders import OrderIssued, ReceiptGiven, ReceiptKind
from services.feed.link import Endpoint
from services.projection.apply import apply
from services.projection.board import Board
from tests.harness import BackendProcess
from tests.projection.test_apply import state
from tests.scenarios.actor import Actor
from tests.scenarios.citizens import STREETS, TEN_MINUTES_S, calls
from tests.scenarios.city import log_of
from tests.scenarios.officer import OfficerProcess
from tests.scenarios.storm_room import AGENCIES, Console, FieldOffices, add_user, told

pytestmark = pytest.mark.scenario
CONSOLES = 3
ONCE = (
    ReceiptKind.SEEN,
    ReceiptKind.ACCEPTED,
    ReceiptKind.READ_BACK,
    ReceiptKind.CONFIRMED,
    ReceiptKind.EN_ROUTE,
    ReceiptKind.ON_SCENE,
    ReceiptKind.DONE,
)


class Storm:
    """One storm from the first call to the last photograph."""

    def __init__(self, folder: Path, trees: int) -> None:
        self.folder, self.trees = folder, trees
        self.calls = calls(trees)
        self.backend = BackendProcess(folder / "server", embedded=False)
        names = [f"pengawas-{number}" for number in range(CONSOLES)]
        for name in names:
            add_user(self.backend, name, "supervisor")
        key = told(self.backend, "apikey", "add", "aplikasi-warga", "--rate", "0").split()[-1]
        self._names, self._key = names, key
        self.tickets: dict[str, list[str]] = {}

    def passes(self, kills: list[Callable[[Board], bool]], within: float = 240.0) -> None:
        """Everything that happens; the backend is killed at each moment that `kills` names, in order."""
        with contextlib.ExitStack() as opened:
            opened.enter_context(self.backend)
            self.consoles = [
                Console(self.folder, self.backend, name, place, CONSOLES)
                for place, name in enumerate(self._names)
            ]
            for console in self.consoles:
                opened.enter_context(console.actor)
            officers = {
                agency: opened.enter_context(
                    OfficerProcess(
                        f"Petugas {agency}", self.folder / f"{agency}.log", int(agency == "dlh") * 2
                    )
                )
                for agency in AGENCIES
            }
            offices = FieldOffices(self.backend, officers, self.consoles[0].token)
            opened.callback(offices.close)
            self._works(offices, kills, within)
            for officer in officers.values():
                officer.goes_home()
            self._compare_boards()
            self._compare_tickets()

    @property
    def board(self) -> Board:
        return self.consoles[0].actor.board

    def _works(self, offices: FieldOffices, kills: list[Callable[[Board], bool]], within: float) -> None:
        command = [sys.executable, "-m", "tests.scenarios.citizens", self.backend.url, self._key]
        deadline = time.monotonic() + within
        with subprocess.Popen([*command, str(self.trees), "4"], stdout=subprocess.PIPE) as citizens:
            while citizens.poll() is None or not self._is_over():
                for console in self.consoles:
                    console.work()
                    assert not console.refused()
                offices.hand_over(list(self.board.casework.orders.values()))
                if kills and kills[0](self.board):
                    self.backend.kill()
                    self.backend.start()
                    kills.pop(0)
                assert time.monotonic() < deadline, self._stands()
                time.sleep(0.005)
            assert citizens.stdout is not None
            self.tickets = json.loads(citizens.stdout.read())
        assert not kills, "a moment to kill the backend at never came"

    def _is_over(self) -> bool:
        orders = self.board.casework.orders
        return (
            len(orders) == self.trees
            and all({ReceiptKind.DONE, ReceiptKind.CONFIRMED} <= kinds for kinds in done_so_far(self.board))
            and int((self.board.merged_into > 0).sum()) == len(self.calls) - self.trees
            and all(not console.actor.session.commander.waiting() for console in self.consoles)
        )

    def _stands(self) -> str:
        kinds: Counter[ReceiptKind] = Counter()
        for said in done_so_far(self.board):
            kinds.update(said)
        return f"{self.board.count} incidents, {len(self.board.casework.orders)} orders, {dict(kinds)}"

    def _compare_boards(self) -> None:
        """All consoles, one that has just come, and the log played again: the same to the last field."""
        token = self.consoles[0].token
        with Actor(self.folder / "fresh", lambda: Endpoint(self.backend.url, token)) as fresh:
            actors = [fresh, *(console.actor for console in self.consoles)]

            def level() -> bool:
                for actor in actors:
                    actor.pump()
                return all(actor.is_complete() for actor in actors) and (
                    len({actor.board.seq for actor in actors}) == 1
                )

            fresh.until(level, "all boards stand at the same entry")
            upto = fresh.board.seq
            again = Board(fresh.board.epoch)
            apply(again, [envelope for envelope, _ in log_of(self.backend) if envelope.seq <= upto])
            for actor in actors:
                assert state(actor.board) == state(again)

    def _compare_tickets(self) -> None:
        """Every report has one ticket, however often it was sent, and the ticket finds just that report."""
        assert sorted(self.tickets) == sorted(call.ref for call in self.calls)
        assert all(len(set(given)) == 1 for given in self.tickets.values())
        numbers = {given[0]: ref for ref, given in self.tickets.items()}
        assert len(numbers) == len(self.calls)
        said = {call.ref: call.text for call in self.calls}
        with httpx.Client(base_url=self.backend.url, trust_env=False, timeout=20) as client:
            for number, ref in numbers.items():
                found = client.get(f"/open311/v2/requests/{number}.json").json()
                assert [(one["service_request_id"], one["description"]) for one in found] == [
                    (number, said[ref])
                ]


def done_so_far(board: Board) -> list[set[ReceiptKind]]:
    return [{given.kind for given in order.receipts} for order in board.casework.orders.values()]


def prove(storm: Storm) -> None:
    """The log of the backend that is gone: intact, and each thing in it exactly once."""
    assert "Utuh" in told(storm.backend, "verify")
    bodies = [body for _, body in log_of(storm.backend)]
    reports = [body.report for body in bodies if isinstance(body, ReportReceived)]
    assert Counter(r.source_ref for r in reports) == Counter(call.ref for call in storm.calls)
    assert len({r.day_no for r in reports}) == len(reports)
    streets = {call.place.partition(",")[0] for call in storm.calls}
    assert len(streets) == min(len(STREETS), storm.trees)
    spread = max(r.reported_at for r in reports) - min(r.reported_at for r in reports)
    assert 0.9 * TEN_MINUTES_S * 1000 < spread < TEN_MINUTES_S * 1000
    merged = [body.incident_id for body in bodies if isinstance(body, IncidentDisposed)]
    assert len(merged) == len(set(merged)) == len(storm.calls) - storm.trees
    orders = [body.order for body in bodies if isinstance(body, OrderIssued)]
    assert len({order.incident_id for order in orders}) == len(orders) == storm.trees
    assert {order.agency for order in orders} == set(AGENCIES)
    given = Counter(
        (body.order_id, body.receipt.kind)
        for body in bodies
        if isinstance(body, ReceiptGiven) and body.receipt.kind in ONCE
    )
    assert given == Counter({(order.id, kind): 1 for order in orders for kind in ONCE})
    proofs = [body.proof for body in bodies if isinstance(body, ProofFiled)]
    assert Counter(proof.order_id for proof in proofs) == Counter(order.id for order in orders)
    kept = [photo.sha256 for proof in proofs for photo in proof.photos]
    folder = storm.backend.data_dir / "photos" / "original"
    originals = {path.stem for path in folder.rglob("*") if path.is_file()}
    assert len(kept) == len(set(kept)) == storm.trees
    assert set(kept) == originals


def prove_commands(storm: Storm) -> None:
    """Whatever a console asked for had its effect once."""
    caused = Counter(
        (envelope.cause, envelope.kind) for envelope, _ in log_of(storm.backend) if envelope.cause
    )
    effects = {
        "claim": "incident.claimed",
        "merge": IncidentDisposed.KIND,
        "assign": OrderIssued.KIND,
        "confirm": ReceiptGiven.KIND,
    }
    for what, kind in effects.items():
        given = [command_id for console in storm.consoles for command_id in console.given(what)]
        assert [caused[command_id, kind] for command_id in given] == [1] * len(given), what


def test_every_report_order_receipt_and_photograph_is_there_once(qapp: object, tmp_path: Path) -> None:
    storm = Storm(tmp_path, trees=78)
    storm.passes(kills=[])
    prove(storm)
    prove_commands(storm)


def test_every_one_is_there_once_also_with_the_backend_killed_twice(qapp: object, tmp_path: Path) -> None:
    storm = Storm(tmp_path, trees=78)
    in_the_calls = round(0.4 * len(storm.calls))
    storm.passes(
        kills=[
            lambda board: board.count >= in_the_calls,
            lambda board: sum(ReceiptKind.DONE in kinds for kinds in done_so_far(board)) >= storm.trees // 2,
        ]
    )
    prove(storm)
    prove_commands(storm)
