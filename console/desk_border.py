"""The border desk on the dispatch window: one key hands a report to the neighbour."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.border import Border
from console.adapters.intake import Advisor
from console.names import Names
from console.session import Session
from console.windows.dispatch import DispatchWindow
from services.contract.commands import AssignAgencies
from services.contract.records import Incident
from services.projection.apply import Changes
from widgets.keys import Action
from widgets.labels import text
from widgets.prompt import Answer, Prompt

translate = QCoreApplication.translate

ALONE = "alone"
TOGETHER = "together"


class DeskBorder(QObject):
    """Adds its sentence to the detail and its key to the window."""

    def __init__(self, window: DispatchWindow, session: Session, names: Names, advisor: Advisor) -> None:
        super().__init__()
        self._window, self._session, self._names = window, session, names
        self.border = Border(session.situation, names, advisor.located)
        self._selected = 0
        theme, _, self._keys = window.detail.look
        self.said = text(theme, size="small", weight=600, tone="system", wrap=True)
        self.said.hide()
        window.detail.add_section("top", self.said)
        window.incident_selected.connect(self._select)
        window.on_action(Action.BORDER, self.hand_over)
        session.bridge.add(self)

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        row = self._session.situation.board.row_of(self._selected) if self._selected else -1
        if changes.reset or row in changes.rows:
            self._say()

    def ticked(self, now: int) -> None:
        if self.said.isVisible():
            self._say()

    # --- wishes ---

    def hand_over(self) -> None:
        """Ask with which words, then assign the neighbour: a receipt is theirs to give."""
        incident = self._incident()
        if incident is None:
            self._window.show_notice(translate("Border", "Pilih kejadian dahulu."))
            return
        welcome = self._session.situation.welcome
        if welcome is not None and "incident.assign" not in welcome.permissions:
            self._window.show_notice(translate("Border", "Hanya pengawas yang dapat menyerahkannya."))
            return
        if self.border.handed(incident.id) is not None:
            self._window.show_notice(self.border.sentence(incident, self._session.situation.now(), ""))
            return
        code, _ = self.border.neighbour_of(incident)
        if not code:
            self._window.show_notice(translate("Border", "Letaknya tidak di dekat atau di luar batas kota."))
            return
        self._ask(incident, code)

    def _ask(self, incident: Incident, code: str) -> None:
        name = self._names.agency(code)
        choices = (
            (TOGETHER, translate("Border", "bersama OPD kota")),
            (ALONE, translate("Border", "{0} saja").format(name)),
        )

        def done(answer: Answer) -> None:
            together = bool(incident.agencies) and answer.choice != ALONE
            asked = translate("Border", "Laporan di batas wilayah, mohon ditangani: {0}.").format(
                self._names.title(incident.title)
            )
            # words would go to every agency of the list: those of the city keep the ones they have
            task = "" if together else answer.text or asked
            agencies = (*incident.agencies, code) if together else (code,)
            self._window.command_requested.emit(
                AssignAgencies(incident_id=incident.id, agencies=agencies, task=task)
            )

        self._window.detail.prompt.ask(
            Prompt(
                title=translate(
                    "Border", "Serahkan kepada {0}? Tetap terlihat di sini sampai diterima."
                ).format(name),
                accept=translate("Border", "Serahkan"),
                done=done,
                choices=choices if incident.agencies else (),
                chosen=TOGETHER if incident.agencies else "",
                text_hint=translate("Border", "Pesan (boleh kosong)"),
            )
        )

    # --- showing ---

    def _incident(self) -> Incident | None:
        board = self._session.situation.board
        row = board.row_of(self._selected) if self._selected else -1
        return board.incident(row) if row >= 0 else None

    def _select(self, incident_id: int) -> None:
        self._selected = incident_id
        self._say()

    def _say(self) -> None:
        incident = self._incident()
        now, key = self._session.situation.now(), self._keys.key(Action.BORDER)
        words = self.border.sentence(incident, now, key) if incident is not None else ""
        if words != self.said.text():
            self.said.setText(words)
            self.said.setVisible(bool(words))
