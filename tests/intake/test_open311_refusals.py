"""Whatever cannot be taken is answered in words, with the standard's codes, and leaves a trace in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.contract.errors import KnownError
from services.intake.forms import MAX_BODY
from services.intake.open311 import Open311Settings
from services.intake.refusals import BURST
from tests.intake.conftest import Room

Run = Callable[..., None]


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        ({"service_code": None}, 400, "service_code wajib diisi"),
        ({"service_code": "tidak-ada"}, 404, "service_code “tidak-ada” tidak dikenal"),
        ({"service_code": "rahasia"}, 404, "tidak dikenal"),
        ({"service_code": "bencana"}, 404, "tidak dikenal"),
        ({"lat": None, "long": None}, 400, "Lokasi wajib diisi"),
        ({"lat": None}, 400, "lat tidak dikirim"),
        ({"lat": "112.17", "long": "-8.1"}, 400, "tertukar"),
        ({"lat": "sini"}, 400, "bukan angka"),
        ({"lat": "0", "long": "0"}, 400, "belum mendapat posisi"),
        ({"description": "x" * 4001}, 400, "memuat 4.001 karakter; paling banyak 4.000"),
        ({"description": ["satu", "dua"]}, 400, "dikirim lebih dari sekali dengan isi berbeda"),
        ({"media_url": "javascript:alert(1)"}, 400, "http atau https"),
        ({"media_url": "https://a.example/ b"}, 400, "http atau https"),
        ({"media_url": [f"https://a.example/{n}" for n in range(11)]}, 400, "lebih dari 10 media_url"),
        ({"phone": "1" * 33}, 400, "phone memuat 33 karakter"),
        ({"api_key": None}, 403, "api_key wajib"),
        ({"api_key": "salah"}, 403, "tidak dikenal atau sudah dicabut"),
        ({"requested_datetime": "kemarin"}, 400, "bukan waktu yang dikenal"),
        ({"requested_datetime": "2099-01-01T00:00:00Z"}, 400, "di masa depan"),
        ({"service_code": "banjir"}, 400, "attribute[DI] (Di mana airnya?) wajib diisi"),
        ({"service_code": "banjir", "attribute[DI]": "laut"}, 400, "tidak ada dalam pilihan jalan, rumah"),
        ({"service_code": "banjir", "attribute[DI]": ["jalan", "rumah"]}, 400, "hanya menerima satu jawaban"),
        ({"service_code": "banjir", "attribute[DI]": "jalan", "attribute[DALAM]": "dalam"}, 400, "angka"),
        ({"service_code": "banjir", "attribute[DI]": "jalan", "attribute[MULAI]": "tadi"}, 400, "waktu"),
        ({"service_code": "banjir", "attribute[DI]": "jalan", "attribute[KENA]": "perahu"}, 400, "pilihan"),
        ({"attribute": "x"}, 400, "tidak sesuai; contoh: attribute[kode]"),
        ({"attribute[a][b]": "x"}, 400, "tidak sesuai"),
        ({"attribute[lain]": "x" * 1001}, 400, "lebih panjang dari 1000"),
    ],
)
def test_refusals(in_the_room: Run, fields: dict[str, object], status: int, says: str) -> None:
    async def scenario(room: Room) -> None:
        for resource in ("requests.json", "requests.xml"):
            answer = await room.post(resource, **fields)
            assert answer.status_code == status
            if resource.endswith("json"):
                [error] = answer.json()
                assert error["code"] == status
                told = error["description"]
            else:
                tree = ElementTree.fromstring(answer.content)
                assert [e.tag for e in tree.iter()] == ["errors", "error", "code", "description"]
                told = tree.findtext("error/description")
            assert says in told
        logged = await room.refusals()
        assert [event.message for event in logged] == [told[:300]] * 2
        assert (await room.http.get("requests.json")).json() == []

    in_the_room(scenario)


def test_the_trace_holds_no_ones_number(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        await room.post(lat="sini", description="Hubungi saya 081234567890 atau a@b.example")
        [event] = await room.refusals()
        assert event.excerpt == "Hubungi saya [disamarkan] atau [disamarkan]"
        assert event.source == "lokal"

    in_the_room(scenario)


def test_a_flood_of_refusals_is_summed_up(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        answers = [await room.post(lat="sini") for _ in range(BURST + 30)]
        assert {answer.status_code for answer in answers} == {400}
        assert BURST <= len(await room.refusals()) < BURST + 10

    in_the_room(scenario)


def test_other_addresses_methods_and_content_types(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        http = room.http
        for path in ("nope.json", "", "requests.csv", "http://kota.example/open311/v3/services.json"):
            assert (await http.get(path)).status_code == 404
        assert (await http.get("requests/KBL-000000-1.json")).status_code == 404
        assert (await http.get("tokens/x.xml")).status_code == 404
        wrong = await http.put("requests.json")
        assert wrong.status_code == 405
        assert wrong.headers["allow"] == "GET, HEAD"
        head = await http.head("services.json")
        assert (head.status_code, head.content) == (200, b"")
        assert int(head.headers["content-length"]) > 10
        json_sent = await http.post("requests.json", json={"service_code": "lampu-mati"})
        assert json_sent.status_code == 400
        assert "x-www-form-urlencoded" in json_sent.json()[0]["description"]
        large = await http.post(
            "requests.json",
            content=b"description=" + b"x" * MAX_BODY,
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        assert large.status_code == 400

    in_the_room(scenario)


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        ("status=new", "pilihannya open dan closed"),
        ("start_date=kemarin", "start_date"),
        ("start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", "paling panjang 90 hari"),
        ("start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z", "lebih lambat"),
        ("page=0", "page"),
        ("page_size=1001", "1 sampai 1000"),
        ("page=1e3", "page"),
        ("service_request_id=" + ",".join(str(n) for n in range(1001)), "Paling banyak 1000"),
    ],
)
def test_bad_filters_are_told(in_the_room: Run, filters: str, says: str) -> None:
    async def scenario(room: Room) -> None:
        answer = await room.http.get(f"requests.json?{filters}")
        assert answer.status_code == 400
        assert says in answer.json()[0]["description"]

    in_the_room(scenario)


def test_without_a_key_only_where_the_city_allows_it(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        answer = await room.post(api_key=None, source_ref="1", channel="palsu")
        assert answer.status_code == 200
        again = await room.post(api_key=None, source_ref="1", channel="palsu")
        assert "x-patria-repeated" not in again.headers, "the extensions are for senders we know"
        assert (await room.post(api_key="salah")).status_code == 403

    in_the_room(scenario, Open311Settings(allow_anonymous=True))


def test_a_key_may_stand_in_the_address(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        assert (await room.post(f"requests.json?api_key={room.key}", api_key=None)).status_code == 200

    in_the_room(scenario)


def test_what_passes_by_itself_is_told_apart(in_the_room: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(room: Room) -> None:
        for code, status in (("not_writable", 503), ("rate_limited", 429), ("aneh", 400)):

            def refuse(key: str, code: str = code) -> str:
                raise KnownError(code, "Sebentar.")

            monkeypatch.setattr(room.backend.access, "key_name", refuse)
            answer = await room.post()
            assert answer.status_code == status
            assert ("retry-after" in answer.headers) == (status != 400)

    in_the_room(scenario)


def test_a_defect_is_a_sentence_too(
    in_the_room: Run, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(room: Room) -> None:
        def broken(key: str) -> str:
            raise ZeroDivisionError("internal detail")

        monkeypatch.setattr(room.backend.access, "key_name", broken)
        answer = await room.post()
        assert answer.status_code == 500
        assert "belum tersimpan" in answer.json()[0]["description"]
        assert "internal detail" not in answer.text

    in_the_room(scenario)
    assert "internal detail" in caplog.text


WORDS = ["lat", "long", "service_code", "description", "api_key", "attribute[DI]", "media_url", "page", "x"]


def test_any_form_and_any_query_is_answered(in_the_room: Run) -> None:
    """Fuzz: never a 500, always the standard's body, and the log still takes good reports afterwards."""

    async def scenario(room: Room) -> None:
        loop = asyncio.get_running_loop()

        @settings(max_examples=150, suppress_health_check=list(HealthCheck))
        @given(
            st.lists(st.tuples(st.sampled_from(WORDS), st.text(max_size=40)), max_size=12),
            st.binary(max_size=60),
            st.sampled_from(["requests.json", "requests.xml", "requests"]),
        )
        def fuzz(pairs: list[tuple[str, str]], noise: bytes, resource: str) -> None:
            body = urlencode(pairs, errors="surrogatepass").encode() + b"&" + noise

            async def attempt() -> None:
                header = {"content-type": "application/x-www-form-urlencoded"}
                sent = await room.http.post(resource, content=body, headers=header)
                asked = await room.http.get(resource, params=urlencode(pairs, errors="replace"))
                for answer in (sent, asked):
                    assert answer.status_code in (200, 400, 403, 404), answer.text
                    if resource == "requests.json":
                        assert isinstance(answer.json(), list)
                    else:
                        ElementTree.fromstring(answer.content)

            asyncio.run_coroutine_threadsafe(attempt(), loop).result(30)

        await loop.run_in_executor(None, fuzz)
        assert (await room.post()).status_code == 200

    in_the_room(scenario)
