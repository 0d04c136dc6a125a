"""Whom the rules would send, with what speaks for it and what speaks against it or is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from widgets.chips import KeyButton
from widgets.detail.sections import Section
from widgets.keys import Action, KeyMap
from widgets.labels import column, row, text
from widgets.theme import Theme

translate = QCoreApplication.translate

SHOWN = 3


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One agency that could be sent, in words."""

    agency: str
    name: str
    lead: bool
    because: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """What is proposed for the shown incident."""

    candidates: tuple[CandidateRow, ...] = ()
    may: bool = True
    """The role may assign."""
    look_first: bool = False
    """Critical, or somebody is assigned: the key opens the question instead of sending."""
    beside: bool = False
    """Somebody is assigned already: these would come on top."""


class RecommendationSection(Section):
    """Hidden where there is nothing to propose."""

    accept_requested = Signal()
    choose_requested = Signal(str)
    """Another candidate: ask with this one taken."""

    def __init__(self, theme: Theme, keys: KeyMap) -> None:
        super().__init__(theme, translate("Recommendation", "Saran penugasan"))
        self.body.setSpacing(theme.px(10))
        self._keys = keys

    def set_advice(self, advice: AdviceRow) -> None:
        """Show the proposal; an equal one costs nothing."""
        self.fill(advice if advice.candidates else None, self._pieces(advice))

    def _pieces(self, advice: AdviceRow) -> Iterator[QWidget]:
        for place, candidate in enumerate(advice.candidates[:SHOWN]):
            yield self._candidate(place, candidate, advice)

    def _candidate(self, place: int, candidate: CandidateRow, advice: AdviceRow) -> QWidget:
        theme = self.theme
        head = self._headline(candidate, advice.beside)
        lines: list[QWidget] = [text(theme, head, size="small", weight=600, tone="strong", wrap=True)]
        if candidate.because:
            lines.append(text(theme, self._for(candidate), size="small", tone="dim", wrap=True))
        if candidate.against:
            lines.append(text(theme, self._against(candidate), size="small", tone="system", wrap=True))
        box = column(*lines, spacing=theme.px(2))
        if advice.may:
            box.addLayout(row(self._button(place, candidate, advice.look_first), 0))
        holder = QWidget()
        holder.setLayout(box)
        return holder

    def _button(self, place: int, candidate: CandidateRow, look_first: bool) -> KeyButton:
        if place:
            button = KeyButton(self.theme, translate("Recommendation", "Pilih"), "", "flat")
            button.clicked.connect(lambda: self.choose_requested.emit(candidate.agency))
        else:
            words = (
                translate("Recommendation", "Periksa")
                if look_first
                else translate("Recommendation", "Terima")
            )
            button = KeyButton(self.theme, words, self._keys.key(Action.RECOMMENDED))
            button.clicked.connect(self.accept_requested)
        button.setAccessibleName(f"{button.text()} {candidate.name}")
        return button

    @staticmethod
    def _headline(candidate: CandidateRow, beside: bool) -> str:
        if beside:
            return translate("Recommendation", "Tambah {0}").format(candidate.name)
        if candidate.lead:
            return translate("Recommendation", "{0} sebagai OPD utama").format(candidate.name)
        return translate("Recommendation", "{0} sebagai pendukung").format(candidate.name)

    @staticmethod
    def _for(candidate: CandidateRow) -> str:
        return translate("Recommendation", "Karena: {0}").format(" ".join(candidate.because))

    @staticmethod
    def _against(candidate: CandidateRow) -> str:
        return translate("Recommendation", "Kurang: {0}").format(" ".join(candidate.against))
