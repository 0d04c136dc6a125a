"""Boards from disk and back: the newest checkpoint and everything after it."""

from __future__ import annotations

import logging

import sqlalchemy as sa

from services.contract.codec import decode_envelope
from services.contract.errors import MalformedMessage
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot
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
