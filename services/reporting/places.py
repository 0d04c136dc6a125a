"""Where the incidents of a handover are, for the map on its paper."""

from __future__ import annotations

from services.contract.briefing import Document
from services.projection.board import Board


def places(document: Document, board: Board) -> dict[int, tuple[float, float]]:
    """Incident → latitude and longitude where it has them. `board`: as of the document's entry."""
    found = {}
    for key in {item.key for part in document.parts for item in part.items}:
        kind, _, number = key.partition(":")
        row = board.row_of(int(number)) if kind == "incident" else -1
        if row >= 0 and board.lat[row] == board.lat[row]:
            found[int(number)] = (float(board.lat[row]), float(board.lon[row]))
    return dict(sorted(found.items()))
