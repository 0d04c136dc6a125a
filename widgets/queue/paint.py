"""How one row of the queue looks. Everything a paint needs is prepared once per theme and width."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText

from widgets.chips import paint_severity, severity_word
from widgets.format import NONE, Format
from widgets.queue.model import Column, QueueRow
from widgets.theme import Theme
from widgets.tickets import TicketState, ticket_word

translate = QCoreApplication.translate

ROW: Final = 50
KEPT: Final = 6000
"""Laid out texts that are kept, about ten screens."""
SOON_MS: Final = 15 * 60_000
"""So long before it is due a promise to the reporter stands in the row."""
RIGHT_COLUMNS: Final = (Column.AGE, Column.DEADLINE)
_WIDE: Final = {
    Column.SEVERITY: 38,
    Column.AGENCY: 102,
    Column.STATUS: 108,
    Column.OWNER: 54,
    Column.AGE: 58,
    Column.DEADLINE: 78,
}
_NARROW: Final = {
    Column.SEVERITY: 30,
    Column.AGENCY: 76,
    Column.STATUS: 106,
    Column.OWNER: 44,
    Column.AGE: 52,
    Column.DEADLINE: 68,
}
_TIGHT: Final = {Column.SEVERITY: 36, Column.AGENCY: 82, Column.AGE: 60, Column.DEADLINE: 74}


WIDE_FROM: Final = 660
"""From so many pixels at scale 1 an agency stands beside the title, not below it."""


@lru_cache(maxsize=64)
def columns(width: int, scale: float) -> dict[Column, tuple[float, float]]:
    """Left edge and width of each column; below 560 px status and owner move into the second line."""
    natural = width / scale
    fixed = _WIDE if natural >= WIDE_FROM else _NARROW if natural >= 560 else _TIGHT
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
        fonts = (self._title, self._body, self._small, self._figure)
        self._metrics = {id(font): QFontMetricsF(font) for font in fonts}
        self._ink = {
            name: QColor(getattr(theme, name)) for name in ("text", "text_strong", "text_dim", "system")
        }
        self._critical, self._warning = QColor(theme.severity[0]), QColor(theme.severity[1])
        self._ink["critical"] = self._critical
        self._line, self._raised = QColor(theme.line), QColor(theme.raised)
        self._selected = QColor(theme.selected)
        self._named: dict[tuple[str, int, int], str] = {}
        self._laid: dict[tuple[str, int, int], tuple[QStaticText, float, float]] = {}

    def paint(self, painter: QPainter, top: int, row: QueueRow, now: int, look: RowLook) -> None:
        """Draw `row` with its upper edge at `top`; `now` in milliseconds since the epoch."""
        theme, height = self.theme, look.height
        if look.selected or look.hovered or row.group:
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
        if row.group:
            self._paint_group(painter, top, row, cells)
        else:
            self._paint_title(painter, top, row, now, cells)
            self._paint_agency(painter, top, row, cells)
        if Column.STATUS in cells and not row.group:
            self._paint_status(painter, top, row, cells)
            self._paint_owner(painter, top, row, cells)
        self._paint_times(painter, top, row, now, cells)
        painter.setOpacity(1.0)

    def _paint_group(
        self, painter: QPainter, top: int, row: QueueRow, cells: dict[Column, tuple[float, float]]
    ) -> None:
        """Across the columns that say nothing about many: what stands behind this line, and how to see it."""
        left = cells[Column.TITLE][0]
        width = cells[Column.AGE][0] - left - self.theme.px(4)
        self._draw(painter, self._title, "text_strong", left, width, top, 0, f"▸ {row.group}")
        facts = f"{row.group_facts} · " + translate("Queue", "→ buka")
        self._draw(painter, self._small, "text_dim", left, width, top, 1, facts)

    def _paint_title(
        self, painter: QPainter, top: int, row: QueueRow, now: int, cells: dict[Column, tuple[float, float]]
    ) -> None:
        left, width = cells[Column.TITLE]
        below = width - self.theme.px(8)
        if self._stacked(cells):
            width += cells[Column.AGENCY][1]
        width -= self.theme.px(8)
        count = f"×{row.report_count}" if row.report_count > 1 else ""
        extra = self._lay(self._body, count, width)[1] + self.theme.px(5) if count else 0.0
        ink = "text" if row.closed else "text_strong"
        end = left + self._draw(painter, self._title, ink, left, width - extra, top, 0, row.title)
        if count:
            self._draw(painter, self._body, "text_dim", end + self.theme.px(5), extra, top, 0, count)
            end += extra
        room = left + width - end - self.theme.px(8)
        if row.summary and room > self.theme.px(40):
            self._draw(painter, self._body, "text_dim", end + self.theme.px(8), room, top, 0, row.summary)
        # where something worse stands below the status, the mark finds its place here
        mark = row.mark if row.alarming else ""
        second = [part for part in (row.fold, mark, row.ref, row.area) if part]
        if Column.STATUS not in cells:
            second += [row.unmet or row.status, row.owner or NONE]
        promised = promise_words(row, now, self.words)
        if promised:
            second.insert(0, promised)
        if row.viewers:
            second.append(translate("Queue", "dilihat {0}").format(", ".join(row.viewers)))
        self._draw(painter, self._small, "text_dim", left, below, top, 1, " · ".join(second))

    def _stacked(self, cells: dict[Column, tuple[float, float]]) -> bool:
        """Little room: the first line is for what happened, as far as the agency's column reaches."""
        width = sum(size for _, size in cells.values()) + 8 * self.theme.scale
        return width < WIDE_FROM * self.theme.scale

    def _paint_agency(
        self, painter: QPainter, top: int, row: QueueRow, cells: dict[Column, tuple[float, float]]
    ) -> None:
        words = row.agencies or NONE
        if self._stacked(cells):
            ink = "text_strong" if row.assigned and not row.closed else "text_dim"
            left, width = cells[Column.AGENCY]
            width -= self.theme.px(8)
            self._draw(painter, self._small, ink, left, width, top, 1, self._whole_names(words, width))
        elif row.assigned or not row.agencies:
            ink = "text_strong" if row.assigned and not row.closed else "text_dim"
            self._cell(painter, top, cells[Column.AGENCY], words, ink)
        else:
            width = cells[Column.AGENCY][1] - self.theme.px(8)
            words = self._whole_names(words, width, self._body)
            self._cell(painter, top, cells[Column.AGENCY], words, "text_dim", translate("Queue", "saran"))

    def _whole_names(self, words: str, width: float, font: QFont | None = None) -> str:
        """As many agencies as fit whole, and how many more: half a name is nobody's."""
        key = (words, id(font or self._small), int(width))
        if key not in self._named:
            if len(self._named) > KEPT:
                self._named.clear()
            self._named[key] = fitting_names(words, self._metrics[key[1]], width)
        return self._named[key]

    def _paint_status(
        self, painter: QPainter, top: int, row: QueueRow, cells: dict[Column, tuple[float, float]]
    ) -> None:
        ink = "text_dim" if row.closed else "text"
        waiting = row.ticket is not None and row.ticket is not TicketState.CONFIRMED
        note, note_ink = row.unmet, "critical" if row.alarming else "text_dim"
        if row.mark and not row.alarming:
            note, note_ink = row.mark, "system"
        if waiting and row.ticket is not None:
            note, note_ink = ticket_word(row.ticket), "system"
        self._cell(painter, top, cells[Column.STATUS], row.status, ink, note, note_ink)

    def _paint_owner(
        self, painter: QPainter, top: int, row: QueueRow, cells: dict[Column, tuple[float, float]]
    ) -> None:
        ink = "text_strong" if row.mine and not row.owner_stale else "text_dim"
        note = translate("Queue", "basi") if row.owner_stale else ""
        self._cell(painter, top, cells[Column.OWNER], row.owner or NONE, ink, note, "system")

    def _paint_times(
        self, painter: QPainter, top: int, row: QueueRow, now: int, cells: dict[Column, tuple[float, float]]
    ) -> None:
        ink = "text_dim" if row.closed else "text"
        age = self.words.age((row.closed_at or now) - row.opened_at)
        self._draw_right(painter, self._body, self._ink[ink], cells[Column.AGE], top, age)
        left = row.due_at - now
        words = self.words.deadline(left) if row.due_at and not row.closed else NONE
        if row.paused and not row.closed:
            words = translate("Queue", "dijeda")
            self._draw_right(painter, self._body, self._ink["system"], cells[Column.DEADLINE], top, words)
        elif row.due_at and left <= 0 and not row.closed:
            self._draw_right(painter, self._figure, self._critical, cells[Column.DEADLINE], top, words)
        elif 0 < row.warn_at <= now and not row.closed:
            self._draw_right(painter, self._figure, self._warning, cells[Column.DEADLINE], top, words)
        else:
            self._draw_right(painter, self._body, self._ink[ink], cells[Column.DEADLINE], top, words)

    def _cell(
        self,
        painter: QPainter,
        top: int,
        cell: tuple[float, float],
        words: str,
        ink: str,
        note: str = "",
        note_ink: str = "text_dim",
    ) -> None:
        """A word in the middle of a cell, or above a note."""
        left, width = cell
        width -= self.theme.px(8)
        self._draw(painter, self._body, ink, left, width, top, 0 if note else None, words)
        if note:
            self._draw(painter, self._small, note_ink, left, width, top, 1, note)

    def _draw(
        self,
        painter: QPainter,
        font: QFont,
        ink: str,
        left: float,
        width: float,
        top: int,
        line: int | None,
        words: str,
    ) -> float:
        """Text in the upper (0), lower (1) or only (None) line of a row; returns its width."""
        laid, taken, height = self._lay(font, words, width)
        inset, half = self.theme.px(6), self.height / 2
        if line is None:
            y = top + half - height / 2
        else:
            y = top + (inset + half) / 2 - height / 2 + line * (half - inset)
        painter.setFont(font)
        painter.setPen(self._ink[ink])
        painter.drawStaticText(QPointF(left, round(y)), laid)
        return taken

    def _draw_right(
        self, painter: QPainter, font: QFont, ink: QColor, cell: tuple[float, float], top: int, words: str
    ) -> None:
        laid, taken, height = self._lay(font, words, cell[1])
        painter.setFont(font)
        painter.setPen(ink)
        left = cell[0] + cell[1] - taken
        painter.drawStaticText(QPointF(left, round(top + (self.height - height) / 2)), laid)

    def _lay(self, font: QFont, words: str, width: float) -> tuple[QStaticText, float, float]:
        """Text laid out once and kept: laying out is most of what a paint costs."""
        key = (words, id(font), int(width))
        laid = self._laid.get(key)
        if laid is None:
            if len(self._laid) > KEPT:
                self._laid.clear()
            metrics = self._metrics[id(font)]
            fitted = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, width)
            static = QStaticText(fitted)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.prepare(font=font)
            laid = self._laid[key] = (static, metrics.horizontalAdvance(fitted), metrics.height())
        return laid


