"""Citizens of a storm as a process of their own: fallen trees over Open311, sent again until taken.

`python -m tests.scenarios.citizens URL KEY TREES SECONDS`: reports as fast as they come within SECONDS, and
at the end one JSON line: the reference of each report → every ticket it was ever given.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import httpx

_NAMES = (
    "Angin Awan Badai Bayu Cahaya Cempaka Dahan Damar Embun Fajar Gemuruh Gerimis Halilintar Hujan "
    "Intan Jingga Kabut Kilat Lembayung Lintang Mega Mendung Nila Ombak Pelangi Petir Purnama Rimbun "
    "Rintik Samudra Senja Surya Tirta Topan Ufuk Wangi Yodya Zamrud"
)
STREETS = tuple(f"Jalan Contoh {name}" for name in _NAMES.split())
TEN_MINUTES_S = 600
_FIRST = ("Pohon tumbang menutup jalan", "Pohon roboh menimpa pagar", "Dahan besar patah melintang di jalan")
_AGAIN = ("Ada pohon ambruk, mobil tidak bisa lewat", "Kayu melintang sejak tadi, mohon bantuan")


class Call(NamedTuple):
    """One citizen's report; two about the same tree name the same place."""

    ref: str
    place: str
    lat: float
    lon: float
    text: str


def calls(trees: int) -> list[Call]:
    """Every tree reported once, every third one a second time in other words."""
    made: list[Call] = []
    for tree in range(trees):
        street, house = tree % len(STREETS), tree // len(STREETS)
        place = f"{STREETS[street]}, depan nomor {7 + 12 * house}"
        lat, lon = -8.112 + 0.0008 * street, 112.158 + 0.0040 * house
        made.append(Call(f"badai-{tree}", place, lat, lon, _FIRST[tree % len(_FIRST)]))
        if tree % 3 == 2:
            made.append(Call(f"badai-{tree}-lagi", place, lat, lon, _AGAIN[tree % len(_AGAIN)]))
    return made


def _sent(client: httpx.Client, call: Call, key: str, at: datetime) -> str:
    """The ticket, as soon as the backend gives one."""
    form = {
        "api_key": key,
        "source_ref": call.ref,
        "service_code": "pohon-tumbang",
        "description": call.text,
        "address_string": call.place,
        "lat": str(call.lat),
        "long": str(call.lon),
        "requested_datetime": at.isoformat(timespec="seconds"),
    }
    while True:
        try:
            reply = client.post("/open311/v2/requests.json", data=form)
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        if reply.status_code == 200:
            return str(reply.json()[0]["service_request_id"])
        assert reply.status_code in (429, 503), reply.text
        time.sleep(0.1)


def main() -> None:
    url, key, trees, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    made = calls(trees)
    began, first = time.monotonic(), datetime.now(UTC) - timedelta(seconds=TEN_MINUTES_S)
    given: dict[str, list[str]] = {}
    with httpx.Client(base_url=url, timeout=20) as client:
        for number, call in enumerate(made):
            share = number / len(made)
            time.sleep(max(0.0, began + seconds * share - time.monotonic()))
            at = first + timedelta(seconds=TEN_MINUTES_S * share)
            tickets = [_sent(client, call, key, at)]
            if number % 10 == 9:
                tickets.append(_sent(client, call, key, at))  # the answer got lost, they say
            given[call.ref] = tickets
    print(json.dumps(given), flush=True)


if __name__ == "__main__":
    main()
