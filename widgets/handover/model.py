"""What the handover window is fed with: plain facts in words that are ready to be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, overload

from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the document."""

    key: str
    title: str
    place: str = ""
    since: int = 0
    """Milliseconds UTC; 0: it has no beginning."""
    who: str = ""
    next: str = ""
    due_at: int = 0
    rank: int = -1
    ref: str = ""
    note: str = ""
    crossed: int = 0
    fresh: bool = False
    """New since the reader's own last watch."""
    worse: bool = False
    """It became worse since then."""
    restate: bool = False
    """Must be restated before anybody can accept."""
    restated: str = ""
    """In the receiver's words; empty: not yet."""
    restated_note: str = ""
    """When and by whom; before that, what is awaited from whom."""
    differences: str = ""
    """What the restatement leaves out, in words."""
    questions: int = 0
    unanswered: int = 0


class ItemLines(Sequence[ItemLine]):
    """The items of a long chapter, each put into words when somebody looks at it. `keys`: one an item."""

    def __init__(self, keys: Sequence[str], line: Callable[[int], ItemLine]) -> None:
        self._keys, self._line = keys, line
        self._made: dict[int, ItemLine] = {}

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, number: int) -> ItemLine: ...
    @overload
    def __getitem__(self, number: slice) -> list[ItemLine]: ...
    def __getitem__(self, number: int | slice) -> ItemLine | list[ItemLine]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        found = self._made.get(number)
        if found is None:
            self._keys[number]  # raises where a sequence has to
            found = self._made[number] = self._line(number)
        return found

    def place(self, key: str) -> int:
        """Where an item is; -1: nowhere."""
        return next((number for number, each in enumerate(self._keys) if each == key), -1)


@dataclass(frozen=True, slots=True)
class PartLine:
    """A chapter with its items."""

    code: str
    caption: str
    items: Sequence[ItemLine]
    tall: bool = False
    """Three lines an item; otherwise one."""
    restate: bool = False
    """Its items must be restated before anybody can accept."""

    def place(self, key: str) -> int:
        """Where an item is among them; -1: nowhere."""
        if isinstance(self.items, ItemLines):
            return self.items.place(key)
        return next((number for number, line in enumerate(self.items) if line.key == key), -1)


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure beside the document; without a value the caption of those that follow."""

    caption: str
    value: str = ""
    note: str = ""
    wide: bool = False
    """A sentence on lines of its own, without a value."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, a restatement, a remark."""

    head: str
    words: str
    answer: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item in full."""

    key: str
    title: str
    lines: tuple[tuple[str, str], ...]
    """(caption, words)."""
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far this handover is."""

    head: str
    """Which shift hands to which, on what day."""
    source: str
    """What the document was made from."""
    doubtful: bool
    outgoing: str
    progress: str
    missing: tuple[str, ...]
    """What is missing before it can be accepted, in sentences."""
    incoming: str
    button: str
    key: str
    """Key of the button."""
    ready: bool
    behind: bool = False
    """Something of it is late or not said yet."""
    turn: bool = True
    """The button is what whoever sits here does next; False: it is there for when it has to be."""
    """The button does something now."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One entry of the shift log that somebody wrote."""

    note_id: int
    head: str
    words: str
    about: str = ""
    """What it replies to or corrects."""
    struck: str = ""
    """By what it was corrected; the original stays, struck through."""
    marks: tuple[str, ...] = ()
    """What was searched for, in lower case."""
    picture: str = ""
    """SHA-256 of a picture of a panel."""


@dataclass(frozen=True, slots=True)
class SystemLine:
    """One entry of the shift log that the system wrote by itself."""

    seq: int
    time: str
    words: str
    who: str = ""
    ref: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchLine:
    """The heading over the entries of one watch."""

    words: str


LogEntry = NoteLine | SystemLine | WatchLine


class PanelPictures(Protocol):
    """Pictures of panels by their hash."""

    def picture(self, sha256: str) -> QImage | None:
        """The picture; None while it is on its way or cannot be had."""
        ...

    def why(self, sha256: str) -> str:
        """Why it is not there, in words; empty while it is on its way."""
        ...

    def note(self, sha256: str) -> str:
        """What has to be said beside it, e.g. that it was not sent yet."""
        ...


@dataclass(frozen=True, slots=True)
class InstructionLine:
    """A standing instruction in force."""

    instruction_id: int
    words: str
    note: str
    confirmed: bool
