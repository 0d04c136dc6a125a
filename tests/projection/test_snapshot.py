"""A snapshot survives the way there and back; a damaged one is refused in words."""

from __future__ import annotations

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from services.contract.errors import MalformedMessage
from services.contract.events import Envelope
from services.contract.messages import SNAPSHOT_MAGIC
from services.contract.records import Incident, Severity
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from tests.projection.making import EPOCH, START, histories
from tests.projection.test_apply import after, state


@given(histories())
def test_there_and_back(history: list[Envelope]) -> None:
    board = after(history)
    data = encode_snapshot(board, START)
    copy, at = decode_snapshot(data)
    assert data.startswith(SNAPSHOT_MAGIC)
    assert at == START
    assert state(copy) == state(board)
    assert encode_snapshot(copy, START) == data


@pytest.mark.parametrize("count", [1, 2])
def test_numbers_that_outgrow_a_narrow_column_are_kept(count: int) -> None:
    few, more = [_incident(n) for n in range(1, 4)], [_incident(10**11 + n) for n in range(count)]
    board = Board(EPOCH)
    board.extend(few, [1, 2, 3])
    copy, _ = decode_snapshot(encode_snapshot(board, START))
    assert copy.report_count.itemsize < board.report_count.itemsize
    for one in (board, copy):
        if count == 1:
            one.append(more[0], 2**40)
        else:
            one.extend(more, [2**40] * count)
        for name, value in (("report_count", 70_000), ("merged_into", 2**33), ("version", 2**35)):
            one.set(1, name, value)
        for number in range(200):
            one.set(0, "owner", one.owners.number(f"user-{number}"))
    assert state(copy) == state(board)
    assert copy.row_of(10**11) == 3
    assert copy.row_of(2**31) == copy.row_of(2**64) == -1


def _incident(number: int) -> Incident:
    return Incident(
        id=number,
        day_no=number % 50_000,
        severity=Severity.LOW,
        category="pju",
        title="Lampu padam",
        opened_at=START,
        updated_at=START,
        outside_m=number % 50_000,
    )


def test_an_empty_board_can_be_sent_and_filled() -> None:
    copy, _ = decode_snapshot(encode_snapshot(Board(EPOCH), START))
    assert (copy.epoch, copy.seq, copy.count) == (EPOCH, 0, 0)


@given(histories(max_size=6), st.data())
def test_damage_is_refused_or_harmless(history: list[Envelope], data: st.DataObject) -> None:
    packed = zstandard.ZstdDecompressor().decompress(encode_snapshot(after(history), START))
    at = data.draw(st.integers(0, len(packed) - 1))
    damaged = packed[:at] + bytes([data.draw(st.integers(0, 255))]) + packed[at + 1 :]
    try:
        board, _ = decode_snapshot(zstandard.ZstdCompressor().compress(damaged))
    except MalformedMessage:
        return
    apply(board, [])
    assert len(state(board)[2]) == board.count  # type: ignore[arg-type]  # the rows of the state


@pytest.mark.parametrize("data", [b"", b"{}", SNAPSHOT_MAGIC, b"\x00" * 40])
def test_what_is_no_snapshot_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedMessage):
        decode_snapshot(data)


@given(histories(max_size=8), st.sampled_from(["severity", "category", "ids", "area", "title_number"]))
def test_columns_that_point_outside_their_tables_are_refused(history: list[Envelope], name: str) -> None:
    raw = zstandard.ZstdDecompressor().decompress(encode_snapshot(after(history), START))
    picture = msgspec.msgpack.decode(raw)
    width = len(picture["figures"][name]) // picture["count"]
    picture["figures"][name] = b"\x7f" * width * picture["count"]
    if name == "ids" and picture["count"] == 1:
        return
    with pytest.raises(MalformedMessage):
        decode_snapshot(zstandard.ZstdCompressor().compress(msgspec.msgpack.encode(picture)))
