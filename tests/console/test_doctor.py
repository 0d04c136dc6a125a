"""`patria doctor` on what the field needs: photos, channels, links."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from console.doctor import (
    DOUBTFUL,
    FINE,
    WRONG,
    Finding,
    channels,
    commands,
    examine,
    field_links,
    photos,
)
from console.folders import replica_folder
from services.contract.codec import encode
from services.contract.commands import ClaimIncident
from services.contract.messages import Do
from services.outreach.channels import ChannelFile
from services.store import outbox
from services.store.replica import Replica
from services.store.waiting import Entry
from tests.harness import BackendProcess

TEMPLATE = "mailtos://posko:kataKunci@surel.example:465/?to={address}&from=posko@surel.example"


def _provider(folder: Path) -> Path:
    file = ChannelFile(folder)
    file.set("email", TEMPLATE)
    return file.path


def _about(subject: str, folder: Path) -> Finding:
    """What the whole examination says; a check that raises is told there."""
    return next(found for found in examine(folder) if found.subject == subject)


def test_without_a_provider_people_make_contact(tmp_path: Path) -> None:
    told = channels(tmp_path)
    assert told.level == FINE
    assert "dihubungi dengan tangan" in told.words
    assert "patria outreach set" in told.words


def test_the_kinds_are_named_and_no_secret(tmp_path: Path) -> None:
    _provider(tmp_path)
    told = channels(tmp_path)
    assert (told.level, "Belum diverifikasi: email" in told.words) == (DOUBTFUL, True)
    ChannelFile(tmp_path).confirm("email", date(2026, 11, 22))
    told = channels(tmp_path)
    assert told.level == FINE
    assert "memuat email; dengan tangan: " in told.words
    assert "sms" in told.words
    assert "kataKunci" not in told.words


def test_a_file_others_may_read_is_wrong_and_says_what_to_do(tmp_path: Path) -> None:
    file = _provider(tmp_path)
    file.chmod(0o644)
    told = _about("saluran", tmp_path)
    assert told.level == WRONG
    assert f"chmod 600 {file}" in told.words
    assert "kataKunci" not in told.words


def test_a_template_the_keyring_does_not_hold_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "channels.toml"
    file.write_text("[provider.email]\nkeyring = true\n", encoding="utf-8")
    file.chmod(0o600)
    told = _about("saluran", tmp_path)
    assert (told.level, "gantungan kunci" in told.words) == (WRONG, True)


def test_commands_of_a_console_that_was_closed_are_named(tmp_path: Path) -> None:
    assert commands(tmp_path).level == FINE
    folder, lock = replica_folder(tmp_path, "", "leader")
    assert lock is not None
    replica = Replica(folder)
    replica.open()
    do = Do(id="00000000-0000-4000-8000-000000000001", at=1, expires_at=2, body=ClaimIncident(incident_id=1))
    replica.transaction(lambda connection: outbox.keep(connection, Entry(do=do, data=encode(do))))
    assert commands(tmp_path).level == FINE, "it runs, and sends them itself"
    replica.close()
    lock.close()
    told = commands(tmp_path)
    assert (told.level, "1 perintah" in told.words, "lokal/leader (1)" in told.words) == (
        DOUBTFUL,
        True,
        True,
    )


def test_the_folder_of_photos(tmp_path: Path) -> None:
    assert photos(tmp_path).level == FINE
    kept = tmp_path / "photos"
    (kept / "original").mkdir(parents=True, mode=0o700)
    kept.chmod(0o755)
    open_to_all = photos(tmp_path)
    assert (open_to_all.level, f"chmod 700 {kept}" in open_to_all.words) == (DOUBTFUL, True)
    kept.chmod(0o700)
    assert photos(tmp_path) == Finding(FINE, "foto", f"{kept} dapat ditulisi")
    assert list((kept / "original").iterdir()) == []


def test_a_folder_of_photos_that_takes_nothing(tmp_path: Path) -> None:
    inner = tmp_path / "photos" / "original"
    inner.parent.mkdir(mode=0o700)
    inner.symlink_to("/proc")  # takes no file, not even from the superuser
    told = photos(tmp_path)
    assert (told.level, str(inner) in told.words) == (WRONG, True)


def test_a_file_in_place_of_the_photos(tmp_path: Path) -> None:
    (tmp_path / "photos").write_text("", encoding="utf-8")
    assert _about("foto", tmp_path).level == WRONG


def test_without_a_server_links_matter_where_something_is_sent(tmp_path: Path) -> None:
    assert field_links(tmp_path).level == FINE
    _provider(tmp_path)
    told = field_links(tmp_path)
    assert (told.level, "--public-url" in told.words) == (DOUBTFUL, True)


def test_a_server_without_a_public_address_sends_links_no_phone_opens(tmp_path: Path) -> None:
    with BackendProcess(tmp_path) as backend:
        unsent = field_links(tmp_path)
        assert unsent.level == FINE
        assert f"{backend.url}, yang hanya terbuka di komputer ini" in unsent.words
        _provider(tmp_path)
        told = field_links(tmp_path)
    assert told.level == WRONG
    assert "patria serve --public-url" in told.words


def test_what_a_phone_can_open(tmp_path: Path) -> None:
    _provider(tmp_path)
    with BackendProcess(tmp_path, arguments=("--public-url", "https://patria.example")):
        told = field_links(tmp_path)
        assert told == Finding(FINE, "tautan", "Petugas membuka https://patria.example")
        for address, level in (
            ("http://10.0.0.5:8112", DOUBTFUL),
            ("http://localhost:8112", WRONG),
            ("https://[::1]", WRONG),
            ("http://0.0.0.0:8112", WRONG),
        ):
            _say(tmp_path, address)
            told = field_links(tmp_path)
            assert (address, told.level) == (address, level)
            assert address in told.words


def _say(folder: Path, address: str) -> None:
    """As if the running backend had been started with another public address."""
    file = folder / "runtime.json"
    file.write_bytes(msgspec.json.encode({**msgspec.json.decode(file.read_bytes()), "public_url": address}))
