"""Numbers and addresses of people, hidden in text that leaves the room or enters the log (UU 27/2022)."""

from __future__ import annotations

import re
from typing import Final

_NUMBER = re.compile(r"(?<![\w/=.])(?:\d{9,}|[+0]\d(?:[ .\-()]{0,2}\d){7,})(?!\w)")
"""Nine digits in a row (NIK, accounts), or a telephone number however it is spaced; house numbers, dates and
coordinates stay."""
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
HIDDEN: Final = "[disamarkan]"


def mask(text: str) -> str:
    """The text with phone numbers, identity numbers and e-mail addresses replaced."""
    if "@" in text:
        text = _EMAIL.sub(HIDDEN, text)
    return _NUMBER.sub(HIDDEN, text)
