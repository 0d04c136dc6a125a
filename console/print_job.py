"""A handover printed in a process of its own: the window goes on, the file is the command line's."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from services.contract.briefing import Document
from services.contract.city import CityPack
from services.contract.errors import KnownError
from services.contract.shifts import Handover
from services.reporting.shift_figures import Compared

PATIENCE: Final = 120.0
"""Seconds a print may take."""


class PrintJob(Struct, frozen=True, kw_only=True):
    """Everything on the paper. `document`: the bytes that were signed."""

    handover: Handover
    document: msgspec.Raw
    figures: Compared
    places: dict[int, tuple[float, float]]
    pack: CityPack
    drill: bool = False
    doubt: str = ""
    """What cannot be proved where it is printed; it stands on the first page."""

    @property
    def proven(self) -> bool:
        """Whether the document is the one of the handover's hash."""
        return hashlib.sha256(bytes(self.document)).hexdigest() == self.handover.digest


def pdf_of(job: PrintJob) -> bytes:
    """The PDF, from a process of its own. Raises `KnownError`."""
    if not job.proven:
        raise KnownError("digest", "Isi serah terima tidak cocok dengan sidiknya; tidak dicetak.")
    command = [sys.executable, "-m", "console.print_job"]
    try:
        done = subprocess.run(  # noqa: S603 - this very program
            command, input=msgspec.json.encode(job), capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KnownError("print", f"Pencetakan tidak berjalan: {error}") from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise KnownError("print", f"Pencetakan gagal: {' '.join(last)}")
    return done.stdout


def saved(pdf: bytes, folder: Path, name: str) -> Path:
    """Written under this name, with a number behind it where other content has it. Raises `KnownError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, 1000):
            path = folder / (f"{name}-{number}.pdf" if number > 1 else f"{name}.pdf")
            try:
                with path.open("xb") as file:
                    file.write(pdf)
            except FileExistsError:
                if path.read_bytes() != pdf:
                    continue
            return path
    except OSError as error:
        raise KnownError("save", f"Tidak dapat menulis ke {folder}: {error.strerror}") from None
    raise KnownError("save", f"Terlalu banyak berkas {name} di {folder}.")


def main() -> int:
    """Read a job, write the PDF."""
    from console.handover_paper import printed

    job = msgspec.json.decode(sys.stdin.buffer.read(), type=PrintJob)
    document = msgspec.json.decode(job.document, type=Document)
    paper = printed(
        job.handover, document, job.figures, job.places, job.pack, drill=job.drill, doubt=job.doubt
    )
    sys.stdout.buffer.write(paper)
    return 0


if __name__ == "__main__":
    sys.exit(main())
