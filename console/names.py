"""Codes of the city pack in words, in the language of the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from console.server_words import know, said
from services.contract.city import NO_CATEGORY, Agency, Category, CityPack
from services.contract.records import Incident, Report, incident_ref, report_ref
from widgets.format import Format

translate = QCoreApplication.translate

SEPARATOR = " · "


class Names:
    """Look-ups over one pack. Unknown codes are shown as they are."""

    def __init__(self, pack: CityPack, language: Literal["id", "en"] = "id") -> None:
        self.pack = pack
        self.language = language
        self.zone = ZoneInfo(pack.city.timezone)
        self.words = Format(self.zone, pack.city.clock_label, language)
        self.categories: dict[str, Category] = {c.code: c for c in pack.categories}
        self.agencies: dict[str, Agency] = {a.code: a for a in pack.agencies}
        self._areas = {a.code: a.name for a in pack.areas}
        self._titles: dict[str, str] = {}
        if language == "en":
            know(pack)
            self._titles = {c.name: c.name_en for c in pack.categories if c.name_en}
            self._titles[NO_CATEGORY] = said(NO_CATEGORY)

    def category(self, code: str) -> str:
        found = self.categories.get(code)
        if found is None:
            return code
        return found.name_en if self.language == "en" and found.name_en else found.name

    def title(self, title: str) -> str:
        """An incident's title as this screen says it: the log calls it by its category, in Indonesian."""
        return self._titles.get(title, title)

    def area(self, code: str) -> str:
        return self._areas.get(code, code)

    def agency(self, code: str) -> str:
        """What the room calls it."""
        found = self.agencies.get(code)
        return found.short if found else code

    def agencies_line(self, codes: Iterable[str]) -> str:
        """`DLH · PLN`, lead first."""
        return SEPARATOR.join(self.agency(code) for code in codes)

    def suggested(self, category: str) -> tuple[str, ...]:
        """Agencies the pack makes responsible for a category, lead first."""
        found = self.categories.get(category)
        if found is None or not found.agency:
            return ()
        return (found.agency, *found.supporting)

    def where(self, incident: Incident) -> str:
        """Place and area of an incident, each said once."""
        area = self.area(incident.area)
        if area and area.casefold() in incident.place.casefold():
            return incident.place
        return ", ".join(part for part in (incident.place, area) if part)

    def place(self, area: str, outside_m: int) -> str:
        """The kelurahan, or how far outside the city."""
        if outside_m > 0:
            return translate("Names", "{distance} di luar kota").format(
                distance=self.words.distance(outside_m)
            )
        return self.area(area)

    def incident_ref(self, opened_at: int, day_no: int) -> str:
        return incident_ref(self.pack.city.prefix, opened_at, day_no, self.zone)

    def ref_of(self, incident: Incident) -> str:
        return self.incident_ref(incident.opened_at, incident.day_no)

    def report_ref(self, report: Report) -> str:
        return report_ref(self.pack.city.prefix, report.received_at, report.day_no, self.zone)
