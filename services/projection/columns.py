"""Columns that grow: numpy for figures, one blob for text, small dictionaries for repeated words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T", bound=Hashable)
Offsets = npt.NDArray[np.int32]
"""Where the texts of a blob begin; a snapshot is smaller than 2 GiB."""


class Interner(Generic[T]):
    """Numbers for values that repeat (codes, names); 0 is always the empty value."""

    def __init__(self, empty: T, values: Iterable[T] = ()) -> None:
        self.values: list[T] = [empty]
        self._numbers: dict[T, int] = {empty: 0}
        for value in values:
            self.number(value)

    def number(self, value: T) -> int:
        """The number of a value, given out at first sight."""
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self.values)
            self.values.append(value)
        return found

    def known(self, value: T) -> int | None:
        """The number of a value, or None if it was never seen."""
        return self._numbers.get(value)


class TextColumn:
    """Text per row: a snapshot's rows stay in one UTF-8 blob, rows written since are strings of their own."""

    def __init__(self, blob: bytes = b"", offsets: Offsets | None = None) -> None:
        self._blob = blob
        self._offsets: Offsets = offsets if offsets is not None else np.zeros(1, np.int32)
        self._written: dict[int, str] = {}

    def __getitem__(self, row: int) -> str:
        text = self._written.get(row)
        if text is not None:
            return text
        if row + 1 >= len(self._offsets):
            return ""
        return self._blob[self._offsets[row] : self._offsets[row + 1]].decode("utf-8", "replace")

    def __setitem__(self, row: int, text: str) -> None:
        self._written[row] = text

    def extend(self, first: int, texts: Iterable[str]) -> None:
        """Write consecutive rows."""
        self._written.update(enumerate(texts, first))

    @property
    def base(self) -> tuple[bytes, Offsets]:
        """The blob of the snapshot rows and their offsets (one more than rows)."""
        return self._blob, self._offsets

    @property
    def written(self) -> dict[int, str]:
        """Rows written since the snapshot; they hide the blob's."""
        return self._written

    def pack(self, count: int) -> tuple[bytes, Offsets]:
        """Blob and offsets of all `count` rows."""
        in_base = min(len(self._offsets) - 1, count)
        if not self._written and in_base == count:
            return self._blob, self._offsets
        pieces: list[bytes] = []
        lengths = np.zeros(count + 1, np.int32)
        lengths[1 : in_base + 1] = np.diff(self._offsets[: in_base + 1])
        at = 0
        for row in sorted(self._written):
            if row < in_base:
                pieces.append(self._blob[self._offsets[at] : self._offsets[row]])
                at = row + 1
            elif at < in_base:
                pieces.append(self._blob[self._offsets[at] : self._offsets[in_base]])
                at = in_base
            piece = self._written[row].encode("utf-8", "replace")
            pieces.append(piece)
            lengths[row + 1] = len(piece)
        if at < in_base:
            pieces.append(self._blob[self._offsets[at] : self._offsets[in_base]])
        return b"".join(pieces), np.cumsum(lengths, dtype=np.int32)


class NamedColumn:
    """Text that repeats (titles): a number per row into an interner, read and written as text."""

    def __init__(self, values: Interner[str], numbers: Callable[[], npt.NDArray[np.int32]]) -> None:
        self._values = values
        self._numbers = numbers

    def __getitem__(self, row: int) -> str:
        return self._values.values[int(self._numbers()[row])]


def narrowest(array: npt.NDArray[Any], least: str) -> npt.NDArray[Any]:
    """The same whole numbers in the narrowest type from `least` on that also holds their double."""
    low, high = (2 * int(array.min()), 2 * int(array.max())) if len(array) else (0, 0)
    for kind in map(np.dtype, ("i1", "i2", "i4")):
        limits = np.iinfo(kind)
        if (
            np.dtype(least).itemsize <= kind.itemsize < array.itemsize
            and limits.min <= low <= high <= limits.max
        ):
            return array.astype(kind)
    return array


def grown(array: npt.NDArray[Any], capacity: int) -> npt.NDArray[Any]:
    """A writable copy of `array` with room for `capacity` rows."""
    larger = np.zeros(capacity, array.dtype)
    larger[: len(array)] = array
    return larger
