"""`GET /api/shiftlog`: what happened in the room, as lines; and the pictures of panels that notes show."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final

import sqlalchemy as sa
from litestar import Request, Response, get, post
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery, QueryParameter
from msgspec import Struct, structs

from services.backend.desk import Desk
from services.backend.guards import BEARER, READ, backend_of, needs
from services.backend.shift_lines import PER_READ
from services.contract.closing import Sha256
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.contract.records import incident_ref
from services.contract.shiftlog import MAX_PAGE, MAX_PICTURE, LogGroup, LogLine, LogPage
from services.reporting.log_rows import Row
from services.reporting.log_words import Speaker
from services.rules.permissions import READ_HANDOVER
from services.store import shift_log
from services.store.log import NotWritable

PICTURES: Final = "/api/shiftlog/pictures"
"""Takes more than most routes."""
MAX_WORDS: Final = 12
Moment = Annotated[int, QueryParameter(ge=0, le=253_402_300_799_999)]
Number = Annotated[int, QueryParameter(ge=0, le=2**53)]
Limit = Annotated[int, QueryParameter(ge=1, le=MAX_PAGE)]
Words = Annotated[str, QueryParameter(max_length=200)]
_KEEP: Final = {"cache-control": "private, max-age=86400, immutable"}
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"


class Taken(Struct, frozen=True):
    """A picture that was taken in, by its hash."""

    sha256: Sha256


@get("/api/shiftlog", guards=[needs(READ_HANDOVER)], security=BEARER, responses=READ)
async def shift_log_page(
    request: Request[Any, Any, Any],
    log: FromQuery[Log] = Log.LIVE,
    start: Moment = 0,
    end: Moment = 0,
    watch: Number = 0,
    shift: Words = "",
    groups: Words = "",
    words: Words = "",
    user: Words = "",
    incident: Number = 0,
    agency: Words = "",
    before: Number = 0,
    limit: Limit = 60,
) -> LogPage:
    """The newest lines first, over all watches. Never who reported something.

    `start` (included) and `end` (not) in milliseconds UTC; `watch`: one watch by its number; `shift`: all
    watches of a shift, by its name; `groups`: some of incident, reports, order, channel, watch, note, system,
    with commas; `words`: all have to be found, `#tag` and `@name` whole; `before`: as the page before said.
    """
    backend = backend_of(request)
    desk = backend.desk(log)
    wanted = shift_log.Wanted(
        before=before,
        start=start,
        end=end,
        watch_id=watch,
        shifts=_shifts(desk, shift),
        groups=_groups(groups),
        words=_words(words, incident, agency),
        user=user,
    )
    try:
        behind = await backend.lines.advance(desk, PER_READ)
    except NotWritable:
        behind = 0  # every heartbeat says so; what is there is still read
    number = desk.log.id
    found, spans, notes, made = await backend.read(
        lambda connection: _read(connection, number, wanted, limit)
    )
    speaker = backend.lines.speaker
    lines = tuple(structs.replace(_line(row, desk, speaker), note=notes.get(row.seq)) for row in found.rows)
    return LogPage(
        lines=lines,
        watches=tuple(structs.replace(span, shift=speaker.shift(span.shift)) for span in spans),
        seq=made,
        behind=behind,
        before=found.before,
        reach=found.reach,
        looked_to=found.looked_to,
    )


def _read(connection: sa.Connection, log: int, wanted: shift_log.Wanted, limit: int) -> Any:
    made = shift_log.progress(connection, log).standing.seq
    found = shift_log.page(connection, log, wanted, limit)
    spans = shift_log.watches(connection, log, (row.watch_id for row in found.rows))
    written = [row.seq for row in found.rows if row.group is LogGroup.NOTE]
    return found, spans, shift_log.notes(connection, log, written), made


def _line(row: Row, desk: Desk, speaker: Speaker) -> LogLine:
    return LogLine(
        seq=row.seq,
        last_seq=row.last_seq,
        at=row.at,
        last_at=row.last_at,
        count=row.count,
        group=row.group,
        who=speaker.who(row.actor),
        words=row.words if row.group is not LogGroup.NOTE else "",
        incident_id=row.incident_id,
        ref=_ref(desk, row.incident_id),
        watch_id=row.watch_id,
    )


def _ref(desk: Desk, incident_id: int) -> str:
    board, rules = desk.board, desk.tools.rules
    row = board.row_of(incident_id) if incident_id else -1
    if row < 0:
        return ""
    opened_at, day_no = int(board.opened_at[row]), int(board.day_no[row])
    return incident_ref(rules.pack.city.prefix, opened_at, day_no, rules.zone)


def _words(words: str, incident: int, agency: str) -> tuple[str, ...]:
    """As they stand in what is searched: marks have a blank on either side."""
    found = [f" {word} " if word[0] in "#@" else word for word in words.casefold().split()]
    if len(found) > MAX_WORDS:
        raise KnownError("too_many_words", f"Cari dengan paling banyak {MAX_WORDS} kata.")
    if incident:
        found.append(f" kej:{incident} ")
    if agency:
        found.append(f" @{agency.casefold()} ")
    return tuple(found)


def _groups(written: str) -> tuple[LogGroup, ...]:
    try:
        return tuple(LogGroup(each) for each in written.split(",") if each)
    except ValueError:
        known = ", ".join(LogGroup)
        raise KnownError("group_unknown", f"Kelompok catatan yang ada: {known}.") from None


def _shifts(desk: Desk, written: str) -> tuple[str, ...]:
    """Codes of the shifts called like this. Raises `KnownError` where there is none."""
    if not written:
        return ()
    wanted, shifts = written.casefold(), desk.tools.rules.pack.shifts
    found = tuple(
        each.code for each in shifts if wanted in (each.code.casefold(), *each.name.casefold().split())
    )
    if not found:
        names = ", ".join(each.name for each in shifts)
        raise KnownError("shift_unknown", f"Regu itu tidak ada; yang ada: {names}.")
    return found


# --- pictures ---


@post(
    PICTURES,
    status_code=201,
    guards=[needs("shift.note")],
    security=BEARER,
    responses=READ,
    request_max_body_size=MAX_PICTURE + 1,
)
async def upload_picture(request: Request[Any, Any, Any]) -> Taken:
    """Take the picture of a panel, sent as the body: PNG or JPEG. `shift.note` names it by its hash."""
    data = await request.body()
    if len(data) > MAX_PICTURE:
        raise KnownError("picture_too_large", "Gambar panel lebih besar dari 4 MB.")
    if not data.startswith((_PNG, _JPEG)):
        raise KnownError("picture_format", "Gambar panel harus PNG atau JPEG.")
    panels = backend_of(request).panels
    photo = await asyncio.get_running_loop().run_in_executor(None, panels.put, data)
    return Taken(photo.sha256)


@get(
    PICTURES + "/{sha256:str}",
    guards=[needs(READ_HANDOVER)],
    security=BEARER,
    responses=READ,
    media_type="image/png",
)
async def panel_picture(request: Request[Any, Any, Any], sha256: FromPath[Sha256]) -> Response[bytes]:
    """The picture exactly as it was taken, so that whoever asked can compare the hash."""
    path = backend_of(request).panels.original(sha256)
    try:
        data = await asyncio.get_running_loop().run_in_executor(None, path.read_bytes)
    except OSError as error:
        raise HTTPException(status_code=404, detail="Gambar itu belum sampai.") from error
    kind = "image/png" if data.startswith(_PNG) else "image/jpeg"
    return Response(data, headers=_KEEP, media_type=kind)


SHIFT_LOG_ROUTES: Final[list[Any]] = [shift_log_page, upload_picture, panel_picture]
