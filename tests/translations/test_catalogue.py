"""Nothing on the screens is untranslated, nothing in the sources is English."""

import re
from pathlib import Path

import pytest

import resources
from tests.translations.catalogue import Entry, read
from tools.translations import collect

PLACEHOLDER = re.compile(r"\{[^{}]*\}|%n|%L?\d")
WORD = re.compile(r"[A-Za-z]+")

# Words that give an English sentence away; none of them is an Indonesian word or a proper name here.
ENGLISH = frozenset(
    """
    about after again all and any are assign assigned at back before button by cancel cannot
    category claim claimed close closed color colour connect connected connection critical day days
    delete disconnected done duplicate during edit empty error failed file filter for found from has
    have help here high hour hours how incident incidents into invalid is its key keys last list
    loading location low medium message minute minutes missing more must name new next not of ok old
    on once open operator's or order other owner phone place please press queue read ready reason
    release reload report reports required reset retry save saved screen search seconds select send
    sent settings show sign since sorry sort start state stop submit take than that the then there
    these they this time to too try undo unknown until update user view wait waiting was when where
    which while who why will window with without write wrong yes yet you your
    """.split()  # noqa: SIM905 a block of words is easier to read and to extend
)


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> list[Entry]:
    """The texts of the sources."""
    file = tmp_path_factory.mktemp("texts") / "now.ts"
    collect(repository, file)
    return read(file)


@pytest.fixture(scope="module")
def english() -> dict[tuple[str, str], Entry]:
    return {entry.key: entry for entry in read(resources.path("translations/patria_en.ts"))}


def test_the_sources_have_texts(now: list[Entry]) -> None:
    assert len(now) > 300


def test_every_text_has_an_english_translation(
    now: list[Entry], english: dict[tuple[str, str], Entry]
) -> None:
    missing = [entry.key for entry in now if entry.key not in english]
    assert missing == [], "run `make translations` and translate"


def test_no_translation_is_unfinished_or_empty(english: dict[tuple[str, str], Entry]) -> None:
    assert [entry.key for entry in english.values() if entry.unfinished or not all(entry.forms)] == []


def test_no_translation_outlives_its_text(now: list[Entry], english: dict[tuple[str, str], Entry]) -> None:
    assert sorted(set(english) - {entry.key for entry in now}) == []


def test_placeholders_are_the_same_in_both_languages(english: dict[tuple[str, str], Entry]) -> None:
    wrong = [
        (entry.source, form)
        for entry in english.values()
        for form in entry.forms
        if sorted(PLACEHOLDER.findall(entry.source)) != sorted(PLACEHOLDER.findall(form))
    ]
    assert wrong == []


def test_edges_are_the_same_in_both_languages(english: dict[tuple[str, str], Entry]) -> None:
    """A sentence stays a sentence: spaces at the ends and the final stop, question mark or ellipsis."""
    wrong = [
        (entry.source, form)
        for entry in english.values()
        for form in entry.forms
        if _edges(entry.source) != _edges(form)
    ]
    assert wrong == []


def _edges(text: str) -> tuple[bool, bool, str]:
    stripped = text.rstrip()
    return text != text.lstrip(), text != stripped, stripped[-1:] if stripped[-1:] in ".?…:" else ""


def test_the_sources_speak_indonesian(now: list[Entry]) -> None:
    suspects = [
        (entry.context, entry.source, sorted(found))
        for entry in now
        if (found := {word.lower() for word in WORD.findall(_spoken(entry.source))} & ENGLISH)
    ]
    assert suspects == []


def _spoken(text: str) -> str:
    """Without placeholders, sections of the settings file, addresses, and commands typed as they are."""
    return re.sub(r"\{[^{}]*\}|\[[a-z]+\]|https?://\S+|patria [a-z-]+( --\S+( \S+)?)?|--\S+", " ", text)
