"""What is under version control can be published: no private address, no unfinished business."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tools.links import git_files

# Written so that this file is no finding of its own.
_MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/")
_REGISTRY = re.compile(
    r"://[^\s\"']*(?:p[y]pi|python[h]osted|n[p]mjs|crates[.]io|/simple\b|artifact[o]ry|d[e]bian[.]org)",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b|#\s*(?:st[u]b|place[h]older|for n[o]w)\b")
_CREDENTIAL = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}")
_LONGEST = 450  # lines; a longer file wants to be two


@pytest.fixture(scope="module")
def tracked(repository: Path) -> dict[str, str]:
    """The text of every text file git knows, by its path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(repository)
        names = git_files()
    texts = {}
    for name in names:
        path = repository / name
        if path.is_file():
            content = path.read_bytes()
            if b"\0" not in content[:8192]:
                texts[name] = content.decode("utf-8")
    return texts


def findings(tracked: dict[str, str], pattern: re.Pattern[str]) -> list[str]:
    """Return file, line number and line of everything that matches."""
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in tracked.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def private_hosts() -> Iterator[str]:
    """Name the hosts this machine gets its packages from."""
    home = Path.home()
    files = [
        *(Path("/etc") / name for name in ("pip.conf", "uv/uv.toml", "npmrc")),
        *(home / name for name in (".pip/pip.conf", ".config/pip/pip.conf", ".config/uv/uv.toml", ".npmrc")),
    ]
    texts = [path.read_text(errors="replace") for path in files if path.is_file()]
    texts += [value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_"))]
    for address in re.findall(r"https?://[^\s\"']+", "\n".join(texts)):
        host = urlsplit(address).hostname
        if host not in {None, "localhost", "127.0.0.1"}:
            yield str(host)


@pytest.mark.parametrize(
    "pattern",
    [_MACHINE_PATH, _REGISTRY, _UNFINISHED, _CREDENTIAL],
    ids=["path", "registry", "unfinished", "key"],
)
def test_nothing_private_and_nothing_unfinished(tracked: dict[str, str], pattern: re.Pattern[str]) -> None:
    assert not findings(tracked, pattern)


def test_no_host_of_this_machines_package_sources(tracked: dict[str, str]) -> None:
    for host in set(private_hosts()):
        assert not findings(tracked, re.compile(re.escape(host)))


def test_no_generated_or_private_file(tracked: dict[str, str]) -> None:
    unwanted = re.compile(r"\.(pyc|qm|db|sqlite3?|log|pem|key)$|(^|/)(artifacts|__pycache__|\.venv)/|\.env$")
    assert not [name for name in tracked if unwanted.search(name)]


def test_no_python_file_is_too_long(tracked: dict[str, str]) -> None:
    lengths = {name: text.count("\n") for name, text in tracked.items() if name.endswith(".py")}
    assert not {name: length for name, length in lengths.items() if length > _LONGEST}


def test_no_file_for_everything(tracked: dict[str, str]) -> None:
    assert not [name for name in tracked if re.search(r"(utils?|helpers?|misc)\.py$", name)]


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("see /" + "work/main/README", _MACHINE_PATH),
        ("cd /" + "home/budi/patria", _MACHINE_PATH),
        ("https://py" + "pi.org/simple/x", _REGISTRY),
        ("# TO" + "DO later", _UNFINISHED),
        ("-----BEGIN " + "PRIVATE KEY-----", _CREDENTIAL),
    ],
)
def test_the_patterns_find_what_they_are_for(line: str, pattern: re.Pattern[str]) -> None:
    assert findings({"file": line}, pattern)
