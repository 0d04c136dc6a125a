"""Photographs for tests, drawn here: with the metadata a phone writes, of any size and format."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base


def photo(
    width: int = 1200,
    height: int = 900,
    *,
    seed: int = 1,
    form: str = "JPEG",
    taken: str = "2025:11:21 21:52:07",
    position: tuple[float, float] | None = (-8.0955, 112.1610),
    orientation: int = 1,
    grain: bool = False,
) -> bytes:
    """A picture of a street with a tree across it, as a phone would have saved it; `grain` makes it large."""
    image = Image.new("RGB", (width, height), (96, 120 + seed % 60, 140))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 2 // 3, width, height), fill=(70, 70, 74))
    for number in range(12):
        left = (seed * 97 + number * 131) % width
        top = height // 4 + (number * 53 + seed * 31) % (height // 3)
        draw.ellipse((left, top, left + width // 6, top + height // 7), fill=(30, 90 + 8 * number, 40))
    draw.line((0, height * 3 // 4, width, height // 2 + seed % 40), fill=(92, 62, 36), width=height // 14)
    if grain:
        noise = Image.effect_noise((width, height), 80).convert("RGB")
        image = Image.blend(image, noise, 0.4)
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model], exif[Base.Software] = "Fono", "Fono X1", "Fono 1.0"
    exif[Base.Orientation] = orientation
    detail = exif.get_ifd(IFD.Exif)
    detail[Base.DateTimeOriginal], detail[Base.OffsetTimeOriginal] = taken, "+07:00"
    if position is not None:
        gps = exif.get_ifd(IFD.GPSInfo)
        gps[GPS.GPSLatitudeRef], gps[GPS.GPSLatitude] = ("S" if position[0] < 0 else "N"), _dms(position[0])
        gps[GPS.GPSLongitudeRef], gps[GPS.GPSLongitude] = "E", _dms(position[1])
    target = io.BytesIO()
    image.save(target, form, exif=exif)
    return target.getvalue()


def noisy(megabytes: int) -> bytes:
    """A photograph of about so many MB, as no compression can make it smaller."""
    side = int((megabytes * 1_000_000 / 3) ** 0.5)
    target = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(target, "PNG", compress_level=0)
    return target.getvalue()


def saved(folder: Path, name: str, data: bytes) -> Path:
    """The bytes as a file for a file chooser."""
    path = folder / name
    path.write_bytes(data)
    return path


def _dms(degrees: float) -> tuple[float, float, float]:
    value = abs(degrees)
    return float(int(value)), float(int(value * 60) % 60), round(value * 3600 % 60, 3)
