"""A server with supervisors and incidents, as a handover and the shift log find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from services.contract.commands import ChangeSeverity
from services.contract.records import Severity
from services.feed.link import Endpoint
from tests.harness import BackendProcess
from tests.scenarios.actor import Actor
from tests.scenarios.city import report
from tests.scenarios.storm_room import add_user, signed_in


@contextmanager
def shift_room(
    folder: Path, supervisors: Sequence[str], incidents: int, then: Callable[[Actor], None]
) -> Iterator[BackendProcess]:
    """`then`: what the first of the supervisors does once the incidents are there."""
    server = BackendProcess(folder / "server", embedded=False)
    for name in supervisors:
        add_user(server, name, "supervisor")
    with server:
        token = signed_in(server, supervisors[0])
        with Actor(folder / "filing", lambda: Endpoint(server.url, token)) as actor:
            for number in range(incidents):
                actor.submit(report(number))
            actor.until(lambda: actor.board.count == incidents, f"{incidents} incidents")
            then(actor)
        yield server


def worsen(actor: Actor, incident_id: int) -> None:
    """An incident becomes critical."""
    actor.submit(ChangeSeverity(incident_id=incident_id, severity=Severity.CRITICAL, reason="kabel terbawa"))
    row = actor.board.row_of(incident_id)
    actor.until(lambda: int(actor.board.severity[row]) == 0, "it is critical")
