"""Mapping files: strict, and a fault is told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import resources
from services.city.loader import load_pack
from services.contract.errors import KnownError
from services.intake.mapping import (
    Mapping,
    MappingError,
    choose,
    known_mappings,
    load_mapping,
    parse_mapping,
)
from services.intake.services_offered import offered

GOOD = """\
name: contoh
title: Contoh
shape:
  format: csv
  fields: [id, waktu]
time:
  field: waktu
  formats: ["%d/%m/%Y %H.%M"]
  zone: Asia/Jakarta
position:
  lat: lintang
  lon: bujur
text:
  parts:
    - { field: isi }
category:
  field: jenis
  default: lainnya
  table:
    Lampu: pju-padam
"""


def test_a_good_file_is_read() -> None:
    mapping = parse_mapping(GOOD.encode(), "contoh.yaml")
    assert mapping.time.zone == "Asia/Jakarta"
    assert mapping.category.table == {"Lampu": "pju-padam"}
    assert mapping.digest


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("zone: Asia/Jakarta", "zone: Asia/Blitar", 9, "zona waktu 'Asia/Blitar' tidak dikenal"),
        ("zone: Asia/Jakarta", "zone: ../../etc/passwd", 9, "zona waktu"),
        ('["%d/%m/%Y %H.%M"]', "[tanggal]", 8, "harus iso atau pola"),
        ("format: csv", "format: xlsx", 4, "pola"),
        ("  lon: bujur\n", "", 11, "lat dan lon harus disebut berdua"),
        ("{ field: isi }", '{ field: isi, form: "teks" }', 15, "form harus memuat {}"),
        ("  field: jenis\n", "", 19, "table memerlukan field"),
        ("  field: waktu", "  kolom: waktu", 7, "'kolom' tidak dikenal"),
        ("name: contoh", "name: Contoh Kota", 1, "pola"),
        ("title: Contoh", "title: Contoh\ntitle: Lagi", 3, "ditulis dua kali"),
        ("title: Contoh", "title: &a Contoh", 2, "anchor"),
        ("title: Contoh", "title: Contoh\njudul: x", 3, "'judul' tidak dikenal"),
        ("    Lampu:", "\tLampu:", 20, "YAML tidak terbaca"),
        (GOOD, "- daftar", 1, "pasangan kunci dan nilai"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    with pytest.raises(MappingError, match=re.escape(says)) as caught:
        parse_mapping(GOOD.replace(old, new, 1).encode(), "contoh.yaml")
    assert caught.value.line == line
    assert caught.value.message.startswith(f"contoh.yaml:{line}: ")


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"tidak\.yaml tidak terbaca"):
        load_mapping(tmp_path / "tidak.yaml")


@given(st.text(max_size=300))
def test_any_text_is_a_mapping_or_a_told_fault(text: str) -> None:
    try:
        parse_mapping(text.encode("utf-8", "surrogatepass"), "acak.yaml")
    except MappingError as fault:
        assert fault.line >= 1  # noqa: PT017 -- either outcome is right, the line is what is tested


@given(
    st.recursive(
        st.text(max_size=8) | st.integers() | st.none(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from(
        ["name", "shape", "time", "position", "text", "category", "attributes", "media", "empty"]
    ),
)
def test_any_value_at_any_key_is_taken_or_told(value: object, key: str) -> None:
    tree = {**yaml.safe_load(GOOD), key: value}
    try:
        parse_mapping(yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "surrogatepass"), "acak.yaml")
    except MappingError as fault:
        assert fault.line >= 1  # noqa: PT017 -- as above


def test_the_shipped_mappings_speak_of_services_the_city_offers() -> None:
    services = offered(load_pack(resources.path("cities/blitar")))
    shipped = known_mappings()
    assert {mapping.name for mapping in shipped} == {"petabencana", "boston311", "jakarta_crm"}
    for mapping in shipped:
        codes = {mapping.category.default, *mapping.category.table.values()}
        assert codes <= services.keys(), mapping.name
        needed = {
            attribute.code
            for code in codes
            for attribute in services[code].category.attributes
            if attribute.required
        }
        assert needed <= mapping.attributes.keys() | mapping.constants.keys(), mapping.name


def _named(name: str, *fields: str) -> Mapping:
    text = GOOD.replace("contoh", name).replace("[id, waktu]", f"[{', '.join(fields)}]")
    return parse_mapping(text.encode(), f"{name}.yaml")


def test_the_file_chooses_the_mapping_that_names_most_of_it() -> None:
    wide, narrow = _named("lebar", "ID", "Waktu", "Jenis"), _named("sempit", "id", "waktu")
    fields = frozenset({"id", "waktu", "jenis", "isi"})
    assert choose([narrow, wide], "csv", fields) is wide
    assert choose([narrow, wide], "csv", frozenset({"id", "waktu"})) is narrow
    assert choose([narrow, wide], "geojson", fields) is None
    assert choose([narrow, wide], "csv", frozenset({"id"})) is None
