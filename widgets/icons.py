"""Icons: Phosphor, and nothing else, from the QtAwesome package, painted in a theme colour.

Only that one font is loaded, when the first icon is asked for, so a start without icons
on screen pays nothing.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Final

from PySide6.QtGui import QIcon, QPixmap

ICONS: Final = {
    "phone": "phone",
    "whatsapp": "whatsapp-logo",
    "telegram": "telegram-logo",
    "email": "envelope-simple",
    "radio": "broadcast",
    "sms": "chat-text",
    "webhook": "link-simple",
    "sound_on": "speaker-high",
    "sound_off": "speaker-slash",
    "media": "image",
    "close": "x",
    "search": "magnifying-glass",
}
"""Our names and Phosphor's."""


def icon(name: str, colour: str) -> QIcon:
    """The icon of that name in `#RRGGBB`. An unknown name is a bug: KeyError."""
    result: QIcon = _font().icon(f"ph.{ICONS[name]}", color=colour)
    return result


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The icon as a picture of `size` device-independent pixels."""
    return icon(name, colour).pixmap(size, size)


@cache
def _font() -> Any:
    os.environ.setdefault("QT_API", "pyside6")
    from qtawesome.iconic_font import IconicFont

    return IconicFont(("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"))
