"""Second factors while the backend runs: which codes are right, which were used, who tries too often."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Final

import sqlalchemy as sa

from services.backend.limits import Lockout
from services.contract.errors import KnownError
from services.contract.events import AccountChanged
from services.store import second_factor
from services.store.second_factor import Factor, KeyFile

MOST_WRONG: Final = 5
"""Wrong codes beside a right password within a quarter of an hour, from wherever they come."""


class SecondFactors:
    """Everybody's second factor in memory. What was used counts as used from the moment it is looked at, not
    from the commit on: two requests with one code are two looks, and the second one loses."""

    def __init__(
        self,
        keys: KeyFile,
        now: Callable[[], int],
        write: Callable[[sa.Executable], Awaitable[None]],
        announce: Callable[[AccountChanged, str], None],
    ) -> None:
        self._keys, self._now, self._write, self._announce = keys, now, write, announce
        self._factors: dict[str, Factor] = {}
        self._steps: dict[str, int] = {}
        self._spent: set[bytes] = set()
        self._lockout = Lockout(MOST_WRONG, 15 * 60, time.monotonic)

    def take(self, factors: dict[str, Factor]) -> None:
        """What the tables say."""
        self._factors = factors

    def locked(self, user: str) -> bool:
        return self._lockout.locked(user)

    def failed(self, user: str, address: str) -> None:
        """Count a wrong code. Only who knows the password gets here, so nobody else locks a person out."""
        if self._lockout.failed(user):
            said = AccountChanged(account=user, change="lockout", detail=f"kode, dari {address}")
            self._announce(said, "")

    async def used(self, user: str, code: str) -> bool:
        """True for a right code, which is used up once this returns. Raises `KnownError` without the key."""
        factor = self._factors.get(user)
        if factor is None:
            return False
        digest = second_factor.recovery_digest(code)
        if digest in factor.recovery and digest not in self._spent:
            self._spent.add(digest)
            await self._write(second_factor.use_recovery(user, digest))
            left = len(factor.recovery - self._spent)
            said = AccountChanged(account=user, change="recovery_code_used", detail=f"sisa {left}")
            self._announce(said, user)
        else:
            after = max(factor.step, self._steps.get(user, 0))
            secret = self._keys.open(user, factor.sealed)
            step = second_factor.matching_step(secret, code, self._now(), after)
            if not step:
                return False
            self._steps[user] = step
            await self._write(second_factor.use_step(user, step))
        self._lockout.forgive(user)
        return True

    def prepared(
        self, user: str, secret: bytes, proof: str
    ) -> tuple[tuple[str, ...], Callable[[sa.Connection], Factor]]:
        """Recovery codes and what is to be written. Raises `KnownError` where the first code is wrong."""
        now = self._now()
        step = second_factor.matching_step(secret, proof, now, 0)
        if not step:
            raise KnownError("second_factor_proof", second_factor.WRONG_PROOF)
        self._steps[user] = step
        sealed, codes = self._keys.seal(user, secret), second_factor.new_recovery_codes()
        return codes, lambda connection: second_factor.set_factor(connection, user, sealed, step, codes, now)
