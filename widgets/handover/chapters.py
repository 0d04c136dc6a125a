"""What the document contains: its chapters with their counts, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.handover.model import PartLine
from widgets.labels import caption, column, text
from widgets.theme import Theme

translate = QCoreApplication.translate


class ChapterRow(QAbstractButton):
    """Caption and count; the arrow keys of the document lead there too, so Tab passes it by."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, part: PartLine) -> None:
        self._count = len(part.items)
        self.setText(part.caption)
        self.setAccessibleName(f"{part.caption}: {self._count}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(29))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.panel))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.line))
        box = QRectF(self.rect()).adjusted(theme.px(14), 0, -theme.px(14), 0)
        font = theme.font("body", 650 if self._count else 400)
        painter.setFont(font)
        painter.setPen(QColor(theme.text_strong if self._count else theme.text_dim))
        count = str(self._count)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, count)
        room = box.width() - QFontMetricsF(font).horizontalAdvance(count) - theme.px(8)
        body = theme.font("body")
        painter.setFont(body)
        painter.setPen(QColor(theme.text if self._count else theme.text_dim))
        painter.drawText(
            box, middle, QFontMetricsF(body).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        )


class Chapters(QWidget):
    """All chapters, and what is new since the reader left."""

    chosen = Signal(str)
    """Code of a chapter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[PartLine, ...] = ()
        self.rows: list[ChapterRow] = []
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = caption(theme, translate("Handover", "Bagian"))
        head.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(9))
        self._since = text(theme, size="small", tone="dim", wrap=True)
        self._since.setContentsMargins(theme.px(14), theme.px(14), theme.px(14), theme.px(10))
        self._box = QVBoxLayout()
        self._box.setSpacing(0)
        self.setLayout(column(head, self._box, self._since, 0, spacing=0))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def set_parts(self, parts: Sequence[PartLine]) -> None:
        self._parts = tuple(parts)
        while len(self.rows) < len(parts):
            row = ChapterRow(self._theme)
            row.clicked.connect(partial(self._clicked, len(self.rows)))
            self._box.addWidget(row)
            self.rows.append(row)
        for row, part in zip(self.rows, parts, strict=False):
            row.set_part(part)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(parts))

    def set_since(self, words: str) -> None:
        """What is new since the reader left."""
        self._since.setText(words)

    def _clicked(self, number: int, _checked: bool = False) -> None:
        self.chosen.emit(self._parts[number].code)
