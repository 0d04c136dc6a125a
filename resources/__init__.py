"""Data that ships with the program: themes, map page, translations, sounds, city packs."""

from pathlib import Path

_ROOT = Path(__file__).parent


def path(name: str) -> Path:
    """Absolute path of a shipped file or folder, by its name relative to this package."""
    return _ROOT / name
