"""The link of an assignment's field page, fetched from the backend and put on the clipboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from console.asking import Asker
from console.server_words import said
from console.situation import Situation
from services.contract.errors import KnownError
from services.feed.link import Endpoint
from widgets.format import Format
from widgets.orders.model import OrderRow

translate = QCoreApplication.translate

MAX_ANSWER: Final = 10_000


class FieldLinks:
    """Whoever holds a link answers for the agency: it goes nowhere but to the clipboard."""

    def __init__(
        self, situation: Situation, words: Format, asker: Asker, tell: Callable[[str], object]
    ) -> None:
        """`tell` shows a sentence."""
        self._situation, self._words, self._asker, self._tell = situation, words, asker, tell

    def copy(self, row: OrderRow) -> None:
        """Have the link made; the sentence about it comes with the answer."""
        path = f"/api/orders/{row.order_id}/link?log={self._situation.log.value}"

        def job(endpoint: Callable[[], Endpoint]) -> Any:
            from console.https import fetch

            return json.loads(fetch(endpoint(), path, MAX_ANSWER))

        self._asker.run(job, self._answered)

    def _answered(self, found: Any, error: Exception | None) -> None:
        try:
            if error is not None:
                raise error
            url, ends = str(found["url"]), int(found["expires_at"])
        except KnownError as trouble:
            words = translate("Orders", "Tautan tidak dapat diambil: {0}")
            self._tell(words.format(said(trouble.message)))
        except (KeyError, TypeError, ValueError):
            self._tell(translate("Orders", "Jawaban server tidak dikenal; tautan tidak disalin."))
        else:
            QGuiApplication.clipboard().setText(url)
            until = f"{self._words.date(ends)} {self._words.minute(ends)}"
            self._tell(translate("Orders", "Tautan disalin · berlaku sampai {0}").format(until))
