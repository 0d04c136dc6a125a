"""A tile that nobody feeds grows old by itself and says so in words."""

from tests.looks.wall_facts import NOW, WORDS
from widgets.wall import Freshness, Link
from widgets.wall.freshness import Grade, Pulse
from widgets.wall.words import pulse_words

MINUTE = 60_000


def words(pulse: Pulse, at: int, link: Link = Link.LIVE) -> str:
    return pulse_words(pulse, link, NOW, at, WORDS)[0]


def test_it_goes_from_fresh_over_stale_to_dead_at_three_and_six_seconds() -> None:
    pulse = Pulse()
    assert pulse.grade(0) is Grade.NONE
    pulse.beat(Freshness(200, NOW), 1000)
    assert pulse.grade(1000) is Grade.FRESH
    assert pulse.grade(3799) is Grade.FRESH
    assert pulse.grade(3800) is Grade.STALE
    assert pulse.grade(6799) is Grade.STALE
    assert pulse.grade(6800) is Grade.DEAD


def test_it_knows_when_its_words_will_change() -> None:
    pulse = Pulse()
    pulse.beat(Freshness(500, NOW), 0)
    assert pulse.next_change_ms(0) == 2500
    assert pulse.next_change_ms(2500) == 3000
    assert pulse.next_change_ms(5500) > MINUTE


def test_the_words_say_age_staleness_and_since_when() -> None:
    pulse = Pulse()
    assert words(pulse, 0) == "menunggu data"
    pulse.beat(Freshness(0, NOW), 0)
    assert words(pulse, 100) == "1 dtk"
    assert words(pulse, 1900) == "2 dtk"
    assert words(pulse, 4100) == "basi 5 dtk"
    assert words(pulse, 9000, Link.LOST) == "terputus, data 21.47"
    assert words(pulse, 9000, Link.LIVE) == "beku, data 21.47"


def test_a_picture_of_yesterday_names_the_day() -> None:
    pulse = Pulse()
    pulse.beat(Freshness(24 * 60 * MINUTE, NOW - 24 * 60 * MINUTE), 0)
    assert words(pulse, 0, Link.LOST) == "terputus, data 20 Nov 21.47"


def test_the_clock_of_the_machine_does_not_matter() -> None:
    """Ages come from the steady clock; only `data_at` is the backend's time."""
    pulse = Pulse()
    pulse.beat(Freshness(0, NOW), 5000)
    assert pulse.grade(5000 + 2000) is Grade.FRESH
    assert pulse_words(pulse, Link.LIVE, NOW + 48 * 3600 * 1000, 7000, WORDS)[0] == "2 dtk"
