"""What the checks say about a proof: photo, place, time and person.

They look for contradictions and for photographs that were used before. They prove nothing: `LIMITS` says in
words what they can find and what they cannot, and it is shown beside what they found. What is suspicious is
looked at by somebody outside the agency, and so is a share of the rest that grows with the agency's record.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from services.contract.closing import Finding, Photo, Proof
from services.contract.records import Placement
from services.rules.photoindex import PhotoIndex, SeenPhoto, featureless

LIMITS: Final = (
    "Dapat ditemukan: foto yang sama, juga bila diperkecil, dikompresi ulang, atau sedikit diubah terangnya.",
    "Dapat ditemukan: tempat, waktu, dan urutan yang tidak cocok, dan tanda penyunting di metadata.",
    "Tidak dapat ditemukan: foto rekayasa atau buatan AI tanpa tanda di metadata, foto yang dicerminkan atau "
    "dipotong banyak, foto lama yang belum pernah dikirim, dan metadata yang dipalsukan dengan rapi.",
)
"""Sentences: what these checks can and cannot detect."""

_MINUTE: Final = 60_000
_CLOCK_SLACK_MS: Final = 5 * _MINUTE
"""Telephones' clocks go wrong by so much."""
_STALE_MS: Final = 24 * 60 * _MINUTE
_GPS_SLACK_M: Final = 100.0
_MAX_ACCURACY_M: Final = 500.0
"""A position that claims to be less exact than this gets no more room."""
_UNSURE_M: Final = {
    Placement.EXACT: 0.0,
    Placement.MOVED: 0.0,
    Placement.LANDMARK: 200.0,
    Placement.STREET: 500.0,
    Placement.AREA: 1500.0,
}
"""How far the incident itself may be from where it is said to be, in metres."""
_EDITORS: Final = (
    *("photoshop", "lightroom", "gimp", "snapseed", "picsart", "canva", "pixlr", "meitu", "facetune"),
    *("affinity", "photoroom", "remini", "vsco", "inshot", "capcut"),
    *("dall-e", "dall·e", "midjourney", "stable diffusion", "firefly", "gemini", "chatgpt"),
)
"""Names that editors and image generators write into `Software`."""
_EARTH_M: Final = 6_371_008.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the proof is about."""

    incident_id: int
    lat: float | None
    lon: float | None
    placement: Placement
    since: int
    """When the incident was opened, or last reopened."""
    asked: bool
    """The category is not finished without proof."""
    radius_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What was filed, and by whom."""

    photos: Sequence[Photo]
    lat: float | None = None
    lon: float | None = None
    accuracy_m: float = 0.0
    officer: str = ""
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known of earlier proofs."""

    index: PhotoIndex
    rejected: frozenset[str] = frozenset()
    """Hashes of photographs in proofs of this incident that were not accepted."""
    ref_of: Callable[[int], str] = field(default=lambda incident_id: f"#{incident_id}")


def place_of(claim: Claim) -> tuple[float, float] | None:
    """Where it was: as stated by the device, else by the first photograph that says."""
    if claim.lat is not None and claim.lon is not None:
        return claim.lat, claim.lon
    return next(((p.lat, p.lon) for p in claim.photos if p.lat is not None and p.lon is not None), None)


def distance_m(claim: Claim, scene: Scene) -> float:
    """Metres between the proof and the incident; -1 where one of them is unknown."""
    place = place_of(claim)
    if place is None or scene.lat is None or scene.lon is None:
        return -1.0
    return metres(*place, scene.lat, scene.lon)


def examine(claim: Claim, scene: Scene, memory: Memory) -> tuple[Finding, ...]:
    """Everything there is to say about a proof, what is suspicious first."""
    found = [*_place(claim, scene), *_person(claim, scene)]
    for number, photo in enumerate(claim.photos):
        found += [replace(finding, photo=number) for finding in _photo(photo, claim, scene, memory)]
    return tuple(sorted(found, key=lambda finding: not finding.suspicious))


def _place(claim: Claim, scene: Scene) -> Iterator[Finding]:
    if place_of(claim) is None:
        words = "Tempat tidak disebut dan tidak tercatat di foto; jarak ke kejadian tidak dapat diperiksa."
        yield Finding(code="place_missing", words=words, suspicious=scene.asked)
        return
    distance = distance_m(claim, scene)
    if distance < 0:
        words = "Titik kejadian belum diketahui; jarak bukti tidak dapat diperiksa."
        yield Finding(code="scene_unknown", words=words)
        return
    room = scene.radius_m + _UNSURE_M.get(scene.placement, 0.0) + min(claim.accuracy_m, _MAX_ACCURACY_M)
    far = distance > room
    words = f"Jarak ke tempat kejadian {length(distance)} (batas {length(room)})."
    yield Finding(code="far" if far else "near", words=words, suspicious=far)


def _person(claim: Claim, scene: Scene) -> Iterator[Finding]:
    if not claim.officer:
        yield Finding(code="person_missing", words="Nama petugas tidak disebut.", suspicious=scene.asked)


def _photo(photo: Photo, claim: Claim, scene: Scene, memory: Memory) -> Iterator[Finding]:
    yield from _reuse(photo, scene, memory)
    yield from _time(photo, claim, scene)
    if photo.lat is not None and photo.lon is not None and claim.lat is not None and claim.lon is not None:
        apart = metres(photo.lat, photo.lon, claim.lat, claim.lon)
        if apart > _GPS_SLACK_M + min(claim.accuracy_m, _MAX_ACCURACY_M):
            words = f"Titik di metadata foto berjarak {length(apart)} dari titik yang dikirim."
            yield Finding(code="gps_differs", words=words, suspicious=True)
    editor = next((name for name in _EDITORS if name in photo.software.casefold()), "")
    if editor:
        words = f"Metadata menyebut perangkat lunak penyunting: {photo.software[:80]}."
        yield Finding(code="edited", words=words, suspicious=True)
    if not photo.taken_at and not photo.camera:
        words = (
            "Metadata foto tidak ada (aplikasi pesan biasa menghapusnya): "
            "waktu dan alatnya tidak dapat diperiksa."
        )
        yield Finding(code="no_metadata", words=words)


def _reuse(photo: Photo, scene: Scene, memory: Memory) -> Iterator[Finding]:
    if photo.sha256 in memory.rejected:
        words = "Foto ini sudah pernah ditolak untuk kejadian ini."
        yield Finding(code="refused_before", words=words, suspicious=True, seen=photo.sha256)
        return
    same = memory.index.exact(photo.sha256, scene.incident_id)
    if same is not None and same.incident_id == scene.incident_id:
        yield Finding(code="sent_before", words="Foto ini sudah pernah dikirim untuk kejadian ini.")
    elif same is not None:
        words = f"Foto ini sama persis dengan bukti kejadian {memory.ref_of(same.incident_id)}."
        yield _used(same, "reused", words)
    elif featureless(photo.phash):
        words = "Foto ini hampir satu warna: tidak memperlihatkan apa pun yang dapat dinilai."
        yield Finding(code="featureless", words=words, suspicious=scene.asked)
    else:
        alike = memory.index.alike(photo.phash, scene.incident_id)
        if alike is not None:
            ref = memory.ref_of(alike[0].incident_id)
            words = f"Foto ini hampir sama dengan bukti kejadian {ref} (beda {alike[1]} dari 64 ciri)."
            yield _used(alike[0], "alike", words)


def _used(seen: SeenPhoto, code: str, words: str) -> Finding:
    return Finding(code=code, words=words, suspicious=True, seen=seen.sha256, seen_incident=seen.incident_id)


def _time(photo: Photo, claim: Claim, scene: Scene) -> Iterator[Finding]:
    taken = photo.taken_at
    if not taken:
        if photo.camera:
            yield Finding(
                code="time_missing", words="Foto tidak mencatat waktunya; urutan tidak dapat diperiksa."
            )
        return
    if taken < scene.since - _CLOCK_SLACK_MS:
        words = f"Menurut metadata, foto diambil {span(scene.since - taken)} sebelum laporan."
        yield Finding(code="before_report", words=words, suspicious=True)
    elif taken > claim.at + _CLOCK_SLACK_MS:
        words = f"Menurut metadata, foto diambil {span(taken - claim.at)} sesudah dikirim; jamnya salah."
        yield Finding(code="from_future", words=words, suspicious=True)
    elif claim.at - taken > _STALE_MS:
        words = f"Foto dikirim {span(claim.at - taken)} sesudah diambil."
        yield Finding(code="sent_late", words=words)
    else:
        words = f"Foto diambil sesudah laporan, {span(claim.at - taken)} sebelum dikirim."
        yield Finding(code="in_order", words=words)


# --- who is looked at ---


@dataclass(frozen=True, slots=True)
class Record:
    """What became of an agency's proofs that somebody looked at."""

    checked: int = 0
    rejected: int = 0


