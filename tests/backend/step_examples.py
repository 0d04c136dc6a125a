"""Steps, milestones and un-merging: a lawful example of each command, after `_furnish`."""

from __future__ import annotations

from services.contract.catalogue import AnyCommand
from services.contract.closing import MarkMilestone, MarkStep, Milestone, StepState, UnmergeIncident
from services.contract.commands import DisposeIncident
from services.contract.records import Disposition

EXAMPLES: dict[type, list[AnyCommand]] = {
    MarkStep: [
        MarkStep(incident_id=2, step="rob:0", state=StepState.DONE),
        MarkStep(incident_id=2, step="rob:1", state=StepState.SKIPPED, reason="regu sudah di tempat"),
        MarkStep(incident_id=2, step="rob:0", state=StepState.OPEN),
    ],
    MarkMilestone: [MarkMilestone(incident_id=1, milestone=Milestone.UNDER_CONTROL)],
    UnmergeIncident: [
        DisposeIncident(incident_id=2, disposition=Disposition.DUPLICATE, target_id=1),
        UnmergeIncident(incident_id=2, reason="lokasinya lain"),
    ],
}
