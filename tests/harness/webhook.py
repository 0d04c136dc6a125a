"""A real HTTP server on loopback that keeps what it was posted and answers as told."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.harness.waiting import wait_until


@dataclass(frozen=True)
class Posted:
    """One request."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class Webhook:
    """A context manager. `answers`: status codes of the next requests, 200 after them; `hold()`: take
    requests and answer none until `let_go()`."""

    def __init__(self, answers: list[int] | None = None, words: str = "") -> None:
        self.posted: list[Posted] = []
        self.answers = list(answers or [])
        self.words = words
        self._open = threading.Event()
        self._open.set()
        self._lock = threading.Lock()
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                hook._take(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def hold(self) -> None:
        """From now on take requests and do not answer."""
        self._open.clear()

    def let_go(self) -> None:
        """Answer again, also what waits."""
        self._open.set()

    def wait(self, count: int = 1, within: float = 20.0) -> list[Posted]:
        """The requests, once there are `count`."""
        wait_until(lambda: len(self.posted) >= count, f"{count} requests", within)
        return self.posted

    def _take(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("content-length", 0)))
        with self._lock:
            self.posted.append(Posted(request.path, dict(request.headers.items()), json.loads(body)))
            status = self.answers.pop(0) if self.answers else 200
        self._open.wait(60)
        try:
            request.send_response(status)
            request.end_headers()
            request.wfile.write(self.words.encode())
        except OSError:
            pass  # whoever asked is gone
