"""The board after any history equals the board built any other way."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.codec import seal
from services.contract.events import Envelope, IncidentDisposed, NoteAdded
from services.contract.records import Disposition, Status
from services.projection.apply import Changes, Gap, apply
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from tests.projection.making import EPOCH, START, histories


def state(board: Board) -> tuple[object, ...]:
    """Everything a screen could show of a board."""
    rows = tuple(board.incident(row) for row in range(board.count))
    extras = (board.arrivals, board.dispositions, board.last_report_id, board.drill_active, board.casework)
    return (board.epoch, board.seq, rows, *extras)


def after(history: list[Envelope]) -> Board:
    board = Board(EPOCH)
    apply(board, history)
    return board


@given(histories(), st.data())
def test_a_snapshot_in_the_middle_changes_nothing(history: list[Envelope], data: st.DataObject) -> None:
    middle = data.draw(st.integers(0, len(history)))
    board = after(history[:middle])
    copy, _ = decode_snapshot(encode_snapshot(board, START))
    apply(board, history[middle:])
    apply(copy, history[middle:])
    again, _ = decode_snapshot(encode_snapshot(copy, START))
    assert state(again) == state(copy) == state(board) == state(after(history))


@given(histories(), st.data())
def test_entries_already_applied_are_skipped(history: list[Envelope], data: st.DataObject) -> None:
    board = after(history)
    again = data.draw(st.lists(st.sampled_from(history), max_size=10))
    changes = apply(board, again)
    assert not changes
    assert state(board) == state(after(history))


@given(histories(), st.data())
def test_a_gap_stops_before_it_and_says_so(history: list[Envelope], data: st.DataObject) -> None:
    missing = data.draw(st.integers(0, len(history) - 1))
    board = Board(EPOCH)
    broken = history[:missing] + history[missing + 1 :]
    if missing < len(history) - 1:
        with pytest.raises(Gap):
            apply(board, broken)
    else:
        apply(board, broken)
    assert state(board) == state(after(history[:missing]))


def test_another_epoch_is_a_gap() -> None:
    envelope, _ = seal("other", 1, START, NoteAdded(incident_id=1, text="x"), "ani", "")
    with pytest.raises(Gap):
        apply(Board(EPOCH), [envelope])


@given(histories())
def test_an_unknown_kind_advances_the_sequence_and_changes_no_row(history: list[Envelope]) -> None:
    board = after(history)
    rows = state(board)[2]
    newer = Envelope(
        epoch=EPOCH, seq=board.seq + 1, at=START, kind="from.the.future", body=msgspec.Raw(b"{}")
    )
    changes = apply(board, [newer])
    assert (changes.unknown, changes.bad) == (1, 0)
    assert board.seq == newer.seq
    assert state(board)[2] == rows


@given(histories())
def test_an_unreadable_body_is_counted_and_does_not_stop_the_rest(history: list[Envelope]) -> None:
    board = after(history)
    broken = Envelope(
        epoch=EPOCH, seq=board.seq + 1, at=START, kind="incident.claimed", body=msgspec.Raw(b'{"owner":3}')
    )
    changes = apply(board, [broken])
    assert changes.bad == 1
    assert board.seq == broken.seq


@given(histories())
def test_the_changes_name_every_row_that_differs(history: list[Envelope]) -> None:
    board = Board(EPOCH)
    for envelope in history:
        before = [board.incident(row) for row in range(board.count)]
        changes = apply(board, [envelope])
        differing = {
            row for row in range(board.count) if row >= len(before) or board.incident(row) != before[row]
        }
        assert differing <= changes.rows


@given(histories())
def test_an_owner_who_acts_keeps_the_claim_fresh(history: list[Envelope]) -> None:
    board = after(history)
    for row in range(board.count):
        incident = board.incident(row)
        if incident.owner:
            seq = board.seq + 1
            at = START + 10**9
            note, _ = seal(EPOCH, seq, at, NoteAdded(incident_id=incident.id, text="x"), incident.owner, "")
            apply(board, [note])
            assert board.incident(row).owner_at == at


def test_a_duplicate_hands_its_reports_to_the_target_and_closes() -> None:
    board = after(two_incidents())
    body = IncidentDisposed(incident_id=2, disposition=Disposition.DUPLICATE, target_id=1, report_count=1)
    changes = apply(board, [seal(EPOCH, 3, START, body, "ani", "c-1")[0]])
    assert board.incident(0).report_count == 2
    assert board.incident(1).status is Status.CLOSED
    assert board.incident(1).merged_into == 1
    assert changes.rows == {0, 1}
    assert changes.causes == ["c-1"]


def two_incidents() -> list[Envelope]:
    from services.contract.events import ReportReceived
    from services.contract.records import Incident, Report, Severity

    def opened(number: int) -> Envelope:
        incident = Incident(
            id=number,
            day_no=number,
            severity=Severity.HIGH,
            category="pohon",
            title="Pohon tumbang",
            opened_at=START,
            updated_at=START,
        )
        report = Report(
            id=number,
            day_no=number,
            received_at=START,
            reported_at=START,
            source="open311",
            incident_id=number,
        )
        return seal(EPOCH, number, START, ReportReceived(report=report, incident=incident), "", "")[0]

    return [opened(1), opened(2)]


def test_merged_changes_keep_what_both_said() -> None:
    first, second = Changes(rows={1}, opened=[1], reports=1), Changes(rows={2}, causes=["x"])
    first.merge(second)
    assert (first.rows, first.opened, first.reports, first.causes) == ({1, 2}, [1], 1, ["x"])
    first.merge(Changes(reset=True))
    assert first.reset
    assert not first.rows
