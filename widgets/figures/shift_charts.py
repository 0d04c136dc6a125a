"""The charts of a shift: what is drawn and what is said. The same for screen and paper."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from widgets.figures.plot import Bar, Chart, Dot, Line, Plot, Words
from widgets.figures.shift import Counted, Load, ShiftData, Step, Usual
from widgets.format import Format

translate = QCoreApplication.translate

SHORTEST_MS: Final = 10_000
"""Left end of the scale of lengths; it is logarithmic, seconds and days fit on it."""
MARKS_MS: Final = tuple(minutes * 60_000 for minutes in (1, 10, 60, 600, 1440, 14_400, 144_000))
BARS_LEAST: Final = 12
"""A young watch has few bars; they are no wider than later."""
ROWS_LEAST: Final = 5
HOURS_MOST: Final = 8
"""Times of day below a chart."""


def charts(data: ShiftData, words: Format) -> tuple[Chart, ...]:
    """Arrivals, steps, alarms, dispositions, nuisance."""
    return (
        arrivals(data, words),
        steps(data, words),
        load(data, words),
        dispositions(data, words),
        nuisance(data, words),
    )


def period(data: ShiftData, words: Format) -> str:
    """From when to when, and beside what."""
    since = f"{words.date(data.start)} {words.minute(data.start)}"
    until = words.clock(data.end)
    beside = (
        translate("Figures", "di samping jam yang sama {0} pekan sebelumnya").format(data.weeks)
        if data.weeks
        else translate("Figures", "belum ada pekan sebelumnya untuk dibandingkan")
    )
    return translate("Figures", "Sejak {0} sampai {1} · {2}").format(since, until, beside)


def arrivals(data: ShiftData, words: Format) -> Chart:
    count = len(data.curve)
    top = max(4, *data.curve, *(each.high for each in data.usual_curve)) if count else 4
    usual = [
        Line(at, each.median, at + 1, each.median, dashed=True) for at, each in enumerate(data.usual_curve)
    ]
    past = [
        Bar(at + 0.04, each.low, at + 0.96, max(each.high, each.low + top * 0.01), "past")
        for at, each in enumerate(data.usual_curve)
    ]
    now = [Bar(at + 0.18, 0, at + 0.82, value) for at, value in enumerate(data.curve) if value]
    plot = Plot(
        wide=max(count, BARS_LEAST),
        tall=top * 1.05,
        bars=(*past, *now),
        lines=tuple(usual),
        words=(*_hours(data.start, data.bar_ms, count, words), Words(words.number(top), top, "left")),
    )
    headline = translate("Figures", "{0} kejadian · {1} laporan · {2} panggilan dijawab").format(
        *(words.number(value) for value in (data.arrivals, data.reports, data.answered))
    )
    note = translate("Figures", "Tiap batang {0}.").format(words.age(data.bar_ms))
    if data.usual_arrivals is not None:
        told = translate(
            "Figures", "Biasanya {0} kejadian. Samar: rentang pekan-pekan lalu, putus-putus: mediannya."
        )
        note = f"{note} {told.format(_range(data.usual_arrivals, words))}"
    bars = ", ".join(
        f"{words.minute(data.start + at * data.bar_ms)} {value}" for at, value in enumerate(data.curve)
    )
    anything = data.arrivals or any(each.high for each in data.usual_curve)
    return _chart(
        "arrivals",
        translate("Figures", "Kejadian masuk"),
        headline if anything else translate("Figures", "Belum ada kejadian sejak regu ini mulai."),
        note if anything else "",
        bars,
        plot if anything else None,
    )


def steps(data: ShiftData, words: Format) -> Chart:
    anything = any(_told(step) for step in data.steps)
    first = next((step for step in data.steps if step.code == "first_action"), data.steps[0])
    headline = translate("Figures", "Tindakan pertama: {0}").format(_lengths(first, words))
    note = translate(
        "Figures", "● median, ◆ persentil ke-90; berongga: biasanya. n: banyaknya kejadian. Skala logaritma."
    )
    if data.forgotten:
        lost = translate("Figures", "{0} kejadian lama tidak diingat lagi waktunya.")
        note = f"{note} {lost.format(words.number(data.forgotten))}"
    rows = (f"{step_word(step.code)}: {_lengths(step, words)}{_before(step, words)}" for step in data.steps)
    return _chart(
        "steps",
        translate("Figures", "Lama setiap langkah"),
        headline if anything else translate("Figures", "Belum ada langkah yang tercapai."),
        note if anything else "",
        "; ".join(rows),
        _steps_plot(data.steps, words) if anything else None,
    )


def _steps_plot(found: Sequence[Step], words: Format) -> Plot:
    """One line for each step; what is usual lies hollow below what is."""
    ends = [end for step in found for end in (step.usual_median, step.usual_p90) if end is not None]
    longest = max(3_600_000, *(step.p90 for step in found), *(end.median for end in ends))
    marks = [at for at in MARKS_MS if at <= longest]
    lines = [Line(_place(at), 0, _place(at), len(found), dashed=True, role="past") for at in marks]
    margin = [Words(words.age(at), _place(at), "below") for at in marks]
    dots: list[Dot] = []
    for number, step in enumerate(found):
        y = len(found) - number - 0.5
        margin += [Words(step_word(step.code), y, "left"), Words(_lengths(step, words), y, "right")]
        if step.usual_median is not None and step.usual_p90 is not None:
            dots.append(Dot(_place(step.usual_median.median), y - 0.2, "circle", "past"))
            dots.append(Dot(_place(step.usual_p90.median), y - 0.2, "diamond", "past"))
        if step.count:
            median, p90 = _place(step.median), _place(step.p90)
            lines.append(Line(median, y + 0.12, p90, y + 0.12))
            dots += [Dot(median, y + 0.12, "circle"), Dot(p90, y + 0.12, "diamond")]
    return Plot(_place(longest) * 1.04, len(found), (), tuple(lines), tuple(dots), tuple(margin))


def load(data: ShiftData, words: Format) -> Chart:
    found = data.load
    mean = translate("Figures", "{0} alarm per operator per 10 menit: {1}")
    return _chart(
        "load",
        translate("Figures", "Beban alarm (ISA-18.2)"),
        mean.format(words.number(found.mean, 1), level(found))
        if found.windows
        else translate("Figures", "Belum ada sepuluh menit yang genap."),
        _load_note(found, words),
        ", ".join(f"{alarm_word(code)} {count}" for code, count in found.kinds.items()),
        _load_plot(found, words) if found.windows else None,
        worrying=found.mean > found.limits.manageable or found.floods > 0,
    )


def _load_plot(found: Load, words: Format) -> Plot:
    limits, count = found.limits, len(found.rates)
    wide = max(count, 2 * BARS_LEAST)
    top = max(limits.manageable * 1.25, found.peak * 1.12)
    bars = tuple(
        Bar(at + 0.1, 0, at + 0.9, rate, "alarm" if rate > limits.flood else "now")
        for at, rate in enumerate(found.rates)
        if rate
    )
    named = [
        (limits.acceptable, translate("Figures", "1 wajar")),
        (limits.manageable, translate("Figures", "2 batas")),
        (limits.flood, translate("Figures", "10 banjir")),
    ]
    named = [(at, name) for at, name in named if at < top]
    lines = tuple(Line(0, at, wide, at, dashed=True) for at, _ in named)
    # Names need room between them: far below the peak, the lowest limit stands for the two.
    shown = [
        each for number, each in enumerate(named) if not number or each[0] - named[number - 1][0] > top / 8
    ]
    margin = [Words(name, at, "right") for at, name in shown]
    if found.floods:
        spot = (found.peak_at - found.first) // found.bar_ms
        margin.append(Words(translate("Figures", "banjir"), spot + 0.5, "above", found.peak))
    hours = _hours(found.first, found.bar_ms, count, words)
    return Plot(wide, top, bars, lines, words=(*hours, *margin))


def _load_note(found: Load, words: Format) -> str:
    if not found.windows:
        return ""
    said = [
        translate("Figures", "n {0} alarm dalam {1} jendela.").format(
            words.number(found.total), found.windows
        )
    ]
    if found.total:
        share = words.number(100 * found.floods / found.windows)
        said.append(
            translate("Figures", "Puncak {0} pukul {1}; banjir (lebih dari 10) {2} %.").format(
                words.number(found.peak, 1), words.minute(found.peak_at), share
            )
        )
    if found.usual_mean is not None:
        said.append(translate("Figures", "Biasanya {0}.").format(_range(found.usual_mean, words, 1)))
    if found.assumed:
        said.append(
            translate(
                "Figures", "Tempat duduk tidak tercatat pada {0} jendela: 1 operator diandaikan."
            ).format(found.assumed)
        )
    else:
        said.append(translate("Figures", "Rata-rata {0} operator.").format(words.number(found.operators, 1)))
    return " ".join(said)


def dispositions(data: ShiftData, words: Format) -> Chart:
    rows = max(len(data.dispositions), ROWS_LEAST)
    wide = max(
        [1.0, *(max(each.value, each.usual.median if each.usual else 0) for each in data.dispositions)]
    )
    bars, lines, margin = [], [], []
    for number, each in enumerate(data.dispositions):
        y = rows - number - 0.5
        bars.append(Bar(0, y - 0.26, each.value, y + 0.26))
        if each.usual is not None:
            lines.append(Line(each.usual.median, y - 0.4, each.usual.median, y + 0.4, dashed=True))
        margin += [
            Words(disposition_word(each.code), y, "left"),
            Words(_beside(each, words), y, "right"),
        ]
    told = translate("Figures", "n {0} kejadian.").format(words.number(data.arrivals))
    if data.weeks:
        told += " " + translate("Figures", "Putus-putus dan dalam kurung: biasanya.")
    return _chart(
        "dispositions",
        translate("Figures", "Ternyata"),
        translate("Figures", "{0} dari {1} sudah diperiksa").format(_reviewed(data), data.arrivals)
        if data.arrivals
        else translate("Figures", "Belum ada kejadian."),
        told,
        "; ".join(f"{disposition_word(each.code)} {_beside(each, words)}" for each in data.dispositions),
        Plot(wide * 1.02, rows, tuple(bars), tuple(lines), words=tuple(margin)) if bars else None,
    )


def nuisance(data: ShiftData, words: Format) -> Chart:
    weeks = data.nuisance
    top = max(60_000, *(each.ms for each in weeks)) * 1.15
    bars, margin = [], []
    for at, each in enumerate(weeks):
        if each.ms:
            bars.append(Bar(at + 0.2, 0, at + 0.8, each.ms, "past" if each.weeks_ago else "now"))
        ago = translate("Figures", "−{0} pkn").format(each.weeks_ago)
        margin += [
            Words(ago if each.weeks_ago else translate("Figures", "kini"), at + 0.5, "below"),
            Words(_minutes(each.ms, words), at + 0.5, "above", each.ms),
        ]
    now = weeks[-1]
    told = "; ".join(
        translate("Figures", "{0} pekan lalu: {1}, n {2}").format(
            each.weeks_ago, _minutes(each.ms, words), each.calls
        )
        for each in weeks[:-1]
    )
    anything = any(each.calls for each in weeks)
    return _chart(
        "nuisance",
        translate("Figures", "Waktu untuk iseng"),
        translate("Figures", "{0} hilang").format(_minutes(now.ms, words))
        if anything
        else translate("Figures", "Tidak ada waktu yang hilang."),
        translate("Figures", "n {0} panggilan iseng atau kosong.").format(words.number(now.calls)),
        told,
        Plot(len(weeks), top, tuple(bars), words=tuple(margin)) if anything else None,
    )


# --- words ---


def level(found: Load) -> str:
    """What the mean is called against the figures of ISA-18.2."""
    if found.mean <= found.limits.acceptable:
        return translate("Figures", "wajar")
    if found.mean <= found.limits.manageable:
        return translate("Figures", "masih tertangani")
    if found.mean <= found.limits.deficient:
        return translate("Figures", "TERLALU BANYAK")
    return translate("Figures", "JAUH TERLALU BANYAK")


def step_word(code: str) -> str:
    return {
        "first_action": translate("Figures", "Tindakan pertama"),
        "dispatch": translate("Figures", "Ditugaskan"),
        "acknowledge": translate("Figures", "Diterima OPD"),
        "scene": translate("Figures", "Di lokasi"),
        "close": translate("Figures", "Ditutup"),
    }.get(code, code)


def disposition_word(code: str) -> str:
    return {
        "unreviewed": translate("Figures", "belum diperiksa"),
        "valid": translate("Figures", "benar"),
        "prank": translate("Figures", "iseng"),
        "ghost": translate("Figures", "kosong"),
        "duplicate": translate("Figures", "duplikat"),
        "information": translate("Figures", "informasi"),
        "outside": translate("Figures", "di luar kota"),
    }.get(code, code)


def alarm_word(code: str) -> str:
    return {
        "incident": translate("Figures", "kejadian kritis atau tinggi"),
        "raised": translate("Figures", "dinaikkan tingkatnya"),
        "deadline": translate("Figures", "tenggat lewat"),
        "order": translate("Figures", "perintah terlambat"),
        "answer": translate("Figures", "jawaban berbeda, bertanya, tidak sanggup"),
        "channel": translate("Figures", "pesan gagal"),
        "promise": translate("Figures", "janji lewat"),
    }.get(code, code)


def _chart(
    code: str,
    caption: str,
    headline: str,
    note: str,
    rows: str,
    plot: Plot | None,
    *,
    worrying: bool = False,
) -> Chart:
    reading = ". ".join(part.rstrip(".") for part in (caption, headline, note, rows) if part) + "."
    return Chart(code, caption, headline, note, reading, plot, worrying)


def _hours(start: int, step: int, count: int, words: Format) -> Iterator[Words]:
    """Times of day below every so many bars."""
    every = max(1, -(-count // HOURS_MOST))
    for at in range(0, count, every):
        yield Words(words.minute(start + at * step), at, "below")


def _place(length: float) -> float:
    return math.log10(max(length, SHORTEST_MS) / SHORTEST_MS)


def _told(step: Step) -> bool:
    return bool(step.count) or step.usual_median is not None


def _lengths(step: Step, words: Format) -> str:
    if not step.count:
        return translate("Figures", "n 0")
    return f"{words.age(step.median)} · {words.age(step.p90)} · n {words.number(step.count)}"


def _before(step: Step, words: Format) -> str:
    if step.usual_median is None or step.usual_p90 is None:
        return ""
    both = (words.age(round(each.median)) for each in (step.usual_median, step.usual_p90))
    return translate("Figures", " (biasanya {0} · {1})").format(*both)


def _beside(each: Counted, words: Format) -> str:
    found = words.number(each.value)
    return f"{found} ({words.number(each.usual.median, _half(each.usual.median))})" if each.usual else found


def _half(value: float) -> int:
    return 0 if value == int(value) else 1


def _range(usual: Usual, words: Format, decimals: int = 0) -> str:
    low, middle, high = (words.number(each, decimals) for each in (usual.low, usual.median, usual.high))
    return f"{middle} ({low}–{high})"


def _reviewed(data: ShiftData) -> int:
    return data.arrivals - sum(each.value for each in data.dispositions if each.code == "unreviewed")


def _minutes(length: int, words: Format) -> str:
    return translate("Figures", "{0} mnt").format(words.number(length / 60_000, 1 if length < 600_000 else 0))
