"""From an upload to what is shown: decoded under limits, turned upright, drawn anew without metadata."""

from __future__ import annotations

import os
import warnings
from datetime import tzinfo
from pathlib import Path
from typing import Final

import imagehash
from PIL import Image, ImageOps, UnidentifiedImageError

from services.contract.closing import Photo
from services.contract.errors import KnownError
from services.store import photo_exif
from services.store.photo_bytes import told_disk, unknown_format

MAX_PIXELS: Final = 64_000_000
"""Larger ones are refused before they are decoded: a few kilobytes can claim to be gigabytes of pixels."""
DISPLAY_PX: Final = 1600
THUMB_PX: Final = 320
MIN_PX: Final = 32
_FORMATS: Final = ("JPEG", "PNG", "WEBP")


def develop(path: Path, zone: tzinfo, display: Path, thumbnail: Path) -> Photo:
    """Draw both copies; what is known about the photograph, without its hash. Raises `KnownError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=_FORMATS) as image:
                width, height = image.size
                _check_size(width, height)
                facts = photo_exif.read(image, zone)
                # A JPEG is decoded at a half, a quarter or an eighth: all that the copies need.
                image.draft("RGB", (2 * DISPLAY_PX, 2 * DISPLAY_PX))
                shown = ImageOps.exif_transpose(image).convert("RGB")
    except UnidentifiedImageError as error:
        raise unknown_format() from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise _too_many_pixels() from error
    except KnownError:
        raise
    except Exception as error:  # a damaged file raises whatever its bytes happen to break in the decoder
        raise KnownError(
            "photo_damaged", "Foto ini rusak atau terpotong saat dikirim. Kirim ulang, atau ambil foto baru."
        ) from error
    shown.thumbnail((DISPLAY_PX, DISPLAY_PX))
    _draw(shown, display, 82)
    phash = str(imagehash.phash(shown))
    shown.thumbnail((THUMB_PX, THUMB_PX))
    _draw(shown, thumbnail, 75)
    return Photo(
        sha256="0" * 64,
        phash=phash,
        width=width,
        height=height,
        taken_at=facts.taken_at,
        lat=facts.lat,
        lon=facts.lon,
        camera=facts.camera,
        software=facts.software,
    )


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < MIN_PX:
        raise KnownError("photo_too_small", "Gambar ini terlalu kecil untuk menjadi bukti. Ambil foto baru.")


def _too_many_pixels() -> KnownError:
    return KnownError(
        "photo_too_many_pixels",
        "Ukuran gambar ini melampaui 64 megapiksel. Ambil ulang dengan resolusi biasa.",
    )


def _draw(image: Image.Image, target: Path, quality: int) -> None:
    """Write the pixels and nothing else."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    partial = target.with_name(f"{target.name}.{os.getpid()}")
    with told_disk():
        target.parent.mkdir(exist_ok=True, mode=0o700)
        bare.save(partial, "JPEG", quality=quality, optimize=True, progressive=True)
        partial.replace(target)
