"""What a widget really paints, as text with its size: rendered to SVG and read back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class PaintedText:
    """One run of text with its font size in pixels of the widget, and where it starts."""

    text: str
    pixels: float
    x: float
    y: float


def painted_text(widget: QWidget) -> list[PaintedText]:
    """Every text that `widget` and everything inside it paint, charts included."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(widget.rect())
    widget.render(generator, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    found = list[PaintedText]()
    _walk(ElementTree.fromstring(bytes(store.data())), 1.0, 0.0, 0.0, found)
    return found


def _walk(node: ElementTree.Element, scale: float, x: float, y: float, found: list[PaintedText]) -> None:
    numbers = [float(part) for part in re.findall(r"-?[\d.]+(?:e-?\d+)?", node.get("transform", ""))]
    if len(numbers) == 6:
        x, y = x + scale * numbers[4], y + scale * numbers[5]
        scale *= numbers[3]
    if node.tag == f"{_SVG}text":
        text = "".join(node.itertext()).strip()
        pixels = float(node.get("font-size", "0")) * scale
        at_x, at_y = float(node.get("x", "0")), float(node.get("y", "0"))
        found.append(PaintedText(text, pixels, x + scale * at_x, y + scale * at_y))
    for child in node:
        _walk(child, scale, x, y, found)
