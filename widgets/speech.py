"""A voice that reads one thing after the other, and says honestly when it cannot.

The speaking itself happens in `widgets.speech_process`: a speech service may hang, this window must not.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from enum import Enum
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

import resources

BEGIN_MS: Final = 20_000
"""How long a speech service may take to start: a cold one needs seven seconds."""
PATIENCE_MS: Final = 6_000
"""How long it may be silent about a sentence that should be over."""
ENDING_MS: Final = 500
GRACE_MS: Final = 2_500
"""How long a sentence may go on after its time when the next one comes by itself."""
SLOWEST_CHARS_PER_S: Final = 6.0
LANGUAGE: Final = "id_ID"


class VoiceState(Enum):
    """What is known of the voice of this machine."""

    UNKNOWN = "unknown"
    READY = "ready"
    NONE = "none"
    """No engine, no voice for the language, or one that does not answer."""


class Voice(QObject):
    """`read` what a function puts into words for the time that is left, `stop`, `begin` before the first."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, language: str = LANGUAGE, engine: str = "") -> None:
        super().__init__(parent)
        self._state = VoiceState.UNKNOWN
        self.speaking = self._ending = False
        self._next: tuple[Callable[[int], str], float] | None = None
        self._process = QProcess(self)
        self._process.setProgram(sys.executable)
        self._process.setArguments(["-m", "widgets.speech_process", language, *([engine] if engine else [])])
        self._process.setWorkingDirectory(str(resources.path("").parent))
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._hear)
        self._process.finished.connect(self._over)
        self._process.errorOccurred.connect(self._over)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._process.kill)
        self._grace = QTimer(self, singleShot=True)
        self._grace.timeout.connect(self._cut)

    @property
    def state(self) -> VoiceState:
        return self._state

    def begin(self) -> None:
        """Look for a voice where none is there; what was none before is tried again."""
        if self._ending:
            self._process.kill()
            self._process.waitForFinished(ENDING_MS)
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._ending = False
            self._set(VoiceState.UNKNOWN)
            self._process.start()
            self._patience.start(BEGIN_MS)

    def read(self, compose: Callable[[int], str], within_ms: int, *, at_once: bool) -> None:
        """Read aloud what `compose(milliseconds)` gives, within that time.

        `at_once`: somebody wants the next thing now; else what is being said may end, for a moment.
        """
        self._next = (compose, time.monotonic() + within_ms / 1000)
        if self.speaking and not at_once:
            self._grace.start(GRACE_MS)
        elif self.speaking:
            self._cut()
        else:
            self._say_next()

    def stop(self) -> None:
        """Be silent."""
        self._next = None
        self._grace.stop()
        if self.speaking:
            self._tell("stop")

    def end(self) -> None:
        """Be silent; the process is not needed until the next `begin`."""
        self.stop()
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._ending = True
            self._process.closeWriteChannel()
            self._patience.start(PATIENCE_MS)

    # --- inner ---

    def _set(self, state: VoiceState) -> None:
        if state is not self._state:
            self._state = state
            self.changed.emit()

    def _tell(self, line: str) -> None:
        self._process.write(f"{line}\n".encode())

    def _hear(self) -> None:
        for word in self._process.readAllStandardOutput().toStdString().split():
            if word == "ready":
                self._patience.stop()
                self._set(VoiceState.READY)
                self._say_next()
            elif word == "ended":
                self._patience.stop()
                self._grace.stop()
                self.speaking = False
                self._say_next()

    def _cut(self) -> None:
        """What is being said has had its time; the next follows when it is silent."""
        self._grace.stop()
        if self.speaking:
            self._tell("stop")

    def _say_next(self) -> None:
        if self._next is None or self._state is not VoiceState.READY:
            return
        compose, until = self._next
        self._next = None
        left_ms = round((until - time.monotonic()) * 1000)
        words = " ".join(compose(left_ms).split()) if left_ms > 0 else ""
        if words:
            self.speaking = True
            self._tell(f"say {words}")
            self._patience.start(PATIENCE_MS + round(len(words) / SLOWEST_CHARS_PER_S * 1000))

    def _over(self) -> None:
        """No voice, or one that hung and was ended."""
        self._patience.stop()
        self._grace.stop()
        self.speaking = False
        self._set(VoiceState.NONE)
