"""Draws a plot with pyqtgraph, in the colours of the theme. Imported late: it takes longer than a paint."""

from __future__ import annotations

from itertools import groupby
from typing import Final

import numpy as np
from PySide6.QtGui import QColor, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.charts import Chart
from widgets.figures.plot import Plot, Role, Side
from widgets.theme import Theme, mixed

GAP: Final = 7
"""Pixels between the marks and the words beside them."""
SYMBOLS: Final = {"circle": "o", "diamond": "d"}
_ANCHORS: Final[dict[Side, tuple[float, float]]] = {
    "below": (0.5, 0.0),
    "left": (1.0, 0.5),
    "right": (0.0, 0.5),
    "above": (0.5, 1.0),
}


class PlotView(Chart):
    """Marks and words of one plot; what is focused is the panel around it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._plot = Plot(1, 1)
        self.setMinimumHeight(theme.px(80))

    def set_plot(self, plot: Plot) -> None:
        if plot != self._plot:
            self._plot = plot
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _fill(self) -> None:
        across, up = self._scale()
        self._draw_bars()
        self._draw_lines()
        self._draw_dots()
        self._draw_words(across, up)

    def _scale(self) -> tuple[float, float]:
        """Set the range so that the words in the margins fit; units of the plot for one pixel."""
        plot, metrics = self._plot, QFontMetricsF(self._theme.font("small"))
        wide: dict[Side, float] = {"below": 0, "left": 0, "right": 0, "above": 0}
        for each in plot.words:
            wide[each.side] = max(wide[each.side], metrics.horizontalAdvance(each.text) + 2 * GAP)
        left = max(wide["left"], wide["below"] / 2, 2.0)
        right = max(wide["right"], wide["below"] / 2, 2.0)
        line = metrics.height()
        low = line + GAP if wide["below"] else 2.0
        high = line if wide["above"] else 4.0
        across = plot.wide / max(self.width() - left - right, 20.0)
        up = plot.tall / max(self.height() - low - high, 20.0)
        self._box.setRange(
            xRange=(-left * across, plot.wide + right * across),
            yRange=(-low * up, plot.tall + high * up),
            padding=0,
        )
        return across, up

    def _draw_bars(self) -> None:
        import pyqtgraph

        bars = self._plot.bars
        if bars:
            corners = {
                name: np.array([getattr(each, name) for each in bars]) for name in ("x0", "x1", "y0", "y1")
            }
            brushes = [self._colour(each.role) for each in bars]
            self._box.addItem(pyqtgraph.BarGraphItem(**corners, brushes=brushes, pen=None))

    def _draw_lines(self) -> None:
        import pyqtgraph

        theme = self._theme
        for (dashed, role), group in groupby(self._plot.lines, lambda each: (each.dashed, each.role)):
            lines = list(group)
            ink = theme.line_strong if role == "past" else theme.text
            pen = pyqtgraph.mkPen(QColor(ink), width=theme.px(1), dash=[4, 3] if dashed else None)
            x = np.array([(each.x0, each.x1) for each in lines]).ravel()
            y = np.array([(each.y0, each.y1) for each in lines]).ravel()
            self._box.addItem(pyqtgraph.PlotCurveItem(x, y, connect="pairs", pen=pen))
        base = pyqtgraph.mkPen(QColor(theme.line_strong), width=theme.px(1))
        self._box.addItem(pyqtgraph.PlotCurveItem([0, self._plot.wide], [0, 0], pen=base))

    def _draw_dots(self) -> None:
        import pyqtgraph

        theme, dots = self._theme, self._plot.dots
        if dots:
            spots = [
                {
                    "pos": (each.x, each.y),
                    "symbol": SYMBOLS[each.shape],
                    "size": theme.px(9 if each.role == "now" else 7),
                    "brush": QColor(theme.text_strong if each.role == "now" else theme.panel),
                    "pen": pyqtgraph.mkPen(
                        QColor(theme.text_strong if each.role == "now" else theme.text_dim)
                    ),
                }
                for each in dots
            ]
            self._box.addItem(pyqtgraph.ScatterPlotItem(spots=spots, antialias=True))

    def _draw_words(self, across: float, up: float) -> None:
        import pyqtgraph

        theme, plot = self._theme, self._plot
        for each in plot.words:
            x, y = {
                "below": (each.at, -2 * up),
                "left": (-2 * across, each.at),
                "right": (plot.wide + 2 * across, each.at),
                "above": (each.at, each.high),
            }[each.side]
            ink = theme.text_dim if each.side == "below" else theme.text
            item = pyqtgraph.TextItem(each.text, color=QColor(ink), anchor=_ANCHORS[each.side])
            item.setFont(theme.font("small"))
            item.setPos(x, y)
            self._box.addItem(item)

    def _colour(self, role: Role) -> QColor:
        theme = self._theme
        if role == "alarm":
            return QColor(theme.severity[0])
        return QColor(theme.text if role == "now" else mixed(theme.panel, theme.text_dim, 0.62))
