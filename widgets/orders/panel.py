"""Several orders below each other: the incident's in the detail, leadership's in the side column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from widgets.format import Format
from widgets.labels import caption, column, hairline, text
from widgets.labels import row as side_by_side
from widgets.orders.asking import OrderActions
from widgets.orders.card import OrderCard
from widgets.orders.composer import OrderComposer
from widgets.orders.model import OrderAction, OrderRow
from widgets.prompt import PromptPanel
from widgets.theme import Theme

SHARE: Final = 0.3
"""Of the window's height, that a side column gives to orders before they scroll."""
BRIEF_BELOW: Final = 900
"""Height of the window at scale 1 below which a side column shows orders in two lines each."""
BRIEF_SHARE: Final = 0.16


class _Few(QScrollArea):
    """As high as its content, up to a share of the window."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.share = SHARE
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(inner)
        inner.installEventFilter(self)

    def sizeHint(self) -> QSize:
        inner = self._inner
        content = inner.heightForWidth(self.viewport().width()) if inner.hasHeightForWidth() else -1
        content = max(content, inner.minimumSizeHint().height())
        return QSize(super().sizeHint().width(), min(content, round(self.window().height() * self.share)))

    def minimumSizeHint(self) -> QSize:
        # whoever works on an order sees all of it, whatever stands above
        least = self.sizeHint().height()
        focus = QApplication.focusWidget()
        working = focus is not None and self.isAncestorOf(focus)
        return QSize(0, least if working else min(least, 80))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class OrdersPanel(QWidget):
    """Cards with their questions; hidden while there is none."""

    command_requested = Signal(object)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Format,
        name: str,
        composer: OrderComposer,
        *,
        narrow: bool = False,
        hint: str = "",
    ) -> None:
        """`composer` opens in this panel when an order is passed on from it; `hint` stands in the head."""
        super().__init__()
        self._theme, self._words, self._narrow = theme, words, narrow
        self._rows: tuple[OrderRow, ...] = ()
        self.cards: list[OrderCard] = []
        self._asking = 0
        """The order that a question is about."""
        self.composer = composer
        self.prompt = PromptPanel(theme)
        self.acts = OrderActions(self.prompt, self)
        self.acts.command_requested.connect(self.command_requested)
        self.acts.forward_requested.connect(composer.pass_on)
        composer.command_requested.connect(self.command_requested)
        self._arrange_parts(name, hint)
        composer.closed.connect(self._answered)
        self.prompt.closed.connect(self._answered)
        self.hide()

    def _arrange_parts(self, name: str, hint: str) -> None:
        theme, narrow = self._theme, self._narrow
        self._unsent = text(theme, size="small", weight=600, tone="system", wrap=True)
        self._unsent.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), 0)
        self._unsent.hide()
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.px(2))
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setLayout(self._list)
        self._scroll = _Few(inner) if narrow else None
        box = column(self.prompt, self.composer, self._unsent, self._scroll or inner, spacing=theme.px(6))
        if narrow:
            head = side_by_side(caption(theme, name), 0, text(theme, hint, size="small", tone="dim"))
            head.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
            box.insertLayout(0, head)
            box.insertWidget(0, hairline())
            box.setContentsMargins(theme.px(6), 0, theme.px(6), theme.px(6))
        self.setLayout(box)
        self.setAccessibleName(name)

    def set_rows(self, rows: Sequence[OrderRow], now: int) -> None:
        """The orders in the order they should be read; equal rows cost little."""
        rows = tuple(rows)
        if [row.order_id for row in rows] != [card.row.order_id for card in self.cards]:
            self._arrange(rows)
        for card, row in zip(self.cards, rows, strict=True):
            card.show_row(row, now)
        self._rows = rows
        if self._asking and self._asking not in {row.order_id for row in rows}:
            # what was asked about is no longer what is seen
            self._asking = 0
            self.prompt.dismiss()
            self.composer.let_go()
        self._give_room()
        self._show_or_hide()

    def set_unsent(self, lines: Sequence[str]) -> None:
        """Orders of this console that have not left it, in words."""
        self._unsent.setText("\n".join(lines))
        self._unsent.setVisible(bool(lines))
        self._show_or_hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def focus_first(self) -> None:
        """The keyboard to the first card that waits for somebody, otherwise to the first."""
        waiting = [card for card in self.cards if card.row.waiting and card.row.actions]
        for card in (*waiting, *self.cards)[:1]:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def current(self) -> OrderCard | None:
        """The card with the keyboard."""
        return next((card for card in self.cards if card.hasFocus()), None)

    def pass_on_first(self) -> bool:
        """Open the composer for the current order, or for the first that can be passed on."""
        offering = [card for card in self.cards if OrderAction.FORWARD in card.row.actions]
        current = self.current()
        if current in offering:
            offering = [current]
        for card in offering[:1]:
            self._run(OrderAction.FORWARD, card.row)
        return bool(offering)

    def compose(self) -> None:
        """Open the composer for an order of one's own."""
        self.composer.begin()
        self._show_or_hide()

    def _run(self, action: OrderAction, row: OrderRow) -> None:
        self._asking = row.order_id
        self.acts.run(action, row)
        self._show_or_hide()

    def _answered(self) -> None:
        """The keyboard goes back to the order that was asked about; a hidden list could not take it."""
        self._show_or_hide()
        if not self.prompt.asking:
            for card in self.cards:
                if self._asking and card.row.order_id == self._asking:
                    card.setFocus()
            self._asking = 0

    def _arrange(self, rows: tuple[OrderRow, ...]) -> None:
        focused = self.current()
        had = focused.row.order_id if focused is not None else 0
        kept = {card.row.order_id: card for card in self.cards}
        self.cards = [kept.pop(row.order_id) if row.order_id in kept else self._card() for row in rows]
        for card in kept.values():
            card.hide()
            card.deleteLater()
        for place, (card, row) in enumerate(zip(self.cards, rows, strict=True)):
            self._list.insertWidget(place, card)
            card.show()
            if had and row.order_id == had:
                card.setFocus()

    def _card(self) -> OrderCard:
        card = OrderCard(self._theme, self._words, narrow=self._narrow)
        card.action_requested.connect(lambda action: self._run(action, card.row))
        card.moved.connect(lambda step: self._step(card, step))
        card.left.connect(self.left)
        card.entered.connect(lambda: self._bring(card))
        return card

    def _step(self, card: OrderCard, step: int) -> None:
        place = self.cards.index(card) + step
        other = self.cards[min(len(self.cards) - 1, max(0, place))]
        other.setFocus()

    def _bring(self, card: OrderCard) -> None:
        """Scroll to a card once it has been laid out with what it shows now; its beginning counts."""
        self._give_room()
        QTimer.singleShot(0, card, lambda: self._scroll_to(card))

    def _scroll_to(self, card: OrderCard) -> None:
        area = self._scroll or self._around()
        if area is None or card not in self.cards:
            return
        bar, inner = area.verticalScrollBar(), area.widget()
        top = card.mapTo(inner, QPoint(0, 0)).y() if inner is not None else 0
        if top < bar.value() or top + card.height() > bar.value() + area.viewport().height():
            bar.setValue(top - self._theme.px(4))

    def _around(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent

    def _give_room(self) -> None:
        """In a low window orders take two lines each until somebody goes to them."""
        if self._scroll is not None:
            brief = self.window().height() < BRIEF_BELOW * self._theme.scale
            self._scroll.share = BRIEF_SHARE if brief and self.current() is None else SHARE
            self._scroll.updateGeometry()
            for card in self.cards:
                card.set_brief(brief)

    def _show_or_hide(self) -> None:
        writing = self.composer.isVisibleTo(self) or self.prompt.asking
        self.setVisible(bool(self._rows or self._unsent.text()) or writing)
        if self._scroll is not None:
            # a side column has room for the question or for the list
            self._scroll.setVisible(not writing)
