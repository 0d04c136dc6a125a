"""A wall window with everything a briefing needs around it, over a board the test fills."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.adapters.briefing import BriefingAdapter
from console.adapters.map import MapAdapter
from console.briefing import BriefingControl
from console.windows.wall import WallWindow
from services.contract.briefing import Document
from services.contract.codec import seal
from services.contract.commands import Command
from services.contract.events import (
    Body,
    ReportReceived,
)
from services.contract.messages import Log
from services.contract.records import Incident, Report, Role, Severity
from services.contract.scenes import (
    Briefing,
    BriefingEnded,
    BriefingMoved,
    BriefingStarted,
    ControlBriefing,
    StartBriefing,
)
from services.feed.link import LinkState
from services.projection.apply import Changes, apply
from services.reporting import briefing_plan
from services.reporting.handover import generate
from tests.console.making import EPOCHS, NAMES, Room
from tests.widgets.wall.painted import painted_text
from widgets.map import MapSource, MapView
from widgets.sound import Alarm
from widgets.speech import Voice
from widgets.theme import Theme
from widgets.wall import Viewing, WallView

NOW = 1_800_000_000_000
PATIENCE_MS = 20_000
Key = Qt.Key


class Loudspeaker:
    """There, or not."""

    def __init__(self) -> None:
        self.present = False

    def available(self) -> bool:
        return self.present

    def play(self) -> None:
        """Nothing sounds at a wall."""


class Wall:
    """A wall window over a board; what is asked for happens as the backend would have it happen."""

    def __init__(self, qtbot: QtBot, folder: object) -> None:
        self.room = Room(Role.WALL)
        self.room.connect(Role.WALL)
        self.situation = self.room.situation
        self.zero = NOW
        self.situation.link = LinkState.LIVE
        self.situation.as_of[Log.LIVE] = NOW
        self.at(0)
        theme = Theme.load("dark")
        self.view = WallView(theme, NAMES.words, Viewing(), now=self.situation.now)
        self.window = WallWindow(self.view, Viewing())
        qtbot.addWidget(self.window)
        self.speaker = Loudspeaker()
        self.sound = Alarm(sink=self.speaker)
        self.voice = Voice(language="fi_FI", engine="mock")
        self.asked: list[Command] = []
        self.control = BriefingControl(self.situation, self.ask, self._alone)
        self.adapter = BriefingAdapter(self.situation, NAMES, self.view, self.control, self.sound, self.voice)
        self.map = MapView(theme, MapSource(cache=folder))  # type: ignore[arg-type]
        self.marks = MapAdapter(self.situation, NAMES, self.map)
        self.window.set_map(self.map)
        self.adapter.set_map(self.map)
        self.window.pressed.connect(self._press)
        self.window.resize(1920, 1080)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def at(self, ms: int) -> None:
        """The server's clock, milliseconds after the first briefing began."""
        self.situation.clock = (self.zero + ms, time.monotonic())

    def later(self, ms: int) -> None:
        self.at(ms)
        self.adapter.ticked(self.situation.now())

    def _alone(self) -> Document:
        return generate(self.situation.board, NAMES.pack, self.situation.now())

    def _press(self, key: str) -> None:
        self.control.press(key)
        self.adapter.show()

    def press(self, key: Key) -> None:
        QTest.keyClick(self.window, key)

    def ask(self, command: Command) -> None:
        """What the backend does with it."""
        self.asked.append(command)
        now = self.situation.now()
        if isinstance(command, StartBriefing):
            self.start()
        elif isinstance(command, ControlBriefing):
            found = self.situation.board.shifts.briefing
            assert found is not None
            after = briefing_plan.moved(found, command.act, command.card, now, "siti")
            if after.ended_at:
                self.happen(BriefingEnded(briefing_id=after.id, position_ms=after.position_ms))
            else:
                self.happen(
                    BriefingMoved(briefing_id=after.id, position_ms=after.position_ms, paused=after.paused)
                )

    def start(self) -> Briefing:
        """Somebody elsewhere starts one."""
        now, book = self.situation.now(), self.situation.board.shifts
        self.zero = now if book.briefing is None else self.zero
        cards = briefing_plan.plan(self._alone())
        started = Briefing(id=book.last_briefing_id + 1, by="sri", at=now, since=now, cards=cards)
        self.happen(BriefingStarted(briefing=started))
        return started

    def happen(self, *bodies: Body) -> None:
        board, now = self.situation.board, self.situation.now()
        changes = Changes()
        for body in bodies:
            changes.merge(apply(board, [seal(EPOCHS[Log.LIVE], board.seq + 1, now, body, "siti", "")[0]]))
        for adapter in (self.marks, self.adapter):
            adapter.changed(changes)

    def open(self, count: int, severity: Severity = Severity.CRITICAL, **fields: object) -> None:
        """New incidents, now."""
        now = self.situation.now()
        for _ in range(count):
            number = self.situation.board.next_id()
            report = Report(
                id=number,
                day_no=number,
                received_at=now,
                reported_at=now,
                source="open311",
                incident_id=number,
            )
            values: dict[str, object] = {
                "category": "pohon-tumbang", "title": "Pohon tumbang", "lat": -8.1, "lon": 112.16,
                "area": NAMES.pack.areas[0].code,
            } | fields  # fmt: skip
            incident = Incident(
                id=number,
                day_no=number,
                severity=severity,
                opened_at=now,
                updated_at=now,
                **values,  # type: ignore[arg-type]
            )
            self.happen(ReportReceived(report=report, incident=incident))
        self.marks.changed(Changes(reset=True))

    def texts(self, name: str) -> list[str]:
        tile = self.view.findChild(QWidget, name)
        assert tile is not None
        return [run.text for run in painted_text(tile)]

    def is_shown(self, name: str) -> bool:
        tile = self.view.findChild(QWidget, name)
        return tile is not None and tile.isVisibleTo(self.view)
