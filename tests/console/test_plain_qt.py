"""The start reads no sources for PySide, and Qt works as ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import linecache
from console.plain_qt import no_features
no_features()
import widgets.queue.panel
from PySide6.QtCore import QObject
item = QObject()
item.setObjectName("a")
print(item.objectName(), [name for name in linecache.cache if "widgets" in name])
"""


def test_no_source_is_searched_for_features(repository: Path) -> None:
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "a []"
