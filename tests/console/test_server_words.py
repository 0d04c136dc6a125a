"""What the server says is English on an English screen, by the sentence; what is not known stays as it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

import resources
from console.server_words import _PLACE, PAIRS, know, parts_said, said
from services.city.loader import load_pack
from services.rules.suggest import Suggester

SPOKEN_TO_PEOPLE = ("backend/*.py", "store/photo*.py")
"""Where refusals are made that a console shows."""
AT_THE_SERVER = ("serve.py", "engine.py", "sealing.py", "second_factor", "http.py", "page_doors.py")
"""What only whoever runs the server reads, signing in, and the field page, which is Indonesian."""


@pytest.fixture
def english() -> Iterator[None]:
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian))


def template(node: ast.expr) -> str | None:
    """A sentence with its places numbered; None for one that is put together elsewhere."""
    if isinstance(node, ast.Subscript):
        node = node.value
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    parts, places = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{places}}}")
            places += 1
    return "".join(parts)


def refusals(repository: Path) -> Iterator[tuple[str, str]]:
    files = (file for glob in SPOKEN_TO_PEOPLE for file in (repository / "services").glob(glob))
    for file in sorted(files):
        if file.name.startswith(AT_THE_SERVER):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Rejected", "KnownError"):
                found = template(node.args[1]) if len(node.args) > 1 else None
                if found is not None and isinstance(node.args[0], ast.Constant) and found != "{0}":
                    yield f"{file.name}:{node.lineno}", found


def test_every_refusal_has_its_english(repository: Path, english: None) -> None:
    filled = [(where, _PLACE.sub("7", words)) for where, words in refusals(repository)]
    assert len(filled) > 150
    missing = [(where, words) for where, words in filled if said(words) == words]
    assert missing == [], f"add these to resources/{PAIRS}"


def test_pairs_are_pairs_and_name_the_same_places() -> None:
    text = resources.path(PAIRS).read_text(encoding="utf-8")
    blocks = [block.split("\n") for block in text.strip().split("\n\n") if not block.startswith("#")]
    assert [block for block in blocks if len(block) != 2] == []
    assert [b for b in blocks if sorted(_PLACE.findall(b[0])) != sorted(_PLACE.findall(b[1]))] == []
    assert len({source for source, _ in blocks}) == len(blocks)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Perintah ini belum dibaca ulang.", "This order was not read back yet."),
        ("Hanya budi atau pengawas yang dapat melepasnya.", "Only budi or a supervisor can release it."),
        ("Statusnya memang sudah selesai.", "Its status is resolved already."),
        (
            "Buktinya belum diperiksa: Nama petugas tidak disebut. Terima atau tolak buktinya dahulu.",
            "Its proof was not looked at: The officer is not named. Accept or reject the proof first.",
        ),
        (
            "Belum dapat diselesaikan.\nPenugasan DLH (#4) belum dinyatakan selesai.",
            "It cannot be finished yet.\nDLH has not said that assignment #4 is done.",
        ),
        (
            "2 langkah wajib masih terbuka: “Ukur air”; “Tutup jalan” dan 3 lainnya.",
            "2 mandatory steps are still open: “Ukur air”; “Tutup jalan” and 3 more.",
        ),
        (
            "Unit terdekat 1,2 km, posisinya 3 menit yang lalu.",
            "Nearest unit 1,2 km away, position 3 min old.",
        ),
        ("Kalimat yang belum dikenal {0}.", "Kalimat yang belum dikenal {0}."),
        ("", ""),
    ],
)
def test_a_sentence_is_said_in_english_with_what_it_names(english: None, words: str, expected: str) -> None:
    assert said(words) == expected


def test_what_people_wrote_is_left_alone(english: None) -> None:
    kept = "Janji kepada pelapor belum dicatat hasilnya: “ditelepon dalam 10 menit”."
    assert said(kept).endswith("“ditelepon dalam 10 menit”.")


def test_lists_are_said_part_by_part(english: None) -> None:
    assert parts_said("120 m, 3 menit, kategori sama, kata sama: banjir") == (
        "120 m, 3 min, same category, same words: banjir"
    )


def test_suggestions_are_said(english: None) -> None:
    pack = load_pack(resources.path("cities") / "blitar")
    know(pack)
    suggester = Suggester(pack)
    found = suggester.suggest("Pohon besar tumbang menutup jalan, ada yang terjepit")
    assert said(found.category_reason).startswith("words: pohon tumbang")
    assert said(found.severity_reason) == "Somebody has to be rescued (words: terjepit)"
    assert said(suggester.suggest("xyz").severity_reason) == "default priority without a category"


def test_a_category_in_a_sentence_is_called_as_the_screen_calls_it(english: None) -> None:
    know(load_pack(resources.path("cities") / "blitar"))
    words = "Penanggung jawab utama kategori Pohon tumbang."
    assert said(words) == "First responsible for the category Fallen tree."


def test_an_indonesian_screen_shows_what_was_said() -> None:
    assert said("Perintah ini belum dibaca ulang.") == "Perintah ini belum dibaca ulang."
