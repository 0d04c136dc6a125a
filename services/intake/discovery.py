"""The service discovery document of Open311: which endpoints there are and what they speak."""

from __future__ import annotations

from typing import Final

from services.intake.render import Record, Value

SPECIFICATION: Final = "http://wiki.open311.org/GeoReport_v2"
CHANGESET: Final = "2026-11-22T00:00:00+07:00"
"""When what the endpoints offer last changed."""
KEY_SERVICE: Final = "Kunci API diberikan oleh administrator ruang kendali (perintah: patria apikey)."


def discovery(base: str, contact: str) -> Record:
    """`base`: scheme and host, without a trailing slash."""
    base = base.rstrip("/")
    return {
        "changeset": CHANGESET,
        "contact": contact or "Hubungi administrator ruang kendali kota.",
        "key_service": KEY_SERVICE,
        "endpoints": [
            _endpoint(f"{base}/open311/v2", "production"),
            _endpoint(f"{base}/open311/latihan/v2", "test"),
        ],
    }


def _endpoint(url: str, kind: str) -> Value:
    return {
        "specification": SPECIFICATION,
        "url": url,
        "changeset": CHANGESET,
        "type": kind,
        "formats": ["text/xml", "application/json"],
    }
