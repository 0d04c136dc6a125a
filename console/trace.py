"""Moments of the start, printed with PATRIA_TRACE_START=1: what the start benchmark reads."""

from __future__ import annotations

import os
import sys
import time

_ON = os.environ.get("PATRIA_TRACE_START") == "1"


def mark(moment: str) -> None:
    """Print the monotonic clock at a moment of the start (seconds; the same clock in all processes)."""
    if _ON:
        sys.stdout.write(f"TRACE {moment} {time.monotonic():.6f}\n")
        sys.stdout.flush()
