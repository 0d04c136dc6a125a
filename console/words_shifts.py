"""Shift log and handover in the words of the room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.names import Names
from services.contract.commands import Command
from services.contract.events import Body
from services.contract.scenes import ControlBriefing, StartBriefing
from services.contract.shifts import (
    AnswerHandover,
    AskHandover,
    ChangeSeat,
    ConfirmInstruction,
    EndInstruction,
    GiveInstruction,
    OpenHandover,
    RefuseHandover,
    RemarkHandover,
    RestateItem,
    SignHandover,
    TakeWatch,
    WriteNote,
)

translate = QCoreApplication.translate


def wish(command: Command, names: Names) -> str:
    """What a command asks for; empty for kinds of others."""
    del names
    return {
        TakeWatch: translate("Wish", "Ambil tanggung jawab ruang"),
        WriteNote: translate("Wish", "Tulis di log regu"),
        ChangeSeat: translate("Wish", "Catat tempat duduk"),
        GiveInstruction: translate("Wish", "Beri instruksi tetap"),
        ConfirmInstruction: translate("Wish", "Konfirmasi instruksi tetap"),
        EndInstruction: translate("Wish", "Akhiri instruksi tetap"),
        OpenHandover: translate("Wish", "Buka serah terima"),
        AskHandover: translate("Wish", "Tanyakan butir"),
        AnswerHandover: translate("Wish", "Jawab pertanyaan"),
        RestateItem: translate("Wish", "Tegaskan ulang butir"),
        SignHandover: translate("Wish", "Tanda tangani serah terima"),
        RefuseHandover: translate("Wish", "Tolak serah terima"),
        RemarkHandover: translate("Wish", "Catatan susulan"),
        StartBriefing: translate("Wish", "Mulai pengarahan"),
        ControlBriefing: translate("Wish", "Atur pengarahan"),
    }.get(type(command), "")


def sentence(body: Body, names: Names) -> tuple[str, str]:
    """Nothing of a shift stands in the timeline of one incident."""
    del body, names
    return "", ""
