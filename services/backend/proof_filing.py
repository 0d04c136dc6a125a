"""A proof as it is filed: whose it is, what the checks find, whether somebody outside has to look."""

from __future__ import annotations

from services.backend.case import Case
from services.backend.merge_handlers import surviving
from services.contract.closing import FileProof, Photo, Proof, ProofFiled
from services.contract.errors import Rejected
from services.contract.records import Incident, Role, Status
from services.rules import proof as rules

MIN_NOTE = 3


def filed(command: FileProof, case: Case) -> ProofFiled:
    """The proof with everything found about it. Raises `Rejected`."""
    incident = _incident(command, case)
    category = case.rules.categories.get(incident.category)
    asked = category is not None and category.proof
    _require_enough(command, asked)
    agency = _agency(command, case, incident)
    claim = rules.Claim(
        photos=_photos(command, case),
        lat=command.lat,
        lon=command.lon,
        accuracy_m=command.accuracy_m,
        officer=command.officer.strip(),
        at=case.now,
    )
    scene = _scene(case, incident, asked)
    place = rules.place_of(claim)
    number = case.casework.last_proof_id + 1
    record, share, sampled = _lot(case, agency, number) if asked else (rules.Record(), 0.0, False)
    return ProofFiled(
        proof=Proof(
            id=number,
            incident_id=incident.id,
            order_id=command.order_id,
            photos=tuple(claim.photos),
            lat=place[0] if place else None,
            lon=place[1] if place else None,
            accuracy_m=command.accuracy_m,
            at=case.now,
            officer=claim.officer,
            by=case.user,
            agency=agency,
            note=command.note.strip(),
            distance_m=rules.distance_m(claim, scene),
            findings=rules.examine(claim, scene, _memory(case, incident)),
            sampled=sampled,
            sample_words=rules.sampling_words(record, share) if asked else "",
        )
    )


def _incident(command: FileProof, case: Case) -> Incident:
    """What it proves something about."""
    incident = case.incident(command.incident_id)
    if incident.merged_into:
        # The field was sent before: what it proves counts for the incident that took this one in.
        incident = case.board.incident(surviving(case.board, incident.id))
    if incident.status is Status.CLOSED:
        raise Rejected("incident_closed", "Kejadian sudah ditutup; buka kembali lebih dahulu.")
    return incident


def _require_enough(command: FileProof, asked: bool) -> None:
    if asked and not command.photos:
        raise Rejected("photo_missing", "Bukti untuk kejadian ini perlu sedikitnya satu foto.")
    if not command.photos and len(command.note.strip()) < MIN_NOTE:
        raise Rejected("proof_empty", "Bukti perlu foto atau catatan.")


def _photos(command: FileProof, case: Case) -> list[Photo]:
    named = list(dict.fromkeys(command.photos))
    if any(sha256 not in case.photos for sha256 in named):
        raise Rejected("photo_unknown", "Foto belum sampai di peladen; kirim fotonya sekali lagi.")
    return [case.photos[sha256] for sha256 in named]


def _agency(command: FileProof, case: Case, incident: Incident) -> str:
    """Whose work it proves: the sender's agency, the order's, or the lead's."""
    order = ""
    if command.order_id:
        state = case.casework.orders.get(command.order_id)
        if state is None or state.order.incident_id not in (0, incident.id, command.incident_id):
            raise Rejected("order_unknown", "Penugasan itu tidak ada pada kejadian ini.")
        order = state.order.agency
        if case.role is Role.AGENCY and order != case.agency:
            raise Rejected("not_your_agency", "Penugasan ini bukan untuk OPD Anda.")
    if case.role is Role.AGENCY:
        return case.agency
    category = case.rules.categories.get(incident.category)
    return order or next(iter(incident.agencies), category.agency if category is not None else "")


def _scene(case: Case, incident: Incident, asked: bool) -> rules.Scene:
    return rules.Scene(
        incident_id=incident.id,
        lat=incident.lat,
        lon=incident.lon,
        placement=incident.placement,
        since=case.clock_start(incident),
        asked=asked,
        radius_m=case.rules.pack.policy.proof_radius_m,
    )


def _memory(case: Case, incident: Incident) -> rules.Memory:
    refused = (
        photo.sha256
        for proof in case.casework.proofs.get(incident.id, ())
        if proof.verified_at and not proof.accepted
        for photo in proof.photos
    )
    return rules.Memory(index=case.seen, rejected=frozenset(refused), ref_of=case.ref)


def _lot(case: Case, agency: str, number: int) -> tuple[rules.Record, float, bool]:
    """Whether this one is looked at although nothing is found. Nobody who files can know the seed before."""
    proofs = (proof for filed in case.casework.proofs.values() for proof in filed)
    record = rules.record_of(agency, proofs)
    share = rules.sampling_share(record, case.rules.pack.policy.proof_sample_share)
    return record, share, rules.chosen(f"{case.board.epoch}:{number}:{case.now}", share)
