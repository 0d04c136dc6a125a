"""The progress bar of `patria replay` on a terminal."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from services.intake.replay import Result


class Bar:
    """Shows a replay while it runs; use it as a context manager around `replay`."""

    def __init__(self, console: Console) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[note]}"),
            console=console,
        )
        self._task = self._bar.add_task("Menyiapkan", total=None, note="")
        self._note = ""

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def begin(self, total: int) -> None:
        """All rows are known."""
        self._bar.update(self._task, description="Mengirim laporan", total=total)

    def advance(self, result: Result) -> None:
        """One more row was settled."""
        done = result.skipped + result.filed + result.repeated + result.rejected
        refused = f"{result.rejected} ditolak" if result.rejected else ""
        self._bar.update(self._task, completed=done, note=self._note or refused)

    def waiting(self, reason: str) -> None:
        """Nothing moves, and why."""
        self._note = reason
        self._bar.update(self._task, note=reason)
