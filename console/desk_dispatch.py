"""The dispatch window with its queue: what the first paint needs. The rest follows in `console.desk_work`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.adapters.queue import QueueAdapter
from console.keeping import Keeping
from console.names import Names
from console.situation import Situation
from console.windows.dispatch import DispatchWindow
from services.projection.apply import Changes
from widgets.keys import KeyMap
from widgets.queue.model import QueueCounts
from widgets.theme import Theme

if TYPE_CHECKING:
    from console.asking import Asker
    from console.desk_work import DeskWork
    from console.errands import Errands
    from console.session import Session
    from widgets.map import MapView


class DispatchDesk(QObject):
    """One dispatch window and what it shows."""

    def __init__(self, situation: Situation, names: Names, theme: Theme, keeping: Keeping) -> None:
        super().__init__()
        self._keeping = keeping
        keys, problems = KeyMap.with_overrides(keeping.what.keys)
        situation.problems += problems
        self.window = DispatchWindow(theme, names.words, keys)
        self.window.top.set_city(names.pack.city.name)
        self.window.set_now(situation.now())
        self.queue = QueueAdapter(situation, names, self)
        self.queue.setParent(self.window)  # its timers must not outlive what they show
        self.window.queue.set_source(self.queue)
        self.queue.changed(Changes(reset=True))
        self.work: DeskWork | None = None
        self._map: MapView | None = None
        saved = keeping.what.layouts.get("dispatch")
        if saved:
            self.window.restore_layout(saved.encode())

    # --- console.bootstrap.Desk ---

    @property
    def painted(self) -> QWidget:
        return self.window.queue.view.viewport()

    def open(self, place: bool) -> None:
        self.window.show()

    def complete(self, session: Session, asker: Asker, errands: Errands) -> None:
        """Connect everything: from here on people can work."""
        from console.desk_work import DeskWork

        self.work = DeskWork(
            self.window, self.queue, session, self.queue.names, self._keeping, asker, errands.run
        )
        if self._map is not None:
            self.work.add_map(self._map)

    def add_map(self, view: MapView) -> None:
        self._map = view
        self.window.set_map(view)

    def use_theme(self, theme: Theme) -> None:
        self.window.set_theme(theme)
        if self._map is not None:
            self._map.set_theme(theme)

    def save(self) -> None:
        """Leave the layout with what is remembered."""
        self._keeping.what.layouts["dispatch"] = self.window.save_layout().decode()

    # --- console.adapters.queue.QueueFace ---

    def refresh(self, opened: Iterable[int] = ()) -> None:
        self.window.queue.refresh(opened)

    def set_counts(self, counts: QueueCounts) -> None:
        self.window.queue.set_counts(counts)
        self.window.top.counts.set_counts(counts.by_rank)
