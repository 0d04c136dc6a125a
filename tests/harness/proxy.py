"""A TCP link on loopback that a test can cut, silence, slow down and restore."""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

_CHUNK = 64 * 1024
_RESET = struct.pack("ii", 1, 0)  # linger on, 0 s: close() sends RST and drops what was not sent

T = TypeVar("T")


class CuttableProxy:
    """Forwards every connection to `upstream`; its own thread does the work, its methods return when done.

    `address` is where clients connect; it stays the same through cuts and restarts of the upstream.
    """

    def __init__(self, upstream: tuple[str, int]) -> None:
        self.upstream = upstream
        self.address = ("127.0.0.1", 0)
        self.accepted = 0
        self.bytes_to_server = 0
        self.bytes_to_client = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._refusing = False
        self._rate: float | None = None
        self._cut_after: int | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """The HTTP address of the proxy."""
        return f"http://{self.address[0]}:{self.address[1]}"

    @property
    def connections(self) -> int:
        """How many connections are open now."""
        return len(self._writers) // 2

    def __enter__(self) -> Self:
        self._thread.start()
        self._call(self._open())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut(self) -> None:
        """Reset every connection and every new one until `restore()`."""
        self._call(self._set(refusing=True))

    def reset(self) -> None:
        """Reset every connection once; new ones are forwarded."""
        self._call(self._set(refusing=False))

    def cut_after(self, bytes_to_client: int) -> None:
        """Cut in the middle of whatever the server says next: after so many more bytes have passed."""
        self._call(self._plan_cut(bytes_to_client))

    def stall(self) -> None:
        """Silence: nothing passes in either direction and nobody is told, like a pulled cable."""
        self._call(self._flow(open_=False))

    def throttle(self, bytes_per_second: float) -> None:
        """Let at most so many bytes per second pass, per connection and direction."""
        self._call(self._limit(bytes_per_second))

    def restore(self) -> None:
        """Forward everything again at full speed. Connections that were cut stay cut."""
        self._call(self._restore())

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.address = self._server.sockets[0].getsockname()

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        self._reset_all()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _set(self, *, refusing: bool) -> None:
        self._refusing = refusing
        self._reset_all()

    async def _flow(self, *, open_: bool) -> None:
        if open_:
            self._flowing.set()
        else:
            self._flowing.clear()

    async def _limit(self, rate: float | None) -> None:
        self._rate = rate

    async def _plan_cut(self, bytes_to_client: int) -> None:
        self._cut_after = bytes_to_client

    async def _restore(self) -> None:
        self._refusing = False
        self._rate = None
        self._cut_after = None
        self._flowing.set()

    def _reset_all(self) -> None:
        for writer in list(self._writers):
            _reset(writer)

    async def _connected(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.accepted += 1
        if self._refusing:
            _reset(client)
            return
        await self._flowing.wait()
        try:
            from_server, server = await asyncio.open_connection(*self.upstream)
        except OSError:
            _reset(client)
            return
        pair = {client, server}
        self._writers |= pair
        try:
            await asyncio.gather(
                self._pump(reader, server, to_client=False), self._pump(from_server, client, to_client=True)
            )
        except OSError:
            pass
        finally:
            self._writers -= pair
            for writer in pair:
                _reset(writer)

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, to_client: bool
    ) -> None:
        while True:
            data = await source.read(self._chunk())
            await self._flowing.wait()  # also the end of a connection is not told while the link is silent
            if not data:
                with contextlib.suppress(OSError):
                    sink.write_eof()
                return
            if to_client and self._cut_after is not None:
                data, self._cut_after = data[: self._cut_after], max(0, self._cut_after - len(data))
            sink.write(data)
            await sink.drain()
            if to_client:
                self.bytes_to_client += len(data)
                if self._cut_after == 0:
                    self._cut_after = None
                    await self._set(refusing=True)
                    return
            else:
                self.bytes_to_server += len(data)
            if self._rate:
                await asyncio.sleep(len(data) / self._rate)

    def _chunk(self) -> int:
        """A tenth of a second's worth when throttled, so that the flow is slow and not in gulps."""
        return max(1, min(_CHUNK, int(self._rate / 10))) if self._rate else _CHUNK


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close the connection with RST, unless it has been closed already."""
    connection = writer.get_extra_info("socket")
    if not writer.transport.is_closing():
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()
