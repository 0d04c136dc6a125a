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
from services.store.queries import LogInfo

_log = logging.getLogger(__name__)
_CHUNK = 5000


def load_board(connection: sa.Connection, info: LogInfo) -> Board:
    """The board of a log as of its last entry on disk."""
    board = _from_checkpoint(connection, info)
    chunk = []
    for data in queries.bodies_after(connection, info.id, board.seq, info.seq):
        chunk.append(decode_envelope(data))
        if len(chunk) >= _CHUNK:
            apply(board, chunk)
            chunk.clear()
    apply(board, chunk)
    return board


def _from_checkpoint(connection: sa.Connection, info: LogInfo) -> Board:
    for data in queries.newest_snapshots(connection, info.id, info.seq):
        try:
            board, _at = decode_snapshot(data)
        except MalformedMessage:
            _log.exception("checkpoint of log %s is unreadable, trying an older one", info.epoch)
            continue
        if board.epoch == info.epoch and board.seq <= info.seq:
            return board
    return Board(info.epoch)
