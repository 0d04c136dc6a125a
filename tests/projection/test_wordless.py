"""The board without words says the same in figures, whichever way it came, and nothing in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.catalogue import EVENT_TYPES
from services.contract.codec import decode_envelope, encode, seal
from services.contract.events import Envelope
from services.contract.orders import Delegation, DelegationEnded, DelegationGiven
from services.projection.apply import apply
from services.projection.board import FIGURES, Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.projection.wordless import wordless_board, wordless_entry
from tests.projection.making import EPOCH, START, histories
from tests.projection.test_apply import after

INTERNED = {
    "category": "categories",
    "title_number": "titles",
    "area": "areas",
    "owner": "owners",
    "agencies": "agency_sets",
}


def figures(board: Board) -> list[object]:
    """Everything a wall shows."""
    columns: list[object] = []
    for name in FIGURES:
        values = getattr(board, name).tolist()
        if name in INTERNED:
            table = getattr(board, INTERNED[name]).values
            values = [table[value] for value in values]
        columns.append([None if value != value else value for value in values])
    columns += [board.seq, board.arrivals, board.dispositions, board.last_report_id, board.drill_active]
    return [*columns, board.casework.delegations]


@given(histories(), st.data())
def test_entries_and_pictures_lead_to_the_same_figures(history: list[Envelope], data: st.DataObject) -> None:
    middle = data.draw(st.integers(0, len(history)))
    wall, _ = decode_snapshot(encode_snapshot(wordless_board(after(history[:middle])), START))
    changes = apply(wall, [decode_envelope(wordless_entry(encode(entry))) for entry in history[middle:]])
    board = after(history)
    assert figures(wall) == figures(board) == figures(wordless_board(board))
    assert not changes.unknown
    assert not changes.bad
    for row in range(wall.count):
        assert wall.summary[row] == wall.place[row] == ""


def test_who_lends_authority_to_whom_is_a_figure_and_why_is_not() -> None:
    given_now = Delegation(
        id=1, giver="wali", receiver="sekda", since=START, until=START + 9, reason="rahasia"
    )
    entries = [
        seal(EPOCH, 1, START, DelegationGiven(delegation=given_now), "wali", "")[1],
        seal(EPOCH, 2, START, DelegationEnded(delegation_id=1, reason="rahasia"), "wali", "")[1],
    ]
    said = [wordless_entry(entry) for entry in entries]
    assert not any(b"rahasia" in entry for entry in said)
    wall = after([decode_envelope(entry) for entry in said])
    board = after([decode_envelope(entry) for entry in entries])
    assert wall.casework.delegations[1].ended_at == board.casework.delegations[1].ended_at == START
    assert figures(wordless_board(board)) == figures(wall)


@pytest.mark.parametrize("kind", ["a.kind.of.tomorrow", *sorted(kind.KIND for kind in EVENT_TYPES)])
def test_what_cannot_be_read_is_not_let_through(kind: str) -> None:
    entry = b'{"v":1,"epoch":"e","seq":1,"at":1,"kind":"%s","body":{"incident_id":"kata warga"}}'
    assert b"kata warga" not in wordless_entry(entry % kind.encode())
