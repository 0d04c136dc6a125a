"""The whole wall: tiles in their places, one clock for all, banners when something is not as usual.

    wall = WallView(theme, Format(zone, "WIB"), Viewing(distance_m=3, diagonal_in=55))
    wall.set_map(map_view)
    every second, and whenever something changed:
        fresh = Freshness(age_ms, data_at)
        wall.set_head(Head(...), fresh); wall.set_counts(Counts(...), fresh); wall.set_worst(...)
        wall.set_loads(...); wall.set_arrivals(...); wall.beat_map(fresh); wall.set_link(Link.LIVE)

A setter that is not called lets its tile grow old, and the tile says so: that is the heartbeat. Setting
equal facts again costs nothing. Shows no person and no report text, takes no input.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.format import Format
from widgets.theme import Theme
from widgets.wall.arrivals import ArrivalsTile
from widgets.wall.banner import Banner, DrillFrame
from widgets.wall.bars import age_bars, ages_tile, load_bars, load_headings, loads_tile
from widgets.wall.briefing import BriefingTile
from widgets.wall.counts import CountsTile
from widgets.wall.freshness import Grade
from widgets.wall.head import HeadTile
from widgets.wall.ink import Ink
from widgets.wall.layout import BANNERS, HEAD, arrange
from widgets.wall.mapslot import MapTile
from widgets.wall.model import Arrivals, BriefingCard, Counts, Freshness, Head, Link, Loads, Worst
from widgets.wall.scale import Scale, Viewing, scale_for
from widgets.wall.tile import Moment, Tile
from widgets.wall.words import tile_title, translate
from widgets.wall.worst import WorstTile

_NOTICE_MS: Final = 8_000
_LOUD_S: Final = 10
"""How long a new notice of a real report changes its ground, once a second."""


def _wall_clock() -> int:
    return time.time_ns() // 1_000_000


def _steady_clock() -> int:
    return time.monotonic_ns() // 1_000_000


class WallView(QWidget):
    """Fed with plain facts (`widgets.wall.model`); decides nothing but what fits."""

    scale_changed = Signal(int)
    """The smallest text size in pixels, for the map inside."""

    def __init__(
        self,
        theme: Theme,
        words: Format,
        viewing: Viewing | None = None,
        parent: QWidget | None = None,
        *,
        now: Callable[[], int] = _wall_clock,
        monotonic_ms: Callable[[], int] = _steady_clock,
    ) -> None:
        """`now`: the backend's time in ms (the console corrects the skew of its own clock)."""
        super().__init__(parent)
        self.setObjectName("wall")
        self._theme, self._words = theme, words
        self._viewing = viewing or Viewing()
        self._panel: QSize | None = None
        self._now, self._monotonic = now, monotonic_ms
        self._link = Link.STARTING
        self._real_reports = self._loud_until = self._urgent_until = 0
        self._map_alive: Callable[[], bool] = lambda: False
        ink = Ink(theme, scale_for(self._viewing, 1920, 1080))
        self._add_tiles(ink)
        self._add_banners(ink)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _add_tiles(self, ink: Ink) -> None:
        self._head = HeadTile(ink, self)
        self._map = MapTile(ink, self)
        self._counts = CountsTile(ink, self)
        self._worst = WorstTile(ink, self)
        self._loads, self._ages = loads_tile(ink, self), ages_tile(ink, self)
        self._arrivals = ArrivalsTile(ink, self)
        self._briefing = BriefingTile(ink, self)
        self._briefing_on = False
        self._tiles: dict[str, Tile] = {
            tile.objectName(): tile
            for tile in (
                self._head, self._map, self._counts, self._worst, self._loads, self._ages, self._arrivals,
                self._briefing,
            )
        }  # fmt: skip

    def _add_banners(self, ink: Ink) -> None:
        self._drill = Banner("drill", ink, self, striped=True)
        self._real = Banner("real_report", ink, self, loud=True)
        self._urgent = Banner("new_critical", ink, self, loud=True)
        self._notice = Banner("notice", ink, self)
        self._lost = Banner("link_lost", ink, self)
        self._frame = DrillFrame(ink, self)
        self._banners = (self._drill, self._real, self._urgent, self._notice, self._lost)
        self._shown_banners: list[Banner] = []
        self._notice_ends = QTimer(self, singleShot=True)
        self._notice_ends.timeout.connect(lambda: self._show_banner(self._notice, False))

    # --- facts ---

    def set_head(self, facts: Head, fresh: Freshness) -> None:
        self._head.set_facts(facts)
        self._beat(self._head, fresh)

    def set_counts(self, facts: Counts, fresh: Freshness) -> None:
        """Feeds two tiles: by severity and by age."""
        self._counts.set_facts(facts)
        self._ages.set_bars(age_bars(facts))
        self._beat(self._counts, fresh)
        self._beat(self._ages, fresh)

    def set_worst(self, facts: Worst, fresh: Freshness) -> None:
        """Give about twelve; the tile shows what fits."""
        self._worst.set_facts(facts)
        self._beat(self._worst, fresh)

    def set_loads(self, facts: Loads, fresh: Freshness) -> None:
        self._loads.set_headings(load_headings(facts))
        self._loads.set_bars(load_bars(facts), translate("Wall", "Belum ada OPD yang ditugaskan."))
        self._beat(self._loads, fresh)

    def set_arrivals(self, facts: Arrivals, fresh: Freshness) -> None:
        self._arrivals.set_facts(facts)
        self._beat(self._arrivals, fresh)

    def set_map(self, widget: QWidget, alive: Callable[[], bool] = lambda: True) -> None:
        """The map; without input, like everything here. `alive`: whether it can be seen at all."""
        self._map.set_map(widget)
        self._map_alive = alive

    def beat_map(self, fresh: Freshness) -> None:
        """Call when the map took its data (or had none to take). A map that is not alive grows old."""
        if self._map_alive():
            self._beat(self._map, fresh)

    def set_link(self, link: Link) -> None:
        """What the console knows of the link; repeat it with every beat."""
        self._link = link
        self.tick()

    def set_drill(self, on: bool) -> None:
        """The wall shows the log of an exercise."""
        if on != self._frame.isVisibleTo(self):
            self._frame.setVisible(on)
            self._frame.raise_()
        self._drill.say(translate("Wall", "LATIHAN"), translate("Wall", "bukan kejadian nyata"))
        self._show_banner(self._drill, on)

    def set_real_reports(self, count: int) -> None:
        """During a drill: real reports that came in meanwhile; 0 hides the notice."""
        if count > self._real_reports:
            self._loud_until = self._monotonic() + _LOUD_S * 1000
        self._real_reports = count
        self._real.say(
            translate("Wall", "Laporan NYATA masuk: %n", None, count),
            translate("Wall", "lihat meja operator"),
        )
        self._show_banner(self._real, count > 0)

    def set_briefing(self, card: BriefingCard | None, fresh: Freshness) -> None:
        """The card of a briefing in the place of the slow figures; None: the everyday wall."""
        if card is not None:
            self._briefing.set_card(card)
        if (card is not None) != self._briefing_on:
            self._briefing_on = card is not None
            self._place()
        self._beat(self._briefing, fresh)

    def set_urgent(self, text: str, remark: str = "") -> None:
        """During a briefing: a critical incident that came meanwhile; empty hides the notice."""
        if text and text != self._urgent.text:
            self._urgent_until = self._monotonic() + _LOUD_S * 1000
        if text:
            self._urgent.say(text, remark)
        self._show_banner(self._urgent, bool(text))

    def say(self, text: str) -> None:
        """A sentence that stands for a few seconds; nobody has to answer it."""
        self._notice.say(text)
        self._show_banner(self._notice, True)
        self._notice_ends.start(_NOTICE_MS)

    # --- looks ---

    @property
    def scale(self) -> Scale:
        return self._head.ink.scale

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._take_ink()

    def set_viewing(self, viewing: Viewing, panel: QSize | None = None) -> None:
        """Where people stand and how large the panel is. `panel`: its resolution in pixels of this widget;
        None when the wall fills it."""
        self._viewing, self._panel = viewing, panel
        self._take_ink()

    def _take_ink(self) -> None:
        panel = self._panel or self.size()
        ink = Ink(self._theme, scale_for(self._viewing, panel.width(), panel.height()))
        changed = ink.scale != self._head.ink.scale
        for tile in self._tiles.values():
            tile.set_ink(ink)
        for banner in self._banners:
            banner.set_ink(ink)
        self._frame.set_ink(ink)
        self._place()
        self.update()
        if changed:
            self.scale_changed.emit(ink.scale.small)

    # --- time ---

    def tick(self) -> None:
        """Brings every age and the clock up to date, and sleeps until the next one can change."""
        moment = self._moment()
        for tile in self._tiles.values():
            tile.tick(moment)
        self._say_link(moment)
        for banner, until in ((self._real, self._loud_until), (self._urgent, self._urgent_until)):
            banner.set_lit(moment.monotonic_ms >= until or (moment.now // 1000) % 2 == 0)
        waits = [tile.pulse.next_change_ms(moment.monotonic_ms) for tile in self._tiles.values()]
        to_second = 1000 - moment.now % 1000
        self._timer.start(max(20, min(to_second, *waits)))

    def _beat(self, tile: Tile, fresh: Freshness) -> None:
        tile.beat(fresh, self._monotonic())
        tile.tick(self._moment())

    def _moment(self) -> Moment:
        return Moment(self._now(), self._monotonic(), self._words, self._link)

    def _say_link(self, moment: Moment) -> None:
        """The whole wall is old: said once across the screen, besides every tile's own words."""
        head = self._head
        if head.grade is not Grade.DEAD:
            self._show_banner(self._lost, False)
            return
        at = moment.words.moment(head.pulse.data_at, moment.now)
        age = moment.words.age(head.pulse.age_ms(moment.monotonic_ms))
        if moment.link is Link.LIVE:
            text = translate("Wall", "LAYAR BEKU · data {at}, {age} lalu").format(at=at, age=age)
            remark = translate("Wall", "sambungan ada, layar tidak diperbarui")
        else:
            text = translate("Wall", "TERPUTUS · gambar terakhir {at}, {age} lalu").format(at=at, age=age)
            remark = translate("Wall", "menyambung lagi dengan sendirinya")
        self._lost.say(text, remark)
        self._show_banner(self._lost, True)

    # --- places ---

    def _show_banner(self, banner: Banner, on: bool) -> None:
        if on != (banner in self._shown_banners):
            wanted = {*self._shown_banners, banner} if on else {*self._shown_banners} - {banner}
            self._shown_banners = [each for each in self._banners if each in wanted]
            banner.setVisible(on)
            self._place()

    def _place(self) -> None:
        plan = arrange(self.size(), self.scale, len(self._shown_banners), briefing=self._briefing_on)
        for name, tile in self._tiles.items():
            rect = plan.rects.get(name)
            tile.setVisible(rect is not None)
            if rect is not None:
                tile.setGeometry(rect)
        if BANNERS in plan.rects:
            self._place_banners(plan.rects[BANNERS])
        self._frame.setGeometry(self.rect())
        missing = [tile_title(name) for name in plan.shed if name != HEAD]
        if len(missing) > 2:
            text = translate("Wall", "tak muat: {count} petak").format(count=len(missing))
        elif missing:
            text = translate("Wall", "tak muat: {names}").format(names=", ".join(missing))
        else:
            text = ""
        self._worst.set_missing(text)

    def _place_banners(self, area: QRect) -> None:
        count = len(self._shown_banners)
        gap = self._head.ink.px(0.4)
        height = (area.height() - gap * (count - 1)) // count
        for number, banner in enumerate(self._shown_banners):
            banner.setGeometry(area.left(), area.top() + number * (height + gap), area.width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._take_ink()
        self.tick()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(self._theme.ground))
