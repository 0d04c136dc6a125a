"""How large text on the wall has to be: from viewing distance, panel diagonal and resolution.

Norm: NUREG-0700 asks for characters that subtend at least 16 minutes of arc at the farthest viewer and
prefers 20. The rule is about the height of a capital; Inter's capitals are 0.72 of its font size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from services.contract.errors import KnownError

translate: Final = QCoreApplication.translate

FLOOR_ARCMIN: Final = 16.0
CAP_HEIGHT: Final = 0.72
"""Height of a capital as a share of the font size."""
MM_PER_INCH: Final = 25.4


@dataclass(frozen=True, slots=True)
class Viewing:
    """Where the wall hangs and who reads it; three settings.

    `distance_m`: the farthest person who must be able to read it. `diagonal_in`: visible diagonal of the
    panel. `angle_arcmin`: the smallest text; never under the floor of the norm.
    """

    distance_m: float = 3.0
    diagonal_in: float = 55.0
    angle_arcmin: float = FLOOR_ARCMIN

    def __post_init__(self) -> None:
        """Raises `KnownError` for a setting beyond reason."""
        for value, least, most, sentence in (
            (self.distance_m, 0.5, 50, translate("Wall", "Jarak pandang dinding harus 0,5 sampai 50 meter.")),
            (
                self.diagonal_in,
                10,
                1000,
                translate("Wall", "Diagonal panel dinding harus 10 sampai 1000 inci."),
            ),
            (
                self.angle_arcmin,
                FLOOR_ARCMIN,
                60,
                translate("Wall", "Huruf dinding paling kecil 16 menit busur."),
            ),
        ):
            if not least <= value <= most:
                raise KnownError("viewing", sentence)


@dataclass(frozen=True, slots=True)
class Scale:
    """The four sizes of the wall, in pixels: 1 · 1.3 · 1.6 · 3.2 of the computed minimum.

    With the default angle the smallest text stands on the floor of 16 minutes of arc and everything that
    decides something (body and larger) above the preferred 20.
    """

    small: int
    body: int
    strong: int
    figure: int

    @property
    def unit(self) -> int:
        """The smallest size: what layouts count in."""
        return self.small


def minimum_px(viewing: Viewing, width_px: int, height_px: int, angle_arcmin: float | None = None) -> float:
    """Smallest font size in pixels for a panel of that resolution.

    `2·D·tan(angle/2) / pixel_pitch / 0.72`, with the pitch from diagonal and resolution.
    """
    angle = math.radians((angle_arcmin if angle_arcmin is not None else viewing.angle_arcmin) / 60)
    pitch_mm = viewing.diagonal_in * MM_PER_INCH / math.hypot(width_px, height_px)
    return 2 * viewing.distance_m * 1000 * math.tan(angle / 2) / pitch_mm / CAP_HEIGHT


def scale_for(viewing: Viewing, width_px: int, height_px: int) -> Scale:
    """The sizes for one panel, rounded up: rounding must not go below the norm."""
    least = minimum_px(viewing, max(width_px, 1), max(height_px, 1))
    return Scale(*(math.ceil(least * factor) for factor in (1.0, 1.3, 1.6, 3.2)))
