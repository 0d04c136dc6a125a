"""An invented evening on a backend of its own, as far as the pictures of the guides need it.

The calls are those of docs/examples/evening.csv; what the room, the OPD and the mayor do with them is done
through the same doors as always. Nobody in it exists.
"""

from __future__ import annotations

import contextlib
import secrets
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from services.contract.commands import AddNote, AssignAgencies, ChangeStatus, ClaimIncident
from services.contract.contacts import Contact, ContactChannel, Duty, SaveContact, SaveDuty
from services.contract.events import ReportReceived
from services.contract.orders import GiveReceipt, IssueOrder, OrderIssued, ReadBack, ReceiptKind, Urgency
from services.contract.records import Role, Status
from services.contract.shifts import (
    AnswerHandover,
    AskHandover,
    HandoverOpened,
    OpenHandover,
    RestateItem,
    TakeWatch,
    WriteNote,
)
from tests.field.room import Dispatch
from tests.harness.backend import BackendProcess, patria
from tests.scenarios.fieldwork import Officer

_EXAMPLE: Final = Path("docs/examples")
_MINUTE: Final = 60_000
_TASK: Final = "Amankan kabel, tunggu PLN, lalu potong."
_ORDER: Final = "Utamakan akses ambulans, jalan dibuka satu lajur."
_WHERE: Final = "Kelurahan Gedog"
_PASSWORD: Final = secrets.token_urlsafe(16)
_AGENCIES: Final = {
    "bpbd": "Tim reaksi cepat",
    "dlh": "Regu 2",
    "damkar": "Pos utama",
    "dishub": "Regu malam",
}


@dataclass(frozen=True, kw_only=True)
class Evening:
    """What there is to look at."""

    backend: BackendProcess
    field_url: str
    """The page of an order that has just come."""


def _now() -> int:
    return time.time_ns() // 1_000_000


def _replay(folder: Path) -> None:
    words = ["replay", str(_EXAMPLE / "evening.csv"), "--mapping", str(_EXAMPLE / "evening.yaml")]
    command = patria(*words, "--speed", "max", "--data-dir", str(folder))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def _furnish(room: Dispatch) -> None:
    """Somebody on duty in each OPD that is asked tonight."""
    for number, (agency, name) in enumerate(_AGENCIES.items()):
        channels = (
            ContactChannel(kind="phone", address=f"0342 555 01{number:02d}"),
            ContactChannel(kind="whatsapp", address=f"0812 0000 00{number:02d}"),
        )
        code = f"{agency}-piket"
        contact = Contact(id=code, agency=agency, name=name, position="Petugas piket", channels=channels)
        room.does(SaveContact(contact=contact))
        start = _now() - 120 * _MINUTE
        room.does(
            SaveDuty(
                duty=Duty(id=code, agency=agency, contact_id=code, start=start, end=start + 480 * _MINUTE)
            )
        )


def _listen(room: Dispatch) -> None:
    """Hear of everything up to now: until a note of its own has come back."""
    flood = next(body.incident.id for body in room.bodies(ReportReceived) if _is(body, "banjir"))
    room.does(AddNote(incident_id=flood, text="Pos pantau: air belum naik lagi."))


def _is(body: ReportReceived, category: str) -> bool:
    return body.incident is not None and body.incident.category == category


def _order_of(room: Dispatch, agency: str) -> int:
    _listen(room)
    numbers = [body.order.id for body in room.bodies(OrderIssued) if body.order.agency == agency]
    return int(numbers[-1])


def _assignments(room: Dispatch, trees: list[int]) -> str:
    """Two fallen trees in work; the link of the order that nobody has opened yet."""
    first, second, third = trees[:3]
    for number in (first, second):
        room.does(ClaimIncident(incident_id=number))
    due = _now() + 45 * _MINUTE
    for number, agencies in ((second, ("bpbd",)), (first, ("dlh", "bpbd")), (third, ("damkar",))):
        room.does(AssignAgencies(incident_id=number, agencies=agencies, task=_TASK, where=_WHERE, due_at=due))
    with Officer("Darto, Regu 2") as officer:
        url = room.link(_order_of(room, "dlh"))
        officer.sees(url)
        officer.read_back(url, "amankan kabel dulu, lalu potong", by="sebelum 23.30")
        url = room.link(_order_of(room, "damkar"))
        officer.sees(url)
        officer.read_back(url, _TASK.lower())
        officer.act(url, "berangkat")
        officer.act(url, "tiba")
        officer.done(url, seed=7)
    return room.link(_order_of(room, "bpbd"))


