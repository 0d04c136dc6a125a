"""How one row of the queue looks. Everything a paint needs is prepared once per theme and width."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from widgets.chips import paint_severity, severity_word
from widgets.format import NONE, Format
from widgets.queue.model import Column, QueueRow
from widgets.theme import Theme
from widgets.tickets import ticket_word

translate = QCoreApplication.translate

ROW: Final = 50
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
RIGHT_COLUMNS: Final = (Column.AGE, Column.DEADLINE)
_WIDE: Final = {
    Column.SEVERITY: 38,
    Column.AGENCY: 92,
    Column.STATUS: 96,
    Column.OWNER: 54,
    Column.AGE: 58,
    Column.DEADLINE: 78,
}
_NARROW: Final = _WIDE | {Column.AGENCY: 82, Column.STATUS: 88, Column.OWNER: 48, Column.DEADLINE: 72}
_TIGHT: Final = {Column.SEVERITY: 36, Column.AGENCY: 82, Column.AGE: 60, Column.DEADLINE: 74}


@lru_cache(maxsize=64)
def columns(width: int, scale: float) -> dict[Column, tuple[float, float]]:
    """Left edge and width of each column; below 560 px status and owner move into the second line."""
    natural = width / scale
    fixed = _WIDE if natural >= 660 else _NARROW if natural >= 560 else _TIGHT
    title = natural - sum(fixed.values()) - 8
    result: dict[Column, tuple[float, float]] = {}
    left = 0.0
    for column in Column:
        size = title if column is Column.TITLE else fixed.get(column)
        if column is Column.WORST or size is None:
            continue
        result[column] = (left * scale, size * scale)
        left += size
    return result


@dataclass(frozen=True, slots=True)
class RowLook:
    """Where a row lies and how it is lit."""

    width: int
    height: int
    selected: bool = False
    hovered: bool = False
    opacity: float = 1.0


class RowPainter:
    """Paints rows in one theme and one language."""

    def __init__(self, theme: Theme, words: Format) -> None:
        self.theme, self.words = theme, words
        self.height = theme.px(ROW)
        self._title, self._body = theme.font("body", 600), theme.font("body")
        self._small, self._figure = theme.font("small"), theme.font("body", 700)
        self._metrics = {id(font): QFontMetricsF(font) for font in (self._title, self._body, self._small)}
        self._ink = {
            name: QColor(getattr(theme, name)) for name in ("text", "text_strong", "text_dim", "system")
        }
        self._critical = QColor(theme.severity[0])
        self._line, self._raised = QColor(theme.line), QColor(theme.raised)
        self._selected = QColor(theme.selected)
        self._elided: dict[tuple[str, int, int], str] = {}

    def paint(self, painter: QPainter, top: int, row: QueueRow, now: int, look: RowLook) -> None:
        """Draw `row` with its upper edge at `top`; `now` in milliseconds since the epoch."""
        theme, height = self.theme, look.height
        if look.selected or look.hovered:
            painter.fillRect(0, top, look.width, height, self._selected if look.selected else self._raised)
        if look.selected:
            painter.fillRect(0, top, theme.px(3), height, self._ink["text_strong"])
        painter.fillRect(0, top + height - 1, look.width, 1, self._line)
        if look.opacity < 1:
            painter.setOpacity(look.opacity)
        cells = columns(look.width, theme.scale)
        left, size = cells[Column.SEVERITY]
        centre = QPointF(left + size / 2, top + height / 2)
        paint_severity(painter, row.rank, centre, theme.px(12), theme.severity[row.rank])
        self._paint_title(painter, top, row, cells)
        self._paint_agency(painter, top, row, cells)
        if Column.STATUS in cells:
            self._paint_status(painter, top, row, cells)
            self._paint_owner(painter, top, row, cells)
        self._paint_times(painter, top, row, now, cells)
        painter.setOpacity(1.0)

    def _paint_title(
        self, painter: QPainter, top: int, row: QueueRow, cells: dict[Column, tuple[float, float]]
    ) -> None:
        left, width = cells[Column.TITLE]
        width -= self.theme.px(8)
        count = f"×{row.report_count}" if row.report_count > 1 else ""
        extra = self._advance(self._body, count) + self.theme.px(5) if count else 0.0
        title = self._fit(self._title, row.title, width - extra)
        self._line_of(
            painter, self._title, "text" if row.closed else "text_strong", left, width, top, 0, title
        )
        if count:
            left_of_count = left + self._advance(self._title, title) + self.theme.px(5)
            self._line_of(painter, self._body, "text_dim", left_of_count, extra, top, 0, count)
        second = [row.ref, row.area] if row.area else [row.ref]
        if Column.STATUS not in cells:
            second += [row.status, row.owner or NONE]
        if row.viewers:
            second.append(translate("Queue", "dilihat {0}").format(", ".join(row.viewers)))
        words = self._fit(self._small, " · ".join(second), width)
        self._line_of(painter, self._small, "text_dim", left, width, top, 1, words)

    def _paint_agency(
        self, painter: QPainter, top: int, row: QueueRow, cells: dict[Column, tuple[float, float]]
    ) -> None:
        left, width = cells[Column.AGENCY]
        width -= self.theme.px(8)
        words = self._fit(self._body, row.agencies or NONE, width)
        if row.assigned or not row.agencies:
            ink = "text_strong" if row.assigned and not row.closed else "text_dim"
            self._line_of(painter, self._body, ink, left, width, top, None, words)
            return
        self._line_of(painter, self._body, "text_dim", left, width, top, 0, words)
        self._line_of(painter, self._small, "text_dim", left, width, top, 1, translate("Queue", "saran"))

    def _paint_status(
        self, painter: QPainter, top: int, row: QueueRow, cells: dict[Column, tuple[float, float]]
    ) -> None:
        left, width = cells[Column.STATUS]
        width -= self.theme.px(8)
        words = self._fit(self._body, row.status, width)
        ink = "text_dim" if row.closed else "text"
        if row.ticket is None or (row.ticket.settled and row.ticket.value == "confirmed"):
            self._line_of(painter, self._body, ink, left, width, top, None, words)
            return
        self._line_of(painter, self._body, ink, left, width, top, 0, words)
        self._line_of(painter, self._small, "system", left, width, top, 1, ticket_word(row.ticket))

    def _paint_owner(
        self, painter: QPainter, top: int, row: QueueRow, cells: dict[Column, tuple[float, float]]
    ) -> None:
        left, width = cells[Column.OWNER]
        width -= self.theme.px(6)
        words = self._fit(self._body, row.owner or NONE, width)
        ink = "text_strong" if row.mine else "text_dim"
        if not row.owner_stale:
            self._line_of(painter, self._body, ink, left, width, top, None, words)
            return
        self._line_of(painter, self._body, "text_dim", left, width, top, 0, words)
        self._line_of(painter, self._small, "system", left, width, top, 1, translate("Queue", "basi"))

    def _paint_times(
        self, painter: QPainter, top: int, row: QueueRow, now: int, cells: dict[Column, tuple[float, float]]
    ) -> None:
        left, width = cells[Column.AGE]
        ink = "text_dim" if row.closed else "text"
        box = QRectF(left, top, width, self.height)
        painter.setFont(self._body)
        painter.setPen(self._ink[ink])
        painter.drawText(box, _RIGHT, self.words.age((row.closed_at or now) - row.opened_at))
        left, width = cells[Column.DEADLINE]
        overdue = not row.closed and 0 < row.due_at <= now
        if overdue:
            painter.setFont(self._figure)
            painter.setPen(self._critical)
        words = self.words.deadline(row.due_at - now) if row.due_at and not row.closed else NONE
        painter.drawText(QRectF(left, top, width, self.height), _RIGHT, words)

    def _line_of(
        self,
        painter: QPainter,
        font: QFont,
        ink: str,
        left: float,
        width: float,
        top: int,
        line: int | None,
        words: str,
    ) -> None:
        """Text in the upper (0), lower (1) or only (None) line of a row."""
        half = self.height / 2
        inset = self.theme.px(6)
        if line is None:
            box = QRectF(left, top, width, self.height)
        elif line == 0:
            box = QRectF(left, top + inset, width, half - inset)
        else:
            box = QRectF(left, top + half, width, half - inset)
        painter.setFont(font)
        painter.setPen(self._ink[ink])
        painter.drawText(box, _LEFT | Qt.TextFlag.TextSingleLine, words)

    def _advance(self, font: QFont, words: str) -> float:
        return self._metrics[id(font)].horizontalAdvance(words)

    def _fit(self, font: QFont, words: str, width: float) -> str:
        key = (words, id(font), int(width))
        fitted = self._elided.get(key)
        if fitted is None:
            if len(self._elided) > 4000:
                self._elided.clear()
            metrics = self._metrics[id(font)]
            fitted = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, width)
            self._elided[key] = fitted
        return fitted


def spoken(row: QueueRow, index: int, count: int, now: int, words: Format) -> str:
    """The row as a sentence for a screen reader."""
    parts = [severity_word(row.rank), row.title]
    if row.report_count > 1:
        parts.append(translate("Queue", "%n laporan", "", row.report_count))
    parts += [row.area, row.agencies, row.status]
    if row.owner:
        parts.append(translate("Queue", "penanggung jawab {0}").format(row.owner))
    parts.append(translate("Queue", "umur {0}").format(words.age((row.closed_at or now) - row.opened_at)))
    if row.due_at and not row.closed:
        left = row.due_at - now
        if left < 0:
            parts.append(translate("Queue", "lewat tenggat {0}").format(words.age(-left)))
        else:
            parts.append(translate("Queue", "tenggat {0}").format(words.age(left)))
    parts.append(translate("Queue", "baris {0} dari {1}").format(index + 1, count))
    return ", ".join(part for part in parts if part)
