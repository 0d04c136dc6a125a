"""Icons: Phosphor, and nothing else, painted in a theme colour from the font inside the QtAwesome package.

The font is read directly: importing QtAwesome itself costs a third of a second (its compatibility layer loads
every module of Qt there is), and the first paint waits for it.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPainter, QPixmap

ICONS: Final = {
    "phone": "phone",
    "whatsapp": "whatsapp-logo",
    "telegram": "telegram-logo",
    "email": "envelope-simple",
    "radio": "broadcast",
    "sms": "chat-text",
    "webhook": "link-simple",
    "mqtt": "share-network",
    "sound_on": "speaker-high",
    "sound_off": "speaker-slash",
}
"""Our names and Phosphor's."""


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The icon in `#RRGGBB` as a picture of `size` device-independent pixels. Unknown names: KeyError."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _picture(ICONS[name], colour, size, ratio)


@cache
def _picture(glyph: str, colour: str, size: int, ratio: float) -> QPixmap:
    family, glyphs = _font()
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(0, 0, 0, 0))
    font = QFont(family)
    font.setPixelSize(size)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRect(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, glyphs[glyph])
    painter.end()
    return picture


@cache
def _font() -> tuple[str, dict[str, str]]:
    """Family of the font, and the character of each icon."""
    spec = find_spec("qtawesome")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "fonts"
    number = QFontDatabase.addApplicationFont(str(next(folder.glob("phosphor-*.ttf"))))
    table: dict[str, str] = json.loads(next(folder.glob("phosphor-charmap-*.json")).read_text("utf-8"))
    wanted = set(ICONS.values())
    glyphs = {name: chr(int(code, 16)) for name, code in table.items() if name in wanted}
    return QFontDatabase.applicationFontFamilies(number)[0], glyphs
