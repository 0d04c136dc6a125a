"""The cuttable link does to a connection what a bad network does."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.harness import CuttableProxy, wait_until


@pytest.fixture
def echo() -> Iterator[tuple[str, int]]:
    """A server that says back what it hears."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve(peer: socket.socket) -> None:
            with peer:
                try:
                    while data := peer.recv(65536):
                        peer.sendall(data)
                except OSError:
                    pass

        def accept() -> None:
            while True:
                try:
                    peer, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=serve, args=[peer], daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield server.getsockname()
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.fixture
def proxy(echo: tuple[str, int]) -> Iterator[CuttableProxy]:
    with CuttableProxy(echo) as link:
        yield link


def connect(proxy: CuttableProxy) -> socket.socket:
    """Open a connection through the proxy that fails instead of waiting for ever."""
    return socket.create_connection(proxy.address, timeout=10)


def knock(proxy: CuttableProxy) -> bytes:
    """Connect and wait for a word; a refusal may already end the connecting."""
    with closing(connect(proxy)) as connection:
        return connection.recv(1)


def received(connection: socket.socket, size: int) -> bytes:
    """Read exactly so many bytes, fewer when the connection ends."""
    data = b""
    while len(data) < size and (part := connection.recv(size - len(data))):
        data += part
    return data


def test_forwards_both_ways(proxy: CuttableProxy) -> None:
    payload = bytes(range(256)) * 4096
    with closing(connect(proxy)) as connection:
        sender = threading.Thread(target=connection.sendall, args=[payload])
        sender.start()
        assert received(connection, len(payload)) == payload
        sender.join()
    wait_until(lambda: proxy.connections == 0, "the closed connection is forgotten")
    assert proxy.bytes_to_server == proxy.bytes_to_client == len(payload)


def test_end_of_one_direction_is_passed_on(proxy: CuttableProxy) -> None:
    with closing(connect(proxy)) as connection:
        connection.sendall(b"last words")
        connection.shutdown(socket.SHUT_WR)
        assert received(connection, 100) == b"last words"


def test_cut_resets_and_refuses_until_restored(proxy: CuttableProxy) -> None:
    with closing(connect(proxy)) as connection:
        connection.sendall(b"a")
        assert received(connection, 1) == b"a"
        proxy.cut()
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
    with pytest.raises(ConnectionResetError):
        knock(proxy)
    proxy.restore()
    with closing(connect(proxy)) as again:
        again.sendall(b"b")
        assert received(again, 1) == b"b"


def test_stall_is_silent_and_loses_nothing(proxy: CuttableProxy) -> None:
    with closing(connect(proxy)) as connection:
        connection.sendall(b"a")
        assert received(connection, 1) == b"a"
        proxy.stall()
        connection.sendall(b"b")
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        connection.settimeout(10)
        proxy.restore()
        assert received(connection, 1) == b"b"


def test_cut_after_lets_exactly_so_many_bytes_pass(proxy: CuttableProxy) -> None:
    with closing(connect(proxy)) as connection:
        proxy.cut_after(5)
        connection.sendall(b"0123456789")
        with pytest.raises(ConnectionResetError):
            received(connection, 10)
    assert proxy.bytes_to_client == 5


def test_throttle_slows_the_flow(proxy: CuttableProxy) -> None:
    proxy.throttle(1000)
    with closing(connect(proxy)) as connection:
        connection.sendall(bytes(100_000))
        assert received(connection, 1) == b"\0"
        assert proxy.bytes_to_client < 50_000, "a slow link passes little at a time"
        proxy.restore()
        assert len(received(connection, 99_999)) == 99_999


def test_upstream_that_is_gone_resets_the_client() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
    with CuttableProxy(address) as proxy, pytest.raises(ConnectionResetError):
        knock(proxy)
