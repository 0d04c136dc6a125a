"""What the wall shows, leaves out, and says about itself."""

import dataclasses

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.contract.records import Status
from tests.looks import wall_facts as facts
from tests.widgets.wall.conftest import Clocks, MakeWall, feed
from tests.widgets.wall.painted import painted_text
from widgets.wall import Counts, Freshness, Head, Link, Loads, Viewing, WallView, Worst, WorstIncident
from widgets.wall.banner import Banner
from widgets.wall.tile import Tile


def texts(widget: QWidget) -> list[str]:
    return [found.text for found in painted_text(widget)]


def tile(wall: WallView, name: str) -> Tile:
    found = wall.findChild(Tile, name)
    assert found is not None
    return found


def banner(wall: WallView, name: str) -> Banner:
    found = wall.findChild(Banner, name)
    assert found is not None
    return found


def test_it_shows_what_it_was_given(make_wall: MakeWall) -> None:
    wall = make_wall()
    feed(wall)
    shown = texts(wall)
    for text in (
        "Kota Blitar",
        "44",
        "terbuka",
        "belum diklaim",
        "21.47",
        ".08 WIB",
        "Kebakaran rumah",
        "kini",
    ):
        assert text in shown
    assert {"4", "9", "14", "17"} <= set(texts(tile(wall, "counts")))
    assert {"6", "13", "18", "7"} <= set(texts(tile(wall, "ages")))
    assert {"DLH", "7", "tanpa OPD", "3"} <= set(texts(tile(wall, "loads")))


def test_every_tile_carries_its_age(make_wall: MakeWall) -> None:
    wall = make_wall()
    feed(wall)
    tiles = [each for each in wall.findChildren(Tile) if each.isVisible()]
    assert len(tiles) == 7
    for each in tiles:
        assert each.mark == "2 dtk"
        assert "2 dtk" in texts(each)


def test_a_tile_that_is_not_fed_says_so_alone(make_wall: MakeWall, clocks: Clocks) -> None:
    wall = make_wall()
    feed(wall)
    for _ in range(8):
        clocks.pass_ms(1000)
        fresh = Freshness(0, clocks.now)
        wall.set_head(facts.head(), fresh)
        wall.set_counts(facts.counts(), fresh)
        wall.set_link(Link.LIVE)
    assert tile(wall, "head").mark == tile(wall, "counts").mark == "1 dtk"
    assert tile(wall, "worst").mark == "beku, data 21.47"
    assert "beku, data 21.47" in texts(tile(wall, "worst"))
    assert not banner(wall, "link_lost").isVisible()


def test_a_map_that_died_grows_old_while_everything_else_is_fresh(
    make_wall: MakeWall, clocks: Clocks
) -> None:
    wall = make_wall()
    alive = [True]
    wall.set_map(QWidget(), lambda: alive[0])
    feed(wall)
    assert tile(wall, "map").mark == "2 dtk"
    alive[0] = False
    for _ in range(7):
        clocks.pass_ms(1000)
        feed(wall, Freshness(0, clocks.now))
    assert tile(wall, "map").mark == "beku, data 21.47"
    assert tile(wall, "worst").mark == "1 dtk"


def test_a_wall_that_nobody_feeds_turns_stale_without_any_call(
    qtbot: QtBot, make_wall: MakeWall, clocks: Clocks
) -> None:
    """The wall's own timer is enough: the console may be frozen."""
    wall = make_wall()
    feed(wall, Freshness(0, clocks.now))
    clocks.pass_ms(3000)
    qtbot.waitUntil(lambda: tile(wall, "worst").mark == "basi 3 dtk")
    clocks.pass_ms(3000)
    qtbot.waitUntil(lambda: tile(wall, "worst").mark == "beku, data 21.47")
    assert banner(wall, "link_lost").text.startswith("LAYAR BEKU")


def test_a_lost_link_is_said_across_the_screen_and_unsaid(make_wall: MakeWall) -> None:
    wall = make_wall()
    feed(wall, Freshness(754_000, facts.NOW - 754_000))
    wall.set_link(Link.LOST)
    lost = banner(wall, "link_lost")
    assert lost.isVisible()
    assert lost.text == "TERPUTUS · gambar terakhir 21.34.34, 12 mnt lalu"
    feed(wall)
    assert not lost.isVisible()


