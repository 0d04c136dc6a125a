"""The files of a period in a folder of somebody's; `sha256sum -c SHA256SUMS` proves them there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from services.contract.errors import KnownError
from services.reporting.period_files import FIGURES, PAPER, SUMS, File


def write(folder: Path, files: Iterable[File], printed: Callable[[bytes], bytes]) -> list[str]:
    """Write them, the paper that `printed` makes of the figures, and their hashes; the names.

    What is there already is replaced. Raises `KnownError`.
    """
    sums: dict[str, str] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            sums[file.name] = _put(folder / file.name, file.pieces())
        sums[PAPER] = _put(folder / PAPER, [printed((folder / FIGURES).read_bytes())])
        lines = (f"{found}  {name}\n" for name, found in sums.items())
        (folder / SUMS).write_text("".join(lines), encoding="ascii")
    except OSError as error:
        raise KnownError("cannot_write", f"{error.filename or folder}: {error.strerror}.") from None
    return sorted((*sums, SUMS))


def _put(path: Path, pieces: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    with path.open("wb") as target:
        for piece in pieces:
            target.write(piece)
            found.update(piece)
    return found.hexdigest()
