"""What looking alike finds in real pictures, what it does not, and among how many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from services.contract.closing import Photo, Proof
from services.rules.photoindex import ALIKE_BITS, PhotoIndex, featureless
from services.store.photos import PhotoStore
from tests.backend.pictures import brighter, jpeg, scene, smaller

MANY = 100_000
Change = Callable[[Image.Image], Image.Image]


def phash(store: PhotoStore, image: Image.Image, quality: int = 90) -> str:
    return store.put(jpeg(image, quality=quality)).phash


def different(first: str, second: str) -> int:
    return (int(first, 16) ^ int(second, 16)).bit_count()


@pytest.mark.parametrize("change", [smaller, brighter, lambda image: image], ids=["half", "bright", "jpeg"])
def test_a_copy_that_was_shrunk_brightened_or_recompressed_is_found(tmp_path: Path, change: Change) -> None:
    store = PhotoStore(tmp_path)
    for number in range(12):
        image = scene(number)
        copy = phash(store, change(image), quality=45)
        assert different(phash(store, image), copy) <= ALIKE_BITS, number


def test_different_pictures_are_not_taken_for_copies(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    hashes = [phash(store, scene(number, (320, 240))) for number in range(40)]
    pairs = [different(a, b) for n, a in enumerate(hashes) for b in hashes[:n]]
    assert min(pairs) > ALIKE_BITS


def test_a_mirrored_copy_is_not_found_as_the_limits_say(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    missed = [
        different(phash(store, scene(n)), phash(store, ImageOps.mirror(scene(n)))) > ALIKE_BITS
        for n in range(6)
    ]
    assert all(missed)


def test_a_picture_of_one_colour_says_nothing(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    assert featureless(phash(store, Image.new("RGB", (320, 240), "#808080")))
    assert not featureless(phash(store, scene(1)))


def test_a_copy_is_found_among_a_hundred_thousand_photographs() -> None:
    drawn = np.random.default_rng(1)
    index = PhotoIndex()
    for number, bits in enumerate(drawn.integers(1 << 20, 1 << 63, MANY // 4)):
        photos = tuple(
            Photo(sha256=f"{number * 4 + n:064x}", phash=f"{int(bits) ^ n * 0x0F0F0F0F0F0F:016x}")
            for n in range(4)
        )
        index.add(Proof(id=number + 1, incident_id=number + 1, photos=photos, at=1))
    assert len(index) == MANY
    wanted = f"{int(index._hashes[MANY // 2]) ^ 0b101:016x}"
    found = index.alike(wanted, 0)
    assert found is not None
    assert found[0].sha256 == f"{MANY // 2:064x}"
