"""A disk that fills up, fails to sync or loses its power, for a real process and without being root."""

import os
import shutil
import subprocess
from pathlib import Path

_SOURCE = Path(__file__).with_name("disk_faults.c")


class FaultyDisk:
    """What a process started with `environment` meets in the folder `root`; other folders stay healthy.

    `scratch`: where the library and what was synced are kept. Needs a C compiler (RuntimeError without).
    """

    def __init__(self, root: Path, scratch: Path) -> None:
        self.root = root.resolve()
        self._library = scratch / "disk_faults.so"
        self._shadow = scratch / "synced"
        self._control = scratch / "fault"
        self._shadow.mkdir(parents=True)
        compiler = shutil.which("cc") or shutil.which("gcc")
        if compiler is None:
            raise RuntimeError("a C compiler is missing: tools/system-packages test installs gcc")
        command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(self._library), str(_SOURCE), "-ldl"]
        subprocess.run(command, check=True)

    @property
    def environment(self) -> dict[str, str]:
        """What to add to the environment of the process that shall use this disk."""
        return {
            "LD_PRELOAD": str(self._library),
            "DISK_ROOT": str(self.root),
            "DISK_SHADOW": str(self._shadow),
            "DISK_CONTROL": str(self._control),
        }

    def fill(self) -> None:
        """From now on every write says that the disk is full (ENOSPC)."""
        self._control.write_text("f")

    def break_sync(self) -> None:
        """From now on every fsync and fdatasync fails (EIO)."""
        self._control.write_text("s")

    def heal(self) -> None:
        """Nothing fails any more."""
        self._control.unlink(missing_ok=True)

    def settle(self) -> None:
        """Count everything in the folder as synced: for after somebody without `environment` wrote there."""
        shutil.rmtree(self._shadow)
        self._shadow.mkdir()
        for file in self.root.rglob("*"):
            if file.is_file():
                shutil.copyfile(file, self._shadow / str(file.relative_to(self.root)).replace(os.sep, "|"))

    def cut_power(self) -> None:
        """Leave in the folder only what had been synced. Kill the process first (`kill -9`)."""
        shutil.rmtree(self.root)
        self.root.mkdir()
        for kept in self._shadow.iterdir():
            if kept.suffix == ".new":  # killed while it was being kept: the sync had not returned
                kept.unlink()
                continue
            target = self.root / kept.name.replace("|", os.sep)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kept, target)
            target.chmod(0o600)
