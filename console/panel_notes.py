"""A picture of a panel on a note, in one action: F8, a line, Enter.

What shows who reported something is painted over before anything else happens with the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QEvent,
    QIODevice,
    QObject,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QWidget

from console.asking import Asker
from console.names import Names
from console.note_writing import NoteWriter
from console.panel_pictures import PanelStore
from console.session import Session
from services.contract.records import MAX_TEXT
from services.contract.shiftlog import MAX_PICTURE
from widgets.prompt import Answer, Prompt, PromptPanel
from widgets.theme import Theme

translate = QCoreApplication.translate

KEY: Final = "F8"
IDENTITY: Final = "identity"
"""Property of widgets that may show who reported something."""
PREVIEW: Final = (240, 135)
QUALITIES: Final = (90, 75, 60, 40)
"""Of a JPEG, where a picture without loss is too large."""
THIN_WIDTH: Final = 1280
"""On the thin link a picture is made no wider, and with some loss."""
Panels = Callable[[], Sequence[tuple[str, QWidget]]]


class FloatingPrompt(PromptPanel):
    """A question over whatever the window shows, near its top."""

    def place(self) -> None:
        parent = self.parentWidget() or self
        width = min(self._theme.px(760), parent.width() - self._theme.px(40))
        self.setGeometry((parent.width() - width) // 2, self._theme.px(56), width, self.sizeHint().height())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edged, because it lies over panels of the same colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.control_edge))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return super().event(event)


class PanelNotes(QObject):
    """Of one window. `panels`: what a picture may be taken of, by name; without the keyboard in any of them
    it is the whole window."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        panels: Panels,
        session: Session,
        names: Names,
        asker: Asker,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._window, self._panels, self._session, self._say = window, panels, session, say
        self._writer = NoteWriter(session.situation, names)
        line, disk = asker.beside(), asker.beside()
        self.store = PanelStore(session.situation, line, disk, session.memory.folder / "panel")
        self.prompt = FloatingPrompt(theme, window)
        session.bridge.add(self.store)
        session.adopted.connect(self.store.look)
        for worker in (line, disk):
            session.bridge.each_frame(worker.deliver)

    def use_key(self) -> None:
        """Where the window has no key of its own for it."""
        QShortcut(QKeySequence(KEY), self._window).activated.connect(self.take)

    def take(self) -> None:
        """Take the picture now, then ask what it shows."""
        if self.prompt.asking:
            return
        if not self._session.commander.may("shift.note"):
            self._say(translate("PanelNote", "Peran Anda tidak boleh menulis dalam log regu."))
            return
        name, panel = self._panel()
        picture = grabbed(panel)
        data = encoded(picture, thin=self._session.thin)
        preview = QPixmap.fromImage(picture).scaled(
            *PREVIEW, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        usual = translate("PanelNote", "Gambar {0}").format(name)
        self.prompt.ask(
            Prompt(
                title=translate("PanelNote", "Catatan dengan gambar: {0}").format(name),
                accept=translate("PanelNote", "Catat"),
                done=lambda answer: self._keep(answer, usual, data),
                note=translate(
                    "PanelNote", "Enter mencatatnya dalam log regu; identitas pelapor tidak ikut."
                ),
                text_hint=usual,
                text_most=MAX_TEXT,
                picture=preview,
            )
        )
        self.prompt.place()

    def _panel(self) -> tuple[str, QWidget]:
        focus = QApplication.focusWidget()
        for name, panel in self._panels():
            if panel.isVisible() and focus is not None and (panel is focus or panel.isAncestorOf(focus)):
                return name, panel
        return translate("PanelNote", "layar ini"), self._window

    def _keep(self, answer: Answer, usual: str, data: bytes) -> None:
        def kept(sha256: str, error: Exception | None) -> None:
            if error is None:
                note = self._writer.written(answer.text or usual, picture=sha256)
                self._session.commander.submit(note)
            else:
                words = translate("PanelNote", "Gambar tidak tersimpan di disk, maka tidak dicatat: {0}")
                self._say(words.format(error))

        self.store.keep(data, kept)


def grabbed(panel: QWidget) -> QImage:
    """What a panel shows now, with what shows an identity painted over."""
    picture = panel.grab().toImage()
    painter = QPainter(picture)
    painter.setPen(QColor("white"))
    for hidden in panel.findChildren(QWidget):
        if hidden.property(IDENTITY) and hidden.isVisibleTo(panel):
            room = QRect(hidden.mapTo(panel, QPoint(0, 0)), hidden.size())
            painter.fillRect(room, QColor("black"))
            words = translate("PanelNote", "identitas ditutupi")
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return picture


def encoded(picture: QImage, *, thin: bool = False) -> bytes:
    """PNG, or JPEG where that would be too much for the backend or for the line."""
    if thin and picture.width() > THIN_WIDTH:
        picture = picture.scaledToWidth(THIN_WIDTH, Qt.TransformationMode.SmoothTransformation)
    data = b"" if thin else _written(picture, b"PNG", -1)
    for quality in QUALITIES[1:] if thin else QUALITIES:
        if 0 < len(data) <= MAX_PICTURE:
            break
        data = _written(picture, b"JPEG", quality)
    return data


def _written(picture: QImage, kind: bytes, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind))
    writer.setQuality(quality)
    writer.write(picture)
    return bytes(buffer.data().data())
