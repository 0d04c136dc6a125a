"""A new password is typed twice by somebody, or comes as a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.accounts import new_password
from services.contract.errors import KnownError


def typing(*answers: str) -> Callable[[str], str]:
    left = list(answers)

    def ask(prompt: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    return ask


def test_typed_twice_alike() -> None:
    assert new_password(typing("rahasia sekali", "rahasia sekali"), False, str) == "rahasia sekali"


@pytest.mark.parametrize(
    ("answers", "code"),
    [(("satu", "dua"), "password_differs"), ((), "no_password"), (("satu",), "no_password")],
)
def test_anything_else_changes_nothing_and_says_so(answers: tuple[str, ...], code: str) -> None:
    with pytest.raises(KnownError) as told:
        new_password(typing(*answers), False, str)
    assert told.value.code == code


def test_a_line_from_a_pipe() -> None:
    assert new_password(typing(), True, lambda: "rahasia sekali\n") == "rahasia sekali"
