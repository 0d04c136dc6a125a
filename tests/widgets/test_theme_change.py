"""Another theme reaches what was made and not shown yet: in the colours of the old one it cannot be read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.windows.dispatch import DispatchWindow
from tests.widgets.invented import WORDS
from widgets.theme import Theme


def themes_below(root: QWidget) -> set[str]:
    """The names of the themes that painted widgets hold."""
    held = (getattr(child, "_theme", None) for child in [root, *root.findChildren(QWidget)])
    return {theme.name for theme in held if isinstance(theme, Theme)}


def test_a_form_that_was_not_opened_yet_has_the_new_theme(qtbot: QtBot) -> None:
    window = DispatchWindow(Theme.load("dark"), WORDS)
    qtbot.addWidget(window)
    assert themes_below(window.intake) == {"dark"}
    window.set_theme(Theme.load("light"))
    assert themes_below(window.intake) == {"light"}
    assert window.detail.look[0].name == "light", "what is added later"
