"""The short way of a report, spoken to byte by byte over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlencode

import h11
import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from services.backend import app
from services.backend.app import AppSettings
from services.backend.reports_wire import Filing, ReportProtocol
from services.contract.codec import decode_body
from services.contract.events import ReportReceived
from services.contract.messages import Log
from services.intake.forms import MAX_BODY
from tests.backend.room import WITHIN_S, Room, opened

Scenario = Callable[[Room, "Peer"], Awaitable[None]]


class Peer:
    """A sender of bytes, and a reader of whole answers."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._client = h11.Connection(h11.CLIENT)
        self.writer = writer

    async def answer(self) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the next answer."""
        request = h11.Request(method="POST", target="/", headers=[("host", "kota"), ("content-length", "0")])
        self._client.send(request)
        self._client.send(h11.EndOfMessage())
        body, status, headers = b"", 0, {}
        async with asyncio.timeout(WITHIN_S):
            while True:
                event = self._client.next_event()
                if event is h11.NEED_DATA:
                    self._client.receive_data(await self._reader.read(65536))
                elif isinstance(event, h11.Response):
                    status = event.status_code
                    headers = {name.decode(): value.decode() for name, value in event.headers}
                elif isinstance(event, h11.Data):
                    body += event.data
                elif isinstance(event, h11.EndOfMessage):
                    break
        if self._client.states[h11.SERVER] is h11.DONE:
            self._client.start_next_cycle()
        return status, headers, body

    async def ended(self) -> bool:
        """True when the server closes."""
        async with asyncio.timeout(WITHIN_S):
            return await self._reader.read(1) == b""


def form(room: Room, **fields: str) -> bytes:
    stated = {"api_key": room.token, "service_code": "lampu", "lat": "-8.1", "long": "112.17", **fields}
    return urlencode(stated).encode()


def post(body: bytes, *headers: str, path: str = "/open311/v2/requests.json") -> bytes:
    head = "\r\n".join(
        [
            f"POST {path} HTTP/1.1",
            "Host: kota",
            "Content-Type: application/x-www-form-urlencoded",
            *headers,
        ]
    )
    length = "" if "Transfer-Encoding: chunked" in headers else f"\r\nContent-Length: {len(body)}"
    return f"{head}{length}\r\n\r\n".encode() + body


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Filing]]:
    """Runs a scenario on one connection; the reports that went the short way."""
    taken: list[Filing] = []
    begin = Filing.__init__

    def watched(self: Filing, *arguments: object) -> None:
        taken.append(self)
        begin(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Filing, "__init__", watched)

    def run(scenario: Scenario) -> list[Filing]:
        async def open_and_play() -> None:
            async with opened(tmp_path, settings=AppSettings(requests_per_second=1.0)) as room:
                host, port = room.url.split(":")
                peer = Peer(*await asyncio.open_connection(host, int(port)))
                try:
                    await scenario(room, peer)
                finally:
                    peer.writer.close()

        asyncio.run(open_and_play())
        return taken

    return run


def test_reports_and_other_requests_in_one_breath_are_answered_in_order(
    play: Callable[..., list[Filing]],
) -> None:
    async def scenario(room: Room, peer: Peer) -> None:
        asks = b"GET /open311/v2/services.json HTTP/1.1\r\nHost: kota\r\n\r\n"
        peer.writer.write(
            post(form(room, description="satu")) + asks + post(form(room, description="dua")) + asks
        )
        bodies = [await peer.answer() for _ in range(4)]
        assert [status for status, _, _ in bodies] == [200] * 4
        assert [b"service_request_id" in body for _, _, body in bodies] == [True, False, True, False]
        peer.writer.write(post(form(room, description="tiga")))
        assert (await peer.answer())[0] == 200
        kinds = [entry.kind for entry in await room.entries()]
        assert kinds.count("report.received") == 3

    # The second one stands behind another request and goes uvicorn's way.
    assert len(play(scenario)) == 2


def test_a_body_in_pieces_and_in_chunks(play: Callable[..., list[Filing]]) -> None:
    async def scenario(room: Room, peer: Peer) -> None:
        whole = post(form(room, description="berangsur"))
        for start in range(0, len(whole), 40):
            peer.writer.write(whole[start : start + 40])
            await peer.writer.drain()
            await asyncio.sleep(0)
        status, headers, _ = await peer.answer()
        assert status == 200
        assert headers["x-patria-epoch"] == room.backend.desk(Log.LIVE).log.epoch
        assert headers["x-content-type-options"] == "nosniff"
        body = form(room, description="sepotong")
        chunks = b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (20, body[:20], len(body) - 20, body[20:])
        peer.writer.write(post(chunks, "Transfer-Encoding: chunked"))
        assert (await peer.answer())[0] == 200

    assert len(play(scenario)) == 2


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the parser was given to read."""
    given: list[bytes] = []
    read = HttpToolsProtocol.data_received

    def watched(self: HttpToolsProtocol, data: bytes) -> None:
        given.append(data)
        read(self, data)

    monkeypatch.setattr(HttpToolsProtocol, "data_received", watched)
    return given


