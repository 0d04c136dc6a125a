"""The figures of a shift as its charts take them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from services.contract.records import DISPOSITIONS
from services.projection.alarmbook import WINDOW_MS
from services.reporting import alarm_load, shift_figures
from services.reporting.shift_figures import STEPS, ShiftFigures
from widgets.figures.shift import Counted, Limits, Load, Nuisance, ShiftData, Step, Usual

LIMITS: Final = Limits(alarm_load.ACCEPTABLE, alarm_load.MANAGEABLE, alarm_load.DEFICIENT, alarm_load.FLOOD)
MOST_BARS: Final = 96


def shift_data(present: ShiftFigures, earlier: Sequence[ShiftFigures]) -> ShiftData:
    """`earlier`: the same hours one, two … weeks before, as far as they are known."""
    bars = [_usual(week.curve[at] for week in earlier) for at in range(len(present.curve))]
    everything = (present, *earlier)
    codes = [each.value for each in DISPOSITIONS if any(each in week.dispositions for week in everything)]
    return ShiftData(
        start=present.start,
        end=present.end,
        weeks=len(earlier),
        arrivals=present.arrivals,
        reports=present.reports,
        answered=present.answered,
        usual_arrivals=_usual(week.arrivals for week in earlier),
        bar_ms=present.bar_ms,
        curve=present.curve,
        usual_curve=tuple(bar for bar in bars if bar is not None),
        dispositions=tuple(
            Counted(
                code,
                present.dispositions.get(code, 0),
                _usual(week.dispositions.get(code, 0) for week in earlier),
            )
            for code in codes
        ),
        steps=tuple(_step(code, present, earlier) for code in STEPS),
        forgotten=present.forgotten,
        load=_load(present, _usual(week.load.mean for week in earlier)),
        nuisance=tuple(
            Nuisance(ago, week.lost_ms, week.lost_calls)
            for ago, week in reversed(list(enumerate(everything)))
        ),
    )


def _usual(values: Iterable[float]) -> Usual | None:
    found = shift_figures.usual(values)
    return Usual(found.low, found.median, found.high) if found is not None else None


def _step(code: str, present: ShiftFigures, earlier: Sequence[ShiftFigures]) -> Step:
    """Weeks in which nothing came so far say nothing about how long it takes."""
    found = present.steps[code]
    reached = [week.steps[code] for week in earlier if week.steps[code].count]
    return Step(
        code=code,
        count=found.count,
        median=found.median,
        p90=found.p90,
        usual_median=_usual(each.median for each in reached),
        usual_p90=_usual(each.p90 for each in reached),
    )


def _load(present: ShiftFigures, usual_mean: Usual | None) -> Load:
    """A long watch has more windows than bars: then a bar shows the worst of its windows."""
    load = present.load
    each = -(-len(load.windows) // MOST_BARS) or 1
    rates = load.rates
    return Load(
        limits=LIMITS,
        first=load.first,
        bar_ms=each * WINDOW_MS,
        rates=tuple(max(rates[at : at + each]) for at in range(0, len(rates), each)),
        windows=len(load.windows),
        total=load.total,
        kinds=load.kinds,
        mean=load.mean,
        peak=load.peak,
        peak_at=load.peak_at,
        floods=load.floods,
        assumed=load.assumed,
        operators=sum(load.operators) / len(load.operators) if load.operators else 1.0,
        usual_mean=usual_mean,
    )
