"""Makes the alarm sound that ships in resources/sounds/. Run once; the result is committed.

Two gentle tones, a rising fourth with soft edges and a few harmonics, in the manner of the IEC 60601-1-8
alarm pulses: recognisable, not startling, and audible through speech.
"""

from __future__ import annotations

import wave
from typing import Final

import numpy as np
from numpy.typing import NDArray

import resources

RATE: Final = 22_050
PULSE_S: Final = 0.18
GAP_S: Final = 0.07
TONES_HZ: Final = (523.25, 698.46)
HARMONICS: Final = (1.0, 0.45, 0.25, 0.12)
PEAK: Final = 0.6


def pulse(frequency: float) -> NDArray[np.float64]:
    """One tone with 25 ms edges, so that it does not click."""
    at = np.arange(int(RATE * PULSE_S)) / RATE
    wave_form = sum(
        share * np.sin(2 * np.pi * frequency * (number + 1) * at) for number, share in enumerate(HARMONICS)
    )
    edge = np.clip(np.minimum(at, PULSE_S - at) / 0.025, 0, 1)
    shaped: NDArray[np.float64] = wave_form * np.sin(edge * np.pi / 2) ** 2
    return shaped


def critical() -> NDArray[np.float64]:
    """Low, high, a breath, low, high."""
    gap = np.zeros(int(RATE * GAP_S))
    pair = np.concatenate([pulse(TONES_HZ[0]), gap, pulse(TONES_HZ[1])])
    both = np.concatenate([pair, np.zeros(int(RATE * 0.22)), pair, gap])
    loudest: NDArray[np.float64] = both / np.abs(both).max() * PEAK
    return loudest


def main() -> None:
    samples = (critical() * 32767).astype("<i2")
    target = resources.path("sounds/critical.wav")
    target.parent.mkdir(exist_ok=True)
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


if __name__ == "__main__":
    main()
