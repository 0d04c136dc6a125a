"""What somebody types to find something in the shift log, in its parts.

Words, `#tag`, `@person` or `@OPD`, an OPD's short name, an incident's number, `dari:siti`, `regu:pagi`, a day
(`hari-ini`, `kemarin`, `21/11`, `21/11/2026`, `2026-11-21`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

DAYS_BACK: Final = {"hari-ini": 0, "kemarin": 1, "kemarin-lusa": 2}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_INCIDENT = re.compile(r"[A-Za-z]{1,8}-\d{6}-\d{4,}|#\d{1,6}")


class Query(Struct, frozen=True, kw_only=True):
    """Empty and 0: not asked for. `words` in lower case; from `start` to before `end`, milliseconds UTC."""

    words: tuple[str, ...] = ()
    user: str = ""
    shift: str = ""
    agency: str = ""
    incident_id: int = 0
    start: int = 0
    end: int = 0

    @property
    def empty(self) -> bool:
        return self == Query()


def parse(
    text: str,
    agencies: Mapping[str, str],
    incident_of: Callable[[str], int],
    now: int,
    zone: ZoneInfo,
) -> Query:
    """`agencies`: what the room calls them in lower case → code; `incident_of`: as in `mentions`."""
    found = Query()
    words: list[str] = []
    today = datetime.fromtimestamp(now / 1000, UTC).astimezone(zone).date()
    for word in text.split():
        low = word.casefold()
        kind, _, value = low.partition(":")
        day = _day(low, today)
        code = agencies.get(low.removeprefix("@"), "")
        incident_id = incident_of(word.upper()) if _INCIDENT.fullmatch(word) else 0
        if kind == "dari" and value:
            found = replace(found, user=value)
        elif kind == "regu" and value:
            found = replace(found, shift=value)
        elif day is not None:
            found = replace(found, start=_began(day, zone), end=_began(day + timedelta(days=1), zone))
        elif code and not found.agency:
            found = replace(found, agency=code)
        elif incident_id and not found.incident_id:
            found = replace(found, incident_id=incident_id)
        else:
            words.append(low)
    return replace(found, words=tuple(dict.fromkeys(words)))


def _began(day: date, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp() * 1000)


def _day(word: str, today: date) -> date | None:
    """A day as it is written; without a year the last one of that name."""
    if word in DAYS_BACK:
        return today - timedelta(days=DAYS_BACK[word])
    written, iso = _DAY.fullmatch(word), _ISO.fullmatch(word)
    try:
        if iso is not None:
            return date(*(int(part) for part in iso.groups()))
        if written is None:
            return None
        number, month, year = written.groups()
        if year:
            return date(int(year), int(month), int(number))
        this_year = date(today.year, int(month), int(number))
        return this_year if this_year <= today else this_year.replace(year=today.year - 1)
    except ValueError:
        return None
