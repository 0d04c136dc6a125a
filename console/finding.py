"""From a number as people say it to an incident."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from console.names import Names
from services.projection.board import Board

_SPOKEN: Final = re.compile(
    r"(?:(?P<prefix>[a-z]{2,4})-)?(?:(?P<day>\d{6})-)?0*(?P<number>\d{1,9})", re.IGNORECASE
)


def find_incident(board: Board, names: Names, spoken: str) -> int:
    """The incident of `KB-261121-0187`, `261121-187` or `187` (the newest with that number); 0 for none."""
    match = _SPOKEN.fullmatch(spoken.strip())
    if match is None:
        return 0
    rows = np.flatnonzero(board.day_no == int(match["number"]))
    for row in rows[::-1]:
        if not match["day"]:
            return int(board.ids[row])
        ref = names.incident_ref(int(board.opened_at[row]), int(board.day_no[row]))
        if ref.split("-")[1] == match["day"]:
            return int(board.ids[row])
    return 0
