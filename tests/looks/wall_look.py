"""Pictures of the wall with invented facts, for people to look at.

    python -m tests.looks.wall_look FOLDER [WIDTHxHEIGHT ...]

Needs a display. The map is the real one where WebEngine works.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.looks import wall_facts as facts
from widgets.charts import BarCurve
from widgets.theme import Theme
from widgets.wall import Arrivals, Counts, Freshness, Link, Loads, Viewing, WallView, Worst

SIZES = ("1366x768", "1920x1080", "3840x2160")


def make(theme: str, size: QSize, viewing: Viewing) -> WallView:
    """A wall of one size, drawn off the screen so that no screen limits it."""
    wall = WallView(
        Theme.load(theme), facts.WORDS, viewing, now=lambda: facts.NOW, monotonic_ms=lambda: 1_000_000
    )
    wall.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    wall.set_map(QWidget())
    wall.resize(size)
    wall.show()
    return wall


def feed(wall: WallView, state: str) -> None:
    fresh = {
        "stale": Freshness(4200, facts.NOW - 4200),
        "lost": Freshness(740_000, facts.NOW - 740_000),
    }.get(state, facts.FRESH)
    if state == "first":
        wall.set_link(Link.STARTING)
        return
    empty = state == "empty"
    head = facts.head(open_count=0, unclaimed_critical=0, scene="") if empty else facts.head()
    wall.set_head(head, fresh)
    wall.set_counts(Counts() if empty else facts.counts(), fresh)
    wall.set_worst(Worst() if empty else facts.worst(), fresh)
    wall.set_loads(Loads() if empty else facts.loads(), fresh)
    wall.set_arrivals(Arrivals() if empty else facts.arrivals(), fresh)
    wall.beat_map(fresh)
    if state.startswith("briefing"):
        shown = {
            "briefing_rest": facts.rest_card(),
            "briefing_paused": facts.card(paused=True, remarks=("suara mati",)),
            "briefing_nothing": facts.nothing_card(),
        }.get(state, facts.card())
        wall.set_briefing(shown, fresh)
    if state == "briefing_urgent":
        wall.set_urgent("KRITIS baru · Kebakaran rumah · Sukorejo", "belum diklaim")
    if state == "drill":
        wall.set_drill(True)
        wall.set_real_reports(2)
    wall.set_link(Link.LOST if state == "lost" else Link.LIVE)
    if state == "frozen":
        wall.set_worst(facts.worst(), Freshness(95_000, facts.NOW - 95_000))
        wall.tick()


def settle(wall: WallView) -> None:
    deadline = QDeadlineTimer(5000)
    while not deadline.hasExpired():
        QApplication.processEvents()
        if all(chart.ready for chart in wall.findChildren(BarCurve)):
            QApplication.processEvents()
            return


def take(folder: Path, name: str, theme: str, size: QSize, state: str, viewing: Viewing) -> None:
    wall = make(theme, size, viewing)
    feed(wall, state)
    settle(wall)
    wall.grab().save(str(folder / f"wall_{name}.png"))
    wall.close()
    wall.deleteLater()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    QApplication(["patria-look"])
    near = Viewing()
    for text in sys.argv[2:] or SIZES:
        width, height = (int(part) for part in text.split("x"))
        size = QSize(width, height)
        take(folder, f"{text}_dark", "dark", size, "storm", near)
        for state in ("briefing", "briefing_rest"):
            take(folder, f"{text}_{state}", "dark", size, state, near)
        if width > 3000:
            continue
        take(folder, f"{text}_light", "light", size, "storm", near)
        take(folder, f"{text}_4m", "dark", size, "storm", Viewing(distance_m=4))
        if width != 1920:
            continue
        for state in ("drill", "stale", "lost", "empty", "frozen", "first"):
            take(folder, f"{text}_{state}", "dark", size, state, near)
        for state in ("briefing_paused", "briefing_nothing", "briefing_urgent"):
            take(folder, f"{text}_{state}", "light", size, state, near)
        for metres in (4, 6):
            take(folder, f"{text}_briefing_{metres}m", "dark", size, "briefing", Viewing(distance_m=metres))
        take(folder, "1080x1920_briefing", "dark", QSize(height, width), "briefing", near)
        take(folder, f"{text}_drill_light", "light", size, "drill", near)
        take(folder, f"{text}_6m", "dark", size, "storm", Viewing(distance_m=6))
        take(folder, "1080x1920_portrait", "dark", QSize(height, width), "storm", near)


if __name__ == "__main__":
    main()
