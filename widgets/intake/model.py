"""What the intake form asks while somebody types, and what it keeps as a draft.

The console fills `IntakeAdvisor`; every answer must come within a frame (it is asked 120 ms after the last
key). The caller's history may come later through `IntakeForm.set_caller(phone, CallerLine)`.
The finished form is one `SubmitReport` of the contract, in `IntakeForm.command_requested`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from widgets.detail.model import SimilarRow
from widgets.placehit import PlaceHit


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """One category that can be chosen."""

    code: str
    name: str
    group: str = ""
    rank: int = 3
    """Default severity."""


@dataclass(frozen=True, slots=True)
class IntakeSuggestion:
    """What the rules make of a text, with reasons in words. `category` empty: they cannot tell."""

    category: str = ""
    category_reason: str = ""
    rank: int = 3
    severity_reason: str = ""
    questions: tuple[str, ...] = ()
    """What to ask the caller for this category."""


@dataclass(frozen=True, slots=True)
class CallerLine:
    """What is known of a caller's number, in words."""

    text: str
    nuisance: bool = False
    """Several pranks or ghost calls lately: said, never acted on by itself."""


class IntakeAdvisor(Protocol):
    """Answers while somebody types."""

    def categories(self) -> Sequence[CategoryChoice]: ...

    def suggest(self, text: str, category: str) -> IntakeSuggestion:
        """`category` is the one already chosen by hand, or empty."""
        ...

    def search_places(self, text: str) -> Sequence[PlaceHit]: ...

    def locate(self, lat: float, lon: float) -> PlaceHit:
        """The area a position lies in; says how far outside the city it is."""
        ...

    def similar(
        self, text: str, category: str, lat: float | None, lon: float | None
    ) -> Sequence[SimilarRow]: ...

    def caller_history(self, phone: str) -> CallerLine | None:
        """None: not known yet; the answer may come later by `set_caller`."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything typed so far: survives closing the form, the window and the program."""

    phone: str = ""
    name: str = ""
    text: str = ""
    category: str = ""
    """Chosen by hand; empty: the suggestion holds."""
    rank: int = -1
    """Chosen by hand; -1: the suggestion holds."""
    severity_reason: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    placement: str = "unknown"
    area: str = ""
    attach_to: int = 0
    answered_at: int = 0
    located_at: int = 0
    typed_at: int = 0

    @property
    def empty(self) -> bool:
        return not (self.phone or self.name or self.text or self.place or self.lat is not None)
