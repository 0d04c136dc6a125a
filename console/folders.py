"""Where a console keeps what it knows about one server, and the lock on it."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

SERVER_OF_THIS_MACHINE = "lokal"


def server_folder(data_dir: Path, server: str) -> Path:
    """Where everything kept about one server lies; the empty name is this machine's own."""
    parts = urlsplit(server if "//" in server else f"//{server}")
    name = parts.netloc.rpartition("@")[2].replace(":", "_").replace("[", "").replace("]", "")
    return data_dir / "console" / (name or SERVER_OF_THIS_MACHINE)


def replica_folder(data_dir: Path, server: str, role: str) -> tuple[Path, IO[str] | None]:
    """The first folder for this server and role that no other console uses, and the lock that holds it.

    Keep the returned file open for as long as the folder is used.
    """
    base = server_folder(data_dir, server)
    for number in range(1, 33):
        folder = base / (role if number == 1 else f"{role}-{number}")
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = (folder / "lock").open("w", encoding="ascii")
        except OSError:
            return folder, None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return folder, lock
        except OSError:
            lock.close()
    return base / f"{role}-33", None
