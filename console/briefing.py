"""The keys of a briefing: start, pause, step, end. Recorded with a link, on this wall alone without one."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from console.situation import Situation
from services.contract.briefing import Document
from services.contract.commands import Command
from services.contract.scenes import Act, Briefing, ControlBriefing, StartBriefing
from services.feed.link import LinkState
from services.reporting import briefing_plan

KEYS: Final = ("V", "Space", "Right", "Left", "Esc")
AGAIN_S: Final = 2.0
"""A start or an end that is on its way is not asked for twice."""


class BriefingControl:
    """What is on, and what a key does to it."""

    def __init__(
        self,
        situation: Situation,
        submit: Callable[[Command], object],
        alone: Callable[[], Document] | None = None,
    ) -> None:
        """`alone`: makes the document for a briefing of this screen only, while there is no link; None: this
        screen does not hold one alone."""
        self._situation, self._submit, self._alone = situation, submit, alone
        self._own: Briefing | None = None
        self._started_at = self._ended_at = 0.0

    @property
    def current(self) -> Briefing | None:
        """The one that is on, paused or not. With the link back every wall shows the same again."""
        situation, now = self._situation, self._situation.now()
        recorded = briefing_plan.running(situation.board.shifts.briefing, now)
        own = self._own
        if own is not None and situation.link is LinkState.LIVE:
            over = briefing_plan.running(own, now) is None
            if own.id or recorded is not None or over:
                own = self._own = None
        return recorded if own is None else briefing_plan.running(own, now)

    @property
    def is_own(self) -> bool:
        """Whether only this screen shows it so, and the log does not know."""
        return self.current is not None and self._own is not None

    def press(self, key: str) -> None:
        """One of `KEYS`."""
        going_on = self.current
        if going_on is None:
            if key == "V":
                self._start()
            return
        number = briefing_plan.card_at(
            going_on.cards, briefing_plan.position(going_on, self._situation.now())
        )
        act, card = {
            "V": (Act.END, 0),
            "Esc": (Act.END, 0),
            "Space": (Act.RESUME if going_on.paused else Act.PAUSE, 0),
            "Right": (Act.GO, number + 1),
            "Left": (Act.GO, max(0, number - 1)),
        }[key]
        self._act(going_on, act, card)

    def _start(self) -> None:
        situation, now = self._situation, self._situation.now()
        if not situation.data_at():
            return  # nothing is known yet, neither the room nor whether one is on
        if situation.link is not LinkState.LIVE and self._alone is not None:
            cards = briefing_plan.plan(self._alone())
            self._own = Briefing(id=0, by=situation.user, at=now, since=now, cards=cards)
        elif time.monotonic() - self._started_at > AGAIN_S:
            self._started_at, self._ended_at = time.monotonic(), 0.0
            self._submit(StartBriefing())

    def _act(self, going_on: Briefing, act: Act, card: int) -> None:
        live = self._situation.link is LinkState.LIVE
        if self._alone is not None and (self._own is not None or not live):
            self._own = briefing_plan.moved(going_on, act, card, self._situation.now(), self._situation.user)
        elif time.monotonic() - self._ended_at > AGAIN_S:
            if act is Act.END or card >= len(going_on.cards):
                self._ended_at = time.monotonic()
            self._submit(ControlBriefing(briefing_id=going_on.id, act=act, card=card))
