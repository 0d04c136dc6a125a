"""Coordinates as machines send them: read, checked, and a swapped pair explained."""

from __future__ import annotations

import math
from typing import Final

from services.contract.errors import Rejected

NEAR_KM: Final = 150.0
"""A pair that lands this near the city when swapped, and farther than `FAR_KM` as sent, was swapped."""
FAR_KM: Final = 1000.0
_EARTH_KM: Final = 6371.0


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres (haversine)."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _number(text: str, name: str) -> float:
    plain = text.replace("\u2212", "-")
    if "." not in plain and plain.count(",") == 1:
        plain = plain.replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in plain:
        raise Rejected("bad_coordinate", f"{name} “{text[:40]}” bukan angka; contoh: -8.0954.")
    return value


def position(lat_text: str, lon_text: str, city: tuple[float, float] | None) -> tuple[float, float] | None:
    """(latitude, longitude), or None when neither was sent.

    `city` is the (lat, lon) of the city, by which a swapped pair is recognised; None: no check.
    A point outside the city passes: how far it is, is for the room to weigh. Raises `Rejected` in words.
    """
    if not lat_text and not lon_text:
        return None
    if not lat_text or not lon_text:
        missing = "long" if lat_text else "lat"
        raise Rejected("bad_coordinate", f"Koordinat tidak lengkap: {missing} tidak dikirim.")
    lat, lon = _number(lat_text, "lat"), _number(lon_text, "long")
    if city is not None and _swapped(lat, lon, city):
        raise Rejected(
            "swapped_coordinate",
            f"Koordinat tampaknya tertukar (lat={lat:g}, long={lon:g}). Kirim lat={lon:g} dan long={lat:g}.",
        )
    if abs(lat) > 90 or abs(lon) > 180:
        raise Rejected(
            "bad_coordinate",
            f"Koordinat lat={lat:g}, long={lon:g} tidak ada di bumi; lat -90 sampai 90, long ±180.",
        )
    if lat == 0 and lon == 0:
        raise Rejected(
            "bad_coordinate",
            "Koordinat 0, 0 berarti perangkat belum mendapat posisi; ulangi atau beri alamat.",
        )
    return lat, lon


def _swapped(lat: float, lon: float, city: tuple[float, float]) -> bool:
    if abs(lon) > 90 or abs(lat) > 180:
        return False
    if distance_km(lon, lat, *city) > NEAR_KM:
        return False
    return abs(lat) > 90 or distance_km(lat, lon, *city) > FAR_KM
