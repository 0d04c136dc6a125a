"""Official boundaries: checked, brought into normal form, kept where an update does not wipe them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from services.city.commands import areas_home, check_city, import_areas
from services.city.geography import Geography
from services.city.geojson import read_areas
from services.city.loader import AREAS_FILE, load_pack, load_pack_cached, overlay_dir
from services.city.problems import PackError, ProblemKind
from services.contract.errors import KnownError
from tests.city.making import ARJUNA, BLITAR, REAL_BOUNDARIES, arjuna, boundaries, copy_of


def _import(tmp_path: Path, data: bytes) -> tuple[Path, list[str]]:
    pack_dir = copy_of(ARJUNA, tmp_path)
    file = tmp_path / "batas.geojson"
    file.write_bytes(data)
    result = import_areas(file, pack_dir, tmp_path / "data")
    return pack_dir, [p.message for p in result.notes]


def test_imported_boundaries_are_used_by_every_lookup(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    pack_dir, notes = _import(tmp_path, boundaries(arjuna()))
    assert notes == []
    pack = load_pack(pack_dir)
    assert pack.shapes_official
    assert load_pack_cached(pack_dir, cache) == pack
    area = pack.areas[0]
    geography = Geography(pack)
    assert geography.locate(area.lat + 0.0049, area.lon).area == area.code
    assert not geography.locate(area.lat + 0.0075, area.lon).inside
    assert check_city(pack_dir).summary.count("batas resmi") == 1


def test_the_digest_tells_that_boundaries_changed(tmp_path: Path) -> None:
    pack_dir, _ = _import(tmp_path, boundaries(arjuna()))
    assert load_pack(pack_dir).digest != arjuna().digest


@pytest.mark.parametrize(
    ("options", "note"),
    [
        ({"swap": True}, "ditukar menjadi bujur, lintang"),
        ({"clockwise": True}, "arah putar"),
        ({"key": "KODE_DESA"}, None),
    ],
)
def test_common_faults_are_repaired_and_told(
    tmp_path: Path, options: dict[str, object], note: str | None
) -> None:
    pack_dir, notes = _import(tmp_path, boundaries(arjuna(), **options))  # type: ignore[arg-type]
    assert [n for n in notes if note and note in n] or note is None
    written = msgspec.json.decode((pack_dir / AREAS_FILE).read_bytes())
    for feature, area in zip(written["features"], arjuna().areas, strict=True):
        assert feature["properties"] == {"code": area.code, "name": area.name}
        (polygon,) = feature["geometry"]["coordinates"]
        assert polygon[0][0] == polygon[0][-1]
        assert shapely.LinearRing(polygon[0]).is_ccw
        assert abs(polygon[0][0][0] - area.lon) < 0.01
    assert [p for p in check_city(pack_dir).problems if p.severity is ProblemKind.ERROR] == []


def test_codes_without_punctuation_and_names_match_too(tmp_path: Path) -> None:
    data = msgspec.json.decode(boundaries(arjuna()))
    for feature, area in zip(data["features"], arjuna().areas, strict=True):
        feature["properties"] = {"nama": area.name.upper()}
    pack_dir, _ = _import(tmp_path, msgspec.json.encode(data))
    assert load_pack(pack_dir).shapes_official


def _broken(kind: str) -> bytes:
    data = msgspec.json.decode(boundaries(arjuna()))
    features = data["features"]
    ring = features[0]["geometry"]["coordinates"][0]
    if kind == "missing":
        del features[0]
    elif kind == "twice":
        features[1]["properties"]["code"] = features[0]["properties"]["code"]
    elif kind == "bow":
        ring[1], ring[2] = ring[2], ring[1]
    elif kind == "short":
        features[0]["geometry"]["coordinates"][0] = ring[:2]
    elif kind == "elsewhere":
        for x in features:
            x["geometry"]["coordinates"][0] = [[p[0] - 100, p[1]] for p in x["geometry"]["coordinates"][0]]
    elif kind == "metres":
        features[0]["geometry"]["coordinates"][0] = [[p[0] * 1e5, p[1] * 1e5] for p in ring]
    elif kind == "empty":
        features[0]["geometry"] = None
    elif kind == "no codes":
        for x in features:
            x["properties"] = {"id": 1}
    return msgspec.json.encode(data)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("missing", "tidak ada di berkas"),
        ("twice", "dua kali"),
        ("bow", "tidak sah"),
        ("short", "empat titik"),
        ("elsewhere", "bukan di kota ini"),
        ("metres", "bukan di kota ini"),
        ("empty", "tanpa geometri"),
        ("no codes", "tidak ada properti"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(tmp_path: Path, kind: str, part: str) -> None:
    with pytest.raises(PackError, match=part):
        _import(tmp_path, _broken(kind))
    assert not (tmp_path / "arjuna" / AREAS_FILE).exists()


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"type":"Feature"}', b"\xff", b"[" * 5000])
def test_what_is_no_geojson_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(PackError, match="FeatureCollection"):
        _import(tmp_path, data)


@given(st.binary(max_size=200), st.integers(0, 1500), st.integers(0, 40))
def test_damaged_geojson_never_crashes(junk: bytes, start: int, length: int) -> None:
    data = boundaries(arjuna())
    found = read_areas(data[:start] + junk + data[start + length :], arjuna())
    assert found.usable() == bool(found.shapes)


def test_an_open_ring_is_closed(tmp_path: Path) -> None:
    data = msgspec.json.decode(boundaries(arjuna()))
    data["features"][0]["geometry"]["coordinates"][0].pop()
    _, notes = _import(tmp_path, msgspec.json.encode(data))
    assert any("ditutup" in note for note in notes)


def test_foreign_features_are_left_out(tmp_path: Path) -> None:
    data = msgspec.json.decode(boundaries(arjuna()))
    data["features"].append({**data["features"][0], "properties": {"code": "ZZ"}})
    _, notes = _import(tmp_path, msgspec.json.encode(data))
    assert any("diabaikan" in note for note in notes)


def test_a_shipped_pack_keeps_its_boundaries_in_the_data_folder(tmp_path: Path) -> None:
    assert areas_home(BLITAR, tmp_path) == overlay_dir(BLITAR, tmp_path)
    own = copy_of(ARJUNA, tmp_path)
    assert areas_home(own, tmp_path / "data") == own


def test_boundaries_beside_the_pack_win_over_those_in_it(tmp_path: Path) -> None:
    pack_dir, _ = _import(tmp_path, boundaries(arjuna()))
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    overlay.joinpath(AREAS_FILE).write_bytes(boundaries(arjuna(), clockwise=True))
    assert load_pack(ARJUNA, overlay).shapes_official
    assert load_pack(pack_dir, overlay).digest != load_pack(pack_dir).digest
    assert load_pack(pack_dir, overlay).digest == load_pack(ARJUNA, overlay).digest


def test_a_missing_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="tidak dapat dibaca"):
        import_areas(tmp_path / "none.geojson", ARJUNA, tmp_path)


def test_boundaries_that_fit_no_more_stop_the_pack_with_a_word(tmp_path: Path) -> None:
    pack_dir, _ = _import(tmp_path, boundaries(arjuna()))
    areas = pack_dir / "areas.yaml"
    areas.write_text(areas.read_text().replace("CA2.2, name: Anggrek Raya", "CA2.9, name: Anggrek Raya"))
    (pack_dir / "agencies.yaml").write_text((ARJUNA / "agencies.yaml").read_text().replace("CA2.2", "CA2.9"))
    with pytest.raises(PackError, match=r"areas\.geojson"):
        load_pack(pack_dir)


@pytest.mark.skipif(not REAL_BOUNDARIES.exists(), reason="the real outlines (../shared/data) are not here")
def test_the_real_boundaries_of_blitar(tmp_path: Path) -> None:
    result = import_areas(REAL_BOUNDARIES, BLITAR, tmp_path)
    assert result.areas == 21
    overlay = overlay_dir(BLITAR, tmp_path)
    assert result.target == overlay / AREAS_FILE
    pack = load_pack(BLITAR, overlay)
    assert pack.shapes_official
    geography = Geography(pack)
    assert geography.outline.area / 1e6 == pytest.approx(33.2, abs=0.3)
    for area in pack.areas:
        assert geography.locate(area.lat, area.lon).area == area.code
    source = msgspec.json.decode(REAL_BOUNDARIES.read_bytes())
    by_code = {f["properties"]["kode"]: shapely.geometry.shape(f["geometry"]) for f in source["features"]}
    for shape in pack.shapes:
        inner = by_code[shape.code].buffer(-0.0001)
        for x, y in shapely.get_coordinates(inner.representative_point()):
            assert geography.locate(y, x).area == shape.code
