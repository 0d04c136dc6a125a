"""Whether alarms and briefings are heard at this machine, in words, and what to install where not."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Final

import resources
from services.contract.errors import KnownError

PATIENCE_S: Final = 20.0
"""As long as a wall waits for the voice: a cold speech service needs seven seconds."""
SOUNDLESS: Final = "kejadian kritis hanya terlihat, tidak terdengar"
VOICELESS: Final = "pengarahan di dinding tidak dibacakan"
SOUND_PACKAGES: Final = "libpulse0 dan pipewire-pulse (atau pulseaudio)"
VOICE_PACKAGES: Final = "speech-dispatcher, speech-dispatcher-espeak-ng dan libspeechd2"


def loudspeaker() -> tuple[bool, str]:
    """Whether an alarm sounds, and where."""
    found = _asked("output")
    if found is None:
        words = f"Layanan suara tidak menjawab: {SOUNDLESS}. Jalankan ulang pipewire-pulse atau pulseaudio."
        return False, words
    if "missing" in found:
        words = f"Pustaka suara tidak ada ({found['missing']}): {SOUNDLESS}. Pasang {SOUND_PACKAGES}."
        return False, words
    if not found["devices"]:
        words = f"Tidak ada pengeras suara: {SOUNDLESS}. Sambungkan satu; bila ada, pasang {SOUND_PACKAGES}."
        return False, words
    return True, f"Alarm berbunyi di {found['devices'][0]}"


def voice() -> tuple[bool, str]:
    """Whether a briefing is read aloud, and by what."""
    found = _asked("voice")
    if found is None:
        words = f"Layanan suara baca tidak menjawab: {VOICELESS}. Periksa: spd-say -L"
        return False, words
    if "missing" in found:
        words = f"Pustaka suara baca tidak ada ({found['missing']}): {VOICELESS}. Pasang {VOICE_PACKAGES}."
        return False, words
    if found["engine"]:
        words = f"Pengarahan dibacakan dengan {found['engine']}, suara {found['voice']}"
        return True, words
    speaking = [f"{name} ({count} bahasa)" for name, count in found["others"].items() if count]
    lacking = "Tidak ada mesin suara yang menjawab"
    if speaking:
        lacking = f"Mesin suara {', '.join(speaking)} tanpa bahasa Indonesia"
    return False, f"{lacking}: {VOICELESS}. Pasang {VOICE_PACKAGES}."


def _asked(what: str) -> dict[str, Any] | None:
    """The answer of `widgets.audible`; None: it hung. Raises `KnownError` where it ended without one."""
    command = [sys.executable, "-m", "widgets.audible", what]
    try:
        done = subprocess.run(  # noqa: S603 - this very program
            command,
            cwd=resources.path("").parent,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        last = " ".join(done.stderr.strip().splitlines()[-1:])
        raise KnownError("sound", f"Pemeriksaan suara berakhir tanpa jawaban: {last}") from None
    return found
