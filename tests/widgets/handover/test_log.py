"""The shift log's page: by arrow keys, a corrected note stays, what was searched is marked, pictures."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.handover.log import LogPage
from widgets.handover.logrows import NoteRow
from widgets.handover.marked import flow
from widgets.handover.model import InstructionLine, LogEntry, NoteLine, SystemLine, WatchLine
from widgets.theme import Theme

NOTES = (
    NoteLine(3, "21.50 · sri", "Genset di Sananwetan", "membetulkan sri, 21.40"),
    NoteLine(2, "21.45 · budi", "kata " * 80),
    NoteLine(1, "21.40 · sri", "Genset di Sukorejo", struck="dibetulkan 21.50 oleh sri"),
)


def page_of(qtbot: QtBot) -> LogPage:
    page = LogPage(Theme.load("dark"))
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.set_entries(NOTES, "")
    page.focus_first()
    return page


def test_notes_are_walked_through_and_keep_the_keyboard(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    assert page.current == 3
    QTest.keyClick(page.rows[0], Qt.Key.Key_Down)
    assert page.current == 2
    page.set_entries((NoteLine(4, "21.55 · sri", "baru"), *NOTES), "")
    assert page.current == 2, "a new note on top does not take the keyboard"


def test_a_corrected_note_is_struck_through_and_spoken(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    row = page.rows[2]
    assert isinstance(row, NoteRow)
    fonts = [font for font, _, words in row._parts() if words == "Genset di Sukorejo"]
    assert fonts[0].strikeOut()
    assert "dibetulkan 21.50 oleh sri" in row.accessibleName()


def test_a_long_note_wraps_instead_of_being_cut(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    row = page.rows[1]
    assert row.heightForWidth(300) > row.heightForWidth(900)
    qtbot.waitUntil(lambda: row.height() == row.heightForWidth(row.width()))


def test_the_filter_is_told(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    with qtbot.waitSignal(page.filtered) as told:
        page.filter.setText("genset")
    assert told.args == ["genset"]
    page.set_beside((InstructionLine(1, "Jalan ditutup", "dari sri", confirmed=False),), ("sri · Meja 1",))


def many(count: int) -> tuple[LogEntry, ...]:
    return (
        WatchLine("Regu Pagi · siti · 07.00–15.00"),
        *(SystemLine(n, "07.00", f"hal {n}") for n in range(count)),
    )


def test_headings_are_passed_over_and_the_end_asks_for_what_is_older(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.set_entries(many(60), "PgDn memuat yang lebih lama")
    page.focus_first()
    assert page.rows[0].line == SystemLine(0, "07.00", "hal 0")
    qtbot.waitUntil(lambda: page.rows[-1].y() > page.height())
    asked: list[None] = []
    page.older_requested.connect(lambda: asked.append(None))
    QTest.keyClick(page.rows[0], Qt.Key.Key_PageDown)
    assert not asked
    assert not page.rows[0].hasFocus()
    here = next(each for each in page.rows if each.hasFocus())
    QTest.keyClick(here, Qt.Key.Key_End)
    assert len(asked) == 1
    assert page.rows[-1].hasFocus()
    QTest.keyClick(page.rows[-1], Qt.Key.Key_Home)
    assert page.rows[0].hasFocus()


def test_rows_that_did_not_change_are_not_built_anew(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.set_entries(many(20), "")
    before = {id(row) for row in page.rows}
    page.set_entries((SystemLine(99, "07.01", "baru"), *many(20)), "")
    assert len(before & {id(row) for row in page.rows}) == 20
    tops = [row.y() for row in page.rows]
    qtbot.waitUntil(lambda: [row.y() for row in page.rows] == sorted(row.y() for row in page.rows))
    assert len(tops) == 21


def test_a_note_that_looks_different_keeps_the_keyboard(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.rows[1].setFocus()
    changed = NoteLine(2, "21.45 · budi", "kata " * 80, struck="dibetulkan 22.00 oleh budi")
    page.set_entries((NOTES[0], changed, NOTES[2]), "")
    assert page.current == 2


def test_what_was_searched_is_marked_whatever_its_case(qtbot: QtBot) -> None:
    theme = Theme.load("dark")
    plain, marked = (QImage(QSize(300, 40), QImage.Format.Format_RGB32) for _ in range(2))
    for picture, marks in ((plain, ()), (marked, ("genset",))):
        picture.fill(QColor(theme.panel))
        painter = QPainter(picture)
        flow(
            painter,
            QPointF(0, 0),
            300,
            "Ada 🔌 GENSET di sini",
            (theme.font("body"), theme.text),
            theme,
            marks,
        )
        painter.end()

    def selected(picture: QImage) -> int:
        points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return sum(picture.pixelColor(x, y) == QColor(theme.selected) for x, y in points)

    assert selected(plain) == 0
    assert selected(marked) > 100


class Pictures:
    """One picture, once it came."""

    def __init__(self) -> None:
        self.came: QImage | None = None

    def picture(self, sha256: str) -> QImage | None:
        return self.came

    def why(self, sha256: str) -> str:
        return "gambar belum sampai"

    def note(self, sha256: str) -> str:
        return ""


def test_a_picture_is_shown_small_and_opened_large(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    pictures = Pictures()
    page.set_pictures(pictures)
    page.set_entries((NoteLine(5, "22.00 · sri", "Peta", picture="a" * 64), *NOTES), "")
    page.focus_first()
    row = page.rows[0]
    without = row.heightForWidth(row.width())
    QTest.keyClick(row, Qt.Key.Key_O)
    assert page.large.isHidden(), "there is nothing to open yet"
    pictures.came = QImage(QSize(800, 450), QImage.Format.Format_RGB32)
    page.pictures_changed()
    assert row.heightForWidth(row.width()) > without + 50
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert page.large.isVisible()
    assert page.step_back()
    assert row.hasFocus()
    assert not page.step_back()
    page.filter.setText("genset")
    assert page.step_back()
    assert page.filter.text() == ""


def test_an_empty_log_says_so_on_a_small_screen(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.resize(1366, 640)
    page.set_entries((), "Belum ada catatan. N menulis catatan baru.")
    assert page._foot_label.isVisibleTo(page)
    label = page._foot_label
    qtbot.waitUntil(lambda: label.visibleRegion().boundingRect() == label.rect())
    assert label.height() >= label.heightForWidth(label.width())
