"""`make check` passes: format, lint, strict types, import contract, links."""

import subprocess
from pathlib import Path

import pytest

from tools.check import CHECKS


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", CHECKS)
def test_check(name: str, repository: Path) -> None:
    result = subprocess.run(CHECKS[name], cwd=repository, check=False, capture_output=True, text=True)
    if result.returncode:
        pytest.fail(f"make check: {name}\n{result.stdout[-6000:]}{result.stderr[-2000:]}", pytrace=False)
