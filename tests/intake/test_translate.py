"""Rows to reports, by the shipped mappings, on invented files of the same shape and on the real ones."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.errors import Rejected
from services.intake.mapping import known_mappings, parse_mapping
from services.intake.reading import Row
from services.intake.replay_plan import Item, Plan
from services.intake.translate import Draft, Translator
from tests.intake.making import FIXTURES, real


def plan(file: Path) -> tuple[Plan, list[Item]]:
    made = Plan([file], None, 1, 0, 0)
    return made, list(made.items(by_time=False))


def fields(draft: Draft | None) -> dict[str, str]:
    assert draft is not None
    return dict(draft.form)


def instant(text: str) -> int:
    return int(datetime.fromisoformat(text).astimezone(UTC).timestamp() * 1000)


def test_petabencana() -> None:
    _, items = plan(FIXTURES / "petabencana_bentuk.geojson")
    first, second, third, fourth, swapped, undated = items
    assert fields(first.draft)["description"] == "Contoh: air masuk rumah. kedalaman 77 cm"
    assert fields(first.draft)["attribute[kedalaman_cm]"] == "77"
    assert "attribute[area_id]" not in fields(first.draft), "the text “null” is no area"
    assert first.draft is not None
    assert (first.draft.lat, first.draft.lon) == (-6.20, 106.90)
    assert first.draft.at == instant("2017-02-20T13:05:00+07:00"), "the archive writes WIB without saying so"
    assert fields(first.draft)["service_code"] == "banjir"
    assert second.draft is not None
    assert second.draft.at % 1000 == 250
    assert fields(second.draft)["media_url"] == "https://foto.example/1=s480-c"
    assert fields(third.draft)["description"] == "Genangan di bawah jembatan", (
        "an empty text leaves the title"
    )
    assert third.draft is not None
    assert fourth.draft is not None
    assert fourth.draft.ref == f"{third.draft.ref}-2", "two equal rows are two reports"
    assert swapped.draft is None or swapped.draft.lat is not None
    assert undated.draft is None
    assert undated.fault == "created_at “kemarin siang” tidak sesuai format waktu pemetaan"


def test_latitude_and_longitude_the_wrong_way_round_are_told() -> None:
    _, items = plan(FIXTURES / "petabencana_bentuk.geojson")
    assert items[4].draft is None
    assert items[4].fault == "lintang dan bujur tampaknya tertukar: lintang 106.93, bujur -6.23"


def test_boston() -> None:
    made, (summer, winter, unknown, nowhere) = plan(FIXTURES / "boston_bentuk.csv")
    assert summer.draft is not None
    assert winter.draft is not None
    assert summer.draft.at == instant("2022-07-01T08:00:00-04:00")
    assert winter.draft.at == instant("2022-01-01T08:00:00-05:00")
    assert summer.draft.ref == "900000000001"
    assert (summer.draft.lat, summer.draft.lon) == (42.35, -71.06)
    assert fields(summer.draft)["service_code"] == "jalan-berlubang"
    assert fields(summer.draft)["media_url"] == "https://foto.example/a.jpg"
    assert fields(winter.draft)["service_code"] == "pju-padam", "spacing in the table does not matter"
    assert unknown.draft is not None
    assert unknown.draft.lat is None
    assert fields(unknown.draft)["service_code"] == "lainnya"
    assert fields(unknown.draft)["address_string"] == "3 Example St Boston MA 02101"
    assert fields(unknown.draft)["description"].startswith(
        "Invented, with a\nline break · A Type Nobody Knows"
    )
    assert made.unmapped() == {("lainnya", "A Type Nobody Knows"): 1}
    assert fields(nowhere.draft)["address_string"] == "Lokasi tidak disebutkan"


def test_jakarta_crm() -> None:
    made, (waste, unknown, undated) = plan(FIXTURES / "crm_bentuk.csv")
    assert waste.draft is not None
    assert waste.draft.at == instant("2019-01-26T00:00:00+07:00")
    assert waste.draft.lat is None
    assert fields(waste.draft)["address_string"] == "KELURAHAN CONTOH"
    assert fields(waste.draft)["service_code"] == "sampah"
    assert fields(waste.draft)["description"] == "Aduan: SAMPAH"
    assert fields(unknown.draft)["service_code"] == "lainnya"
    assert made.unmapped() == {("lainnya", "URUSAN YANG BELUM DIKENAL"): 1}
    assert "27/01/2019x" in undated.fault


@pytest.mark.parametrize(
    ("file", "sent"),
    [
        (FIXTURES / "boston_bentuk.csv", 4),
        *((file, 69) for file in real("reports_id/petabencana_jbd_reports_2017-02-20.geojson")),
        *((file, 78) for file in real("reports_id/petabencana_jbd_reports_2017-02-22.geojson")),
        *((file, 4995) for file in real("reports_311/boston_311_sample_2015_2024.csv")),
        *((file, 7872) for file in real("reports_311/boston_311_animal_pest_2018.csv.gz")),
        *((file, 11331) for file in real("reports_id/jakarta_crm_2019.csv")),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else str(value),
)
def test_whole_files_pass(file: Path, sent: int) -> None:
    made, items = plan(file)
    assert Counter(item.fault for item in items if item.draft is None) == {}
    assert len({item.draft.ref for item in items if item.draft}) == sent
    unknown = sum(made.unmapped().values())
    assert unknown <= max(1, sent * 0.15), made.unmapped().most_common(20)


def test_a_range_of_rows_keeps_the_references_of_the_whole_file() -> None:
    _, whole = plan(FIXTURES / "petabencana_bentuk.geojson")
    part = Plan([FIXTURES / "petabencana_bentuk.geojson"], None, 4, 5, 0)
    assert part.survey(points=True) == 2
    chosen = list(part.items(by_time=False))
    assert [item.row for item in chosen] == [4, 5]
    assert chosen[0].draft == whole[3].draft
    assert part.points == [(-6.22, 106.92)]


def test_by_time_is_by_the_time_reported_over_all_files() -> None:
    files = [FIXTURES / "petabencana_bentuk.geojson", FIXTURES / "boston_bentuk.csv"]
    items = list(Plan(files, None, 1, 0, 0).items(by_time=True))
    times = [item.draft.at for item in items if item.draft]
    assert times == sorted(times)
    assert len(items) == 10


def test_moving_keeps_where_it_was() -> None:
    _, items = plan(FIXTURES / "petabencana_bentuk.geojson")
    moved = items[0].moved(lambda lat, lon: (-8.1, 112.17))
    assert moved.draft is not None
    assert (moved.draft.lat, moved.draft.lon) == (-8.1, 112.17)
    assert moved.draft.form[-2:] == (("moved_from_lat", "-6.2"), ("moved_from_long", "106.9"))
    assert items[0].moved(None) is items[0]


PAIR = """\
name: pasangan
title: Contoh
shape: { format: csv, fields: [id] }
time: { field: kapan, formats: [iso, "%d/%m/%Y"] }
position: { pair: titik, order: ORDER }
place: { parts: [{ field: rt, form: "RT {}" }, { field: jalan }], separator: ", ", default: tidak disebut }
category: { default: lainnya }
constants: { asal: contoh }
empty: ["-"]
"""


@pytest.mark.parametrize(
    ("order", "pair", "wanted"),
    [
        ("latlon", "-8.1, 112.2", (-8.1, 112.2)),
        ("lonlat", "(112.2 -8.1)", (-8.1, 112.2)),
        ("latlon", "-", None),
        ("latlon", [-8.1, 112.2], (-8.1, 112.2)),
    ],
)
def test_a_pair_in_one_field(order: str, pair: object, wanted: tuple[float, float] | None) -> None:
    mapping = parse_mapping(PAIR.replace("ORDER", order).encode(), "a.yaml")
    draft = Translator(mapping).draft(Row(1, {"id": "1", "kapan": "01/02/2026", "titik": pair, "rt": 3}))
    assert (None if draft.lat is None else (draft.lat, draft.lon)) == wanted
    assert fields(draft)["address_string"] == "RT 3"
    assert fields(draft)["attribute[asal]"] == "contoh"


def test_a_row_without_any_place_is_told() -> None:
    mapping = parse_mapping(
        PAIR.replace("ORDER", "latlon").replace(", default: tidak disebut", "").encode(), "a.yaml"
    )
    with pytest.raises(Rejected, match="tidak ada koordinat maupun alamat"):
        Translator(mapping).draft(Row(1, {"id": "1", "kapan": "2026-02-01"}))


@pytest.mark.parametrize("pair", ["1,2,3", "a b", "95 200", "0 0", "nan 1", "", "8"])
def test_a_bad_pair_is_told(pair: str) -> None:
    mapping = parse_mapping(PAIR.replace("ORDER", "latlon").encode(), "a.yaml")
    row = Row(1, {"id": "1", "kapan": "2026-02-01", "titik": pair})
    if pair:
        with pytest.raises(Rejected, match="koordinat"):
            Translator(mapping).draft(row)
    else:
        assert fields(Translator(mapping).draft(row))["address_string"] == "tidak disebut"


cell = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.lists(st.text(), max_size=3)
)


@given(
    st.dictionaries(st.sampled_from(["created_at", "text", "title", "report_data", "tags", "source"]), cell)
)
def test_any_row_is_a_report_or_a_told_fault(values: dict[str, object]) -> None:
    mapping = next(mapping for mapping in known_mappings() if mapping.name == "petabencana")
    try:
        draft = Translator(mapping).draft(
            Row(1, {"created_at": "2017-02-20T01:00:00", **values}, (106.9, -6.2))
        )
    except Rejected as fault:
        assert re.search(r"\w", fault.message)  # noqa: PT017 -- either outcome is right
        return
    for name, value in draft.form:
        assert name
        value.encode()
