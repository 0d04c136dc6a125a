"""What is installed is pinned by hash, and the pins say nothing about where they come from."""

import re
import tomllib
from pathlib import Path

import pytest

from tools.lock import ADDRESS, GROUPS

_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)")


def pins(lock: Path) -> dict[str, list[str]]:
    """Return the lines that belong to each pinned package, by its normalised name and version."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lock.read_text().splitlines():
        if match := _PIN.match(line):
            current = found.setdefault(f"{normalised(match[1])}=={match[2]}", [])
        current.append(line)
    return found


def normalised(name: str) -> str:
    """Return the one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(params=GROUPS)
def lock(request: pytest.FixtureRequest, repository: Path) -> Path:
    """Each lock file."""
    return repository / "requirements" / f"{request.param}.txt"


def test_every_pin_has_a_hash(lock: Path) -> None:
    packages = pins(lock)
    assert len(packages) > 20
    bare = [name for name, lines in packages.items() if not any("--hash=sha256:" in line for line in lines)]
    assert not bare


def test_every_line_is_a_pin_a_hash_or_a_comment(lock: Path) -> None:
    allowed = re.compile(r"[A-Za-z0-9].*==|\s+--hash=sha256:[0-9a-f]{64}( \\)?$|\s*#|$")
    assert not [line for line in lock.read_text().splitlines() if not allowed.match(line)]


def test_no_line_names_an_address(lock: Path) -> None:
    assert not [line for line in lock.read_text().splitlines() if ADDRESS.search(line)]


def test_everything_asked_for_is_pinned(lock: Path, repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text())
    groups = [option for option in GROUPS[lock.stem] if option in project["dependency-groups"]]
    asked = [
        *project["project"]["dependencies"],
        *(n for g in groups for n in project["dependency-groups"][g]),
    ]
    pinned = {entry.partition("==")[0] for entry in pins(lock)}
    names = {normalised(re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0]) for line in asked}
    assert names <= pinned, f"`make lock` is due for {names - pinned}"


def test_the_test_packages_are_those_people_run(repository: Path) -> None:
    run, dev = (set(pins(repository / f"requirements/{name}.txt")) for name in ("run", "dev"))
    assert run <= dev
