"""One sentence for each kind of entry. What is None has no line: another entry says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from services.contract.closing import (
    ClockResumed,
    IncidentUnmerged,
    PauseAsked,
    PauseDecided,
    PromiseMade,
    PromiseSettled,
    ProofFiled,
    ProofVerified,
    ReporterTold,
    StepMarked,
)
from services.contract.contacts import (
    CallLogged,
    ContactRemoved,
    ContactSaved,
    DeliveryChanged,
    DeliveryState,
    DutyRemoved,
    DutySaved,
)
from services.contract.events import (
    AccountChanged,
    AgenciesAssigned,
    Body,
    CategoryChanged,
    DrillEnded,
    DrillStarted,
    IncidentClaimed,
    IncidentDisposed,
    IncidentReleased,
    IncidentRelocated,
    IntakeRefused,
    NoteAdded,
    OriginalOpened,
    ReporterRevealed,
    SeverityChanged,
    StatusChanged,
)
from services.contract.orders import (
    ActRatified,
    DelegationEnded,
    DelegationGiven,
    OrderIssued,
    OrderKind,
    ReceiptGiven,
    ReceiptKind,
)
from services.contract.records import Disposition
from services.contract.scenes import BriefingEnded, BriefingStarted
from services.contract.shiftlog import LogGroup
from services.contract.shifts import (
    HandoverAccepted,
    HandoverAnswered,
    HandoverAsked,
    HandoverOpened,
    HandoverRefused,
    HandoverRemarked,
    HandoverSigned,
    InstructionConfirmed,
    InstructionEnded,
    InstructionGiven,
    ItemRestated,
    NoteWritten,
    SeatChanged,
    WatchTaken,
)
from services.reporting.log_vocabulary import (
    ACCOUNTS,
    CALLS,
    CHANNELS,
    DISPOSITIONS,
    DUTIES,
    RECEIPTS,
    SEATS,
    SEVERITIES,
    SIDES,
    STATUSES,
    STEPS,
    UNMET,
)
from services.reporting.log_words import Said, Speaker, because, cut, quoted

Sentence = Callable[[Any, Speaker], Said | None]


def _incident(body: Any, words: str, *agencies: str, group: LogGroup = LogGroup.INCIDENT) -> Said:
    return Said(group=group, words=words, incident_id=body.incident_id, agencies=agencies)


# --- incidents ---


def _disposed(body: IncidentDisposed, speaker: Speaker) -> Said:
    if body.disposition is Disposition.DUPLICATE:
        words = f"Digabung dengan kejadian lain ({body.report_count} laporan)"
        both = (body.incident_id, body.target_id)
        return Said(
            group=LogGroup.INCIDENT,
            words=words + because(body.reason),
            incident_id=body.incident_id,
            incidents=both,
        )
    return _incident(body, f"Dinyatakan {DISPOSITIONS[body.disposition]}" + because(body.reason))


def _claimed(body: IncidentClaimed, speaker: Speaker) -> Said:
    if body.previous and body.previous != body.owner:
        words = f"Diambil alih {speaker.who(body.owner)} dari {speaker.who(body.previous)}"
        return _incident(body, words + because(body.reason))
    return _incident(body, f"Diklaim {speaker.who(body.owner)}")


def _assigned(body: AgenciesAssigned, speaker: Speaker) -> Said:
    words = f"Ditugaskan kepada {speaker.agencies(body.agencies)}" + quoted(body.task)
    return _incident(body, words, *body.agencies)


def _status(body: StatusChanged, speaker: Speaker) -> Said:
    return _incident(body, STATUSES[body.status] + quoted(body.note))


def _step(body: StepMarked, speaker: Speaker) -> Said:
    mark = body.mark
    words = f"Langkah {STEPS[mark.state]}: {mark.text or mark.step}" + because(mark.reason)
    return _incident(body, words)


def _pause_decided(body: PauseDecided, speaker: Speaker) -> Said:
    words = "Jeda jam disetujui" if body.approved else "Jeda jam ditolak"
    return _incident(body, words + because(body.reason))


def _proof(body: ProofFiled, speaker: Speaker) -> Said:
    proof = body.proof
    doubts = sum(finding.suspicious for finding in proof.findings)
    words = f"Bukti dikirim: {len(proof.photos)} foto" + (f", {doubts} temuan meragukan" if doubts else "")
    return _incident(body, words + quoted(proof.note), *((proof.agency,) if proof.agency else ()))


def _proof_verified(body: ProofVerified, speaker: Speaker) -> Said:
    words = "Bukti diterima" if body.accepted else "Bukti ditolak"
    return _incident(body, words + quoted(body.verdict))


def _promise(body: PromiseMade, speaker: Speaker) -> Said:
    promise = body.promise
    return _incident(
        body, f"Janji kepada warga sampai {speaker.moment(promise.due_at)}" + quoted(promise.text)
    )


def _told(body: ReporterTold, speaker: Speaker) -> Said:
    told = body.told
    how = "lewat status publik" if told.channel == "open311" else f"lewat {_channel(told.channel)}"
    return _incident(body, f"Pelapor dikabari {how}")


# --- orders ---


def _order(body: OrderIssued, speaker: Speaker) -> Said:
    order = body.order
    what = "Penugasan" if order.kind is OrderKind.ASSIGNMENT else "Perintah"
    to = f" kepada {speaker.agency(order.agency)}" if order.agency else " kepada ruang kendali"
    passed = f" (meneruskan #{order.parent_id})" if order.parent_id else ""
    until = f" · sampai {speaker.moment(order.by_at)}" if order.by_at else ""
    against = f" · bertentangan dengan {len(body.conflicts)} perintah lain" if body.conflicts else ""
    words = f"{what} #{order.id}{to}{passed}{quoted(order.what)}{until}{against}"
    return _incident(body, words, *((order.agency,) if order.agency else ()), group=LogGroup.ORDER)


def _receipt(body: ReceiptGiven, speaker: Speaker) -> Said:
    receipt = body.receipt
    words = f"Perintah #{body.order_id} {RECEIPTS[receipt.kind]}"
    if receipt.kind is ReceiptKind.CONFIRMED:
        words = f"Baca ulang perintah #{body.order_id} dikonfirmasi"
    if receipt.kind is ReceiptKind.ESCALATED and receipt.rung is not None:
        words += f": {UNMET.get(receipt.rung, RECEIPTS[receipt.rung])} pada waktunya"
    if receipt.differences:
        words += " · berbeda dari perintahnya"
    if receipt.person:
        words += f" · oleh {cut(receipt.person)}"
    said = receipt.words or (receipt.read_back.what if receipt.read_back is not None else "")
    return _incident(body, words + quoted(said), group=LogGroup.ORDER)


def _channel(kind: str) -> str:
    return CHANNELS.get(kind, kind)


def _delegated(body: DelegationGiven, speaker: Speaker) -> Said:
    given = body.delegation
    words = f"Wewenang {given.giver} dipinjamkan kepada {given.receiver} sampai {speaker.moment(given.until)}"
    persons = (given.giver, given.receiver)
    return Said(group=LogGroup.ORDER, words=words + because(given.reason), persons=persons)


def _ratified(body: ActRatified, speaker: Speaker) -> Said:
    verdict = "disahkan" if body.accepted else "tidak disahkan"
    words = f"Perintah #{body.order_id} di bawah pinjaman wewenang {verdict}" + quoted(body.words)
    return Said(group=LogGroup.ORDER, words=words)


# --- ways to people ---


def _contact(body: ContactSaved, speaker: Speaker) -> Said:
    contact = body.contact
    verified = sum(channel.verified_at > 0 for channel in contact.channels)
    words = (
        f"Kontak {speaker.agency(contact.agency)} disimpan: {contact.name}"
        f" · {verified} dari {len(contact.channels)} saluran terverifikasi"
    )
    return Said(group=LogGroup.CHANNEL, words=words, agencies=(contact.agency,))


def _duty(body: DutySaved, speaker: Speaker) -> Said:
    duty = body.duty
    span = f"{speaker.moment(duty.start)} sampai {speaker.moment(duty.end)}"
    words = f"Jadwal {DUTIES[duty.kind]} {speaker.agency(duty.agency)} disimpan: {span}"
    return Said(group=LogGroup.CHANNEL, words=words, agencies=(duty.agency,))


def _call(body: CallLogged, speaker: Speaker) -> Said:
    words = f"{speaker.agency(body.agency)} dihubungi lewat {_channel(body.kind)}: {CALLS[body.outcome]}"
    return _incident(body, words + quoted(body.words), body.agency, group=LogGroup.CHANNEL)


def _delivery(body: DeliveryChanged, speaker: Speaker) -> Said | None:
    """Only what went wrong: what arrived stands with its order."""
    sent = body.delivery
    if sent.state not in (DeliveryState.FAILED, DeliveryState.BY_HAND):
        return None
    what = "Uji saluran" if sent.test else "Pesan"
    fate = "gagal" if sent.state is DeliveryState.FAILED else "tidak terkirim, harus dihubungi sendiri"
    about = f" perintah #{sent.order_id}" if sent.order_id else ""
    words = f"{what}{about} kepada {speaker.agency(sent.agency)} lewat {_channel(sent.kind)} {fate}"
    return _incident(body, words, sent.agency, group=LogGroup.CHANNEL)


# --- responsibility ---


def _watch(words: str, *persons: str) -> Said:
    return Said(group=LogGroup.WATCH, words=words, persons=persons)


def _taken(body: WatchTaken, speaker: Speaker) -> Said:
    watch = body.watch
    shift = f" ({speaker.shift(watch.shift)})" if watch.shift else ""
    words = f"{watch.supervisor} mengambil tanggung jawab ruang{shift}" + because(watch.reason)
    return _watch(words, watch.supervisor)


def _opened(body: HandoverOpened, speaker: Speaker) -> Said:
    found = body.handover
    return _watch(
        f"Serah terima #{found.id} dibuka: {found.count} butir, {len(found.unstable)} tidak stabil"
        f" · sidik {found.digest[:12]}"
    )


def _signed(body: HandoverSigned, speaker: Speaker) -> Said:
    signature = body.signature
    side = SIDES[signature.side]
    return _watch(
        f"Serah terima #{body.handover_id} ditandatangani {signature.by} sebagai {side}", signature.by
    )


def _accepted(body: HandoverAccepted, speaker: Speaker) -> Said:
    watch = body.watch
    words = f"Serah terima #{body.handover_id} diterima: tanggung jawab ruang pada {watch.supervisor}"
    return _watch(words, watch.supervisor)


def _about(body: HandoverAsked | HandoverAnswered | ItemRestated, words: str, *persons: str) -> Said:
    """What was said about an item, found under the incident it is about."""
    kind, _, key = body.item.partition(":")
    return Said(
        group=LogGroup.WATCH,
        words=f"Serah terima #{body.handover_id}: {words}",
        incident_id=int(key) if kind == "incident" and key.isdecimal() else 0,
        persons=persons,
    )


def _restated(body: ItemRestated, speaker: Speaker) -> Said:
    """Whose words they are: without a line they are typed on the screen of whoever hands over."""
    said = body.restatement
    left = f" · tidak disebut: {cut(', '.join(said.differences))}" if said.differences else ""
    return _about(body, f"butir ditegaskan ulang oleh {said.by}{quoted(said.words)}{left}", said.by)


def _asked(body: HandoverAsked, speaker: Speaker) -> Said:
    by = f" oleh {body.by}" if body.by else ""
    return _about(body, f"ditanyakan{by}{quoted(body.text)}", *((body.by,) if body.by else ()))


def _seat(body: SeatChanged, speaker: Speaker) -> Said:
    seat = body.seat
    words = f"{seat.user} {SEATS[seat.state]}" + (f" di {seat.place}" if seat.place else "")
    if seat.substitute_for:
        words += f", menggantikan {seat.substitute_for}"
    return _watch(words, seat.user, *((seat.substitute_for,) if seat.substitute_for else ()))


def _note(body: NoteWritten, speaker: Speaker) -> Said:
    note = body.note
    return Said(
        group=LogGroup.NOTE,
        words=note.text,
        incidents=note.incidents,
        agencies=note.agencies,
        persons=note.persons,
        tags=note.tags,
    )


def _system(words: str) -> Said:
    return Said(group=LogGroup.SYSTEM, words=words)


SENTENCES: Final[Mapping[type[Body], Sentence]] = {
    IncidentDisposed: _disposed,
    IncidentUnmerged: lambda b, s: _incident(b, "Dipisahkan lagi dari gabungannya" + because(b.reason)),
    IncidentClaimed: _claimed,
    IncidentReleased: lambda b, s: _incident(b, f"Dilepas {s.who(b.previous)}" + because(b.reason)),
    SeverityChanged: lambda b, s: _incident(
        b, f"Keparahan menjadi {SEVERITIES[b.severity]}" + because(b.reason)
    ),
    CategoryChanged: lambda b, s: _incident(b, f"Kategori menjadi {b.title}" + because(b.reason)),
    IncidentRelocated: lambda b, s: _incident(
        b, f"Letak dibetulkan: {s.place(b.place, b.area) or 'titik di peta'}" + because(b.reason)
    ),
    AgenciesAssigned: _assigned,
    StatusChanged: _status,
    StepMarked: _step,
    NoteAdded: lambda b, s: _incident(b, "Catatan kejadian" + quoted(b.text)),
    ReporterRevealed: lambda b, s: _incident(
        b, "Identitas pelapor dibuka" + because(b.reason), group=LogGroup.SYSTEM
    ),
    OriginalOpened: lambda b, s: _system(f"Berkas asli foto {b.sha256[:12]} diambil"),
    OrderIssued: _order,
    ReceiptGiven: _receipt,
    DelegationGiven: _delegated,
    DelegationEnded: lambda b, s: Said(
        group=LogGroup.ORDER, words=f"Pinjaman wewenang #{b.delegation_id} berakhir" + because(b.reason)
    ),
    ActRatified: _ratified,
    ContactSaved: _contact,
    ContactRemoved: lambda b, s: Said(group=LogGroup.CHANNEL, words="Kontak dihapus" + because(b.reason)),
    DutySaved: _duty,
    DutyRemoved: lambda b, s: Said(group=LogGroup.CHANNEL, words="Jadwal piket dihapus" + because(b.reason)),
    CallLogged: _call,
    DeliveryChanged: _delivery,
    PauseAsked: lambda b, s: _incident(b, "Jeda jam diminta" + because(b.pause.reason)),
    PauseDecided: _pause_decided,
    ClockResumed: lambda b, s: _incident(b, "Jam berjalan lagi" + because(b.reason)),
    ProofFiled: _proof,
    ProofVerified: _proof_verified,
    PromiseMade: _promise,
    PromiseSettled: lambda b, s: _incident(
        b, f"Janji kepada warga {'ditepati' if b.kept else 'tidak ditepati'}" + quoted(b.note)
    ),
    ReporterTold: _told,
    WatchTaken: _taken,
    NoteWritten: _note,
    SeatChanged: _seat,
    InstructionGiven: lambda b, s: _watch(
        f"Instruksi tetap sampai {s.moment(b.instruction.until)}" + quoted(b.instruction.text)
    ),
    InstructionConfirmed: lambda b, s: _watch(f"Instruksi #{b.instruction_id} dibaca dan dikonfirmasi"),
    InstructionEnded: lambda b, s: _watch(f"Instruksi #{b.instruction_id} diakhiri" + because(b.reason)),
    HandoverOpened: _opened,
    HandoverAsked: _asked,
    HandoverAnswered: lambda b, s: _about(b, "dijawab" + quoted(b.text)),
    ItemRestated: _restated,
    HandoverSigned: _signed,
    HandoverAccepted: _accepted,
    HandoverRefused: lambda b, s: _watch(f"Serah terima #{b.handover_id} ditolak" + because(b.reason)),
    HandoverRemarked: lambda b, s: _watch(
        f"Catatan susulan pada serah terima #{b.handover_id}" + quoted(b.text)
    ),
    BriefingStarted: lambda b, s: _watch(f"Pengarahan dimulai di dinding: {len(b.briefing.cards)} kartu"),
    BriefingEnded: lambda b, s: _watch("Pengarahan dihentikan sebelum selesai"),
    DrillStarted: lambda b, s: _system("Latihan dimulai" + because(b.reason)),
    DrillEnded: lambda b, s: _system("Latihan diakhiri" + because(b.reason)),
    IntakeRefused: lambda b, s: Said(
        group=LogGroup.REPORTS, words=f"Kiriman lewat {b.source} ditolak: {cut(b.message)}"
    ),
    AccountChanged: lambda b, s: _system(
        f"Akun {b.account or 'yang tidak dikenal'} {ACCOUNTS.get(b.change, b.change)}"
    ),
}
