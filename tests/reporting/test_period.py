"""A period adds up: every incident in exactly one row of every table, and two periods are their sum."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.backend.rulebook import Rulebook
from services.contract.errors import KnownError
from services.contract.period import Period
from services.contract.records import Disposition, Incident, Placement, Severity
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.reporting.period import Counted, Source, count
from services.reporting.period_ask import asked
from services.reporting.period_files import File, encode, files, packed
from services.reporting.period_rows import COLUMNS
from services.reporting.period_words import Days, chosen, midnight
from tests.city.making import arjuna
from tests.projection.making import EPOCH, START, histories

PACK = arjuna()
CLOCKS = Rulebook(PACK).clocks
ZONE = ZoneInfo(PACK.city.timezone)
TODAY = date(2026, 11, 22)
NOW = midnight(TODAY, ZONE)
OCTOBER = midnight(date(2026, 10, 1), ZONE)
HOUR, DAY = 3_600_000, 86_400_000
AREAS = ["", *(area.code for area in PACK.areas)]
KINDS = ["", "rob", "lampu", "tangga"]
AGENCIES = [(), ("karya",), ("siaga", "regu"), ("regu", "karya")]


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """Up to 40 incidents between August and November."""
    board = Board(EPOCH)
    for number in range(1, draw(st.integers(1, 40)) + 1):
        at = OCTOBER + draw(st.sampled_from(range(-60 * 24, 50 * 24))) * HOUR
        placed = draw(st.booleans())
        board.append(
            Incident(
                id=number, day_no=number, severity=draw(st.sampled_from(Severity)),
                category=draw(st.sampled_from(KINDS)), title="Rob", opened_at=at, updated_at=at,
                disposition=draw(st.sampled_from(Disposition)), area=draw(st.sampled_from(AREAS)),
                lat=-3.30 + draw(st.integers(0, 3)) * 0.0002 if placed else None,
                lon=114.60 if placed else None, placement=draw(st.sampled_from(Placement)),
                agencies=draw(st.sampled_from(AGENCIES)), report_count=draw(st.integers(1, 3)),
            ),
            number,
        )  # fmt: skip
    return board


def counted(board: Board, days: Days | None = None, **narrowed: str) -> Counted:
    question = asked(PACK, days or chosen(TODAY, whole="2026-10"), NOW, **narrowed)  # type: ignore[arg-type]
    return count(Source(board, PACK, CLOCKS, 0), question)


def tables(period: Period) -> list[Counter[str]]:
    found = (period.areas, period.districts, period.categories, period.severities, period.agencies)
    return [Counter({each.code: each.count for each in table}) for table in found]


@settings(max_examples=60, deadline=None)
@given(boards())
def test_every_table_adds_up_to_the_incidents(board: Board) -> None:
    period = counted(board).period
    assert {sum(table.values()) for table in tables(period)} == {period.total}
    assert sum(map(sum, period.hours)) == period.total
    assert sum(each.before for each in period.areas) == period.before_total
    assert sum(each.count for each in period.dispositions) == period.opened
    assert period.total + sum(period.excluded.values()) == period.opened
    assert not {"valid", "unreviewed"} & set(period.excluded)
    listed = [each for each in period.areas if each.code]
    assert [each.count for each in listed] == sorted((each.count for each in listed), reverse=True)
    assert {each.code for each in listed} == set(AREAS) - {""}, "an area without incidents is told as such"
    again = period.recurrence
    left_out = again.approximate_area + again.unplaced + again.personal
    assert again.considered + left_out == period.total


@settings(max_examples=60, deadline=None)
@given(boards(), st.integers(2, 31))
def test_two_periods_are_the_sum_of_their_parts(board: Board, day: int) -> None:
    first, cut, end = date(2026, 10, 1), date(2026, 10, day), date(2026, 11, 1)
    parts = [counted(board, Days(*span)).period for span in ((first, cut), (cut, end))]
    whole = counted(board, Days(first, end)).period
    assert whole.total == sum(part.total for part in parts)
    assert whole.reports == sum(part.reports for part in parts)
    for table, one, other in zip(tables(whole), *map(tables, parts), strict=True):
        assert table == one + other
    hours = sum(np.array(part.hours) for part in parts)
    assert np.array_equal(np.array(whole.hours), hours)
    assert whole.excluded == dict(sum((Counter(part.excluded) for part in parts), Counter()))


@settings(max_examples=40, deadline=None)
@given(boards(), st.sampled_from(["rob", "air", "Lampu", "tangga"]))
def test_what_it_is_narrowed_to_is_a_part_of_the_whole(board: Board, category: str) -> None:
    whole, part = counted(board).period, counted(board, category=category).period
    codes = {"air": {"air", "rob"}, "Lampu": {"lampu"}}.get(category, {category})
    assert part.total == sum(each.count for each in whole.categories if each.code in codes)
    assert part.filters[0].startswith("kategori ")
    by_agency = counted(board, agency="Karya").period
    answering = next((each for each in whole.agencies if each.code == "karya"), None)
    assert by_agency.total == (answering.count + answering.supporting if answering else 0)
    inside = counted(board, area="Hulu").period, counted(board, area="CA1").period
    names = {each.code: each.count for each in whole.areas}
    assert inside[0].total == names["CA1.2"], "the name of a desa and a distrik: the smaller is meant"
    assert inside[1].total == names["CA1.1"] + names["CA1.2"]


@settings(max_examples=30, deadline=None)
@given(histories(max_size=30), st.integers(0, 30))
def test_the_same_log_gives_the_same_files(history: list, cut: int) -> None:  # type: ignore[type-arg]
    board = Board(EPOCH)
    apply(board, history)
    again = Board(EPOCH)
    apply(again, history[:cut])
    again, _at = decode_snapshot(encode_snapshot(again, 0))
    apply(again, history[cut:])
    month = Days(date(2026, 9, 1), date(2026, 10, 1))
    assert midnight(month.first, ZONE) < START < midnight(month.end, ZONE)
    one, other = (
        packed(files(Source(each, PACK, CLOCKS, 0), counted(each, month))) for each in (board, again)
    )
    assert one == other


@settings(max_examples=40, deadline=None)
@given(boards())
def test_the_maps_are_geojson_with_every_incident(board: Board) -> None:
    found = counted(board)
    made = {file.name: b"".join(file.pieces()) for file in files(Source(board, PACK, CLOCKS, 0), found)}
    incidents = json.loads(made["kejadian.geojson"])
    assert len(incidents["features"]) == found.period.total
    assert len(json.loads(made["berulang.geojson"])["features"]) == found.period.recurrence.found
    for whole in (incidents, json.loads(made["berulang.geojson"])):
        assert whole["type"] == "FeatureCollection"
        assert "crs" not in whole, "RFC 7946, section 4"
        placed = [each["geometry"] for each in whole["features"] if each["geometry"] is not None]
        for each in whole["features"]:
            assert set(each) == {"type", "id", "geometry", "properties"}
            assert each["type"] == "Feature"
        points = [shapely.from_geojson(json.dumps(geometry)) for geometry in placed]
        assert all(114 < point.x < 115 and -4 < point.y < -3 for point in points)
        if points:
            assert tuple(whole["bbox"]) == shapely.union_all(points).bounds
        else:
            assert "bbox" not in whole
    # What a spreadsheet reads is what the map shows.
    assert made["kejadian.csv"].startswith(b"\xef\xbb\xbfnomor;dibuka;")
    rows = list(csv.DictReader(io.StringIO(made["kejadian.csv"].decode("utf-8-sig")), delimiter=";"))
    assert [row["nomor"] for row in rows] == [each["id"] for each in incidents["features"]]
    assert encode(found.period) == made["laporan.json"]


def board_of(*incidents: Mapping[str, object]) -> Board:
    board = Board(EPOCH)
    for number, fields in enumerate(incidents, 1):
        usual: dict[str, object] = {
            "severity": Severity.HIGH, "category": "lampu", "title": "Lampu", "opened_at": OCTOBER,
            "updated_at": OCTOBER, "lat": -3.30004, "lon": 114.60004, "placement": Placement.EXACT,
        }  # fmt: skip
        board.append(Incident(id=number, day_no=number, **{**usual, **fields}), number)  # type: ignore[arg-type]
    return board


def row_of(board: Board) -> dict[str, str]:
    found: list[File] = files(Source(board, PACK, CLOCKS, 0), counted(board))
    text = b"".join(found[0].pieces()).decode("utf-8-sig")
    return next(iter(csv.DictReader(io.StringIO(text), delimiter=";")))


def test_a_row_says_what_planning_needs_and_nothing_of_anybody() -> None:
    board = board_of(
        {
            "place": "Jalan Pelita 12, rumah Bu Siti 0812345678", "summary": "Saya Siti, lampu mati",
            "owner": "ani", "area": "CA1.1", "agencies": ("karya", "regu"), "opened_at": OCTOBER + 9 * HOUR,
        }
    )  # fmt: skip
    row = row_of(board)
    assert row["dibuka"] == "2026-10-01T09:00:00+08:00"
    assert (row["hari"], row["jam"], row["jalan"]) == ("Kamis", "09:00", "Jalan Pelita")
    assert (row["lintang"], row["bujur"]) == ("-3,3", "114,6"), "rounded, with a decimal comma, no formula"
    assert (row["opd"], row["opd_pendukung"], row["kelurahan"]) == ("Karya", "Regu Air", "Melati")
    whole = packed(files(Source(board, PACK, CLOCKS, 0), counted(board)))
    told = " ".join(row.values())
    for secret in ("Siti", "0812", "ani", "lampu mati", "12,"):
        assert secret not in told
    assert whole


def test_what_a_spreadsheet_would_run_is_text() -> None:
    assert row_of(board_of({"title": "=HYPERLINK(1)"}))["jenis"] == "'=HYPERLINK(1)"
    assert len(row_of(board_of({"title": 'a;b"\n'}))) == len(COLUMNS)


def test_coming_back_is_told_with_where_when_and_who() -> None:
    board = board_of(
        {"opened_at": OCTOBER - 20 * DAY, "place": "Jalan Pelita 3"},
        {"opened_at": OCTOBER + DAY, "place": "Jl. Pelita", "agencies": ("karya",)},
        {"opened_at": OCTOBER + 20 * DAY, "place": "Jalan Pelita 7", "placement": Placement.STREET},
        {"opened_at": OCTOBER + 20 * DAY + 60_000},
        {"opened_at": OCTOBER + 21 * DAY, "category": "tangga"},
        {"opened_at": OCTOBER + 22 * DAY, "placement": Placement.AREA},
        {"opened_at": OCTOBER + 23 * DAY, "lat": None, "lon": None, "placement": Placement.UNKNOWN},
        {"opened_at": OCTOBER + 24 * DAY, "disposition": Disposition.DUPLICATE},
    )
    period = counted(board).period
    (point,) = period.recurrence.points
    assert (point.street, point.category_name, point.agencies) == ("Jalan Pelita", "Lampu", ("Karya",))
    assert (len(point.times), point.in_period, point.reports, point.approximate) == (3, 2, 4, 1)
    assert (period.recurrence.approximate_area, period.recurrence.unplaced) == (1, 1)
    assert period.excluded == {"duplicate": 1}
    assert period.sentence.endswith("; 1 titik berulang.")


def test_where_somebody_was_ill_or_a_victim_is_told_by_kelurahan_only() -> None:
    kinds = tuple(replace(each, personal=each.code == "lampu") for each in PACK.categories)
    discreet = replace(PACK, categories=kinds)
    board = board_of({"area": "CA1.1", "place": "Jalan Pelita"}, {"opened_at": OCTOBER + 9 * DAY})
    source = Source(board, discreet, CLOCKS, 0)
    found = count(source, asked(discreet, chosen(TODAY, whole="2026-10"), NOW))
    assert (found.period.recurrence.personal, found.period.recurrence.found) == (2, 0)
    assert found.period.total == 2
    (_, incidents, *others) = files(source, found)
    first = json.loads(b"".join(incidents.pieces()))["features"][0]
    assert (first["geometry"], first["properties"]["kelurahan"]) == (None, "Melati")
    whole = b"".join(piece for file in (incidents, *others) for piece in file.pieces())
    for secret in (b"Pelita", b"114.6", b"114,6"):
        assert secret not in whole


def test_the_sentence_says_it_in_one_breath() -> None:
    def many(now: int, before: int) -> str:
        board = board_of(
            *({"opened_at": OCTOBER - DAY, "lat": None} for _ in range(before)),
            *({"opened_at": OCTOBER, "lat": None} for _ in range(now)),
        )
        return counted(board).period.sentence

    assert many(59, 50) == (
        "Oktober 2026: 59 kejadian, 18 % lebih banyak daripada September 2026 (50); tidak ada titik berulang."
    )
    assert ", 1 lebih sedikit daripada September 2026 (3);" in many(2, 3)
    assert ", sama banyak dengan September 2026;" in many(3, 3)
    young = Source(board_of({}), PACK, CLOCKS, OCTOBER - DAY)
    told = count(young, asked(PACK, chosen(TODAY, whole="2026-10"), NOW)).period
    assert not told.before_whole
    assert "tanpa pembanding karena catatan baru dimulai 30 September 2026" in told.sentence


def test_tables_leave_empty_what_there_is_nothing_to_compare_with() -> None:
    board = board_of({})
    for began, expected in ((0, ("0", "0")), (OCTOBER - DAY, ("", ""))):
        source = Source(board, PACK, CLOCKS, began)
        made = count(source, asked(PACK, chosen(TODAY, whole="2026-10"), NOW))
        found = {file.name: b"".join(file.pieces()) for file in files(source, made)}
        text = found["per-keparahan.csv"].decode("utf-8-sig")
        row = next(iter(csv.DictReader(io.StringIO(text), delimiter=";")))
        assert (row["masa_sebelumnya"], row["selisih"]) == expected


def test_a_period_that_runs_ends_now_and_one_that_has_not_begun_is_none() -> None:
    running = asked(PACK, chosen(TODAY, whole="2026-11"), NOW + HOUR)
    assert (running.end, running.running) == (NOW + HOUR, True)
    assert running.name == "1–22 November 2026, masih berjalan"
    assert running.start - running.before_start == running.end - running.start
    with pytest.raises(KnownError, match="belum dimulai"):
        asked(PACK, chosen(TODAY, whole="2026-12"), NOW)
    for wrong in ({"category": "naga"}, {"area": "Mars"}, {"agency": "NASA"}):
        with pytest.raises(KnownError, match="tidak ada dalam paket kota"):
            counted(Board(EPOCH), None, **wrong)
