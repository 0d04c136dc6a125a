"""How well deadlines are kept: the formula in words, the total, and a line for each agency or category."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from widgets.figures.model import FigureLine, FiguresData
from widgets.format import NONE, Format
from widgets.labels import caption, clear, column, hairline, row, scrolled, set_tone, text
from widgets.overlay import Overlay
from widgets.theme import Theme

translate = QCoreApplication.translate

DAYS: Final = (7, 30, 90, 365)
USUAL_DAYS: Final = 30
LOW: Final = 0.8
"""A share below this is pointed out."""


class FiguresPanel(QWidget):
    """A plain widget: `set_data` feeds it, `days_requested` asks for another period."""

    days_requested = Signal(int)

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._data: FiguresData | None = None
        self._by_category = False
        self.setAccessibleName(translate("Figures", "Angka tenggat"))
        self._share = text(theme, NONE, size="title", weight=650, tone="strong")
        self._sum = text(theme, size="body", wrap=True)
        self._note = text(theme, size="small", tone="dim", wrap=True)
        formula = translate(
            "Figures",
            "Tepat waktu = ditutup tepat waktu ÷ (ditutup + terbuka yang lewat tenggat). "
            "Waktu jeda diberikan kembali pada tenggat, dan bagiannya disebut.",
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(20))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(0, 1)
        scroll = scrolled(column(self._grid, 0))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(translate("Figures", "Baris angka"))
        self._scroll = scroll
        head = row(self._share, self._sum, spacing=theme.px(16))
        head.setStretch(1, 1)
        box = column(
            row(self._periods(), 0, self._groups(), spacing=theme.px(12)),
            head,
            self._note,
            text(theme, formula, size="small", tone="dim", wrap=True),
            hairline(),
            scroll,
            spacing=theme.px(10),
        )
        box.setStretch(5, 1)
        self.setLayout(box)

    # --- what the console sets ---

    def set_data(self, data: FiguresData) -> None:
        """Show the figures of a period."""
        self._data = data
        total = data.total
        self._share.setText(self._percent(total.share))
        set_tone(self._share, _tone(total.share))
        said = translate("Figures", "{0} ditutup, {1} tepat waktu, {2} terbuka lewat tenggat · jeda {3}")
        parts = (total.closed, total.on_time, total.overdue_open)
        for place, count in enumerate(parts):
            said = said.replace(f"{{{place}}}", self._words.number(count))
        self._sum.setText(said.replace("{3}", self._percent(total.paused_share)))
        period = translate("Figures", "{0} sampai {1} {2}")
        end = self._words.minute(data.end)
        for place, part in enumerate((self._words.date(data.start), self._words.date(data.end), end)):
            period = period.replace(f"{{{place}}}", part)
        if data.unmeasured:
            without = translate("Figures", "%n ditutup tanpa tenggat, tidak dihitung", "", data.unmeasured)
            period = f"{period} · {without}"
        self._note.setText(period)
        set_tone(self._note, "dim")
        self._fill()

    def set_trouble(self, sentence: str) -> None:
        """Say why there are no newer figures; those on the screen stay."""
        self._note.setText(sentence)
        set_tone(self._note, "system")

    @property
    def days(self) -> int:
        """How long a period is chosen, in days."""
        chosen = self._days.checkedButton()
        return DAYS[self._days.buttons().index(chosen)] if chosen is not None else USUAL_DAYS

    def focus_first(self) -> None:
        """Where the keyboard goes."""
        button = self._days.checkedButton()
        (button or self._scroll).setFocus()

    # --- building ---

    def _periods(self) -> QHBoxLayout:
        self._days = QButtonGroup(self)
        buttons = []
        for days in DAYS:
            button = self._tab(translate("Figures", "%n hari", "", days))
            button.setChecked(days == USUAL_DAYS)
            button.clicked.connect(lambda _=False, days=days: self.days_requested.emit(days))
            self._days.addButton(button)
            buttons.append(button)
        return row(*buttons, spacing=self._theme.px(4))

    def _groups(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        buttons = []
        names = (translate("Figures", "Menurut OPD"), translate("Figures", "Menurut kategori"))
        for place, name in enumerate(names):
            button = self._tab(name)
            button.setChecked(place == 0)
            button.clicked.connect(lambda _=False, place=place: self._group(bool(place)))
            group.addButton(button)
            buttons.append(button)
        return row(*buttons, spacing=self._theme.px(4))

    def _tab(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "tab")
        button.setCheckable(True)
        button.setFont(self._theme.font("small", 500))
        return button

    def _group(self, by_category: bool) -> None:
        self._by_category = by_category
        self._fill()

    def _fill(self) -> None:
        data, theme = self._data, self._theme
        clear(self._grid)
        if data is None:
            return
        heads = (
            translate("Figures", "kategori") if self._by_category else translate("Figures", "OPD"),
            translate("Figures", "tepat waktu"),
            translate("Figures", "ditutup"),
            translate("Figures", "tepat"),
            translate("Figures", "lewat, terbuka"),
            translate("Figures", "jeda"),
        )
        for place, head in enumerate(heads):
            self._put(caption(theme, head), 0, place)
        lines = data.categories if self._by_category else data.agencies
        for number, line in enumerate(lines, start=1):
            self._line(number, line)
        if not lines:
            words = translate("Figures", "Belum ada yang dapat dihitung dalam rentang ini.")
            self._grid.addWidget(text(theme, words, tone="dim"), 1, 0, 1, len(heads))

    def _line(self, number: int, line: FigureLine) -> None:
        theme, words = self._theme, self._words
        cells = (
            text(theme, line.name, wrap=True, tone="strong"),
            text(theme, self._percent(line.share), weight=650, tone=_tone(line.share)),
            text(theme, words.number(line.closed)),
            text(theme, words.number(line.on_time)),
            text(theme, words.number(line.overdue_open), tone="critical" if line.overdue_open else ""),
            text(theme, self._percent(line.paused_share), tone="dim"),
        )
        for place, cell in enumerate(cells):
            self._put(cell, number, place)

    def _put(self, label: QLabel, line: int, place: int) -> None:
        side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
        label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(label, line, place)

    def _percent(self, share: float | None) -> str:
        return NONE if share is None else f"{self._words.number(share * 100)} %"


def _tone(share: float | None) -> str:
    if share is None:
        return "dim"
    return "system" if share < LOW else "strong"


class FiguresOverlay(Overlay):
    """The figures over the content of a window, until Escape puts them away."""

    LARGEST = (980, 720)

    def __init__(self, theme: Theme, words: Format, window: QWidget) -> None:
        super().__init__(theme, window)
        self.panel = FiguresPanel(theme, words)
        title = text(theme, translate("Figures", "Angka tenggat"), size="head", weight=650, tone="strong")
        foot = text(
            theme,
            translate("Figures", "Esc menutup. Rumus dan contoh ada di panduan: sla."),
            size="small",
            tone="dim",
        )
        box = column(title, self.panel, foot, spacing=theme.px(12))
        box.setStretch(1, 1)
        box.setContentsMargins(*(theme.px(24),) * 4)
        self.setLayout(box)

    def open(self) -> None:
        """Show it and take the keyboard."""
        self._cover()
        self.panel.focus_first()
