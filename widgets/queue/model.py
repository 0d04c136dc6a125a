"""What the queue is fed with and what it asks for.

The console gives a `QueueSource`: rows already filtered and sorted, read one by one only for what is on the
screen, so a queue of a million rows costs the same as one of ten. After the source changed, call
`QueuePanel.refresh(opened)`; rows named in `opened` fade in. Sorting and filtering are requests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from widgets.tickets import TicketState

translate = QCoreApplication.translate


class Column(StrEnum):
    """By what the queue can be sorted. `WORST` is the room's own order: worst first."""

    WORST = "worst"
    SEVERITY = "severity"
    TITLE = "title"
    AGENCY = "agency"
    STATUS = "status"
    OWNER = "owner"
    AGE = "age"
    DEADLINE = "deadline"


class Tab(StrEnum):
    """The standing views over the queue."""

    OPEN = "open"
    MINE = "mine"
    UNCLAIMED = "unclaimed"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One incident as the queue shows it. Times in milliseconds since the epoch."""

    incident_id: int
    rank: int
    """`Severity.rank`, 0 = critical."""
    title: str
    report_count: int
    ref: str
    area: str
    agencies: str
    """Short names, lead first: `DLH · PLN`."""
    assigned: bool
    """False: `agencies` are only suggested."""
    status: str
    """Where it stands, in words; the last receipt of its lead agency where that was asked."""
    owner: str
    """Who is responsible; empty while nobody is."""
    opened_at: int
    due_at: int = 0
    """End of the running clock; 0 for none."""
    warn_at: int = 0
    """From when on the running clock warns; 0 for never."""
    paused: bool = False
    """Its clock stands still."""
    promise_due: int = 0
    """When the first open promise to the reporter is due; 0 for none."""
    mine: bool = False
    owner_stale: bool = False
    viewers: tuple[str, ...] = ()
    """Others who look at it right now."""
    closed: bool = False
    """Nothing counts on any more: age and deadline are shown dim."""
    closed_at: int = 0
    summary: str = ""
    """Beginning of the first report's words: tells apart what has the same title."""
    unmet: str = ""
    """What its lead agency owes next, e.g. `belum dilihat`."""
    alarming: bool = False
    """That is late, or was read back in other words."""
    ticket: TicketState | None = None
    """State of the last own command that is not settled yet."""
    group: str = ""
    """This line stands for many: what it says instead of the title; `→` opens it."""
    group_facts: str = ""
    """How bad and how old those are."""
    fold: str = ""
    """First line of an opened group: what `←` does."""
    mark: str = ""
    """What a supervisor should see, e.g. a skipped step."""


class QueueSource(Protocol):
    """Rows in their order. `row_of` is -1 for an incident that is not in the list."""

    def count(self) -> int: ...

    def row(self, index: int) -> QueueRow: ...

    def row_of(self, incident_id: int) -> int: ...


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What should be in the list. Empty means no restriction, except `tab`, which always holds."""

    tab: Tab = Tab.OPEN
    text: str = ""
    """Words that all have to occur in title, place, number or text."""
    ranks: frozenset[int] = frozenset()
    agency: str = ""
    """Code of an agency: assigned to it, or to nobody yet and it is responsible for the category."""
    assigned_only: bool = False
    """Of `agency` only what is assigned to it."""
    area: str = ""
    """Code of a kelurahan."""
    promised: bool = False
    """Only with a promise to the reporter that is still open."""

    @property
    def narrowed(self) -> bool:
        """True where more than the tab restricts the list."""
        return bool(self.text or self.ranks or self.agency or self.area or self.promised)


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter somebody gave a name to; the console keeps it."""

    name: str
    filter: QueueFilter


@dataclass(frozen=True, slots=True)
class QueueChoices:
    """What can be filtered by: (code, name) pairs in the order they should be offered."""

    agencies: tuple[tuple[str, str], ...] = ()
    areas: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """Figures on the tabs; a tab that is missing shows none. `by_rank`: open incidents, worst first."""

    tabs: dict[Tab, int] = field(default_factory=dict)
    by_rank: tuple[int, int, int, int] = (0, 0, 0, 0)


def tab_word(tab: Tab, *, short: bool = False) -> str:
    """The tab's caption. `short`: where figures in the thousands need the room."""
    if short and tab in (Tab.MINE, Tab.UNCLAIMED, Tab.OVERDUE):
        return {
            Tab.MINE: translate("Queue", "Saya"),
            Tab.UNCLAIMED: translate("Queue", "Bebas"),
            Tab.OVERDUE: translate("Queue", "Lewat"),
        }[tab]
    return {
        Tab.OPEN: translate("Queue", "Terbuka"),
        Tab.MINE: translate("Queue", "Milik saya"),
        Tab.UNCLAIMED: translate("Queue", "Belum diklaim"),
        Tab.OVERDUE: translate("Queue", "Lewat tenggat"),
        Tab.DONE: translate("Queue", "Selesai"),
    }[tab]


def column_word(column: Column) -> str:
    """The column's caption."""
    return {
        Column.WORST: translate("Queue", "terburuk"),
        Column.SEVERITY: translate("Queue", "keparahan"),
        Column.TITLE: translate("Queue", "kejadian"),
        Column.AGENCY: translate("Queue", "OPD"),
        Column.STATUS: translate("Queue", "tanda terima"),
        Column.OWNER: translate("Queue", "PJ"),
        Column.AGE: translate("Queue", "umur"),
        Column.DEADLINE: translate("Queue", "tenggat"),
    }[column]
