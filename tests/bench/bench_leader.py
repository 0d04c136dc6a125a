"""The leader's link: bytes to be whole again with 500 open incidents, and bytes of a calm minute.

Ours: a thin link through a proxy that lets 16 KB a second pass (a poor telephone line), all bytes of the
websocket counted on the line, both directions. The peer: the full link of a console in the room, through the
same proxy, at the same time, beside it. A calm minute: one report in twenty seconds, a heartbeat a second,
one order under way.
"""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import OpenerDirector, ProxyHandler, build_opener

from services.contract.records import Role
from services.feed.client import FeedClient
from services.feed.inbox import Inbox
from services.feed.link import Endpoint
from services.feed.session import Appended, FeedSession, Replaced
from tests.bench.measuring import Report as Result
from tests.bench.served import served
from tests.harness.proxy import CuttableProxy

OPEN = 500
BYTES_A_SECOND = 16 * 1024
MINUTE_S = 60.0
REPORT_EVERY_S = 20.0
SAID = (
    "pohon besar tumbang menutup jalan dekat pasar warga menunggu bantuan air naik sampai lutut lampu padam "
    "kabel putus sekolah gang masjid jembatan sungai meluap mobil terjebak mohon segera ditangani petugas"
)
WORDS = SAID.split()


def file_report(opener: OpenerDirector, url: str, token: str, dice: random.Random) -> None:
    """One citizen's report over Open311."""
    fields = {
        "api_key": token,
        "service_code": dice.choice(["banjir", "pohon-tumbang", "pju-padam", "jalan-berlubang"]),
        "lat": -8.1 + dice.uniform(-0.03, 0.03),
        "long": 112.165 + dice.uniform(-0.03, 0.03),
        "description": " ".join(dice.choices(WORDS, k=dice.randint(8, 40))),
        "phone": f"0812{dice.randint(10**7, 10**8)}",
    }
    data = urlencode(fields).encode()
    opener.open(f"{url}/open311/v2/requests.json", data=data, timeout=30).read()


@dataclass
class Line:
    """A client on its own slow line."""

    proxy: CuttableProxy
    inbox: Inbox
    session: FeedSession
    seq: int = 0

    def reach(self, seq: int) -> None:
        """Wait until it has everything up to `seq`."""
        while self.seq < seq:
            while (piece := self.inbox.take()) is not None:
                if isinstance(piece, Replaced):
                    self.seq = piece.board.seq
                elif isinstance(piece, Appended):
                    self.seq = piece.events[-1].seq
            time.sleep(0.005)

    @property
    def bytes(self) -> int:
        """On the line, both ways."""
        return self.proxy.bytes_to_client + self.proxy.bytes_to_server


@contextmanager
def line(host: str, port: int, token: str, *, thin: bool) -> Iterator[Line]:
    """A client through a throttled proxy of its own."""
    with CuttableProxy((host, port)) as proxy:
        proxy.throttle(BYTES_A_SECOND)
        inbox, session = Inbox(), FeedSession(roles=(Role.LEADER,), thin=thin)
        client = FeedClient(session, inbox, lambda: Endpoint(url=proxy.url, token=token))
        client.start()
        try:
            yield Line(proxy, inbox, session)
        finally:
            client.stop()


def whole(host: str, port: int, token: str, *, thin: bool) -> tuple[float, float]:
    """Kilobytes and seconds until everything is there."""
    began = time.perf_counter()
    with line(host, port, token, thin=thin) as end:
        end.reach(OPEN)
        return end.bytes / 1024, time.perf_counter() - began


def calm(host: str, port: int, token: str, url: str) -> tuple[float, float]:
    """Kilobytes of a calm minute on the thin and on the full line."""
    opener = build_opener(ProxyHandler({}))
    dice = random.Random(3)
    with line(host, port, token, thin=True) as ours, line(host, port, token, thin=False) as peer:
        for end in (ours, peer):
            end.reach(OPEN)
        time.sleep(1.0)
        before = ours.bytes, peer.bytes
        stop = threading.Event()

        def citizens() -> None:
            while not stop.wait(REPORT_EVERY_S):
                file_report(opener, url, token, dice)

        thread = threading.Thread(target=citizens)
        thread.start()
        time.sleep(MINUTE_S)
        used = (ours.bytes - before[0]) / 1024, (peer.bytes - before[1]) / 1024
        stop.set()
        thread.join()
        return used


def main() -> None:
    result = Result("leader", __doc__ or "")
    opener = build_opener(ProxyHandler({}))
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (host, port, token):
        url = f"http://{host}:{port}"
        for _ in range(OPEN):
            file_report(opener, url, token, dice)
        thin, full = [], []
        for _ in range(3):
            thin.append(whole(host, port, token, thin=True))
            full.append(whole(host, port, token, thin=False))
        ours, peer = calm(host, port, token, url)
    result.figure("thin link: whole with 500 open", [size for size, _ in thin], "KB", "<= 64")
    result.figure("thin link: until whole at 16 KB/s", [seconds for _, seconds in thin], "s")
    result.figure("full link: whole with 500 open", [size for size, _ in full], "KB")
    result.figure("full link: until whole at 16 KB/s", [seconds for _, seconds in full], "s")
    result.ratio("full / thin: bytes until whole", [size for size, _ in thin], [size for size, _ in full])
    result.figure("thin link: a calm minute", ours, "KB", "<= 20")
    result.figure("full link: a calm minute", peer, "KB")
    result.ratio("full / thin: a calm minute", [ours], [peer])
    result.write()


if __name__ == "__main__":
    main()
