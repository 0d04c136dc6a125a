"""The whole wall window with the real map, on a real screen.

    python -m tests.looks.wall_map FOLDER [WIDTHxHEIGHT ...]

The screen must be at least as large as the largest picture.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import numpy as np
from PySide6.QtCore import QDeadlineTimer, QSize
from PySide6.QtWidgets import QApplication

import resources
from console.windows.wall import WallWindow
from services.city.loader import load_pack
from services.contract.city import CityPack
from tests.looks import wall_facts as facts
from tests.looks.wall_look import SIZES, feed
from widgets.map import MapDelta, MapFlag, MapSource, MapView, prepare_web_engine
from widgets.theme import Theme
from widgets.wall import Viewing, WallView


def points(pack: CityPack) -> MapDelta:
    """Forty-four invented incidents near the centres of the kelurahan."""
    chance = random.Random(112)
    ranks = [0] * 4 + [1] * 9 + [2] * 14 + [3] * 17
    places = [chance.choice(pack.areas) for _ in ranks]
    flags = [MapFlag.OPEN | (MapFlag.ATTENTION if rank == 0 and n < 2 else 0) for n, rank in enumerate(ranks)]
    return MapDelta(
        ids=np.arange(1, len(ranks) + 1, dtype=np.int64),
        lat=np.array([place.lat + chance.gauss(0, 0.003) for place in places]),
        lon=np.array([place.lon + chance.gauss(0, 0.003) for place in places]),
        severity=np.array(ranks, np.uint8),
        flags=np.array(flags, np.uint8),
        reset=True,
    )


def wait(app: QApplication, milliseconds: int) -> None:
    deadline = QDeadlineTimer(milliseconds)
    while not deadline.hasExpired():
        app.processEvents()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    prepare_web_engine()
    app = QApplication(["patria-look"])
    pack = load_pack(resources.path("cities/blitar"))
    with tempfile.TemporaryDirectory() as cache:
        for name in ("dark", "light"):
            theme = Theme.load(name)
            app.setStyleSheet(theme.stylesheet())
            for text in sys.argv[2:] or SIZES:
                width, height = (int(part) for part in text.split("x"))
                view = WallView(
                    theme, facts.WORDS, Viewing(), now=lambda: facts.NOW, monotonic_ms=lambda: 1000
                )
                window = WallWindow(view, Viewing())
                window.resize(QSize(width, height))
                window.show()
                city = MapView(theme, MapSource(cache=Path(cache)))
                city.set_areas(pack.shapes, pack.areas, pack.shapes_official)
                city.apply(points(pack))
                window.set_map(city)
                city.start()
                feed(view, "storm")
                deadline = QDeadlineTimer(20_000)
                while not city.is_ready and not deadline.hasExpired():
                    app.processEvents()
                wait(app, 2500)
                window.screen().grabWindow(window.winId()).save(str(folder / f"wallmap_{text}_{name}.png"))
                window.close()
                window.deleteLater()
                app.processEvents()


if __name__ == "__main__":
    main()
