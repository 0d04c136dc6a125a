"""The themes keep what the design promises: contrast, colour-vision distance, complete style sheets."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.widgets.colour_science import VISIONS, contrast, distance, lab
from widgets.theme import NAMES, SIZES, Theme, scale_for

SURFACES = ("ground", "rail", "panel", "raised", "selected")


def test_the_distance_is_the_published_one() -> None:
    assert distance((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert distance((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("name", NAMES)
def test_text_is_readable_on_every_surface(name: str) -> None:
    theme = Theme.load(name)
    for surface in SURFACES:
        for token in ("text", "text_strong", "text_dim", "system"):
            ratio = contrast(getattr(theme, token), getattr(theme, surface))
            assert ratio >= 4.5, f"{token} on {surface}: {ratio:.2f}"
    assert contrast(theme.primary_text, theme.primary) >= 7


@pytest.mark.parametrize("name", NAMES)
def test_severities_are_seen_on_every_surface(name: str) -> None:
    theme = Theme.load(name)
    for surface in (*SURFACES, "map_sea"):
        for rank, colour in enumerate(theme.severity):
            ratio = contrast(colour, getattr(theme, surface))
            assert ratio >= 3, f"severity {rank} on {surface}: {ratio:.2f}"
    for colour, text in zip(theme.severity, theme.chip_text, strict=True):
        assert contrast(colour, text) >= 4.5
    # an overdue deadline is written in the critical colour
    for surface in ("rail", "panel"):
        assert contrast(theme.severity[0], getattr(theme, surface)) >= 4.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_severities_stay_apart_in_every_vision(name: str, vision: str) -> None:
    colours = [lab(colour, vision) for colour in Theme.load(name).severity]
    assert min(distance(a, b) for a, b in combinations(colours, 2)) >= 17


@pytest.mark.parametrize("name", NAMES)
def test_the_system_colour_is_no_severity(name: str) -> None:
    theme = Theme.load(name)
    assert min(distance(lab(theme.system), lab(colour)) for colour in theme.severity) >= 17


@pytest.mark.parametrize("name", NAMES)
def test_edges_of_controls_and_focus_are_visible(name: str) -> None:
    theme = Theme.load(name)
    for surface in SURFACES:
        assert contrast(theme.focus, getattr(theme, surface)) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_style_sheet_is_complete_and_follows_the_scale(name: str) -> None:
    plain = Theme.load(name).stylesheet()
    large = Theme.load(name, 2.0).stylesheet()
    for text in (plain, large):
        assert "$" not in text
        assert not re.search(r"\ddp", text)
    assert "min-height: 24px" in plain
    assert "min-height: 48px" in large


def test_figures_are_tabular_and_the_font_is_inter(qtbot: QtBot) -> None:
    del qtbot
    theme = Theme.load("dark")
    font = theme.font("body")
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("11.11.11") == pytest.approx(metrics.horizontalAdvance("20.47.08"))
    if "Inter" in QFontDatabase.families():
        assert QFontInfo(font).family() == "Inter"


def test_tabular_figures_survive_the_style_sheet(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme.load("dark")
    before = app.font()
    app.setFont(theme.font())
    label = QPushButton("1")
    qtbot.addWidget(label)
    label.setStyleSheet(theme.stylesheet())
    label.ensurePolished()
    assert QFont.Tag("tnum") in label.font().featureTags()
    app.setFont(before)


def test_sizes_follow_the_scale(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setFont(Theme.load("dark", 1.7).font("title", 600))
    assert label.font().pixelSize() == round(SIZES["title"] * 1.7)
    assert [scale_for(width) for width in (1366, 1920, 2560, 3840)] == [1.0, 1.0, 1.25, 1.7]


def test_an_unknown_theme_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Theme.load("neon")
