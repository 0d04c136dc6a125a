"""Every message survives the wire; everything else is refused or kept, never a crash."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract import codec
from services.contract.catalogue import COMMAND_TYPES, EVENT_TYPES
from services.contract.commands import AddNote, ClaimIncident
from services.contract.errors import MalformedMessage
from services.contract.events import Envelope, NoteAdded
from services.contract.messages import (
    MAX_FRAME,
    SNAPSHOT_MAGIC,
    Do,
    Events,
    Hello,
    Resume,
    ServerMessage,
    Unknown,
    Viewing,
)
from services.contract.records import Role
from tests.projection.making import histories

UUID = "5f0c7a52-8f1e-4d57-9d2e-0e7c1f1d2a3b"
CLIENT = [
    Hello(role=Role.WALL),
    Resume(epoch="e", after=3),
    Do(id=UUID, at=1, expires_at=2, expect=7, body=ClaimIncident(incident_id=1)),
    Viewing(incident_ids=(1, 2)),
]


@pytest.mark.parametrize("message", CLIENT, ids=lambda m: type(m).__name__)
def test_a_console_message_survives(message: msgspec.Struct) -> None:
    assert codec.decode_client(codec.encode(message)) == message


@given(histories())
def test_a_frame_of_events_is_what_was_sealed(history: list[Envelope]) -> None:
    encoded = [codec.encode(envelope) for envelope in history]
    frame = codec.decode_server(codec.events_frame(encoded))
    assert isinstance(frame, Events)
    assert [codec.decode_body(e) for e in frame.events] == [codec.decode_body(e) for e in history]
    assert [codec.encode(e) for e in frame.events] == encoded


def test_sealing_and_storing_use_the_same_bytes() -> None:
    envelope, data = codec.seal("e", 1, 2, NoteAdded(incident_id=1, text="é\u0000<b>"), "ani", UUID)
    again = codec.decode_envelope(data)
    assert codec.encode(again) == data == codec.encode(envelope)
    assert codec.decode_body(again) == NoteAdded(incident_id=1, text="é\u0000<b>")


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode()))
def test_noise_is_refused_in_words(data: bytes) -> None:
    for decode in (codec.decode_client, codec.decode_server, codec.decode_envelope):
        try:
            result: object = decode(data)
        except MalformedMessage as error:
            result = error
        assert isinstance(result, Unknown | MalformedMessage)


def test_deep_nesting_does_not_bring_it_down() -> None:
    with pytest.raises(MalformedMessage):
        codec.decode_client(b'{"type":' + b"[" * (MAX_FRAME // 2))


def test_a_newer_message_is_kept_apart() -> None:
    assert codec.decode_server(b'{"type":"hologram","x":1}') == Unknown("hologram")
    assert codec.decode_client(b'{"type":"hologram"}') == Unknown("hologram")


def test_a_newer_field_of_a_known_server_message_is_ignored() -> None:
    beat = {"type": "presence", "viewers": [], "mood": "calm"}
    assert codec.decode_server(json.dumps(beat).encode()) is not None


def test_a_command_with_an_unknown_field_is_refused() -> None:
    """The backend must not act on half of what was meant."""
    do = json.loads(codec.encode(Do(id=UUID, at=1, expires_at=2, body=AddNote(incident_id=1, text="x"))))
    do["body"]["urgent"] = True
    with pytest.raises(MalformedMessage):
        codec.decode_client(json.dumps(do).encode())


@pytest.mark.parametrize("bad", [{"id": "x"}, {"at": -1}, {"body": {"type": "incident.claim"}}])
def test_a_command_out_of_bounds_is_refused(bad: dict[str, object]) -> None:
    do = json.loads(codec.encode(CLIENT[2]))
    with pytest.raises(MalformedMessage):
        codec.decode_client(json.dumps(do | bad).encode())


def test_no_json_message_begins_like_a_snapshot() -> None:
    assert all(not codec.encode(m).startswith(SNAPSHOT_MAGIC[:1]) for m in CLIENT)


def test_kinds_and_tags_are_distinct() -> None:
    kinds = [kind.KIND for kind in EVENT_TYPES]
    tags = [command.__struct_config__.tag for command in COMMAND_TYPES]
    messages = [message.__struct_config__.tag for message in ServerMessage.__args__]
    for names in (kinds, tags, messages):
        assert len(set(names)) == len(names)
        assert all(names)
