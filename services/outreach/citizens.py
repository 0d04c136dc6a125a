"""The citizen hears back by message, where they left an address and a provider exists.

Addresses are read for the sending only and never leave this module: the log says which report was told, by
which channel, and how it went. Begins with the committed `ReporterTold` of the public status (`open311`).
"""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from services.contract.closing import ReporterTold, Told
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.outreach import plan as planning
from services.outreach.courier import Courier
from services.outreach.message import citizen_message
from services.outreach.ports import Addressee, Room, Waiting
from services.outreach.sending import Sent

PUBLIC: Final = "open311"
QUEUED: Final = "queued"
HANDED_OVER: Final = "handed_over"
FAILED: Final = "failed"
BY_HAND: Final = "by_hand"
MOST_AT_ONCE: Final = 500
"""Reporters of one incident who are written to."""
_TWICE: Final = "Mungkin terkirim dua kali."
_NO_PROVIDER: Final = "Pelapor meninggalkan alamat, tetapi tidak ada penyedia untuk itu; hubungi sendiri."
_log = logging.getLogger(__name__)


class Citizens:
    """One per backend; used on its loop."""

    def __init__(self, room: Room, courier: Courier) -> None:
        self._room = room
        self._courier = courier
        self._tasks: set[asyncio.Task[None]] = set()

    def notice(self, log: Log, told: Told, cause: str) -> None:
        """The public status has a new text: those with an address get it as a message."""
        if told.channel == PUBLIC and told.text:
            self.tell(log, told.incident_id, told.text, cause)

    def tell(self, log: Log, incident_id: int, text: str, cause: str = "") -> None:
        """Send a text to everybody who reported an incident and left an address."""
        self._begin(log, [Waiting(cause=cause, incident_id=incident_id, text=text)])

    async def resume(self, log: Log) -> None:
        """Go on with what the last end interrupted."""
        waiting = await self._room.untold(log)
        if waiting:
            self._begin(log, waiting)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, log: Log, waiting: list[Waiting]) -> None:
        task = asyncio.create_task(self._work(log, waiting), name="tell-reporters")
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            if isinstance(error, KnownError):
                _log.warning("reporters were not told: %s", error.message)
            else:
                _log.error("telling reporters failed by a defect", exc_info=error)

    async def _work(self, log: Log, waiting: list[Waiting]) -> None:
        for one in waiting:
            people = _distinct(await self._room.addressees(log, one.incident_id))
            if one.report_id:
                people = [person for person in people if person.report_id == one.report_id]
            chosen = [(person, self._channel(person)) for person in people[:MOST_AT_ONCE]]
            queued = [
                self._event(one, person, channel, QUEUED if channel else BY_HAND)
                for person, channel in chosen
            ]
            await self._room.recorded(log, queued, one.cause)
            for person, channel in chosen:
                if channel:
                    await self._send(log, one, person, channel)

    def _channel(self, person: Addressee) -> str:
        """How somebody is written to; empty: nobody carries it."""
        kinds = self._courier.kinds
        if person.email and "email" in kinds:
            return "email"
        return next((kind for kind in ("sms", "whatsapp") if person.phone and kind in kinds), "")

    async def _send(self, log: Log, waiting: Waiting, person: Addressee, channel: str) -> None:
        address = person.email if channel == "email" else person.phone
        message = citizen_message(waiting.text, person.ref, self._room.pack)
        private = tuple(part for part in (person.email, person.phone, person.phone.lstrip("+")) if part)
        number = f"lapor.{person.report_id}.{waiting.cause[:8]}"
        pace = self._courier.pace
        sent = Sent(ok=False)
        for attempt in range(1, pace.attempts + 1):
            await self._courier.turn(channel)
            sent = await self._courier.carry(
                channel, address, message, number, drill=log is Log.DRILL, private=private
            )
            if sent.ok or sent.final or attempt == pace.attempts:
                break
            wait = planning.backoff_ms(
                attempt, int(pace.first_retry_s * 1000), int(pace.longest_retry_s * 1000), 1.0
            )
            await asyncio.sleep(wait / 1000)
        words = sent.words if not sent.ok else _TWICE if waiting.report_id else ""
        state = HANDED_OVER if sent.ok else FAILED
        await self._room.recorded(log, [self._event(waiting, person, channel, state, words)], waiting.cause)

    def _event(
        self, waiting: Waiting, person: Addressee, channel: str, state: str, words: str = ""
    ) -> ReporterTold:
        return ReporterTold(
            told=Told(
                incident_id=waiting.incident_id,
                report_id=person.report_id,
                channel=channel or ("email" if person.email else "phone"),
                text=waiting.text if state == QUEUED else "",
                state=state,
                words=words or ("" if channel else _NO_PROVIDER),
            )
        )


def _distinct(people: list[Addressee]) -> list[Addressee]:
    """Whoever reported twice is written to once, about the newest of their reports."""
    found: dict[str, Addressee] = {}
    for person in people:
        found[person.email.lower() or person.phone] = person
    return list(found.values())
