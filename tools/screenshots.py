"""Start the console on virtual screens and leave a picture of each window; the field page in Chromium.

`python -m tools.screenshots FOLDER`: the same data folder and the same embedded backend as `make run`; the
field page on a backend of its own, because it needs an order.
`python -m tools.screenshots --guides FOLDER`: what the guides show, of an invented evening.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from tests.harness import VirtualDisplay
from tests.harness.backend import patria

LAPTOP = (1366, 768)
SIZES = [LAPTOP, (1920, 1080), (3840, 2160)]
ROLES = ["wall", "dispatch", "leader", "handover"]
ONLY_ON = {"leader": [LAPTOP], "handover": [LAPTOP, (1920, 1080)]}
PAPER = QSize(827, 1169)
PHONE, PHONE_SCALE = (390, 844), 2
GUIDES: list[tuple[str, str, tuple[int, int], list[str]]] = [
    ("leader", "leader", LAPTOP, []),
    ("leader-order", "leader", LAPTOP, ["o", "Down", "Return"]),
    ("orders", "dispatch", LAPTOP, ["Down", "y"]),
    ("steps", "dispatch", LAPTOP, ["Down", "j"]),
    ("dispatch", "dispatch", (1920, 1080), ["Down"]),
    ("wall", "wall", (1920, 1080), []),
    ("handover", "handover", LAPTOP, []),
]
"""Name, role, size, and the keys pressed before the picture is taken."""
_SETTLED = 8  # seconds until feed and map have arrived on a slow machine
_AFTER_KEYS = 4  # seconds until what the keys opened stands still
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


def take(
    role: str,
    size: tuple[int, int],
    picture: Path,
    display: VirtualDisplay,
    log: Path,
    data_dir: Path | None = None,
    keys: Sequence[str] = (),
) -> str:
    """Take one picture and return what is wrong with it, in words, or nothing."""
    picture.unlink(missing_ok=True)
    command = patria("console", "--role", role, "--geometry", f"{size[0]}x{size[1]}")
    after = _SETTLED + (_AFTER_KEYS if keys else 0)
    command += ["--screenshot", str(picture), "--screenshot-after", str(after)]
    command += ["--data-dir", str(data_dir)] if data_dir else []
    with log.open("ab") as said:
        process = subprocess.Popen(command, env=display.environment, stderr=said)
        try:
            if keys:
                time.sleep(_SETTLED)
                for key in keys:
                    subprocess.run(["xdotool", "key", key], env=display.environment, check=True)
                    time.sleep(0.3)
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return f"no picture within {_PATIENCE} s"
        finally:
            process.kill()
    if process.returncode:
        return f"the console ended with {process.returncode}"
    return fault_of(picture, size)


def take_page(url: str, picture: Path, log: Path) -> str:
    """Take the picture of a page at phone size and return what is wrong with it, in words, or nothing."""
    picture.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile, log.open("ab") as said:
        command = [
            "chromium",
            "--headless",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={profile}",
        ]
        command += ["--no-first-run", "--disable-background-networking", "--virtual-time-budget=4000"]
        command += [f"--window-size={PHONE[0]},{PHONE[1]}", f"--force-device-scale-factor={PHONE_SCALE}"]
        command += ["--no-sandbox"] if os.geteuid() == 0 else []
        try:
            subprocess.run(
                [*command, f"--screenshot={picture.absolute()}", url],
                stdout=said,
                stderr=said,
                timeout=_PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"no picture within {_PATIENCE} s"
    return fault_of(picture, (PHONE[0] * PHONE_SCALE, PHONE[1] * PHONE_SCALE))


def take_paper(data_dir: Path, picture: Path) -> str:
    """Take the picture of a printed handover's first page; what is wrong with it, in words, or nothing."""
    pdf = picture.with_suffix(".pdf")
    command = patria("handover", "export", "1", "--output", str(pdf), "--data-dir", str(data_dir))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return done.stdout + done.stderr
    document = QPdfDocument()
    document.load(str(pdf))
    page = QImage(PAPER, QImage.Format.Format_RGB32)
    page.fill(0xFFFFFF)
    with QPainter(page) as painter:
        painter.drawImage(0, 0, document.render(0, PAPER))
    page.save(str(picture))
    document.close()
    pdf.unlink()
    return fault_of(picture, (PAPER.width(), PAPER.height()))


def field_page(folder: Path, log: Path) -> Iterator[tuple[Path, str]]:
    """The field page of an invented order; nothing where there is no Chromium."""
    picture = folder / f"field_{PHONE[0]}x{PHONE[1]}.png"
    if shutil.which("chromium") is None:
        print(f"{picture}: left out, there is no Chromium here", flush=True)
        return
    from tools.evening import evening

    with tempfile.TemporaryDirectory() as data, evening(Path(data)) as scene:
        yield picture, take_page(scene.field_url, picture, log)


def windows(folder: Path, log: Path) -> Iterator[tuple[Path, str]]:
    """Each window at its sizes, with what is wrong with its picture."""
    for size in SIZES:
        with VirtualDisplay(size) as display:
            for role in ROLES:
                if size in ONLY_ON.get(role, SIZES):
                    picture = folder / f"{role}_{size[0]}x{size[1]}.png"
                    yield picture, take(role, size, picture, display, log)


def guides(folder: Path, log: Path) -> Iterator[tuple[Path, str]]:
    """The pictures of the guides: an invented evening, files made small."""
    from tools.evening import evening

    with tempfile.TemporaryDirectory() as name, evening(Path(name)) as scene:
        page = folder / "field.png"
        yield page, take_page(scene.field_url, page, log) or smaller(page)
        paper = folder / "handover-paper.png"
        yield paper, take_paper(Path(name), paper) or smaller(paper)
        for title, role, size, keys in GUIDES:
            picture = folder / f"{title}.png"
            with VirtualDisplay(size) as display:
                yield picture, take(role, size, picture, display, log, Path(name), keys) or smaller(picture)


def smaller(picture: Path) -> str:
    """Keep a picture in 256 colours, the rare ones among them: a severity is a few pixels."""
    whole = Image.open(picture).convert("RGB")
    whole.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(picture, optimize=True)
    return ""


def main() -> int:
    """Take all pictures, also after one has failed; the exit code tells whether one did."""
    *kind, name = sys.argv[1:]
    folder = Path(name)
    folder.mkdir(parents=True, exist_ok=True)
    failed = False
    with contextlib.ExitStack() as opened:
        for_guides = kind == ["--guides"]
        logs = Path(opened.enter_context(tempfile.TemporaryDirectory())) if for_guides else folder
        log = logs / "console.log"
        log.unlink(missing_ok=True)
        taken = [guides(folder, log)] if for_guides else [windows(folder, log), field_page(folder, log)]
        for pictures in taken:
            for picture, wrong in pictures:
                print(f"{picture}: {wrong or 'taken'}", flush=True)
                failed = failed or bool(wrong)
        if failed:
            print(log.read_text(errors="replace") if for_guides else f"What the console said is in {log}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
