"""Steps, merging and the border in the words of the room: wishes and lines of the timeline."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.names import Names
from services.contract.closing import (
    IncidentUnmerged,
    MarkMilestone,
    MarkStep,
    Milestone,
    MilestoneReached,
    StepMarked,
    StepState,
    UnmergeIncident,
)
from services.contract.commands import Command
from services.contract.events import Body

translate = QCoreApplication.translate


def milestone_word(milestone: Milestone) -> str:
    """What happened at that time."""
    return {
        Milestone.ANSWERED: translate("Milestone", "dijawab"),
        Milestone.LOCATED: translate("Milestone", "lokasi diketahui"),
        Milestone.TYPED: translate("Milestone", "dicatat"),
        Milestone.QUEUED: translate("Milestone", "masuk antrean"),
        Milestone.VIEWED: translate("Milestone", "pertama dilihat"),
        Milestone.ASSIGNED: translate("Milestone", "ditugaskan"),
        Milestone.NOTIFIED: translate("Milestone", "OPD diberi tahu"),
        Milestone.ACKNOWLEDGED: translate("Milestone", "diterima OPD"),
        Milestone.EN_ROUTE: translate("Milestone", "menuju lokasi"),
        Milestone.ON_SCENE: translate("Milestone", "di lokasi"),
        Milestone.UNDER_CONTROL: translate("Milestone", "terkendali"),
        Milestone.RESOLVED: translate("Milestone", "selesai ditangani"),
        Milestone.REPORTER_TOLD: translate("Milestone", "pelapor dikabari"),
        Milestone.CLOSED: translate("Milestone", "ditutup"),
        Milestone.REOPENED: translate("Milestone", "dibuka kembali"),
    }[milestone]


def wish(command: Command, names: Names) -> str:
    """What a command asks for; empty for kinds of others."""
    del names
    match command:
        case MarkStep():
            return {
                StepState.DONE: translate("Wish", "Tandai langkah selesai"),
                StepState.SKIPPED: translate("Wish", "Lewati langkah"),
                StepState.OPEN: translate("Wish", "Buka lagi langkah"),
            }[command.state]
        case MarkMilestone():
            return translate("Wish", "Catat {what}").format(what=milestone_word(command.milestone))
        case UnmergeIncident():
            return translate("Wish", "Pisahkan yang digabung")
        case _:
            return ""


def sentence(body: Body | None, names: Names) -> tuple[str, str]:
    """What happened and the remark to it; empty for kinds of others."""
    del names
    match body:
        case StepMarked():
            words = {
                StepState.DONE: translate("Timeline", "langkah selesai"),
                StepState.SKIPPED: translate("Timeline", "langkah dilewati"),
                StepState.OPEN: translate("Timeline", "langkah dibuka lagi"),
            }[body.mark.state]
            said = f"“{body.mark.text}”"
            return words, f"{said} · {body.mark.reason}" if body.mark.reason else said
        case MilestoneReached():
            return milestone_word(body.milestone), ""
        case IncidentUnmerged():
            return translate("Timeline", "dipisahkan lagi dari gabungannya"), body.reason
        case _:
            return "", ""
