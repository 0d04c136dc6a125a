"""GeoReport v2, call by call, on a real backend: every field, filter, format and error of the standard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeCategory,
    ChangeStatus,
    DisposeIncident,
    StartDrill,
)
from services.contract.messages import Log
from services.contract.records import Disposition, Status
from services.intake.open311 import Open311Settings
from tests.intake.conftest import Room
from tests.intake.making import FIXTURES, real

Run = Callable[..., None]
DRILL = "http://kota.example/open311/latihan/v2"
REQUEST_FIELDS = [
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
]
"""Of a request, in the order of the standard."""


def test_discovery_names_the_city_and_the_drill(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        found = (await room.http.get("discovery.json")).json()
        assert list(found) == ["changeset", "contact", "key_service", "endpoints"]
        assert [(end["url"], end["type"]) for end in found["endpoints"]] == [
            ("http://kota.example/open311/v2", "production"),
            ("http://kota.example/open311/latihan/v2", "test"),
        ]
        tree = ElementTree.fromstring((await room.http.get("discovery.xml")).content)
        assert [item.text for item in tree.findall("endpoints/endpoint/formats/format")] == [
            "text/xml",
            "application/json",
        ] * 2

    in_the_room(scenario)


def test_services_are_the_public_categories(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        flood, lamp = (await room.http.get("services.json")).json()
        assert flood == {
            "service_code": "banjir",
            "service_name": "Banjir dan genangan",
            "description": "Air menggenang di jalan atau rumah.",
            "metadata": True,
            "type": "realtime",
            "keywords": "banjir, genangan",
            "group": "Bencana",
        }
        assert lamp["service_code"] == "lampu-mati"
        assert lamp["metadata"] is False

    in_the_room(scenario)


def test_a_definition_asks_its_questions_in_order(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        found = (await room.http.get("services/banjir.json")).json()
        assert [(a["order"], a["code"], a["required"]) for a in found["attributes"]] == [
            (1, "DI", True),
            (2, "DALAM", False),
            (3, "KENA", False),
            (4, "MULAI", False),
        ]
        assert found["attributes"][0]["values"] == [
            {"key": "jalan", "name": "Jalan"},
            {"key": "rumah", "name": "Rumah"},
        ]
        for hidden in ("rahasia", "bencana", "x"):
            assert (await room.http.get(f"services/{hidden}.json")).status_code == 404

    in_the_room(scenario)


def test_a_report_comes_back_as_it_was_sent(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        answer = await room.post(
            service_code="banjir",
            address_string="Jl. Contoh 5",
            description="Air naik\nsejak subuh",
            media_url="https://foto.example/a.jpg?x=1&y=2",
            account_id="warga-7",
            email="a@b.example",
            phone="081234567890",
            first_name="Sri",
            last_name="Rahayu",
            device_id="d1",
            **{"attribute[DI]": "jalan", "attribute[DALAM]": "40", "attribute[KENA][]": ["motor", "orang"]},
        )
        assert answer.status_code == 200, answer.text
        [receipt] = answer.json()
        assert list(receipt) == ["service_request_id", "service_notice", "account_id"]
        assert receipt["account_id"] == "warga-7"
        assert "Dinas Sumber Daya Air" in receipt["service_notice"]
        found = await room.get(receipt["service_request_id"])
        assert list(found) == REQUEST_FIELDS
        assert found["description"] == "Air naik\nsejak subuh"
        assert (found["lat"], found["long"]) == (-8.1, 112.17)
        assert found["media_url"] == "https://foto.example/a.jpg?x=1&y=2"
        assert found["status"] == "open"
        assert found["address"] == "Jl. Contoh 5"
        assert found["requested_datetime"].endswith("+07:00")
        assert "Sri" not in str(found)
        assert "081234567890" not in str(found)

    in_the_room(scenario)


@pytest.mark.parametrize(
    "file",
    [FIXTURES / "sf_bentuk.xml", *real("open311/cfa_service_requests.xml")],
    ids=lambda file: file.name,
)
def test_xml_has_the_elements_of_a_real_citys_replies(in_the_room: Run, file: object) -> None:
    theirs = ElementTree.parse(str(file)).getroot()

    async def scenario(room: Room) -> None:
        await room.post()
        mine = ElementTree.fromstring((await room.http.get("requests.xml")).content)
        assert mine.tag == theirs.tag == "service_requests"
        assert [e.tag for e in mine[0]] == [e.tag for e in theirs[0]] == REQUEST_FIELDS

    in_the_room(scenario)


@pytest.mark.parametrize(
    ("file", "item"),
    [
        (FIXTURES / "services_bentuk.xml", ".//service"),
        *((file, ".//service") for file in real("open311/cfa_services.xml")),
        *((file, ".//attribute") for file in real("open311/cfa_service_definition.xml")),
        *((file, ".//value") for file in real("open311/cfa_service_definition.xml")),
        *((file, ".//request") for file in real("open311/cfa_get_service_request.xml")),
        *((file, ".//request") for file in real("open311/cfa_post_service_request.xml")),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else value.strip("./"),
)
def test_xml_says_the_same_things_as_real_replies(in_the_room: Run, file: Path, item: str) -> None:
    """Same document element, and the same elements in each item; their order the standard leaves open."""
    theirs = ElementTree.parse(file).getroot()

    async def scenario(room: Room) -> None:
        receipt = await room.post("requests.xml")
        if "post" in file.name:
            body = receipt.content
        else:
            resource = {"services": "services", "service_definition": "services/banjir"}.get(
                theirs.tag, "requests"
            )
            body = (await room.http.get(f"{resource}.xml")).content
        mine = ElementTree.fromstring(body)
        assert mine.tag == theirs.tag
        assert {e.tag for e in mine.find(item) or ()} == {e.tag for e in theirs.find(item) or ()} != set()

    in_the_room(scenario)


def test_without_an_extension_the_answer_is_xml(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        answer = await room.post("requests")
        assert answer.headers["content-type"] == "text/xml; charset=utf-8"
        assert answer.text.startswith('<?xml version="1.0" encoding="utf-8"?>')
        ref = ElementTree.fromstring(answer.content).findtext("request/service_request_id")
        for resource in (f"requests/{ref}", f"tokens/{ref}", "services"):
            found = await room.http.get(resource)
            assert found.status_code == 200
            assert found.headers["content-type"] == "text/xml; charset=utf-8"
        token = (await room.http.get(f"tokens/{ref}.json")).json()
        assert token == [{"service_request_id": ref, "token": ref}]

    in_the_room(scenario)


def test_what_the_room_decides_is_what_the_citizen_reads(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        ref = (await room.post()).json()[0]["service_request_id"]
        before = await room.get(ref)
        assert (before["status"], before["agency_responsible"]) == ("open", "Dinas Lampu Jalan")
        await room.do(AddNote(incident_id=1, text="hanya untuk ruang"))
        assert (await room.get(ref))["status_notes"] == before["status_notes"]
        await room.do(AddNote(incident_id=1, text="Tiang dicek, hubungi 081234567890", public=True))
        assert (await room.get(ref))["status_notes"] == "Tiang dicek, hubungi [disamarkan]"
        await room.do(AssignAgencies(incident_id=1, agencies=("air",)))
        assert (await room.get(ref))["agency_responsible"] == "Dinas Sumber Daya Air"
        await room.do(ChangeCategory(incident_id=1, category="banjir", reason="bukan lampu"))
        assert (await room.get(ref))["service_code"] == "banjir"
        await room.do(ChangeStatus(incident_id=1, status=Status.RESOLVED, note="Sudah surut.", public=True))
        after = await room.get(ref)
        assert (after["status"], after["status_notes"]) == ("closed", "Sudah surut.")
        assert (await room.http.get("requests.json?status=open")).json() == []
        assert len((await room.http.get("requests.json?status=closed")).json()) == 1

    in_the_room(scenario)


def test_it_is_expected_when_it_should_be_settled_not_when_the_room_should_answer(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        lamp = (await room.post()).json()[0]["service_request_id"]
        flood = await room.post(service_code="banjir", **{"attribute[DI]": "jalan"})
        found = await room.get(lamp)
        asked, expected = (
            datetime.fromisoformat(found[name]) for name in ("requested_datetime", "expected_datetime")
        )
        assert expected - asked == timedelta(days=1)
        assert (await room.get(flood.json()[0]["service_request_id"]))["expected_datetime"] is None
        await room.do(ChangeStatus(incident_id=1, status=Status.RESOLVED, note="menyala"))
        assert (await room.get(lamp))["expected_datetime"] is None

    in_the_room(scenario)


def test_peoples_numbers_in_a_text_are_hidden_from_the_public(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        answer = await room.post(
            description="Lampu mati, WA 081234567890", address_string="Jl. A 5, 0812 3456 7890"
        )
        found = await room.get(answer.json()[0]["service_request_id"])
        assert found["description"] == "Lampu mati, WA [disamarkan]"
        assert found["address"] == "Jl. A 5, [disamarkan]"

    in_the_room(scenario)


def test_a_duplicate_follows_the_incident_that_remains(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        first, second = [(await room.post()).json()[0]["service_request_id"] for _ in range(2)]
        await room.do(DisposeIncident(incident_id=2, disposition=Disposition.DUPLICATE, target_id=1))
        assert (await room.get(second))["status"] == "open"
        assert "digabung" in (await room.get(second))["status_notes"]
        await room.do(ChangeStatus(incident_id=1, status=Status.CLOSED, note="selesai"))
        assert (await room.get(first))["status"] == (await room.get(second))["status"] == "closed"

    in_the_room(scenario)


def test_a_place_outside_the_city_is_taken_and_its_distance_marked(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        assert (await room.post(lat="-7.5", long="112.17")).status_code == 200
        incident = room.backend.desk(Log.LIVE).board.incident(0)
        assert 50_000 < incident.outside_m < 70_000

    in_the_room(scenario)


def test_the_drill_is_another_world(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        refused = await room.post(DRILL + "/requests.json")
        assert refused.status_code == 400
        await room.do(StartDrill(reason="uji"), Log.DRILL)
        answer = await room.post(DRILL + "/requests.json", moved_from_lat="-6.2", moved_from_long="106.8")
        assert answer.status_code == 200
        assert (await room.http.get("requests.json")).json() == []
        assert len((await room.http.get(DRILL + "/requests.json")).json()) == 1
        epochs = {
            (await room.http.get(path)).headers["x-patria-epoch"]
            for path in ("services.json", DRILL + "/services.json")
        }
        assert len(epochs - {""}) == 2

    in_the_room(scenario)


def test_the_same_reference_is_the_same_report(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        answers = await asyncio.gather(*(room.post(source_ref="a1", channel="arsip") for _ in range(8)))
        assert {answer.json()[0]["service_request_id"] for answer in answers} == {
            answers[0].json()[0]["service_request_id"]
        }
        assert sum("x-patria-repeated" in answer.headers for answer in answers) == 7
        other = await room.post(source_ref="a1", channel="arsip-lain")
        assert "x-patria-repeated" not in other.headers
        assert len((await room.http.get("requests.json")).json()) == 2

    in_the_room(scenario)


def test_a_jurisdiction_may_be_named_and_a_strange_one_is_not_found(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        for known in ("", "purwa", "purwa.example"):
            assert (await room.http.get(f"services.json?jurisdiction_id={known}")).status_code == 200
        strange = await room.http.get("services.json?jurisdiction_id=bukan.sini")
        assert strange.status_code == 404
        assert "bukan.sini" in strange.json()[0]["description"]
        assert (await room.post(jurisdiction_id="bukan.sini")).status_code == 404
        assert (await room.post(jurisdiction_id="purwa")).status_code == 200

    in_the_room(scenario, Open311Settings(jurisdictions=("purwa.example",)))
