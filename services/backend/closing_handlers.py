"""Paused clocks, proof, promises and what the reporter is told: what each command leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from services.backend.case import Case
from services.backend.merge_handlers import surviving
from services.backend.order_making import receipt
from services.backend.proof_filing import filed
from services.backend.readmodel import OPEN311
from services.contract.closing import (
    AskPause,
    ClockResumed,
    DecidePause,
    FileProof,
    MakePromise,
    Pause,
    PauseAsked,
    PauseDecided,
    Promise,
    PromiseMade,
    PromiseSettled,
    Proof,
    ProofVerified,
    ReporterTold,
    ResumeClock,
    SettlePromise,
    TellReporter,
    Told,
    VerifyProof,
)
from services.contract.commands import Command
from services.contract.errors import Rejected
from services.contract.events import Body
from services.contract.orders import Order, ReceiptKind
from services.contract.records import STATUSES, Incident, Status
from services.rules import ladder
from services.rules.clocks import shifted

MIN_REASON: Final = 3
MAX_PROMISE_MS: Final = 366 * 24 * 3_600_000


# --- pauses ---


def _ask_pause(command: AskPause, case: Case) -> list[Body]:
    incident = case.open_incident(command.incident_id)
    kinds = {kind.code: kind.name for kind in case.rules.pack.policy.pause_kinds}
    if command.kind not in kinds:
        raise Rejected("pause_unknown", f"Pilih jenis jeda: {', '.join(kinds.values())}.")
    if case.running_pause(incident.id) is not None:
        raise Rejected("nothing_changed", "Jam kejadian ini memang sedang dijeda.")
    waiting = case.asked_pause(incident.id)
    if waiting is not None:
        raise Rejected("nothing_changed", f"Jeda sudah diminta oleh {waiting.by} dan menunggu putusan.")
    _require_running(incident, case)
    asked = Pause(
        kind=command.kind,
        reason=command.reason,
        by=case.user,
        asked_at=case.now,
        due_before=incident.due_at,
    )
    return [PauseAsked(incident_id=incident.id, pause=asked)]


def _require_running(incident: Incident, case: Case) -> None:
    if not incident.due_at:
        raise Rejected("no_clock", "Tidak ada tenggat yang berjalan, jadi tidak ada yang dapat dijeda.")
    if incident.due_at <= case.now:
        # A pause would hide that it is late.
        raise Rejected("due_past", "Tenggatnya sudah lewat; jeda tidak dapat memperbaikinya.")


def _decide_pause(command: DecidePause, case: Case) -> list[Body]:
    incident = case.incident(command.incident_id)
    waiting = case.asked_pause(incident.id)
    if waiting is None:
        raise Rejected("nothing_changed", "Tidak ada permintaan jeda yang menunggu putusan.")
    if waiting.by == case.user:
        raise Rejected("same_person", "Jeda yang Anda minta harus diputuskan oleh orang lain.")
    reason = command.reason.strip()
    if not command.approved:
        if len(reason) < MIN_REASON:
            raise Rejected("reason_missing", "Tulis alasan menolak jeda ini.")
        return [PauseDecided(incident_id=incident.id, approved=False, reason=reason)]
    case.open_incident(incident.id)
    _require_running(incident, case)
    return [PauseDecided(incident_id=incident.id, approved=True, reason=reason, due_before=incident.due_at)]


def _resume(command: ResumeClock, case: Case) -> list[Body]:
    incident = case.incident(command.incident_id)
    pause = case.running_pause(incident.id)
    if pause is None:
        raise Rejected("nothing_changed", "Jam kejadian ini memang sedang berjalan.")
    due = _due_after(pause, incident, case)
    return [ClockResumed(incident_id=incident.id, due_at=due, reason=command.reason.strip())]


def _due_after(pause: Pause, incident: Incident, case: Case) -> int:
    """The deadline given back: the clock's own, or the one a person had set, later by the pause."""
    if not incident.status.is_open:
        return 0
    phases = {case.clock_due(incident, status) for status in STATUSES if status.is_open}
    if pause.due_before and pause.due_before not in phases:
        return shifted(pause.due_before, [(pause.began_at, case.now)])
    return case.clock_due(incident, incident.status, upto=case.now)


