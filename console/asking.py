"""Questions over HTTP (signing in, a caller's history): on their own thread, answered on the main thread."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from services.contract.errors import KnownError
from services.feed.link import Endpoint
from services.store.replica_worker import Worker

TIMEOUT: Final = 10.0
MAX_ANSWER: Final = 1_000_000

Answer = Callable[[Any, Exception | None], None]


class Asker:
    """One worker, started with the first question. `deliver` belongs into the frame."""

    def __init__(self, endpoint: Callable[[], Endpoint]) -> None:
        self._endpoint = endpoint
        self._worker = Worker("http")
        self._started = False

    def post(self, path: str, body: dict[str, Any], then: Answer) -> None:
        """Ask the backend of this console."""
        self._do(lambda: post(self._endpoint(), path, body), then)

    def post_to(self, endpoint: Endpoint, path: str, body: dict[str, Any], then: Answer) -> None:
        """Ask another one, for instance before signing in."""
        self._do(lambda: post(endpoint, path, body), then)

    def deliver(self) -> None:
        self._worker.deliver()

    def stop(self) -> None:
        if self._started:
            self._worker.stop(timeout=0.5)

    def _do(self, job: Callable[[], Any], then: Answer) -> None:
        if not self._started:
            self._started = True
            self._worker.start()
        self._worker.do(job, then)


def http_url(endpoint: Endpoint, path: str) -> str:
    """The HTTP address behind an endpoint. Raises `KnownError` for one that must not be used."""
    from services.feed.client import handshake

    parts = urlsplit(handshake(endpoint)[0])
    scheme = {"ws": "http", "wss": "https"}[parts.scheme]
    return urlunsplit((scheme, parts.netloc, parts.path.removesuffix("/feed") + path, "", ""))


def post(endpoint: Endpoint, path: str, body: dict[str, Any]) -> Any:
    """The decoded JSON answer. Raises `KnownError` with the backend's sentence, or one of ours."""
    from services.feed.client import handshake

    options = handshake(endpoint)[1]
    request = urllib.request.Request(  # noqa: S310 - `handshake` lets only https, and http to loopback, through
        http_url(endpoint, path),
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
        method="POST",
    )
    if endpoint.token:
        request.add_header("Authorization", f"Bearer {endpoint.token}")
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if isinstance(options.get("ssl"), ssl.SSLContext):
        handlers.append(urllib.request.HTTPSHandler(context=options["ssl"]))
    if "proxy" in options:
        handlers.append(urllib.request.ProxyHandler({}))
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=TIMEOUT) as reply:
            return json.loads(reply.read(MAX_ANSWER) or b"null")
    except urllib.error.HTTPError as error:
        raise _refusal(error) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise KnownError("no_answer", f"Server tidak menjawab ({type(reason).__name__}).") from None


def _refusal(error: urllib.error.HTTPError) -> KnownError:
    try:
        told = json.loads(error.read(MAX_ANSWER))
        return KnownError(str(told["code"]), str(told["message"])[:300])
    except (ValueError, KeyError, TypeError, OSError):
        return KnownError(f"http_{error.code}", f"Server menjawab {error.code}.")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token or a password is never carried to another address."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None
