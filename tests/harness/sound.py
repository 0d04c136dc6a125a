"""A room with a loudspeaker nobody hears: a private PulseAudio whose only output is recorded."""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from tests.harness import child
from tests.harness.waiting import wait_until

RATE: Final = 48_000
AUDIBLE: Final = 0.01
"""Share of full scale (-40 dB) from which a sample counts as sound."""
BREATH_S: Final = 0.6
"""Silence shorter than this belongs to the sound around it."""


class NoSoundServer(Exception):
    """This machine cannot start one; the words say why."""


@dataclass(frozen=True)
class Burst:
    """One sound between two silences, in seconds of the recording's own clock."""

    start: float
    samples: NDArray[np.float64]

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE

    @property
    def peak(self) -> float:
        return float(np.abs(self.samples).max())

    @property
    def longest_plateau(self) -> int:
        """Most samples in a row at the very top: what clipping looks like."""
        at_top = np.concatenate([[0], (np.abs(self.samples) > 0.999 * self.peak).astype(int), [0]])
        edges = np.flatnonzero(np.diff(at_top))
        return int((edges[1::2] - edges[::2]).max())

    def loudest_tones(self, count: int) -> list[float]:
        """The strongest frequencies, at least 40 Hz apart, in rising order."""
        strength = np.abs(np.fft.rfft(self.samples * np.hanning(len(self.samples))))
        pitch = np.fft.rfftfreq(len(self.samples), 1 / RATE)
        found: list[float] = []
        for index in np.argsort(strength)[::-1]:
            if all(abs(pitch[index] - other) > 40 for other in found):
                found.append(float(pitch[index]))
            if len(found) == count:
                break
        return sorted(found)


class SoundRoom:
    """Start it, give `environment` to whoever shall be heard, and ask for `bursts`.

    Raises `NoSoundServer` where there is no PulseAudio or it does not run.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._recording = folder / "room.raw"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to be heard here, and nowhere else."""
        return {"PULSE_SERVER": f"unix:{self._socket}", "PULSE_COOKIE": str(self._folder / "cookie")}

    def __enter__(self) -> Self:
        try:
            self._start_server()
            self._start_recording()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        while self._processes:
            child.end(self._processes.pop(), signal.SIGTERM)

    @property
    def seconds(self) -> float:
        """How long the room has been listened to."""
        return (self._recording.stat().st_size // 2) / RATE if self._recording.exists() else 0.0

    def heard(self) -> NDArray[np.float64]:
        """Everything so far, 1.0 being full scale."""
        raw = self._recording.read_bytes()
        return np.frombuffer(raw[: len(raw) // 2 * 2], "<i2") / 32768

    def bursts(self) -> list[Burst]:
        """The sounds that are over: each is followed by a breath of silence."""
        samples = self.heard()
        loud = np.flatnonzero(np.abs(samples) > AUDIBLE)
        if not len(loud):
            return []
        breath = int(BREATH_S * RATE)
        cuts = np.flatnonzero(np.diff(loud) > breath)
        starts, ends = [loud[0], *loud[cuts + 1]], [*loud[cuts], loud[-1]]
        return [
            Burst(start / RATE, samples[start : end + 1])
            for start, end in zip(starts, ends, strict=True)
            if len(samples) - end > breath
        ]

    def until_heard(self, count: int, what: str, within: float = 30.0) -> list[Burst]:
        """Wait for so many sounds in all."""
        return wait_until(lambda: found if len(found := self.bursts()) >= count else None, what, within) or []

    def listen(self, seconds: float) -> None:
        """Go on until the recording is so much longer."""
        end = self.seconds + seconds
        wait_until(lambda: self.seconds >= end, f"{seconds:g} s more were recorded", seconds + 20)

    @property
    def _socket(self) -> Path:
        return self._folder / "native"

    def _start_server(self) -> None:
        for program in ("pulseaudio", "pactl", "parec"):
            if shutil.which(program) is None:
                raise NoSoundServer(f"{program} is missing: tools/system-packages test installs it")
        log = self._folder / "pulseaudio.log"
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        command += ["--disable-shm=yes", "--log-target=stderr"]
        command += ["-L", f"module-null-sink sink_name=room rate={RATE} channels=1"]
        command += ["-L", f"module-native-protocol-unix socket={self._socket} auth-anonymous=1"]
        home = str(self._folder)
        environment = {**os.environ, "HOME": home, "PULSE_RUNTIME_PATH": home, "XDG_CONFIG_HOME": home}
        server = child.start(command, environment=environment, log=log)
        self._processes.append(server)
        try:
            wait_until(lambda: server.poll() is not None or self._answers(), "the sound server answers")
        except AssertionError:
            raise NoSoundServer("PulseAudio does not answer: " + log.read_text(errors="replace")) from None
        if server.poll() is not None:
            raise NoSoundServer("PulseAudio does not start: " + log.read_text(errors="replace"))

    def _answers(self) -> bool:
        words = ["pactl", "list", "short", "sinks"]
        environment = {**os.environ, **self.environment}
        done = subprocess.run(words, env=environment, capture_output=True, check=False, timeout=20)
        return b"room" in done.stdout

    def _start_recording(self) -> None:
        command = ["parec", "--raw", "--device=room.monitor", "--format=s16le", f"--rate={RATE}"]
        command += ["--channels=1", "--latency-msec=50", str(self._recording)]
        environment = {**os.environ, **self.environment}
        self._processes.append(child.start(command, environment=environment, log=self._folder / "parec.log"))
        wait_until(lambda: self.seconds > 0.2, "the room is recorded")
