"""Handovers and periods as tables. Cells that a spreadsheet would run as a formula are made plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from services.contract.briefing import Document

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of one."""
HANDOVER_COLUMNS: Final = (
    "bagian", "kunci", "nomor", "judul", "tempat", "sejak", "siapa", "langkah_berikut", "tenggat",
    "tingkat", "catatan", "regu_terlewati",
)  # fmt: skip


def moment(at: int, zone: ZoneInfo) -> str:
    """ISO 8601 with the offset of the city; empty for 0."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).isoformat(timespec="seconds") if at else ""


def written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV with CRLF line ends (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return text.getvalue()


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def handover_csv(document: Document, zone: ZoneInfo) -> str:
    """One row per item, in the order in which it is read."""
    return written(
        HANDOVER_COLUMNS,
        (
            (
                part.chapter.value, item.key, item.ref, item.title, item.place, moment(item.since, zone),
                item.who, item.next, moment(item.due_at, zone), "" if item.rank < 0 else item.rank,
                item.note, item.crossed,
            )
            for part in document.parts
            for item in part.items
        ),
    )  # fmt: skip
