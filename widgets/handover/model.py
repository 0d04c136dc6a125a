"""What the handover window is fed with: plain facts in words that are ready to be read."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class PartLine:
    """A chapter with its items."""

    code: str
    caption: str
    items: tuple[ItemLine, ...]
    tall: bool = False
    """Three lines an item; otherwise one."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure beside the document; without a value the caption of those that follow."""

    caption: str
    value: str = ""
    note: str = ""


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
    """The button does something now."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One entry of the shift log."""

    note_id: int
    head: str
    words: str
    about: str = ""
    """What it replies to or corrects."""
    struck: str = ""
    """By what it was corrected; the original stays, struck through."""


@dataclass(frozen=True, slots=True)
class InstructionLine:
    """A standing instruction in force."""

    instruction_id: int
    words: str
    note: str
    confirmed: bool
