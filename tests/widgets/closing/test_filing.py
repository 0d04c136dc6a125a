"""Filing a proof with the keyboard: photographs by path, from the clipboard, by dropping; words; position."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from widgets.closing.filing import MOST_PHOTOS, Filing, FilingTask, ProofForm, Taken, position_of
from widgets.closing.thumb import TakenThumb
from widgets.theme import Theme

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TASK = FilingTask(7, "KB-7 Jalan berlubang", ((3, "DPUPR"), (4, "DLH")), photo_needed=True)


def image() -> QImage:
    drawn = QImage(64, 48, QImage.Format.Format_RGB32)
    drawn.fill(QColor("#884400"))
    return drawn


class Desk:
    """The form and what it asked for."""

    def __init__(self, qtbot: QtBot) -> None:
        self.form = ProofForm(Theme.load("dark"))
        qtbot.addWidget(self.form)
        self.paths: list[str] = []
        self.images: list[QImage] = []
        self.filed: list[Filing] = []
        self.form.path_given.connect(self.paths.append)
        self.form.image_given.connect(self.images.append)
        self.form.filed.connect(self.filed.append)
        self.form.resize(700, 300)
        self.form.begin(TASK)
        self.form.activateWindow()
        qtbot.waitUntil(self.form.path.hasFocus)

    @property
    def words(self) -> str:
        return " ".join(label.text() for label in self.form.findChildren(QLabel))

    def focused(self) -> QLineEdit:
        found = QApplication.focusWidget()
        assert isinstance(found, QLineEdit)
        return found

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focused(), words)
        QTest.keyClick(self.focused(), KEY.Key_Return)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_a_path_words_a_name_and_a_position_by_keys_alone(desk: Desk) -> None:
    desk.type("~/foto/jalan.jpg")
    assert desk.paths == ["~/foto/jalan.jpg"]
    desk.type("")
    desk.type("lubang ditambal")
    desk.type("Darto")
    desk.type("-8.0955, 112.1609")
    assert desk.filed == []  # whoever is faster than the disk waits for the photograph
    desk.form.add_picture(Taken("a" * 64, "jalan.jpg", image()))
    assert desk.filed == [Filing(7, 3, ("a" * 64,), "lubang ditambal", "Darto", -8.0955, 112.1609)]
    # Until it is on disk a second Enter files nothing.
    QTest.keyClick(desk.form.place, KEY.Key_Return, CTRL)
    assert len(desk.filed) == 1
    desk.form.done()
    assert not desk.form.isVisible()
    assert desk.form.note.text() == ""


def test_a_path_that_leads_nowhere_is_given_back(desk: Desk) -> None:
    desk.type("/tmp/salah.jpg")
    QTest.keyClick(desk.form.path, KEY.Key_Return, CTRL)
    desk.form.refuse("Berkas itu tidak dapat dibaca.")
    assert desk.form.path.text() == "/tmp/salah.jpg"
    assert "tidak dapat dibaca" in desk.words
    desk.form.path.clear()
    desk.form.add_picture(Taken("a" * 64, "x.jpg", image()))
    assert desk.filed == []


def test_what_is_missing_is_said_and_gets_the_keyboard(desk: Desk) -> None:
    QTest.keyClick(desk.form.path, KEY.Key_Return, CTRL)
    assert "sedikitnya satu foto" in desk.words
    desk.form.add_picture(Taken("a" * 64, "x.jpg", image()))
    desk.form.place.setText("dekat pasar")
    QTest.keyClick(desk.form.path, KEY.Key_Return, CTRL)
    assert desk.focused() is desk.form.place
    assert "lintang, bujur" in desk.words
    desk.form.place.clear()
    desk.form.path.setText("/tmp/lupa.jpg")
    QTest.keyClick(desk.form.path, KEY.Key_Return, CTRL)
    assert "Tekan Enter" in desk.words
    assert desk.filed == []


def test_the_assignment_is_chosen_and_a_photograph_taken_out_again(desk: Desk, qtbot: QtBot) -> None:
    desk.form.add_picture(Taken("a" * 64, "x.jpg", image()))
    desk.form.add_picture(Taken("b" * 64, "y.jpg", image()))
    desk.form.add_picture(Taken("b" * 64, "y.jpg", image()))

    def shown() -> list[TakenThumb]:
        return [thumb for thumb in desk.form.findChildren(TakenThumb) if thumb.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 2)
    first = shown()[0]
    assert "x.jpg" in first.accessibleName()
    QTest.keyClick(first, KEY.Key_Return)
    desk.form._orders[4].click()
    desk.form.note.setText("beres")
    QTest.keyClick(desk.form.note, KEY.Key_Return, CTRL)
    assert (desk.filed[0].order_id, desk.filed[0].photos) == (4, ("b" * 64,))


def test_a_copied_picture_is_pasted_and_copied_text_stays_text(desk: Desk) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setImage(image())
    QTest.keyClick(desk.form.path, KEY.Key_V, CTRL)
    assert len(desk.images) == 1
    clipboard.setText("/tmp/foto.jpg")
    QTest.keyClick(desk.form.path, KEY.Key_V, CTRL)
    assert desk.form.path.text() == "/tmp/foto.jpg"
    assert len(desk.images) == 1


def test_files_are_dropped_anywhere_on_it(desk: Desk, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.jpg", "b.jpg")])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    desk.form.dropEvent(event)
    assert desk.paths == [str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg")]


def test_there_is_a_limit(desk: Desk) -> None:
    for number in range(MOST_PHOTOS):
        desk.form.add_picture(Taken(f"{number:064}", "x.jpg", image()))
    desk.type("/tmp/lagi.jpg")
    assert desk.paths == []
    assert "Paling banyak 8 foto" in desk.words


def test_escape_keeps_what_was_begun_and_another_incident_begins_anew(desk: Desk) -> None:
    desk.form.note.setText("setengah jadi")
    QTest.keyClick(desk.form.note, KEY.Key_Escape)
    assert not desk.form.isVisible()
    desk.form.begin(TASK)
    assert desk.form.note.text() == "setengah jadi"
    desk.form.begin(FilingTask(8, "KB-8"))
    assert desk.form.note.text() == ""


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("-8.0955, 112.1609", (-8.0955, 112.1609)),
        ("-8,0955 112,1609", (-8.0955, 112.1609)),
        ("-8.0955,112.1609", (-8.0955, 112.1609)),
        ("-8,0955; 112,1609", (-8.0955, 112.1609)),
        ("112.16, -8.09", None),
        ("-8.0955", None),
        ("alun-alun", None),
        ("", None),
    ],
)
def test_positions_as_people_write_them(typed: str, place: tuple[float, float] | None) -> None:
    assert position_of(typed) == place
