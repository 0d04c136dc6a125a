"""Assigning: whom, what, where and by when; and taking the proposal with one key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from services.contract.commands import AssignAgencies, Command
from widgets.detail.model import Choices, DetailData
from widgets.picker import Item
from widgets.prompt import Answer, Prompt

translate = QCoreApplication.translate

MINUTE = 60_000
LONGEST_MINUTES = 100_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """The best candidate of the rules for one incident."""

    incident_id: int
    agency: str
    lead: bool
    """False: beside the one that is responsible."""
    note: str
    """The reasons for and against, in a few words."""


def assign_prompt(
    data: DetailData,
    choices: Choices,
    taken: tuple[str, ...],
    note: str,
    now: Callable[[], int],
    send: Callable[[Command], None],
) -> Prompt:
    """The question behind the assign key. `note`: the proposal with its reasons, or nothing."""

    def done(answer: Answer) -> None:
        due = now() + int(answer.extra) * MINUTE if answer.extra else 0
        send(
            AssignAgencies(
                incident_id=data.incident_id,
                agencies=answer.picked,
                task=answer.text,
                where=answer.more,
                due_at=due,
            )
        )

    where = translate("Detail", "Di mana (kosong: {0})").format(data.place or "—")
    return Prompt(
        title=translate("Detail", "Tugaskan kepada siapa? Yang pertama menjadi OPD utama."),
        note=note,
        accept=translate("Detail", "Tugaskan"),
        done=done,
        items=tuple(Item(key, name) for key, name in choices.agencies),
        items_hint=translate("Detail", "Ketik nama OPD, Enter mengambil, sekali lagi membatalkan"),
        many=True,
        picked=taken,
        text_hint=translate("Detail", "Tugas dengan kata Anda (boleh kosong)"),
        more_hint=where,
        extra_hint=translate("Detail", "Tenggat dalam menit (kosong: menurut SLA)"),
        check=_missing,
    )


def _missing(answer: Answer) -> str:
    if not answer.picked:
        return translate("Detail", "Pilih sedikitnya satu OPD.")
    if answer.extra and not (answer.extra.isdecimal() and 0 < int(answer.extra) <= LONGEST_MINUTES):
        return translate("Detail", "Tenggat: tulis menit sebagai angka, atau kosongkan.")
    return ""
