"""The alarm as an operator sees it: new critical incidents flash, a mute or a missing loudspeaker is said."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from widgets.chips import paint_severity
from widgets.icons import pixmap
from widgets.sound import Alarm, SoundState
from widgets.theme import RADIUS_CHIP, Theme

translate = QCoreApplication.translate


class AlarmLight(QAbstractButton):
    """A button in the top bar. Pressed, it acknowledges what flashes, or else turns the sound off or on."""

    acknowledge_requested = Signal()
    sound_requested = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._alarm: Alarm | None = None
        self._lit = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._press)

    def watch(self, alarm: Alarm) -> None:
        """Show this alarm from now on."""
        self._alarm = alarm
        alarm.changed.connect(self._refresh)
        alarm.flashed.connect(self._flash)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._refresh()

    @property
    def lit(self) -> bool:
        """The bright half of a flash."""
        return self._lit

    def sizeHint(self) -> QSize:
        theme = self._theme
        width = theme.px(26)
        for text in (self._waiting_words(), self._sound_words()):
            if text:
                width += round(QFontMetricsF(theme.font("small", 600)).horizontalAdvance(text)) + theme.px(8)
        return QSize(width + (theme.px(28) if self._waiting_words() else 0), max(24, theme.px(28)))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small", 600))
        left = self._paint_waiting(painter)
        quiet = self._alarm is None or self._alarm.state is SoundState.ON
        colour = theme.text_dim if quiet else theme.system
        size = theme.px(16)
        icon = pixmap("sound_on" if quiet else "sound_off", colour, size)
        painter.drawPixmap(QPointF(left + theme.px(4), (self.height() - size) / 2), icon)
        painter.setPen(QColor(colour))
        box = QRectF(left + size + theme.px(10), 0, self.width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._sound_words())
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(4), theme.px(4))

    def _paint_waiting(self, painter: QPainter) -> float:
        """The chip of what nobody acknowledged; returns where the sound begins."""
        words, theme = self._waiting_words(), self._theme
        if not words:
            return 0
        critical = theme.severity[0]
        width = QFontMetricsF(painter.font()).horizontalAdvance(words) + theme.px(30)
        chip = QRectF(1, (self.height() - theme.px(22)) / 2, width, theme.px(22))
        painter.setPen(QPen(QColor(critical), 1.5))
        painter.setBrush(QColor(critical) if self._lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip, theme.px(RADIUS_CHIP), theme.px(RADIUS_CHIP))
        ink = theme.chip_text[0] if self._lit else theme.text_strong
        mark = theme.chip_text[0] if self._lit else critical
        paint_severity(painter, 0, QPointF(chip.left() + theme.px(12), chip.center().y()), theme.px(10), mark)
        painter.setPen(QColor(ink))
        painter.drawText(chip.adjusted(theme.px(22), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        return chip.right() + theme.px(4)

    # --- words ---

    def _waiting_words(self) -> str:
        if self._alarm is None or not self._alarm.waiting:
            return ""
        return translate("Alarm", "%Ln kritis baru", "", self._alarm.waiting)

    def _sound_words(self) -> str:
        if self._alarm is None or self._alarm.state is SoundState.ON:
            return ""
        if self._alarm.state is SoundState.NO_DEVICE:
            return translate("Alarm", "tanpa suara")
        return translate("Alarm", "bisu {minutes} mnt").format(minutes=self._alarm.muted_minutes)

    def _refresh(self) -> None:
        words = self._alarm.words() if self._alarm else ""
        spoken = ", ".join(part for part in (self._waiting_words(), words) if part)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()
        self.update()

    def _flash(self, on: bool) -> None:
        self._lit = on
        self.update()

    def _press(self) -> None:
        if self._alarm is None:
            return
        if self._alarm.waiting:
            self.acknowledge_requested.emit()
        else:
            self.sound_requested.emit(self._alarm.state is SoundState.MUTED)
