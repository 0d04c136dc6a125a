"""The words of the contract as people read them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from services.contract.records import Disposition, Role, Status

translate = QCoreApplication.translate


def status_word(status: Status) -> str:
    """Where an incident stands."""
    return {
        Status.OPEN: translate("Words", "baru"),
        Status.DISPATCHED: translate("Words", "ditugaskan"),
        Status.ON_SCENE: translate("Words", "di lokasi"),
        Status.RESOLVED: translate("Words", "tertangani"),
        Status.CLOSED: translate("Words", "ditutup"),
    }[status]


def disposition_word(disposition: Disposition) -> str:
    """What a report turned out to be."""
    return {
        Disposition.UNREVIEWED: translate("Words", "belum dinilai"),
        Disposition.VALID: translate("Words", "sah"),
        Disposition.PRANK: translate("Words", "iseng"),
        Disposition.GHOST: translate("Words", "kosong"),
        Disposition.DUPLICATE: translate("Words", "duplikat"),
        Disposition.INFORMATION: translate("Words", "informasi"),
        Disposition.OUTSIDE: translate("Words", "luar kota"),
    }[disposition]


def role_word(role: Role) -> str:
    """What somebody is in the room."""
    return {
        Role.WALL: translate("Words", "Dinding"),
        Role.OPERATOR: translate("Words", "Operator"),
        Role.SUPERVISOR: translate("Words", "Pengawas"),
        Role.LEADER: translate("Words", "Pimpinan"),
        Role.AGENCY: translate("Words", "OPD"),
        Role.ADMINISTRATOR: translate("Words", "Administrator"),
        Role.AUDITOR: translate("Words", "Auditor"),
    }[role]


def channel_word(channel: str) -> str:
    """Through which door a report came, or how an agency is reached."""
    return {
        "112": translate("Words", "telepon 112"),
        "phone": translate("Words", "telepon"),
        "whatsapp": translate("Words", "WhatsApp"),
        "telegram": translate("Words", "Telegram"),
        "email": translate("Words", "surel"),
        "radio": translate("Words", "radio"),
        "sms": translate("Words", "SMS"),
        "webhook": translate("Words", "sistem"),
        "app": translate("Words", "aplikasi"),
        "social": translate("Words", "media sosial"),
        "walk-in": translate("Words", "datang langsung"),
    }.get(channel, channel)
