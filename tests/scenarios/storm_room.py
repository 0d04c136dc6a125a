"""A room in a storm: three supervisors at their consoles, each working off what its own board shows."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import httpx

from services.contract.commands import AssignAgencies, ClaimIncident, Command, DisposeIncident
from services.contract.orders import GiveReceipt, OrderState, ReceiptKind
from services.contract.records import Disposition, Incident
from services.feed.link import Endpoint
from services.rules import ladder
from tests.harness import BackendProcess
from tests.harness.backend import patria
from tests.scenarios.actor import Actor
from tests.scenarios.officer import OfficerProcess
from widgets.tickets import TicketState

AGENCIES: Final = ("bpbd", "dlh", "damkar", "dishub", "dpupr")
PASSWORD: Final = "kopi tubruk di alun-alun 88"
TASK: Final = "Potong pohonnya, buka jalan, lalu angkut kayunya."


def told(backend: BackendProcess, *words: str, password: str = "") -> str:
    """What a command of `patria` says about a server's data."""
    command = patria(*words, "--data-dir", str(backend.data_dir))
    done = subprocess.run(command, input=password, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def add_user(backend: BackendProcess, name: str, role: str) -> None:
    told(backend, "user", "add", name, "--role", role, "--password-stdin", password=PASSWORD + "\n")


def signed_in(backend: BackendProcess, name: str, code: str = "") -> str:
    """The token of a user who signs in with the password, and a code where that is not enough."""
    who = {"user": name, "password": PASSWORD} | ({"code": code} if code else {})
    reply = httpx.post(f"{backend.url}/api/login", json=who, trust_env=False, timeout=20)
    assert reply.status_code == 200, reply.text
    return str(reply.json()["token"])


class Console:
    """A supervisor who looks after every incident whose number falls to them, once the board says so."""

    def __init__(self, folder: Path, backend: BackendProcess, name: str, place: int, of: int) -> None:
        self.name = name
        self._place, self._of = place, of
        self._given: dict[tuple[str, int], str] = {}
        self._seq = -1
        self.token = signed_in(backend, name)
        self.actor = Actor(folder / name, lambda: Endpoint(backend.url, self.token))

    def work(self) -> None:
        """One frame, and what it shows has to be done."""
        self.actor.pump()
        board = self.actor.board
        if board.seq == self._seq:
            return
        self._seq = board.seq
        first_of: dict[str, int] = {}
        for row in range(board.count):
            incident = board.incident(row)
            first = first_of.setdefault(incident.place, incident.id)
            if incident.id % self._of == self._place and not incident.merged_into:
                self._handle(incident, first)
        for state in board.casework.orders.values():
            self._confirm(state)

    def _handle(self, incident: Incident, first: int) -> None:
        number = incident.id
        if not incident.owner:
            self._once("claim", number, lambda: ClaimIncident(incident_id=number))
        elif incident.owner != self.name:
            return
        elif first != number:
            merge = DisposeIncident(
                incident_id=number,
                disposition=Disposition.DUPLICATE,
                target_id=first,
                reason="Pohon yang sama",
            )
            self._once("merge", number, lambda: merge)
        elif not incident.agencies:
            agency = AGENCIES[number % len(AGENCIES)]
            self._once(
                "assign",
                number,
                lambda: AssignAgencies(
                    incident_id=number, agencies=(agency,), task=TASK, where=incident.place
                ),
            )

    def _confirm(self, state: OrderState) -> None:
        order = state.order
        reached = ladder.rung_times(state)
        said = ReceiptKind.READ_BACK in reached and ReceiptKind.CONFIRMED not in reached
        if order.issuer == self.name and said and not ladder.open_differences(state):
            confirm = GiveReceipt(
                order_id=order.id, incident_id=order.incident_id, kind=ReceiptKind.CONFIRMED
            )
            self._once("confirm", order.id, lambda: confirm)

    def _once(self, what: str, number: int, command: Callable[[], Command]) -> None:
        if (what, number) not in self._given:
            self._given[what, number] = self.actor.submit(command())

    def given(self, what: str) -> list[str]:
        """The commands of a kind this console gave."""
        return [command_id for (kind, _), command_id in self._given.items() if kind == what]

    def refused(self) -> list[str]:
        """Why, of every command that was refused or came too late."""
        unsettled = (TicketState.REJECTED, TicketState.EXPIRED)
        return [f"{t.what}: {t.why}" for t in self.actor.session.commander.tickets() if t.state in unsettled]


class FieldOffices:
    """The OPD: an officer on duty in each, who gets the link of every order to their OPD."""

    def __init__(self, backend: BackendProcess, officers: dict[str, OfficerProcess], token: str) -> None:
        self._backend = backend
        self._officers = officers
        self._http = httpx.Client(headers={"Authorization": f"Bearer {token}"}, trust_env=False, timeout=20)

    def close(self) -> None:
        self._http.close()

    def hand_over(self, states: Sequence[OrderState]) -> None:
        """Send out the links of the orders that have none yet; a backend that is away is asked later."""
        for state in states:
            order, officer = state.order, self._officers[state.order.agency]
            officer.check()
            if order.id in officer.handed:
                continue
            try:
                reply = self._http.get(f"{self._backend.url}/api/orders/{order.id}/link")
            except httpx.TransportError:
                return
            assert reply.status_code == 200, reply.text
            officer.hand_over(order.id, str(reply.json()["url"]), order.what)
