"""The intake form, typed as on the phone: nothing but keys, suggestions that never overrule a person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.contract.commands import SubmitReport
from services.contract.records import Disposition, Placement, Severity
from tests.widgets.invented import NOW, WORDS, Adviser
from widgets.intake.form import QUICK, IntakeForm
from widgets.intake.model import CallerLine, Draft
from widgets.theme import Theme

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Sent(QObject):
    def __init__(self, form: IntakeForm) -> None:
        super().__init__(form)
        self.commands: list[SubmitReport] = []
        self.drafts: list[Draft] = []
        self.closed = self.picks = 0
        form.command_requested.connect(self.commands.append)
        form.draft_changed.connect(self.drafts.append)
        form.closed.connect(self._count_closed)
        form.map_pick_requested.connect(self._count_pick)

    def _count_closed(self) -> None:
        self.closed += 1

    def _count_pick(self) -> None:
        self.picks += 1


@pytest.fixture
def form(qtbot: QtBot) -> IntakeForm:
    form = IntakeForm(Theme.load("dark"), WORDS)
    qtbot.addWidget(form)
    form.resize(900, 620)
    form.set_advisor(Adviser())
    form.set_now(NOW)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.begin()
    return form


@pytest.fixture
def sent(form: IntakeForm) -> Sent:
    return Sent(form)


def keyboard() -> QWidget:
    target = QApplication.focusWidget()
    assert target is not None
    return target


def typed(words: str, *keys: Qt.Key) -> None:
    """Type into whatever has the keyboard."""
    QTest.keyClicks(keyboard(), words)
    for key in keys:
        QTest.keyClick(keyboard(), key)


def test_a_known_call_with_keys_alone(form: IntakeForm, sent: Sent, qtbot: QtBot) -> None:
    typed("081255500001", KEY.Key_Tab, KEY.Key_Tab)
    typed("pohon tumbang kena kabel di gedog", KEY.Key_Tab, KEY.Key_Tab)
    typed("ged", KEY.Key_Return)
    qtbot.waitUntil(lambda: "kata: pohon" in form.category_why.text(), timeout=3000)
    QTest.keyClick(keyboard(), KEY.Key_Return, CTRL)
    assert sent.commands == [
        SubmitReport(
            text="pohon tumbang kena kabel di gedog",
            category="tree.fallen",
            lat=-8.09,
            lon=112.18,
            placement=Placement.AREA,
            area="35.72.03.1005",
            place="Gedog",
            caller_phone="081255500001",
            disposition=Disposition.VALID,
            answered_at=NOW,
            located_at=NOW,
            typed_at=NOW,
        )
    ]
    assert sent.closed == 1
    assert form.draft().empty
    assert sent.drafts[-1] == Draft()


def test_suggestions_are_explained(form: IntakeForm, qtbot: QtBot) -> None:
    form.text.setFocus()
    typed("pohon kena kabel")
    qtbot.waitUntil(lambda: form.category.field.placeholderText() == "Pohon tumbang", timeout=3000)
    assert form.category_why.text() == "saran: kata: pohon, tumbang"
    assert form.rank_why.text() == "saran: kata: kabel"
    assert form.ranks[0].isChecked()
    assert form.similar.first == 201


def test_a_choice_by_hand_outlives_later_suggestions(form: IntakeForm, sent: Sent, qtbot: QtBot) -> None:
    form.category.field.setFocus()
    typed("banj", KEY.Key_Return)
    QTest.mouseClick(form.ranks[2], Qt.MouseButton.LeftButton)
    typed("hanya halaman")
    form.text.setFocus()
    typed("pohon kena kabel")
    qtbot.waitUntil(lambda: form.similar.first == 201, timeout=3000)
    assert form.category_why.text() == "dipilih sendiri"
    assert form.ranks[2].isChecked()
    form.place.field.setFocus()
    typed("rumah pak RT")
    form.submit()
    command = sent.commands[0]
    assert (command.category, command.severity, command.severity_reason) == (
        "flood",
        Severity.MEDIUM,
        "hanya halaman",
    )
    assert (command.place, command.lat) == ("rumah pak RT", None)


def test_taking_a_choice_back(form: IntakeForm) -> None:
    QTest.mouseClick(form.ranks[2], Qt.MouseButton.LeftButton)
    QTest.mouseClick(form.ranks[2], Qt.MouseButton.LeftButton)
    assert form.draft().rank == -1


@pytest.mark.parametrize(
    ("key", "disposition"),
    [
        (KEY.Key_I, Disposition.PRANK),
        (KEY.Key_G, Disposition.GHOST),
        (KEY.Key_N, Disposition.INFORMATION),
        (KEY.Key_L, Disposition.OUTSIDE),
    ],
)
def test_one_key_settles_a_call(form: IntakeForm, sent: Sent, key: Qt.Key, disposition: Disposition) -> None:
    typed("0812")
    QTest.keyClick(keyboard(), key, ALT)
    assert [(c.disposition, c.caller_phone, c.incident_id) for c in sent.commands] == [
        (disposition, "0812", 0)
    ]
    assert sent.closed == 1


def test_duplicate_goes_to_the_likeliest(form: IntakeForm, sent: Sent, qtbot: QtBot) -> None:
    QTest.keyClick(keyboard(), KEY.Key_D, ALT)
    assert sent.commands == []
    assert "Tidak ada kejadian mirip" in form.problem.text()
    form.text.setFocus()
    typed("pohon tumbang")
    qtbot.waitUntil(lambda: form.similar.first == 201, timeout=3000)
    QTest.keyClick(keyboard(), KEY.Key_D, ALT)
    assert [(c.disposition, c.incident_id) for c in sent.commands] == [(Disposition.DUPLICATE, 201)]


def test_attaching_to_a_similar_one(form: IntakeForm, sent: Sent, qtbot: QtBot) -> None:
    form.text.setFocus()
    typed("pohon tumbang")
    qtbot.waitUntil(lambda: form.similar.first == 201, timeout=3000)
    QTest.keyClick(keyboard(), KEY.Key_2, ALT)
    assert form.similar.chosen == 203
    QTest.keyClick(keyboard(), KEY.Key_2, ALT)
    assert form.similar.chosen == 0
    QTest.keyClick(keyboard(), KEY.Key_2, ALT)
    QTest.keyClick(keyboard(), KEY.Key_Return, CTRL)
    assert [(c.disposition, c.incident_id) for c in sent.commands] == [(Disposition.VALID, 203)]


def test_what_is_missing_is_said_and_gets_the_keyboard(form: IntakeForm, sent: Sent, qtbot: QtBot) -> None:
    form.submit()
    assert "Tulis apa" in form.problem.text()
    assert form.text.hasFocus()
    typed("aneh sekali")
    form.submit()
    assert "Kategori" in form.problem.text()
    assert form.category.field.hasFocus()
    typed("banj", KEY.Key_Return)
    form.submit()
    assert "Di mana" in form.problem.text()
    assert form.place.field.hasFocus()
    assert sent.commands == []
    assert form.problem.isVisible()


def test_pasted_coordinates_become_a_place(form: IntakeForm) -> None:
    form.place.field.setFocus()
    typed("-8.0954, 112.1609", KEY.Key_Return)
    draft = form.draft()
    assert (draft.lat, draft.lon, draft.placement) == (-8.0954, 112.1609, "exact")
    form.place.set_text("")
    typed("-7.9 112.2", KEY.Key_Return)
    assert "1,2 km di luar kota" in form.place_why.text()
    assert form.place_why.property("tone") == "system"


def test_impossible_coordinates_are_no_place(form: IntakeForm) -> None:
    form.place.field.setFocus()
    typed("99.5, 112.1", KEY.Key_Return)
    assert form.draft().lat is None


def test_the_map_gives_the_place(form: IntakeForm, sent: Sent) -> None:
    QTest.keyClick(keyboard(), KEY.Key_P, ALT)
    assert sent.picks == 1
    positions: list[object] = []
    form.position_changed.connect(positions.append)
    form.set_position(-8.1, 112.17)
    assert form.draft().lat == -8.1
    assert positions == [(-8.1, 112.17)]


def test_typing_over_a_place_lets_go_of_its_position(form: IntakeForm) -> None:
    form.set_position(-8.1, 112.17)
    form.place.field.setFocus()
    typed("x")
    assert form.draft().lat is None
    assert "teks bebas" in form.place_why.text()


def test_the_draft_survives_an_accidental_close(form: IntakeForm, sent: Sent, qtbot: QtBot) -> None:
    typed("0812", KEY.Key_Tab, KEY.Key_Tab)
    typed("pohon tum")
    QTest.keyClick(keyboard(), KEY.Key_Escape)
    assert sent.closed == 1
    assert form.draft().text == "pohon tum"
    again = IntakeForm(Theme.load("dark"), WORDS)
    qtbot.addWidget(again)
    again.set_draft(sent.drafts[-1])
    assert again.draft() == form.draft()
    assert again.draft().answered_at == NOW


def test_a_whole_draft_comes_back(form: IntakeForm) -> None:
    draft = Draft(
        "0812", "Ibu", "banjir", "flood", 1, "naik cepat", "Gedog", -8.1, 112.1, "area", "1005", 203, NOW
    )
    form.set_draft(draft)
    assert form.draft() == draft
    assert form.category.text() == "Banjir"


def test_the_caller_is_said_never_judged(form: IntakeForm, qtbot: QtBot) -> None:
    typed("0812666")
    qtbot.waitUntil(lambda: "4 iseng" in form.history.text(), timeout=3000)
    assert form.history.property("tone") == "system"
    form.set_caller("0899", CallerLine("lain"))
    assert "4 iseng" in form.history.text()


def test_text_of_any_kind_is_only_text(form: IntakeForm, sent: Sent) -> None:
    words = "<b>pohon</b> \u202e مرحبا 🙏 " + "x" * 5000
    form.text.setPlainText(words)
    form.set_position(-8.1, 112.17)
    form.submit()
    assert sent.commands[0].text == words.strip()[:4000]


def test_every_quick_key_has_a_button(form: IntakeForm) -> None:
    assert set(form.quick) == set(QUICK)
    for button in [*form.quick.values(), form.save, form.leave, form.pick]:
        assert min(button.width(), button.height()) >= 24


@pytest.mark.parametrize("field", ["category", "place"])
def test_escape_closes_from_every_field(form: IntakeForm, sent: Sent, field: str) -> None:
    picker = getattr(form, field)
    picker.field.setFocus()
    typed("ged", KEY.Key_Escape)
    assert sent.closed == 0  # the list went first
    typed("", KEY.Key_Escape)
    assert sent.closed == 1


def test_a_kept_draft_says_since_when_and_gives_way_to_another_call(form: IntakeForm, sent: Sent) -> None:
    assert not form.anew.isVisible()
    typed("0812", KEY.Key_Tab, KEY.Key_Tab)
    typed("pohon tumbang", KEY.Key_Escape)
    form.set_now(NOW + 600_000)
    form.begin()
    assert form.since.text() == f"draf sejak {WORDS.time(NOW)}"
    form.set_now(NOW + 86_400_000)
    form.begin()
    assert form.since.text() == f"draf sejak {WORDS.moment(NOW, NOW + 86_400_000)}"
    form.set_now(NOW + 600_000)
    QTest.keyClick(keyboard(), KEY.Key_B, ALT)
    assert form.draft() == Draft(answered_at=NOW + 600_000)
    assert form.since.text() == ""
    assert keyboard() is form.phone
    QTest.keyClick(keyboard(), KEY.Key_B, ALT)
    assert (form.draft().phone, form.draft().text) == ("0812", "pohon tumbang")
    assert form.draft().answered_at == NOW
    assert sent.commands == []


def test_nothing_of_one_call_is_left_for_the_next(form: IntakeForm, qtbot: QtBot) -> None:
    told: list[object] = []
    form.position_changed.connect(told.append)
    typed("", KEY.Key_Tab, KEY.Key_Tab)
    typed("pohon tumbang", KEY.Key_Tab, KEY.Key_Tab)
    typed("ged", KEY.Key_Return)
    assert form.place_why.text()
    assert told[-1] is not None
    QTest.keyClick(keyboard(), KEY.Key_Return, CTRL)
    assert told[-1] is None
    form.begin()
    assert form.place_why.text() == ""
    assert not form.anew.isVisible()
