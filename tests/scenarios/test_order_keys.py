"""A leader's order through a real backend to a real dispatch window, answered with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.contract.orders import (
    GiveReceipt,
    IssueOrder,
    OrderIssued,
    OrderState,
    ReceiptKind,
    Urgency,
)
from services.rules import ladder
from tests.harness import BackendProcess, VirtualDisplay, wait_until
from tests.scenarios.actor import Actor
from tests.scenarios.city import log_of, straight_to
from tests.scenarios.keyboard import Keyboard

pytestmark = [pytest.mark.scenario, pytest.mark.gui]
K = ReceiptKind


def state(leader: Actor, order_id: int) -> OrderState:
    return leader.board.casework.orders[order_id]


def reaches(leader: Actor, order_id: int, kind: ReceiptKind) -> None:
    """Wait until the leader's own console sees a rung."""
    orders = leader.board.casework.orders
    leader.until(
        lambda: (
            order_id in leader.board.casework.orders and kind in ladder.rung_times(state(leader, order_id))
        ),
        f"order {order_id} is {kind.value}: {orders.get(order_id)}",
    )


def read_back(keyboard: Keyboard, by: str) -> None:
    """The supervisor goes to the order and repeats it."""
    keyboard.press("q", "y", "u")
    keyboard.type("utamakan akses ambulans")
    keyboard.press("Tab")
    keyboard.type("Plosokerep")
    keyboard.press("Tab")
    keyboard.type(by)
    keyboard.press("Return")


def at_the_keyboard(leader: Actor, keyboard: Keyboard) -> None:
    """A wrong deadline, the leader's dispute, the right one, the confirmation, and the order passed on."""
    keyboard.focus()
    reaches(leader, 1, K.DELIVERED)
    wait_until(lambda: "map_usable" in keyboard.said(), "everything is there")
    read_back(keyboard, "sebelum 23.00")
    reaches(leader, 1, K.READ_BACK)
    assert ladder.open_differences(state(leader, 1)) == ("by",)
    leader.session.commander.submit(GiveReceipt(order_id=1, kind=K.DISPUTED, words="22.00, bukan 23.00"))
    leader.until(lambda: ladder.standing(state(leader, 1)) is K.DISPUTED, "the dispute is in the log")
    read_back(keyboard, "jam 10 malam")
    reaches(leader, 1, K.READ_BACK)
    assert ladder.open_differences(state(leader, 1)) == ()
    leader.session.commander.submit(GiveReceipt(order_id=1, kind=K.CONFIRMED))
    reaches(leader, 1, K.CONFIRMED)
    keyboard.press("q", "f")
    keyboard.type("bpbd")
    keyboard.press("Return")
    keyboard.type("lewat Jalan Melati")
    keyboard.press("Return")
    leader.until(lambda: 2 in leader.board.casework.orders, "the order was passed on")
    assert keyboard.process.poll() is None


def test_an_order_is_read_back_confirmed_and_passed_on_with_the_keyboard_alone(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    told = IssueOrder(
        what="Utamakan akses ambulans",
        where="Plosokerep",
        by_words="sebelum 22.00",
        urgency=Urgency.IMMEDIATE,
    )
    with (
        VirtualDisplay((1366, 768)) as screen,
        Actor(tmp_path / "leader", lambda: straight_to(backend), "leader") as leader,
    ):
        leader.session.commander.submit(told)
        leader.until(lambda: 1 in leader.board.casework.orders, "the order is in the log")
        assert ladder.lowest_unmet(state(leader, 1)) is K.DELIVERED
        keyboard = Keyboard(screen, backend.data_dir)
        try:
            at_the_keyboard(leader, keyboard)
        finally:
            keyboard.close()
        issued = [body.order for _, body in log_of(backend) if isinstance(body, OrderIssued)]
        assert [(order.parent_id, order.agency, order.what) for order in issued] == [
            (0, "", told.what),
            (1, "bpbd", told.what),
        ]
        assert issued[1].appended == "lewat Jalan Melati"
