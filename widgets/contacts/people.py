"""The contacts of one agency: who, and through which channels in which order."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from services.contract.contacts import CHANNEL_KINDS, Contact, ContactChannel, RemoveContact, SaveContact
from widgets.chips import KeyButton
from widgets.contacts.model import AgencyBook
from widgets.icons import pixmap
from widgets.labels import column, flat_button, row, set_tone, text
from widgets.theme import Theme
from widgets.words import channel_word

translate = QCoreApplication.translate

MOST_CHANNELS = 12


class ChannelLine(QWidget):
    """One channel: kind, address, note, up, away."""

    moved_up = Signal(object)
    removed = Signal(object)

    def __init__(self, theme: Theme, channel: ContactChannel) -> None:
        super().__init__()
        self.kind = QComboBox()
        self.kind.setFont(theme.font("small"))
        self.kind.setIconSize(QSize(theme.px(14), theme.px(14)))
        for kind in CHANNEL_KINDS:
            self.kind.addItem(QIcon(pixmap(kind, theme.text_dim, theme.px(14))), channel_word(kind), kind)
        self.kind.setCurrentIndex(CHANNEL_KINDS.index(channel.kind))
        self.kind.setAccessibleName(translate("ContactEditor", "Jenis saluran"))
        self.address = QLineEdit(channel.address)
        self.address.setPlaceholderText(translate("ContactEditor", "Nomor atau alamat"))
        self.address.setAccessibleName(translate("ContactEditor", "Nomor atau alamat"))
        self.note = QLineEdit(channel.note)
        self.note.setPlaceholderText(translate("ContactEditor", "Catatan"))
        self.note.setAccessibleName(translate("ContactEditor", "Catatan saluran"))
        for line in (self.address, self.note):
            line.setMaxLength(300)
        up = flat_button(theme, "↑")
        up.setAccessibleName(translate("ContactEditor", "Naikkan urutan"))
        up.clicked.connect(lambda: self.moved_up.emit(self))
        away = flat_button(theme, "×")
        away.setAccessibleName(translate("ContactEditor", "Hapus saluran"))
        away.clicked.connect(lambda: self.removed.emit(self))
        box = row(self.kind, self.address, self.note, up, away, spacing=theme.px(6))
        box.setStretch(1, 3)
        box.setStretch(2, 2)
        self.setLayout(box)

    def value(self) -> ContactChannel:
        return ContactChannel(
            kind=str(self.kind.currentData()),
            address=self.address.text().strip(),
            note=self.note.text().strip(),
        )


class PeoplePage(QWidget):
    """A list of contacts and the form of the chosen one."""

    command_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._book = AgencyBook("", "", "")
        self._id = ""
        """The contact in the form; empty: a new one."""
        self._filled = Contact(id="", agency="", name="?")
        """What the form was filled with, to see whether somebody typed."""
        self._check: Callable[[str, str], str] = lambda _kind, _address: ""
        self.list = QListWidget()
        self.list.setAccessibleName(translate("ContactEditor", "Kontak OPD ini"))
        self.list.setFont(theme.font("small"))
        self.list.setFixedWidth(theme.px(190))
        self.list.setMinimumHeight(theme.px(120))
        self.list.currentItemChanged.connect(self._chosen)
        self.name = self._line(translate("ContactEditor", "Nama atau sebutan, misalnya Regu 2"), 120)
        self.position = self._line(translate("ContactEditor", "Jabatan, misalnya Petugas piket"), 300)
        self.rank = self._line(translate("ContactEditor", "Urutan dihubungi (1 lebih dahulu)"), 4)
        self.note = self._line(translate("ContactEditor", "Catatan (boleh kosong)"), 300)
        self._channels = QVBoxLayout()
        self._channels.setSpacing(theme.px(6))
        self.lines: list[ChannelLine] = []
        self.add = flat_button(theme, translate("ContactEditor", "+ saluran"))
        self.add.clicked.connect(self._add_empty)
        self.problem = text(theme, size="small", tone="dim", wrap=True)
        self.save = KeyButton(theme, translate("ContactEditor", "Simpan kontak"), "Enter", "primary")
        self.save.clicked.connect(self.store)
        self.remove = flat_button(theme, translate("ContactEditor", "Hapus kontak"))
        self.remove.clicked.connect(self._remove)
        self._arrange()

    def set_checker(self, check: Callable[[str, str], str]) -> None:
        self._check = check

    def show_book(self, book: AgencyBook, other: bool) -> None:
        """The contacts as they are; what somebody is typing stays."""
        typed = not other and self._value() != self._filled
        self._book = book
        self.list.blockSignals(True)
        self.list.clear()
        new = QListWidgetItem(translate("ContactEditor", "+ kontak baru"))
        new.setData(Qt.ItemDataRole.UserRole, "")
        for contact in book.contacts:
            item = QListWidgetItem(contact.name)
            item.setData(Qt.ItemDataRole.UserRole, contact.id)
            self.list.addItem(item)
        self.list.addItem(new)
        self.list.blockSignals(False)
        known = {contact.id for contact in book.contacts}
        if other or (self._id and self._id not in known):
            self._id = book.contacts[0].id if book.contacts else ""
            typed = False
        self._select(self._id)
        if not typed:
            self._fill()

    def begin(self) -> None:
        (self.list if self._book.contacts else self.name).setFocus()

    def store(self) -> None:
        """Ask for the contact to be saved, or say what is missing."""
        contact = self._value()
        problem = self._missing(contact)
        self._say(problem or translate("ContactEditor", "Disimpan begitu server menerimanya."), bool(problem))
        if problem:
            return
        self._id, self._filled = contact.id, contact
        self.command_requested.emit(SaveContact(contact=contact))

    # --- inside ---

    def _arrange(self) -> None:
        theme = self._theme
        self.rank.setFixedWidth(theme.px(56))
        order = text(theme, translate("ContactEditor", "urutan"), size="small", tone="dim")
        form = column(
            row(self.name, self.position, spacing=theme.px(8)),
            row(order, self.rank, self.note, spacing=theme.px(8)),
            self._channels,
            row(self.add, 0),
            self.problem,
            row(self.remove, 0, self.save, spacing=theme.px(8)),
            0,
            spacing=theme.px(8),
        )
        self.setLayout(row(self.list, form, spacing=theme.px(16)))

    def _missing(self, contact: Contact) -> str:
        if not contact.name:
            return translate("ContactEditor", "Isi nama atau sebutan kontaknya.")
        if not re.fullmatch(r"-?\d*", self.rank.text().strip()):
            return translate("ContactEditor", "Urutan ditulis sebagai angka.")
        if len(contact.channels) > MOST_CHANNELS:
            return translate("ContactEditor", "Paling banyak 12 saluran untuk satu kontak.")
        for channel in contact.channels:
            problem = self._check(channel.kind, channel.address)
            if problem:
                return problem
        return ""

    def _value(self) -> Contact:
        rank = self.rank.text().strip()
        name = self.name.text().strip()
        return Contact(
            id=self._id or self._new_id(name),
            agency=self._book.code,
            name=name,
            position=self.position.text().strip(),
            rank=int(rank) if re.fullmatch(r"-?\d+", rank) else 0,
            note=self.note.text().strip(),
            channels=tuple(line.value() for line in self.lines if line.value().address),
        )

    def _new_id(self, name: str) -> str:
        """A code that no contact of this agency has."""
        plain = re.sub(r"[^a-z0-9]+", "-", f"{self._book.code}-{name}".lower()).strip("-")[:56]
        taken = {contact.id for contact in self._book.contacts}
        return next(
            code for n in range(1, 1000) if (code := plain if n == 1 else f"{plain}-{n}") not in taken
        )

    def _fill(self) -> None:
        contact = next((one for one in self._book.contacts if one.id == self._id), None)
        self.remove.setVisible(contact is not None)
        shown = contact or Contact(id="", agency=self._book.code, name="?")
        self.name.setText(shown.name if contact else "")
        self.position.setText(shown.position)
        self.rank.setText(str(shown.rank) if shown.rank else "")
        self.note.setText(shown.note)
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for channel in shown.channels or (ContactChannel(kind="phone", address=""),):
            self._add(channel)
        self._filled = self._value()
        kept = translate("ContactEditor", "Alamat yang diubah menjadi belum diverifikasi lagi.")
        self._say(kept if contact else "", False)

    def _add(self, channel: ContactChannel) -> ChannelLine:
        line = ChannelLine(self._theme, replace(channel, verified_at=0, verified_by=""))
        line.moved_up.connect(self._move_up)
        line.removed.connect(self._drop)
        for field in (line.address, line.note):
            field.returnPressed.connect(self.store)
        self.lines.append(line)
        self._channels.addWidget(line)
        return line

    def _add_empty(self) -> None:
        self._add(ContactChannel(kind="phone", address="")).kind.setFocus()

    def _move_up(self, line: ChannelLine) -> None:
        place = self.lines.index(line)
        if place:
            self.lines.insert(place - 1, self.lines.pop(place))
            self._channels.removeWidget(line)
            self._channels.insertWidget(place - 1, line)

    def _drop(self, line: ChannelLine) -> None:
        self.lines.remove(line)
        self._channels.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add.setFocus()

    def _remove(self) -> None:
        self.command_requested.emit(RemoveContact(contact_id=self._id))

    def _chosen(self, item: QListWidgetItem | None) -> None:
        self._id = str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""
        self._fill()

    def _select(self, contact_id: str) -> None:
        self.list.blockSignals(True)
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) == contact_id:
                self.list.setCurrentRow(place)
        self.list.blockSignals(False)

    def _say(self, words: str, bad: bool) -> None:
        self.problem.setText(words)
        set_tone(self.problem, "system" if bad else "dim")

    def _line(self, hint: str, longest: int) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setMaxLength(longest)
        line.returnPressed.connect(self.store)
        return line
