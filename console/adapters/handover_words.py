"""A handover in words: chapters, signatures, how it ended, one item in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from console.names import Names
from services.contract.briefing import CHAPTER_WORDS, Chapter, Item
from services.contract.city import Shift
from services.contract.shifts import Handover, HandoverState, Question, Side, Signature, Watch
from services.projection.shiftbook import Shiftbook
from services.rules.shift_clock import shift_of
from widgets.chips import severity_word
from widgets.format import Format
from widgets.handover.model import Exchange, ItemLine, ItemPage

translate = QCoreApplication.translate

REMIND_MS: Final = 15 * 60_000
"""Whoever is relieved should be gone by then."""
CONTEXT: Final = "Handover"
SHORT: Final = 90
"""Letters of a reason in the strip of the signatures."""


def chapter_word(chapter: Chapter) -> str:
    """Caption of a chapter."""
    return translate(CONTEXT, CHAPTER_WORDS[chapter])


def as_line(item: Item, **more: Any) -> ItemLine:
    """An item of the document with what happened to it since."""
    return ItemLine(
        key=item.key,
        title=item.title,
        place=item.place,
        since=item.since,
        who=item.who,
        next=item.next,
        due_at=item.due_at,
        rank=item.rank,
        ref=item.ref,
        note=item.note,
        crossed=item.crossed,
        **more,
    )


def differences(missing: Sequence[str]) -> str:
    """What a restatement leaves out; empty for nothing."""
    return translate("Handover", "tidak disebut: {0}").format(", ".join(missing)) if missing else ""


def shifts_of(shifts: Sequence[Shift], at: int, zone: ZoneInfo) -> str:
    """The shift that is on and the one after it, e.g. `Regu Sore → Regu Malam`."""
    name, _ = shift_of(shifts, at, zone)
    numbers = {shift.name: number for number, shift in enumerate(shifts)}
    if name not in numbers:
        return name
    return f"{name} → {shifts[(numbers[name] + 1) % len(shifts)].name}"


def signature_words(who: str, side: Side, signature: Signature | None, words: Format) -> str:
    """Who hands over or takes over, and whether that is signed."""
    if side is Side.OUTGOING:
        doing = translate("Handover", "{0} menyerahkan").format(who)
    else:
        doing = translate("Handover", "{0} menerima").format(who)
    if signature is None:
        return doing
    at = words.time(signature.signed_at or signature.at)
    signed = f"{doing} · " + translate("Handover", "ditandatangani {0}").format(at)
    return signed if signature.at else f"{signed} · " + translate("Handover", "menunggu jalur")


def unaccepted_words(handover: Handover, words: Format, now: int) -> str:
    """Since when it waits to be accepted; empty where that is not long yet."""
    if now - handover.opened_at < REMIND_MS:
        return ""
    opened = handover.opened_at
    today = words.date(opened) == words.date(now)
    since = words.minute(opened) if today else words.moment(opened, now)
    return translate("Handover", "belum diterima sejak {0}").format(since)


def short(words: str) -> str:
    """Somebody's words where there is room for the beginning of them; all of them are in the log."""
    flat = " ".join(words.split())
    return flat if len(flat) <= SHORT else flat[: SHORT - 1].rstrip() + "…"


def taken_words(watch: Watch, words: Format, now: int) -> str:
    """Who is responsible since when, and why where they took it without a handover."""
    said = translate("Handover", "{0} bertanggung jawab sejak {1}")
    if watch.reason:
        said = translate("Handover", "{0} mengambil tanggung jawab {1}: {2}")
    for place, value in enumerate((watch.supervisor, words.moment(watch.since, now), short(watch.reason))):
        said = said.replace(f"{{{place}}}", value)
    return said


def ended_words(handover: Handover, words: Format, now: int) -> str:
    """How the last handover ended."""
    said = {
        HandoverState.ACCEPTED: translate("Handover", "Serah terima #{0} diterima {1} pukul {2}"),
        HandoverState.REFUSED: translate("Handover", "Serah terima #{0} ditolak {1} pukul {2}: {3}"),
        HandoverState.VOID: translate("Handover", "Serah terima #{0} batal pukul {2}"),
        HandoverState.OPEN: "",
    }[handover.state]
    reason = short(handover.refused)
    values = (str(handover.id), handover.incoming, words.moment(handover.ended_at, now), reason)
    for number, value in enumerate(values):
        said = said.replace(f"{{{number}}}", value)
    return said


def exchanges_of(
    questions: Sequence[Question], words: Format, title: Callable[[str], str] | None = None
) -> tuple[Exchange, ...]:
    """Questions with their answers, the open ones first."""
    found = []
    for question in sorted(questions, key=lambda each: (bool(each.answered_at), -each.at)):
        head = f"{words.minute(question.at)} · {question.by}"
        if title is not None:
            head += f" · {title(question.item)}"
        answer = f"{question.answered_by}: {question.answer}" if question.answered_at else ""
        found.append(Exchange(head, question.text, answer, open=not question.answered_at))
    return tuple(found)


def page_of(item: Item, book: Shiftbook, names: Names, now: int) -> ItemPage:
    """One item in full: its facts, then restatement, questions and later remarks, also of earlier shifts."""
    words = names.words
    age = translate("Handover", "{0} lalu").format(words.age(now - item.since))
    since = f"{words.moment(item.since, now)} ({age})" if item.since else ""
    due = words.moment(item.due_at, now) if item.due_at else ""
    if item.due_at and item.due_at < now:
        due += " · " + translate("Handover", "lewat {0}").format(words.age(now - item.due_at))
    lines = (
        (translate("Handover", "Nomor"), item.ref),
        (translate("Handover", "Keparahan"), severity_word(item.rank) if 0 <= item.rank < 4 else ""),
        (translate("Handover", "Tempat"), item.place),
        (translate("Handover", "Sejak"), since),
        (translate("Handover", "Siapa"), item.who),
        (translate("Handover", "Berikutnya"), item.next),
        (translate("Handover", "Tenggat"), due),
        (translate("Handover", "Catatan"), item.note),
        (
            translate("Handover", "Melewati"),
            translate("Handover", "{0} serah terima").format(item.crossed) if item.crossed else "",
        ),
    )
    exchanges: list[Exchange] = []
    for handover in reversed(book.handovers.values()):
        exchanges += _of_handover(handover, item.key, words)
    return ItemPage(item.key, item.title, tuple(line for line in lines if line[1]), tuple(exchanges[:24]))


def _of_handover(handover: Handover, key: str, words: Format) -> list[Exchange]:
    number = f"#{handover.id}"
    found = []
    said = handover.restated.get(key)
    if said is not None:
        head = translate("Handover", "Penegasan ulang {0} · {1} · {2}")
        for place, value in enumerate((number, words.minute(said.said_at or said.at), said.by)):
            head = head.replace(f"{{{place}}}", value)
        left = differences(said.differences)
        found.append(Exchange(head, f"“{said.words}”", left))
    found += exchanges_of([each for each in handover.questions if each.item == key], words)
    for remark in handover.remarks:
        if remark.item == key:
            head = translate("Handover", "Susulan {0} · {1} · {2}")
            for place, value in enumerate((number, words.minute(remark.at), remark.by)):
                head = head.replace(f"{{{place}}}", value)
            found.append(Exchange(head, remark.text))
    return found
