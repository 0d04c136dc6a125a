"""The leader window: the situation on one screen, orders and how far they got. Layout and keys only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from widgets.banner import DrillBanner
from widgets.chips import KeyButton
from widgets.format import Format
from widgets.labels import caption, column, hairline, row, set_tone, text
from widgets.leader.figures import FigureStrip
from widgets.leader.model import Budget, OrderLine, WorstLine
from widgets.leader.rows import OrderRow, Rows, WorstRow
from widgets.linkbar import LinkBar
from widgets.prompt import PromptPanel
from widgets.theme import Theme, repaint_with
from widgets.tickets import Ticket, TicketState, ticket_sentence
from widgets.toast import Toasts
from widgets.unsettled import UnsettledPanel

translate = QCoreApplication.translate

SIDE: Final = 470
"""Width of the right column at scale 1."""
PAGE: Final = 690
"""The same while an order is read: its ladder has nine rungs with a word each."""
KIB: Final = 1024
STEPS: Final = ("Space", "Left", "Right")
"""Keys of a briefing besides `V`."""


class LeaderTop(QWidget):
    """Whose city, what the line costs, how old the picture is, the clock."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._words = words
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(44))
        self._city = text(theme, size="small")
        self._delegation = text(theme, size="small", tone="system")
        self._budget = text(theme, size="small", tone="system")
        self._age = text(theme, size="small", tone="dim")
        self._briefing = text(theme, size="small", tone="strong")
        self._user = text(theme, size="small", tone="dim")
        self._clock = text(theme, size="small", weight=600, tone="strong")
        name = text(theme, translate("Top", "Patria"), size="strong", weight=700, tone="strong")
        said = (self._delegation, self._briefing, self._budget, self._age, self._user, self._clock)
        parts = (self._city, 0, *said)
        line = row(name, *parts, spacing=theme.px(16))
        line.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        self.setLayout(line)

    def set_city(self, city: str) -> None:
        self._city.setText(translate("Leader", "{0} · Pimpinan").format(city))

    def set_user(self, user: str) -> None:
        self._user.setText(user)

    def set_delegation(self, words: str) -> None:
        """Who acts for whom until when; empty: nobody."""
        self._delegation.setText(words)

    def set_briefing(self, words: str) -> None:
        self._briefing.setText(words)
        self._briefing.setVisible(bool(words))

    def set_budget(self, budget: Budget) -> None:
        """Bytes of the last minute beside what the link is allowed."""
        if not budget.thin:
            self._budget.setText("")
            return
        used = self._words.number(round(budget.used / KIB))
        allowed = self._words.number(round(budget.allowed / KIB))
        self._budget.setText(
            translate("Leader", "Mode Jakarta · {0} KB/menit dari {1}")
            .replace("{0}", used)
            .replace("{1}", allowed)
        )

    def set_age(self, milliseconds: int | None, *, live: bool) -> None:
        """How old the picture is; None: there is none. It stands out while it is not being renewed."""
        known = milliseconds is not None
        set_tone(self._age, "dim" if live else "system")
        self._age.setText(
            translate("Leader", "data {0}").format(self._words.age(milliseconds or 0))
            if known
            else translate("Leader", "belum ada data")
        )

    def set_now(self, now: int) -> None:
        self._clock.setText(self._words.clock(now))


