"""A handover over HTTP: its document from the log, and the second signature on somebody else's screen."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, Final

from litestar import MediaType, Request, Response, get, post
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta, Struct

from services.backend.access import Denied
from services.backend.drafts import Session
from services.backend.guards import BEARER, OPEN, READ, backend_of, needs
from services.backend.handover_pages import signed_document
from services.backend.second_factor_routes import OneTimeCode
from services.contract.closing import Sha256
from services.contract.errors import KnownError
from services.contract.messages import Do, Log, OutcomeStatus
from services.contract.records import Role
from services.contract.shifts import Side, SignHandover
from services.rules.permissions import allowed
from services.store.accounts import User

SIGN: Final = "handover.sign"
AT_LEAST_MS: Final = 15_000


class SecondSignature(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who signs, with their own name and password, and the code of a second factor where one is set; what is
    signed is named by its hash. The one signed in here leaves the password empty and gives the code."""

    user: Annotated[str, Meta(min_length=1, max_length=64)]
    password: Annotated[str, Meta(max_length=256)]
    code: OneTimeCode = ""
    log: Log = Log.LIVE
    handover_id: int
    side: Side
    digest: Sha256


@post("/api/handover/sign", status_code=204, guards=[needs(SIGN)], security=BEARER, responses=OPEN)
async def sign(request: Request[Any, Any, Any], data: JSONBody[SecondSignature]) -> None:
    """Sign under one's own login on a screen somebody else is signed in at. Leaves no session behind."""
    backend = backend_of(request)
    user = await _signer(request, data)
    if Role.SUPERVISOR not in user.roles or not allowed(Role.SUPERVISOR, SIGN):
        raise Denied("forbidden", "Hanya pengawas yang menandatangani serah terima.")
    now = backend.now()
    do = Do(
        id=str(uuid.uuid4()),
        log=data.log,
        at=now,
        expires_at=now + AT_LEAST_MS,
        body=SignHandover(handover_id=data.handover_id, side=data.side, digest=data.digest),
    )
    outcome = await backend.desk(data.log).handle(do, Session(user=user.name, role=Role.SUPERVISOR))
    if outcome.status is not OutcomeStatus.ACCEPTED:
        raise KnownError(outcome.code or "refused", outcome.message)


async def _signer(request: Request[Any, Any, Any], data: SecondSignature) -> User:
    """Whoever proves to be `data.user`. Raises `Denied`."""
    access, (mine, _hashed) = backend_of(request).access, request.state["signed_in"]
    address = request.client.host if request.client else ""
    if data.password or data.user != mine.name or not mine.second_factor:
        return await access.verified(data.user, data.password, address, data.code)
    await access.confirm(mine, address, data.code)
    signer: User = mine
    return signer


@get(
    "/api/handover/{handover_id:int}/document",
    guards=[needs(SIGN)],
    security=BEARER,
    responses=READ,
    media_type=MediaType.JSON,
)
async def handover_document(
    request: Request[Any, Any, Any], handover_id: FromPath[int], log: FromQuery[Log] = Log.LIVE
) -> Response[bytes]:
    """What is handed over: the bytes whose SHA-256 both sign."""
    backend = backend_of(request)
    desk = backend.desk(log)
    found = desk.board.shifts.handovers.get(handover_id)
    if found is None:
        raise HTTPException(status_code=404, detail="Serah terima itu tidak ada dalam log ini.")
    info, pack = desk.log, backend.rules.pack
    return Response(
        await backend.read(lambda connection: signed_document(connection, info, found, pack)),
    )


HANDOVER_ROUTES: Final[list[Any]] = [sign, handover_document]
