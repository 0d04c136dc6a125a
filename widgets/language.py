"""The language of the screen: source texts are Indonesian, English comes from a Qt Linguist file.

Qt's own dialogs and menus speak English; Qt ships no Indonesian for them, so ours is a Linguist file too.

The readable `.ts` ships; it is compiled into the cache once, under the hash of its contents.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QProcess, QStandardPaths, QTranslator

import resources

log = logging.getLogger(__name__)

Language = Literal["id", "en"]
_COMPILE_MS: Final = 10_000

_installed: list[QTranslator] = []


def install_language(language: Language, cache: Path | None = None) -> bool:
    """Switches all texts made from now on; widgets that exist keep theirs until they are rebuilt.

    `cache`: writable folder for the compiled texts. False when English cannot be had: the screen then stays
    Indonesian and the log says why.
    """
    application = QCoreApplication.instance()
    assert application is not None
    for translator in _installed:
        application.removeTranslator(translator)
    _installed.clear()
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian if language == "id" else QLocale.Language.English))
    if language == "id" or _install(application, f"patria_{language}", cache):
        return True
    log.error("Bahasa %s tidak dapat dipakai; layar tetap berbahasa Indonesia.", language)
    return False


def install_dialogs(cache: Path | None = None) -> bool:
    """Indonesian in Qt's own dialogs (print, files) and menus of a text field; until the next
    `install_language`. False when it cannot be had: they then stay English and the log says why."""
    application = QCoreApplication.instance()
    assert application is not None
    if _install(application, "qt_id", cache):
        return True
    log.error("Dialog cetak dan berkas milik Qt tetap berbahasa Inggris.")
    return False


def _install(application: QCoreApplication, name: str, cache: Path | None) -> bool:
    compiled = _compiled(resources.path(f"translations/{name}.ts"), cache or _cache())
    translator = QTranslator(application)
    if compiled is None or not translator.load(str(compiled)):
        return False
    application.installTranslator(translator)
    _installed.append(translator)
    return True


def _cache() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    return Path(folder) / "patria"


def _compiled(source: Path, cache: Path) -> Path | None:
    """The `.qm` of a `.ts`, made when missing; None when that is impossible."""
    try:
        digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
        target = cache / f"{source.stem}-{digest}.qm"
        if target.is_file():
            return target
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        log.error("cannot keep compiled texts in %s: %s", cache, error)
        return None
    fresh = target.with_suffix(f".{QCoreApplication.applicationPid()}")
    process = QProcess()
    process.start(_lrelease(), ["-silent", str(source), "-qm", str(fresh)])
    if not process.waitForFinished(_COMPILE_MS) or process.exitCode() != 0:
        words = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
        log.error("lrelease: %s", words or process.errorString())
        return None
    fresh.replace(target)
    return target


def _lrelease() -> str:
    """The compiler of texts that comes with PySide6."""
    import PySide6

    folder = Path(PySide6.__file__).parent
    for place in (folder, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibraryExecutablesPath))):
        if (place / "lrelease").exists():
            return str(place / "lrelease")
    return "lrelease"
