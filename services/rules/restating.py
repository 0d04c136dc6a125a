"""What a restatement leaves out: the receiver says it in their own words, the rules name the rest."""

from __future__ import annotations

from typing import Final

from services.contract.briefing import Item
from services.rules.phrases import parts, spoken

MOST: Final = 8
_UNSAID: Final = parts("kelurahan kecamatan atau")
"""What sort of place it is, nobody says: the name is what counts. Nor which of two a category names."""


def missing(item: Item, words: str) -> tuple[str, ...]:
    """Words and numbers of the item's title, place and next step that the restatement does not carry."""
    said = parts(words)
    wanted = spoken(f"{item.title}. {item.place}. {item.next}")
    return tuple(word for key, word in wanted.items() if key not in said | _UNSAID)[:MOST]
