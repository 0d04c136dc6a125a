"""The figures of a shift as a page: five charts, each with what it says in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from widgets.figures.plot import Chart
from widgets.figures.view import PlotView
from widgets.format import Format
from widgets.labels import caption, column, row, set_tone, text
from widgets.theme import Theme

translate = QCoreApplication.translate

PLACES: Final = {
    "arrivals": (0, 0, 1, 7),
    "steps": (0, 7, 1, 5),
    "load": (1, 0, 1, 5),
    "dispositions": (1, 5, 1, 4),
    "nuisance": (1, 9, 1, 3),
}
"""Line, column, and how many of them, in a grid of twelve."""


class ChartPanel(QWidget):
    """One chart; it takes the keyboard, so that a screen reader reads it."""

    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._caption = caption(theme, "")
        self._headline = text(theme, size="strong", weight=650, tone="strong", wrap=True)
        self._note = text(theme, size="small", tone="dim", wrap=True)
        self.plot = PlotView(theme)
        policy = self.plot.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Expanding)
        self.plot.setSizePolicy(policy)
        box = column(self._caption, self._headline, self.plot, self._note, spacing=theme.px(4))
        box.setStretch(2, 1)
        box.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        self.setLayout(box)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_chart(self, chart: Chart) -> None:
        self._caption.setText(chart.caption)
        self._headline.setText(chart.headline)
        set_tone(self._headline, "critical" if chart.worrying else "strong" if chart.plot else "dim")
        self._note.setText(chart.note)
        self.setAccessibleName(chart.caption)
        self.setAccessibleDescription(chart.reading)
        self.plot.setVisible(chart.plot is not None)
        if chart.plot is not None:
            self.plot.set_plot(chart.plot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back, on = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)
        if event.key() in (*back, *on):
            self.stepped.emit(-1 if event.key() in back else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(self._theme.focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class ShiftFiguresPage(QWidget):
    """Setters only. The arrow keys go from chart to chart."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._counted_at = 0
        self._head = text(theme, tone="dim", wrap=True)
        self._age = text(theme, size="small", tone="dim")
        name = caption(theme, translate("Figures", "Angka regu"))
        head = row(name, self._head, self._age, spacing=theme.px(14))
        head.setStretch(1, 1)
        head.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        top = QWidget()
        top.setProperty("surface", "rail")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setLayout(head)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(1)
        self.panels = {code: ChartPanel(theme) for code in PLACES}
        for code, place in PLACES.items():
            self.panels[code].stepped.connect(self._step)
            grid.addWidget(self.panels[code], *place)
        for at in range(12):
            grid.setColumnStretch(at, 1)
        for line in range(2):
            grid.setRowStretch(line, 1)
        page = column(top, grid, spacing=1)
        page.setStretch(1, 1)
        self.setLayout(page)
        self.set_waiting()

    def set_waiting(self) -> None:
        """Nothing was counted yet."""
        self._head.setText(translate("Figures", "Angka sedang dihitung …"))

    def set_charts(self, head: str, found: Sequence[Chart], now: int) -> None:
        """`head`: which period, beside what. `now`: when it was counted."""
        self._head.setText(head)
        self._counted_at = now
        for chart in found:
            self.panels[chart.code].set_chart(chart)
        self.set_now(now)

    def set_now(self, now: int) -> None:
        """How old the figures are."""
        if self._counted_at:
            age = self._words.age(now - self._counted_at)
            self._age.setText(translate("Figures", "dihitung {0} lalu").format(age))

    def focus_first(self) -> None:
        self.panels["arrivals"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step(self, by: int) -> None:
        panels = list(self.panels.values())
        at = next((number for number, panel in enumerate(panels) if panel.hasFocus()), 0)
        panels[(at + by) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
