"""Who is on duty: one officer an agency at a time; a substitute wins over a swap, a swap over the roster."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from services.contract.contacts import Duty, DutyKind

_STRENGTH: Final = {DutyKind.REGULAR: 0, DutyKind.SWAP: 1, DutyKind.SUBSTITUTE: 2}


class Watch(Struct, frozen=True, kw_only=True):
    """The duty of an agency at one moment. Times are milliseconds; 0: not in the roster."""

    now: Duty | None = None
    until: int = 0
    """When `now` ends or somebody takes over; without `now`: when the gap ends."""
    replaced: Duty | None = None
    """Whose turn it would be without the swap or substitute."""
    then: Duty | None = None
    """Who follows; None where the roster says nobody."""
    then_at: int = 0
    known: bool = False
    """False: nothing at all was entered for this agency."""


def on_duty(duties: Iterable[Duty], agency: str, at: int) -> Duty | None:
    """Whoever is on duty for `agency` at `at`; a duty holds from its start up to, not including, its end."""
    running = [duty for duty in duties if duty.agency == agency and duty.start <= at < duty.end]
    return max(running, key=_precedence, default=None)


def watch(duties: Iterable[Duty], agency: str, at: int) -> Watch:
    """Who is on duty, until when, and who follows."""
    own = [duty for duty in duties if duty.agency == agency and duty.start < duty.end]
    now = on_duty(own, agency, at)
    replaced = None
    if now is not None and now.kind is not DutyKind.REGULAR:
        replaced = on_duty((duty for duty in own if duty.kind is DutyKind.REGULAR), agency, at)
    until, then, then_at = 0, None, 0
    for edge in sorted({edge for duty in own for edge in (duty.start, duty.end) if edge > at}):
        found = on_duty(own, agency, edge)
        if found == now:
            continue
        until = until or edge
        if found is not None:
            then, then_at = found, edge
            break
    return Watch(now=now, until=until, replaced=replaced, then=then, then_at=then_at, known=bool(own))


def clash(duties: Iterable[Duty], wanted: Duty) -> Duty | None:
    """The duty of the same agency and kind that runs at the same time: nobody could say who wins."""
    for duty in duties:
        same = (duty.agency, duty.kind) == (wanted.agency, wanted.kind) and duty.id != wanted.id
        if same and duty.start < wanted.end and wanted.start < duty.end:
            return duty
    return None


def _precedence(duty: Duty) -> tuple[int, int, str]:
    """The stronger kind, then whoever began later; the id decides what was never meant to happen."""
    return _STRENGTH[duty.kind], duty.start, duty.id
