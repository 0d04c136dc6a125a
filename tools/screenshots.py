"""Start the console on virtual screens of three sizes and leave a picture of each window.

`python -m tools.screenshots FOLDER`: the same data folder and the same embedded backend as `make run`.
"""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from tests.harness import VirtualDisplay
from tests.harness.backend import patria

SIZES = [(1366, 768), (1920, 1080), (3840, 2160)]
ROLES = ["wall", "dispatch"]
_SETTLED = 8  # seconds until feed and map have arrived on a slow machine
_PATIENCE = 120  # seconds for one picture, the first start of the backend included


def fault_of(picture: Path, size: tuple[int, int]) -> str:
    """Return what is wrong with a picture, in words: absent, another size, or nothing to see on it."""
    image = QImage(str(picture))
    width, height = image.width(), image.height()
    if image.isNull():
        return "there is no picture"
    if (width, height) != size:
        return f"it is {width} × {height}"
    colours = {image.pixel(x, y) for x in range(0, width, 16) for y in range(0, height, 16)}
    return "" if len(colours) > 8 else "it is blank"


def take(role: str, size: tuple[int, int], picture: Path, display: VirtualDisplay, log: Path) -> str:
    """Take one picture and return what is wrong with it, in words, or nothing."""
    picture.unlink(missing_ok=True)
    geometry = f"{size[0]}x{size[1]}"
    command = patria("console", "--role", role, "--geometry", geometry)
    command += ["--screenshot", str(picture), "--screenshot-after", str(_SETTLED)]
    try:
        with log.open("ab") as said:
            subprocess.run(command, env=display.environment, check=True, timeout=_PATIENCE, stderr=said)
    except subprocess.CalledProcessError as error:
        return f"the console ended with {error.returncode}"
    except subprocess.TimeoutExpired:
        return f"no picture within {_PATIENCE} s"
    return fault_of(picture, size)


def main() -> int:
    """Take all pictures, also after one has failed; the exit code tells whether one did."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "console.log"
    log.unlink(missing_ok=True)
    failed = False
    for size in SIZES:
        with VirtualDisplay(size) as display:
            for role in ROLES:
                picture = folder / f"{role}_{size[0]}x{size[1]}.png"
                wrong = take(role, size, picture, display, log)
                print(f"{picture}: {wrong or 'taken'}", flush=True)
                failed = failed or bool(wrong)
    if failed:
        print(f"What the console said is in {log}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
