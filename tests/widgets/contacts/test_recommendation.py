"""The proposal in the detail: reasons for and against, and what its buttons ask for."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from widgets.contacts.recommendation import AdviceRow, CandidateRow, RecommendationSection
from widgets.keys import KeyMap
from widgets.theme import Theme

BPBD = CandidateRow("bpbd", "BPBD", True, ("Penanggung jawab utama.",), ("Posisi unit 22 menit lama.",))
DLH = CandidateRow("dlh", "DLH", False, ("Pendukung.",), ())


def shown(section: RecommendationSection) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in section.findChildren(QLabel) if label.isVisible()]


def test_reasons_on_both_sides_and_what_the_buttons_ask(qtbot: QtBot) -> None:
    section = RecommendationSection(Theme.load("dark"), KeyMap())
    qtbot.addWidget(section)
    section.show()
    section.set_advice(AdviceRow((BPBD, DLH)))
    told = shown(section)
    assert told[1:] == [
        "BPBD sebagai OPD utama",
        "Karena: Penanggung jawab utama.",
        "Kurang: Posisi unit 22 menit lama.",
        "DLH sebagai pendukung",
        "Karena: Pendukung.",
    ]
    accept, choose = section.findChildren(QPushButton)
    with qtbot.waitSignal(section.accept_requested):
        accept.click()
    with qtbot.waitSignal(section.choose_requested) as chosen:
        choose.click()
    assert chosen.args == ["dlh"]
    assert accept.text() == "Terima"


def test_a_critical_one_is_looked_at_and_one_that_is_assigned_gets_help(qtbot: QtBot) -> None:
    section = RecommendationSection(Theme.load("dark"), KeyMap())
    qtbot.addWidget(section)
    section.show()
    section.set_advice(AdviceRow((DLH,), look_first=True, beside=True))
    assert "Tambah DLH" in shown(section)
    assert [button.text() for button in section.findChildren(QPushButton)] == ["Periksa"]
    section.set_advice(AdviceRow((DLH,), may=False))
    QApplication.processEvents()
    assert [b for b in section.findChildren(QPushButton) if b.isVisible()] == []
    section.set_advice(AdviceRow())
    assert not section.isVisible()
