"""Each import contract of pyproject.toml catches the violation it was written for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_PACKAGES = [
    "console",
    "widgets",
    "resources",
    *(
        f"services/{name}"
        for name in ("backend", "contract", "feed", "outreach", "projection", "rules", "store")
    ),
]
_VIOLATIONS = [
    ("layers", "services/rules/clock.py", "import console"),
    ("layers", "widgets/queue.py", "import console"),
    ("layers", "resources/icons.py", "import services.contract"),
    ("widgets-know-the-contract-only", "widgets/queue.py", "from services.projection import board"),
    ("widgets-know-the-contract-only", "widgets/queue.py", "def f():\n    import services.store"),
    ("widgets-draw", "widgets/queue.py", "import threading"),
    ("widgets-draw", "widgets/queue.py", "from sqlalchemy import select"),
    ("services-without-qt", "services/store/replica.py", "from PySide6.QtCore import QObject"),
    ("pure", "services/rules/clock.py", "import time"),
    ("pure", "services/projection/board.py", "from pathlib import Path"),
    ("pure", "services/contract/codec.py", "import services.store"),
    ("feed-and-backend", "services/feed/client.py", "import services.backend"),
    ("no-cycles", "services/store/log.py", "import services.backend"),
    ("no-cycles", "services/outreach/postman.py", "import services.backend"),
]
_ALLOWED = {
    "widgets/queue.py": "from services.contract import records",
    "services/store/log.py": "import sqlalchemy\nimport services.projection.board",
    "services/backend/app.py": "import services.store.log\nimport services.outreach",
}


@pytest.fixture
def checkout(tmp_path: Path, repository: Path) -> Path:
    """A checkout with the same contracts and next to no code, in which all of them hold."""
    shutil.copy(repository / "pyproject.toml", tmp_path)
    for package in [*_PACKAGES, "services"]:
        (tmp_path / package).mkdir(parents=True, exist_ok=True)
        (tmp_path / package / "__init__.py").touch()
    for name in ("services/contract/records.py", "services/projection/board.py"):
        (tmp_path / name).touch()
    for name, code in _ALLOWED.items():
        (tmp_path / name).write_text(code + "\n")
    # what the contract `pure` catches is an import of I/O, here by way of another service
    (tmp_path / "services/store/__init__.py").write_text("import sqlite3\n")
    return tmp_path


def lint(checkout: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter there."""
    program = str(Path(sys.executable).parent / "lint-imports")
    return subprocess.run(
        [program, "--no-cache", "--no-logo", *options],
        cwd=checkout,
        check=False,
        capture_output=True,
        text=True,
    )


def test_what_is_allowed_passes(checkout: Path) -> None:
    result = lint(checkout)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("contract", "file", "code"), _VIOLATIONS)
def test_violation_is_caught(checkout: Path, contract: str, file: str, code: str) -> None:
    (checkout / file).write_text(code + "\n")
    result = lint(checkout, "--contract", contract)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "0 kept, 1 broken" in result.stdout
