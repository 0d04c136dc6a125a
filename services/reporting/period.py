"""A period counted from the board: where, what, who answered, how fast, kept or missed, where again. Pure.

Counted are incidents of one log that were opened in the period and are incidents at all; prank, ghost,
duplicate, information and outside stand beside them with their number. Everything is as the log says now,
also about a period long past: what was judged later is judged better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from services.contract.city import CityPack
from services.contract.period import AgencyCount, Count, Kept, Period, Spread
from services.contract.records import DISPOSITIONS, SEVERITIES
from services.projection.board import Board
from services.projection.casework import MAX_ENTRIES
from services.projection.facts import facts, rows_of_period
from services.projection.steptimes import StepTimes
from services.reporting.local_times import offsets_ms, weekdays
from services.reporting.period_ask import Asked
from services.reporting.period_points import points_of
from services.reporting.period_words import MONTHS
from services.reporting.shift_figures import step_spreads
from services.rules.clocks import Clocks
from services.rules.figures import Figures, Report, Tallies

SEVERITY_WORDS: Final = ("Kritis", "Tinggi", "Sedang", "Rendah")
DISPOSITION_WORDS: Final = (
    "Belum diperiksa", "Benar", "Iseng", "Kosong", "Duplikat", "Informasi", "Di luar kota",
)  # fmt: skip
UNKNOWN: Final = "tidak diketahui"
NOWHERE: Final = "di luar batas atau tidak diketahui"
FEW: Final = 20
"""Below so many, a difference is told in numbers: a share of so few means nothing."""
_INCIDENTS: Final = [index for index, value in enumerate(DISPOSITIONS) if value.is_incident]
_HOUR_MS: Final = 3_600_000
Rows = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Progress = Callable[[str, int, int], None]
"""What is being done, how much of how much."""


class Source(NamedTuple):
    """What is counted from. `began`: when the log began, milliseconds UTC; `steps`: times of steps where the
    board remembers only those of the newest incidents."""

    board: Board
    pack: CityPack
    clocks: Clocks
    began: int
    drill: bool = False
    steps: StepTimes | None = None


class Counted(NamedTuple):
    """`rows`: of the board, in the order in which they were opened; `point_of`: row → number of its point."""

    period: Period
    rows: Rows
    point_of: Mapping[int, int]


def silent(_what: str, _done: int, _all: int) -> None:
    """Nobody waits for it."""


def count(source: Source, asked: Asked, progress: Progress = silent) -> Counted:
    """Count one period."""
    return _Counter(source, asked).counted(progress)


class _Counter:
    """One count over one board."""

    def __init__(self, source: Source, asked: Asked) -> None:
        self.source, self.asked = source, asked
        self.board, self.pack = source.board, source.pack
        self.zone = ZoneInfo(self.pack.city.timezone)
        self.agencies = {agency.code: agency.short for agency in self.pack.agencies}
        self.responsible = {category.code: category.agency for category in self.pack.categories}
        self.lead_codes, self.lead = self._leads()
        self.wanted = self._wanted()
        self.incident = np.isin(self.board.disposition, _INCIDENTS) & self.wanted
        self.now = self._rows(self.incident, asked.start, asked.end)
        self.before = self._rows(self.incident, asked.before_start, asked.before_end)

    def counted(self, progress: Progress) -> Counted:
        asked, board, pack = self.asked, self.board, self.pack
        opened = self._rows(self.wanted, asked.start, asked.end)
        progress("Menghitung tenggat", 0, 2)
        kept = self._kept(asked.start, asked.end)
        progress("Menghitung tenggat", 1, 2)
        kept_before = self._kept(asked.before_start, asked.before_end)
        recurrence, point_of = points_of(board, pack, self.incident, asked, progress)
        known = self._known(self.now)
        dispositions = self._indexed(board.disposition, DISPOSITIONS, DISPOSITION_WORDS, self.wanted)
        period = Period(
            city=pack.city.name,
            prefix=pack.city.prefix,
            timezone=pack.city.timezone,
            clock_label=pack.city.clock_label,
            area_word=pack.city.area_word,
            district_word=pack.city.district_word,
            drill=self.source.drill,
            epoch=board.epoch,
            seq=board.seq,
            pack=pack.digest,
            name=asked.name,
            before_name=asked.before_name,
            start=asked.start,
            end=asked.end,
            before_start=asked.before_start,
            before_end=asked.before_end,
            running=asked.running,
            before_whole=self.source.began <= asked.before_start,
            filters=asked.filters,
            opened=len(opened),
            total=len(self.now),
            before_total=len(self.before),
            reports=int(board.report_count[self.now].sum(dtype=np.int64)),
            excluded={each.code: each.count for each in dispositions if each.count and not _counts(each)},
            sentence=self._sentence(recurrence.found),
            districts=self._districts(),
            areas=self._areas(),
            categories=self._categories(),
            severities=self._indexed(board.severity, SEVERITIES, SEVERITY_WORDS, self.incident),
            dispositions=dispositions,
            agencies=self._agencies(),
            hours=self._hours(),
            steps=self._steps(known, asked.end),
            steps_before=self._steps(self._known(self.before), asked.before_end),
            times_known=len(known),
            kept=_kept_of(kept.total),
            kept_before=_kept_of(kept_before.total),
            kept_agencies={code: _kept_of(each) for code, each in kept.agencies.items()},
            kept_categories={code: _kept_of(each) for code, each in kept.categories.items()},
            recurrence=recurrence,
        )
        order = np.lexsort((board.ids[self.now], board.opened_at[self.now]))
        return Counted(period, self.now[order], point_of)

    # --- which rows ---

    def _wanted(self) -> Bools:
        """Rows that pass the filters."""
        board, asked = self.board, self.asked
        mask = np.ones(board.count, np.bool_)
        if asked.categories:
            mask &= np.isin(board.category, _numbers(board.categories.values, asked.categories))
        if asked.areas:
            mask &= np.isin(board.area, _numbers(board.areas.values, asked.areas))
        if asked.agencies:
            sets = [i for i, codes in enumerate(board.agency_sets.values) if asked.agencies & set(codes)]
            answers = _numbers(self.lead_codes, asked.agencies)
            mask &= np.isin(board.agencies, sets) | np.isin(self.lead, answers)
        return mask

    def _rows(self, mask: Bools, start: int, end: int) -> Rows:
        opened = self.board.opened_at
        return np.flatnonzero(mask & (opened >= start) & (opened < end))

    def _leads(self) -> tuple[list[str], Rows]:
        """Codes, and per row the number of who answers: assigned, otherwise the category's agency."""
        board = self.board
        codes = [""]
        number: dict[str, int] = {"": 0}

        def of(code: str) -> int:
            if code not in number:
                number[code] = len(codes)
                codes.append(code)
            return number[code]

        by_set = np.array([of(codes_[0] if codes_ else "") for codes_ in board.agency_sets.values], np.int64)
        by_kind = np.array([of(self.responsible.get(code, "")) for code in board.categories.values], np.int64)
        return codes, np.where(board.agencies == 0, by_kind[board.category], by_set[board.agencies])

    def _known(self, rows: Rows) -> Rows:
        """Rows whose steps are at hand."""
        times = self.board.casework.times
        if self.source.steps is not None or len(times) < MAX_ENTRIES:
            return rows
        return rows[np.isin(self.board.ids[rows], np.fromiter(times, np.int64, len(times)))]

    def _steps(self, rows: Rows, end: int) -> dict[str, Spread]:
        return step_spreads(self.board, rows.tolist(), end, self.source.steps)

    # --- tables ---

    def _pair(self, column: npt.NDArray[Any], size: int, mask: Bools | None = None) -> list[tuple[int, int]]:
        """How often each number of a column occurs, in the period and in the one before."""
        asked = self.asked
        rows = self.now, self.before
        if mask is not None:
            rows = (
                self._rows(mask, asked.start, asked.end),
                self._rows(mask, asked.before_start, asked.before_end),
            )
        now, before = (np.bincount(column[each].astype(np.int64), minlength=size).tolist() for each in rows)
        return list(zip(now, before, strict=True))

    def _indexed(
        self, column: npt.NDArray[Any], codes: tuple[Any, ...], words: tuple[str, ...], mask: Bools
    ) -> tuple[Count, ...]:
        pairs = self._pair(column, len(codes), mask)
        return tuple(
            Count(code=code.value, name=name, count=now, before=before)
            for code, name, (now, before) in zip(codes, words, pairs, strict=True)
        )

    def _areas(self) -> tuple[Count, ...]:
        wanted, codes = self.asked.areas, self.board.areas.values
        names = {each.code: each.name for each in self.pack.areas if not wanted or each.code in wanted}
        return _sorted(names, codes, self._pair(self.board.area, len(codes)), {"": NOWHERE})

    def _districts(self) -> tuple[Count, ...]:
        district = {area.code: area.district for area in self.pack.areas}
        found: dict[str, list[int]] = {}
        for each in self._areas():
            sums = found.setdefault(district.get(each.code, ""), [0, 0])
            sums[0], sums[1] = sums[0] + each.count, sums[1] + each.before
        names = {"": NOWHERE, **{each.code: each.name for each in self.pack.districts}}
        return _sorted({}, list(found), [(a, b) for a, b in found.values()], names)

    def _categories(self) -> tuple[Count, ...]:
        names = {category.code: category.name for category in self.pack.categories}
        board = self.board
        return _sorted(
            {}, board.categories.values, self._pair(board.category, len(board.categories.values)), names
        )

    def _agencies(self) -> tuple[AgencyCount, ...]:
        board, codes, size = self.board, self.lead_codes, len(self.lead_codes)
        answering = dict(zip(codes, self._pair(self.lead, size), strict=True))
        alone = np.bincount(self.lead[self.now][board.agencies[self.now] == 0], minlength=size)
        unassigned = dict(zip(codes, alone.tolist(), strict=True))
        helped: dict[str, int] = {}
        for number, times in enumerate(np.bincount(board.agencies[self.now].astype(np.int64)).tolist()):
            for code in dict.fromkeys(board.agency_sets.values[number][1:]):
                helped[code] = helped.get(code, 0) + times
        found = [
            AgencyCount(
                code=code,
                name=self.agencies.get(code, code) or "tanpa OPD",
                count=answering.get(code, (0, 0))[0],
                before=answering.get(code, (0, 0))[1],
                unassigned=unassigned.get(code, 0),
                supporting=helped.get(code, 0),
            )
            for code in sorted({*codes, *helped})
        ]
        found = [each for each in found if each.count or each.before or each.supporting]
        return tuple(sorted(found, key=lambda each: (-each.count, -each.supporting, -each.before, each.code)))

    def _hours(self) -> tuple[tuple[int, ...], ...]:
        """By local weekday and hour."""
        opened = self.board.opened_at[self.now].astype(np.int64)
        local = opened + offsets_ms(opened, self.zone)
        cells = weekdays(local) * 24 + local // _HOUR_MS % 24
        table = np.bincount(cells, minlength=168).reshape(7, 24)
        return tuple(tuple(each) for each in table.tolist())

    # --- promises ---

    def _kept(self, start: int, end: int) -> Report:
        """By the one published formula, of what passes the filters."""
        board = self.board
        rows = rows_of_period(board, start, end)
        rows = rows[self.wanted[rows]]
        tallies = Tallies(start, end)
        responsible = self.responsible
        tallies.add(
            facts(
                board,
                rows.tolist(),
                self.source.clocks,
                lambda code: responsible.get(code, ""),
                end,
                self.source.steps,
            )
        )
        return tallies.report()

    # --- words ---

    def _sentence(self, points: int) -> str:
        asked, total, before = self.asked, len(self.now), len(self.before)
        again = f"{number(points)} titik berulang" if points else "tidak ada titik berulang"
        return f"{asked.name}: {number(total)} kejadian, {self._beside(total, before)}; {again}."

    def _beside(self, total: int, before: int) -> str:
        whom, began = self.asked.before_name, self.source.began
        if began > self.asked.before_start:
            local = datetime.fromtimestamp(began / 1000, UTC).astimezone(self.zone)
            since = f"{local.day} {MONTHS[local.month - 1]} {local.year}"
            return f"tanpa pembanding karena catatan baru dimulai {since}"
        more = "lebih banyak" if total > before else "lebih sedikit"
        if total == before:
            return f"sama banyak dengan {whom}"
        if before < FEW:
            return f"{number(abs(total - before))} {more} daripada {whom} ({number(before)})"
        share = round(100 * abs(total - before) / before)
        return f"{number(share)} % {more} daripada {whom} ({number(before)})"


