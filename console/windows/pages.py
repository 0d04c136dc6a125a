"""What stands in the place of the detail for a while: the intake form, the contact editor."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QWidget


@runtime_checkable
class Page(Protocol):
    """A page that knows where the keyboard belongs in it."""

    def begin(self) -> None: ...


class Pages(QStackedWidget):
    """The detail, and whatever is shown in its place."""

    def __init__(self, home: QWidget) -> None:
        super().__init__()
        self._home = home
        self.addWidget(home)

    def show_page(self, page: QWidget) -> None:
        """Show a page, which becomes part of the window with its first time."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)

    @property
    def page(self) -> QWidget:
        """What is shown now."""
        return self.currentWidget() or self._home

    def take_keyboard(self) -> None:
        """Give the keyboard to the page in the detail's place."""
        if isinstance(self.page, Page):
            self.page.begin()

    def go_home(self) -> None:
        """Back to the detail."""
        self.setCurrentWidget(self._home)
