"""What the server and the rules say, in the language of the screen: by the sentence, not by its code.

A code has many sentences, and the sentence names who, when and what. So the pairs in
`translations/server_en.txt` are templates: what stands at a placeholder is carried over, and is itself put
into English where it is one of the words there, or a name or reason to which the city pack gives an English
one. Everything else stays as it was said.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from PySide6.QtCore import QLocale

import resources
from services.contract.city import CityPack

PAIRS: Final = "translations/server_en.txt"
_PLACE: Final = re.compile(r"\{(\d|#)\}")
_NUMBER: Final = r"(-?\d[\d.,]*)"
_of_the_pack: dict[str, str] = {}


def know(pack: CityPack) -> None:
    """Sentences come without their codes: what they name of the city is found by its Indonesian words."""
    named = {category.name: category.name_en for category in pack.categories}
    reasons = {rule.reason: rule.reason_en for rule in pack.priority_rules}
    reasons |= {rule.reason: rule.reason_en for rule in pack.depth_rules}
    _of_the_pack.clear()
    _of_the_pack.update({words: english for words, english in (named | reasons).items() if english})


def said(words: str) -> str:
    """A sentence of the server for this screen; of several lines each for itself."""
    if QLocale().language() is not QLocale.Language.English:
        return words
    return "\n".join(_in_english(line) for line in words.split("\n"))


def parts_said(words: str) -> str:
    """The same for a list with commas."""
    return ", ".join(said(part) for part in words.split(", "))


def _in_english(line: str) -> str:
    exact, templates = _pairs()
    if line in exact or line in _of_the_pack:
        return exact.get(line) or _of_the_pack[line]
    for pattern, names, english in templates:
        match = pattern.fullmatch(line)
        if match is not None:
            values = dict(zip(names, match.groups(), strict=True))
            return _PLACE.sub(_Filler(values), english)
    return line


class _Filler:
    """Puts what was said into the English template; numbers in their order."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values
        self._numbers = iter([value for name, value in values.items() if name.startswith("#")])

    def __call__(self, place: re.Match[str]) -> str:
        name = place.group(1)
        return next(self._numbers) if name == "#" else _in_english(self._values[name])


@cache
def _pairs() -> tuple[dict[str, str], list[tuple[re.Pattern[str], list[str], str]]]:
    """Whole sentences, and templates with what they name, the most exact first."""
    text = resources.path(PAIRS).read_text(encoding="utf-8")
    blocks = [block.split("\n") for block in text.strip().split("\n\n") if not block.startswith("#")]
    exact = {source: english for source, english in blocks if not _PLACE.search(source)}
    patterned = [pair for pair in blocks if _PLACE.search(pair[0])]
    patterned.sort(key=lambda pair: len(_PLACE.sub("", pair[0])), reverse=True)
    return exact, [(*_pattern(source), english) for source, english in patterned]


def _pattern(source: str) -> tuple[re.Pattern[str], list[str]]:
    names: list[str] = []
    pieces, at = [], 0
    for place in _PLACE.finditer(source):
        pieces.append(re.escape(source[at : place.start()]))
        number = place.group(1) == "#"
        pieces.append(_NUMBER if number else "(.*)")
        names.append(f"#{len(names)}" if number else place.group(1))
        at = place.end()
    return re.compile("".join(pieces) + re.escape(source[at:])), names
