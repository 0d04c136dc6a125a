"""The row of filters above the queue: words, severity, agency, area, and filters with a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QStyle, QStyleOptionButton, QWidget

from widgets.chips import paint_severity, severity_word
from widgets.labels import column, row
from widgets.press import PressButton
from widgets.queue.model import QueueChoices, QueueFilter, SavedFilter, Tab
from widgets.theme import Theme

translate = QCoreApplication.translate

TYPING_MS = 60
"""Pause after a key before the list is searched."""


class SearchBox(QLineEdit):
    """Escape empties it, Down and Enter go to the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SeverityToggle(PressButton):
    """Shows only this severity; several together show all of them."""

    def __init__(self, theme: Theme, rank: int) -> None:
        super().__init__()
        self._theme, self._rank = theme, rank
        self.setProperty("kind", "tab")
        self.setCheckable(True)
        self.setAccessibleName(translate("Queue", "Hanya {0}").format(severity_word(rank)))
        self.setToolTip(severity_word(rank))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(26), self._theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, option = QPainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        centre = QPointF(self.width() / 2, self.height() / 2)
        colour = QColor(self._theme.severity[self._rank])
        paint_severity(painter, self._rank, centre, self._theme.px(11), colour.name())


class FilterBar(QWidget):
    """Emits the whole filter whenever something in it changes."""

    filter_requested = Signal(object)
    """`QueueFilter`."""
    save_filter_requested = Signal(str, object)
    """Name and `QueueFilter`."""
    remove_filter_requested = Signal(str)
    left = Signal()
    """The search box is done: the keyboard goes to the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tab = theme, Tab.OPEN
        self._saved: tuple[SavedFilter, ...] = ()
        self._promised = self._assigned_only = False
        self._quiet = self._narrow = False
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._changed)
        self.search = SearchBox()
        self.search.setFont(theme.font("small"))
        self.search.setPlaceholderText(translate("Queue", "Cari judul, tempat, nomor…"))
        self.search.setToolTip(translate("Queue", "Cari di judul, tempat, nomor dan isi laporan"))
        self.search.setAccessibleName(translate("Queue", "Cari di antrean"))
        self.search.textChanged.connect(lambda _words: self._typing.start())
        self.search.left.connect(self._leave)
        self.toggles = [SeverityToggle(theme, rank) for rank in range(4)]
        for toggle in self.toggles:
            toggle.toggled.connect(self._changed)
        self.agency = self._combo(translate("Queue", "Semua OPD"), translate("Queue", "OPD"))
        self.agency.setToolTip(
            translate("Queue", "Ditugaskan kepadanya, atau belum ditugaskan dan ia penanggung jawabnya")
        )
        self.area = self._combo(translate("Queue", "Semua kelurahan"), translate("Queue", "Kelurahan"))
        self.saved = PressButton(translate("Queue", "Saringan ▾"))
        self.saved.setProperty("kind", "flat")
        self.saved.setFont(theme.font("small"))
        self.saved.setAccessibleName(translate("Queue", "Saringan tersimpan"))
        self.saved.clicked.connect(self._show_saved)
        self.name = QLineEdit()
        self.name.setPlaceholderText(translate("Queue", "Nama saringan ini, lalu Enter (Esc batal)"))
        self.name.setAccessibleName(translate("Queue", "Nama saringan"))
        self.name.setMaxLength(40)
        self.name.returnPressed.connect(self._save)
        self.name.hide()
        self.name.installEventFilter(self)
        line = row(self.search, *self.toggles, self.agency, self.area, self.saved, spacing=theme.px(4))
        line.setStretch(0, 1)
        box = column(line, self.name, spacing=theme.px(4))
        box.setContentsMargins(theme.px(12), 0, theme.px(8), theme.px(6))
        self.setLayout(box)

    @property
    def filter(self) -> QueueFilter:
        """What is asked for right now."""
        return QueueFilter(
            tab=self._tab,
            text=self.search.text().strip(),
            ranks=frozenset(rank for rank, toggle in enumerate(self.toggles) if toggle.isChecked()),
            agency=self.agency.currentData() or "",
            assigned_only=self._assigned_only,
            area=self.area.currentData() or "",
            promised=self._promised,
        )

    def set_tab(self, tab: Tab) -> None:
        if tab is not self._tab:
            self._tab = tab
            self._changed()

    def set_filter(self, wanted: QueueFilter) -> None:
        """Bring the controls to `wanted` and ask for it once."""
        self._quiet = True
        self._tab = wanted.tab
        self._promised, self._assigned_only = wanted.promised, wanted.assigned_only
        self._show_name()
        self.search.setText(wanted.text)
        for rank, toggle in enumerate(self.toggles):
            toggle.setChecked(rank in wanted.ranks)
        for combo, code in ((self.agency, wanted.agency), (self.area, wanted.area)):
            combo.setCurrentIndex(max(0, combo.findData(code)))
        self._quiet = False
        self._changed()

    def set_choices(self, choices: QueueChoices) -> None:
        for combo, pairs in ((self.agency, choices.agencies), (self.area, choices.areas)):
            chosen = combo.currentData()
            combo.blockSignals(True)
            while combo.count() > 1:
                combo.removeItem(1)
            for code, name in pairs:
                combo.addItem(name, code)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))
            combo.blockSignals(False)

    def set_saved(self, saved: Sequence[SavedFilter]) -> None:
        self._saved = tuple(saved)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the area where there is little room, unless it narrows the list."""
        self._narrow = narrow
        self._show_area()

    def _show_area(self) -> None:
        self.area.setVisible(not self._narrow or bool(self.area.currentData()))

    def eventFilter(self, watched: object, event: object) -> bool:
        if watched is self.name and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.name.hide()
            self.left.emit()
            return True
        return False

    def menu(self) -> QMenu:
        """Saved filters, and what can be done with the one in force."""
        menu = QMenu(self)
        for saved in self._saved:
            menu.addAction(saved.name.replace("&", "&&")).triggered.connect(
                lambda _checked=False, wanted=saved.filter: self.set_filter(wanted)
            )
        if self._saved:
            menu.addSeparator()
        menu.addAction(translate("Queue", "Simpan saringan ini…")).triggered.connect(self._ask_name)
        menu.addAction(translate("Queue", "Kosongkan saringan")).triggered.connect(
            lambda: self.set_filter(QueueFilter(tab=self._tab))
        )
        promised = menu.addAction(translate("Queue", "Hanya dengan janji yang belum selesai"))
        promised.setCheckable(True)
        promised.setChecked(self._promised)
        promised.triggered.connect(lambda on: self.set_filter(replace(self.filter, promised=on)))
        assigned = menu.addAction(translate("Queue", "OPD: hanya yang sudah ditugaskan kepadanya"))
        assigned.setCheckable(True)
        assigned.setChecked(self._assigned_only)
        assigned.triggered.connect(lambda on: self.set_filter(replace(self.filter, assigned_only=on)))
        if self._saved:
            remove = menu.addMenu(translate("Queue", "Hapus"))
            for saved in self._saved:
                remove.addAction(saved.name.replace("&", "&&")).triggered.connect(
                    lambda _checked=False, name=saved.name: self.remove_filter_requested.emit(name)
                )
        return menu

    def _combo(self, everything: str, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setFont(self._theme.font("small"))
        combo.addItem(everything, "")
        combo.setAccessibleName(name)
        combo.setMaximumWidth(self._theme.px(146))
        combo.setMinimumContentsLength(len(everything) - 2)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.currentIndexChanged.connect(self._changed)
        return combo

    def _show_name(self) -> None:
        """Say on the button what narrows the list and is seen nowhere else."""
        if self._promised:
            self.saved.setText(translate("Queue", "Janji ▾"))
        elif self._assigned_only:
            self.saved.setText(translate("Queue", "Ditugaskan ▾"))
        else:
            self.saved.setText(translate("Queue", "Saringan ▾"))

    def _show_saved(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.saved.mapToGlobal(self.saved.rect().bottomLeft()))

    def _ask_name(self) -> None:
        self.name.clear()
        self.name.show()
        self.name.setFocus()

    def _save(self) -> None:
        if name := self.name.text().strip():
            self.save_filter_requested.emit(name, self.filter)
            self.name.hide()
            self.left.emit()

    def _leave(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._changed()
        self.left.emit()

    def _changed(self) -> None:
        if not self._quiet:
            self._show_area()
            self.filter_requested.emit(self.filter)
