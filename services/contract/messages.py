"""What travels over the feed, both ways. Documented in the AsyncAPI document, built from these types."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

from msgspec import Meta, Raw, Struct

from services.contract.catalogue import AnyCommand
from services.contract.events import VERSION, Envelope
from services.contract.records import Code, Line, Millis, Report, Role, Text

MAX_FRAME: Final = 64 * 1024
"""Largest message a console may send, in bytes; longer ones close the connection with 1009."""
SNAPSHOT_MAGIC: Final = b"\x28\xb5\x2f\xfd"
"""A frame that begins so is a compressed snapshot; every other frame is a JSON message."""
HEARTBEAT_MS: Final = 1000
STALE_MS: Final = 3000
DISCONNECTED_MS: Final = 6000

Uuid = Annotated[str, Meta(pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]


class Log(StrEnum):
    """Which of the two separate logs."""

    LIVE = "live"
    DRILL = "drill"


class Message(Struct, frozen=True, omit_defaults=True, tag_field="type"):
    """Base of all feed messages."""


# --- console to backend ---


class Hello(Message, frozen=True, kw_only=True, tag="hello"):
    """First message. The token travels in the `Authorization` header of the handshake, never here."""

    v: int = VERSION
    client: Line = ""
    role: Role
    thin: bool = False
    """Over a poor link: a trimmed picture, one compressed stream after the welcome, a byte budget."""


class Resume(Message, frozen=True, kw_only=True, tag="resume"):
    """Ask for everything after `after` of `epoch`; an unknown epoch or a wide gap gets a snapshot."""

    log: Log = Log.LIVE
    epoch: str = ""
    after: int = 0


class Do(Message, frozen=True, kw_only=True, tag="command"):
    """`expect`: version of the incident the human was looking at; None: whatever it is now."""

    id: Uuid
    log: Log = Log.LIVE
    at: Millis
    expires_at: Millis
    expect: int | None = None
    body: AnyCommand


class Viewing(Message, frozen=True, kw_only=True, tag="viewing"):
    """What this console is looking at; replaces the earlier statement."""

    incident_ids: Annotated[tuple[int, ...], Meta(max_length=8)] = ()


class AskDetail(Message, frozen=True, kw_only=True, tag="detail"):
    incident_id: int


ClientMessage = Hello | Resume | Do | Viewing | AskDetail


# --- backend to console ---


class LogState(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Where one log stands, told with every heartbeat."""

    epoch: str
    seq: int
    open: int = 0
    critical: int = 0
    active: bool = True


class Welcome(Message, frozen=True, kw_only=True, tag="welcome"):
    v: int = VERSION
    at: Millis
    user: Code
    role: Role
    permissions: tuple[str, ...]
    """Tags of the commands this session may send."""
    pack_digest: str
    budget: int = 0
    """Bytes a minute the backend keeps to on a thin link; 0: not a thin one."""
    seal: str = ""
    """Public key for what only the backend may open (`services.store.sealing`); for those who sign."""
    second_factor: bool = False
    """A signature of this user takes a code."""
    live: LogState
    drill: LogState


class Events(Message, frozen=True, kw_only=True, tag="events"):
    """Contiguous entries of the log that was asked for, oldest first. A role that may not read reports gets
    them without words, and an empty note where an entry has nothing but words."""

    events: list[Envelope]


class Heartbeat(Message, frozen=True, kw_only=True, tag="heartbeat"):
    """Every `HEARTBEAT_MS`, whatever else happens."""

    at: Millis
    live: LogState
    drill: LogState
    writable: bool = True
    """False after a failed commit: the backend refuses writes until restarted."""


class OutcomeStatus(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"


class Outcome(Message, frozen=True, kw_only=True, tag="outcome"):
    """What became of a command; the same again for a retry."""

    id: str
    status: OutcomeStatus
    seq: int = 0
    """Last event of an accepted command."""
    code: Code = ""
    message: Text = ""
    """In words; a refused closing names what is missing, a line each."""
    result: Raw = Raw(b"null")


class Viewer(Struct, frozen=True, kw_only=True):
    user: Code
    role: Role
    incident_ids: tuple[int, ...]


class Presence(Message, frozen=True, kw_only=True, tag="presence"):
    """Everybody who is connected and what they look at; replaces the earlier one."""

    viewers: tuple[Viewer, ...] = ()


class CallerStanding(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What else one of an incident's callers reported, weighted by age; never who it is."""

    reporter: Code
    """Keyed hash, as in the report."""
    calls: int = 0
    nuisance: float = 0.0
    """Share of pranks and ghost calls, 0 to 1, fading."""
    summary: Line = ""


class Detail(Message, frozen=True, kw_only=True, tag="detail"):
    """The reports behind an incident and its timeline, oldest first, up to `seq`."""

    incident_id: int
    seq: int
    reports: tuple[Report, ...] = ()
    events: tuple[Envelope, ...] = ()
    same_callers: tuple[int, ...] = ()
    """Newest other incidents that one of its callers reported too."""
    callers: tuple[CallerStanding, ...] = ()
    """Those who reported something else before."""


class Fault(Message, frozen=True, kw_only=True, tag="error"):
    """A message that could not be taken; the session goes on unless the socket closes."""

    code: Code
    message: Line


ServerMessage = Welcome | Events | Heartbeat | Outcome | Presence | Detail | Fault


class Unknown(Struct, frozen=True):
    """A message of a kind this version does not know: kept out of the way and counted."""

    type: str
