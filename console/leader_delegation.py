"""Authority lent and taken back from the leader window: to whom, until when, and the acts to ratify."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.names import Names
from console.situation import Situation
from services.contract.commands import Command
from services.contract.orders import Delegation, EndDelegation, GiveDelegation, RatifyAct
from services.contract.records import Role
from widgets.picker import Item
from widgets.prompt import Answer, Prompt, PromptPanel

translate = QCoreApplication.translate

HOUR_MS: Final = 3_600_000
SPANS: Final = ("2", "8", "24", "72")
"""Hours that are offered."""
LENDS_TO: Final = (Role.LEADER, Role.SUPERVISOR)


class Delegating:
    """What `G` does: give, end, or ratify, whichever is due."""

    def __init__(
        self, situation: Situation, names: Names, prompt: PromptPanel, submit: Callable[[Command], object]
    ) -> None:
        self._situation, self._names = situation, names
        self._prompt, self._submit = prompt, submit

    def words(self, now: int) -> str:
        """Who acts for whom until when, or how many acts wait for the giver; empty for neither."""
        for given in self._situation.board.casework.delegations.values():
            if _runs(given, now):
                line = translate("Leader", "{0} bertindak untuk {1} sampai {2}")
                for mark, value in (("{0}", given.receiver), ("{1}", given.giver)):
                    line = line.replace(mark, value)
                return line.replace("{2}", self._names.words.moment(given.until, now))
        waiting = len(self._to_ratify(now))
        return translate("Leader", "%n tindakan menunggu pengesahan", "", waiting) if waiting else ""

    def ask(self) -> None:
        """The question that is due."""
        now = self._situation.now()
        acts = self._to_ratify(now)
        mine = [given for given in self._given() if _runs(given, now)]
        if acts:
            self._ask_act(*acts[0])
        elif mine:
            self._ask_end(mine[0])
        else:
            self._ask_give(now)

    def _given(self) -> list[Delegation]:
        delegations = self._situation.board.casework.delegations.values()
        return [given for given in delegations if given.giver == self._situation.user]

    def _to_ratify(self, now: int) -> list[tuple[Delegation, int]]:
        """Acts under delegations of this person that are over, oldest first."""
        over = [given for given in self._given() if not _runs(given, now)]
        return [(given, act) for given in over for act in given.acts if act not in given.ratified]

    def _ask_give(self, now: int) -> None:
        here = {
            viewer.user
            for viewer in self._situation.presence.viewers
            if viewer.role in LENDS_TO and viewer.user != self._situation.user
        }
        spans = tuple((hours, translate("Leader", "{0} jam").format(hours)) for hours in SPANS)

        def give(answer: Answer) -> None:
            self._submit(
                GiveDelegation(
                    receiver=answer.picked[0],
                    until=now + int(answer.choice or SPANS[1]) * HOUR_MS,
                    reason=answer.text,
                )
            )

        self._prompt.ask(
            Prompt(
                title=translate("Leader", "Limpahkan wewenang memberi perintah"),
                note=translate("Leader", "Tampil di dinding; sesudahnya Anda mengesahkan tiap tindakan."),
                accept=translate("Leader", "Limpahkan"),
                done=give,
                choices=spans,
                chosen=SPANS[1],
                items=tuple(
                    Item(user, user, translate("Leader", "sedang tersambung")) for user in sorted(here)
                ),
                items_hint=translate("Leader", "Kepada siapa (nama akun)"),
                free=True,
                text_hint=translate("Leader", "Alasan"),
                text_min=3,
                check=lambda answer: "" if answer.picked else translate("Leader", "Sebutkan kepada siapa."),
            )
        )

    def _ask_end(self, running: Delegation) -> None:
        def end(answer: Answer) -> None:
            self._submit(EndDelegation(delegation_id=running.id, reason=answer.text))

        self._prompt.ask(
            Prompt(
                title=translate("Leader", "Akhiri pelimpahan kepada {0}?").format(running.receiver),
                accept=translate("Leader", "Akhiri"),
                done=end,
                text_hint=translate("Leader", "Alasan (boleh kosong)"),
            )
        )

    def _ask_act(self, given: Delegation, order_id: int) -> None:
        state = self._situation.board.casework.orders.get(order_id)
        what = state.order.what if state is not None else ""
        choices = (("yes", translate("Leader", "Sahkan")), ("no", translate("Leader", "Tidak disahkan")))

        def decided(answer: Answer) -> None:
            self._submit(
                RatifyAct(
                    delegation_id=given.id,
                    order_id=order_id,
                    accepted=answer.choice != "no",
                    words=answer.text,
                )
            )

        self._prompt.ask(
            Prompt(
                title=translate("Leader", "{0} memerintahkan atas nama Anda: “{1}”")
                .replace("{0}", given.receiver)
                .replace("{1}", " ".join(what.split())),
                accept=translate("Leader", "Simpan"),
                done=decided,
                choices=choices,
                chosen="yes",
                text_hint=translate("Leader", "Catatan (boleh kosong)"),
            )
        )


def _runs(given: Delegation, now: int) -> bool:
    return not given.ended_at and given.since <= now < given.until
