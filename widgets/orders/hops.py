"""The distortion meter: the first words beside those of each hop, with minutes and words gained and lost."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from widgets.format import Format
from widgets.labels import breakable, caption, clear, text
from widgets.orders.model import HopRow
from widgets.theme import Theme

translate = QCoreApplication.translate


class HopsView(QWidget):
    """One column a hop, so that the words stand side by side; narrow panels get one row a hop."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._hops: tuple[HopRow, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self.setAccessibleName(translate("Orders", "Jejak kata dari pemberi perintah sampai pelaksana"))

    def set_hops(self, hops: tuple[HopRow, ...]) -> None:
        """From the first words to the last."""
        if hops == self._hops:
            return
        self._hops = hops
        clear(self._grid)
        for place, hop in enumerate(hops):
            for line, label in enumerate(self._cells(hop, first=place == 0)):
                self._grid.addWidget(label, line, place, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(place, 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _cells(self, hop: HopRow, *, first: bool) -> list[QLabel]:
        theme, words = self._theme, self._words
        when = words.minute(hop.at)
        if not first:
            when += " · " + translate("Orders", "+{0}").format(words.age(hop.ms))
        head = caption(theme, hop.who + (" · " + translate("Orders", "baca ulang") if hop.read_back else ""))
        cells = [head, text(theme, when, size="small", tone="dim")]
        said = f"“{hop.what}”" + (f" + “{hop.appended}”" if hop.appended else "")
        cells.append(text(theme, breakable(said), tone="strong", wrap=True))
        cells.append(
            text(theme, " · ".join(part for part in (hop.where, hop.by) if part), size="small", wrap=True)
        )
        gained = [f"+ {word}" for word in hop.added] + [f"− {word}" for word in hop.missing]
        differs = translate("Orders", "berbeda: {0}").format(", ".join(hop.differs)) if hop.differs else ""
        same = "" if first or gained or differs else translate("Orders", "sama dengan perintahnya")
        line = " · ".join(part for part in (differs, "  ".join(gained), same) if part)
        tone = "critical" if hop.differs else "dim"
        cells.append(text(theme, line, size="small", tone=tone, wrap=True))
        return cells
