"""What a window says in one line about the briefing on the wall, and its keys there."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication

from console.briefing import BriefingControl
from console.situation import Situation
from services.contract.scenes import Briefing
from services.projection.apply import Changes
from services.reporting import briefing_plan
from widgets.format import Format

translate = QCoreApplication.translate

NEWS_MS: Final = 12 * 3_600_000
"""How long it is said that one was held."""


class BriefingLine(Protocol):
    """The part of the window this feeds."""

    def set_briefing(self, words: str, *, on: bool) -> None: ...
    def show_notice(self, sentence: str, *, wrong: bool = False) -> None: ...


class HandoverBriefing:
    """Follows the same clock as the wall."""

    def __init__(
        self, situation: Situation, words: Format, face: BriefingLine, control: BriefingControl
    ) -> None:
        self._situation, self._words, self._face, self._control = situation, words, face, control

    def press(self, key: str) -> None:
        if self._situation.data_at():
            self._control.press(key)
        else:
            self._face.show_notice(
                translate("Handover", "Belum tersambung: belum diketahui siapa yang duduk di sini.")
            )

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        if changes.reset or changes.casework:
            self.show()

    def ticked(self, now: int) -> None:
        self.show()

    # --- inner ---

    def show(self) -> None:
        """Bring the line up to date."""
        going_on, last = self._control.current, self._situation.board.shifts.briefing
        if going_on is not None:
            self._face.set_briefing(self._running(going_on), on=True)
        else:
            self._face.set_briefing(self._held(last) if last is not None else "", on=False)

    def _running(self, briefing: Briefing) -> str:
        at_ms = briefing_plan.position(briefing, self._situation.now())
        said = translate("Handover", "Pengarahan {0}/{1} · sisa {2}")
        number = briefing_plan.card_at(briefing.cards, at_ms) + 1
        left = self._words.stopwatch(briefing_plan.total(briefing.cards) - at_ms)
        for place, value in enumerate((str(number), str(len(briefing.cards)), left)):
            said = said.replace(f"{{{place}}}", value)
        return f"{said} · {translate('Wall', 'JEDA')}" if briefing.paused else said

    def _held(self, briefing: Briefing) -> str:
        """When the last one was held, for how long and by whom."""
        ended = briefing_plan.ended_at(briefing)
        if self._situation.now() - ended > NEWS_MS:
            return ""
        said = translate("Handover", "Pengarahan {0} selama {1}, oleh {2}")
        lasted = self._words.age(ended - briefing.at)
        for place, value in enumerate((self._words.minute(briefing.at), lasted, briefing.by)):
            said = said.replace(f"{{{place}}}", value)
        return said
