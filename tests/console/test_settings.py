"""The quick reader and the full parser understand the same words, or the quick one keeps quiet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.settings import NAMES, ConsoleSettings, quick

VALUES = st.sampled_from(
    [
        "wall",
        "dispatch",
        "id",
        "en",
        "dark",
        "light",
        "3",
        "4.5",
        "-1",
        "1366x768",
        "9x9",
        "x",
        "",
        "info",
        "https://a",
    ]
)
OPTIONS = st.sampled_from([name.replace("_", "-") for name in sorted(NAMES)] + ["bogus", "rol"])
WORDS = st.lists(
    st.one_of(
        st.tuples(OPTIONS, VALUES).map(lambda pair: [f"--{pair[0]}", pair[1]]),
        st.tuples(OPTIONS, VALUES).map(lambda pair: [f"--{pair[0]}={pair[1]}"]),
        st.sampled_from([["--fullscreen"], ["--help"], ["stray"], ["-x"]]),
    ),
    max_size=4,
).map(lambda groups: [word for group in groups for word in group])


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """What the full parser makes of words: settings, or None where it complains."""
    monkeypatch.setenv("PATRIA_CONFIG", str(tmp_path / "patria.toml"))
    got: list[ConsoleSettings] = []

    def run(found: ConsoleSettings) -> int:
        got.append(found)
        return 0

    monkeypatch.setattr("console.bootstrap.run", run)

    def parse(words: list[str]) -> ConsoleSettings | None:
        from console.commands import dispatch
        from services.contract.errors import KnownError

        got.clear()
        try:
            code = dispatch(words)
        except (KnownError, SystemExit):
            return None
        return got[0] if got and not code else None

    return parse


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS)
def test_where_the_quick_reader_answers_the_parser_agrees(
    parsed: Any, tmp_path: Path, words: list[str]
) -> None:
    found = quick(words, {"PATRIA_CONFIG": str(tmp_path / "patria.toml")})
    if found is not None:
        assert parsed(["console", *words]) == found


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["console"],
        ["--role", "wall"],
        ["console", "--role=dispatch", "--fullscreen"],
        ["--distance-m", "4.5"],
    ],
)
def test_the_plain_case_is_quick(words: list[str], tmp_path: Path) -> None:
    assert quick(words, {"PATRIA_CONFIG": str(tmp_path / "none")}) is not None


@pytest.mark.parametrize(
    "words",
    [["serve"], ["--help"], ["--role", "x"], ["--bogus", "1"], ["--geometry", "1x1"], ["--role"], ["-h"]],
)
def test_everything_else_is_left_to_the_parser(words: list[str], tmp_path: Path) -> None:
    assert quick(words, {"PATRIA_CONFIG": str(tmp_path / "none")}) is None


def test_file_then_environment_then_command_line(
    tmp_path: Path, parsed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "patria.toml"
    file.write_text('[console]\nrole = "wall"\ntheme = "light"\nlang = "en"\ndistance-m = 7\n')
    monkeypatch.setenv("PATRIA_CONSOLE_THEME", "dark")
    monkeypatch.setenv("PATRIA_CONSOLE_LANG", "en")
    environment = {
        "PATRIA_CONFIG": str(file), "PATRIA_CONSOLE_THEME": "dark", "PATRIA_CONSOLE_LANG": "en",
    }  # fmt: skip
    found = quick(["--lang", "id"], environment)
    assert found is not None
    assert (found.role, found.theme, found.lang, found.distance_m) == ("wall", "dark", "id", 7.0)
    assert parsed(["console", "--lang", "id"]) == found


def test_a_broken_settings_file_is_left_to_the_parser(tmp_path: Path) -> None:
    (tmp_path / "patria.toml").write_text("[console\n")
    assert quick([], {"PATRIA_CONFIG": str(tmp_path / "patria.toml")}) is None
