"""Beside the document: the figures and what is missing, or one item in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QVBoxLayout

from widgets.handover.model import Exchange, Fact, ItemPage
from widgets.labels import breakable, caption, clear, column, hairline, row, scrolled, text
from widgets.theme import Theme

translate = QCoreApplication.translate


class Side(QStackedWidget):
    """Overview and item page; each scrolls by itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[Fact, ...], tuple[str, ...], tuple[Exchange, ...]] | None = None
        self._page: ItemPage | None = None
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._overview = column(spacing=theme.px(6))
        self._item = column(spacing=theme.px(6))
        self._pages = [self._scrolled(self._overview), self._scrolled(self._item)]
        for page in self._pages:
            self.addWidget(page)

    def set_theme(self, theme: Theme) -> None:
        """Built anew with the next words."""
        self._theme = theme
        shown, page, self._shown, self._page = self._shown, self._page, None, None
        if shown is not None:
            self.set_overview(*shown)
        if page is not None:
            self.set_item(page)

    def show_item(self, show: bool) -> None:
        self.setCurrentWidget(self._pages[1 if show else 0])

    def turn(self, pages: int) -> None:
        """On or back by so many pages of what is shown: nothing in it takes the keyboard."""
        bar = self._pages[self.currentIndex()].verticalScrollBar()
        bar.setValue(bar.value() + pages * round(bar.pageStep() * 0.9))

    def set_overview(
        self, facts: Sequence[Fact], missing: Sequence[str], exchanges: Sequence[Exchange]
    ) -> None:
        shown = (tuple(facts), tuple(missing), tuple(exchanges))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._overview)
        theme = self._theme
        if missing:
            self._overview.addWidget(caption(theme, translate("Handover", "Sebelum bisa diterima")))
            for sentence in missing:
                self._overview.addWidget(text(theme, sentence, tone="system", wrap=True))
        if exchanges:
            self._section(self._overview, translate("Handover", "Tanya jawab"))
            for exchange in exchanges:
                self._overview.addLayout(self._exchange(exchange))
        for fact in facts:
            if fact.wide:
                self._overview.addWidget(text(theme, breakable(fact.caption), tone="system", wrap=True))
                continue
            if not fact.value:
                self._section(self._overview, fact.caption)
                continue
            value = text(theme, fact.value, weight=650, tone="strong")
            line = row(text(theme, fact.caption), 0, value, spacing=theme.px(6))
            if fact.note:
                line.addWidget(text(theme, f"· {fact.note}", tone="dim"))
            self._overview.addWidget(hairline())
            self._overview.addLayout(line)
        self._overview.addStretch(1)

    def set_item(self, page: ItemPage) -> None:
        if page == self._page:
            return
        self._page = page
        clear(self._item)
        theme = self._theme
        hint = translate("Handover", "Butir · Esc kembali ke ringkasan")
        self._item.addWidget(text(theme, hint, size="small", tone="dim"))
        self._item.addWidget(
            text(theme, breakable(page.title), size="strong", weight=650, tone="strong", wrap=True)
        )
        for what, words in page.lines:
            label = text(theme, what, size="small", tone="dim")
            label.setFixedWidth(theme.px(92))
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = row(label, text(theme, breakable(words), wrap=True), spacing=theme.px(6))
            line.setStretch(1, 1)
            self._item.addLayout(line)
        if page.exchanges:
            self._section(self._item, translate("Handover", "Riwayat butir"))
            for exchange in page.exchanges:
                self._item.addLayout(self._exchange(exchange))
        self._item.addStretch(1)

    # --- inner ---

    def _scrolled(self, box: QVBoxLayout) -> QScrollArea:
        theme = self._theme
        box.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        return scrolled(box)

    def _section(self, box: QVBoxLayout, words: str) -> None:
        box.addSpacing(self._theme.px(12) if box.count() else 0)
        box.addWidget(caption(self._theme, words))

    def _exchange(self, exchange: Exchange) -> QLayout:
        theme = self._theme
        said = text(theme, breakable(exchange.words), tone="system" if exchange.open else "strong", wrap=True)
        lines = column(text(theme, exchange.head, size="small", tone="dim", wrap=True), said, spacing=1)
        if exchange.answer:
            lines.addWidget(text(theme, breakable(exchange.answer), wrap=True))
        lines.addSpacing(theme.px(6))
        return lines
