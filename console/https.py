"""One question over HTTP(S) to the backend of an endpoint. Imported where it is asked: it is not cheap."""

from __future__ import annotations

import json
import socket
import ssl
import urllib.error
import urllib.request
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from services.contract.errors import KnownError
from services.feed.client import handshake
from services.feed.link import Endpoint

TIMEOUT: Final = 10.0
MAX_ANSWER: Final = 1_000_000
_UNANSWERED: Final = (
    (ConnectionRefusedError, "Tidak ada server yang mendengarkan di alamat itu. Periksa alamatnya."),
    (socket.gaierror, "Nama server tidak dikenal di jaringan ini. Periksa alamat dan jaringannya."),
    (TimeoutError, "Server tidak menjawab pada waktunya. Periksa jaringannya."),
)
"""What goes wrong most often, by its error."""


def http_url(endpoint: Endpoint, path: str) -> str:
    """The HTTP address behind an endpoint. Raises `KnownError` for one that must not be used."""
    parts = urlsplit(handshake(endpoint)[0])
    scheme = {"ws": "http", "wss": "https"}[parts.scheme]
    return urlunsplit((scheme, parts.netloc, parts.path.removesuffix("/feed") + path, "", ""))


def ask(endpoint: Endpoint, path: str, body: dict[str, Any]) -> Any:
    """POST JSON, get JSON. Raises `KnownError` with the backend's sentence, or one of ours."""
    request = urllib.request.Request(  # noqa: S310 - `handshake` lets only https, and http to loopback, through
        http_url(endpoint, path),
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
        method="POST",
    )
    try:
        return json.loads(_read(endpoint, request, MAX_ANSWER) or b"null")
    except ValueError as error:
        raise _unanswered(error) from None


def fetch(endpoint: Endpoint, path: str, most: int, patience: float = TIMEOUT) -> bytes:
    """GET the bytes of something no larger than `most`. Raises `KnownError`, also where it is larger.

    `patience`: seconds without a word from the backend.
    """
    request = urllib.request.Request(http_url(endpoint, path))  # noqa: S310 - as above
    return _read(endpoint, request, most, whole=True, patience=patience)


def send(endpoint: Endpoint, path: str, data: bytes) -> None:
    """POST bytes as they are. Raises `KnownError` with the backend's sentence, or one of ours."""
    request = urllib.request.Request(  # noqa: S310 - as above
        http_url(endpoint, path),
        data=data,
        headers={"Content-Type": "application/octet-stream", "Accept": "application/json"},
        method="POST",
    )
    _read(endpoint, request, MAX_ANSWER)


def _read(
    endpoint: Endpoint,
    request: urllib.request.Request,
    most: int,
    *,
    whole: bool = False,
    patience: float = TIMEOUT,
) -> bytes:
    """`whole`: an answer longer than `most` is refused, where it says so before it is read."""
    options = handshake(endpoint)[1]
    if endpoint.token:
        request.add_header("Authorization", f"Bearer {endpoint.token}")
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if isinstance(options.get("ssl"), ssl.SSLContext):
        handlers.append(urllib.request.HTTPSHandler(context=options["ssl"]))
    if "proxy" in options:
        handlers.append(urllib.request.ProxyHandler({}))
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=patience) as reply:
            told = reply.length or 0
            found: bytes = b"" if whole and told > most else reply.read(most + 1)
            if whole and max(told, len(found)) > most:
                raise KnownError("too_large", "Berkas dari server terlalu besar.")
            return found
    except urllib.error.HTTPError as error:
        raise _refusal(error) from None
    except (OSError, ValueError) as error:
        raise _unanswered(getattr(error, "reason", error)) from None


def _unanswered(reason: object) -> KnownError:
    """Why there is no answer, in words that say where to look; an error's own name only for the rest."""
    if isinstance(reason, ssl.SSLCertVerificationError):
        words = f"Sertifikat server tidak dipercaya: {reason.verify_message}."
    else:
        known = (words for kind, words in _UNANSWERED if isinstance(reason, kind))
        words = next(known, f"Server tidak menjawab ({type(reason).__name__}).")
    return KnownError("no_answer", words)


def _refusal(error: urllib.error.HTTPError) -> KnownError:
    try:
        with error:
            told = json.loads(error.read(MAX_ANSWER))
        return KnownError(str(told["code"]), str(told["message"])[:300])
    except (ValueError, KeyError, TypeError, OSError):
        return KnownError(f"http_{error.code}", f"Server menjawab {error.code}.")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token or a password is never carried to another address."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None
