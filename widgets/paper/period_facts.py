"""What a department head should know of a period before anything else, one line each. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from services.contract.period import Count, Period, Point
from widgets.format import Format

WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
EXCLUDED: Final = {
    "prank": "iseng",
    "ghost": "panggilan kosong",
    "duplicate": "duplikat",
    "information": "hanya informasi",
    "outside": "di luar kota",
}
_FEW: Final = 5
"""A rise by fewer is told nowhere as news."""
_BUSY_HOURS: Final = 3


def facts(period: Period, words: Format) -> Iterator[tuple[str, str]]:
    """What it is about, and the line."""
    if not period.total:
        return
    # Of what it was narrowed to, there is nothing to say.
    if len(period.areas) > 1:
        yield "Di mana", _most(period.areas, period.total, words)
    if len(period.categories) > 1:
        yield "Apa", _most(period.categories, period.total, words)
    changed = _changed(period, words)
    if changed:
        yield "Berubah", changed
    yield "Kapan", _busy(period.hours)
    steps = _steps(period, words)
    if steps:
        yield "Kecepatan", steps
    kept = _kept(period, words)
    if kept:
        yield "Tepat waktu", kept
    if period.recurrence.points:
        yield "Berulang", _again(period, words)


def share(part: int, whole: int) -> str:
    """`18 %`."""
    return f"{round(100 * part / whole)} %" if whole else "—"


def where(point: Point) -> str:
    """Street and kelurahan of a point, as far as they are known."""
    return ", ".join(word for word in (point.street, point.area_name) if word) or "lihat peta"


def left_out(period: Period, words: Format) -> str:
    """What was opened but is no incident, in words; empty for nothing."""
    told = [f"{words.number(count)} {EXCLUDED.get(code, code)}" for code, count in period.excluded.items()]
    return ", ".join(told)


def _most(counts: Sequence[Count], total: int, words: Format) -> str:
    top = [each for each in counts if each.code and each.count][:3]
    if not top:
        return "tidak diketahui"
    named = ", ".join(f"{each.name} ({words.number(each.count)})" for each in top)
    return f"{named}: {share(sum(each.count for each in top), total)} dari semua kejadian."


def _changed(period: Period, words: Format) -> str:
    if not period.before_whole:
        return ""
    risen = max(period.categories, key=lambda each: each.count - each.before)
    fallen = min(period.categories, key=lambda each: each.count - each.before)
    told = [
        f"{each.name} {verb} dari {words.number(each.before)} menjadi {words.number(each.count)}"
        for each, verb in ((risen, "naik"), (fallen, "turun"))
        if abs(each.count - each.before) >= _FEW and (each.count > each.before) == (verb == "naik")
    ]
    return "; ".join(told) + "." if told else ""


def _busy(hours: Sequence[Sequence[int]]) -> str:
    days = [sum(day) for day in hours]
    day = max(range(7), key=lambda each: days[each])
    clock = [sum(counts[hour] for counts in hours) for hour in range(24)]
    # Of equally busy spans the one around its busiest hour.
    first = max(range(25 - _BUSY_HOURS), key=lambda h: (sum(clock[h : h + _BUSY_HOURS]), clock[h + 1]))
    part = share(sum(clock[first : first + _BUSY_HOURS]), sum(clock))
    return (
        f"Paling ramai hari {WEEKDAYS[day]}; {part} masuk pukul {first:02d}.00–{first + _BUSY_HOURS:02d}.00."
    )


def _steps(period: Period, words: Format) -> str:
    named = {"dispatch": "sampai penugasan", "scene": "sampai di lokasi", "close": "sampai ditutup"}
    told = [
        f"{words.age(period.steps[step].median)} {name}"
        for step, name in named.items()
        if period.steps[step].count
    ]
    return f"Separuh kejadian lebih cepat dari {', '.join(told)}." if told else ""


def _kept(period: Period, words: Format) -> str:
    kept, before = period.kept, period.kept_before
    if kept.share is None:
        return ""
    line = (
        f"{round(100 * kept.share)} % ({words.number(kept.on_time)} dari "
        f"{words.number(kept.closed + kept.overdue_open)}; {words.number(kept.overdue_open)} masih terbuka "
        "lewat tenggat)"
    )
    if before.share is not None and period.before_whole:
        line += f"; {period.before_name} {round(100 * before.share)} %"
    return f"{line}."


def _again(period: Period, words: Format) -> str:
    again, first = period.recurrence, period.recurrence.points[0]
    part = share(sum(each.in_period for each in again.points), max(1, again.considered))
    return (
        f"{words.number(again.found)} titik dengan {part} dari kejadian yang posisinya jelas; paling sering "
        f"{first.category_name} di {where(first)}."
    )
