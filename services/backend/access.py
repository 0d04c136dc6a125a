"""Who is signed in, and with what: users, sessions and API keys in memory over their tables.

The tables are the truth; the command line changes them in another process, so they are read again when
they changed, and sessions end within two seconds of a lock, a new role or a new password.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace

from services.backend.limits import Lockout, Rate
from services.backend.second_factors import SecondFactors
from services.contract.errors import KnownError
from services.contract.events import AccountChanged
from services.contract.records import Role
from services.store import accounts, second_factor
from services.store.accounts import Change, User
from services.store.log import LogWriter
from services.store.schema import sessions
from services.store.second_factor import Factor, KeyFile

SESSION_MS: Final = 12 * 3_600_000
"""A session ends after so long without use."""
_TOUCH_MS: Final = 10 * 60_000
"""How often the sliding end is written down."""
LOCAL_USER: Final = "lokal"
LOCAL_ROLES: Final = (Role.WALL, Role.OPERATOR, Role.SUPERVISOR, Role.LEADER)
_log = logging.getLogger(__name__)


class Denied(KnownError):
    """Not signed in, or not with the right words."""


class _Session(Struct):
    user: str
    expires_at: int
    written: int


class Access:
    """One per backend, on its loop. `announce` writes an account's change into the log; `required`: roles
    that do not get in with a password alone."""

    def __init__(
        self,
        engine: sa.Engine,
        writer: LogWriter,
        now: Callable[[], int],
        announce: Callable[[AccountChanged, str], None],
        keys: KeyFile,
        required: frozenset[Role] = frozenset(),
    ) -> None:
        self._engine = engine
        self._writer = writer
        self._now = now
        self._announce = announce
        self._users: dict[str, User] = {}
        self._sessions: dict[bytes, _Session] = {}
        self._keys: dict[bytes, tuple[str, Rate | None]] = {}
        self._factors = SecondFactors(keys, now, self._write, announce)
        self._required = required
        self._lockout = Lockout(5, 15 * 60, time.monotonic)
        self._name_lockout = Lockout(50, 15 * 60, time.monotonic)
        self._address_lockout = Lockout(20, 15 * 60, time.monotonic)
        self._waiting = 0
        # One thread: guessing passwords costs the guesser time, not the room a core.
        self._hashing = ThreadPoolExecutor(1, "argon2")
        self._setup_secret = b""
        self.on_ended: Callable[[str, bytes | None], None] = lambda user, token: None
        """Called with the user and the token's hash (None: all of the user's sessions) when sessions end."""

    def load(self) -> None:
        """Read the tables."""
        with self._engine.begin() as connection:
            found = accounts.load_sessions(connection, self._now())
            self._users = {user.name: user for user in accounts.load_users(connection)}
            self._factors.take(second_factor.load_factors(connection))
            keys = accounts.load_api_keys(connection)
        self._sessions = {token: _Session(user, ends, ends) for token, user, ends in found}
        self._keys = {
            key.key: (key.name, Rate(key.rate, 2 * key.rate, time.monotonic) if key.rate else None)
            for key in keys
            if not key.revoked_at
        }

    def close(self) -> None:
        """Stop hashing."""
        self._hashing.shutdown(wait=False, cancel_futures=True)

    # --- who is this ---

    def user_of(self, token: str) -> tuple[User, bytes]:
        """The user behind a bearer token and the token's hash. Raises `Denied`."""
        hashed = accounts.hash_token(token)
        return self._use(hashed), hashed

    def _use(self, hashed: bytes) -> User:
        session = self._sessions.get(hashed)
        user = self._users.get(session.user) if session is not None else None
        now = self._now()
        if session is None or user is None or user.locked or session.expires_at <= now or self.lacking(user):
            raise Denied("not_signed_in", "Sesi tidak berlaku atau sudah berakhir; masuk lagi.")
        session.expires_at = now + SESSION_MS
        if session.expires_at - session.written > _TOUCH_MS and self._writer.writable:
            session.written = session.expires_at
            ends = session.expires_at
            slide = sessions.update().where(sessions.c.token == hashed).values(expires_at=ends)
            self._writer.call(lambda connection: _run(connection, slide)).add_done_callback(_complain)
        return user

    def holds(self, hashed: bytes) -> bool:
        """True while a session is valid; being connected keeps it so."""
        try:
            self._use(hashed)
        except Denied:
            return False
        return True

    def key_name(self, key: str) -> str:
        """Name of a valid API key, "" otherwise. Raises `KnownError` where the key is used too often."""
        found = self._keys.get(accounts.hash_token(key))
        if found is None:
            return ""
        name, rate = found
        if rate is not None and not rate.allows(name):
            raise KnownError("rate_limited", "Terlalu banyak kiriman dengan kunci ini; tunggu sebentar.")
        return name

    # --- signing in and out ---

    async def sign_in(self, name: str, password: str, address: str, code: str = "") -> tuple[str, int, User]:
        """Token, its end and the user. Raises `Denied`, in the same words whichever part was wrong."""
        user = await self.verified(name, password, address, code)
        token, ends = await self._begin(name)
        return token, ends, user

    async def verified(self, name: str, password: str, address: str, code: str = "") -> User:
        """Who may act under this name, without a session. Raises `Denied` as `sign_in` does."""
        user = await self.proven(name, password, address, code)
        if self.lacking(user):
            raise Denied(
                "second_factor_missing",
                "Peran Anda wajib memakai faktor kedua. Pasang dahulu: patria user totp NAMA --server …",
            )
        return user

    async def proven(self, name: str, password: str, address: str, code: str) -> User:
        """Whoever has this name and password, and the code where one is set. Raises `Denied`."""
        pair = _pair(name, address)
        if (
            self._lockout.locked(pair)
            or self._name_lockout.locked(name)
            or self._address_lockout.locked(address)
            or self._waiting > 16
        ):
            raise _too_many()
        user = self._users.get(name)
        if not await self._hashed(accounts.password_matches, user, password) or user is None or user.locked:
            self._count_failure(name, pair, address)
            raise _wrong(code)
        if user.second_factor:
            await self.confirm(user, address, code)
        self._lockout.forgive(pair)
        return user

    async def confirm(self, user: User, address: str, code: str) -> None:
        """Use up a code of somebody who has a second factor. Raises `Denied`."""
        if not code:
            raise Denied(
                "second_factor_needed", "Kode diperlukan: enam angka dari ponsel Anda, atau kode cadangan."
            )
        if self._factors.locked(user.name):
            raise _too_many()
        if not await self._factors.used(user.name, code):
            self._factors.failed(user.name, address)
            self._count_failure(user.name, _pair(user.name, address), address)
            raise _wrong(code)

    def has_factor(self, name: str) -> bool:
        user = self._users.get(name)
        return user is not None and user.second_factor

    def lacking(self, user: User) -> bool:
        """True for somebody who signs in with a password, and whose role needs more than that."""
        return bool(user.password) and not user.second_factor and not self._required.isdisjoint(user.roles)

    def _count_failure(self, name: str, pair: str, address: str) -> None:
        counted = ((self._lockout, pair), (self._name_lockout, name), (self._address_lockout, address))
        locked = [lockout.failed(key) for lockout, key in counted]
        if any(locked):
            shown = name if name in self._users else ""
            self._announce(AccountChanged(account=shown, change="lockout", detail=f"dari {address}"), "")

    async def _hashed(self, function: Callable[..., bool | str], *arguments: object) -> bool | str:
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._hashing, function, *arguments)
        finally:
            self._waiting -= 1

    async def _begin(self, name: str) -> tuple[str, int]:
        token = secrets.token_urlsafe(32)
        hashed, now = accounts.hash_token(token), self._now()
        ends = now + SESSION_MS
        row = {"token": hashed, "user": name, "created_at": now, "expires_at": ends}
        await self._writer.call(lambda connection: _run(connection, sessions.insert().values(row)))
        self._sessions[hashed] = _Session(name, ends, ends)
        return token, ends

    async def sign_out(self, user: User, hashed: bytes) -> None:
        """End one session."""
        self._sessions.pop(hashed, None)
        self.on_ended(user.name, hashed)
        gone = sessions.delete().where(sessions.c.token == hashed)
        await self._writer.call(lambda connection: _run(connection, gone))

    async def change_password(self, user: User, hashed: bytes, old: str, new: str) -> None:
        """Set a new password and end the user's other sessions. Raises `KnownError`."""
        if not await self._hashed(accounts.password_matches, user, old):
            raise Denied("wrong_credentials", "Kata sandi lama salah.")
        stored = str(await self._hashed(accounts.hash_password, new))

        def write(connection: sa.Connection) -> None:
            accounts.update_user(connection, user.name, self._now(), password=stored)
            accounts.end_sessions(connection, user.name, keep=hashed)

        await self._writer.call(write)
        self._users[user.name] = replace(user, password=stored)
        self._end_others(user.name, hashed)
        self._announce(AccountChanged(account=user.name, change="password_changed"), user.name)

    # --- the second factor ---

    async def set_factor(self, user: User, secret: bytes, proof: str) -> tuple[str, ...]:
        """Give somebody a second factor whose first code is right, and end their sessions. Returns the
        recovery codes, which are told this once. Raises `KnownError`."""
        codes, write = self._factors.prepared(user.name, secret, proof)
        await self._changed_factor(user, write, True)
        return codes

    async def remove_factor(self, user: User) -> None:
        """Back to the password alone. Raises `Denied` where the role needs more."""
        if not self._required.isdisjoint(user.roles):
            raise Denied("second_factor_required", "Peran Anda wajib memakai faktor kedua.")
        await self._changed_factor(user, lambda c: second_factor.remove_factor(c, user.name), False)

    async def _changed_factor(
        self, user: User, write: Callable[[sa.Connection], object], having: bool
    ) -> None:
        def change(connection: sa.Connection) -> dict[str, Factor]:
            write(connection)
            accounts.end_sessions(connection, user.name)
            return second_factor.load_factors(connection)

        self._factors.take(await self._writer.call(change))
        self._users[user.name] = replace(user, second_factor=having)
        self._end_others(user.name, b"")
        said = "second_factor_set" if having else "second_factor_removed"
        self._announce(AccountChanged(account=user.name, change=said), user.name)

    def _end_others(self, name: str, kept: bytes) -> None:
        for token in [t for t, s in self._sessions.items() if s.user == name and t != kept]:
            del self._sessions[token]
            self.on_ended(name, token)

    async def _write(self, statement: sa.Executable) -> None:
        await self._writer.call(lambda connection: _run(connection, statement))

    # --- the first administrator ---

    def first_run_secret(self) -> str:
        """A secret that makes the first administrator, once; empty where there is one who can sign in."""
        if any(user.password for user in self._users.values()):
            return ""
        secret = secrets.token_urlsafe(18)
        self._setup_secret = accounts.hash_token(secret)
        return secret

    async def set_up(self, secret: str, name: str, password: str) -> None:
        """Make the first administrator. Raises `Denied` for a wrong, used or missing secret."""
        right = hmac.compare_digest(self._setup_secret, accounts.hash_token(secret))
        if not self._setup_secret or not right:
            raise Denied("wrong_secret", "Kunci pertama salah atau sudah dipakai.")
        expected, self._setup_secret = self._setup_secret, b""
        try:
            roles = (Role.ADMINISTRATOR,)
            user = await self._writer.call(
                lambda connection: accounts.add_user(connection, name, password, roles, "", self._now())
            )
        except KnownError:
            self._setup_secret = expected
            raise
        self._users[user.name] = user
        self._announce(AccountChanged(account=name, change="created", detail="administrator pertama"), name)

    async def local_token(self, current: str) -> str:
        """A token for the console of this machine: the current one while it is valid."""
        if LOCAL_USER not in self._users:
            user = await self._writer.call(
                lambda c: accounts.add_user(c, LOCAL_USER, "", LOCAL_ROLES, "", self._now())
            )
            self._users[user.name] = user
        found = self._sessions.get(accounts.hash_token(current)) if current else None
        if found is not None and found.user == LOCAL_USER and found.expires_at > self._now():
            return current
        return (await self._begin(LOCAL_USER))[0]

    # --- what the command line did ---

    def reload(self) -> Sequence[Change]:
        """Take over changes made in the tables; returns those that are not in the log yet."""
        with self._engine.connect() as connection:
            changes = accounts.unlogged_changes(connection)
        if changes:
            before = dict(self._users)
            self.load()
            for change in changes:
                if self._users.get(change.account) != before.get(change.account):
                    self.on_ended(change.account, None)
        return changes


def _pair(name: str, address: str) -> str:
    return f"{address}\n{name}"


def _too_many() -> Denied:
    return Denied("too_many_attempts", "Terlalu banyak percobaan masuk; coba lagi nanti.")


def _wrong(code: str) -> Denied:
    """The same words whichever part was wrong."""
    if not code:
        return Denied("wrong_credentials", "Nama pengguna atau kata sandi salah.")
    return Denied(
        "wrong_credentials",
        "Nama pengguna, kata sandi, atau kode salah. Setiap kode berlaku satu kali; tunggu kode berikutnya.",
    )


def _run(connection: sa.Connection, statement: sa.Executable) -> None:
    connection.execute(statement)


def _complain(future: asyncio.Future[None]) -> None:
    if not future.cancelled() and future.exception() is not None:
        _log.warning("the end of a session could not be written: %s", future.exception())
