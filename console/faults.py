"""The last resort: what nobody caught is written down with its trace, known errors are told in words."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from services.contract.errors import KnownError

log = logging.getLogger("patria")

LOG_BYTES: Final = 2_000_000
"""Size at which a log file is replaced; one older file is kept."""


def log_path(data_dir: Path, name: str) -> Path:
    """Where a console writes what happens."""
    return data_dir / "logs" / f"{name}.log"


def install(data_dir: Path, name: str, level: str) -> None:
    """Open the log and set every hook through which a fault can arrive."""
    path = log_path(data_dir, name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    logging.basicConfig(
        filename=path,
        level=level.upper(),
        format="%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s",
        encoding="utf-8",
    )
    logging.getLogger("websockets").setLevel(logging.WARNING)
    # The stream stays open for the life of the process: faulthandler writes to its descriptor.
    faulthandler.enable(path.with_suffix(".fatal").open("w", encoding="utf-8"))

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, KnownError):
            log.warning("%s: %s", error.code, error.message)
        else:
            log.error("unexpected", exc_info=error)

    sys.excepthook = caught
    threading.excepthook = lambda args: caught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    sys.unraisablehook = lambda args: log.error(
        "unraisable in %r: %s", args.object, "".join(traceback.format_exception(args.exc_value))
    )


def install_qt() -> None:
    """Send Qt's own messages into the log. Needs QtCore.

    Not while another thread imports: a plugin that logs while it is being loaded holds the loader's lock and
    would wait here for the interpreter, which the importing thread holds while it waits for the loader.
    """
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    qt = logging.getLogger("qt")

    def handle(kind: QtMsgType, context: Any, message: str) -> None:
        qt.log(levels.get(kind, logging.WARNING), "%s: %s", context.category or "default", message)

    qInstallMessageHandler(handle)


def assert_main_thread() -> None:
    """Raise at a door that only the main thread may use."""
    if threading.current_thread() is not threading.main_thread():
        raise AssertionError(f"called on thread {threading.current_thread().name!r}, not on the main thread")
