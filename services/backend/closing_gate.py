"""What must be true before an incident may be called resolved or closed."""

from __future__ import annotations

from services.backend.case import Case
from services.backend.step_handlers import open_mandatory
from services.contract.errors import Rejected
from services.contract.records import Incident, Status

MAX_MESSAGE = 300
"""Longest sentence an outcome carries, in characters."""


def require(case: Case, incident: Incident, wanted: Status) -> None:
    """Raises `Rejected` that names everything still missing."""
    missing = blockers(case, incident, wanted)
    if missing:
        said = "Belum dapat diselesaikan. " + " ".join(missing)
        raise Rejected("not_finished", said if len(said) <= MAX_MESSAGE else said[: MAX_MESSAGE - 1] + "…")


def blockers(case: Case, incident: Incident, wanted: Status) -> list[str]:
    """One Indonesian sentence for each thing that is missing; empty where it may be finished."""
    if wanted.is_open:
        return []
    return [*open_steps(case, incident)]


def open_steps(case: Case, incident: Incident) -> list[str]:
    """The mandatory steps of the category's playbook that are neither done nor skipped."""
    left = open_mandatory(case, incident)
    if not left:
        return []
    named = "; ".join(f"“{text}”" for text in left[:2])
    more = f" dan {len(left) - 2} lainnya" if len(left) > 2 else ""
    return [f"{len(left)} langkah wajib masih terbuka: {named}{more}."]
