"""Orders, receipts and delegations: a lawful example of each command, after `_furnish` and `furnish`."""

from __future__ import annotations

from services.contract.catalogue import AnyCommand
from services.contract.commands import AssignAgencies
from services.contract.messages import OutcomeStatus
from services.contract.orders import (
    EndDelegation,
    GiveDelegation,
    GiveReceipt,
    IssueOrder,
    RatifyAct,
    ReadBack,
    ReceiptKind,
    Urgency,
)
from services.contract.records import Role
from tests.backend.room import Room, moment
from tests.city.making import arjuna

AGENCIES = [agency.code for agency in arjuna().agencies]
HOUR = 3_600_000
SPOKEN = {"via": "phone", "person": "Pak Darto", "words": "siap, kami kerjakan"}

EXAMPLES: dict[type, list[AnyCommand]] = {
    IssueOrder: [
        IssueOrder(what="Utamakan akses ambulans", where="Plosokerep", by_words="sebelum 22.00"),
        IssueOrder(
            incident_id=1,
            agency=AGENCIES[1],
            what="Kirim dua pompa",
            by_at=moment() + HOUR,
            urgency=Urgency.IMMEDIATE,
            supersedes=3,
        ),
    ],
    GiveReceipt: [
        GiveReceipt(order_id=1, incident_id=1, kind=ReceiptKind.EN_ROUTE, **SPOKEN),  # type: ignore[arg-type]
        GiveReceipt(
            order_id=1,
            kind=ReceiptKind.READ_BACK,
            read_back=ReadBack(what="Kirim satu pompa", where="jalan raya"),
            **SPOKEN,  # type: ignore[arg-type]
        ),
        GiveReceipt(order_id=1, kind=ReceiptKind.DISPUTED, words="dua, bukan satu"),
        GiveReceipt(order_id=2, incident_id=1, kind=ReceiptKind.WITHDRAWN),
    ],
    GiveDelegation: [GiveDelegation(receiver="wati", until=moment() + HOUR, reason="rapat di provinsi")],
    EndDelegation: [EndDelegation(delegation_id=1, reason="sudah kembali")],
    RatifyAct: [RatifyAct(delegation_id=1, order_id=4, accepted=True)],
}
ROLES: dict[type, Role] = dict.fromkeys((IssueOrder, GiveDelegation, EndDelegation, RatifyAct), Role.LEADER)
"""Who sends the examples, where that is not a supervisor."""


async def furnish(room: Room) -> None:
    """Assignments 1 and 2 of incident 1, order 3 of sri to an agency, order 4 of budi for sri."""
    lent = GiveDelegation(receiver="budi", until=moment() + HOUR, reason="malam ini")
    for command, role, user in (
        (AssignAgencies(incident_id=1, agencies=tuple(AGENCIES[:2]), task="Kirim dua pompa"), None, "ani"),
        (IssueOrder(incident_id=1, agency=AGENCIES[1], what="Siapkan tenda"), Role.LEADER, "sri"),
        (lent, Role.LEADER, "sri"),
        (IssueOrder(what="Siagakan regu cadangan"), None, "budi"),
    ):
        outcome = await room.act(command, role or Role.SUPERVISOR, user)
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
