"""From a message to its provider: the template, the drill's own address, the pace, the hand-over."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from services.contract.errors import KnownError
from services.outreach import addressing
from services.outreach.channels import SENT, ChannelFile, Channels, Pace
from services.outreach.message import Message
from services.outreach.plan import BY_HAND_WORDS
from services.outreach.sending import Parcel, Sender, Sent

DRILL_WORDS: Final = "latihan: tidak dikirim"
_log = logging.getLogger(__name__)


class Courier:
    """One per backend; used on its loop."""

    def __init__(self, file: ChannelFile, country: str) -> None:
        self._file = file
        self._country = country
        self._sender = Sender()
        self._free_at: dict[str, float] = {}
        self._problem = ""

    @property
    def channels(self) -> Channels | None:
        """What is configured; None while the file cannot be used, which is logged once."""
        try:
            found = self._file.load()
        except KnownError as error:
            if error.message != self._problem:
                _log.warning("messages cannot be sent: %s", error.message)
            self._problem = error.message
            return None
        self._problem = ""
        return found

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds that are worth queueing: with unusable settings all of them, so that each says why."""
        channels = self.channels
        return channels.kinds if channels is not None else frozenset(SENT)

    @property
    def pace(self) -> Pace:
        """How sending is repeated and limited."""
        channels = self.channels
        return channels.pace if channels is not None else Pace()

    def drill_sends(self) -> bool:
        """Whether any message of a drill goes anywhere."""
        channels = self.channels
        return channels is not None and any(kind in channels.provider for kind in channels.drill)

    async def carry(
        self,
        kind: str,
        address: str,
        message: Message,
        message_id: str,
        *,
        drill: bool,
        private: tuple[str, ...] = (),
    ) -> Sent:
        """Hand one message over; never raises. `private`: what the provider's words must not repeat."""
        channels = self.channels
        if channels is None:
            return Sent(ok=False, words=self._problem[:300])
        if drill:
            address = channels.drill.get(kind, "")
            if not address:
                return Sent(ok=False, words=DRILL_WORDS, final=True)
        try:
            # The keyring may ask another process.
            template = await asyncio.to_thread(self._file.template, kind)
            if not template:
                return Sent(ok=False, words=BY_HAND_WORDS, final=True)
            url = addressing.fill(kind, template, address, message_id, self._country)
        except KnownError as error:
            words = addressing.redact(error.message, private)
            return Sent(ok=False, words=words[:300], final=error.code == "address_invalid")
        parcel = Parcel(
            kind=kind,
            url=url,
            title=message.title,
            text=message.text,
            timeout_s=channels.pace.timeout_s,
            private=private,
        )
        return await self._sender.send(parcel)

    async def turn(self, kind: str) -> None:
        """Wait until a kind of channel takes another message; whether it is still wanted is asked after."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._free_at.get(kind, 0.0))
        self._free_at[kind] = at + 1.0 / self.pace.per_second
        if at > now:
            await asyncio.sleep(at - now)
