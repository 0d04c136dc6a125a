"""`GET /api/handovers`: what was handed over, as it was signed, with the figures of the shift."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import msgspec
import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery
from msgspec import Struct

from services.backend.checkpoints import load_board
from services.backend.guards import BEARER, READ, backend_of, needs
from services.contract.briefing import Document
from services.contract.city import CityPack
from services.contract.messages import Log
from services.contract.shifts import Handover
from services.projection.board import Board
from services.reporting import handover as generated
from services.reporting.places import places
from services.reporting.shift_figures import Compared, compared
from services.reporting.tables import handover_csv
from services.rules.permissions import READ_HANDOVER
from services.store import documents
from services.store.queries import LogInfo

_T = TypeVar("_T")
_GUARDS: Final = [needs(READ_HANDOVER)]
_document = msgspec.json.Decoder(Document)


class HandoverPaper(Struct, frozen=True, kw_only=True):
    """A handover with its document, whose bytes stand here as they were signed, and the shift's figures."""

    handover: Handover
    kept: bool
    """False: made again from the log, because it is older than the keeping."""
    figures: Compared
    places: dict[int, tuple[float, float]]
    """Incident of the document → latitude and longitude, as of its entry."""
    document: msgspec.Raw


def signed_document(connection: sa.Connection, log: LogInfo, found: Handover, pack: CityPack) -> bytes:
    """The bytes that were signed: kept, or made again where the handover is older than the keeping."""
    stored = documents.kept(connection, log.id, found.digest)
    if stored is not None:
        return stored.body
    board = load_board(connection, log.id, log.epoch, found.seq)
    return generated.encode(generated.generate(board, pack, found.opened_at))


def paper(
    connection: sa.Connection, log: LogInfo, board: Board, found: Handover, pack: CityPack
) -> HandoverPaper:
    """Put together what belongs to a handover. `board`: as of the entry it was made from."""
    stored = documents.kept(connection, log.id, found.digest)
    body = signed_document(connection, log, found, pack)
    document = _document.decode(body)
    return HandoverPaper(
        handover=found,
        kept=stored is not None,
        figures=compared(board, document.since or found.opened_at, found.opened_at),
        places=places(document, board),
        document=msgspec.Raw(body),
    )


@get("/api/handovers", guards=_GUARDS, security=BEARER, responses=READ, sync_to_thread=False)
def handovers(request: Request[Any, Any, Any], log: FromQuery[Log] = Log.LIVE) -> list[Handover]:
    """Handovers of a log, the newest first: who, when, signatures, remarks, hash."""
    return list(reversed(backend_of(request).desk(log).board.shifts.handovers.values()))


@get("/api/handovers/{handover_id:int}", guards=_GUARDS, security=BEARER, responses=READ)
async def handover(
    request: Request[Any, Any, Any], handover_id: FromPath[int], log: FromQuery[Log] = Log.LIVE
) -> Response[bytes]:
    """One handover with what was signed and the figures of its shift."""
    whole = await _read(request, handover_id, log, lambda found: found)
    return Response(msgspec.json.encode(whole), media_type="application/json")


@get("/api/handovers/{handover_id:int}/csv", guards=_GUARDS, security=BEARER, responses=READ)
async def handover_table(
    request: Request[Any, Any, Any], handover_id: FromPath[int], log: FromQuery[Log] = Log.LIVE
) -> Response[str]:
    """The items of one handover as a table."""
    zone = backend_of(request).rules.zone
    text = await _read(
        request, handover_id, log, lambda whole: handover_csv(_document.decode(whole.document), zone)
    )
    return Response(text, media_type="text/csv")


async def _read(
    request: Request[Any, Any, Any], handover_id: int, log: Log, make: Callable[[HandoverPaper], _T]
) -> _T:
    backend = backend_of(request)
    desk = backend.desk(log)
    found = desk.board.shifts.handovers.get(handover_id)
    # What is decided but not on disk yet is nobody's to read.
    if found is None or found.seq >= desk.committed:
        raise HTTPException(status_code=404, detail="Serah terima itu tidak ada dalam log ini.")
    info, pack = desk.log, backend.rules.pack

    def gather(connection: sa.Connection) -> _T:
        board = load_board(connection, info.id, info.epoch, found.seq)
        return make(paper(connection, info, board, found, pack))

    return await backend.read(gather)


HANDOVER_PAGES: Final[list[Any]] = [handovers, handover, handover_table]
