"""From an action on a card to the contract's command: asks inline for the words it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from services.contract.commands import Command
from services.contract.orders import GiveReceipt, ReadBack, ReceiptKind
from widgets.orders.model import OrderAction, OrderRow
from widgets.orders.words import receipt_words
from widgets.picker import Item
from widgets.prompt import Answer, Prompt, PromptPanel

translate = QCoreApplication.translate

AT_ONCE: Final = {
    OrderAction.CONFIRM: ReceiptKind.CONFIRMED,
    OrderAction.EN_ROUTE: ReceiptKind.EN_ROUTE,
    OrderAction.DONE: ReceiptKind.DONE,
}
"""Nothing is asked: one key."""
SPOKEN: Final = (
    ReceiptKind.ACCEPTED,
    ReceiptKind.READ_BACK,
    ReceiptKind.QUERY,
    ReceiptKind.UNABLE,
    ReceiptKind.EN_ROUTE,
    ReceiptKind.ON_SCENE,
    ReceiptKind.DONE,
)
"""What somebody can have said on the phone."""


def channel_items() -> tuple[Item, ...]:
    """The ways in which somebody can have been heard."""
    names = (
        ("phone", translate("Orders", "Telepon")),
        ("radio", translate("Orders", "Radio")),
        ("whatsapp", translate("Orders", "WhatsApp")),
        ("telegram", translate("Orders", "Telegram")),
        ("sms", translate("Orders", "SMS")),
        ("email", translate("Orders", "Surel")),
        ("in_person", translate("Orders", "Langsung, bertatap muka")),
    )
    return tuple(Item(code, name) for code, name in names)


class OrderActions(QObject):
    """Asks with the panel it was given."""

    command_requested = Signal(object)
    """`GiveReceipt`"""
    forward_requested = Signal(object)
    """`OrderRow` to pass on; whoever owns a composer opens it."""
    link_requested = Signal(object)
    """`OrderRow` whose field page's link is to be copied"""

    def __init__(self, prompt: PromptPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._prompt = prompt

    def run(self, action: OrderAction, row: OrderRow) -> None:
        """Do what a key or a button of a card stands for."""
        match action:
            case _ if action in AT_ONCE:
                self._send(row, AT_ONCE[action])
            case OrderAction.FORWARD:
                self.forward_requested.emit(row)
            case OrderAction.COPY_LINK:
                self.link_requested.emit(row)
            case OrderAction.READ_BACK:
                self._read_back(lambda said, words: self._send(row, ReceiptKind.READ_BACK, words, said))
            case OrderAction.RECORD:
                self._record(row)
            case OrderAction.VERIFY:
                self._one_line(row, ReceiptKind.VERIFIED, translate("Orders", "Catatan (boleh kosong)"), 0)
            case OrderAction.WITHDRAW:
                self._one_line(row, ReceiptKind.WITHDRAWN, translate("Orders", "Alasan (boleh kosong)"), 0)
            case _:
                self._ask_words(action, row)

    def _ask_words(self, action: OrderAction, row: OrderRow) -> None:
        kind, hint = {
            OrderAction.DISPUTE: (
                ReceiptKind.DISPUTED,
                translate("Orders", "Apa yang keliru pada baca ulangnya"),
            ),
            OrderAction.ANSWER: (ReceiptKind.ANSWER, translate("Orders", "Jawaban Anda")),
            OrderAction.RETURN: (
                ReceiptKind.RETURNED,
                translate("Orders", "Mengapa hasilnya belum diterima"),
            ),
            OrderAction.QUERY: (ReceiptKind.QUERY, translate("Orders", "Yang ingin ditanyakan")),
            OrderAction.UNABLE: (ReceiptKind.UNABLE, translate("Orders", "Mengapa tidak sanggup")),
        }[action]
        self._one_line(row, kind, hint, 2)

    def _one_line(self, row: OrderRow, kind: ReceiptKind, hint: str, shortest: int) -> None:
        said = receipt_words(kind)
        self._prompt.ask(
            Prompt(
                title=f"{said[:1].upper()}{said[1:]}: “{row.what}”",
                accept=translate("Orders", "Catat"),
                done=lambda answer: self._send(row, kind, answer.text),
                text_hint=hint,
                check=lambda answer: (
                    translate("Orders", "Tulis sedikitnya dua huruf.") if len(answer.text) < shortest else ""
                ),
            )
        )

    def _read_back(self, done: Callable[[ReadBack, str], None]) -> None:
        """Three lines in somebody's own words. Nothing is filled in: copied words prove nothing."""

        def said(answer: Answer) -> None:
            told = ReadBack(what=answer.text, where=answer.more, by_words=answer.extra)
            done(told, "; ".join(part for part in (answer.text, answer.more, answer.extra) if part))

        self._prompt.ask(
            Prompt(
                title=translate("Orders", "Baca ulang dengan kata sendiri, tanpa menyalin."),
                accept=translate("Orders", "Catat baca ulang"),
                done=said,
                text_hint=translate("Orders", "Apa yang diminta"),
                more_hint=translate("Orders", "Di mana (kosong bila tidak disebut)"),
                extra_hint=translate("Orders", "Sebelum kapan (kosong bila tidak disebut)"),
                check=lambda answer: (
                    translate("Orders", "Tulis apa yang diminta.") if len(answer.text) < 2 else ""
                ),
            )
        )

    def _record(self, row: OrderRow) -> None:
        """Somebody's answer by another channel: which, who, and their words as they were."""
        channels = channel_items()

        def done(answer: Answer) -> None:
            kind, via, person = ReceiptKind(answer.choice), answer.picked[0], answer.extra
            if kind is ReceiptKind.READ_BACK:
                self._read_back(lambda said, words: self._send(row, kind, words, said, via, person))
            else:
                self._send(row, kind, answer.text, None, via, person)

        def check(answer: Answer) -> str:
            if not answer.choice:
                return translate("Orders", "Pilih apa yang dikatakannya.")
            if not answer.picked or answer.picked[0] not in {item.code for item in channels}:
                return translate("Orders", "Pilih lewat apa, misalnya telepon.")
            if not answer.extra:
                return translate("Orders", "Tulis siapa yang mengatakannya.")
            if len(answer.text) < 2 and answer.choice != ReceiptKind.READ_BACK:
                return translate("Orders", "Tulis kata-katanya apa adanya.")
            return ""

        self._prompt.ask(
            Prompt(
                title=translate("Orders", "Catat jawaban untuk {0}").format(row.heading),
                accept=translate("Orders", "Catat"),
                done=done,
                choices=tuple((kind.value, receipt_words(kind)) for kind in SPOKEN),
                items=channels,
                items_hint=translate("Orders", "Lewat apa: telepon, radio, WhatsApp …"),
                text_hint=translate("Orders", "Kata-katanya apa adanya (baca ulang ditanyakan sesudah ini)"),
                extra_hint=translate("Orders", "Siapa yang mengatakannya"),
                check=check,
            )
        )

    def _send(
        self,
        row: OrderRow,
        kind: ReceiptKind,
        words: str = "",
        read_back: ReadBack | None = None,
        via: str = "",
        person: str = "",
    ) -> None:
        command: Command = GiveReceipt(
            order_id=row.order_id,
            incident_id=row.incident_id,
            kind=kind,
            words=words,
            read_back=read_back,
            via=via,
            person=person,
        )
        self.command_requested.emit(command)
