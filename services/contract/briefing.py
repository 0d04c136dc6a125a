"""The document of a handover: generated, hashed, the same for ever. Its words are Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct

from services.contract.records import Code, Line, Millis

FORMAT = 2
"""Number of the rules by which a document is generated. Any change of what a log leads to is a new one: what
was signed under an older number is proven by its bytes, not by making it again."""


class Chapter(StrEnum):
    """Parts of a handover, in the order in which they are read."""

    UNSTABLE = "unstable"
    WATCH = "watch"
    ORDERS = "orders"
    RECEIPTS = "receipts"
    ACTIONS = "actions"
    PROMISES = "promises"
    CLOCKS = "clocks"
    UNSEEN = "unseen"
    WARNINGS = "warnings"
    SUPPRESSED = "suppressed"
    CHANNELS = "channels"
    CONTACTS = "contacts"
    INSTRUCTIONS = "instructions"
    STABLE = "stable"


CHAPTERS = tuple(Chapter)
CHAPTER_WORDS: Final[Mapping[Chapter, str]] = {
    Chapter.UNSTABLE: "Tidak stabil",
    Chapter.WATCH: "Dipantau",
    Chapter.ORDERS: "Perintah pimpinan",
    Chapter.RECEIPTS: "Tugas tanpa tanda terima",
    Chapter.ACTIONS: "Langkah wajib terbuka",
    Chapter.PROMISES: "Janji ke warga",
    Chapter.CLOCKS: "Tenggat regu berikut",
    Chapter.UNSEEN: "Belum pernah dilihat",
    Chapter.WARNINGS: "Peringatan berlaku",
    Chapter.SUPPRESSED: "Jeda dan delegasi",
    Chapter.CHANNELS: "Saluran dan pesan gagal",
    Chapter.CONTACTS: "Kontak belum terverifikasi",
    Chapter.INSTRUCTIONS: "Instruksi tetap",
    Chapter.STABLE: "Stabil",
}
"""Captions, on the screen (translated there), on paper and in the voice."""


class Item(Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """One line: what, where, since, who, next step."""

    key: Code
    """The same over all shifts, e.g. `incident:187`."""
    title: Line
    place: Line = ""
    since: Millis = 0
    who: Line = ""
    next: Line = ""
    due_at: Millis = 0
    rank: int = -1
    """Severity, 0 the worst; -1: none."""
    ref: Line = ""
    note: Line = ""
    crossed: int = 0
    """How many handovers it was carried over."""


class Part(Struct, frozen=True, kw_only=True):
    chapter: Chapter
    items: tuple[Item, ...] = ()


class Document(Struct, frozen=True, kw_only=True):
    """A handover as of entry `seq` of the log `epoch`, generated at server time `at`."""

    format: int = FORMAT
    epoch: str
    seq: int
    at: Millis
    city: Line
    watch_id: int
    outgoing: Code
    since: Millis
    """When the outgoing watch began; 0: there is none."""
    parts: tuple[Part, ...]
