"""The photo store: kept as it came, shown without metadata; what is no photograph stays out."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from services.contract.errors import KnownError
from services.store.photos import MAX_BYTES, PhotoStore
from tests.field.pictures import photo


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "photos")


def refused(store: PhotoStore, data: bytes) -> KnownError:
    with pytest.raises(KnownError) as error:
        store.put(data)
    assert error.value.message.endswith(".")
    assert list(store.incoming.iterdir()) == []
    return error.value


def test_a_photograph_says_what_it_is(store: PhotoStore) -> None:
    data = photo()
    kept = store.put(data)
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert (kept.width, kept.height, kept.size) == (1200, 900, len(data))
    assert kept.taken_at == int(datetime(2025, 11, 21, 14, 52, 7, tzinfo=UTC).timestamp() * 1000)
    assert kept.lat == pytest.approx(-8.0955, abs=1e-5)
    assert kept.lon == pytest.approx(112.1610, abs=1e-5)
    assert (kept.camera, kept.software) == ("Fono X1", "Fono 1.0")
    assert len(kept.phash) == 16
    assert store.get(kept.sha256) == kept


def test_the_original_is_kept_as_it_came_and_only_for_the_server(store: PhotoStore) -> None:
    data = photo()
    path = store.original(store.put(data).sha256)
    assert path.read_bytes() == data
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_is_shown_carries_no_metadata(store: PhotoStore, form: str) -> None:
    kept = store.put(photo(2400, 1800, form=form))
    for path, edge in ((store.display(kept.sha256), 1600), (store.thumbnail(kept.sha256), 320)):
        data = path.read_bytes()
        assert b"Exif" not in data
        assert b"Fono" not in data
        with Image.open(path) as image:
            assert image.format == "JPEG"
            assert max(image.size) == edge
            assert not image.getexif()


def test_a_photograph_taken_upright_is_shown_upright(store: PhotoStore) -> None:
    kept = store.put(photo(800, 600, orientation=6))
    with Image.open(store.display(kept.sha256)) as image:
        assert image.size == (600, 800)


def test_the_same_again_is_the_same(store: PhotoStore) -> None:
    first = store.put(photo())
    before = store.original(first.sha256).stat().st_mtime_ns
    assert store.put(photo()) == first
    assert store.original(first.sha256).stat().st_mtime_ns == before


def test_the_perceptual_hash_sees_through_a_recompression(store: PhotoStore) -> None:
    target = io.BytesIO()
    with Image.open(io.BytesIO(photo(seed=5))) as image:
        image.resize((640, 480)).save(target, "JPEG", quality=40)
    first, again, other = store.put(photo(seed=5)), store.put(target.getvalue()), store.put(photo(seed=60))
    assert _distance(first.phash, again.phash) <= 6
    assert _distance(first.phash, other.phash) > 10


def _distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "photo_empty"),
        (b"MZ\x90\x00" + bytes(4000), "photo_executable"),
        (b"\x7fELF\x02\x01\x01" + bytes(4000), "photo_executable"),
        (b"#!/bin/sh\nrm -rf /\n", "photo_executable"),
        (b"PK\x03\x04" + bytes(4000), "photo_executable"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(400), "photo_format"),
        (b"GIF89a" + bytes(400), "photo_format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_format"),
        (b"%PDF-1.7" + bytes(400), "photo_format"),
        (b"\xff\xd8\xff\xe0" + bytes(400), "photo_format"),
    ],
)
def test_what_is_no_photograph_stays_out(store: PhotoStore, data: bytes, code: str) -> None:
    assert refused(store, data).code == code


def test_a_cut_off_photograph_is_told_apart(store: PhotoStore) -> None:
    data = photo()
    assert refused(store, data[: len(data) // 2]).code == "photo_damaged"


def test_a_photograph_that_is_also_something_else_stays_out(store: PhotoStore) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("payload.exe", "MZ")
    for rider in (
        archive.getvalue(),
        b"<ScRiPt>alert(1)</script>",
        b"<?php system($_GET['c']);",
        b"Rar!\x1a\x07",
    ):
        assert refused(store, photo() + rider).code == "photo_polyglot"


def test_what_phones_append_is_no_reason_to_refuse(store: PhotoStore) -> None:
    film = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 400
    assert store.put(photo() + film).width == 1200


def test_a_picture_that_claims_to_be_huge_is_refused_undecoded(store: PhotoStore) -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    data = struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    assert refused(store, b"\x89PNG\r\n\x1a\n" + chunk + data).code == "photo_too_many_pixels"


def test_more_than_25_mb_is_refused(store: PhotoStore) -> None:
    assert refused(store, b"\xff\xd8\xff" + bytes(MAX_BYTES)).code == "photo_too_large"


def test_a_full_disk_is_told_in_words(store: PhotoStore, tmp_path: Path) -> None:
    (tmp_path / "photos" / "display").rmdir()
    (tmp_path / "photos" / "display").write_bytes(b"")
    assert refused(store, photo()).code == "photo_disk"


def test_what_was_arriving_when_the_server_ended_is_forgotten(store: PhotoStore) -> None:
    kept = store.put(photo())
    (store.incoming / "tmpabc").write_bytes(b"\xff\xd8")
    store.forget_unfinished()
    assert list(store.incoming.iterdir()) == []
    assert store.get(kept.sha256) == kept


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_a_name_that_is_no_hash_is_unknown(store: PhotoStore, name: str) -> None:
    assert store.get(name) is None
    with pytest.raises(KnownError):
        store.original(name)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_damaged_photograph_is_taken_or_refused_but_never_a_defect(
    store: PhotoStore, data: st.DataObject
) -> None:
    whole = bytearray(photo(160, 120, form=data.draw(st.sampled_from(["JPEG", "PNG", "WEBP"]))))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept = store.put(bytes(whole))
    except KnownError:
        return
    assert store.get(kept.sha256) == kept
