"""Files as people export them: encodings, separators, gzip, broken rows."""

from __future__ import annotations

import codecs
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.errors import KnownError
from services.intake.reading import Row, look, rows
from tests.intake.making import FIXTURES

TEXT = 'ID;Nama Jalan\n1;"Jl. Café; No 1"\n2;Jl. Dua\n'


def read(file: Path) -> list[Row]:
    return list(rows(look(file)))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("utf-16"), "utf-16"),
        (gzip.compress(TEXT.encode()), "utf-8-sig"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8-sig"),
        (TEXT.replace(";", "\t", 1).replace("1;", "1\t").replace("2;", "2\t").encode(), "utf-8-sig"),
    ],
    ids=["utf-8", "bom", "windows", "utf-16", "gzip", "crlf", "tab"],
)
def test_csv_in_the_usual_encodings_and_separators(tmp_path: Path, data: bytes, encoding: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(data)
    assert look(file).encoding == encoding
    assert [row.values for row in read(file)] == [
        {"id": "1", "nama jalan": "Jl. Café; No 1"},
        {"id": "2", "nama jalan": "Jl. Dua"},
    ]


def test_cells_may_hold_lines_and_odd_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes('id,isi\n1,"a\nb\u2028c\x0bd"\n\n2,e\n'.encode())
    assert [(row.number, row.values["isi"]) for row in read(file)] == [(1, "a\nb\u2028c\x0bd"), (2, "e")]


def test_too_many_cells_are_told_and_too_few_are_empty(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id,isi\n1,a,b\n2\n", encoding="utf-8")
    first, second = read(file)
    assert first.fault == "3 kolom, padahal judulnya 2 kolom"
    assert second.values == {"id": "2"}


def test_an_endless_cell_is_one_bad_row(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id,isi\n1," + "x" * (1 << 21) + "\n2,b\n", encoding="utf-8")
    found = read(file)
    assert "tidak terbaca" in found[0].fault
    assert found[-1].values == {"id": "2", "isi": "b"}


def test_a_gzip_that_breaks_off_says_where(tmp_path: Path) -> None:
    file = tmp_path / "a.csv.gz"
    body = "id,isi\n" + "".join(f"{n},{n * n}\n" for n in range(200_000))
    file.write_bytes(gzip.compress(body.encode())[:400_000])
    found = read(file)
    assert "terputus" in found[-1].fault
    assert all(not row.fault for row in found[:-1])
    assert len(found) > 1000


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01\x02", b"{not json", b'{"type":"Point"}', b"\x1f\x8bxx"],
    ids=["empty", "bytes", "broken", "no collection", "no gzip"],
)
def test_what_is_neither_is_told(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(data)
    with pytest.raises(KnownError, match=r"a\.bin"):
        read(file)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="tidak terbaca"):
        look(tmp_path / "tidak.csv")


def test_geojson_points_and_nested_fields() -> None:
    source = look(FIXTURES / "petabencana_bentuk.geojson")
    assert source.format == "geojson"
    assert {"report_data.flood_depth", "tags.local_area_id", "created_at"} <= source.fields
    first = next(iter(rows(source)))
    assert first.point == (106.90, -6.20)
    assert first.values["report_data"] == {"flood_depth": 77}


@given(
    st.lists(
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["properties", "geometry", "coordinates", "x"]), inner, max_size=3
                )
            ),
            max_leaves=10,
        ),
        max_size=5,
    )
)
def test_any_features_are_rows_or_faults(
    tmp_path_factory: pytest.TempPathFactory, features: list[object]
) -> None:
    file = tmp_path_factory.mktemp("geo") / "a.geojson"
    file.write_text(json.dumps({"features": features}), encoding="utf-8")
    try:
        found = read(file)
    except KnownError:
        return  # NaN and Infinity are no JSON
    assert [row.number for row in found] == list(range(1, len(features) + 1))
