"""Deciding from the leader window: a proof somebody outside has to look at, a pause that was asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from console.adapters.calm import Calm
from console.adapters.closing import ClosingAdapter
from console.names import Names
from console.situation import Situation
from console.sparing_pictures import SparingPictures
from console.windows.leader import LeaderWindow
from services.contract.closing import Pause, Proof
from services.contract.commands import Command
from services.contract.records import STATUSES, Status
from services.projection.apply import Changes
from widgets.closing.actions import ClosingActions
from widgets.closing.compare import ComparePhotos, Pair
from widgets.closing.matters import ClockBand
from widgets.closing.model import ClosingData
from widgets.closing.proofs import ProofSection
from widgets.keys import KeyMap
from widgets.labels import column, text
from widgets.prompt import PromptPanel
from widgets.theme import Theme

translate = QCoreApplication.translate


class LeaderClosing(QObject):
    """The page in the right column, and how many decisions wait."""

    def __init__(
        self,
        window: LeaderWindow,
        situation: Situation,
        names: Names,
        theme: Theme,
        pictures: SparingPictures,
        submit: Callable[[Command], object],
    ) -> None:
        super().__init__(window)
        self._window, self._situation, self._names, self._pictures = window, situation, names, pictures
        self._shown = 0
        words = names.words
        self.prompt = PromptPanel(theme)
        self.acts = ClosingActions(self.prompt, words, self)
        self.clock = ClockBand(theme, words, KeyMap({}))
        self.proofs = ProofSection(theme, words, pictures)
        self._compare = ComparePhotos(theme, window, pictures)
        self._adapter = ClosingAdapter(situation, names, self)
        self._calm = Calm(250, self._show, self)
        self._title = text(theme, weight=650, tone="strong", wrap=True)
        self._nothing = text(
            theme, translate("Leader", "Tidak ada bukti atau jeda pada kejadian ini."), tone="dim", wrap=True
        )
        self.page = self._build(theme)
        self.acts.command_requested.connect(submit)
        self.acts.notice_requested.connect(window.show_notice)
        self.clock.pressed.connect(self.acts.pause)
        self.proofs.verify_requested.connect(self.acts.verify)
        self.proofs.compare_requested.connect(self._look)
        pictures.arrived.connect(self._pictures_changed)
        window.decision_requested.connect(self.open)

    def open(self, incident_id: int) -> None:
        """What is to be decided about an incident; 0, or one with nothing: about the worst that waits."""
        waiting = self._waiting()
        if incident_id not in waiting and not self._has_something(incident_id):
            if not waiting:
                words = translate("Leader", "Tidak ada bukti atau jeda yang menunggu keputusan.")
                self._window.show_notice(words)
                return
            incident_id = waiting[0]
        self._shown = incident_id
        self.prompt.dismiss()
        self._show()
        self._window.show_page(self.page)
        if not self.proofs.focus_first():
            self.clock.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        if changes.casework or changes.reset:
            self._calm.touch()

    def ticked(self, now: int) -> None:
        for part in (self.acts, self.clock):
            part.set_now(now)
        self._pictures.look()
        self._count()

    # --- console.adapters.closing.ClosingFace ---

    def set_data(self, data: ClosingData | None) -> None:
        """Everything about finishing the shown incident."""
        self.acts.set_data(data)
        self.clock.show_data(data)
        self.proofs.show_data(data, self._situation.now())
        self._nothing.setVisible(data is None or not (data.proofs or data.pause))

    # --- inside ---

    def _build(self, theme: Theme) -> QWidget:
        hint = text(theme, translate("Leader", "Esc: kembali ke daftar"), size="small", tone="dim")
        inner = QWidget()
        parts = (hint, self._title, self.prompt, self.clock, self.proofs, self._nothing, 0)
        box = column(*parts, spacing=theme.px(10))
        box.setContentsMargins(*(theme.px(14),) * 4)
        inner.setLayout(box)
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setWidget(inner)
        return page

    def _show(self) -> None:
        self._count()
        board = self._situation.board
        row = board.row_of(self._shown) if self._shown else -1
        if row >= 0:
            incident = board.incident(row)
            place = self._names.place(incident.area, incident.outside_m)
            self._title.setText(
                f"{self._names.ref_of(incident)} {self._names.title(incident.title)}, {place}"
            )
        self._adapter.select(self._shown)

    def _count(self) -> None:
        welcome = self._situation.welcome
        tags = frozenset(welcome.permissions) if welcome is not None else frozenset()
        self.acts.set_permitted(tags)
        self.clock.set_permitted(tags)
        self.proofs.set_permitted("proof.verify" in tags, file=False)
        self._window.set_decisions(len(self._waiting()) if "proof.verify" in tags else 0)

    def _look(self, pairs: tuple[Pair, ...], at: int) -> None:
        """Fetch what is pressed and what it may be a copy of; what is here is shown large."""
        pair = pairs[at]
        here = [self._pictures.want(sha256) for sha256 in (pair.sha256, pair.seen) if sha256]
        self.proofs.refresh()
        if all(here):
            self._compare.show_pairs(pairs, at)

    def _pictures_changed(self) -> None:
        self.proofs.refresh()
        self._compare.refresh()

    def _has_something(self, incident_id: int) -> bool:
        casework = self._situation.board.casework
        return bool(casework.proofs.get(incident_id) or _asked(casework.pauses.get(incident_id, [])))

    def _waiting(self) -> list[int]:
        """Incidents with a decision that this person may take, the worst first."""
        board, user = self._situation.board, self._situation.user
        proofs, pauses = board.casework.proofs, board.casework.pauses
        found = []
        for number in {*proofs, *pauses}:
            row = board.row_of(number)
            if row < 0 or STATUSES[board.status[row]] is Status.CLOSED:
                continue
            pause = _asked(pauses.get(number, []))
            if _doubtful(proofs.get(number, []), user) or (pause is not None and pause.by != user):
                found.append((int(board.severity[row]), int(board.opened_at[row]), number))
        return [number for _severity, _opened_at, number in sorted(found)]


def _asked(pauses: list[Pause]) -> Pause | None:
    """The pause that waits for a decision."""
    last = pauses[-1] if pauses else None
    return last if last is not None and not (last.began_at or last.refused or last.ended_at) else None


def _doubtful(proofs: list[Proof], user: str) -> bool:
    return any(proof.needs_verification and proof.by != user for proof in proofs)
