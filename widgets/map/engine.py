"""What has to be settled before the QApplication exists for the map to work later."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, Qt


def prepare_web_engine() -> None:
    """Call once before the QApplication is created. Loads nothing of WebEngine itself.

    Chromium refuses to run its sandbox as root, so it is switched off there; for every other user it stays
    on, whatever the environment says. The page is put together in memory (decision 0094) unless somebody
    asks otherwise with QT_QUICK_BACKEND=rhi.
    """
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    if os.name == "posix" and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    else:
        os.environ.pop("QTWEBENGINE_DISABLE_SANDBOX", None)
