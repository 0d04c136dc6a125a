"""`patria console`: the parser's view of `ConsoleSettings`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import msgspec
from cyclopts import App, Parameter

from console.settings import ConsoleSettings
from services.contract.errors import KnownError


def console(
    *,
    settings: Annotated[ConsoleSettings, Parameter(name="*", negative="")] = ConsoleSettings(),  # noqa: B008
) -> int:
    """Buka konsol: antrean kejadian, peta, dan dinding.

    Contoh:
        patria console --role dispatch
        patria console --role wall --fullscreen --distance-m 4 --diagonal-in 55
        patria console --server https://patria.contoh.go.id
        patria console --role wall --screenshot dinding.png --screenshot-after 5
    """
    from console.bootstrap import run

    try:
        checked = msgspec.convert(asdict(settings), ConsoleSettings)
    except msgspec.ValidationError as error:
        raise KnownError("settings", f"Pengaturan tidak dapat dipakai: {error}") from None
    return run(checked)


def add_to(app: App) -> None:
    app.command(console)
