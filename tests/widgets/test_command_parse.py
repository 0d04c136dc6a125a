"""The command language: what each line means, and that no line at all can break it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from widgets.commandbar.complete import complete, helps
from widgets.commandbar.parse import WORDS, CommandContext, Problem, parse
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
)

CONTEXT = CommandContext(
    selected=7,
    agencies={"DLH": "dlh", "PLN": "pln", "Satpol PP": "satpolpp"},
    categories={"Pohon tumbang": "tree.fallen", "Pohon rawan": "tree.risk", "Banjir": "flood"},
    find=lambda number: {"187": 187, "KB-261121-0007": 7}.get(number.upper(), 0),
)


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("klaim", ClaimIncident(incident_id=7)),
        ("/KLAIM", ClaimIncident(incident_id=7)),
        ("klaim 187 P-1 istirahat", ClaimIncident(incident_id=187, reason="P-1 istirahat")),
        ("claim #187", ClaimIncident(incident_id=187)),
        ("lepas", ReleaseIncident(incident_id=7)),
        ("tugaskan dlh", AssignAgencies(incident_id=7, agencies=("dlh",))),
        (
            "tugaskan 187 DLH, satpol pp, dlh: amankan kabel: segera",
            AssignAgencies(incident_id=187, agencies=("dlh", "satpolpp"), task="amankan kabel: segera"),
        ),
        ("kritis kena kabel", ChangeSeverity(incident_id=7, severity=Severity.CRITICAL, reason="kena kabel")),
        ("status lokasi", ChangeStatus(incident_id=7, status=Status.ON_SCENE)),
        ("status di lokasi regu 2", ChangeStatus(incident_id=7, status=Status.ON_SCENE, note="regu 2")),
        ("status terbuka air naik", ChangeStatus(incident_id=7, status=Status.OPEN, note="air naik")),
        ("kategori banjir", ChangeCategory(incident_id=7, category="flood")),
        ("kategori pohon t", ChangeCategory(incident_id=7, category="tree.fallen")),
        ("catatan  warga sudah aman", AddNote(incident_id=7, text="warga sudah aman")),
        ("iseng", DisposeIncident(incident_id=7, disposition=Disposition.PRANK)),
        ("kosong KB-261121-0007", DisposeIncident(incident_id=7, disposition=Disposition.GHOST)),
        ("luar 187", DisposeIncident(incident_id=187, disposition=Disposition.OUTSIDE)),
        (
            "duplikat 187 sama pohonnya",
            DisposeIncident(
                incident_id=7, disposition=Disposition.DUPLICATE, target_id=187, reason="sama pohonnya"
            ),
        ),
        ("latihan mulai banjir 2026", StartDrill(reason="banjir 2026")),
        ("latihan selesai", EndDrill()),
        ("latihan lihat", ChooseLog("drill")),
        ("latihan nyata", ChooseLog("live")),
        ("peta panas", ShowMap("heat")),
        ("peta jalan", ShowStreets("file")),
        ("peta osm", ShowStreets("osm")),
        ("peta polos", ShowStreets(None)),
        ("tema terang", UseTheme("light")),
        ("bahasa inggris", UseLanguage("en")),
        ("bunyi mati", UseSound(False)),
        ("dinding", ShowWall()),
        ("lapor", OpenIntake()),
        ("tombol", ShowKeys()),
        ("angka", ShowFigures()),
        ("janji", ShowPromises()),
        ("/laporan 2026-10", ExportPeriod("2026-10")),
        ("period bulan-lalu", ExportPeriod("bulan-lalu")),
        ("laporan", ExportPeriod("")),
        ("cari jalan merdeka", Search("jalan merdeka")),
        ("jalan merdeka", Search("jalan merdeka")),
        ("", Search("")),
    ],
)
def test_meaning(line: str, wish: object) -> None:
    assert parse(line, CONTEXT) == wish


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("klaim 999", "999"),
        ("tugaskan", "OPD"),
        ("tugaskan DPRD", "DPRD"),
        ("kritis", "alasan"),
        ("status terbang", "lokasi"),
        ("status terbuka", "catatan"),
        ("kategori pohon", "pohon"),
        ("catatan", "catatan"),
        ("duplikat", "NOMOR"),
        ("duplikat 999", "999"),
        ("duplikat KB-261121-0007", "dirinya"),
        ("peta miring", "panas"),
        ("latihan", "mulai"),
    ],
)
def test_problems_say_what_is_missing(line: str, says: str) -> None:
    wish = parse(line, CONTEXT)
    assert isinstance(wish, Problem)
    assert says in wish.sentence


def test_nothing_selected_is_said() -> None:
    wish = parse("klaim", CommandContext())
    assert isinstance(wish, Problem)
    assert "Pilih" in wish.sentence


@given(st.text())
def test_no_line_breaks_it(line: str) -> None:
    parse(line, CONTEXT)
    complete(line, CONTEXT)


@given(st.sampled_from(sorted(WORDS)), st.text(max_size=40))
def test_no_argument_breaks_a_command(word: str, rest: str) -> None:
    wish = parse(f"{word} {rest}", CONTEXT)
    if isinstance(wish, Command) and hasattr(wish, "incident_id"):
        assert wish.incident_id in {7, 187}
    complete(f"{word} {rest}", CONTEXT)


@given(st.text(alphabet=st.characters(exclude_categories=("Zs", "Cc", "Zl", "Zp")), min_size=1))
def test_a_line_without_a_command_word_only_searches(line: str) -> None:
    word = line.removeprefix("/").casefold()
    if word not in WORDS:
        assert isinstance(
            parse(line, CommandContext()), Search | Problem | UseTheme | ShowWall | OpenIntake | ShowKeys
        )


def test_every_command_word_has_help_and_completes() -> None:
    assert set(helps()) == set(WORDS)
    for word in WORDS:
        assert any(found.line.startswith(word) for found in complete(word[:3], CONTEXT, limit=20))


def test_completion_of_arguments() -> None:
    assert [found.line for found in complete("tugaskan DLH, s", CONTEXT)] == ["tugaskan DLH, Satpol PP"]
    assert [found.line for found in complete("peta pan", CONTEXT)] == ["peta panas"]
    assert complete("jalan mawar", CONTEXT)[0].line == "jalan mawar"
