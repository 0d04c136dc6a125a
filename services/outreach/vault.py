"""The keyring of the operating system, for templates that should not stand in a file."""

from __future__ import annotations

from typing import Final

from services.contract.errors import KnownError

_SERVICE: Final = "patria-outreach"


def put(owner: str, kind: str, secret: str) -> None:
    """Keep a secret. Raises `KnownError` where this machine has no keyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, f"{owner}:{kind}", secret)
    except KeyringError:
        raise _no_keyring() from None


def get(owner: str, kind: str) -> str:
    """A secret. Raises `KnownError` where it is not there or the keyring is locked or missing."""
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(_SERVICE, f"{owner}:{kind}")
    except KeyringError:
        raise _no_keyring() from None
    if not found:
        raise KnownError(
            "keyring", f"Templat {kind} tidak ada dalam gantungan kunci; isi lagi dengan patria outreach set."
        )
    return found


def forget(owner: str, kind: str) -> None:
    """Remove a secret; harmless where it is not there."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(_SERVICE, f"{owner}:{kind}")
    except PasswordDeleteError:
        return
    except KeyringError:
        raise _no_keyring() from None


def _no_keyring() -> KnownError:
    return KnownError(
        "keyring",
        "Komputer ini tidak punya gantungan kunci (keyring) yang dapat dipakai; simpan tanpa --keyring, "
        "dalam berkas mode 0600.",
    )