def record_of(agency: str, proofs: Iterable[Proof]) -> Record:
    """The record of one agency."""
    verdicts = [proof.accepted for proof in proofs if proof.verified_at and proof.agency == agency]
    return Record(len(verdicts), verdicts.count(False))


def sampling_share(record: Record, least: float) -> float:
    """The share of an agency's proofs that is looked at: twice the share expected to be rejected.

    That expectation is (rejected + 1) / (checked + 10), the mean of a Beta(1, 9) prior after the verdicts: a
    new agency begins at a fifth, a clean record comes down to `least`, a bad one goes up to all.
    """
    return min(1.0, max(least, 2 * (record.rejected + 1) / (record.checked + 10)))


def chosen(seed: str, share: float) -> bool:
    """Whether the lot falls on this one: the same for the same seed, so that anybody can check it later."""
    drawn = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    return drawn < share * 2**64


def sampling_words(record: Record, share: float) -> str:
    """Why this share, in words."""
    return (
        f"{round(share * 100)}% bukti OPD ini diperiksa pihak luar: "
        f"{record.rejected} ditolak dari {record.checked} yang pernah diperiksa."
    )


# --- words and figures ---


def metres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Distance over the globe (haversine)."""
    a, b = math.radians(lat), math.radians(lat2)
    turn = math.radians(lon2 - lon) / 2
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(min(1.0, h)))


def length(m: float) -> str:
    """`45 m`, `2,3 km`."""
    return f"{round(m)} m" if m < 1000 else f"{m / 1000:.1f} km".replace(".", ",")


def span(ms: int) -> str:
    """`12 menit`, `3 jam`, `5 hari`."""
    minutes = max(0, round(ms / _MINUTE))
    if minutes < 120:
        return f"{minutes} menit"
    return f"{round(minutes / 60)} jam" if minutes < 48 * 60 else f"{round(minutes / 1440)} hari"
