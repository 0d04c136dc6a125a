"""A proof filed at the desk: photographs, what was done, by whom, where. Keyboard first.

Photographs come by typed path, by drag and drop, or from the clipboard. The form opens no file itself: it
asks with `path_given` or `image_given`, and whoever reads it answers with `add_picture` or `refuse`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QDir, QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QFileSystemModel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from shiboken6 import isValid

from widgets.closing.thumb import TakenThumb
from widgets.labels import clear, column, row, set_tone, text, widen
from widgets.press import PressButton
from widgets.theme import Theme

translate = QCoreApplication.translate

MOST_PHOTOS: Final = 8
MIN_WORDS: Final = 3
PATTERNS: Final = ("*.jpg", "*.jpeg", "*.png", "*.webp")


@dataclass(frozen=True, slots=True)
class FilingTask:
    """What a proof can be filed for."""

    incident_id: int
    about: str
    """Number, title and place."""
    orders: tuple[tuple[int, str], ...] = ()
    """Its assignments in force: number and agency."""
    photo_needed: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A photograph that was read, under the hash it will be named by."""

    sha256: str
    name: str
    thumb: QImage


@dataclass(frozen=True, slots=True)
class Filing:
    """What somebody filed. Position in degrees WGS 84, None where it was not stated."""

    incident_id: int
    order_id: int
    photos: tuple[str, ...]
    note: str
    officer: str
    lat: float | None
    lon: float | None


