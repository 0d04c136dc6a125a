"""The session without a socket: whatever the wire does, the state becomes that of a fresh snapshot."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.contract.codec import decode_client, encode, events_frame, seal
from services.contract.events import Body, Envelope, IncidentClaimed, NoteAdded, ReportReceived
from services.contract.messages import Heartbeat, Hello, Log, LogState, Resume, Welcome
from services.contract.records import Incident, Report, Role, Severity
from services.feed.link import LinkState, link_state
from services.feed.session import Appended, FeedSession, Position, Replaced
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import encode_snapshot


class Backend:
    """The other side, as the contract says it behaves: one log per epoch, resume or snapshot."""

    def __init__(self, epoch: str = "epoch-a") -> None:
        self.epoch = epoch
        self.encoded: list[bytes] = []
        self.board = Board(epoch)
        self.sent = 0

    def happen(self, count: int) -> None:
        for _ in range(count):
            envelope, data = seal(
                self.epoch, self.board.seq + 1, 1000 * self.board.seq, self._body(), "p-1", ""
            )
            apply(self.board, [envelope])
            self.encoded.append(data)

    def _body(self) -> Body:
        number = self.board.next_id()
        if self.board.seq % 3 == 2:
            return IncidentClaimed(incident_id=1 + self.board.seq % number, owner=f"p-{self.board.seq % 4}")
        if self.board.seq % 7 == 5:
            return NoteAdded(incident_id=1, text="dicek")
        report = Report(
            id=number, day_no=number, received_at=5, reported_at=5, source="open311", incident_id=number
        )
        incident = Incident(
            id=number, day_no=number, severity=Severity.HIGH, category="pohon", title="Pohon tumbang",
            opened_at=5, updated_at=5,
        )  # fmt: skip
        return ReportReceived(report=report, incident=incident)

    def restart_log(self) -> None:
        """A new epoch: what was is no more."""
        self.__init__(self.epoch + "x")  # type: ignore[misc]  # begins anew on purpose

    def answer(self, data: bytes) -> list[bytes]:
        message = decode_client(data)
        if not isinstance(message, Resume) or message.log is not Log.LIVE:
            return []
        if message.epoch != self.epoch or not 0 <= message.after <= self.board.seq:
            self.sent = self.board.seq
            return [encode_snapshot(self.board, 1)]
        self.sent = self.board.seq
        missing = self.encoded[message.after :]
        return [events_frame(missing)] if missing else []

    def push(self) -> list[bytes]:
        fresh = self.encoded[self.sent :]
        self.sent = self.board.seq
        return [events_frame(fresh)] if fresh else []

    def heartbeat(self) -> bytes:
        return encode(
            Heartbeat(
                at=1, live=LogState(epoch=self.epoch, seq=self.board.seq), drill=LogState(epoch="d", seq=0)
            )
        )


class Console:
    """A session with the board it feeds."""

    def __init__(self) -> None:
        self.session = FeedSession(roles=(Role.WALL,))
        self.board = Board()
        self.now = 0.0

    def take(self, frames: list[bytes]) -> None:
        for frame in frames:
            for result in self.session.receive(frame, self.now):
                if isinstance(result, Replaced):
                    self.board = result.board
                elif isinstance(result, Appended):
                    apply(self.board, result.events)  # raises where it is not contiguous

    def talk(self, backend: Backend) -> None:
        """Send what is waiting and take the answers, until neither side has anything to say."""
        while self.session.outgoing:
            waiting, self.session.outgoing = self.session.outgoing, []
            for data in waiting:
                self.take(backend.answer(data))

    def connect(self, backend: Backend) -> None:
        self.session.opened(self.now)
        self.talk(backend)

    def settle(self, backend: Backend) -> None:
        """Nothing is lost any more: heartbeats and time bring everything in order."""
        for _ in range(12):
            self.now += 1.0
            self.take(backend.push())
            self.take([backend.heartbeat()])
            self.session.tick(self.now)
            self.talk(backend)


def same(a: Board, b: Board) -> bool:
    return (a.epoch, a.seq) == (b.epoch, b.seq) and [a.incident(r) for r in range(a.count)] == [
        b.incident(r) for r in range(b.count)
    ]


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["deliver", "drop", "twice", "reorder", "cut", "epoch", "garbage"]), st.integers(0, 9)
    ),
    max_size=25,
)


@settings(max_examples=250, deadline=None)
@given(ACTIONS)
def test_whatever_the_wire_does_the_state_becomes_that_of_a_fresh_snapshot(
    actions: list[tuple[str, int]],
) -> None:
    backend, console = Backend(), Console()
    console.connect(backend)
    for action, count in actions:
        backend.happen(count)
        frames = backend.push()
        match action:
            case "deliver":
                console.take(frames)
            case "twice":
                console.take(frames + frames)
            case "reorder":
                backend.happen(2)
                console.take(backend.push() + frames)
            case "cut":
                console.connect(backend)
            case "epoch":
                backend.restart_log()
                backend.happen(count)
                console.take(backend.push())
            case "garbage":
                console.take(
                    [b"", b"{", b"\x28\xb5\x2f\xfd\x00\x01", b'{"type":"events","events":7}', b"\xff"]
                )
    console.settle(backend)
    assert same(console.board, backend.board)


def test_it_introduces_itself_and_asks_from_where_it_is() -> None:
    session = FeedSession(roles=(Role.WALL,), positions={Log.LIVE: Position("e", 41)})
    session.opened(0.0)
    hello, resume = (decode_client(data) for data in session.outgoing)
    assert isinstance(hello, Hello)
    assert hello.role is Role.WALL
    assert resume == Resume(log=Log.LIVE, epoch="e", after=41)


def test_a_gap_is_asked_about_once_and_everything_before_it_is_kept() -> None:
    backend, console = Backend(), Console()
    console.connect(backend)
    backend.happen(10)
    missing = [
        events_frame(backend.encoded[:3]),
        events_frame(backend.encoded[5:7]),
        events_frame(backend.encoded[7:]),
    ]
    console.take(missing)
    assert console.board.seq == 3
    assert [decode_client(data) for data in console.session.outgoing] == [
        Resume(log=Log.LIVE, epoch=backend.epoch, after=3)
    ]
    assert console.session.counters.gaps == 2
    console.talk(backend)
    assert same(console.board, backend.board)


def test_a_message_is_handed_on_as_it_came_where_all_of_it_is_new() -> None:
    backend = Backend()
    backend.happen(9)
    session = FeedSession(roles=(Role.OPERATOR,), positions={Log.LIVE: Position(backend.epoch, 0)})
    whole, overlapping = events_frame(backend.encoded[:5]), events_frame(backend.encoded[3:])
    [first] = session.receive(whole, 0.0)
    assert isinstance(first, Appended)
    assert (first.data, len(first.events)) == (whole, 5)
    [second] = session.receive(overlapping, 0.0)
    assert isinstance(second, Appended)
    assert (second.data, [envelope.seq for envelope in second.events]) == (b"", [6, 7, 8, 9])


def test_an_answer_that_never_comes_is_asked_for_again() -> None:
    session = FeedSession(roles=(Role.WALL,))
    session.opened(0.0)
    session.outgoing.clear()
    session.tick(3.9)
    assert not session.outgoing
    session.tick(4.1)
    assert [decode_client(data) for data in session.outgoing] == [Resume(log=Log.LIVE)]


def test_a_heartbeat_that_is_ahead_for_long_is_a_loss() -> None:
    backend, console = Backend(), Console()
    console.connect(backend)
    backend.happen(2)
    backend.push()  # lost on the way
    for _ in range(3):
        console.now += 1.0
        console.take([backend.heartbeat()])
    assert console.session.outgoing
    console.talk(backend)
    assert same(console.board, backend.board)


def test_the_log_left_behind_is_not_taken_for_the_new_one() -> None:
    backend, console = Backend(), Console()
    console.connect(backend)
    console.take([backend.heartbeat()])
    backend.happen(3)
    console.session.follow(Log.DRILL, 0.0)
    console.take(backend.push())
    console.take([encode_snapshot(backend.board, 1)])
    assert console.session.counters.strays == 4
    assert console.session.position == Position()


def test_the_old_log_goes_on_where_it_was_left() -> None:
    backend, console = Backend(), Console()
    console.connect(backend)
    backend.happen(4)
    console.take(backend.push())
    console.session.follow(Log.DRILL, 0.0)
    console.session.outgoing.clear()
    console.session.follow(Log.LIVE, 1.0)
    assert decode_client(console.session.outgoing[0]) == Resume(log=Log.LIVE, epoch=backend.epoch, after=4)


def test_unknown_kinds_of_messages_and_events_are_counted_and_survived() -> None:
    backend, console = Backend(), Console()
    console.connect(backend)
    console.take([b'{"type":"weather","at":1}'])
    assert console.session.counters.unknown == 1
    newer = Envelope(epoch=backend.epoch, seq=1, at=1, kind="drone.launched", body=msgspec.Raw(b'{"x":1}'))
    console.take([events_frame([encode(newer)])])
    assert console.board.seq == 1


def test_malformed_messages_are_counted_and_do_not_count_as_life() -> None:
    session = FeedSession(roles=(Role.WALL,))
    assert session.receive(b"nonsense", 5.0) == []
    assert session.counters.malformed == 1
    assert session.heard_at is None


def test_a_refused_role_is_followed_by_the_next() -> None:
    session = FeedSession(roles=(Role.SUPERVISOR, Role.OPERATOR))
    session.receive(b'{"type":"error","code":"role_refused","message":"tidak"}', 0.0)
    assert session.has_role
    session.opened(1.0)
    hello = decode_client(session.outgoing[0])
    assert isinstance(hello, Hello)
    assert hello.role is Role.OPERATOR
    session.receive(b'{"type":"error","code":"role_refused","message":"tidak"}', 1.0)
    assert not session.has_role


def test_welcome_tells_how_far_behind_we_are() -> None:
    session = FeedSession(roles=(Role.WALL,))
    welcome = Welcome(
        at=1, user="a", role=Role.WALL, permissions=(), pack_digest="",
        live=LogState(epoch="e", seq=12), drill=LogState(epoch="d", seq=3),
    )  # fmt: skip
    assert session.receive(encode(welcome), 2.0) == [welcome]
    assert session.behind == 12
    assert session.heard_at == 2.0


@pytest.mark.parametrize(
    ("age", "state"),
    [
        (None, LinkState.NEVER),
        (0.0, LinkState.LIVE),
        (2999.0, LinkState.LIVE),
        (3000.0, LinkState.STALE),
        (5999.0, LinkState.STALE),
        (6000.0, LinkState.DISCONNECTED),
    ],
)
def test_link_states_by_age(age: float | None, state: LinkState) -> None:
    assert link_state(age) is state


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_survived(data: bytes) -> None:
    session = FeedSession(roles=(Role.WALL,))
    session.receive(data, 0.0)
