"""The filters of GET requests, and clients written by others for the standard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest
from georeport import GeoReport  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from services.contract.commands import SubmitReport
from services.contract.errors import Rejected
from services.contract.messages import Log
from services.intake import forms
from services.intake.moments import from_text, to_text
from services.intake.tickets import SPAN_MS, query
from tests.intake.conftest import Room, served
from tests.intake.making import CITY

Run = Callable[..., None]
WIB = timezone(timedelta(hours=7))
NOW = 1_790_000_000_000


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Both databases: what is found must not depend on which."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


async def numbers(room: Room, filters: str) -> list[str]:
    """The running numbers of the tickets found, in the order of the answer."""
    answer = await room.http.get(f"requests.json?{filters}")
    assert answer.status_code == 200, answer.text
    return [found["service_request_id"].rpartition("-")[2].lstrip("0") for found in answer.json()]


def test_filters(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        for number in range(5):
            flood = {"service_code": "banjir", "attribute[DI]": "jalan"} if number % 2 else {}
            assert (await room.post(**flood)).status_code == 200
        refs = [found["service_request_id"] for found in (await room.http.get("requests.json")).json()]
        assert await numbers(room, "") == ["5", "4", "3", "2", "1"]
        assert await numbers(room, "service_code=banjir") == ["4", "2"]
        assert await numbers(room, "service_code=banjir,lampu-mati") == ["5", "4", "3", "2", "1"]
        assert await numbers(room, "service_code=banjir&service_code=lampu-mati") == ["5", "4", "3", "2", "1"]
        assert await numbers(room, "service_code=tak-ada") == []
        assert await numbers(room, "status=open,closed") == ["5", "4", "3", "2", "1"]
        assert await numbers(room, "status=") == ["5", "4", "3", "2", "1"]
        assert await numbers(room, "page_size=2") == ["5", "4"]
        assert await numbers(room, "page_size=2&page=3") == ["1"]
        assert await numbers(room, f"service_request_id={refs[0]},{refs[4]},x&status=closed") == ["5", "1"]
        hour = timedelta(hours=1)
        before, after = (f"{datetime.now(UTC) + shift:%Y-%m-%dT%H:%M:%SZ}" for shift in (-hour, hour))
        assert await numbers(room, f"start_date={before}&end_date={after}") == ["5", "4", "3", "2", "1"]
        assert await numbers(room, f"start_date={after}") == []
        assert await numbers(room, f"end_date={before}") == []
        assert await numbers(room, f"updated_after={before}") == ["5", "4", "3", "2", "1"]
        assert await numbers(room, f"updated_before={before}") == []

    in_the_room(scenario)


@pytest.mark.parametrize(
    "text", ["a\x00b\x1b", "\u202eterbalik 👩‍🚒 ꦱꦸꦫ", "<img src=x onerror=alert(1)>", "'; DROP TABLE x; --"]
)
def test_text_is_only_ever_text(in_the_room: Run, text: str) -> None:
    async def scenario(room: Room) -> None:
        ref = (await room.post(description=text, address_string=text)).json()[0]["service_request_id"]
        assert (await room.get(ref))["description"] == forms.clean(text)
        tree = ElementTree.fromstring((await room.http.get(f"requests/{ref}.xml")).content)
        assert tree.findtext("request/description") == forms.clean(text)
        assert tree.findtext("request/address") == forms.clean(text)

    in_the_room(scenario)


def test_what_was_told_by_telephone_is_nobody_elses_to_read(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        await room.do(SubmitReport(text="Tetangga bertengkar, alamat …", category="lampu-mati"))
        mine = (await room.post()).json()[0]["service_request_id"]
        theirs = f"{mine[:-1]}1"
        assert theirs != mine
        assert await numbers(room, "page_size=1") == ["2"]
        assert await numbers(room, "page_size=1&page=2") == []
        assert (await room.http.get(f"requests/{theirs}.json")).status_code == 404

    in_the_room(scenario)


def wanted(text: str) -> tuple[int, int]:
    found = query(forms.parse(text.encode()), Log.LIVE, WIB, NOW)
    return found.start, found.end


def test_what_is_not_said_is_the_last_ninety_days() -> None:
    day = "2026-01-02T00:00:00Z"
    at = from_text(day, WIB, "x")
    assert wanted("") == (NOW - SPAN_MS, 0)
    assert wanted(f"start_date={day}") == (at, at + SPAN_MS)
    assert wanted(f"end_date={day}") == (at - SPAN_MS, at)
    assert wanted(f"updated_after={day}") == (0, 0)
    assert wanted(f"start_date={day}&end_date=2026-04-02T00:00:00Z") == (at, at + SPAN_MS)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2026-11-21T14:00:00+07:00", "2026-11-21T07:00:00Z"),
        ("2026-11-21T14:00:00 07:00", "2026-11-21T07:00:00Z"),
        ("2026-11-21T14:00:00", "2026-11-21T07:00:00Z"),
        ("2026-11-21", "2026-11-20T17:00:00Z"),
        ("2026-11-21T07:00:00.000Z", "2026-11-21T07:00:00Z"),
    ],
)
def test_times_as_clients_write_them(text: str, same: str) -> None:
    assert from_text(text, WIB, "x") == from_text(same, UTC, "x")


@given(st.integers(0, 253_402_300_799), st.integers(-720, 720))
def test_times_come_back_to_the_second_with_their_offset(second: int, minutes: int) -> None:
    zone = timezone(timedelta(minutes=minutes))
    try:
        text = to_text(second * 1000, zone)
    except OverflowError:
        return  # the last hours of the year 9999, seen from the east
    assert from_text(text, UTC, "x") == second * 1000
    assert text[-6] in "+-"


@given(st.text(max_size=40))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    try:
        assert from_text(text, WIB, "x") >= 0
    except Rejected:
        pass


# --- a client written by others ---


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport_reads_us_unchanged(in_the_room: Run, form: str) -> None:
    async def scenario(room: Room) -> None:
        ref = (await room.post(description="Café & <b>lampu</b> 💡")).json()[0]["service_request_id"]
        await room.post(service_code="banjir", **{"attribute[DI]": "rumah"})

        def visit(root: str) -> None:
            client = GeoReport(root, jurisdiction=CITY.code, output_format=form)
            assert [service["service_code"] for service in client.get_service_list()] == [
                "banjir",
                "lampu-mati",
            ]
            assert client.get_service_definition("banjir")["service_code"] == "banjir"
            found = client.get_service_requests(status="open")
            assert [request["service_code"] for request in found] == ["banjir", "lampu-mati"]
            one = client.get_service_request(ref)
            assert one["description"] == "Café & <b>lampu</b> 💡"
            assert float(one["lat"]) == -8.1

        async with served(room) as root:
            await asyncio.get_running_loop().run_in_executor(None, visit, root)

    in_the_room(scenario)


def test_the_example_of_the_standard_is_taken_as_it_stands(in_the_room: Run) -> None:
    """The POST printed in the specification, but for the names that each city chooses."""

    async def scenario(room: Room) -> None:
        body = (
            f"api_key={room.key}&jurisdiction_id={CITY.code}&service_code=lampu-mati&lat=37.76524078"
            "&long=-122.4212043&address_string=1234+5th+street&email=smit333%40sfgov.edu&device_id=tt222111"
            "&account_id=123456&first_name=john&last_name=smith&phone=111111111"
            "&description=A+large+sinkhole+is+destroying+the+street"
            "&media_url=http%3A%2F%2Ffarm3.static.flickr.com%2F2002%2F2212426634_5ed477a060.jpg"
            "&attribute[WHISPAWN]=123456&attribute[WHISDORN]=COISL001"
        )
        answer = await room.http.post(
            "requests.xml",
            content=body,
            headers={"content-type": "application/x-www-form-urlencoded; charset=utf-8"},
        )
        assert answer.status_code == 200
        request = ElementTree.fromstring(answer.content).find("request")
        assert request is not None
        assert [element.tag for element in request] == ["service_request_id", "service_notice", "account_id"]
        found = await room.get(request.findtext("service_request_id") or "")
        assert found["description"] == "A large sinkhole is destroying the street"
        assert (found["lat"], found["long"]) == (37.76524078, -122.4212043), (
            "far away is for the room to weigh"
        )

    in_the_room(scenario)