class ProofForm(QWidget):
    """`begin` takes the keyboard; Enter goes on, Ctrl+Enter files, Escape lets go."""

    path_given = Signal(str)
    image_given = Signal(object)
    """`QImage` from the clipboard: it has no file."""
    filed = Signal(object)
    """`Filing`"""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._task = FilingTask(0, "")
        self._taken: list[Taken] = []
        self._orders: dict[int, QPushButton] = {}
        self._before: QWidget | None = None
        self._filing = False
        """What was filed is being written."""
        self._reading: list[str] = []
        """Paths of photographs that are being read; empty for one without a file."""
        self._file_then = False
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)
        self._build()
        self.hide()

    def _build(self) -> None:
        theme = self._theme
        self._title = widen(text(theme, weight=600, tone="strong", wrap=True))
        self._choice = row(spacing=theme.px(6))
        self._thumbs = row(spacing=theme.px(6))
        self.path = self._line(translate("Filing", "Foto: ketik jalur berkasnya, seret ke sini, atau Ctrl+V"))
        self.path.setMaxLength(4096)
        self.note = self._line(translate("Filing", "Apa yang dikerjakan, dengan kata Anda sendiri"), 1000)
        self.officer = self._line(translate("Filing", "Nama petugas di lapangan"))
        self.place = self._line(translate("Filing", "Koordinat bila tahu, misalnya -8.0955, 112.1609"))
        self._hint = text(theme, size="small", tone="dim", wrap=True)
        self._send = PressButton(translate("Filing", "Kirim bukti"))
        self._send.setProperty("kind", "primary")
        self._send.clicked.connect(self._file)
        cancel = PressButton(translate("Filing", "Batal"))
        cancel.clicked.connect(self.let_go)
        for button in (cancel, self._send):
            button.setFont(theme.font("small", 500))
        beside = row(self.officer, self.place)
        answer = row(self._hint, cancel, self._send)
        answer.setStretch(0, 1)
        head = row(self._title, self._choice)
        lines = (head, self.path, self._thumbs, self.note, beside, answer)
        box = column(*lines, spacing=theme.px(7))
        box.setContentsMargins(*(theme.px(12),) * 4)
        self.setLayout(box)
        self._complete_paths()

    def _complete_paths(self) -> None:
        model = QFileSystemModel(self)
        model.setNameFilters(list(PATTERNS))
        model.setNameFilterDisables(False)
        model.setFilter(QDir.Filter.AllDirs | QDir.Filter.Files | QDir.Filter.NoDotAndDotDot)
        model.setRootPath("")
        completer = QCompleter(model, self)
        completer.setMaxVisibleItems(10)
        self.path.setCompleter(completer)

    def _line(self, hint: str, longest: int = 300) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setMaxLength(longest)
        line.returnPressed.connect(lambda: self._entered(line))
        line.installEventFilter(self)
        return line

    # --- what the console sets ---

    def begin(self, task: FilingTask) -> None:
        """Ask for the proof of an incident; what was begun about the same one is still there."""
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._before = focus
        if task.incident_id != self._task.incident_id:
            self._forget()
        self._task = task
        title = translate("Filing", "Bukti penyelesaian {0}").format(task.about)
        self._title.setText(title)
        self.setAccessibleName(title)
        self._show_orders(task.orders)
        self._usual_hint()
        self.show()
        self.path.setFocus()

    def add_picture(self, taken: Taken) -> None:
        """A photograph was read."""
        self._was_read()
        if not any(known.sha256 == taken.sha256 for known in self._taken):
            self._taken.append(taken)
        self._show_thumbs()
        self._usual_hint()
        if self._file_then and not self._reading:
            self._file()

    def refuse(self, words: str) -> None:
        """It could not be read, or cannot be kept."""
        path = self._was_read()
        if path and not self.path.text():
            self.path.setText(path)
        self._filing = self._file_then = False
        self._say(words, "system")

    def done(self) -> None:
        """It is on disk: nothing of it is kept here."""
        self._filing = False
        self._forget()
        self.let_go()

    def let_go(self) -> None:
        """Put the form away; the keyboard returns to where it was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        self.closed.emit()

    @property
    def incident_id(self) -> int:
        """What it is about; 0 while it was never asked."""
        return self._task.incident_id

    # --- inside ---

    def _was_read(self) -> str:
        return self._reading.pop(0) if self._reading else ""

    def _forget(self) -> None:
        self._task = FilingTask(0, "")
        self._taken.clear()
        self._reading.clear()
        self._file_then = False
        for line in (self.path, self.note, self.officer, self.place):
            line.clear()
        self._show_thumbs()

    def _show_orders(self, orders: Sequence[tuple[int, str]]) -> None:
        chosen = self._order()
        clear(self._choice)
        self._orders = {}
        for number, name in orders:
            button = PressButton(name)
            button.setProperty("kind", "tab")
            button.setFont(self._theme.font("small", 500))
            button.setCheckable(True)
            button.setAutoExclusive(True)
            self._orders[number] = button
            self._choice.addWidget(button)
        if self._orders:
            self._orders.get(chosen, next(iter(self._orders.values()))).setChecked(True)

    def _order(self) -> int:
        return next((number for number, button in self._orders.items() if button.isChecked()), 0)

    def _show_thumbs(self) -> None:
        clear(self._thumbs)
        for number, taken in enumerate(self._taken):
            thumb = TakenThumb(self._theme, taken.thumb, taken.name, number)
            thumb.clicked.connect(lambda _=False, sha256=taken.sha256: self._drop(sha256))
            self._thumbs.addWidget(thumb)
        self._thumbs.addStretch(1)

    def _drop(self, sha256: str) -> None:
        self._taken = [taken for taken in self._taken if taken.sha256 != sha256]
        self._show_thumbs()
        self._usual_hint()
        self.path.setFocus()

    def _usual_hint(self) -> None:
        keys = translate("Filing", "Enter lanjut, Ctrl+Enter kirim, Esc simpan dulu dan tutup")
        count = translate("Filing", "%n foto", "", len(self._taken))
        self._say(f"{count}. {keys}" if self._taken else keys, "dim")

    def _say(self, words: str, tone: str) -> None:
        self._hint.setText(words)
        set_tone(self._hint, tone)

    # --- taking photographs ---

    def _give(self, path: str) -> None:
        if self._room_for(path):
            self.path_given.emit(path)

    def _room_for(self, path: str) -> bool:
        if len(self._taken) + len(self._reading) >= MOST_PHOTOS:
            self._say(translate("Filing", "Paling banyak {0} foto.").format(MOST_PHOTOS), "system")
            return False
        self._reading.append(path)
        self._say(translate("Filing", "Foto sedang dibaca…"), "dim")
        return True

    def _take(self, mime: QMimeData) -> bool:
        """Photographs in what was dropped or copied; False where there are none."""
        paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        for path in paths[:MOST_PHOTOS]:
            self._give(path)
        if paths:
            return True
        image = mime.imageData() if mime.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            if self._room_for(""):
                self.image_given.emit(image)
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if mime.hasImage() or any(url.isLocalFile() for url in mime.urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    # --- keyboard ---

    def _entered(self, line: QLineEdit) -> None:
        typed = self.path.text().strip()
        order = [self.path, self.note, self.officer, self.place]
        if line is self.path and typed:
            self.path.clear()
            self._give(typed)
        elif line is self.place:
            self._file()
        else:
            order[order.index(line) + 1].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.let_go()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter files from every line; what is pasted may be a photograph."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._file()
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._take(QApplication.clipboard().mimeData())
        return False

    # --- filing ---

    def _file(self) -> None:
        self._file_then = bool(self._reading)
        if self._filing or self._file_then:
            return
        place = position_of(self.place.text())
        missing = self._missing(place)
        if missing is not None:
            self._say(missing[0], "system")
            missing[1].setFocus()
            return
        lat, lon = place or (None, None)
        self._filing = True
        self._say(translate("Filing", "Disimpan…"), "dim")
        self.filed.emit(
            Filing(
                incident_id=self._task.incident_id,
                order_id=self._order(),
                photos=tuple(taken.sha256 for taken in self._taken),
                note=self.note.text().strip(),
                officer=self.officer.text().strip(),
                lat=lat,
                lon=lon,
            )
        )

    def _missing(self, place: tuple[float, float] | None) -> tuple[str, QWidget] | None:
        if self.path.text().strip():
            return translate("Filing", "Tekan Enter agar foto ini ikut, atau kosongkan barisnya."), self.path
        if self._task.photo_needed and not self._taken:
            return translate("Filing", "Bukti untuk kejadian ini perlu sedikitnya satu foto."), self.path
        if not self._taken and len(self.note.text().strip()) < MIN_WORDS:
            return translate("Filing", "Tulis apa yang dikerjakan, atau sertakan foto."), self.note
        if self.place.text().strip() and place is None:
            words = translate("Filing", "Koordinat ditulis lintang, bujur: misalnya -8.0955, 112.1609.")
            return words, self.place
        return None


def position_of(typed: str) -> tuple[float, float] | None:
    """Latitude and longitude as typed; None where that is no position. A comma may be the decimal point."""
    parts = typed.replace(";", " ").split()
    if len(parts) == 1:
        parts = typed.split(",")
    parts = [part.strip().rstrip(",").replace(",", ".") for part in parts]
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None
