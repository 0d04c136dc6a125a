"""Run the benchmarks of tests/bench one after the other and keep their results.

`python -m tools.bench FOLDER [NAME…]`: every `tests/bench/bench_NAME.py` is started as a module with
`--json FOLDER/NAME.json` and writes its result there. One at a time: they measure the same machine. Windows
appear on a virtual display, so that the figures do not depend on who sits in front of the machine.
"""

import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.harness import VirtualDisplay

_BENCHES = Path("tests/bench")


def machine() -> dict[str, object]:
    """Return what a reader needs to know to compare with another run."""
    model = ""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
    cores = len(set(Path("/sys/devices/system/cpu").glob("cpu[0-9]*")))
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": model,
        "cores": cores,
        "python": platform.python_version(),
        "kernel": platform.release(),
    }


def main() -> int:
    """Run all benchmarks or the named ones; the exit code tells whether one failed to run."""
    folder, *names = sys.argv[1:]
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    (target / "machine.json").write_text(json.dumps(machine(), indent=2) + "\n")
    available = {path.stem.removeprefix("bench_"): path for path in sorted(_BENCHES.glob("bench_*.py"))}
    failed = [name for name in names if name not in available]
    with VirtualDisplay() as display:
        for name in names or available:
            if name in failed:
                continue
            print(f"--- {name}", flush=True)
            module = ".".join(available[name].with_suffix("").parts)
            result = target / f"{name}.json"
            result.unlink(missing_ok=True)
            command = [sys.executable, "-m", module, "--json", str(result)]
            done = subprocess.run(command, env=display.environment, check=False)
            if done.returncode or not result.exists():
                failed.append(name)
    print(f"Results are in {target}." if not failed else f"Without a result: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
