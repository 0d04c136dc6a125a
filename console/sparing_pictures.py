"""Photographs over a thin link: only thumbnails, only those asked for, only where the minute has room.

Bytes that come over HTTP are counted with those of the feed: the meter of the window shows them too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from console.asking import Asker
from console.pictures import MAX_PICTURE, Pictures
from services.contract.errors import KnownError
from widgets.closing.model import Copy
from widgets.leader.model import Budget

translate = QCoreApplication.translate

LEAST: Final = 8 * 1024
"""Bytes: so much room a minute must have before a thumbnail is asked for; most need less."""
HEADERS: Final = 512
"""Bytes of one question and the head of its answer, about."""


class SparingPictures(Pictures):
    """A `PictureSource` that fetches nothing by itself."""

    def __init__(
        self, asker: Asker, folder: Path, budget: Callable[[], Budget], pay: Callable[[int], None]
    ) -> None:
        """`budget`: what the link cost this minute; `pay`: counts bytes that came."""
        super().__init__(asker, folder)
        self._budget, self._pay = budget, pay
        self._wanted: dict[str, int] = {}
        """What somebody asked for and is not here yet: bytes of room it waits for."""

    def want(self, sha256: str) -> bool:
        """Ask for a thumbnail; True where it is here already."""
        if self.picture(sha256, "thumbnail") is not None:
            return True
        self._wanted.setdefault(sha256, LEAST)
        self.look()
        return False

    def look(self) -> None:
        """Fetch the next one that was asked for, where there is room; once a second."""
        left = self._most()
        if self._asked or left <= 0:
            return
        for sha256, needed in self._wanted.items():
            if needed <= left:
                super().picture(sha256, "thumbnail")
                return

    # --- PictureSource ---

    def picture(self, sha256: str, copy: Copy) -> QImage | None:
        """The thumbnail where it is here; nothing is fetched for looking at it."""
        del copy
        return self._pictures.get((sha256, "thumbnail"))

    def why(self, sha256: str, copy: Copy) -> str:
        """Why it cannot be had."""
        return super().why(sha256, "thumbnail")

    def instead(self, sha256: str) -> str:
        if sha256 not in self._wanted:
            return super().instead(sha256) if self.why(sha256, "thumbnail") else self._offer()
        if sha256 in {asked for asked, _copy in self._asked}:
            return translate("Closing", "memuat…")
        return translate("Leader", "menunggu jatah menit ini")

    # --- inside ---

    @staticmethod
    def _offer() -> str:
        return translate("Leader", "Enter: ambil foto")

    def _most(self) -> int:
        budget = self._budget()
        return budget.allowed - budget.used - HEADERS if budget.thin else MAX_PICTURE

    def _paid(self, size: int) -> None:
        if size:
            self._pay(size + HEADERS)

    def _take(self, key: tuple[str, str], found: tuple[QImage, int] | None, error: Exception | None) -> None:
        sha256 = key[0]
        budget = self._budget()
        too_large = isinstance(error, KnownError) and error.code == "too_large"
        if too_large and self._wanted.get(sha256, 0) < budget.allowed // 2:
            # It needs a quieter minute.
            self._wanted[sha256] = budget.allowed * 3 // 4
            self._asked.discard(key)
            self._pay(HEADERS)
            self.arrived.emit()
            return
        self._wanted.pop(sha256, None)
        super()._take(key, found, error)
