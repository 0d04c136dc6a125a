"""One small photograph of a proof: pressed by click, Enter or Space."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from widgets.closing.model import PictureSource
from widgets.theme import Theme

translate = QCoreApplication.translate


class PressButton(QPushButton):
    """A button that Enter presses too, not only Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class PhotoThumb(PressButton):
    """Draws the picture once it is there; an edge in the system's colour says that something is wrong."""

    def __init__(
        self, theme: Theme, pictures: PictureSource, sha256: str, number: int, suspicious: bool
    ) -> None:
        super().__init__()
        self._theme, self._pictures = theme, pictures
        self._sha256, self._suspicious = sha256, suspicious
        self.setProperty("kind", "flat")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(translate("Closing", "Perbesar dan bandingkan"))
        said = translate("Closing", "Foto {0}").format(number + 1)
        self.setAccessibleName(f"{said}, {translate('Closing', 'mencurigakan')}" if suspicious else said)
        self.setFixedSize(self.sizeHint())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(104), self._theme.px(78))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        outline = QPainterPath()
        outline.addRoundedRect(box, theme.px(4), theme.px(4))
        painter.fillPath(outline, QColor(theme.ground))
        picture = self._pictures.picture(self._sha256, "thumbnail")
        if picture is not None and not picture.isNull():
            painter.save()
            painter.setClipPath(outline)
            scale = max(box.width() / picture.width(), box.height() / picture.height())
            width, height = picture.width() * scale, picture.height() * scale
            left, top = box.center().x() - width / 2, box.center().y() - height / 2
            painter.drawImage(QRectF(left, top, width, height), picture)
            painter.restore()
        else:
            painter.setFont(theme.font("label"))
            painter.setPen(QColor(theme.text_dim))
            missing = self._pictures.why(self._sha256, "thumbnail")
            words = translate("Closing", "tidak ada") if missing else translate("Closing", "memuat…")
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        edge = theme.focus if self.hasFocus() else theme.system if self._suspicious else theme.line_strong
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() or self._suspicious else 1))
        painter.drawPath(outline)
