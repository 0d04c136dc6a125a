"""A board as bytes: columns and text blobs in msgpack, compressed by zstd. One format for the feed, the
replica on disk and the backend's checkpoints."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
import numpy as np
import numpy.typing as npt
import zstandard
from msgspec import Meta, Struct

from services.contract.errors import MalformedMessage
from services.projection.board import FIGURES, TEXTS, Board
from services.projection.casework import decode_casework
from services.projection.columns import Interner, TextColumn
from services.projection.shiftbook import decode_shiftbook

FORMAT: Final = 2
MAX_BYTES: Final = 2 * 1024**3
"""Largest uncompressed snapshot that is read."""


class _Text(Struct, frozen=True):
    blob: bytes
    lengths: bytes
    """Bytes per row, little-endian int32."""


class _Picture(Struct, frozen=True, kw_only=True):
    format: int
    epoch: str
    seq: Annotated[int, Meta(ge=0)]
    at: int
    count: Annotated[int, Meta(ge=0)]
    figures: dict[str, bytes]
    texts: dict[str, _Text]
    categories: list[str]
    titles: list[str]
    areas: list[str]
    owners: list[str]
    agency_sets: list[tuple[str, ...]]
    last_report_id: int
    arrivals: dict[int, int]
    dispositions: dict[str, int]
    drill_active: bool = False
    casework: bytes = b""
    shifts: bytes = b""


_decoder = msgspec.msgpack.Decoder(_Picture)


def encode_snapshot(board: Board, at: int, *, level: int = 1) -> bytes:
    """The board as of now; `at` is the server's time, in milliseconds. Level 1 suits a LAN, 9 a thin link."""
    texts = {}
    for name in TEXTS:
        blob, offsets = getattr(board, name).pack(board.count)
        texts[name] = _Text(bytes(blob), np.diff(offsets).astype("<i4").tobytes())
    picture = _Picture(
        format=FORMAT,
        epoch=board.epoch,
        seq=board.seq,
        at=at,
        count=board.count,
        figures={name: getattr(board, name).astype("<" + kind).tobytes() for name, kind in FIGURES.items()},
        texts=texts,
        categories=board.categories.values[1:],
        titles=board.titles.values[1:],
        areas=board.areas.values[1:],
        owners=board.owners.values[1:],
        agency_sets=board.agency_sets.values[1:],
        last_report_id=board.last_report_id,
        arrivals=board.arrivals,
        dispositions=board.dispositions,
        drill_active=board.drill_active,
        casework=board.casework.encoded(),
        shifts=board.shifts.encoded(),
    )
    return zstandard.ZstdCompressor(level=level).compress(msgspec.msgpack.encode(picture))


def decode_snapshot(data: bytes) -> tuple[Board, int]:
    """The board and the server time it was taken at. Raises `MalformedMessage`."""
    try:
        size = zstandard.get_frame_parameters(data).content_size
        if size > MAX_BYTES:
            raise ValueError("too large")
        picture = _decoder.decode(zstandard.ZstdDecompressor().decompress(data, max_output_size=MAX_BYTES))
        return _board(picture), picture.at
    except (zstandard.ZstdError, msgspec.MsgspecError, ValueError, KeyError, MemoryError) as error:
        raise MalformedMessage("snapshot", f"Salinan keadaan tidak terbaca: {error}") from None


def _board(picture: _Picture) -> Board:
    if picture.format != FORMAT:
        raise ValueError(f"format {picture.format}")
    columns: dict[str, npt.NDArray[Any]] = {}
    for name, kind in FIGURES.items():
        columns[name] = np.frombuffer(picture.figures[name], "<" + kind)
        if len(columns[name]) != picture.count:
            raise ValueError(f"column {name}: {len(columns[name])} rows instead of {picture.count}")
    _check_indices(columns, picture)
    board = Board.from_columns(picture.epoch, picture.seq, columns)
    board.categories = Interner("", picture.categories)
    board.titles = Interner("", picture.titles)
    board.areas = Interner("", picture.areas)
    board.owners = Interner("", picture.owners)
    board.agency_sets = Interner((), picture.agency_sets)
    for name in TEXTS:
        setattr(board, name, _text_column(picture.texts[name], picture.count))
    board.last_report_id = picture.last_report_id
    board.arrivals = dict(picture.arrivals)
    board.dispositions = dict(picture.dispositions)
    board.drill_active = picture.drill_active
    board.casework = decode_casework(picture.casework)
    board.shifts = decode_shiftbook(picture.shifts)
    return board.narrowed()


def _text_column(text: _Text, count: int) -> TextColumn:
    lengths = np.frombuffer(text.lengths, "<i4")
    if (
        len(lengths) != count
        or (count and lengths.min() < 0)
        or lengths.sum(dtype=np.int64) != len(text.blob)
    ):
        raise ValueError("text column does not fit its rows")
    if not text.blob:
        return TextColumn()
    offsets = np.zeros(count + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return TextColumn(text.blob, offsets)


def _check_indices(columns: dict[str, npt.NDArray[Any]], picture: _Picture) -> None:
    limits = {
        "severity": 4,
        "status": 5,
        "disposition": 7,
        "placement": 6,
        "category": len(picture.categories) + 1,
        "title_number": len(picture.titles) + 1,
        "area": len(picture.areas) + 1,
        "owner": len(picture.owners) + 1,
        "agencies": len(picture.agency_sets) + 1,
    }
    if not picture.count:
        return
    for name, limit in limits.items():
        if columns[name].min() < 0 or columns[name].max() >= limit:
            raise ValueError(f"column {name} points outside its table")
    if (np.diff(columns["ids"]) <= 0).any():
        raise ValueError("incident ids are not in order")
