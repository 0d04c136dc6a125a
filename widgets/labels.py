"""Small building blocks of the panels: text in a tone, hairlines, boxes without margins."""

from __future__ import annotations

import re
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.press import PressButton
from widgets.theme import Size, Theme

_LONG = re.compile(r"\S{40}")
_Box = TypeVar("_Box", bound=QBoxLayout)


def text(
    theme: Theme,
    words: str = "",
    *,
    size: Size = "body",
    weight: int = 400,
    tone: str = "",
    wrap: bool = False,
) -> QLabel:
    """A label that shows plain text, whatever it contains. Tones: strong, dim, system, critical."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(size, weight))
    label.setWordWrap(wrap)
    if wrap:
        # a wrapped text must be able to get narrower than its longest line
        label.setMinimumWidth(1)
    if tone:
        label.setProperty("tone", tone)
    return label


def breakable(words: str) -> str:
    """The same text with invisible places to break inside words that are longer than a line."""
    return _LONG.sub("\\g<0>\u200b", words)


def widen(label: QLabel) -> QLabel:
    """Let a label take all the width there is."""
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    label.setSizePolicy(policy)
    return label


def caption(theme: Theme, words: str) -> QLabel:
    """A section's caption in small capitals."""
    return text(theme, words, size="label", weight=600, tone="dim")


def set_tone(label: QWidget, tone: str) -> None:
    """Change the tone of a label that is already styled."""
    if label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)


def flat_button(theme: Theme, words: str) -> QPushButton:
    """A quiet button inside a text."""
    button = PressButton(words)
    button.setProperty("kind", "flat")
    button.setFont(theme.font("small", 500))
    return button


def hairline() -> QFrame:
    """A horizontal line between things that belong together."""
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line


def row(*items: QWidget | QLayout | int, spacing: int = 8) -> QHBoxLayout:
    """Things side by side without margins; 0 stretches."""
    return _fill(QHBoxLayout(), items, spacing)


def column(*items: QWidget | QLayout | int, spacing: int = 8) -> QVBoxLayout:
    """Things below each other without margins; 0 stretches."""
    return _fill(QVBoxLayout(), items, spacing)


def _fill(box: _Box, items: tuple[QWidget | QLayout | int, ...], spacing: int) -> _Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for item in items:
        if isinstance(item, QWidget):
            box.addWidget(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addStretch(1)
    return box


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def scrolled(content: QLayout) -> QScrollArea:
    """Content that may be higher than its place, never wider; the keyboard goes to what is inside."""
    inner = QWidget()
    inner.setLayout(content)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
