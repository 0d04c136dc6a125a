"""One row of a file, by a mapping, into the form fields of a report."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from services.contract.errors import Rejected
from services.contract.records import MAX_TEXT
from services.intake.forms import clean
from services.intake.mapping import ISO, Joined, Mapping
from services.intake.moments import MAX_MS, to_millis, to_text
from services.intake.reading import Row

_BLANKS = re.compile(r"\s+")
_PAIR = re.compile(r"[\s,;]+")


class Draft(Struct, frozen=True, kw_only=True):
    """A report ready to be sent, all but the position, which may still be moved."""

    row: int
    ref: str
    at: int
    """When it was reported, milliseconds."""
    lat: float | None
    lon: float | None
    form: tuple[tuple[str, str], ...]
    """The other fields in the order they are sent."""


class Translator:
    """Applies one mapping to the rows of one file, in order.

    The order matters where rows have no number of their own: the second of two equal rows gets a reference of
    its own, and the same one whenever the file is read again.
    """

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._zone = ZoneInfo(mapping.time.zone)
        self._empty = frozenset(word.strip().lower() for word in mapping.empty)
        self._table = {_folded(key): code for key, code in mapping.category.table.items()}
        self._seen: Counter[str] = Counter()
        self.unmapped: Counter[str] = Counter()
        """Category values that the table does not know, and in how many rows."""

    def draft(self, row: Row) -> Draft:
        """The report of a row. Raises `Rejected`: a clause that says what is wrong with it."""
        ref = self._ref(row)
        if row.fault:
            raise Rejected("row_unreadable", row.fault)
        mapping = self._mapping
        at = self._time(row)
        position = self._position(row)
        text = self._joined(row, mapping.text, "\n")
        if len(text) > MAX_TEXT:
            raise Rejected("too_long", f"teks memuat {len(text)} karakter, paling banyak {MAX_TEXT}")
        place = self._joined(row, mapping.place, " ")[:300]
        if position is None and not place:
            raise Rejected("missing_location", "tidak ada koordinat maupun alamat")
        form = [
            ("service_code", self._category(row)),
            ("channel", mapping.name),
            ("source_ref", ref),
            ("requested_datetime", to_text(at, self._zone)),
        ]
        if text:
            form.append(("description", text))
        if place:
            form.append(("address_string", place))
        form.extend((f"attribute[{code}]", value[:1000]) for code, value in self._attributes(row))
        form.extend(("media_url", url) for url in self._media(row))
        lat, lon = position or (None, None)
        return Draft(row=row.number, ref=ref, at=at, lat=lat, lon=lon, form=tuple(form))

    def point(self, row: Row) -> tuple[float, float] | None:
        """(lat, lon) of a row, None where it has none or a wrong one."""
        try:
            return None if row.fault else self._position(row)
        except Rejected:
            return None

    def value(self, row: Row, field: str) -> Any:
        """What a field holds; None for nothing, an empty text, or one of the mapping's words for empty."""
        found: Any = row.values
        if field.lower() in row.values:
            found = row.values[field.lower()]
        else:
            for depth, step in enumerate(field.split(".")):
                found = found.get(step.lower() if depth == 0 else step) if isinstance(found, dict) else None
        if isinstance(found, str):
            found = clean(found).strip()
            return None if not found or found.lower() in self._empty else found
        return None if isinstance(found, dict | list) and not found else found

    def _text(self, row: Row, field: str) -> str:
        value = self.value(row, field)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "ya" if value else "tidak"
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, dict | list):
            return json.dumps(value, ensure_ascii=False)
        return str(value)

    def _joined(self, row: Row, joined: Joined, blank: str) -> str:
        said: list[str] = []
        for part in joined.parts:
            value = self._text(row, part.field)
            repeated = part.form == "{}" and any(value.casefold() in earlier.casefold() for earlier in said)
            if value and not repeated:
                said.append(part.form.replace("{}", value))
        text = joined.separator.join(said) or joined.default
        return text if blank == "\n" else _BLANKS.sub(blank, text).strip()

    def _ref(self, row: Row) -> str:
        stated = [self._text(row, field) for field in self._mapping.ref]
        if stated and all(stated):
            return ":".join(stated)[:200]
        content = json.dumps([row.values, row.point], sort_keys=True, ensure_ascii=False, default=str)
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        self._seen[digest] += 1
        again = self._seen[digest]
        return digest if again == 1 else f"{digest}-{again}"

    def _time(self, row: Row) -> int:
        field = self._mapping.time.field
        text = self._text(row, field)
        if not text:
            raise Rejected("bad_time", f"{field} kosong")
        for form in self._mapping.time.formats:
            try:
                at = to_millis(self._moment(text, form))
            except (ValueError, OverflowError):
                continue
            if 0 <= at <= MAX_MS:
                return at
        raise Rejected("bad_time", f"{field} “{text[:40]}” tidak sesuai format waktu pemetaan")

    def _moment(self, text: str, form: str) -> datetime:
        # The zone follows: a time without an offset is the source's local time.
        moment = datetime.fromisoformat(text) if form == ISO else datetime.strptime(text, form)  # noqa: DTZ007
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=self._zone)

    def _position(self, row: Row) -> tuple[float, float] | None:
        where = self._mapping.position
        if where.lat is not None and where.lon is not None:
            values = [self.value(row, where.lat), self.value(row, where.lon)]
        elif where.pair is not None:
            pair = self.value(row, where.pair)
            values = _PAIR.split(pair.strip("()[] ")) if isinstance(pair, str) else pair or [None, None]
            values = values[::-1] if where.order == "lonlat" else values
        elif row.point is not None:
            values = list(row.point if where.order == "latlon" else row.point[::-1])
        else:
            return None
        if values == [None, None]:
            return None
        return _checked(values)

    def _category(self, row: Row) -> str:
        category = self._mapping.category
        if category.field is None:
            return category.default
        value = self._text(row, category.field)
        code = self._table.get(_folded(value))
        if code is None:
            self.unmapped[value or "(kosong)"] += 1
            return category.default
        return code

    def _attributes(self, row: Row) -> Iterator[tuple[str, str]]:
        for code, field in self._mapping.attributes.items():
            value = self._text(row, field)
            if value:
                yield code, value
        yield from self._mapping.constants.items()

    def _media(self, row: Row) -> Iterator[str]:
        for field in self._mapping.media:
            url = self._text(row, field)
            if (
                url.lower().startswith(("http://", "https://"))
                and len(url) <= 2000
                and not _BLANKS.search(url)
            ):
                yield url


def _folded(value: str) -> str:
    return _BLANKS.sub(" ", value).strip().casefold()


def _checked(values: Any) -> tuple[float, float]:
    try:
        lat, lon = (float(value) for value in values)
    except (TypeError, ValueError):
        raise Rejected("bad_coordinate", f"koordinat “{str(values)[:60]}” bukan dua bilangan") from None
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise Rejected("bad_coordinate", "koordinat bukan bilangan")
    if abs(lat) > 90 and abs(lon) <= 90:
        raise Rejected(
            "bad_coordinate", f"lintang dan bujur tampaknya tertukar: lintang {lat:g}, bujur {lon:g}"
        )
    if abs(lat) > 90 or abs(lon) > 180:
        raise Rejected("bad_coordinate", f"koordinat di luar bumi: lintang {lat:g}, bujur {lon:g}")
    if lat == 0 and lon == 0:
        raise Rejected("bad_coordinate", "koordinat 0, 0 berarti posisi tidak diketahui")
    return lat, lon
