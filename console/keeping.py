"""What this screen remembers, written down a moment after it changed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import QObject, QTimer

from console.places import Remembered, recall, remember
from widgets.intake.model import Draft
from widgets.queue.model import SavedFilter

SOON_MS = 500
T = TypeVar("T")


class Keeping(QObject):
    """`what` may be changed by anybody; `soon` writes it."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self._data_dir = data_dir
        self.what: Remembered = recall(data_dir)
        self._timer = QTimer(self, singleShot=True, interval=SOON_MS)
        self._timer.timeout.connect(self.now)

    def soon(self) -> None:
        self._timer.start()

    def now(self) -> None:
        self._timer.stop()
        remember(self._data_dir, self.what)

    def draft(self) -> Draft:
        """The unfinished report."""
        return _converted(self.what.draft, Draft) or Draft()

    def keep_draft(self, draft: Draft) -> None:
        self.what.draft = {} if draft.empty else asdict(draft)
        self.soon()

    def keep_commands(self, lines: list[str]) -> None:
        self.what.commands = lines
        self.soon()

    def filters(self) -> list[SavedFilter]:
        """Those that can be read."""
        found = [_converted(item, SavedFilter) for item in self.what.filters]
        return [item for item in found if item is not None]

    def add_filter(self, name: str, wanted: Any) -> list[SavedFilter]:
        """Store under a name; an older one of that name is replaced."""
        kept = [item for item in self.filters() if item.name != name]
        return self._set_filters([*kept, SavedFilter(name, wanted)])

    def remove_filter(self, name: str) -> list[SavedFilter]:
        return self._set_filters([item for item in self.filters() if item.name != name])

    def _set_filters(self, filters: list[SavedFilter]) -> list[SavedFilter]:
        self.what.filters = [msgspec.to_builtins(item) for item in filters]
        self.soon()
        return filters


def _converted(value: Any, kind: type[T]) -> T | None:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return None
