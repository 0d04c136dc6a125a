"""Charts by pyqtgraph. The package is imported with the first chart only: it takes longer than a paint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.theme import Theme


class Chart(QWidget):
    """A place for marks without axis, mouse or focus; it is filled after the first paint."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: Any = None
        self._box: Any = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QTimer.singleShot(0, self, self._build)

    @property
    def ready(self) -> bool:
        """True once the chart is on the screen."""
        return self._box is not None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._draw()

    def _build(self) -> None:
        import pyqtgraph

        view = pyqtgraph.GraphicsView(parent=self)
        # A bare box: axes, menus and labels of a plot item are not wanted, and outlive their scene.
        box = pyqtgraph.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        view.setCentralItem(box)
        for inner in (view, *view.findChildren(QWidget)):
            inner.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._layout.addWidget(view)
        self._view, self._box = view, box
        self._draw()

    def _draw(self) -> None:
        """Draw anew, once there is something to draw on."""
        if self._box is not None:
            self._view.setBackground(QColor(self._theme.panel))
            self._box.clear()
            self._fill()

    def _fill(self) -> None:
        """Put the marks into the empty box."""
        raise NotImplementedError


class BarCurve(Chart):
    """Bars over time with a dashed mean; the last bar, still filling, stands out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._values: tuple[int, ...] = ()

    def set_values(self, values: Sequence[int]) -> None:
        """Counts, oldest first; the last is the running one."""
        if tuple(values) != self._values:
            self._values = tuple(values)
            self._draw()

    def mean(self) -> float:
        """Mean of the complete bars; the running one would pull it down."""
        complete = self._values[:-1]
        return float(np.mean(complete)) if complete else 0.0

    def top(self) -> int:
        """Upper end of the scale: the highest bar, at least four, so that one report is no mountain."""
        return max(4, *self._values) if self._values else 4

    def _fill(self) -> None:
        import pyqtgraph

        theme, box, count = self._theme, self._box, len(self._values)
        if count:
            brushes = [QColor(theme.text)] * (count - 1) + [QColor(theme.text_strong)]
            bars = pyqtgraph.BarGraphItem(
                x=np.arange(count), height=np.array(self._values), width=0.8, brushes=brushes, pen=None
            )
            thick = max(1, self.height() / 90)
            mean = pyqtgraph.mkPen(QColor(theme.text_dim), width=thick, dash=[4, 4])
            base = pyqtgraph.mkPen(QColor(theme.line_strong), width=thick)
            box.addItem(bars)
            box.addItem(pyqtgraph.InfiniteLine(self.mean(), angle=0, pen=mean))
            box.addItem(pyqtgraph.InfiniteLine(0, angle=0, pen=base))
        height = (-0.01 * self.top(), self.top() * 1.02)
        box.setRange(xRange=(-0.6, max(count, 1) - 0.4), yRange=height, padding=0)
