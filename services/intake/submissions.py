"""A POSTed form to a `Submission`: every field of GeoReport v2, and the few extensions of ours.

Extensions, for senders with an API key: `source_ref` (makes a repeated sending harmless), `channel`,
`requested_datetime` (when the citizen reported, where that is not now); on the drill endpoint also
`moved_from_lat` and `moved_from_long`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Final

from services.contract.city import CityPack
from services.contract.errors import Rejected
from services.contract.messages import Log
from services.contract.records import MAX_TEXT
from services.intake.forms import Fields, single
from services.intake.moments import from_text
from services.intake.ports import NOBODY, Reporter, Submission
from services.intake.position import position
from services.intake.services_offered import Service, answers

MAX_MEDIA: Final = 10
SKEW_MS: Final = 5 * 60_000
"""How far a sender's clock may be ahead."""


class Unknown(Rejected):
    """Something named in the request does not exist: HTTP 404."""


def service_of(fields: Fields, services: Mapping[str, Service]) -> Service:
    """The service the form names. Raises `Rejected` (400) or `Unknown` (404)."""
    code = single(fields, "service_code", 64)
    if not code:
        raise Rejected(
            "missing_service_code", "service_code wajib diisi; daftar jenis laporan ada di /services."
        )
    service = services.get(code)
    if service is None:
        raise Unknown(
            "unknown_service_code", f"service_code “{code}” tidak dikenal; daftarnya ada di /services."
        )
    return service


def submission(
    fields: Fields, service: Service, pack: CityPack, zone: tzinfo, log: Log, trusted: bool, now: int
) -> Submission:
    """The form as a submission. `trusted`: sent with an API key. `now`: milliseconds. Raises `Rejected`."""
    text = single(fields, "description", MAX_TEXT)
    place = single(fields, "address_string", 300)
    address_id = single(fields, "address_id", 64)
    point = position(single(fields, "lat", 40), single(fields, "long", 40), (pack.city.lat, pack.city.lon))
    if point is None and not place and not address_id:
        raise Rejected(
            "missing_location", "Lokasi wajib diisi: lat dan long, address_string, atau address_id."
        )
    known_area = any(area.code == address_id for area in pack.areas) if address_id else False
    attributes = answers(service.category, fields)
    if address_id and not known_area:
        attributes["address_id"] = address_id
    stated = fields if trusted else {}
    return Submission(
        log=log,
        channel=single(stated, "channel", 64),
        source_ref=single(stated, "source_ref", 200),
        text=text,
        category=service.category.code,
        reported_at=_reported_at(stated, zone, now),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        area=address_id if known_area else "",
        place=place,
        moved_from=_moved_from(stated) if log is Log.DRILL else None,
        media=_media(fields),
        attributes=attributes,
        reporter=_reporter(fields),
    )


def _reported_at(fields: Fields, zone: tzinfo, now: int) -> int:
    text = single(fields, "requested_datetime", 40)
    if not text:
        return 0
    at = from_text(text, zone, "requested_datetime")
    if at > now + SKEW_MS:
        raise Rejected("bad_time", f"requested_datetime “{text}” ada di masa depan; periksa jam pengirim.")
    return at


def _moved_from(fields: Fields) -> tuple[float, float] | None:
    lat, lon = single(fields, "moved_from_lat", 40), single(fields, "moved_from_long", 40)
    return position(lat, lon, None)


def _media(fields: Fields) -> tuple[str, ...]:
    if "media_url" not in fields:
        return ()
    urls = tuple(dict.fromkeys(url.strip() for url in fields.get("media_url", ())))
    if len(urls) > MAX_MEDIA:
        raise Rejected("bad_media_url", f"Kiriman memuat lebih dari {MAX_MEDIA} media_url.")
    for url in urls:
        if not url.lower().startswith(("http://", "https://")) or len(url) > 2000 or len(url.split()) != 1:
            raise Rejected("bad_media_url", "media_url harus berupa satu alamat http atau https.")
    return urls


_PERSONAL: Final = {
    "first_name": 120,
    "last_name": 120,
    "phone": 32,
    "email": 254,
    "account_id": 120,
    "device_id": 120,
}


def _reporter(fields: Fields) -> Reporter:
    stated = {name: single(fields, name, limit) for name, limit in _PERSONAL.items() if name in fields}
    return Reporter(**stated) if stated else NOBODY
