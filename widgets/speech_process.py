"""Reads aloud what it is told on stdin, as a process of its own.

A speech service that hangs takes whoever asks it along, for ever; a wall must not be that. So the wall asks
this process, and ends it when it does not answer.

`python -m widgets.speech_process LOCALE [ENGINE]`; in: `say WORDS`, `stop`; out: `ready`, `none`, `ended`.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication, QLocale, QSocketNotifier
from PySide6.QtTextToSpeech import QTextToSpeech

_SILENT = (QTextToSpeech.State.Ready, QTextToSpeech.State.Error)


def tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def engine_for(locale: QLocale, wanted: str = "") -> QTextToSpeech | None:
    """An engine of this machine that has a voice for exactly this language, or None."""
    # The engine that only pretends is for tests, which name it.
    names = [wanted] if wanted else [name for name in QTextToSpeech.availableEngines() if name != "mock"]
    for name in names:
        engine = QTextToSpeech(name)
        spoken = [each for each in engine.availableLocales() if each.language() == locale.language()]
        if engine.engine() == name and engine.state() is not QTextToSpeech.State.Error and spoken:
            engine.setLocale(spoken[0])
            return engine
    return None


class Reader:
    """One engine and the lines that come in for it."""

    def __init__(self, engine: QTextToSpeech) -> None:
        self._engine = engine
        self._saying = False
        self._begun = b""
        engine.stateChanged.connect(self._changed)
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._hear)

    def _hear(self) -> None:
        data = os.read(sys.stdin.fileno(), 65_536)
        if not data:
            self._engine.stop()
            QCoreApplication.quit()
        *lines, self._begun = (self._begun + data).split(b"\n")
        for line in lines:
            self._obey(line.decode())

    def _obey(self, line: str) -> None:
        word, _, words = line.partition(" ")
        if word == "say":
            self._saying = True
            self._engine.say(words)
        elif word == "stop":
            self._engine.stop()

    def _changed(self, state: QTextToSpeech.State) -> None:
        if self._saying and state in _SILENT:
            self._saying = False
            tell("ended")


def main() -> None:
    application = QCoreApplication(sys.argv)
    locale, wanted = (*sys.argv[1:], "")[:2]
    engine = engine_for(QLocale(locale), wanted)
    if engine is None:
        tell("none")
        return
    reader = Reader(engine)
    tell("ready")
    application.exec()
    del reader


if __name__ == "__main__":
    main()
