"""Contacts, roster, calls and messages in the words of the room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from services.contract.commands import Command
from services.contract.contacts import (
    CallLogged,
    CallOutcome,
    Contact,
    ContactRemoved,
    ContactSaved,
    Delivery,
    DeliveryChanged,
    DeliveryState,
    DutyKind,
    DutyRemoved,
    DutySaved,
    LogCall,
    PositionReported,
    Reach,
    RemoveContact,
    RemoveDuty,
    SaveContact,
    SaveDuty,
    SendMessage,
    TestReach,
)
from services.contract.events import Body
from services.rules.duty import Watch
from services.rules.reach import Answers
from services.rules.reachability import Trial
from widgets.contacts.model import LedgerRow
from widgets.contacts.words import delivery_word, outcome_word, turn_word
from widgets.format import MINUTE, Format
from widgets.words import channel_word

if TYPE_CHECKING:
    from console.names import Names

translate = QCoreApplication.translate


def wish(command: Command, names: Names) -> str:
    """What a command asks for; empty where it is not about contacts."""
    match command:
        case SaveContact():
            return translate("Wish", "Simpan kontak {name}").format(name=command.contact.name)
        case RemoveContact():
            return translate("Wish", "Hapus kontak")
        case SaveDuty():
            return translate("Wish", "Simpan jadwal piket {who}").format(
                who=names.agency(command.duty.agency)
            )
        case RemoveDuty():
            return translate("Wish", "Hapus jadwal piket")
        case LogCall():
            words = translate("Wish", "Catat panggilan {who}: {what}")
            return words.format(who=names.agency(command.agency), what=outcome_word(command.outcome))
        case SendMessage():
            return translate("Wish", "Kirim pesan penugasan")
        case TestReach():
            return translate("Wish", "Uji jangkauan {who}").format(who=names.agency(command.agency))
        case _:
            return ""


def sentence(body: Body | None, names: Names) -> tuple[str, str]:
    """What happened and a remark, for the timeline; empty where it is not about contacts."""
    match body:
        case CallLogged():
            words = translate("Timeline", "menghubungi {whom} lewat {how}: {what}")
            how = f"{channel_word(body.kind)} {body.address}".strip()
            told = words.format(whom=names.agency(body.agency), how=how, what=outcome_word(body.outcome))
            return told, f"“{body.words}”" if body.words else ""
        case DeliveryChanged():
            delivery = body.delivery
            words = translate("Timeline", "pesan ke {whom} lewat {how}: {what}")
            told = words.format(
                whom=names.agency(delivery.agency),
                how=channel_word(delivery.kind),
                what=delivery_word(delivery.state),
            )
            return told, delivery.words
        case ContactSaved():
            return translate("Timeline", "menyimpan kontak {name}").format(name=body.contact.name), ""
        case ContactRemoved():
            return translate("Timeline", "menghapus kontak"), body.reason
        case DutySaved():
            whom = names.agency(body.duty.agency)
            return translate("Timeline", "menyimpan jadwal piket {whom}").format(whom=whom), body.duty.note
        case DutyRemoved():
            return translate("Timeline", "menghapus jadwal piket"), body.reason
        case PositionReported():
            whom = names.agency(body.position.agency)
            return translate("Timeline", "posisi unit {whom}").format(whom=whom), ""
        case _:
            return "", ""


# --- lines of the panel ---


def officer_line(found: Watch, contacts: Mapping[str, Contact], now: int, words: Format) -> str:
    """Who is on duty until when, or that nobody is and who comes next; empty without a roster."""

    def name(contact_id: str) -> str:
        contact = contacts.get(contact_id)
        return contact.name if contact else contact_id

    def moment(at: int) -> str:
        told = words.moment(at, now)
        return words.minute(at) if told == words.time(at) else told

    if found.now is not None:
        line = translate("Contacts", "{who} piket s.d. {until}")
        line = line.replace("{who}", name(found.now.contact_id)).replace("{until}", moment(found.until))
        if found.now.kind is not DutyKind.REGULAR:
            line += f" · {turn_word(found.now.kind)}"
            if found.replaced is not None and found.replaced.contact_id != found.now.contact_id:
                instead = translate("Contacts", "untuk {who}").format(who=name(found.replaced.contact_id))
                line += f" {instead}"
        return line
    if not found.known:
        return ""
    if found.then is None:
        return translate("Contacts", "tidak ada yang piket · jadwal sudah habis")
    line = translate("Contacts", "tidak ada yang piket · berikutnya {who}, {when}")
    return line.replace("{who}", name(found.then.contact_id)).replace("{when}", moment(found.then_at))


def ago(milliseconds: int, words: Format) -> str:
    """How long ago to the minute, which is how often it is said anew."""
    if milliseconds < MINUTE:
        return translate("Contacts", "baru saja")
    return translate("Contacts", "{0} lalu").format(words.age(milliseconds))


def verified_since(milliseconds: int, words: Format) -> str:
    return translate("Contacts", "terverifikasi {0}").format(ago(milliseconds, words))


def verified_on(date: str) -> str:
    return translate("Contacts", "terverifikasi {0}").format(date) if date else ""


def answered_line(known: Answers, now: int, words: Format) -> str:
    """When somebody there last truly answered."""
    if known.last_at:
        return translate("Contacts", "jawab terakhir {0}").format(ago(now - known.last_at, words))
    if known.tries:
        return translate("Contacts", "belum pernah menjawab, %n kali dihubungi", "", known.tries)
    return translate("Contacts", "belum pernah dihubungi")


def response_line(known: Answers, words: Format) -> str:
    """How fast they answer; empty where nothing was measured."""
    if not known.counted:
        return ""
    line = translate("Contacts", "menjawab: median {median} · p90 {p90} (%n jawaban)", "", known.counted)
    return line.replace("{median}", words.age(known.median_ms)).replace("{p90}", words.age(known.p90_ms))


def experience_line(reach: Reach | None, now: int, words: Format) -> str:
    """What using a channel has taught last."""
    if reach is None or (not reach.tried_at and not reach.answered_at):
        return ""
    if reach.answered_at >= reach.failed_at and reach.answered_at:
        return translate("Contacts", "jawab {0}").format(ago(now - reach.answered_at, words))
    if reach.failed_at:
        outcomes = {outcome.value: outcome_word(outcome) for outcome in CallOutcome}
        when = ago(now - reach.failed_at, words)
        if reach.words in outcomes:
            return f"{outcomes[reach.words]}, {when}"
        failed = translate("Contacts", "gagal {when}").format(when=when)
        return f"{failed}: “{reach.words}”" if reach.words else failed
    return translate("Contacts", "dikirim {0}, belum dijawab").format(ago(now - reach.tried_at, words))


def test_line(trial: Trial | None, now: int, words: Format) -> str:
    """The latest test of reachability: when, and how many channels took it; empty where there was none."""
    if trial is None:
        return ""
    line = translate("Contacts", "uji {when}: {reached} dari %n saluran menerima", "", trial.channels)
    line = line.replace("{when}", words.moment(trial.at, now)).replace("{reached}", str(trial.reached))
    if trial.waiting:
        line += translate("Contacts", ", {0} menunggu").format(trial.waiting)
    if trial.by_hand:
        line += translate("Contacts", ", {0} harus dihubungi sendiri").format(trial.by_hand)
    return line


def ledger_row(delivery: Delivery, contacts: Mapping[str, Contact], now: int, words: Format) -> LedgerRow:
    """One delivery about an incident."""
    contact = contacts.get(delivery.contact_id)
    state = delivery_word(delivery.state)
    if delivery.attempt > 1:
        state += translate("Contacts", ", percobaan ke-{0}").format(delivery.attempt)
    if delivery.next_at > now:
        state += translate("Contacts", ", diulang {0}").format(words.minute(delivery.next_at))
    return LedgerRow(
        at=words.moment(delivery.at, now),
        kind=delivery.kind,
        whom=contact.name if contact else delivery.address,
        state=state,
        words="" if delivery.state is DeliveryState.BY_HAND else delivery.words,
        bad=delivery.state is DeliveryState.FAILED,
    )
