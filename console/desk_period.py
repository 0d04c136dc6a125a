"""`/laporan 2026-10`: a period as files in the user's documents, made beside the window."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths

from console.asking import Asker
from console.names import Names
from console.server_words import said
from console.situation import Situation
from services.contract.city import CityPack
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.contract.period import Period
from services.feed.link import Endpoint
from services.reporting.period_files import FIGURES, SUMS, File
from services.reporting.period_words import chosen, local_day, slug_of
from services.rules.permissions import READ_PERIOD

translate = QCoreApplication.translate

MOST_BYTES: Final = 256 * 1024 * 1024
"""Of all files together, packed."""
PATIENCE: Final = 120.0
"""Seconds the backend may count."""


class DeskPeriod(QObject):
    """Asks for a period, says where it lies."""

    def __init__(
        self,
        situation: Situation,
        names: Names,
        asker: Asker,
        say: Callable[[str], None],
        parent: QObject | None = None,
        pay: Callable[[int], None] = lambda size: None,
    ) -> None:
        """`pay`: told how many bytes came, where somebody counts them."""
        super().__init__(parent)
        self._pay = pay
        self._situation, self._names, self._asker, self._say = situation, names, asker, say
        self._busy = False

    def export(self, when: str) -> None:
        """`when`: as people say it; empty for last month."""
        welcome = self._situation.welcome
        if welcome is None or READ_PERIOD not in welcome.permissions:
            self._say(translate("Period", "Laporan berkala dibuat oleh pengawas, pimpinan atau auditor."))
            return
        if self._busy:
            self._say(translate("Period", "Laporan sebelumnya masih dibuat."))
            return
        try:
            days = chosen(local_day(self._situation.now(), self._names.zone), whole=when)
        except KnownError as error:
            self._say(said(error.message))
            return
        self._busy = True
        self._say(translate("Period", "Laporan sedang dibuat …"))
        log = self._situation.log
        name = f"{'latihan-' if log is Log.DRILL else ''}laporan-{slug_of(days)}"
        query = urlencode({"when": when, "log": log.value})
        self._asker.run(
            partial(_made, f"/api/period/zip?{query}", _documents(), name, self._names.pack), self._answered
        )

    def _answered(self, found: tuple[Path, str, int] | None, error: Exception | None) -> None:
        self._busy = False
        if error is not None or found is None:
            words = error.message if isinstance(error, KnownError) else str(error)
            self._say(translate("Period", "Laporan tidak jadi: {0}").format(said(words)))
            return
        folder, sentence, size = found
        self._pay(size)
        self._say(translate("Period", "Laporan ada di {0}. {1}").format(folder, sentence))


def _made(
    path: str, documents: Path, name: str, pack: CityPack, endpoint: Callable[[], Endpoint]
) -> tuple[Path, str, int]:
    """On the worker: the folder, the sentence and the bytes that came. Raises `KnownError`."""
    from console.https import fetch
    from console.period_folder import write
    from console.period_paper import printed_beside

    try:
        packed = fetch(endpoint(), path, MOST_BYTES, PATIENCE)
        archive = zipfile.ZipFile(io.BytesIO(packed))
        sentence = msgspec.json.decode(archive.read(FIGURES), type=Period).sentence
    except (zipfile.BadZipFile, KeyError, msgspec.MsgspecError):
        raise KnownError("unreadable", "Jawaban server tidak terbaca oleh versi konsol ini.") from None
    folder = _fresh(documents, name)
    write(folder, _files(archive), lambda figures: printed_beside(figures, pack))
    return folder, sentence, len(packed)


def _files(archive: zipfile.ZipFile) -> Iterator[File]:
    """What the backend made; the hashes are reckoned anew, with the paper's."""
    for name in archive.namelist():
        # A name is a file of this folder, whatever a server says.
        if name != SUMS and name == Path(name).name:
            yield File(name, lambda name=name: [archive.read(name)])  # type: ignore[misc]


def _fresh(documents: Path, name: str) -> Path:
    """A folder that was not there: nobody's earlier files are touched. Raises `KnownError`."""
    for number in range(1, 1000):
        folder = documents / (f"{name}-{number}" if number > 1 else name)
        try:
            folder.mkdir(parents=True)
            return folder
        except FileExistsError:
            continue
        except OSError as error:
            raise KnownError("save", f"Tidak dapat menulis ke {folder}: {error.strerror}") from None
    raise KnownError("save", f"Terlalu banyak berkas {name} di {documents}.")


def _documents() -> Path:
    """The user's folder for documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()
