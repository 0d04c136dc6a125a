"""Openings, and commands that were given without a line: what has to be looked up before they can be decided.

The picture is made from the log on a reader's thread, the sealed password is checked as a login is; the
decision itself then falls on the loop like any other. They are taken one at a time in the order they came,
because each may speak of what the one before it brought about.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Set
from typing import Final, Protocol, TypeVar

import sqlalchemy as sa
from msgspec.structs import replace

from services.backend.access import Access, Denied
from services.backend.checkpoints import advance_board, load_board
from services.backend.desk import Desk, refusal
from services.backend.drafts import Drawn, Session
from services.backend.frozen_opening import addressed
from services.contract.briefing import Document, Item
from services.contract.city import CityPack
from services.contract.errors import KnownError
from services.contract.messages import Do, Outcome
from services.contract.records import Role
from services.contract.shifts import (
    AskHandover,
    Handover,
    Newest,
    OnHandover,
    OpenHandover,
    RestateItem,
    SignHandover,
)
from services.projection.board import Board
from services.reporting import handover as generated
from services.rules.permissions import allowed
from services.store import documents
from services.store.queries import LogInfo
from services.store.sealing import SealKey, Signed

SIGN: Final = "handover.sign"
_WHY: Final = {
    "wrong_credentials": "Kata sandi yang disegel salah, atau sudah diganti.",
    "second_factor_needed": "Akun itu memakai faktor kedua; tanpa jalur hanya kode cadangan yang berlaku.",
}


T = TypeVar("T")


class Reader(Protocol):
    """Runs a query on a reader's thread."""

    def __call__(self, query: Callable[[sa.Connection], T]) -> Awaitable[T]: ...


def needs_looking_up(do: Do) -> bool:
    """Whether a command is decided from more than what the desk holds."""
    return isinstance(do.body, OpenHandover | AskHandover | RestateItem) or given_offline(do)


def given_offline(do: Do) -> bool:
    """Whether a command belongs to those that are taken in their order."""
    body = do.body
    if isinstance(body, OpenHandover):
        return bool(body.digest)
    return isinstance(body, OnHandover) and bool(body.said_at or not body.handover_id)


class Reconciler:
    """One per backend, on its loop. `read` runs a query on a reader's thread."""

    def __init__(self, access: Access, seal_key: SealKey, read: Reader) -> None:
        self._access, self._seal_key, self._read = access, seal_key, read
        self._in_order = asyncio.Lock()

    async def decided(self, desk: Desk, do: Do, session: Session) -> Outcome:
        """Look up what a command needs, then decide it. A retry is answered with the first outcome."""
        async with self._in_order:
            if desk.known(do, session) is None:
                try:
                    session = await self._looked_up(desk, do, session)
                except KnownError as error:
                    return refusal(do.id, error)
            return await desk.handle(do, session)

    async def _looked_up(self, desk: Desk, do: Do, session: Session) -> Session:
        body = do.body
        if not allowed(session.role, str(body.__struct_config__.tag)):
            return session  # refused as everywhere
        watch = desk.board.shifts.watch
        mine = watch is not None and watch.supervisor == session.user
        if isinstance(body, OpenHandover) and mine and body.seq <= desk.committed:
            info, pack, upto, now = desk.log, desk.tools.rules.pack, desk.committed, desk.tools.now()
            made = draw_frozen if body.digest else draw
            drawn = await self._read(lambda connection: made(connection, info, pack, body, upto, now))
            return replace(session, drawn=drawn)
        if isinstance(body, AskHandover | RestateItem):
            return await self._found(desk, body, session)
        if isinstance(body, SignHandover) and body.sealed:
            found = addressed(desk.board.shifts, body)
            if found is not None:
                await self._prove(found, do, body, session)
                return replace(session, proven=body.by)
        return session

    async def _found(self, desk: Desk, body: AskHandover | RestateItem, session: Session) -> Session:
        """Whether the item is one of the handover: the log names the unstable ones, its document all."""
        found, log = addressed(desk.board.shifts, body), desk.log.id
        if found is None or found.open_items or body.item in found.unstable:
            return session
        kept = await self._read(lambda connection: documents.kept(connection, log, found.digest))
        listed = kept is not None and generated.lists(kept.body, body.item)
        return replace(session, listed=body.item if listed else "")

    async def _prove(self, found: Handover, do: Do, body: SignHandover, session: Session) -> None:
        """That whoever is named gave this very signature with their password. Raises `KnownError`."""
        here = [(key, each) for key, each in found.restated.items() if each.via and each.by == body.by]
        signed = Signed(
            log=do.log.value,
            digest=body.digest,
            side=body.side.value,
            by=body.by,
            said_at=body.said_at,
            restated=sorted((key, each.words) for key, each in here),
        )
        password, code = self._seal_key.open(body.sealed, signed)
        try:
            # Guessing through a console counts as guessing at the login.
            user = await self._access.verified(body.by, password, f"konsol {session.user}", code)
        except Denied as error:
            why = _WHY.get(error.code, error.message)
            raise Denied(error.code, f"{why} {body.by} menandatangani lagi.") from None
        if Role.SUPERVISOR not in user.roles or not allowed(Role.SUPERVISOR, SIGN):
            raise Denied("forbidden", f"{body.by} bukan pengawas (lagi); tanda tangannya tidak berlaku.")


def draw(
    connection: sa.Connection, log: LogInfo, pack: CityPack, command: OpenHandover, upto: int, now: int
) -> Drawn:
    """The picture as of the entry `upto`."""
    return _drawn(load_board(connection, log.id, log.epoch, upto), pack, now)


def draw_frozen(
    connection: sa.Connection, log: LogInfo, pack: CityPack, command: OpenHandover, upto: int, now: int
) -> Drawn:
    """The picture a console says it froze, from the log, and what changed up to `upto`."""
    board = load_board(connection, log.id, log.epoch, command.seq)
    frozen = _drawn(board, pack, command.at)
    then = frozen.document
    advance_board(connection, log.id, board, upto)
    today = generated.generate(board, pack, now)
    unstable, still_open = set(generated.unstable(then)), set(generated.open_items(today))
    bad = set(generated.unstable(today)) - unstable
    return replace(frozen, arrived=_items(today, bad), gone=_items(then, unstable - still_open))


def _drawn(board: Board, pack: CityPack, at: int) -> Drawn:
    document = generated.generate(board, pack, at)
    body = generated.encode(document)
    return Drawn(
        document=document,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        newest=Newest(
            incident=board.next_id() - 1,
            order=board.casework.last_order_id,
            promise=board.casework.last_promise_id,
        ),
        last_handover_id=board.shifts.last_handover_id,
        newest_at=_newest(board),
    )


def _items(document: Document, keys: Set[str]) -> tuple[Item, ...]:
    found = {item.key: item for part in document.parts for item in part.items if item.key in keys}
    return tuple(found.values())


def _newest(board: Board) -> int:
    watch = board.shifts.watch
    return max(int(board.updated_at.max(initial=0)), watch.since if watch is not None else 0)
