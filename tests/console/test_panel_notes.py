"""Pictures of panels: nobody's identity is in them, they are small enough, they wait on disk for a line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.asking import Asker
from console.panel_notes import THIN_WIDTH, encoded, grabbed
from console.panel_pictures import FETCHED, WAITS, PanelStore
from services.contract.shiftlog import MAX_PICTURE
from services.feed.link import Endpoint, LinkState
from tests.console.making import NAMES, Room
from widgets.detail.model import Identity, ReportRow
from widgets.detail.sections import Reports
from widgets.intake.layout import IntakeFields
from widgets.labels import text
from widgets.theme import Theme


def black_share(picture: QImage) -> float:
    """How much of it is the black that something is painted over with."""
    points = [(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)]
    return sum(picture.pixelColor(x, y) == QColor("black") for x, y in points) / len(points)


def test_the_callers_fields_are_painted_over(qtbot: QtBot) -> None:
    fields = IntakeFields(Theme.load("light"))
    qtbot.addWidget(fields)
    fields.resize(600, 500)
    fields.show()
    fields.phone.setText("0812 3456 7890")
    before = fields.grab().toImage()
    shown = grabbed(fields)
    assert black_share(before) < 0.005
    for hidden in (fields.phone, fields.name):
        centre = hidden.mapTo(fields, hidden.rect().topLeft())
        assert shown.pixelColor(centre.x() + 3, centre.y() + 3) == QColor("black")


def test_a_revealed_identity_is_painted_over_and_the_rest_is_not(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    theme = Theme.load("light")
    secret = text(theme, "pelapor: Sari · 0812")
    secret.setProperty("identity", True)
    box = QVBoxLayout(panel)
    box.addWidget(text(theme, "Pohon tumbang"))
    box.addWidget(secret)
    panel.resize(300, 120)
    panel.show()
    shown = grabbed(panel)
    inside = secret.geometry().center()
    assert shown.pixelColor(secret.x() + 2, inside.y()) == QColor("black")
    assert shown.pixelColor(3, 3) != QColor("black")
    secret.hide()
    assert black_share(grabbed(panel)) < 0.01


@pytest.mark.parametrize("thin", [False, True])
def test_a_picture_is_never_too_large(thin: bool) -> None:
    noise = QImage(QSize(1900, 1000), QImage.Format.Format_RGB32)
    for y in range(noise.height()):  # what compresses worst
        for x in range(0, noise.width(), 4):
            noise.setPixel(x, y, hash((x, y)) & 0xFFFFFF)
    data = encoded(noise, thin=thin)
    assert 0 < len(data) <= MAX_PICTURE
    back = QImage.fromData(data)
    assert back.width() == (THIN_WIDTH if thin else 1900)
    plain = QImage(QSize(800, 400), QImage.Format.Format_RGB32)
    plain.fill(QColor("navy"))
    assert encoded(plain, thin=thin)[:4] == (b"\xff\xd8\xff\xe0" if thin else b"\x89PNG")


@pytest.fixture
def store(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[PanelStore, Callable[[], None]]]:
    """Over workers of its own and a backend that is not there."""
    room = Room()
    asker, disk = Asker(_nowhere), Asker(_nowhere)
    made = PanelStore(room.situation, asker, disk, tmp_path)
    room.situation.link = LinkState.DISCONNECTED

    def deliver() -> None:
        asker.deliver()
        disk.deliver()

    yield made, deliver
    asker.stop()
    disk.stop()


def _nowhere() -> Endpoint:
    raise ConnectionError("no backend")


def test_without_a_line_a_picture_waits_on_disk_and_is_shown_as_waiting(
    store: tuple[PanelStore, Callable[[], None]], tmp_path: Path, qtbot: QtBot
) -> None:
    panels, deliver = store
    picture = QImage(QSize(64, 64), QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    data = encoded(picture)
    kept: list[str] = []
    panels.keep(data, lambda sha256, error: kept.append(sha256) if error is None else None)

    def until(condition: Callable[[], object]) -> None:
        def so() -> None:
            deliver()
            assert condition()

        qtbot.waitUntil(so)

    until(lambda: kept)
    sha256 = kept[0]
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert (tmp_path / WAITS / sha256).read_bytes() == data
    assert panels.note(sha256)
    until(lambda: panels.picture(sha256) is not None)
    again = PanelStore(panels._situation, panels._asker, panels._disk, tmp_path)
    assert again.note(sha256), "also after a restart"


def test_a_file_that_is_not_what_its_name_says_is_not_shown(
    store: tuple[PanelStore, Callable[[], None]], tmp_path: Path, qtbot: QtBot
) -> None:
    panels, deliver = store
    sha256 = "0" * 64
    (tmp_path / FETCHED).mkdir()
    picture = QImage(QSize(64, 64), QImage.Format.Format_RGB32)
    (tmp_path / FETCHED / sha256).write_bytes(encoded(picture))
    assert panels.picture(sha256) is None

    def told() -> None:
        deliver()
        assert "no backend" in panels.why(sha256)

    qtbot.waitUntil(told)
    assert panels.picture(sha256) is None


def test_the_detail_marks_what_it_revealed(qtbot: QtBot) -> None:
    section = Reports(Theme.load("dark"), NAMES.words, lambda _number: None)
    qtbot.addWidget(section)
    row = ReportRow(7, "L-7", 1, "112", "Pohon", known_reporter=True)
    section.show_rows((row,), 0, True, Identity(report_id=7, name="Sari", phone="0812"))
    marked = [each for each in section.findChildren(QWidget) if each.property("identity")]
    assert len(marked) == 1
