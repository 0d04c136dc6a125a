"""One small photograph of a proof: pressed by click, Enter or Space."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen

from widgets.closing.model import PictureSource
from widgets.press import PressButton
from widgets.theme import Theme

translate = QCoreApplication.translate


class _Thumb(PressButton):
    """A picture in a rounded edge."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "flat")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(104), self._theme.px(78))

    def _picture(self) -> QImage | None:
        raise NotImplementedError

    def _instead(self) -> str:
        """What stands there while there is no picture."""
        return ""

    def _edge(self) -> str:
        return self._theme.focus if self.hasFocus() else self._theme.line_strong

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        outline = QPainterPath()
        outline.addRoundedRect(box, theme.px(4), theme.px(4))
        painter.fillPath(outline, QColor(theme.ground))
        picture = self._picture()
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
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(4, 4, -4, -4), int(flags), self._instead())
        edge = self._edge()
        painter.setPen(QPen(QColor(edge), 1 if edge == theme.line_strong else 2))
        painter.drawPath(outline)


class PhotoThumb(_Thumb):
    """Draws the picture once it is there; an edge in the system's colour says that something is wrong."""

    def __init__(
        self, theme: Theme, pictures: PictureSource, sha256: str, number: int, suspicious: bool
    ) -> None:
        super().__init__(theme)
        self._pictures, self._sha256, self._suspicious = pictures, sha256, suspicious
        self.setToolTip(translate("Closing", "Perbesar dan bandingkan"))
        said = translate("Closing", "Foto {0}").format(number + 1)
        self.setAccessibleName(f"{said}, {translate('Closing', 'mencurigakan')}" if suspicious else said)

    def _picture(self) -> QImage | None:
        return self._pictures.picture(self._sha256, "thumbnail")

    def _instead(self) -> str:
        return self._pictures.instead(self._sha256)

    def _edge(self) -> str:
        return self._theme.system if self._suspicious and not self.hasFocus() else super()._edge()


class TakenThumb(_Thumb):
    """A photograph that was read from this machine; pressing it takes it out again."""

    def __init__(self, theme: Theme, image: QImage, name: str, number: int) -> None:
        super().__init__(theme)
        self._image = image
        take_out = translate("Filing", "Foto {0}, {1}: tekan untuk mengeluarkannya")
        said = take_out.replace("{0}", str(number + 1)).replace("{1}", name)
        self.setToolTip(said)
        self.setAccessibleName(said)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(68), self._theme.px(48))

    def _picture(self) -> QImage | None:
        return self._image
