"""Start the console on virtual screens of three sizes and leave a picture of each window.

`python -m tools.screenshots FOLDER`: the same data folder and the same embedded backend as `make run`.
"""

import struct
import subprocess
import sys
from pathlib import Path

from tests.harness import VirtualDisplay
from tests.harness.backend import patria

SIZES = [(1366, 768), (1920, 1080), (3840, 2160)]
ROLES = ["wall", "dispatch"]
_PATIENCE = 120  # seconds for one picture, the first start of the backend included


def png_size(picture: Path) -> tuple[int, int]:
    """Return width and height from the header of a PNG file; ValueError when it is none."""
    header = picture.read_bytes()[:24]
    if header[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError(f"{picture} is not a PNG file")
    width, height = struct.unpack(">II", header[16:24])
    return width, height


def take(role: str, size: tuple[int, int], picture: Path, display: VirtualDisplay) -> str:
    """Take one picture and return what is wrong with it, in words, or nothing."""
    picture.unlink(missing_ok=True)
    geometry = f"{size[0]}x{size[1]}"
    command = patria("console", "--role", role, "--screenshot", str(picture), "--geometry", geometry)
    try:
        subprocess.run(command, env=display.environment, check=True, timeout=_PATIENCE)
        taken = png_size(picture)
    except subprocess.CalledProcessError as error:
        return f"the console ended with {error.returncode}"
    except subprocess.TimeoutExpired:
        return f"no picture within {_PATIENCE} s"
    except (OSError, ValueError) as error:
        return str(error)
    return "" if taken == size else f"it is {taken[0]} × {taken[1]}"


def main() -> int:
    """Take all pictures, also after one has failed; the exit code tells whether one did."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    failed = False
    for size in SIZES:
        with VirtualDisplay(size) as display:
            for role in ROLES:
                picture = folder / f"{role}_{size[0]}x{size[1]}.png"
                wrong = take(role, size, picture, display)
                print(f"{picture}: {wrong or 'taken'}", flush=True)
                failed = failed or bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
