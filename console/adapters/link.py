"""The situation's link in the words of the link bar."""

from __future__ import annotations

from console.server_words import said
from console.situation import Situation
from services.feed.link import LinkState, Phase
from widgets.linkbar import Link
from widgets.linkbar import LinkState as Shown

LINKS = {
    LinkState.NEVER: Link.CONNECTING,
    LinkState.LIVE: Link.LIVE,
    LinkState.STALE: Link.STALE,
    LinkState.DISCONNECTED: Link.DOWN,
}


def link_state_of(situation: Situation, queued: int) -> Shown:
    """State, age of the data, queued commands, and why."""
    at = situation.data_at()
    link = LINKS[situation.link]
    if situation.socket.phase is Phase.REFUSED and link is not Link.LIVE:
        link = Link.REFUSED
    heartbeat = situation.heartbeat
    return Shown(
        link=link,
        data_age=max(0, situation.now() - at) if at else None,
        queued=queued,
        writable=heartbeat.writable if heartbeat else True,
        reason=said(situation.socket.detail),
    )
