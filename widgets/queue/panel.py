"""The whole queue: tabs, filters, captions, list. What the dispatch window puts on its left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from widgets.format import Format
from widgets.labels import column, row, text
from widgets.press import PressButton
from widgets.queue.filters import FilterBar
from widgets.queue.header import QueueHeader
from widgets.queue.model import (
    Column,
    QueueChoices,
    QueueCounts,
    QueueFilter,
    QueueSource,
    SavedFilter,
    Tab,
    column_word,
    tab_word,
)
from widgets.queue.view import QueueView
from widgets.theme import Theme

translate = QCoreApplication.translate


class QueuePanel(QWidget):
    """Signals are requests; the console answers with `set_source` or `refresh`."""

    incident_selected = Signal(int)
    open_requested = Signal(int)
    sort_requested = Signal(str, bool)
    """`Column` value, largest first."""
    filter_requested = Signal(object)
    """`QueueFilter`."""
    save_filter_requested = Signal(str, object)
    """Name, `QueueFilter`."""
    remove_filter_requested = Signal(str)
    group_requested = Signal(int, bool)
    """As of `QueueView`."""

    def __init__(self, theme: Theme, words: Format, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._counts = QueueCounts()
        self._waiting = True
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = QueueView(theme, words)
        self.view.setAccessibleName(translate("Queue", "Antrean kejadian"))
        self.header = QueueHeader(theme)
        self.filters = FilterBar(theme)
        self.order = PressButton()
        self.order.setProperty("kind", "flat")
        self.order.setFont(theme.font("small"))
        self.order.clicked.connect(lambda: self.sort_requested.emit(Column.WORST.value, False))
        self._group = QButtonGroup(self)
        self.tabs = {tab: self._tab_button(tab) for tab in Tab}
        self.tabs[Tab.OPEN].setChecked(True)
        self._title = text(theme, translate("Queue", "Antrean"), size="small", weight=650, tone="strong")
        self._bar = bar = row(self._title, *self.tabs.values(), 0, self.order, spacing=theme.px(2))
        bar.insertSpacing(1, theme.px(6))
        bar.setContentsMargins(theme.px(12), theme.px(5), theme.px(8), theme.px(5))
        self.setLayout(column(bar, self.filters, self.header, self.view, spacing=0))
        # the tabs grow with their figures; the panel must not push its neighbours for it
        self.setMinimumWidth(theme.px(440))
        self._connect()
        self.set_sort(Column.WORST, False)
        self._describe_empty()

    def _connect(self) -> None:
        self.view.incident_selected.connect(self.incident_selected)
        self.view.open_requested.connect(self.open_requested)
        self.view.group_requested.connect(self.group_requested)
        self.header.sort_requested.connect(self.sort_requested)
        self.filters.filter_requested.connect(self._ask)
        self.filters.save_filter_requested.connect(self.save_filter_requested)
        self.filters.remove_filter_requested.connect(self.remove_filter_requested)
        self.filters.left.connect(self.view.setFocus)

    # --- what the console sets ---

    def set_source(self, source: QueueSource) -> None:
        """Rows to show; the first source ends the waiting."""
        self._waiting = False
        self.view.set_source(source)
        self._describe_empty()

    def refresh(self, opened: Iterable[int] = ()) -> None:
        """The source changed; incidents in `opened` fade in."""
        self.view.refresh(opened)

    def set_now(self, now: int) -> None:
        self.view.set_now(now)

    def set_counts(self, counts: QueueCounts) -> None:
        self._counts = counts
        self._fit()

    def set_sort(self, column: Column, descending: bool) -> None:
        """Say by what the rows are sorted now."""
        self.header.set_sort(column, descending)
        self.order.setText(translate("Queue", "urut: {0}").format(column_word(column)))
        self.order.setEnabled(column is not Column.WORST)
        self.order.setAccessibleName(translate("Queue", "Kembali ke urutan terburuk"))

    def set_choices(self, choices: QueueChoices) -> None:
        self.filters.set_choices(choices)

    def set_saved_filters(self, saved: Sequence[SavedFilter]) -> None:
        self.filters.set_saved(saved)

    def set_filter(self, wanted: QueueFilter) -> None:
        """Bring tabs and filter row to `wanted`; asks for it through `filter_requested`."""
        self.tabs[wanted.tab].setChecked(True)
        self.filters.set_filter(wanted)

    def set_tab(self, tab: Tab) -> None:
        self.tabs[tab].setChecked(True)
        self.filters.set_tab(tab)

    def select(self, incident_id: int) -> None:
        self.view.select(incident_id)

    @property
    def selected(self) -> int:
        """The selected incident, 0 for none."""
        return self.view.selected

    @property
    def filter(self) -> QueueFilter:
        return self.filters.filter

    def focus_search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    # --- inner ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Figures in the thousands need the room: the title yields to them, then the longer captions."""
        natural = self.width() / self._theme.scale
        self.order.setVisible(natural >= 680)
        self.filters.set_narrow(natural < 680)
        margins = self._bar.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._theme.px(16)
        room -= self.order.sizeHint().width() if natural >= 680 else 0
        needed = self._name_tabs(short=False)
        self._title.setVisible(needed + self._title.sizeHint().width() + self._theme.px(8) <= room)
        if needed > room:
            self._name_tabs(short=True)

    def _name_tabs(self, *, short: bool) -> int:
        """Captions with their figures; how wide they are together."""
        for tab, button in self.tabs.items():
            figure = self._counts.tabs.get(tab)
            words = tab_word(tab, short=short)
            button.setText(words if figure is None else f"{words} {self._words.number(figure)}")
            button.setToolTip(tab_word(tab) if short else "")
        return sum(button.sizeHint().width() + self._bar.spacing() for button in self.tabs.values())

    def _tab_button(self, tab: Tab) -> QPushButton:
        button = PressButton(tab_word(tab))
        button.setProperty("kind", "tab")
        button.setCheckable(True)
        button.setFont(self._theme.font("small", 500))
        button.clicked.connect(lambda: self.filters.set_tab(tab))
        self._group.addButton(button)
        return button

    def _ask(self, wanted: QueueFilter) -> None:
        self.tabs[wanted.tab].setChecked(True)
        self._describe_empty()
        self.filter_requested.emit(wanted)

    def _describe_empty(self) -> None:
        self.view.set_empty(self._empty_sentence())

    def _empty_sentence(self) -> str:
        wanted = self.filters.filter
        if self._waiting:
            return translate("Queue", "Menunggu gambaran pertama dari server.")
        if wanted.narrowed:
            return translate(
                "Queue",
                "Tidak ada kejadian yang cocok dengan saringan ini. Kosongkan pencarian dengan Esc, "
                "atau pilih “Kosongkan saringan”.",
            )
        return {
            Tab.OPEN: translate(
                "Queue",
                "Tidak ada kejadian terbuka. Laporan baru muncul di sini dengan sendirinya; "
                "tekan N untuk mencatat telepon.",
            ),
            Tab.MINE: translate(
                "Queue", "Anda belum memegang kejadian. Pilih satu, lalu tekan K untuk klaim."
            ),
            Tab.UNCLAIMED: translate("Queue", "Semua kejadian terbuka sudah ada penanggung jawabnya."),
            Tab.OVERDUE: translate("Queue", "Tidak ada yang lewat tenggat."),
            Tab.DONE: translate("Queue", "Belum ada kejadian yang selesai."),
        }[wanted.tab]
