"""Qt's own dialogs speak Indonesian: the catalogue is complete, and nothing English is left in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QDir, QLocale, Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

import resources
from console.screen import speak
from console.server_words import said
from tests.translations.catalogue import Entry, read
from tests.translations.compiled import sources
from widgets.language import install_dialogs, install_language

SHOWN = frozenset(
    """
    QPrintDialog QPrintWidget QPrintPropertiesDialog QPrintPropertiesWidget QPrintSettingsOutput
    QPageSetupWidget QPageSize QCupsJobWidget QCupsPrinterSupport QPlatformTheme QGnomeTheme
    QDialogButtonBox QFileDialog QFileSystemModel QAbstractFileIconProvider QMessageBox QDialog QLineEdit
    QWidgetTextControl QUnicodeControlCharacterMenu QScrollBar QAbstractSpinBox QComboBox
    """.split()  # noqa: SIM905 a block of words is easier to read and to extend
) | {"Print Device Input Slot", "Print Device Output Bin"}
"""Contexts of Qt that this program can show."""
LETTERS = re.compile(r"[A-Za-z]{2}")
PLACE = re.compile(r"%\d")


@pytest.fixture(autouse=True)
def _indonesian_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_language("id")


@pytest.fixture(scope="module")
def ours() -> list[Entry]:
    return read(resources.path("translations/qt_id.ts"))


def test_every_text_qt_has_in_these_contexts_is_there_and_no_other(ours: list[Entry]) -> None:
    german = Path(PySide6.__file__).parent / "Qt/translations/qtbase_de.qm"
    theirs = {(context, text) for context, text in sources(german) if context in SHOWN}
    theirs = {(context, text) for context, text in theirs if "Qt" not in text}  # what is only about Qt
    assert theirs == {entry.key for entry in ours}
    assert len(ours) == len(theirs)


def test_places_and_keys_are_those_of_the_source(ours: list[Entry]) -> None:
    def shape(text: str) -> tuple[list[str], int]:
        return sorted(PLACE.findall(text)), text.count("&")

    assert [entry for entry in ours if entry.unfinished or not all(entry.forms)] == []
    assert [entry for entry in ours if shape(entry.source) != shape(entry.forms[0])] == []


def texts(widget: QWidget) -> set[str]:
    """Every word that somebody sees in a window, or may unfold in it."""
    found = {widget.windowTitle()}
    for each in (widget, *widget.findChildren(QWidget)):
        found.add(each.toolTip())
        if isinstance(each, QLabel | QAbstractButton):
            found.add(each.text())
        elif isinstance(each, QGroupBox):
            found.add(each.title())
        elif isinstance(each, QTabBar):
            found |= {each.tabText(number) for number in range(each.count())}
        elif isinstance(each, QComboBox):
            found |= {each.itemText(number) for number in range(each.count())}
        elif isinstance(each, QHeaderView):
            titles = range(each.model().columnCount())
            found |= {str(each.model().headerData(number, Qt.Orientation.Horizontal)) for number in titles}
    return {text.replace("&", "") for text in found if LETTERS.search(text)}


def in_all_dialogs(qtbot: QtBot, folder: Path) -> set[str]:
    """What stands in the dialogs of a print, a file and a question, and in the menus of two text fields."""
    return (
        print_dialog(qtbot)
        | file_dialog(qtbot, folder)
        | message_box(qtbot)
        | text_menu(qtbot, QLineEdit())
        | text_menu(qtbot, QPlainTextEdit())
    )


def print_dialog(qtbot: QtBot) -> set[str]:
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    dialog.setWindowTitle("")  # the window's own, not Qt's
    qtbot.addWidget(dialog)
    found: set[str] = set()
    buttons = dialog.findChildren(QPushButton)
    more = next(button for button in buttons if ">>" in button.text())
    properties = next(button for button in buttons if button.objectName() == "properties")

    def look() -> None:
        opened = QApplication.activeModalWidget()
        if opened is None:
            QTimer.singleShot(10, look)
            return
        found.update(texts(opened))
        opened.close()

    dialog.show()
    found |= texts(dialog)
    more.click()
    QTimer.singleShot(0, look)
    properties.click()
    return found | texts(dialog)


def file_dialog(qtbot: QtBot, folder: Path) -> set[str]:
    """Qt's own, for a file in a folder where nothing else is."""
    dialog = QFileDialog(None, "", str(folder))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, False)
    found: set[str] = set()
    for mode in (QFileDialog.AcceptMode.AcceptSave, QFileDialog.AcceptMode.AcceptOpen):
        dialog.setAcceptMode(mode)
        dialog.show()
        found |= texts(dialog)
    tree = dialog.findChild(QTreeView)
    assert tree is not None
    return {text for text in found if not text.startswith(QDir.rootPath())}


def message_box(qtbot: QtBot) -> set[str]:
    every = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Question, "", "?", every.Ok | every.Yes | every.YesToAll | every.No)
    for more in (
        every.NoToAll,
        every.Cancel,
        every.Save,
        every.Discard,
        every.Apply,
        every.Reset,
        every.Retry,
    ):
        box.addButton(more)
    box.setDetailedText("?")
    qtbot.addWidget(box)
    return texts(box)


def text_menu(qtbot: QtBot, field: QLineEdit | QPlainTextEdit) -> set[str]:
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    found = {action.text().partition("\t")[0].replace("&", "") for action in menu.actions()}
    return {text for text in found if text}


def test_nothing_in_them_is_english(qtbot: QtBot, tmp_path: Path, ours: list[Entry]) -> None:
    folder = tmp_path / "kosong"
    folder.mkdir()
    install_language("id")
    english = in_all_dialogs(qtbot, folder)
    assert {"Print", "Options >>", "Printer Properties", "Copy", "File name:", "Cancel"} <= english
    assert install_dialogs(tmp_path / "cache")
    indonesian = in_all_dialogs(qtbot, folder)
    assert {"Cetak", "Opsi >>", "Setelan printer", "Salin", "Nama berkas:", "Batal"} <= indonesian
    alike = {entry.source.replace("&", "") for entry in ours if entry.source == entry.forms[0]}
    assert {text for text in english & indonesian if text not in alike} == set()


def test_english_takes_it_back(qtbot: QtBot, tmp_path: Path) -> None:
    assert install_dialogs(tmp_path)
    assert "Salin" in text_menu(qtbot, QLineEdit())
    assert install_language("en", tmp_path)
    assert "Copy" in text_menu(qtbot, QLineEdit())


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    in_the_way = tmp_path / "berkas"
    in_the_way.write_text("", encoding="utf-8")
    assert not install_dialogs(in_the_way / "cache")
    assert "tetap berbahasa Inggris" in caplog.text


def test_the_desktops_language_does_not_decide(qapp: QApplication, tmp_path: Path) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English))
    sentence = "Pilih OPD yang menerima perintah ini."
    assert said(sentence) != sentence
    assert speak("id", tmp_path) == "id"
    assert said(sentence) == sentence
