"""One thread for one database: jobs go in from anywhere, answers are fetched by the main thread."""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")

Answer = Callable[[Any, Exception | None], None]


class Worker:
    """Runs jobs one after the other on a thread of its own."""

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[tuple[Callable[[], Any], Answer | None] | None] = queue.SimpleQueue()
        self._answers: deque[tuple[Answer, Any, Exception | None]] = deque()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def do(
        self, job: Callable[[], T], answer: Callable[[T | None, Exception | None], None] | None = None
    ) -> None:
        """Run `job` on the thread; `answer(result, error)` is called later by `deliver`."""
        self._jobs.put((job, answer))

    def do_after(self, job: Callable[[], None], seconds: float) -> None:
        """Run `job` on the thread in so many seconds; at once for 0 and less."""
        if seconds <= 0:
            self.do(job)
            return
        timer = threading.Timer(seconds, self.do, (job,))
        timer.daemon = True
        timer.start()

    def deliver(self) -> int:
        """Call the answers that are ready, on the calling thread. Returns how many."""
        count = 0
        while self._answers:
            answer, result, error = self._answers.popleft()
            answer(result, error)
            count += 1
        return count

    def stop(self, timeout: float = 10.0) -> None:
        """Finish the jobs that wait, then end."""
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        while (item := self._jobs.get()) is not None:
            job, answer = item
            result, failure = None, None
            try:
                result = job()
            except Exception as error:
                failure = error
                if answer is None:
                    log.exception("%s: job failed", self._thread.name)
            if answer is not None:
                self._answers.append((answer, result, failure))
