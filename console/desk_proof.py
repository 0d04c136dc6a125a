"""Filing a proof from the dispatch window: photographs are read and kept beside the screen, then filed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from console.asking import Asker
from console.names import Names
from console.proof_outbox import ProofOutbox
from console.session import Session
from console.windows.dispatch import DispatchWindow
from services.contract.closing import FileProof
from services.contract.errors import KnownError
from services.contract.orders import OrderKind
from services.contract.records import Status
from services.feed.link import Endpoint, LinkState
from services.rules.ladder import ended
from widgets.closing.filing import Filing, FilingTask, ProofForm, Taken
from widgets.keys import Action

translate = QCoreApplication.translate

MAX_BYTES: Final = 25 * 1024 * 1024
"""What the server takes."""
THUMB_PX: Final = 320
FORMATS: Final = ("jpeg", "png", "webp")


class DeskProof(QObject):
    """The form in the detail, and what becomes of what it is given."""

    def __init__(self, window: DispatchWindow, session: Session, names: Names, asker: Asker) -> None:
        super().__init__()
        self._window, self._session, self._names = window, session, names
        self._selected = 0
        self._data: dict[str, bytes] = {}
        """What was read, by its hash."""
        self._reader, line = asker.beside(), asker.beside()
        self.outbox = ProofOutbox(session.situation, line, session.memory.folder / "bukti")
        session.commander.hold = self.outbox.holds
        session.adopted.connect(self.outbox.look)
        window.on_action(Action.FILE_PROOF, self.begin)
        window.incident_selected.connect(self._select)
        self.outbox.refused.connect(window.show_notice)
        session.bridge.add(self.outbox)
        for worker in (self._reader, line):
            session.bridge.each_frame(worker.deliver)

    @cached_property
    def form(self) -> ProofForm:
        """Built when it is first asked for."""
        form = ProofForm(self._window.detail.look[0])
        self._window.detail.add_section("top", form)
        form.path_given.connect(self._read_file)
        form.image_given.connect(self._read_image)
        form.filed.connect(self._file)
        return form

    def begin(self) -> None:
        """Ask for the proof of the selected incident."""
        board = self._session.situation.board
        row = board.row_of(self._selected) if self._selected else -1
        if row < 0:
            self._window.show_notice(translate("Closing", "Pilih kejadian dahulu."))
        elif not self._session.commander.may("proof.file"):
            self._window.show_notice(translate("Closing", "Peran Anda tidak boleh melakukan ini."))
        elif board.incident(row).status is Status.CLOSED:
            words = translate("Filing", "Kejadian sudah ditutup; buka kembali lebih dahulu.")
            self._window.show_notice(words)
        else:
            if self._selected != self.form.incident_id:
                self._data.clear()
            self.form.begin(self._task(row))
            self._window.detail.reveal_section(self.form)

    # --- inside ---

    def _task(self, row: int) -> FilingTask:
        board = self._session.situation.board
        incident = board.incident(row)
        category = self._names.categories.get(incident.category)
        orders = []
        for number in board.casework.of_incident.get(incident.id, ()):
            state = board.casework.orders.get(number)
            if state is not None and state.order.kind is OrderKind.ASSIGNMENT and ended(state) is None:
                orders.append((number, self._names.agency(state.order.agency)))
        return FilingTask(
            incident_id=incident.id,
            about=f"{self._names.ref_of(incident)} {self._names.title(incident.title)}",
            orders=tuple(orders),
            photo_needed=category is not None and category.proof,
        )

    def _select(self, incident_id: int) -> None:
        self._selected = incident_id
        if "form" in vars(self) and incident_id != self.form.incident_id:
            self.form.let_go()

    def _read_file(self, path: str) -> None:
        self._read(Path(path).name, lambda: _file_bytes(path))

    def _read_image(self, image: QImage) -> None:
        self._read(translate("Filing", "dari papan klip"), lambda: _png(image))

    def _read(self, name: str, data_of: Callable[[], bytes]) -> None:
        """A folder may lie behind a slow line: the screen does not wait for it."""

        about = self.form.incident_id

        def job(_endpoint: Callable[[], Endpoint]) -> tuple[bytes, Taken]:
            data = data_of()
            return data, Taken(hashlib.sha256(data).hexdigest(), name, thumb_of(data))

        def was_read(found: tuple[bytes, Taken] | None, error: Exception | None) -> None:
            if about == self.form.incident_id:
                self._was_read(found, error)

        self._reader.run(job, was_read)

    def _was_read(self, found: tuple[bytes, Taken] | None, error: Exception | None) -> None:
        if found is not None:
            data, taken = found
            self._data[taken.sha256] = data
            self.form.add_picture(taken)
        else:
            self.form.refuse(error.message if isinstance(error, KnownError) else str(error))

    def _file(self, filing: Filing) -> None:
        photos = {sha256: self._data[sha256] for sha256 in filing.photos}
        command = FileProof(
            incident_id=filing.incident_id,
            order_id=filing.order_id,
            photos=filing.photos,
            lat=filing.lat,
            lon=filing.lon,
            officer=filing.officer,
            note=filing.note,
        )
        self.outbox.keep(photos, lambda error: self._kept(command, error))

    def _kept(self, command: FileProof, error: Exception | None) -> None:
        if error is not None:
            words = translate("Filing", "Tidak tersimpan di disk, maka tidak dikirim: {0}")
            self.form.refuse(words.format(error))
            return
        self._session.commander.submit(command)
        self._data.clear()
        self.form.done()
        if self._session.situation.link is not LinkState.LIVE:
            words = translate(
                "Filing", "Bukti tersimpan di komputer ini dan dikirim sendiri setelah sambungan kembali."
            )
            self._window.show_notice(words)


def _file_bytes(path: str) -> bytes:
    """The file as it is. Raises `KnownError`."""
    file = Path(path).expanduser()
    try:
        if file.stat().st_size > MAX_BYTES:
            raise KnownError("photo_too_large", translate("Filing", "Foto lebih besar dari 25 MB."))
        return file.read_bytes()
    except FileNotFoundError:
        words = translate("Filing", "Tidak ada berkas di {0}.").format(path)
    except IsADirectoryError:
        words = translate("Filing", "Itu folder, bukan foto.")
    except OSError as error:
        words = translate("Filing", "Berkas itu tidak dapat dibaca: {0}").format(error.strerror)
    raise KnownError("photo_unreadable", words)


def _png(image: QImage) -> bytes:
    """A picture without a file, as one."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(kept.data())


def thumb_of(data: bytes) -> QImage:
    """A small upright copy. Raises `KnownError` for what is no photograph."""
    kept = QByteArray(data)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode() not in FORMATS:
        raise KnownError("photo_format", translate("Filing", "Berkas ini bukan foto JPEG, PNG, atau WebP."))
    size = reader.size()
    if size.isValid():
        box = QSize(THUMB_PX, THUMB_PX)
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise KnownError("photo_damaged", translate("Filing", "Foto ini rusak dan tidak dapat dibaca."))
    return image
