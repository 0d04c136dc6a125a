"""Orders in the words of the room: wishes and lines of the timeline."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from console.names import Names
from services.contract.commands import Command
from services.contract.events import Body
from services.contract.orders import (
    ActRatified,
    DelegationEnded,
    DelegationGiven,
    EndDelegation,
    GiveDelegation,
    GiveReceipt,
    IssueOrder,
    Order,
    OrderIssued,
    OrderKind,
    RatifyAct,
    Receipt,
    ReceiptGiven,
)
from widgets.orders.words import receipt_words

translate = QCoreApplication.translate

SHOWN: Final = 60
"""Letters of an order that its ticket repeats."""


def wish(command: Command, names: Names) -> str:
    """What a command asks for; empty for kinds of others."""
    match command:
        case IssueOrder():
            to = _receiver(command.agency, names)
            if command.parent_id:
                return translate("Wish", "Teruskan perintah ke {0}").format(to)
            return (
                translate("Wish", "Perintah ke {0}: “{1}”")
                .replace("{0}", to)
                .replace("{1}", _short(command.what))
            )
        case GiveReceipt():
            said = receipt_words(command.kind)
            return translate("Wish", "Perintah #{0}: {1}").format(command.order_id, said)
        case GiveDelegation():
            return translate("Wish", "Limpahkan wewenang kepada {0}").format(command.receiver)
        case EndDelegation():
            return translate("Wish", "Akhiri pelimpahan wewenang")
        case RatifyAct():
            if command.accepted:
                return translate("Wish", "Sahkan perintah #{0}").format(command.order_id)
            return translate("Wish", "Jangan sahkan perintah #{0}").format(command.order_id)
        case _:
            return ""


def sentence(body: Body | None, names: Names) -> tuple[str, str]:
    """What happened and the remark to it; empty for kinds of others."""
    match body:
        case OrderIssued():
            return _issued(body.order, names), f"“{body.order.what}”"
        case ReceiptGiven():
            return _receipt(body.order_id, body.receipt), body.receipt.words
        case DelegationGiven():
            given = body.delegation
            words = translate("Timeline", "wewenang {0} dilimpahkan kepada {1}")
            return words.replace("{0}", given.giver).replace("{1}", given.receiver), given.reason
        case DelegationEnded():
            return translate("Timeline", "pelimpahan wewenang berakhir"), body.reason
        case ActRatified():
            if body.accepted:
                return translate("Timeline", "perintah #{0} disahkan").format(body.order_id), body.words
            return translate("Timeline", "perintah #{0} tidak disahkan").format(body.order_id), body.words
        case _:
            return "", ""


def _issued(order: Order, names: Names) -> str:
    to = _receiver(order.agency, names)
    if order.parent_id:
        return translate("Timeline", "perintah #{0} diteruskan ke {1}").format(order.parent_id, to)
    if order.kind is OrderKind.ORDER:
        return translate("Timeline", "perintah pimpinan #{0} ke {1}").format(order.id, to)
    return translate("Timeline", "penugasan #{0} ke {1}").format(order.id, to)


def _receipt(order_id: int, receipt: Receipt) -> str:
    words = translate("Timeline", "#{0} {1}").format(order_id, receipt_words(receipt.kind))
    if receipt.person:
        words += translate("Timeline", " (kata {0})").format(receipt.person)
    if receipt.differences:
        words += translate("Timeline", ", berbeda dari perintah")
    return words


def _short(words: str) -> str:
    """The beginning of an order, and that there is more of it."""
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"


def _receiver(agency: str, names: Names) -> str:
    return names.agency(agency) if agency else translate("Timeline", "ruang")
