"""What could be meant by the beginning of a line, with a line of help for each. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from widgets.commandbar.parse import CHOICES, WORDS, CommandContext, split
from widgets.commandbar.words import ARGUMENTS, ENGLISH, both, shown_arguments

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Completion:
    """A line that could be meant. `help` says what it does."""

    line: str
    help: str
    ready: bool = False
    """True where nothing has to follow."""


def helps() -> dict[str, tuple[str, str]]:
    """Command word → (what follows, what it does)."""
    return {
        "klaim": (translate("Command", "[nomor] [alasan]"), translate("Command", "menjadi penanggung jawab")),
        "lepas": (translate("Command", "[nomor] [alasan]"), translate("Command", "melepas klaim")),
        "tugaskan": (translate("Command", "OPD, OPD: tugas"), translate("Command", "menugaskan OPD")),
        "status": (translate("Command", "status [catatan]"), translate("Command", "mengubah status")),
        "kritis": (translate("Command", "alasan"), translate("Command", "keparahan menjadi kritis")),
        "tinggi": (translate("Command", "alasan"), translate("Command", "keparahan menjadi tinggi")),
        "sedang": (translate("Command", "alasan"), translate("Command", "keparahan menjadi sedang")),
        "rendah": (translate("Command", "alasan"), translate("Command", "keparahan menjadi rendah")),
        "kategori": (translate("Command", "nama"), translate("Command", "mengubah kategori")),
        "catatan": (translate("Command", "teks"), translate("Command", "menulis catatan di linimasa")),
        "iseng": (translate("Command", "[alasan]"), translate("Command", "laporan iseng")),
        "kosong": (translate("Command", "[alasan]"), translate("Command", "panggilan kosong")),
        "info": (translate("Command", "[alasan]"), translate("Command", "hanya informasi")),
        "luar": (translate("Command", "[alasan]"), translate("Command", "di luar kota")),
        "valid": (translate("Command", "[alasan]"), translate("Command", "laporan yang benar")),
        "duplikat": (translate("Command", "nomor [alasan]"), translate("Command", "gabung ke kejadian itu")),
        "cari": (translate("Command", "kata"), translate("Command", "mencari di antrean")),
        "lapor": ("", translate("Command", "mencatat laporan baru")),
        "latihan": (
            " · ".join(shown_arguments("drill")),
            translate("Command", "memulai, mengakhiri atau melihat latihan"),
        ),
        "peta": (" · ".join(shown_arguments("map")), translate("Command", "tampilan peta")),
        "tema": (" · ".join(shown_arguments("theme")), translate("Command", "gelap atau terang")),
        "bahasa": (" · ".join(shown_arguments("language")), translate("Command", "bahasa layar")),
        "dinding": ("", translate("Command", "membuka atau menutup jendela dinding")),
        "bunyi": (" · ".join(shown_arguments("sound")), translate("Command", "bunyi kejadian kritis")),
        "tombol": ("", translate("Command", "semua tombol")),
        "angka": ("", translate("Command", "tepat waktu, lewat tenggat, dan jeda")),
        "laporan": (
            translate("Command", "2026-10 · bulan-lalu"),
            translate("Command", "laporan berkala ke folder dokumen"),
        ),
        "janji": ("", translate("Command", "hanya kejadian dengan janji yang belum selesai")),
    }


def complete(line: str, context: CommandContext, limit: int = 8) -> list[Completion]:
    """Lines that begin like `line`, the likeliest first."""
    typed = line.removeprefix("/").lstrip()
    word, rest = split(typed)
    known = helps()
    if word and (rest or typed.endswith(" ")):
        return _arguments(typed.partition(" ")[0], word, rest, context)[:limit]
    found: list[Completion] = []
    others: list[Completion] = []
    for name, (follows, does) in known.items():
        own, other = both(name, ENGLISH[name])
        fits = next((each for each in (own, other) if each.startswith(typed.casefold())), None)
        if fits is not None:
            offer = Completion(
                fits if not follows else f"{fits} ", f"{follows}   {does}".strip(), not follows
            )
            (found if fits == own else others).append(offer)
    found += others
    if typed and not word:
        found.append(Completion(typed, translate("Command", "mencari “{0}” di antrean").format(typed), True))
    return found[:limit]


def _arguments(head: str, word: str, rest: str, context: CommandContext) -> list[Completion]:
    """What may follow `head`, which is how `word` was typed."""
    kind = WORDS[word]
    follows, does = helps()[word]
    values: list[tuple[str, ...]] = []
    lead = rest
    if kind in ARGUMENTS:
        values = [both(value, english) for value, english in ARGUMENTS[kind].items()]
    elif kind == "category":
        values = [(value,) for value in context.categories]
    elif kind == "assign" and ":" not in rest:
        values = [(value,) for value in context.agencies]
        lead = rest.rpartition(",")[2].strip()
    before = rest[: len(rest) - len(lead)] if kind == "assign" else ""
    begun = lead.casefold()
    fitting = (next((v for v in value if v.casefold().startswith(begun)), "") for value in values)
    offered = [
        Completion(f"{head} {before}{value}", does, kind in CHOICES or kind == "period")
        for value in fitting
        if value and value.casefold() != begun
    ]
    return offered or [Completion(f"{head} {rest}", f"{follows}   {does}".strip(), True)]
