"""Setting a second factor: the secret goes into a telephone, and a first code comes back from it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from console import accounts
from services.contract.errors import KnownError
from services.feed.link import Endpoint
from services.store import accounts as tables
from services.store import second_factor

TRIES: Final = 3
Ask = Callable[[str], str]
Tell = Callable[[str], None]
Keep = Callable[[bytes, str], Sequence[str]]
"""Takes the secret and its first code, gives the recovery codes. Raises `KnownError`."""


def enrol(name: str, ask: Ask, tell: Tell, keep: Keep) -> None:
    """Show a new secret, and keep it once a code of it is right. Raises `KnownError`."""
    secret = second_factor.new_secret()
    tell(qr(second_factor.address(secret, name)))
    tell(f"Pindai dengan aplikasi kode di ponsel, atau ketik rahasianya:\n{second_factor.written(secret)}\n")
    for left in reversed(range(TRIES)):
        try:
            codes = keep(secret, answer(ask, "Kode yang tampil di ponsel: "))
        except KnownError as error:
            if error.code != "second_factor_proof" or not left:
                raise
            tell(f"{error.message}\n")
        else:
            tell(_told(name, codes))
            return


def qr(address: str) -> str:
    """A QR code of half blocks, two lines of it in one of the terminal."""
    import segno

    drawn = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()


def answer(ask: Ask, question: str) -> str:
    """What somebody types. Raises `KnownError` where nobody is there."""
    try:
        return ask(question)
    except EOFError:
        raise KnownError("no_code", "Tidak ada yang mengetik kode; tidak ada yang diubah.") from None


def _told(name: str, codes: Sequence[str]) -> str:
    listed = "\n".join(f"  {code}" for code in codes)
    return (
        f"Faktor kedua {name} berlaku; sesi-sesinya berakhir.\n"
        f"Kode cadangan, masing-masing satu kali pakai. Catat sekarang, tidak ditampilkan lagi:\n{listed}\n"
    )


# --- in the tables, by the administrator ---


def keeper(data_dir: Path, database: str, name: str) -> Keep:
    """Keeps it in the database, and leaves word for the backend."""
    with accounts.opened(data_dir, database) as connection:
        if tables.load_user(connection, name) is None:
            raise KnownError("user_unknown", f"Pengguna {name} tidak ada.")

    def keep(secret: bytes, proof: str) -> Sequence[str]:
        at = accounts.now()
        step = second_factor.matching_step(secret, proof, at, 0)
        if not step:
            raise KnownError("second_factor_proof", second_factor.WRONG_PROOF)
        sealed, codes = (
            second_factor.KeyFile(data_dir).seal(name, secret),
            second_factor.new_recovery_codes(),
        )
        with accounts.opened(data_dir, database) as connection:
            second_factor.set_factor(connection, name, sealed, step, codes, at)
            tables.end_sessions(connection, name)
            tables.note_change(connection, at, accounts.actor(), name, "second_factor_set")
        return codes

    return keep


def remove(data_dir: Path, database: str, name: str) -> None:
    """Back to the password alone. Raises `KnownError` where there is no second factor."""
    with accounts.opened(data_dir, database) as connection:
        if not second_factor.remove_factor(connection, name):
            raise KnownError("second_factor_none", f"{name} tidak memakai faktor kedua.")
        tables.end_sessions(connection, name)
        tables.note_change(connection, accounts.now(), accounts.actor(), name, "second_factor_removed")


# --- at a server, by the user ---


class Remote:
    """The same over HTTP, with name and password, and the code of the second factor there is."""

    def __init__(self, door: Endpoint, name: str, password: str, ask: Ask) -> None:
        self._door, self._ask = door, ask
        self._who = {"user": name, "password": password}

    def keep(self, secret: bytes, proof: str) -> Sequence[str]:
        text = second_factor.written(secret)
        found = self._post("/api/second-factor", {"secret": text, "proof": proof}, needed=False)
        return [str(code) for code in found["recovery"]]

    def remove(self) -> None:
        self._post("/api/second-factor/remove", {}, needed=True)

    def _post(self, path: str, body: dict[str, str], *, needed: bool) -> dict[str, list[str]]:
        from console.https import ask

        code = {"code": answer(self._ask, "Kode faktor kedua sekarang: ")} if needed else {}
        try:
            found: dict[str, list[str]] = ask(self._door, path, {**self._who, **body, **code})
        except KnownError as error:
            if error.code != "second_factor_needed" or needed:
                raise
            return self._post(path, body, needed=True)
        return found
