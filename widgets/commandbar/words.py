"""The words of the command language in both languages: both are always understood, the screen's own is shown.

Everything inside speaks the Indonesian word; an English one is put back to it before it is looked at.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QLocale

ENGLISH: Final = MappingProxyType(
    {
        "klaim": "claim",
        "lepas": "release",
        "tugaskan": "assign",
        "status": "status",
        "kritis": "critical",
        "tinggi": "high",
        "sedang": "medium",
        "rendah": "low",
        "kategori": "category",
        "catatan": "note",
        "iseng": "prank",
        "kosong": "ghost",
        "info": "information",
        "luar": "outside",
        "valid": "valid",
        "duplikat": "duplicate",
        "cari": "search",
        "lapor": "report",
        "latihan": "drill",
        "peta": "map",
        "tema": "theme",
        "bahasa": "language",
        "dinding": "wall",
        "bunyi": "sound",
        "tombol": "keys",
        "angka": "figures",
        "janji": "promises",
        "laporan": "period",
    }
)
"""Command word → what it is called in English."""
ARGUMENTS: Final = MappingProxyType(
    {
        "map": {
            "titik": "points",
            "panas": "heat",
            "semula": "home",
            "jalan": "streets",
            "osm": "osm",
            "polos": "plain",
        },
        "theme": {"gelap": "dark", "terang": "light"},
        "language": {"indonesia": "indonesian", "inggris": "english"},
        "sound": {"hidup": "on", "mati": "off"},
        "drill": {"mulai": "start", "selesai": "end", "lihat": "view", "nyata": "live"},
        "status": {
            "terbuka": "open",
            "ditugaskan": "dispatched",
            "lokasi": "scene",
            "tertangani": "resolved",
            "selesai": "closed",
        },
        "period": {
            "bulan-lalu": "last-month",
            "bulan-ini": "this-month",
            "minggu-lalu": "last-week",
            "tahun-ini": "this-year",
        },
    }
)
"""What may follow a command, by what it does."""
_SHORT: Final = {"language": {"id": "indonesia", "en": "inggris"}}
"""Understood, not shown."""
_COMMANDS: Final = {english: word for word, english in ENGLISH.items()}
_BACK: Final = {
    kind: {english: word for word, english in words.items()} | _SHORT.get(kind, {})
    for kind, words in ARGUMENTS.items()
}


def is_english() -> bool:
    """Whether the screen speaks English."""
    return QLocale().language() is QLocale.Language.English


def command_of(typed: str) -> str:
    """The Indonesian command word; what is none stays."""
    word = typed.casefold()
    return _COMMANDS.get(word, word)


def argument_of(kind: str, typed: str) -> str:
    """The Indonesian word after a command that does `kind`; what is none stays."""
    word = typed.casefold()
    return _BACK[kind].get(word, word)


def both(word: str, english: str) -> tuple[str, str]:
    """The screen's own word first."""
    return (english, word) if is_english() else (word, english)


def shown(word: str) -> str:
    """A command word in the screen's language."""
    return both(word, ENGLISH[word])[0]


def shown_arguments(kind: str) -> list[str]:
    """What may follow, in the screen's language."""
    return [both(word, english)[0] for word, english in ARGUMENTS[kind].items()]
