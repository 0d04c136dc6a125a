"""Providers are kept where only the server reads them, checked before they are kept, and never shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backends.fail import Keyring as Missing

from services.contract.errors import KnownError
from services.outreach.addressing import fill, redact, secrets_of
from services.outreach.channels import FILE_NAME, ChannelFile, Provider, check_template, mask

SECRET = "amat-rahasia-55"
MAIL = f"mailtos://posko:{SECRET}@surel.contoh.go.id:465/?to={{address}}&from=posko@contoh.go.id"


class Memory(keyring.backend.KeyringBackend):
    """A keyring that lives as long as the test: a backend like any other to `keyring`."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


@pytest.fixture
def ring() -> Iterator[Memory]:
    before = keyring.get_keyring()
    found = Memory()
    keyring.set_keyring(found)
    yield found
    keyring.set_keyring(before)


def test_what_is_set_is_kept_for_this_user_only_and_read_back(tmp_path: Path) -> None:
    file = ChannelFile(tmp_path)
    assert not file.load().kinds
    file.set("email", MAIL)
    file.set("mqtt", "mqtt://a:b@127.0.0.1:1883/{path}")
    file.set_drill("email", "latihan@contoh.go.id")
    file.set_test("sun", 10)
    assert file.path.stat().st_mode & 0o777 == 0o600
    again = ChannelFile(tmp_path)
    assert again.load().kinds == {"email", "mqtt"}
    assert again.template("email") == MAIL
    assert again.load().drill == {"email": "latihan@contoh.go.id"}
    assert (again.load().test.day_number, again.load().test.hour) == (6, 10)
    again.unset("email")
    assert file.template("email") == ""
    with pytest.raises(KnownError, match="Tidak ada penyedia"):
        file.unset("email")
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o755])
def test_a_file_others_may_read_is_refused_in_words(tmp_path: Path, mode: int) -> None:
    file = ChannelFile(tmp_path)
    file.set("email", MAIL)
    file.path.chmod(mode)
    with pytest.raises(KnownError, match="chmod 600") as caught:
        file.load()
    assert SECRET not in caught.value.message
    file.path.chmod(0o600)
    assert file.template("email") == MAIL


