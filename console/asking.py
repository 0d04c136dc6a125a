"""Questions over HTTP (signing in, a caller's history): on their own thread, answered on the main thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.feed.link import Endpoint
from services.store.replica_worker import Worker

Answer = Callable[[Any, Exception | None], None]


class Asker:
    """One worker, started with the first question. `deliver` belongs into the frame."""

    def __init__(self, endpoint: Callable[[], Endpoint]) -> None:
        self._endpoint = endpoint
        self._worker = Worker("http")
        self._started = False
        self._beside: list[Asker] = []

    def beside(self) -> Asker:
        """Another worker for the same backend, for what may take long; it ends with this one."""
        self._beside.append(Asker(self._endpoint))
        return self._beside[-1]

    def run(self, job: Callable[[Callable[[], Endpoint]], Any], then: Answer) -> None:
        """Run a job of its own on the worker; it is given where the backend is."""
        self._do(lambda: job(self._endpoint), then)

    def post(self, path: str, body: dict[str, Any], then: Answer) -> None:
        """Ask the backend of this console."""
        self._do(lambda: _ask(self._endpoint(), path, body), then)

    def post_to(self, endpoint: Endpoint, path: str, body: dict[str, Any], then: Answer) -> None:
        """Ask another one, for instance before signing in."""
        self._do(lambda: _ask(endpoint, path, body), then)

    def deliver(self) -> None:
        self._worker.deliver()

    def stop(self) -> None:
        for other in self._beside:
            other.stop()
        if self._started:
            self._worker.stop(timeout=0.5)

    def _do(self, job: Callable[[], Any], then: Answer) -> None:
        if not self._started:
            self._started = True
            self._worker.start()
        self._worker.do(job, then)


def _ask(endpoint: Endpoint, path: str, body: dict[str, Any]) -> Any:
    from console.https import ask

    return ask(endpoint, path, body)