def test_a_head_that_came_before_is_not_read_again(
    play: Callable[..., list[Filing]], parsed: list[bytes]
) -> None:
    async def scenario(room: Room, peer: Peer) -> None:
        first, second = (post(form(room, description=word)) for word in ("satu", "dua "))
        for sent in (first, second, first):
            peer.writer.write(sent)
            status, headers, body = await peer.answer()
            assert (status, headers["content-length"]) == (200, str(len(body)))
            assert headers["x-content-type-options"] == "nosniff"
        assert parsed == [first]
        # Two in one piece, and one in two pieces, are read as ever; the connection goes on.
        peer.writer.write(first + second)
        assert [(await peer.answer())[0] for _ in range(2)] == [200, 200]
        peer.writer.write(first[:-5])
        await peer.writer.drain()
        async with asyncio.timeout(WITHIN_S):
            while parsed[-1] != first[:-5]:  # noqa: ASYNC110 - the socket tells nobody
                await asyncio.sleep(0.01)
        peer.writer.write(first[-5:])
        assert (await peer.answer())[0] == 200
        peer.writer.write(second)
        assert (await peer.answer())[0] == 200
        peer.writer.write(post(form(room, lat="bukan")))
        assert (await peer.answer())[0] == 400
        assert parsed[1:4] == [first + second, first[:-5], first[-5:]]
        assert len(parsed) == 5
        received = [decode_body(entry) for entry in await room.entries() if entry.kind == "report.received"]
        texts = [body.report.text for body in received if isinstance(body, ReportReceived)]
        assert texts == ["satu", "dua", "satu", "satu", "dua", "satu", "dua"]

    play(scenario)


def test_only_what_its_length_ends_is_remembered(
    play: Callable[..., list[Filing]], parsed: list[bytes]
) -> None:
    async def scenario(room: Room, peer: Peer) -> None:
        body = form(room)
        chunks = post(b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body), "Transfer-Encoding: chunked")
        for sent in (chunks, chunks):
            peer.writer.write(sent)
            assert (await peer.answer())[0] == 200
        assert parsed == [chunks, chunks]

    assert len(play(scenario)) == 2


def test_silence_ends_a_connection(
    play: Callable[..., list[Filing]], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = ReportProtocol.connection_made

    def impatient(self: ReportProtocol, transport: asyncio.Transport) -> None:
        begin(self, transport)
        self.timeout_keep_alive = 1

    monkeypatch.setattr(ReportProtocol, "connection_made", impatient)

    async def scenario(room: Room, peer: Peer) -> None:
        for _ in range(3):
            peer.writer.write(post(form(room)))
            assert (await peer.answer())[0] == 200
        assert await peer.ended()

    assert len(play(scenario)) == 3


def test_a_body_without_end_is_refused_before_its_end(play: Callable[..., list[Filing]]) -> None:
    async def scenario(room: Room, peer: Peer) -> None:
        peer.writer.write(
            post(b"", f"Content-Length: {10 * MAX_BODY}").replace(b"\r\nContent-Length: 0", b"")
        )
        peer.writer.write(b"description=" + b"x" * (MAX_BODY + 1))
        status, _, body = await peer.answer()
        assert status == 400
        assert b"melebihi" in body

    assert len(play(scenario)) == 1


def test_a_refusal_is_in_the_log_before_it_is_told(play: Callable[..., list[Filing]]) -> None:
    async def scenario(room: Room, peer: Peer) -> None:
        peer.writer.write(post(form(room, lat="bukan")))
        status, _, body = await peer.answer()
        assert (status, b"bukan angka" in body) == (400, True)
        assert [entry.kind for entry in await room.entries()][-1] == "intake.refused"
        peer.writer.write(post(form(room), path="/open311/v3/requests.json"))
        assert (await peer.answer())[0] == 404

    assert len(play(scenario)) == 1


def test_a_sender_that_asks_to_close_is_closed(play: Callable[..., list[Filing]]) -> None:
    async def scenario(room: Room, peer: Peer) -> None:
        peer.writer.write(post(form(room), "Connection: close"))
        status, headers, _ = await peer.answer()
        assert (status, headers["connection"]) == (200, "close")
        assert await peer.ended()

    assert len(play(scenario)) == 1


def test_a_sender_who_hangs_up_is_nobodys_trouble(play: Callable[..., list[Filing]]) -> None:
    async def scenario(room: Room, peer: Peer) -> None:
        peer.writer.write(post(form(room, description="ditutup")))
        await peer.writer.drain()
        peer.writer.transport.abort()
        async with asyncio.timeout(WITHIN_S):
            while room.backend.desk(Log.LIVE).committed < 1:  # noqa: ASYNC110 - the log tells nobody
                await asyncio.sleep(0.01)
        assert (await room.file("sesudahnya")).report_id == 2

    assert len(play(scenario)) == 1


def test_without_a_log_to_write_to_nothing_is_acknowledged(play: Callable[..., list[Filing]]) -> None:
    async def scenario(room: Room, peer: Peer) -> None:
        with room.backend.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE reporters")
        peer.writer.write(post(form(room, phone="08123456789")))
        status, headers, _ = await peer.answer()
        assert (status, headers["retry-after"]) == (503, "2")
        peer.writer.write(post(form(room)))
        assert (await peer.answer())[0] == 503
        assert not room.backend.writer.writable

    assert len(play(scenario)) == 2


def test_from_another_machine_the_rate_is_counted(
    play: Callable[..., list[Filing]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_address", lambda scope: "192.0.2.1")

    async def scenario(room: Room, peer: Peer) -> None:
        statuses = set()
        for _ in range(20):
            peer.writer.write(post(form(room, lat="")))
            statuses.add((await peer.answer())[0])
        assert 429 in statuses

    assert play(scenario) == []
