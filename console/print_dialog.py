"""The system's print dialog for a PDF that is there already; the pages go to the printer one at a time."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

log = logging.getLogger(__name__)

translate = QCoreApplication.translate

DPI: Final = 300


class PagePrinter(QObject):
    """Prints a file on a printer, a page in each turn of the loop, then goes away."""

    def __init__(self, path: Path, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._printer = printer
        self._document = QPdfDocument(self)
        self._document.load(str(path))
        printer.setResolution(DPI)
        first = max(1, printer.fromPage() or 1)
        last = printer.toPage() or self._document.pageCount()
        self._left = list(range(first - 1, min(last, self._document.pageCount())))
        self._painter = QPainter()

    def start(self) -> None:
        """Begin; without a page or a working printer nothing happens."""
        if self._left and self._painter.begin(self._printer):
            self._page()
        else:
            log.warning("nothing was printed")
            self.deleteLater()

    def _page(self) -> None:
        number = self._left.pop(0)
        room = QRectF(self._painter.viewport())
        size = (self._document.pagePointSize(number) * DPI / 72).toSize()
        shown = QSize(size).scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        picture = self._document.render(number, size)
        self._painter.drawImage(QRectF(0, 0, shown.width(), shown.height()), picture)
        if self._left:
            self._printer.newPage()
            QTimer.singleShot(0, self, self._page)
        else:
            self._painter.end()
            self.deleteLater()


def ask_printer(path: Path, window: QWidget) -> None:
    """Show the dialog; what is chosen there is printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(path.stem)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(translate("Handover", "Cetak {0}").format(path.name))
    if dialog.exec() == QDialog.DialogCode.Accepted:
        PagePrinter(path, printer, window).start()
