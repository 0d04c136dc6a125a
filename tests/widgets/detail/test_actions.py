"""The detail: every action by key and by button, with its questions inline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeCategory,
    ChangeSeverity,
    ChangeStatus,
    ClaimIncident,
    DisposeIncident,
    ReleaseIncident,
    RelocateIncident,
)
from services.contract.records import Disposition, Placement, Role, Severity, Status
from services.rules.permissions import tags_for
from tests.widgets.detail.driving import KEY, SUPERVISOR, Sent, keyboard, press, shown_text
from tests.widgets.invented import NOW, WORDS, Adviser, detail
from widgets.detail.assign import Proposal
from widgets.detail.panel import DetailPanel
from widgets.format import MINUTE
from widgets.intake.form import IntakeForm
from widgets.keys import Action
from widgets.theme import Theme

# --- actions ---


def test_claiming_what_nobody_has_asks_nothing(panel: DetailPanel, sent: Sent) -> None:
    panel.set_detail(detail(owner="", mine=False))
    QTest.mouseClick(panel.buttons[Action.CLAIM], Qt.MouseButton.LeftButton)
    assert sent.commands == [ClaimIncident(incident_id=201)]


def test_a_stale_claim_may_be_taken_at_once(panel: DetailPanel, sent: Sent) -> None:
    panel.set_detail(detail(owner="O-2", mine=False, owner_stale=True))
    panel.acts.run(Action.CLAIM)
    assert sent.commands == [ClaimIncident(incident_id=201)]


def test_taking_from_somebody_needs_a_reason(panel: DetailPanel, sent: Sent) -> None:
    panel.set_detail(detail(owner="O-2", mine=False))
    panel.buttons[Action.CLAIM].setFocus()
    panel.acts.run(Action.CLAIM)
    press(KEY.Key_Return)
    assert sent.commands == []
    assert "minimal 3" in shown_text(panel)
    press(KEY.Key_Return, "O-2 istirahat")
    assert sent.commands == [ClaimIncident(incident_id=201, reason="O-2 istirahat")]
    assert not panel.prompt.isVisible()
    assert panel.buttons[Action.CLAIM].hasFocus()


def test_what_is_mine_already_is_said(panel: DetailPanel, sent: Sent) -> None:
    panel.acts.run(Action.CLAIM)
    assert sent.commands == []
    assert "sudah Anda pegang" in sent.notices[0]


def test_release(panel: DetailPanel, sent: Sent) -> None:
    panel.acts.run(Action.RELEASE)
    assert sent.commands == [ReleaseIncident(incident_id=201)]


def test_assigning_by_typing(panel: DetailPanel, sent: Sent) -> None:
    panel.set_detail(detail(agencies=(), suggested_agencies=()))
    panel.acts.run(Action.ASSIGN)
    press(KEY.Key_Return, "satpol")
    press(KEY.Key_Return, "bpb")
    press(KEY.Key_Tab)
    press(KEY.Key_Return, "amankan kabel")
    assert sent.commands == [
        AssignAgencies(incident_id=201, agencies=("satpolpp", "bpbd"), task="amankan kabel")
    ]


def test_assigning_keeps_what_is_assigned_and_takes_a_deadline(panel: DetailPanel, sent: Sent) -> None:
    panel.acts.assign("dishub")
    press(KEY.Key_Tab)
    press(KEY.Key_Tab, "tutup jalan")
    press(KEY.Key_Tab, "simpang tiga Gedog")
    press(KEY.Key_Return, "tiga puluh")
    assert "angka" in shown_text(panel)
    QTest.keySequence(keyboard(), "Ctrl+A")
    press(KEY.Key_Return, "30")
    assert sent.commands == [
        AssignAgencies(
            incident_id=201,
            agencies=("dlh", "pln", "dishub"),
            task="tutup jalan",
            where="simpang tiga Gedog",
            due_at=NOW + 30 * MINUTE,
        )
    ]


def test_a_proposal_is_taken_with_one_key_but_a_critical_one_is_looked_at_first(
    panel: DetailPanel, sent: Sent
) -> None:
    note = "Saran: Dishub. Karena: sedang piket. Kurang: posisi 22 menit lama."
    panel.acts.run(Action.RECOMMENDED)
    assert sent.commands == []
    assert "Tidak ada saran" in sent.notices[-1]
    panel.acts.set_proposal(Proposal(201, "dishub", False, note))
    panel.acts.run(Action.RECOMMENDED)
    assert sent.commands == []
    assert note in shown_text(panel)
    press(KEY.Key_Tab)
    press(KEY.Key_Tab)
    press(KEY.Key_Return)
    proposed = AssignAgencies(incident_id=201, agencies=("dlh", "pln", "dishub"))
    assert sent.commands == [proposed]
    panel.set_detail(detail(rank=1))
    panel.acts.run(Action.RECOMMENDED)
    assert panel.prompt.asking  # somebody is assigned already: a key pressed twice calls out nobody else
    panel.prompt.dismiss()
    panel.set_detail(detail(rank=1, agencies=()))
    panel.acts.run(Action.RECOMMENDED)
    alone = AssignAgencies(incident_id=201, agencies=("dishub",))
    assert sent.commands == [proposed, alone]
    panel.acts.set_proposal(Proposal(202, "dishub", False, note))
    panel.acts.run(Action.RECOMMENDED)
    assert sent.commands == [proposed, alone]


def test_what_fits_nothing_is_said(panel: DetailPanel, sent: Sent) -> None:
    panel.acts.run(Action.ASSIGN)
    QTest.keyClicks(keyboard(), "xyz")
    picker = panel.prompt._picker
    assert picker.list.item(0).text() == "tidak ada yang cocok dengan “xyz”"
    QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=picker.list.rect().center())
    assert panel.prompt.answer().picked == ("dlh", "pln")
    assert sent.commands == []


def test_an_assignment_needs_somebody(panel: DetailPanel, sent: Sent) -> None:
    panel.set_detail(detail(agencies=(), suggested_agencies=()))
    panel.acts.run(Action.ASSIGN)
    panel.prompt.accept()
    assert "sedikitnya satu" in shown_text(panel)
    press(KEY.Key_Escape)
    assert not panel.prompt.isVisible()
    assert sent.commands == []


def test_status_by_number_with_a_note_for_the_citizen(panel: DetailPanel, sent: Sent) -> None:
    panel.acts.run(Action.STATUS)
    press(KEY.Key_2)
    press(KEY.Key_Return)
    press(KEY.Key_Return, "regu 2 tiba")
    assert sent.commands == [ChangeStatus(incident_id=201, status=Status.ON_SCENE, note="regu 2 tiba")]


def test_reopening_needs_a_note(panel: DetailPanel, sent: Sent) -> None:
    panel.set_detail(detail(status=Status.CLOSED.value, status_word="ditutup", closed=True))
    panel.acts.run(Action.STATUS)
    press(KEY.Key_1)
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert "perlu catatan" in shown_text(panel)
    assert sent.commands == []


def test_only_permitted_statuses_are_offered(panel: DetailPanel) -> None:
    panel.set_permitted(SUPERVISOR, ("on_scene", "resolved"))
    panel.acts.run(Action.STATUS)
    captions = [button.text() for button in panel.prompt.findChildren(QPushButton) if button.isCheckable()]
    assert captions == ["1  di lokasi", "2  tertangani"]


def test_severity_needs_a_reason_and_shows_shapes(panel: DetailPanel, sent: Sent) -> None:
    panel.acts.run(Action.CHANGE)
    press(KEY.Key_2)
    panel.prompt.accept()
    assert "perlu alasan" in shown_text(panel)
    QTest.keyClicks(panel.prompt._text, "kabel sudah padam")
    panel.prompt.accept()
    assert sent.commands == [
        ChangeSeverity(incident_id=201, severity=Severity.HIGH, reason="kabel sudah padam")
    ]


def test_category_by_typing(panel: DetailPanel, sent: Sent) -> None:
    panel.acts.run(Action.CHANGE)
    panel.prompt._picker.field.setFocus()
    press(KEY.Key_Return, "banj")
    press(KEY.Key_Return)
    assert sent.commands == [ChangeCategory(incident_id=201, category="flood")]


def test_an_operator_changes_the_category_only(panel: DetailPanel) -> None:
    panel.set_permitted(frozenset(tags_for(Role.OPERATOR)))
    assert not panel.buttons[Action.ASSIGN].isVisible()
    panel.acts.run(Action.CHANGE)
    assert not any(button.isCheckable() for button in panel.prompt.findChildren(QPushButton))


def test_duplicate_of_a_similar_one_or_by_number(panel: DetailPanel, sent: Sent) -> None:
    panel.set_finder(lambda number: 187 if number.strip() == "187" else 0)
    panel.acts.run(Action.DUPLICATE)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    panel.acts.run(Action.DUPLICATE)
    QTest.keyClicks(keyboard(), "187")
    panel.prompt.accept()
    assert sent.commands == [
        DisposeIncident(incident_id=201, disposition=Disposition.DUPLICATE, target_id=203),
        DisposeIncident(incident_id=201, disposition=Disposition.DUPLICATE, target_id=187),
    ]
    panel.acts.run(Action.DUPLICATE)
    QTest.keyClicks(keyboard(), "99")
    panel.prompt.accept()
    assert "Tidak ada kejadian" in shown_text(panel)


@pytest.mark.parametrize(
    ("action", "disposition"),
    [
        (Action.PRANK, Disposition.PRANK),
        (Action.GHOST, Disposition.GHOST),
        (Action.INFORMATION, Disposition.INFORMATION),
        (Action.OUTSIDE, Disposition.OUTSIDE),
    ],
)
def test_one_key_settles_a_single_mild_report(
    panel: DetailPanel, sent: Sent, action: Action, disposition: Disposition
) -> None:
    panel.set_detail(detail(rank=2, report_count=1, agencies=()))
    panel.acts.run(action)
    assert sent.commands == [DisposeIncident(incident_id=201, disposition=disposition)]


def test_one_key_does_not_hide_what_many_saw(panel: DetailPanel, sent: Sent) -> None:
    panel.acts.run(Action.PRANK)
    assert sent.commands == []
    assert "6 laporan" in shown_text(panel)
    press(KEY.Key_Return, "semua dari satu nomor")
    assert sent.commands == [
        DisposeIncident(incident_id=201, disposition=Disposition.PRANK, reason="semua dari satu nomor")
    ]


def test_note(panel: DetailPanel, sent: Sent) -> None:
    panel.acts.run(Action.NOTE)
    press(KEY.Key_Return, "warga menjauh")
    assert sent.commands == [AddNote(incident_id=201, text="warga menjauh")]


def test_the_place_is_put_right_by_name_or_coordinates(panel: DetailPanel, sent: Sent) -> None:
    form = IntakeForm(Theme.load("dark"), WORDS, panel)
    form.hide()
    form.set_advisor(Adviser())
    panel.acts.set_place_finder(form.find_places)
    panel.acts.run(Action.RELOCATE)
    panel.prompt.accept()
    assert "Pilih tempat" in shown_text(panel)
    press(KEY.Key_Return, "gaj")
    press(KEY.Key_Return, "salah jalan")
    panel.acts.run(Action.RELOCATE)
    QApplication.clipboard().setText("−8.0954, 112.1609")
    QTest.keySequence(keyboard(), "Ctrl+V")
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert sent.commands == [
        RelocateIncident(
            incident_id=201,
            lat=-8.1,
            lon=112.16,
            placement=Placement.STREET,
            area="35.72.01.1001",
            place="Jalan Gajah Mada",
            reason="salah jalan",
        ),
        RelocateIncident(
            incident_id=201,
            lat=-8.0954,
            lon=112.1609,
            placement=Placement.EXACT,
            area="35.72.03.1005",
            place="-8.0954, 112.1609",
        ),
    ]


def test_what_is_not_permitted_is_not_offered_and_not_done(panel: DetailPanel, sent: Sent) -> None:
    panel.set_permitted(frozenset(tags_for(Role.AUDITOR)))
    assert not any(button.isVisible() for button in panel.buttons.values())
    panel.acts.run(Action.CLAIM)
    assert sent.commands == []
    assert "tidak boleh" in sent.notices[0]


def test_another_incident_ends_the_question(panel: DetailPanel) -> None:
    panel.acts.run(Action.NOTE)
    panel.set_detail(detail(report_count=7))
    assert panel.prompt.isVisible()
    panel.set_detail(detail(incident_id=5))
    assert not panel.prompt.isVisible()
