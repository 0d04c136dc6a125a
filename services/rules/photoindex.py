"""Every photograph that was ever filed as proof, searched by its bytes and by what it looks like.

Two photographs look alike where their perceptual hashes (64 bits of the discrete cosine transform) differ in
few bits. Comparing one with 100,000 is one pass over an array of integers.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from services.contract.closing import Proof

ALIKE_BITS: Final = 8
"""Hashes that differ in no more bits are taken for the same picture. A smaller, recompressed or brightened
copy differs in 0 to 8, different pictures in 16 and more (tests/backend/test_photo_reuse.py)."""
_FEW_BITS: Final = 8
"""A hash with fewer bits set, or fewer unset, is of a picture without anything in it."""


class SeenPhoto(NamedTuple):
    """Where a photograph was used."""

    sha256: str
    incident_id: int
    proof_id: int
    agency: str
    at: int


class PhotoIndex:
    """Photographs of one log in the order in which they were filed."""

    def __init__(self) -> None:
        self._seen: list[SeenPhoto] = []
        self._hashes = np.zeros(256, np.uint64)
        self._exact: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self._seen)

    def add(self, proof: Proof) -> None:
        """Remember the photographs of a proof."""
        for photo in proof.photos:
            place = len(self._seen)
            if place == len(self._hashes):
                self._hashes = np.concatenate([self._hashes, np.zeros_like(self._hashes)])
            # A hash that says nothing must look like nothing else.
            self._hashes[place] = bits_of(photo.phash) or 0
            self._exact.setdefault(photo.sha256, []).append(place)
            self._seen.append(SeenPhoto(photo.sha256, proof.incident_id, proof.id, proof.agency, proof.at))

    def exact(self, sha256: str, incident_id: int) -> SeenPhoto | None:
        """An earlier use of the very same file, of another incident rather than of this one."""
        uses = [self._seen[place] for place in self._exact.get(sha256, ())]
        return next((use for use in uses if use.incident_id != incident_id), uses[0] if uses else None)

    def alike(self, phash: str, incident_id: int) -> tuple[SeenPhoto, int] | None:
        """The earlier photograph of another incident that looks most like this one, and by how many bits it
        differs; None where nothing looks alike."""
        bits = bits_of(phash)
        if bits is None or not self._seen:
            return None
        known = self._hashes[: len(self._seen)]
        different = np.bitwise_count(known ^ np.uint64(bits))
        near = np.flatnonzero((different <= ALIKE_BITS) & (known != 0))
        others = [int(n) for n in near if self._seen[n].incident_id != incident_id]
        if not others:
            return None
        best = min(others, key=lambda n: (int(different[n]), n))
        return self._seen[best], int(different[best])


def bits_of(phash: str) -> int | None:
    """A hash as an integer; None where it is none, or of a picture without anything in it."""
    try:
        bits = int(phash, 16)
    except ValueError:
        return None
    return bits if len(phash) == 16 and not featureless(phash) else None


def featureless(phash: str) -> bool:
    """True for the hash of a picture that is all one colour, or nearly."""
    try:
        ones = int(phash, 16).bit_count()
    except ValueError:
        return False
    return not _FEW_BITS <= ones <= 64 - _FEW_BITS
