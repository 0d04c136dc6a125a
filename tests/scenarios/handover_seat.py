"""A supervisor at a handover window: real feed, replica, outbox and widgets, one login each."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Self, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.exceptions import TimeoutError as TooLong
from pytestqt.qtbot import QtBot

from console.asking import Asker
from console.desk_handover import HandoverDesk
from console.folders import replica_folder
from console.names import Names
from console.panel_notes import PanelNotes
from console.roles import SCREEN_ROLES
from console.session import Session
from services.contract.messages import Log
from services.contract.shifts import Handover, Watch
from services.feed.link import Endpoint, LinkState
from services.projection.shiftbook import Shiftbook
from services.store.snapshot_file import read_picture
from tests.harness import VirtualDisplay, child, wait_until
from tests.harness.backend import patria
from tests.scenarios.actor import PACK
from widgets.longtext import LongText
from widgets.theme import Theme
from widgets.tickets import TicketState


class Seat:
    """One console with the handover window; `close` and a new one over the same folder is a restart."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        endpoint: Callable[[], Endpoint],
        theme: str = "dark",
        server: str = "",
    ) -> None:
        """`server`: of a console that works on another machine's backend."""
        self._qtbot = qtbot
        place, self._lock = replica_folder(folder, server, "handover")
        self.session = Session(SCREEN_ROLES["handover"], Names(PACK), place, endpoint)
        situation = self.session.situation
        situation.take_stored(read_picture(place, Log.LIVE, situation.problems))
        self._asker = Asker(endpoint)
        look = Theme.load(theme)
        self.desk = HandoverDesk(situation, Names(PACK), look)
        self.window = self.desk.window
        self.window.setStyleSheet(look.stylesheet())
        self.window.resize(1366, 768)
        self.window.show()

    def __enter__(self) -> Self:
        self.desk.complete(self.session, self._asker, cast(Any, None))
        self.session.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._asker.stop()
        self.session.stop()
        self.window.close()
        self.desk.deleteLater()
        self.window.deleteLater()
        if self._lock is not None:
            self._lock.close()

    # --- what they do ---

    def until(self, condition: Callable[[], object], what: str, within: float = 20.0) -> None:
        def so() -> None:
            assert condition(), what

        self._qtbot.waitUntil(so, timeout=round(within * 1000))

    def connected(self) -> Self:
        situation = self.session.situation
        self.until(
            lambda: situation.link is LinkState.LIVE and situation.welcome and situation.data_at(),
            "connected",
        )
        return self

    def while_pressing(self, press: Callable[[], None], condition: Callable[[], bool], what: str) -> None:
        """Somebody presses, and again where nothing came of it for three seconds."""
        for _ in range(10):
            press()
            with suppress(TooLong):
                self.until(condition, what, within=3)
                return
        raise AssertionError(what)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key in the active window, as at the keyboard."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)
        QTest.keyClick(cast(QWidget | None, self.window.focusWidget()) or self.window, key, modifier)

    def say(self, words: str) -> None:
        """Into the question that is being asked, and Enter."""
        assert self.window.prompt.asking, self.window.toasts.sentences()
        prompt = self.window.prompt
        fields = [*prompt.findChildren(QLineEdit), *prompt.findChildren(LongText)]
        line = next(each for each in fields if each.isVisibleTo(self.window))
        QTest.keyClicks(line, words)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def agree(self) -> None:
        """Enter on a question without words."""
        assert self.window.prompt.asking, self.window.toasts.sentences()
        focus = self.window.focusWidget()
        assert self.window.prompt.isAncestorOf(focus), "the question has the keyboard"
        QTest.keyClick(focus, Qt.Key.Key_Return)

    # --- what they see ---

    @property
    def pictures(self) -> PanelNotes:
        """What takes pictures of panels here."""
        assert self.desk.pictures is not None
        return self.desk.pictures

    @property
    def book(self) -> Shiftbook:
        return self.session.situation.board.shifts

    @property
    def handover(self) -> Handover:
        found = self.book.handovers.get(self.book.last_handover_id)
        assert found is not None
        return found

    @property
    def going_on(self) -> Handover | None:
        """With what waits on this screen."""
        return self.desk.adapter.handover

    @property
    def watch(self) -> Watch | None:
        return self.book.watch

    def unsettled(self) -> list[tuple[str, TicketState, str]]:
        """Tickets that are not confirmed."""
        tickets = self.session.commander.tickets()
        return [(t.what, t.state, t.why) for t in tickets if t.state is not TicketState.CONFIRMED]


class WindowProcess:
    """The handover window as a process of its own on this machine's backend, worked with real keys."""

    ROLE: ClassVar[str] = "handover"
    TITLE: ClassVar[str] = "Patria · Serah terima"

    def __init__(self, display: VirtualDisplay, data_dir: Path, *more: str) -> None:
        self._environment = display.environment
        command = patria(
            "console", "--role", self.ROLE, "--geometry", "1366x768", "--data-dir", str(data_dir), *more
        )
        self._log = (data_dir.parent / "window.out").open("ab")
        self.process = subprocess.Popen(command, env=self._environment, stdout=self._log, stderr=self._log)
        window = wait_until(self._window, "the window is on the screen")
        self._xdotool("windowactivate", "--sync", window)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)

    def type(self, words: str) -> None:
        """Words and Enter."""
        self._xdotool("type", "--delay", "20", words)
        self.press("Return")

    def kill(self) -> None:
        """kill -9."""
        child.end(self.process, signal.SIGKILL)
        self._log.close()

    def _window(self) -> str:
        found = self._xdotool("search", "--onlyvisible", "--name", self.TITLE).split()
        return found[0] if found else ""

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
        return done.stdout
