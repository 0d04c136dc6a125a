"""The list itself: paints the visible rows of a `QueueSource`, whatever its length.

Selection is an incident, not a row: it survives every reorder. While the list is scrolled away from its top,
the first visible incident stays where it is, so that nothing moves under a reading eye.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from widgets.format import Format
from widgets.queue.model import QueueRow, QueueSource
from widgets.queue.paint import RowLook, RowPainter, spoken
from widgets.theme import FADE_MS, Theme


class QueueView(QAbstractScrollArea):
    """Rows of incidents. Keyboard: arrows, page, home, end, Enter."""

    incident_selected = Signal(int)
    open_requested = Signal(int)
    group_requested = Signal(int, bool)
    """Show the incidents behind this line one by one, or put this one behind its line again."""

    def __init__(self, theme: Theme, words: Format, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = RowPainter(theme, words)
        self._source: QueueSource | None = None
        self._selected = 0
        self._left_at = -1
        """Row the selected incident had when it was last in the list."""
        self._anchor = 0
        self._hovered = -1
        self._now = 0
        self._empty = ""
        self._clock = QElapsedTimer()
        self._clock.start()
        self._born: dict[int, int] = {}
        self._painted: dict[int, QueueRow] = {}
        """What is on the screen now, by row: only what differs from it is painted anew."""
        self._ringed = QRect()
        self._frame = QTimer(self, interval=16)
        self._frame.timeout.connect(self._fade)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # always there, so that rows and captions keep the same width
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumSize(theme.px(320), theme.px(150))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- what it shows ---

    def set_source(self, source: QueueSource) -> None:
        self._source = source
        self.refresh()

    def refresh(self, opened: Iterable[int] = ()) -> None:
        """Rows changed, came, went or moved; `opened` are incidents that appear for the first time."""
        started = self._clock.elapsed()
        self._born.update((incident, started) for incident in opened)
        if self._born:
            self._frame.start()
        bar = self.verticalScrollBar()
        anchor, value = self._anchor, bar.value()
        self._fit_scroll_bar()
        if value and anchor and self._source is not None:
            row = self._source.row_of(anchor)
            if row >= 0:
                bar.setValue(row * self._painter.height + value % self._painter.height)
        self._remember_anchor()
        self._note_row()
        self._update_changed()

    def set_now(self, now: int) -> None:
        """The server's time in milliseconds: ages and deadlines count on."""
        if now // 1000 != self._now // 1000:
            self.viewport().update()
        self._now = now

    def set_empty(self, sentence: str) -> None:
        """What stands in an empty list."""
        self._empty = sentence
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        self._painter = RowPainter(theme, self._painter.words)
        self._fit_scroll_bar()
        self.viewport().update()

    # --- selection ---

    @property
    def selected(self) -> int:
        """The selected incident, 0 for none."""
        return self._selected

    def select(self, incident_id: int, *, reveal: bool = True) -> None:
        """Select an incident, also one that is not in the list; 0 selects none."""
        if incident_id != self._selected:
            self._selected = incident_id
            self.viewport().update()
            self._speak()
            self.incident_selected.emit(incident_id)
        self._left_at = self._row_of(incident_id)
        if reveal:
            self._reveal(self._row_of(incident_id))

    def move_selection(self, step: int) -> None:
        """Select the row `step` further; from nothing to the first visible one.

        Where the selected incident has left the list, the one that took its place comes next.
        """
        count = self._count()
        if not count:
            return
        row = self._row_of(self._selected)
        if row < 0 and self._selected and self._left_at >= 0:
            target = self._left_at + step - (step > 0)
        elif row < 0:
            target = self.verticalScrollBar().value() // self._painter.height
        else:
            target = row + step
        self._select_row(min(count - 1, max(0, target)))

    def visible_row_at(self, y: int) -> int:
        """The row under a viewport position, -1 for none."""
        row = (y + self.verticalScrollBar().value()) // self._painter.height
        return row if 0 <= row < self._count() else -1

    def row_rect(self, incident_id: int) -> QRect:
        """Where the incident is in the viewport; empty where it is not listed."""
        row = self._row_of(incident_id)
        return self._row_box(row) if row >= 0 else QRect()

    # --- for screen readers ---

    def visible_rows(self) -> tuple[int, int]:
        """First and last row on the screen; the last is smaller where there is none."""
        top, height = self.verticalScrollBar().value(), self._painter.height
        return top // height, min(self._count() - 1, (top + self.viewport().height() - 1) // height)

    def spoken_row(self, index: int) -> str:
        """A row as a sentence."""
        if self._source is None or not 0 <= index < self._count():
            return ""
        return spoken(self._source.row(index), index, self._count(), self._now, self._painter.words)

    def global_row_rect(self, index: int) -> QRect:
        """Where a row is on the desktop."""
        height, viewport = self._painter.height, self.viewport()
        top = index * height - self.verticalScrollBar().value()
        return QRect(viewport.mapToGlobal(QPoint(0, top)), QSize(viewport.width(), height))

    # --- Qt ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        source, height = self._source, self._painter.height
        width, now, theme = self.viewport().width(), self._now, self._painter.theme
        count = source.count() if source is not None else 0
        if source is None or not count:
            self._painted = {}
            self._paint_empty(painter)
        else:
            offset, region = self.verticalScrollBar().value(), event.region()
            first, last = self.visible_rows()
            painted, self._painted = self._painted, {}
            for index in range(first, last + 1):
                top = index * height - offset
                if not region.intersects(QRect(0, top, width, height)):
                    if index in painted:
                        self._painted[index] = painted[index]
                    continue
                row = self._painted[index] = source.row(index)
                look = RowLook(
                    width,
                    height,
                    row.incident_id == self._selected,
                    index == self._hovered,
                    self._opacity(row),
                )
                self._painter.paint(painter, top, row, now, look)
        self._ringed = self._ring()
        if self._ringed.isValid():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(self._ringed.adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self.viewport().height() // self._painter.height - 1)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in steps:
            self.move_selection(steps[key])
        elif plain and key == Qt.Key.Key_Home and self._count():
            self._select_row(0)
        elif plain and key == Qt.Key.Key_End and self._count():
            self._select_row(self._count() - 1)
        elif plain and key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and self._selected:
            self.group_requested.emit(self._selected, key == Qt.Key.Key_Right)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected:
            self.open_requested.emit(self._selected)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.visible_row_at(round(event.position().y()))
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._select_row(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.visible_row_at(round(event.position().y()))
        if row >= 0 and self._source is not None and self._source.row(row).group:
            self.group_requested.emit(self._selected, True)
        elif row >= 0:
            self.open_requested.emit(self._selected)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.visible_row_at(round(event.position().y())))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        elif isinstance(event, QHelpEvent):
            self._show_tip(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_scroll_bar()

    # --- inner ---

    def _update_changed(self) -> None:
        """Have those rows painted that do not look any more as they were painted last."""
        viewport, source, painted = self.viewport(), self._source, self._painted
        first, last = self.visible_rows()
        if source is None or not painted or last < 0 or self._ring() != self._ringed:
            viewport.update()
            return
        for index in range(first, max(last, *painted) + 1):
            row = source.row(index) if index <= last else None
            if row != painted.get(index) or (row is not None and row.incident_id in self._born):
                viewport.update(self._row_box(index))

    def _row_box(self, index: int) -> QRect:
        height = self._painter.height
        return QRect(0, index * height - self.verticalScrollBar().value(), self.viewport().width(), height)

    def _ring(self) -> QRect:
        """Where the focus is shown: round the selected row, or all; invalid without focus."""
        if not self.hasFocus():
            return QRect()
        ring = self.row_rect(self._selected).intersected(self.viewport().rect())
        return ring if ring.isValid() else self.viewport().rect()

    def _count(self) -> int:
        return self._source.count() if self._source is not None else 0

    def _row_of(self, incident_id: int) -> int:
        return self._source.row_of(incident_id) if self._source is not None and incident_id else -1

    def _note_row(self) -> None:
        row = self._row_of(self._selected)
        if row >= 0 or not self._selected:
            self._left_at = row

    def _select_row(self, row: int) -> None:
        assert self._source is not None
        self.select(self._source.row(row).incident_id, reveal=False)
        self._reveal(row)

    def _reveal(self, row: int) -> None:
        if row < 0:
            return
        bar, height = self.verticalScrollBar(), self._painter.height
        top = row * height
        if top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + self.viewport().height():
            bar.setValue(top + height - self.viewport().height())

    def _fit_scroll_bar(self) -> None:
        bar, height = self.verticalScrollBar(), self._painter.height
        bar.setSingleStep(height)
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._count() * height - self.viewport().height()))
        bar.setEnabled(bar.maximum() > 0)

    def _scrolled(self) -> None:
        self._remember_anchor()
        self._hovered = -1
        self.viewport().update()

    def _remember_anchor(self) -> None:
        """At the top none is needed: what is new pushes in."""
        value = self.verticalScrollBar().value()
        row = value // self._painter.height if value else -1
        inside = self._source is not None and 0 <= row < self._count()
        self._anchor = self._source.row(row).incident_id if inside and self._source is not None else 0

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _opacity(self, row: QueueRow) -> float:
        born = self._born.get(row.incident_id)
        return 1.0 if born is None else min(1.0, (self._clock.elapsed() - born) / FADE_MS)

    def _fade(self) -> None:
        for index, row in self._painted.items():
            if row.incident_id in self._born:
                self.viewport().update(self._row_box(index))
        over = self._clock.elapsed() - FADE_MS
        self._born = {incident: born for incident, born in self._born.items() if born > over}
        if not self._born:
            self._frame.stop()

    def _paint_empty(self, painter: QPainter) -> None:
        theme = self._painter.theme
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(theme.text_dim))
        box = self.viewport().rect().adjusted(theme.px(40), theme.px(16), -theme.px(40), 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._empty)

    def _show_tip(self, position: QPoint, where: QPoint) -> None:
        index = self.visible_row_at(position.y())
        if index < 0 or self._source is None:
            QToolTip.hideText()
            return
        row = self._source.row(index)
        # escaped: a tool tip that looks like HTML would be shown as HTML
        QToolTip.showText(where, f"<p>{escape(row.title)}<br>{escape(row.ref)}</p>", self.viewport())

    def _speak(self) -> None:
        """Tell a screen reader the selected row; the list is painted, so Qt cannot."""
        words = self.spoken_row(self._row_of(self._selected))
        self.setAccessibleDescription(words)
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
