"""Rungs, receipts and actions in the words of the room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from services.contract.orders import ReceiptKind, Urgency
from widgets.orders.model import OrderAction

translate = QCoreApplication.translate


def rung_word(kind: ReceiptKind) -> str:
    """A rung as the ladder names it."""
    return {
        ReceiptKind.DELIVERED: translate("Orders", "terkirim"),
        ReceiptKind.SEEN: translate("Orders", "dilihat"),
        ReceiptKind.READ_BACK: translate("Orders", "baca ulang"),
        ReceiptKind.CONFIRMED: translate("Orders", "dikonfirmasi"),
        ReceiptKind.EN_ROUTE: translate("Orders", "berangkat"),
        ReceiptKind.ON_SCENE: translate("Orders", "di lokasi"),
        ReceiptKind.DONE: translate("Orders", "selesai"),
        ReceiptKind.VERIFIED: translate("Orders", "diverifikasi"),
    }[kind]


def unmet_words(kind: ReceiptKind | None) -> str:
    """The lowest unmet rung, e.g. `belum dibaca ulang`."""
    words = {
        ReceiptKind.DELIVERED: translate("Orders", "belum terkirim"),
        ReceiptKind.SEEN: translate("Orders", "belum dilihat"),
        ReceiptKind.READ_BACK: translate("Orders", "belum dibaca ulang"),
        ReceiptKind.CONFIRMED: translate("Orders", "baca ulang belum dikonfirmasi"),
        ReceiptKind.EN_ROUTE: translate("Orders", "belum berangkat"),
        ReceiptKind.ON_SCENE: translate("Orders", "belum di lokasi"),
        ReceiptKind.DONE: translate("Orders", "belum selesai"),
        ReceiptKind.VERIFIED: translate("Orders", "belum diverifikasi"),
    }
    return words.get(kind, "") if kind is not None else ""


def unmet_short(kind: ReceiptKind | None) -> str:
    """The lowest unmet rung where there is little room, e.g. in the queue."""
    words = {
        ReceiptKind.READ_BACK: translate("Orders", "belum diulang"),
        ReceiptKind.CONFIRMED: translate("Orders", "belum konfirmasi"),
        ReceiptKind.VERIFIED: translate("Orders", "belum verifikasi"),
    }
    return words[kind] if kind in words else unmet_words(kind)


def ended_words(kind: ReceiptKind) -> str:
    """How an order ended."""
    return {
        ReceiptKind.WITHDRAWN: translate("Orders", "ditarik kembali"),
        ReceiptKind.SUPERSEDED: translate("Orders", "digantikan"),
        ReceiptKind.EXPIRED: translate("Orders", "gugur, tidak dilihat pada waktunya"),
        ReceiptKind.VERIFIED: translate("Orders", "selesai dan diverifikasi"),
    }[kind]


def receipt_words(kind: ReceiptKind) -> str:
    """What a receipt says, for timelines and tickets."""
    words = {
        ReceiptKind.ACCEPTED: translate("Orders", "diterima"),
        ReceiptKind.QUERY: translate("Orders", "bertanya"),
        ReceiptKind.ANSWER: translate("Orders", "dijawab"),
        ReceiptKind.UNABLE: translate("Orders", "tidak sanggup"),
        ReceiptKind.DISPUTED: translate("Orders", "baca ulang dibantah"),
        ReceiptKind.RETURNED: translate("Orders", "hasil dikembalikan"),
        ReceiptKind.NOTE: translate("Orders", "catatan"),
        ReceiptKind.ESCALATED: translate("Orders", "diingatkan"),
        ReceiptKind.WITHDRAWN: translate("Orders", "ditarik kembali"),
        ReceiptKind.SUPERSEDED: translate("Orders", "digantikan"),
        ReceiptKind.EXPIRED: translate("Orders", "gugur"),
    }
    return words[kind] if kind in words else rung_word(kind)


def urgency_word(urgency: Urgency) -> str:
    return {
        Urgency.IMMEDIATE: translate("Orders", "segera"),
        Urgency.URGENT: translate("Orders", "mendesak"),
        Urgency.ROUTINE: translate("Orders", "biasa"),
    }[urgency]


def field_word(name: str) -> str:
    """`what`, `where`, `by`."""
    return {
        "what": translate("Orders", "apa"),
        "where": translate("Orders", "di mana"),
        "by": translate("Orders", "sebelum kapan"),
    }[name]


def action_word(action: OrderAction) -> str:
    """What a button of the card says."""
    return {
        OrderAction.CONFIRM: translate("Orders", "Konfirmasi"),
        OrderAction.DISPUTE: translate("Orders", "Bantah"),
        OrderAction.ANSWER: translate("Orders", "Jawab"),
        OrderAction.VERIFY: translate("Orders", "Verifikasi"),
        OrderAction.RETURN: translate("Orders", "Kembalikan"),
        OrderAction.WITHDRAW: translate("Orders", "Tarik kembali"),
        OrderAction.READ_BACK: translate("Orders", "Baca ulang"),
        OrderAction.QUERY: translate("Orders", "Tanya"),
        OrderAction.UNABLE: translate("Orders", "Tidak sanggup"),
        OrderAction.EN_ROUTE: translate("Orders", "Dikerjakan"),
        OrderAction.DONE: translate("Orders", "Selesai"),
        OrderAction.FORWARD: translate("Orders", "Teruskan"),
        OrderAction.RECORD: translate("Orders", "Catat jawaban"),
        OrderAction.COPY_LINK: translate("Orders", "Salin tautan"),
        OrderAction.HOPS: translate("Orders", "Jejak kata"),
    }[action]


ACTION_KEYS = {
    OrderAction.CONFIRM: "K",
    OrderAction.DISPUTE: "B",
    OrderAction.ANSWER: "J",
    OrderAction.VERIFY: "V",
    OrderAction.RETURN: "Z",
    OrderAction.WITHDRAW: "X",
    OrderAction.READ_BACK: "U",
    OrderAction.QUERY: "T",
    OrderAction.UNABLE: "I",
    OrderAction.EN_ROUTE: "M",
    OrderAction.DONE: "S",
    OrderAction.FORWARD: "F",
    OrderAction.RECORD: "C",
    OrderAction.COPY_LINK: "L",
    OrderAction.HOPS: "W",
}
"""Keys while a card has the keyboard; there they go before those of the window."""
