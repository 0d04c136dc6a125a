"""The sound for new critical incidents: latched until somebody acknowledges, never faster than its rate.

ISA-18.2: an alarm stays until it is acknowledged; silencing it for a while is visible and ends by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl, Signal

import resources

REPEAT_MS: Final = 15_000
"""How often an unacknowledged alarm sounds again."""
LEAST_GAP_MS: Final = 4_000
"""Never two sounds closer than this, however many incidents arrive."""
FLASH_MS: Final = 500
"""Half a period of the flash: one flash a second, a third of what WCAG 2.3.1 allows."""
MUTE_MIN: Final = 30
"""How long a mute lasts unless it is ended earlier."""
SWALLOWING: Final = b"auto_null"
"""What PulseAudio and PipeWire offer where there is no device: it plays, and nobody hears it."""


class Sink(Protocol):
    """Something that can be heard."""

    def available(self) -> bool:
        """True while there is a device to play on."""
        ...

    def play(self) -> None:
        """Starts the sound and returns at once."""
        ...


class SoundState(Enum):
    """What the room should know about the sound."""

    ON = "on"
    MUTED = "muted"
    NO_DEVICE = "no_device"


def loudspeakers() -> list[str]:
    """Names of what can be heard, the usual one first. Raises ImportError without the system libraries."""
    from PySide6.QtMultimedia import QMediaDevices

    found = [each for each in QMediaDevices.audioOutputs() if bytes(each.id().data()) != SWALLOWING]
    return [each.description() for each in sorted(found, key=lambda each: not each.isDefault())]


class QtSink:
    """The machine's loudspeaker. QtMultimedia is imported with the first use only."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent
        self._effect: QObject | None = None
        self._play: Callable[[], None] = lambda: None

    def available(self) -> bool:
        try:
            return bool(loudspeakers())
        except ImportError:  # a machine without the system libraries of QtMultimedia
            return False

    def play(self) -> None:
        if self._effect is None:
            from PySide6.QtMultimedia import QSoundEffect

            effect = QSoundEffect(self._parent)
            effect.setSource(QUrl.fromLocalFile(str(resources.path("sounds/critical.wav"))))
            self._effect, self._play = effect, effect.play
        self._play()


class Alarm(QObject):
    """Sounds and flashes while critical incidents wait to be acknowledged.

    The owner says what is new (`sound_for`), what somebody took (`settle`) and when the operator pressed
    the key (`acknowledge`). `changed` tells when anything visible differs; `flashed` carries the flash,
    on and off, at most one a second.
    """

    changed = Signal()
    flashed = Signal(bool)

    def __init__(
        self,
        parent: QObject | None = None,
        sink: Sink | None = None,
        monotonic_ms: Callable[[], int] = lambda: time.monotonic_ns() // 1_000_000,
    ) -> None:
        super().__init__(parent)
        self._sink: Sink = sink or QtSink(self)
        self._now = monotonic_ms
        self._waiting: set[int] = set()
        self._played_at: int | None = None
        self._owed = False
        self._muted_until = self._told_minutes = 0
        self._has_device = True
        self._flash_on = False
        self._timer = QTimer(self)
        self._timer.setInterval(FLASH_MS)
        self._timer.timeout.connect(self.tick)

    # --- what happens ---

    def sound_for(self, incident_id: int) -> None:
        """A new critical incident; the same one again changes nothing."""
        if incident_id in self._waiting:
            return
        self._waiting.add(incident_id)
        self._owed = True
        self._timer.start()
        self._sound_if_due()
        self.changed.emit()

    def settle(self, incident_id: int) -> None:
        """Somebody took it, or it is no longer critical or open."""
        if incident_id in self._waiting:
            self._waiting.discard(incident_id)
            self._after_settling()

    def acknowledge(self) -> None:
        """The operator heard: everything that waits is recognised."""
        if self._waiting:
            self._waiting.clear()
            self._after_settling()

    def mute(self, minutes: int = MUTE_MIN) -> None:
        """Silence for a while; the flash stays."""
        self._muted_until = self._now() + minutes * 60_000
        self._timer.start()
        self.changed.emit()

    def unmute(self) -> None:
        self._muted_until = 0
        self._owed = bool(self._waiting)
        self._stop_if_idle()
        self._sound_if_due()
        self.changed.emit()

    def look_for_device(self) -> None:
        """Call once after the first paint, so that a machine without sound says so before it matters."""
        had_device, self._has_device = self._has_device, self._sink.available()
        if had_device != self._has_device:
            self.changed.emit()

    # --- what is visible ---

    @property
    def waiting(self) -> int:
        """How many critical incidents nobody acknowledged."""
        return len(self._waiting)

    @property
    def muted_for_ms(self) -> int:
        """Milliseconds of silence left; 0 when not muted."""
        return max(0, self._muted_until - self._now())

    @property
    def muted_minutes(self) -> int:
        """Minutes of silence left, rounded up."""
        return -(-self.muted_for_ms // 60_000)

    @property
    def state(self) -> SoundState:
        if self.muted_for_ms:
            return SoundState.MUTED
        return SoundState.ON if self._has_device else SoundState.NO_DEVICE

    def words(self) -> str:
        """The state in words, for the status line and for screen readers."""
        if self.state is SoundState.MUTED:
            text = QCoreApplication.translate("Alarm", "Suara dibisukan, {minutes} mnt lagi")
            return text.format(minutes=self.muted_minutes)
        if self.state is SoundState.NO_DEVICE:
            return QCoreApplication.translate(
                "Alarm", "Tidak ada perangkat suara: kejadian kritis hanya terlihat, tidak terdengar"
            )
        return QCoreApplication.translate("Alarm", "Suara menyala")

    # --- the clock ---

    def tick(self) -> None:
        """Called twice a second while something waits or a mute runs."""
        if self._muted_until and not self.muted_for_ms:
            self._muted_until = 0
        if self.muted_minutes != self._told_minutes:
            self._told_minutes = self.muted_minutes
            self.changed.emit()
        if self._waiting:
            self._flash(not self._flash_on)
            self._sound_if_due()
        self._stop_if_idle()

    def _after_settling(self) -> None:
        if not self._waiting:
            self._owed = False
            self._flash(False)
        self._stop_if_idle()
        self.changed.emit()

    def _stop_if_idle(self) -> None:
        if not self._waiting and not self._muted_until:
            self._timer.stop()

    def _flash(self, on: bool) -> None:
        if on != self._flash_on:
            self._flash_on = on
            self.flashed.emit(on)

    def _sound_if_due(self) -> None:
        """Something new sounds as soon as the rate allows, something old when it is time to repeat."""
        if not self._waiting or self.muted_for_ms:
            return
        now, gap = self._now(), LEAST_GAP_MS if self._owed else REPEAT_MS
        if self._played_at is not None and now - self._played_at < gap:
            return
        self._played_at, self._owed = now, False
        self.look_for_device()
        if self._has_device:
            self._sink.play()
