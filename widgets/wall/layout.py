"""Which tiles the wall has and where: pure geometry, counted in units of the smallest text size.

Text never shrinks to make room (NUREG-0700); what does not fit is left out, least important first, and
named in `Plan.shed` so that the wall can say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QRect, QSize

from widgets.wall.scale import Scale

HEAD, BANNERS, MAP, COUNTS, WORST, LOADS, AGES, ARRIVALS, BRIEFING = (
    "head",
    "banners",
    "map",
    "counts",
    "worst",
    "loads",
    "ages",
    "arrivals",
    "briefing",
)

# Heights and least widths in units.
_GUTTER: Final = 0.4
_HEAD: Final = 2.8
_BANNER: Final = 2.3
_COUNTS: Final = 7.0
_BOTTOM: Final = 9.3
_BOTTOM_MOST: Final = 12.0
_BOTTOM_SHARE: Final = 0.36
_MAP_LEAST: Final = 10.0
_CARD: Final = 13.7
_CARD_MOST: Final = 14.8
_CARD_SHARE: Final = 0.45
_WORST_LEAST: Final = 7.4
_RIGHT_LEAST: Final = 21.0
_LEFT_LEAST: Final = 20.0
_RIGHT_SHARE: Final = 0.385
# Bottom row: (tile, least width, share of the room), most important first.
_BOTTOM_TILES: Final = ((LOADS, 12.5, 1.25), (AGES, 9.5, 0.95), (ARRIVALS, 11.0, 1.25))
_BOTTOM_ORDER: Final = (ARRIVALS, AGES, LOADS)


@dataclass(slots=True)
class Plan:
    """Rectangles by tile name, and the tiles that found no room."""

    rects: dict[str, QRect] = field(default_factory=dict)
    shed: list[str] = field(default_factory=list)


def arrange(size: QSize, scale: Scale, banners: int = 0, *, briefing: bool = False) -> Plan:
    """Places every tile that fits into `size` pixels, with `banners` full-width rows under the head.

    A `briefing` takes the place of the figures that change slowly, never that of the worst incidents where
    both fit.
    """
    unit = scale.unit
    gutter = round(_GUTTER * unit)
    plan = Plan()
    inner = QRect(0, 0, size.width(), size.height()).adjusted(gutter, gutter, -gutter, -gutter)
    top, rest = _cut_top(inner, round(_HEAD * unit), gutter)
    plan.rects[HEAD] = top
    if banners:
        plan.rects[BANNERS], rest = _cut_top(rest, round(_BANNER * unit * banners), gutter)
    if rest.height() < unit:
        plan.shed = [MAP, COUNTS, WORST, LOADS, AGES, ARRIVALS]
        return plan
    if rest.width() >= (_LEFT_LEAST + _RIGHT_LEAST) * unit + gutter:
        _side_by_side(plan, rest, unit, gutter, briefing)
    elif briefing:
        _stacked_briefing(plan, rest, unit, gutter)
    else:
        _stacked(plan, rest, unit, gutter)
    if not briefing:
        plan.shed += [name for name in (MAP, COUNTS, LOADS, AGES, ARRIVALS) if name not in plan.rects]
    return plan


def _side_by_side(plan: Plan, area: QRect, unit: int, gutter: int, briefing: bool) -> None:
    width = max(round(_RIGHT_LEAST * unit), round(area.width() * _RIGHT_SHARE))
    right = QRect(area.right() - width + 1, area.top(), width, area.height())
    left = QRect(area.left(), area.top(), area.width() - width - gutter, area.height())
    if right.height() >= (_COUNTS + _WORST_LEAST) * unit + gutter:
        plan.rects[COUNTS], right = _cut_top(right, round(_COUNTS * unit), gutter)
    plan.rects[WORST] = right
    if briefing:
        plan.rects[BRIEFING], left = _card(left, unit, gutter)
        if left.height() < _MAP_LEAST / 2 * unit:
            return
    elif left.height() >= (_MAP_LEAST + _BOTTOM) * unit + gutter:
        height = min(max(_BOTTOM * unit, left.height() * _BOTTOM_SHARE), _BOTTOM_MOST * unit)
        bottom, left = _cut_bottom(left, round(height), gutter)
        _bottom_row(plan, bottom, unit, gutter)
    plan.rects[MAP] = left


def _card(area: QRect, unit: int, gutter: int) -> tuple[QRect, QRect]:
    """The card of a briefing at the bottom, and what is left above it."""
    height = min(max(_CARD * unit, area.height() * _CARD_SHARE), _CARD_MOST * unit)
    return _cut_bottom(area, min(round(height), area.height()), gutter)


def _stacked_briefing(plan: Plan, area: QRect, unit: int, gutter: int) -> None:
    """One column: the card, the worst incidents above it, the map where there is room for it as well."""
    plan.rects[BRIEFING], area = _card(area, unit, gutter)
    if area.height() >= (_MAP_LEAST + _WORST_LEAST) * unit + gutter:
        plan.rects[MAP], area = _cut_bottom(area, round(area.height() * 0.55), gutter)
    if area.height() >= _WORST_LEAST * unit / 2:
        plan.rects[WORST] = area


def _stacked(plan: Plan, area: QRect, unit: int, gutter: int) -> None:
    """One column: a portrait panel, or a small one read from far away."""
    left_over = area.height() - (_WORST_LEAST + _COUNTS) * unit - gutter
    if left_over >= (_MAP_LEAST + _BOTTOM) * unit + 2 * gutter:
        bottom, area = _cut_bottom(area, round(_BOTTOM * unit), gutter)
        _bottom_row(plan, bottom, unit, gutter)
    if left_over >= _MAP_LEAST * unit + gutter:
        plan.rects[MAP], area = _cut_top(
            area, max(round(_MAP_LEAST * unit), area.height() * 45 // 100), gutter
        )
    if left_over >= 0:
        plan.rects[COUNTS], area = _cut_top(area, round(_COUNTS * unit), gutter)
    plan.rects[WORST] = area


def _bottom_row(plan: Plan, row: QRect, unit: int, gutter: int) -> None:
    chosen: list[tuple[str, float, float]] = []
    used = 0
    for tile in _BOTTOM_TILES:
        need = round(tile[1] * unit) + (gutter if chosen else 0)
        if used + need <= row.width():
            chosen.append(tile)
            used += need
    spare = row.width() - used
    shares = sum(share for _, _, share in chosen)
    x = row.left()
    for name, least, share in _in_order(chosen):
        width = round(least * unit + spare * share / shares)
        plan.rects[name] = QRect(x, row.top(), width, row.height())
        x += width + gutter
    if chosen:
        last = plan.rects[_in_order(chosen)[-1][0]]
        last.setRight(row.right())


def _in_order(chosen: Sequence[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    return sorted(chosen, key=lambda tile: _BOTTOM_ORDER.index(tile[0]))


def _cut_top(area: QRect, height: int, gutter: int) -> tuple[QRect, QRect]:
    height = max(0, min(height, area.height()))
    rest = QRect(area.left(), area.top() + height + gutter, area.width(), area.height() - height - gutter)
    return QRect(area.left(), area.top(), area.width(), height), rest


def _cut_bottom(area: QRect, height: int, gutter: int) -> tuple[QRect, QRect]:
    return (
        QRect(area.left(), area.bottom() - height + 1, area.width(), height),
        area.adjusted(0, 0, 0, -(height + gutter)),
    )
