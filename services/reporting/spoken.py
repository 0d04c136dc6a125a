"""What is written, in the words people say: numbers, times, abbreviations. Indonesian, pure.

A voice reads `KB-261121-0187`, `21.47`, `RT 03/RW 02` or `DPUPR` in ways nobody understands; so nothing but
plain words is handed to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from services.contract.briefing import CHAPTER_WORDS, Chapter, Item

CHARS_PER_S: Final = 13.0
"""How fast a calm voice reads aloud."""
RANKS: Final = ("Kritis", "Tinggi", "Sedang", "Rendah")
CHAPTERS: Final = {chapter: words.lower() for chapter, words in CHAPTER_WORDS.items()}
_DIGITS: Final = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_GROUPS: Final = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"), (100, "ratus"))
_LETTERS: Final = {
    "A": "a", "B": "be", "C": "ce", "D": "de", "E": "e", "F": "ef", "G": "ge", "H": "ha", "I": "i", "J": "je",
    "K": "ka", "L": "el", "M": "em", "N": "en", "O": "o", "P": "pe", "Q": "ki", "R": "er", "S": "es",
    "T": "te", "U": "u", "V": "ve", "W": "we", "X": "eks", "Y": "ye", "Z": "zet",
}  # fmt: skip
_SHORT: Final = {
    "jl": "Jalan", "jln": "Jalan", "gg": "Gang", "no": "nomor", "kel": "Kelurahan", "kec": "Kecamatan",
    "kab": "Kabupaten", "ds": "Desa", "dsn": "Dusun", "jend": "Jenderal", "dr": "dokter", "ir": "insinyur",
    "tgl": "tanggal", "dll": "dan lain-lain", "pj": "penanggung jawab", "dgn": "dengan", "yg": "yang",
    "utk": "untuk", "mnt": "menit", "dtk": "detik", "km": "kilometer", "hr": "hari", "wib": "", "wita": "",
    "wit": "", "prov": "Provinsi", "perum": "Perumahan", "kp": "Kampung",
}  # fmt: skip
_NAMED: Final = frozenset({"SAR", "DAMKAR", "POLRI", "POLRES", "BASARNAS", "DARI", "DAN", "DI", "KE"})
"""Written in capitals, but said as a word."""
_LONGEST_NAME: Final = 5
"""Longer words in capitals are words."""


def number_words(number: int) -> str:
    """`187` → `seratus delapan puluh tujuh`; 0 or more."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(number, f"{_DIGITS[number - 10]} belas")
    if number < 100:
        return _with_rest(f"{_DIGITS[number // 10]} puluh", number % 10)
    size, name = next((size, name) for size, name in _GROUPS if number >= size)
    count = number // size
    head = f"se{name}" if count == 1 and size <= 1000 else f"{number_words(count)} {name}"
    return _with_rest(head, number % size)


def _with_rest(head: str, rest: int) -> str:
    return f"{head} {number_words(rest)}" if rest else head


def time_words(hour: int, minute: int) -> str:
    """`6, 58` → `pukul enam lima puluh delapan`; `7, 5` → `pukul tujuh lewat lima`."""
    said = f"pukul {number_words(hour)}"
    if not minute:
        return said
    return f"{said}{' lewat' if minute < 10 else ''} {number_words(minute)}"


def _digit_by_digit(digits: str) -> str:
    return " ".join(_DIGITS[int(digit)] for digit in digits)


def _plain_number(digits: str) -> str:
    """Numbers that are really names (a telephone, a leading zero) are said digit by digit."""
    if len(digits) > 6 or (len(digits) > 1 and digits.startswith("0")):
        return _digit_by_digit(digits)
    return number_words(int(digits))


def _decimal(found: re.Match[str]) -> str:
    return f"{_plain_number(found[1])} koma {_digit_by_digit(found[2])}"


def _hours(found: re.Match[str]) -> str:
    said = f"{number_words(int(found[1]))} jam"
    return f"{said} {number_words(int(found[2]))} menit" if found[2] else said


def _neighbourhood(found: re.Match[str]) -> str:
    letters = " ".join(_LETTERS[letter] for letter in found[1].upper())
    return f"{letters} {number_words(int(found[2]))}" if found[2] else letters


def _word(found: re.Match[str]) -> str:
    word = found[0]
    short = _SHORT.get(word.rstrip(".").lower())
    if short is not None and (word.endswith(".") or word.rstrip(".").lower() not in ("no", "dr", "ir", "ds")):
        return short
    bare = word.rstrip(".")
    if bare.isascii() and bare.isupper() and 1 < len(bare) <= _LONGEST_NAME and bare not in _NAMED:
        return " ".join(_LETTERS[letter] for letter in bare) + word[len(bare) :]
    return word


