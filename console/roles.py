"""Roles of a screen as data: what a window shows and as what it introduces itself to the backend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from services.contract.records import Role


@dataclass(frozen=True, slots=True)
class ScreenRole:
    """One kind of window."""

    key: str
    session_roles: tuple[Role, ...]
    """As what this screen introduces itself, best first; the account decides which it gets."""
    commands: bool
    """Whether anything can be commanded from here at all."""
    panels: tuple[str, ...]
    follows_drill: bool = True
    """Whether it changes into a drill by itself while the live log has nothing open."""
    thin: bool = False
    """Whether it asks for the thin link: a trimmed picture within a byte budget."""
    returns_to_live: bool = False
    """Whether a real report during a drill takes it back without asking."""


SCREEN_ROLES: Final = {
    "wall": ScreenRole(
        key="wall",
        session_roles=(Role.WALL,),
        commands=False,
        panels=("map", "worst", "counts", "ages", "agencies", "arrivals", "clock"),
        returns_to_live=True,
    ),
    "dispatch": ScreenRole(
        key="dispatch",
        session_roles=(Role.SUPERVISOR, Role.OPERATOR, Role.LEADER, Role.AGENCY, Role.AUDITOR),
        commands=True,
        panels=("queue", "detail", "map", "contacts", "intake", "commands"),
    ),
    "leader": ScreenRole(
        key="leader",
        session_roles=(Role.LEADER, Role.SUPERVISOR, Role.AUDITOR),
        commands=True,
        panels=("figures", "map", "worst", "orders"),
        thin=True,
    ),
    "handover": ScreenRole(
        key="handover",
        session_roles=(Role.SUPERVISOR,),
        commands=True,
        panels=("document", "signatures", "log"),
    ),
}