class LeaderWindow(QWidget):
    """Setters and signals only."""

    order_requested = Signal(int)
    """Compose an order about this incident; 0: about the city."""
    order_opened = Signal(int)
    incident_opened = Signal(int)
    wall_requested = Signal()
    """Show what the wall shows, or go back."""
    home_requested = Signal()
    briefing_pressed = Signal(str)
    """A key of the briefing, while the wall's picture is shown."""
    period_requested = Signal()
    """Make the report of a period."""
    delegation_requested = Signal()
    decision_requested = Signal(int)
    """Decide about the proof or the pause of this incident; 0: whatever waits."""
    closed = Signal()

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme = theme
        self._worst: tuple[WorstLine, ...] = ()
        self._orders: tuple[OrderLine, ...] = ()
        self._map: QWidget
        self._on_wall = self._briefing_on = False
        self.setObjectName("window")
        self.setFont(theme.font())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(translate("Leader", "Patria · Pimpinan"))
        self.top = LeaderTop(theme, words)
        self.banner = DrillBanner(theme)
        self.figures = FigureStrip(theme)
        self.link = LinkBar(theme, words)
        self.unsettled = UnsettledPanel(theme)
        self.prompt = PromptPanel(theme)
        self.worst: Rows[WorstLine] = Rows(theme, words, WorstRow)
        self.orders: Rows[OrderLine] = Rows(theme, words, OrderRow)
        self._arrange()
        self.toasts = Toasts(theme, self)
        self.worst.chosen.connect(lambda number: self.incident_opened.emit(self._worst[number].incident_id))
        self.orders.chosen.connect(lambda number: self.order_opened.emit(self._orders[number].order_id))
        self._take_keys()

    def _take_keys(self) -> None:
        """Single keys and Escape, and what the link bar says about them."""
        ways: dict[str, Callable[[], object]] = {
            "P": self._compose,
            "T": self.worst.focus_first,
            "O": self.orders.focus_first,
            "D": self.wall_requested.emit,
            "G": self.delegation_requested.emit,
            "V": self._decide,
            "L": self.period_requested.emit,
            "H": self.home_requested.emit,
        }
        for key, way in ways.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(partial(self._pressed, key, way))
        # The space bar and the arrows are the lists' and the map's while there is nothing to step through.
        self._steps = [QShortcut(QKeySequence(key), self) for key in STEPS]
        for key, shortcut in zip(STEPS, self._steps, strict=True):
            shortcut.activated.connect(partial(self.briefing_pressed.emit, key))
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.activated.connect(self.show_lists)
        self._show_keys()

    def _show_keys(self) -> None:
        """What the keys do now; those of the wall hold while its picture is shown."""
        for shortcut in self._steps:
            shortcut.setEnabled(self._on_wall and self._briefing_on)
        self.link.set_hints(self._wall_hints() if self._on_wall else self._list_hints())

    def _list_hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("P", translate("Leader", "beri perintah")),
            ("T", translate("Leader", "terburuk")),
            ("O", translate("Leader", "perintah")),
            ("D", translate("Leader", "dinding, pengarahan")),
            ("V", translate("Leader", "bukti, jeda")),
            ("G", translate("Leader", "delegasi")),
            ("L", translate("Leader", "laporan")),
            ("H", translate("Leader", "peta awal")),
            ("F8", translate("Leader", "gambar ke log")),
        )

    def _wall_hints(self) -> tuple[tuple[str, str], ...]:
        back = ("D", translate("Leader", "kembali"))
        if not self._briefing_on:
            return (("V", translate("Leader", "mulai pengarahan")), back)
        return (
            ("V", translate("Leader", "akhiri pengarahan")),
            (translate("Leader", "Spasi"), translate("Leader", "jeda, lanjut")),
            ("← →", translate("Leader", "kartu")),
            back,
        )

    # --- what the console sets ---

    def set_map(self, view: QWidget) -> None:
        """Put the map into its place."""
        old = self._map
        self._map = view
        self.centre.addWidget(view)
        self.centre.setCurrentWidget(view)
        self.centre.removeWidget(old)
        old.deleteLater()

    def set_wall(self, on: bool) -> None:
        """Whether the wall's picture is shown in place of the map and the lists."""
        self._on_wall = on
        self.side.setVisible(not on)
        self._show_keys()

    def set_briefing(self, words: str, *, on: bool) -> None:
        """What the wall shows of a briefing, or that one was held."""
        self.top.set_briefing(words)
        if on != self._briefing_on:
            self._briefing_on = on
            self._show_keys()

    def set_now(self, now: int) -> None:
        """Server time in milliseconds: clock and ages follow."""
        self.top.set_now(now)
        self.worst.set_now(now)

    def set_worst(self, lines: tuple[WorstLine, ...], now: int) -> None:
        self._worst = lines
        self.worst.set_lines(lines, now)
        self._no_worst.setVisible(not lines)

    def set_orders(self, lines: tuple[OrderLine, ...], now: int) -> None:
        self._orders = lines
        self.orders.set_lines(lines, now)
        self._no_orders.setVisible(not lines)

    def set_decisions(self, count: int) -> None:
        """How many incidents wait for a decision about proof or pause."""
        self.decide.setText(translate("Leader", "%n menunggu putusan", "", count))
        self.decide.setVisible(count > 0)

    def set_unsent(self, sentences: Sequence[str]) -> None:
        """Orders that have not left this machine, whatever page is shown."""
        self.unsent.setText("\n".join(sentences))
        self.unsent.setVisible(bool(sentences))

    def set_may_order(self, may: bool) -> None:
        self.give.setVisible(may)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        repaint_with(self, theme)
        self.update()

    def panels(self) -> tuple[tuple[str, QWidget], ...]:
        """What a picture may be taken of, by name."""
        return (
            (translate("Leader", "peta"), self.centre),
            (translate("Leader", "daftar dan perintah"), self.side),
        )

    def show_page(self, page: QWidget) -> None:
        """Show something of its own in the right column; Escape brings the lists back."""
        if self.side.indexOf(page) < 0:
            self.side.addWidget(page)
        self.side.setCurrentWidget(page)
        self.side.setFixedWidth(self._theme.px(PAGE))

    def show_lists(self) -> None:
        """The worst and the orders again."""
        if self.prompt.asking:
            self.prompt.dismiss()
        self.side.setCurrentWidget(self._lists)
        self.side.setFixedWidth(self._theme.px(SIDE))
        self.orders.focus_first()

    def show_ticket(self, ticket: Ticket) -> None:
        """A sentence about a command whose state changed."""
        bad = ticket.state in (TicketState.REJECTED, TicketState.EXPIRED)
        self.toasts.show_sentence(ticket_sentence(ticket), system=bad, key=ticket.command_id)

    def show_notice(self, sentence: str, *, wrong: bool = False) -> None:
        self.toasts.show_sentence(sentence, system=wrong)

    # --- layout ---

    def _arrange(self) -> None:
        theme = self._theme
        waiting = text(theme, translate("Leader", "Peta menyusul sesaat lagi."), tone="dim")
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        waiting.setProperty("surface", "sea")
        waiting.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._map = waiting
        self.centre = QStackedWidget()
        self.centre.addWidget(waiting)
        self.side = QStackedWidget()
        self.side.setFixedWidth(theme.px(SIDE))
        self.side.setProperty("surface", "rail")
        self.side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lists = self._build_lists()
        self.side.addWidget(self._lists)
        middle = row(self.centre, self.side, spacing=1)
        middle.setStretch(0, 1)
        above = (self.banner, self.top, hairline(), self.figures, hairline())
        self.unsent = text(theme, tone="system", weight=600, wrap=True)
        self.unsent.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        self.unsent.setProperty("surface", "raised")
        self.unsent.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.unsent.hide()
        below = (hairline(), self.unsent, self.unsettled, self.link)
        self.setLayout(column(*above, middle, *below, spacing=0))
        self.layout().setStretch(5, 1)  # type: ignore[union-attr]  # it was set the line before
        self.setMinimumSize(theme.px(1000), theme.px(600))

    def _build_lists(self) -> QWidget:
        theme = self._theme
        self.give = KeyButton(theme, translate("Leader", "Beri perintah"), "P", "primary")
        self.give.clicked.connect(self._compose)
        self.decide = KeyButton(theme, "", "V")
        self.decide.clicked.connect(self._decide)
        self.decide.hide()
        self._no_worst = text(
            theme, translate("Leader", "Tidak ada kejadian terbuka."), tone="dim", wrap=True
        )
        self._no_orders = text(
            theme,
            translate(
                "Leader", "Belum ada perintah. Tekan P untuk memberi perintah dengan kata-kata sendiri."
            ),
            tone="dim",
            wrap=True,
        )
        for label in (self._no_worst, self._no_orders):
            label.setContentsMargins(theme.px(14), 0, theme.px(14), theme.px(10))
        first = row(caption(theme, translate("Leader", "Terburuk")), 0, self.decide)
        second = row(caption(theme, translate("Leader", "Perintah pimpinan")), 0, self.give)
        for head in (first, second):
            head.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(8))
        inner = QWidget()
        inner.setLayout(
            column(first, self.worst, self._no_worst, second, self.orders, self._no_orders, 0, spacing=0)
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        page = QWidget()
        page.setLayout(column(self.prompt, scroll, spacing=0))
        return page

    # --- keys ---

    def _compose(self) -> None:
        self.order_requested.emit(self._current())

    def _decide(self) -> None:
        self.decision_requested.emit(self._current())

    def _current(self) -> int:
        """The incident among the worst that has the keyboard, or 0."""
        number = next((at for at, line in enumerate(self.worst.rows) if line.hasFocus()), None)
        return self._worst[number].incident_id if number is not None else 0

    def _pressed(self, key: str, act: Callable[[], object]) -> None:
        """Single keys rest while something is being written; on the wall's picture those of the lists do."""
        if self.side.currentWidget() is not self._lists or self.prompt.asking:
            return
        if self._on_wall and key == "V":
            self.briefing_pressed.emit(key)
        elif not self._on_wall or key in ("D", "H"):
            act()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
