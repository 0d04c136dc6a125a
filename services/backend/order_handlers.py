"""Orders, receipts and delegations: what each command leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.backend.case import Case
from services.contract.commands import Command
from services.contract.events import Body

HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {}
