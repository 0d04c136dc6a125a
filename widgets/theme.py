"""One place for colour, type, spacing and radius: the tokens of `resources/themes/*.json`.

    theme = Theme.load("dark")            # or "light"; scale=1.7 for a 4K desk without system scaling
    theme.panel, theme.severity[0]        # "#RRGGBB"; severity and chip_text are indexed by Severity.rank
    theme.font("body"), theme.px(12)      # fonts and lengths follow the scale
    theme.stylesheet(), theme.palette()   # for QApplication

Painted widgets have `set_theme(theme)`; `repaint_with(root, theme)` hands a new theme to all below `root`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any, Final, Literal, Protocol, runtime_checkable

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QWidget

import resources

FAMILIES: Final = ("Inter", "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK JP", "DejaVu Sans")
"""Inter for the looks, Noto for every script a citizen may write in."""

SIZES: Final = {"label": 11, "small": 12, "body": 13, "strong": 15, "head": 18, "title": 23}
"""Desk type scale in pixels at scale 1."""
RADIUS_CHIP: Final = 4
RADIUS_PANEL: Final = 6
FADE_MS: Final = 200
"""How long a new row takes to appear."""

Size = Literal["label", "small", "body", "strong", "head", "title"]
Four = tuple[str, str, str, str]
_LENGTH = re.compile(r"(\d+)dp\b")


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of one theme. Colours are `#RRGGBB`."""

    name: str
    ground: str
    map_sea: str
    rail: str
    panel: str
    raised: str
    selected: str
    line: str
    line_strong: str
    control_edge: str
    text: str
    text_strong: str
    text_dim: str
    system: str
    """How the system speaks about itself: link, scene, mismatch, unverified. Never a severity."""
    severity: Four
    chip_text: Four
    """Text on a chip filled with the severity of the same rank."""
    shape_edge: str
    """Thin edge that keeps neighbouring map shapes apart."""
    focus: str
    primary: str
    primary_text: str
    map_areas: tuple[str, str, str]
    """Near-equal neutrals, one for each kecamatan in turn."""
    map_outline: str
    scale: float = 1.0

    @staticmethod
    def load(name: str, scale: float = 1.0) -> Theme:
        """The theme `dark` or `light`. Anything else is a bug: KeyError."""
        if name not in NAMES:
            raise KeyError(name)
        return _load(name, scale)

    @property
    def dark(self) -> bool:
        return QColor(self.ground).lightnessF() < 0.5

    def px(self, length: float) -> int:
        """A length of the design at scale 1, in device-independent pixels."""
        return round(length * self.scale)

    def font(self, size: Size = "body", weight: int = 400) -> QFont:
        """A font of the desk scale; `label` is upper case with wide tracking."""
        font = self.font_px(self.px(SIZES[size]), weight)
        if size == "label":
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 109)
        return font

    def font_px(self, pixels: int, weight: int = 400) -> QFont:
        """A font of any size, e.g. the wall's computed one; always with tabular figures."""
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPixelSize(max(1, pixels))
        font.setWeight(QFont.Weight(weight))
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def palette(self) -> QPalette:
        """For what a style sheet does not reach."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, colour in (
            (roles.Window, self.ground),
            (roles.Base, self.ground),
            (roles.AlternateBase, self.panel),
            (roles.Button, self.line_strong),
            (roles.WindowText, self.text),
            (roles.Text, self.text_strong),
            (roles.ButtonText, self.text_strong),
            (roles.PlaceholderText, self.text_dim),
            (roles.Highlight, self.selected),
            (roles.HighlightedText, self.text_strong),
            (roles.ToolTipBase, self.raised),
            (roles.ToolTipText, self.text_strong),
            (roles.Link, self.system),
        ):
            palette.setColor(role, QColor(colour))
        return palette

    def stylesheet(self) -> str:
        """The application's style sheet with this theme's values."""
        values = {key: getattr(self, key) for key in self.__slots__ if isinstance(getattr(self, key), str)}
        values |= {f"severity{rank}": colour for rank, colour in enumerate(self.severity)}
        values["button"] = self.line_strong if self.dark else self.line
        values["field"] = self.ground if self.dark else self.panel
        values["control_edge_soft"] = mixed(values["button"], self.control_edge, 0.4)
        values["hairline"] = self.hairline
        for mark in ("chevron", "check"):
            values[mark] = resources.path(f"themes/{mark}-{self.name}.svg").as_posix()
        text = Template(_template()).substitute(values)
        return _LENGTH.sub(lambda match: f"{max(1, self.px(int(match[1])))}px", text)

    @property
    def hairline(self) -> str:
        """Edge between columns: darker than the rail in the dark, the plain line in the light."""
        return mixed(self.ground, "#000000", 0.35) if self.dark else self.line


NAMES: Final = ("dark", "light")


def scale_for(width: int) -> float:
    """Scale for a screen `width` logical pixels wide: a 4K desk without system scaling stays readable."""
    if width >= 3600:
        return 1.7
    return 1.25 if width >= 2500 else 1.0


def mixed(first: str, second: str, share: float) -> str:
    """`first` with `share` (0 to 1) of `second` in it."""
    a, b = QColor(first), QColor(second)
    parts = zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in parts)


@runtime_checkable
class Themed(Protocol):
    """A widget that paints with theme values."""

    def set_theme(self, theme: Theme) -> None: ...


def repaint_with(root: QWidget, theme: Theme) -> None:
    """Hand `theme` to every painted widget below `root`; `root` itself is the caller."""
    for child in root.findChildren(QWidget):
        if isinstance(child, Themed):
            child.set_theme(theme)


@cache
def _load(name: str, scale: float) -> Theme:
    raw = json.loads(resources.path(f"themes/{name}.json").read_text(encoding="utf-8"))
    tokens: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()
    }
    return Theme(**tokens, scale=scale)


@cache
def _template() -> str:
    return resources.path("themes/app.qss").read_text(encoding="utf-8")
