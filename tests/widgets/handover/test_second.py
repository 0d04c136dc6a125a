"""The second signature: a masked password that is gone as soon as it is given."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from widgets.handover.second import SecondSignature
from widgets.theme import Theme


def test_name_then_password_then_gone(qtbot: QtBot) -> None:
    form = SecondSignature(Theme.load("dark"))
    qtbot.addWidget(form)
    form.resize(900, 200)
    form.ask("Terima serah terima #1", "Sidik abc", "")
    assert form.password.echoMode() is QLineEdit.EchoMode.Password
    spy = QSignalSpy(form.signed)
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    QTest.keyClick(form.password, Qt.Key.Key_Return)
    assert spy.count() == 0
    QTest.keyClicks(form.name, "budi")
    QTest.keyClicks(form.password, "kopi tubruk")
    QTest.keyClick(form.password, Qt.Key.Key_Return)
    assert spy.at(0) == ["budi", "kopi tubruk"]
    assert form.password.text() == ""
    QTest.keyClicks(form.password, "sisa")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isHidden()
    assert form.password.text() == ""
