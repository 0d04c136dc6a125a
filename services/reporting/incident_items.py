"""The lines about incidents, column by column: on a bad night there are ten thousand of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from services.contract.briefing import Item
from services.contract.city import CityPack
from services.contract.orders import ReceiptKind
from services.contract.records import STATUSES, Status, incident_ref
from services.projection.board import Board
from services.reporting.crossing import Crossing
from services.rules import ladder

Rows = npt.NDArray[np.int64]
LONGEST: Final = 200
"""Characters of a title, a place or a name on a line."""
CHUNK: Final = 200
QUARTER_MS: Final = 15 * 60_000
"""Local days begin at a quarter of an hour of UTC, wherever the city lies."""
UNMET: Final[Mapping[ReceiptKind, str]] = {
    ReceiptKind.DELIVERED: "belum terkirim",
    ReceiptKind.SEEN: "belum dilihat",
    ReceiptKind.READ_BACK: "belum dibaca ulang",
    ReceiptKind.CONFIRMED: "baca ulang belum dikonfirmasi",
    ReceiptKind.EN_ROUTE: "belum berangkat",
    ReceiptKind.ON_SCENE: "belum di lokasi",
    ReceiptKind.DONE: "belum selesai",
    ReceiptKind.VERIFIED: "belum diverifikasi",
}


def cut(words: str) -> str:
    """At most `LONGEST` characters."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


class IncidentItems:
    """Makes the line of an incident once for one generation; what repeats is put into words once."""

    def __init__(self, board: Board, pack: CityPack, crossing: Crossing) -> None:
        self._board, self._crossing, self._prefix = board, crossing, pack.city.prefix
        self._zone = ZoneInfo(pack.city.timezone)
        self._areas = {area.code: (area.name, area.name.casefold()) for area in pack.areas}
        self._agencies = {agency.code: agency.short for agency in pack.agencies}
        self._made: dict[int, Item] = {}
        self._days: dict[int, str] = {}
        self._names: dict[tuple[int, int], str] = {}

    def each(self, rows: Rows) -> Iterator[Item]:
        """The lines of these rows, some at a time."""
        for first in range(0, len(rows), CHUNK):
            yield from self.of(rows[first : first + CHUNK])

    def of(self, rows: Rows) -> list[Item]:
        """The lines of these rows, in their order."""
        wanted = rows.tolist()
        missing = [row for row in wanted if row not in self._made]
        if missing:
            self._make(np.array(missing))
        return [self._made[row] for row in wanted]

    def _make(self, rows: Rows) -> None:
        board, crossing = self._board, self._crossing
        columns = (board.ids, board.opened_at, board.due_at, board.severity, board.day_no)
        numbers = (board.title_number, board.area, board.owner, board.agencies, board.status)
        values = zip(rows.tolist(), *(column[rows].tolist() for column in (*columns, *numbers)), strict=True)
        titles, resolved = board.titles.values, STATUSES.index(Status.RESOLVED)
        for row, incident, opened_at, due_at, rank, day_no, title, area, owner, agencies, status in values:
            key = f"incident:{incident}"
            self._made[row] = Item(
                key=key,
                title=cut(titles[title]),
                place=self._place(board.place[row], area),
                since=opened_at,
                who=self._who(owner, agencies),
                next=self._next_step(incident, owner, agencies, resolved=status == resolved),
                due_at=due_at,
                rank=rank,
                ref=f"{self._day(opened_at)}-{day_no:04d}",
                crossed=crossing.incident(key, incident),
            )

    def _place(self, place: str, area: int) -> str:
        name, folded = self._areas.get(self._board.areas.values[area], ("", ""))
        if not place:
            return cut(name)
        return cut(place if folded in place.casefold() else f"{place}, {name}")

    def _who(self, owner: int, agencies: int) -> str:
        found = self._names.get((owner, agencies))
        if found is None:
            board = self._board
            codes = board.agency_sets.values[agencies]
            shorts = (self._agencies.get(code, code) for code in codes)
            found = cut(" · ".join((board.owners.values[owner] or "belum ada PJ", *shorts)))
            self._names[owner, agencies] = found
        return found

    def _day(self, opened_at: int) -> str:
        """The number people say, up to its day."""
        quarter = opened_at // QUARTER_MS
        found = self._days.get(quarter)
        if found is None:
            found = self._days[quarter] = incident_ref(self._prefix, opened_at, 0, self._zone)[:-5]
        return found

    def _next_step(self, incident_id: int, owner: int, agencies: int, *, resolved: bool) -> str:
        if not owner:
            return "Klaim dan periksa"
        if not agencies:
            return "Tugaskan OPD"
        casework = self._board.casework
        for number in casework.of_incident.get(incident_id, ()):
            state = casework.orders.get(number)
            rung = ladder.lowest_unmet(state) if state is not None else None
            if state is not None and rung is not None:
                whom = self._agencies.get(state.order.agency, state.order.agency) or "ruang"
                return f"{whom}: {UNMET[rung]}"
        return "Verifikasi dan tutup" if resolved else "Tanyakan keadaan di lokasi"
