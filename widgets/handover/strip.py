"""The strip of the signatures: who hands over, how far the receiver is, who takes over."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from widgets.chips import KeyButton
from widgets.handover.model import Standing
from widgets.labels import row, set_tone, text
from widgets.theme import Theme

translate = QCoreApplication.translate

STRIP: Final = 52
"""Its height."""


class SignatureStrip(QWidget):
    """One line at the foot of the document."""

    pressed = Signal(str)
    """The button's key: the same as pressing it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._key = ""
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(STRIP))
        self._outgoing = text(theme, weight=600, tone="strong")
        self._progress = text(theme, tone="system")
        self._incoming = text(theme, tone="dim")
        self.button = KeyButton(theme, translate("Handover", "Buka serah terima"), "B", "primary")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(lambda: self.pressed.emit(self._key))
        line = row(self._outgoing, 0, self._progress, 0, self._incoming, self.button, spacing=theme.px(14))
        line.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        self.setLayout(line)

    def set_standing(self, standing: Standing) -> None:
        self._outgoing.setText(standing.outgoing)
        self._progress.setText(standing.progress)
        set_tone(self._progress, "system" if standing.missing else "strong")
        self._incoming.setText(standing.incoming)
        self._key = standing.key
        self.button.setText(standing.button)
        self.button.set_key(standing.key)
        self.button.setVisible(bool(standing.button))
        self.button.setEnabled(standing.ready)
        self.button.update()
