"""Messages by hand and tests of reachability: a lawful example of each, after `_furnish` and `furnish`."""

from __future__ import annotations

from services.contract.catalogue import AnyCommand
from services.contract.commands import AssignAgencies
from services.contract.contacts import Contact, ContactChannel, SaveContact, SaveDuty, SendMessage, TestReach
from services.contract.messages import OutcomeStatus
from tests.backend.contact_examples import AGENCY, DUTY, SAVE
from tests.backend.room import Room

SECOND = SaveContact(
    contact=Contact(
        id="kepala",
        agency=AGENCY,
        name="Kepala Seksi",
        rank=1,
        channels=(
            ContactChannel(kind="email", address="seksi@contoh.go.id"),
            ContactChannel(kind="radio", address="kanal 4"),
        ),
    )
)
EXAMPLES: dict[type, list[AnyCommand]] = {
    SendMessage: [
        SendMessage(order_id=1, incident_id=1),
        SendMessage(order_id=1, contact_id="kepala"),
        SendMessage(order_id=1, contact_id="kepala", kind="radio"),
    ],
    TestReach: [TestReach(agency=AGENCY)],
}


async def furnish(room: Room) -> None:
    """Two contacts of one agency, the first on duty, and order 1 to that agency about incident 1."""
    for command in (SAVE, SECOND, SaveDuty(duty=DUTY), AssignAgencies(incident_id=1, agencies=(AGENCY,))):
        outcome = await room.act(command, user="ani")
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
