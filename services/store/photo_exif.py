"""What a photograph says about itself (Exif 2.32): when, where, with what. Never trusted, often absent."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any, Final, NamedTuple

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

_MAX_WORDS: Final = 120


class Facts(NamedTuple):
    """`taken_at` in milliseconds UTC, 0 where not stated."""

    taken_at: int = 0
    lat: float | None = None
    lon: float | None = None
    camera: str = ""
    software: str = ""


def read(image: Image.Image, zone: tzinfo) -> Facts:
    """Everything it states that makes sense; what does not is left out."""
    try:
        exif = image.getexif()
        detail = exif.get_ifd(IFD.Exif)
        gps = exif.get_ifd(IFD.GPSInfo)
    except Exception:  # a broken directory raises whatever its bytes happen to break
        return Facts()
    make, model = _words(exif.get(Base.Make)), _words(exif.get(Base.Model))
    return Facts(
        taken_at=_taken(detail, exif, zone),
        lat=_degrees(gps, GPS.GPSLatitude, GPS.GPSLatitudeRef, "S", 90),
        lon=_degrees(gps, GPS.GPSLongitude, GPS.GPSLongitudeRef, "W", 180),
        camera=(model if model.startswith(make) else f"{make} {model}").strip()[:_MAX_WORDS],
        software=_words(exif.get(Base.Software)),
    )


def _taken(detail: dict[int, Any], exif: Image.Exif, zone: tzinfo) -> int:
    stated = (
        detail.get(Base.DateTimeOriginal) or detail.get(Base.DateTimeDigitized) or exif.get(Base.DateTime)
    )
    offset = detail.get(Base.OffsetTimeOriginal) or detail.get(Base.OffsetTime)
    try:
        moment = datetime.strptime(_words(stated), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - a zone follows
        at = int(moment.replace(tzinfo=_offset(_words(offset)) or zone).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        return 0
    return max(0, at)


def _offset(words: str) -> tzinfo | None:
    """`+07:00` as a zone; None where it is not one."""
    sign, hours, minutes = words[:1], words[1:3], words[4:6]
    if sign not in ("+", "-") or len(words) != 6 or not (hours + minutes).isdigit():
        return None
    shift = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-shift if sign == "-" else shift) if shift < timedelta(hours=24) else None


def _degrees(gps: dict[int, Any], value: int, ref: int, negative: str, limit: int) -> float | None:
    """Degrees from degrees, minutes and seconds; None where they are none."""
    try:
        degrees, minutes, seconds = (float(part) for part in gps[value])
        found = degrees + minutes / 60 + seconds / 3600
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    if _words(gps.get(ref)).upper() == negative:
        found = -found
    # 0, 0 is what a camera without a fix writes.
    return found if math.isfinite(found) and abs(found) <= limit and found else None


def _words(value: object) -> str:
    """A text tag as one printable line."""
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    if not isinstance(value, str):
        return ""
    return "".join(c for c in value if c.isprintable()).strip()[:_MAX_WORDS]
