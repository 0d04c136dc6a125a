"""What has to be true before the selected incident is finished: clock, proof, promises, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication

from console.adapters.selected import OfSelected
from console.names import Names
from console.server_words import said
from console.situation import Situation
from console.words_closing import pause_word
from services.contract.closing import Finding, Pause, Promise, Proof
from services.contract.records import Incident, Status
from services.projection.apply import Changes
from services.projection.facts import spans
from services.rules.clocks import paused_ms
from widgets.closing.model import (
    ClosingData,
    FindingLine,
    PauseState,
    PromiseLine,
    ProofCard,
    ProofState,
)

translate = QCoreApplication.translate

SOON_MS: Final = 15 * 60_000
"""So long before it is due the owner is reminded of a promise."""


class ClosingFace(Protocol):
    def set_data(self, data: ClosingData | None) -> None: ...


class ClosingAdapter(OfSelected):
    """Pause, proof and promises of what is selected."""

    def __init__(self, situation: Situation, names: Names, face: ClosingFace) -> None:
        super().__init__(situation, names)
        self._face = face

    def _put(self, incident: Incident | None) -> None:
        self._face.set_data(self._data(incident) if incident is not None else None)

    # --- in words ---

    def _data(self, incident: Incident) -> ClosingData:
        casework = self._situation.board.casework
        category = self._names.categories.get(incident.category)
        pauses = casework.pauses.get(incident.id, [])
        closed = incident.status is Status.CLOSED
        return ClosingData(
            incident_id=incident.id,
            asked=category is not None and category.proof,
            closed=closed,
            clock=bool(incident.due_at) and incident.status.is_open,
            pause=self._pause(pauses[-1]) if pauses else None,
            paused=self._paused(pauses, incident),
            proofs=tuple(
                self._card(proof, closed) for proof in reversed(casework.proofs.get(incident.id, []))
            ),
            promises=tuple(_promise(promise) for promise in casework.promises.get(incident.id, [])),
            reporters=incident.report_count,
        )

    def _pause(self, pause: Pause) -> PauseState | None:
        if pause.ended_at or pause.refused:
            return None
        running = bool(pause.began_at)
        return PauseState(
            kind=pause_word(pause.kind, self._names),
            reason=pause.reason,
            by=pause.by,
            at=pause.began_at if running else pause.asked_at,
            running=running,
            approver=pause.approver,
            own=pause.by == self._situation.user,
        )

    def _paused(self, pauses: list[Pause], incident: Incident) -> str:
        ended = [pause for pause in pauses if pause.ended_at]
        total = paused_ms(spans(ended, 0), incident.opened_at, 1 << 60)
        return self._names.words.age(total) if total else ""

    def _card(self, proof: Proof, closed: bool) -> ProofCard:
        own = proof.by == self._situation.user
        open_ = not proof.verified_at and not closed
        return ProofCard(
            proof_id=proof.id,
            state=_state(proof),
            at=proof.at,
            who=self._who(proof),
            place=self._place(proof),
            note=proof.note,
            photos=tuple(photo.sha256 for photo in proof.photos),
            findings=tuple(self._finding(finding) for finding in proof.findings),
            sample=self._sample(proof),
            sampled=proof.sampled,
            verdict=self._verdict(proof),
            verifiable=open_ and not own,
            why_not=translate("Closing", "Bukti yang Anda kirim diperiksa oleh orang lain.")
            if open_ and own
            else "",
        )

    def _who(self, proof: Proof) -> str:
        officer = proof.officer or translate("Closing", "petugas tidak disebut")
        return " · ".join(part for part in (officer, self._names.agency(proof.agency)) if part)

    def _place(self, proof: Proof) -> str:
        if proof.distance_m < 0:
            return translate("Closing", "jarak tidak diketahui")
        distance = self._names.words.distance(proof.distance_m)
        return translate("Closing", "{0} dari titik").format(distance)

    def _finding(self, finding: Finding) -> FindingLine:
        used = ""
        board = self._situation.board
        row = board.row_of(finding.seen_incident) if finding.seen_incident else -1
        if row >= 0:
            other = board.incident(row)
            earlier = translate("Closing", "Bukti kejadian {0}: {1}")
            used = earlier.replace("{0}", self._names.ref_of(other)).replace(
                "{1}", self._names.title(other.title)
            )
        return FindingLine(
            words=said(finding.words),
            suspicious=finding.suspicious,
            photo=finding.photo,
            seen=finding.seen,
            seen_incident=finding.seen_incident,
            seen_words=used,
        )

    @staticmethod
    def _sample(proof: Proof) -> str:
        if proof.sampled and proof.sample_words:
            return translate("Closing", "Terpilih diperiksa. {0}").format(said(proof.sample_words))
        return said(proof.sample_words)

    def _verdict(self, proof: Proof) -> str:
        if not proof.verified_at:
            return ""
        words = self._names.words
        when = f"{words.date(proof.verified_at)} {words.minute(proof.verified_at)}"
        said = (
            translate("Closing", "diterima {0}, {1}")
            if proof.accepted
            else translate("Closing", "ditolak {0}, {1}")
        )
        said = said.replace("{0}", proof.verified_by).replace("{1}", when)
        return f"{said}: “{proof.verdict}”" if proof.verdict else said


def _state(proof: Proof) -> ProofState:
    if proof.verified_at:
        return ProofState.ACCEPTED if proof.accepted else ProofState.REJECTED
    return ProofState.WAITING if proof.needs_verification else ProofState.FILED


def _promise(promise: Promise) -> PromiseLine:
    return PromiseLine(
        promise_id=promise.id,
        text=promise.text,
        due_at=promise.due_at,
        by=promise.by,
        settled=bool(promise.settled_at),
        kept=promise.kept,
        note=promise.note,
    )


class PromiseClock:
    """Reminds of a promise a quarter of an hour before and when it is broken: the owner, else its maker."""

    def __init__(self, situation: Situation, names: Names, tell: Callable[[str], None]) -> None:
        self._situation, self._names, self._tell = situation, names, tell
        self._told: set[tuple[str, int, bool]] = set()

    def changed(self, changes: Changes) -> None:
        """Only time makes a promise due."""

    def ticked(self, now: int) -> None:
        board = self._situation.board
        for made in board.casework.promises.values():
            for promise in made:
                if promise.settled_at or promise.due_at - now > SOON_MS:
                    continue
                key = (board.epoch, promise.id, promise.due_at <= now)
                if key not in self._told and self._concerns(promise):
                    self._told.add(key)
                    self._remind(promise, now)

    def _concerns(self, promise: Promise) -> bool:
        board, user = self._situation.board, self._situation.user
        row = board.row_of(promise.incident_id)
        owner = board.owners.values[board.owner[row]] if row >= 0 else ""
        return bool(user) and user == (owner or promise.by)

    def _remind(self, promise: Promise, now: int) -> None:
        board = self._situation.board
        ref = self._names.ref_of(board.incident(board.row_of(promise.incident_id)))
        left = promise.due_at - now
        said = (
            translate("Closing", "Janji kepada pelapor {0} terlewat {1}: “{2}”")
            if left <= 0
            else translate("Closing", "Janji kepada pelapor {0} tinggal {1}: “{2}”")
        )
        for place, part in enumerate((ref, self._names.words.age(abs(left)), promise.text)):
            said = said.replace(f"{{{place}}}", part)
        self._tell(said)
