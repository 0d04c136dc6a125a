"""The texts of a translation file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


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
