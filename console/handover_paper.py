"""Puts a handover on paper: figures in words, marks on the map, and the document drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from console.paper_qt import drawn
from console.shift_data import shift_data
from services.contract.briefing import Document
from services.contract.city import CityPack
from services.contract.period import Spread
from services.contract.shifts import Handover
from services.reporting.shift_figures import Compared, ShiftFigures
from widgets.figures.shift import Step, Usual
from widgets.figures.shift_charts import charts, disposition_word, period
from widgets.format import NONE, Format
from widgets.paper.content import ESTIMATED, GRADES_LEGEND, HandoverPaper, Mark, Outline, Table
from widgets.paper.handover import handover_pdf

_STEPS: Final = {
    "first_action": "Sampai tindakan pertama",
    "dispatch": "Sampai penugasan",
    "acknowledge": "Sampai penugasan diakui",
    "scene": "Sampai di lokasi",
    "close": "Sampai ditutup",
}
Places = Mapping[int, tuple[float, float]]
"""Incident → latitude and longitude."""


def printed(
    handover: Handover,
    document: Document,
    figures: Compared,
    places: Places,
    pack: CityPack,
    *,
    drill: bool,
    doubt: str = "",
) -> bytes:
    """The PDF. `places`: of its incidents, as of the entry the document was made from."""
    words, data = _words(pack), shift_data(figures.now, figures.earlier)
    paper = HandoverPaper(
        document=document,
        handover=handover,
        outline=_outline(pack, document, places),
        tables=(figures_table(figures, pack),),
        charts=charts(data, words),
        period=period(data, words),
        drill=drill,
        doubt=doubt,
    )
    return drawn(lambda: handover_pdf(paper, words))


def _outline(pack: CityPack, document: Document, places: Places) -> Outline:
    legend = GRADES_LEGEND if pack.shapes_official else f"{GRADES_LEGEND}    {ESTIMATED}"
    return Outline(pack.shapes, _marks(document, places), legend=legend)


def _marks(document: Document, places: Places) -> tuple[Mark, ...]:
    found = []
    items = [item for part in document.parts for item in part.items]
    for number, item in enumerate(items, 1):
        kind, _, incident = item.key.partition(":")
        place = places.get(int(incident)) if kind == "incident" else None
        if place is not None:
            found.append(Mark(number, item.rank, *place))
    return tuple(found)


def _words(pack: CityPack) -> Format:
    return Format(ZoneInfo(pack.city.timezone), pack.city.clock_label)


def figures_table(figures: Compared, pack: CityPack) -> Table:
    """The figures of the shift, the week before, and what is usual."""
    words, data = _words(pack), shift_data(figures.now, figures.earlier)
    now, before = figures.now, figures.before
    rows: list[tuple[str, str, str, str]] = [
        ("Kejadian masuk", str(now.arrivals), str(before.arrivals), _usual(data.usual_arrivals, words)),
        ("Laporan di dalamnya", str(now.reports), str(before.reports), ""),
        ("Panggilan dijawab", str(now.answered), str(before.answered), ""),
        ("Ternyata", _dispositions(now), _dispositions(before), ""),
        *(_step(step, now, before, words) for step in data.steps),
        ("Waktu untuk panggilan iseng dan kosong", _lost(now), _lost(before), ""),
        (
            "Alarm per operator per 10 menit: rata-rata · puncak (banyaknya)",
            _alarms(now, words),
            _alarms(before, words),
            _usual(data.load.usual_mean, words, 2),
        ),
    ]
    if not figures.earlier:  # a week before the log began is not a quiet one
        rows = [(caption, present, NONE, usual) for caption, present, _, usual in rows]
    return Table(
        title="Angka regu ini",
        note="Lama: median · persentil ke-90 (banyaknya). Pekan lalu: jam yang sama, tujuh hari sebelumnya. "
        f"Biasanya: median (terendah–tertinggi) dari {data.weeks} pekan sebelumnya. Alarm menurut ISA-18.2: "
        "sampai 1 wajar, sampai 2 masih tertangani, lebih dari 10 banjir.",
        columns=("", "Regu ini", "Pekan lalu", "Biasanya"),
        rows=rows,
        shares=(4, 3, 3, 2),
    )


def _step(step: Step, now: ShiftFigures, before: ShiftFigures, words: Format) -> tuple[str, str, str, str]:
    usual = NONE
    if step.usual_median is not None and step.usual_p90 is not None:
        both = (words.age(round(each.median)) for each in (step.usual_median, step.usual_p90))
        usual = " · ".join(both)
    spreads = now.steps[step.code], before.steps[step.code]
    return _STEPS.get(step.code, step.code), _spread(spreads[0], words), _spread(spreads[1], words), usual


def _usual(found: Usual | None, words: Format, decimals: int = 0) -> str:
    if found is None:
        return NONE
    low, median, high = (words.number(each, decimals) for each in (found.low, found.median, found.high))
    return f"{median} ({low}–{high})"


def _alarms(figures: ShiftFigures, words: Format) -> str:
    load = figures.load
    told = f"{words.number(load.mean, 2)} · {words.number(load.peak, 1)} ({load.total})"
    return f"{told}, 1 operator diandaikan" if load.assumed else told


def _dispositions(figures: ShiftFigures) -> str:
    told = (f"{count} {disposition_word(code)}" for code, count in figures.dispositions.items())
    return ", ".join(told) or NONE


def _spread(spread: Spread, words: Format) -> str:
    if not spread.count:
        return NONE
    return f"{words.age(spread.median)} · {words.age(spread.p90)} ({spread.count})"


def _lost(figures: ShiftFigures) -> str:
    return f"{figures.lost_ms // 60_000} mnt ({figures.lost_calls})"
