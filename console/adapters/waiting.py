"""A handover with what was said about it on this screen and is not recorded yet.

What waits lies in the outbox and nowhere else: whoever starts this console again sees the same. Times of
what waits are 0 where a recorded one has the server's; `said_at` and `signed_at` say when it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from services.contract.briefing import Chapter, Document, Item
from services.contract.messages import Do
from services.contract.shifts import (
    AnswerHandover,
    AskHandover,
    Handover,
    OnHandover,
    OpenHandover,
    Question,
    RefuseHandover,
    RestateItem,
    Restatement,
    Signature,
    SignHandover,
)
from services.projection.shiftbook import Shiftbook
from services.reporting import handover as generated
from services.rules.restating import missing
from widgets.format import Format
from widgets.handover.model import Fact

translate = QCoreApplication.translate

MOST: Final = 12
"""Items that are named; the rest is counted."""
DocumentOf = Callable[[str], Document | None]


def with_waiting(
    book: Shiftbook, waiting: Sequence[Do], user: str, document_of: DocumentOf
) -> Handover | None:
    """The open handover as this screen has it; number 0: it is frozen here and has none yet."""
    found = book.open_handover
    recorded = {each.digest for each in book.handovers.values()}
    for do in waiting:
        body = do.body
        if isinstance(body, OpenHandover):
            if body.digest and body.digest not in recorded:
                document = document_of(body.digest)
                found = frozen_here(document, body.digest) if document is not None else found
        elif found is not None and isinstance(body, OnHandover) and _about(body, found):
            found = _told(found, body, do, user, document_of(found.digest))
    return found


def frozen_here(document: Document, digest: str) -> Handover:
    """What the backend will open, where it finds the same bytes."""
    return Handover(
        id=0,
        watch_id=document.watch_id,
        outgoing=document.outgoing,
        opened_at=document.at,
        seq=document.seq,
        digest=digest,
        unstable=generated.unstable(document),
        items=len(generated.open_items(document)),
    )


def _about(body: OnHandover, found: Handover) -> bool:
    return body.handover_id == found.id if body.handover_id else body.digest == found.digest


def _told(found: Handover, body: OnHandover, do: Do, user: str, document: Document | None) -> Handover:
    by = body.by or user
    via = user if by != user else ""
    match body:
        case AskHandover():
            asked = Question(item=body.item, text=body.text, by=by, at=do.at, via=via)
            return replace(found, questions=(*found.questions, asked))
        case AnswerHandover():
            return replace(found, questions=_answered(found.questions, body, by, do.at))
        case RestateItem():
            item = _item(document, body.item)
            said = Restatement(
                words=body.words,
                by=by,
                at=0,
                differences=missing(item, body.words) if item is not None else (),
                said_at=body.said_at or do.at,
                via=via,
            )
            return replace(found, restated={**found.restated, body.item: said})
        case SignHandover():
            signed = Signature(
                side=body.side, by=by, at=0, digest=body.digest, signed_at=body.said_at or do.at
            )
            others = tuple(each for each in found.signatures if each.side is not body.side)
            return replace(found, signatures=(*others, signed))
        case RefuseHandover():
            return replace(found, refused=body.reason)
    return found


def _answered(questions: Sequence[Question], body: AnswerHandover, by: str, at: int) -> tuple[Question, ...]:
    """As the projection does it: the last open one on the item."""
    said = list(questions)
    for number in reversed(range(len(said))):
        if said[number].item == body.item and not said[number].answered_at:
            said[number] = replace(said[number], answer=body.text, answered_by=by, answered_at=at)
            break
    return tuple(said)


def _item(document: Document | None, key: str) -> Item | None:
    if document is None:
        return None
    return next((item for part in document.parts for item in part.items if item.key == key), None)


# --- in words ---


def waiting_sentences(found: Handover) -> list[str]:
    """What of an open handover is not recorded yet, and with whom responsibility still is."""
    said = []
    for signature in found.signatures:
        if not signature.at:
            words = translate("Handover", "Tanda tangan {0} menunggu jalur; tanggung jawab masih pada {1}.")
            said.append(words.replace("{0}", signature.by).replace("{1}", found.outgoing))
    if found.refused:
        words = translate("Handover", "Penolakan menunggu jalur; tanggung jawab masih pada {0}.")
        said.append(words.format(found.outgoing))
    if not found.id:
        said.append(
            translate("Handover", "Beku di layar ini, belum tercatat; dicocokkan begitu jalur kembali.")
        )
    return said


def since_frozen(frozen: Document, live: Document) -> tuple[Fact, ...]:
    """What became unstable or ended since a picture was frozen; empty where nothing did."""
    still_open = set(generated.open_items(live))
    arrived = _arrived(frozen, live)
    gone = [item for item in _unstable(frozen) if item.key not in still_open]
    if not arrived and not gone:
        return ()
    new, over = translate("Handover", "Tidak stabil: {0}"), translate("Handover", "Tidak terbuka lagi: {0}")
    lines = [(new, item) for item in arrived] + [(over, item) for item in gone]
    facts = [Fact(words.format(_named(item)), wide=True) for words, item in lines[:MOST]]
    if len(lines) > MOST:
        facts.append(Fact(translate("Handover", "dan {0} lagi").format(len(lines) - MOST), wide=True))
    return (Fact(translate("Handover", "Sejak dibekukan")), *facts)


def arrived_words(frozen: Document | None, live: Document | None) -> str:
    """How many items nobody restates because they became unstable later; empty for none. It holds nothing up,
    so whoever accepts has to hear of it before (0146)."""
    if frozen is None or live is None or not live.parts:
        return translate("Handover", "yang menjadi tidak stabil sejak dibekukan masih dihitung")
    count = len(_arrived(frozen, live))
    words = translate("Handover", "{0} butir lain menjadi tidak stabil sejak dibekukan")
    return words.format(count) if count else ""


def remarks_of(last: Handover | None, words: Format) -> tuple[Fact, ...]:
    """Later remarks on a handover as a whole, the newest first."""
    said = [each for each in last.remarks if not each.item][::-1] if last is not None else []
    if last is None or not said:
        return ()
    head = Fact(translate("Handover", "Catatan pada serah terima #{0}").format(last.id))
    lines = [f"{words.minute(each.at)} · {each.by}: {each.text}" for each in said[:MOST]]
    return (head, *(Fact(line, wide=True) for line in lines))


def _arrived(frozen: Document, live: Document) -> list[Item]:
    before = set(generated.unstable(frozen))
    return [item for item in _unstable(live) if item.key not in before]


def _unstable(document: Document) -> list[Item]:
    return [item for part in document.parts if part.chapter is Chapter.UNSTABLE for item in part.items]


def _named(item: Item) -> str:
    return " · ".join(part for part in (item.title, item.place, item.ref) if part)