def fitting_names(words: str, metrics: QFontMetricsF, width: float) -> str:
    """`BPBD · DLH +3` of `BPBD · DLH · Damkar · Dishub · PLN`; all of it where not even one fits."""
    names = words.split(" · ")
    for shown in range(len(names), 0, -1):
        rest = f" +{len(names) - shown}" if shown < len(names) else ""
        fitted = " · ".join(names[:shown]) + rest
        if metrics.horizontalAdvance(fitted) <= width:
            return fitted
    return words


def promise_words(row: QueueRow, now: int, words: Format) -> str:
    """A promise to the reporter that is due soon, or broken; empty otherwise."""
    left = row.promise_due - now
    if not row.promise_due or left >= SOON_MS:
        return ""
    said = translate("Queue", "janji terlewat {0}") if left < 0 else translate("Queue", "janji {0} lagi")
    return said.format(words.age(abs(left)))


def spoken(row: QueueRow, index: int, count: int, now: int, words: Format) -> str:
    """The row as a sentence for a screen reader."""
    if row.group:
        facts = (row.group, row.group_facts, translate("Queue", "panah kanan membuka"))
        return ", ".join((*facts, translate("Queue", "baris {0} dari {1}").format(index + 1, count)))
    parts = [severity_word(row.rank), row.title]
    if row.report_count > 1:
        parts.append(translate("Queue", "%n laporan", "", row.report_count))
    parts += [promise_words(row, now, words), translate("Queue", "jam dijeda") if row.paused else ""]
    parts += [row.area, row.agencies, row.status, row.unmet, row.mark, row.fold]
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
