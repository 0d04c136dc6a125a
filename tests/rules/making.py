"""What several tests of the rules use."""

from __future__ import annotations

from functools import cache

from services.rules.suggest import Suggester
from tests.city.making import arjuna, blitar


@cache
def blitar_words() -> Suggester:
    return Suggester(blitar())


@cache
def arjuna_words() -> Suggester:
    return Suggester(arjuna())