# --- proof ---


def _file_proof(command: FileProof, case: Case) -> list[Body]:
    return [filed(command, case)]


def _verify_proof(command: VerifyProof, case: Case) -> list[Body]:
    proof = _proof(case, command.incident_id, command.proof_id)
    verdict = command.verdict.strip()
    if proof.verified_at:
        raise Rejected("nothing_changed", f"Bukti itu sudah diperiksa oleh {proof.verified_by}.")
    if proof.by == case.user:
        raise Rejected("same_person", "Bukti yang Anda kirim harus diperiksa oleh orang lain.")
    if case.agency and _family(case, case.agency) == _family(case, proof.agency):
        raise Rejected("same_agency", "Bukti harus diperiksa oleh seseorang di luar OPD yang mengirimnya.")
    if not command.accepted and len(verdict) < MIN_REASON:
        raise Rejected("reason_missing", "Tulis apa yang kurang pada bukti ini.")
    verified = ProofVerified(
        incident_id=command.incident_id, proof_id=proof.id, accepted=command.accepted, verdict=verdict
    )
    return [verified, *([] if command.accepted else _returned(proof, verdict, case))]


def _returned(proof: Proof, verdict: str, case: Case) -> list[Body]:
    """Whoever was asked hears that it is not done."""
    state = case.casework.orders.get(proof.order_id)
    if state is None or ladder.ended(state) is not None or ReceiptKind.DONE not in ladder.reached(state):
        return []
    return [receipt(state, case, ReceiptKind.RETURNED, verdict)]


def _proof(case: Case, incident_id: int, proof_id: int) -> Proof:
    case.incident(incident_id)
    found = (p for p in case.casework.proofs.get(incident_id, ()) if p.id == proof_id)
    proof = next(found, None)
    if proof is None:
        raise Rejected("proof_unknown", "Bukti itu tidak ada pada kejadian ini.")
    return proof


def _family(case: Case, agency: str) -> str:
    """An agency and its units are one."""
    parents = (found.parent for found in case.rules.pack.agencies if found.code == agency)
    return next(parents, "") or agency


# --- promises ---


def _promise(command: MakePromise, case: Case) -> list[Body]:
    incident = case.incident(command.incident_id)
    if incident.status is Status.CLOSED:
        raise Rejected("incident_closed", "Kejadian sudah ditutup; buka kembali lebih dahulu.")
    if command.due_at <= case.now:
        raise Rejected("due_past", "Waktu janji sudah lewat; pilih waktu yang akan datang.")
    if command.due_at > case.now + MAX_PROMISE_MS:
        raise Rejected("due_far", "Janji paling jauh satu tahun ke depan.")
    made = Promise(
        id=case.casework.last_promise_id + 1,
        incident_id=incident.id,
        text=command.text.strip(),
        due_at=command.due_at,
        by=case.user,
        made_at=case.now,
    )
    return [PromiseMade(promise=made)]


def _settle(command: SettlePromise, case: Case) -> list[Body]:
    case.incident(command.incident_id)
    promises = case.casework.promises.get(command.incident_id, ())
    promise = next((p for p in promises if p.id == command.promise_id), None)
    if promise is None:
        raise Rejected("promise_unknown", "Janji itu tidak ada pada kejadian ini.")
    if promise.settled_at:
        word = "ditepati" if promise.kept else "tidak ditepati"
        raise Rejected("nothing_changed", f"Janji itu sudah dicatat {word}.")
    note = command.note.strip()
    if not command.kept and len(note) < MIN_REASON:
        raise Rejected("reason_missing", "Tulis mengapa janji ini tidak ditepati dan apa yang dikatakan.")
    return [
        PromiseSettled(incident_id=command.incident_id, promise_id=promise.id, kept=command.kept, note=note)
    ]


