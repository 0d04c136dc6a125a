"""Row c of the limits: nothing is lost or doubled over a thousand cuts of a console's line."""

import os
import random
from pathlib import Path

import pytest

from tests.harness import CuttableProxy
from tests.scenarios.actor import Actor
from tests.scenarios.city import backend_in, causes_in, report, straight_to, through

pytestmark = [pytest.mark.deep, pytest.mark.timeout(3000)]


def test_a_thousand_cuts_lose_nothing_and_double_nothing(qapp: object, tmp_path: Path) -> None:
    """`CUTS=n make deep` asks for another number of cuts.

    Each cut falls into the middle of what the backend says: of an answer, of events, of the first picture
    after the last cut. Both sides go on reporting meanwhile.
    """
    cuts = int(os.environ.get("CUTS", "1000"))
    moments = random.Random(cuts)
    with (
        backend_in(tmp_path) as backend,
        CuttableProxy(backend.address) as proxy,
        Actor(tmp_path / "near", lambda: straight_to(backend)) as near,
        Actor(tmp_path / "far", lambda: through(proxy, backend)) as far,
    ):
        given = []
        for cut in range(cuts):
            proxy.cut_after(moments.randrange(2_000))
            given += [far.submit(report(2 * cut)), near.submit(report(2 * cut + 1))]
            far.until(lambda: not proxy.connections, "the line is cut")
            near.pump()
            proxy.restore()
            far.until(lambda: proxy.connections, "it connects again")
        for console in (near, far):
            console.until(
                lambda c=console: c.session.commander.waiting() == 0,  # type: ignore[misc]
                "every report has an outcome",
                within=60,
            )
        near.connected()
        far.until(lambda: far.is_complete() and far.board.seq == near.board.seq, "whole again", within=60)
        assert far.board.count == 2 * cuts
        assert far.board.ids.tolist() == near.board.ids.tolist() == list(range(1, 2 * cuts + 1))
        assert far.board.version.tolist() == near.board.version.tolist()
    causes = causes_in(backend)
    assert [causes[command_id] for command_id in given] == [1] * len(given)