def number(value: int) -> str:
    """`1.234`, as Indonesian writes it."""
    return f"{value:,}".replace(",", ".")


def _counts(each: Count) -> bool:
    return each.code in {DISPOSITIONS[index].value for index in _INCIDENTS}


def _numbers(values: list[str], codes: frozenset[str]) -> list[int]:
    return [index for index, value in enumerate(values) if value in codes]


def _sorted(
    always: Mapping[str, str],
    codes: list[str],
    pairs: list[tuple[int, int]],
    names: Mapping[str, str] | None = None,
) -> tuple[Count, ...]:
    """The most frequent first, unknown last. `always`: names of what is listed also with nothing."""
    known = {**always, **(names or {})}
    found = {code: pair for code, pair in zip(codes, pairs, strict=True) if any(pair)}
    rows = [
        Count(code=code, name=known.get(code, code) or UNKNOWN, count=now, before=before)
        for code, (now, before) in {**dict.fromkeys(always, (0, 0)), **found}.items()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.code, -row.count, -row.before, row.name)))


def _kept_of(figures: Figures) -> Kept:
    return Kept(
        closed=figures.closed,
        on_time=figures.on_time,
        overdue_open=figures.overdue_open,
        unmeasured=figures.unmeasured,
        share=figures.share,
    )
