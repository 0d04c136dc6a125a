"""A person before the detail: what is typed, what is seen, what is asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from services.contract.records import Role
from services.rules.permissions import tags_for
from widgets.detail.panel import DetailPanel

KEY = Qt.Key
SUPERVISOR = frozenset(tags_for(Role.SUPERVISOR))


class Sent(QObject):
    """Collects what a panel asks for."""

    def __init__(self, panel: DetailPanel) -> None:
        super().__init__(panel)
        self.commands: list[object] = []
        self.notices: list[str] = []
        panel.command_requested.connect(self.commands.append)
        panel.notice_requested.connect(self.notices.append)


def press(key: Qt.Key, words: str = "") -> None:
    """Type into whatever has the keyboard, as a person does."""
    if words:
        QTest.keyClicks(keyboard(), words)
    QTest.keyClick(keyboard(), key)


def keyboard() -> QWidget:
    """Whatever has the keyboard."""
    target = QApplication.focusWidget()
    assert target is not None
    return target


def shown_text(panel: DetailPanel) -> str:
    # Qt shows what was added to a layout with the next events
    QApplication.processEvents()
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def buttons(panel: DetailPanel) -> dict[str, QPushButton]:
    QApplication.processEvents()
    return {button.text(): button for button in panel.findChildren(QPushButton) if button.isVisible()}
