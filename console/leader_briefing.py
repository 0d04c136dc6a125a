"""The briefing in the leader's window: a line on top, its card in the wall's picture, the wall's keys there.

What is steered is seen: the keys are those of the wall's picture only. Nothing is read aloud here.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.adapters.briefing import BriefingAdapter
from console.adapters.handover_briefing import HandoverBriefing
from console.bridge import Bridge
from console.briefing import BriefingControl
from console.names import Names
from console.situation import Situation
from console.windows.leader import LeaderWindow
from services.contract.commands import Command
from widgets.map import MapView
from widgets.sound import Alarm
from widgets.speech import Voice
from widgets.wall import WallView


class _NoLoudspeaker:
    """The room has one."""

    def available(self) -> bool:
        return False

    def play(self) -> None:
        """Nothing is heard here."""


class LeaderBriefing(QObject):
    """Follows the same clock as every wall."""

    def __init__(
        self,
        window: LeaderWindow,
        wall: WallView,
        situation: Situation,
        names: Names,
        submit: Callable[[Command], object],
    ) -> None:
        super().__init__(window)
        control = BriefingControl(situation, submit)
        self._line = HandoverBriefing(situation, names.words, window, control)
        sound, voice = Alarm(self, _NoLoudspeaker()), Voice(self)
        self._card = BriefingAdapter(situation, names, wall, control, sound, voice, aloud=False)
        window.briefing_pressed.connect(self._line.press)

    def follow(self, bridge: Bridge) -> None:
        """From here on it is up to date."""
        for adapter in (self._line, self._card):
            bridge.add(adapter)
        bridge.link_changed.connect(self._card.show)

    def show_on(self, view: MapView | None) -> None:
        """The map in the wall's picture goes from item to item; None: the picture is not shown."""
        self._card.set_map(view)
        self._card.show()
