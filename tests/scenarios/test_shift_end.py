"""The end of a shift without a window: 500 entries handed over, and a handover that nobody ever accepted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.contract.commands import (
    AssignAgencies,
    ChangeSeverity,
    ClaimIncident,
    Command,
    DisposeIncident,
)
from services.contract.records import Disposition, Severity
from services.contract.shifts import (
    AskHandover,
    Handover,
    HandoverState,
    OpenHandover,
    RemarkHandover,
    RestateItem,
    Side,
    SignHandover,
    TakeWatch,
    WriteNote,
)
from services.feed.link import Endpoint
from services.projection.shiftbook import Shiftbook
from tests.backend.plain_reading import owners
from tests.harness import BackendProcess
from tests.scenarios.actor import Actor
from tests.scenarios.city import log_of
from tests.scenarios.storm_room import AGENCIES, TASK, add_user, signed_in, told
from widgets.tickets import TicketState

pytestmark = [pytest.mark.scenario, pytest.mark.usefixtures("qapp")]
REPORTS, CLOSED, NOTES = 110, 40, 60
WORST = 6
"""So many of them are critical."""
WORDS = "Pohon tumbang di Jalan Contoh, masih terbuka, keadaan di lokasi harus ditanyakan lagi."


class Supervisor:
    """One at a console; what they say is there when the backend has it."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def say(self, *commands: Command) -> None:
        """All of them, one after the other, taken by the backend."""
        given = {self.actor.submit(command) for command in commands}
        done: set[str] = set()

        def recorded() -> bool:
            for ticket in self.actor.session.commander.tickets():
                assert ticket.command_id not in given or ticket.state is not TicketState.REJECTED, ticket
                if ticket.state is TicketState.CONFIRMED:
                    done.add(ticket.command_id)
            return given <= done

        self.actor.until(recorded, "all is recorded", 30)

    def refused(self, command: Command) -> str:
        """Why the backend does not take it."""
        given = self.actor.submit(command)
        self.actor.until(lambda: self.actor.state(given) is TicketState.REJECTED, "refused")
        ticket = self.actor.ticket(given)
        assert ticket is not None
        return ticket.why

    @property
    def book(self) -> Shiftbook:
        return self.actor.board.shifts

    def sees(self, so: Callable[[Shiftbook], object], what: str) -> None:
        self.actor.until(lambda: so(self.book), what)

    def opened(self, number: int) -> Handover:
        """The handover of this number, once this console knows it."""
        self.sees(lambda book: number in book.handovers, f"handover {number} is here")
        return self.book.handovers[number]

    def sign(self, number: int, side: Side) -> SignHandover:
        return SignHandover(handover_id=number, side=side, digest=self.opened(number).digest)

    def restate_all(self, number: int) -> None:
        found = self.opened(number)
        self.say(*(RestateItem(handover_id=found.id, item=key, words=WORDS) for key in found.unstable))


@contextmanager
def room(folder: Path, *names: str) -> Iterator[tuple[BackendProcess, str, list[Supervisor]]]:
    """A server, the key of the citizens' application, and supervisors at consoles of their own."""
    backend = BackendProcess(folder / "server", embedded=False)
    for name in names:
        add_user(backend, name, "supervisor")
    key = told(backend, "apikey", "add", "aplikasi-warga", "--rate", "0").split()[-1]
    with ExitStack() as stack:
        stack.enter_context(backend)
        people = []
        for name in names:
            token = signed_in(backend, name)
            actor = Actor(folder / name, lambda token=token: Endpoint(backend.url, token))  # type: ignore[misc]
            people.append(Supervisor(stack.enter_context(actor)))
        yield backend, key, people


