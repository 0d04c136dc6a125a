"""`patria replay`: reports from files enter through the public Open311 interface, at a chosen speed.

Nothing is doubled however often it is run: each row carries a reference the server recognises, and a state
file spares the sending. Decisions: docs/decisions/0042.
"""

from __future__ import annotations

import asyncio
import math
import signal
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from services.contract.errors import KnownError
from services.intake.replay_plan import Item, Part, Plan
from services.intake.replay_send import Answer, Sender, Server, Stopped
from services.intake.replay_state import Journal, Rejects

Point = tuple[float, float]
"""(latitude, longitude)."""
Mover = Callable[[float, float], Point]
"""Carries a foreign (latitude, longitude) into the city."""
QUIET_S: Final = 3.0
"""A longer wait for the next report is announced."""
MAX = math.inf
"""Speed without waiting."""


@dataclass(frozen=True, kw_only=True)
class ReplayOptions:
    """How to replay. `server` may raise `KnownError` where there is no backend."""

    server: Callable[[], Server]
    """Asked at the start and after each lost connection."""
    state_dir: Path
    """Where state files go, e.g. `<user state dir>/replay`."""
    speed: float = 1.0
    """Times real time, by the reports' own times; `MAX`: as fast as the server takes them."""
    drill: bool = False
    start_drill: Callable[[], Awaitable[None]] | None = None
    """Starts a drill; called where `drill` is wanted and none runs."""
    move: Callable[[Sequence[Point]], Mover] | None = None
    """`--move-to-city`: given all points, a function that carries one into the city."""
    mapping: Path | None = None
    """None: recognised by the file's shape."""
    first_row: int = 1
    last_row: int = 0
    """0: to the end. Rows count from 1 without the header."""
    limit: int = 0
    """Most rows to send, 0: all."""
    rejects: Path | None = None
    """CSV of rows not taken; None: beside the state files, named after the first file."""
    connections: int = 16
    give_up_s: float = 120.0
    again: bool = False
    """Forget the state file and offer every row anew; the server still recognises its own."""


