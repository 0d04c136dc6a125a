"""What this machine can be heard with: a line of JSON on stdout, as a process of its own.

A sound or speech service that hangs takes whoever asks it along; `patria doctor` must not be that.

`python -m widgets.audible output|voice`; out: `{"devices": [...]}`, `{"engine", "voice", "others"}`, or
`{"missing": why}` where a library of the system is not there.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from widgets.speech import LANGUAGE


def output() -> dict[str, Any]:
    """The loudspeakers an alarm can sound from."""
    from widgets.sound import loudspeakers

    return {"devices": loudspeakers()}


def voice() -> dict[str, Any]:
    """The engine and voice a briefing is read with, as the wall chooses them. `others`: engines without that
    language, with how many they have."""
    from PySide6.QtTextToSpeech import QTextToSpeech

    from widgets.speech_process import engine_for

    found = engine_for(QLocale(LANGUAGE))
    if found is not None:
        return {"engine": found.engine(), "voice": found.voice().name(), "others": {}}
    names = [name for name in QTextToSpeech.availableEngines() if name != "mock"]
    others = {
        name: len({each.language() for each in QTextToSpeech(name).availableLocales()}) for name in names
    }
    return {"engine": "", "voice": "", "others": others}


def main() -> None:
    application = QCoreApplication(sys.argv)
    try:
        found = {"output": output, "voice": voice}[sys.argv[1]]()
    except ImportError as error:
        found = {"missing": str(error)}
    sys.stdout.write(json.dumps(found))
    del application


if __name__ == "__main__":
    main()
