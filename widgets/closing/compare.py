"""A photograph as large as the window allows, beside the earlier one it looks like. Escape puts it away."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.closing.model import PictureSource
from widgets.labels import column, row, text
from widgets.overlay import Overlay
from widgets.prompt import is_escape
from widgets.theme import Theme

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Pair:
    """A photograph of a proof, and the one it may be a copy of."""

    sha256: str
    caption: str
    lines: tuple[str, ...] = ()
    """What the checks say about it."""
    seen: str = ""
    seen_caption: str = ""


class _Picture(QWidget):
    """One picture, whole, in the middle of its place."""

    def __init__(self, theme: Theme, pictures: PictureSource) -> None:
        super().__init__()
        self._theme, self._pictures, self._sha256 = theme, pictures, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_photo(self, sha256: str, caption: str) -> None:
        self._sha256 = sha256
        self.setAccessibleName(caption)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.ground))
        if not self._sha256:
            return
        sharp = self._pictures.picture(self._sha256, "display")
        picture = sharp or self._pictures.picture(self._sha256, "thumbnail")
        if picture is None or picture.isNull():
            painter.setFont(theme.font())
            painter.setPen(QColor(theme.text_dim))
            why = self._pictures.why(self._sha256, "display")
            words = why or translate("Closing", "Foto sedang diambil…")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), int(flags), words)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = min(self.width() / picture.width(), self.height() / picture.height())
        width, height = picture.width() * scale, picture.height() * scale
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        painter.drawImage(QRectF(left, top, width, height), picture)


class ComparePhotos(Overlay):
    """Covers its window's content; ← and → go through the photographs of one proof."""

    def __init__(self, theme: Theme, window: QWidget, pictures: PictureSource) -> None:
        super().__init__(theme, window)
        self._pairs: tuple[Pair, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = text(theme, size="head", weight=650, tone="strong")
        self._lines = text(theme, size="small", tone="system", wrap=True)
        self._captions = [text(theme, size="small", tone="dim", wrap=True) for _ in range(2)]
        self._places = [_Picture(theme, pictures) for _ in range(2)]
        self._sides = [QWidget(), QWidget()]
        for side, caption, place in zip(self._sides, self._captions, self._places, strict=True):
            side.setLayout(column(caption, place, spacing=theme.px(6)))
            side.layout().setStretch(1, 1)  # type: ignore[union-attr]  # it was set the line before
        self._foot = text(theme, size="small", tone="dim")
        both = row(*self._sides, spacing=theme.px(16))
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        box = column(self._title, self._lines, both, self._foot, spacing=theme.px(10))
        box.setStretch(2, 1)
        box.setContentsMargins(*(theme.px(20),) * 4)
        self.setLayout(box)

    def show_pairs(self, pairs: tuple[Pair, ...], at: int) -> None:
        """Show the photographs of one proof, beginning with one of them."""
        if not pairs:
            return
        self._pairs = pairs
        self._show(at)
        self._cover()
        self.setFocus()

    def refresh(self) -> None:
        """A picture arrived."""
        for place in self._places:
            place.update()

    def event(self, event: QEvent) -> bool:
        # Escape belongs to what covers the window, whatever else the window does with it.
        if event.type() is QEvent.Type.ShortcutOverride and is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.put_away()
            case Qt.Key.Key_Left:
                self._show(self._at - 1)
            case Qt.Key.Key_Right:
                self._show(self._at + 1)
            case _:
                super().keyPressEvent(event)

    def _show(self, at: int) -> None:
        self._at = at % len(self._pairs)
        pair = self._pairs[self._at]
        title = translate("Closing", "Foto {0} dari {1}").format(self._at + 1, len(self._pairs))
        self._title.setText(title)
        self.setAccessibleName(". ".join((title, pair.caption, *pair.lines)))
        self._lines.setText("\n".join(pair.lines))
        self._lines.setVisible(bool(pair.lines))
        self._captions[0].setText(pair.caption)
        self._captions[1].setText(pair.seen_caption)
        self._places[0].show_photo(pair.sha256, pair.caption)
        self._places[1].show_photo(pair.seen, pair.seen_caption)
        self._sides[1].setVisible(bool(pair.seen))
        keys = translate("Closing", "Esc menutup")
        if len(self._pairs) > 1:
            keys = translate("Closing", "← → foto lain · Esc menutup")
        self._foot.setText(keys)

    def _room(self, window: QRect) -> QRect:
        margin = self._theme.px(28)
        return window.adjusted(margin, margin, -margin, -margin)