@dataclass
class Result:
    """What a replay did; `sentences()` says it to people."""

    drill: bool = False
    total: int = 0
    """Rows selected, those of earlier runs included."""
    skipped: int = 0
    """Settled by an earlier run, by the state file."""
    filed: int = 0
    """New reports."""
    repeated: int = 0
    """Known to the server already."""
    rejected: int = 0
    interrupted: bool = False
    rejects_file: Path | None = None
    unmapped: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(default category, value the table did not know) → rows."""
    first_ref: str = ""

    def sentences(self) -> list[str]:
        """The summary, Indonesian, one sentence a line."""
        where = " dalam catatan latihan" if self.drill else ""
        said = [f"{_n(self.filed)} dari {_n(self.total)} laporan tercatat{where}."]
        if self.skipped or self.repeated:
            said.append(f"{_n(self.skipped + self.repeated)} sudah tercatat sebelumnya dan tidak digandakan.")
        if self.rejected:
            said.append(f"{_n(self.rejected)} baris ditolak; alasannya di {self.rejects_file}.")
        for (code, value), rows in self.unmapped.most_common(5):
            said.append(f"Kategori “{value}” ({_n(rows)} baris) tidak ada dalam tabel; dipakai “{code}”.")
        if len(self.unmapped) > 5:
            said.append(f"Juga {_n(len(self.unmapped) - 5)} kategori lain tidak ada dalam tabel.")
        if self.interrupted:
            said.append("Dihentikan; jalankan perintah yang sama untuk melanjutkan.")
        return said


class Progress(Protocol):
    """Who watches: a progress bar, or nobody. Called often, from the thread that runs the replay."""

    def begin(self, total: int) -> None: ...

    def advance(self, result: Result) -> None:
        """One more row was settled, or found settled."""

    def waiting(self, reason: str) -> None:
        """Nothing moves, and why; "" when it moves again."""


class Silent:
    """Nobody watches."""

    def begin(self, total: int) -> None: ...
    def advance(self, result: Result) -> None: ...
    def waiting(self, reason: str) -> None: ...


def replay(files: Sequence[Path], options: ReplayOptions, progress: Progress | None = None) -> Result:
    """Replay files and say what became of every row. Ctrl-C ends it in order. Raises `KnownError`."""
    if not files:
        raise KnownError("no_files", "Sebutkan paling sedikit satu berkas.")
    if not options.speed > 0:
        raise KnownError("bad_speed", "Kecepatan harus lebih dari nol, misalnya 60, atau max.")
    return asyncio.run(_Replay(files, options, progress or Silent()).run())


class _Replay:
    def __init__(self, files: Sequence[Path], options: ReplayOptions, progress: Progress) -> None:
        self._options = options
        self._progress = progress
        self._plan = Plan(files, options.mapping, options.first_row, options.last_row, options.limit)
        self._result = Result(drill=options.drill)
        self._rejects = Rejects(options.rejects or options.state_dir / f"{files[0].stem}-ditolak.csv")
        self._journals: dict[Part, Journal] = {}
        self._stop = asyncio.Event()
        self._failure: KnownError | None = None

    async def run(self) -> Result:
        options, result = self._options, self._result
        result.total = self._plan.survey(points=options.move is not None)
        mover = options.move(self._plan.points) if options.move is not None else None
        sender = Sender(
            options.server,
            options.drill,
            options.connections,
            options.give_up_s,
            self._stop,
            self._progress.waiting,
        )
        self._listen()
        try:
            await self._open_journals(sender)
            await self._send_all(sender, mover)
        except Stopped:
            pass
        finally:
            self._unlisten()
            await sender.close()
            self._save()
        if self._failure is not None:
            raise self._failure
        result.interrupted = self._stop.is_set()
        result.rejects_file = self._rejects.file if self._rejects.count else None
        result.unmapped = self._plan.unmapped()
        return result

    def _listen(self) -> None:
        """The first Ctrl-C lets what is under way finish; a second one is Python's own."""

        def stop() -> None:
            self._stop.set()
            self._unlisten()

        try:
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop)
        except (NotImplementedError, RuntimeError):
            pass  # not the main thread, or a system without: Ctrl-C ends the program, the state file holds

    def _unlisten(self) -> None:
        try:
            asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)
        except (NotImplementedError, RuntimeError):
            pass

    def _save(self) -> None:
        for journal in self._journals.values():
            journal.save()

    async def _open_journals(self, sender: Sender) -> None:
        options = self._options
        epoch = await sender.epoch()
        if options.drill and not epoch:
            if options.start_drill is None:
                raise KnownError("drill_inactive", "Tidak ada latihan yang berjalan; mulai latihan dahulu.")
            await options.start_drill()
            epoch = await sender.epoch()
        for part in self._plan.parts:
            key = part.key(epoch, moved=options.move is not None)
            self._journals[part] = Journal(options.state_dir, key, part.name, fresh=options.again)

    async def _send_all(self, sender: Sender, mover: Mover | None) -> None:
        loop = asyncio.get_running_loop()
        room = asyncio.Semaphore(self._options.connections)
        under_way: set[asyncio.Task[None]] = set()

        def finished(task: asyncio.Task[None]) -> None:
            under_way.discard(task)
            room.release()

        pace = _Pace(self._options.speed, self._stop, self._progress.waiting)
        saved_at = loop.time()
        self._progress.begin(self._result.total)
        for item in self._plan.items(by_time=pace.paced):
            if self._journals[item.part].settled(item.row):
                self._result.skipped += 1
                self._progress.advance(self._result)
                continue
            if item.draft is None:
                self._settle(item, Answer(refusal=item.fault))
                continue
            await pace.wait_for(item.draft.at)
            await room.acquire()
            if self._stop.is_set():
                break
            task = asyncio.create_task(self._send(sender, item.moved(mover)))
            under_way.add(task)
            task.add_done_callback(finished)
            if loop.time() - saved_at > 1.0:
                saved_at = loop.time()
                self._save()
        while under_way:
            await asyncio.wait(under_way)

    async def _send(self, sender: Sender, item: Item) -> None:
        assert item.draft is not None
        try:
            self._settle(item, await sender.send(item.draft))
        except Stopped:
            pass
        except KnownError as error:
            self._failure = self._failure or error
            self._stop.set()

    def _settle(self, item: Item, answer: Answer) -> None:
        result = self._result
        if answer.refusal:
            result.rejected += 1
            self._rejects.add(item.part.name, item.row, answer.refusal)
        elif answer.repeated:
            result.repeated += 1
        else:
            result.filed += 1
            result.first_ref = result.first_ref or answer.ref
        self._journals[item.part].settle(item.row)
        self._progress.advance(result)


class _Pace:
    """Turns the reports' own times into waiting. After an outage it catches up without waiting."""

    def __init__(self, speed: float, stop: asyncio.Event, waiting: Callable[[str], None]) -> None:
        self.paced = math.isfinite(speed)
        self._waiting = waiting
        self._speed = speed
        self._stop = stop
        self._begun: tuple[float, int] | None = None

    async def wait_for(self, at: int) -> None:
        """Until a report of that time (milliseconds) is due, or somebody stops."""
        if not self.paced:
            return
        now = asyncio.get_running_loop().time()
        self._begun = self._begun or (now, at)
        wait = self._begun[0] + (at - self._begun[1]) / 1000 / self._speed - now
        if wait <= 0:
            return
        told = wait > QUIET_S
        if told:
            due = datetime.now().astimezone() + timedelta(seconds=wait)
            self._waiting(f"laporan berikutnya pukul {due:%H:%M:%S}")
        try:
            await asyncio.wait_for(self._stop.wait(), wait)
        except TimeoutError:
            pass
        if told:
            self._waiting("")


def _n(number: int) -> str:
    return f"{number:,}".replace(",", ".")
