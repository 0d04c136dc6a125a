"""Setting one's own second factor over HTTP: with name and password, so that also those can do it who do
not get in without one."""

from __future__ import annotations

from typing import Annotated, Any, Final

from litestar import Request, post
from litestar.params import JSONBody
from msgspec import Meta, Struct

from services.backend.guards import OPEN, backend_of
from services.store import second_factor

OneTimeCode = Annotated[str, Meta(max_length=64)]
"""Six digits of now, or a recovery code; spaces and dashes do not matter."""


class NewFactor(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`secret`: 20 random bytes in base32, as they went into the telephone. `proof`: its code of now.
    `code`: of the second factor that there is already."""

    user: Annotated[str, Meta(min_length=1, max_length=64)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]
    code: OneTimeCode = ""
    secret: Annotated[str, Meta(min_length=32, max_length=64)]
    proof: OneTimeCode


class NoFactor(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    user: Annotated[str, Meta(min_length=1, max_length=64)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]
    code: OneTimeCode


class Recovery(Struct, frozen=True):
    """Codes for the day the telephone is lost, each for one time. They are told this once."""

    recovery: tuple[str, ...]


@post("/api/second-factor", status_code=201, responses=OPEN)
async def set_factor(request: Request[Any, Any, Any], data: JSONBody[NewFactor]) -> Recovery:
    """Set a second factor; ends all sessions of the user."""
    access = backend_of(request).access
    address = request.client.host if request.client else ""
    secret = second_factor.read(data.secret)
    user = await access.proven(data.user, data.password, address, data.code)
    return Recovery(await access.set_factor(user, secret, data.proof))


@post("/api/second-factor/remove", status_code=204, responses=OPEN)
async def remove_factor(request: Request[Any, Any, Any], data: JSONBody[NoFactor]) -> None:
    """Back to the password alone; ends all sessions of the user."""
    access = backend_of(request).access
    address = request.client.host if request.client else ""
    await access.remove_factor(await access.proven(data.user, data.password, address, data.code))


SECOND_FACTOR_ROUTES: Final[list[Any]] = [set_factor, remove_factor]
