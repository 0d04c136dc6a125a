"""Sign-in and no-data pages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from widgets.nodata import NoDataPage
from widgets.signin import SignInPage, server_problem
from widgets.theme import Theme

SERVER = "https://patria.contoh.go.id"


@pytest.fixture
def page(qtbot: QtBot) -> SignInPage:
    page = SignInPage(Theme.load("dark"), SERVER)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def fill(qtbot: QtBot, page: SignInPage, user: str = "operator-2", password: str = "rahasia") -> None:
    QTest.keyClicks(page.user, user)
    QTest.keyClicks(page.password, password)


def test_typing_and_enter_sign_in_and_the_password_does_not_stay(qtbot: QtBot, page: SignInPage) -> None:
    assert page.user.hasFocus()
    fill(qtbot, page)
    with qtbot.waitSignal(page.sign_in_requested) as asked:
        QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert asked.args == [SERVER, "operator-2", "rahasia", ""]
    assert page.password.text() == ""
    assert not page.button.isEnabled()
    assert page.problem.text() == "Menghubungi server…"


def test_enter_twice_asks_once(qtbot: QtBot, page: SignInPage) -> None:
    spy = QSignalSpy(page.sign_in_requested)
    fill(qtbot, page)
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert spy.count() == 1


def test_a_refusal_keeps_the_name_and_goes_back_to_the_password(qtbot: QtBot, page: SignInPage) -> None:
    fill(qtbot, page)
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    page.show_problem("Nama pengguna atau kata sandi salah.")
    assert page.problem.text() == "Nama pengguna atau kata sandi salah."
    assert page.user.text() == "operator-2"
    assert page.password.hasFocus()
    assert page.button.isEnabled()


def test_a_code_is_asked_for_without_typing_the_password_again(qtbot: QtBot, page: SignInPage) -> None:
    spy = QSignalSpy(page.sign_in_requested)
    assert not page.code.isVisible()
    fill(qtbot, page)
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    page.ask_code("Kode diperlukan.")
    assert page.code.isVisible()
    assert page.code.hasFocus()
    assert page.problem.text() == "Kode diperlukan."
    assert page.password.text() == ""
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    assert (page.problem.text(), spy.count()) == ("Isi kode.", 1)
    QTest.keyClicks(page.code, " 123 456")
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    assert spy.at(1) == [SERVER, "operator-2", "rahasia", "123 456"]
    page.show_problem("Nama pengguna, kata sandi, atau kode salah.")
    assert page.code.text() == ""
    assert page.password.hasFocus()
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert page.problem.text() == "Isi kata sandi.", "after a refusal nothing typed is left"
    QTest.keyClicks(page.user, "x")
    assert not page.code.isVisible()


def test_missing_fields_are_named_and_focused(qtbot: QtBot, page: SignInPage) -> None:
    spy = QSignalSpy(page.sign_in_requested)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.problem.text() == "Isi nama pengguna."
    assert page.user.hasFocus()
    assert page.user.property("invalid")
    QTest.keyClicks(page.user, "a")
    assert not page.user.property("invalid")
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.problem.text() == "Isi kata sandi."
    assert spy.count() == 0


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("", "Isi alamat"),
        ("patria.contoh.go.id", "https://"),
        ("http://patria.contoh.go.id", "terbaca di jaringan"),
        ("ftp://patria.contoh.go.id", "https://"),
        ("https://", "https://"),
        ("https://a:b@patria.contoh.go.id", "nama atau kata sandi"),
        ("https://patria.contoh.go.id:99999", "tidak terbaca"),
        ("https://[::1", "tidak terbaca"),
    ],
)
def test_addresses_that_cannot_be_used(address: str, word: str) -> None:
    assert word in server_problem(address)


@pytest.mark.parametrize(
    "address", [SERVER, "https://10.0.0.5:8112", "http://127.0.0.1:8112", "http://[::1]:9"]
)
def test_addresses_that_can(address: str) -> None:
    assert server_problem(address) == ""


def test_the_password_is_never_shown(page: SignInPage) -> None:
    assert page.password.echoMode() is QLineEdit.EchoMode.Password


def test_the_last_picture_is_offered_only_where_there_is_one(qtbot: QtBot, page: SignInPage) -> None:
    assert not page.offline.isVisible()
    page.offer_offline(True)
    with qtbot.waitSignal(page.offline_requested):
        QTest.mouseClick(page.offline, Qt.MouseButton.LeftButton)


def test_a_server_sentence_is_only_text(page: SignInPage) -> None:
    page.show_problem("<b>tebal</b>")
    assert page.problem.textFormat() is Qt.TextFormat.PlainText


def test_the_page_without_data_says_why_and_what_next(qtbot: QtBot) -> None:
    page = NoDataPage(Theme.load("dark"))
    qtbot.addWidget(page)
    page.explain("Server contoh tidak menjawab.")
    page.show()
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Server contoh tidak menjawab." in shown
    assert any(words.startswith("Periksa kabel") for words in shown)
    with qtbot.waitSignal(page.retry_requested):
        QTest.mouseClick(page.retry, Qt.MouseButton.LeftButton)
