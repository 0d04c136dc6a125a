"""Sign in to a server elsewhere: a page of the window, not a dialog. Says what is wrong where it is wrong.

page = SignInPage(theme, server="https://patria.contoh.go.id")
page.sign_in_requested.connect(lambda server, user, password, code: ...)
page.set_busy(True); page.show_problem("Nama atau kata sandi salah.")
page.ask_code("Kode diperlukan.")
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from widgets.labels import column, row, set_tone, text
from widgets.press import PressButton
from widgets.theme import Theme

translate: Final = QCoreApplication.translate
WIDTH: Final = 400
MAX_CODE: Final = 64
_LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}


def server_problem(address: str) -> str:
    """Why an address cannot be used, as a sentence; empty when it can."""
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        return translate("SignIn", "Alamat server tidak terbaca.")
    if not address.strip():
        return translate("SignIn", "Isi alamat server, misalnya https://patria.contoh.go.id")
    if parts.scheme not in ("http", "https") or not host:
        return translate("SignIn", "Alamat server dimulai dengan https://")
    if parts.scheme == "http" and host not in _LOOPBACK:
        return translate("SignIn", "Tanpa https kata sandi terbaca di jaringan. Pakai alamat https://")
    if parts.username or parts.password:
        return translate("SignIn", "Jangan menulis nama atau kata sandi di dalam alamat.")
    return ""


class SignInPage(QWidget):
    """Server, name, password, and a code where the server asks for one. Enter goes on; the password leaves
    the field with the signal, and the page when it is answered with anything but the wish for a code."""

    sign_in_requested = Signal(str, str, str, str)
    """server, user, password, code"""
    offline_requested = Signal()
    """Read the last picture instead, where there is one."""

    def __init__(
        self,
        theme: Theme,
        server: str = "",
        user: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._busy = self._fixed = False
        self._typed = ""
        """The password, while a code is asked for in addition."""
        self._theme = theme
        self._add_fields(server, user)
        self._add_buttons()
        self._build()
        self.take_focus()

    def _add_fields(self, server: str, user: str) -> None:
        theme = self._theme
        self.server = self._field(server, translate("SignIn", "Alamat server"))
        self.user = self._field(user, translate("SignIn", "Nama pengguna"))
        self.password = self._field("", translate("SignIn", "Kata sandi"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.textEdited.connect(self._forget_typed)
        self.code = self._field("", translate("SignIn", "Kode dari ponsel, atau kode cadangan"))
        self.code.setMaxLength(MAX_CODE)
        self._code_row = QWidget()
        self.user.textEdited.connect(self._another_user)
        self.problem = text(theme, size="body", tone="system", wrap=True)
        self.problem.setMinimumHeight(theme.px(40))
        self.problem.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _add_buttons(self) -> None:
        theme = self._theme
        self.button = PressButton(translate("SignIn", "Masuk"))
        self.button.setProperty("kind", "primary")
        self.button.setFont(theme.font("body", 600))
        self.button.clicked.connect(self._submit)
        self.offline = PressButton(translate("SignIn", "Baca gambar terakhir tanpa masuk"))
        self.offline.setProperty("kind", "flat")
        self.offline.setFont(theme.font("body"))
        self.offline.clicked.connect(self.offline_requested)
        self.offline.hide()

    # --- for the console ---

    def fix_server(self) -> None:
        """The server was decided elsewhere; it is shown, not asked for."""
        self._fixed = True
        self.server.setReadOnly(True)
        self.server.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def take_focus(self) -> None:
        """Into the first field that is still to be filled."""
        empty = (field for field in (self.server, self.user) if not field.text())
        next(empty, self.password).setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the server is being asked."""
        self._busy = busy
        if busy:
            self._say(translate("SignIn", "Menghubungi server…"), "dim")
        self._enable()

    def show_problem(self, sentence: str) -> None:
        """A known error in the words of whoever refused; the name stays, the password is typed anew."""
        self._busy = False
        self._forget_typed()
        self.code.clear()
        self._say(sentence, "system")
        self._enable()
        self.password.setFocus()

    def ask_code(self, sentence: str) -> None:
        """The password was right and is not enough: the code is typed, the password is not typed again."""
        self._busy = False
        self.password.setPlaceholderText(translate("SignIn", "sudah diketik"))
        self._code_row.show()
        self._say(sentence, "dim")
        self._enable()
        self.code.setFocus()

    def offer_offline(self, offer: bool) -> None:
        """Whether there is a last picture to read."""
        self.offline.setVisible(offer)

    # --- inside ---

    def _field(self, value: str, name: str) -> QLineEdit:
        field = QLineEdit(value)
        field.setAccessibleName(name)
        field.setFont(self._theme.font("strong"))
        field.setMinimumHeight(self._theme.px(34))
        field.returnPressed.connect(self._submit)
        field.textEdited.connect(lambda: self._mark(field, False))
        return field

    def _build(self) -> None:
        theme = self._theme
        rows = [
            column(text(theme, field.accessibleName(), size="small", tone="dim"), field, spacing=theme.px(4))
            for field in (self.server, self.user, self.password)
        ]
        name = text(theme, self.code.accessibleName(), size="small", tone="dim")
        code = column(name, self.code, spacing=theme.px(4))
        code.setContentsMargins(0, 0, 0, 0)
        self._code_row.setLayout(code)
        self._code_row.hide()
        block = QWidget()
        block.setLayout(
            column(
                text(theme, translate("SignIn", "Patria"), tone="dim"),
                text(theme, translate("SignIn", "Masuk ke server"), size="title", weight=650, tone="strong"),
                *rows,
                self._code_row,
                self.problem,
                row(self.button, self.offline, 0),
                spacing=theme.px(12),
            )
        )
        block.setFixedWidth(theme.px(WIDTH))
        block.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.addWidget(block, 0, 0, Qt.AlignmentFlag.AlignCenter)

    def _submit(self) -> None:
        if self._busy:
            return
        wrong = server_problem(self.server.text())
        if wrong:
            self._refuse(self.server, wrong)
        elif not self.user.text().strip():
            self._refuse(self.user, translate("SignIn", "Isi nama pengguna."))
        elif not self.password.text() and not self._typed:
            self._refuse(self.password, translate("SignIn", "Isi kata sandi."))
        elif self._typed and not self.code.text().strip():
            self._refuse(self.code, translate("SignIn", "Isi kode."))
        else:
            self._typed, code = self.password.text() or self._typed, self.code.text().strip()
            self.password.clear()
            self.code.clear()
            self.set_busy(True)
            server, user = self.server.text().strip(), self.user.text().strip()
            self.sign_in_requested.emit(server, user, self._typed, code)

    def _forget_typed(self) -> None:
        self._typed = ""
        self.password.setPlaceholderText("")

    def _another_user(self) -> None:
        """Whether somebody else has a code is not known yet."""
        self._forget_typed()
        self.code.clear()
        self._code_row.hide()

    def _refuse(self, field: QLineEdit, sentence: str) -> None:
        self._mark(field, True)
        self._say(sentence, "system")
        field.setFocus()

    def _mark(self, field: QLineEdit, invalid: bool) -> None:
        if bool(field.property("invalid")) != invalid:
            field.setProperty("invalid", invalid)
            field.style().unpolish(field)
            field.style().polish(field)

    def _say(self, sentence: str, tone: str) -> None:
        self.problem.setText(sentence)
        self.problem.setAccessibleName(sentence)
        set_tone(self.problem, tone)

    def _enable(self) -> None:
        self.button.setEnabled(not self._busy)
        for field in (self.server, self.user, self.password, self.code):
            field.setReadOnly(self._busy or (self._fixed and field is self.server))
