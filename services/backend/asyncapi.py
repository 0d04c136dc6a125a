"""The AsyncAPI 3 document of the feed, built from the message types themselves."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from services.contract.catalogue import EVENT_TYPES
from services.contract.messages import ClientMessage, Outcome, ServerMessage

_REF: Final = "#/components/schemas/{name}"
_SNAPSHOT: Final = "Snapshot"
_SNAPSHOT_MESSAGE: Final = {
    "name": "snapshot",
    "title": "Snapshot",
    "summary": "The board in columns, msgpack in one zstd frame (begins with 28 B5 2F FD).",
    "contentType": "application/zstd",
    "payload": {"type": "string", "format": "binary"},
}


def document(version: str) -> dict[str, Any]:
    """The whole document, ready for JSON."""
    up, down = list(ClientMessage.__args__), [_describable(kind) for kind in ServerMessage.__args__]
    references, schemas = msgspec.json.schema_components([*up, *down, *EVENT_TYPES], ref_template=_REF)
    _complete(schemas)
    messages = {
        kind.__name__: _message(kind, reference)
        for kind, reference in zip([*up, *down], references[: len(up) + len(down)], strict=True)
    }
    messages[_SNAPSHOT] = _SNAPSHOT_MESSAGE
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Patria feed",
            "version": version,
            "description": "JSON messages in binary websocket frames. First hello, then resume; "
            "the bearer token travels in the Authorization header of the handshake. A message over 64 KiB "
            "closes the connection with 1009; a session that ended with 4001, a refused role with 4003.",
        },
        "defaultContentType": "application/json",
        "channels": {
            "feed": {
                "address": "/feed",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
            }
        },
        "operations": {
            "toBackend": _operation("receive", [kind.__name__ for kind in up]),
            "toConsole": _operation("send", [*(kind.__name__ for kind in down), _SNAPSHOT]),
        },
        "components": {
            "messages": messages,
            "schemas": schemas,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _complete(schemas: dict[str, Any]) -> None:
    """Say what the types alone do not."""
    # OpenAPI's discriminator is an object, AsyncAPI's the name of the property.
    union = schemas["Do"]["properties"]["body"]
    union["discriminator"] = union["discriminator"]["propertyName"]
    schemas["Envelope"]["properties"]["body"] = {
        "description": "The event that `kind` names; an unknown kind is kept and counted.",
        "anyOf": [{"$ref": _REF.format(name=event.__name__)} for event in EVENT_TYPES],
    }
    schemas["Outcome"]["properties"]["result"] = {"description": "What the command gives back, or null."}
    schemas["Outcome"]["description"] = (Outcome.__doc__ or "").strip()


def _describable(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """`Outcome` has a default of raw JSON, which msgspec does not describe: the same type without it."""
    if kind is not Outcome:
        return kind
    fields: list[Any] = []
    for found in msgspec.structs.fields(kind):
        if isinstance(found.default, msgspec.Raw):
            fields.append((found.name, Any, None))
        elif found.required:
            fields.append((found.name, found.type))
        else:
            fields.append((found.name, found.type, found.default))
    config = kind.__struct_config__
    return msgspec.defstruct(kind.__name__, fields, tag=config.tag, tag_field=config.tag_field, kw_only=True)


def _message(kind: type[msgspec.Struct], reference: dict[str, Any]) -> dict[str, Any]:
    summary = (kind.__doc__ or kind.__name__).strip().split("\n\n", 1)[0]
    name = str(kind.__struct_config__.tag)
    return {"name": name, "title": kind.__name__, "summary": " ".join(summary.split()), "payload": reference}


def _operation(action: str, names: list[str]) -> dict[str, Any]:
    return {
        "action": action,
        "channel": {"$ref": "#/channels/feed"},
        "security": [{"$ref": "#/components/securitySchemes/bearer"}],
        "messages": [{"$ref": f"#/channels/feed/messages/{name}"} for name in names],
    }
