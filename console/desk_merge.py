"""One incident, many doors: comparing, merging and un-merging on the dispatch window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt

from console.adapters.detail import DetailAdapter
from console.adapters.sidebyside import Pairs
from console.names import Names
from console.session import Session
from console.windows.dispatch import DispatchWindow
from services.contract.closing import UnmergeIncident
from services.contract.records import Incident
from services.projection.apply import Changes
from widgets.keys import Action
from widgets.labels import text
from widgets.picker import Item
from widgets.prompt import Answer, Prompt
from widgets.sidebyside.pane import SideBySide

translate = QCoreApplication.translate


class DeskMerge(QObject):
    """Adds the pane and the word about merges to the detail."""

    def __init__(
        self, window: DispatchWindow, session: Session, names: Names, details: DetailAdapter
    ) -> None:
        super().__init__()
        self._window, self._session, self._names, self._details = window, session, names, details
        self.pairs = Pairs(session.situation, names, details)
        self._candidates: tuple[int, ...] = ()
        self._place = 0
        theme, words, self._keys = window.detail.look
        self.pane = SideBySide(theme, words)
        self.said = text(theme, size="small", tone="system", wrap=True)
        self.said.hide()
        for part in (self.said, self.pane):
            window.detail.add_section("top", part)
        self.pane.command_requested.connect(window.command_requested)
        self.pane.closed.connect(window.queue.view.setFocus)
        self.pane.step_requested.connect(self._step)
        window.incident_selected.connect(self._selected)
        window.on_action(Action.COMPARE, self.compare)
        window.on_action(Action.UNMERGE, self.unmerge)
        session.bridge.detail_arrived.connect(lambda _detail: self._refresh())
        session.bridge.add(self)

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        pair, board = self.pane.pair, self._session.situation.board
        if pair is not None:
            row = board.row_of(pair.left.incident_id)
            if row >= 0 and board.merged_into[row] == pair.right.incident_id:
                # the selected one went into the other: the work goes on there
                self.pane.set_pair(None)
                self._window.select_incident(pair.right.incident_id)
        self._refresh()

    def ticked(self, now: int) -> None:
        """Nothing here counts on by itself."""

    # --- wishes ---

    def compare(self) -> None:
        """Put the selected incident beside the likeliest other one."""
        selected = self._details.selected
        self._candidates, self._place = self.pairs.candidates(selected), 0
        if not self._candidates:
            words = translate("Pair", "Tidak ada kejadian terbuka yang mirip.")
            self._window.show_notice(words if selected else translate("Pair", "Pilih kejadian dahulu."))
            return
        self._step(0)
        self.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.detail.reveal_section(self.pane)

    def unmerge(self) -> None:
        """Ask why, and which, then take the reports back."""
        board = self._session.situation.board
        row = board.row_of(self._details.selected)
        if row < 0:
            self._window.show_notice(translate("Pair", "Pilih kejadian dahulu."))
            return
        incident = board.incident(row)
        merged = (incident,) if incident.merged_into else self.pairs.merged_into(incident.id)
        if not merged:
            self._window.show_notice(translate("Pair", "Tidak ada yang digabung di sini."))
            return
        self._ask(merged)

    def _ask(self, merged: tuple[Incident, ...]) -> None:
        names, many = self._names, len(merged) > 1
        items = tuple(
            Item(
                str(i.id), names.title(i.title), f"{names.ref_of(i)} · {i.summary[:80]}", rank=i.severity.rank
            )
            for i in merged
        )

        def chosen(answer: Answer) -> int:
            return int(answer.picked[0]) if many and answer.picked else merged[0].id

        def check(answer: Answer) -> str:
            if many and not answer.picked:
                return translate("Pair", "Pilih yang akan dipisahkan.")
            return ""

        title = translate("Pair", "Pisahkan lagi? Setiap laporan kembali persis seperti sebelum digabung.")
        self._window.detail.prompt.ask(
            Prompt(
                title=title if many else f"{names.ref_of(merged[0])}: {title}",
                accept=translate("Pair", "Pisahkan"),
                done=lambda answer: self._window.command_requested.emit(
                    UnmergeIncident(incident_id=chosen(answer), reason=answer.text)
                ),
                items=items if many else (),
                items_hint=translate("Pair", "Yang mana?"),
                text_hint=translate("Pair", "Alasan"),
                text_min=3,
                check=check,
            )
        )

    # --- showing ---

    def _selected(self, incident_id: int) -> None:
        pair = self.pane.pair
        if pair is not None and pair.left.incident_id != incident_id:
            self.pane.set_pair(None)
        self._say()

    def _step(self, step: int) -> None:
        self._place = (self._place + step) % len(self._candidates)
        self._details.fetch(self._candidates[self._place])
        self._show()

    def _refresh(self) -> None:
        if self.pane.pair is not None:
            self._show()
        self._say()

    def _show(self) -> None:
        count = len(self._candidates)
        other = self._candidates[self._place]
        self.pane.set_pair(self.pairs.pair(self._details.selected, other, self._place, count))

    def _say(self) -> None:
        board, names = self._session.situation.board, self._names
        row = board.row_of(self._details.selected) if self._details.selected else -1
        words = ""
        if row >= 0:
            incident = board.incident(row)
            target = board.row_of(incident.merged_into) if incident.merged_into else -1
            merged = self.pairs.merged_into(incident.id)
            if target >= 0:
                words = translate("Pair", "Digabung ke {0}.").format(names.ref_of(board.incident(target)))
            elif merged:
                refs = ", ".join(names.ref_of(each) for each in merged[:6])
                refs += " …" if len(merged) > 6 else ""
                words = translate("Pair", "Digabung ke sini: {0}.").format(refs)
        if words:
            key = self._keys.key(Action.UNMERGE)
            words += " " + translate("Pair", "{0} memisahkan.").format(key)
        self.said.setText(words)
        self.said.setVisible(bool(words))
