"""What a sentence asks, as a set of parts that can be held against another: words without their affixes,
numbers and times exactly, and what a `jangan`, `dari` or `ke` belongs to.

For the check-back (AHRQ: send, repeat back, confirm): rather one difference too many, which the issuer
confirms with one key, than one too few.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

_TIME = r"(?P<time>(?<![\d.,:])(?:[01]?\d|2[0-3])[.:][0-5]\d(?![\d:]|[.,]\d))"
_NUMBER = r"(?P<number>\d+(?:[.,]\d+)*)"
_PART = re.compile(rf"{_TIME}|{_NUMBER}|(?P<word>[^\W\d_]+)")


def _listed(words: str) -> list[str]:
    return words.split()


_UNITS = {
    word: number
    for number, word in enumerate(
        _listed("nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas")
    )
}
_SAID = {
    "jl": "jalan", "jln": "jalan", "sblm": "sebelum", "blm": "belum", "tdk": "tidak", "jgn": "jangan",
    "dr": "dari", "utk": "untuk", "dgn": "dengan", "yg": "yang", "jmbt": "jembatan", "kec": "kecamatan",
    "kel": "kelurahan", "menuju": "ke", "sampai": "hingga", "sd": "hingga", "tak": "tidak",
    "gak": "tidak", "nggak": "tidak", "ndak": "tidak", "mnt": "menit",
}  # fmt: skip
_SILENT = frozenset(
    _listed(
        "yang di pada untuk dan agar supaya segera tolong mohon harap akan telah sudah dengan itu ini adalah "
        "siap baik kami saya kita anda bapak ibu pak bu laksanakan wib wita wit pukul unit buah"
    )
)
"""Words that ask nothing of their own."""
_BY_SILENT = frozenset({"sebelum", "paling", "lambat", "hingga", "batas", "waktu", "tenggat", "jam"})
"""Said before a deadline; none of them moves it."""
_GLUED = frozenset({"jangan", "tidak", "bukan", "belum", "tanpa", "kecuali", "dari", "ke", "hingga"})
"""Belongs to the word behind it: `dari Garum ke Nglegok` is not `dari Nglegok ke Garum`."""
_MEASURES = frozenset({"menit", "jam", "detik", "hari", "meter", "m", "km", "cm", "orang", "kk", "liter"})
_AFTERNOON = {"siang": range(1, 4), "sore": range(3, 7), "malam": range(6, 12)}
_PREFIXES = (
    ("memper", ""), ("diper", ""), ("meny", "s"), ("meng", ""), ("mem", "p"), ("men", "t"), ("me", ""),
    ("di", ""), ("ter", ""), ("ber", ""),
)  # fmt: skip
"""Each with the sound it swallows before a vowel: menutup from tutup, memompa from pompa."""
_LOST_K = frozenset(_listed("irim urang osong umpul awal eluar ejar endali uras ontak unci"))
"""What is left of words with k behind `meng`; others begin with the vowel (arah, ungsi)."""
_SUFFIXES = ("nya", "lah", "kan", "an", "i")
_MIN_STEM: Final = 4


class _Word(NamedTuple):
    """A word to hold against others, and as it was said."""

    key: str
    said: str


@lru_cache(maxsize=8192)
def parts(text: str) -> frozenset[str]:
    """Everything a sentence asks, in no order. Never raises."""
    return frozenset(spoken(text))


def spoken(text: str) -> dict[str, str]:
    """`parts` with the words as they were said, in their order."""
    return {word.key: word.said for word in _glued(_words(text))}


def deadline_parts(text: str) -> frozenset[str]:
    """`parts` of a deadline: `sebelum 22.00`, `pukul 22.00 WIB` and `jam 10 malam` are the same."""
    return frozenset(word.key for word in _words(text) if word.key not in _BY_SILENT)


def stem(word: str) -> str:
    """A word without one prefix and its suffixes: only to hold it against another, not for people."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
            word = word[: -len(suffix)]
    for prefix, swallowed in _PREFIXES:
        rest = word[len(prefix) :]
        if not word.startswith(prefix) or len(rest) < _MIN_STEM - 1:
            continue
        if prefix == "meng" and rest in _LOST_K:
            return f"k{rest}"
        if swallowed and rest[0] in "aiueo":
            return swallowed + rest
        if len(rest) >= _MIN_STEM:
            return rest
    return word


def _words(text: str) -> list[_Word]:
    found = list(_timed(list(_counted(list(_raw(unicodedata.normalize("NFKC", text).lower()))))))
    words = []
    for said in found:
        word = _SAID.get(said, said)
        if word not in _SILENT:
            whole = word in _BY_SILENT or word in _GLUED
            words.append(_Word(word if whole else stem(word), said.lstrip("@").replace(":", ".")))
    return words


def _raw(text: str) -> Iterator[str]:
    for match in _PART.finditer(text):
        if match["time"]:
            hour, minute = re.split(r"[.:]", match["time"])
            yield f"@{int(hour):02d}:{minute}"
        elif match["number"]:
            yield match["number"].lstrip("0") or "0"
        else:
            yield match["word"]


def _counted(words: list[str]) -> Iterator[str]:
    """Numbers in words as figures: `dua puluh lima` is 25."""
    at = 0
    while at < len(words):
        value, used = _number(words[at : at + 3])
        yield str(value) if used else words[at]
        at += used or 1


def _number(words: list[str]) -> tuple[int, int]:
    """Value and how many words it took; (0, 0) where no number begins here."""
    first = _UNITS.get(words[0])
    if first is None:
        return 0, 0
    after = words[1] if len(words) > 1 else ""
    if after == "belas" and 2 <= first <= 9:
        return first + 10, 2
    if after == "puluh" and 2 <= first <= 9:
        last = _UNITS.get(words[2], 0) if len(words) > 2 else 0
        return (first * 10 + last, 3) if 1 <= last <= 9 else (first * 10, 2)
    return first, 1


def _timed(words: list[str]) -> Iterator[str]:
    """`jam 10 malam`, `pukul 22` and `22.00` as one time; `2 jam` stays a duration."""
    at = 0
    while at < len(words):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        if word in ("jam", "pukul") and after.isdigit() and int(after) < 24:
            word, at = f"@{int(after):02d}:00", at + 1
        elif word in ("jam", "pukul") and after.startswith("@"):
            word, at = after, at + 1
        if word.startswith("@"):
            half = _AFTERNOON.get(words[at + 1]) if at + 1 < len(words) else None
            hour = int(word[1:3])
            if half is not None and (hour in half or hour > 11):
                word, at = f"@{hour + 12 if hour in half else hour:02d}{word[3:]}", at + 1
            elif at + 1 < len(words) and words[at + 1] == "pagi" and hour < 12:
                at += 1
        yield word
        at += 1


def _glued(words: list[_Word]) -> Iterator[_Word]:
    held: list[_Word] = []
    for number, word in enumerate(words):
        held.append(word)
        counts = word.key.isdigit() and number + 1 < len(words) and words[number + 1].key in _MEASURES
        if word.key in _GLUED or counts:
            continue
        yield _joined(held)
        held = []
    if held:
        yield _joined(held)


def _joined(words: list[_Word]) -> _Word:
    return _Word(" ".join(word.key for word in words), " ".join(word.said for word in words))
