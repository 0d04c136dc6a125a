"""An order from the mayor's poor line to verified proof: repeated wrongly, put right, done, and said once."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from services.contract.closing import ProofFiled, ProofVerified, VerifyProof
from services.contract.orders import (
    GiveReceipt,
    IssueOrder,
    OrderIssued,
    ReadBack,
    ReceiptGiven,
    ReceiptKind,
    Urgency,
)
from services.rules import ladder
from tests.scenarios.city import log_of, report
from tests.scenarios.fieldwork import written
from tests.scenarios.order_chain import BYTES_A_SECOND, Chain
from tests.scenarios.storm_room import told
from widgets.orders.model import Mark
from widgets.tickets import TicketState, ticket_sentence

pytestmark = pytest.mark.scenario
WHAT = "Buka jalan untuk ambulans, kabel diamankan dahulu."
WHERE = "Jalan Contoh Kenari"
ELSEWHERE = "Jalan Contoh Kenanga"
APPENDED = "Masuk dari sisi utara."


def issues(chain: Chain) -> int:
    """The mayor's order about the one open incident; the room repeats it, the mayor confirms."""
    by_at = int(time.time() * 1000) + 45 * 60_000
    order = IssueOrder(incident_id=1, what=WHAT, where=WHERE, by_at=by_at, urgency=Urgency.IMMEDIATE)
    chain.gives(chain.mayor, order)
    asked = chain.order(1).order
    assert (asked.what, asked.where, asked.issuer) == (WHAT, WHERE, "wali")
    assert asked.digest == ladder.digest(asked)
    own = ReadBack(what=WHAT.lower().rstrip("."), where=WHERE, by_words=asked.by_words, by_at=asked.by_at)
    chain.gives(chain.room, GiveReceipt(order_id=1, incident_id=1, kind=ReceiptKind.READ_BACK, read_back=own))
    assert chain.hears(chain.mayor, 1, ReceiptKind.READ_BACK).differences == ()
    chain.gives(chain.mayor, GiveReceipt(order_id=1, incident_id=1, kind=ReceiptKind.CONFIRMED))
    return asked.id


def passes_on(chain: Chain, parent: int) -> tuple[int, str]:
    """The room passes it on to an OPD; its number and its link."""
    chain.gives(chain.room, IssueOrder(parent_id=parent, agency="dlh", appended=APPENDED))
    child = chain.order(2).order
    told_words = (child.parent_id, child.what, child.where, child.by_at, child.appended)
    assert told_words == (parent, WHAT, WHERE, chain.order(parent).order.by_at, APPENDED)
    return child.id, chain.link(child.id)


def is_misunderstood_and_put_right(chain: Chain, parent: int, child: int, url: str) -> None:
    """The read-back names another street: red at every end until the issuer has said so."""
    assert written(chain.in_the_field(lambda: chain.officer.sees(url))) == WHAT
    chain.in_the_field(lambda: chain.officer.read_back(url, WHAT.lower(), where=ELSEWHERE))
    assert chain.hears(chain.room, child, ReceiptKind.READ_BACK).differences == ("where",)
    chain.hears(chain.mayor, child, ReceiptKind.READ_BACK)
    card = chain.card(chain.room_rows, child)
    assert card.wrong
    assert Mark.WRONG in {rung.mark for rung in card.rungs}
    assert [(pair.asked, pair.said) for pair in card.pairs if pair.differs] == [(WHERE, ELSEWHERE)]
    assert chain.mayors_line(parent).wrong
    assert "berbeda pada bagian" in chain.officer.page(url)

    no = GiveReceipt(order_id=child, incident_id=1, kind=ReceiptKind.DISPUTED, words="Kenari, bukan Kenanga.")
    chain.gives(chain.room, no)
    page = chain.officer.page(url)
    assert "Bukan itu yang diminta" in page
    assert "Kenari, bukan Kenanga." in page
    chain.in_the_field(lambda: chain.officer.read_back(url, WHAT.lower()))
    assert chain.hears(chain.room, child, ReceiptKind.READ_BACK, times=2).differences == ()
    chain.gives(chain.room, GiveReceipt(order_id=child, incident_id=1, kind=ReceiptKind.CONFIRMED))
    chain.hears(chain.mayor, child, ReceiptKind.CONFIRMED)
    assert not chain.card(chain.room_rows, child).wrong
    assert not chain.mayors_line(parent).wrong


