"""The words of the contract as people read them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from services.contract.records import Disposition, Status

translate = QCoreApplication.translate


def status_word(status: Status) -> str:
    """Where an incident stands."""
    return {
        Status.OPEN: translate("Status", "terbuka"),
        Status.DISPATCHED: translate("Status", "ditugaskan"),
        Status.ON_SCENE: translate("Status", "di lokasi"),
        Status.RESOLVED: translate("Status", "tertangani"),
        Status.CLOSED: translate("Status", "selesai"),
    }[status]


def disposition_word(disposition: Disposition) -> str:
    """What a report turned out to be."""
    return {
        Disposition.UNREVIEWED: translate("Disposition", "belum ditinjau"),
        Disposition.VALID: translate("Disposition", "valid"),
        Disposition.PRANK: translate("Disposition", "iseng"),
        Disposition.GHOST: translate("Disposition", "panggilan kosong"),
        Disposition.DUPLICATE: translate("Disposition", "duplikat"),
        Disposition.INFORMATION: translate("Disposition", "informasi"),
        Disposition.OUTSIDE: translate("Disposition", "di luar kota"),
    }[disposition]


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
        "mqtt": translate("Words", "MQTT"),
        "app": translate("Words", "aplikasi"),
        "social": translate("Words", "media sosial"),
        "walk-in": translate("Words", "datang langsung"),
    }.get(channel, channel)
