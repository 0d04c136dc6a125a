"""Every pair of colours the wall writes with passes WCAG 2.2 AA, in both themes."""

import pytest

from tests.widgets.colour_science import contrast
from widgets.theme import NAMES, Theme, mixed
from widgets.wall.ink import Ink
from widgets.wall.scale import Viewing, scale_for


@pytest.fixture(params=NAMES)
def ink(request: pytest.FixtureRequest, qapp: object) -> Ink:
    return Ink(Theme.load(request.param), scale_for(Viewing(), 1920, 1080))


def test_words_on_every_ground(ink: Ink) -> None:
    theme = ink.theme
    for ground in (theme.panel, ink.critical_ground, theme.map_sea):
        for words in (theme.text, theme.text_strong, theme.text_dim, theme.system):
            assert contrast(words, ground) >= 4.5, (theme.name, words, ground)
    assert contrast(theme.severity[0], theme.panel) >= 4.5  # the count of unclaimed critical incidents


def test_words_on_banners(ink: Ink) -> None:
    theme = ink.theme
    for ground in (theme.system, theme.text_strong, mixed(theme.text_strong, theme.panel, 0.25)):
        assert contrast(theme.ground, ground) >= 4.5, (theme.name, ground)


def test_shapes_and_bars_stand_out(ink: Ink) -> None:
    theme = ink.theme
    for ground in (theme.panel, ink.critical_ground):
        for shape in (*theme.severity, theme.text, theme.system):
            assert contrast(shape, ground) >= 3, (theme.name, shape, ground)
