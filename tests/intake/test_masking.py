"""People's numbers leave neither the room nor enter the log."""

from __future__ import annotations

import pytest

from services.intake.masking import HIDDEN, mask


@pytest.mark.parametrize(
    "number",
    [
        "081234567890",
        "+62 812-3456-7890",
        "0342 801 555",
        "+6281234567890",
        "3572010101900001",
    ],
)
def test_telephone_and_identity_numbers_are_hidden(number: str) -> None:
    assert mask(f"Hubungi {number}, terima kasih") == f"Hubungi {HIDDEN}, terima kasih"


def test_mail_addresses_are_hidden() -> None:
    assert mask("Balas ke budi.s+lapor@warga.example.id ya") == f"Balas ke {HIDDEN} ya"


@pytest.mark.parametrize(
    "text",
    [
        "Jl. Merdeka No. 123 RT 002/007",
        "Sejak 2026-11-21 14:05, dalam 100-150 cm",
        "di -8.095412345, 112.160912345",
        "tiang PLN 12345678",
        "https://foto.example/9876543210",
    ],
)
def test_places_times_and_addresses_stay(text: str) -> None:
    assert mask(text) == text
