"""Photographs and links over the operator API: copies for whoever reads reports, originals for the audit."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any, Final

from litestar import Request, Response, get, post
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery
from msgspec import Meta, Struct

from services.backend.guards import BEARER, READ, backend_of, needs
from services.backend.page_doors import link_ends
from services.contract.closing import Photo
from services.contract.errors import KnownError
from services.contract.events import OriginalOpened
from services.contract.messages import Log
from services.rules.permissions import READ_AUDIT, READ_REPORT_TEXT, allowed
from services.store.photos import MAX_BYTES

UPLOAD: Final = "/api/photos"
"""Takes more than every other route."""
Sha = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
_KEEP: Final = {"cache-control": "private, max-age=86400, immutable"}
_FORMATS: Final = {b"\xff\xd8": "jpg", b"\x89P": "png", b"RI": "webp"}


class Link(Struct, frozen=True):
    """The address that opens an order for its agency."""

    url: str
    expires_at: int
    """Milliseconds since the epoch."""


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise HTTPException(status_code=404, detail="Foto itu tidak ada.") from error


async def _file(path: Path) -> bytes:
    return await asyncio.get_running_loop().run_in_executor(None, _bytes_of, path)


@get(
    "/api/photos/{sha256:str}/{copy:str}",
    guards=[needs(READ_REPORT_TEXT)],
    security=BEARER,
    responses=READ,
    media_type="image/jpeg",
)
async def photo_copy(
    request: Request[Any, Any, Any], sha256: FromPath[Sha], copy: FromPath[str]
) -> Response[bytes]:
    """A copy without metadata: `thumbnail` (320 px) or `display` (1600 px)."""
    photos = backend_of(request).photos
    paths = {"thumbnail": photos.thumbnail, "display": photos.display}
    if copy not in paths:
        raise HTTPException(status_code=404, detail="Salinan yang ada: thumbnail, display.")
    return Response(await _file(paths[copy](sha256)), headers=_KEEP, media_type="image/jpeg")


@get(
    "/api/photos/{sha256:str}/original",
    guards=[needs(READ_AUDIT)],
    security=BEARER,
    responses=READ,
    media_type="application/octet-stream",
)
async def photo_original(request: Request[Any, Any, Any], sha256: FromPath[Sha]) -> Response[bytes]:
    """The file exactly as it came, for the audit: to keep, never to show. Who takes it stands in the log."""
    backend, (user, _hashed) = backend_of(request), request.state["signed_in"]
    data = await _file(backend.photos.original(sha256))
    role = next(role for role in user.roles if allowed(role, READ_AUDIT))
    await backend.desk(Log.LIVE).recorded([OriginalOpened(sha256=sha256, role=role)], user.name)
    name = f"{sha256}.{_FORMATS.get(data[:2], 'bin')}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(data, headers=headers, media_type="application/octet-stream")


@post(
    UPLOAD,
    status_code=201,
    guards=[needs("proof.file")],
    security=BEARER,
    responses=READ,
    request_max_body_size=MAX_BYTES + 1,
)
async def upload(request: Request[Any, Any, Any]) -> Photo:
    """Take a photograph, sent as the body: JPEG, PNG or WebP. `proof.file` then names it by its hash."""
    photos = backend_of(request).photos
    return await asyncio.get_running_loop().run_in_executor(None, photos.put, await request.body())


@get(
    "/api/orders/{order_id:int}/link",
    guards=[needs("outreach.send")],
    security=BEARER,
    responses=READ,
    sync_to_thread=False,
)
def order_link(
    request: Request[Any, Any, Any], order_id: FromPath[int], log: FromQuery[Log] = Log.LIVE
) -> Link:
    """The link of an order's field page, to be handed over. Whoever holds it answers for the agency."""
    backend = backend_of(request)
    desk = backend.desk(log)
    state = desk.board.casework.orders.get(order_id)
    if state is None:
        raise HTTPException(status_code=404, detail="Perintah itu tidak ada dalam log ini.")
    if not state.order.agency:
        raise KnownError("no_agency", "Perintah ini tidak ditujukan kepada OPD, sehingga tidak punya tautan.")
    ends = link_ends(state.order, backend.now())
    return Link(backend.links.make(desk.log.epoch, order_id, state.order.agency, ends), ends)


PHOTO_ROUTES: Final[list[Any]] = [photo_copy, photo_original, upload, order_link]
