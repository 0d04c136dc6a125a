"""Sends what orders ask for, and keeps the ledger: one entry a person and channel, each step on disk.

A message is on disk as queued before it is handed over, so a crash in between is found at the next start: the
same entry goes out again under the same number and says that it may have arrived twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from services.contract.closing import ReporterTold
from services.contract.contacts import (
    ContactRemoved,
    ContactSaved,
    Delivery,
    DeliveryChanged,
    DeliveryState,
    DutyRemoved,
    DutySaved,
)
from services.contract.errors import KnownError
from services.contract.events import Body
from services.contract.messages import Log
from services.contract.orders import OrderIssued, ReceiptGiven
from services.outreach import plan as planning
from services.outreach.channels import ChannelFile
from services.outreach.citizens import Citizens
from services.outreach.courier import Courier
from services.outreach.message import Message, order_message, reach_message
from services.outreach.ports import Room
from services.outreach.sending import Sent
from services.rules import ladder
from services.rules.duty import on_duty

WATCHED: Final = frozenset(
    body.KIND
    for body in (
        OrderIssued,
        ReceiptGiven,
        DeliveryChanged,
        ContactSaved,
        ContactRemoved,
        DutySaved,
        DutyRemoved,
        ReporterTold,
    )
)
"""Kinds of events the postman wants to hear of."""
AT_ONCE: Final = 100
"""Orders planned in one commit."""
MOST_OPEN: Final = 200
"""Messages on their way at once; the others wait in the ledger."""
_LOOK_BACK_MS: Final = 2 * planning.DAY_MS
_WEEK_MS: Final = 6 * planning.DAY_MS
_IDLE_S: Final = 60.0
TWICE: Final = "Mungkin terkirim dua kali."
_RESUMED: Final = (
    "Server berhenti saat mengirim; dikirim lagi dengan nomor yang sama, mungkin terkirim dua kali."
)
_log = logging.getLogger(__name__)


class _Book:
    """What has to be remembered about one log besides its casework."""

    def __init__(self, epoch: str = "") -> None:
        self.epoch = epoch
        self.of_order: dict[int, dict[str, None]] = {}
        """Deliveries of each order, in the order they were made."""
        self.dirty: set[int] = set()
        self.wakes: dict[int, int] = {}
        self.unanswered: set[int] = set()
        self.to_send: dict[str, None] = {}
        self.sending: dict[str, asyncio.Task[None]] = {}
        self.unsure: set[str] = set()
        """Entries that may have gone out before."""


class Postman:
    """One per backend; runs on its loop between `start` and `stop`."""

    def __init__(self, room: Room, file: ChannelFile) -> None:
        self._room = room
        self.courier = Courier(file, room.pack.city.phone_country)
        self.citizens = Citizens(room, self.courier)
        self._timers = ladder.timers_of(room.pack.policy)
        self._names = {agency.code: agency.short for agency in room.pack.agencies}
        self._books = {log: _Book() for log in Log}
        self._bell = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._tested_hour = ""

    def start(self) -> None:
        """Begin, with what the last end left behind."""
        self._task = asyncio.create_task(self._run(), name="postman")

    async def stop(self) -> None:
        """End at once: what is on its way stays queued and is resumed at the next start."""
        tasks = [task for book in self._books.values() for task in book.sending.values()]
        if self._task is not None:
            tasks.append(self._task)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.citizens.stop()

    def notice(self, log: Log, body: Body, cause: str = "") -> None:
        """Something is on disk that may concern messages."""
        book = self._books[log]
        match body:
            case OrderIssued():
                book.dirty.add(body.order.id)
            case ReceiptGiven():
                book.dirty.add(body.order_id)
            case DeliveryChanged():
                self._take(book, body.delivery)
            case ReporterTold():
                self.citizens.notice(log, body.told, cause)
            case _:
                # Who is on duty or how they are reached has changed.
                book.dirty |= book.unanswered
        self._bell.set()

    def tell(self, log: Log, incident_id: int, text: str, cause: str = "") -> None:
        """Send a text to everybody who reported an incident and left an address."""
        self.citizens.tell(log, incident_id, text, cause)

    def _take(self, book: _Book, delivery: Delivery) -> None:
        if delivery.order_id:
            book.of_order.setdefault(delivery.order_id, {})[delivery.id] = None
            book.dirty.add(delivery.order_id)
        if delivery.state is DeliveryState.QUEUED:
            book.to_send[delivery.id] = None

    # --- the loop ---

    async def _run(self) -> None:
        problem = ""
        while True:
            self._bell.clear()
            try:
                for log in Log:
                    await self._work(log)
                await self._test_weekly()
                problem = ""
            except KnownError as error:
                if error.message != problem:
                    _log.warning("messages wait: %s", error.message)
                problem = error.message
                await asyncio.sleep(5.0)
            except Exception:
                _log.exception("the postman failed")
                await asyncio.sleep(5.0)
            with contextlib.suppress(TimeoutError):
                # Not `wait_for`: that forgets a cancellation that comes together with the bell.
                async with asyncio.timeout(self._until_next()):
                    await self._bell.wait()

    def _until_next(self) -> float:
        wakes = [at for book in self._books.values() for at in book.wakes.values()]
        if any(book.dirty for book in self._books.values()):
            return 0.0
        left = (min(wakes) - self._room.now()) / 1000 if wakes else _IDLE_S
        return min(_IDLE_S, max(0.01, left))

    async def _work(self, log: Log) -> None:
        epoch = self._room.epoch(log)
        book = self._books[log]
        if epoch != book.epoch:
            book = self._books[log] = await self._opened(log, epoch)
        if not epoch:
            return
        now = self._room.now()
        due = [number for number, at in book.wakes.items() if at <= now]
        orders = sorted({*due, *book.dirty})[:AT_ONCE]
        bodies: list[Body] = []
        for number in orders:
            try:
                bodies += list(self._planned(log, book, number, now))
            except Exception:
                _log.exception("order %d cannot be planned", number)
        if bodies or book.to_send:
            try:
                # Nothing is handed over before it is on disk.
                await self._room.recorded(log, bodies)
            except KnownError:
                book.dirty.update(orders)
                raise
        self._send_out(log, book)

    async def _opened(self, log: Log, epoch: str) -> _Book:
        """Begin with a log as it is: what was queued and not handed over is queued again, and says so."""
        for task in self._books[log].sending.values():
            task.cancel()
        book = _Book(epoch)
        if not epoch:
            return book
        casework, now = self._room.casework(log), self._room.now()
        for delivery in casework.deliveries.values():
            if delivery.order_id:
                book.of_order.setdefault(delivery.order_id, {})[delivery.id] = None
        interrupted = [d for d in casework.deliveries.values() if d.state is DeliveryState.QUEUED]
        book.unsure.update(delivery.id for delivery in interrupted)
        recent = (state.order for state in casework.orders.values())
        book.dirty.update(order.id for order in recent if now - order.issued_at < _LOOK_BACK_MS)
        again = [DeliveryChanged(delivery=replace(d, at=now, words=_RESUMED)) for d in interrupted]
        self._books[log] = book
        await self._room.recorded(log, again)
        await self.citizens.resume(log)
        return book

    def _planned(self, log: Log, book: _Book, number: int, now: int) -> Iterator[Body]:
        book.dirty.discard(number)
        book.wakes.pop(number, None)
        casework = self._room.casework(log)
        state = casework.orders.get(number)
        if state is None:
            return
        order = state.order
        duty = on_duty(casework.duties.values(), order.agency, now)
        own = [contact for contact in casework.contacts.values() if contact.agency == order.agency]
        known = (casework.deliveries.get(name) for name in book.of_order.get(number, ()))
        plan = planning.plan(
            planning.Circumstances(
                state=state,
                now=now,
                timers=self._timers,
                deliveries=[delivery for delivery in known if delivery is not None],
                contacts=own if order.agency else (),
                duty=duty.contact_id if duty is not None else "",
                reach=casework.reach,
                kinds=self.courier.kinds,
                agency=self._names.get(order.agency, order.agency),
                silent=log is Log.DRILL and not self.courier.drill_sends(),
            )
        )
        if plan.wake_at:
            book.wakes[number] = plan.wake_at
        waiting = not planning.answered(state) and ladder.ended(state) is None
        (book.unanswered.add if waiting else book.unanswered.discard)(number)
        for delivery in plan.deliveries:
            yield DeliveryChanged(delivery=delivery)
        for receipt in plan.receipts:
            yield ReceiptGiven(order_id=number, incident_id=order.incident_id, receipt=receipt)

    # --- sending ---

    def _send_out(self, log: Log, book: _Book) -> None:
        for name in list(book.to_send):
            if len(book.sending) >= MOST_OPEN:
                return
            del book.to_send[name]
            if name in book.sending:
                continue
            task = asyncio.create_task(self._deliver(log, book, name), name=f"deliver-{name}")
            book.sending[name] = task
            task.add_done_callback(partial(self._sent, book, name))

    def _sent(self, book: _Book, name: str, task: asyncio.Task[None]) -> None:
        book.sending.pop(name, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            if isinstance(error, KnownError):
                _log.warning("the ledger could not be kept: %s", error.message)
            else:
                _log.error("a delivery failed by a defect", exc_info=error)
        if book.to_send:
            self._bell.set()

    async def _deliver(self, log: Log, book: _Book, name: str) -> None:
        casework = self._room.casework(log)
        delivery = casework.deliveries.get(name)
        if delivery is None or delivery.state is not DeliveryState.QUEUED:
            return
        await self.courier.turn(delivery.kind)
        state = casework.orders.get(delivery.order_id)
        if not delivery.test and (state is None or ladder.ended(state) is not None):
            sent = Sent(ok=False, words="Tidak dikirim: perintahnya sudah berakhir.", final=True)
        else:
            message = self._message(log, delivery, unsure=name in book.unsure)
            sent = await self.courier.carry(
                delivery.kind, delivery.address, message, delivery.id, drill=log is Log.DRILL
            )
        if book is not self._books[log]:
            return  # that drill is over
        after = self._after(delivery, sent, twice=name in book.unsure)
        if sent.ok:
            book.unsure.discard(name)
        elif sent.unsure:
            book.unsure.add(name)
        await self._room.recorded(log, [DeliveryChanged(delivery=after)])

    def _message(self, log: Log, delivery: Delivery, *, unsure: bool) -> Message:
        pack = self._room.pack
        casework = self._room.casework(log)
        if delivery.test:
            link = self._room.test_link(log, delivery.id)
            return reach_message(delivery, pack, link=link)
        order = casework.orders[delivery.order_id].order
        return order_message(
            order,
            self._room.incident(log, order.incident_id),
            casework.contacts.get(delivery.contact_id),
            delivery,
            pack,
            link=self._room.link(log, order),
            drill=log is Log.DRILL,
            unsure=unsure,
        )

    def _after(self, delivery: Delivery, sent: Sent, *, twice: bool) -> Delivery:
        """The ledger's entry after an attempt."""
        now = self._room.now()
        if sent.ok:
            words = TWICE if twice else ""
            return replace(delivery, state=DeliveryState.HANDED_OVER, at=now, next_at=0, words=words)
        pace = self.courier.pace
        again = not sent.final and not delivery.test and delivery.attempt < pace.attempts
        wait = planning.backoff_ms(
            delivery.attempt,
            int(pace.first_retry_s * 1000),
            int(pace.longest_retry_s * 1000),
            random.random(),  # noqa: S311 - spreads repetitions, guards nothing
        )
        return replace(
            delivery,
            state=DeliveryState.FAILED,
            at=now,
            next_at=now + wait if again else 0,
            words=sent.words[:300],
        )

    # --- the weekly test ---

    async def _test_weekly(self) -> None:
        """In the hour the settings name, each agency once, unless it has an order to answer."""
        channels = self.courier.channels
        epoch = self._room.epoch(Log.LIVE)
        if channels is None or channels.test.day_number < 0 or not epoch:
            return
        now = self._room.now()
        moment = datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(self._room.pack.city.timezone))
        hour = f"{moment:%Y%m%d%H}"
        wanted = (channels.test.day_number, channels.test.hour)
        if (moment.weekday(), moment.hour) != wanted or hour == self._tested_hour:
            return
        self._tested_hour = hour
        casework = self._room.casework(Log.LIVE)
        recent = {d.agency for d in casework.deliveries.values() if d.test and now - d.queued_at < _WEEK_MS}
        busy = {casework.orders[number].order.agency for number in self._books[Log.LIVE].unanswered}
        contacts = [c for c in casework.contacts.values() if c.agency not in recent | busy]
        for agency in sorted({contact.agency for contact in contacts}):
            tests = planning.tests([one for one in contacts if one.agency == agency], now)
            await self._room.recorded(Log.LIVE, [DeliveryChanged(delivery=test) for test in tests])
