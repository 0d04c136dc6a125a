"""The scripts behind `make run`: they ask, they explain, and a second start installs nothing."""

import os
import re
import subprocess
from pathlib import Path

import pytest


def run(command: list[str], repository: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script without a terminal and with a small environment of its own."""
    return subprocess.run(
        command,
        cwd=repository,
        env={"HOME": os.environ["HOME"], "LANG": "C.UTF-8", "PATH": os.environ["PATH"], **environment},
        stdin=subprocess.DEVNULL,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def programs(tmp_path: Path, repository: Path) -> Path:
    """A folder of programs in which no package is installed, and apt-get only says what it was asked."""
    folder = tmp_path / "bin"
    folder.mkdir()
    scripts = {
        "dpkg-query": "echo 'make installed'",
        "apt-get": 'echo "apt-get $*"',
        "apt-cache": 'if [ "$2" = libasound2 ]; then c=\'(none)\'; else c=1.0; fi; echo "Candidate: $c"',
        "id": "echo 0",
    }
    for name, body in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}\n")
        (folder / name).chmod(0o755)
    return folder


def test_without_a_screen_it_says_what_to_do(repository: Path) -> None:
    result = run(["tools/run"], repository)
    assert result.returncode == 2
    assert "make run-virtual" in result.stderr
    assert "Traceback" not in result.stderr


def test_missing_packages_are_listed_and_installed_when_nobody_can_be_asked(
    repository: Path, programs: Path
) -> None:
    result = run(["tools/system-packages", "run"], repository, PATH=f"{programs}:{os.environ['PATH']}")
    assert result.returncode == 0, result.stderr
    listed = re.findall(r"^    (\S+)", result.stdout, re.MULTILINE)
    assert "libxcb-cursor0" in listed
    assert "xvfb" not in listed, "only the section asked for"
    installed = next(line for line in result.stdout.splitlines() if " install " in line).split()
    assert "libxcb-cursor0" in installed
    assert "libasound2t64" in installed, "the name that has a candidate on this release"
    assert "libasound2" not in installed
    assert "not asking" in result.stdout


@pytest.mark.parametrize(("answer", "installs"), [("n\n", False), ("y\n", True), ("\n", True)])
def test_a_person_is_asked(repository: Path, programs: Path, answer: str, installs: bool) -> None:
    """Under a pseudo terminal: the question comes, and only a yes installs."""
    controller, terminal = os.openpty()
    environment = {"PATH": f"{programs}:{os.environ['PATH']}", "LANG": "C.UTF-8"}
    os.write(controller, answer.encode())
    result = subprocess.run(
        ["tools/system-packages", "virtual"],
        cwd=repository,
        env=environment,
        stdin=terminal,
        check=False,
        capture_output=True,
        text=True,
    )
    os.close(terminal)
    os.close(controller)
    assert ("apt-get" in result.stdout and " install -y" in result.stdout) == installs
    assert (result.returncode == 0) == installs
    if not installs:
        assert "Nothing was installed" in result.stderr


def test_without_apt_it_names_what_is_needed(repository: Path, tmp_path: Path) -> None:
    for name in ("bash", "awk", "sed", "dirname", "env"):
        source = next(p for p in (Path(d) / name for d in os.environ["PATH"].split(":")) if p.exists())
        (tmp_path / name).symlink_to(source)
    result = run(["tools/system-packages", "virtual"], repository, PATH=str(tmp_path))
    assert result.returncode == 0, result.stderr
    assert "no apt-get" in result.stdout
    assert "openbox" in result.stdout


def test_every_section_that_is_asked_for_exists(repository: Path) -> None:
    sections = re.findall(r"^\[([a-z]+)\]", (repository / "tools/packages.txt").read_text(), re.MULTILINE)
    callers = [repository / name for name in ("Makefile", "tools/run", "tools/install")]
    calls = [line for path in callers for line in re.findall(r"system-packages ([a-z ]+)", path.read_text())]
    assert {name for call in calls for name in call.split()} == set(sections)
