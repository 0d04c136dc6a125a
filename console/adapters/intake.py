"""What the intake form asks while somebody types: suggestion, places, look-alikes, the caller's history."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from console.adapters.detail import NUISANCE_SHARE
from console.adapters.similar import Lookalikes
from console.asking import Asker
from console.names import Names
from console.server_words import said
from console.situation import Situation
from services.contract.records import Placement
from services.rules.caller import normalise_phone
from services.rules.suggest import Suggester
from widgets.detail.model import SimilarRow
from widgets.intake.model import CallerLine, CategoryChoice, IntakeSuggestion
from widgets.placehit import PlaceHit

if TYPE_CHECKING:
    from services.city.geography import Located

translate = QCoreApplication.translate

KEEP_CALLERS = 200
_COORDINATES = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)")


class Advisor:
    """An `IntakeAdvisor` over the city pack and the board on the screen."""

    def __init__(self, situation: Situation, names: Names, asker: Asker) -> None:
        self._situation = situation
        self._names = names
        self._asker = asker
        self._lookalikes = Lookalikes(situation, names)
        self._callers: dict[str, CallerLine | None] = {}
        self._reported: dict[str, tuple[int, ...]] = {}
        """What each number had reported."""
        self._calling = ""
        self.on_caller: Callable[[str, CallerLine], None] = lambda phone, line: None
        """Told when a caller's history arrived: `IntakeForm.set_caller`."""

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self._names.pack)

    @cached_property
    def _gazetteer(self) -> Any:
        from services.city.gazetteer import Gazetteer

        return Gazetteer(self._names.pack)

    @cached_property
    def _geography(self) -> Any:
        from services.city.geography import Geography

        return Geography(self._names.pack)

    def warm_up(self) -> None:
        """Compile the rules while nobody types yet."""
        _ = self._suggester, self._gazetteer, self._geography

    def categories(self) -> Sequence[CategoryChoice]:
        groups = {c.parent for c in self._names.pack.categories if c.parent}
        return [
            CategoryChoice(
                code=category.code,
                name=self._names.category(category.code),
                group=self._names.category(category.parent) if category.parent else "",
                rank=category.severity.rank,
            )
            for category in self._names.pack.categories
            if category.code not in groups
        ]

    def suggest(self, text: str, category: str) -> IntakeSuggestion:
        found = self._suggester.suggest(text, category)
        known = self._names.categories.get(found.category)
        return IntakeSuggestion(
            category=found.category,
            category_reason=said(found.category_reason),
            rank=found.severity.rank,
            severity_reason=said(found.severity_reason),
            questions=known.questions if known else (),
        )

    def search_places(self, text: str) -> Sequence[PlaceHit]:
        return [
            PlaceHit(
                name=match.label,
                detail=" · ".join(part for part in (self._names.area(match.area), match.note) if part),
                area=match.area,
                lat=match.lat,
                lon=match.lon,
                placement=match.placement,
            )
            for match in self._gazetteer.search_places(text)
        ]

    def find_places(self, text: str) -> Sequence[PlaceHit]:
        """Places by name, or the one at `-8.09, 112.16`."""
        spot = _COORDINATES.fullmatch(text.strip())
        if spot is None:
            return self.search_places(text)
        lat, lon = float(spot[1]), float(spot[2])
        return [self.locate(lat, lon)] if abs(lat) <= 90 and abs(lon) <= 180 else []

    def locate(self, lat: float, lon: float) -> PlaceHit:
        found = self._geography.locate(lat, lon)
        name = self._names.place(found.area or found.nearest, found.outside_m)
        return PlaceHit(
            name=name or f"{lat:.5f}, {lon:.5f}",
            detail=f"{lat:.5f}, {lon:.5f}",
            area=found.area,
            lat=lat,
            lon=lon,
            placement=Placement.EXACT,
            outside_m=found.outside_m,
        )

    def located(self, lat: float, lon: float) -> Located:
        """Area, edge and neighbour of a point."""
        found: Located = self._geography.locate(lat, lon)
        return found

    def similar(self, text: str, category: str, lat: float | None, lon: float | None) -> Sequence[SimilarRow]:
        return self._lookalikes.of_text(text, category, lat, lon, self._reported.get(self._calling, ()))

    def caller_history(self, phone: str) -> CallerLine | None:
        """None while it is not known; asked for once, and told by `on_caller`."""
        number = normalise_phone(phone, self._names.pack.city.phone_country)
        self._calling = number
        if not number:
            return None
        if number in self._callers:
            return self._callers[number]
        if len(self._callers) >= KEEP_CALLERS:
            self._callers.clear()
            self._reported.clear()
        self._callers[number] = None

        def answer(told: Any, error: Exception | None) -> None:
            if error is not None or not isinstance(told, dict):
                self._callers.pop(number, None)
                return
            line = self._line(told)
            self._reported[number] = tuple(int(found) for found in told.get("incidents", ()))
            self._callers[number] = line
            self.on_caller(phone, line)

        self._asker.post("/api/callers", {"phone": number, "log": str(self._situation.log)}, answer)
        return None

    def _line(self, told: dict[str, Any]) -> CallerLine:
        calls = int(told.get("calls", 0))
        if not calls:
            return CallerLine(text=translate("Caller", "belum pernah menelepon"))
        share = float(told.get("nuisance", 0.0))
        return CallerLine(text=str(told.get("summary", "")), nuisance=share >= NUISANCE_SHARE)