_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (re.compile(r"\b[A-Z]{1,5}-\d{6}-(\d{1,6})\b"), lambda m: f"nomor {number_words(int(m[1]))}"),
    (re.compile(r"#(\d{1,6})\b"), lambda m: f"nomor {number_words(int(m[1]))}"),
    (re.compile(r"\b(RT|RW)\b[ .]*(\d{1,3})?(?!\d)[ ./]*", re.IGNORECASE), lambda m: _neighbourhood(m) + " "),
    (re.compile(r"\bs\.d\.|\bs/d\b", re.IGNORECASE), lambda _: "sampai"),
    (re.compile(r"\b(\d{1,6}) j(?: (\d{2}))?\b"), _hours),
    (re.compile(r"\b(\d{1,6}) m\b"), lambda m: f"{_plain_number(m[1])} meter"),
    (
        re.compile(r"(?:\bpukul )?\b([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:][0-5]\d)?(?![\d.,:]\d|\d)"),
        lambda m: time_words(int(m[1]), int(m[2])),
    ),
    (re.compile(r"\b(\d{1,3}(?:\.\d{3})+)\b"), lambda m: number_words(int(m[1].replace(".", "")))),
    (re.compile(r"\b(\d{1,6}),(\d{1,4})\b"), _decimal),
    (re.compile(r"[^\W\d_]+\.?"), _word),
    (re.compile(r"\d+"), lambda m: f" {_plain_number(m[0])} "),
    (re.compile(r"%"), lambda _: " persen"),
    (re.compile(r"\s*[·;→]\s*"), lambda _: ", "),
    (re.compile(r"[/#_\-–—]"), lambda _: " "),
    (re.compile(r"\s+([,.:])"), lambda m: m[1]),
    (re.compile(r"\s+"), lambda _: " "),
)


def spoken(text: str) -> str:
    """A written line as it is read aloud."""
    said = "".join(str(int(each)) if each.isdecimal() else " " if each.isdigit() else each for each in text)
    for pattern, words in _RULES:
        said = pattern.sub(words, said)
    return said.strip()


def duration_words(milliseconds: int) -> str:
    """How long something has lasted: `sebelas menit`, `satu jam sepuluh menit`, `dua hari`."""
    minutes = max(0, milliseconds) // 60_000
    if minutes < 1:
        return "kurang dari satu menit"
    if minutes < 60:
        return f"{number_words(minutes)} menit"
    hours, rest = divmod(minutes, 60)
    if hours >= 24:
        return f"{number_words(hours // 24)} hari"
    return f"{number_words(hours)} jam" + (f" {number_words(rest)} menit" if rest and hours < 10 else "")


def seconds_of(sentence: str) -> float:
    """About how long a voice takes."""
    return len(sentence) / CHARS_PER_S


def item_words(item: Item, now: int, within_ms: int) -> str:
    """An item in as many words as fit into `within_ms`: what and where always, then since when, what comes
    next, who has it, its number."""
    rank = f"{RANKS[item.rank]}. " if 0 <= item.rank < len(RANKS) else ""
    head = f"{rank}{spoken(item.title)}{', ' + spoken(item.place) if item.place else ''}."
    parts = (
        (1, f"Sudah {duration_words(now - item.since)}." if item.since else ""),
        (3, _who_words(item.who)),
        (2, f"Berikutnya: {spoken(item.next)}." if item.next else ""),
        (4, f"{spoken(item.ref).capitalize()}." if item.ref else ""),
    )
    left = within_ms / 1000 - seconds_of(head)
    chosen = set()
    for order, words in sorted(parts):
        left -= seconds_of(words)
        if left < 0:
            break
        chosen.add(order)
    return " ".join((head, *(words for order, words in parts if order in chosen and words)))


def _who_words(who: str) -> str:
    said = spoken(who)
    if not said or said.startswith("belum"):
        return f"{said.capitalize()}." if said else ""
    return f"Ditangani {said}."


def rest_words(counts: Sequence[tuple[Chapter, int]], others: bool, within_ms: int) -> str:
    """How many more, by chapter, as far as the time goes. `others`: some were shown before."""
    total = number_words(sum(count for _, count in counts))
    said = f"Dan {total} lainnya" if others else f"{total.capitalize()} butir"
    mark = ": "
    for chapter, count in counts:
        more = f"{said}{mark}{number_words(count)} {CHAPTERS[chapter]}"
        if seconds_of(more) > within_ms / 1000:
            break
        said, mark = more, ", "
    return said + "."
