"""Since you left: the document you handed over last, beside the one on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.adapters.frozen import Arrived, Frozen
from console.names import Names
from console.situation import Situation
from services.contract.briefing import Document, Item
from services.contract.shifts import Handover, HandoverState
from services.feed.link import LinkState
from services.reporting.since_left import SinceLeft, appeared, changed, subject
from widgets.handover.model import Fact

translate = QCoreApplication.translate
MOST: Final = 6


class Leaving:
    """Finds what whoever sits here handed over, asks for it once, and compares."""

    def __init__(
        self,
        situation: Situation,
        names: Names,
        fetch: Callable[[int, Arrived], None],
        arrived: Callable[[], None],
    ) -> None:
        self._situation, self._names = situation, names
        self._earlier = Frozen(situation, names.pack, fetch, arrived)
        self._asked = ""
        self._compared: tuple[Document, str, SinceLeft] | None = None

    @property
    def left(self) -> int:
        """When the last watch of whoever sits here ended; 0: they had none."""
        return self._situation.board.shifts.left_at.get(self._situation.user, 0)

    def since(self, document: Document) -> SinceLeft:
        """What changed up to the document on the screen; counted once for each."""
        left, handed = self.left, self._handed_over()
        then = self._earlier.known(handed.digest) if handed is not None else None
        if not left:
            return SinceLeft()
        known = handed.digest if handed is not None and then is not None else ""
        if self._compared is None or self._compared[0] is not document or self._compared[1] != known:
            found = changed(then, document) if then is not None else appeared(left, document)
            self._compared = (document, known, found)
        return self._compared[2]

    def words(self, document: Document, now: int) -> str:
        """One sentence; empty for somebody who was never responsible."""
        if not self.left:
            return ""
        found, words = self.since(document), self._names.words
        said = translate("Handover", "Sejak Anda pergi ({0}): {1} butir baru.")
        if found.worse or found.gone:
            said = translate("Handover", "Sejak Anda pergi ({0}): {1} butir baru, {2} memburuk, {3} selesai.")
        values = (
            words.moment(self.left, now),
            len({subject(key) for key in found.new}),
            len(found.worse),
            len(found.gone),
        )
        for number, value in enumerate(values):
            said = said.replace(f"{{{number}}}", str(value))
        return said

    def facts(self, document: Document) -> tuple[Fact, ...]:
        """What became worse and what ended, by name; what is new is marked where it stands."""
        found = self.since(document)
        items: dict[str, Item] = {}
        if found.worse:
            items = {item.key: item for part in document.parts for item in part.items}
        worse, over = translate("Handover", "Memburuk: {0}"), translate("Handover", "Selesai: {0}")
        lines = [worse.format(_named(items[key])) for key in sorted(found.worse)]
        lines += [over.format(_named(item)) for item in found.gone]
        if not lines:
            return ()
        facts = [Fact(translate("Handover", "Sejak Anda pergi"))]
        facts += [Fact(line, wide=True) for line in lines[:MOST]]
        if len(lines) > MOST:
            facts.append(Fact(translate("Handover", "dan {0} lagi").format(len(lines) - MOST), wide=True))
        return tuple(facts)

    def _handed_over(self) -> Handover | None:
        """The handover by which the last watch ended; None where it was taken over without one."""
        book, user = self._situation.board.shifts, self._situation.user
        for found in reversed(book.handovers.values()):
            if found.state is HandoverState.ACCEPTED and found.outgoing == user:
                if found.ended_at != self.left:
                    return None
                if self._asked != found.digest and self._situation.link is LinkState.LIVE:
                    self._asked = found.digest
                    self._earlier.ask(found)
                return found
        return None


def _named(item: Item) -> str:
    return " · ".join(part for part in (item.title, item.place, item.ref) if part)