def is_done_and_verified(chain: Chain, parent: int, child: int, url: str) -> None:
    for act, kind in (("berangkat", ReceiptKind.EN_ROUTE), ("tiba", ReceiptKind.ON_SCENE)):
        chain.in_the_field(lambda act=act: chain.officer.act(url, act))  # type: ignore[misc]
        chain.hears(chain.mayor, child, kind)
    chain.in_the_field(lambda: chain.officer.done(url, seed=7))
    chain.hears(chain.mayor, child, ReceiptKind.DONE)
    filed = chain.until(lambda: chain.mayor.board.casework.proofs.get(1, []), "the proof is there")
    proof = filed[0]
    assert (proof.order_id, proof.officer, len(proof.photos)) == (child, "Darto, Regu 2", 1)
    chain.gives(
        chain.mayor, VerifyProof(incident_id=1, proof_id=proof.id, accepted=True, verdict="Terlihat.")
    )
    chain.gives(chain.room, GiveReceipt(order_id=child, incident_id=1, kind=ReceiptKind.VERIFIED))
    chain.gives(
        chain.room, GiveReceipt(order_id=parent, incident_id=1, kind=ReceiptKind.DONE, words="Terbuka.")
    )
    chain.hears(chain.mayor, parent, ReceiptKind.DONE)
    chain.gives(chain.mayor, GiveReceipt(order_id=parent, incident_id=1, kind=ReceiptKind.VERIFIED))
    chain.hears(chain.room, parent, ReceiptKind.VERIFIED)
    assert "sudah" in chain.officer.page(url).lower()


@pytest.mark.parametrize("every", [0, 3], ids=["as it goes", "killed in every third step"])
def test_an_order_goes_from_the_mayor_to_verified_proof(qapp: object, tmp_path: Path, every: int) -> None:
    with Chain(tmp_path, dies_every=every) as chain:
        chain.gives(chain.room, report(1))
        chain.until(lambda: chain.mayor.board.count == 1, "the mayor sees the incident")
        parent = issues(chain)
        child, url = passes_on(chain, parent)
        is_misunderstood_and_put_right(chain, parent, child, url)
        is_done_and_verified(chain, parent, child, url)
        chain.hears(chain.mayor, parent, ReceiptKind.VERIFIED)
        chain.until(lambda: chain.mayor.board.seq == chain.room.board.seq, "both stand at the same entry")
        hops = ladder.hops(chain.mayor.board.casework, child)
        assert [(hop.what, hop.missing) for hop in hops if not hop.read_back] == [(WHAT, ())] * 2
        mayors, rooms = (who.board.casework for who in (chain.mayor, chain.room))
        assert (mayors.orders, mayors.proofs) == (rooms.orders, rooms.proofs)
        assert chain.line.accepted > bool(every)
    prove(chain, parent, child)


def prove(chain: Chain, parent: int, child: int) -> None:
    """The log of the backend that is gone: intact, and everything in it as often as it was said."""
    assert "Utuh" in told(chain.backend, "verify")
    bodies = [body for _, body in log_of(chain.backend)]
    assert [body.order.id for body in bodies if isinstance(body, OrderIssued)] == [parent, child]
    given = Counter(
        (body.order_id, body.receipt.kind)
        for body in bodies
        if isinstance(body, ReceiptGiven)
        and body.receipt.kind not in (ReceiptKind.DELIVERED, ReceiptKind.ESCALATED)
    )
    once = (ReceiptKind.SEEN, ReceiptKind.CONFIRMED, ReceiptKind.DONE, ReceiptKind.VERIFIED)
    field = (ReceiptKind.EN_ROUTE, ReceiptKind.ON_SCENE, ReceiptKind.DISPUTED)
    expected = Counter({(order, kind): 1 for order in (parent, child) for kind in once})
    expected.update({(child, kind): 1 for kind in field})
    expected.update({(parent, ReceiptKind.READ_BACK): 1, (child, ReceiptKind.READ_BACK): 2})
    given.setdefault((parent, ReceiptKind.SEEN), 1)  # repeating it says that it was seen
    assert given == expected
    assert sum(isinstance(body, ProofFiled) for body in bodies) == 1
    assert sum(isinstance(body, ProofVerified) for body in bodies) == 1


def test_an_order_without_a_line_says_so_and_never_fires_late(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Chain(tmp_path) as chain:
        mayor = chain.mayor
        chain.line.cut()
        mayor.until(lambda: mayor.session.situation.socket.code, "the cut is noticed")
        monkeypatch.setattr(IssueOrder, "OFFLINE_MS", 1000)
        monkeypatch.setattr("console.commander.AT_LEAST_MS", 1500)
        number = mayor.submit(IssueOrder(what=WHAT, where=WHERE))
        mayor.until(lambda: mayor.state(number) is TicketState.QUEUED, "it waits")
        ticket = mayor.ticket(number)
        assert ticket is not None
        assert "BELUM TERKIRIM" in ticket_sentence(ticket)
        mayor.until(lambda: mayor.state(number) is TicketState.EXPIRED, "its time is over")
        chain.line.restore()
        chain.line.throttle(BYTES_A_SECOND)
        mayor.connected()
        chain.backend.kill()
        chain.backend.start()
        mayor.connected()
        assert not issued_in(chain)
        assert mayor.state(number) is TicketState.EXPIRED, "it still asks"
        monkeypatch.undo()
        again = mayor.session.commander.send_again(number)
        assert again is not None
        chain.order(1)
        mayor.until(lambda: mayor.state(again) is TicketState.CONFIRMED, "sent anew by a human")
        assert [cause for cause, _ in issued_in(chain)] == [again]


def issued_in(chain: Chain) -> list[tuple[str, str]]:
    """Cause and words of every order in the log."""
    return [
        (envelope.cause, body.order.what)
        for envelope, body in log_of(chain.backend)
        if isinstance(body, OrderIssued)
    ]
