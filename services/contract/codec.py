"""Bytes to structs and back. Strict on the way in; unknown kinds are kept, not refused."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from services.contract.catalogue import EVENT_TYPES
from services.contract.errors import MalformedMessage
from services.contract.events import VERSION, Body, Envelope
from services.contract.messages import ClientMessage, ServerMessage, Unknown

_encoder = msgspec.json.Encoder()
_client = msgspec.json.Decoder(ClientMessage)
_server = msgspec.json.Decoder(ServerMessage)
_envelope = msgspec.json.Decoder(Envelope)
_bodies = {kind.KIND: msgspec.json.Decoder(kind) for kind in EVENT_TYPES}


class _Typed(msgspec.Struct):
    type: str


_typed = msgspec.json.Decoder(_Typed)
_CLIENT_TYPES = frozenset(t.__struct_config__.tag for t in ClientMessage.__args__)
_SERVER_TYPES = frozenset(t.__struct_config__.tag for t in ServerMessage.__args__)


def encode(message: msgspec.Struct) -> bytes:
    """A message, envelope or body as JSON bytes."""
    return _encoder.encode(message)


def decode_client(data: bytes) -> ClientMessage | Unknown:
    """A message from a console. Raises `MalformedMessage`."""
    try:
        message: ClientMessage = _client.decode(data)
        return message
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return _unknown_or_raise(data, _CLIENT_TYPES, error)


def decode_server(data: bytes) -> ServerMessage | Unknown:
    """A message from the backend. Raises `MalformedMessage`."""
    try:
        message: ServerMessage = _server.decode(data)
        return message
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return _unknown_or_raise(data, _SERVER_TYPES, error)


def _unknown_or_raise(data: bytes, known: frozenset[object], error: Exception) -> Unknown:
    try:
        kind = _typed.decode(data).type
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise MalformedMessage("malformed", f"Pesan tidak terbaca: {error}") from None
    if kind in known:
        raise MalformedMessage("malformed", f"Pesan tidak sesuai: {error}") from None
    return Unknown(kind)


def decode_envelope(data: bytes) -> Envelope:
    """One stored log entry. Raises `MalformedMessage`."""
    try:
        return _envelope.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedMessage("malformed", f"Catatan log tidak terbaca: {error}") from None


def decode_body(envelope: Envelope) -> Body | None:
    """The event inside, or None for a kind this version does not know. Raises `MalformedMessage`."""
    decoder = _bodies.get(envelope.kind)
    if decoder is None:
        return None
    try:
        return decoder.decode(envelope.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedMessage("malformed", f"Isi {envelope.kind} tidak terbaca: {error}") from None


def seal(epoch: str, seq: int, at: int, body: Body, actor: str, cause: str) -> tuple[Envelope, bytes]:
    """Envelope and its bytes, encoded once: the same bytes are stored, pushed and replayed."""
    envelope = Envelope(
        v=VERSION,
        epoch=epoch,
        seq=seq,
        at=at,
        kind=body.KIND,
        actor=actor,
        cause=cause,
        body=msgspec.Raw(_encoder.encode(body)),
    )
    return envelope, _encoder.encode(envelope)


def events_frame(encoded: Sequence[bytes]) -> bytes:
    """An `Events` message from already encoded envelopes, without encoding them again."""
    return b'{"type":"events","events":[' + b",".join(encoded) + b"]}"
