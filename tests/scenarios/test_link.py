"""The link is cut, silent, slow or late; the console stays honest and ends up whole."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from services.feed.link import Endpoint, LinkState
from tests.harness import BackendProcess, CuttableProxy
from tests.scenarios.actor import Actor
from tests.scenarios.city import causes_in, report, straight_to, through
from widgets.tickets import TicketState

pytestmark = pytest.mark.scenario


def test_with_the_link_cut_during_acknowledgements_every_command_takes_effect_once(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with (
        CuttableProxy(backend.address) as proxy,
        Actor(tmp_path, lambda: through(proxy, backend)) as actor,
    ):
        given = []
        for number in range(60):
            if number % 12 == 5:
                proxy.cut_after(300)
            given.append(actor.submit(report(number)))
            actor.pump()
            if number % 12 == 10:
                proxy.restore()
        proxy.restore()
        actor.until(lambda: actor.session.commander.waiting() == 0, "every command has an outcome", within=40)
        actor.connected()
        assert actor.board.count == 60
    causes = causes_in(backend)
    assert [causes[command_id] for command_id in given] == [1] * 60


def test_silence_is_shown_as_stale_then_disconnected_and_heals_by_itself(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with (
        CuttableProxy(backend.address) as proxy,
        Actor(tmp_path, lambda: through(proxy, backend)) as actor,
    ):
        proxy.stall()
        seen: list[LinkState] = []
        actor.session.bridge.link_changed.connect(lambda: seen.append(actor.link))
        actor.until(lambda: actor.link is LinkState.DISCONNECTED, "disconnected is shown", within=10)
        assert [state for n, state in enumerate(seen) if seen[:n].count(state) == 0] == [
            LinkState.STALE,
            LinkState.DISCONNECTED,
        ]
        with Actor(tmp_path / "other", lambda: straight_to(backend)) as other:
            for number in range(20):
                other.submit(report(number))
            other.until(lambda: other.session.commander.waiting() == 0, "the other's reports are taken")
        proxy.restore()
        restored = time.monotonic()
        actor.until(
            lambda: actor.link is LinkState.LIVE and actor.board.count == 20, "whole again", within=15
        )
        assert time.monotonic() - restored < 10


def test_a_command_given_without_a_link_waits_and_goes_out(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with (
        CuttableProxy(backend.address) as proxy,
        Actor(tmp_path, lambda: through(proxy, backend)) as actor,
    ):
        proxy.cut()
        actor.until(lambda: actor.session.situation.socket.code, "the cut is noticed")
        command = actor.submit(report(1))
        actor.until(lambda: actor.state(command) is TicketState.QUEUED, "queued")
        assert causes_in(backend)[command] == 0
        proxy.restore()
        actor.until(lambda: actor.state(command) is TicketState.CONFIRMED, "confirmed", within=15)
        assert causes_in(backend)[command] == 1


def test_a_backend_killed_in_a_burst_loses_nothing_that_was_confirmed(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with Actor(tmp_path, lambda: straight_to(backend)) as actor:
        given = [actor.submit(report(number)) for number in range(120)]
        actor.until(lambda: actor.board.count > 10, "the burst is going on")
        backend.kill()
        backend.start()
        actor.until(lambda: actor.session.commander.waiting() == 0, "every command has an outcome", within=60)
        actor.connected()
        assert actor.board.count == 120
    causes = causes_in(backend)
    assert [causes[command_id] for command_id in given] == [1] * 120


def test_a_frozen_backend_looks_disconnected_although_the_socket_stands(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with Actor(tmp_path, lambda: straight_to(backend)) as actor:
        backend.freeze()
        try:
            actor.until(lambda: actor.link is LinkState.DISCONNECTED, "disconnected is shown", within=10)
        finally:
            backend.thaw()
        actor.until(lambda: actor.link is LinkState.LIVE, "live again", within=15)


def test_a_slow_console_gets_there_and_slows_nobody(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with (
        CuttableProxy(backend.address) as proxy,
        Actor(tmp_path / "slow", lambda: through(proxy, backend), role="wall") as slow,
        Actor(tmp_path / "fast", lambda: straight_to(backend)) as fast,
    ):
        proxy.throttle(2_000)
        for number in range(150):
            fast.submit(report(number))
        fast.until(lambda: fast.session.commander.waiting() == 0 and fast.board.count == 150, "fast is done")
        assert slow.board.count < 150
        proxy.restore()
        slow.until(lambda: slow.board.count == 150 and slow.is_complete(), "the slow one is whole", within=30)


def test_started_without_a_backend_it_shows_the_last_picture_with_its_age(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with Actor(tmp_path, lambda: straight_to(backend)) as actor:
        for number in range(5):
            actor.submit(report(number))
        actor.until(lambda: actor.board.count == 5 and actor.session.commander.waiting() == 0, "five reports")
        seen_at = actor.session.situation.data_at()
    url, token = backend.url, backend.token
    backend.stop()
    with Actor(tmp_path, lambda: Endpoint(url, token), alone=True) as again:
        assert again.board.count == 5
        assert again.link is LinkState.NEVER
        assert 0 < again.session.situation.data_at() <= seen_at
        again.until(lambda: again.session.situation.socket.detail, "why there is no link")
        command = again.submit(report(9))
        again.until(lambda: again.state(command) is TicketState.QUEUED, "a command waits")
        backend.start()
        again.until(lambda: again.state(command) is TicketState.CONFIRMED, "and goes out", within=20)
