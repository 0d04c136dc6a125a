"""What a line in the command bar means. Pure: text and context in, an intent or a sentence out.

A line that begins with no command word is a search, so nothing typed by mistake can change an incident.
An incident number may follow the command word (`klaim 187 …`); without one the selected incident is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication

from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeCategory,
    ChangeSeverity,
    ChangeStatus,
    ClaimIncident,
    Command,
    DisposeIncident,
    EndDrill,
    ReleaseIncident,
    StartDrill,
)
from services.contract.records import Disposition, Severity, Status
from widgets.commandbar.words import argument_of, command_of, shown, shown_arguments
from widgets.intents import (
    ChooseLog,
    ExportPeriod,
    OpenIntake,
    Search,
    ShowFigures,
    ShowKeys,
    ShowMap,
    ShowPromises,
    ShowStreets,
    ShowWall,
    UseLanguage,
    UseSound,
    UseTheme,
    ViewIntent,
)

translate = QCoreApplication.translate

_NUMBER: Final = re.compile(r"#?\d{1,7}|[A-Za-z]{2,4}-\d{6}-\d{1,7}")
_TEXT_MAX: Final = 4000
_REASON_MAX: Final = 300


@dataclass(frozen=True, slots=True)
class CommandContext:
    """What the words can refer to. Keys of the mappings are what people type, in any case."""

    selected: int = 0
    agencies: Mapping[str, str] = field(default_factory=dict)
    """Short name or code → code."""
    categories: Mapping[str, str] = field(default_factory=dict)
    """Name or code → code."""
    find: Callable[[str], int] = lambda _number: 0
    """Incident of a number as people say it, 0 for none."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the line cannot be carried out, in words."""

    sentence: str


Parsed = Command | ViewIntent | Problem

