"""A real backend in a process of its own, a dispatcher on its feed, and the links that go out."""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
from websockets.sync.client import connect

from services.contract.catalogue import AnyCommand
from services.contract.closing import ProofFiled
from services.contract.codec import decode_body, decode_server, encode
from services.contract.commands import AssignAgencies, SubmitReport
from services.contract.events import Envelope
from services.contract.messages import SNAPSHOT_MAGIC, Do, Events, Hello, Log, Outcome, OutcomeStatus, Resume
from services.contract.orders import GiveReceipt, OrderIssued, Receipt, ReceiptGiven, ReceiptKind
from services.contract.records import Role, Severity
from tests.harness.backend import BackendProcess
from tests.harness.waiting import wait_until

PLACE = (-8.0955, 112.1610)
WHAT = "Amankan kabel, tunggu PLN, lalu potong."
WHERE = "Gedog, gang masjid"


class Dispatch:
    """A supervisor without a screen: sends commands, keeps every entry of the log."""

    def __init__(
        self,
        backend: BackendProcess,
        role: Role = Role.SUPERVISOR,
        log: Log = Log.LIVE,
        *,
        token: str = "",
    ) -> None:
        """`token`: of somebody else than the user of this machine."""
        self.backend = backend
        self._token = token
        self.log = log
        self.entries: list[Envelope] = []
        self.outcomes: dict[str, Outcome] = {}
        self._role = role
        self._opened = contextlib.ExitStack()

    def __enter__(self) -> Dispatch:
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def _open(self) -> None:
        headers = {"Authorization": f"Bearer {self._token or self.backend.token}"}
        url = self.backend.url.replace("http", "ws", 1)
        opening = connect(f"{url}/feed", additional_headers=headers, max_size=None, max_queue=None)
        self._connection = self._opened.enter_context(opening)
        self._send(Hello(role=self._role))
        self._send(Resume(log=self.log))

    def reconnect(self) -> None:
        """After the backend was started again."""
        self._opened.close()
        self._open()

    def _send(self, message: Any) -> None:
        self._connection.send(encode(message))

    def _read(self) -> None:
        with contextlib.suppress(TimeoutError):
            data = self._connection.recv(timeout=0.2, decode=False)
            if data.startswith(SNAPSHOT_MAGIC):
                return
            message = decode_server(data)
            if isinstance(message, Events):
                self.entries += message.events
            elif isinstance(message, Outcome):
                self.outcomes[message.id] = message

    def does(self, command: AnyCommand) -> Outcome:
        """Send a command and wait for its acceptance."""
        now = time.time_ns() // 1_000_000
        number = str(uuid.uuid4())
        self._send(Do(id=number, log=self.log, at=now, expires_at=now + 60_000, body=command))

        def answered() -> Outcome | None:
            self._read()
            return self.outcomes.get(number)

        outcome = wait_until(answered, f"an answer to {type(command).__name__}")
        assert outcome is not None
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
        return outcome

    def bodies(self, kind: type) -> list[Any]:
        """Every entry of a kind so far."""
        decoded = (decode_body(entry) for entry in self.entries)
        return [body for body in decoded if isinstance(body, kind)]

    def receipts(self, order_id: int, kind: ReceiptKind | None = None) -> list[Receipt]:
        given = [body.receipt for body in self.bodies(ReceiptGiven) if body.order_id == order_id]
        return [receipt for receipt in given if kind in (None, receipt.kind)]

    def hears(self, order_id: int, kind: ReceiptKind) -> Receipt:
        """Wait for a receipt."""

        def heard() -> list[Receipt]:
            self._read()
            return self.receipts(order_id, kind)

        return wait_until(heard, f"the receipt {kind}")[-1]

    def listens(self) -> None:
        """Take everything that is on its way: until the answer to something harmless has come."""
        last = self.bodies(OrderIssued)[-1].order.id
        self.does(GiveReceipt(order_id=last, kind=ReceiptKind.NOTE, words=f"tanda {uuid.uuid4()}"))

    def orders(
        self, agency: str = "dlh", *, what: str = WHAT, where: str = WHERE, minutes: int = 45
    ) -> tuple[int, int, str]:
        """A report, and its assignment to an agency: incident, order, and the link to its page."""
        done = self.does(
            SubmitReport(
                text="Pohon tumbang menimpa kabel listrik",
                category="pohon-tumbang",
                severity=Severity.CRITICAL,
                lat=PLACE[0],
                lon=PLACE[1],
                place="Gedog, dekat gang masjid",
            )
        )
        incident_id = msgspec.json.decode(bytes(done.result))["incident_id"]
        due = time.time_ns() // 1_000_000 + minutes * 60_000
        self.does(
            AssignAgencies(incident_id=incident_id, agencies=(agency,), task=what, where=where, due_at=due)
        )
        issued = wait_until(
            lambda: [b.order.id for b in self.bodies(OrderIssued) if b.order.incident_id == incident_id],
            "the order is issued",
        )
        return incident_id, issued[-1], self.link(issued[-1])

    def replaces(self, incident_id: int, what: str, agency: str = "dlh") -> int:
        """Assign the same agency anew, which replaces its order; the number of the new one."""
        self.does(AssignAgencies(incident_id=incident_id, agencies=(agency,), task=what))
        numbers = [b.order.id for b in self.bodies(OrderIssued) if b.order.incident_id == incident_id]
        assert len(numbers) > 1
        return int(numbers[-1])

    def link(self, order_id: int) -> str:
        reply = httpx.get(
            f"{self.backend.url}/api/orders/{order_id}/link",
            params={"log": self.log.value},
            headers={"Authorization": f"Bearer {self.backend.token}"},
        )
        assert reply.status_code == 200, reply.text
        return str(reply.json()["url"])

    def proofs(self) -> list[Any]:
        return [body.proof for body in self.bodies(ProofFiled)]


@contextlib.contextmanager
def room(folder: Path) -> Iterator[Dispatch]:
    """A backend of its own and its dispatcher."""
    with BackendProcess(folder) as backend, Dispatch(backend) as dispatch:
        yield dispatch
