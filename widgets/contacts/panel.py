"""The agencies beside the work: the responsible ones first, how to reach them, what they carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from widgets.contacts.model import AgencyRow, ChannelRow, Duty
from widgets.icons import pixmap
from widgets.keys import Action, KeyMap
from widgets.labels import column, row, text
from widgets.theme import Theme
from widgets.words import channel_word

translate = QCoreApplication.translate


def duty_word(duty: Duty) -> str:
    """What the agency has to do with the selected incident."""
    return {
        Duty.LEAD: translate("Contacts", "OPD utama"),
        Duty.SUPPORT: translate("Contacts", "pendukung"),
        Duty.SUGGESTED: translate("Contacts", "disarankan"),
        Duty.NONE: "",
    }[duty]


class AgencyCard(QWidget):
    """One agency. Up and Down go to the next one, the assign key or Enter asks to assign it."""

    assign_requested = Signal(str)
    step_requested = Signal(int)

    def __init__(self, theme: Theme, agency: AgencyRow) -> None:
        super().__init__()
        self._theme, self.agency = theme, agency
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._spoken())
        self._name = _Elided(theme, agency)
        self._work = text(theme, self._load(), size="small", tone="dim")
        self._work.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        lines: list[QWidget | QHBoxLayout] = [row(self._name, self._work, spacing=theme.px(6))]
        lines[0].setStretch(0, 1)  # type: ignore[union-attr]
        if agency.roles:
            lines.append(text(theme, " · ".join(agency.roles), size="small", tone="dim", wrap=True))
        lines += self._channels()
        box = column(*lines, spacing=theme.px(3))
        box.setContentsMargins(theme.px(14), theme.px(9), theme.px(14), theme.px(10))
        self.setLayout(box)

    def take(self, agency: AgencyRow) -> bool:
        """Show what changed of the same agency; False where that needs another card."""
        mine = self.agency
        moved = replace(
            agency, duty=mine.duty, open_count=mine.open_count, unclaimed_count=mine.unclaimed_count
        )
        if moved != mine:
            return False
        if agency != mine:
            self.agency = agency
            self._name.show_agency(agency)
            self._work.setText(self._load())
            self.setAccessibleName(self._spoken())
            self.update()
        return True

    def _channels(self) -> list[QWidget | QHBoxLayout]:
        theme = self._theme
        known = [channel for channel in self.agency.channels if channel.address]
        lines: list[QWidget | QHBoxLayout] = [self._channel(channel) for channel in known]
        if not known:
            words = translate("Contacts", "nomor belum diisi · belum diverifikasi")
            lines.append(text(theme, words, size="small", tone="system"))
        return lines

    def _channel(self, channel: ChannelRow) -> QHBoxLayout:
        theme = self._theme
        mark = QLabel()
        mark.setPixmap(pixmap(channel.kind, theme.text_dim, theme.px(14)))
        mark.setAccessibleName(channel_word(channel.kind))
        address = text(theme, channel.address, size="small", tone="strong")
        address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if channel.verified_on:
            state = text(
                theme, translate("Contacts", "terverifikasi {0}").format(channel.verified_on), size="small"
            )
            state.setProperty("tone", "dim")
        else:
            state = text(theme, translate("Contacts", "belum diverifikasi"), size="small", tone="system")
        return row(mark, address, 0, state, spacing=theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.line))
        if self.agency.duty is not Duty.NONE:
            ink = theme.text_dim if self.agency.duty is Duty.SUGGESTED else theme.text_strong
            painter.fillRect(0, 0, theme.px(3), self.height() - 1, QColor(ink))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -2))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step_requested.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.assign_requested.emit(self.agency.code)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def _load(self) -> str:
        if not self.agency.open_count:
            return translate("Contacts", "tanpa tugas")
        words = translate("Contacts", "%n tugas", "", self.agency.open_count)
        if self.agency.unclaimed_count:
            words += " · " + translate("Contacts", "%n belum diklaim", "", self.agency.unclaimed_count)
        return words

    def _spoken(self) -> str:
        parts = [self.agency.short, self.agency.name, duty_word(self.agency.duty), self._load()]
        if not any(channel.address for channel in self.agency.channels):
            parts.append(translate("Contacts", "nomor belum diisi"))
        return ", ".join(part for part in parts if part)


class _Elided(QWidget):
    """Short name strong, duty or unit behind it, cut where there is no room; the full name as tool tip."""

    def __init__(self, theme: Theme, agency: AgencyRow) -> None:
        super().__init__()
        self._theme, self._agency = theme, agency
        self.setToolTip(agency.name)
        self.setFixedHeight(theme.px(21))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_agency(self, agency: AgencyRow) -> None:
        self._agency = agency
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, agency, painter = self._theme, self._agency, QPainter(self)
        strong, plain = theme.font("body", 650), theme.font("small")
        painter.setFont(strong)
        painter.setPen(QColor(theme.text_strong))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle, agency.short)
        left = QFontMetricsF(strong).horizontalAdvance(agency.short)
        rest = [duty_word(agency.duty), agency.parent]
        if agency.partner:
            rest.append(translate("Contacts", "mitra"))
        words = "".join(f" · {part}" for part in rest if part)
        painter.setFont(plain)
        painter.setPen(QColor(theme.text_dim))
        room = self.width() - left
        fitted = QFontMetricsF(plain).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect().adjusted(round(left), 0, 0, 0), middle, fitted)


class ContactsPanel(QWidget):
    """All agencies; those with a duty in the selected incident come first."""

    assign_requested = Signal(str)
    """Code of the agency to assign to the selected incident; the detail asks for the rest."""

    def __init__(self, theme: Theme, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._keys = theme, keys
        self._agencies: tuple[AgencyRow, ...] = ()
        self.cards: list[AgencyCard] = []
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("Contacts", "Kontak OPD"))
        title = text(theme, translate("Contacts", "Kontak OPD"), size="small", weight=650, tone="strong")
        self._hint = text(theme, size="small", tone="dim")
        head = row(title, 0, self._hint)
        head.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        self._empty = text(
            theme,
            translate("Contacts", "Paket kota belum memuat OPD. Isi agencies.yaml, lalu mulai ulang."),
            tone="dim",
            wrap=True,
        )
        self._empty.setContentsMargins(theme.px(14), theme.px(4), theme.px(14), theme.px(4))
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        self.setLayout(column(head, self._empty, self._scroll, spacing=0))
        self.set_keys(keys)

    def set_agencies(self, agencies: Sequence[AgencyRow]) -> None:
        """Show the agencies; equal rows cost nothing, so this may be called every frame."""
        ordered = tuple(sorted(agencies, key=lambda agency: agency.duty))
        if ordered == self._agencies and self.cards:
            return
        focused = next((card.agency.code for card in self.cards if card.hasFocus()), "")
        first_changed = bool(ordered and self._agencies and ordered[0].code != self._agencies[0].code)
        self._agencies = ordered
        kept = {card.agency.code: card for card in self.cards}
        self.cards = [self._card(agency, kept) for agency in ordered]
        for place, card in enumerate(self.cards):
            item = self._list.itemAt(place)
            if item is None or item.widget() is not card:
                self._list.insertWidget(place, card)
            card.show()
            if card.agency.code == focused:
                card.setFocus()
        for card in kept.values():
            card.hide()
            card.deleteLater()
        self._empty.setVisible(not ordered)
        if first_changed and not focused:
            self._scroll.verticalScrollBar().setValue(0)

    def set_keys(self, keys: KeyMap) -> None:
        self._keys = keys
        key = keys.key(Action.CONTACTS)
        self._hint.setText(translate("Contacts", "{0} ke sini · Enter tugaskan").format(key) if key else "")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        agencies, self._agencies = self._agencies, ()
        for card in self.cards:
            card.deleteLater()
        self.cards = []
        self.set_agencies(agencies)

    def focus_first(self) -> None:
        if self.cards:
            self.cards[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, AgencyCard):
            self._scroll.ensureWidgetVisible(watched, 0, self._theme.px(8))
        return False

    def _card(self, agency: AgencyRow, kept: dict[str, AgencyCard]) -> AgencyCard:
        """The card of an agency: the one there is, unless its contacts changed."""
        old = kept.get(agency.code)
        if old is not None and old.take(agency):
            return kept.pop(agency.code)
        card = AgencyCard(self._theme, agency)
        card.assign_requested.connect(self.assign_requested)
        card.step_requested.connect(self._step)
        card.installEventFilter(self)
        return card

    def _step(self, step: int) -> None:
        place = next((place for place, card in enumerate(self.cards) if card.hasFocus()), 0)
        self.cards[min(len(self.cards) - 1, max(0, place + step))].setFocus()
