"""One step of the checklist: a box, its words, and who marked it when."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.contract.closing import StepState
from widgets.format import Format
from widgets.labels import column, row, text
from widgets.steps.model import StepLine
from widgets.theme import Theme

translate = QCoreApplication.translate

SKIP_KEY = Qt.Key.Key_S


def state_word(state: StepState) -> str:
    return {
        StepState.OPEN: translate("Steps", "belum"),
        StepState.DONE: translate("Steps", "selesai"),
        StepState.SKIPPED: translate("Steps", "dilewati"),
    }[state]


class MarkBox(QWidget):
    """An empty box, a tick, or a line through it: told apart by shape."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.state = StepState.OPEN
        self.setFixedSize(theme.px(16), theme.px(18))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_state(self, state: StepState) -> None:
        self.state = state
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(13)
        box = QRectF(1, (self.height() - size) / 2, size, size)
        painter.setPen(QPen(QColor(theme.text if self.state is StepState.OPEN else theme.text_dim), 1.4))
        painter.drawRoundedRect(box, 2, 2)
        ink = QPen(QColor(theme.text_strong), theme.px(2))
        ink.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(ink)
        if self.state is StepState.DONE:
            spots = ((0.24, 0.54), (0.43, 0.74), (0.78, 0.28))
            points = [QPointF(box.x() + x * size, box.y() + y * size) for x, y in spots]
            painter.drawPolyline(QPolygonF(points))
        elif self.state is StepState.SKIPPED:
            middle = box.center().y()
            painter.drawLine(QPointF(box.x() + size * 0.25, middle), QPointF(box.x() + size * 0.75, middle))


class StepRow(QWidget):
    """Takes the keyboard: Space marks, S skips, the arrows are its list's."""

    toggled = Signal()
    skipped = Signal()
    moved = Signal(int)
    """Up or down in the list."""
    left = Signal()

    def __init__(self, theme: Theme, words: Format, line: StepLine) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.line = line
        self._box = MarkBox(theme)
        self._text = text(theme, size="small", wrap=True)
        self._by = text(theme, size="label", tone="dim", wrap=True)
        self._by.setFont(theme.font_px(theme.px(12)))
        for label in (self._text, self._by):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = row(self._box, column(self._text, self._by, spacing=0), spacing=theme.px(6))
        inner.setStretch(1, 1)
        inner.setAlignment(self._box, Qt.AlignmentFlag.AlignTop)
        inner.setContentsMargins(theme.px(4), theme.px(3), theme.px(4), theme.px(3))
        self.setLayout(inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(theme.px(26))
        self.show_line(line)

    def show_line(self, line: StepLine) -> None:
        """Another state of the same step."""
        self.line = line
        words = line.text + (" · " + translate("Steps", "wajib") if line.mandatory else "")
        self._text.setText(words)
        done = line.state is not StepState.OPEN
        self._text.setProperty("tone", "dim" if done else "strong" if line.mandatory else "")
        self._text.style().unpolish(self._text)
        self._text.style().polish(self._text)
        self._box.set_state(line.state)
        by = " · ".join(part for part in (line.by, self._words.minute(line.at) if line.at else "") if part)
        if line.reason:
            by = translate("Steps", "{0}: {1}").format(state_word(line.state), line.reason) + f" · {by}"
        self._by.setText(by if done else "")
        self._by.setVisible(bool(self._by.text()))
        self.setAccessibleName(f"{words}: {state_word(line.state)}")
        self.setAccessibleDescription(self._by.text())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._theme.px(26)))

    # --- keyboard and mouse ---

    def event(self, event: QEvent) -> bool:
        # here S skips a step; everywhere else it changes the status
        skips = isinstance(event, QKeyEvent) and event.key() == SKIP_KEY and not event.modifiers()
        if skips and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.toggled.emit()
            case Qt.Key.Key_S:
                self.skipped.emit()
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is Qt.MouseButton.LeftButton:
            self.toggled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
