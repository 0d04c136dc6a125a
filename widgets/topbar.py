"""The bar at the top: whose city, the command bar, what is open by severity, who is here, the clock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.alarmlight import AlarmLight
from widgets.chips import KeyButton, paint_severity, severity_word
from widgets.commandbar.bar import CommandBar
from widgets.format import Format
from widgets.keys import Action, KeyMap
from widgets.labels import row, text
from widgets.theme import Theme

translate = QCoreApplication.translate


class SeverityCounts(QWidget):
    """Open incidents by severity: shape and figure."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._counts = (0, 0, 0, 0)
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_counts(self, counts: tuple[int, int, int, int]) -> None:
        if counts == self._counts and self.accessibleName():
            return
        self._counts = counts
        spoken = (f"{severity_word(rank)} {count}" for rank, count in enumerate(counts))
        self.setAccessibleName(translate("Top", "Terbuka: {0}").format(", ".join(spoken)))
        self._explain()
        self.updateGeometry()
        self.update()

    def set_note(self, sentence: str) -> None:
        """What else belongs to these figures, said where somebody points at them."""
        if sentence != self._note:
            self._note = sentence
            self._explain()

    def _explain(self) -> None:
        self.setToolTip("\n".join(part for part in (self.accessibleName(), self._note) if part))
        self.setAccessibleDescription(self._note)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._width(count) for count in self._counts)), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setFont(theme.font("small", 600))
        left, middle = 0.0, self.height() / 2
        for rank, count in enumerate(self._counts):
            size = theme.px(11)
            paint_severity(painter, rank, QPointF(left + size / 2, middle), size, theme.severity[rank])
            painter.setPen(QColor(theme.text_strong if count else theme.text_dim))
            width = self._width(count)
            box = self.rect().adjusted(round(left + size + theme.px(6)), 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._words.number(count))
            left += width

    def _width(self, count: int) -> float:
        metrics = QFontMetricsF(self._theme.font("small", 600))
        return metrics.horizontalAdvance(self._words.number(count)) + self._theme.px(31)


class TopBar(QWidget):
    """Setters only; the command bar speaks for itself."""

    intake_requested = Signal()

    def __init__(self, theme: Theme, words: Format, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(44))
        name = text(theme, translate("Top", "Patria"), size="strong", weight=700, tone="strong")
        self._city = text(theme, size="small")
        self.command = CommandBar(theme)
        self.command.setMaximumWidth(theme.px(430))
        self.command.setMinimumWidth(theme.px(180))
        self.new = KeyButton(theme, translate("Top", "laporan baru"), keys.key(Action.NEW_REPORT), "flat")
        self.new.clicked.connect(self.intake_requested)
        self.alarm = AlarmLight(theme)
        self.counts = SeverityCounts(theme, words)
        self._user = text(theme, size="small", tone="dim")
        self._clock = text(theme, size="small", weight=600, tone="strong")
        line = row(
            name,
            self._city,
            self.command,
            0,
            self.new,
            self.alarm,
            self.counts,
            self._user,
            self._clock,
            spacing=theme.px(14),
        )
        line.setStretch(2, 3)
        line.setStretch(3, 1)
        line.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        self.setLayout(line)
        self.set_keys(keys)

    def set_city(self, words: str) -> None:
        """City and role, e.g. `Kota Blitar · Pengawas`."""
        self._city.setText(words)

    def set_user(self, words: str) -> None:
        """Shift and person, e.g. `Regu Malam · Pengawas 1`."""
        self._user.setText(words)

    def set_now(self, now: int) -> None:
        clock = self._words.clock(now)
        if clock != self._clock.text():
            self._clock.setText(clock)
            self._clock.setToolTip(self._words.date(now))

    def set_keys(self, keys: KeyMap) -> None:
        self.new.set_key(keys.key(Action.NEW_REPORT))
        self.command.set_key(keys.key(Action.COMMAND))

    def set_narrow(self, narrow: bool) -> None:
        """Leave out who is here where there is little room."""
        self._user.setVisible(not narrow)
