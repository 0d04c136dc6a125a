"""Collect the Indonesian screen texts of the sources into the English translation, and compile it."""

import subprocess
import sys
from pathlib import Path

_CATALOGUE = Path("resources/translations/patria_en.ts")
_SCRIPTS = Path(sys.executable).parent


def main() -> int:
    """Update the .ts file in place, texts that are gone removed, and write the .qm file beside it."""
    sources = sorted(str(path) for folder in ("console", "widgets") for path in Path(folder).rglob("*.py"))
    collect = [
        "-silent",
        "-source-language",
        "id",
        "-target-language",
        "en",
        "-no-obsolete",
        "-locations",
        "none",
    ]
    subprocess.run([_SCRIPTS / "pyside6-lupdate", *collect, *sources, "-ts", _CATALOGUE], check=True)
    subprocess.run(
        [_SCRIPTS / "pyside6-lrelease", _CATALOGUE, "-qm", _CATALOGUE.with_suffix(".qm")], check=True
    )
    left = _CATALOGUE.read_text(encoding="utf-8").count('type="unfinished"')
    print(f"{_CATALOGUE}: {left} texts still to translate" if left else f"{_CATALOGUE}: complete")
    return 0


if __name__ == "__main__":
    sys.exit(main())
