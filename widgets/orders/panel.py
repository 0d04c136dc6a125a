"""Several orders below each other: the incident's in the detail, leadership's in the side column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.format import Format
from widgets.labels import caption, column, hairline
from widgets.orders.asking import OrderActions
from widgets.orders.card import OrderCard
from widgets.orders.composer import OrderComposer
from widgets.orders.model import OrderAction, OrderRow
from widgets.prompt import PromptPanel
from widgets.theme import Theme


class OrdersPanel(QWidget):
    """Cards with their questions; hidden while there is none."""

    command_requested = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, words: Format, name: str, composer: OrderComposer, *, narrow: bool = False
    ) -> None:
        """`composer` opens in this panel when an order is passed on from it."""
        super().__init__()
        self._theme, self._words, self._narrow = theme, words, narrow
        self._rows: tuple[OrderRow, ...] = ()
        self.cards: list[OrderCard] = []
        self.composer = composer
        self.prompt = PromptPanel(theme)
        self.acts = OrderActions(self.prompt, self)
        self.acts.command_requested.connect(self.command_requested)
        self.acts.forward_requested.connect(composer.pass_on)
        composer.command_requested.connect(self.command_requested)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.px(2))
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = column(self.prompt, composer, self._list, spacing=theme.px(6))
        if narrow:
            head = caption(theme, name)
            head.setContentsMargins(theme.px(8), 0, 0, 0)
            box.insertWidget(0, head)
            box.insertWidget(0, hairline())
            box.setContentsMargins(theme.px(6), 0, theme.px(6), theme.px(6))
        self.setLayout(box)
        self.setAccessibleName(name)
        composer.closed.connect(self._show_or_hide)
        self.prompt.closed.connect(self._show_or_hide)
        self.hide()

    def set_rows(self, rows: Sequence[OrderRow], now: int) -> None:
        """The orders in the order they should be read; equal rows cost little."""
        rows = tuple(rows)
        if [row.order_id for row in rows] != [card.row.order_id for card in self.cards]:
            self._arrange(rows)
        for card, row in zip(self.cards, rows, strict=True):
            card.show_row(row, now)
        self._rows = rows
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
            self.acts.run(OrderAction.FORWARD, card.row)
        return bool(offering)

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
        card.action_requested.connect(lambda action: self.acts.run(action, card.row))
        card.moved.connect(lambda step: self._step(card, step))
        card.left.connect(self.left)
        return card

    def _step(self, card: OrderCard, step: int) -> None:
        place = self.cards.index(card) + step
        self.cards[min(len(self.cards) - 1, max(0, place))].setFocus()

    def _show_or_hide(self) -> None:
        self.setVisible(bool(self._rows) or self.composer.isVisibleTo(self))
