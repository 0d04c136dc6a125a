"""What stands at or beyond the city's line, in words: whose it is, and whether they have taken it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from console.names import Names
from console.situation import Situation
from services.contract.records import Incident
from services.projection.handover import HandOver, handed_over

if TYPE_CHECKING:
    from services.city.geography import Located

translate = QCoreApplication.translate


class Border:
    """Asks the geography about the selected incident, and the orders about its hand-over."""

    def __init__(
        self, situation: Situation, names: Names, locate: Callable[[float, float], Located] | None = None
    ) -> None:
        """Without `locate` only what was handed over is known, not what could be."""
        self._situation, self._names, self._locate = situation, names, locate
        self._neighbours = frozenset(a.code for a in names.pack.agencies if a.kind == "neighbour")

    def handed(self, incident_id: int) -> HandOver | None:
        """The hand-over in force."""
        return handed_over(self._situation.board.casework, incident_id, self._neighbours)

    def awaited(self, incident_id: int, agencies: tuple[str, ...]) -> str:
        """Who was asked and has not taken it, e.g. `Kab. Blitar`; else empty. Asked for each painted row."""
        if self._neighbours.isdisjoint(agencies):
            return ""
        handed = self.handed(incident_id)
        if handed is None or handed.taken_at:
            return ""
        return self._names.agency(handed.agency)

    def neighbour_of(self, incident: Incident) -> tuple[str, Located | None]:
        """The agency on the other side of the nearest edge, and where the incident lies."""
        if incident.lat is None or incident.lon is None or self._locate is None:
            return "", None
        # the geography's module is heavy and not needed before the first paint
        from services.city.border import neighbour_agency

        located = self._locate(incident.lat, incident.lon)
        return neighbour_agency(self._names.pack, located), located

    def sentence(self, incident: Incident, now: int, key: str) -> str:
        """What the detail says about it; empty well inside the city."""
        names, words = self._names, self._names.words
        handed = self.handed(incident.id)
        if handed is not None:
            name = names.agency(handed.agency)
            if handed.taken_at:
                said = translate("Border", "Diterima {0} pukul {1}; boleh ditandai di luar kota.")
                return said.replace("{0}", name).replace("{1}", words.minute(handed.taken_at))
            said = translate("Border", "Menunggu {0} menerima, diserahkan {1} yang lalu.")
            return said.replace("{0}", name).replace("{1}", words.age(now - handed.at))
        code, located = self.neighbour_of(incident)
        if not code or located is None or not incident.status.is_open:
            return ""
        if located.outside_m:
            said = translate("Border", "{0} di luar kota, {1}: wilayah {2}. {3} menyerahkannya.")
            said = said.replace("{0}", words.distance(located.outside_m))
        else:
            said = translate("Border", "Dekat batas kota, {1}: di seberangnya {2}. {3} menyerahkannya.")
        said = said.replace("{1}", _side_word(located.side)).replace("{3}", key)
        return said.replace("{2}", names.agency(code))


def _side_word(side: str) -> str:
    return {
        "north": translate("Border", "sisi utara"),
        "east": translate("Border", "sisi timur"),
        "south": translate("Border", "sisi selatan"),
        "west": translate("Border", "sisi barat"),
    }.get(side, side)
