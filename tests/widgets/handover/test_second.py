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
    assert spy.at(0) == ["budi", "kopi tubruk", ""]
    assert form.password.text() == ""
    QTest.keyClicks(form.password, "sisa")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isHidden()
    assert form.password.text() == ""


def test_a_code_is_asked_for_without_the_password_again(qtbot: QtBot) -> None:
    form = SecondSignature(Theme.load("dark"))
    qtbot.addWidget(form)
    form.resize(900, 200)
    form.ask("Terima serah terima #1", "Sidik abc", "budi")
    assert form.code.isHidden()
    spy = QSignalSpy(form.signed)
    QTest.keyClicks(form.password, "kopi tubruk")
    QTest.keyClick(form.password, Qt.Key.Key_Return)
    form.ask_code("Kode diperlukan.")
    assert form.code.isVisible()
    QTest.keyClick(form.code, Qt.Key.Key_Return)
    assert spy.count() == 1
    QTest.keyClicks(form.code, "123456")
    QTest.keyClick(form.code, Qt.Key.Key_Return)
    assert spy.at(1) == ["budi", "kopi tubruk", "123456"]
    form.refuse("salah")
    assert form.code.text() == ""
    QTest.keyClicks(form.code, "123456")
    QTest.keyClick(form.code, Qt.Key.Key_Return)
    assert spy.count() == 2, "after a refusal nothing typed is left"
    QTest.keyClicks(form.name, "x")
    assert form.code.isHidden()


def test_ones_own_signature_takes_the_code_alone(qtbot: QtBot) -> None:
    form = SecondSignature(Theme.load("dark"))
    qtbot.addWidget(form)
    form.resize(900, 200)
    form.ask("Tanda tangani", "Sidik abc", "sri", own=True)
    assert form.password.isHidden()
    assert form.name.isReadOnly()
    spy = QSignalSpy(form.signed)
    QTest.keyClick(form.code, Qt.Key.Key_Return)
    assert spy.count() == 0
    QTest.keyClicks(form.code, "123 456")
    QTest.keyClick(form.code, Qt.Key.Key_Return)
    assert spy.at(0) == ["sri", "", "123 456"]
    form.ask("Terima", "Sidik abc", "")
    assert not form.name.isReadOnly()
    assert form.password.isVisible()
    assert form.code.isHidden()


def test_without_a_line_the_password_is_typed_twice(qtbot: QtBot) -> None:
    form = SecondSignature(Theme.load("dark"))
    qtbot.addWidget(form)
    form.resize(1200, 200)
    form.ask("Terima serah terima", "Sidik abc", "budi", waits=True)
    assert form.code.isVisible()
    spy = QSignalSpy(form.signed)
    QTest.keyClicks(form.password, "kopi tubruk")
    QTest.keyClick(form.password, Qt.Key.Key_Return)
    QTest.keyClicks(form.again, "kopi tubrik")
    QTest.keyClick(form.again, Qt.Key.Key_Return)
    assert spy.count() == 0
    assert form.password.text() == form.again.text() == ""
    for field in (form.password, form.again):
        QTest.keyClicks(field, "kopi tubruk")
    QTest.keyClicks(form.code, "abcd-efgh")
    QTest.keyClick(form.code, Qt.Key.Key_Return)
    assert spy.at(0) == ["budi", "kopi tubruk", "abcd-efgh"]
