"""What is wrong with a city pack, told so that an administrator finds the line."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from services.contract.errors import KnownError


class ProblemKind(StrEnum):
    ERROR = "error"
    """The pack cannot be used."""
    WARNING = "warning"
    """The pack works, but somebody should look."""


class Problem(Struct, frozen=True, order=True):
    """One finding. `line` counts from 1; 0 concerns the file as a whole."""

    file: str
    line: int
    message: str
    severity: ProblemKind = ProblemKind.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        note = "" if self.severity is ProblemKind.ERROR else "peringatan: "
        return f"{place}: {note}{self.message}"


class PackError(KnownError):
    """A city pack that cannot be used; `problems` says why, line by line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        errors = [p for p in self.problems if p.severity is ProblemKind.ERROR]
        first = str(errors[0]) if errors else "tidak diketahui"
        more = f" (dan {len(errors) - 1} kesalahan lain)" if len(errors) > 1 else ""
        super().__init__("city_pack_invalid", f"Paket kota tidak dapat dipakai: {first}{more}")
