"""Pauses, proof, promises and telling the reporter in the words of the room: wishes and timeline lines."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.names import Names
from console.server_words import said
from services.contract.closing import (
    AskPause,
    ClockResumed,
    DecidePause,
    FileProof,
    MakePromise,
    PauseAsked,
    PauseDecided,
    PromiseMade,
    PromiseSettled,
    Proof,
    ProofFiled,
    ProofVerified,
    ReporterTold,
    ResumeClock,
    SettlePromise,
    TellReporter,
    Told,
    VerifyProof,
)
from services.contract.commands import Command
from services.contract.events import Body
from widgets.words import channel_word

translate = QCoreApplication.translate


def pause_word(kind: str, names: Names) -> str:
    """A kind of pause as the city calls it."""
    kinds = {known.code: known.name for known in names.pack.policy.pause_kinds}
    return said(kinds.get(kind, kind))


def wish(command: Command, names: Names) -> str:
    """What a command asks for; empty for kinds of others."""
    match command:
        case AskPause():
            kind = pause_word(command.kind, names)
            return translate("Wish", "Minta jeda: {what}").format(what=kind)
        case DecidePause():
            return translate("Wish", "Setujui jeda") if command.approved else translate("Wish", "Tolak jeda")
        case VerifyProof():
            return translate("Wish", "Terima bukti") if command.accepted else translate("Wish", "Tolak bukti")
        case SettlePromise():
            kept = translate("Wish", "Janji ditepati")
            return kept if command.kept else translate("Wish", "Janji tidak ditepati")
        case _:
            words = {
                ResumeClock: translate("Wish", "Lanjutkan jam"),
                FileProof: translate("Wish", "Kirim bukti"),
                MakePromise: translate("Wish", "Catat janji"),
                TellReporter: translate("Wish", "Kabari pelapor"),
            }
            return words.get(type(command), "")


def sentence(body: Body | None, names: Names) -> tuple[str, str]:
    """What happened and the remark to it; empty for kinds of others."""
    match body:
        case PauseAsked():
            kind = pause_word(body.pause.kind, names)
            words = translate("Timeline", "meminta jeda jam ({what})").format(what=kind)
            return words, body.pause.reason
        case PauseDecided():
            yes = translate("Timeline", "menyetujui jeda; tenggat berhenti")
            return yes if body.approved else translate("Timeline", "menolak jeda"), body.reason
        case ClockResumed():
            return _resumed(body, names), body.reason
        case ProofFiled():
            return _filed(body.proof, names), body.proof.note
        case ProofVerified():
            yes = translate("Timeline", "menerima bukti")
            return yes if body.accepted else translate("Timeline", "menolak bukti"), body.verdict
        case _:
            return _to_reporter(body, names)


def _to_reporter(body: Body | None, names: Names) -> tuple[str, str]:
    match body:
        case PromiseMade():
            due = names.words.moment(body.promise.due_at, body.promise.made_at)
            words = translate("Timeline", "berjanji kepada pelapor, paling lambat {when}").format(when=due)
            return words, body.promise.text
        case PromiseSettled():
            yes = translate("Timeline", "janji ditepati")
            return yes if body.kept else translate("Timeline", "janji tidak ditepati"), body.note
        case ReporterTold():
            return _told(body.told), body.told.text or body.told.words
        case _:
            return "", ""


def _resumed(body: ClockResumed, names: Names) -> str:
    if not body.due_at:
        return translate("Timeline", "melanjutkan jam")
    due = f"{names.words.date(body.due_at)} {names.words.minute(body.due_at)}"
    return translate("Timeline", "melanjutkan jam; tenggat menjadi {when}").format(when=due)


def _filed(proof: Proof, names: Names) -> str:
    suspicious = sum(finding.suspicious for finding in proof.findings)
    said = translate("Timeline", "mengirim bukti ({photos} foto, {agency})")
    said = said.format(photos=len(proof.photos), agency=names.agency(proof.agency))
    if suspicious:
        said += " · " + translate("Timeline", "{count} hal mencurigakan").format(count=suspicious)
    return said + (" · " + translate("Timeline", "terpilih diperiksa") if proof.sampled else "")


def _told(told: Told) -> str:
    if told.channel == "open311":
        return translate("Timeline", "mengabari pelapor lewat status laporan")
    channel = channel_word(told.channel)
    words = {
        "queued": translate("Timeline", "kabar untuk pelapor diantrekan lewat {channel}"),
        "handed_over": translate("Timeline", "kabar untuk pelapor terkirim lewat {channel}"),
        "failed": translate("Timeline", "kabar untuk pelapor gagal lewat {channel}"),
        "by_hand": translate("Timeline", "pelapor perlu dihubungi sendiri lewat {channel}"),
    }
    said = words.get(told.state, translate("Timeline", "kabar untuk pelapor lewat {channel}"))
    return said.format(channel=channel)