# --- the reporter ---


def _tell(command: TellReporter, case: Case) -> list[Body]:
    incident = case.incident(command.incident_id)
    if incident.merged_into:
        raise Rejected(
            "incident_merged", "Kejadian ini sudah digabung; kabari pelapor dari kejadian induknya."
        )
    text = command.text.strip()
    if len(text) < MIN_REASON:
        raise Rejected("words_missing", "Tulis apa yang dikabarkan kepada pelapor.")
    words = "tampil pada status laporan (Open311)"
    told = Told(incident_id=incident.id, channel=OPEN311, text=text, words=words)
    return [ReporterTold(told=told)]


HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {
    AskPause: _ask_pause,
    DecidePause: _decide_pause,
    ResumeClock: _resume,
    FileProof: _file_proof,
    VerifyProof: _verify_proof,
    MakePromise: _promise,
    SettlePromise: _settle,
    TellReporter: _tell,
}


# --- what keeps an incident open ---


def open_matters(case: Case, incident: Incident, wanted: Status) -> Iterator[str]:
    """Clock, proof and promises: one sentence for each thing that is missing before `wanted`."""
    if case.asked_pause(incident.id) is not None:
        yield "Permintaan jeda belum diputuskan."
    pause = case.running_pause(incident.id)
    if pause is not None:
        yield f"Jam masih dijeda ({pause.reason}); lanjutkan dahulu."
    yield from _missing_proof(case, incident, wanted)
    if wanted is Status.CLOSED:
        for promise in case.casework.promises.get(incident.id, ()):
            if not promise.settled_at:
                yield f"Janji kepada pelapor belum dicatat hasilnya: “{promise.text}”."


def _missing_proof(case: Case, incident: Incident, wanted: Status) -> Iterator[str]:
    category = case.rules.categories.get(incident.category)
    asked = category is not None and category.proof
    since = case.clock_start(incident)
    current = [p for p in case.casework.proofs.get(incident.id, ()) if p.at >= since]
    usable = [p for p in current if p.accepted or not p.verified_at]
    if asked and not usable:
        again = "Bukti terakhir ditolak; " if current else ""
        sentence = f"{again}bukti perbaikan belum ada: foto, tempat, waktu, dan petugas."
        yield sentence[0].upper() + sentence[1:]
    waiting = [p for p in usable if p.needs_verification]
    if wanted is Status.CLOSED and waiting and not any(p.accepted for p in usable):
        yield "Bukti belum diperiksa oleh pihak di luar OPD: " + _why(waiting[-1])


def require_examined(order: Order, case: Case) -> None:
    """Raises `Rejected` while a proof of this order, or of one that passes it on, waits to be looked at."""
    row = surviving(case.board, order.incident_id)
    if row < 0:
        return
    incident = case.board.incident(row)
    since = case.clock_start(incident)
    passed_on = (state.order for state in case.casework.orders.values() if state.order.parent_id == order.id)
    named = {order.id, *(child.id for child in passed_on)}
    about = [
        proof
        for proof in case.casework.proofs.get(incident.id, ())
        if proof.at >= since
        and (proof.order_id in named or (not proof.order_id and proof.agency == order.agency))
    ]
    waiting = [proof for proof in about if proof.needs_verification]
    if waiting and not any(proof.accepted for proof in about):
        raise Rejected(
            "proof_unexamined",
            f"Buktinya belum diperiksa: {_why(waiting[-1])} Terima atau tolak buktinya dahulu.",
        )


def _why(proof: Proof) -> str:
    reasons = [finding.words for finding in proof.findings if finding.suspicious]
    return reasons[0] if reasons else "terpilih sebagai sampel."
