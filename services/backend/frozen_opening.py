"""A handover that was frozen on a screen without a line: whether it may still be opened, and with what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from msgspec import structs

from services.backend.case import Case
from services.backend.drafts import Drawn
from services.contract.briefing import Item
from services.contract.errors import Rejected
from services.contract.events import Body
from services.contract.shifts import (
    Handover,
    HandoverOpened,
    HandoverRemarked,
    HandoverState,
    OnHandover,
    OpenHandover,
    Watch,
)
from services.projection.shiftbook import Shiftbook
from services.reporting import handover as generated

CLOCK_SLACK_MS: Final = 60_000
"""By how much a console's clock may differ from the server's."""
MOST_NAMED: Final = 8


def addressed(book: Shiftbook, command: OnHandover) -> Handover | None:
    """The handover a command is about, or None."""
    if command.handover_id:
        return book.handovers.get(command.handover_id)
    named = (each for each in reversed(book.handovers.values()) if each.digest == command.digest)
    return next(named, None)


def handover_from(case: Case, watch: Watch, drawn: Drawn) -> Handover:
    """The handover that begins with this picture; the picture is kept with it."""
    document = drawn.document
    case.documents.append(drawn.body)
    return Handover(
        id=case.board.shifts.last_handover_id + 1,
        watch_id=watch.id,
        outgoing=case.user,
        opened_at=document.at,
        seq=document.seq,
        digest=drawn.digest,
        unstable=generated.unstable(document),
        items=len(generated.open_items(document)),
        newest=drawn.newest,
    )


def open_frozen(command: OpenHandover, case: Case, watch: Watch) -> list[Body]:
    """The same document, as it was signed; what happened since is remarked. Raises `Rejected`."""
    require_clock(case, command.at)
    if watch.supervisor != case.user:
        raise _watch_changed(case, watch)
    drawn = case.drawn
    if drawn is None or drawn.digest != command.digest:
        raise Rejected(
            "frozen_differs",
            f"Gambar yang dibekukan tidak sama dengan yang dibuat ulang dari log #{command.seq}; "
            "tidak dicatat. Kata-kata yang sudah ditulis tetap di layar itu; buka serah terima yang baru.",
        )
    if command.at < drawn.newest_at - CLOCK_SLACK_MS:
        raise _wrong_clock()
    _require_unrivalled(case, drawn, watch)
    opened = structs.replace(handover_from(case, watch, drawn), recorded_at=case.now)
    remark = HandoverRemarked(handover_id=opened.id, text=_since_then(case, opened, drawn))
    return [HandoverOpened(handover=opened), remark]


def require_own(case: Case, by: str) -> None:
    """What was given without a line arrives under the name it was given in. Raises `Rejected`."""
    if by and by != case.user:
        raise Rejected("not_yours", f"Ini diberikan oleh {by}; yang masuk di layar itu sekarang {case.user}.")


def require_clock(case: Case, at: int) -> None:
    """Nothing was said in the future. Raises `Rejected`."""
    if at > case.now + CLOCK_SLACK_MS:
        raise _wrong_clock()


def speaker(case: Case, command: OnHandover, found: Handover) -> tuple[str, str]:
    """Who said something as the receiver, and on whose screen; the latter is empty for one's own.

    On the screen of the one who hands over, another name may be given: it counts with that one's signature.
    Raises `Rejected`.
    """
    by = command.by or case.user
    if by == found.outgoing:
        raise Rejected("not_yours", "Ini bagian pengawas yang masuk, bukan yang keluar.")
    if by != case.user and case.user != found.outgoing:
        require_own(case, by)
    return by, case.user if by != case.user else ""


def _wrong_clock() -> Rejected:
    return Rejected(
        "clock_wrong",
        "Jam layar itu tidak cocok dengan jam server; tidak dicatat. Ulangi setelah tersambung.",
    )


def _watch_changed(case: Case, watch: Watch) -> Rejected:
    return Rejected(
        "watch_changed",
        f"Selama jalur putus tanggung jawab berpindah ke {watch.supervisor} pukul "
        f"{_clock(case, watch.since)}. Yang dibekukan tidak dicatat.",
    )


def _require_unrivalled(case: Case, drawn: Drawn, watch: Watch) -> None:
    """Nobody else took or handed on responsibility meanwhile. Raises `Rejected`."""
    if drawn.document.watch_id != watch.id:
        raise _watch_changed(case, watch)
    book = case.board.shifts
    newest = book.handovers.get(book.last_handover_id)
    if newest is not None and newest.id > drawn.last_handover_id and not _untouched(newest, case.user):
        raise Rejected(
            "handover_newer",
            f"Selama jalur putus serah terima #{newest.id} dibuka oleh {newest.outgoing} pukul "
            f"{_clock(case, newest.opened_at)}. Yang dibekukan tidak dicatat.",
        )


def _untouched(newest: Handover, user: str) -> bool:
    """Opened by the same one and never spoken of: asked for as the line went, and replaced like any other."""
    spoken = newest.questions or newest.restated or newest.signatures
    return newest.state is HandoverState.OPEN and newest.outgoing == user and not spoken


def _since_then(case: Case, opened: Handover, drawn: Drawn) -> str:
    said = (
        f"Dibekukan tanpa jalur pukul {_clock(case, opened.opened_at)}, tercatat pukul "
        f"{_clock(case, opened.recorded_at)}."
    )
    if drawn.arrived:
        said += f" Tidak stabil sejak itu: {_named(drawn.arrived)}."
    if drawn.gone:
        said += f" Tidak terbuka lagi: {_named(drawn.gone)}."
    if not drawn.arrived and not drawn.gone:
        said += " Tidak ada butir tidak stabil yang datang atau selesai di antaranya."
    return said


def _named(items: Sequence[Item]) -> str:
    named = "; ".join(f"{item.title} ({item.ref})" if item.ref else item.title for item in items[:MOST_NAMED])
    return f"{named}; dan {len(items) - MOST_NAMED} lagi" if len(items) > MOST_NAMED else named


def _clock(case: Case, at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(case.rules.zone).strftime("%H.%M")
