"""What the page is told about colours and words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from widgets.theme import FAMILIES, Theme, mixed

TEXT_PX = 12
"""Height of the map's words at a desk, at scale 1."""
MARK_PER_TEXT = 1.45
"""Diameter of a mark where there is room, in heights of the map's words."""
MARK_PER_TEXT_BEYOND = 0.85
"""The same for what words are larger than on a desk: on a wall the marks must not bury the city."""

translate = QCoreApplication.translate


def mark_px(text_px: int) -> int:
    """Diameter of a mark beside words of that height, in CSS pixels."""
    on_desk = min(text_px, TEXT_PX)
    return round(on_desk * MARK_PER_TEXT + (text_px - on_desk) * MARK_PER_TEXT_BEYOND)


def look(theme: Theme, text_px: int) -> dict[str, object]:
    """Everything the page needs to draw in a theme; sizes in CSS pixels."""
    font = ", ".join(f'"{family}"' for family in FAMILIES) + ", sans-serif"
    return {
        "colours": _colours(theme, font),
        "variables": _variables(theme, font, text_px),
        "px": text_px,
        "size": mark_px(text_px),
    }


def _colours(theme: Theme, font: str) -> dict[str, object]:
    """What the page draws with."""
    return {
        "severity": list(theme.severity),
        "edge": theme.shape_edge,
        "panel": theme.panel,
        "raised": theme.raised,
        "control": theme.control_edge,
        "strong": theme.text_strong,
        "dim": theme.text_dim,
        "system": theme.system,
        "focus": theme.focus,
        "areas": list(theme.map_areas),
        "areaLine": theme.map_outline,
        "grid": mixed(theme.map_sea, theme.line, 0.3),
        "font": font,
    }


def _variables(theme: Theme, font: str, text_px: int) -> dict[str, str]:
    """What its style sheet names."""
    return {
        "--sea": theme.map_sea,
        "--panel": theme.panel,
        "--panel-clear": theme.panel + "E6",
        "--raised": theme.raised,
        "--line": theme.line,
        "--control": theme.control_edge,
        "--text": theme.text,
        "--strong": theme.text_strong,
        "--dim": theme.text_dim,
        "--system": theme.system,
        "--focus": theme.focus,
        "--edge": theme.shape_edge,
        "--font": font,
        "--text-px": f"{text_px}px",
        "--tile-filter": "grayscale(.85) invert(.92) brightness(.62) contrast(.9)"
        if theme.dark
        else "grayscale(.6) brightness(1.02) contrast(.88)",
    }


def words() -> dict[str, object]:
    """The page's words in the language of the application."""
    return {
        "legend": [
            translate("MapView", "Kritis"),
            translate("MapView", "Tinggi"),
            translate("MapView", "Sedang"),
            translate("MapView", "Rendah"),
        ],
        "outside": translate("MapView", "Di luar kota"),
        "moved": translate("MapView", "Dipindahkan untuk latihan"),
        "closed": translate("MapView", "Selesai"),
        "official": translate("MapView", "Batas resmi"),
        "approximate": translate("MapView", "Batas perkiraan"),
        "locked": translate("MapView", "Terkunci pada gerakan Anda"),
        "key": "H",
        "back": translate("MapView", "kembali"),
        "no_streets": translate("MapView", "Peta jalan tidak tersedia"),
        "in": translate("MapView", "Perbesar (+)"),
        "out": translate("MapView", "Perkecil (−)"),
        "city": translate("MapView", "Seluruh kota (Home)"),
        "map": translate(
            "MapView", "Peta kejadian. Panah menggeser, + dan − memperbesar dan memperkecil, H kembali."
        ),
        "locale": translate("MapView", "id", "BCP 47 tag of this language: how numbers are written"),
    }


def loading() -> str:
    """Shown until the page is there."""
    return translate("MapView", "Peta dimuat…")


def died() -> str:
    """Shown when the render process has ended and the map comes back by itself."""
    return translate("MapView", "Peta berhenti dan sedang dimuat ulang.")


def page_missing() -> str:
    """Shown when folium could not build the page."""
    return translate(
        "MapView", "Peta tidak dapat disiapkan. Antrean tetap lengkap; jalankan “patria doctor”."
    )


def vector_file() -> str:
    """Shown when the city's street file holds vector tiles."""
    return translate("MapView", "Berkas peta jalan berisi ubin vektor; hanya ubin gambar yang didukung")


def no_street_file() -> str:
    """Shown when there is no readable street file."""
    return translate("MapView", "Berkas peta jalan tidak ada atau tidak terbaca")