def test_a_link_in_its_place_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "lain.toml"
    elsewhere.write_text("")
    (tmp_path / FILE_NAME).symlink_to(elsewhere)
    with pytest.raises(KnownError, match="bukan berkas biasa"):
        ChannelFile(tmp_path).load()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'[provider.email]\nurl = "{MAIL}', "bukan TOML"),
        (f'[provider.email]\nurl = "{MAIL}"\nport = 3\n', "tidak dapat dipakai"),
        (f'[provider.merpati]\nurl = "{MAIL}"\n', "tidak dapat dipakai"),
        (f'[provider.phone]\nurl = "{MAIL}"\n', "dengan tangan"),
        (f'[provider.email]\nurl = "bukan {SECRET}"\n', "Templat"),
        ("[pace]\nattempts = 0\n", "tidak dapat dipakai"),
    ],
)
def test_a_wrong_file_is_told_in_words_and_without_its_secrets(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(KnownError, match=words) as caught:
        ChannelFile(tmp_path).load()
    assert SECRET not in caught.value.message
    assert caught.value.__cause__ is None


def test_a_change_of_the_file_is_seen(tmp_path: Path) -> None:
    reader, writer = ChannelFile(tmp_path), ChannelFile(tmp_path)
    for template in (MAIL, MAIL.replace(SECRET, "kata-sandi-baru")):
        writer.set("email", template)
        assert reader.template("email") == template
    writer.path.unlink()
    assert not reader.load().kinds


@pytest.mark.parametrize(
    ("kind", "template"),
    [
        ("email", "mailtos://a:b@c/?to=tetap@contoh.go.id"),
        ("email", "{address}"),
        ("email", "tidakada://{address}"),
        ("email", f"mailtos://a:{SECRET}@c/?to={{alamat}}"),
        ("phone", "twilio://x/{phone}"),
        ("radio", "json://{url}"),
        ("merpati", "json://{url}"),
        ("sms", ""),
        ("sms", "json://host/\n{phone}"),
        ("sms", "x" * 3000),
    ],
)
def test_a_template_that_serves_nobody_is_refused(kind: str, template: str) -> None:
    with pytest.raises(KnownError) as caught:
        check_template(kind, template)
    assert caught.value.message.endswith((".", "://…."))
    assert SECRET not in caught.value.message


def test_a_template_in_the_keyring_stands_in_no_file(tmp_path: Path, ring: Memory) -> None:
    file = ChannelFile(tmp_path)
    file.set("email", MAIL, keyring=True)
    assert list(ring.kept.values()) == [MAIL]
    assert SECRET not in file.path.read_text()
    assert ChannelFile(tmp_path).template("email") == MAIL
    assert ChannelFile(tmp_path).load().kinds == {"email"}
    file.unset("email")
    assert not ring.kept


def test_a_machine_without_a_keyring_says_so(tmp_path: Path, ring: Memory) -> None:
    keyring.set_keyring(Missing())  # type: ignore[no-untyped-call]
    with pytest.raises(KnownError, match="keyring"):
        ChannelFile(tmp_path).set("email", MAIL, keyring=True)
    assert not (tmp_path / FILE_NAME).exists()


def test_nothing_shows_a_template() -> None:
    assert SECRET not in repr(Provider(url=MAIL))
    assert mask(MAIL) == "mailtos://•••"
    assert mask(SECRET) == "•••"


@pytest.mark.parametrize(
    ("kind", "template", "address", "expected"),
    [
        ("sms", "twilio://A:B@1/{phone}", "0812-3456 7890", "twilio://A:B@1/6281234567890?"),
        ("mqtt", "mqtt://h/{path}", "kota/dlh", "mqtt://h/kota/dlh?"),
        ("webhook", "json://{url}", "https://a.go.id/x?k=1&l=2", "jsons://a.go.id/x?-k=1&-l=2&"),
        ("webhook", "jsons://{url}?+T=1", "https://a.go.id/x", "jsons://a.go.id/x?+T=1&"),
        ("email", "mailto://h/?to={address}", "a+b@c.go.id", "mailto://h/?to=a%2Bb%40c.go.id&"),
    ],
)
def test_an_address_becomes_part_of_a_url_and_nothing_else(
    kind: str, template: str, address: str, expected: str
) -> None:
    assert fill(kind, template, address, "1.a.0").startswith(expected)


@pytest.mark.parametrize(
    ("kind", "template", "address"),
    [
        ("webhook", "jsons://{url}", "http://a.go.id/x"),
        ("webhook", "json://{url}", "https://posko:x@a.go.id/x"),
        ("email", "mailto://h/?to={address}", "bukan surel"),
        ("sms", "twilio://A:B@1/{phone}", "piket"),
        ("mqtt", "mqtt://h/{path}", "kota/#"),
    ],
)
def test_an_address_that_is_none_is_refused(kind: str, template: str, address: str) -> None:
    with pytest.raises(KnownError):
        fill(kind, template, address, "1.a.0")


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=3, max_size=30))
def test_no_address_adds_parameters_or_leaves_its_place(text: str) -> None:
    url = fill("telegram", "tgram://token/{address}?silent=yes", "-100123456789", "1")
    assert url.count("?") == 1
    try:
        url = fill("mqtt", "mqtt://u:p@host/{path}?qos=1", text, "1")
    except KnownError:
        return
    assert url.startswith("mqtt://u:p@host/")
    assert url.endswith("?qos=1&cto=5&rto=10&format=text&retain=no")


@given(
    st.text(st.characters(codec="ascii", exclude_characters="/?#@:{}%&+= \x7f", min_codepoint=33), min_size=4)
)
def test_a_password_or_token_is_taken_out_in_any_form_it_comes_back(secret: str) -> None:
    for url in (
        f"mailtos://posko:{secret}@host/?to=a",
        f"tgram://{secret}/1",
        f"json://host/x?+Authorization=Bearer%20{secret}",
    ):
        assert secret not in redact(f"gagal: «{secret}»", secrets_of(url))
