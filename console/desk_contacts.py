"""Contacts on the dispatch window: calling and writing, editing, files, and the proposal whom to send."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices

from console.adapters.contacts import ContactsAdapter
from console.adapters.recommendation import RecommendationAdapter
from console.names import Names
from console.session import Session
from console.windows.dispatch import DispatchWindow
from services.contract.contacts import Contact, LogCall, SaveContact
from services.contract.errors import KnownError
from services.contract.orders import GiveReceipt, ReceiptKind
from services.contract.records import Role
from services.projection.apply import Changes
from services.rules.addresses import address_problem
from services.rules.permissions import PERMISSIONS
from widgets.contacts.editor import ContactEditor
from widgets.contacts.model import CallResult, Reaching
from widgets.contacts.recommendation import RecommendationSection
from widgets.keys import Action
from widgets.prompt import Answer, Prompt

translate = QCoreApplication.translate


class DeskContacts(QObject):
    """Adds its parts to the window and listens for what concerns them."""

    def __init__(
        self, window: DispatchWindow, session: Session, names: Names, adapter: ContactsAdapter
    ) -> None:
        super().__init__()
        self._window, self._session, self._names, self._adapter = window, session, names, adapter
        self._selected = 0
        theme, words, keys = window.detail.look
        self.editor = ContactEditor(theme, words)
        self.editor.set_checker(address_problem)
        self.section = RecommendationSection(theme, keys)
        window.detail.add_section("right", self.section)
        self.advice = RecommendationAdapter(
            session.situation, names, self.section, window.detail.acts, adapter.tests
        )
        session.bridge.add(self.advice)
        session.bridge.add(self)
        self._connect()
        self._permit()

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        if (changes.casework or changes.reset) and self.editor.isVisible():
            self.editor.show_book(self._adapter.book(self.editor.agency))

    def ticked(self, now: int) -> None:
        self.editor.set_now(now)

    # --- inside ---

    def _connect(self) -> None:
        window, panel = self._window, self._window.contacts
        panel.reach_requested.connect(self._reach)
        panel.called.connect(self._called)
        panel.edit_requested.connect(self._edit)
        panel.files_requested.connect(self._files)
        panel.notice_requested.connect(window.show_notice)
        panel.command_requested.connect(window.command_requested)
        self.editor.command_requested.connect(window.command_requested)
        self.editor.closed.connect(self._close_editor)
        self.section.accept_requested.connect(lambda: window.detail.acts.run(Action.RECOMMENDED))
        self.section.choose_requested.connect(window.detail.acts.assign)
        window.incident_selected.connect(self._select)
        self._session.bridge.welcomed.connect(self._permit)

    def _permit(self) -> None:
        welcome = self._session.situation.welcome
        tags = frozenset(welcome.permissions) if welcome else frozenset(PERMISSIONS[Role.SUPERVISOR])
        self._window.contacts.set_permitted(tags)
        self.advice.set_permitted(tags)

    def _select(self, incident_id: int) -> None:
        self._selected = incident_id
        self.advice.select(incident_id)

    # --- reaching somebody ---

    def _reach(self, reaching: Reaching) -> None:
        """Open the telephone or the message with the desk's own program, then ask what came of it."""
        link = reaching.channel.link
        if link and not QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode)):
            words = translate(
                "Desk",
                "Tidak ada program di komputer ini untuk {0}. Hubungi sendiri, lalu catat hasilnya.",
            )
            self._window.show_notice(words.format(reaching.channel.address))
        self._window.contacts.ask_outcome(reaching)

    def _called(self, result: CallResult) -> None:
        reaching, channel = result.reaching, result.reaching.channel
        send = self._window.command_requested.emit
        send(
            LogCall(
                incident_id=self._selected,
                order_id=reaching.order_id if self._selected else 0,
                agency=reaching.agency,
                contact_id=reaching.contact_id,
                kind=channel.kind,
                address=channel.address,
                outcome=result.outcome,
                words=result.words,
                ms=result.ms,
            )
        )
        if result.acknowledged and reaching.order_id:
            send(
                GiveReceipt(
                    order_id=reaching.order_id,
                    incident_id=self._selected,
                    kind=ReceiptKind.ACCEPTED,
                    person=reaching.name,
                    via=channel.kind,
                    words=result.words,
                )
            )

    # --- editing ---

    def _edit(self, code: str) -> None:
        self.editor.set_now(self._session.situation.now())
        self.editor.show_book(self._adapter.book(code))
        self._window.pages.show_page(self.editor)
        self.editor.begin()

    def _close_editor(self) -> None:
        self._window.pages.go_home()
        self._window.contacts.focus_agency(self.editor.agency)

    # --- files ---

    def _files(self) -> None:
        take, give = translate("Desk", "masukkan"), translate("Desk", "keluarkan")
        self._window.contacts.ask(
            Prompt(
                title=translate("Desk", "Kontak semua OPD sebagai berkas (.csv atau .vcf)"),
                note=translate("Desk", "Masukkan: kontak dengan kode yang sama diganti, yang lain tetap."),
                accept=translate("Desk", "Jalankan"),
                done=self._run_files,
                choices=(("give", give), ("take", take)),
                chosen="give",
                more_hint=translate("Desk", "Berkas, dengan foldernya"),
                more=str(Path.home() / "kontak-opd.csv"),
                check=lambda answer: "" if answer.more else translate("Desk", "Tulis nama berkasnya."),
            )
        )

    def _run_files(self, answer: Answer) -> None:
        path = Path(answer.more).expanduser()
        try:
            sentence = self._give(path) if answer.choice == "give" else self._take(path)
        except OSError as error:
            sentence = translate("Desk", "Berkas {0} tidak dapat dibuka: {1}.")
            sentence = sentence.replace("{0}", str(path)).replace("{1}", str(error.strerror))
        except KnownError as error:
            sentence = error.message
        self._window.show_notice(sentence)

    def _give(self, path: Path) -> str:
        from services.intake.contact_files import render

        contacts = list(self._session.situation.board.casework.contacts.values())
        contacts.sort(key=lambda one: (one.agency, one.rank, one.name))
        path.write_bytes(render(contacts, path.name))
        words = translate("Desk", "%n kontak ditulis ke {0}.", "", len(contacts))
        return words.format(path)

    def _take(self, path: Path) -> str:
        """Save what can be taken; what cannot goes beside the file, with its reason."""
        from services.intake.contact_files import read_contacts, render_refused

        read = read_contacts(path.read_bytes(), self._names.agencies)
        known = self._session.situation.board.casework.contacts
        changed = [contact for contact in read.contacts if not same(contact, known.get(contact.id))]
        for contact in changed:
            self._window.command_requested.emit(SaveContact(contact=contact))
        words = translate("Desk", "%n kontak dikirim untuk disimpan", "", len(changed))
        words += translate("Desk", ", {0} tidak berubah").format(len(read.contacts) - len(changed))
        if not read.refused:
            return f"{words}."
        beside = path.with_name(f"{path.stem}.ditolak.csv")
        beside.write_bytes(render_refused(read.refused))
        refused = translate("Desk", "%n baris ditolak, alasannya di {0}", "", len(read.refused))
        return f"{words}; {refused.format(beside)}."


def same(contact: Contact, known: Contact | None) -> bool:
    """True where a file says of a contact what is known already, verification aside."""
    if known is None:
        return False
    channels = tuple(replace(channel, verified_at=0, verified_by="") for channel in known.channels)
    return contact == replace(known, channels=channels)
