"""Reports per five minutes over two hours: is it calming down or just beginning?"""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from widgets.charts import BarCurve
from widgets.format import Format
from widgets.wall.ink import RIGHT, Face, Ink
from widgets.wall.layout import ARRIVALS
from widgets.wall.model import Arrivals
from widgets.wall.tile import Moment, Tile
from widgets.wall.words import tile_title, translate


class ArrivalsTile(Tile):
    """The chart is pyqtgraph's; heading, mean and times are painted here in wall sizes."""

    def __init__(self, ink: Ink, parent: QWidget) -> None:
        super().__init__(ARRIVALS, ink, parent)
        self._facts = Arrivals()
        self._words: Format | None = None
        self._chart = BarCurve(ink.theme, self)

    def set_facts(self, facts: Arrivals) -> None:
        if facts != self._facts:
            self._facts = facts
            self._chart.set_values(facts.counts)
            self.refresh()

    def set_ink(self, ink: Ink) -> None:
        super().set_ink(ink)
        self._chart.set_theme(ink.theme)
        self._place()

    def title(self) -> str:
        return tile_title(ARRIVALS)

    def headings(self) -> tuple[str, ...]:
        return (translate("Wall", "Laporan masuk, 24 × 5 menit"), self.title(), translate("Wall", "Laporan"))

    def describe(self) -> str:
        return f"{self._now_words()}, {self._mean_words()}"

    def tick_body(self, moment: Moment) -> None:
        if self._words is None:
            self._words = moment.words
            self.update(self.body_rect())
        self._words = moment.words

    @property
    def chart(self) -> BarCurve:
        return self._chart

    def resizeEvent(self, event: object) -> None:
        self._place()

    def _place(self) -> None:
        ink = self.ink
        times = ink.line(Face.SMALL) + ink.px(0.5)
        self._chart.setGeometry(self.body_rect().adjusted(ink.pad, ink.px(1.5), -ink.pad, -times))

    def _now_words(self) -> str:
        return translate("Wall", "{count} / 5 mnt").format(count=self._facts.counts[-1])

    def _mean_words(self) -> str:
        return self._means()[0]

    def _means(self) -> tuple[str, str]:
        mean = self._words.number(self._chart.mean(), 1) if self._words else ""
        longer, shorter = translate("Wall", "rata-rata {mean}"), translate("Wall", "rerata {mean}")
        return longer.format(mean=mean), shorter.format(mean=mean)

    def paint_body(self, painter: QPainter, dirty: QRect) -> None:
        if self.unknown:
            return
        ink, theme = self.ink, self.ink.theme
        body = self.body_rect().adjusted(ink.pad, 0, -ink.pad, -ink.px(0.4))
        line = ink.line(Face.SMALL)
        above = QRect(body.left(), body.top() - ink.px(0.1), body.width(), line)
        taken = ink.write(painter, above, self._now_words(), Face.SMALL_STRONG, theme.text_strong)
        aside = above.adjusted(taken + ink.px(0.8), 0, 0, 0)
        mean = ink.fitting(Face.SMALL, self._means(), aside.width())
        ink.write(painter, aside, mean, Face.SMALL, theme.text_dim, RIGHT)
        below = QRect(body.left(), body.bottom() - line + 1, body.width(), line)
        if self._words and self._facts.start_at:
            ink.write(painter, below, self._words.minute(self._facts.start_at), Face.SMALL, theme.text_dim)
        kini = translate("Wall", "kini")
        ink.write(painter, below, kini, Face.SMALL, theme.text_dim, RIGHT)
