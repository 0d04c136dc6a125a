"""`patria console`: the parser's view of `ConsoleSettings`, made from the one declaration."""

from __future__ import annotations

from dataclasses import field as dataclass_field
from dataclasses import fields, make_dataclass
from typing import Annotated, Any, get_type_hints

import msgspec
from cyclopts import App, Parameter

from console.settings import HELP, ConsoleSettings
from services.contract.errors import KnownError


def _options() -> type[Any]:
    hints = get_type_hints(ConsoleSettings, include_extras=True)
    return make_dataclass(
        "ConsoleOptions",
        [
            (
                option.name,
                Annotated[hints[option.name], Parameter(help=HELP[option.name], negative="")],
                dataclass_field(default=option.default),
            )
            for option in fields(ConsoleSettings)
        ],
        kw_only=True,
        frozen=True,
    )


ConsoleOptions = _options()


def console(options: Any = None) -> int:
    """Buka konsol: antrean kejadian, peta, dan dinding.

    Contoh:
        patria console --role dispatch
        patria console --role wall --fullscreen --distance-m 4 --diagonal-in 55
        patria console --server https://patria.contoh.go.id
        patria console --role wall --geometry 1920x1080 --screenshot dinding.png --screenshot-after 5
    """
    from console.bootstrap import run

    chosen = options or ConsoleOptions()
    values = {option.name: getattr(chosen, option.name) for option in fields(ConsoleSettings)}
    try:
        return run(msgspec.convert(values, ConsoleSettings))
    except msgspec.ValidationError as error:
        raise KnownError("settings", f"Pengaturan tidak dapat dipakai: {error}") from None


console.__annotations__ = {"options": Annotated[ConsoleOptions, Parameter(name="*")], "return": int}


def add_to(app: App) -> None:
    app.command(console)
