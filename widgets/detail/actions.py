"""From a key or a button to a command: asks inline for what is missing, then emits the contract's command.

Harmless ones go at once (claim what nobody has, prank and ghost of a single mild report); what takes
something from somebody, hides a lot, or needs words is asked first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeCategory,
    ChangeSeverity,
    ChangeStatus,
    ClaimIncident,
    Command,
    DisposeIncident,
    ReleaseIncident,
    RevealReporter,
)
from services.contract.records import SEVERITIES, Disposition, Severity, Status
from widgets.chips import severity_word
from widgets.detail.assign import Proposal, assign_prompt
from widgets.detail.model import Choices, DetailData
from widgets.detail.relocate import relocate_prompt
from widgets.keys import Action
from widgets.picker import Item
from widgets.placehit import PlaceHit
from widgets.prompt import Answer, Prompt, PromptPanel
from widgets.words import disposition_word, status_word

translate = QCoreApplication.translate

NEEDS: Final = {
    Action.CLAIM: "incident.claim",
    Action.RELEASE: "incident.release",
    Action.ASSIGN: "incident.assign",
    Action.RECOMMENDED: "incident.assign",
    Action.STATUS: "incident.change_status",
    Action.CHANGE: "incident.change_category",
    Action.DUPLICATE: "incident.dispose",
    Action.PRANK: "incident.dispose",
    Action.GHOST: "incident.dispose",
    Action.INFORMATION: "incident.dispose",
    Action.OUTSIDE: "incident.dispose",
    Action.NOTE: "incident.add_note",
    Action.RELOCATE: "incident.relocate",
}
"""The permission each action needs; what is not permitted is not offered."""
_DISPOSITIONS: Final = {
    Action.PRANK: Disposition.PRANK,
    Action.GHOST: Disposition.GHOST,
    Action.INFORMATION: Disposition.INFORMATION,
    Action.OUTSIDE: Disposition.OUTSIDE,
}


class DetailActions(QObject):
    """Knows the incident on screen and asks with the panel it was given."""

    command_requested = Signal(object)
    """`services.contract.commands.Command`."""
    notice_requested = Signal(str)
    """A sentence for the user: why nothing happened."""

    def __init__(self, prompt: PromptPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._prompt = prompt
        self._data: DetailData | None = None
        self._choices = Choices()
        self._permitted: frozenset[str] = frozenset()
        self._statuses: tuple[str, ...] = tuple(Status)
        self._find: Callable[[str], int] = lambda _words: 0
        self._places: Callable[[str], Sequence[PlaceHit]] = lambda _words: ()
        self._proposal: Proposal | None = None
        self._now = 0

    def set_data(self, data: DetailData | None) -> None:
        before = self._data.incident_id if self._data else 0
        self._data = data
        if self._prompt.asking and before != (data.incident_id if data else 0):
            self._prompt.dismiss()

    def set_choices(self, choices: Choices) -> None:
        self._choices = choices

    def set_proposal(self, proposal: Proposal | None) -> None:
        """What the rules would do with the shown incident; nobody is sent by it."""
        self._proposal = proposal

    def set_permitted(self, tags: frozenset[str], statuses: tuple[str, ...]) -> None:
        self._permitted, self._statuses = tags, statuses

    def set_finder(self, find: Callable[[str], int]) -> None:
        """`find("0187")` is the incident with that number, 0 for none."""
        self._find = find

    def set_place_finder(self, find: Callable[[str], Sequence[PlaceHit]]) -> None:
        """`find("gedog")`, `find("-8.09, 112.16")`: the places that answer to it, the likeliest first."""
        self._places = find

    def set_now(self, now: int) -> None:
        self._now = now

    def may(self, action: Action) -> bool:
        """True where the role may do it at all."""
        if action is Action.CHANGE:
            return bool({"incident.change_category", "incident.change_severity"} & self._permitted)
        return NEEDS[action] in self._permitted

    def run(self, action: Action) -> None:
        """Do what a key or a button stands for."""
        data = self._data
        if data is None:
            self.notice_requested.emit(translate("Detail", "Pilih kejadian dahulu."))
        elif not self.may(action):
            self.notice_requested.emit(translate("Detail", "Peran Anda tidak boleh melakukan ini."))
        else:
            match action:
                case Action.CLAIM:
                    self._claim(data)
                case Action.RELEASE:
                    self._release(data)
                case Action.ASSIGN:
                    self.assign()
                case Action.RECOMMENDED:
                    self._recommended(data)
                case Action.STATUS:
                    self._status(data)
                case Action.CHANGE:
                    self._change(data)
                case Action.DUPLICATE:
                    self._duplicate(data)
                case Action.NOTE:
                    self._note(data)
                case Action.RELOCATE:
                    self._relocate(data)
                case _:
                    self._dispose(data, _DISPOSITIONS[action])

    def assign(self, code: str = "") -> None:
        """Ask which agencies, what, and by when; `code` is taken already."""
        data = self._data
        if data is None or not self.may(Action.ASSIGN):
            return self.run(Action.ASSIGN)
        # of a suggestion only the lead: one key too many must not call out everybody
        taken = data.agencies or data.suggested_agencies[:1]
        if code and code not in taken:
            taken = (*taken, code) if data.agencies else (code,)
        proposal = self._proposal_for(data)
        note = proposal.note if proposal is not None else ""
        self._prompt.ask(assign_prompt(data, self._choices, taken, note, lambda: self._now, self._send))
        return None

    def _recommended(self, data: DetailData) -> None:
        """Take the proposal: at once where nobody is assigned, after a look for a critical incident."""
        proposal = self._proposal_for(data)
        if proposal is None:
            self.notice_requested.emit(translate("Detail", "Tidak ada saran penugasan untuk kejadian ini."))
        elif data.rank == 0 or data.agencies or data.closed:
            # whoever sends for a critical incident has read why and what is missing; and a key pressed twice
            # must not call out a second agency
            self.assign(proposal.agency)
        else:
            self._send(AssignAgencies(incident_id=data.incident_id, agencies=(proposal.agency,)))

    def _proposal_for(self, data: DetailData) -> Proposal | None:
        proposal = self._proposal
        return proposal if proposal is not None and proposal.incident_id == data.incident_id else None

    def reveal(self, report_id: int) -> None:
        """Ask why, then ask for the reporter's identity (UU 27/2022: role, reason, log entry)."""
        self._prompt.ask(
            Prompt(
                title=translate("Detail", "Tampilkan identitas pelapor? Alasan Anda dicatat."),
                accept=translate("Detail", "Tampilkan"),
                done=lambda answer: self._send(RevealReporter(report_id=report_id, reason=answer.text)),
                text_hint=translate("Detail", "Alasan, misalnya: menelepon balik untuk alamat"),
                text_min=3,
            )
        )

    # --- one question each ---

    def _claim(self, data: DetailData) -> None:
        if data.mine and not data.owner_stale:
            self.notice_requested.emit(translate("Detail", "Kejadian ini sudah Anda pegang."))
        elif not data.owner or data.mine or data.owner_stale:
            self._send(ClaimIncident(incident_id=data.incident_id))
        else:
            self._prompt.ask(
                Prompt(
                    title=translate("Detail", "{0} sedang memegang kejadian ini. Ambil alih?").format(
                        data.owner
                    ),
                    accept=translate("Detail", "Ambil alih"),
                    done=lambda answer: self._send(
                        ClaimIncident(incident_id=data.incident_id, reason=answer.text)
                    ),
                    text_hint=translate("Detail", "Alasan mengambil alih"),
                    text_min=3,
                )
            )

    def _release(self, data: DetailData) -> None:
        if data.mine:
            self._send(ReleaseIncident(incident_id=data.incident_id))
        elif not data.owner:
            self.notice_requested.emit(translate("Detail", "Kejadian ini belum dipegang siapa pun."))
        else:
            self._prompt.ask(
                Prompt(
                    title=translate("Detail", "Lepaskan klaim {0}?").format(data.owner),
                    accept=translate("Detail", "Lepaskan"),
                    done=lambda answer: self._send(
                        ReleaseIncident(incident_id=data.incident_id, reason=answer.text)
                    ),
                    text_hint=translate("Detail", "Alasan"),
                    text_min=3,
                )
            )

    def _status(self, data: DetailData) -> None:
        offered = tuple(value for value in self._statuses if value != data.status)

        def done(answer: Answer) -> None:
            self._send(
                ChangeStatus(
                    incident_id=data.incident_id,
                    status=Status(answer.choice),
                    note=answer.text,
                    public=answer.ticked,
                )
            )

        def check(answer: Answer) -> str:
            if not answer.choice:
                return translate("Detail", "Pilih status.")
            if answer.choice == Status.OPEN and len(answer.text) < 3:
                return translate("Detail", "Membuka kembali perlu catatan.")
            return ""

        self._prompt.ask(
            Prompt(
                title=translate("Detail", "Status sekarang {0}. Menjadi apa?").format(data.status_word),
                accept=translate("Detail", "Ubah status"),
                done=done,
                choices=tuple((value, status_word(Status(value))) for value in offered),
                text_hint=translate("Detail", "Catatan"),
                tick=translate("Detail", "Catatan ini boleh dibaca warga"),
                check=check,
            )
        )

    def _change(self, data: DetailData) -> None:
        severity = "incident.change_severity" in self._permitted
        category = "incident.change_category" in self._permitted
        current = SEVERITIES[data.rank]

        def another_category(answer: Answer) -> bool:
            return bool(answer.picked) and answer.picked[0] != data.category

        def another_severity(answer: Answer) -> bool:
            return severity and answer.choice != current

        def done(answer: Answer) -> None:
            number, reason = data.incident_id, answer.text
            if another_category(answer):
                self._send(ChangeCategory(incident_id=number, category=answer.picked[0], reason=reason))
            if another_severity(answer):
                chosen = Severity(answer.choice)
                self._send(ChangeSeverity(incident_id=number, severity=chosen, reason=reason))

        def check(answer: Answer) -> str:
            if not another_category(answer) and not another_severity(answer):
                return translate("Detail", "Belum ada yang berubah.")
            if another_severity(answer) and len(answer.text) < 3:
                return translate("Detail", "Mengubah keparahan perlu alasan.")
            return ""

        self._prompt.ask(
            Prompt(
                title=translate("Detail", "Ubah keparahan atau kategori (“{0}”)").format(data.category_name),
                accept=translate("Detail", "Ubah"),
                done=done,
                choices=tuple((value, severity_word(value.rank)) for value in SEVERITIES) if severity else (),
                chosen=current if severity else "",
                ranks=severity,
                items=tuple(Item(key, name) for key, name in self._choices.categories) if category else (),
                items_hint=translate("Detail", "Kategori lain: ketik beberapa huruf"),
                text_hint=translate("Detail", "Alasan"),
                check=check,
            )
        )

    def _duplicate(self, data: DetailData) -> None:
        known = {str(other.incident_id): other.incident_id for other in data.similar}

        def target(answer: Answer) -> int:
            words = answer.picked[0] if answer.picked else ""
            return known.get(words) or self._find(words)

        def check(answer: Answer) -> str:
            found = target(answer)
            if not found:
                return translate("Detail", "Tidak ada kejadian dengan nomor itu.")
            return translate("Detail", "Itu kejadian ini sendiri.") if found == data.incident_id else ""

        def done(answer: Answer) -> None:
            self._send(
                DisposeIncident(
                    incident_id=data.incident_id,
                    disposition=Disposition.DUPLICATE,
                    target_id=target(answer),
                    reason=answer.text,
                )
            )

        self._prompt.ask(
            Prompt(
                title=translate("Detail", "Kejadian ini sama dengan yang mana? Laporannya pindah ke sana."),
                accept=translate("Detail", "Gabung"),
                done=done,
                items=tuple(
                    Item(
                        str(other.incident_id), other.title, f"{other.ref} · {other.reason}", rank=other.rank
                    )
                    for other in data.similar
                ),
                items_hint=translate("Detail", "Nomor kejadian, atau pilih dengan ↓"),
                free=True,
                text_hint=translate("Detail", "Alasan (boleh kosong)"),
                check=check,
            )
        )

    def _dispose(self, data: DetailData, disposition: Disposition) -> None:
        if data.report_count <= 1 and data.rank > 0 and not data.agencies:
            self._send(DisposeIncident(incident_id=data.incident_id, disposition=disposition))
            return
        # one key must not hide what many people saw, what is critical, or what an agency is working on
        self._prompt.ask(
            Prompt(
                title=translate(
                    "Detail", "Tandai “{0}” dengan %n laporan sebagai {1}?", "", data.report_count
                )
                .replace("{0}", data.title)
                .replace("{1}", disposition_word(disposition)),
                accept=translate("Detail", "Tandai"),
                done=lambda answer: self._send(
                    DisposeIncident(incident_id=data.incident_id, disposition=disposition, reason=answer.text)
                ),
                text_hint=translate("Detail", "Alasan"),
                text_min=3,
            )
        )

    def _note(self, data: DetailData) -> None:
        self._prompt.ask(
            Prompt(
                title=translate("Detail", "Catatan untuk linimasa"),
                accept=translate("Detail", "Simpan catatan"),
                done=lambda answer: self._send(
                    AddNote(incident_id=data.incident_id, text=answer.text, public=answer.ticked)
                ),
                text_hint=translate("Detail", "Apa yang terjadi, siapa yang mengatakan"),
                text_min=1,
                tick=translate("Detail", "Boleh dibaca warga"),
            )
        )

    def _relocate(self, data: DetailData) -> None:
        self._prompt.ask(relocate_prompt(data, self._places, self._send))

    def _send(self, command: Command) -> None:
        self.command_requested.emit(command)
