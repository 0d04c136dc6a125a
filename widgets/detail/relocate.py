"""Putting an incident where it really is: a kelurahan, a street, a landmark, or coordinates."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from services.contract.commands import Command, RelocateIncident
from services.contract.records import Placement
from widgets.detail.model import DetailData
from widgets.picker import Item
from widgets.placehit import PlaceHit
from widgets.prompt import Answer, Prompt

translate = QCoreApplication.translate


def relocate_prompt(
    data: DetailData, places: Callable[[str], Sequence[PlaceHit]], send: Callable[[Command], None]
) -> Prompt:
    """The question behind the relocate key. `places`: what answers to typed words, the likeliest first."""
    hits: list[PlaceHit] = []

    def search(typed: str) -> list[Item]:
        hits[:] = places(typed)
        return [Item(str(at), hit.name, hit.detail) for at, hit in enumerate(hits)]

    def done(answer: Answer) -> None:
        hit = hits[int(answer.picked[0])]
        send(
            RelocateIncident(
                incident_id=data.incident_id,
                lat=hit.lat,
                lon=hit.lon,
                placement=Placement(hit.placement),
                area=hit.area,
                place=hit.name,
                reason=answer.text,
            )
        )

    def check(answer: Answer) -> str:
        if answer.picked and answer.picked[0].isdecimal() and int(answer.picked[0]) < len(hits):
            return ""
        return translate("Detail", "Pilih tempat dari daftar.")

    return Prompt(
        title=translate("Detail", "Di mana sebenarnya? Sekarang: {0}").format(data.place or "—"),
        accept=translate("Detail", "Pindahkan"),
        done=done,
        search=search,
        items_hint=translate("Detail", "Kelurahan, jalan, patokan, atau koordinat"),
        text_hint=translate("Detail", "Alasan (boleh kosong)"),
        check=check,
    )
