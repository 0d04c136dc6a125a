"""The command language on an English screen: its own words are offered, and both are understood on any."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from services.contract.commands import ChangeStatus, EndDrill, StartDrill
from services.contract.records import Status
from tests.widgets.test_command_parse import CONTEXT
from widgets.commandbar.complete import complete
from widgets.commandbar.parse import CHOICES, STATUS_WORDS, WORDS, Problem, parse
from widgets.commandbar.words import ARGUMENTS, ENGLISH
from widgets.intents import ChooseLog, ExportPeriod, ShowMap, ShowStreets, UseLanguage, UseSound, UseTheme

SAME = [
    ("theme light", "tema terang", UseTheme("light")),
    ("THEME Dark", "tema gelap", UseTheme("dark")),
    ("language english", "bahasa inggris", UseLanguage("en")),
    ("language en", "bahasa en", UseLanguage("en")),
    ("language id", "bahasa indonesia", UseLanguage("id")),
    ("sound off", "bunyi mati", UseSound(False)),
    ("map heat", "peta panas", ShowMap("heat")),
    ("map streets", "peta jalan", ShowStreets("file")),
    ("map plain", "peta polos", ShowStreets(None)),
    ("drill start flood", "latihan mulai flood", StartDrill(reason="flood")),
    ("drill end", "latihan selesai", EndDrill()),
    ("drill live", "latihan nyata", ChooseLog("live")),
    ("period last-month", "laporan bulan-lalu", ExportPeriod("bulan-lalu")),
    ("status closed", "status selesai", ChangeStatus(incident_id=7, status=Status.CLOSED)),
    ("status on scene", "status di lokasi", ChangeStatus(incident_id=7, status=Status.ON_SCENE)),
]


@pytest.fixture
def english() -> Iterator[None]:
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian))


@pytest.mark.parametrize(("line", "other", "wish"), SAME)
def test_both_languages_are_understood_on_an_indonesian_screen(line: str, other: str, wish: object) -> None:
    assert parse(line, CONTEXT) == wish
    assert parse(other, CONTEXT) == wish


@pytest.mark.parametrize(("line", "other", "wish"), SAME)
def test_and_on_an_english_one(english: None, line: str, other: str, wish: object) -> None:
    assert parse(line, CONTEXT) == wish
    assert parse(other, CONTEXT) == wish


def test_every_word_has_its_english() -> None:
    assert set(ENGLISH) == set(WORDS)
    assert len(set(ENGLISH.values())) == len(ENGLISH)
    assert {kind: set(words) for kind, words in CHOICES.items()} == {
        kind: set(ARGUMENTS[kind]) for kind in CHOICES
    }
    assert set(STATUS_WORDS) == set(ARGUMENTS["status"])


def test_an_english_screen_offers_english_words(english: None) -> None:
    assert complete("th", CONTEXT)[0].line == "theme "
    assert [found.line for found in complete("theme ", CONTEXT)] == ["theme dark", "theme light"]
    assert [found.line for found in complete("tema te", CONTEXT)] == ["tema terang"]
    assert complete("pet", CONTEXT)[0].line == "peta ", "the other language where only that fits"
    wish = parse("map sideways", CONTEXT)
    assert isinstance(wish, Problem)
    assert "map" in wish.sentence
    assert "heat" in wish.sentence
    assert "panas" not in wish.sentence


def test_an_indonesian_screen_offers_indonesian_words_first() -> None:
    lines = [found.line for found in complete("la", CONTEXT)]
    assert lines[:3] == ["lapor", "latihan ", "laporan "]
    assert lines[3] == "language "
