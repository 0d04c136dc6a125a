"""What holds for the room as a whole, as far as the log knows it: surges, and channels that carry nothing.

Whether a camera, a sensor or a source of reports is silent or merely has nothing to say is not in the log;
nothing is said about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from services.contract.briefing import Item
from services.contract.city import CityPack
from services.contract.contacts import Delivery, DeliveryState
from services.projection.board import Board
from services.reporting.incident_items import cut
from services.rules import surge

DEAD_AFTER: Final = 3
"""So many attempts in a row failed: the channel is at fault, not the address."""
CARRIED: Final = frozenset({DeliveryState.HANDED_OVER, DeliveryState.OPENED, DeliveryState.ANSWERED})


def surges(board: Board, pack: CityPack, at: int) -> Iterator[Item]:
    """Many open incidents of one kind in one place that nobody works on, by kind and place."""
    names = {category.code: category.name for category in pack.categories}
    areas = {area.code: area.name for area in pack.areas}
    rows = np.flatnonzero(board.open_mask())
    found = []
    for group in surge.groups(board, rows, at, surge.limits_of(pack.policy)):
        category = board.categories.values[group.category]
        area = board.areas.values[group.area]
        item = Item(
            key=f"surge:{category}:{area}",
            title=cut(f"Lonjakan: {names.get(category, category)}, {len(group.members)} kejadian"),
            place=cut(areas.get(area, area)),
            since=int(board.opened_at[group.members].min()),
            next="belum ada yang menangani",
            rank=int(board.severity[group.members].min()),
        )
        found.append(item)
    yield from sorted(found, key=lambda item: (item.rank, item.since, item.key))


def dead_channels(board: Board) -> Iterator[Item]:
    """Kinds of channel of which the newest attempts all failed, with the provider's last words."""
    by_kind: dict[str, list[Delivery]] = {}
    for delivery in board.casework.deliveries.values():
        if not delivery.test:
            by_kind.setdefault(str(delivery.kind), []).append(delivery)
    for kind in sorted(by_kind):
        carried = max((each.at for each in by_kind[kind] if each.state in CARRIED), default=0)
        failed = [each for each in by_kind[kind] if each.state is DeliveryState.FAILED and each.at > carried]
        if len(failed) >= DEAD_AFTER:
            last = max(failed, key=lambda each: (each.at, each.id))
            yield Item(
                key=f"channel:{kind}",
                title=f"Saluran {kind}: {len(failed)} kiriman berturut-turut gagal",
                since=min(each.at for each in failed),
                next="periksa penyedia, hubungi lewat telepon",
                note=cut(last.words),
            )
