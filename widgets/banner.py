"""The strip across the window in an exercise: striped in the system's colour, never in a severity's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from widgets.chips import KeyButton
from widgets.labels import row
from widgets.theme import Theme

translate = QCoreApplication.translate


class DrillBanner(QWidget):
    """`LATIHAN` for as long as the drill is shown; says when a real report arrives meanwhile."""

    live_requested = Signal()
    """Back to the real log."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reason, self._arrived = "", 0
        self.setFixedHeight(theme.px(36))
        self.live = KeyButton(theme, translate("Banner", "Lihat yang nyata"), "", "primary")
        self.live.clicked.connect(self.live_requested)
        self.live.hide()
        line = row(0, self.live)
        line.setContentsMargins(0, theme.px(2), theme.px(60), theme.px(2))
        self.setLayout(line)
        self.hide()

    def set_drill(self, active: bool, reason: str = "") -> None:
        """Show or hide the banner."""
        self._reason = reason
        self.setVisible(active)
        self._tell()

    def set_real_reports(self, count: int) -> None:
        """Real reports that arrived since the drill is shown."""
        self._arrived = count
        self.live.setVisible(count > 0)
        self._tell()

    def sentence(self) -> str:
        """What the banner says."""
        if self._arrived:
            return translate("Banner", "Laporan NYATA masuk: %n", "", self._arrived)
        words = translate("Banner", "Bukan kejadian nyata")
        return f"{words} · {self._reason}" if self._reason else words

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.raised))
        stripe = QColor(theme.system)
        height, step = self.height(), theme.px(18)
        edge = theme.px(48)
        painter.setClipRect(QRectF(0, 0, edge, height).united(QRectF(0, 0, edge, height)))
        for side in (0, self.width() - edge):
            painter.setClipRect(QRectF(side, 0, edge, height))
            for left in range(-height, edge + height, step):
                base = side + left
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(stripe)
                painter.drawPolygon(
                    QPolygonF(
                        [
                            QPointF(base, height),
                            QPointF(base + step / 2, height),
                            QPointF(base + step / 2 + height, 0),
                            QPointF(base + height, 0),
                        ]
                    )
                )
        painter.setClipping(False)
        painter.fillRect(0, height - 2, self.width(), 2, stripe)
        font = theme.font_px(theme.px(16), 800)
        word = translate("Banner", "LATIHAN")
        painter.setFont(font)
        painter.setPen(stripe)
        left = edge + theme.px(14)
        painter.drawText(QRectF(left, 0, self.width(), height - 2), Qt.AlignmentFlag.AlignVCenter, word)
        left += round(QFontMetricsF(font).horizontalAdvance(word)) + theme.px(16)
        painter.setFont(theme.font("body", 700 if self._arrived else 400))
        painter.setPen(QColor(theme.text_strong))
        painter.drawText(
            QRectF(left, 0, self.width(), height - 2), Qt.AlignmentFlag.AlignVCenter, self.sentence()
        )

    def _tell(self) -> None:
        self.setAccessibleName(f"{translate('Banner', 'LATIHAN')}. {self.sentence()}")
        self.update()
