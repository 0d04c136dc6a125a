"""A handover held on this screen while there is no line: who says what, and how its commands name it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from console.adapters.handover import HandoverAdapter
from console.freezing import Freezing
from console.situation import Situation
from services.contract.errors import KnownError
from services.contract.shifts import Handover, Side, SignHandover
from services.feed.link import LinkState, Phase
from services.store.sealing import Signed, seal

translate = QCoreApplication.translate


class Here:
    """Both may sit at one screen: words under another name count together with that one's own signature."""

    def __init__(self, situation: Situation, adapter: HandoverAdapter, freezing: Freezing) -> None:
        self._situation, self._adapter, self._freezing = situation, adapter, freezing
        self._receivers: dict[str, str] = {}
        """Hash of a handover → who takes over on this screen."""

    @property
    def line(self) -> bool:
        """Whether there is one, as far as is known: a socket that is gone says so before the silence does."""
        situation = self._situation
        return situation.link is LinkState.LIVE and situation.socket.phase is Phase.OPEN

    def online(self, found: Handover) -> bool:
        """Whether what is said about it can be recorded as it is said."""
        return self.line and bool(found.id)

    def only(self) -> bool:
        """What is open was frozen on this screen and is not recorded yet."""
        found = self._adapter.handover
        return found is not None and not found.id

    def on(self, found: Handover, by: str = "") -> dict[str, Any]:
        """How a command names the handover; without a line also who says it, and when."""
        if self.online(found):
            return {"handover_id": found.id}
        named = {"handover_id": found.id} if found.id else {"digest": found.digest}
        return {**named, "by": by or self._situation.user, "said_at": self._situation.now()}

    def receiver(self, found: Handover) -> str:
        """Who takes over on this screen, as far as somebody said so; empty otherwise."""
        named = [each.by for each in found.questions if each.via]
        named += [each.by for each in found.restated.values() if each.via]
        return self._receivers.get(found.digest) or (named[-1] if named else "")

    def receive(self, found: Handover, name: str) -> None:
        """Somebody said who takes over here."""
        self._receivers[found.digest] = name

    def speaking(self, title: str, by: str) -> str:
        """Says whose words these are where that is not whoever is signed in."""
        return title if by == self._situation.user else f"{by} · {title}"

    def sealed(self, found: Handover, side: Side, name: str, password: str, code: str) -> SignHandover:
        """The other one's signature, its password closed for the backend alone. Raises `KnownError`."""
        receiver = self.receiver(found)
        if side is Side.INCOMING and receiver and name != receiver:
            words = translate("Handover", "Yang menegaskan ulang di layar ini {0}; ia yang menandatangani.")
            raise KnownError("not_receiver", words.format(receiver))
        on = self.on(found, name) | {"digest": found.digest}
        here = ((key, said.words) for key, said in found.restated.items() if said.via and said.by == name)
        signed = Signed(
            log=self._situation.log.value,
            digest=found.digest,
            side=side.value,
            by=name,
            said_at=on["said_at"],
            restated=sorted(here),
        )
        box = seal(self._freezing.seal, password, code, signed)
        return SignHandover(side=side, sealed=box, **on)
