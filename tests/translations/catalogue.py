"""The texts of the screens, collected from the sources and read from the committed translation."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

FOLDERS = ("console", "widgets")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text. `forms`: its translations, one or one for each grammatical number."""

    context: str
    source: str
    forms: tuple[str, ...]
    unfinished: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.source


def read(file: Path) -> list[Entry]:
    """Every message of a `.ts` file."""
    entries = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            kind = translation.get("type", "")
            if kind not in ("vanished", "obsolete"):
                entries.append(
                    Entry(name, message.findtext("source", ""), tuple(forms), kind == "unfinished")
                )
    return entries


def collect(root: Path, target: Path) -> list[Entry]:
    """What the sources say now."""
    sources = sorted(str(path) for folder in FOLDERS for path in (root / folder).rglob("*.py"))
    collector = Path(sys.executable).parent / "pyside6-lupdate"
    subprocess.run([collector, "-silent", *sources, "-ts", target], check=True, capture_output=True)
    return read(target)
