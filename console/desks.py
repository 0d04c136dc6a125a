"""What a window with everything around it offers to the start, whichever role it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from widgets.theme import Theme

if TYPE_CHECKING:
    from console.asking import Asker
    from console.errands import Errands
    from console.session import Session
    from console.windows.dispatch import DispatchWindow
    from console.windows.handover import HandoverWindow
    from console.windows.leader import LeaderWindow
    from console.windows.wall import WallWindow
    from widgets.map import MapView


class Desk(Protocol):
    """A window with what it needs around it."""

    @property
    def window(self) -> DispatchWindow | WallWindow | LeaderWindow | HandoverWindow: ...

    @property
    def painted(self) -> QWidget:
        """The widget whose first paint is the first paint."""
        ...

    def open(self, place: bool) -> None:
        """Show the window; `place`: where it belongs by itself."""
        ...

    def complete(self, session: Session, asker: Asker, errands: Errands) -> None:
        """Everything the first paint did not need."""
        ...

    def add_map(self, view: MapView) -> None: ...

    def use_theme(self, theme: Theme) -> None: ...

    def save(self) -> None: ...
