"""What another console of this role left waiting when it ended: nobody would send it until so many run again.

Its folder is looked into only while its lock is held, so never under a console that runs. Photographs come
before the commands that name them, and a command is in this outbox before it leaves the other one: a power
cut in between leaves it in both, under one id, which the backend carries out once.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import re
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from services.store.waiting import Entry

if TYPE_CHECKING:
    from services.store.replica import Replica

log = logging.getLogger(__name__)

FILES: Final = ("bukti", "panel/menunggu", "handover")
"""Folders of files that commands name by their hash; anything else in them stays."""
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_NUMBER: Final = re.compile(r"-\d+$")


@dataclass(slots=True)
class Adopted:
    """What was taken over."""

    entries: list[Entry] = field(default_factory=list)
    files: int = 0

    def __bool__(self) -> bool:
        return bool(self.entries or self.files)


def take_over(replica: Replica, folder: Path) -> Adopted:
    """Bring what ended consoles of this role left waiting into `folder`; on the replica's thread."""
    taken = Adopted()
    for other in _siblings(folder):
        lock = _held(other)
        if lock is None:
            continue
        with lock:
            try:
                taken.files += _bring_files(other, folder)
            except OSError as error:
                log.warning("what waits in %s stays there: %s", other, error)
                continue
            taken.entries += replica.adopt(other)
    return taken


def left_behind(data_dir: Path) -> dict[str, int]:
    """Commands that wait where no console runs, by `server/role`: what `patria doctor` names."""
    found: dict[str, int] = {}
    for path in sorted((data_dir / "console").glob("*/*/replica.sqlite3")):
        lock = _held(path.parent)
        if lock is None:
            continue
        with lock, contextlib.suppress(sqlite3.Error):
            with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                (count,) = connection.execute("SELECT count(*) FROM outbox").fetchone()
            if count:
                found[f"{path.parent.parent.name}/{path.parent.name}"] = int(count)
    return found


def _siblings(folder: Path) -> list[Path]:
    role = _NUMBER.sub("", folder.name)
    found = (path for path in folder.parent.glob(f"{role}*") if _NUMBER.sub("", path.name) == role)
    return sorted(path for path in found if path != folder and path.is_dir())


def _held(folder: Path) -> IO[str] | None:
    """The lock of a folder that no console has, or None; none can take it until this is closed."""
    try:
        lock = (folder / "lock").open("a", encoding="ascii")
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    return lock


def _bring_files(other: Path, folder: Path) -> int:
    count = 0
    for name in FILES:
        for file in sorted((other / name).glob("*")):
            if not _HASH.fullmatch(file.name):
                continue
            (folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
            file.replace(folder / name / file.name)
            count += 1
    return count
