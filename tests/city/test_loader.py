"""A pack is read strictly, quickly the second time, and every fault is told with its line."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.city.loader import check_pack, load_pack, load_pack_cached, overlay_dir, street_map
from services.city.problems import PackError, ProblemKind
from services.city.sections import FILES
from services.city.yamltree import MAX_DEPTH, BadYaml, parse
from services.contract.city import CityPack
from services.contract.errors import KnownError
from services.contract.records import Severity
from tests.city.making import ARJUNA, BLITAR, arjuna, blitar, copy_of

ROOT = Path(__file__).parents[2]


def test_blitar_is_without_errors_and_warnings() -> None:
    assert check_pack(BLITAR) == []
    pack = blitar()
    assert (len(pack.districts), len(pack.areas)) == (3, 21)
    assert (pack.city.prefix, pack.city.clock_label) == ("KB", "WIB")
    groups = {c.parent for c in pack.categories if c.parent}
    leaves = [c for c in pack.categories if c.code not in groups]
    assert len(groups) >= 9
    assert len(leaves) >= 45
    for leaf in leaves:
        assert leaf.clocks, leaf.code
        assert all(clock.source for clock in leaf.clocks), leaf.code
        assert any(step.mandatory for step in leaf.steps), leaf.code
        assert leaf.questions, leaf.code
        assert leaf.name_en, leaf.code
        assert all(step.text_en for step in leaf.steps), leaf.code
    assert all(rule.reason_en for rule in pack.priority_rules)
    assert all(rule.reason_en for rule in pack.depth_rules)


def test_blitar_names_no_number_that_nobody_verified() -> None:
    pack = blitar()
    assert all(not channel.address for agency in pack.agencies for channel in agency.channels)
    by_code = {a.code: a for a in pack.agencies}
    assert by_code["damkar"].parent == "satpolpp"
    assert by_code["psc119"].parent == "dinkes"
    assert by_code["cc112"].parent == "diskominfotik"
    assert by_code["pln"].kind == by_code["pdam"].kind == "partner"


def test_an_invented_city_loads_with_its_own_words() -> None:
    assert [p for p in check_pack(ARJUNA) if p.severity is ProblemKind.ERROR] == []
    pack = arjuna()
    assert (pack.city.area_word, pack.city.clock_label, pack.city.prefix) == ("Desa", "WITA", "CAJ")
    assert len(pack.shapes) == 4
    assert not pack.shapes_official
    assert pack.categories[1].severity is Severity.MEDIUM
    assert pack.depth_words == {"selutut": 50, "sedada": 130}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"areas": ("district: CA2, lat: -3.311", "district: CA9, lat: -3.311")}, ("areas.yaml", 7, "'CA9'")),
        ({"areas": ("code: CA1.2", "code: CA1.1")}, ("areas.yaml", 6, "dipakai dua kali")),
        ({"areas": ("lat: -3.290, lon: 114.590", "lat: 114.590, lon: -3.290")}, ("areas.yaml", 5, "lat")),
        (
            {"areas": ("lat: -3.290, lon: 114.612", "lat: -8.290, lon: 114.612")},
            ("areas.yaml", 6, "km dari kota"),
        ),
        ({"categories": ("agency: siaga", "agency: hilang")}, ("categories.yaml", 8, "'hilang'")),
        ({"categories": ("  agency: karya\n", "")}, ("categories.yaml", 19, "agency")),
        ({"categories": (", source: Keputusan contoh 2 }", " }")}, ("categories.yaml", 12, "'source' wajib")),
        ({"categories": ("severity: medium", "severity: gawat")}, ("categories.yaml", 7, "gawat")),
        (
            {"categories": ("minutes: 20,", "minutes: 20, working_days: 1,")},
            ("categories.yaml", 11, "salah satu"),
        ),
        ({"categories": ("minutes: 20,", "minutes: 0,")}, ("categories.yaml", 11, "harus >= 1")),
        ({"categories": ("minutes: 20,", "minutes: lama,")}, ("categories.yaml", 11, "bilangan bulat")),
        (
            {"categories": ("phase: resolve, working_days: 2", "phase: respond, working_days: 2")},
            ("categories.yaml", 12, "dua kali"),
        ),
        ({"agencies": ("parent: siaga", "parent: entah")}, ("agencies.yaml", 2, "'entah'")),
        ({"agencies": ("kind: unit, parent: siaga, ", "kind: unit, ")}, ("agencies.yaml", 2, "parent")),
        ({"agencies": ("address: kanal 7, ", "")}, ("agencies.yaml", 1, "verified_on")),
        ({"agencies": ("short: Karya", "singkat: Karya")}, ("agencies.yaml", 3, "'singkat'")),
        ({"shifts": ('end: "18:00"', 'end: "17:30"')}, ("shifts.yaml", 1, "17:30")),
        ({"shifts": ('start: "18:00"', 'start: "17:00"')}, ("shifts.yaml", 2, "bertumpuk pada 17:00")),
        ({"shifts": ('"06:00", end', '"25:00", end')}, ("shifts.yaml", 1, "pola")),
        (
            {
                "city": (
                    'extra_holidays: ["2026-11-23"]',
                    "pause_kinds: [{ code: a, name: A }, { code: a, name: B }]",
                )
            },
            ("city.yaml", 21, "dipakai dua kali"),
        ),
        ({"city": ('extra_holidays: ["2026-11-23"]', "pause_kinds: []")}, ("city.yaml", 21, "panjangnya")),
        ({"places": ("area: CA2.1", "area: CA7.1")}, ("places.yaml", 1, "'CA7.1'")),
        ({"places": ("lat: -3.3105, ", "")}, ("places.yaml", 1, "keduanya")),
        ({"rules": ("categories: [air]", "categories: [udara]")}, ("rules.yaml", 4, "'udara'")),
        ({"city": ("Asia/Makassar", "Asia/Antah")}, ("city.yaml", 6, "Asia/Antah")),
        ({"city": ("  prefix: CAJ\n", "")}, ("city.yaml", 2, "'prefix' wajib")),
        ({"city": ("clock_label: WITA", "jam: WITA")}, ("city.yaml", 7, "'jam'")),
        ({"city": ("agency: barat", "agency: karya")}, ("city.yaml", 15, "kind neighbour")),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, changes: dict[str, tuple[str, str]], expected: tuple[str, int, str]
) -> None:
    pack_dir = copy_of(ARJUNA, tmp_path, **changes)
    file, line, part = expected
    found = check_pack(pack_dir)
    assert [p for p in found if p.file == file and p.line == line and part in p.message], list(
        map(str, found)
    )
    with pytest.raises(PackError) as caught:
        load_pack(pack_dir)
    assert caught.value.problems == found
    assert caught.value.code == "city_pack_invalid"


def test_every_faulty_item_is_told_at_once(tmp_path: Path) -> None:
    pack_dir = copy_of(
        ARJUNA, tmp_path, categories=("minutes: 20", "minutes: x"), agencies=("short: Karya", "short: [1]"),
        shifts=("code: siang", "kode: siang"),
    )  # fmt: skip
    assert {p.file for p in check_pack(pack_dir)} == {"categories.yaml", "agencies.yaml", "shifts.yaml"}


def test_a_synonym_of_two_categories_is_a_warning_only(tmp_path: Path) -> None:
    pack_dir = copy_of(ARJUNA, tmp_path, categories=("words: [lampu mati, gelap]", "words: [gelap, Calap]"))
    (warning,) = check_pack(pack_dir)
    assert (warning.file, warning.line, warning.severity) == ("categories.yaml", 22, ProblemKind.WARNING)
    assert str(warning).startswith("categories.yaml:22: peringatan: ")
    load_pack(pack_dir)


def test_a_missing_folder_or_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="tidak ditemukan"):
        load_pack(tmp_path / "nowhere")
    pack_dir = copy_of(ARJUNA, tmp_path)
    (pack_dir / "agencies.yaml").unlink()
    assert any(p.file == "agencies.yaml" and "wajib ada" in p.message for p in check_pack(pack_dir))
    (pack_dir / "cameras.yaml").unlink()  # optional
    assert not any(p.file == "cameras.yaml" for p in check_pack(pack_dir))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a: &x [1]\nb: *x\n", "alias"),
        ("- !!python/object/apply:os.system [ls]\n", "tag"),
        ("- !!set {a, b}\n", "tag"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "terlalu dalam"),
        ("a: 1\n---\nb: 2\n", "satu dokumen"),
        ("a: 1\na: 2\n", "dua kali"),
        ("a: [1, 2\nb: 3\n", "tidak terbaca"),
        ("a: \x00\n", "tidak terbaca"),
        ("? [1]\n: 2\n", "kunci"),
        ("- a\n-\n", "kosong"),
    ],
)
def test_yaml_that_is_more_than_data_is_refused(text: str, part: str) -> None:
    with pytest.raises(BadYaml, match=part):
        parse(text.encode())


def test_yaml_beyond_its_bounds_is_refused() -> None:
    with pytest.raises(BadYaml, match="terlalu besar"):
        parse(b"#" * (3 * 1024 * 1024))
    with pytest.raises(BadYaml, match="terlalu banyak"):
        parse(b"- a\n" * 100_001)
    with pytest.raises(BadYaml, match="UTF-8"):
        parse(b"a: \xff\xfe")


def test_a_plain_code_stays_a_code() -> None:
    value, lines = parse(b"code: 35.72\nstart: 06:00\nno: no\nlat:\n")
    assert value == {"code": "35.72", "start": "06:00", "no": "no"}
    assert lines.at(("no",)) == 3


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_arbitrary_bytes_as_a_file_never_crash(data: bytes) -> None:
    with suppress(BadYaml):
        parse(data)


_FILE = st.sampled_from(FILES)


@given(name=_FILE, start=st.integers(0, 4000), length=st.integers(0, 60), junk=st.text(max_size=20))
def test_a_damaged_pack_is_refused_in_words_or_still_whole(
    tmp_path_factory: pytest.TempPathFactory, name: str, start: int, length: int, junk: str
) -> None:
    pack_dir = copy_of(ARJUNA, tmp_path_factory.mktemp("damaged"))
    file = pack_dir / name
    text = file.read_text(encoding="utf-8")
    file.write_bytes((text[:start] + junk + text[start + length :]).encode("utf-8", "surrogatepass"))
    errors = [p for p in check_pack(pack_dir) if p.severity is ProblemKind.ERROR]
    if errors:
        assert all(p.message and p.line >= 0 for p in errors)
        with pytest.raises(PackError):
            load_pack(pack_dir)
    else:
        assert isinstance(load_pack(pack_dir), CityPack)


def test_the_compiled_copy_gives_the_same_pack(tmp_path: Path) -> None:
    first = load_pack_cached(ARJUNA, tmp_path)
    assert first == arjuna()
    assert len(list(tmp_path.glob("*.pack"))) == 1
    assert load_pack_cached(ARJUNA, tmp_path) == first


def test_a_change_of_the_pack_is_seen_and_the_old_copy_dropped(tmp_path: Path) -> None:
    pack_dir = copy_of(ARJUNA, tmp_path)
    cache = tmp_path / "cache"
    before = load_pack_cached(pack_dir, cache)
    file = pack_dir / "city.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("CAJ", "CAK"), encoding="utf-8")
    after = load_pack_cached(pack_dir, cache)
    assert (before.city.prefix, after.city.prefix) == ("CAJ", "CAK")
    assert before.digest != after.digest
    assert len(list(cache.glob("*.pack"))) == 1


def test_a_damaged_or_unwritable_cache_only_costs_time(tmp_path: Path) -> None:
    load_pack_cached(ARJUNA, tmp_path)
    (copy,) = tmp_path.glob("*.pack")
    copy.write_bytes(b"\x93nonsense")
    assert load_pack_cached(ARJUNA, tmp_path) == arjuna()
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be")
    assert load_pack_cached(ARJUNA, blocked) == arjuna()


def test_a_second_start_reads_neither_yaml_nor_shapely(tmp_path: Path) -> None:
    load_pack_cached(ARJUNA, tmp_path)
    script = (
        "import sys; from pathlib import Path; from services.city.loader import load_pack_cached;"
        f"load_pack_cached(Path({str(ARJUNA)!r}), Path({str(tmp_path)!r}));"
        "print([m for m in ('yaml', 'shapely', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_street_map_and_overlay_folder(tmp_path: Path) -> None:
    pack_dir = copy_of(ARJUNA, tmp_path)
    overlay = overlay_dir(pack_dir, tmp_path / "data")
    assert overlay == tmp_path / "data" / "cities" / "arjuna"
    assert street_map(pack_dir, overlay) is None
    (pack_dir / "jalan.mbtiles").touch()
    assert street_map(pack_dir, overlay) == pack_dir / "jalan.mbtiles"
    overlay.mkdir(parents=True)
    (overlay / "baru.pmtiles").touch()
    assert street_map(pack_dir, overlay) == overlay / "baru.pmtiles"
