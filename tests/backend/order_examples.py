"""Orders, receipts and delegations: a lawful example of each command, after `_furnish`."""

from __future__ import annotations

from services.contract.catalogue import AnyCommand

EXAMPLES: dict[type, list[AnyCommand]] = {}
