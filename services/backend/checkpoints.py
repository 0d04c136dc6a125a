"""Boards from disk and back: the newest checkpoint and everything after it."""

from __future__ import annotations

import logging
from collections.abc import Callable

import sqlalchemy as sa

from services.contract.codec import decode_body, decode_envelope
from services.contract.errors import MalformedMessage
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.casework import MAX_ENTRIES
from services.projection.snapshot import decode_snapshot
from services.projection.steptimes import KINDS, StepTimes
from services.store import queries

_log = logging.getLogger(__name__)
_CHUNK = 5000


def load_board(connection: sa.Connection, log: int, epoch: str, upto: int) -> Board:
    """The board of a log as of an entry that is on disk."""
    board = _from_checkpoint(connection, log, epoch, upto)
    advance_board(connection, log, board, upto)
    return board


def advance_board(connection: sa.Connection, log: int, board: Board, upto: int) -> None:
    """Bring a board of this log on to a later entry that is on disk."""
    chunk = []
    for data in queries.bodies_after(connection, log, board.seq, upto):
        chunk.append(decode_envelope(data))
        if len(chunk) >= _CHUNK:
            apply(board, chunk)
            chunk.clear()
    apply(board, chunk)


def step_times(
    connection: sa.Connection, log: int, board: Board, progress: Callable[[int], None] = lambda seq: None
) -> StepTimes | None:
    """When every incident of the board reached its steps, read from the log; None where it remembers them all
    itself. `progress` is told how far the log was read."""
    if len(board.casework.times) < MAX_ENTRIES:
        return None
    found, chunk = StepTimes(board.ids), []
    for data in queries.bodies_of(connection, log, KINDS, board.seq):
        envelope = decode_envelope(data)
        try:
            chunk.append((envelope, decode_body(envelope)))
        except MalformedMessage:
            continue  # the board counts these
        if len(chunk) >= _CHUNK:
            found.take(chunk)
            progress(envelope.seq)
            chunk.clear()
    found.take(chunk)
    return found


def _from_checkpoint(connection: sa.Connection, log: int, epoch: str, upto: int) -> Board:
    for data in queries.newest_snapshots(connection, log, upto):
        try:
            board, _at = decode_snapshot(data)
        except MalformedMessage:
            _log.exception("checkpoint of log %s is unreadable, trying an older one", epoch)
            continue
        if board.epoch == epoch and board.seq <= upto:
            return board
    return Board(epoch)
