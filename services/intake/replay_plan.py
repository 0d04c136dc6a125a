"""What a replay will send: files with their mappings, rows in the order of sending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from services.contract.errors import KnownError, Rejected
from services.intake.mapping import Mapping, choose, known_mappings, load_mapping
from services.intake.reading import Source, look, rows
from services.intake.replay_state import key_of
from services.intake.translate import Draft, Translator

MAX_SORTED: Final = 500_000
"""Rows that may be held to be sent by their times; more can only be replayed at full speed."""


@dataclass(frozen=True, eq=False)
class Part:
    """One file of the replay."""

    source: Source
    mapping: Mapping

    @property
    def name(self) -> str:
        return self.source.file.name

    def key(self, epoch: str, *, moved: bool) -> str:
        """Identity of this replay of the file: the state of another log or mapping is not its state."""
        return key_of(self.source.file, (epoch, self.mapping.digest, "moved" if moved else ""))


@dataclass(frozen=True)
class Item:
    """One row to send. `draft` None: it cannot be, for `fault`."""

    part: Part
    row: int
    draft: Draft | None
    fault: str = ""

    def moved(self, move: Callable[[float, float], tuple[float, float]] | None) -> Item:
        """The same report carried into the city, its own position kept beside it."""
        draft = self.draft
        if move is None or draft is None or draft.lat is None or draft.lon is None:
            return self
        lat, lon = move(draft.lat, draft.lon)
        origin = (("moved_from_lat", repr(draft.lat)), ("moved_from_long", repr(draft.lon)))
        there = msgspec.structs.replace(draft, lat=lat, lon=lon, form=draft.form + origin)
        return replace(self, draft=there)


class Plan:
    """The rows of all files that were asked for. Raises `KnownError` where a file fits no mapping."""

    def __init__(
        self, files: Sequence[Path], mapping: Path | None, first: int, last: int, limit: int
    ) -> None:
        self.parts = [_part(file, mapping) for file in files]
        self.points: list[tuple[float, float]] = []
        self._first, self._last, self._limit = max(1, first), last, limit
        self._translators: list[Translator] = []

    def survey(self, *, points: bool) -> int:
        """Number of rows that will be sent or rejected; with `points`, their positions are kept too."""
        total = 0
        for part in self.parts:
            translator = Translator(part.mapping)
            for row in rows(part.source):
                if self._wanted(row.number) and (not self._limit or total < self._limit):
                    total += 1
                    point = translator.point(row) if points else None
                    if point is not None:
                        self.points.append(point)
        return total

    def items(self, *, by_time: bool) -> Iterator[Item]:
        """Rows in the order of the files, or by the time they were reported: unreadable ones first."""
        self._translators = [Translator(part.mapping) for part in self.parts]
        pairs = zip(self.parts, self._translators, strict=True)
        found = (item for part, translator in pairs for item in self._of(part, translator))
        if self._limit:
            found = (item for item, _ in zip(found, range(self._limit), strict=False))
        if not by_time:
            yield from found
            return
        held = []
        for item in found:
            held.append(item)
            if len(held) > MAX_SORTED:
                raise KnownError(
                    "too_many_rows",
                    f"Lebih dari {MAX_SORTED} baris; pakai --speed max, --limit, atau --from dan --to.",
                )
        yield from sorted(held, key=lambda item: item.draft.at if item.draft else 0)

    def unmapped(self) -> Counter[tuple[str, str]]:
        """(default category, unknown value) → rows, over all files."""
        total: Counter[tuple[str, str]] = Counter()
        for part, translator in zip(self.parts, self._translators, strict=False):
            for value, count in translator.unmapped.items():
                total[part.mapping.category.default, value] += count
        return total

    def _of(self, part: Part, translator: Translator) -> Iterator[Item]:
        for row in rows(part.source):
            wanted = self._wanted(row.number)
            if self._last and row.number > self._last:
                return
            try:
                # Rows before the first wanted one are read too: equal rows are told apart by counting.
                draft = translator.draft(row)
            except Rejected as error:
                if wanted:
                    yield Item(part, row.number, None, error.message)
                continue
            if wanted:
                yield Item(part, row.number, draft)

    def _wanted(self, number: int) -> bool:
        return number >= self._first and (not self._last or number <= self._last)


def _part(file: Path, mapping: Path | None) -> Part:
    source = look(file)
    if mapping is not None:
        chosen = load_mapping(mapping)
        missing = [name for name in chosen.shape.fields if name.lower() not in source.fields]
        if chosen.shape.format != source.format or missing:
            what = f"kolom {', '.join(missing)} tidak ada" if missing else f"bentuknya {source.format}"
            raise KnownError("mapping_mismatch", f"{file.name} tidak sesuai pemetaan {mapping.name}: {what}.")
        return Part(source, chosen)
    known = known_mappings()
    found = choose(known, source.format, source.fields)
    if found is None:
        names = ", ".join(m.name for m in known)
        raise KnownError(
            "mapping_unknown",
            f"{file.name} tidak dikenali (pemetaan yang ada: {names}). "
            "Tulis berkas pemetaan dan berikan dengan --mapping; caranya di docs/panduan/pemetaan.md.",
        )
    return Part(source, found)