WORDS: Final[dict[str, str]] = {
    "klaim": "claim",
    "lepas": "release",
    "tugaskan": "assign",
    "status": "status",
    "kritis": "severity",
    "tinggi": "severity",
    "sedang": "severity",
    "rendah": "severity",
    "kategori": "category",
    "catatan": "note",
    "iseng": "dispose",
    "kosong": "dispose",
    "info": "dispose",
    "luar": "dispose",
    "valid": "dispose",
    "duplikat": "duplicate",
    "cari": "search",
    "lapor": "intake",
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
"""Command word → what it does."""
_SEVERITIES: Final = {
    "kritis": Severity.CRITICAL,
    "tinggi": Severity.HIGH,
    "sedang": Severity.MEDIUM,
    "rendah": Severity.LOW,
}
_DISPOSITIONS: Final = {
    "iseng": Disposition.PRANK,
    "kosong": Disposition.GHOST,
    "info": Disposition.INFORMATION,
    "luar": Disposition.OUTSIDE,
    "valid": Disposition.VALID,
}
STATUS_WORDS: Final = {
    "terbuka": Status.OPEN,
    "ditugaskan": Status.DISPATCHED,
    "lokasi": Status.ON_SCENE,
    "tertangani": Status.RESOLVED,
    "selesai": Status.CLOSED,
}
CHOICES: Final[dict[str, dict[str, Parsed]]] = {
    "map": {
        "titik": ShowMap("points"),
        "panas": ShowMap("heat"),
        "semula": ShowMap("home"),
        "jalan": ShowStreets("file"),
        "osm": ShowStreets("osm"),
        "polos": ShowStreets(None),
    },
    "theme": {"gelap": UseTheme("dark"), "terang": UseTheme("light")},
    "language": {"indonesia": UseLanguage("id"), "inggris": UseLanguage("en")},
    "sound": {"hidup": UseSound(True), "mati": UseSound(False)},
}
VIEWS: Final[dict[str, ViewIntent]] = {
    "intake": OpenIntake(),
    "wall": ShowWall(),
    "keys": ShowKeys(),
    "figures": ShowFigures(),
    "promises": ShowPromises(),
}
"""Words that need nothing after them."""


def split(line: str) -> tuple[str, str]:
    """Command word (Indonesian, empty for none) and the rest."""
    head, _, rest = line.strip().removeprefix("/").strip().partition(" ")
    word = command_of(head)
    return (word, rest.strip()) if word in WORDS else ("", line.strip().removeprefix("/").strip())


def parse(line: str, context: CommandContext) -> Parsed:
    """The intent of a line, or the problem with it. Never raises."""
    word, rest = split(line)
    if not word:
        return Search(rest)
    kind = WORDS[word]
    if kind in CHOICES:
        return _choose(word, kind, rest)
    if kind in VIEWS:
        return VIEWS[kind]
    match kind:
        case "search":
            return Search(rest)
        case "period":
            return ExportPeriod(argument_of(kind, rest) if rest else "")
        case "drill":
            return _drill(rest)
    incident, rest, problem = _incident(rest, context, duplicate=kind == "duplicate")
    return problem or _on_incident(kind, _Wish(incident, word, rest, context))


def _incident(rest: str, context: CommandContext, *, duplicate: bool) -> tuple[int, str, Problem | None]:
    """The incident that is meant, and what is left of the line."""
    head, _, tail = rest.partition(" ")
    if not duplicate and _NUMBER.fullmatch(head):
        found = context.find(head.removeprefix("#"))
        if not found:
            return 0, "", Problem(translate("Command", "Tidak ada kejadian nomor {0}.").format(head))
        return found, tail.strip(), None
    if not context.selected:
        sentence = translate("Command", "Pilih kejadian dahulu, atau sebut nomornya.")
        return 0, "", Problem(sentence)
    return context.selected, rest, None


@dataclass(frozen=True, slots=True)
class _Wish:
    """One line about one incident."""

    incident: int
    word: str
    rest: str
    context: CommandContext

    @property
    def reason(self) -> str:
        return self.rest[:_REASON_MAX]


def _on_incident(kind: str, wish: _Wish) -> Parsed:
    handlers: dict[str, Callable[[_Wish], Parsed]] = {
        "claim": lambda wish: ClaimIncident(incident_id=wish.incident, reason=wish.reason),
        "release": lambda wish: ReleaseIncident(incident_id=wish.incident, reason=wish.reason),
        "severity": _severity,
        "dispose": lambda wish: DisposeIncident(
            incident_id=wish.incident, disposition=_DISPOSITIONS[wish.word], reason=wish.reason
        ),
        "note": _note,
        "assign": lambda wish: _assign(wish.incident, wish.rest, wish.context),
        "status": lambda wish: _status(wish.incident, wish.rest),
        "category": lambda wish: _category(wish.incident, wish.rest, wish.context),
        "duplicate": lambda wish: _duplicate(wish.incident, wish.rest, wish.context),
    }
    return handlers[kind](wish)


def _severity(wish: _Wish) -> Parsed:
    if len(wish.reason) < 3:
        return Problem(translate("Command", "Tulis alasannya: {0} ALASAN").format(shown(wish.word)))
    return ChangeSeverity(incident_id=wish.incident, severity=_SEVERITIES[wish.word], reason=wish.reason)


def _note(wish: _Wish) -> Parsed:
    if not wish.rest:
        return Problem(translate("Command", "Tulis catatannya: catatan TEKS"))
    return AddNote(incident_id=wish.incident, text=wish.rest[:_TEXT_MAX])


def _assign(incident: int, rest: str, context: CommandContext) -> Parsed:
    names, _, task = rest.partition(":")
    known = {name.casefold(): code for name, code in context.agencies.items()}
    codes: list[str] = []
    for name in (part.strip() for part in names.split(",")):
        code = known.get(name.casefold())
        if name and code is None:
            return Problem(translate("Command", "OPD “{0}” tidak ada di paket kota.").format(name))
        if code and code not in codes:
            codes.append(code)
    if not codes:
        return Problem(translate("Command", "Sebut OPD-nya: tugaskan OPD, OPD: TUGAS"))
    return AssignAgencies(incident_id=incident, agencies=tuple(codes[:12]), task=task.strip()[:_TEXT_MAX])


def _status(incident: int, rest: str) -> Parsed:
    head, _, note = rest.partition(" ")
    if head.casefold() in ("di", "on"):
        head, _, note = note.strip().partition(" ")
    status = STATUS_WORDS.get(argument_of("status", head))
    if status is None:
        known = ", ".join(shown_arguments("status"))
        return Problem(translate("Command", "Status yang ada: {0}.").format(known))
    note = note.strip()[:_TEXT_MAX]
    if status is Status.OPEN and len(note) < 3:
        return Problem(translate("Command", "Membuka kembali perlu catatan: status terbuka CATATAN"))
    return ChangeStatus(incident_id=incident, status=status, note=note)


def _category(incident: int, rest: str, context: CommandContext) -> Parsed:
    known = {name.casefold(): code for name, code in context.categories.items()}
    wanted = rest.casefold()
    code = known.get(wanted)
    if code is None:
        starting = {known[name] for name in known if wanted and name.startswith(wanted)}
        if len(starting) != 1:
            return Problem(translate("Command", "Kategori “{0}” tidak dikenal.").format(rest))
        code = starting.pop()
    return ChangeCategory(incident_id=incident, category=code)


def _duplicate(incident: int, rest: str, context: CommandContext) -> Parsed:
    head, _, reason = rest.partition(" ")
    if not _NUMBER.fullmatch(head):
        return Problem(translate("Command", "Sebut nomornya: duplikat NOMOR"))
    target = context.find(head.removeprefix("#"))
    if not target:
        return Problem(translate("Command", "Tidak ada kejadian nomor {0}.").format(head))
    if target == incident:
        return Problem(translate("Command", "Kejadian tidak bisa menjadi duplikat dirinya sendiri."))
    return DisposeIncident(
        incident_id=incident,
        disposition=Disposition.DUPLICATE,
        target_id=target,
        reason=reason.strip()[:_REASON_MAX],
    )


def _drill(rest: str) -> Parsed:
    head, _, reason = rest.partition(" ")
    reason = reason.strip()[:_REASON_MAX]
    match argument_of("drill", head):
        case "mulai":
            return StartDrill(reason=reason)
        case "selesai":
            return EndDrill(reason=reason)
        case "lihat":
            return ChooseLog("drill")
        case "nyata":
            return ChooseLog("live")
    return _which("latihan", "drill")


def _choose(word: str, kind: str, rest: str) -> Parsed:
    found = CHOICES[kind].get(argument_of(kind, rest))
    return found if found is not None else _which(word, kind)


def _which(word: str, kind: str) -> Problem:
    known = ", ".join(shown_arguments(kind))
    return Problem(translate("Command", "{0}: pilih {1}.").format(shown(word), known))
