"""From words to a category and a severity, with the reasons said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.records import Severity
from services.rules.suggest import depth_in
from services.rules.words import Vocabulary, tokens
from tests.city.making import blitar
from tests.rules.making import arjuna_words, blitar_words

CALLS = Path(__file__).parent / "calls.txt"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("pohon besar tumbang menimpa kabel listrik di jl merdeka, jalan tertutup", "pohon-tumbang"),
        ("ada pohon roboh nutup jalan dekat alun2", "pohon-tumbang"),
        ("Pohon tumbangnya menimpa rumah warga", "pohon-tumbang"),
        ("wit ambruk nang dalan", "pohon-tumbang"),
        ("kebakaran rumah di gang mawar, masih ada orang di dalam", "kebakaran-bangunan"),
        ("ilalang terbakar belakang rumah", "kebakaran-lahan"),
        ("tabrakan motor sama mobil depan rsud, korban tidak sadar", "kecelakaan"),
        ("ibu mau melahirkan tolong ambulan", "medis-darurat"),
        ("lampu jalan mati sudah 3 hari", "pju-padam"),
        ("mati lampu sekampung sejak magrib", "listrik-padam"),
        ("lampu merah perempatan mati", "lampu-lalin"),
        ("Got mampet . Air tidak lancar", "saluran-tersumbat"),
        ("#drainaseburuk", "saluran-tersumbat"),
        ("Tidak ada saluran air jl. Bank raya", "saluran-tersumbat"),
        ("Bajir", "banjir"),
        ("BANJIIIIR selutut", "banjir"),
        ("Banjirnya gak surut2", "banjir"),
        ("#banjirkiriman lagi", "banjir"),
        ("Banjir mengakibatkan macet parah", "banjir"),
        ("Banjir bukan genangan", "banjir"),
        ("Kemarin tidak ada genangan. Hari ini tidak hujan tapi genangan muncul", "genangan"),
        ("bukan kebakaran, hanya bakar sampah", "bakar-sampah"),
        ("ular kobra masuk rumah", "hewan-berbahaya"),
        ("orang gila ngamuk bawa parang", "odgj"),
        ("air pdam mati dari pagi", "air-mati"),
        ("kabel wifi menjuntai ke jalan", "kabel-telekom"),
        ("hujan abu dari kelud", "abu-vulkanik"),
        ("jalan aspal berlubang", "jalan-berlubang"),
        ("sampah menumpuk di tps", "sampah"),
        ("𝗯𝗮𝗻𝗷𝗶𝗿 di perempatan", "banjir"),
    ],
)
def test_what_people_write_finds_its_category(text: str, category: str) -> None:
    found = blitar_words().suggest(text)
    assert found.category == category
    assert found.category_reason.startswith("kata: ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "tidak banjir kok",
        "tidak ada genangan",
        "bukan kebakaran",
        "belum banjir",
        "halo",
        "123",
        "洪水",
        "🌊🌊",
    ],
)
def test_nothing_known_is_said_so(text: str) -> None:
    found = blitar_words().suggest(text)
    assert (found.category, found.severity) == ("", Severity.LOW)
    assert found.category_reason == "tidak ada kata yang dikenal"


@pytest.mark.parametrize(
    ("text", "severity", "reason"),
    [
        ("pohon tumbang", Severity.HIGH, "bawaan Pohon tumbang"),
        (
            "pohon tumbang kena kabel pln",
            Severity.CRITICAL,
            "tersengat listrik (kata: kena kabel, kabel pln)",
        ),
        ("kecelakaan, pengendara meninggal", Severity.CRITICAL, "nyawa terancam (kata: meninggal)"),
        ("kecelakaan, tidak ada yang meninggal", Severity.HIGH, "bawaan"),
        ("kecelakaan, tidak ada korban meninggal", Severity.HIGH, "bawaan"),
        ("kecelakaan, tidak ada korban jiwa", Severity.HIGH, "bawaan"),
        ("kecelakaan tidak bisa lewat", Severity.HIGH, "bawaan"),
        ("genangan 80 cm", Severity.HIGH, "kedalaman sekitar 80 cm"),
        ("genangan 0,4 meter", Severity.MEDIUM, "bawaan"),
        ("banjir sedada", Severity.CRITICAL, "kedalaman sekitar 130 cm"),
        ("banjir se paha orang dewasa", Severity.HIGH, "bawaan"),
        ("banjir 200 meter dari kantor camat", Severity.HIGH, "bawaan"),
        ("jalan berlubang 80 cm", Severity.LOW, "bawaan"),
    ],
)
def test_severity_is_raised_with_its_reason(text: str, severity: Severity, reason: str) -> None:
    found = blitar_words().suggest(text)
    assert found.severity is severity
    assert reason in found.severity_reason


def test_what_the_source_states_is_kept() -> None:
    found = blitar_words().suggest("banjir", "pju-padam")
    assert found.category == "pju-padam"
    assert "sumber" in found.category_reason
    assert blitar_words().suggest("banjir", "unheard-of").category == "banjir"
    assert blitar_words().suggest("", "banjir", 150).severity is Severity.CRITICAL


def test_another_city_has_its_own_words() -> None:
    found = arjuna_words().suggest("rob lagi, air selutut naik sedada, ada yang hanyut")
    assert (found.category, found.severity) == ("rob", Severity.CRITICAL)
    assert arjuna_words().suggest("banjir pohon tumbang").category == ""
    assert arjuna_words().depth_cm("calap selutut") == 50


def test_a_hundred_calls_find_the_category_a_reader_would_choose() -> None:
    lines = CALLS.read_text(encoding="utf-8").splitlines()
    wrong = []
    for line in lines:
        if line.startswith("#"):
            continue
        expected, _, text = line.partition(" | ")
        found = blitar_words().suggest(text).category or "-"
        if found != expected:
            wrong.append(f"{text}: {found} instead of {expected}")
    assert len(lines) > 100
    assert wrong == []


@given(st.text(max_size=4000))
def test_any_text_gives_an_answer(text: str) -> None:
    found = blitar_words().suggest(text)
    assert len(found.category_reason) <= 300
    assert len(found.severity_reason) <= 300
    assert found.category in {c.code for c in blitar().categories} | {""}


_PIECES = tokens(
    "banjir pohon tumbang tidak ada kabel listrik jalan rusak lampu mati 80 cm selutut drainaseburuk "
    "kebakaran korban di yang bukan air surut banjiiir ٣٤ 2 meter meninggal"
)
_WORDS = st.sampled_from([*_PIECES, "𝗯𝗮𝗻𝗷𝗶𝗿", "\u0130", "#banjir_kota"])


@given(st.lists(_WORDS, max_size=40), st.sampled_from(["", "banjir", "sampah", "?"]), st.integers(-5, 10_000))
def test_known_words_in_any_order_only_raise(words: list[str], category: str, depth: int) -> None:
    text = " ".join(words)
    found = blitar_words().suggest(text, category, depth)
    default = {c.code: c.severity for c in blitar().categories}.get(found.category, Severity.LOW)
    assert found.severity.rank <= default.rank
    assert blitar_words().suggest(text, category, depth) == found


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("air 50cm", 50),
        ("1,5 meter", 150),
        ("1.2 m", 120),
        ("2 meter", 200),
        ("dari 30 cm jadi 60 cm", 60),
        ("200 meter dari kantor", 0),
        ("3 meter dari rumah", 0),
        ("jam 14.30", 0),
        ("600 cm", 0),
        ("", 0),
    ],
)
def test_depth_in_figures(text: str, depth: int) -> None:
    assert depth_in(text) == depth


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("banjirnya", "banjir"),
        ("kebanjiran", "banjir"),
        ("menimpa", "timpa"),
        ("nimpa", "timpa"),
        ("tertimpa", "timpa"),
        ("dibakar", "bakar"),
        ("pembakaran", "bakar"),
        ("menyumbat", "sumbat"),
        ("tersumbat", "sumbat"),
        ("bajir", "banjir"),
        ("banijr", "banjir"),
        ("bannjir", "banjir"),
        ("perumahan", None),
        ("ramah", None),
        ("air", None),
    ],
)
def test_words_behind_affixes_and_slips(token: str, word: str | None) -> None:
    vocabulary = Vocabulary(["banjir", "timpa", "bakar", "sumbat", "rumah"])
    assert [vocabulary.words[i] for i in vocabulary.find(token)] == ([word] if word else [])


def test_a_hashtag_is_taken_apart_only_as_a_whole() -> None:
    vocabulary = Vocabulary(["drainase", "buruk"])
    assert len(vocabulary.find("drainaseburuk")) == 2
    assert vocabulary.find("drainaseburukx") == ()


def test_tokens_are_bounded() -> None:
    assert len(tokens("a " * 5000)) == 600
    assert tokens("#Banjir_Blitar, Jl.Merdeka!") == ["banjir", "blitar", "jl", "merdeka"]
