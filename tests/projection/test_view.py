"""The queue's order and search agree with the plain Python way of saying the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.codec import seal
from services.contract.events import Envelope, IncidentClaimed
from services.contract.records import Incident, Severity
from services.projection.apply import Changes, apply
from services.projection.board import Board
from services.projection.search import SearchIndex
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.projection.view import BoardView, Filter, SortKey
from tests.projection.making import EPOCH, START, histories
from tests.projection.test_apply import after, two_incidents

NOW = START + 50_000_000


def shown(board: Board, view: BoardView) -> list[Incident]:
    return [board.incident(int(row)) for row in view.order]


@given(histories())
def test_worst_first(history: list[Envelope]) -> None:
    board = after(history)
    view = BoardView(board)
    view.refresh(None, NOW)

    def badness(incident: Incident) -> tuple[int, bool, int, int]:
        overdue = 0 < incident.due_at < NOW
        return (incident.severity.rank, not overdue, incident.opened_at, incident.id)

    expected = sorted((i for i in map(board.incident, range(board.count)) if i.status.is_open), key=badness)
    assert shown(board, view) == expected


@given(histories(), st.sampled_from(SortKey), st.booleans())
def test_every_sort_shows_each_matching_row_once(
    history: list[Envelope], key: SortKey, descending: bool
) -> None:
    board = after(history)
    view = BoardView(board)
    view.set_filter(Filter(open_only=False))
    view.set_sort(key, descending)
    view.refresh(None, NOW)
    assert sorted(view.order.tolist()) == list(range(board.count))
    for position, row in enumerate(view.order.tolist()):
        assert view.position_of(row) == position


@given(histories(), st.data())
def test_search_finds_what_contains_all_words(history: list[Envelope], data: st.DataObject) -> None:
    board = after(history)
    if data.draw(st.booleans()):
        board, _ = decode_snapshot(encode_snapshot(board, START))
    if board.count:
        row = data.draw(st.integers(0, board.count - 1))
        text = " ".join([board.place[row], board.title[row], board.summary[row]])
        words = text.split()
        query = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=3)))
    else:
        row, query = -1, "pohon"
    view = BoardView(board, search=SearchIndex(board, few=data.draw(st.sampled_from([0, 1000]))))
    view.set_filter(Filter(open_only=False, text=query))
    view.refresh(None, NOW)
    if row >= 0:
        assert row in view.order.tolist()
    for incident in shown(board, view):
        heap = "\0".join([incident.title, incident.place, incident.summary, incident.area]).encode().lower()
        number = f"{incident.day_no:04d}"
        for word in query.split():
            assert word.encode().lower() in heap or word.lstrip("0") in number


FILTERS = (
    Filter(),
    Filter(text="pohon"),
    Filter(overdue_only=True),
    Filter(owner=""),
    Filter(open_only=False),
)


@given(histories(), st.sampled_from(SortKey), st.booleans(), st.sampled_from(FILTERS), st.data())
def test_the_order_follows_changes_and_the_clock(
    history: list[Envelope], key: SortKey, descending: bool, wanted: Filter, data: st.DataObject
) -> None:
    board, view = Board(EPOCH), BoardView(Board(EPOCH))
    view.set_board(board)
    view.set_filter(wanted)
    view.set_sort(key, descending)
    while history:
        batch = data.draw(st.integers(1, 5))
        now = data.draw(st.sampled_from([NOW, NOW + 3_600_000, START, START + 10**9]))
        view.refresh(apply(board, history[:batch]), now)
        history = history[batch:]
        fresh = BoardView(board)
        fresh.set_filter(wanted)
        fresh.set_sort(key, descending)
        fresh.refresh(None, now)
        assert view.order.tolist() == fresh.order.tolist()


@pytest.mark.parametrize("key", SortKey)
@pytest.mark.parametrize("descending", [False, True])
def test_of_many_that_are_equal_the_older_goes_first(key: SortKey, descending: bool) -> None:
    board = Board(EPOCH)
    for number in range(1, 3001):
        opened_at = START + number * 7919 % 1500
        made = Incident(
            id=number,
            day_no=1,
            severity=Severity.LOW,
            category="pohon",
            title="Pohon",
            opened_at=opened_at,
            updated_at=opened_at,
        )
        board.append(made, number)
    view = BoardView(board)
    view.set_sort(key, descending)
    view.refresh(None, NOW)
    keys = view._keys_of(view.order, NOW).tolist()
    assert list(zip(keys, view.order.tolist(), strict=True)) == sorted(zip(keys, view.order, strict=True))


def test_many_changes_at_once_are_sorted_with_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.projection.view.FEW", 1)
    board = after(two_incidents())
    view = BoardView(board)
    view.set_sort(SortKey.AGE)
    view.refresh(None, NOW)
    assert view.refresh(Changes(rows={0, 1}), NOW)
    assert view.order.tolist() == [0, 1]


def test_nothing_moves_where_nothing_of_it_is_shown() -> None:
    board = after(two_incidents())
    view = BoardView(board)
    view.set_filter(Filter(severities=frozenset({99})))
    view.refresh(None, NOW)
    assert not view.refresh(Changes(rows={0, 1}), NOW)


def test_a_row_that_comes_to_equal_a_later_one_goes_before_it() -> None:
    board = after(two_incidents())
    view = BoardView(board)
    view.set_sort(SortKey.OWNER)
    view.refresh(None, NOW)
    for seq, (number, expected) in enumerate([(2, [1, 0]), (1, [0, 1])], board.seq + 1):
        claim = IncidentClaimed(incident_id=number, owner="ani")
        view.refresh(apply(board, [seal(EPOCH, seq, START, claim, "ani", "")[0]]), NOW)
        assert view.order.tolist() == expected


@pytest.mark.parametrize(
    ("wanted", "test"),
    [
        (Filter(owner=""), lambda i: not i.owner),
        (Filter(owner="ani"), lambda i: i.owner == "ani"),
        (Filter(owner="never seen"), lambda i: False),
        (Filter(severities=frozenset({0, 1})), lambda i: i.severity.rank in (0, 1)),
        (Filter(categories=frozenset({"pohon"})), lambda i: i.category == "pohon"),
        (Filter(areas=frozenset({"35.72.01.1001"})), lambda i: i.area == "35.72.01.1001"),
        (Filter(agencies=frozenset({"a"})), lambda i: "a" in i.agencies),
        (
            Filter(agencies=frozenset({"a"}), responsible=frozenset({"pohon"})),
            lambda i: "a" in i.agencies or (not i.agencies and i.category == "pohon"),
        ),
        (Filter(overdue_only=True), lambda i: 0 < i.due_at < NOW),
        (Filter(outside_only=True), lambda i: i.outside_m > 0),
    ],
)
@given(history=histories())
def test_each_filter_is_what_it_says(history: list[Envelope], wanted: Filter, test: object) -> None:
    board = after(history)
    view = BoardView(board)
    view.set_filter(wanted)
    view.refresh(None, NOW)
    everything = map(board.incident, range(board.count))
    expected = {i.id for i in everything if i.status.is_open and test(i)}  # type: ignore[operator]
    assert {i.id for i in shown(board, view)} == expected


@given(histories())
def test_closed_only_is_the_rest(history: list[Envelope]) -> None:
    board = after(history)
    view = BoardView(board)
    view.set_filter(Filter(open_only=False, closed_only=True))
    view.refresh(None, NOW)
    assert {i.id for i in shown(board, view)} == {
        i.id for i in map(board.incident, range(board.count)) if not i.status.is_open
    }


@given(st.lists(st.text("ab", max_size=3), min_size=2, max_size=6), st.text("ab", min_size=1, max_size=3))
def test_search_never_matches_across_rows(places: list[str], query: str) -> None:
    board = Board(EPOCH)
    for number, place in enumerate(places, 1):
        incident = Incident(
            id=number,
            day_no=number,
            severity=Severity.LOW,
            category="pju",
            title="Lampu",
            opened_at=START,
            updated_at=START,
            place=place,
        )
        board.append(incident, number)
    board, _ = decode_snapshot(encode_snapshot(board, START))
    view = BoardView(board, search=SearchIndex(board, few=0))
    view.set_filter(Filter(text=query))
    view.refresh(None, NOW)
    assert {i.place for i in shown(board, view)} == {p for p in places if query in p or query in "lampu"}


@given(histories(), st.sampled_from([0, 1000]))
def test_a_title_is_found_and_sorted_as_the_screen_says_it(history: list[Envelope], few: int) -> None:
    board = after(history)

    def backwards(title: str) -> str:
        return f"judul {title[::-1]}"

    view = BoardView(board, search=SearchIndex(board, few, backwards), shown=backwards)
    view.set_filter(Filter(open_only=False, text="judul"))
    view.set_sort(SortKey.TITLE)
    view.refresh(None, NOW)
    assert len(view.order) == board.count
    titles = [backwards(incident.title).casefold() for incident in shown(board, view)]
    assert titles == sorted(titles)