def _orders(room: Dispatch, mayor: Dispatch) -> None:
    """The mayor asks, the room repeats and passes on, an OPD repeats something else."""
    mayor.does(IssueOrder(what=_ORDER, where=_WHERE, by_at=_now() + 60 * _MINUTE, urgency=Urgency.IMMEDIATE))
    _listen(room)
    asked = room.bodies(OrderIssued)[-1].order
    own = ReadBack(what=_ORDER.lower(), where=_WHERE, by_words=asked.by_words, by_at=asked.by_at)
    room.does(GiveReceipt(order_id=asked.id, kind=ReceiptKind.READ_BACK, read_back=own))
    mayor.does(GiveReceipt(order_id=asked.id, kind=ReceiptKind.CONFIRMED))
    room.does(IssueOrder(parent_id=asked.id, agency="dishub", appended="Alihkan lewat sisi utara."))
    url = room.link(_order_of(room, "dishub"))
    with Officer("Wulan, Regu malam") as officer:
        officer.sees(url)
        officer.read_back(url, "buka jalan satu lajur untuk ambulans", by="sebelum tengah malam")
    mayor.does(IssueOrder(what="Laporkan jumlah warga yang mengungsi.", urgency=Urgency.URGENT))


def _handing_over(room: Dispatch, sri: Dispatch, trees: list[int]) -> None:
    """sri hands over; whoever sits here has asked once, and restated what they have heard of so far."""
    sri.does(TakeWatch())
    sri.does(
        WriteNote(text="Genset Puskesmas dipinjam ke posko Gedog, kembali besok pagi.", tags=("genset",))
    )
    sri.does(OpenHandover())
    _listen(room)
    opened = room.bodies(HandoverOpened)[-1].handover
    first, second, third = (f"incident:{number}" for number in trees[:3])
    room.does(AskHandover(handover_id=opened.id, item=third, text="Siapa yang menutup jalannya?"))
    sri.does(AnswerHandover(handover_id=opened.id, item=third, text="Dishub, sejak 20.10."))
    for item, words in (
        (first, "Pohon tumbang di Gedog. DLH sudah baca ulang, saya yang konfirmasi."),
        (second, "Pohon tumbang, Gedog juga: BPBD belum terkirim, saya telepon."),
    ):
        room.does(RestateItem(handover_id=opened.id, item=item, words=words))


def _token_of(backend: BackendProcess, name: str) -> str:
    body = {"user": name, "password": _PASSWORD}
    reply = httpx.post(f"{backend.url}/api/login", json=body, trust_env=False, timeout=20)
    return str(reply.raise_for_status().json()["token"])


@contextlib.contextmanager
def evening(folder: Path) -> Iterator[Evening]:
    """The evening on a backend in `folder`, which the consoles of that folder share."""
    adding = patria(
        "user", "add", "sri", "--role", "supervisor", "--password-stdin", "--data-dir", str(folder)
    )
    subprocess.run(adding, input=_PASSWORD, text=True, capture_output=True, check=True)
    with BackendProcess(folder) as backend:
        with Dispatch(backend) as room, Dispatch(backend, Role.LEADER) as mayor:
            _replay(folder)
            _furnish(room)
            calls = [body.incident for body in room.bodies(ReportReceived) if body.incident is not None]
            worst_first = sorted(calls, key=lambda incident: (incident.severity.rank, incident.id))
            trees = [incident.id for incident in worst_first if incident.category == "pohon-tumbang"]
            url = _assignments(room, trees)
            _orders(room, mayor)
            floods = [incident.id for incident in worst_first if incident.category == "banjir"]
            room.does(ClaimIncident(incident_id=floods[0]))
            room.does(ChangeStatus(incident_id=floods[0], status=Status.DISPATCHED))
            with Dispatch(backend, token=_token_of(backend, "sri")) as sri:
                _handing_over(room, sri, trees)
        yield Evening(backend=backend, field_url=url)
