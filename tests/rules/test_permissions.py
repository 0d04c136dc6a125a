"""Command × role, every pair written down; what is not written down is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.catalogue import COMMAND_TYPES
from services.contract.records import Role, Status
from services.rules.permissions import (
    ADMIN_USERS,
    READ_AUDIT,
    READ_BOARD,
    READ_HANDOVER,
    READ_PERIOD,
    READ_REPORT_TEXT,
    READ_REPORTER,
    allowed,
    allowed_status,
    tags_for,
)

#            wall operator supervisor leader agency administrator auditor
TABLE = {
    "report.submit":            ". x x . . . .",
    "incident.dispose":         ". x x . . . .",
    "incident.claim":           ". x x . . . .",
    "incident.release":         ". x x . . . .",
    "incident.change_severity": ". . x x . . .",
    "incident.change_category": ". x x . . . .",
    "incident.relocate":        ". x x . . . .",
    "incident.assign":          ". . x . . . .",
    "incident.change_status":   ". x x . x . .",
    "incident.add_note":        ". x x x x . .",
    "incident.mark_step":       ". x x . . . .",
    "incident.mark_milestone":  ". x x . x . .",
    "shift.note":               ". x x x . . .",
    "shift.seat":               ". x x . . . .",
    "instruction.confirm":      ". x x . . . .",
    "instruction.give":         ". . x x . . .",
    "instruction.end":          ". . x . . . .",
    "watch.take":               ". . x . . . .",
    "handover.open":            ". . x . . . .",
    "handover.ask":             ". . x . . . .",
    "handover.answer":          ". . x . . . .",
    "handover.restate":         ". . x . . . .",
    "handover.sign":            ". . x . . . .",
    "handover.refuse":          ". . x . . . .",
    "handover.remark":          ". . x x . . .",
    "briefing.start":           "x . x x . . .",
    "briefing.control":         "x . x x . . .",
    "incident.unmerge":         ". x x . . . .",
    "order.issue":              ". . x x . . .",
    "order.receipt":            ". x x x x . .",
    "delegation.give":          ". . . x . . .",
    "delegation.end":           ". . . x . . .",
    "delegation.ratify":        ". . . x . . .",
    "contact.save":             ". . x . x x .",
    "contact.remove":           ". . x . x x .",
    "duty.save":                ". . x . x x .",
    "duty.remove":              ". . x . x x .",
    "contact.call":             ". x x . . . .",
    "unit.position":            ". x x . x . .",
    "outreach.send":            ". . x . . . .",
    "outreach.test":            ". . x . . x .",
    "clock.ask_pause":          ". x x . . . .",
    "clock.decide_pause":       ". . x x . . .",
    "clock.resume":             ". . x . . . .",
    "proof.file":               ". . x . x . .",
    "proof.verify":             ". . x x . . .",
    "promise.make":             ". x x . . . .",
    "promise.settle":           ". x x . . . .",
    "reporter.tell":            ". x x . . . .",
    "reporter.reveal":          ". . x . . . .",
    "drill.start":              ". . x . . x .",
    "drill.end":                ". . x . . x .",
    READ_BOARD:                 "x x x x x x x",
    READ_REPORT_TEXT:           ". x x x x . x",
    READ_HANDOVER:              ". x x x . . x",
    READ_REPORTER:              ". . x . . . .",
    READ_AUDIT:                 ". . x . . x x",
    READ_PERIOD:                ". . x x . x x",
    ADMIN_USERS:                ". . . . . x .",
}  # fmt: skip
PAIRS = [
    (role, tag, mark == "x")
    for tag, marks in TABLE.items()
    for role, mark in zip(Role, marks.split(), strict=True)
]


@pytest.mark.parametrize(("role", "tag", "expected"), PAIRS)
def test_every_pair(role: Role, tag: str, expected: bool) -> None:
    assert allowed(role, tag) is expected
    assert (tag in tags_for(role)) is expected


def test_the_table_knows_every_command() -> None:
    tags = {str(kind.__struct_config__.tag) for kind in COMMAND_TYPES}
    assert tags == {tag for tag in TABLE if not tag.startswith(("read.", "admin."))}
    for role in Role:
        assert set(tags_for(role)) <= set(TABLE)


@given(st.sampled_from(list(Role)), st.text(max_size=40))
def test_deny_by_default(role: Role, tag: str) -> None:
    assert allowed(role, tag) == (tag in TABLE and allowed(role, tag))
    assert not allowed("visitor", tag)  # type: ignore[arg-type]


STATUSES = {
    Role.OPERATOR: {Status.OPEN, Status.DISPATCHED, Status.ON_SCENE},
    Role.SUPERVISOR: set(Status),
    Role.AGENCY: {Status.ON_SCENE, Status.RESOLVED},
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("status", list(Status))
def test_into_which_status(role: Role, status: Status) -> None:
    assert allowed_status(role, status) == (status in STATUSES.get(role, set()))


def test_an_auditor_and_the_wall_change_nothing_and_administrators_read_no_reporter() -> None:
    assert all(tag.startswith("read.") for tag in tags_for(Role.AUDITOR))
    # The wall moves its own scene, and nothing else.
    assert set(tags_for(Role.WALL)) == {READ_BOARD, "briefing.start", "briefing.control"}
    assert not {READ_REPORTER, READ_REPORT_TEXT, "reporter.reveal"} & set(tags_for(Role.ADMINISTRATOR))
    assert not any(tag.startswith(("incident.", "report.")) for tag in tags_for(Role.ADMINISTRATOR))
