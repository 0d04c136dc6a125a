"""Commands and placements in the words of the room; the rest is in `widgets.words`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console import words_closing, words_contacts, words_orders, words_shifts, words_steps
from console.names import Names
from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeCategory,
    ChangeSeverity,
    ChangeStatus,
    ClaimIncident,
    Command,
    DisposeIncident,
    EndDrill,
    ReleaseIncident,
    RelocateIncident,
    RevealReporter,
    StartDrill,
    SubmitReport,
)
from services.contract.records import Placement, Severity
from widgets.words import disposition_word, status_word

translate = QCoreApplication.translate

AREAS = (
    words_closing,
    words_contacts,
    words_orders,
    words_shifts,
    words_steps,
)
"""Modules with the words of their own kinds: `wish(command, names)` and `sentence(body, names)`."""


def wish(command: Command, names: Names) -> str:
    """What a command asks for, e.g. `Tugaskan DLH · PLN`."""
    match command:
        case DisposeIncident():
            return translate("Wish", "Tandai {what}").format(what=disposition_word(command.disposition))
        case ClaimIncident():
            return translate("Wish", "Ambil alih") if command.reason else translate("Wish", "Klaim")
        case ChangeSeverity():
            return translate("Wish", "Keparahan {what}").format(what=severity_word(command.severity))
        case ChangeCategory():
            return translate("Wish", "Kategori {what}").format(what=names.category(command.category))
        case AssignAgencies():
            agencies = names.agencies_line(command.agencies)
            return translate("Wish", "Tugaskan {what}").format(what=agencies)
        case ChangeStatus():
            return translate("Wish", "Status {what}").format(what=status_word(command.status))
        case _:
            return _plain(command, names)


def _plain(command: Command, names: Names) -> str:
    words = {
        SubmitReport: translate("Wish", "Simpan laporan"),
        ReleaseIncident: translate("Wish", "Lepas"),
        RelocateIncident: translate("Wish", "Pindahkan letak"),
        AddNote: translate("Wish", "Tambah catatan"),
        RevealReporter: translate("Wish", "Buka identitas pelapor"),
        StartDrill: translate("Wish", "Mulai latihan"),
        EndDrill: translate("Wish", "Akhiri latihan"),
    }
    if type(command) in words:
        return words[type(command)]
    said = (area.wish(command, names) for area in AREAS)
    return next(filter(None, said), str(type(command).__struct_config__.tag))


def severity_word(severity: Severity) -> str:
    return {
        Severity.CRITICAL: translate("Severity", "Kritis"),
        Severity.HIGH: translate("Severity", "Tinggi"),
        Severity.MEDIUM: translate("Severity", "Sedang"),
        Severity.LOW: translate("Severity", "Rendah"),
    }[severity]


def placement_words(placement: Placement) -> str:
    """How a position is known, said only where it is less than exact."""
    return {
        Placement.UNKNOWN: translate("Placement", "letak belum diketahui"),
        Placement.EXACT: "",
        Placement.STREET: translate("Placement", "di sepanjang jalan · perkiraan"),
        Placement.LANDMARK: translate("Placement", "dekat tengara · perkiraan"),
        Placement.AREA: translate("Placement", "titik tengah kelurahan · perkiraan"),
        Placement.MOVED: translate("Placement", "dipindahkan ke kota untuk latihan"),
    }[placement]
