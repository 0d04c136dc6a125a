"""One order: its words, who gave it, how far it got, what differs, and what can be done about it now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.chips import KeyButton
from widgets.format import Format
from widgets.labels import breakable, caption, clear, column, row, set_tone, text, widen
from widgets.orders.hops import HopsView
from widgets.orders.ladder import LadderStrip
from widgets.orders.model import FieldPair, OrderAction, OrderRow
from widgets.orders.words import ACTION_KEYS, action_word
from widgets.theme import RADIUS_PANEL, Theme

translate = QCoreApplication.translate


def short_hash(digest: str) -> str:
    """`9f3c…a1`: enough to be read out and compared."""
    return f"{digest[:4]}…{digest[-2:]}" if len(digest) > 8 else digest


class OrderCard(QWidget):
    """Takes the keyboard; its actions show while it has it, or while it waits for somebody."""

    action_requested = Signal(object)
    """`OrderAction`"""
    moved = Signal(int)
    left = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, words: Format, *, narrow: bool = False) -> None:
        """`narrow`: for a side column, without the ladder."""
        super().__init__()
        self._theme, self._words, self._narrow = theme, words, narrow
        self._brief = False
        self.row = OrderRow(0, 0, "", "", "", 0)
        self._now = 0
        self._meter = False
        self._offered: tuple[OrderAction, ...] = ()
        self.buttons: dict[OrderAction, KeyButton] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._columns = 2 if narrow else 6
        self._build(narrow)

    def _build(self, narrow: bool) -> None:
        theme, words = self._theme, self._words
        self._heading = widen(caption(theme, ""))
        self._what = text(theme, weight=600 if not narrow else 500, tone="strong", wrap=True)
        self._facts = text(theme, size="small", tone="dim", wrap=True)
        self._more = text(theme, size="small", wrap=True)
        self.ladder = LadderStrip(theme, words)
        self._state = text(theme, size="small", wrap=True)
        self._pairs = QGridLayout()
        self._pairs.setHorizontalSpacing(theme.px(16))
        self._pairs.setVerticalSpacing(theme.px(2))
        self._pair_box = QWidget()
        self._pair_box.setLayout(self._pairs)
        self._passed = QVBoxLayout()
        self._passed.setSpacing(theme.px(2))
        self._passed_box = QWidget()
        self._passed_box.setLayout(self._passed)
        self._hops = HopsView(theme, words)
        self._hops.setContentsMargins(0, theme.px(8), 0, theme.px(4))
        self._hops.hide()
        self._buttons = QGridLayout()
        self._buttons.setSpacing(theme.px(6))
        self._button_box = QWidget()
        self._button_box.setLayout(self._buttons)
        for box in (self._pairs, self._buttons, self._passed):
            box.setContentsMargins(0, 0, 0, 0)
        inner = column(
            self._heading, self._what, self._facts, self._more, self.ladder, self._state, self._pair_box,
            self._passed_box, self._hops, self._button_box, spacing=theme.px(5),
        )  # fmt: skip
        edge = theme.px(8)
        inner.setContentsMargins(edge, edge, edge, edge)
        self.setLayout(inner)
        self.ladder.setVisible(not narrow)
        self._heading.setVisible(not narrow)

    # --- what it shows ---

    def show_row(self, row: OrderRow, now: int) -> None:
        """Another state of the same order, or another order."""
        same, self.row, self._now = row == self.row, row, now
        self._show_state()
        if same:
            return
        self._heading.setText(row.heading)
        told = (f"“{row.what}”", row.where, row.by) if self._narrow else (f"“{row.what}”",)
        self._what.setText(breakable(" · ".join(part for part in told if part)))
        self._more.setText(self._remarks())
        self._more.setVisible(bool(self._more.text()))
        self.ladder.set_rungs(row.rungs)
        self._show_pairs(row.pairs if row.wrong else ())
        self._show_passed()
        self._hops.set_hops(row.hops)
        self._offer()
        self.setAccessibleName(f"{row.heading}: {row.what}")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_brief(self, brief: bool) -> None:
        """Only the words and the state while another has the keyboard: for a column with little room."""
        if brief != self._brief:
            self._brief = brief
            self._show_buttons()

    def turn_meter(self) -> None:
        """Show or hide what became of the words."""
        self._meter = not self._meter
        self._hops.setVisible(self._meter and bool(self.row.hops))

    def _show_state(self) -> None:
        row, words = self.row, self._words
        facts = [row.about] if self._narrow else [row.where, row.by]
        facts += [row.issuer, words.minute(row.issued_at), row.urgency]
        if row.digest:
            facts.append(translate("Orders", "sidik {0}").format(short_hash(row.digest)))
        if not row.ended and not self._narrow:
            facts.append(translate("Orders", "umur {0}").format(words.age(self._now - row.issued_at)))
        self._set(self._facts, " · ".join(part for part in facts if part))
        state = row.state[:1].upper() + row.state[1:]
        if row.late_ms > 0:
            state += " · " + translate("Orders", "lewat {0}").format(words.age(row.late_ms))
        if row.waiting:
            state = f"{row.waiting} {state}" if row.wrong else f"{state}. {row.waiting}"
        self._set(self._state, "\n".join((state, *row.conflicts)))
        alarming = row.wrong or row.late_ms > 0 or bool(row.conflicts)
        set_tone(self._state, "critical" if alarming else "dim" if row.ended else "strong")
        self.setAccessibleDescription(state)

    @staticmethod
    def _set(label: QWidget, words: str) -> None:
        if label.text() != words:  # type: ignore[attr-defined]  # a new text lays everything out again
            label.setText(words)  # type: ignore[attr-defined]

    def _remarks(self) -> str:
        row, words = self.row, self._words
        lines = [translate("Orders", "Ditambahkan: “{0}”").format(row.appended)] if row.appended else []
        lines += [f"{words.minute(said.at)}  {said.who}: “{said.text}”" for said in row.said]
        return breakable("\n".join(lines))

    def _show_pairs(self, pairs: tuple[FieldPair, ...]) -> None:
        clear(self._pairs)
        self._pair_box.setVisible(bool(pairs))
        theme = self._theme
        heads = ("", translate("Orders", "diperintahkan"), translate("Orders", "dibaca ulang"))
        for place, head in enumerate(heads if pairs else ()):
            self._pairs.addWidget(text(theme, head, size="small", tone="dim"), 0, place)
        for line, pair in enumerate(pairs, start=1):
            tone = "critical" if pair.differs else ""
            said = f"≠ “{pair.said}”" if pair.differs else f"“{pair.said}”"
            self._pairs.addWidget(text(theme, pair.name, size="small", tone="dim"), line, 0)
            self._pairs.addWidget(
                text(theme, f"“{pair.asked}”" if pair.asked else "–", size="small", wrap=True), line, 1
            )
            self._pairs.addWidget(
                text(
                    theme,
                    said if pair.said else "≠ –",
                    size="small",
                    tone=tone,
                    weight=600 if tone else 400,
                    wrap=True,
                ),
                line,
                2,
            )
        self._pairs.setColumnStretch(1, 1)
        self._pairs.setColumnStretch(2, 1)

    def _show_passed(self) -> None:
        clear(self._passed)
        for passed in self.row.passed_on:
            tone = "critical" if passed.wrong else ""
            state = text(self._theme, passed.state, size="small", tone=tone, wrap=True)
            state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line = row(text(self._theme, passed.who, size="small", tone=tone), widen(state))
            self._passed.addLayout(line)

    # --- what can be done ---

    def _offer(self) -> None:
        if self.row.actions != self._offered:
            self._offered = self.row.actions
            clear(self._buttons)
            self.buttons = {}
            for place, action in enumerate(self._offered):
                button = KeyButton(self._theme, action_word(action), ACTION_KEYS[action], "flat")
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.clicked.connect(self._asks(action))
                self.buttons[action] = button
                left = Qt.AlignmentFlag.AlignLeft
                self._buttons.addWidget(button, place // self._columns, place % self._columns, left)
            self._buttons.setColumnStretch(self._columns, 1)
        self._show_buttons()

    def _asks(self, action: OrderAction) -> Callable[[], None]:
        return lambda: self._run(action)

    def _run(self, action: OrderAction) -> None:
        if action is OrderAction.HOPS:
            self.turn_meter()
        else:
            self.action_requested.emit(action)

    def _show_buttons(self) -> None:
        whole = not self._brief or self.hasFocus()
        wanted = self.hasFocus() or (bool(self.row.waiting) and whole)
        self._button_box.setVisible(bool(self._offered) and wanted)
        self._facts.setVisible(whole)
        self._passed_box.setVisible(whole and bool(self.row.passed_on))

    # --- keyboard and mouse ---

    def event(self, event: QEvent) -> bool:
        # here the letters belong to the order; everywhere else to the window
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._wish(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _wish(self, event: QKeyEvent) -> OrderAction | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._offered:
            return None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._offered[0]
        return next((a for a in self._offered if event.key() == ord(ACTION_KEYS[a])), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = self._wish(event)
        if wish is not None:
            self._run(wish)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_buttons()
        self.entered.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_buttons()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, box = theme.px(RADIUS_PANEL), self.rect().toRectF().adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(box, radius, radius)
        if self.row.wrong:
            painter.fillRect(0, radius, theme.px(3), self.height() - 2 * radius, QColor(theme.severity[0]))
