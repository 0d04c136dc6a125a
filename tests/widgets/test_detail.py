"""The detail: every action by key and by button, inline questions, masked reporters, honest states."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

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
    RevealReporter,
)
from services.contract.records import Disposition, Placement, Role, Severity, Status
from services.rules.permissions import tags_for
from tests.widgets.invented import CHOICES, NOW, WORDS, Adviser, detail
from widgets.detail import panel as panel_module
from widgets.detail.model import Completeness, DetailData, Identity, ReportRow, TimelineRow
from widgets.detail.panel import DetailPanel
from widgets.format import MINUTE
from widgets.intake.form import IntakeForm
from widgets.keys import Action, KeyMap
from widgets.theme import Theme
from widgets.tickets import Ticket, TicketState

KEY = Qt.Key
SUPERVISOR = frozenset(tags_for(Role.SUPERVISOR))


class Sent(QObject):
    """Collects what a panel asks for."""

    def __init__(self, panel: DetailPanel) -> None:
        super().__init__(panel)
        self.commands: list[object] = []
        self.notices: list[str] = []
        panel.command_requested.connect(self.commands.append)
        panel.notice_requested.connect(self.notices.append)


@pytest.fixture
def panel(qtbot: QtBot) -> DetailPanel:
    panel = DetailPanel(Theme.load("dark"), WORDS, KeyMap())
    qtbot.addWidget(panel)
    panel.resize(900, 900)
    panel.set_now(NOW)
    panel.set_choices(CHOICES)
    panel.set_permitted(SUPERVISOR)
    panel.set_detail(detail())
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


@pytest.fixture
def sent(panel: DetailPanel) -> Sent:
    return Sent(panel)


def press(key: Qt.Key, words: str = "") -> None:
    """Type into whatever has the keyboard, as a person does."""
    if words:
        QTest.keyClicks(keyboard(), words)
    QTest.keyClick(keyboard(), key)


def keyboard() -> QWidget:
    """Whatever has the keyboard."""
    target = QApplication.focusWidget()
    assert target is not None
    return target


def shown_text(panel: DetailPanel) -> str:
    # Qt shows what was added to a layout with the next events
    QApplication.processEvents()
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def buttons(panel: DetailPanel) -> dict[str, QPushButton]:
    QApplication.processEvents()
    return {button.text(): button for button in panel.findChildren(QPushButton) if button.isVisible()}


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
    press(KEY.Key_Return, "tiga puluh")
    assert "angka" in shown_text(panel)
    QTest.keySequence(keyboard(), "Ctrl+A")
    press(KEY.Key_Return, "30")
    assert sent.commands == [
        AssignAgencies(
            incident_id=201, agencies=("dlh", "pln", "dishub"), task="tutup jalan", due_at=NOW + 30 * MINUTE
        )
    ]


def test_what_fits_nothing_is_said(panel: DetailPanel, sent: Sent) -> None:
    panel.acts.run(Action.ASSIGN)
    QTest.keyClicks(keyboard(), "xyz")
    picker = panel.prompt._picker
    assert picker.list.item(0).text() == "tidak ada yang cocok dengan „xyz“"
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


# --- showing ---


def test_text_of_citizens_stays_text(panel: DetailPanel) -> None:
    assert "<img src=x onerror=alert(1)>" in shown_text(panel)
    for label in panel.findChildren(QLabel):
        assert label.textFormat() in (Qt.TextFormat.PlainText, Qt.TextFormat.AutoText)
        if label.textFormat() == Qt.TextFormat.AutoText:
            assert not label.text()


def test_a_word_longer_than_a_line_is_not_cut(panel: DetailPanel, qtbot: QtBot) -> None:
    panel.set_detail(detail(title="y" * 300, reports=(ReportRow(1, "KBL-1", NOW, "app", "z" * 4000),)))
    QApplication.processEvents()
    label = next(label for label in panel.findChildren(QLabel) if "zzz" in label.text())
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()), timeout=3000)
    assert label.height() > 20 * label.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: panel._title.height() > 1.9 * panel._title.fontMetrics().height(), timeout=3000)


def test_reporters_are_masked_until_revealed(panel: DetailPanel, sent: Sent, qtbot: QtBot) -> None:
    assert "pelapor: ••••, 3 laporan sebelumnya" in shown_text(panel)
    reveal = [b for b in panel.findChildren(QPushButton) if b.text() == "Tampilkan"]
    assert len(reveal) == 1
    QTest.mouseClick(reveal[0], Qt.MouseButton.LeftButton)
    press(KEY.Key_Return, "menelepon balik")
    assert sent.commands == [RevealReporter(report_id=122, reason="menelepon balik")]
    assert "0812" not in shown_text(panel)
    panel._forget.setInterval(50)
    panel.show_identity(Identity(122, "Ibu Contoh", "0812-5550-0199"))
    assert "Ibu Contoh · 0812-5550-0199" in shown_text(panel)
    qtbot.waitUntil(lambda: "0812" not in shown_text(panel), timeout=3000)
    assert panel_module.IDENTITY_MS <= 60_000


def test_who_may_not_reveal_sees_no_button(panel: DetailPanel) -> None:
    panel.set_permitted(frozenset(tags_for(Role.OPERATOR)))
    assert not [b for b in panel.findChildren(QPushButton) if b.text() == "Tampilkan" and b.isVisible()]
    assert "••••" in shown_text(panel)


def test_a_revealed_reporter_is_gone_with_the_incident(panel: DetailPanel) -> None:
    panel.show_identity(Identity(122, phone="0812-5550-0199"))
    panel.set_detail(detail(incident_id=5))
    assert "0812" not in shown_text(panel)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Completeness.OFFLINE, "Sambungan terputus"),
        (Completeness.LOADING, "sedang diambil"),
    ],
)
def test_incomplete_states_are_said(panel: DetailPanel, state: Completeness, words: str) -> None:
    panel.set_detail(detail(completeness=state))
    assert words in shown_text(panel)


def test_tickets_stand_beside_the_thing(panel: DetailPanel) -> None:
    panel.set_tickets(
        [
            Ticket("a", 201, "Tugaskan DLH", TicketState.SENT),
            Ticket("b", 201, "Klaim", TicketState.REJECTED, "Sudah dipegang O-2."),
            Ticket("c", 201, "Catatan", TicketState.CONFIRMED),
        ]
    )
    words = shown_text(panel)
    assert "Tugaskan DLH: terkirim" in words
    assert "Klaim: ditolak. Sudah dipegang O-2." in words
    assert "dikonfirmasi" not in words


def test_ages_and_the_deadline_count_on(panel: DetailPanel) -> None:
    assert "umur 11 mnt" in shown_text(panel)
    assert "tenggat 4 mnt" in shown_text(panel)
    panel.set_now(NOW + 10 * MINUTE)
    assert "umur 21 mnt" in shown_text(panel)
    assert "tenggat −6 mnt" in shown_text(panel)
    assert panel._deadline.property("tone") == "critical"


def test_a_similar_incident_is_one_press_away(panel: DetailPanel) -> None:
    wanted: list[int] = []
    panel.incident_requested.connect(wanted.append)
    line = next(
        b for b in panel.findChildren(QPushButton) if "Pohon tumbang tutup jalan" in b.accessibleName()
    )
    line.setFocus()
    QTest.keyClick(line, KEY.Key_Space)
    assert wanted == [203]


def test_long_histories_come_in_full_when_asked_for(panel: DetailPanel, qtbot: QtBot) -> None:
    reports = tuple(ReportRow(n, f"KBL-{n}", NOW, "app", f"laporan ke-{n}") for n in range(50))
    panel.set_detail(detail(reports=reports))
    qtbot.waitUntil(lambda: "Tampilkan semua, 50 laporan" in buttons(panel), timeout=3000)
    assert "laporan ke-49" in shown_text(panel)
    assert "laporan ke-20" not in shown_text(panel)
    QTest.mouseClick(buttons(panel)["Tampilkan semua, 50 laporan"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "laporan ke-0”" in shown_text(panel), timeout=3000)


def test_a_long_timeline_comes_in_full_when_asked_for(panel: DetailPanel, qtbot: QtBot) -> None:
    rows = tuple(TimelineRow(NOW + n, "P-1", f"baris ke-{n} " + "kata " * 40) for n in range(100))
    panel.set_detail(detail(timeline=rows))
    lines = panel._timeline.lines
    QApplication.processEvents()
    few = lines.height()
    assert lines.heightForWidth(300) > lines.heightForWidth(900)
    assert "baris ke-99" in lines.accessibleDescription()
    QTest.mouseClick(buttons(panel)["Tampilkan semua, 100 baris"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines.height() > 2 * few, timeout=3000)
    assert "baris ke-0 " in lines.accessibleDescription()


def test_nothing_selected_says_how_to_select(panel: DetailPanel) -> None:
    panel.set_detail(None)
    assert "Pilih kejadian" in shown_text(panel)
    assert panel.incident_id == 0


@pytest.mark.parametrize("width", [720, 900, 1600])
def test_every_width_paints(panel: DetailPanel, width: int) -> None:
    panel.resize(width, 500)
    assert not panel.grab().isNull()


def test_buttons_show_their_keys_and_are_large_enough(panel: DetailPanel) -> None:
    for action, button in panel.buttons.items():
        assert button.accessibleName().endswith(f", {KeyMap().key(action)}")
        assert min(button.width(), button.height()) >= 24


def test_data_is_equal_by_value() -> None:
    assert detail() == detail()
    assert isinstance(detail(), DetailData)
