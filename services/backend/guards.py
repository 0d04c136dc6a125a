"""Who may call a route of the operator API, and how refusals are described."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from msgspec import Struct

from services.backend.access import Denied
from services.backend.backend import Backend
from services.rules.permissions import allowed
from services.store.accounts import User


class Problem(Struct, frozen=True):
    """What went wrong: a stable code, and words for people."""

    code: str
    message: str


def signed_in(request: ASGIConnection[Any, Any, Any, Any], permission: str = "") -> tuple[User, bytes]:
    """Who asks, who must have a role with the permission. Raises `Denied`."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Denied("not_signed_in", "Masuk dahulu: kirim token di kepala Authorization.")
    user, hashed = backend_of(request).access.user_of(token.strip())
    if permission and not any(allowed(role, permission) for role in user.roles):
        raise Denied("forbidden", "Peran Anda tidak boleh melihat ini.")
    return user, hashed


def backend_of(request: ASGIConnection[Any, Any, Any, Any]) -> Backend:
    backend: Backend = request.app.state.backend
    return backend


def needs(permission: str = "") -> Any:
    """A guard: signed in, with a role that has the permission."""

    def guard(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
        connection.state["signed_in"] = signed_in(connection, permission)

    return guard


BEARER: Final[list[dict[str, list[str]]]] = [{"bearer": []}]


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """What the document says about refusals."""
    return {
        status: ResponseSpec(Problem, description=HTTPStatus(status).phrase, generate_examples=False)
        for status in statuses
    }


OPEN: Final = problems(400, 401, 403, 413, 429, 500, 503)
READ: Final = problems(400, 401, 403, 404, 413, 429, 500)
