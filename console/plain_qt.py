"""Qt in Python without PySide's switchable names (`snake_case`, `true_property`), which nothing here uses."""

from __future__ import annotations

import sys


def no_features() -> None:
    """Spare the start the search for them: at every module's first import PySide reads its source and looks
    for "PySide6" in it, 240 files and a tenth of the time to the first paint. What PySide then believes of a
    module is what it believes of ours anyway. A PySide that does it differently is left alone."""
    import PySide6.QtCore  # noqa: F401  # brings what is looked for next

    feature = getattr(sys.modules.get("shibokensupport.feature"), "__dict__", {})
    if "_mod_uses_pyside" in feature:
        feature["_mod_uses_pyside"] = lambda module: True
