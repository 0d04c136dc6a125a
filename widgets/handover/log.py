"""The shift log: notes with the newest on top, standing instructions, who sits where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from widgets.handover.model import InstructionLine, NoteLine
from widgets.labels import caption, clear, column, hairline, row, text
from widgets.theme import Theme

translate = QCoreApplication.translate

WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
MOST: Final = 80
"""Notes built at once; the filter finds the rest."""


class NoteRow(QWidget):
    """Painted: head, what it is about, the words, by what it was corrected."""

    stepped = Signal(int)
    """To the note above (-1) or below (1): the area that scrolls would take the arrow keys for itself."""

    def __init__(self, theme: Theme, line: NoteLine) -> None:
        super().__init__()
        self._theme, self.line = theme, line
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(". ".join(part for _, _, part in self._parts() if part))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._flow(None, width))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self.heightForWidth(self._theme.px(300)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.line))
        self._flow(painter, self.width())
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _parts(self) -> tuple[tuple[QFont, str, str], ...]:
        theme, line = self._theme, self.line
        words = theme.font("body")
        words.setStrikeOut(bool(line.struck))
        return (
            (theme.font("small"), theme.text_dim, line.head),
            (theme.font("small"), theme.text_dim, line.about),
            (words, theme.text_dim if line.struck else theme.text_strong, line.words),
            (theme.font("small", 600), theme.system, line.struck),
        )

    def _flow(self, painter: QPainter | None, width: int) -> float:
        """Paint, or only measure: the height."""
        theme = self._theme
        top, left = float(theme.px(9)), theme.px(14)
        for font, ink, words in self._parts():
            if not words:
                continue
            room = QRectF(left, top, max(1, width - 2 * left), 100_000)
            box = QFontMetricsF(font).boundingRect(room, WRAP, words)
            if painter is not None:
                painter.setFont(font)
                painter.setPen(QColor(ink))
                painter.drawText(room, WRAP, words)
            top += box.height() + theme.px(3)
        return top + theme.px(6)


class LogPage(QWidget):
    """Setters and signals only."""

    filtered = Signal(str)
    """Show what contains this."""
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notes: tuple[NoteLine, ...] = ()
        self._beside: tuple[tuple[InstructionLine, ...], tuple[str, ...]] | None = None
        self.rows: list[NoteRow] = []
        self.summary = text(theme, tone="dim")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(translate("Handover", "Saring: kata, #tag, @OPD, nama, nomor"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.filter.setFixedWidth(theme.px(300))
        self.filter.textChanged.connect(self.filtered)
        self.filter.returnPressed.connect(self.focus_first)
        head = row(
            caption(theme, translate("Handover", "Log regu")), self.summary, 0, self.filter, spacing=14
        )
        head.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        top = QWidget()
        top.setProperty("surface", "rail")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setLayout(head)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._side = column(spacing=theme.px(6))
        self._side.setContentsMargins(*(theme.px(14),) * 4)
        side = self._scrolled(self._side)
        side.setFixedWidth(theme.px(330))
        side.setProperty("surface", "rail")
        middle = row(column(top, self._scrolled(self._list), spacing=0), side, spacing=1)
        middle.setStretch(0, 1)
        self.setLayout(middle)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def set_notes(self, notes: Sequence[NoteLine], older: int) -> None:
        """The newest first; `older`: how many are not shown."""
        if tuple(notes) == self._notes:
            return
        at = self.current
        self._notes = tuple(notes)
        clear(self._list)
        self.rows = [NoteRow(self._theme, line) for line in notes]
        for each in self.rows:
            self._list.addWidget(each)
            each.stepped.connect(self._step)
            each.show()  # now and not with the next event: it may get the keyboard back
        if not notes:
            self._say(translate("Handover", "Belum ada catatan. N menulis catatan baru."))
        if older:
            self._say(translate("Handover", "dan {0} lebih lama · / menyaring").format(older))
        self._list.addStretch(1)
        for each in self.rows:
            if at and each.line.note_id == at:
                each.setFocus()

    def set_beside(self, instructions: Sequence[InstructionLine], seats: Sequence[str]) -> None:
        shown = (tuple(instructions), tuple(seats))
        if shown == self._beside:
            return
        self._beside = shown
        clear(self._side)
        theme = self._theme
        self._side.addWidget(caption(theme, translate("Handover", "Instruksi tetap")))
        if not instructions:
            none = translate("Handover", "Tidak ada yang berlaku. P memberi instruksi.")
            self._side.addWidget(text(theme, none, tone="dim", wrap=True))
        for line in instructions:
            self._side.addWidget(hairline())
            self._side.addWidget(text(theme, line.words, tone="strong", wrap=True))
            tone = "dim" if line.confirmed else "system"
            self._side.addWidget(text(theme, line.note, size="small", tone=tone, wrap=True))
        self._side.addSpacing(theme.px(14))
        self._side.addWidget(caption(theme, translate("Handover", "Siapa duduk di mana")))
        if not seats:
            none = translate("Handover", "Belum ada yang mencatat tempat. D mencatat tempat Anda.")
            self._side.addWidget(text(theme, none, tone="dim", wrap=True))
        for words in seats:
            self._side.addWidget(text(theme, words, wrap=True))
        self._side.addStretch(1)

    @property
    def current(self) -> int:
        """Number of the note that has the keyboard; 0: none."""
        return next((each.line.note_id for each in self.rows if each.hasFocus()), 0)

    def focus_first(self) -> None:
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focus_first()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        at = next((number for number, each in enumerate(self.rows) if each.hasFocus()), -by)
        if 0 <= at + by < len(self.rows):
            self.rows[at + by].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._area.ensureWidgetVisible(self.rows[at + by])

    def _say(self, words: str) -> None:
        label = text(self._theme, words, tone="dim", wrap=True)
        label.setContentsMargins(*(self._theme.px(14),) * 4)
        self._list.addWidget(label)

    def _scrolled(self, box: QVBoxLayout) -> QScrollArea:
        inner = QWidget()
        inner.setLayout(box)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        if box is self._list:
            inner.setProperty("surface", "panel")
            inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self._area = area
        return area
