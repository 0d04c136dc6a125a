"""The agencies beside the work: the responsible ones first, who is on duty, how to reach them, their load."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from services.contract.contacts import TestReach
from widgets.contacts.calls import call_prompt
from widgets.contacts.card import CALL_KEY, WRITE_KEY, AgencyCard
from widgets.contacts.model import AgencyRow, Reaching
from widgets.keys import Action, KeyMap
from widgets.labels import column, flat_button, row, scrolled, text
from widgets.prompt import Prompt, PromptPanel
from widgets.theme import Theme

translate = QCoreApplication.translate


class ContactsPanel(QWidget):
    """All agencies; those with a duty in the selected incident come first."""

    assign_requested = Signal(str)
    """Code of the agency to assign to the selected incident; the detail asks for the rest."""
    reach_requested = Signal(object)
    """`Reaching`: open it with a program of this desk, then `ask_outcome`."""
    called = Signal(object)
    """`CallResult`."""
    edit_requested = Signal(str)
    files_requested = Signal()
    command_requested = Signal(object)
    notice_requested = Signal(str)

    def __init__(self, theme: Theme, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._keys = theme, keys
        self._agencies: tuple[AgencyRow, ...] = ()
        self._open = ""
        self._offered: frozenset[str] = frozenset()
        self._may_call = True
        self.cards: list[AgencyCard] = []
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("Contacts", "Kontak OPD"))
        self.prompt = PromptPanel(theme)
        self.prompt.closed.connect(self._return)
        self._asked_for = ""
        """The agency to which the keyboard returns after a question."""
        waiting = translate("Contacts", "Kontak menyusul sesaat lagi.")
        self._empty = text(theme, waiting, tone="dim", wrap=True)
        self._empty.setContentsMargins(theme.px(14), theme.px(4), theme.px(14), theme.px(4))
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = scrolled(self._list)
        self.setLayout(column(self._head(), self.prompt, self._empty, self._scroll, spacing=0))
        self.set_keys(keys)

    def _head(self) -> QVBoxLayout:
        theme = self._theme
        title = text(theme, translate("Contacts", "Kontak OPD"), size="small", weight=650, tone="strong")
        self._files = flat_button(theme, translate("Contacts", "Berkas"))
        self._files.setToolTip(translate("Contacts", "Masukkan atau keluarkan semua kontak (CSV, vCard)"))
        self._files.clicked.connect(self.files_requested)
        self._files.hide()
        self._hint = text(theme, size="small", tone="dim")
        self._hint.setMinimumWidth(1)
        self._here = text(theme, size="small", tone="dim")
        head = column(row(title, 0, self._here, self._files), self._hint, spacing=theme.px(2))
        head.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        return head

    # --- what the console sets ---

    def set_agencies(self, agencies: Sequence[AgencyRow]) -> None:
        """Show the agencies; equal rows cost nothing, so this may be called every frame."""
        ordered = tuple(sorted(agencies, key=lambda agency: agency.duty))
        if ordered == self._agencies and self.cards:
            return
        focused = self._focused()
        first_changed = bool(ordered and self._agencies and ordered[0].code != self._agencies[0].code)
        self._agencies = ordered
        kept = {card.agency.code: card for card in self.cards}
        self.cards = [self._card(agency, kept) for agency in ordered]
        for place, card in enumerate(self.cards):
            item = self._list.itemAt(place)
            if item is None or item.widget() is not card:
                self._list.insertWidget(place, card)
            card.show()
            if card.agency.code == focused and not self._inside(card):
                card.setFocus()
        for card in kept.values():
            card.hide()
            card.deleteLater()
        self._empty.setText(
            translate("Contacts", "Paket kota belum memuat OPD. Isi agencies.yaml, lalu mulai ulang.")
        )
        self._empty.setVisible(not ordered)
        if first_changed and not focused:
            self._scroll.verticalScrollBar().setValue(0)

    def set_permitted(self, tags: frozenset[str]) -> None:
        """Offer only what the role may do."""
        edit = {"contact.save", "duty.save"} & tags
        self._offered = frozenset(
            name for name, may in (("edit", edit), ("test", "outreach.test" in tags)) if may
        )
        self._may_call = "contact.call" in tags
        self._files.setVisible(bool(edit))
        self._renew()

    def set_keys(self, keys: KeyMap) -> None:
        self._keys = keys
        key = keys.key(Action.CONTACTS)
        words = translate("Contacts", "{0} telepon · {1} tulis · → rinci · Enter tugaskan")
        self._hint.setText(words.format(CALL_KEY, WRITE_KEY))
        self._here.setText(translate("Contacts", "{0} ke sini").format(key) if key else "")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._renew()

    def focus_first(self) -> None:
        if self.cards:
            self.cards[0].setFocus()

    def focus_agency(self, code: str) -> None:
        """Give the keyboard to one agency's card."""
        for card in self.cards:
            if card.agency.code == code:
                card.setFocus()

    def ask(self, prompt: Prompt) -> None:
        """A question in this panel."""
        self._asked_for = ""
        self.prompt.ask(prompt)

    def ask_outcome(self, reaching: Reaching) -> None:
        """After a call or message: what came of it. Not for roles that may not record it."""
        if self._may_call:
            columns = 2 if self.width() < self._theme.px(520) else 0
            self._asked_for = reaching.agency
            self.prompt.ask(call_prompt(reaching, self.called.emit, columns))

    # --- inside ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, AgencyCard):
            self._reveal(watched)
        return False

    def _reveal(self, card: AgencyCard) -> None:
        """Scroll a card into sight; of one that is too tall, its beginning."""
        if card.height() > self._scroll.viewport().height():
            self._scroll.verticalScrollBar().setValue(card.y())
        else:
            self._scroll.ensureWidgetVisible(card, 0, self._theme.px(8))

    def _renew(self) -> None:
        """Build every card anew."""
        if not self._agencies:
            return
        agencies, self._agencies = self._agencies, ()
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        self.set_agencies(agencies)

    def _card(self, agency: AgencyRow, kept: dict[str, AgencyCard]) -> AgencyCard:
        """The card of an agency: the one there is, unless its contacts changed."""
        old, opened = kept.get(agency.code), agency.code == self._open
        if old is not None and old.opened is opened and old.take(agency):
            return kept.pop(agency.code)
        card = AgencyCard(self._theme, agency, opened, self._offered)
        card.assign_requested.connect(self.assign_requested)
        card.step_requested.connect(self._step)
        card.fold_requested.connect(self._fold)
        card.reach_requested.connect(self._reach)
        card.edit_requested.connect(self.edit_requested)
        card.test_requested.connect(self._test)
        card.installEventFilter(self)
        return card

    def _step(self, step: int) -> None:
        focused = self._focused()
        place = next((at for at, card in enumerate(self.cards) if card.agency.code == focused), 0)
        self.cards[min(len(self.cards) - 1, max(0, place + step))].setFocus()

    def _fold(self, code: str, opened: bool) -> None:
        """Open one agency, and close whichever was; or close it."""
        wanted = code if opened else "" if code == self._open else self._open
        if wanted == self._open:
            return
        self._open = wanted
        agencies, self._agencies = self._agencies, ()
        self.set_agencies(agencies)
        QTimer.singleShot(0, self, self._show_open)

    def _show_open(self) -> None:
        """Scroll to the open card, which has its height by now."""
        for card in self.cards:
            if card.agency.code == self._open:
                self._reveal(card)

    def _reach(self, reaching: Reaching | None) -> None:
        if reaching is None:
            words = translate("Contacts", "OPD ini belum mempunyai saluran seperti itu.")
            self.notice_requested.emit(words)
        else:
            self.reach_requested.emit(reaching)

    def _test(self, code: str) -> None:
        self.command_requested.emit(TestReach(agency=code))

    def _return(self) -> None:
        """After a question: back to the card it was about, which may have been built anew."""
        if self._asked_for:
            self.focus_agency(self._asked_for)

    def _focused(self) -> str:
        """The agency whose card, or something in it, has the keyboard."""
        return next((card.agency.code for card in self.cards if card.hasFocus() or self._inside(card)), "")

    @staticmethod
    def _inside(card: AgencyCard) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and card.isAncestorOf(focus)
