"""Which log is on the screen: into a drill when nothing real is open, back when something real happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from console.bridge import Bridge
from console.roles import ScreenRole
from console.situation import Situation
from services.contract.messages import Heartbeat, Log


class DrillFollower(QObject):
    """Decides with every heartbeat; a human's choice holds until the drill ends."""

    offer_changed = Signal(bool)
    """A drill runs and this screen stays with the live log: offer to go there."""
    real_reports_changed = Signal(int)
    """Entries of the live log that arrived while the drill is on the screen."""

    def __init__(
        self,
        situation: Situation,
        bridge: Bridge,
        role: ScreenRole,
        follow: Callable[[Log], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._situation = situation
        self._bridge = bridge
        self._role = role
        self._follow = follow
        self._chosen = False
        self._active = False
        self._live_seq = 0
        self._offered = False
        self._real = 0
        """What arrived in the live log since the drill is on the screen."""
        bridge.heartbeat_arrived.connect(self._on_heartbeat)

    @property
    def offered(self) -> bool:
        return self._offered

    def choose(self, which: Log) -> None:
        """A human wants this log."""
        self._chosen = True
        self._show(which)

    def _on_heartbeat(self) -> None:
        heartbeat = self._situation.heartbeat
        assert heartbeat is not None
        started = heartbeat.drill.active and not self._active
        self._active = heartbeat.drill.active
        if self._situation.log is Log.DRILL:
            self._watch_live(heartbeat)
        elif self._active and started:
            self._chosen = False
        if self._active and self._situation.log is Log.LIVE:
            if not self._chosen and self._role.follows_drill and not heartbeat.live.open:
                self._show(Log.DRILL)
        elif not self._active and self._situation.log is Log.DRILL:
            self._chosen = False
            self._show(Log.LIVE)
        self._offer()

    def _watch_live(self, heartbeat: Heartbeat) -> None:
        """Something real happens during the drill."""
        arrived = max(0, heartbeat.live.seq - self._live_seq)
        if arrived == self._real:
            return
        self._real = arrived
        self.real_reports_changed.emit(arrived)
        if self._role.returns_to_live and heartbeat.live.open:
            self._chosen = True
            self._show(Log.LIVE)

    def _show(self, which: Log) -> None:
        if which is self._situation.log:
            return
        heartbeat = self._situation.heartbeat
        self._live_seq = heartbeat.live.seq if heartbeat else 0
        if self._real:
            self._real = 0
            self.real_reports_changed.emit(0)
        self._follow(which)
        self._bridge.show_log(which)
        self._offer()

    def _offer(self) -> None:
        offered = self._active and self._situation.log is Log.LIVE
        if offered != self._offered:
            self._offered = offered
            self.offer_changed.emit(offered)
