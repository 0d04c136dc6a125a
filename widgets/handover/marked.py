"""Wrapped text that is painted with some of its words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from widgets.theme import Theme

BREAK = "\u2028"
"""What a layout takes for the beginning of a new line."""


def flow(
    painter: QPainter | None,
    at: QPointF,
    width: float,
    words: str,
    look: tuple[QFont, str],
    theme: Theme,
    marks: Sequence[str] = (),
) -> float:
    """Paint, or only measure: the height. `look`: font and ink."""
    font, ink = look
    layout = QTextLayout(words.replace("\n", BREAK), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    if painter is not None:
        painter.setPen(QColor(ink))
        layout.draw(painter, at, list(_marked(words, marks, theme)))
    return height


def _marked(words: str, marks: Sequence[str], theme: Theme) -> Iterator[QTextLayout.FormatRange]:
    """Every place of every mark, whatever its case."""
    look = QTextCharFormat()
    look.setBackground(QColor(theme.selected))
    look.setForeground(QColor(theme.text_strong))
    look.setFontUnderline(True)
    low = words.casefold()
    if len(low) != len(words):  # a few scripts change their length: better no mark than a wrong one
        return
    for mark in marks:
        at = low.find(mark) if mark else -1
        while at >= 0:
            found = QTextLayout.FormatRange()
            # a layout counts in UTF-16
            found.start = len(words[:at].encode("utf-16-le")) // 2
            found.length = len(words[at : at + len(mark)].encode("utf-16-le")) // 2
            found.format = look
            yield found
            at = low.find(mark, at + len(mark))