def test_before_any_data_it_waits(make_wall: MakeWall) -> None:
    wall = make_wall()
    wall.set_link(Link.STARTING)
    assert tile(wall, "worst").mark == "menunggu data"
    assert "Menunggu data dari server." in texts(tile(wall, "worst"))
    assert "0" not in texts(wall)
    nothing = Freshness(0, 0)
    wall.set_head(Head(city="Kota Blitar"), nothing)
    wall.set_counts(Counts(), nothing)
    wall.set_worst(Worst(), nothing)
    assert "Tidak ada kejadian terbuka." not in texts(wall)
    assert "0" not in texts(wall)
    assert not banner(wall, "link_lost").isVisible()


def test_a_drill_is_everywhere_and_a_real_report_louder(make_wall: MakeWall) -> None:
    wall = make_wall()
    feed(wall)
    before = tile(wall, "map").height()
    wall.set_drill(True)
    wall.set_real_reports(2)
    assert "LATIHAN" in texts(wall)
    assert "Laporan NYATA masuk: 2" in texts(wall)
    frame = wall.findChild(QWidget, "drill_frame")
    assert frame is not None
    assert frame.isVisible()
    assert frame.geometry() == wall.rect()
    assert tile(wall, "map").height() < before
    wall.set_drill(False)
    wall.set_real_reports(0)
    assert "LATIHAN" not in texts(wall)
    assert tile(wall, "map").height() == before


def test_ages_count_on_by_themselves(make_wall: MakeWall, clocks: Clocks) -> None:
    wall = make_wall()
    feed(wall)
    assert "42 mnt" in texts(tile(wall, "worst"))
    clocks.pass_ms(60_000)
    wall.tick()
    assert "43 mnt" in texts(tile(wall, "worst"))


def test_what_does_not_fit_is_said(make_wall: MakeWall) -> None:
    near, far = make_wall(), make_wall(viewing=Viewing(distance_m=6))
    feed(near)
    feed(far)
    assert "Terburuk · 39 lagi tak tampak" in texts(tile(near, "worst"))
    assert "tak muat: 5 petak" in texts(tile(far, "worst"))
    middle = make_wall(viewing=Viewing(distance_m=4))
    feed(middle)
    assert "tak muat: Laporan masuk" in texts(tile(middle, "worst"))


def test_rows_of_agencies_that_do_not_fit_are_counted(make_wall: MakeWall) -> None:
    wall = make_wall()
    names = [dataclasses.replace(load, name=f"OPD {n}") for n in range(3) for load in facts.loads().agencies]
    wall.set_loads(Loads(tuple(names)), facts.FRESH)
    shown = texts(tile(wall, "loads"))
    rest = next(int(text.split()[0]) for text in shown if text.endswith("lagi"))
    assert rest + sum(text.startswith("OPD ") and text[4:].isdigit() for text in shown) == len(names)


def test_a_heading_promises_no_overdue_figure_where_there_is_none(make_wall: MakeWall) -> None:
    wall = make_wall()
    loads = facts.loads()
    wall.set_loads(loads, facts.FRESH)
    assert any("lewat" in text for text in texts(tile(wall, "loads")))
    on_time = tuple(dataclasses.replace(load, overdue=0) for load in loads.agencies)
    wall.set_loads(dataclasses.replace(loads, agencies=on_time), facts.FRESH)
    shown = texts(tile(wall, "loads"))
    assert any(text.startswith("OPD") for text in shown)
    assert not any("lewat" in text for text in shown)


def test_thousands_are_written_as_everywhere_else(make_wall: MakeWall) -> None:
    wall = make_wall()
    feed(wall)
    wall.set_head(Head("Kota Blitar", 10_011, 1_420), facts.FRESH)
    assert {"10.011", "1.420"} <= set(texts(tile(wall, "head")))


