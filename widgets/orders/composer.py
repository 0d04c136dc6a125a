"""An order in somebody's own words: what, where, by when, how urgent, to whom. Keyboard only.

What it contradicts is shown before it is sent; whoever insists presses Enter once more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSizePolicy, QWidget

from services.contract.orders import IssueOrder, Urgency
from widgets.format import Format
from widgets.labels import column, row, set_tone, text
from widgets.orders.model import OrderRow
from widgets.orders.when import deadline_at, is_span
from widgets.orders.words import urgency_word
from widgets.picker import Item, Picker
from widgets.press import PressButton
from widgets.theme import Theme

translate = QCoreApplication.translate

TO_ROOM = ""
"""Code of the room among the receivers."""


class OrderComposer(QWidget):
    """`begin` takes the keyboard, Enter goes on and finally sends, Escape lets go."""

    command_requested = Signal(object)
    """`IssueOrder`"""
    closed = Signal()

    def __init__(self, theme: Theme, words: Format, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words, self._zone = theme, words, zone
        self._now = 0
        self._draft = IssueOrder()
        self._insists = False
        self._check: Callable[[IssueOrder], Sequence[str]] = lambda _order: ()
        self._before: QWidget | None = None
        self._agency: str | None = None
        self._names: dict[str, str] = {}
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._build()
        self.hide()

    def _build(self) -> None:
        theme = self._theme
        self._title = text(theme, weight=600, tone="strong", wrap=True)
        self._quoted = text(theme, size="small", wrap=True)
        self.receiver = Picker(theme, translate("Orders", "Kepada"), translate("Orders", "Kepada: ketik OPD"))
        self.receiver.picked.connect(self._received)
        self.receiver.submitted.connect(self._after_receiver)
        self.receiver.escaped.connect(self.let_go)
        self.receiver.field.installEventFilter(self)
        self._to = text(theme, size="small", tone="strong")
        self.what = self._line(translate("Orders", "Apa: perintah dengan kata Anda sendiri"), 2000)
        self.where = self._line(translate("Orders", "Di mana"))
        self.by = self._line(translate("Orders", "Sebelum kapan, misalnya 22.00 atau 30 menit"))
        self.appended = self._line(translate("Orders", "Tambahan Anda (boleh kosong)"), 2000)
        self._urgency = {urgency: self._choice(urgency) for urgency in Urgency}
        self._hint = text(theme, size="small", tone="dim", wrap=True)
        self._send = PressButton(translate("Orders", "Kirim perintah"))
        self._send.setProperty("kind", "primary")
        self._send.clicked.connect(self._go_on)
        cancel = PressButton(translate("Orders", "Batal"))
        cancel.clicked.connect(self.let_go)
        for button in (cancel, self._send):
            button.setFont(theme.font("small", 500))
        lines = (self._title, self._quoted, self.what, self.where, self.by, self.receiver, self._to)
        choice, answer = row(*self._urgency.values(), 0), row(0, cancel, self._send)
        box = column(*lines, self.appended, choice, self._hint, answer, spacing=theme.px(7))
        box.setContentsMargins(*(theme.px(12),) * 4)
        self.setLayout(box)

    # --- what the console sets ---

    def set_receivers(self, items: Sequence[Item]) -> None:
        """Who can be asked; the room has the code `TO_ROOM`."""
        self._names = {item.code: item.name for item in items}
        self.receiver.set_items(items)

    def set_checker(self, check: Callable[[IssueOrder], Sequence[str]]) -> None:
        """Gives the reasons why an order contradicts others in force."""
        self._check = check

    def set_now(self, now: int) -> None:
        self._now = now

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    # --- use ---

    def begin(
        self, incident_id: int = 0, about: str = "", receiver: str | None = None, supersedes: int = 0
    ) -> None:
        """A new order; `about` says about what in words, `receiver` is taken already."""
        title = translate("Orders", "Perintah tentang {0}").format(about) if about else ""
        self._open(
            IssueOrder(incident_id=incident_id, supersedes=supersedes),
            title or translate("Orders", "Perintah"),
        )
        for line in (self.what, self.where, self.by):
            line.show()
        self.appended.hide()
        self._quoted.hide()
        self._set_receiver(receiver)
        self._first(self.what)

    def pass_on(self, order: OrderRow) -> None:
        """Pass an order on: its words stand, only an addition can be written."""
        self._open(
            IssueOrder(parent_id=order.order_id), translate("Orders", "Teruskan perintah, kata demi kata")
        )
        said = " · ".join(part for part in (f"“{order.what}”", order.where, order.by) if part)
        self._quoted.setText(said)
        self._quoted.show()
        for line in (self.what, self.where, self.by):
            line.hide()
        self.appended.show()
        self._set_receiver(None)
        self._first(self.receiver.field)

    def let_go(self) -> None:
        """Close without sending; the keyboard returns to where it was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.closed.emit()

    # --- inside ---

    def _open(self, draft: IssueOrder, title: str) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._before = focus
        self._draft = draft
        self._title.setText(title)
        self.setAccessibleName(title)
        for line in (self.what, self.where, self.by, self.appended):
            line.clear()
        self._urgency[Urgency.URGENT].setChecked(True)
        for button in self._urgency.values():
            button.setVisible(not draft.parent_id)
        self._doubt()

    def _first(self, widget: QWidget) -> None:
        self.show()
        widget.setFocus()

    def _set_receiver(self, code: str | None) -> None:
        self._agency = code
        self.receiver.set_text("")
        self._show_receiver()

    def _show_receiver(self) -> None:
        if self._agency is None:
            self._to.setText("")
        else:
            name = self._names.get(self._agency, self._agency)
            self._to.setText(translate("Orders", "kepada {0}").format(name))
        self._to.setVisible(self._agency is not None)

    def _received(self, item: Item) -> None:
        self._agency = item.code
        self.receiver.set_text("")
        self._show_receiver()
        self._doubt()
        self._after_receiver()

    def _after_receiver(self) -> None:
        if self.appended.isVisible():
            self.appended.setFocus()
        else:
            next(button for button in self._urgency.values() if button.isChecked()).setFocus()

    def _line(self, hint: str, longest: int = 300) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setMaxLength(longest)
        line.textEdited.connect(self._doubt)
        line.returnPressed.connect(lambda: self._entered(line))
        line.installEventFilter(self)
        return line

    def _choice(self, urgency: Urgency) -> QPushButton:
        button = PressButton(urgency_word(urgency).capitalize())
        button.setProperty("kind", "tab")
        button.setFont(self._theme.font("small", 500))
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.clicked.connect(self._doubt)
        button.installEventFilter(self)
        return button

    def _entered(self, line: QLineEdit) -> None:
        order = (self.what, self.where, self.by)
        if line in order[:2]:
            order[order.index(line) + 1].setFocus()
        elif line is self.by:
            self.receiver.field.setFocus()
        else:
            self._go_on()

    def _doubt(self) -> None:
        """What was shown about another text no longer counts."""
        self._insists = False
        self._send.setText(translate("Orders", "Kirim perintah"))
        at = deadline_at(self.by.text(), self._now, self._zone) if self.by.text() else 0
        told = (
            translate("Orders", "Tenggat terbaca {0}. ").format(self._words.moment(at, self._now))
            if at
            else ""
        )
        self._say(told + translate("Orders", "Enter lanjut, Ctrl+Enter kirim, Esc batal"), "dim")

    def _say(self, words: str, tone: str) -> None:
        self._hint.setText(words)
        set_tone(self._hint, tone)

    def command(self) -> IssueOrder:
        """What would be sent now."""
        by = self.by.text().strip()
        chosen = next(urgency for urgency, button in self._urgency.items() if button.isChecked())
        if self._draft.parent_id:
            return replace(self._draft, agency=self._agency or "", appended=self.appended.text().strip())
        return replace(
            self._draft,
            agency=self._agency or "",
            what=self.what.text().strip(),
            where=self.where.text().strip(),
            # said again an hour later, `30 menit` is another time: the server puts the time into words
            by_words="" if is_span(by) else by,
            by_at=deadline_at(by, self._now, self._zone),
            urgency=chosen,
            despite_conflicts=self._insists,
        )

    def _go_on(self) -> None:
        missing = self._missing()
        if missing is not None:
            self._say(missing[0], "system")
            missing[1].setFocus()
            return
        against = () if self._insists or self._draft.parent_id else tuple(self._check(self.command()))
        if against:
            self._insists = True
            self._send.setText(translate("Orders", "Kirim walau bertentangan"))
            tail = translate("Orders", "Enter sekali lagi bila memang demikian.")
            self._say(" ".join((*against, tail)), "critical")
            self._send.setFocus()
            return
        command = self.command()
        self.let_go()
        self.command_requested.emit(command)

    def _missing(self) -> tuple[str, QWidget] | None:
        if not self._draft.parent_id and len(self.what.text().strip()) < 3:
            return translate("Orders", "Tulis apa yang diperintahkan."), self.what
        if self._agency is None or (self._draft.parent_id and not self._agency):
            return translate("Orders", "Pilih penerimanya."), self.receiver.field
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.let_go()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter sends from anywhere; number keys and Enter work on the urgencies."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier or isinstance(watched, QPushButton)
        ):
            self._go_on()
            return True
        return False
