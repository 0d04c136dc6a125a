"""Photographs drawn for tests: with or without what a camera writes into them."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime

from PIL import ExifTags, Image, ImageDraw, ImageEnhance, ImageFilter

GPS = ExifTags.GPS


def scene(number: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture of its own for each number: shapes, shade and grain."""
    drawn = random.Random(number)
    image = Image.new("RGB", size, tuple(drawn.randrange(40, 200) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(25):
        x, y = drawn.randrange(size[0]), drawn.randrange(size[1])
        w, h = drawn.randrange(20, 260), drawn.randrange(20, 220)
        colour = tuple(drawn.randrange(256) for _ in range(3))
        shape = draw.ellipse if drawn.random() < 0.5 else draw.rectangle
        shape((x - w // 2, y - h // 2, x + w // 2, y + h // 2), fill=colour)
    return image.filter(ImageFilter.GaussianBlur(1.5))


def _degrees(value: float) -> tuple[float, float, float]:
    value = abs(value)
    minutes = value % 1 * 60
    return float(int(value)), float(int(minutes)), minutes % 1 * 60


def jpeg(
    image: Image.Image,
    *,
    taken_at: int = 0,
    place: tuple[float, float] | None = None,
    camera: str = "",
    software: str = "",
    quality: int = 90,
) -> bytes:
    """The picture as a file. `taken_at`: milliseconds UTC, written with its zone."""
    exif = Image.Exif()
    if camera:
        exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = camera.split(" ", 1)
    if software:
        exif[ExifTags.Base.Software] = software
    if taken_at:
        moment = datetime.fromtimestamp(taken_at / 1000, UTC)
        detail = exif.get_ifd(ExifTags.IFD.Exif)
        detail[ExifTags.Base.DateTimeOriginal] = f"{moment:%Y:%m:%d %H:%M:%S}"
        detail[ExifTags.Base.OffsetTimeOriginal] = "+00:00"
    if place is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[GPS.GPSLatitudeRef], gps[GPS.GPSLongitudeRef] = "NS"[place[0] < 0], "EW"[place[1] < 0]
        gps[GPS.GPSLatitude], gps[GPS.GPSLongitude] = _degrees(place[0]), _degrees(place[1])
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=quality, exif=exif)
    return kept.getvalue()


def smaller(image: Image.Image) -> Image.Image:
    return image.resize((image.width // 2, image.height // 2))


def brighter(image: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(1.15)
