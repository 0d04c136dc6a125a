"""A server that does not answer is told in words that say where to look."""

from __future__ import annotations

import socket

import pytest

from console.https import ask
from services.contract.errors import KnownError
from services.feed.link import Endpoint


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(KnownError) as told:
        ask(Endpoint(f"ws://127.0.0.1:{port}/feed"), "/api/login", {})
    assert str(told.value) == "Tidak ada server yang mendengarkan di alamat itu. Periksa alamatnya."


def test_no_such_name() -> None:
    with pytest.raises(KnownError) as told:
        ask(Endpoint("wss://patria.invalid/feed"), "/api/login", {})
    assert str(told.value).startswith("Nama server tidak dikenal")
