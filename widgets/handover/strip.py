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
        self._outgoing = text(theme, weight=600, tone="strong", wrap=True)
        self._progress = text(theme, tone="system", wrap=True)
        self._progress.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._incoming = text(theme, tone="dim")
        self.button = KeyButton(theme, translate("Handover", "Buka serah terima"), "B", "primary")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(lambda: self.pressed.emit(self._key))
        line = row(self._outgoing, self._progress, self._incoming, self.button, spacing=theme.px(14))
        line.setStretch(0, 3)
        line.setStretch(1, 4)
        line.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        self.setLayout(line)

    def set_standing(self, standing: Standing) -> None:
        self._outgoing.setText(standing.outgoing)
        self._progress.setText(standing.progress)
        set_tone(self._progress, "system" if standing.behind else "strong")
        self._incoming.setText(standing.incoming)
        self._key = standing.key
        self.button.setText(standing.button)
        self.button.set_key(standing.key)
        self.button.setVisible(bool(standing.button))
        self.button.setEnabled(standing.ready)
        self.button.setProperty("kind", "primary" if standing.turn else "")
        self.button.style().polish(self.button)
        self.button.update()
