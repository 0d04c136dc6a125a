"""Nothing but plain words is read aloud, and the words are those people say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.briefing import CHAPTERS, Chapter, Item
from services.reporting import spoken as voice
from services.reporting.spoken import number_words, seconds_of, spoken, time_words

_ONES = {"nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8}
_ONES |= {"sembilan": 9, "sepuluh": 10, "sebelas": 11}
_SIZES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def heard(words: str) -> int:
    """The number somebody writes down who hears these words."""
    whole = part = last = 0
    for word in words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word in _ONES:
            last = _ONES[word]
            part += last
        elif word == "belas":
            part += 10
        elif word == "puluh":
            part += last * 9
        elif word == "ratus":
            part += last * 99
        else:
            whole, part = whole + part * _SIZES[word], 0
    return whole + part


@given(st.integers(0, 10**14))
def test_a_number_is_understood(number: int) -> None:
    assert heard(number_words(number)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (15, "lima belas"),
        (100, "seratus"),
        (187, "seratus delapan puluh tujuh"),
        (1_000, "seribu"),
        (21_011, "dua puluh satu ribu sebelas"),
    ],
)
def test_numbers_people_say(number: int, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (6, 58, "pukul enam lima puluh delapan"),
        (7, 0, "pukul tujuh"),
        (7, 5, "pukul tujuh lewat lima"),
        (0, 10, "pukul nol sepuluh"),
    ],
)
def test_times_people_say(hour: int, minute: int, words: str) -> None:
    assert time_words(hour, minute) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("KB-261121-0187", "nomor seratus delapan puluh tujuh"),
        ("#12", "nomor dua belas"),
        ("sejak 06.58 WIB", "sejak pukul enam lima puluh delapan"),
        ("pukul 21.47", "pukul dua puluh satu empat puluh tujuh"),
        ("s.d. 23.30", "sampai pukul dua puluh tiga tiga puluh"),
        ("RT 03/RW 02 Kel. Gedog", "er te tiga er we dua Kelurahan Gedog"),
        ("RT.3 RW.12", "er te tiga er we dua belas"),
        ("RT/RW", "er te er we"),
        ("Jl. Merdeka No. 12", "Jalan Merdeka nomor dua belas"),
        ("Jln. Tanjung gg. II", "Jalan Tanjung Gang i i"),
        ("OPD terkait", "o pe de terkait"),
        ("DLH · PLN", "de el ha, pe el en"),
        ("DPUPR: belum dibaca ulang", "de pe u pe er: belum dibaca ulang"),
        ("Satpol PP", "Satpol pe pe"),
        ("Basarnas dan SAR", "Basarnas dan SAR"),
        ("belum ada PJ", "belum ada penanggung jawab"),
        ("1,2 km di luar kota", "satu koma dua kilometer di luar kota"),
        ("640 m di luar kota", "enam ratus empat puluh meter di luar kota"),
        ("11 mnt", "sebelas menit"),
        ("1 j 10", "satu jam sepuluh menit"),
        ("2 hr", "dua hari"),
        ("1.234 laporan", "seribu dua ratus tiga puluh empat laporan"),
        ("1.234.567", "satu juta dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh"),
        ("012", "nol satu dua"),
        ("Genangan 50% jalan", "Genangan lima puluh persen jalan"),
        ("", ""),
    ],
)
def test_written_and_spoken(written: str, words: str) -> None:
    assert spoken(written) == words


@given(st.text(max_size=80))
def test_whatever_is_written_no_figure_reaches_the_voice(text: str) -> None:
    said = spoken(text)
    assert not any(each.isdigit() for each in said)
    assert said == said.strip()
    assert "  " not in said


ITEM = Item(
    key="incident:187",
    title="Pohon tumbang menimpa kabel listrik",
    place="Gedog",
    since=1_000_000,
    who="sri · DLH · PLN",
    next="DLH: belum dibaca ulang",
    rank=0,
    ref="KB-261121-0187",
)
NOW = 1_000_000 + 11 * 60_000


def test_an_item_with_all_the_time_it_needs() -> None:
    assert voice.item_words(ITEM, NOW, 60_000) == (
        "Kritis. Pohon tumbang menimpa kabel listrik, Gedog. Sudah sebelas menit. Ditangani sri, de el ha, "
        "pe el en. Berikutnya: de el ha: belum dibaca ulang. Nomor seratus delapan puluh tujuh."
    )


@given(st.integers(1_000, 60_000))
def test_words_fit_into_their_time_except_what_and_where(within_ms: int) -> None:
    said = voice.item_words(ITEM, NOW, within_ms)
    head = "Kritis. Pohon tumbang menimpa kabel listrik, Gedog."
    assert said.startswith(head)
    assert said == head or seconds_of(said) <= within_ms / 1000 + 1
    assert ("Berikutnya" in said) >= ("Ditangani" in said)


def test_nobody_has_it() -> None:
    said = voice.item_words(Item(key="incident:1", title="Banjir", who="belum ada PJ"), NOW, 60_000)
    assert said == "Banjir. Belum ada penanggung jawab."


def test_how_many_more() -> None:
    counts = ((Chapter.UNSTABLE, 3), (Chapter.STABLE, 12))
    assert (
        voice.rest_words(counts, True, 60_000)
        == "Dan lima belas lainnya: tiga tidak stabil, dua belas stabil."
    )
    assert voice.rest_words(counts, False, 60_000).startswith("Lima belas butir: ")
    assert voice.rest_words(counts, True, 1_000) == "Dan lima belas lainnya."
    assert set(voice.CHAPTERS) == set(CHAPTERS)


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (20_000, "kurang dari satu menit"),
        (70 * 60_000, "satu jam sepuluh menit"),
        (50 * 3_600_000, "dua hari"),
    ],
)
def test_how_long(ms: int, words: str) -> None:
    assert voice.duration_words(ms) == words
