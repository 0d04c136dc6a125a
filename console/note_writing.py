"""A note of the shift log with everything its text names."""

from __future__ import annotations

import numpy as np

from console.names import Names
from console.situation import Situation
from services.contract.shifts import WriteNote
from services.rules.mentions import mentions


class NoteWriter:
    """Finds agencies, persons, tags and incidents in what somebody wrote."""

    def __init__(self, situation: Situation, names: Names) -> None:
        self._situation, self._names = situation, names

    def written(self, text: str, reply_to: int = 0, corrects: int = 0, picture: str = "") -> WriteNote:
        found = mentions(text, self.agencies(), self.incident)
        return WriteNote(
            text=text,
            tags=found.tags,
            incidents=found.incidents,
            agencies=found.agencies,
            persons=found.persons,
            reply_to=reply_to,
            corrects=corrects,
            picture=picture,
        )

    def agencies(self) -> dict[str, str]:
        """What the room calls them in lower case, by code."""
        agencies = {agency.short.casefold(): agency.code for agency in self._names.pack.agencies}
        return agencies | {agency.code.casefold(): agency.code for agency in self._names.pack.agencies}

    def incident(self, written: str) -> int:
        """Number of an incident as people write it; `#187` is one of today."""
        board, now = self._situation.board, self._situation.now()
        digits = written.rpartition("#")[2] if "#" in written else written.rpartition("-")[2]
        for row in np.flatnonzero(board.day_no == int(digits)):
            opened_at = int(board.opened_at[row])
            number = self._names.incident_ref(opened_at, int(digits))
            today = self._names.incident_ref(now, int(digits))
            if number == (today if "#" in written else written):
                return int(board.ids[row])
        return 0
