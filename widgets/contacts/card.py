"""One agency in the panel: folded to what one glance needs, opened to everything that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from widgets.chips import KeyButton
from widgets.contacts.model import AgencyRow, ChannelRow, Duty, LedgerRow, PersonRow, Reaching
from widgets.contacts.words import duty_word
from widgets.icons import pixmap
from widgets.labels import breakable, caption, column, row, text
from widgets.press import PressButton
from widgets.theme import Theme
from widgets.words import channel_word

translate = QCoreApplication.translate

VOICE: Final = ("phone", "radio")
WRITING: Final = ("whatsapp", "telegram", "email", "sms")
CALL_KEY: Final = "T"
WRITE_KEY: Final = "W"
EDIT_KEY: Final = "F2"
TEST_KEY: Final = "F5"
NEWEST: Final = 6
"""Deliveries shown."""


class AgencyCard(QWidget):
    """One agency. Arrows walk and open, T calls, W writes, Enter asks to assign it."""

    assign_requested = Signal(str)
    step_requested = Signal(int)
    fold_requested = Signal(str, bool)
    """Code of the agency, and whether it is to be open."""
    reach_requested = Signal(object)
    """`Reaching`."""
    edit_requested = Signal(str)
    test_requested = Signal(str)

    def __init__(
        self, theme: Theme, agency: AgencyRow, opened: bool = False, offered: frozenset[str] = frozenset()
    ) -> None:
        """`offered`: which of `edit` and `test` the role may do."""
        super().__init__()
        self._theme, self.agency = theme, agency
        self.opened, self.offered = opened, offered
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._spoken())
        self._name = _Elided(theme, agency)
        self._work = text(theme, self._load(), size="small", tone="dim")
        self._work.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head = row(self._name, self._work, spacing=theme.px(6))
        head.setStretch(0, 1)
        box = column(head, *self._officer(), spacing=theme.px(3))
        for item in self._everything() if opened else self._glance():
            if isinstance(item, QHBoxLayout):
                box.addLayout(item)
            else:
                box.addWidget(item)
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

    # --- what it says ---

    def _officer(self) -> Iterator[QWidget]:
        agency, theme = self.agency, self._theme
        if agency.officer:
            tone = "system" if agency.gap else ""
            yield text(theme, agency.officer, size="small", tone=tone, wrap=True)
        elif agency.roles and not agency.people:
            yield text(theme, " · ".join(agency.roles), size="small", tone="dim", wrap=True)

    def _glance(self) -> Iterator[QWidget | QHBoxLayout]:
        """The first channel and when it last answered."""
        theme = self._theme
        first = next(((p, c) for p in self.agency.people for c in p.channels if c.address), None)
        if first is None:
            words = translate("Contacts", "nomor belum diisi · belum diverifikasi")
            yield text(theme, words, size="small", tone="system")
            return
        yield self._channel(*first)
        if self.agency.answered:
            more = sum(len(person.channels) for person in self.agency.people) - 1
            words = self.agency.answered
            if more:
                words += " · " + translate("Contacts", "+%n saluran", "", more)
            yield text(theme, words, size="small", tone="dim", wrap=True)
        yield from self._failures()

    def _failures(self) -> Iterator[QWidget]:
        failed = [line for line in self.agency.ledger if line.bad]
        if failed:
            words = translate("Contacts", "%n pengiriman gagal, → rincian", "", len(failed))
            yield text(self._theme, words, size="small", tone="system")

    def _everything(self) -> Iterator[QWidget | QHBoxLayout]:
        theme, agency = self._theme, self.agency
        for person in agency.people:
            who = " · ".join(part for part in (person.name, person.position, person.note) if part)
            if person.on_duty:
                who += " · " + translate("Contacts", "piket sekarang")
            name = text(theme, who, size="small", weight=600, tone="strong", wrap=True)
            name.setContentsMargins(0, theme.px(6), 0, 0)
            yield name
            for channel in person.channels:
                yield self._channel(person, channel)
                yield from self._about(channel)
        if not agency.people:
            words = translate("Contacts", "nomor belum diisi · belum diverifikasi")
            yield text(theme, words, size="small", tone="system")
        for words, tone in (
            (agency.answered, "dim"),
            (agency.response, "dim"),
            (agency.tested, "system" if agency.tested_bad else "dim"),
        ):
            if words:
                yield text(theme, words, size="small", tone=tone, wrap=True)
        if agency.ledger:
            head = caption(theme, translate("Contacts", "Pengiriman"))
            head.setContentsMargins(0, theme.px(6), 0, 0)
            yield head
            for line in agency.ledger[-NEWEST:]:
                yield self._delivery(line)
        if self.offered:
            yield self._buttons()

    def _channel(self, person: PersonRow, channel: ChannelRow) -> QHBoxLayout:
        theme = self._theme
        button = PressButton(QIcon(pixmap(channel.kind, theme.text_dim, theme.px(14))), channel.address)
        button.setProperty("kind", "flat")
        button.setIconSize(QSize(theme.px(14), theme.px(14)))
        button.setFont(theme.font("small", 500))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.opened else Qt.FocusPolicy.NoFocus)
        verb = (
            translate("Contacts", "Hubungi") if channel.kind in VOICE else translate("Contacts", "Tulis ke")
        )
        button.setAccessibleName(f"{verb} {person.name}, {channel_word(channel.kind)} {channel.address}")
        button.setToolTip(f"<p>{channel_word(channel.kind)}</p>")
        button.setMinimumWidth(theme.px(60))
        button.clicked.connect(lambda: self._reach(person, channel))
        button.setStyleSheet("text-align: left;")
        return row(button, 0, self._state(channel), spacing=theme.px(6))

    def _state(self, channel: ChannelRow) -> QLabel:
        if channel.state:
            return text(self._theme, channel.state, size="small", tone="dim")
        return text(self._theme, translate("Contacts", "belum diverifikasi"), size="small", tone="system")

    def _about(self, channel: ChannelRow) -> Iterator[QWidget]:
        """What using it has taught, and the note, below the address."""
        rest = " · ".join(part for part in (channel.experience, channel.note) if part)
        if rest:
            said = text(self._theme, rest, size="small", tone="dim", wrap=True)
            said.setContentsMargins(self._theme.px(26), 0, 0, self._theme.px(2))
            yield said

    def _delivery(self, line: LedgerRow) -> QLabel:
        words = f"{line.at} {channel_word(line.kind)} {line.whom}: {line.state}"
        if line.words:
            words += f" — “{line.words}”"
        return text(
            self._theme, breakable(words), size="small", tone="system" if line.bad else "dim", wrap=True
        )

    def _buttons(self) -> QHBoxLayout:
        theme, code = self._theme, self.agency.code
        buttons: list[QWidget] = []
        if "edit" in self.offered:
            edit = KeyButton(theme, translate("Contacts", "Ubah"), EDIT_KEY, "flat")
            edit.clicked.connect(lambda: self.edit_requested.emit(code))
            buttons.append(edit)
        if "test" in self.offered and self.agency.people:
            test = KeyButton(theme, translate("Contacts", "Uji jangkauan"), TEST_KEY, "flat")
            test.clicked.connect(lambda: self.test_requested.emit(code))
            buttons.append(test)
        return row(*buttons, 0, spacing=theme.px(6))

    # --- what it is asked ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step_requested.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.fold_requested.emit(self.agency.code, key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.assign_requested.emit(self.agency.code)
        elif not self._pressed(key):
            super().keyPressEvent(event)

    def _pressed(self, key: int) -> bool:
        if key in (Qt.Key.Key_T, Qt.Key.Key_W):
            self._reach_first(VOICE if key == Qt.Key.Key_T else WRITING)
        elif key == Qt.Key.Key_F2 and "edit" in self.offered:
            self.edit_requested.emit(self.agency.code)
        elif key == Qt.Key.Key_F5 and "test" in self.offered:
            self.test_requested.emit(self.agency.code)
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return self._overrides(event) or super().event(event)

    @staticmethod
    def _overrides(event: QEvent) -> bool:
        """Here T calls and W writes, whatever they do elsewhere."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        mine = not event.modifiers() and event.key() in (Qt.Key.Key_T, Qt.Key.Key_W)
        event.setAccepted(mine)
        return mine

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fold_requested.emit(self.agency.code, not self.opened)
        super().mouseDoubleClickEvent(event)

    def _reach_first(self, kinds: tuple[str, ...]) -> None:
        """The first channel of these kinds: of whoever is on duty, in the order in which it is tried."""
        for kind_links in (True, False):
            for person in self.agency.people:
                for channel in person.channels:
                    if channel.kind in kinds and bool(channel.link) is kind_links:
                        self._reach(person, channel)
                        return
        self.reach_requested.emit(None)

    def _reach(self, person: PersonRow, channel: ChannelRow) -> None:
        agency = self.agency
        self.reach_requested.emit(
            Reaching(agency.code, agency.short, person.id, person.name, channel, agency.order_id)
        )

    # --- how it looks ---

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
        agency = self.agency
        parts = [agency.short, agency.name, duty_word(agency.duty), agency.officer, self._load()]
        if not any(channel.address for person in agency.people for channel in person.channels):
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