def test_nothing_open_is_a_sentence(make_wall: MakeWall) -> None:
    wall = make_wall()
    wall.set_worst(Worst(), facts.FRESH)
    wall.set_loads(Loads(), facts.FRESH)
    assert "Tidak ada kejadian terbuka." in texts(tile(wall, "worst"))
    assert any(text.startswith("Belum ada OPD") for text in texts(tile(wall, "loads")))


def test_text_from_outside_is_only_text_and_never_breaks_a_row(make_wall: MakeWall) -> None:
    wall = make_wall()
    nasty = ("<img onerror=alert(1) src=x>", "B" * 400, "شارع \u202eabc", "", "🌊 banjir {title} %1 %n")
    items = tuple(
        WorstIncident(number, number % 4, text, text[:30], (text[:10],), facts.NOW, Status.OPEN)
        for number, text in enumerate(nasty)
    )
    wall.set_worst(Worst(items, len(items)), facts.FRESH)
    wall.tick()
    shown = "".join(texts(tile(wall, "worst")))
    assert "<img onerror" in shown
    assert "{title}" in shown
    for found in painted_text(wall):
        assert found.x >= 0


def test_large_numbers_keep_to_their_columns(make_wall: MakeWall, indonesian: None) -> None:
    wall = make_wall()
    wall.set_counts(Counts((1234, 98765, 100_000, 4), (100_000, 2, 3, 4)), facts.FRESH)
    found = [
        text for text in painted_text(tile(wall, "counts")) if text.text in ("1.234", "98 rb", "100 rb", "4")
    ]
    assert len(found) == 4
    assert [text.x for text in found] == sorted(text.x for text in found)
    assert "Rendah" in texts(tile(wall, "counts"))


class PaintWatch(QObject):
    """Collects what is repainted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, QRect]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.seen.append((watched.objectName(), event.region().boundingRect()))
        return False


def until_painted(qtbot: QtBot, watch: PaintWatch) -> None:
    """The head was painted, and with it whatever else had to be: a window paints its parts together."""
    qtbot.waitUntil(lambda: "head" in {name for name, _ in watch.seen})
    QCoreApplication.sendPostedEvents()


def test_a_second_repaints_the_clock_and_nothing_else(
    qtbot: QtBot, make_wall: MakeWall, clocks: Clocks
) -> None:
    wall = make_wall()
    wall.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    wall.hide()
    wall.show()
    qtbot.waitExposed(wall)
    claimed = tuple(dataclasses.replace(item, claimed=True) for item in facts.worst().incidents)
    worst = Worst(claimed, 44)
    feed(wall, Freshness(0, clocks.now), worst)
    wall.tick()
    watch = PaintWatch()
    for each in wall.findChildren(Tile):
        each.installEventFilter(watch)
    wall.update()
    until_painted(qtbot, watch)
    watch.seen.clear()
    clocks.pass_ms(1000)
    feed(wall, Freshness(0, clocks.now), worst)
    wall.tick()
    until_painted(qtbot, watch)
    assert {name for name, _ in watch.seen} == {"head"}
    assert all(rect.width() < wall.width() // 3 for _, rect in watch.seen)


def test_it_takes_no_focus_and_shows_no_cursor(make_wall: MakeWall) -> None:
    wall = make_wall()
    assert wall.cursor().shape() is Qt.CursorShape.BlankCursor
    for child in (wall, *wall.findChildren(QWidget)):
        assert child.focusPolicy() is Qt.FocusPolicy.NoFocus or not child.isVisible(), child


def test_screen_readers_get_sentences(make_wall: MakeWall) -> None:
    wall = make_wall()
    feed(wall)
    assert tile(wall, "counts").accessibleDescription() == "4 Kritis, 9 Tinggi, 14 Sedang, 17 Rendah"
    assert "Kritis: Kebakaran rumah, Sukorejo · tanpa OPD" in tile(wall, "worst").accessibleDescription()


def test_another_theme_and_language_repaint_everything(make_wall: MakeWall) -> None:
    dark, light = make_wall(), make_wall(theme="light")
    feed(dark)
    feed(light)
    assert dark.grab().toImage() != light.grab().toImage()