def citizens_report(backend: BackendProcess, key: str, count: int) -> None:
    """Over the interface that is open to the public."""
    with httpx.Client(trust_env=False, timeout=20) as http:
        for number in range(count):
            fields = {
                "api_key": key,
                "service_code": "pohon-tumbang",
                "lat": -8.112 + 0.0011 * (number % 20),
                "long": 112.15 + 0.0011 * (number // 20),
                "description": f"Pohon tumbang menutup jalan, rumah nomor {number}",
                "address_string": f"Jalan Contoh {number}",
            }
            reply = http.post(f"{backend.url}/open311/v2/requests.json", data=fields)
            assert reply.status_code in (200, 201), reply.text


def worked_off(numbers: Sequence[int]) -> list[Command]:
    """What a shift does: claim, assign, close what was nothing, write down what matters."""
    done: list[Command] = [
        ChangeSeverity(incident_id=each, severity=Severity.CRITICAL, reason="kabel terbawa")
        for each in numbers[:WORST]
    ]
    done += [ClaimIncident(incident_id=each) for each in numbers]
    done += [
        AssignAgencies(incident_id=each, agencies=(AGENCIES[each % len(AGENCIES)],), task=TASK)
        for each in numbers[CLOSED:]
    ]
    done += [
        DisposeIncident(incident_id=each, disposition=Disposition.INFORMATION, reason="hanya bertanya")
        for each in numbers[-CLOSED:]
    ]
    done += [WriteNote(text=f"Catatan {each}: genset dipinjam", tags=("logistik",)) for each in range(NOTES)]
    return done


def paper(backend: BackendProcess, number: int, file: Path) -> dict[str, Any]:
    """The handover as it is exported; what it was signed as is proved first."""
    assert told(backend, "handover", "verify", str(number)).startswith("Utuh")
    told(backend, "handover", "export", str(number), "--format", "json", "--output", str(file))
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def items(paper: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["key"]: item for part in paper["document"]["parts"] for item in part["items"]}


def test_a_shift_with_500_entries_is_handed_over_and_back(tmp_path: Path) -> None:
    with room(tmp_path, "sri", "budi") as (backend, key, (sri, budi)):
        sri.say(TakeWatch())
        citizens_report(backend, key, REPORTS)
        sri.actor.until(lambda: sri.actor.board.count == REPORTS, "all reports are on the board")
        numbers = [int(number) for number in sri.actor.board.ids]
        sri.say(*worked_off(numbers))
        assert sri.actor.board.seq >= 500

        sri.say(OpenHandover())
        assert set(budi.opened(1).unstable) >= {f"incident:{each}" for each in numbers[:WORST]}
        assert "belum Anda ulangi" in budi.refused(budi.sign(1, Side.INCOMING))
        budi.restate_all(1)
        budi.say(budi.sign(1, Side.INCOMING))
        sri.say(sri.sign(1, Side.OUTGOING))
        budi.sees(lambda book: book.watch and book.watch.supervisor == "budi", "budi is responsible")

        # The next shift: one is settled, everything else returns with its age and how often it was passed on.
        gone, left = f"incident:{numbers[0]}", f"incident:{numbers[1]}"
        budi.say(DisposeIncident(incident_id=numbers[0], disposition=Disposition.PRANK, reason="tidak ada"))
        budi.say(OpenHandover())
        sri.restate_all(2)
        sri.say(sri.sign(2, Side.INCOMING))
        budi.say(budi.sign(2, Side.OUTGOING))
        sri.sees(lambda book: book.watch and book.watch.supervisor == "sri", "and back again")

        first, second = (paper(backend, each, tmp_path / f"{each}.json") for each in (1, 2))
        told(backend, "handover", "export", "1", "--output", str(tmp_path / "1.pdf"))
        assert (tmp_path / "1.pdf").read_bytes().startswith(b"%PDF-")
        assert {gone, left} <= items(first).keys()
        assert gone not in items(second)
        assert items(second)[left]["crossed"] == 1
        assert items(second)[left]["since"] == items(first)[left]["since"]
        assert all("crossed" not in item for item in items(first).values())
    assert owners([entry for entry, _ in log_of(backend)]) == ["sri", "budi", "sri"]


def test_a_handover_that_is_never_accepted_leaves_responsibility_where_it_is(tmp_path: Path) -> None:
    with room(tmp_path, "sri", "budi", "wati") as (backend, key, (sri, budi, wati)):
        sri.say(TakeWatch())
        citizens_report(backend, key, 3)
        sri.actor.until(lambda: sri.actor.board.count == 3, "three incidents")
        sri.say(ChangeSeverity(incident_id=1, severity=Severity.CRITICAL, reason="menimpa rumah"))
        sri.say(OpenHandover())
        sri.say(sri.sign(1, Side.OUTGOING))
        budi.restate_all(1)
        budi.say(AskHandover(handover_id=1, item="incident:1", text="Siapa di lokasi?"))
        # budi never signs, and goes.
        assert "alasan" in wati.refused(TakeWatch()), "nobody takes over without saying why"
        wati.sees(lambda book: book.watch and book.watch.supervisor == "sri", "it is still sri")
        wati.say(TakeWatch(reason="serah terima kemarin tidak pernah diterima"))
        for each in (sri, budi, wati):
            each.sees(lambda book: book.watch and book.watch.supervisor == "wati", "everybody knows it")
            assert each.opened(1).state is HandoverState.VOID
        assert "batal" in budi.refused(budi.sign(1, Side.INCOMING)), "too late is too late"

        # What was never accepted can still be read, proved and remarked on.
        wati.say(RemarkHandover(handover_id=1, text="Diambil alih pagi ini"))
        kept = paper(backend, 1, tmp_path / "void.json")
        assert kept["handover"]["state"] == "void"
        assert kept["handover"]["restated"]["incident:1"]["by"] == "budi"
        assert [each["text"] for each in kept["handover"]["remarks"]] == ["Diambil alih pagi ini"]
        assert "incident:1" in items(kept)
        wati.say(OpenHandover())
        assert wati.opened(2).outgoing == "wati"
    assert owners([entry for entry, _ in log_of(backend)]) == ["sri", "wati"]
