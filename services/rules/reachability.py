"""What the latest silent test of an agency's channels found. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from services.contract.contacts import Delivery, DeliveryState

ONE_RUN_MS: Final = 60_000
"""Attempts queued within this time of the newest belong to the same test."""
_REACHED: Final = (DeliveryState.HANDED_OVER, DeliveryState.OPENED, DeliveryState.ANSWERED)


class Trial(Struct, frozen=True, kw_only=True):
    """One test: how many channels there were, and what became of them."""

    at: int
    channels: int
    reached: int
    """Taken by a provider, opened or answered."""
    waiting: int
    by_hand: int
    """Nobody carries these: only a person can try them."""

    @property
    def bad(self) -> bool:
        """True where a channel did not take it."""
        return self.reached + self.waiting + self.by_hand < self.channels


def latest_trial(deliveries: Iterable[Delivery], agency: str) -> Trial | None:
    """The newest test of an agency; None where it was never tested."""
    tests = [one for one in deliveries if one.test and one.agency == agency]
    if not tests:
        return None
    latest = max(one.queued_at for one in tests)
    run = [one for one in tests if latest - one.queued_at < ONE_RUN_MS]
    return Trial(
        at=latest,
        channels=len(run),
        reached=sum(one.state in _REACHED for one in run),
        waiting=sum(one.state is DeliveryState.QUEUED for one in run),
        by_hand=sum(one.state is DeliveryState.BY_HAND for one in run),
    )
