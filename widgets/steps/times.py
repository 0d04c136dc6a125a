"""The times an incident carries, one below the other, with what lies between them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.format import Format
from widgets.labels import caption, clear, column, text
from widgets.steps.model import TimeLine
from widgets.theme import Theme

translate = QCoreApplication.translate


class TimesBlock(QWidget):
    """Hidden while there is nothing but the report itself."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._lines: tuple[TimeLine, ...] = ()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(2))
        self._grid.setColumnStretch(0, 1)
        self.setLayout(column(caption(theme, translate("Steps", "Waktu")), self._grid, spacing=theme.px(8)))
        self.setAccessibleName(translate("Steps", "Waktu kejadian"))
        self.hide()

    def set_lines(self, lines: tuple[TimeLine, ...]) -> None:
        """Oldest first."""
        if lines == self._lines:
            return
        self._lines = lines
        clear(self._grid)
        for place, line in enumerate(lines):
            gap = f"+{self.gap(line.since_ms)}" if line.since_ms >= 0 else ""
            parts = (
                text(self._theme, line.word, size="small"),
                text(self._theme, gap, size="small", tone="dim"),
                text(self._theme, self._words.time(line.at), size="small", tone="strong"),
            )
            for across, label in enumerate(parts):
                side = Qt.AlignmentFlag.AlignRight if across else Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(label, place, across, side | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleDescription(", ".join(f"{line.word} {self._words.time(line.at)}" for line in lines))
        self.setVisible(len(lines) > 1)

    def gap(self, milliseconds: int) -> str:
        """`0,4 dtk` is nobody's business: whole seconds, then minutes and seconds, then as an age."""
        if milliseconds < 3_600_000:
            return self._words.stopwatch(milliseconds)
        return self._words.age(milliseconds)
