"""Contacts in the words of the room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from services.contract.contacts import CallOutcome, DeliveryState, DutyKind
from widgets.contacts.model import Duty

translate = QCoreApplication.translate


def duty_word(duty: Duty) -> str:
    """What the agency has to do with the selected incident."""
    return {
        Duty.LEAD: translate("Contacts", "OPD utama"),
        Duty.SUPPORT: translate("Contacts", "pendukung"),
        Duty.SUGGESTED: translate("Contacts", "disarankan"),
        Duty.NONE: "",
    }[duty]


def turn_word(kind: DutyKind) -> str:
    """How somebody comes to be on duty."""
    return {
        DutyKind.REGULAR: translate("Contacts", "jadwal"),
        DutyKind.SWAP: translate("Contacts", "tukar piket"),
        DutyKind.SUBSTITUTE: translate("Contacts", "pengganti"),
    }[kind]


def outcome_word(outcome: CallOutcome) -> str:
    """What came of a call."""
    return {
        CallOutcome.ANSWERED: translate("Contacts", "dijawab"),
        CallOutcome.NO_ANSWER: translate("Contacts", "tidak diangkat"),
        CallOutcome.BUSY: translate("Contacts", "sibuk"),
        CallOutcome.WRONG_NUMBER: translate("Contacts", "salah nomor"),
        CallOutcome.UNREACHABLE: translate("Contacts", "tidak tersambung"),
    }[outcome]


def delivery_word(state: DeliveryState) -> str:
    """How far a message came."""
    return {
        DeliveryState.QUEUED: translate("Contacts", "antre"),
        DeliveryState.HANDED_OVER: translate("Contacts", "diserahkan ke penyedia"),
        DeliveryState.FAILED: translate("Contacts", "gagal"),
        DeliveryState.OPENED: translate("Contacts", "dibuka"),
        DeliveryState.ANSWERED: translate("Contacts", "dijawab"),
        DeliveryState.BY_HAND: translate("Contacts", "hubungi sendiri"),
    }[state]
