"""The other one signs on this screen with their own name and password. Nothing of it is kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.labels import column, row, set_tone, text
from widgets.press import PressButton
from widgets.theme import Theme

translate = QCoreApplication.translate


class SecondSignature(QWidget):
    """Hidden until it is asked for; Enter signs, Escape lets go."""

    signed = Signal(str, str, str)
    """Name, password and code. The fields are empty by the time this is heard."""
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = text(theme, weight=600, tone="strong", wrap=True)
        self._note = text(theme, size="small", tone="dim", wrap=True)
        self._said = text(theme, size="small", tone="dim", wrap=True)
        self._typed = ""
        """The password, while a code is asked for in addition."""
        self._own = False
        self.name = self._field(translate("Handover", "Nama akun"), 64)
        self.password = self._field(translate("Handover", "Kata sandi"), 256)
        self.again = self._field(translate("Handover", "Kata sandi sekali lagi"), 256)
        self.code = self._field(translate("Handover", "Kode dari ponsel"), 64)
        for field in (self.password, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.name.returnPressed.connect(self.password.setFocus)
        self.name.textEdited.connect(self._another)
        self.password.returnPressed.connect(self._next)
        self.again.returnPressed.connect(self._submit)
        self.code.returnPressed.connect(self._submit)
        cancel = PressButton(translate("Handover", "Batal"))
        cancel.clicked.connect(self.dismiss)
        accept = PressButton(translate("Handover", "Tanda tangan"))
        accept.setProperty("kind", "primary")
        accept.clicked.connect(self._submit)
        for button in (cancel, accept):
            button.setFont(theme.font("small", 500))
        below = row(self._said, cancel, accept)
        below.setStretch(0, 1)
        fields = row(self.name, self.password, self.again, self.code)
        box = column(self._title, self._note, fields, below, spacing=theme.px(8))
        box.setContentsMargins(*(theme.px(12),) * 4)
        self.setLayout(box)
        self.hide()

    def ask(self, title: str, note: str, name: str, *, waits: bool = False, own: bool = False) -> None:
        """Who signs what; `name` is proposed. `waits`: nobody can say now whether the password is right, so
        it is asked for twice. `own`: whoever is signed in, who gives a code and no password."""
        self._own = own
        self._title.setText(title)
        self._note.setText(note)
        self.name.setText(name)
        self._clear()
        self.name.setReadOnly(own)
        self.password.setVisible(not own)
        self.again.setVisible(waits)
        self.code.setVisible(own or waits)
        hint = translate("Handover", "Kode cadangan, bila memakai faktor kedua")
        self.code.setPlaceholderText(hint if waits else self.code.accessibleName())
        said = translate("Handover", "Kata sandi tidak disimpan dan tidak membuka sesi di layar ini.")
        if waits:
            said = translate(
                "Handover",
                "Tanpa jalur: kata sandi disegel, hanya server dapat membukanya, dan diperiksa saat jalur "
                "kembali. Angka dari ponsel tidak berlaku selama itu; kode cadangan berlaku.",
            )
        if own:
            said = translate("Handover", "Akun Anda memakai faktor kedua: enam angka, atau kode cadangan.")
        self.say(said)
        self.show()
        (self.code if own else self.password if name else self.name).setFocus()

    def ask_code(self, sentence: str) -> None:
        """The password was right and is not enough: the code is typed, the password is not typed again."""
        self.password.setPlaceholderText(translate("Handover", "sudah diketik"))
        self.code.show()
        self.say(sentence)
        self.code.setFocus()

    def refuse(self, sentence: str) -> None:
        """Something of it was wrong: all of it is typed again."""
        self._clear()
        self.say(sentence, wrong=True)
        (self.code if self._own else self.password).setFocus()

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        self._said.setText(sentence)
        set_tone(self._said, "system" if wrong else "dim")

    def dismiss(self) -> None:
        self._clear()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _next(self) -> None:
        if self.again.isHidden():
            self._submit()
        else:
            self.again.setFocus()

    def _clear(self) -> None:
        self._typed = ""
        self.password.setPlaceholderText(self.password.accessibleName())
        for field in (self.password, self.again, self.code):
            field.clear()

    def _another(self) -> None:
        """Whether somebody else has a code is not known yet."""
        self._clear()
        self.code.hide()

    def _submit(self) -> None:
        name, password = self.name.text().strip(), self.password.text() or self._typed
        code = self.code.text().strip()
        if (self._own or self._typed) and not code:
            self.say(translate("Handover", "Isi kode."), wrong=True)
            return
        if not name or not (password or self._own):
            self.say(translate("Handover", "Isi nama akun dan kata sandi."), wrong=True)
            return
        if not self.again.isHidden() and self.again.text() != password:
            self._clear()
            self.say(translate("Handover", "Kedua kata sandi berbeda; ketik lagi."), wrong=True)
            self.password.setFocus()
            return
        self._clear()
        self._typed = password
        self.say(translate("Handover", "Memeriksa…"))
        self.signed.emit(name, password, code)

    def _field(self, hint: str, longest: int) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setAccessibleName(hint)
        field.setMaxLength(longest)
        return field
