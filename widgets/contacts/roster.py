"""The duty roster of one agency: who, from when to when, and whether it is a swap or a substitute."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from services.contract.contacts import Duty, DutyKind, RemoveDuty, SaveDuty
from widgets.chips import KeyButton
from widgets.contacts.model import AgencyBook
from widgets.contacts.times import moment_of, words_of
from widgets.contacts.words import turn_word
from widgets.format import Format
from widgets.labels import clear, column, flat_button, row, set_tone, text
from widgets.theme import Theme

translate = QCoreApplication.translate


class RosterPage(QWidget):
    """Duties that have not ended, and a line for another one."""

    command_requested = Signal(object)

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._book = AgencyBook("", "", "")
        self._shown: tuple[object, ...] = ()
        self._now = 0
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(2))
        self.who = QComboBox()
        self.who.setAccessibleName(translate("ContactEditor", "Siapa yang piket"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(translate("ContactEditor", "Jenis piket"))
        for kind in DutyKind:
            self.kind.addItem(turn_word(kind), kind)
        for box in (self.who, self.kind):
            box.setFont(theme.font("small"))
        self.start = self._line(translate("ContactEditor", "Mulai: 18.00 atau 22-11 18.00"))
        self.end = self._line(translate("ContactEditor", "Selesai: 06.00"))
        self.note = self._line(translate("ContactEditor", "Catatan, misalnya: menggantikan Budi"))
        self.problem = text(theme, size="small", tone="dim", wrap=True)
        self.add = KeyButton(theme, translate("ContactEditor", "Tambah piket"), "Enter", "primary")
        self.add.clicked.connect(self.store)
        self.setLayout(
            column(
                self._rows,
                row(self.who, self.kind, 0, spacing=theme.px(8)),
                row(self.start, self.end, spacing=theme.px(8)),
                self.note,
                self.problem,
                row(0, self.add),
                0,
                spacing=theme.px(8),
            )
        )

    def set_now(self, now: int) -> None:
        self._now = now

    def show_book(self, book: AgencyBook, other: bool) -> None:
        """The roster as it is; what somebody is typing stays."""
        self._book = book
        key = (book.turns, book.contacts)
        if key == self._shown and not other:
            return
        self._shown = key
        chosen = self.who.currentData()
        self.who.clear()
        for contact in book.contacts:
            self.who.addItem(contact.name, contact.id)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))
        if other:
            for line in (self.start, self.end, self.note):
                line.clear()
            self._say("", False)
        self._list()

    def store(self) -> None:
        """Ask for the duty to be saved, or say what is missing."""
        zone = self._words.zone
        start = moment_of(self.start.text(), self._now, zone)
        end = moment_of(self.end.text(), start or self._now, zone, after=True)
        problem = self._missing(start, end)
        if problem or start is None or end is None:
            self._say(problem, True)
            return
        duty = Duty(
            id=self._new_id(start),
            agency=self._book.code,
            contact_id=str(self.who.currentData()),
            start=start,
            end=end,
            kind=DutyKind(self.kind.currentData()),
            note=self.note.text().strip(),
        )
        told = translate("ContactEditor", "{0} piket {1} sampai {2}: disimpan begitu server menerimanya.")
        self._say(told.format(self.who.currentText(), words_of(start, zone), words_of(end, zone)), False)
        self.command_requested.emit(SaveDuty(duty=duty))

    # --- inside ---

    def _missing(self, start: int | None, end: int | None) -> str:
        if self.who.currentData() is None:
            return translate("ContactEditor", "Isi kontaknya dahulu, baru jadwal piketnya.")
        if start is None:
            return translate(
                "ContactEditor", "Mulai: tulis jam, misalnya 18.00, atau hari dan jam, 22-11 18.00."
            )
        if end is None:
            return translate("ContactEditor", "Selesai: tulis jam, misalnya 06.00, atau hari dan jam.")
        if end <= start:
            return translate("ContactEditor", "Piket harus selesai setelah mulai.")
        return ""

    def _list(self) -> None:
        clear(self._rows)
        theme, zone = self._theme, self._words.zone
        names = {contact.id: contact.name for contact in self._book.contacts}
        for duty in self._book.turns:
            words = f"{words_of(duty.start, zone)} – {words_of(duty.end, zone)}"
            name = names.get(duty.contact_id, duty.contact_id)
            who = " · ".join(part for part in (name, turn_word(duty.kind), duty.note) if part)
            away = flat_button(theme, "×")
            away.setAccessibleName(translate("ContactEditor", "Hapus piket {0}").format(f"{who}, {words}"))
            away.clicked.connect(lambda _=False, code=duty.id: self._remove(code))
            running = duty.start <= self._now < duty.end
            label = text(theme, who, size="small", weight=600 if running else 400, tone="strong")
            self._rows.addLayout(row(text(theme, words, size="small"), label, 0, away, spacing=theme.px(10)))
        if not self._book.turns:
            words = translate("ContactEditor", "Belum ada jadwal piket yang akan datang.")
            self._rows.addWidget(text(theme, words, size="small", tone="dim"))

    def _remove(self, duty_id: str) -> None:
        self.command_requested.emit(RemoveDuty(duty_id=duty_id))

    def _new_id(self, start: int) -> str:
        """A code for the contact's duty at that time: the same entry twice is one duty."""
        plain = re.sub(r"[^A-Za-z0-9]+", "-", str(self.who.currentData()))[:40]
        return f"{plain}.{start // 60_000}.{self.kind.currentData()}"

    def _say(self, words: str, bad: bool) -> None:
        self.problem.setText(words)
        set_tone(self.problem, "system" if bad else "dim")

    def _line(self, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setMaxLength(300)
        line.returnPressed.connect(self.store)
        return line
