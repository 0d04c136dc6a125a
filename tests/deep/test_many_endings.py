"""The figures of the reliability norm: nothing acknowledged is lost over 200 kills and 20 power cuts."""

import os
import random
import signal
from pathlib import Path

import httpx
import pytest

from tests.backend.test_process import Senders, filed, findings, post, serving
from tests.harness import FaultyDisk, wait_until

pytestmark = [pytest.mark.deep, pytest.mark.timeout(3000)]


class FreshSenders(Senders):
    """Senders whose reports are none of an earlier ending's."""

    def __init__(self, url: str, token: str, ending: int) -> None:
        self._ending = ending
        super().__init__(url, token)

    def _send(self, sender: int) -> None:
        super()._send(self._ending * 1000 + sender)


@pytest.mark.parametrize(("endings", "power"), [(200, False), (20, True)], ids=["kills", "power-cuts"])
def test_nothing_acknowledged_is_lost(tmp_path: Path, endings: int, power: bool) -> None:
    """`ENDINGS=n make deep` asks for another number of endings."""
    data = tmp_path / "data"
    data.mkdir()
    disk = FaultyDisk(data, tmp_path)
    moments = random.Random(endings)
    acknowledged: dict[str, str] = {}
    for ending in range(int(os.environ.get("ENDINGS", endings))):
        with serving(data, **(disk.environment if power else {})) as process:
            wanted = moments.randint(1, 60)
            senders = FreshSenders(process.url, process.token(), ending)
            wait_until(lambda s=senders, w=wanted: len(s.acknowledged) >= w, "reports are coming in")  # type: ignore[misc]
            process.end(signal.SIGKILL)
            senders.finish()
        acknowledged |= senders.acknowledged
        if power:
            disk.cut_power()
        stored = filed(data)
        disk.settle()  # looking into a database writes to it as well
        assert len(stored) == len(set(stored)), f"something is there twice after ending {ending}"
        assert set(acknowledged) <= set(stored), f"something is lost after ending {ending}"
    with serving(data) as process, httpx.Client(base_url=process.url) as client:
        for reference, ticket in moments.sample(sorted(acknowledged.items()), 20):
            for _ in range(10):
                assert post(client, process.token(), reference).json()[0]["service_request_id"] == ticket
    assert sorted(filed(data)) == sorted(stored)
    assert findings(data) == []
