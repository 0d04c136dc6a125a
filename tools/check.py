"""The checks that need no running product, each one command: format, lint, types, imports, links."""

import subprocess
import sys
from pathlib import Path

_SCRIPTS = Path(sys.executable).parent
CHECKS: dict[str, list[str]] = {
    "format": [str(_SCRIPTS / "ruff"), "format", "--check", "."],
    "lint": [str(_SCRIPTS / "ruff"), "check", "."],
    "types": [str(_SCRIPTS / "mypy")],
    "imports": [str(_SCRIPTS / "lint-imports"), "--no-cache", "--no-logo"],
    "links": [sys.executable, "-m", "tools.links"],
}


def main() -> int:
    """Run all of them, also after one has failed, and say at the end which did."""
    failed = []
    for name, command in CHECKS.items():
        print(f"--- {name}", flush=True)
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    print("Failed: " + ", ".join(failed) if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
